"""What a person makes is saved behind the keys: told when it is stored, in its order, never lost when the reader is left."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from reader_fake import FakeCollection
from reader_pilot import PATIENCE, Reader, reading
from textual import events

from briefing.errors import StateError
from briefing.tui.saving import Saver


class Disk:
    """A disk that takes what is saved only once it is let go."""

    def __init__(self, collection: FakeCollection, monkeypatch: pytest.MonkeyPatch) -> None:
        self.waits, self.free = threading.Event(), threading.Event()
        self.error: Exception | None = None
        self.by_keys = 0
        """How often a key itself waited for it."""
        transaction = collection.state.file.transaction

        def slow(**how: Any) -> Any:
            if threading.current_thread() is threading.main_thread():
                self.by_keys += 1
                return transaction(**how)
            self.waits.set()
            assert self.free.wait(PATIENCE)
            if self.error is not None:
                raise self.error
            return transaction(**how)

        monkeypatch.setattr(collection.state.file, "transaction", slow)


@pytest.fixture
def collection() -> FakeCollection:
    return FakeCollection()


@pytest.fixture
def disk(collection: FakeCollection, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    held = Disk(collection, monkeypatch)
    yield held
    held.free.set()


async def keys(reader: Reader, *names: str) -> None:
    """Press keys and wait until they are done, not until everything is at rest."""
    for name in names:
        reader.app.post_message(events.Key(name, name if len(name) == 1 else None))
    done = asyncio.Event()
    reader.app.call_later(done.set)
    await asyncio.wait_for(done.wait(), PATIENCE)


@pytest.mark.parametrize(
    ("made", "words"), [("s", "starred"), ("u", "marked read"), ("a", "added to the notebook"), ("mx", "mark x")]
)
async def test_keys_go_on_while_the_disk_takes_its_time(
    home: Path, collection: FakeCollection, disk: Disk, made: str, words: str
) -> None:
    async with reading(home, collection) as reader:
        await keys(reader, "enter", "]", *made)
        await reader.until(disk.waits.is_set)
        before = reader.screen.view.cursor
        await keys(reader, "G")
        assert reader.screen.view.cursor > before
        assert not any(words in each for each in reader.notices)
        assert disk.by_keys == 0
        disk.free.set()
        await reader.until(lambda: any(words in each for each in reader.notices))


async def test_what_is_taken_back_at_once_was_stored_before(home: Path, collection: FakeCollection, disk: Disk) -> None:
    async with reading(home, collection) as reader:
        await keys(reader, "s", "U", "s")
        disk.free.set()
        await reader.settle()
        assert "undone: star" in reader.notices
        assert collection.state.starred_ids() == reader.screen.state.starred != set()


async def test_what_cannot_be_stored_is_said_and_not_shown(home: Path, collection: FakeCollection, disk: Disk) -> None:
    disk.error = StateError("the disk is full; free some space")
    disk.free.set()
    async with reading(home, collection) as reader:
        await reader.press("s")
        assert "the disk is full" in reader.notices[-1]
        assert not reader.screen.state.starred
        disk.error = None
        await reader.press("s")
        assert len(reader.screen.state.starred) == 1


async def test_a_mark_is_gone_to_right_after_it_was_set(home: Path, collection: FakeCollection, disk: Disk) -> None:
    async with reading(home, collection) as reader:
        await reader.press("enter", "]")
        place = reader.screen.view.cursor
        for name in ("m", "x", "g", "'", "x"):
            reader.app.post_message(events.Key(name, name))
        assert await asyncio.to_thread(disk.waits.wait, PATIENCE)
        disk.free.set()
        await reader.settle()
        assert reader.screen.view.cursor == place


@pytest.mark.parametrize(("made", "asked", "left"), [("s", "Fs", 1), ("u", "Fu", 4), ("u", "M", 5)])
async def test_a_filter_right_behind_a_mark_knows_of_it(
    home: Path, collection: FakeCollection, disk: Disk, made: str, asked: str, left: int
) -> None:
    async with reading(home, collection) as reader:
        for name in (made, *asked):
            reader.app.post_message(events.Key(name, name))
        assert await asyncio.to_thread(disk.waits.wait, PATIENCE)
        disk.free.set()
        await reader.settle()
        assert len(reader.screen.list.order) == left
        assert not any("5 articles" in each for each in reader.notices)


async def test_leaving_waits_until_everything_is_stored(home: Path, collection: FakeCollection, disk: Disk) -> None:
    async with reading(home, collection) as reader:
        await keys(reader, "s", "ctrl+q")
        threading.Timer(0.05, disk.free.set).start()
    assert len(collection.state.starred_ids()) == 1
    assert reader.app.unsaved == []


async def test_what_fails_while_the_reader_is_left_is_told_behind_it(
    home: Path, collection: FakeCollection, disk: Disk
) -> None:
    disk.error = StateError("the disk is full; free some space")
    async with reading(home, collection) as reader:
        await keys(reader, "s", "ctrl+q")
        threading.Timer(0.05, disk.free.set).start()
    assert [str(each) for each in reader.app.unsaved] == ["the disk is full; free some space"]


def test_one_after_the_other_in_a_thread_of_its_own() -> None:
    saver = Saver(lambda call: None, lambda error: None)
    done: list[tuple[int, bool]] = []
    for number in range(50):
        saver.save(
            lambda number=number: done.append((number, threading.current_thread().name == "briefing-saving")), print
        )
    assert saver.close() == []
    assert done == [(number, True) for number in range(50)]


async def test_a_failure_reaches_who_asked_and_nobody_else() -> None:
    failures: list[Exception] = []
    saver = Saver(lambda call: None, failures.append)
    told: list[object] = []
    saver.save(lambda: 1 / 0, told.append)
    saver.save(lambda: 1 / 0, told.append, lambda error: told.append("mine"))
    with pytest.raises(ZeroDivisionError):
        await saver.saving(lambda: 1 / 0)
    assert await saver.saving(lambda: 7) == 7
    assert told == ["mine"]
    assert [type(each) for each in failures] == [ZeroDivisionError]
    saver.close()
