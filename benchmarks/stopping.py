"""How soon the program is gone when it is asked to stop, stage by stage: ctrl-c on ``briefing index``, ``q`` in the reader.

    python benchmarks/stopping.py FOLDER [--stages files,statements] [--by interrupt,q] [--cold] [--bad]

FOLDER is read to the end first if it is new, into a cache of this run unless BRIEFING_HOME names one; that cache is copied for every stage,
and what the stage has made is taken for old in the copy, so that it has all of it to do again. It is stopped once it has worked for a
moment, and again and again after more time, each time going on where it was. What is measured is the time until the process and every one
that it started are gone; beside it stands how much of the stage's work was kept. ``--cold`` stops a first reading, from nothing, as well;
``--bad`` does that with folders that nobody would wish for (:mod:`scale`). The goal is a second. It ends with 1 if that is missed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reader_press import ROOT, Terminal
from scale import BAD, fill

from briefing import Collection
from briefing.paths import Places

GOAL = 1.0
"""Seconds until all is gone."""
AFTER = (0.1, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""Seconds in a stage after which it is stopped, each time anew."""
COLD = (0.05, 0.2, 0.5, 1.0, 3.0, 10.0)
"""The same for a first reading, from the start of the program on."""
PATIENCE = 120.0
"""Seconds that a stage may take to begin, and a program to end."""

TELLING = """
import sys
from briefing.collection.stages.stage_costs import Meter
stage = Meter.stage
def told(meter, name):
    with open({place!r}, "a") as file:
        print(name, file=file)
    return stage(meter, name)
Meter.stage = told
"""
"""Has each stage tell of its beginning."""
INDEX = "from briefing.__main__ import main; sys.exit(main())"
READER = """
from briefing.collection import sync_apart
sync_apart._BOOT = {telling!r} + sync_apart._BOOT
from briefing.__main__ import main
sys.exit(main())
"""


class Stage(NamedTuple):
    """What makes a stage do its work again, and what tells how much of it is done."""

    stale: tuple[str, ...]
    done: str


_JOINED = "DELETE FROM derived WHERE name = 'basis'"
STAGES = {
    "files": Stage(("UPDATE file SET version = 0",), "SELECT count(*) FROM file WHERE version > 0"),
    "index": Stage(("UPDATE article SET indexed = 0", "DELETE FROM facts"), "SELECT count(*) FROM article WHERE indexed"),
    "analysis": Stage(("UPDATE analysis SET basis = ''", _JOINED), "SELECT count(*) FROM analysis WHERE basis != ''"),
    "entities": Stage(("DELETE FROM kept WHERE kind = 'names'", _JOINED), "SELECT count(*) FROM kept WHERE kind = 'names'"),
    "statements": Stage(("DELETE FROM kept WHERE kind = 'texts'", _JOINED), "SELECT count(*) FROM kept WHERE kind = 'texts'"),
    "facts": Stage(("DELETE FROM facts", "DELETE FROM derived WHERE name = 'facts'"), "SELECT count(*) FROM facts WHERE basis != ''"),
    "differences": Stage(
        ("DELETE FROM differing", "DELETE FROM told", "DELETE FROM derived WHERE name = 'differences'"),
        "SELECT (SELECT count(*) FROM differing) + (SELECT count(*) FROM told)",
    ),
    "coverage": Stage(("DELETE FROM derived WHERE name = 'coverage'",), "SELECT count(*) FROM derived WHERE name = 'coverage'"),
    "stories": Stage(
        ("DELETE FROM story_row", "DELETE FROM derived WHERE name = 'kept stories'"), "SELECT count(*) FROM story_row"
    ),
}  # fmt: skip
_ALWAYS = ("DELETE FROM derived WHERE name = 'unchanged'",)


def descendants(pid: int) -> set[int]:
    """Return the processes that a process has started, and those that these have."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if fields[0] != "Z":
                    parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        more = parents.get(waiting.pop(), [])
        found.update(more)
        waiting += more
    return found


def is_gone(pid: int) -> bool:
    """Return whether a process has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


class Program:
    """A program that tells which stage it is in."""

    def __init__(self, folder: Path, home: Path, place: Path) -> None:
        self._told = place / "told"
        self._told.unlink(missing_ok=True)
        self._telling = TELLING.format(place=str(self._told))
        self._folder = str(folder)
        self._environment = {**os.environ, "BRIEFING_HOME": str(home), "PYTHONPATH": str(ROOT)}
        self.pid = 0
        self.start()

    def start(self) -> None:
        """Start it."""
        raise NotImplementedError

    def ask(self) -> None:
        """Ask it to stop."""
        raise NotImplementedError

    def ended(self) -> bool:
        """Return whether it has ended, after a moment."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of it."""

    def is_in(self, stage: str) -> bool:
        """Return whether a stage has begun and none after it."""
        return self._stages()[-1:] == [stage]

    def has_been_in(self, stage: str) -> bool:
        """Return whether a stage has begun."""
        return stage in self._stages()

    def _stages(self) -> list[str]:
        return self._told.read_text().split() if self._told.exists() else []

    def stopped_after(self, stage: str, seconds: float) -> float | None:
        """Return the seconds until all is gone if it is asked so many seconds after a stage (the program, if "") began; None if the stage was
        over by then."""
        end = time.monotonic() + PATIENCE
        while stage and not self.has_been_in(stage) and time.monotonic() < end:
            if self.ended():
                return None
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.ended():
                return None
        if stage and not self.is_in(stage):
            return None
        return self.until_gone()

    def until_gone(self) -> float:
        """Ask it to stop and return the seconds until all is gone."""
        began, pids = time.monotonic(), {self.pid}
        self.ask()
        end = began + PATIENCE
        while time.monotonic() < end:
            pids |= descendants(self.pid)
            if self.ended() and all(map(is_gone, pids - {self.pid})):
                break
        return time.monotonic() - began


class Index(Program):
    """``briefing index``; it hears ctrl-c as a program in a terminal does."""

    def start(self) -> None:
        command = [sys.executable, "-c", self._telling + INDEX, "-C", self._folder, "index"]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self._environment, start_new_session=True
        )
        self.pid = self._process.pid

    def ask(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGINT)

    def ended(self) -> bool:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(0.01)
        return self._process.returncode is not None

    def close(self) -> None:
        self._process.kill()
        self._process.wait()


class Reader(Program):
    """The reader, left by ``q``."""

    def start(self) -> None:
        code = self._telling + READER.format(telling=self._telling)
        self._terminal = Terminal([sys.executable, "-c", code, self._folder], env=self._environment)
        self.pid = self._terminal.pid

    def ask(self) -> None:
        self._terminal.press("q")

    def ended(self) -> bool:
        if not self._terminal.pump(0.01):
            time.sleep(0.01)
        return is_gone(self.pid)

    def close(self) -> None:
        self._terminal.__exit__(None, None, None)


PROGRAMS: dict[str, type[Program]] = {"interrupt": Index, "q": Reader}


@contextlib.contextmanager
def copy_of(home: Path, place: Path) -> Iterator[Path]:
    """A home of its own with what ``home`` has stored."""
    copy = place / "home"
    shutil.copytree(home, copy)
    for seal in copy.rglob("catalogue.db.seal"):
        seal.unlink()
    yield copy
    shutil.rmtree(copy)


def catalogue(folder: Path, home: Path) -> Path:
    """Return where the catalogue of a folder lies."""
    return Places.find(home).for_folder(folder) / "catalogue.db"


def number(path: Path, question: str) -> int:
    """Return a number from a catalogue; 0 where there is none."""
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as asked,
    ):
        return int(asked.execute(question).fetchone()[0])
    return 0


def each_time(make: Callable[[], Program], stage: str, moments: Sequence[float], kept: Callable[[], int]) -> float:
    """Stop a program after each of some moments; print how long that took, and what was kept; return the longest."""
    longest, told = 0.0, []
    for moment in moments:
        program = make()
        try:
            seconds = program.stopped_after(stage, moment)
        finally:
            program.close()
        if seconds is None:
            break
        longest = max(longest, seconds)
        told.append(f"{moment:g} s: {seconds:.2f} ({kept():,})")
    print(
        f"{'  MISSED' if longest > GOAL else '':8} {longest:5.2f} s at most; after {'; '.join(told) or 'nothing: it was over'}",
        flush=True,
    )
    return longest


def by_stage(folder: Path, home: Path, stages: Sequence[str], programs: Sequence[str]) -> float:
    """Stop each stage by each way; return the longest time that took."""
    longest = 0.0
    for stage in stages:
        for name in programs:
            with tempfile.TemporaryDirectory() as own, copy_of(home, Path(own)) as copy:
                place = catalogue(folder, copy)
                with contextlib.closing(sqlite3.connect(place)) as connection:
                    for statement in (*STAGES[stage].stale, *_ALWAYS):
                        connection.execute(statement)
                    connection.commit()
                print(f"{stage:12} {name:10}", end="")
                longest = max(longest, each_time(
                    lambda kind=PROGRAMS[name], at=copy, own=own: kind(folder, at, Path(own)),  # type: ignore[misc]
                    stage, AFTER, lambda place=place, stage=stage: number(place, STAGES[stage].done),  # type: ignore[misc]
                ))  # fmt: skip
    return longest


def first_reading(name: str, folder: Path, programs: Sequence[str]) -> float:
    """Stop a reading from nothing after ever more time; return the longest time that took."""
    longest = 0.0
    for way in programs:
        with tempfile.TemporaryDirectory() as own:
            home = Path(own, "home")
            place = catalogue(folder, home)
            print(f"{name:23.23}", end="")
            make = PROGRAMS[way]
            longest = max(longest, each_time(
                lambda make=make, home=home, own=own: make(folder, home, Path(own)),  # type: ignore[misc]
                "", COLD if way == "interrupt" else COLD[2:], lambda place=place: number(place, "SELECT count(*) FROM article"),  # type: ignore[misc]
            ))  # fmt: skip
    return longest


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stages", default=",".join(STAGES))
    parser.add_argument("--by", default=",".join(PROGRAMS))
    parser.add_argument("--cold", action="store_true", help="a first reading, too")
    parser.add_argument("--bad", action="store_true", help="first readings of folders that nobody would wish for, too")
    args = parser.parse_args()
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a job in the background ignores it, and what it starts would, too
    programs = args.by.split(",")
    longest = 0.0
    with tempfile.TemporaryDirectory() as name:
        home = Path(os.environ.get("BRIEFING_HOME") or Path(name, "home"))
        if args.stages:
            with Collection.open(args.folder, home=home):
                pass
            longest = by_stage(args.folder, home, args.stages.split(","), programs)
        if args.cold:
            longest = max(longest, first_reading("first reading", args.folder, programs))
        if args.bad:
            for kind in BAD:
                folder = Path(name, "bad")
                fill(folder, BAD[kind].make(BAD[kind].count))
                longest = max(longest, first_reading(kind, folder, programs))
                shutil.rmtree(folder)
    print(f"{longest:.2f} s at most (goal {GOAL:g} s{'' if longest <= GOAL else ' MISSED'})")
    sys.exit(longest > GOAL)


if __name__ == "__main__":
    main()
