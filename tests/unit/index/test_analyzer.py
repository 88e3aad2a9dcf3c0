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
        ("the crews’ O’Neill’s don’t", ["the", "crews", "oneill", "o", "neill", "dont"]),
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


JOINED_BY_APOSTROPHES = [
    pytest.param("l'accord L’Union lʼaube", "laccord l accord lunion l union laube l aube", id="french-article"),
    pytest.param("qu’elle jusqu'à s'est n'a", "quelle qu elle jusqua jusqu a sest s est na n a", id="french-pronoun"),
    pytest.param(
        "dell'isola nell’anno un'altra", "dellisola dell isola nellanno nell anno unaltra un altra", id="italian"
    ),
    pytest.param("l'Hospitalet d'en", "lhospitalet l hospitalet den d en", id="catalan"),
    pytest.param("l'avant-garde", "lavantgarde l avantgarde avant garde", id="article-before-compound"),
    pytest.param("c'est-à-dire", "c estadire est a dire", id="four-parts"),
    pytest.param("d'Artagnan D’Souza", "dartagnan d artagnan dsouza d souza", id="particle"),
    pytest.param("rock'n'roll rock 'n' roll", "rocknroll rock n roll rock n roll", id="twice"),
    pytest.param("GLX'13 Derby'96 '96", "glx13 glx 13 derby96 derby 96 96", id="before-figures"),
    pytest.param("İzmir'de Kars’ın", "izmirde izmir de karsın kars ın".replace("ı", "i"), id="turkish-suffix"),
    pytest.param("м'яч об’єкт п\u02bcять", "мяч м яч обєкт об єкт пять п ять", id="ukrainian"),
    pytest.param(
        "Kīlauea o Hawaiʻi, Qurʾān, ʿUmar", "kilauea o hawaii hawai i quran qur an umar", id="modifier-letters"
    ),
    pytest.param("ג'ורג' צה״ל צה\"ל", "גורג ג ורג צהל צהל", id="hebrew"),
    pytest.param("l´accord l`accord l＇accord", "laccord l accord " * 3, id="wrong-signs"),
    pytest.param("isn’t can't N'T", "isnt cant nt", id="n-t-stays-whole"),
    pytest.param("he'll we're I'd they've", "he ll we re i d they ve", id="clitics-make-no-other-word"),
    pytest.param("Quill's 1990's GLX's", "quill 1990 glx", id="possessive"),
    pytest.param("9'000 1’000’000 5'11", "9000 1000000 5 11", id="figures"),
]


@pytest.mark.parametrize(("text", "expected"), JOINED_BY_APOSTROPHES)
def test_what_an_apostrophe_joins_is_found_apart_and_together(text: str, expected: str) -> None:
    assert terms(text) == [term.replace("i\u0307", "i") for term in expected.split()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Fähr\u00adbetrieb Ge\u00admein\u00adde\u00adrat", "fahrbetrieb gemeinderat", id="soft-hyphens"),
        pytest.param("کتاب\u200cخانه", "كتابخانه كتاب خانه", id="persian"),
        pytest.param("كتاب کتاب", "كتاب كتاب", id="arabic-and-persian-letters"),
        pytest.param("مُحَمَّد مـحـمد", "محمد محمد", id="arabic-points"),
        pytest.param("شَهْر ۲۰۲۱ ٢٠٢١ २०२१", "شهر 2021 2021 2021", id="figures-of-other-scripts"),
        pytest.param("क्\u200dया क्या", "कया कया", id="hindi"),
        pytest.param("പാല്\u200d പാൽ", "പാല പാല", id="malayalam"),
        pytest.param("שָׁלוֹם שלום", "שלום שלום", id="hebrew-points"),
        pytest.param("葛\U000e0100城 葛城", "葛 城 葛 城", id="forms-of-a-character"),
        pytest.param("ท่าเรือ", "ท่า เ รื อ", id="thai"),
        pytest.param("ខ្ញុំ\u200bទៅ", "ខ ញុំ ទៅ", id="khmer"),
        pytest.param("ᠮᠣᠩ\u180bᠭᠣᠯ", "ᠮᠣᠩᠭᠣᠯ", id="mongolian"),
    ],
)
def test_characters_without_ink_and_marks_do_not_part_words(text: str, expected: str) -> None:
    assert terms(text) == expected.split()


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
    units = [
        "a-",
        "1,",
        "a.",
        "a'",
        "é\u0301",
        "-",
        "'",
        "\ufffda",
        "\ud800",
        "1.a-",
        "l'",
        "n't",
        "1'000",
        "\u00ad",
        "a\u00ad",
        "ک\u200c",
        "ท่",
    ]
    for unit in units:
        assert len(terms(unit * 50_000)) <= 150_000
