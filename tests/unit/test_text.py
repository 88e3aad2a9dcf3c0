"""Text is safe, foldable, countable; its spans hold."""

from __future__ import annotations

import unicodedata

import pytest

from briefing.text import count_words, display_width, fold, natural_key, one_line, safe_text, sentences, truncate, words


def test_no_control_bidi_or_zero_width_character_survives() -> None:
    for code in range(0x110000):
        character = chr(code)
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in "\n\t":
            stand_in = safe_text(character)
            assert stand_in != character, hex(code)
            assert len(stand_in) == 1
            assert unicodedata.category(stand_in) == "So", hex(code)


@pytest.mark.parametrize("text", ["plain", "“curly” — café", "漢字", "a\nb\tc", "e\u0301"])
def test_everything_else_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text


def test_one_line_keeps_the_length() -> None:
    assert one_line("a\nb\tc\x1b[0m") == "a b c␛[0m"


@pytest.mark.parametrize(
    ("printed", "folded"),
    [("Café", "cafe"), ("“Mill”", '"mill"'), ("Ørsted’s", "orsted's"), ("tide‑mill", "tide-mill"), ("ŁÓDŹ", "lodz")],
)
def test_folding_forgets_case_accents_and_marks(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_words_are_figures_and_letters_with_inner_apostrophes() -> None:
    text = "It’s 9,000 tonnes, at 4.5 knots: well-kept."
    assert [text[a:b] for a, b in words(text)] == ["It’s", "9,000", "tonnes", "at", "4.5", "knots", "well", "kept"]
    assert count_words(text) == 8


def test_sentences_do_not_end_at_abbreviations_or_initials() -> None:
    text = "Mr. Vane met Dr. J. K. Orr at 5 p.m. on Jan. 4. “It works.” Nobody else came! See No. 5 now"
    assert [text[a:b] for a, b in sentences(text)] == [
        "Mr. Vane met Dr. J. K. Orr at 5 p.m. on Jan. 4.",
        "“It works.”",
        "Nobody else came!",
        "See No. 5 now",
    ]


def test_sentences_within_a_stretch() -> None:
    text = "Skip this. Keep this. And this. Not this."
    assert [text[a:b] for a, b in sentences(text, 11, 31)] == ["Keep this.", "And this."]


def test_width_and_truncation_count_cells() -> None:
    assert display_width("漢字") == 4
    assert truncate("漢字漢字", 5) == "漢字…"
    assert truncate("short", 5) == "short"
    assert truncate("anything", 0) == ""


def test_files_sort_as_people_count() -> None:
    assert sorted(["b10", "b9", "a2"], key=natural_key) == ["a2", "b9", "b10"]
