"""Evidence that is longer than its lines: the window of words around those that tell the fact, marked, and Enter leads to them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_fake import FakeCollection
from reader_pilot import reading
from test_story_page import to_page
from widget_stage import on_stage, printed

from briefing.model import Difference, FactValue
from briefing.tui.drawing import strips
from briefing.tui.drawing.telling import Evidence, Line, evidence, laid, laid_with_name
from briefing.tui.widgets.differences_view import DifferencesView

LONG = "The clerk said that " + "the road office had looked at the matter for a year and " * 12
CLAUSE = f"{LONG}ninety carts cross the bridge a day, {LONG}"
AT = CLAUSE.index("ninety carts"), CLAUSE.index("ninety carts") + len("ninety carts")


def marked(lines: list[Line]) -> str:
    return " ".join(line.text[slice(*line.marked)] for line in lines if line.marked)


@pytest.mark.parametrize("room", [20, 40, 88])
@pytest.mark.parametrize("most", [1, 2, 3])
def test_the_window_holds_what_tells(room: int, most: int) -> None:
    lines = laid(evidence(CLAUSE, AT), room, most)
    assert len(lines) <= most
    assert marked(lines) == "ninety carts"
    assert lines[0].text.startswith("…")
    assert lines[-1].text.endswith("…")


def test_what_has_room_is_whole() -> None:
    assert laid(evidence("ninety \n carts", (0, 6)), 40, 3) == [Line("ninety carts", (0, 6))]
    assert laid(evidence("ninety carts"), 40, 3) == [Line("ninety carts")]
    assert evidence("a  b\tc", (3, 4)) == Evidence("a b c", (2, 3))
    assert evidence("abc", (1, 2)) == Evidence("abc", (1, 2))


@given(st.text(max_size=400), st.integers(0, 400), st.integers(1, 40), st.integers(4, 60), st.integers(1, 4))
def test_no_text_is_too_wide_or_too_long(words: str, start: int, length: int, room: int, most: int) -> None:
    lines = laid(evidence(words, (start, start + length)), room, most)
    assert len(lines) <= most
    assert all(strips.width_of(line.text) <= room + 2 for line in lines)
    for line in lines:
        assert line.marked is None or 0 <= line.marked[0] < line.marked[1] <= len(line.text)


async def test_differences_show_and_open_what_tells() -> None:
    view = DifferencesView()
    values = (
        FactValue("90", "a", (100, 100 + len(CLAUSE)), at=(100 + AT[0], 100 + AT[1])),
        FactValue("80", "b", (0, 9)),
    )
    async with on_stage(view, (80, 24)):
        view.show([Difference("carts", values)], {}, {("a", values[0].span): CLAUSE})
        text = " ".join(" ".join(printed(view)).replace("▌", "").split())
        assert "ninety carts cross the bridge" in text
        assert view.target is not None
        assert view.target.at == 100 + AT[0]


async def test_enter_on_the_page_of_a_story_goes_to_the_telling_words(home: Path) -> None:
    collection = FakeCollection()
    text = collection.documents["000000000000"].text
    span = text.index("“The bridge"), text.index("“We will")
    at = text.index("nine hundred"), text.index("nine hundred") + 12
    values = FactValue("900", "000000000000", span, at=at), FactValue("90", "000000000001", (0, 20), at=(4, 12))
    collection.differences = lambda *_: (Difference("carts a day", values),)  # type: ignore[method-assign]
    async with reading(home, collection) as reader:
        page = await to_page(reader)
        row = next(n for n, line in enumerate(page._page) if line.text.startswith("900"))
        await reader.press("l")
        page.go(row)
        await reader.press("enter")
        assert reader.screen.view.cursor == at[0]
        assert "nine hundred" in page._page[row].note


@pytest.mark.parametrize(("room", "most"), [(90, 3), (44, 2), (40, 1)], ids=["whole", "two-lines", "a-window"])
def test_words_stand_behind_the_name_of_their_source_however_they_are_cut(room: int, most: int) -> None:
    lines = laid_with_name("Bay Dispatch", evidence(CLAUSE, AT), room, most)
    assert lines[0].text.startswith("Bay Dispatch: ")
    assert len(lines) <= most
    assert marked(lines) == "ninety carts"
    assert laid_with_name("", evidence(CLAUSE, AT), room, most) == laid(evidence(CLAUSE, AT), room, most)
