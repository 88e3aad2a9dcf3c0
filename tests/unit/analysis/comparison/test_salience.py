"""Negations that go missing, values counted, and whose difference it is. All texts are invented."""

from __future__ import annotations

import pytest

from briefing.analysis.comparison import discrepancies, tally
from briefing.analysis.statements import grouping
from briefing.model import Difference, FactValue, Quotation, Speaker


def differences(
    *articles: str, heads: dict[str, str] | None = None, outlets: dict[str, str] | None = None
) -> tuple[dict[str, str], tuple[Difference, ...]]:
    """The articles' texts and what differs; the stretch between “ and ” of each is its quotation."""
    texts = {f"a{n:02}": text for n, text in enumerate(articles)}
    nobody = Speaker(None, None, None, "unknown")
    quotations: dict[str, Quotation] = {}
    for article, text in texts.items():
        span = (text.index("“") + 1, text.index("”"))
        quotations[article] = Quotation(
            article, article, article, span, None, text[slice(*span)], "direct", "speech", nobody
        )
    statements = grouping.group(list(quotations.values()), context=texts)
    return texts, discrepancies.find(statements, quotations, texts, heads=heads or {}, outlets=outlets or {})


SAID = "“{},” the harbour master said."

MISSING = [
    ("The cable car will not run in June, and nobody should book a table at the top", "The cable car will run in June, and nobody should book a table at the top"),
    ("Under clause nine, the tenant is not allowed to keep geese in the cellar", "The tenant is … allowed to keep geese in the cellar"),
    ("We have never sold eels from the lower lake to a circus", "We have sold eels from the lower lake to a circus"),
    ("No ferry left the island before the storm warning came", "Ferry left the island before the storm warning came"),
    ("The dam could no longer hold the water of both rivers", "The dam could hold the water of both rivers"),
    ("The brewer did not, in any year, water the beer for the fair", "The brewer did … water the beer for the fair"),
    ("They found the boiler without cracks after the long winter", "They found the boiler [with] cracks after the long winter"),
    ("I do not believe the lighthouse was sold to strangers", "I believe the lighthouse was sold to strangers"),
    ("This bridge cannot carry a loaded hay wagon in spring", "This bridge can carry a loaded hay wagon in spring"),
    ("The choir won't sing at the opening of the slaughterhouse", "The choir will sing at the opening of the slaughterhouse"),
    ("Our chemists were not told about the barrels under the school", "Our chemists were [...] told about the barrels under the school"),
    ("Neither court has jurisdiction over a submarine in a pond", "Court has jurisdiction over a submarine in a pond"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), MISSING, ids=range(len(MISSING)))
@pytest.mark.parametrize("turned", [False, True])
def test_a_negation_that_one_source_lacks_is_told(one: str, other: str, turned: bool) -> None:
    pair = (other, one) if turned else (one, other)
    texts, found = differences(*(SAID.format(text) for text in pair))
    negations = [d for d in found if d.topic.startswith("negation")]
    (only,) = negations
    assert {v.article for v in only.values} == {"a00", "a01"}
    assert only.values[0].value != only.values[1].value
    for value in only.values:
        assert texts[value.article][slice(*value.span)] in texts[value.article][1:]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The cable car will not run in June this year", "The cable car won’t run in June this year"),
        ("We have not sold eels from the lower lake", "We have never sold eels from the lower lake"),
        ("Not only the pier but the quay will close in May", "The pier and the quay will close in May"),
        ("The pier is closed in May and nobody may fish from it, not even children", "The pier is closed in May and nobody may fish from it"),
        ("I don’t think the cable car will run in June this year", "I think the cable car will not run in June this year"),
        ("The dam is without doubt unable to stand another winter", "The dam is unable to stand another winter"),
        ("The pier might run in June if the rivets come", "The pier may run in June if the rivets come"),
        ("The mayor seeks to sell the pier to a circus", "The mayor tries to sell the pier to a circus"),
        ("In May the cable car will not open for weddings", "The cable car will not open for weddings in May"),
    ],
)  # fmt: skip
def test_what_does_not_contradict_is_no_difference(one: str, other: str) -> None:
    assert differences(SAID.format(one), SAID.format(other))[1] == ()


def test_agreeing_values_are_counted_and_the_minority_stands_first() -> None:
    most, few = "The orchard lost 9,000 plum trees in the frost", "The orchard lost 900 plum trees in the frost"
    _, (only,) = differences(*[SAID.format(most)] * 17, SAID.format(few), SAID.format(few))
    assert [(v.value, v.texts, len(v.agreeing)) for v in only.values] == [("900", 2, 1), ("9000", 17, 16)]


def test_a_missing_negation_is_one_row_however_many_agree() -> None:
    one, other = MISSING[0]
    _, (only,) = differences(*[SAID.format(one)] * 6, SAID.format(other), SAID.format(other))
    assert [(v.value, v.texts) for v in only.values] == [("will run", 2), ("will not run", 6)]


def test_copies_of_one_text_count_once() -> None:
    most, few = "The orchard lost 9,000 plum trees in the frost", "The orchard lost 900 plum trees in the frost"
    heads = {f"a{n:02}": "a00" for n in range(5)}
    _, (only,) = differences(*[SAID.format(most)] * 5, SAID.format(few), SAID.format(few), heads=heads)
    assert [(v.value, v.texts) for v in only.values] == [("9000", 1), ("900", 2)]


def test_one_source_against_itself_is_told_apart() -> None:
    pair = [SAID.format(text) for text in MISSING[0]]
    assert differences(*pair)[1][0].scope == "sources"
    assert differences(*pair, outlets={"a00": "Quill", "a01": "Courier"})[1][0].scope == "sources"
    assert differences(*pair, outlets={"a00": "Quill", "a01": "Quill"})[1][0].scope == "source"


@pytest.mark.parametrize(
    ("outlets", "scope"),
    [
        (("Quill", "Quill", "Courier"), "source"),
        (("Quill", "Courier", "Courier"), "sources"),
        (("Quill", "Courier", "Lantern"), "sources"),
        (("Quill", None, "Courier"), "sources"),
    ],
)
def test_a_source_that_says_both_differs_with_nobody_else(outlets: tuple[str | None, ...], scope: str) -> None:
    """The first article has a negation, the other two have none."""
    one, other = MISSING[0]
    known = {f"a{n:02}": outlet for n, outlet in enumerate(outlets) if outlet is not None}
    (only,) = differences(*map(SAID.format, (one, other, other)), outlets=known)[1]
    assert only.scope == scope


@pytest.mark.parametrize(
    ("said", "versions", "scope"),
    [
        ("a:over b:over a:more c:more", {("over", "b", 1), ("more", "c", 1)}, "sources"),
        ("a:over a:more c:more", {("over", "a", 1), ("more", "c", 2)}, "article"),
        ("a:over a:more", {("over", "a", 1), ("more", "a", 1)}, "article"),
    ],
)
def test_an_article_that_says_both_stands_on_no_side(
    said: str, versions: set[tuple[str, str, int]], scope: str
) -> None:
    values = [FactValue(value, article, (0, 4)) for article, _, value in (each.partition(":") for each in said.split())]
    found = tally.gathered("how it is put", values, lambda value: value.span)
    assert found is not None
    difference = tally.counted(found, str, lambda id: None)
    assert {(value.value, value.article, value.texts) for value in difference.values} == versions
    assert difference.scope == scope


def test_a_row_within_one_article_says_so() -> None:
    text = "“Hello there, Velm,” he said. The fines announced Wednesday hurt. The fines imposed Tuesday cannot be appealed."
    (only,) = [d for d in differences(text)[1] if d.topic.startswith("day")]
    assert only.scope == "article"


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("over 9,000", "more than 9,000", {"over 9000", "more than 9000"}),
        ("over 9,000", "9,000", {"over 9000", "9000"}),
        ("nearly 300", "300", {"nearly 300", "300"}),
    ],
)
def test_a_figure_that_is_bounded_in_other_words(one: str, other: str, values: set[str]) -> None:
    said = SAID.format("The orchard lost {} plum trees in the frost this spring")
    _, (only,) = differences(said.format(one), said.format(other))
    assert only.topic.startswith("how the number of")
    assert {v.value for v in only.values} == values


def test_what_is_completed_is_named_with_its_whole_clause() -> None:
    shared = "“The old lighthouse will be taken down stone by stone,” she said. "
    texts, found = differences(
        shared + "Officials said preparations for a pact were completed.",
        shared + "The mill deal has yet to be signed.",
    )
    (only,) = [d for d in found if d.topic == "whether the deal is done"]
    words = {v.value: texts[v.article][slice(*v.span)] for v in only.values}
    assert words == {
        "preparations done": "Officials said preparations for a pact were completed",
        "not done": "The mill deal has yet to be signed",
    }


@pytest.mark.parametrize(
    ("one", "other", "strong"),
    [
        ("The orchard lost over 9,000 plum trees in the frost this spring", "The orchard lost more than 9,000 plum trees in the frost this spring", False),
        ("The orchard lost over 9,000 plum trees in the frost this spring", "The orchard lost nearly 9,000 plum trees in the frost this spring", True),
        ("The orchard has become a meadow of plum stumps and nettles", "The orchard is a meadow of plum stumps and nettles", False),
        ("The orchard has been sold to a maker of plum brandy", "The orchard is to be sold to a maker of plum brandy", True),
        ("The orchard lost 9,000 plum trees in the frost", "The orchard lost 900 plum trees in the frost", True),
    ],
    ids=["bound", "contrary bounds", "tense", "done", "figure"],
)  # fmt: skip
def test_a_difference_in_wording_alone_is_not_strong(one: str, other: str, strong: bool) -> None:
    (only,) = differences(SAID.format(one), SAID.format(other))[1]
    assert only.strong is strong, only.topic
