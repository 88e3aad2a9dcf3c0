"""How long until the reader's list stands on the screen, beside an empty Textual app in the same run.

    python benchmarks/startup.py [--folder articles] [--runs 7]

Each program starts in a pseudo-terminal of 120x40 and tells its CPU time (user and system, whole process) as it writes the picture that
holds the awaited word. The two take turns, so that a noisy machine slows both; the ratio of the medians is what counts. The reader
is opened once before, so that its cache is warm, as it is from the second start on.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile

from reader_press import READER, ROOT, start

from briefing import Collection

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("Articles ready")
Empty().run()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", default=str(ROOT / "articles"))
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["BRIEFING_HOME"] = home
        with Collection.open(args.folder):
            pass
        programs = {"empty Textual app": EMPTY, "reader": READER.format(folder=args.folder)}
        for program in programs.values():  # byte code and file cache
            start(program)
        figures = {name: [] for name in programs}
        for _ in range(args.runs):
            for name, program in programs.items():
                figures[name].append(start(program))
    medians = {name: statistics.median(values) * 1000 for name, values in figures.items()}
    for name, value in medians.items():
        print(f"{name:20} {value:8.0f} ms of CPU   (median of {args.runs} runs)")
    print(f"ratio of CPU time: {medians['reader'] / medians['empty Textual app']:.2f}")


if __name__ == "__main__":
    main()
