"""The query language: what a query means, where it goes wrong, and what is forgiven while it is being typed."""

from __future__ import annotations

import pytest

from briefing.errors import QueryError
from briefing.index.query.dates import day_of
from briefing.index.query.nodes import (
    OPEN_END,
    OPEN_START,
    And,
    Dates,
    Fuzzy,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
)
from briefing.index.query.parser import parse


def word(term: str, field: str = "") -> Term:
    return Term(field, term)


def near(left: str, right: str, distance: int) -> Near:
    return Near("", (word(left),), (word(right),), distance)


def days(first: str, last: str) -> Dates:
    return Dates(day_of(first) or OPEN_START, day_of(last) or OPEN_END)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("ferry", word("ferry")),
        ("Ferry STRIKE", And((word("ferry"), word("strike")))),
        ("ferry AND strike", And((word("ferry"), word("strike")))),
        ("ferry OR tram", Or((word("ferry"), word("tram")))),
        ("ferry OR tram strike", And((Or((word("ferry"), word("tram"))), word("strike")))),
        ("a1 AND b2 OR c3", Or((And((word("a1"), word("b2"))), word("c3")))),
        ("ferry or tram", And((word("ferry"), word("or"), word("tram")))),
        ("ferry -strike", And((word("ferry"), Not(word("strike"))))),
        ("ferry NOT strike", And((word("ferry"), Not(word("strike"))))),
        ("−strike", Not(word("strike"))),
        ("ferry —strike", And((word("ferry"), word("strike")))),
        ("-strike", Not(word("strike"))),
        ('-"night ferry"', Not(Phrase("", ("night", "ferry")))),
        ("(ferry tram) OR bus", Or((And((word("ferry"), word("tram"))), word("bus")))),
        ('"night ferry"', Phrase("", ("night", "ferry"))),
        ("“night ferry”", Phrase("", ("night", "ferry"))),
        ("«night ferry»", Phrase("", ("night", "ferry"))),
        ('"ferry"', word("ferry")),
        ('"night fer*"', Phrase("", ("night", "fer"), True)),
        ("muni*", Prefix("", "muni")),
        ("munitons~", Fuzzy("", "munitons")),
        ("munitons~1", Fuzzy("", "munitons")),
        ("title:ferry", word("ferry", "title")),
        ("TITLE:ferry", word("ferry", "title")),
        ("title: ferry", word("ferry", "title")),
        ("speaker:(krol OR orlen)", Or((word("krol", "speaker"), word("orlen", "speaker")))),
        ('quote:"we will sail"', Phrase("quote", ("we", "will", "sail"))),
        ("outlet:bay* -title:old", And((Prefix("outlet", "bay"), Not(word("old", "title"))))),
        ("10:30", Phrase("", ("10", "30"))),
        ("Notice: ferry", And((word("notice"), word("ferry")))),
        ("EU:n", Phrase("", ("eu", "n"))),
        ("https://tide.example", Phrase("", ("https", "tide", "example"))),
        ('"unknown:ferry"', Phrase("", ("unknown", "ferry"))),
        ("Russia’s", word("russia")),
        ("O'Neill", Or((Phrase("", ("o", "neill")), word("oneill")))),
        ("don’t", word("dont")),
        ("we'll", Phrase("", ("we", "ll"))),
        ("l’accord", Or((Phrase("", ("l", "accord")), word("laccord"), word("accord")))),
        ("title:d'Orsane", Or((Phrase("title", ("d", "orsane")), word("dorsane", "title"), word("orsane", "title")))),
        ("GLX'13", Or((Phrase("", ("glx", "13")), word("glx13")))),
        ("c'è", Or((Phrase("", ("c", "e")), word("ce")))),
        ("l'acord~", Or((Fuzzy("", "acord"), Fuzzy("", "lacord")))),
        ("l'acc*", Or((Phrase("", ("l", "acc"), True), Prefix("", "lacc"), Prefix("", "acc")))),
        ("北京*", Phrase("", ("北", "京"))),
        ('צה"ל', word("צהל")),
        ("lang:de", word("de", "lang")),
        ("story:Ferry", word("ferry", "story")),
        ("note:Ferry", word("ferry", "note")),
        ("lang:German", word("de", "lang")),
        ("lang:pt-BR", word("pt", "lang")),
        ("storm NEAR/5 quay", near("storm", "quay", 5)),
        ("storm near/5 quay", near("storm", "quay", 5)),
        ("storm NEAR quay", And((word("storm"), word("near"), word("quay")))),
        ('"night ferry" NEAR/3 muni*', Near("", (Phrase("", ("night", "ferry")),), (Prefix("", "muni"),), 3)),
        ("(ferry OR tram) NEAR/9 quay", Near("", (word("ferry"), word("tram")), (word("quay"),), 9)),
        ("a1 NEAR/2 b2 NEAR/3 c3", And((near("a1", "b2", 2), near("b2", "c3", 3)))),
        ("a1 NEAR/2 b2 c3", And((near("a1", "b2", 2), word("c3")))),
        ("-(a1 NEAR/2 b2)", Not(near("a1", "b2", 2))),
        ("title:storm NEAR/4 quay", Near("title", (word("storm", "title"),), (word("quay", "title"),), 4)),
        ("quote:(storm NEAR/4 quay)", Near("quote", (word("storm", "quote"),), (word("quay", "quote"),), 4)),
        ("café", word("cafe")),
        ("9,000", word("9000")),
        ("U.S.", word("us")),
        ("co-operation", Or((Phrase("", ("co", "operation")), word("cooperation")))),
        ("co‑operation", Or((Phrase("", ("co", "operation")), word("cooperation")))),
        ("sailed, (yesterday).", And((word("sailed"), word("yesterday")))),
        ("date:2023", days("2023-01-01", "2023-12-31")),
        ("date:2024-02", days("2024-02-01", "2024-02-29")),
        ("date:2023-03-28", days("2023-03-28", "2023-03-28")),
        ("date:2023-03-28..2023-04-04", days("2023-03-28", "2023-04-04")),
        ("date:2022..2023-04", days("2022-01-01", "2023-04-30")),
        ("date:2022..", days("2022-01-01", "")),
        ("date:..2022", days("", "2022-12-31")),
        ("date:>2023", days("2024-01-01", "")),
        ("date:>=2023", days("2023-01-01", "")),
        ("date:<2023-03", days("", "2023-02-28")),
        ("date:<=2023-03", days("", "2023-03-31")),
        ('date:"2023-03"', days("2023-03-01", "2023-03-31")),
        ("-date:2023", Not(days("2023-01-01", "2023-12-31"))),
    ],
)
def test_meaning(text: str, node: Node) -> None:
    assert parse(text).root == node


@pytest.mark.parametrize("text", ["", "   ", "…", "'", ", . ;", "()", '""', "( () )", "-", "💬"])
def test_nothing_is_asked(text: str) -> None:
    assert parse(text).root is None


@pytest.mark.parametrize(
    ("text", "position", "readable"),
    [
        ('ferry "night', 6, "ferry"),
        ("ferry (night", 6, "ferry"),
        ("ferry) night", 5, "ferry"),
        ("ferry OR", 6, "ferry"),
        ("OR ferry", 0, ""),
        ("ferry AND", 6, "ferry"),
        ("ferry NOT", 6, "ferry"),
        ("ferry OR OR tram", 6, "ferry"),
        ("ferry title:", 6, "ferry"),
        ("title:outlet:bay", 0, ""),
        ("ferry m*", 6, "ferry"),
        ("ferry *", 6, "ferry"),
        ("*", 0, ""),
        ("fe*ry", 2, "fe"),
        ("ferry~2", 5, "ferry"),
        ('"night ferry"~3', 13, '"night ferry"'),
        ("ferry date:yesterday", 11, "ferry date:"),
        ("date:2023-13", 5, "date:"),
        ("date:2023-02-30", 5, "date:"),
        ("date:2024..2023", 5, "date:"),
        ("date:..", 5, "date:"),
        ("date:>20", 6, "date:>"),
        ("ferry ?*", 6, "ferry"),
        ("**", 0, ""),
        ("a?*", 0, ""),
        ("'*", 0, ""),
        ("é*", 0, ""),
        ("a'*", 0, ""),
        ("-?*", 1, "-"),
        ("title:?*", 6, "title:"),
        ('"a*"', 0, ""),
        ("?*?*", 0, ""),
        ("spaeker:krol", 0, ""),
        ("ferry (outlt:bay)", 7, "ferry ("),
        ('-titel:"old"', 1, "-"),
        ("notes:ferry", 0, ""),
        ("story:", 0, ""),
        ("lang:klingonese", 5, "lang:"),
        ("NEAR/5 quay", 0, ""),
        ("storm NEAR/5", 6, "storm"),
        ("storm NEAR/ quay", 6, "storm"),
        ("storm NEAR/0 quay", 6, "storm"),
        ("storm NEAR/999 quay", 6, "storm"),
        ("storm NEAR/x quay", 6, "storm"),
        ("storm NEAR/5 -quay", 6, "storm"),
        ("date:2023 NEAR/5 quay", 10, "date:2023"),
        ("title:storm NEAR/5 outlet:bay", 12, "title:storm"),
        ("(a1 b2) NEAR/5 quay", 8, "(a1 b2)"),
    ],
)
def test_errors_point_at_the_character_and_give_what_can_be_read(text: str, position: int, readable: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert (caught.value.position, caught.value.readable) == (position, readable)
    assert f"(at character {position + 1})" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("spaeker:krol", "the nearest is speaker:"),
        ("titel:mill", "the nearest is title:"),
        ("outlt:bay", "the nearest is outlet:"),
        ("entitiy:bay", "the nearest is entity:"),
        ("dates:2023", "the nearest is date:"),
        ("paths:bay", "the nearest is path:"),
        ("source:bay", "the nearest is outlet:"),
        ("headline:bay", "the nearest is title:"),
        ("language:de", "the nearest is lang:"),
        ("foo:bar", "fields: title outlet speaker entity quote path note story date lang"),
        ("notes:bay", "the nearest is note:"),
        ("stories:bay", "the nearest is story:"),
        ("date:foo", "“foo” is no date"),
        ("date:yesterday", "“yesterday” is no date"),
        ("date:2023-13", "there is no month 13"),
        ("date:2023-02-30", "2023-02 has no day 30"),
        ("date:2023-3", "lacks a nought"),
        ("date:31.03.2023", "“31.03.2023” is in another order"),
        ("date:03/31/2023", "“03/31/2023” is in another order"),
        ("date:2023..soon", "“soon” is no date"),
        ("date:>next", "“next” is no date"),
        ("date:0000", "there is no year 0000"),
        ("lang:klingonese", "a code such as de"),
        ("?*", "at least 2 characters"),
        ("storm NEAR/0 quay", "NEAR/5"),
    ],
)
def test_errors_say_what_is_wrong_and_what_is_meant(text: str, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert says in str(caught.value)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize("text", ["date:foo", "date:y", "date:2023-03-31x", "spaeker:k", "date:>never"])
def test_what_no_typing_can_mend_is_said_while_it_is_typed(text: str) -> None:
    with pytest.raises(QueryError):
        parse(text, live=True)


def test_limits() -> None:
    parse("x" * 1000)
    parse(" ".join(["ab"] * 64))
    parse("(" * 50 + "ab" + ")" * 50)
    parse(" ".join(["abcd~"] * 5))
    for text, position in (
        ("x" * 1001, 1000),
        (" ".join(["ab"] * 65), 64 * 3),
        ("(" * 51 + "ab" + ")" * 51, 50),
        (" ".join(["abcd~"] * 6), 5 * 6),
        ('"' + "ab " * 65 + '"', 0),
        ("(" * 900, 50),
    ):
        with pytest.raises(QueryError) as caught:
            parse(text)
        assert caught.value.position == position
        with pytest.raises(QueryError):
            parse(text, live=True)


@pytest.mark.parametrize(
    ("typed", "same_as"),
    [
        ("fer", "fer*"),
        ("night fer", "night fer*"),
        ("night fer ", "night fer"),
        ("ferry", "ferry*"),
        ('"night fer', '"night fer*"'),
        ('"night ', '"night"'),
        ('ferry "', "ferry"),
        ("ferry OR", "ferry"),
        ("ferry OR ", "ferry"),
        ("ferry AND", "ferry"),
        ("ferry -", "ferry"),
        ("ferry NOT ", "ferry"),
        ("OR ferry ", "ferry"),
        ("(ferry tram ", "(ferry tram)"),
        ("ferry) tram ", "ferry tram"),
        ("ferry title:", "ferry"),
        ("ferry title: ", "ferry"),
        ("title:fer", "title:fer*"),
        ("-tra", "-tra*"),
        ("ferry date:", "ferry"),
        ("ferry date:2", "ferry"),
        ("ferry date:>", "ferry"),
        ("date:2023-", "date:2023"),
        ("date:2023-0", "date:2023"),
        ("date:2023-03-", "date:2023-03"),
        ("date:2023.", "date:2023.."),
        ("date:2023..20", "date:2023.."),
        ("date:>2023-1", "date:>2023"),
        ("munitons~", "munitons~"),
        ("storm NEAR/", "storm"),
        ("storm NEAR/5", "storm"),
        ("storm NEAR/5 ", "storm"),
        ("storm NEAR/5 qu", "storm NEAR/5 qu*"),
        ("NEAR/5 quay ", "quay"),
        ("?", ""),
        ("spaeker:", "spaeker"),
        ("北京", '"北京"'),
        ("lang:", ""),
        ("lang:germa", ""),
    ],
)
def test_half_typed_queries_mean_what_stands_there(typed: str, same_as: str) -> None:
    assert parse(typed, live=True).root == parse(same_as).root


def test_one_letter_is_a_prefix_while_it_is_typed() -> None:
    assert parse("f", live=True).root == Prefix("", "f")
    assert parse("x OR", live=True).root == word("x")


def test_every_beginning_of_a_query_can_be_typed() -> None:
    whole = '(title:"Night ferry" OR speaker:krol) date:>=2023-03 -"last word" co-operation muni* date:2022-12..2023-01-31 l’accord NEAR/5 d’Orsane lang:German'
    for end in range(len(whole) + 1):
        typed = whole[:end]
        try:
            parse(typed, live=True)
        except QueryError as error:
            raise AssertionError(f"{typed!r}: {error}") from error


def test_messages_are_safe_and_bounded() -> None:
    with pytest.raises(QueryError) as caught:
        parse("\x1b[31m" * 400)
    assert "\x1b" not in str(caught.value)
    assert "\x1b" not in caught.value.readable
    assert len(caught.value.readable) <= 1000
