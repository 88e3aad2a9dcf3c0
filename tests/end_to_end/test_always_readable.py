"""Articles open whatever the cache's place is like, and whoever else is writing there."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from terminal import Terminal

from briefing import BriefingError, Collection

fcntl = pytest.importorskip("fcntl")
ROOT = Path(__file__).resolve().parents[2]


def write(folder: Path, *numbers: int) -> Path:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"{number}.txt").write_text(
            f"Harbour {number} opens again\n\n“The harbour number {number} opens in the spring for all,” said Ana Vell.\n"
        )
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "articles", *range(5))


def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "briefing", *map(os.fspath, words)],
        env={**os.environ, "PYTHONPATH": os.fspath(ROOT)}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Another process that keeps the folder's lock."""
    path = next(path for path in (home / "cache").rglob("lock") if path.parent.name != "index")
    with path.open("r+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


# --- a place that cannot be written -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "error", ["attempt to write a readonly database", "database or disk is full", "disk I/O error"]
)
@pytest.mark.parametrize("when", ["opening", "sync"])
def test_a_cache_that_takes_nothing_costs_a_line(
    error: str, when: str, folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.store.catalogue.catalogue import Catalogue

    name = "_check" if when == "opening" else "put_file"
    real = getattr(Catalogue, name)

    def failing(self: Catalogue, *args: object) -> object:
        if self.path.is_relative_to(home):
            raise sqlite3.OperationalError(error)
        return real(self, *args)

    monkeypatch.setattr(Catalogue, name, failing)
    with Collection.open(folder) as collection:
        assert len(collection.articles()) == 5
        assert collection.search("harbour", limit=1).total == 5
        assert collection.status() == "complete"
        assert [notice for notice in collection.notices if "is not kept" in notice] == list(collection.notices)
        place = collection._session.cache
        assert place.stat().st_mode & 0o077 == 0
    assert not place.parent.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounts need root")
@pytest.mark.parametrize("options", ["ro", "size=16k"])
@pytest.mark.parametrize("full_of", ["nothing", "an earlier reading"])
def test_a_file_system_that_is_read_only_or_full(
    options: str, full_of: str, folder: Path, home: Path, tmp_path: Path
) -> None:
    if full_of != "nothing":
        Collection.open(folder).close()
    write(folder, 77)
    cache = home / "cache"
    cache.mkdir(exist_ok=True)
    kept = tmp_path / "kept"
    shutil.copytree(cache, kept)
    if options == "ro":
        mounted = subprocess.run(["mount", "--bind", kept, cache], capture_output=True, check=False)
        subprocess.run(["mount", "-o", "remount,bind,ro", cache], capture_output=True, check=False)
    else:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", cache], capture_output=True, check=False
        )
    if mounted.returncode:
        pytest.skip("mounts are not allowed here")
    try:
        done = command("-C", folder, "search", "harbour")
    finally:
        subprocess.run(["umount", cache], check=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Harbour") >= 6
    assert done.stderr.count("is not kept") == 1


def test_temporary_folders_of_killed_runs_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.collection import cache_place

    monkeypatch.setattr(cache_place, "_PLACES", (str(tmp_path),))
    monkeypatch.delenv("TMPDIR", raising=False)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    old, other, running = (
        tmp_path / name
        for name in (f"briefing-cache-{ended.pid}-x", "briefing-cache-mine", f"briefing-cache-{os.getppid()}-x")
    )
    for folder in (old, other, running):
        folder.mkdir()
    made = cache_place.temporary(tmp_path / "cache")
    assert made.parent.parent == tmp_path
    assert [folder.exists() for folder in (old, other, running)] == [False, True, True]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounts need root")
def test_a_home_on_a_read_only_file_system_says_so(folder: Path, home: Path) -> None:
    mounted = subprocess.run(["mount", "--bind", home, home], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("mounts are not allowed here")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", home], capture_output=True, check=True)
        done = command("-C", folder, "list")
    finally:
        subprocess.run(["umount", home], check=True)
    assert (done.returncode, done.stdout.count("Harbour")) == (0, 5)
    assert (done.stderr.count("Read-only file system"), done.stderr.count("not kept")) == (2, 2)


# --- another that writes ----------------------------------------------------------------------------------------------------


def test_a_question_says_what_it_waits_for_and_answers_with_what_is_there(folder: Path, home: Path) -> None:
    Collection.open(folder).close()
    write(folder, 6)
    with locked(home):
        begun = time.monotonic()
        done = command("-C", folder, "search", "harbour")
        assert time.monotonic() - begun < 15
    assert done.returncode == 0
    assert "waiting for another briefing" in done.stderr
    assert "what it has read so far" in done.stderr
    assert done.stdout.count("Harbour") >= 5


def test_no_sync_never_waits(folder: Path, home: Path) -> None:
    Collection.open(folder).close()
    shutil.rmtree(next((home / "cache").rglob("index")))
    with locked(home):
        done = command("-C", folder, "list", "--no-sync")
        assert done.stdout.count("Harbour") == 5
        assert "waiting" not in done.stderr
        done = command("-C", folder, "search", "harbour", "--no-sync")
        assert "still being written" in done.stderr
        assert "waiting" not in done.stderr


def test_who_waits_answers_with_what_the_other_has_committed_and_then_takes_over(folder: Path, home: Path) -> None:
    Collection.open(folder).close()
    stages: list[str] = []
    with Collection.open(folder, sync=False) as reader:
        before = reader.generation
        waits = threading.Event()

        def told(stage: str, _done: int, _total: int) -> None:
            stages.append(stage)
            if stage == "waiting":
                waits.set()

        with locked(home):
            thread = threading.Thread(target=lambda: reader.sync(progress=told))
            thread.start()
            assert waits.wait(60)
            with Collection.open(folder, sync=False) as writer:
                catalogue = writer._session.catalogue
                with catalogue.transaction():
                    catalogue.remove_file("0.txt")
            until = time.monotonic() + 60
            while reader.generation == before and time.monotonic() < until:
                time.sleep(0.02)
            assert reader.generation != before
            assert len(reader.articles()) == 4
        thread.join(30)
        assert len(reader.articles()) == 5
        assert "ingest" in stages


def test_a_sync_that_finds_nothing_to_do_shows_what_another_has_committed(folder: Path, home: Path) -> None:
    with Collection.open(folder) as reader:
        reader.sync()
        before = reader.generation
        reader.sync()
        assert reader.generation == before
        write(folder, 6)
        subprocess.run(
            [sys.executable, "-m", "briefing", "-C", folder, "index"],
            env={**os.environ, "PYTHONPATH": os.fspath(ROOT)},
            check=True,
        )
        reader.sync()
        assert reader.generation > before
        before = reader.generation
        reader.sync()
        assert reader.generation == before


def test_what_was_committed_before_the_first_sync_is_shown(folder: Path, home: Path) -> None:
    Collection.open(folder).close()
    with Collection.open(folder, sync=False) as reader:
        assert len(reader.articles()) == 5
        before = reader.generation
        write(folder, 6)
        subprocess.run(
            [sys.executable, "-m", "briefing", "-C", folder, "index"],
            env={**os.environ, "PYTHONPATH": os.fspath(ROOT)},
            check=True,
        )
        thread = threading.Thread(target=reader.sync)
        thread.start()
        thread.join(60)
        assert reader.generation > before


def test_who_is_cancelled_waits_no_longer(folder: Path, home: Path) -> None:
    Collection.open(folder).close()
    with (
        locked(home),
        Collection.open(folder, sync=False) as reader,
        pytest.raises(BriefingError, match="another briefing"),
    ):
        reader.sync(cancelled=lambda: True)


def test_a_reader_that_finds_the_lock_taken_shows_what_is_there_and_takes_over(folder: Path, home: Path) -> None:
    Collection.open(folder).close()
    write(folder, 6)
    with Terminal([sys.executable, "-m", "briefing", os.fspath(folder)]) as terminal:
        with locked(home):
            terminal.wait_for(r"Articles 5")
            terminal.wait_for("another briefing is reading")
        terminal.wait_for(r"Articles 6")
        assert terminal.leave() == 0
