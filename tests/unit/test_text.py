"""Text is safe, foldable, countable; its spans hold."""

from __future__ import annotations

import unicodedata

import pytest

from briefing.text import (
    count_words,
    display_width,
    drawn,
    fold,
    natural_key,
    one_line,
    safe_text,
    sentences,
    truncate,
    visible,
    whole_lines,
    with_edge_marks,
    within_edges,
    words,
)


def test_no_control_bidi_or_zero_width_character_survives_between_letters() -> None:
    for code in range(0x110000):
        character = chr(code)
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in "\n\t\u00ad":
            stand_in = safe_text(f"a{character}b")[1:-1]
            assert stand_in != character, hex(code)
            assert len(stand_in) == 1
            assert unicodedata.category(stand_in) == "So", hex(code)
            if character not in "\u200b\u200c\u200d\u2060\ufeff":  # these harm nobody beside a space
                assert safe_text(character) == stand_in, hex(code)


WRITTEN_WITH_JOINERS = [
    pytest.param("می\u200cروند خانه\u200cها", id="persian"),
    pytest.param("USB\u200cها ۲۰۲۱\u200cم", id="persian-after-latin"),
    pytest.param("ہ\u200d کتاب\u200cخانہ", id="urdu"),
    pytest.param("क्\u200dया पर्\u200dवत राज्\u200cय", id="hindi"),
    pytest.param("അവന്\u200d പാല്\u200d", id="malayalam"),
    pytest.param("ශ්\u200dරී ලංකා", id="sinhala"),
    pytest.param("র\u200d্যাম", id="bengali"),
    pytest.param("ಅರ್\u200cಜಿ", id="kannada"),
    pytest.param("ខ្ញុំ\u200bទៅ\u200bផ្សារ", id="khmer"),
    pytest.param("สวน\u200bสัตว์", id="thai"),
    pytest.param("မြို့\u200bတော်", id="burmese"),
    pytest.param("ᠮᠣᠩᠭᠣᠯ\u180bᠤᠨ ᠠ\u180eᠠ", id="mongolian"),
    pytest.param("葛\U000e0100城", id="han-variant"),
    pytest.param("港の\u200b祭り", id="japanese-line-end"),
    pytest.param("\U0001f469\u200d✈\ufe0f \U0001f468\u200d\U0001f469\u200d\U0001f467", id="emoji"),
    pytest.param("\U0001f3f3\ufe0f\u200d\U0001f308 \U0001f469\U0001f3fd\u200d\U0001f680", id="emoji-with-tone"),
    pytest.param("\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", id="flag"),
]


@pytest.mark.parametrize("text", WRITTEN_WITH_JOINERS)
def test_characters_without_ink_stay_where_a_script_is_written_with_them(text: str) -> None:
    assert safe_text(text) == text
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("pay\u200bpal", "pay\ufffdpal"),
        ("no\u200cte \u0431\u200d\u0430 \u03b1\u2060\u03b2", "no\ufffdte \u0431\ufffd\u0430 \u03b1\ufffd\u03b2"),
        ("1\u200b000", "1\ufffd000"),
        ("e\u0301\u200dx", "e\u0301\ufffdx"),
        ("a\u200b\u200c\u200db", "a\ufffd\ufffd\ufffdb"),
        ("می\u202eروند \u200fخانه", "می\ufffdروند \ufffdخانه"),
        ("a" + "\u200b" * 9, "a" + "\ufffd" * 9),
        ("x\U000e0061\U000e0062 A\U000e0100", "x\ufffd\ufffd A\ufffd"),
        ("\U0001f3f4\U000e0067 !", "\U0001f3f4\ufffd !"),
        ("a\u180bb", "a\ufffdb"),
    ],
)
def test_what_can_hide_a_word_gets_a_stand_in(text: str, safe: str) -> None:
    assert safe_text(text) == safe
    assert visible(safe) == safe


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Fähr\u00adbetrieb", "Fährbetrieb"),
        ("Gemeinde\u00adrats\u00adwahl", "Gemeinderatswahl"),
        ("\u200bThe quay", "The quay"),
        ("The\u200b quay\ufeff", "The quay"),
        ("کتاب\u200cخانه\u00ad", "کتاب\u200cخانه"),
        ("at https:\u200b//quay.example/\u200bmill", "at https://quay.example/mill"),
        ("plain", "plain"),
    ],
)
def test_soft_hyphens_and_strays_are_kept_but_not_seen(text: str, seen: str) -> None:
    assert safe_text(text) == text
    assert visible(text) == seen
    assert display_width(text) == display_width(seen)
    assert fold(text) == fold(seen)


def test_what_is_drawn_has_the_width_that_is_counted() -> None:
    for parameter in WRITTEN_WITH_JOINERS:
        text = str(parameter.values[0])
        assert display_width(text) == display_width(drawn(text))
        assert not {"\u00ad", "\u200b"} & set(drawn(text))


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
    assert count_words("Fähr\u00adbetrieb می\u200cروند") == 2


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


@pytest.mark.parametrize("mark", ["\u0301", "\u20dd", "\u0489", "\u0e49", "\u1161", "\ufe0f", "\U0001e944"])
@pytest.mark.parametrize("between", ["", "\u200d"])
def test_a_character_bears_a_few_marks_and_no_flood(mark: str, between: str) -> None:
    text = "a" + (between + mark) * 400 + "b"
    safe = safe_text(text)
    assert len(safe) == len(text)
    assert mark * 9 not in drawn(safe)
    assert mark * 9 not in drawn(one_line(text))
    assert safe_text("x" + mark * 8 + "y") == "x" + mark * 8 + "y"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("the gates are open", "the gates are open"),
        ("the gates,” she said", "“the gates,” she said"),
        ("she said: “The gates", "she said: “The gates”"),
        ("gates,” she said, “are", "“gates,” she said, “are”"),
        ("“One part.”\n\n“Another.”", "“One part.”\n\n“Another.”"),
        ("“One part.\n\n“Goes on", "“One part.\n\n“Goes on”"),
        ("portes », dit-elle", "« portes », dit-elle".replace("« ", "«")),
        ("„Die Tore“, sagte sie", "„Die Tore“, sagte sie"),
    ],
)
def test_words_that_are_cut_from_marks_get_the_mark_that_is_missing(text: str, whole: str) -> None:
    assert with_edge_marks(text) == whole


def test_marks_around_words_are_no_part_of_them() -> None:
    assert within_edges("say “so”, too", (4, 8)) == (5, 7)
    assert within_edges("“”", (0, 2)) == (0, 2)


@pytest.mark.parametrize(
    ("words_at", "lines"),
    [("weir", "The weir."), ("s.\nHer", "Eels.\nHerons."), ("Herons", "Herons."), ("lls", "Gulls")],
    ids=["first", "over-two", "one", "last"],
)
def test_lines_are_whole(words_at: str, lines: str) -> None:
    text = "The weir.\nEels.\nHerons.\nGulls"
    place = text.index(words_at)
    assert text[slice(*whole_lines(text, (place, place + len(words_at))))] == lines
