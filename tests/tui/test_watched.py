"""What is watched, in the reader: the keys that watch, the header, the list of what is new; undo."""

from __future__ import annotations

from pathlib import Path

from briefing.model import Subject
from tests.tui.reader_fake import FakeCollection
from tests.tui.reader_pilot import reading


async def test_a_saved_search_is_watched_from_its_list(home: Path) -> None:
    collection = FakeCollection(stories=3)
    collection.state.save_search("the bridge", "bridge")
    async with reading(home, collection, sync=True) as reader:
        await reader.press("S")
        await reader.until(lambda: "3 articles" in reader.text)
        await reader.press("*")
        await reader.until(lambda: "3 articles · watched" in reader.text)
        assert collection.state.subjects() == [Subject("search", "bridge", "the bridge")]
        await reader.press("q")
        collection.add(5)  # the same words again
        collection.generation += 1
        reader.screen.folder_sync.now()
        await reader.until(lambda: "1 new in the bridge (W)" in reader.text)
        await reader.press("W")
        await reader.until(lambda: "4 articles · 1 new" in reader.text)
        await reader.until(lambda: "1 new in the bridge" not in reader.screen.header.right)
        await reader.press("q", "W")  # what was new today can be gone back to
        await reader.until(lambda: "4 articles · 0 new since" in reader.text)
        await reader.press("j", "enter")
        await reader.settle()
        assert reader.screen.state.shown == f"{5:012x}"


async def test_a_name_is_watched_and_no_longer(home: Path) -> None:
    collection = FakeCollection()
    async with reading(home, collection) as reader:
        await reader.press("e")
        await reader.settle()
        name = reader.screen.names.current
        assert name is not None
        await reader.press("*")
        await reader.until(lambda: collection.state.looks(collection.state.subjects()))
        assert [subject.label for subject in collection.state.subjects()] == [name.name]
        await reader.press("U")
        assert collection.state.subjects() == []
        await reader.press("ctrl+r", "*")
        assert collection.state.subjects() == []
        assert any("no longer" in notice for notice in reader.notices)


async def test_nothing_is_watched(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("W")
        assert "nothing is watched" in reader.text


async def test_a_search_that_cannot_be_read_says_so_beside_the_others(home: Path) -> None:
    collection = FakeCollection()
    collection.state.watch(Subject("search", "(", "broken"))
    collection.state.watch(Subject("search", "bridge", "bridge"))
    async with reading(home, collection) as reader:
        await reader.press("W")
        await reader.until(lambda: "first look" in reader.text)
        (line,) = [line for line in reader.lines() if "broken" in line]
        assert "being looked up" not in line


async def test_a_saved_search_that_goes_is_watched_no_longer(home: Path) -> None:
    collection = FakeCollection()
    collection.state.save_search("the bridge", "bridge")
    collection.state.watch(Subject("search", "bridge", "the bridge"))
    async with reading(home, collection) as reader:
        await reader.press("S", "X")
        assert collection.state.subjects() == []
        await reader.press("U")
        assert [subject.label for subject in collection.state.subjects()] == ["the bridge"]
        assert [saved.name for saved in collection.state.saved_searches()] == ["the bridge"]
