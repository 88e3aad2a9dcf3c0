"""What holds for any quotations: spans, counts, ids, and that an aligned witness still prints its words."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.comparison.alignment import between, compare
from briefing.analysis.statements import matching, normalise
from briefing.analysis.statements.grouping import Grouper, group
from briefing.analysis.statements.ranges import Tie, components
from briefing.analysis.statements.segmentation import Outline, cut, nest
from briefing.model import UNKNOWN_SPEAKER, Instance, Quotation, Statement
from briefing.text import WORD

WORDS = "the dam of Velm holds not 40 400 “ , . … [ ] — and we know don’t U.S. Éire eels will would ship’s over more than".split()
SENTENCES = [
    "The dam of Velm holds forty thousand eels",
    "we know that the captain sold the lifeboats to a circus",
    "nobody painted the lighthouse before the flood came",
    "the harbour office counts 400 rivets every winter morning",
]
texts = st.lists(st.sampled_from(WORDS), min_size=0, max_size=14).map(" ".join)
prose = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True).map(" and ".join)


def quotation(article: str, at: int, text: str, mode: str = "direct") -> Quotation:
    span = (at, at + len(text))
    return Quotation(f"q{article}.{at}", article, f"{article}.txt", span, span, text, mode, "speech", UNKNOWN_SPEAKER)  # type: ignore[arg-type]


@st.composite
def collections(draw: st.DrawFn) -> list[Quotation]:
    found = []
    for article in "abcd":
        for place, text in enumerate(draw(st.lists(st.one_of(prose, texts), max_size=3))):
            found.append(quotation(article, place * 1000, text, draw(st.sampled_from(["direct", "mixed", "indirect"]))))
    return found


@settings(max_examples=60, deadline=None)
@given(collections())
def test_every_quotation_is_carried_and_every_stretch_is_verbatim(quotations: list[Quotation]) -> None:
    by_id = {q.id: q for q in quotations}
    found = group(quotations)
    assert {i.quotation for s in found for i in s.instances} == set(by_id)
    assert len({s.id for s in found}) == len(found)
    for statement in found:
        assert statement.articles == len({i.article for i in statement.instances}) >= 1
        for instance in statement.instances:
            whole = by_id[instance.quotation]
            assert whole.span[0] <= instance.span[0] <= instance.span[1] <= whole.span[1]
            assert whole.text[instance.span[0] - whole.span[0] : instance.span[1] - whole.span[0]] == instance.text
            assert instance.source_span == instance.span


@settings(max_examples=40, deadline=None)
@given(collections(), st.randoms(use_true_random=False))
def test_the_order_of_articles_and_what_came_and_went_leave_no_trace(
    quotations: list[Quotation], rng: random.Random
) -> None:
    articles = sorted({q.article for q in quotations})
    grouper = Grouper()
    rng.shuffle(articles)
    for article in articles:
        grouper.add("gone", [quotation("gone", 0, SENTENCES[0])])
        grouper.add(article, [q for q in quotations if q.article == article])
        grouper.statements()
    grouper.remove("gone")
    assert grouper.statements() == group(quotations)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(prose, texts), min_size=1, max_size=2),
    st.lists(st.one_of(prose, texts), min_size=1, max_size=2),
    st.booleans(),
)
def test_the_pairs_that_are_not_compared_word_by_word_would_have_no_link(
    one: list[str], other: list[str], indirect: bool
) -> None:
    a, b = (
        normalise.read([quotation(name, 0, ". ".join(said), mode)]).pattern
        for name, said, mode in (("a", one, "direct"), ("b", other, "indirect" if indirect else "direct"))
    )
    found = matching.links(a, b)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "hopeless", lambda _a, _b: False)
        assert matching.links(a, b) == found


@settings(max_examples=120, deadline=None)
@given(st.lists(texts.filter(str.strip), min_size=1, max_size=4), st.booleans())
def test_an_aligned_witness_prints_its_words_in_order(versions: list[str], split: bool) -> None:
    quotations = {}
    instances = []
    for number, text in enumerate(versions):
        part = split and number in (1, 2)
        one = Quotation(
            f"q{number}", "a1" if part else f"a{number}", f"a{number}", (number * 500, number * 500 + len(text)), None, text,
            "direct", "speech", UNKNOWN_SPEAKER, None, "x" if part else None,
        )  # fmt: skip
        quotations[one.id] = one
        instances.append(Instance(one.id, one.article, one.path, one.span, None, text, "direct"))
    statement = Statement("s", versions[0], None, 1, 1, 1, tuple(instances))
    for witness in compare(statement, quotations).witnesses:
        printed = " ".join(t.text for t in witness.tokens if t.op not in ("omitted", "split", "elided"))
        own = " ".join(i.text for i in instances if i.span in witness.spans)
        assert WORD.findall(printed) == WORD.findall(own)
        assert all(bool(t.pivot) == (t.op == "changed") for t in witness.tokens if t.op != "elided")


ranges = st.tuples(st.integers(0, 8), st.integers(1, 4)).map(lambda pair: (pair[0], pair[0] + pair[1]))
ties = st.builds(Tie, st.integers(0, 4), ranges, st.integers(0, 4), ranges)


@settings(max_examples=100, deadline=None)
@given(st.lists(ties, max_size=8), st.randoms(use_true_random=False))
def test_groups_of_ranges_hold_every_unit_and_do_not_depend_on_order(found: list[Tie], rng: random.Random) -> None:
    outlines = {unit: Outline((0, 4, 12), (4,), (4,), True, frozenset([str(unit)])) for unit in range(5)}

    def grouped(ties: list[Tie]) -> list[list[tuple[int, tuple[int, int]]]]:
        crossing = [(t, [(4, 4)] if all(a < 4 < b for a, b in (t.range_a, t.range_b)) else []) for t in ties]
        return nest(components(*cut(crossing, outlines)), outlines)

    groups = grouped(found)
    assert {unit for one in groups for unit, _ in one} == set(outlines)
    shuffled = list(found)
    rng.shuffle(shuffled)
    assert sorted(map(sorted, grouped(shuffled))) == sorted(map(sorted, groups))


few_words = st.lists(
    st.sampled_from("the a of old gray koala fuzzy big eels not 9 Velm".split()), min_size=1, max_size=14
)


@settings(max_examples=300, deadline=None)
@given(few_words, few_words)
def test_a_word_that_both_versions_have_is_in_no_substitution(pivot: list[str], witness: list[str]) -> None:
    tokens = between(" ".join(pivot), " ".join(witness))
    for token in tokens:
        if token.op == "changed":
            assert set(token.pivot.split()).isdisjoint(token.text.split())
    assert " ".join(t.text for t in tokens if t.op != "omitted").split() == witness
    moved = {
        op: sorted(w for t in tokens if t.moved and t.op == op for w in t.text.split()) for op in ("added", "omitted")
    }
    assert moved["added"] == moved["omitted"]
