"""The margin of the article: counts of sources beside quotations, what is known dimmed and marked, the way to what is new."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_fake import SHARED, FakeCollection
from reader_pilot import SIZES, Reader, reading

from briefing.model import Quotation, SentenceNews, Speaker
from briefing.presentation.labels import new_sentences
from briefing.tui.drawing.text_overlays import Marks

BRIDGE, CARTS = "000000000000", "000000000001"


def line_with(reader: Reader, words: str) -> str:
    """The line of the article that holds ``words``, its margin included."""
    return next(line for line in reader.lines() if words in line)


async def test_the_margin_counts_the_others_that_carry_a_quotation(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter")
        await reader.settle()
        assert f"1  “{SHARED[:20]}" in line_with(reader, f"“{SHARED[:20]}")
        await reader.press("]")
        assert f"1▌›“{SHARED[:20]}" in line_with(reader, f"“{SHARED[:20]}")
        await reader.screen.open_at("000000000003", 0)
        await reader.settle()
        assert "   “Bring your own baskets" in line_with(reader, "“Bring your own baskets")


def test_two_figures_at_the_most() -> None:
    speaker = Speaker("", None, None, "unknown")
    quotation = Quotation("q", "a", "a.txt", (5, 30), None, "words", "direct", "speech", speaker)
    marks = Marks([quotation])
    marks.carried = {"q": 120}
    assert marks.carried_at(0, 10) == 120
    assert marks.carried_at(10, 20) == 0  # it does not begin here


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_read_elsewhere_is_marked_and_counted(home: Path, size: str) -> None:
    collection = FakeCollection()
    collection.state.set_read([BRIDGE], True)
    async with reading(home, collection, size=SIZES[size]) as reader:
        await reader.press("enter")
        assert reader.screen.state.shown == CARTS
        await reader.press(".")
        await reader.settle()
        assert "2 of 3 sentences new" in reader.header
        assert "1· “" in line_with(reader, f"“{SHARED[:20]}")
        assert "· " not in line_with(reader, "Her report runs")
        await reader.press(".")
        assert "sentences new" not in reader.header
        assert "1  “" in line_with(reader, f"“{SHARED[:20]}")


async def test_the_way_to_what_is_new(home: Path) -> None:
    collection = FakeCollection()
    collection.state.set_read([BRIDGE], True)
    async with reading(home, collection) as reader:
        await reader.press("enter", ".")
        await reader.settle()
        text = reader.screen.state.document.text  # type: ignore[union-attr]
        await reader.press("g", ">", ">")
        assert text[reader.screen.view.cursor :].startswith("Her report")
        await reader.press(">")
        assert "nothing new behind this" in reader.notices
        await reader.press("<")
        assert text[reader.screen.view.cursor :].startswith("The engineer")


async def test_dimming_is_remembered(home: Path) -> None:
    collection = FakeCollection()
    async with reading(home, collection) as reader:
        await reader.press(".")
    async with reading(home, collection) as reader:
        await reader.press("enter")
        await reader.settle()
        assert "sentences new" in reader.header


def test_passages_are_runs_of_new_sentences() -> None:
    news = [SentenceNews((n * 10, n * 10 + 9), new, ()) for n, new in enumerate((True, True, False, True, False))]
    marks = Marks()
    marks.set_news(news)
    assert [marks.step_new(at, 1) for at in (-1, 0, 29, 30)] == [0, 30, 30, None]
    assert [marks.step_new(at, -1) for at in (45, 30, 0)] == [30, 0, None]
    assert marks.is_known(21, 25)
    assert not marks.is_known(15, 25)
    assert not marks.is_known(100, 110)


def test_a_known_quotation_in_a_new_sentence_is_dimmed_and_its_line_is_new() -> None:
    news = [SentenceNews((0, 40), True, (), ((5, 20),)), SentenceNews((41, 60), False, ())]
    marks = Marks()
    marks.set_news(news)
    assert [layer for layer in marks.layers(0, 60) if layer[2] == "known"] == [(5, 20, "known"), (41, 60, "known")]
    assert not marks.is_known(6, 12)
    assert marks.is_known(42, 50)
    assert new_sentences(news) == "1 of 2 sentences new, 1 in part"


async def test_what_was_dimmed_is_plain_again_after_undo(home: Path) -> None:
    collection = FakeCollection()
    collection.state.set_read([BRIDGE], True)
    async with reading(home, collection) as reader:
        await reader.press("enter", ".")
        await reader.until(lambda: "2 of 3 sentences new" in reader.header)
        await reader.press("U")
        await reader.settle()
        assert "undone: dimming what was read elsewhere" in reader.notices
        assert "sentences new" not in reader.header
        assert "1  “" in line_with(reader, f"“{SHARED[:20]}")
