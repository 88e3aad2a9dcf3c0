"""The main screens as pictures: what a change does to the look of the reader shows up here, and is looked at before it is kept.

`pytest tests/tui/test_snapshots.py --snapshot-update` takes new ones (see CONTRIBUTING.md).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from reader_fake import FakeCollection
from reader_pilot import SIZES, Reader

from briefing.store.state import clippings
from briefing.tui import themes
from briefing.tui.app import BriefingApp
from briefing.tui.controllers import marks

Do = Callable[[Reader], Awaitable[None]]


@pytest.fixture(autouse=True)
def _the_same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLORTERM", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    # Nothing may depend on how long a slow machine takes.
    monkeypatch.setattr(marks, "READ_AFTER", 1e6)
    # The notebook says on which day a clipping was added.
    monkeypatch.setattr(clippings, "now", lambda: "2024-03-07T09:30:00.000000+00:00")


def keys(*presses: str) -> Do:
    async def run(reader: Reader) -> None:
        for press in presses:
            await reader.press(press)

    return run


def typed(words: str, *then: str, tabs: int = 0) -> Do:
    async def run(reader: Reader) -> None:
        await reader.press("/", *["tab"] * tabs, *words)
        await reader.until(lambda: reader.screen.state.query == words)
        await reader.settle()
        await keys(*then)(reader)

    return run


async def refused(reader: Reader) -> None:
    await typed("bridge")(reader)
    await reader.press("(")
    await reader.until(lambda: "▲" in reader.text)


async def by_story(reader: Reader) -> None:
    """Group the list by story, unfold the story and wait for its page."""
    await reader.press(",", "k", "k", "k", "enter")
    await reader.until(lambda: reader.screen.list.grouped)
    await reader.press("g", "z")
    await reader.until(lambda: reader.screen.existing("story") is not None)
    await reader.until(lambda: reader.screen.existing("story").row_total() > 3)  # type: ignore[union-attr]


async def page(reader: Reader) -> None:
    await by_story(reader)
    await reader.press("l", "j")


async def clipped(reader: Reader) -> None:
    await keys("enter", "]", "a", "B")(reader)


SCREENS: dict[str, tuple[tuple[int, int], Do]] = {
    "search-80": (SIZES["one"], typed("carts")),
    "search-quotations-120": (SIZES["three"], typed("carts", tabs=2)),
    "search-wrong-120": (SIZES["three"], refused),
    "search-nothing-80": (SIZES["one"], typed("brigde")),
    "selecting-80": (SIZES["one"], keys("j", "enter", "]", "v", "l", "l", "l")),
    "story-80": (SIZES["one"], by_story),
    "too-small": ((36, 9), keys()),
}


def picture(
    snap_compare: Any, home: Path, size: tuple[int, int], do: Do, collection: Any = None, theme: str = ""
) -> bool:
    if collection is None:
        collection = FakeCollection()
        collection.corrections["brigde"] = "bridge"
    app = BriefingApp(collection, home=home, sync=False, restore=False)
    if theme:
        app.theme = theme

    async def before(pilot: Any) -> None:
        reader = Reader(app, pilot)
        await reader.until(lambda: app._reader is not None and app.reader.ready)
        await do(reader)
        app.clear_notices()
        await reader.settle()
        assert app.faults == []

    return bool(snap_compare(app, terminal_size=size, run_before=before))


@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_looks_as_it_did(snap_compare: Any, home: Path, name: str) -> None:
    size, do = SCREENS[name]
    assert picture(snap_compare, home, size, do)


def test_an_empty_folder(snap_compare: Any, home: Path) -> None:
    assert picture(snap_compare, home, SIZES["one"], keys(), FakeCollection(stories=0))


def test_high_contrast(snap_compare: Any, home: Path) -> None:
    assert picture(snap_compare, home, SIZES["three"], typed("bridge", "enter"), theme=themes.NAMES["high contrast"])
