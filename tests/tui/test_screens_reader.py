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
        await reader.type("q")
        await reader.until(lambda: "q again leaves" in reader.said)
        await reader.pilot.pause(0.4)  # long enough to have been read
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


async def test_list_and_article_at_120x40_and_the_names_by_their_key(home: Path) -> None:
    async with reading(home, size=SIZES["three"]) as reader:
        assert reader.screen.shape.panes == ("list", "article")
        await reader.press("e")
        assert reader.screen.shape.panes == ("article", "entities")
        assert "Lena Ost" in reader.text
        await reader.press("h")
        assert reader.screen.shape.panes == ("list", "article")
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


@pytest.mark.parametrize(
    "keys", ["t", "d", "eA", "/x", "/x\n"], ids=["coverage", "differences", "names", "search", "hits"]
)
async def test_of_an_empty_folder_no_pane_claims_anything_else(home: Path, keys: str) -> None:
    async with reading(home, FakeCollection(stories=0)) as reader:
        await reader.press(*("enter" if key == "\n" else key for key in keys))
        await reader.until(lambda: "no article in this folder" in reader.text)
        for claim in ("agree", "no statement", "no names", "no hits", "each word", "stands in no article"):
            assert claim not in reader.text


async def test_of_an_empty_folder_nothing_is_presented(home: Path) -> None:
    async with reading(home, FakeCollection(stories=0)) as reader:
        await reader.press("P")
        assert reader.notices[-1] == "no article in this folder"


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


def test_the_arrangements_and_the_sizes_where_they_begin() -> None:
    sizes = (
        (39, 40),
        (80, 9),
        (40, 10),
        (80, 24),
        (99, 40),
        (100, 30),
        (120, 40),
        (149, 45),
        (160, 45),
        (189, 50),
        (200, 60),
    )
    assert [arrangement(*size) for size in sizes] == [
        "tiny", "tiny", "one", "one", "one", "two", "two", "two", "three", "three", "four",
    ]  # fmt: skip


@pytest.mark.parametrize("active", ["list", "article", "entities"])
@pytest.mark.parametrize("width", range(60, 301))
def test_a_wider_terminal_never_gives_a_narrower_article_than_the_measure(width: int, active: str) -> None:
    layout = lay_out(width, 40, active, over=None, sources_open=True)
    if "article" not in layout.panes:
        return
    sides = {"list": layout.list_width, "entities": layout.entities_width}
    article = width - sum(sides[name] for name in layout.panes if name in sides) - layout.sources_width
    frame = 5  # the gutter, a cell of air, the scrollbar
    assert article - frame >= min(72, width - frame)


async def test_below_forty_by_ten_it_says_so_and_comes_back(home: Path) -> None:
    async with reading(home, size=(120, 40)) as reader:
        await reader.press("enter", "j", "j", "j")
        place = reader.screen.view.cursor
        await reader.pilot.resize_terminal(39, 9)
        await reader.settle()
        assert "make the terminal at least" in reader.text
        for size in ((60, 20), (300, 80), (100, 30), (120, 40)):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
            assert reader.screen.view.cursor == place


async def test_a_pane_is_zoomed_and_widened_and_the_width_is_remembered(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("+")
        assert reader.screen.shape.panes == ("list",)
        await reader.press("+", "|", "|")
        wide = reader.screen.shape.list_width
        assert wide == 48
        await reader.press("l", "|")
        assert reader.screen.shape.list_width == 44
        await reader.press("h", "-")
        assert reader.screen.shape.list_width == 40
        await reader.press("|")
    async with reading(home) as reader:
        assert reader.screen.shape.list_width == 44


async def test_the_names_put_away_stay_away(home: Path) -> None:
    async with reading(home, size=SIZES["four"]) as reader:
        assert "entities" in reader.screen.shape.panes
        await reader.press("e", "e")
        assert "entities" not in reader.screen.shape.panes
    async with reading(home, size=SIZES["four"]) as reader:
        assert "entities" not in reader.screen.shape.panes
        await reader.press("e")
        assert reader.screen.active == "entities"
