"""Which words light up, and which windows of the text are shown."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefing.index.snippets import matches, snippets

TEXT = (
    "Night ferry strike\n\nThe ferry company’s co-operation with Café owners ended on Friday. "
    "U.S. officials paid 9,000 crowns for the night ferry.\n\n" + "Nothing else happened here at all. " * 40 + "\n\n"
    "The strike of the ferry crew, said Mara Orlen, ends when the night is over. Ferries sail."
)


def lit(query: str, *, live: bool = False) -> list[str]:
    return [TEXT[start:end] for start, end in matches(query, TEXT, live=live)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("crowns", ["crowns"]),
        ("cafe officials", ["Café", "officials"]),
        ("9000", ["9,000"]),
        ("us", ["U.S."]),
        ("ends of the crew", ["crew", "ends"]),
        ("is", ["is"]),
        ("is for", ["for", "is"]),
        ("company", ["company’s"]),
        ("cooperation", ["co-operation"]),
        ("co-operation", ["co-operation"]),
        ("night", ["Night", "night", "night"]),
        ('"night ferry"', ["Night ferry", "night ferry"]),
        ('"ferry crew said"', ["ferry crew, said"]),
        ("ferr*", ["ferry", "ferry", "ferry", "ferry", "Ferries"]),
        ("crowsn~", ["crowns"]),
        ("crowns -officials", ["crowns"]),
        ("outlet:ferry date:2023 path:night crowns", ["crowns"]),
        ("speaker:orlen", ["Orlen"]),
        ('"night ferry" ferry', ["Night ferry", "ferry", "night ferry", "ferry"]),
        ("crowns OR paid", ["paid", "crowns"]),
        ("absent", []),
        ("", []),
    ],
)
def test_matches_are_the_words_of_the_query_in_order(query: str, expected: list[str]) -> None:
    assert lit(query) == expected


def test_a_word_being_typed_lights_up() -> None:
    assert lit("crow", live=True) == ["crowns"]
    assert lit('"paid 9,000 cro', live=True) == ["paid 9,000 crowns"]


def test_a_half_typed_query_is_shown_as_far_as_it_goes() -> None:
    assert lit('"paid 9,000') == ["paid 9,000"]
    assert lit("crowns OR") == ["crowns"]


def test_forms_of_a_word_light_up_where_stemming_is_asked_for() -> None:
    spans = matches("ferries pay", TEXT, stemming=True)
    assert {TEXT[start:end] for start, end in spans} == {"ferry", "Ferries"}
    assert lit("ferries") == ["Ferries"]


def test_highlights_lie_at_the_words_and_the_text_is_verbatim() -> None:
    for snippet in snippets("ferry strike night", TEXT):
        start, end = snippet.span
        assert snippet.text == TEXT[start:end].replace("\n", " ")
        assert {snippet.text[s:e].lower() for s, e in snippet.highlights} <= {"ferry", "strike", "night"}
        assert snippet.highlights


def test_the_best_window_holds_most_different_words() -> None:
    (only,) = snippets("strike orlen over", TEXT, count=1)
    assert [only.text[s:e] for s, e in only.highlights] == ["strike", "Orlen", "over"]


def test_windows_hold_whole_words_do_not_overlap_and_come_in_order() -> None:
    found = snippets("happened", TEXT, count=5, width=60)
    assert len(found) == 5
    for snippet in found:
        start, end = snippet.span
        assert start == 0 or TEXT[start - 1].isspace()
        assert end == len(TEXT) or TEXT[end].isspace()
        assert len(snippet.text) <= 60
    spans = [snippet.span for snippet in found]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_without_a_match_the_beginning_serves() -> None:
    (snippet,) = snippets("absent", TEXT, width=30)
    assert snippet.text == "Night ferry strike"
    assert snippet.highlights == ()
    assert snippets("absent", "") == ()


def test_snippets_are_safe() -> None:
    (snippet,) = snippets("ferry", "the \x1b[31m ferry\x07 [@click=x]y[/] \u202e")
    assert "\x1b" not in snippet.text
    assert "[@click=x]" in snippet.text
    assert [snippet.text[start:end] for start, end in snippet.highlights] == ["ferry"]


def test_long_words_and_long_matches_are_bounded() -> None:
    (snippet,) = snippets("xx*", "a " + "x" * 100_000 + " b", width=80)
    assert snippet.highlights
    (snippet,) = snippets("absent", "x" * 100_000, width=80)
    assert len(snippet.text) <= 80


QUAY = "The storm reached the old quay. Later the storm left.\n\nOn the quay nobody spoke of it. A quay storm, or storms at l'abri."


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("storm NEAR/5 quay", [(4, "storm"), (26, "quay"), (42, "storm"), (62, "quay"), (89, "quay"), (94, "storm")]),
        ("storm NEAR/2 quay", [(89, "quay"), (94, "storm")]),
        ("quay NEAR/1 storm*", [(89, "quay"), (94, "storm")]),
        ('"the storm" NEAR/4 quay', [(0, "The storm"), (26, "quay"), (38, "the storm"), (62, "quay")]),
        ("storm NEAR/1 absent", []),
        ("storm NEAR/2 quay nobody", [(67, "nobody"), (89, "quay"), (94, "storm")]),
        ("abri", [(116, "abri")]),
        ("l'abri", [(114, "l'abri")]),
        ("l’abr*", [(114, "l'abri")]),
    ],
)
def test_words_near_one_another_are_lit_only_there(query: str, expected: list[tuple[int, str]]) -> None:
    assert [(start, QUAY[start:end]) for start, end in matches(query, QUAY)] == expected


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("fährbetrieb", "Der Fähr\u00adbetrieb ruht", "Fähr\u00adbetrieb"),
        ("Fähr\u00adbetrieb", "Der Fährbetrieb ruht", "Fährbetrieb"),
        ("کتابخانه", "این کتاب\u200cخانه است", "کتاب\u200cخانه"),
        ("کتاب", "این کتاب\u200cخانه است", "کتاب"),
        ("क्या", "यह क्\u200dया है", "क्\u200dया"),
        ("orsane", "quai", ""),
        ("GLX", "the GLX'13 fair", "GLX"),
        ("glx'13", "the GLX’13 fair", "GLX’13"),
        ("O'Brenn", "Mara O’Brenn’s boat", "O’Brenn’s"),
        ("d'Orsane", "quai d’Orsane", "d’Orsane"),
        ("orsane", "quai D’Orsane", "Orsane"),
        ("ท่าเรือ", "ที่ท่าเรือใหญ่", "ท่าเรือ"),
        ("東京港", "今日、東京港で", "東京港"),
    ],
)
def test_what_is_lit_is_what_was_asked_for(query: str, text: str, expected: str) -> None:
    assert "".join(text[start:end] for start, end in matches(query, text)) == expected


def test_furniture_is_shown_marked_and_only_for_what_stands_nowhere_else() -> None:
    text = "The regatta starts at noon.\n\nContact: Ivo Prell, regatta office"
    furniture = [(29, len(text))]
    assert [(s.furniture, s.text[:7]) for s in snippets("regatta", text, furniture=furniture)] == [(False, "The reg")]
    assert [(s.furniture, s.text[:7]) for s in snippets("prell", text, furniture=furniture)] == [(True, "Contact")]
    both = snippets("regatta prell", text, furniture=furniture)
    assert [(s.furniture, [s.text[a:b] for a, b in s.highlights]) for s in both] == [
        (False, ["regatta"]),
        (True, ["Prell"]),
    ]
