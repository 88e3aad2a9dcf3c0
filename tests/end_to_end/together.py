"""Five processes on one folder: two readers in terminals, syncs, searches, and somebody who changes files; some are killed.

``test_five_at_once.py`` runs it for some seconds, ``benchmarks/concurrency.py`` for as long as it is told.
"""

from __future__ import annotations

import fcntl
import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from terminal import Terminal

from briefing import Collection

ROOT = Path(__file__).resolve().parents[2]
FILES = 60
ERRORS = ("did not work", "Traceback", "cannot", "could not be read again", "was damaged")
"""Words that no reader may show meanwhile."""


def write(folder: Path, number: int, version: int) -> None:
    """Write an article whole or not at all."""
    part = folder / f".{number}.part"
    part.write_text(
        f"Harbour {number} opens again\n\nPublished: {number % 28 + 1} May 2031\n\n"
        f"“The harbour number {number} opens in the spring, for the time {version},” said Ana Vell.\n"
    )
    part.replace(folder / f"{number}.txt")


def processes_of(home: Path) -> list[int]:
    """Return the living processes that were started with this home, but for ours."""
    marker = f"BRIEFING_HOME={home}".encode()
    living = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                if marker in (entry / "environ").read_bytes().split(b"\0"):
                    living.append(int(entry.name))
            except OSError:
                continue
    return living


def waited_for_a_core(process: int) -> float:
    """Return the seconds that the threads of a process have stood ready without a core to run on (0.0 where nobody counts them)."""
    nanoseconds = 0
    for told in Path(f"/proc/{process}/task").glob("*/schedstat"):
        try:
            nanoseconds += int(told.read_text().split()[1])
        except (OSError, IndexError, ValueError):
            continue
    return nanoseconds / 1e9


def wait_until(true: Callable[[], bool], seconds: float) -> bool:
    """Return whether it became true within so many seconds."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.1)
    return true()


def free_locks(home: Path) -> list[bool]:
    """Return for each lock in the cache whether it can be taken."""
    free = []
    for path in (home / "cache").rglob("lock"):
        with path.open("r+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                free.append(True)
            except OSError:
                free.append(False)
    return free


class Together:
    """What runs beside the readers until ``seconds`` are over, and what was seen."""

    def __init__(self, folder: Path, home: Path, seconds: float) -> None:
        self.folder, self.home = folder, home
        self.end = time.monotonic() + seconds
        self.faults: list[str] = []
        self.searches: list[float] = []
        """Seconds that each search took which was not killed."""
        self.without_waiting: list[float] = []
        """The same without the time in which other programs had the cores: what it takes where there are enough of them."""
        self.syncs = self.changes = self.kills = 0
        self._chance = random.Random(3)

    def _run(self, *words: str, killed_after: float | None) -> tuple[float, float]:
        """Run a command; return the seconds that it took and, of these, those in which it waited for a core."""
        begun = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "briefing", "-C", os.fspath(self.folder), *words],
            env={**os.environ, "PYTHONPATH": os.fspath(ROOT), "BRIEFING_HOME": os.fspath(self.home)},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        if killed_after is not None:
            time.sleep(killed_after)
            process.send_signal(signal.SIGKILL)
            self.kills += 1
        waited = 0.0
        while process.poll() is None:
            waited = waited_for_a_core(process.pid) or waited
            time.sleep(0.05)
        seconds = time.monotonic() - begun
        _, told = process.communicate(timeout=120)
        if killed_after is None and (process.returncode not in (0, 1) or any(words in told for words in ERRORS)):
            self.faults.append(f"{words} after {seconds:.1f} s: {process.returncode} {told}")
        return seconds, waited

    def _perhaps_killed(self) -> float | None:
        return self._chance.choice([None, None, self._chance.uniform(0.1, 2.0)])

    def sync(self) -> None:
        """Bring the cache up to date, again and again; every third time it is killed."""
        while time.monotonic() < self.end:
            self._run("index", killed_after=self._perhaps_killed())
            self.syncs += 1

    def search(self) -> None:
        """Ask, again and again; every third time it is killed."""
        while time.monotonic() < self.end:
            killed_after = self._perhaps_killed()
            seconds, waited = self._run("search", "harbour", killed_after=killed_after)
            if killed_after is None:
                self.searches.append(seconds)
                self.without_waiting.append(seconds - min(waited, seconds))

    def change(self) -> None:
        """Write, change and remove files."""
        while time.monotonic() < self.end:
            self.changes += 1
            number = self._chance.randrange(FILES)
            path = self.folder / f"{number}.txt"
            if path.exists() and self._chance.random() < 0.3:
                path.unlink()
            else:
                write(self.folder, number, self.changes)
            time.sleep(0.2)

    def _watch(self, readers: list[Terminal]) -> None:
        threads = [threading.Thread(target=work) for work in (self.sync, self.search, self.change)]
        for thread in threads:
            thread.start()
        shown: set[str] = set()
        while any(thread.is_alive() for thread in threads):
            for reader in readers:
                reader.pump(0.05)
                shown |= {words for words in ERRORS if words in reader.text} - shown
                if shown and len(self.faults) < 5:
                    self.faults.append(f"a reader shows {sorted(shown)}:\n{reader.text}")

    def run(self) -> None:
        """Do all of it at once, and note in ``faults`` what a person must not see."""
        self.folder.mkdir()
        for number in range(FILES * 2 // 3):
            write(self.folder, number, 0)
        command = [sys.executable, "-m", "briefing", os.fspath(self.folder)]
        environment = {"BRIEFING_HOME": os.fspath(self.home), "PYTHONPATH": os.fspath(ROOT)}
        with Terminal(command, env=environment) as first, Terminal(command, env=environment) as second:
            self._watch([first, second])
            count = len(list(self.folder.glob("*.txt")))
            for reader in (first, second):
                reader.wait_for(rf"Articles {count}\b", seconds=60)
                if reader.leave() != 0:
                    self.faults.append("a reader did not end as it should")
        self._look_back(count)

    def _look_back(self, count: int) -> None:
        if not wait_until(lambda: processes_of(self.home) == [], 20):
            self.faults.append(f"processes were left: {processes_of(self.home)}")
        if not all(free_locks(self.home)):
            self.faults.append("a lock was left")
        with Collection.open(self.folder, home=self.home) as collection:
            answers = (len(collection.articles()), collection.search("harbour", limit=1).total, collection.notices)
            if answers != (count, count, []):
                self.faults.append(f"{count} files, but {answers}")

    def summary(self) -> str:
        """Return the figures, in lines."""
        return (
            f"{self.syncs} syncs, {len(self.searches)} searches that were let finish, {self.changes} changes of files, {self.kills} kills\n"
            f"a search took {statistics.median(self.searches):.2f} s (median), {max(self.searches):.2f} s at most\n"
            f"without the time in which other programs had the cores: {statistics.median(self.without_waiting):.2f} s, {max(self.without_waiting):.2f} s at most\n"
            f"{len(self.faults)} faults"
        )
