"""What holds for any text whatever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.text import display_width, drawn, fold, one_line, safe_text, sentences, truncate, visible, words

ANY = st.text(st.characters(), max_size=200)


@given(ANY)
def test_safe_text_keeps_the_length_and_settles_at_once(text: str) -> None:
    safe = safe_text(text)
    assert len(safe) == len(text)
    assert safe_text(safe) == safe
    assert "\x1b" not in safe


UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


@given(st.text(st.characters(blacklist_characters=UNSEEN), max_size=200), st.sampled_from("a\n\t“é漢\U0001f600"))
def test_safe_text_looks_at_each_character_with_ink_alone(text: str, beside: str) -> None:
    pieces = [safe_text(c) for c in text]
    safe = safe_text(text + beside)
    assert safe[-1] == beside
    for character, alone, together in zip(text, pieces, safe, strict=False):
        assert alone == together or (together == character and not character.isprintable())  # kept for its neighbours


@given(
    st.text(
        st.sampled_from("ab1é漢کक्\U0001f469\U0001f3f4\ufe0f \x1b\u202e\u3164\u180b\U000e0067\U000e007f" + UNSEEN),
        max_size=40,
    )
)
def test_unseen_characters_are_judged_once_and_for_all(text: str) -> None:
    safe = safe_text(text)
    assert len(safe) == len(text)
    assert safe_text(safe) == safe
    assert visible(visible(safe)) == visible(safe)
    assert drawn(drawn(safe)) == drawn(safe)
    assert display_width(safe) == display_width(drawn(safe))
    assert fold(visible(safe)) == fold(safe)


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
