"""How soon a file that is put into a large folder can be found, and what that takes, as the reader does it.

    python benchmarks/arrivals.py FOLDER [--rounds 20] [--together 1,50]

Watches FOLDER as the reader does, puts so many invented files into it at once (and takes them away at the end), and waits until a search finds
them. It is read first if it is new, into a cache of this run unless BRIEFING_HOME names one. What counts is the CPU of this process, which stands
for the reader's, from the moment at which the files are written: the looks at the folder, the reading, the index. The CPU of the
process that reads untrusted files for it is printed beside it, and the clock, which holds the pause in which a file is found whole. The first
round stands by itself: it loads what the others use again. Goal: 50 ms for one file, in nine rounds of ten and in the first.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reader_press import cpu_seconds
from stopping import descendants

from briefing import Collection
from briefing.collection.watcher import Watch

GOAL = 50.0
"""Milliseconds of CPU until one file can be found."""
TEXT = """Weir keeper counts {word} at Brackwater

Published: 3 May 2026

The weir keeper of Brackwater, Odile Marrash, counted forty {word} on Sunday, and the harbour office wrote them down.

“Not one of the {word} has ever paid for the ferry,” Marrash said. “We counted every one of them after the flood.”
"""


class Taken(NamedTuple):
    """What it took until files could be found: milliseconds of CPU here and in the processes that were started, and by the clock."""

    here: float
    beside: float
    clock: float


class Reader:
    """A collection as the reader has it open, with its watch."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.watch: Watch = collection.watch()
        self.watch.look()
        self.watch.named()
        collection.warm()

    def put(self, paths: Sequence[Path], word: str) -> Taken:
        """Write files that hold ``word`` and wait until all of them are found."""
        for number, path in enumerate(paths):
            path.write_text(TEXT.format(word=word) + f"\nIt was count {number}.\n", encoding="utf-8")
        here, beside, clock = time.process_time(), _beside(), time.perf_counter()
        found = False
        while not found:
            self._wait_for_the_watch()
            found = self._bring(word, len(paths))
        return Taken(
            *((after - before) * 1e3 for before, after in
              ((here, self._at[0]), (beside, self._at[1]), (clock, self._at[2])))
        )  # fmt: skip

    def _wait_for_the_watch(self) -> None:
        while not self.watch.glance():
            time.sleep(self.watch.pause)

    def _bring(self, word: str, count: int) -> bool:
        """Bring the folder up to date until the files are found; return whether they are."""
        found = False

        def progress(stage: str, _done: int, _total: int) -> None:
            nonlocal found
            if not found and stage in ("searchable", "quotations", "statements"):
                found = self.collection.search(word, limit=1, snippets=False).total == count
                self._at = (time.process_time(), _beside(), time.perf_counter())

        self.collection.sync(
            named=self.watch.named(),
            settled=self.watch.settled,
            files=self.watch.files,
            progress=progress,
            cancelled=lambda: found,
        )
        return found


def _beside() -> float:
    return sum(map(_cpu, descendants(os.getpid())))


def _cpu(pid: int) -> float:
    try:
        return cpu_seconds(pid)
    except OSError:
        return 0.0


def rounds(folder: Path, count: int, together: int) -> list[Taken]:
    """Put ``together`` files into the folder ``count`` times in one open collection, and once before."""
    places: list[Path] = []
    taken = []
    try:
        with Collection.open(folder, sync=False) as collection:
            reader = Reader(collection)
            for number in range(count + 1):
                paths = [folder / f"arrival-{together}-{number:03}-{each:03}.txt" for each in range(together)]
                places += paths
                taken.append(reader.put(paths, f"quillon{together}x{number}"))
    finally:
        for path in places:
            path.unlink(missing_ok=True)
    return taken


def tell(together: int, taken: Sequence[Taken]) -> bool:
    """Print what was measured; return whether the goal is missed."""
    first, rest = taken[0], taken[1:]
    here = sorted(each.here for each in rest)
    most = here[max(0, len(here) * 9 // 10 - 1)]
    missed = together == 1 and max(most, first.here) > GOAL
    print(
        f"{together:>3} at once   first {first.here:6.1f} ms (beside {first.beside:.0f}, clock {first.clock:.0f})   then {statistics.median(here):6.1f},"
        f" nine of ten {most:.1f}, most {here[-1]:.1f} (beside {statistics.median(each.beside for each in rest):.0f},"
        f" clock {statistics.median(each.clock for each in rest):.0f}){'  MISSED' if missed else ''}",
        flush=True,
    )
    return missed


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--together", default="1,50")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("BRIEFING_HOME", home)
        with Collection.open(args.folder):
            pass
        missed = [tell(count, rounds(args.folder, args.rounds, count)) for count in map(int, args.together.split(","))]
        with Collection.open(args.folder):
            pass  # what was put in is taken out
    sys.exit(any(missed))


if __name__ == "__main__":
    main()
