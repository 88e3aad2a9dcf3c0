"""What holds for any text whatever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.text import display_width, fold, one_line, safe_text, sentences, truncate, words

ANY = st.text(st.characters(), max_size=200)


@given(ANY)
def test_safe_text_keeps_the_length_and_settles_at_once(text: str) -> None:
    safe = safe_text(text)
    assert len(safe) == len(text)
    assert safe_text(safe) == safe
    assert "\x1b" not in safe


@given(ANY, st.sampled_from("a\n\t“é漢\U0001f600"), st.characters())
def test_safe_text_looks_at_each_character_alone(text: str, beside: str, one: str) -> None:
    assert safe_text(text + beside + one) == "".join(map(safe_text, text)) + beside + safe_text(one)


@given(ANY)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text)) == len(text)
    assert "\n" not in one_line(text)


@given(ANY)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY)
def test_sentences_and_words_lie_in_order_inside_the_text(text: str) -> None:
    for spans in (sentences(text), list(words(text))):
        end = 0
        for start, stop in spans:
            assert end <= start < stop <= len(text)
            end = stop


@given(ANY)
def test_sentences_lose_nothing_but_space(text: str) -> None:
    kept = "".join(text[a:b] for a, b in sentences(text))
    assert "".join(kept.split()) == "".join(text.split())


@given(ANY, st.integers(0, 30))
def test_truncated_text_fits(text: str, width: int) -> None:
    assert display_width(truncate(one_line(text), width)) <= width
