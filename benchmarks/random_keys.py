"""Press 10,000 seeded keys in the reader, in a pseudo-terminal, during the first indexing and after, with sizes of the screen changing.

    python benchmarks/random_keys.py FOLDER [--keys 10000] [--seed 1] [--leave 200]

FOLDER is only read; what the reader keeps goes into a folder of this run. About every ``--leave`` keys the reader is left at that moment,
by a key or because the terminal goes away, and opened again. Ends with status 0 and counts, or with the keys that led to a fault.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from reader_press import ROOT

sys.path.insert(0, str(ROOT / "tests" / "end_to_end"))
from random_keys_hands import Hands


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keys", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--leave", type=int, default=200, metavar="KEYS", help="between two ends of the reader (200)")
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        hands = Hands(given.folder.resolve(), Path(place), given.seed)
        while len(hands.pressed) < given.keys:
            hands.press(min(given.keys - len(hands.pressed), hands.chance.randrange(1, 2 * given.leave)))
            hands.chance.choice((hands.quit, hands.quit, hands.hang_up))()
            hands.reopen()
        hands.answers()
        hands.quit()
    ends = ", ".join(f"{how} {count}" for how, count in sorted(hands.ends.items()))
    print(f"{len(hands.pressed):,} keys in {time.monotonic() - began:.0f} s; left by {ends}; no fault")


if __name__ == "__main__":
    main()
