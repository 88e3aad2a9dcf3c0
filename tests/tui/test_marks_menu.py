"""Marks with the words at each place, numbers before moves, the way back by two apostrophes."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import reading


async def test_the_marks_are_listed_with_their_words(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "enter", "]", "m", "a")
        await reader.press("q", "k", "'")
        assert "Marks" in reader.text
        row = next(line for line in reader.lines() if "The bridge carries nine hundred" in line and " a " in line)
        assert "Old bridge" in row
        await reader.press("a")
        assert reader.screen.active == "article"
        assert reader.screen.state.shown == "000000000000"


async def test_the_arrows_and_enter_choose_a_mark(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "m", "a", "J", "m", "b", "'", "down", "enter")
        assert reader.screen.active == "article"
        assert reader.screen.state.shown == reader.app.collection.state.marks()["b"][0]


async def test_a_letter_typed_at_once_goes_to_its_mark(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "enter", "m", "a", "q", "G")
        await reader.burst("'", "a")
        assert reader.screen.active == "article"
        assert reader.screen.state.shown == "000000000000"


async def test_two_apostrophes_go_back_without_a_mark(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "enter", "t", "enter")
        await reader.burst("'", "'")
        assert reader.screen.active == "coverage"
        assert not any("no mark" in notice for notice in reader.notices)


async def test_no_mark_yet_says_how_to_set_one(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("'")
        assert "m marks one" in reader.text
        await reader.press("escape")
        assert reader.screen.active == "list"


async def test_a_marked_article_that_left_is_said(home: Path) -> None:
    collection = FakeCollection()
    collection.state.set_mark("x", "00000000000f", 3)
    async with reading(home, collection) as reader:
        await reader.press("'")
        assert "has left the folder" in reader.text
        await reader.press("x")
        assert any("left the folder" in notice for notice in reader.notices)


@pytest.mark.parametrize(("keys", "row"), [("3j", 3), ("2j1j", 3), ("4jk", 3), ("99j", 4), ("4j2k", 2), ("0j", 1)])
async def test_a_number_repeats_a_move(home: Path, keys: str, row: int) -> None:
    async with reading(home) as reader:
        await reader.type(keys)
        assert reader.screen.list.row == row


async def test_the_number_stands_in_the_footer_and_escape_takes_it_back(home: Path) -> None:
    async with reading(home) as reader:
        await reader.type("12")
        assert "12 times" in reader.lines()[-1]
        await reader.press("escape")
        assert "12 times" not in reader.lines()[-1]
        await reader.type("j")
        assert reader.screen.list.row == 1


async def test_a_number_before_anything_else_does_it_once(home: Path) -> None:
    async with reading(home) as reader:
        await reader.type("3s")
        assert reader.screen.state.starred == {reader.screen.list.current.id}  # type: ignore[union-attr]


async def test_in_compare_a_figure_still_opens_that_source(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "enter", "]", "c", "2")
        assert reader.screen.active == "article"


async def test_a_number_goes_over_hits(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("/", *"bridge", "enter")
        await reader.type("3n")
        assert "4/7 hits" in reader.header
