"""The palette: everything that can be done or gone to in one list, over every pane, and no key is lost while it opens."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import Reader, reading
from widget_stage import on_stage, printed

from briefing.tui.finding.palette_entries import Entry, found, prepared
from briefing.tui.keys import keymap
from briefing.tui.widgets.choice_list import Choice, Menu

ENTRIES = prepared(
    [
        Entry("article", "The cover of the bridge", "article", "a1"),
        Entry("action", "Coverage table", "Show which source carries what.", "coverage", "t"),
        Entry("name", "Lena Ost", "person · 3 articles", "e1", words="Ost"),
        Entry("statement", "It covers nine hundred carts", "statement", ("s", "q"), words="Lena Ost"),
        Entry("action", "Discover nothing", "An action that does not exist.", "x"),
    ]
)


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        (
            "cov",
            ["Coverage table", "The cover of the bridge", "It covers nine hundred carts", "Discover nothing"],
        ),
        ("ost", ["Lena Ost", "It covers nine hundred carts"]),
        ("COVERGE", ["Coverage table"]),
        ("lena carts", ["It covers nine hundred carts"]),
        ("zzz", []),
        ("", []),
    ],
)
def test_what_is_found_and_in_which_order(typed: str, labels: list[str]) -> None:
    assert [entry.label for entry in found(ENTRIES, typed)][: len(labels) or None] == labels


async def palette(reader: Reader, words: str) -> None:
    """Open it and type, at once."""
    await reader.burst(":", *words)
    await reader.until(lambda: "being gathered" not in reader.text)
    await reader.settle()


async def test_what_is_typed_while_it_opens_is_not_lost(home: Path) -> None:
    async with reading(home) as reader:
        await reader.burst(":", "c", "o", "v", "enter")
        await reader.until(lambda: reader.screen.active == "coverage")
        assert reader.screen.field is None


@pytest.mark.parametrize(
    ("words", "pane", "shown"),
    [
        ("market moves", "article", "000000000003"),
        ("lena ost", "entities", ""),
        ("carries nine hundred", "compare", ""),
        ("notebook", "notebook", ""),
    ],
)
async def test_it_finds_articles_names_statements_and_actions(home: Path, words: str, pane: str, shown: str) -> None:
    async with reading(home) as reader:
        await palette(reader, words)
        await reader.until(lambda: reader.screen.mover.count)  # type: ignore[attr-defined]
        await reader.press("enter")
        await reader.until(lambda: reader.screen.active == pane)
        assert not shown or reader.screen.state.shown == shown


async def test_enter_waits_for_what_was_meant(home: Path) -> None:
    async with reading(home) as reader:
        await reader.burst(":", *"carries nine hundred", "enter")
        await reader.until(lambda: reader.screen.active == "compare")
        assert reader.notices == []


async def test_it_finds_saved_searches(home: Path) -> None:
    collection = FakeCollection()
    collection.state.save_search("crossing", "bridge")
    async with reading(home, collection) as reader:
        await palette(reader, "crossing")
        assert "saved search" in reader.text
        await reader.press("enter")
        assert reader.screen.state.query == "bridge"


async def test_nothing_found_is_said_and_the_texts_can_be_searched_instead(home: Path) -> None:
    async with reading(home) as reader:
        await palette(reader, "qqqq")
        assert "nothing found for qqqq" in reader.text
        assert "Search the texts for qqqq" in reader.text
        await reader.press("enter")
        assert reader.screen.active == "list"
        assert reader.screen.state.query == "qqqq"


@pytest.mark.parametrize("pane", sorted(keymap.PANES))
async def test_it_opens_over_every_pane_and_escape_gives_that_back(home: Path, pane: str) -> None:
    ways = {
        "article": ["enter"],
        "sources": ["j", "enter", "]", "w", "l"],
        "entities": ["e"],
        "compare": ["j", "enter", "]", "c"],
        "coverage": ["t"],
        "differences": ["d"],
        "details": ["i"],
        "notebook": ["B"],
        "menu": ["?"],
    }
    async with reading(home) as reader:
        await reader.press(*ways.get(pane, []))
        before = reader.screen.active
        await reader.press(":")
        assert "Palette" in reader.text
        assert reader.screen.field is not None
        await reader.press("escape")
        assert reader.screen.active == (before if pane != "menu" else "list")
        assert reader.screen.field is None


async def test_an_action_of_the_pane_beneath_is_done_there(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "enter", "]", "c")
        assert reader.screen.active == "compare"
        await reader.burst(":", *"take this one as pivot", "enter")
        assert reader.screen.active == "compare"
        assert not reader.notices


async def test_help_gives_back_the_pane_that_it_covers(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "enter", "]", "c", "?")
        await reader.press("/", *"only what differs", "enter", "enter")
        assert reader.screen.active == "compare"
        assert not reader.notices


async def test_the_arrows_choose_while_it_is_typed_into(home: Path) -> None:
    async with reading(home) as reader:
        await palette(reader, "theme: ")
        await reader.press("down", "enter")
        assert reader.screen.state.preferences.theme != "dark"


async def test_a_double_click_does_what_enter_does(home: Path) -> None:
    async with reading(home) as reader:
        await palette(reader, "notebook")
        await reader.pilot.click("#menu", offset=(5, 1), times=2)
        await reader.until(lambda: reader.screen.active == "notebook")
        assert reader.screen.field is None


async def test_what_was_copied_is_copied_again(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "y", "J", "y")
        await reader.until(lambda: len(copied) == 2)
        await reader.press(":", *"copy again")
        assert reader.text.count("Copy again: ") == 2
        await reader.press("down", "enter")
        await reader.until(lambda: len(copied) == 3)
        assert copied[2] == copied[0] != copied[1]


async def test_a_story_leads_to_its_page(home: Path) -> None:
    async with reading(home) as reader:
        await palette(reader, "story articles bridge")
        await reader.until(lambda: reader.screen.mover.count)  # type: ignore[attr-defined]
        await reader.press("enter")
        assert reader.screen.active == "story"
        await reader.until(lambda: "Who speaks" in reader.text)


@pytest.mark.parametrize(
    "way", [("enter",), ("e",), ("enter", "]", "c"), ("d",), ("i",), ("B",), ("?",), ("enter", "]", "P")]
)
async def test_nothing_typed_ahead_is_lost_in_any_pane_that_opens(home: Path, way: tuple[str, ...]) -> None:
    async with reading(home) as reader:
        await reader.burst(*way, ":", "c", "o", "v", "enter")
        await reader.until(lambda: reader.screen.active == "coverage")


async def test_a_row_says_what_it_does_once_with_its_key_at_the_right_end(home: Path) -> None:
    async with reading(home) as reader:
        await palette(reader, "search all")
        row = next(line for line in reader.lines() if "Search all articles, live" in line)
        assert "while you type" not in row
        assert row.split()[-1] == "/"


async def test_the_columns_of_the_palette_are_straight() -> None:
    menu = Menu()
    async with on_stage(menu, (60, 10)):
        choices = [
            Choice("Lena Ost", 1, note="person"),
            Choice("The Old Bridge Office of Vellmar", 2, note="organisation"),
        ]
        menu.show("Palette", choices, print, keys_right=True)
        lines = printed(menu)
        assert lines[0].index("person") == lines[1].index("organisation")
