"""The mouse works: rows, panes, the wheel, selecting words. Nothing needs it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reader_fake import FakeCollection
from reader_pilot import SIZES, Reader, reading
from textual import events

from briefing.tui.controllers.citing import CiteController


def where(reader: Reader, words: str) -> tuple[int, int]:
    """The column and row at which ``words`` stand on the screen."""
    for row, line in enumerate(reader.lines()):
        if (column := line.find(words)) >= 0:
            return column, row
    raise AssertionError(f"{words!r} is not on the screen:\n{reader.text}")


async def click(reader: Reader, words: str) -> None:
    await reader.pilot.click(offset=where(reader, words))
    await reader.settle()


async def wheel(reader: Reader, widget: Any, down: bool) -> None:
    kind = events.MouseScrollDown if down else events.MouseScrollUp
    region = widget.content_region
    at = {"x": region.x + 2, "y": region.y + 2, "screen_x": region.x + 2, "screen_y": region.y + 2}
    widget.post_message(kind(widget, **at, delta_x=0, delta_y=1, button=0, shift=False, meta=False, ctrl=False))
    await reader.settle()


async def test_a_click_shows_an_article_and_a_double_click_goes_into_it(home: Path) -> None:
    async with reading(home) as reader:
        await click(reader, "Market moves")
        assert reader.screen.state.shown == "000000000003"
        assert reader.screen.active == "list"
        await reader.pilot.click(offset=where(reader, "Market moves"), times=2)
        await reader.until(lambda: reader.screen.active == "article")


async def test_a_click_into_a_pane_goes_to_it(home: Path) -> None:
    async with reading(home, size=(200, 60)) as reader:
        await click(reader, "no worries")
        assert reader.screen.active == "article"
        await click(reader, "Lena Ost")
        await reader.settle()
        await reader.pilot.click("#entities")
        await reader.settle()
        assert reader.screen.active == "entities"
        await reader.pilot.click("#list")
        await reader.settle()
        assert reader.screen.active == "list"


async def test_the_wheel_scrolls_what_is_under_it_and_leaves_the_cursor(home: Path) -> None:
    async with reading(home, FakeCollection(stories=120), size=SIZES["one"]) as reader:
        cursor = reader.screen.list.position
        for _ in range(3):
            await wheel(reader, reader.screen.list, True)
        down = reader.screen.list.scroll_offset.y
        assert down > 0
        assert reader.screen.list.position == cursor
        await wheel(reader, reader.screen.list, False)
        assert reader.screen.list.scroll_offset.y < down


async def test_words_selected_with_the_mouse_are_copied_as_the_source_prints_them(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []

    async def remember(self: CiteController, text: str, what: str) -> None:
        copied.append(text)

    monkeypatch.setattr(CiteController, "copy", remember)
    async with reading(home) as reader:
        await reader.press("enter")
        first, last = where(reader, "The engineer"), where(reader, "Her report runs")
        await reader.pilot.mouse_down(offset=first)
        await reader.pilot.hover(offset=(last[0] + 9, last[1]))
        await reader.pilot.mouse_up(offset=(last[0] + 9, last[1]))
        await reader.settle()
        selected = reader.screen.view.selected_text
        text = reader.screen.state.document.text  # type: ignore[union-attr]
        assert selected.startswith("The engineer of the road office")
        assert "Her report" in selected
        assert selected in text
        await reader.press("ctrl+c")
        await reader.until(lambda: bool(copied))
        assert copied == [selected]
        assert reader.app.is_running


async def test_a_click_elsewhere_ends_the_selection_and_ctrl_c_quits_again(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter")
        await reader.press("ctrl+c")
        assert reader.app._exit


async def test_a_click_in_the_article_moves_the_cursor_to_the_words(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter")
        await click(reader, "Her report")
        text = reader.screen.state.document.text  # type: ignore[union-attr]
        assert text[reader.screen.view.cursor :].startswith("Her report")
        assert reader.screen.view.selected_text == ""


async def test_a_double_click_on_a_quotation_asks_who_else_has_it(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter")
        column, row = where(reader, "carries nine hundred")
        region = reader.screen.view.region
        await reader.pilot.click("#article", offset=(column - region.x, row - region.y), times=2)
        await reader.until(lambda: reader.screen.sources_open)
        assert reader.screen.view.selected_text == ""


async def test_a_click_on_a_cell_of_the_coverage_stays_there(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("t")
        column, row = where(reader, "●")
        for _ in range(2):
            await reader.pilot.click(offset=(column, row))
            await reader.settle()
        assert reader.screen.active == "coverage"


@pytest.mark.parametrize(
    ("hint", "true"),
    [
        ("? help", lambda reader: reader.screen.active == "menu"),
        ("/ search", lambda reader: reader.screen.field is not None),
        ("e names", lambda reader: reader.screen.active == "entities"),
    ],
)
async def test_a_click_on_a_hint_is_its_key(home: Path, hint: str, true: Any) -> None:
    async with reading(home) as reader:
        await click(reader, hint)
        await reader.until(lambda: true(reader))


async def test_the_hints_of_a_line_that_is_typed_into_can_be_clicked(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("/", *"bridge")
        await click(reader, "Enter go to the hit")
        await reader.until(lambda: reader.screen.active == "article")


@pytest.mark.parametrize("way", [("d", "enter"), ("B", "enter"), ("t", "enter")])
async def test_the_names_follow_the_article_whatever_led_to_it(home: Path, way: tuple[str, ...]) -> None:
    async with reading(home, size=SIZES["four"]) as reader:
        await reader.press("enter", "]", "a", "q", "G", "enter")
        before = reader.screen.state.shown
        await reader.press(*way)
        assert reader.screen.state.shown != before
        await reader.settle()
        names: Any = reader.screen.existing("entities")
        here = {entity.name for entity in reader.app.collection.entities(reader.screen.state.shown)}
        assert {"Lena Ost"} <= here
        assert "Lena Ost" in reader.text.split("Entities", 1)[1]
        assert names.current is None or names.current.name in here
        assert "who else" in reader.lines()[-1]
