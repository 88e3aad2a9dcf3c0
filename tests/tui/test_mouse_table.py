"""The mouse in every pane: a click moves the cursor, a double click acts, the wheel scrolls, each hint of the footer is its key."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from reader_fake import FakeCollection
from reader_pilot import Reader, reading
from test_action_targets import to_pane
from test_screens_copies import collection as with_copies
from test_screens_mouse import wheel
from widget_stage import on_stage

from briefing.tui.drawing.row_list import RowList
from briefing.tui.keys import keymap
from briefing.tui.keys.hint_keys import pressed
from briefing.tui.widgets.bars.hint_bar import HintBar

ROWS = sorted(set(keymap.PANES) - {"article", "presentation", "cite"})
"""Panes of rows."""

ONE = (80, 24)
LOW = (80, 12)
"""A terminal on which most panes have more lines than are seen."""


def collection_for(pane: str) -> FakeCollection:
    return with_copies() if pane == "copies" else FakeCollection(stories=9)


def row_on_screen(pane: RowList, row: int) -> tuple[int, int]:
    """Return the cell at which a row of a pane begins."""
    region = pane.content_region
    return region.x + 6, region.y + pane.header + pane._top(row) - pane.scroll_offset.y + pane._height_of(row) - 1


def another_row(pane: RowList) -> int:
    """Return a row that the cursor may stand on and does not, on the screen."""
    height = pane.content_region.height
    for row in range(pane.row_total()):
        if (
            pane.selectable(row)
            and row != pane.row
            and pane._top(row + 1) - pane.scroll_offset.y <= height - pane.header
        ):
            return row
    return pane.row


async def clipped_twice(reader: Reader) -> None:
    """Have something in the notebook and among the saved searches."""
    await reader.press("j", "enter", "]", "a", "J", "]", "a")


@pytest.mark.parametrize("pane", ROWS)
async def test_a_click_moves_and_a_double_click_acts(home: Path, pane: str) -> None:
    async with reading(home, collection_for(pane), size=ONE) as reader:
        await clipped_twice(reader)
        await to_pane(reader, pane)
        widget: Any = reader.screen.existing(pane)
        await reader.until(lambda: widget.content_width > 0)
        row = another_row(widget)
        await reader.pilot.click(offset=row_on_screen(widget, row))
        await reader.settle()
        assert (reader.screen.active, widget.row) == (pane, row)
        before = reader.text
        await reader.pilot.click(offset=row_on_screen(widget, row), times=2)
        await reader.until(lambda: reader.text != before or bool(reader.said))
        assert reader.app.faults == []


@pytest.mark.parametrize("pane", sorted(set(keymap.PANES) - {"cite", "copies", "presentation"}))
async def test_the_wheel_scrolls_and_leaves_the_cursor(home: Path, pane: str) -> None:
    async with reading(home, FakeCollection(stories=40), size=LOW) as reader:
        await clipped_twice(reader)
        await to_pane(reader, pane)
        widget: Any = reader.screen.existing(pane)
        await reader.until(lambda: widget.content_width > 0)
        widget.to_top()
        await reader.settle()
        row, lines = getattr(widget, "row", widget.scroll_offset.y), widget.virtual_size.height
        await wheel(reader, widget, True)
        assert (widget.scroll_offset.y > 0) == (lines > widget.view_height)
        assert getattr(widget, "row", row) == row
        await wheel(reader, widget, False)
        assert widget.scroll_offset.y == 0


async def test_the_wheel_walks_the_presentation_and_a_double_click_opens(home: Path) -> None:
    async with reading(home, FakeCollection(stories=9), size=ONE) as reader:
        await clipped_twice(reader)
        await reader.press("B", "P")
        pane: Any = reader.screen.existing("presentation")
        start = pane.row
        await wheel(reader, pane, start == 0)
        assert pane.row != start
        await reader.pilot.click("#presentation", times=2)
        await reader.until(lambda: reader.screen.active == "article")


async def test_cite_as_is_chosen_by_a_double_click(home: Path, copied: list[str]) -> None:
    async with reading(home, size=ONE) as reader:
        await reader.press("enter", "Y")
        pane: Any = reader.screen.existing("cite")
        place = pane.content_region.x + 4, pane.content_region.y + 4
        await reader.pilot.click(offset=place)
        await reader.settle()
        assert (pane.row, copied) == (3, [])
        await reader.pilot.click(offset=place, times=2)
        await reader.until(lambda: len(copied) == 1)


@pytest.mark.parametrize("opened", [(":",), ("?",), (",",), ("S",)], ids=["palette", "help", "groups", "searches"])
async def test_lists_of_choices_are_chosen_from(home: Path, opened: tuple[str, ...]) -> None:
    async with reading(home, size=ONE) as reader:
        reader.app.collection.state.save_search("carts", "carts")
        reader.app.collection.state.save_search("silt", "silt")
        await reader.press("enter", *opened)
        menu: Any = reader.screen.existing("menu")
        row = another_row(menu)
        await reader.pilot.click(offset=row_on_screen(menu, row))
        await reader.settle()
        assert (reader.screen.active, menu.row) == ("menu", row)
        await reader.pilot.click(offset=row_on_screen(menu, row), times=2)
        await reader.until(lambda: reader.screen.active != "menu" or menu.border_title.plain != "Palette")
        assert reader.app.faults == []


async def test_each_hint_is_its_key() -> None:
    bar = HintBar()
    async with on_stage(bar, (200, 1)) as (stage, pilot):
        for pane in keymap.PANES:
            bar.show(keymap.hints(pane))
            bar.render_line(0)
            for begin, end, _ in bar._ends:
                for x in (begin, end - 1):
                    bar.on_click(SimpleNamespace(x=x, y=0))  # type: ignore[arg-type]
        await pilot.pause()
        keys = [(message.key, message.column) for message in stage.sent(HintBar.Pressed)]
    assert len(keys) == 2 * sum(len(keymap.hints(pane)) for pane in keymap.PANES)
    for key, column in keys:
        assert pressed(key, column) is not None or key == "1-9"
