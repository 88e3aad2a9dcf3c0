"""The way back and forward: articles at their character, hits, names, and the panes that lay sources side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_fake import SHARED, FakeCollection
from reader_pilot import SIZES, Reader, reading
from test_story_page import go_to_line, to_page
from test_targets import to_quotation

from briefing.tui.jump_list import JumpList, Place


def where(reader: Reader) -> tuple[str, str, int]:
    return reader.screen.active, reader.screen.state.shown, reader.screen.view.cursor


async def test_from_compare_into_a_source_and_back(home: Path) -> None:
    async with reading(home) as reader:
        await to_quotation(reader)
        start = where(reader)
        await reader.press("c", "1")
        assert reader.screen.active == "article"
        assert reader.screen.state.shown != start[1]
        there = where(reader)
        await reader.press("H")
        assert reader.screen.active == "compare"
        await reader.press("H")
        assert where(reader) == start
        await reader.press("L", "L")
        assert where(reader) == there


@pytest.mark.parametrize("size", SIZES)
async def test_from_the_sources_back_to_the_article(home: Path, size: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        await to_quotation(reader)
        start = where(reader)
        await reader.press("w")
        assert reader.screen.active == "sources"
        await reader.press("H")
        assert where(reader) == start
        await reader.press("L")
        assert reader.screen.active == "sources"


async def test_compare_comes_back_with_the_pivot_it_had(home: Path) -> None:
    async with reading(home) as reader:
        await to_quotation(reader)
        await reader.press("c", "j", "p")
        pivot = reader.screen.existing("compare").comparison.witnesses[0].quotation
        await reader.press("1", "c", "j", "p", "1", "H", "H", "H", "H")
        pane = reader.screen.existing("compare")
        assert reader.screen.active == "compare"
        assert pane.comparison.witnesses[0].quotation == pivot


@pytest.mark.parametrize(("key", "pane"), [("t", "coverage"), ("d", "differences")])
async def test_a_row_that_was_opened_is_come_back_to(home: Path, key: str, pane: str) -> None:
    async with reading(home) as reader:
        await reader.press("enter", key, "j", "l")
        cell = (reader.screen.existing(pane).row, getattr(reader.screen.existing(pane), "column", 0))
        await reader.press("enter")
        assert reader.screen.active == "article"
        await reader.press("H")
        widget = reader.screen.existing(pane)
        assert reader.screen.active == pane
        assert (widget.row, getattr(widget, "column", 0)) == cell


async def test_hits_of_a_search_and_back_to_where_one_read(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("J", "J", "J", "enter", "j", "j")
        start = where(reader)
        await reader.press("/", "b", "r", "i", "d", "g", "e", "enter")
        hit = where(reader)
        await reader.press("n", "n")
        last = where(reader)
        assert last != hit
        await reader.press("H")
        assert where(reader) == start
        assert reader.screen.state.query == ""
        await reader.press("L")
        assert where(reader) == last
        assert reader.screen.state.query == "bridge"


async def test_hits_walked_after_reading_on_are_another_walk(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("/", "b", "r", "i", "d", "g", "e", "enter", "n", "j")
        read = where(reader)
        await reader.press("n", "n", "H")
        assert where(reader) == read


async def test_back_goes_on_through_the_names(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "j", "j")
        start = where(reader)
        names = len(reader.screen.collection.entities())
        await reader.press("e", "j", "h", "G", "H", "H")
        assert reader.screen.active == "entities"
        assert ("H", "back to the article") in reader.screen.hints.hints
        assert ("L", "on to the article") in reader.screen.hints.hints
        await reader.press("H")
        assert where(reader) == start
        await reader.press("L")
        assert reader.screen.active == "entities"
        assert len(reader.screen.collection.entities()) == names


async def test_back_in_the_names_hides_nothing(home: Path) -> None:
    collection = FakeCollection()
    async with reading(home, collection) as reader:
        await reader.press("enter", "j", "j")
        start = where(reader)
        await reader.press("e", "j")
        assert "hide" not in [word for key, word in reader.screen.hints.hints if key == "H"]
        await reader.press("H")
        assert where(reader) == start
        assert collection.edits == []


@pytest.mark.parametrize("between", [("j",), ("&",)], ids=["a-move", "no-action"])
async def test_another_key_gives_the_names_their_keys_back(home: Path, between: tuple[str, ...]) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "e", "h", "H")
        assert reader.screen.active == "entities"
        await reader.press(*between)
        assert "H" not in [key for key, _ in reader.screen.hints.hints]
        await reader.press("L")
        assert reader.screen.state.names.lit


@pytest.mark.parametrize("typed", ["back to", "forward"])
async def test_the_palette_of_the_names_has_the_way_back(home: Path, typed: str) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "j", "j")
        start = where(reader)
        await reader.press("e", "h", "H", *([] if typed == "back to" else ["H", "L"]))
        assert reader.screen.active == "entities"
        await reader.press("j", ":", *typed)
        menu = reader.screen.existing("menu")
        assert menu.current.label.lower().startswith(typed)
        assert menu.current.key == {"back to": "H", "forward": ""}[typed]
        await reader.press("enter")
        assert where(reader) == start


@pytest.mark.parametrize("key", ["q", "escape"])
@pytest.mark.parametrize("size", [SIZES["one"], SIZES["three"]], ids=["one", "three"])
async def test_the_names_give_back_where_one_was(home: Path, key: str, size: tuple[int, int]) -> None:
    async with reading(home, size=size) as reader:
        await reader.press("J", "enter", "j", "j", "j")
        start, scrolled = where(reader), reader.screen.view.scroll_offset.y
        await reader.press("e", "j", "j", key)
        assert (where(reader), reader.screen.view.scroll_offset.y) == (start, scrolled)


@pytest.mark.parametrize("opened", ["c", "t", "d"])
@pytest.mark.parametrize("size", [SIZES["one"], SIZES["three"]], ids=["one", "three"])
async def test_names_over_a_table_are_left_and_then_the_table(home: Path, opened: str, size: tuple[int, int]) -> None:
    async with reading(home, size=size) as reader:
        await to_quotation(reader)
        start = where(reader)
        await reader.press(opened)
        table = reader.screen.active
        await reader.press("e", "j", "q")
        assert reader.screen.active == table
        await reader.press("q")
        assert where(reader) == start


async def test_the_names_give_back_the_page_of_a_story(home: Path) -> None:
    async with reading(home, size=(100, 24)) as reader:
        page = await to_page(reader)
        await reader.press("l", *"jjjjjjjjkk")
        row, scrolled = page.row, page.scroll_offset.y
        assert scrolled
        await reader.press("e", "A", "j", "enter", "q")
        assert reader.screen.active == "story"
        assert (page.row, page.scroll_offset.y) == (row, scrolled)


@pytest.mark.parametrize(
    "away",
    [("enter",), ("c",), (":", *"coverage table", "enter"), ("w",)],
    ids=["open", "compare", "palette", "who-else"],
)
async def test_the_page_of_a_story_comes_back_as_it_stood(home: Path, away: tuple[str, ...]) -> None:
    async with reading(home, size=(100, 24)) as reader:
        page = await to_page(reader)
        await go_to_line(reader, SHARED[:12])
        await reader.press(*"jjjjkkkk")
        row, scrolled = page.row, page.scroll_offset.y
        await reader.press(*away)
        assert reader.screen.active != "story"
        await reader.press("H")
        assert reader.screen.active == "story"
        assert (page.row, page.scroll_offset.y) == (row, scrolled)


async def test_looking_through_the_list_is_no_jump_but_opening_is(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "j", "j")
        start = where(reader)
        await reader.press("h", "j", "j", "j", "enter")
        assert reader.screen.state.shown != start[1]
        await reader.press("H")
        assert where(reader) == start


async def test_at_the_first_place_it_says_so(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("H")
        await reader.press("L")
        assert reader.notices == ["no place before this one", "no place after this one"]


async def test_the_help_is_no_place(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "j", "?", "q", "i", "q", "H")
        assert "no place before this one" in reader.notices or reader.screen.active == "list"


@given(st.lists(st.integers(0, 9)))
def test_back_to_the_start_and_forward_to_the_end(numbers: list[int]) -> None:
    jumps, here = JumpList(), Place("article", "start")
    start = here
    for number in numbers:
        new = Place("article", str(number))
        if new != here:
            jumps.leave(here)
            here = new
    end = here
    while (place := jumps.back(here)) is not None:
        here = place
    assert here == start
    while (place := jumps.forward(here)) is not None:
        here = place
    assert here == end


async def test_who_else_from_the_page_of_a_story_closes_to_its_line(home: Path) -> None:
    async with reading(home, size=(100, 24)) as reader:
        page = await to_page(reader)
        await go_to_line(reader, SHARED[:12])
        row, scrolled = page.row, page.scroll_offset.y
        await reader.press("w")
        assert reader.screen.active == "sources"
        await reader.press("q")
        assert reader.screen.active == "story"
        assert (page.row, page.scroll_offset.y) == (row, scrolled)


@pytest.mark.parametrize("steps", [0, 6], ids=["head", "row"])
async def test_a_mark_on_the_page_of_a_story_leads_there(home: Path, steps: int) -> None:
    async with reading(home, size=(100, 24)) as reader:
        page = await to_page(reader)
        await reader.press("l", *"j" * steps)
        row, scrolled = page.row, page.scroll_offset.y
        await reader.press("m", "a", "G", "enter")
        assert reader.screen.active == "article"
        await reader.press("'", "a")
        assert reader.screen.active == "story"
        assert (page.row, page.scroll_offset.y) == (row, scrolled)
        await reader.press("'", "'")
        assert reader.screen.active == "article"


@pytest.mark.parametrize(("key", "pane"), [("c", "compare"), ("t", "coverage"), ("d", "differences")])
async def test_a_mark_on_a_row_leads_to_the_row(home: Path, key: str, pane: str) -> None:
    async with reading(home) as reader:
        await to_quotation(reader)
        await reader.press(key, "j")
        row = reader.screen.existing(pane).row
        await reader.press("m", "a", "q", "g", "'", "a")
        assert reader.screen.active == pane
        assert reader.screen.existing(pane).row == row


async def test_a_mark_set_anew_in_an_article_leads_to_the_article(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "t", "m", "a", "q", "j", "m", "a")
        start = where(reader)
        await reader.press("g", "'", "a")
        assert where(reader) == start
