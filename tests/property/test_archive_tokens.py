"""What an archive is given splits at white space into just the terms of the analyzer, each at its position."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.index.analyzer import tokens
from briefing.index.archive.compounds import beginning, whole
from briefing.index.archive.token_streams import FILLER, GAP, MARKS, TokenStreamer
from briefing.index.stemming import stem

LETTERS = st.text(st.sampled_from("aàlſßI1.,-'’\"“ \n\t日ก่\u200c\u200d\u00ad\ufffd٣_~=") | st.characters(), max_size=40)
WORDS = st.lists(
    st.sampled_from(
        "co-operation l’avant-garde O’Neill up-to-date U.S. 9,000 2022-23 don't state-of-the-art the d'l'a x-y-z port".split()
    ),
    max_size=12,
).map(" ".join)


def marks_of(word: str) -> tuple[str, int]:
    """A word of the stream without its mark, and of how many parts its joined form is."""
    for parts, mark in MARKS.items():
        if word.endswith(mark):
            return word.removesuffix(mark), parts
    return word, 1


@given(st.lists(LETTERS | WORDS, min_size=1, max_size=4))
def test_the_same_terms_at_the_same_positions(passages: list[str]) -> None:
    streams = TokenStreamer().streams(passages, stems=True)
    stream = [marks_of(word) for word in streams.words.split()]
    there = {(at, word) for at, (word, _) in enumerate(stream) if word != FILLER}
    joined = {
        (at, "".join(word for word, _ in stream[at : at + parts])[:64])
        for at, (_, parts) in enumerate(stream)
        if parts > 1
    }
    wanted: set[tuple[int, str]] = set()
    base = 0
    for number, passage in enumerate(passages):
        found = list(tokens(passage))
        wanted |= {(base + token.position + number * GAP, token.term) for token in found}
        base += max((token.position + 1 for token in found), default=0)
    assert there | joined == wanted
    terms = {term for _, term in wanted}
    assert set(streams.joined.split()) <= terms
    assert set(streams.joined.split()) >= {term for _, term in joined}
    assert set(streams.stems.split()) == {stem(term) for term in terms if stem(term) != term}


@given(WORDS)
def test_every_joined_form_is_looked_for_where_it_stands(text: str) -> None:
    stream = TokenStreamer().streams([text]).words.split()
    for at, word in enumerate(stream):
        bare, parts = marks_of(word)
        if parts > 1:
            joined = bare + "".join(marks_of(part)[0] for part in stream[at + 1 : at + parts])
            assert tuple(stream[at : at + parts]) in {form.parts for form in whole(joined)}
            for end in range(len(bare) + 1, len(joined) + 1):
                forms = beginning(joined[:end])
                assert any(
                    form.parts == tuple(stream[at : at + len(form.parts)])
                    and stream[at + len(form.parts)].startswith(form.beginning)
                    for form in forms
                )
