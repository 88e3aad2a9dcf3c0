"""How long until the reader's list stands on the screen, beside an empty Textual app in the same run.

    python benchmarks/startup.py [--folder articles] [--runs 7]

Each program starts in a pseudo-terminal of 120x40; its CPU time (user and system, whole process) is read when the awaited words
stand on the screen. The two take turns, so that a noisy machine slows both; the ratio of the medians is what counts. The reader
is opened once before, so that its cache is warm, as it is from the second start on.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "end_to_end"))
from terminal import Terminal  # noqa: E402

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("Articles ready")
Empty().run()
"""
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """User and system time of a process, from the kernel."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def start(command: list[str], awaited: str) -> tuple[float, float]:
    """(CPU seconds, wall seconds) until ``awaited`` is seen."""
    begin = time.perf_counter()
    with Terminal(command) as terminal:
        terminal.wait_for(awaited)
        return cpu_seconds(terminal.pid), time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", default=str(ROOT / "articles"))
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["BRIEFING_HOME"] = home
        reader = [sys.executable, "-m", "briefing", args.folder]
        empty = [sys.executable, "-c", EMPTY]
        with Terminal([sys.executable, "-m", "briefing", "-C", args.folder, "index"]) as terminal:
            terminal.wait_for_exit(seconds=600)
        for command in (reader, empty):  # byte code and file cache
            start(command, r"Articles (\d|ready)")
        figures: dict[str, list[tuple[float, float]]] = {"empty Textual app": [], "reader": []}
        for _ in range(args.runs):
            figures["empty Textual app"].append(start(empty, "Articles ready"))
            figures["reader"].append(start(reader, r"Articles \d"))
    medians = {}
    print(f"{'':20} {'CPU ms':>8} {'wall ms':>8}   (medians of {args.runs} runs)")
    for name, rows in figures.items():
        cpu, wall = (statistics.median(row[column] for row in rows) * 1000 for column in (0, 1))
        medians[name] = cpu
        print(f"{name:20} {cpu:8.0f} {wall:8.0f}")
    print(f"ratio of CPU time: {medians['reader'] / medians['empty Textual app']:.2f}")


if __name__ == "__main__":
    main()
