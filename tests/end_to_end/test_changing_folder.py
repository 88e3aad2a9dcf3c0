"""A folder that changes at every step of a sync: the next one brings it to what a start from nothing finds, and neither fails."""

from __future__ import annotations

import contextlib
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefing import Collection
from briefing.collection import sync
from briefing.errors import FolderError
from briefing.ingest import safe_open, walk

SAID = "“Not one of the herons has ever paid for the ferry,” Odile Marrash, the weir keeper, said on {day}."
OTHER = "The harbour office of Brackwater counted {count} herons at the old weir after the flood, and wrote them down in the long book."
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NAMES = (
    "changed", "copy", "emptied", "folder", "gone", "link", "note", "pipe", "renamed", "same", "stays", "swapped", "turned",
    "below/moved", "below/stays",
)  # fmt: skip
LONG_AGO = (1_700_000_000, 1_700_000_000)
INSIDE = ("listed", "opened", "read")
"""Between the steps of the first stage: the folder is listed, a file is about to be opened, its bytes are there."""
STEPS = (*INSIDE, *(f"before {stage.name}" for stage in sync.STAGES[1:]), "after all")


def text(number: int) -> str:
    said = SAID.format(day=DAYS[number % 7])
    return f"Herons of week {number % 4}\n\nPublished: {number % 28 + 1} May 2031\n\n{OTHER.format(count=40 + number % 3)}\n\n{said}\n"


def filled(folder: Path) -> Path:
    (folder / "below").mkdir(parents=True)
    for number, name in enumerate(NAMES):
        file = folder / f"{name}.txt"
        file.write_text(text(number), "utf-8")
        os.utime(file, LONG_AGO)
    return folder


def rewritten(file: Path) -> None:
    """Put as many other words into a file, and set its times back."""
    before = file.read_text("utf-8")
    file.write_text(before.replace("herons", "otters"), "utf-8")
    os.utime(file, LONG_AGO)


def swapped(folder: Path) -> None:
    one, other = folder / "swapped.txt", folder / "turned.txt"
    one.rename(folder / ".away")
    other.rename(one)
    (folder / ".away").rename(other)


def in_its_place(file: Path, make: Callable[[Path], object]) -> None:
    file.unlink()
    make(file)


def as_folder(file: Path) -> None:
    file.mkdir()
    (file / "inside.txt").write_text(text(31), "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "gone": lambda folder: (folder / "gone.txt").unlink(),
    "changed": lambda folder: (folder / "changed.txt").write_text(text(32), "utf-8"),
    "renamed": lambda folder: (folder / "renamed.txt").rename(folder / "another.txt"),
    "swapped": swapped,
    "same size and time": lambda folder: rewritten(folder / "same.txt"),
    "a folder of its name": lambda folder: in_its_place(folder / "folder.txt", as_folder),
    "a pipe of its name": lambda folder: in_its_place(folder / "pipe.txt", os.mkfifo),
    "a link that leads out": lambda folder: in_its_place(
        folder / "link.txt", lambda file: file.symlink_to("/nowhere/at/all")
    ),
    "emptied": lambda folder: (folder / "emptied.txt").write_bytes(b""),
    "a note beside it": lambda folder: (folder / "note.txt.source.yaml").write_text(
        "url: https://brackwater.example/herons\n"
    ),
    "a copy": lambda folder: (folder / "copied.txt").write_bytes((folder / "copy.txt").read_bytes()),
    "its folder moved": lambda folder: (folder / "below").rename(folder / "elsewhere"),
    "new": lambda folder: (folder / "new.txt").write_text(text(33), "utf-8"),
    "unreadable": lambda folder: (folder / "stays.txt").chmod(0),
}
"""What happens to a folder, each to files of its own."""


class Steps:
    """Calls what is asked for at a step, each time the sync comes by, until it has been done."""

    def __init__(self) -> None:
        self.todo: dict[str, list[Callable[[], object]]] = {}

    def at(self, step: str, change: Callable[[], object]) -> None:
        self.todo.setdefault(step, []).append(change)

    def come(self, step: str) -> None:
        for change in self.todo.pop(step, []):
            change()


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, in_this_process: None) -> Steps:
    """The steps of all syncs of a test."""
    found = Steps()
    scan, load = walk.scan, safe_open.load

    def listed(root: Path) -> Iterator[walk.FileEntry]:
        entries = list(scan(root))
        found.come("listed")
        return iter(entries)

    def loaded(*values: Any) -> bytes:
        found.come("opened")
        try:
            return load(*values)
        finally:
            found.come("read")

    monkeypatch.setattr(walk, "scan", listed)
    monkeypatch.setattr(safe_open, "load", loaded)
    monkeypatch.setattr(sync.Sync, "stages", tuple(_stopping(stage, found) for stage in sync.STAGES))
    return found


def _stopping(stage: sync.Stage, steps: Steps) -> sync.Stage:
    def run(work: Any) -> None:
        steps.come(f"before {stage.name}")
        stage.run(work)
        if stage.name == sync.STAGES[-1].name:
            steps.come("after all")

    return replace(stage, run=run)


def answers(collection: Collection) -> dict[str, Any]:
    """Return all that a folder answers."""
    return {
        "articles": list(collection.articles()),
        "problems": collection.problems(),
        "quotations": list(collection.quotations()),
        "statements": list(collection.statements()),
        "coverage": [(list(block.statements), block.articles) for block in collection.coverage()],
        "entities": list(collection.entities()),
        "copies": collection.copies(),
        "stories": collection.stories(),
        "differences": collection.differences(),
        "found": {word: found(collection, word) for word in ("herons", "otters", "speaker:Marrash", "weir")},
    }


def found(collection: Collection, query: str) -> list[Any]:
    """Return what is found, by path: how it is ranked knows for a while of articles that have gone."""
    return sorted((hit.path, hit.snippets) for hit in collection.search(query, limit=99).hits)


def from_nothing(folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("BRIEFING_HOME", str(home))
    with Collection.open(folder) as collection:
        return answers(collection)


def check(folder: Path, first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare what a folder answers with the answers of a start from nothing."""
    with Collection.open(folder) as collection:
        assert collection.status() == "complete"
        now = answers(collection)
    expected = from_nothing(folder, first, monkeypatch)
    for question, answer in expected.items():
        assert now[question] == answer, question


@pytest.mark.parametrize("step", STEPS)
def test_whatever_happens_at_a_step_the_next_sync_finds_what_is_there(
    step: str, steps: Steps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = filled(tmp_path / "folder")
    for change in CHANGES.values():
        steps.at(step, partial(change, folder))
    with Collection.open(folder, sync=False) as collection:
        collection.sync()
    assert not steps.todo
    check(folder, tmp_path / "home", monkeypatch)


@pytest.mark.parametrize("named", [False, True], ids=["whole folder", "by name"])
def test_a_folder_that_changes_at_every_step_of_every_sync(
    named: bool, steps: Steps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = filled(tmp_path / "folder")
    chance = random.Random(7)
    changes = chance.sample(list(CHANGES.values()), len(CHANGES))
    with Collection.open(folder) as collection:
        while changes:
            before = files(folder)
            for step in chance.sample(STEPS, min(5, len(changes))):
                steps.at(step, partial(changes.pop(), folder))
            collection.sync()
            for left in list(steps.todo):  # a file was opened by no sync that had nothing to read
                steps.come(left)
            if named:
                collection.sync(named=sorted(before.symmetric_difference(files(folder))))
        collection.sync()
    check(folder, tmp_path / "home", monkeypatch)


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir()}


@pytest.mark.parametrize("step", ["listed", "opened"])
def test_a_folder_that_is_away_for_a_while_loses_nothing(
    step: str, steps: Steps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = filled(tmp_path / "folder")
    with Collection.open(folder) as collection:
        made = collection.article("stays.txt").id
        collection.state.set_star(made, True)
        before = {each.id for each in collection.articles()}
    for name in ("changed", "stays"):
        (folder / f"{name}.txt").write_text(text(34), "utf-8")
    steps.at(step, partial(folder.rename, tmp_path / "away"))
    with Collection.open(folder, sync=False) as collection:
        with pytest.raises(FolderError, match="there is no folder"):
            collection.sync()
        assert {each.id for each in collection.articles()} == before
    (tmp_path / "away").rename(folder)
    with Collection.open(folder) as collection:
        assert collection.state.starred_ids() == {made}
    check(folder, tmp_path / "home", monkeypatch)


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="nothing is closed to an administrator")
@pytest.mark.parametrize("closed", ["", "below"], ids=["the folder", "a folder in it"])
def test_what_is_closed_while_it_is_read_has_not_gone(closed: str, steps: Steps, tmp_path: Path) -> None:
    folder = filled(tmp_path / "folder")
    Collection.open(folder).close()
    for file in (folder / "stays.txt", folder / "below" / "stays.txt"):
        file.write_text(text(35), "utf-8")
    steps.at("opened", partial((folder / closed).chmod, 0))
    try:
        with Collection.open(folder, sync=False) as collection:
            with contextlib.nullcontext() if closed else pytest.raises(FolderError, match="check its rights"):
                collection.sync()
            there = [problem.reason for problem in collection.problems() if problem.path == "below/stays.txt"]
            assert there == ["cannot be read: permission denied"] * bool(closed)
    finally:
        (folder / closed).chmod(0o700)
