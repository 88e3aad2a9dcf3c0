"""What the reader says: in the footer, over nothing that is read, until the next key; and no key does nothing without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import SIZES, reading
from test_action_targets import WAYS

from briefing.tui.keys import keymap

LONG = "the citation was kept, but the program for it did not answer in time, so that it stands in a file of its own beside the notes"


@pytest.mark.parametrize("size", SIZES)
async def test_a_notice_covers_nothing_and_goes_at_the_next_key(home: Path, size: str) -> None:
    async with reading(home, FakeCollection(stories=60), size=SIZES[size]) as reader:
        await reader.press("enter")
        await reader.until(lambda: "›" in reader.text)
        before = reader.lines()
        reader.app.notice("lamp lit")
        await reader.settle()
        assert "lamp lit" in reader.lines()[-1]
        assert reader.lines()[:-1] == before[:-1]
        assert "help" in reader.lines()[-1]
        await reader.press("j")
        assert reader.lines()[-1] == before[-1]


async def test_a_long_notice_takes_a_line_from_the_panes_and_gives_it_back(home: Path) -> None:
    async with reading(home, FakeCollection(stories=60), size=SIZES["one"]) as reader:
        await reader.press("enter")
        await reader.until(lambda: "›" in reader.text)
        before, height = reader.lines(), reader.screen.view.size.height
        reader.app.notice(LONG)
        await reader.until(lambda: reader.screen.view.size.height == height - 1)
        await reader.settle()
        assert LONG in " ".join(line.strip() for line in reader.lines()[-2:])
        assert reader.lines()[:-2] == before[:-2]
        await reader.press("j")
        await reader.until(lambda: reader.screen.view.size.height == height)


@pytest.mark.parametrize("words", ["the oak gate is shut", "the oak gate " * 5, "the oak gate of the mill " * 4])
@pytest.mark.parametrize("way", [(), ("enter",), ("enter", "c")], ids=["list", "article", "compare"])
async def test_the_way_to_the_help_stays_beside_a_notice(home: Path, way: tuple[str, ...], words: str) -> None:
    async with reading(home, FakeCollection(stories=60), size=SIZES["one"]) as reader:
        await reader.press(*way)
        reader.app.notice(words.strip())
        await reader.until(lambda: "? help" in reader.lines()[-1])


async def test_escape_on_the_list_says_what_leaves(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("escape")
        assert reader.said == ["q leaves"]
        assert reader.app.is_running


async def test_notices_of_one_key_stand_together_and_never_pile_up(home: Path) -> None:
    async with reading(home) as reader:
        for number in range(5):
            reader.app.notice(f"notice {number}")
        await reader.settle()
        assert " · ".join(f"notice {number}" for number in range(5)) in reader.lines()[-1]
        await reader.press("j")
        reader.app.notice("notice 5")
        assert reader.said == ["notice 5"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("words", ["the key of the oak gate is taken", LONG])
async def test_of_more_notices_than_have_room_their_number_is_said_and_all_are_listed(
    home: Path, size: str, words: str
) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        told = [f"no. {number:02}: {words}" for number in range(30)]
        for each in told:
            reader.app.notice(each)
        await reader.settle()
        said = " ".join(line.strip() for line in reader.lines()[-2:])
        whole = sum(each in said for each in told)
        assert f"and {30 - max(1, whole)} more; : messages lists them" in said
        await reader.press(":", *"messages", "enter")
        assert [choice.label for choice in reader.screen.mover.choices] == told[::-1]


async def test_a_click_takes_a_notice_away(home: Path) -> None:
    async with reading(home) as reader:
        reader.app.notice("lamp lit")
        await reader.pilot.click("#article")
        await reader.settle()
        assert reader.said == []


async def test_the_answers_to_a_question_stand_below_a_notice(home: Path) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        reader.app.notice("another reader wrote meanwhile: the oak gate is to be moved by a year")
        reader.screen.ask_key(lambda key: None, [("m", "keep mine"), ("t", "keep theirs"), ("Esc", "go on writing")])
        await reader.settle()
        assert "another reader wrote" in reader.lines()[-2]
        assert "Esc go on writing" in reader.lines()[-1]


@pytest.mark.parametrize("pane", keymap.PANES)
async def test_a_key_that_does_nothing_says_what_it_needs(home: Path, pane: str) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        await reader.press(*WAYS[pane]) if pane != "copies" else await reader.press("i")
        keys = {key for action in keymap.ACTIONS for key in action.keys}
        for key in sorted(key for key in keys if keymap.find(key, reader.screen.keys) is None):
            await reader.press(key)
            assert reader.said, (pane, key)
            assert (
                key in reader.said[0]
                or keymap.first_key(keymap.ACTIONS[0]) in reader.said[0]
                or "has nothing" in reader.said[0]
            )
            assert len(reader.said[0]) <= 130


@pytest.mark.parametrize(
    ("key", "pane", "words"),
    [
        ("p", "article", "p works in Compare (c): take this one as pivot"),
        ("Q", "list", "Q works in the names (e) and the list of hits (A)"),
        ("V", "article", "V works in the names (e): mark for a merge"),
        ("&", "article", "& is no key here; ? lists the keys"),
    ],
)
async def test_where_a_key_works(home: Path, key: str, pane: str, words: str) -> None:
    async with reading(home) as reader:
        await reader.press(*WAYS[pane], key)
        assert reader.said == [words]


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (("G", "J"), "the last article"),
        (("K",), "the first article"),
        (("enter", "b"), "the beginning of the article"),
        (("enter", "g", "k"), "the beginning of the article"),
        (("enter", "G", "space"), "the end of the article"),
        (("G", "j"), "the last row"),
        (("B", "j"), "the last row"),
        (("h",), "no pane on the left"),
        (("B", "l"), "no other pane here"),
    ],
)
async def test_a_movement_at_an_end_says_so(home: Path, way: tuple[str, ...], words: str) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        for key in way:
            await reader.press(key)
        assert reader.said == [words]
