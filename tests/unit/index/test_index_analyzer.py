"""What counts as a word, and that the fast path of the writer sees the same words."""

from __future__ import annotations

import pytest

from briefing.index.analyzer import MAX_TERM, tokens


def terms(text: str) -> list[str]:
    return [token.term for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry sailed.", ["the", "ferry", "sailed"]),
        ("Russia’s and Russia's", ["russia", "and", "russia"]),
        ("the crews’ O’Neill’s don’t", ["the", "crews", "oneill", "dont"]),
        ("Café CAFÉ cafe\u0301 Sørlie", ["cafe", "cafe", "cafe", "sorlie"]),
        ("U.S. U.K U.S.-led a.m.", ["us", "uk", "usled", "us", "led", "am"]),
        ("9,000 1,234,567 1.5m 3,5 10th", ["9000", "1234567", "1.5m", "3,5", "10th"]),
        ("co-operation co\u2011operation", ["cooperation", "co", "operation"] * 2),
        ("2022-23 G-20", ["2022", "23", "g20", "g", "20"]),
        ("state-of-the-art", ["state", "of", "the", "art"]),
        ("one/two snake_case", ["one", "two", "snake", "case"]),
        ("co\ufffdoperation", ["cooperation"]),
        ("北京大学", ["北", "京", "大", "学"]),
        ("— … “” 💬", []),
        ("Straße ﬁnal", ["strasse", "final"]),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_places_and_positions() -> None:
    found = list(tokens("a co-op’s 9,000 U.S."))
    assert [(t.term, t.position) for t in found] == [
        ("a", 0),
        ("coop", 1),
        ("co", 1),
        ("op", 2),
        ("9000", 3),
        ("us", 4),
    ]
    text = "a co-op’s 9,000 U.S."
    assert [text[t.start : t.end] for t in found] == ["a", "co-op’s", "co", "op’s", "9,000", "U.S."]


def test_long_words_are_cut_alike() -> None:
    assert terms("x" * 10_000) == ["x" * MAX_TERM]


def test_hostile_text_is_linear() -> None:
    for unit in ("a-", "1,", "a.", "a'", "é\u0301", "-", "'", "\ufffda", "\ud800", "1.a-"):
        assert len(terms(unit * 50_000)) <= 150_000
