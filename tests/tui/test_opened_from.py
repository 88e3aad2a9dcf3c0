"""Leaving an article leads back to the row it was opened from; a search that was closed stays closed; what a name said is a place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reader_fake import SHARED, FakeCollection
from reader_pilot import SIZES, reading
from test_jumps import where
from test_story_page import go_to_line, to_page
from test_targets import to_quotation

SIZE = pytest.mark.parametrize("size", ["one", "three"])


@SIZE
async def test_an_article_opened_from_a_story_is_left_for_its_line(home: Path, size: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        page = await to_page(reader)
        await go_to_line(reader, SHARED)
        row = page.row
        await reader.press("enter")
        assert ("q", "back to the page") in reader.screen.hints.hints
        await reader.press("c", "q", "q")
        assert (reader.screen.active, page.row) == ("story", row)
        await reader.press("q")
        assert reader.screen.active == "list"


@pytest.mark.parametrize("key", ["t", "d", "c"])
@SIZE
async def test_an_article_opened_from_a_table_is_left_for_its_row(home: Path, size: str, key: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        await to_quotation(reader)
        await reader.press(key, "j")
        pane: Any = reader.screen.existing(reader.screen.active)
        table, row = reader.screen.active, pane.row
        await reader.press("enter", "j", "q")
        assert (reader.screen.active, pane.row) == (table, row)
        await reader.press("q")
        assert reader.screen.active == "article"


@SIZE
async def test_an_article_of_the_list_is_left_for_the_list(home: Path, size: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        await to_quotation(reader)
        await reader.press("d", "enter", "J", "q")
        assert reader.screen.active == "list"
        await reader.press("enter", "q")
        assert reader.screen.active == "list"
        assert reader.app.is_running


@SIZE
async def test_the_way_back_through_the_names_ends_on_the_line(home: Path, size: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        page = await to_page(reader)
        await go_to_line(reader, SHARED)
        row = page.row
        await reader.press("enter", "e", "q", "q", "q")
        ways = []
        for _ in range(5):
            await reader.press("H")
            ways.append(reader.screen.active)
        assert ways == ["story", "article", "entities", "article", "story"]
        assert (reader.screen.active, page.row) == ("story", row)


async def test_the_sources_are_those_of_the_line_come_back_to(home: Path) -> None:
    async with reading(home, size=SIZES["four"]) as reader:
        await to_page(reader)
        await reader.press("l", "G")
        sources: Any = reader.screen.existing("sources")
        beside = title_of(sources)
        assert "002" in beside  # the last line is a source
        await reader.press("enter")
        assert title_of(sources) != beside
        await reader.press("q")
        assert (reader.screen.active, title_of(sources)) == ("story", beside)


def title_of(pane: Any) -> str:
    """Return what a pane of sources says in its frame after the word for it."""
    return str(pane.border_title).removeprefix("Sources").strip(" ─")


async def test_a_line_is_come_back_to_when_the_page_is_made_anew(home: Path) -> None:
    async with reading(home) as reader:
        page = await to_page(reader)
        await go_to_line(reader, SHARED)
        row = page.row
        await reader.press("enter")
        reader.app.collection.generation += 1  # what is known has grown meanwhile
        await reader.press("q")
        await reader.until(lambda: page.row_total() > 3)
        await reader.settle()
        assert (reader.screen.active, page.row) == ("story", row)


def way_told(reader: Any) -> str:
    """Return the pane that the footer says one goes back to, "" where it says none."""
    words = dict(reader.screen.hints.hints).get("q", "")
    return words.removeprefix("back to ").lower() if words.startswith("back to ") else ""


DEEP = [
    ("c", "1", "H", "L", "/", *"bridge", "enter"),
    ("c", "1", "H", "H", "/", *"bridge", "enter", *"nnnnnn"),
    ("c", "1", "J", "K"),
    ("c", "1", "h", "l"),
    ("c", "1", "c", "1", "H", "L"),
    ("c", "1", "z", "Z"),
]


@pytest.mark.parametrize("keys", DEEP, ids=["".join(keys) for keys in DEEP])
async def test_the_footer_says_where_the_key_leads(home: Path, keys: tuple[str, ...]) -> None:
    async with reading(home) as reader:
        await to_quotation(reader)
        for key in keys:
            await reader.press(key)
        for _ in range(5):
            before, told = reader.screen.active, way_told(reader)
            if (before, told) == ("list", ""):
                break
            await reader.press("q")
            if before in ("article", "story"):
                after = reader.screen.active
                assert told == CALLED.get(after, after) if told else after not in TABLES


async def test_an_article_that_a_search_leads_to_is_not_left_for_a_table(home: Path) -> None:
    async with reading(home) as reader:
        await to_quotation(reader)
        await reader.press("c", "1")
        there = reader.screen.state.shown
        await reader.press("H", "H", "/", *"bridge", "enter")
        for _ in range(20):
            if reader.screen.state.shown == there:
                break
            await reader.press("n")
        assert (reader.screen.active, reader.screen.state.shown) == ("article", there)
        assert way_told(reader) == ""
        await reader.press("q")
        assert reader.screen.active == "article"
        assert reader.screen.state.query == ""


TABLES = ("compare", "coverage", "differences", "said", "copies", "notebook", "story")
CALLED = {"article": "the article", "story": "the page"}


@pytest.mark.parametrize("closing", [("q",), ("h", "q")], ids=["from-the-article", "from-the-list"])
async def test_a_search_that_was_closed_is_not_opened_again(home: Path, closing: tuple[str, ...]) -> None:
    async with reading(home) as reader:
        await reader.press("/", *"bridge", "enter", "n")
        hit = where(reader)
        await reader.press(*closing)
        assert reader.screen.state.query == ""
        await reader.press("J", "enter", "d", "enter", "H", "H", "H", "H", "H")
        assert reader.screen.state.query == ""
        assert hit[1] in reader.screen.ids()


async def to_said(reader: Any) -> Any:
    await reader.press("enter", "e", "Q")
    assert reader.screen.active == "said"
    return reader.screen.existing("said")


async def test_what_a_name_said_is_a_list_of_quotations(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        pane = await to_said(reader)
        target = pane.target
        spoken = reader.app.collection.quotation(target.quotation)
        assert target.text == spoken.text
        await reader.press("a", "y", '"')
        await reader.until(lambda: len(copied) == 2)
        assert [each.quotation for each in reader.app.collection.state.clippings()] == [target.quotation]
        assert copied == [reader.app.collection.cite(target.quotation).text, spoken.text]
        await reader.press("c")
        assert reader.screen.active == "compare"
        await reader.press("q")
        assert reader.screen.active == "said"


@SIZE
async def test_the_words_that_a_name_said_are_left_for_its_list(home: Path, size: str) -> None:
    async with reading(home, FakeCollection(stories=4), size=SIZES[size]) as reader:
        pane = await to_said(reader)
        await reader.press("j")
        row, target = pane.row, pane.target
        await reader.press("enter")
        assert where(reader) == ("article", target.article, target.span[0])
        await reader.press("q")
        assert (reader.screen.active, pane.row) == ("said", row)
        await reader.press("w")
        assert reader.screen.sources_open
        assert reader.screen.state.shown == target.article
        await reader.press("H")
        assert (reader.screen.active, pane.row) == ("said", row)


async def test_the_list_of_another_name_gives_way_to_the_one_that_was_left(home: Path) -> None:
    async with reading(home) as reader:
        pane = await to_said(reader)
        first = pane.name_id
        await reader.press("enter")
        await reader.screen.open_at("000000000003", 0)
        await reader.press("e")
        panel: Any = reader.screen.existing("entities")
        await reader.until(lambda: panel.current is not None and panel.current.id != first)
        await reader.press("Q", "enter", "H", "H")
        assert pane.name_id != first
        while reader.screen.active != "said" or pane.name_id != first:
            await reader.press("H")
            assert reader.said != ["no place before this one"]


@SIZE
async def test_from_the_flat_list_and_from_an_article_to_the_page_and_back(home: Path, size: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        assert ("z", "story") in reader.screen.hints.hints[:4]
        await reader.press("z")
        await reader.until(lambda: reader.screen.active == "story")
        page = reader.screen.existing("story")
        await reader.until(lambda: page.row_total() > 3)
        await reader.press("q", "enter", "]")
        start = where(reader)
        await reader.press("z")
        assert reader.screen.active == "story"
        assert ("q", "back to the article") in reader.screen.hints.hints
        await reader.press("j", "enter", "q", "q")
        assert where(reader) == start
        await reader.press("q")
        assert reader.screen.active == "list"


@pytest.mark.parametrize("end", ["g", "G"])
async def test_compare_opens_on_the_version_that_one_comes_from(home: Path, end: str) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        await to_quotation(reader)
        await reader.press("c", end, "q")  # where the cursor stood when it was closed
        await reader.press("t", "c")
        pane: Any = reader.screen.existing("compare")
        assert reader.screen.active == "compare"
        assert pane.current.article == reader.screen.state.shown
