"""Quotations become statements: by wording, with ranges, never by speaker or sense. All texts are invented."""

from __future__ import annotations

import pytest

from briefing.analysis.statements import grouping
from briefing.analysis.statements.grouping import Grouper, group
from briefing.model import UNKNOWN_SPEAKER, Quotation, Speaker, Statement

BRIDGE = (
    "The Orlen bridge lost more than 400 rivets during the winter storms, and the harbour board is keen to replace them"
)


def quoted(
    article: str, text: str, at: int = 0, *, mode: str = "direct", kind: str = "speech", split: str | None = None,
    name: str | None = None, status: str = "stated", shift: int | None = 7,
) -> Quotation:  # fmt: skip
    span = (at, at + len(text))
    source = None if shift is None else (span[0] + shift, span[1] + shift)
    speaker = Speaker(name, name, (0, 1), status) if name else UNKNOWN_SPEAKER  # type: ignore[arg-type]
    return Quotation(
        f"q{article}{at}",
        article,
        f"{article}.txt",
        span,
        source,
        text,
        mode,
        kind,
        speaker,
        None,
        split,  # type: ignore[arg-type]
    )


def together(statements: tuple[Statement, ...], *ids: str) -> bool:
    return any(set(ids) <= {i.quotation for i in s.instances} for s in statements)


def test_the_same_words_in_two_articles_are_one_statement() -> None:
    (only,) = group([quoted("a", BRIDGE + "."), quoted("b", BRIDGE.upper() + ",")])
    assert only.articles == 2
    assert [i.article for i in only.instances] == ["a", "b"]


def test_a_worded_variant_belongs_to_it() -> None:
    variant = "The Orlen bridge lost over 400 rivets in the winter storms and the harbour board wants to replace them,"
    assert together(group([quoted("a", BRIDGE), quoted("b", variant)]), "qa0", "qb0")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("We will not close nine libraries", "We won’t close 9 libraries,"),
        ("about 20 percent of the eels are gone", "about twenty per cent of the eels are gone"),
        ("our adviser honoured the colour scheme", "Our advisor honored the color scheme"),
    ],
)
def test_house_style_does_not_make_another_statement(one: str, two: str) -> None:
    assert together(group([quoted("a", one), quoted("b", two)]), "qa0", "qb0")


def test_a_fragment_belongs_to_the_sentence_that_holds_it() -> None:
    (only,) = group(
        [quoted("a", BRIDGE), quoted("b", "lost more than 400 rivets during the winter storms", mode="mixed")]
    )
    assert only.text == BRIDGE
    assert only.articles == 2


def test_close_in_sense_is_not_the_same_words() -> None:
    pair = [
        quoted("a", "something that we watch as closely as before"),
        quoted("b", "We are continuing to monitor this closely"),
    ]
    assert not together(group(pair), "qa0", "qb0")


def test_a_name_that_recurs_in_a_story_joins_nothing() -> None:
    pair = [
        quoted("a", "The Free City of Ostrava Harbour has nothing to hide"),
        quoted("b", "Nobody consulted the Free City of Ostrava Harbour about eels"),
    ]
    assert not together(group(pair), "qa0", "qb0")


@pytest.mark.parametrize("text", ["Thank you", "I do", "so it is", ""])
def test_short_or_empty_words_never_join(text: str) -> None:
    found = group([quoted("a", text), quoted("b", text)])
    assert [s.articles for s in found] == [1, 1]
    assert len({s.id for s in found}) == 2


@pytest.mark.parametrize("kind", ["term", "title"])
def test_terms_and_titles_are_no_statements(kind: str) -> None:
    assert group([quoted("a", BRIDGE, kind=kind), quoted("b", BRIDGE, kind=kind)]) == ()


def test_two_sentences_run_together_stand_in_both_statements_with_their_own_spans() -> None:
    first = "We remain worried that the northern ferry will sink before Easter"
    second = "we have fresh proof that the captain sold the lifeboats to a circus"
    run = quoted("r", f"{first} and {second},", at=100)
    found = group(
        [
            run,
            quoted("a", "the northern ferry will sink before Easter", mode="mixed"),
            quoted("b", second.capitalize() + "."),
        ]
    )
    assert not together(found, "qa0", "qb0")
    stretches = {i.text: i for s in found if s.articles == 2 for i in s.instances if i.article == "r"}
    assert set(stretches) == {first, second + ","}
    for text, instance in stretches.items():
        start = run.text.index(text)
        assert instance.span == (100 + start, 100 + start + len(text))
        assert instance.source_span == (107 + start, 107 + start + len(text))


def test_a_stretch_has_no_source_when_the_quotation_has_none() -> None:
    first = "We remain worried that the northern ferry will sink before Easter"
    run = quoted("r", f"{first}. The captain sold every lifeboat to a travelling circus.", shift=None)
    (statement,) = [s for s in group([run, quoted("a", first)]) if s.articles == 2]
    assert [i.source_span is None for i in statement.instances] == [False, True]


def test_many_new_words_are_not_compared_with_words_that_left_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "MANY", 0)
    grouper, anew = Grouper(), Grouper()
    variant = BRIDGE.replace("keen to replace", "ready to replace")
    grouper.add("a", [quoted("a", BRIDGE)])
    grouper.add("b", [quoted("b", SECOND)])
    grouper.statements()
    grouper.remove("a")
    for each in (grouper, anew):
        each.add("b", [quoted("b", SECOND)])
        each.add("c", [quoted("c", variant)])
    assert grouper.statements() == anew.statements()


def test_a_motto_does_not_bridge_the_speeches_that_quote_it() -> None:
    motto = "salt, silver and stubbornness"
    one = (
        f"My grandmother ran the mill by the rule of {motto} and she never owed the bank a single penny in forty years"
    )
    two = f"Whoever paints {motto} above the stadium gate should first pay the groundsmen what the club promised them in May"
    found = group([quoted("a", one), quoted("b", two), quoted("c", motto)])
    texts = [i.text for s in found for i in s.instances if len(s.instances) > 1]
    assert one not in texts
    assert two not in texts


def test_a_split_quotation_is_one() -> None:
    parts = [quoted("s", "The Orlen bridge lost more than 400 rivets during the winter storms,", 0, split="x"),
             quoted("s", "And the harbour board is keen to replace them.", 90, split="x")]  # fmt: skip
    (only,) = group([*parts, quoted("a", BRIDGE)])
    assert only.articles == 2
    assert [i.quotation for i in only.instances] == ["qa0", "qs0", "qs90"]
    assert only.text == BRIDGE


FIRST = "The lighthouse keeper counted forty seals on the skerry before breakfast"
SECOND = "Nobody has painted the old boathouse since the flood took its roof"


def broken(article: str, one: str = FIRST, two: str = SECOND) -> tuple[list[Quotation], str]:
    """“One,” said Roe. “Two.” — two sentences of one split quotation, and the article's text."""
    text = f"“{one},” said Roe. “{two}.”"
    at = text.index(two)
    return [quoted(article, f"{one},", 1, split=article), quoted(article, f"{two}.", at, split=article)], text


def grouped(*articles: tuple[list[Quotation], str]) -> list[list[str]]:
    """For each statement the words of its instances, in order."""
    grouper = Grouper()
    for own, text in articles:
        grouper.add(own[0].article, own, text)
    return [[i.text for i in s.instances] for s in grouper.statements()]


def test_two_sentences_around_an_attribution_are_two_statements() -> None:
    assert sorted(grouped(broken("a"), broken("b"))) == [[f"{SECOND}."] * 2, [f"{FIRST},"] * 2]
    assert sorted(grouped(broken("a"))) == [[f"{SECOND}."], [f"{FIRST},"]]


def test_a_sentence_that_goes_on_after_the_attribution_is_one() -> None:
    text = f"“{FIRST},” said Roe, “and nobody believed it.”"
    parts = [
        quoted("a", f"{FIRST},", 1, split="a"),
        quoted("a", "and nobody believed it.", text.index("and"), split="a"),
    ]
    assert grouped((parts, text)) == [[f"{FIRST},", "and nobody believed it."]]


def test_what_another_source_prints_as_one_sentence_is_one_statement() -> None:
    whole = quoted("b", f"{FIRST}, and {SECOND.lower()}.")
    (only,) = grouped(broken("a"), ([whole], whole.text))
    assert len(only) == 3


def test_sentences_of_one_breath_are_one_statement_until_somebody_prints_one_alone() -> None:
    both = [([quoted(a, f"{FIRST}. {SECOND}.")], f"{FIRST}. {SECOND}.") for a in "ab"]
    assert grouped(*both) == [[f"{FIRST}. {SECOND}."] * 2]
    alone = ([quoted("c", f"{FIRST},")], f"{FIRST},")
    assert grouped(*both, alone) == [[f"{FIRST}.", f"{FIRST}.", f"{FIRST},"], [f"{SECOND}."] * 2]
    part = ([quoted("c", "seals on the skerry before breakfast", mode="mixed")], "")
    assert [len(one) for one in grouped(*both, part)] == [3]


def test_the_next_sentence_of_each_is_not_drawn_in() -> None:
    one, two = broken("a"), broken("b", FIRST, "Before the ferry sails the mate counts heads")
    assert [f"{FIRST},"] * 2 in grouped(one, two)


def test_a_part_of_another_statement_is_no_row_of_its_own() -> None:
    whole = f"{FIRST}, and we know that he never once counted wrong."
    articles = [([quoted(a, whole)], "") for a in "abc"]
    apart = ([quoted("d", f"{FIRST},"), quoted("d", "And we know he never once counted wrong.", 300)], "")
    (only,) = grouped(*articles, apart)
    assert len(only) == 5


def test_an_articles_own_repetition_counts_once() -> None:
    (only,) = group([quoted("a", BRIDGE, 0), quoted("a", BRIDGE, 500), quoted("b", BRIDGE)])
    assert only.articles == 2
    assert len(only.instances) == 3


def test_words_without_marks_attach_only_if_most_of_them_are_there() -> None:
    full = quoted("a", BRIDGE)
    near = quoted("b", "the Orlen bridge lost more than 400 rivets during the winter storms", mode="indirect")
    far = quoted("c", "the harbour board wants new rivets for the bridge", mode="indirect")
    found = group([full, near, far])
    assert together(found, "qa0", "qb0")
    assert not together(found, "qa0", "qc0")
    assert found[0].text == BRIDGE


def test_every_quotation_of_speech_is_somewhere() -> None:
    quotations = [
        quoted("a", BRIDGE),
        quoted("b", "Eels are not a currency in this town, nor will they be", 3),
        quoted("c", "Right", 9),
    ]
    assert {i.quotation for s in group(quotations) for i in s.instances} == {q.id for q in quotations}


def test_copies_are_no_further_texts() -> None:
    (only,) = group([quoted(a, BRIDGE) for a in "abc"], copies={"a": "a", "b": "a"})
    assert (only.articles, only.distinct_texts) == (3, 2)


def test_ids_survive_unrelated_articles() -> None:
    own = [quoted("a", BRIDGE), quoted("b", BRIDGE + "!")]
    before = group(own)[0].id
    assert before.startswith("s")
    assert len(before) == 12
    after = group([quoted("0", "Marmots have colonised the east stand of the velodrome again"), *own])
    assert before in {s.id for s in after if s.articles == 2}


def test_a_common_phrase_needs_one_story() -> None:
    phrase = "one way or the other"
    ferry = "Harbourmaster Ilse Brandt inspected ferry lifeboats moored alongside Kestrel quay amid icy squalls. " * 2
    opera = "Soprano Mirela Dusa cancelled matinee rehearsals because plaster crumbled above orchestra seats. " * 2
    pair = [quoted("a", phrase), quoted("b", phrase)]
    assert together(group(pair, context={"a": ferry, "b": ferry}), "qa0", "qb0")
    assert not together(group(pair, context={"a": ferry, "b": opera}), "qa0", "qb0")


def test_the_grouper_forgets_an_article() -> None:
    grouper = Grouper()
    grouper.add("a", [quoted("a", BRIDGE)])
    alone = grouper.statements()
    grouper.add("b", [quoted("b", BRIDGE)])
    assert grouper.statements()[0].articles == 2
    grouper.remove("b")
    grouper.remove("nobody")
    assert grouper.statements() == alone


def test_the_grouper_replaces_an_article() -> None:
    grouper = Grouper()
    grouper.add("a", [quoted("a", BRIDGE)])
    grouper.add("a", [quoted("a", "Marmots have colonised the velodrome")])
    assert [s.text for s in grouper.statements()] == ["Marmots have colonised the velodrome"]


def test_hostile_quotations_end() -> None:
    flood = quoted("a", "a b " * 20_000)
    nothing = quoted("b", "“" * 5_000)
    wall = quoted("c", "x" * 100_000)
    assert len(group([flood, nothing, wall, quoted("d", "مرحبا بالعالم كله اليوم")])) == 4


def test_copies_change_neither_what_is_one_statement_nor_where_it_ends() -> None:
    printed = [
        (f"{FIRST}. {SECOND}.", "a"),
        (f"{FIRST},", "b"),
        (f"{SECOND}.", "c"),
        ("seals on the skerry before breakfast", "d"),
    ]
    for left_out in range(len(printed)):
        some = printed[:left_out] + printed[left_out + 1 :]
        once = [quoted(article, text) for text, article in some]
        twice = [quoted(article + number, text) for text, article in some for number in "12"]
        heads = {article + number: article + "1" for _, article in some for number in "12"}
        alone, copied = group(once), group(twice, copies=heads)
        assert sorted((s.text, s.distinct_texts) for s in alone) == sorted((s.text, s.distinct_texts) for s in copied)
