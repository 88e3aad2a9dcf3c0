"""Broken files of the risky formats, for as long as you like: ``python benchmarks/fuzz.py docx rtf --seconds 600``.

Without ``--atheris`` whole files are changed by chance (``tests/property/risky_files.py``); with it, a fuzzer that watches which code a change
reaches looks for more (``pip install atheris``). A reader may give drafts, or one line (``BriefingError``); anything else is a fault, and so is more
than ten seconds. The bytes of each are kept in the folder that ``--keep`` names, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import logging
import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [os.fspath(ROOT), os.fspath(ROOT / "tests" / "property")]

import risky_files  # noqa: E402

from briefing.errors import BriefingError  # noqa: E402
from briefing.ingest.readers import registry  # noqa: E402

EXPANDED, ARTICLES, LONGEST = 50 * 1024 * 1024, 10_000, 10


class Tried:
    """What came of the files of one run."""

    def __init__(self, keep: Path | None) -> None:
        self.outcomes: collections.Counter[str] = collections.Counter()
        self.faults: dict[str, str] = {}
        self._keep = keep

    def file(self, name: str, data: bytes) -> None:
        """Read one file and note what came of it."""
        kind = risky_files.FORMATS[name]
        signal.setitimer(signal.ITIMER_REAL, LONGEST)
        try:
            registry.read(kind, data, name, EXPANDED, ARTICLES)
            self.outcomes[f"{kind}: drafts"] += 1
        except BriefingError:
            self.outcomes[f"{kind}: a line"] += 1
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            place = next((f for f in reversed(frames) if "/briefing/" in f.filename), frames[-1])
            fault = f"{kind}: {type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
            self.outcomes[fault] += 1
            if self.faults.setdefault(fault, name) == name and self._keep is not None:
                self._keep.mkdir(parents=True, exist_ok=True)
                (self._keep / f"{hashlib.sha256(data).hexdigest()[:12]}-{name}").write_bytes(data)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def report(self, seconds: float) -> int:
        """Print what was tried; the exit status."""
        print(f"{self.outcomes.total():,} files in {seconds:.0f} s")
        for outcome, count in sorted(self.outcomes.items()):
            print(f"  {outcome:<50} {count:>9,}{'   FAULT' if outcome in self.faults else ''}")
        return int(bool(self.faults))


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def by_chance(tried: Tried, names: list[str], seconds: float, seed: int) -> None:
    """Change whole files until the time is over."""
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        name = chance.choice(names)
        tried.file(name, risky_files.changed(risky_files.WHOLE[name], chance))


def by_coverage(tried: Tried, names: list[str], seconds: float, seed: int) -> None:
    """Let atheris look for changes that reach code which no other has reached. Returns when the time is over."""
    try:
        import atheris
    except ImportError:
        print("skipped: atheris is not installed (pip install atheris)")
        return
    with atheris.instrument_imports(include=["briefing", "zipfile", "warcio"], enable_loader_override=False):
        from briefing.ingest.readers.containers import warc  # noqa: F401
        from briefing.ingest.readers.office import docx, pdf, rtf  # noqa: F401
    end = time.monotonic() + seconds
    begun = time.monotonic()

    def one(data: bytes) -> None:
        for name in names:
            tried.file(name, data)
        if time.monotonic() > end:  # the fuzzer ends the process without a way back
            status = tried.report(time.monotonic() - begun)
            sys.stdout.flush()
            os._exit(status)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.2:
            data = risky_files.WHOLE[chance.choice(names)]
        return risky_files.changed(data, chance)[:most] if chance.random() < 0.7 else atheris.Mutate(data, most)

    options = [sys.argv[0], f"-seed={seed}", "-max_len=20000", "-rss_limit_mb=4096", "-verbosity=0"]
    atheris.Setup(options, one, custom_mutator=mutate)
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "formats",
        nargs="*",
        metavar="FORMAT",
        help=f"of {' '.join(sorted(set(risky_files.FORMATS.values())))}; all of them",
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="the folder for files at which a reader failed")
    parser.add_argument("--atheris", action="store_true")
    arguments = parser.parse_args()
    names = [name for name, kind in risky_files.FORMATS.items() if not arguments.formats or kind in arguments.formats]
    signal.signal(signal.SIGALRM, _too_long)
    logging.disable(logging.CRITICAL)
    sys.setrecursionlimit(3000)  # as in the process that reads them
    sys.stderr = Path(os.devnull).open("w")  # libraries complain there about each broken file  # noqa: SIM115
    tried = Tried(arguments.keep)
    begun = time.monotonic()
    (by_coverage if arguments.atheris else by_chance)(tried, names, arguments.seconds, arguments.seed)
    return tried.report(time.monotonic() - begun)


if __name__ == "__main__":
    sys.exit(main())
