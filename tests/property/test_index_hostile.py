"""Whatever is typed gives an answer or a QueryError, in bounded time; highlights of whatever is typed lie in the text."""

from __future__ import annotations

import random
import string
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import QueryError
from briefing.index import ArticleFacts, Index, IndexDocument
from briefing.index.analyzer import terms_of, tokens
from briefing.index.query.parser import parse
from briefing.index.snippets import matches, snippets

PARTS = ['"', "(", ")", "*", "~", "-", "OR", "AND", "NOT", "title:", "date:", "quote:", "..", ">", "<=", "2023", "-03", "[a TO zzzz]",
         "(a+)+b", "?*?*", "aa", "ab*", "abc~", "\x1b[31m", "\ud800", "\u202e", "𝕏", "é", "“", "”", "'", "\x00", " ", "  ", "\n", "北京",
         "NEAR/2", "near/", "l'", "ab", "abd", "lang:", "foo:", "\u00ad", "\u200c", "ה\"ה"]  # fmt: skip
TEXT = 'The “night ferry” sailed — (abc) abd title: date 2023-03 "aa ab" 北京. ' * 3


def hostile(pick: random.Random) -> str:
    kind = pick.randrange(8)
    if kind == 0:
        return "(" * pick.choice([10, 60, 10_000]) + "a" + ")" * pick.choice([0, 10, 60, 10_000])
    if kind == 1:
        return pick.choice(
            ["ab", "ab* ", "abc~ ", "-", "NOT ", "OR ", "title:", '"', "?*", "(a OR ", "date:>"]
        ) * pick.choice([7, 70, 400_000])
    if kind == 2:
        return "".join(
            chr(pick.choice([pick.randrange(32), pick.randrange(0xD800, 0xE000), pick.randrange(0x110000)]))
            for _ in range(40)
        )
    if kind == 3:
        return "".join(pick.choices(string.printable, k=pick.randrange(200)))
    return pick.choice(["", " "]).join(pick.choices(PARTS, k=pick.randrange(30)))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    made = Index.open(tmp_path_factory.mktemp("hostile") / "index")
    pick = random.Random(1)
    words = ["".join(pick.choices("abcdefg", k=pick.randrange(1, 7))) for _ in range(3000)]
    made.update(
        IndexDocument(
            f"{number}", f"{number}.txt", words[number], "", " ".join(pick.choices(words, k=60)), "Tide", "2023-03-31"
        )
        for number in range(300)
    )
    made.update_facts([ArticleFacts("7", (words[3] + " " + words[4],), (words[5],), (words[6],))])
    return made


def refusal(ask: Callable[[], object]) -> QueryError | None:
    """The error that ``ask`` ends with, if any; every other exception is a failure."""
    try:
        ask()
    except QueryError as error:
        return error
    return None


def test_hostile_queries_get_an_answer_or_a_clear_error(index: Index) -> None:
    pick = random.Random(2)
    refused = 0
    for turn in range(400):
        query = hostile(pick)
        live = bool(turn % 2)
        error = refusal(lambda query=query, live=live: index.search(query, live=live))
        if error is not None:
            refused += 1
            assert error.position is not None
            assert 0 <= error.position <= len(query)
            assert "\n" not in str(error)
            assert "\x1b" not in str(error) + error.readable
            assert len(str(error)) < 200
    assert 50 < refused < 350


@settings(max_examples=150, deadline=None)
@given(query=st.lists(st.sampled_from(PARTS), max_size=14).map("".join), live=st.booleans())
def test_highlights_lie_in_the_text_and_never_overlap(query: str, live: bool) -> None:
    try:
        spans = matches(query, TEXT, live=live)
    except QueryError:
        return
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(TEXT)
        at = end
    for snippet in snippets(query, TEXT, live=live):
        assert len(snippet.text) == snippet.span[1] - snippet.span[0]
        assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.highlights)


@settings(max_examples=150, deadline=None)
@given(query=st.lists(st.sampled_from(PARTS), max_size=14).map("".join), live=st.booleans())
def test_what_could_be_read_can_be_read(query: str, live: bool) -> None:
    """The readable part of a refused query is itself a query that can be read while it is being typed."""
    error = refusal(lambda: parse(query, live=live))
    again = refusal(lambda: parse(error.readable, live=True)) if error is not None else None
    if error is not None and again is not None:
        assert (again.position or 0) < len(error.readable)  # an earlier error of another kind, never an endless one


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(alphabet=st.sampled_from("aAlnté’'ʼʻ.,-‑1 9\n“\"\ufffd\u0301北ﬁ½\u00ad\u200cکת״คำ\u2003"), max_size=60)
)
def test_the_writers_fast_path_sees_the_analyzers_words(text: str) -> None:
    pytest.importorskip("numpy")
    from briefing.index.segment.inverter import Inverter
    from briefing.index.segment.writer import TEXT_FIELDS

    inverter = Inverter(TEXT_FIELDS)
    inverter.add_document(IndexDocument("x", "", "", "", text, "", ""))
    columns = inverter.columns()
    terms = columns["text.terms"].tobytes().decode().split("\n") if columns["text.terms"].size else []
    found = sorted((token.term, token.position + 32) for token in tokens(text))
    seen = []
    positions = columns["text.positions"].tolist()
    places = columns["text.places"].tolist()
    for number, term in enumerate(terms):
        seen += [(term, position) for position in positions[places[number] : places[number + 1]]]
    assert seen == found
    assert all(isinstance(term, str) for raw in text.split() for term in terms_of(raw)[0])
