"""Selecting by keyboard: v, then move; y copies the words with their citation, a clips them, " copies them alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_fake import SHARED
from reader_pilot import Reader, reading

from briefing.tui.drawing import text_units


async def at_quotation(reader: Reader) -> Any:
    """Put the cursor on the first quotation of the second article and return the view."""
    await reader.press("j", "enter", "]")
    return reader.screen.view


async def test_words_are_selected_one_by_one_and_taken_back(home: Path) -> None:
    async with reading(home) as reader:
        view = await at_quotation(reader)
        await reader.press("v")
        assert view.selected_text == "The"
        await reader.press("l", "right")
        assert view.selected_text == "The bridge carries"
        await reader.press("h", "left")
        assert view.selected_text == "The"


async def test_a_selection_grows_backwards_too_and_keeps_its_first_word(home: Path) -> None:
    async with reading(home) as reader:
        view = await at_quotation(reader)
        await reader.press("v", "l", "o", "h", "h")
        assert view.selected_text.endswith("The bridge")
        assert len(view.selected_text) > len("The bridge")


async def test_by_character_by_line_and_by_sentence(home: Path) -> None:
    async with reading(home) as reader:
        view = await at_quotation(reader)
        await reader.press("v", "L", "L")
        assert view.selected_text == "The b"
        await reader.press("H")
        assert view.selected_text == "The "
        await reader.press(")")
        assert view.selected_text.startswith(SHARED)
        before = len(view.selected_text)
        await reader.press("j", "j")
        assert len(view.selected_text) > before


async def test_every_key_that_moves_the_cursor_extends_the_selection(home: Path) -> None:
    async with reading(home) as reader:
        view = await at_quotation(reader)
        await reader.press("v", "G")
        text = reader.screen.state.document.text  # type: ignore[union-attr]
        assert view.selected_text.startswith("The bridge carries")
        assert view.selected_span[1] > text.rindex("\n")


async def test_y_copies_the_words_with_their_citation(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        view = await at_quotation(reader)
        await reader.press("v", "l", "y")
        assert len(copied) == 1
        assert copied[0].startswith("“The bridge” ")
        assert "Old bridge at Vellmar" in copied[0]
        assert not view.selecting, "what is taken is no longer selected"


async def test_words_of_the_article_itself_bear_no_marks(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        await reader.press("j", "enter", "g", "v", "l", "y")
        assert copied[0].startswith("Old bridge — ")
        assert "“" not in copied[0]


async def test_the_words_alone(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        await at_quotation(reader)
        await reader.press("v", "l", '"')
        assert copied == ["The bridge"]


async def test_a_clips_the_words(home: Path) -> None:
    async with reading(home) as reader:
        await at_quotation(reader)
        await reader.press("v", "l", "l", "a")
        clippings = reader.app.collection.state.clippings()
        assert [each.text for each in clippings] == ["The bridge carries"]
        assert clippings[0].quotation is not None, "they are words of the quotation"
        assert not reader.screen.view.selecting
        await reader.press("B")
        assert "“The bridge carries”" in reader.text, "the source prints them in marks"


async def test_words_that_begin_in_marks_and_end_behind_them_keep_both(home: Path) -> None:
    async with reading(home) as reader:
        await at_quotation(reader)
        await reader.press("v", "j", "a")
        (clipping,) = reader.app.collection.state.clippings()
        assert clipping.text.count("”") > clipping.text.count("“"), "the words stay as they are printed"
        await reader.press("B")
        assert f"“{SHARED}"[:40] in reader.text


@pytest.mark.parametrize("key", ["v", "q", "escape"])
async def test_it_is_left_by_three_keys_and_nothing_else_closes(home: Path, key: str) -> None:
    async with reading(home) as reader:
        view = await at_quotation(reader)
        await reader.press("v", "l", key)
        assert not view.selecting
        assert view.selected_text == ""
        assert reader.screen.active == "article"
        await reader.press("l")
        assert reader.screen.active == "entities", "the keys mean again what they meant"


async def test_the_footer_names_its_keys(home: Path) -> None:
    async with reading(home, size=(80, 24)) as reader:
        await at_quotation(reader)
        before = reader.lines()[-1]
        await reader.press("v")
        assert all(words in reader.lines()[-1] for words in ("word", "cite", "clip", "help"))
        await reader.press("v")
        assert reader.lines()[-1] == before


async def test_another_article_ends_it(home: Path) -> None:
    async with reading(home) as reader:
        view = await at_quotation(reader)
        await reader.press("v", "l", "J")
        assert not view.selecting


async def test_it_stays_through_a_resize(home: Path) -> None:
    async with reading(home) as reader:
        view = await at_quotation(reader)
        await reader.press("v", "l", "l")
        await reader.pilot.resize_terminal(70, 20)
        await reader.settle()
        assert view.selected_text == "The bridge carries"


# --- words ---


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("over 9,000 pieces,” she said", ["over", "9,000", "pieces", ",”", "she", "said"]),
        ("the trust’s U.S. plan", ["the", "trust’s", "U.S", ".", "plan"]),
        ("港を出た。", ["港", "を", "出", "た", "。"]),
        ("किताब है", ["किताब", "है"]),
    ],
)
def test_words_follow_one_another(text: str, words: list[str]) -> None:
    span, seen = text_units.word_at(text, 0), []
    while not seen or text[slice(*span)] != seen[-1]:
        seen.append(text[slice(*span)])
        span = text_units.following(text, span, "word")
    if text.endswith("た。"):
        words = [*"港を出た", "。"]
    assert seen == words


def test_a_character_holds_its_marks_and_what_is_joined_to_it() -> None:
    text = "ae\u0301👩\u200d🚀x"
    span, seen = (0, 1), ["a"]
    while span[1] < len(text):
        span = text_units.following(text, span, "character")
        seen.append(text[slice(*span)])
    assert seen == ["a", "e\u0301", "👩\u200d🚀", "x"]


@given(st.text(max_size=80), st.integers(0, 80), st.sampled_from(["word", "character", "sentence"]))
def test_units_stay_within_the_text_and_go_one_way(text: str, offset: int, unit: Any) -> None:
    span = text_units.word_at(text, min(offset, len(text)))
    assert 0 <= span[0] <= span[1] <= len(text)
    onwards, back = text_units.following(text, span, unit), text_units.before(text, span, unit)
    assert onwards[1] >= span[1] or onwards == span
    assert back[0] <= span[0]
    assert 0 <= back[0] <= onwards[1] <= len(text)


def test_one_word_of_five_megabytes_is_selected_in_pieces() -> None:
    text = "x" * 5_000_000
    span = text_units.word_at(text, 2_500_000)
    assert span[1] - span[0] < 10_000
    assert text_units.following(text, span, "word")[0] == span[1]
