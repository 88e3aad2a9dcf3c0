"""Five processes on one folder: two readers, syncs, searches, and somebody who changes files, some of them killed.

Half a minute by default; ``BRIEFING_TOGETHER_SECONDS=600`` for the long run.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from terminal import Terminal

from briefing import Collection

ROOT = Path(__file__).resolve().parents[2]
SECONDS = float(os.environ.get("BRIEFING_TOGETHER_SECONDS", "10"))
ANSWERS_WITHIN = 5.0 if SECONDS > 100 else 60.0
"""Seconds; a machine that runs other tests beside this one is given more."""

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")


def write(folder: Path, number: int, version: int) -> None:
    part = folder / f".{number}.part"
    part.write_text(
        f"Harbour {number} opens again\n\nPublished: {number % 28 + 1} May 2031\n\n"
        f"“The harbour number {number} opens in the spring, for the time {version},” said Ana Vell.\n"
    )
    part.replace(folder / f"{number}.txt")


def processes_of(home: Path) -> list[int]:
    """The living processes that were started with this home, but for ours."""
    marker = f"BRIEFING_HOME={home}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                if marker in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


class Others:
    """What runs beside the readers until the time is over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.end = time.monotonic() + SECONDS
        self.faults: list[str] = []
        self.slowest = 0.0
        self.searches = 0
        self.chance = random.Random(3)

    def run(self, *words: str, killed_after: float | None = None) -> None:
        begun = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "briefing", "-C", os.fspath(self.folder), *words],
            env={**os.environ, "PYTHONPATH": os.fspath(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        if killed_after is not None:
            time.sleep(killed_after)
            process.send_signal(signal.SIGKILL)
        _, err = process.communicate(timeout=120)
        if killed_after is None and (process.returncode not in (0, 1) or "Traceback" in err or "cannot" in err):
            self.faults.append(f"{words}: {process.returncode} {err}")
        if words[0] == "search":
            self.searches += 1
            self.slowest = max(self.slowest, time.monotonic() - begun)

    def sync(self) -> None:
        while time.monotonic() < self.end:
            self.run("index", killed_after=self.chance.choice([None, None, self.chance.uniform(0.1, 2.0)]))

    def search(self) -> None:
        while time.monotonic() < self.end:
            self.run("search", "harbour")

    def change(self) -> None:
        version = 0
        while time.monotonic() < self.end:
            version += 1
            number = self.chance.randrange(60)
            path = self.folder / f"{number}.txt"
            if path.exists() and self.chance.random() < 0.3:
                path.unlink()
            else:
                write(self.folder, number, version)
            time.sleep(0.2)


def test_five_processes_on_one_folder(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(40):
        write(folder, number, 0)
    others = Others(folder)
    command = [sys.executable, "-m", "briefing", os.fspath(folder)]
    with Terminal(command) as first, Terminal(command) as second:
        threads = [threading.Thread(target=work) for work in (others.sync, others.search, others.change)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            for reader in (first, second):
                reader.pump(0.05)
                for words in ("did not work", "Traceback", "cannot", "could not be read again", "was damaged"):
                    assert words not in reader.text, reader.text
        count = len(list(folder.glob("*.txt")))
        for reader in (first, second):
            reader.wait_for(rf"Articles {count}\b", seconds=60)
            assert reader.leave() == 0
    assert others.faults == []
    assert others.searches > 0
    assert others.slowest < ANSWERS_WITHIN
    until = time.monotonic() + 20
    while processes_of(home) and time.monotonic() < until:
        time.sleep(0.2)
    assert processes_of(home) == []
    with Collection.open(folder) as collection:
        assert len(collection.articles()) == count
        assert collection.search("harbour", limit=1).total == count
        assert collection.notices == []
