"""A large folder is brought up to date in a process of its own, as it would be in this one."""

from __future__ import annotations

import os
import pickle
import time
from pathlib import Path

import pytest

from briefing import BriefingError, Collection
from briefing.collection import sync_apart
from briefing.collection.watcher import Watch
from briefing.ingest.walk import FileEntry

TEXT = "Ferry {number} late\n\nBy Ada Krol\n\n“Ferry {number} waits for nobody,” said Ida Lind of the harbour office.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for number in range(3):
        (made / f"{number}.txt").write_text(TEXT.format(number=number), encoding="utf-8")
        os.utime(made / f"{number}.txt", (1_000, 1_000))
    return made


def process(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Have the child run ``code`` in place of its own."""
    monkeypatch.setattr(sync_apart, "_BOOT", code)


def test_a_large_folder_is_read_and_analysed_by_a_child(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync_apart, "LARGE", 2)
    with Collection.open(folder, sync=False) as collection:
        before = collection.generation
        report = collection.sync(files=3)
        assert (report.articles, report.added, report.problems) == (3, 3, ())
        assert collection.generation > before
        assert collection.status() == "complete"
        assert collection.search("ferry").total == 3
        assert [each.speaker.name for each in collection.quotations()] == ["Ida Lind"] * 3


def test_a_small_folder_is_read_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    process(monkeypatch, "raise SystemExit(1)")
    with Collection.open(folder, sync=False) as collection:
        assert collection.sync(analysis=False, files=3).added == 3


def test_what_was_named_is_found_before_the_child_has_done_anything(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_apart, "LARGE", 2)
    with Collection.open(folder, sync=False) as collection:
        collection.sync(analysis=False)
        (folder / "3.txt").write_text(TEXT.format(number="three"), encoding="utf-8")
        process(monkeypatch, "raise SystemExit(1)")
        with pytest.raises(BriefingError, match="ended by the system; it is tried again"):
            collection.sync(named=["3.txt"], files=3)
        assert collection.search("three").total == 1


def test_it_stops_when_it_is_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync_apart, "LARGE", 2)
    process(monkeypatch, "import time; time.sleep(60)")
    with Collection.open(folder, sync=False) as collection:
        began = time.monotonic()
        assert collection.sync(files=3, cancelled=lambda: True).added == 0
        assert time.monotonic() - began < 30


def test_what_a_child_cannot_do_is_said(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync_apart, "LARGE", 2)
    with Collection.open(folder, sync=False) as collection:
        folder.rename(tmp_path / "elsewhere")
        with pytest.raises(BriefingError, match="articles"):
            collection.sync(files=3)


def test_which_files_are_whole_travels_to_the_child(folder: Path) -> None:
    watch = Watch(folder, clock=lambda: 2_000 * 10**9)
    watch.look()
    settled = pickle.loads(pickle.dumps(watch.settled))
    size = (folder / "0.txt").stat().st_size
    assert watch.files == 3
    assert settled(FileEntry("0.txt", size, 1_000 * 10**9))
    assert not settled(FileEntry("0.txt", size + 1, 1_000 * 10**9))
