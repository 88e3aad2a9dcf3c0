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


CHILD = """
import sys, json; sys.path[:] = json.loads(sys.argv[1])
import pathlib, pickle, time
from briefing import pipes
from briefing.collection import session, sync_apart
from briefing.model import SyncReport

def say(*said):
    pipes.write_frame(back, pickle.dumps(said))

if pathlib.Path({begun!r}).exists():
    session.serve()
    raise SystemExit
pathlib.Path({begun!r}).touch()
pipes.read_frame()
back = pipes.keep_answers_apart()
say("progress", ({stage!r}, 1, 2))
until = time.monotonic() + 30 * {waits}
while time.monotonic() < until and not sync_apart._parent_left():
    time.sleep(0.01)
say("done", (SyncReport(3, 2, 0, 0, 0.0, {{}}, ()), []))
"""
"""A child that is at one stage, until it is asked to stop if it ``waits`` for that; the ones after it are as they are."""


def test_a_file_that_comes_while_a_child_works_is_found_before_the_work_is_done(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_apart, "LARGE", 2)
    begun = tmp_path / "begun"
    told: list[tuple[str, int, str]] = []
    with Collection.open(folder, sync=False) as collection:
        collection.sync(analysis=False)
        process(monkeypatch, CHILD.format(begun=os.fspath(begun), stage="statements", waits=True))

        def arriving() -> list[str]:
            if (folder / "3.txt").exists():
                return []
            (folder / "3.txt").write_text(TEXT.format(number="three"), encoding="utf-8")
            return ["3.txt"]

        def progress(stage: str, done: int, total: int) -> None:
            if stage == "searchable":
                told.append((stage, collection.search("three").total, collection.status()))

        report = collection.sync(files=3, progress=progress, arriving=arriving)
        assert told == [("searchable", 1, "text")], "it is said once, before the analysis"
        assert (report.articles, report.added) == (4, 3), "what both have added counts"
        assert collection.status() == "complete"


@pytest.mark.parametrize("stage", sorted(sync_apart.TEXTS))
def test_a_child_that_makes_texts_searchable_itself_is_not_disturbed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    monkeypatch.setattr(sync_apart, "LARGE", 2)
    process(monkeypatch, CHILD.format(begun=os.fspath(tmp_path / "begun"), stage=stage, waits=False))
    asked: list[str] = []

    def arriving() -> list[str]:
        asked.append(stage)
        return []

    with Collection.open(folder, sync=False) as collection:
        assert collection.sync(files=3, arriving=arriving).added == 2
    assert asked == []


def test_what_was_named_is_told_as_searchable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync_apart, "LARGE", 2)
    stages: list[str] = []
    with Collection.open(folder, sync=False) as collection:
        collection.sync(analysis=False)
        (folder / "3.txt").write_text(TEXT.format(number="three"), encoding="utf-8")
        report = collection.sync(named=["3.txt"], files=3, progress=lambda stage, *_: stages.append(stage))
        assert (report.added, report.articles) == (1, 4)
        assert stages.index("searchable") < stages.index("quotations")
