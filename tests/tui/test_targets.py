"""One answer to "what is under the cursor here?": each pane's target, and what the keys do with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reader_fake import FakeCollection
from reader_pilot import Reader, reading


async def to_quotation(reader: Reader) -> Any:
    """Put the article's cursor on a quotation that several sources carry and return it."""
    await reader.press("enter")
    for _ in range(20):
        quotation = reader.screen.view.quotation
        if quotation is not None and any(s.articles > 1 for s in reader.screen.collection.who_else(quotation.id)):
            return quotation
        await reader.press("]")
    raise AssertionError("no shared quotation")


@pytest.mark.parametrize("key", ["t", "d", "c"])
async def test_a_citation_is_of_the_row_and_not_of_the_article_behind(home: Path, copied: list[str], key: str) -> None:
    async with reading(home) as reader:
        await to_quotation(reader)
        await reader.press(key)
        target = reader.screen.target()
        for _ in range(12):
            if target is not None and target.article != reader.screen.state.shown:
                break
            await reader.press("l" if key == "t" else "j")
            target = reader.screen.target()
        assert target is not None
        await reader.press("y")
        wanted = reader.screen.collection.cite(target.quotation or target.article).text
        assert copied == [wanted]


async def test_in_the_notebook_the_clipping_is_cited(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        quotation = await to_quotation(reader)
        await reader.press("a", "J", "J", "B", "y")
        assert copied == [reader.screen.collection.cite(quotation.id).text]


async def test_in_compare_the_row_is_clipped_and_never_twice(home: Path) -> None:
    async with reading(home) as reader:
        await to_quotation(reader)
        await reader.press("c", "j", "a", "a")
        row = reader.screen.existing("compare").current
        clippings = reader.app.collection.state.clippings()
        assert [each.quotation for each in clippings] == [row.quotation]
        assert "already in the notebook" in reader.notices


async def test_the_help_has_nothing_to_act_on(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        await reader.press("?", "y")
        assert reader.screen.target() is None
        assert copied == []


async def test_every_pane_says_what_is_under_its_cursor(home: Path) -> None:
    collection = FakeCollection()
    async with reading(home, collection) as reader:
        await to_quotation(reader)
        for key, pane in (
            ("w", "sources"),
            ("c", "compare"),
            ("t", "coverage"),
            ("d", "differences"),
            ("i", "details"),
        ):
            await reader.press(key)
            if reader.screen.active == pane:
                widget: Any = reader.screen.existing(pane)
                assert (widget.target is None) == (widget.current is None or widget.target is None)
                assert reader.screen.target() is None or reader.screen.target().article  # type: ignore[union-attr]
            await reader.press("q")


async def test_a_key_pressed_before_a_pane_closed_never_quits(home: Path) -> None:
    async with reading(home) as reader:
        await to_quotation(reader)
        await reader.press("c")
        assert reader.screen.active == "compare"
        await reader.burst("q", "q", "q", "q", "q", "q")
        assert reader.app.return_value is None
        assert reader.screen.active == "list"


async def test_no_pane_is_painted_before_it_has_its_data(home: Path) -> None:
    async with reading(home) as reader:
        for name in ("coverage", "differences", "compare", "copies", "notebook", "details"):
            pane = await reader.screen.pane(name)
            assert not pane.display, name
