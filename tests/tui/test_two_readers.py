"""What another reader of the folder does appears by itself, and is never written over unasked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import reading

from briefing.store.state.state import State
from briefing.store.state.state_file import StateFile
from briefing.tui.controllers import undo

Both = tuple[FakeCollection, State]


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[FakeCollection, State]]:
    """A collection whose state lies on the disk, and that state as another reader has it open."""
    files = [StateFile(tmp_path / "state.db") for _ in range(2)]
    mine, other = (State(file, tmp_path) for file in files)
    collection = FakeCollection()
    collection.state = mine
    yield collection, other
    for file in files:
        file.close()


def test_it_looks_again_within_a_second() -> None:
    assert undo.LOOK_AGAIN < 1


async def test_stars_read_marks_and_clippings_of_another_reader_appear(home: Path, both: Both) -> None:
    collection, other = both
    async with reading(home, collection) as reader:
        await reader.press("enter", "]", "a", "B")
        assert "Notebook 1" in reader.text
        article = collection.article("000000000002")
        other.set_star("000000000001", True)
        other.set_read(["000000000002"], True)
        other.add_clipping(article, "words of another reader", (0, 5))
        await reader.until(lambda: "Notebook 2" in reader.text)
        await reader.until(lambda: "4 unread" in reader.header)
        await reader.press("q")
        await reader.until(lambda: "♦" in reader.text)


@pytest.mark.parametrize(
    ("key", "note"), [("m", "mine"), ("t", "theirs"), ("b", "theirs / mine"), ("escape", "theirs")]
)
async def test_a_note_that_another_reader_wrote_is_shown_and_asked_about(
    home: Path, both: Both, key: str, note: str
) -> None:
    collection, other = both
    async with reading(home, collection) as reader:
        state = collection.state
        await reader.press("enter", "]", "a", "B", "R", *"mine")
        other.set_note(state.clippings()[0].id, "theirs", instead_of="")
        await reader.press("enter")
        assert reader.notices[-1] == "another reader wrote meanwhile: theirs"
        assert state.clippings()[0].note == "theirs"
        await reader.press(key)
        assert state.clippings()[0].note == note


async def test_a_note_written_while_it_is_asked_is_shown_too(home: Path, both: Both) -> None:
    collection, other = both
    async with reading(home, collection) as reader:
        state = collection.state
        await reader.press("enter", "]", "a", "B", "R", *"mine")
        clipping = state.clippings()[0].id
        other.set_note(clipping, "theirs")
        await reader.press("enter")
        other.set_note(clipping, "theirs again")
        await reader.press("m")
        assert reader.notices[-1] == "another reader wrote meanwhile: theirs again"
        assert state.clippings()[0].note == "theirs again"
        await reader.press("b")
        assert state.clippings()[0].note == "theirs again / mine"


async def test_what_was_typed_is_not_lost_when_it_cannot_be_saved(
    home: Path, both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.errors import StateError

    collection, _ = both
    async with reading(home, collection) as reader:
        state = collection.state
        await reader.press("enter", "]", "a", "B", "R", *"precious")

        def full(*_: object, **__: object) -> None:
            raise StateError("cannot save: the disk is full")

        with monkeypatch.context() as patched:
            patched.setattr(type(state), "set_note", full)
            await reader.press("enter")
        assert "disk is full" in reader.notices[-1]
        await reader.press("enter")
        assert state.clippings()[0].note == "precious"
