"""The way back and forward: articles at their character, hits, names, and the panes that lay sources side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_pilot import Reader, reading
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
        assert where(reader) != hit
        await reader.press("H", "H")
        assert where(reader) == hit
        await reader.press("H")
        assert where(reader) == start
        assert reader.screen.state.query == ""
        await reader.press("L")
        assert where(reader) == hit
        assert reader.screen.state.query == "bridge"


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
