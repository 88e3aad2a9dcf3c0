"""Five processes on one folder for ten minutes: ``python benchmarks/concurrency.py [--seconds 600]``.

Two readers in terminals, syncs, searches and somebody who changes files; every third sync and search is killed. A fault is: an error that is shown, a list that is
wrong in the end, a process or a lock that is left, a search that takes more than five seconds, not counting those in which other programs had the cores. The exit status is 1 if there was one.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [os.fspath(ROOT), os.fspath(ROOT / "tests" / "end_to_end")]

from together import Together  # noqa: E402

LONGEST = 5.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        five = Together(Path(place) / "articles", Path(place) / "home", arguments.seconds)
        five.run()
    slow = [seconds for seconds in five.without_waiting if seconds > LONGEST]
    print(five.summary())
    print(
        f"{len(slow)} searches took more than {LONGEST:.0f} s; {os.getloadavg()[0]:.0f} processes wanted the {os.cpu_count()} cores"
    )
    for fault in five.faults[:10]:
        print(fault)
    return int(bool(five.faults or slow))


if __name__ == "__main__":
    sys.exit(main())
