"""The terminal gets another size: what is read stays where it is, in every pane; and what is taller than the screen is read to its end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import reader_fake
from reader_fake import FakeCollection
from reader_pilot import Reader, reading

SAID = " ".join(f"word{number} of the warden" for number in range(1, 120))
PARAGRAPHS = tuple(
    f"Paragraph {number} tells at some length what the ferry office of Vellmar had to say about its rope, its raft and its bell."
    for number in range(1, 60)
)
LONG = (
    ("The long report on the ferry", "Vellmar Courier", "2024-03-05", (*PARAGRAPHS, f"“{SAID},” said Lena Ost.")),
    ("The same report", "Hill Paper", "2024-03-04", (f"“{SAID},” said Lena Ost.",)),
    *(
        (f"Note number {number}", "Ost Valley News", "2024-02-01", (f"Note {number} is short.",))
        for number in range(40)
    ),
)
SIZES = ((200, 60), (80, 24), (60, 20), (300, 80), (77, 31), (40, 10), (120, 40))


@pytest.fixture
def collection(monkeypatch: pytest.MonkeyPatch) -> FakeCollection:
    monkeypatch.setattr(reader_fake, "STORIES", LONG)
    return FakeCollection(stories=len(LONG))


def words_at(reader: Reader) -> str:
    """The words under the cursor of the article."""
    view = reader.screen.view
    assert view.document is not None
    return " ".join(view.document.text[view.cursor :].split()[:2])


async def to_size(reader: Reader, size: tuple[int, int]) -> None:
    await reader.pilot.resize_terminal(*size)
    await reader.settle()


async def test_a_storm_of_sizes_leaves_the_article_as_it_was(home: Path, collection: FakeCollection) -> None:
    async with reading(home, collection) as reader:
        await reader.press("enter", "space", "space", *"jjjjjjj")
        before, cursor, words = [line[40:] for line in reader.lines()], reader.screen.view.cursor, words_at(reader)
        for _ in range(3):
            for size in SIZES:
                await to_size(reader, size)
                assert reader.screen.view.cursor == cursor
                assert words in " ".join(reader.text.split()), size
        assert [line[40:] for line in reader.lines()][1:-1] == before[1:-1]


async def test_fewer_lines_leave_the_row_under_the_cursor_in_view(home: Path, collection: FakeCollection) -> None:
    async with reading(home, collection) as reader:
        await reader.press(*"j" * 14)
        assert reader.screen.list.current is not None
        title = reader.screen.list.current.title.value
        for height in (12, 40, 10, 24):
            await to_size(reader, (120, height))
            assert any(line[0] in "▌▏" for line in reader.lines() if str(title) in line[:40]), height


@pytest.mark.parametrize("key", ["j", "space"])
async def test_a_version_taller_than_the_screen_is_read_to_its_end(
    home: Path, collection: FakeCollection, key: str
) -> None:
    async with reading(home, collection, size=(80, 24)) as reader:
        await reader.press("j", "enter", "]", "c", "k")
        seen: set[str] = set()
        for _ in range(12):
            seen |= set(re.findall(r"word\d+\b", reader.text))
            await reader.press(key)
        assert len(seen) == 119


async def test_the_part_of_a_tall_version_that_is_read_stays_through_a_storm(
    home: Path, collection: FakeCollection
) -> None:
    async with reading(home, collection, size=(80, 24)) as reader:
        await reader.press("j", "enter", "]", "c", "k", "j")
        shown = re.findall(r"word\d+\b", reader.text)
        for size in ((60, 20), (100, 22), (80, 24)):
            await to_size(reader, size)
            assert set(shown) & set(re.findall(r"word\d+\b", reader.text)), size


async def test_a_statement_longer_than_the_screen_is_presented_to_its_end(
    home: Path, collection: FakeCollection
) -> None:
    async with reading(home, collection, size=(80, 24)) as reader:
        await reader.press("j", "enter", "]", "P")
        seen: set[str] = set()
        for _ in range(6):
            seen |= set(re.findall(r"word\d+\b", reader.text))
            await reader.press("space")
        assert len(seen) == 119
        assert "Hill Paper" in reader.text


@pytest.mark.parametrize(("key", "size"), [("t", (60, 20)), ("c", (40, 10)), ("t", (40, 10))])
async def test_a_table_has_its_row_in_view_on_the_smallest_screen(
    home: Path, collection: FakeCollection, key: str, size: tuple[int, int]
) -> None:
    async with reading(home, collection) as reader:
        await reader.press("enter", "J", "]", key)
        for each in (size, (120, 40), size):
            await to_size(reader, each)
            assert any(line.startswith("▌") for line in reader.lines()), each


@pytest.mark.parametrize("key", ["", "enter", "e"], ids=["list", "article", "names"])
async def test_the_pane_with_the_focus_looks_so_again_after_a_terminal_too_small_for_any(home: Path, key: str) -> None:
    async with reading(home, size=(80, 24)) as reader:
        if key:
            await reader.press(key)
        focused, before = reader.screen.focused, reader.text
        await reader.pilot.resize_terminal(20, 6)
        await reader.settle()
        assert "at least 40 × 10" in reader.text
        await reader.pilot.resize_terminal(80, 24)
        await reader.settle()
        assert reader.screen.focused is focused
        assert reader.text == before
