"""The reader as a person meets it: panes, moving, opening, arrangements, going back. On a collection in memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_fake import SHARED, FakeCollection
from reader_pilot import SIZES, reading

from briefing.tui.screens.breakpoints import arrangement, lay_out


async def test_the_list_comes_first_newest_on_top_with_the_counts_in_the_header(home: Path) -> None:
    async with reading(home) as reader:
        assert reader.header.startswith("Inbox 5 · 5 unread")
        assert "Articles 5" in reader.text
        assert "Carts may cross" in reader.text
        assert reader.screen.list.current.id == "000000000001"  # type: ignore[union-attr]
        assert reader.screen.active == "list"


async def test_moving_in_the_list_shows_the_article_beside_it(home: Path) -> None:
    async with reading(home) as reader:
        await reader.type("j")
        assert reader.screen.state.shown == "000000000000"
        assert "stone bridge at Vellmar stays open" in reader.text.replace("\n", " ") or "stone bridge" in reader.text


@pytest.mark.parametrize("size", SIZES)
async def test_enter_opens_and_q_goes_back_and_then_leaves(home: Path, size: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        await reader.press("enter")
        assert reader.screen.active == "article"
        await reader.type("q")
        assert reader.screen.active == "list"
        assert reader.app.is_running
        await reader.pilot.press("q")
    assert reader.app.return_code == 0


async def test_escape_never_leaves_the_reader(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("escape", "escape", "escape")
        assert reader.app._exit is False


async def test_one_pane_at_a_time_at_80x24(home: Path) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        assert "Articles 5" in reader.text
        assert "Entities" not in reader.text
        await reader.type("l")
        assert "Articles 5" not in reader.text
        assert SHARED[:20] in reader.text
        await reader.type("l")
        assert reader.screen.active == "entities"
        assert "Lena Ost" in reader.text
        await reader.type("hh")
        assert reader.screen.active == "list"


async def test_list_article_and_names_at_120x40(home: Path) -> None:
    async with reading(home, size=SIZES["three"]) as reader:
        for title in ("Articles 5", "Article", "Entities"):
            assert title in reader.text
        assert "Sources" not in reader.text


async def test_the_sources_of_the_quotation_under_the_cursor_at_200x60(home: Path) -> None:
    async with reading(home, size=SIZES["four"]) as reader:
        await reader.press("enter", "]")
        assert "Sources 2" in reader.text
        assert "2 files · 2 texts · 1 origin" in reader.text


async def test_tab_goes_around_all_panes(home: Path) -> None:
    async with reading(home) as reader:
        seen = []
        for _ in range(3):
            await reader.press("tab")
            seen.append(reader.screen.active)
        assert seen == ["article", "entities", "list"]
        await reader.press("shift+tab")
        assert reader.screen.active == "entities"


async def test_resizing_keeps_the_place(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "]")
        place = reader.screen.view.cursor
        for size in (SIZES["one"], SIZES["four"], (30, 8), SIZES["three"]):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
        assert reader.screen.active == "article"
        assert reader.screen.view.cursor == place
        assert SHARED[:20] in reader.text


async def test_a_terminal_that_is_too_small_says_what_it_needs(home: Path) -> None:
    async with reading(home, size=(39, 9)) as reader:
        assert "40 × 10" in reader.text
        await reader.pilot.resize_terminal(80, 24)
        await reader.settle()
        assert "Articles 5" in reader.text
        assert "Inbox 5" in reader.text


async def test_next_and_previous_article_from_anywhere(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter")
        await reader.type("J")
        assert (reader.screen.active, reader.screen.state.shown) == ("article", "000000000000")
        await reader.type("K")
        assert reader.screen.state.shown == "000000000001"


async def test_keys_typed_at_once_are_done_in_their_order(home: Path) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        await reader.burst(*"j", "enter", *"]aqs/market", "enter", *"]a")
        state = reader.app.collection.state
        assert [clip.text for clip in state.clippings()] == [SHARED, "Bring your own baskets"]
        assert state.starred_ids() == {"000000000000"}


async def test_a_failure_is_one_line_and_the_reader_goes_on(home: Path) -> None:
    collection = FakeCollection()
    async with reading(home, collection) as reader:
        collection.broken = True
        collection.generation += 1
        await reader.press("e", "A")
        assert any("the table of names is [gone]" in notice for notice in reader.notices)
        await reader.type("hhj")
        assert reader.screen.active == "list"


async def test_an_empty_folder_says_so(home: Path) -> None:
    async with reading(home, FakeCollection(stories=0)) as reader:
        assert "no articles in invented" in reader.text
        await reader.type("jkGgJKnNwcyaBqteisumf]['z")
        assert reader.app.is_running
        assert not reader.app.faults


@pytest.mark.parametrize("size", SIZES)
async def test_every_key_in_every_pane_does_no_harm(home: Path, size: str) -> None:
    keys = "jkhlb/fnN[]ywcaBeim'suUStJKgGYDMVXRTHZOAFIdp1239?"
    async with reading(home, size=SIZES[size]) as reader:
        for key in keys:
            await reader.burst(
                key, *(["x", "escape"] if key in "/fRIm'" else []), "space", "enter", "pageup", "end", "home", "tab"
            )
        assert reader.app.faults == []
        assert reader.app.is_running


def test_the_three_arrangements_and_the_sizes_where_they_begin() -> None:
    assert [arrangement(w, h) for w, h in ((39, 40), (80, 9), (40, 10), (80, 24), (99, 40), (100, 30), (120, 40), (169, 50), (170, 50), (200, 60))] == [
        "tiny", "tiny", "one", "one", "one", "three", "three", "three", "four", "four",
    ]  # fmt: skip


@pytest.mark.parametrize(("width", "height"), [(100, 24), (120, 40), (169, 60), (170, 60), (200, 60), (300, 80)])
def test_the_article_keeps_a_readable_measure(width: int, height: int) -> None:
    layout = lay_out(width, height, "article", over=None, sources_open=True)
    article = width - layout.list_width - layout.entities_width - layout.sources_width
    assert article >= 40
    if width >= 200:
        assert article >= 80
