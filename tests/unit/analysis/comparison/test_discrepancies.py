"""Facts on which sources disagree; every value is words that stand in an article. All texts are invented."""

from __future__ import annotations

import pytest

from briefing.analysis.comparison import discrepancies, fact_extraction
from briefing.analysis.statements import grouping
from briefing.model import Difference, Quotation, Speaker


def found(*articles: str, speakers: tuple[str | None, ...] = ()) -> dict[str, list[tuple[str, str]]]:
    """Topic to (value, words). The stretch between “ and ” of each article is its quotation."""
    texts = {f"a{n}": text for n, text in enumerate(articles)}
    quotations: dict[str, Quotation] = {}
    for n, (article, text) in enumerate(texts.items()):
        if "“" in text:
            span = (text.index("“") + 1, text.index("”"))
            name = speakers[n] if n < len(speakers) else None
            at = text.find(name) if name else -1
            who = Speaker(name, name, (at, at + len(name)) if name else None, "stated" if name else "unknown")
            quotations[article] = Quotation(
                article, article, article, span, None, text[slice(*span)], "direct", "speech", who
            )
    result: dict[str, list[tuple[str, str]]] = {}
    every: tuple[Difference, ...] = discrepancies.find(
        grouping.group(list(quotations.values()), context=texts), quotations, texts
    )
    for one in every:
        for value in one.values:
            result.setdefault(one.topic.split(":")[0], []).append(
                (value.value, texts[value.article][slice(*value.span)])
            )
    return result


def test_figures_with_their_noun() -> None:
    assert found(
        "“The orchard lost 9,000 plum trees in the frost this spring,” she said.",
        "“The orchard lost 900 plum trees in the frost this spring,” she said.",
    ) == {
        "how many plum": [
            ("900", "The orchard lost 900 plum trees in the frost this spring"),
            ("9000", "The orchard lost 9,000 plum trees in the frost this spring"),
        ]
    }


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("nine plum trees", "9 plum trees"),
        ("two dozen plum trees", "24 plum trees"),
    ],
)
def test_the_same_figure_in_other_words_is_no_difference(one: str, two: str) -> None:
    quoted = "“The orchard lost {} in the frost this spring,” she said."
    assert found(quoted.format(one), quoted.format(two)) == {}


def test_a_day_inside_one_article() -> None:
    text = (
        "The council Wednesday fined three bakeries. The fines announced Wednesday hit bakeries in Velm. "
        "The fines imposed Tuesday cannot be appealed."
    )
    assert found(text) == {
        "day": [
            ("tuesday", "The fines imposed Tuesday cannot be appealed"),
            ("wednesday", "The council Wednesday fined three bakeries"),
        ]
    }


def test_two_acts_on_two_days_are_no_difference() -> None:
    assert found("The fines announced Wednesday hit bakeries. The permits approved Tuesday help dairies.") == {}


def test_who_said_the_same_words() -> None:
    said = "“The ferry will not sail before the ice is gone,” {} said."
    pair = (said.format("Una Petrov"), said.format("Ivo Lund"))
    assert found(*pair, speakers=("Una Petrov", "Ivo Lund"))["who said it"] == [
        ("Ivo Lund", "Ivo Lund"),
        ("Una Petrov", "Una Petrov"),
    ]


@pytest.mark.parametrize("other", ["Petrov", "Una M. Petrov", "the statement"])
def test_a_shorter_name_or_a_thing_is_nobody_else(other: str) -> None:
    said = "“The ferry will not sail before the ice is gone,” {} said."
    assert found(said.format("Una Petrov"), said.format(other), speakers=("Una Petrov", other)) == {}


def test_an_institution_is_nobody_else_than_the_person_who_speaks_for_it() -> None:
    said = "“The ferry will not sail before the ice is gone,” {} said."
    names = ("Una Petrov", "Velm River Council")
    assert found(*map(said.format, names), speakers=names) == {}
    more = (*names, "Ivo Lund")
    assert found(*map(said.format, more), speakers=more)["who said it"] == [
        ("Ivo Lund", "Ivo Lund"),
        ("Una Petrov", "Una Petrov"),
    ]


def test_tense_and_negation_in_the_same_words() -> None:
    topics = found(
        "“The harbour is increasingly desperate for new lifeboats and crews,” she said.",
        "“The harbour was increasingly desperate for new lifeboats and crews,” she said.",
    )
    assert topics == {
        "tense": [
            ("is", "The harbour is increasingly desperate for new lifeboats and crews"),
            ("was", "The harbour was increasingly desperate for new lifeboats and crews"),
        ]
    }


SHARED = "“The old lighthouse will be taken down stone by stone,” she said. "


def test_what_is_given_in_exchange() -> None:
    topics = found(
        SHARED + "Velm delivers timber and turbines to Ostra in exchange for smoked herring.",
        SHARED + "Ostra gets timber and turbines from Velm in exchange for copper wire, the board said.",
    )
    assert [words for _, words in topics["what is given in exchange"]] == [
        "Ostra gets timber and turbines from Velm in exchange for copper wire, the board said",
        "Velm delivers timber and turbines to Ostra in exchange for smoked herring",
    ]


def test_the_same_barter_from_the_other_side_is_no_difference() -> None:
    topics = found(
        SHARED + "Velm delivers timber and turbines to Ostra in exchange for smoked herring.",
        SHARED + "Ostra sends smoked herring to Velm in exchange for timber and turbines.",
    )
    assert topics == {}


def test_whether_the_deal_is_done() -> None:
    topics = found(
        SHARED + "The lighthouse deal has been signed.",
        SHARED + "The lighthouse deal has yet to be signed.",
    )
    assert topics == {
        "whether the deal is done": [
            ("done", "The lighthouse deal has been signed"),
            ("not done", "The lighthouse deal has yet to be signed"),
        ]
    }


def test_articles_that_share_nothing_are_not_compared() -> None:
    assert found("The lighthouse deal has been signed.", "The bakery deal has yet to be signed.") == {}


def test_texts_that_are_missing_are_no_error() -> None:
    quotations = [
        Quotation(
            a,
            a,
            a,
            (0, 30),
            None,
            "The orchard lost 90 plum trees",
            "direct",
            "speech",
            Speaker(None, None, None, "unknown"),
        )
        for a in "ab"
    ]
    assert discrepancies.find(grouping.group(quotations), {}, {}) == ()


def test_what_is_said_of_one_contract() -> None:
    text = "Until the contract with the Velm Board was signed last Monday, nothing moved. The contract, signed on Friday, is short."
    assert found(text)["day"] == [
        ("friday", "The contract, signed on Friday, is short"),
        ("monday", "Until the contract with the Velm Board was signed last Monday, nothing moved"),
    ]
    assert found("The contract was announced on Monday. The contract was signed on Friday.") == {}


def test_the_time_that_a_statement_speaks_of() -> None:
    said = "“{}, the captain worked with the harbour board to buy forty lifeboats for the ferries,” she said."
    pair = (said.format("Between the end of 2021 and early 2022"), said.format("From 2021 to early 2022"))
    rest = "the captain worked with the harbour board to buy forty lifeboats for the ferries"
    assert found(*pair)["period"] == [
        ("2021 – start 2022", f"From 2021 to early 2022, {rest}"),
        ("end 2021 – start 2022", f"Between the end of 2021 and early 2022, {rest}"),
    ]
    assert found(pair[0], said.format("Between late 2021 and the start of 2022")) == {}


def test_three_forms_of_one_name_are_nobody_else() -> None:
    said = "“The ferry will not sail before the ice is gone,” {} said."
    names = ("VHB", "Velm Harbour Board", "Board")
    assert found(*map(said.format, names), speakers=names) == {}


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("killed 12 people", "killed 14 people", True),
        ("killed 12 people", "killed twelve people", False),
        ("fell by 12 per cent", "fell by 21 per cent", True),
        ("fell by 12 per cent", "fell by 12%", False),
        ("cost about 4 million crowns", "cost 4.1 million crowns", False),
        ("cost about 4 million crowns", "cost 6 million crowns", True),
        ("took more than 300 barrels", "took 320 barrels", False),
        ("took fewer than 300 barrels", "took 320 barrels", True),
    ],
)
def test_figures_differ_only_where_they_contradict_each_other(one: str, other: str, differ: bool) -> None:
    said = "“The flood at the Lintwick weir {} before anybody rang the bell,” she said."
    assert bool(found(said.format(one), said.format(other))) is differ


@pytest.mark.parametrize(
    ("with_it", "without"),
    [
        (
            "Wir werden das Wehr im Herbst nicht öffnen, das steht fest",
            "Wir werden das Wehr im Herbst öffnen, das steht fest",
        ),
        ("Ne touchez jamais au barrage avant la fin des pluies", "Touchez au barrage avant la fin des pluies"),
        ("Wij gaan de stuw dit jaar niet openen voor de regen", "Wij gaan de stuw dit jaar openen voor de regen"),
        ("Não vamos abrir a represa antes das chuvas de outono", "Vamos abrir a represa antes das chuvas de outono"),
    ],
)
def test_a_negation_that_is_missing_in_other_languages(with_it: str, without: str) -> None:
    topics = list(found(f"“{with_it},” she said.", f"“{without},” she said."))
    assert topics == ["negation"]


def test_a_statement_that_one_article_prints_again_and_again_is_not_compared_with_itself_for_ever() -> None:
    from briefing.analysis.comparison.discrepancies import MOST_OF_ONE, few_of_each
    from briefing.model import Instance, Statement

    words = "we carried 412 passengers"
    many = tuple(Instance(f"q{n}", "a", "a.txt", (n, n + 25), None, words, "direct") for n in range(5000))
    other = Instance("q", "b", "b.txt", (0, 25), None, words, "direct")
    statement = Statement("s", words, None, 2, 2, 1, (*many, other))
    shown = few_of_each(statement)
    assert len(shown.instances) == MOST_OF_ONE + 1
    assert shown.instances[-1] == other
    assert few_of_each(shown) is shown


def test_who_tells_of_both_gifts_does_not_disagree_with_who_tells_of_one() -> None:
    topics = found(
        SHARED
        + "Velm delivers timber and turbines to Ostra in exchange for smoked herring. "
        + "Velm delivered timber and turbines to Ostra in exchange for copper wire, the board said.",
        SHARED
        + "Ostra gets timber and turbines from Velm in exchange for copper wire, the board said. "
        + "Ostra offers smoked herring in exchange for timber.",
    )
    assert topics == {}


def test_a_place_is_no_bound() -> None:
    topics = found(
        "“The oak gates were lying under two metres of silt, and most of the timber is sound,” she said.",
        "“The oak gates were lying beneath two metres of silt, and most of the timber is sound,” she said.",
    )
    assert topics == {}
    topics = found(
        "“The oak gates were under two metres in height, and most of the timber is sound,” she said.",
        "“The oak gates were below two metres in height, and most of the timber is sound,” she said.",
    )
    assert topics == {}


def test_a_bound_is_told_whatever_the_figure_is_called() -> None:
    topics = found(
        "“The board sold more than two dozen different kinds of lanterns to the harbour last winter,” she said.",
        "“The board sold over 24 kinds of lanterns to the harbour last winter,” she said.",
        "“The board sold more than 24 kinds of lanterns to the harbour last winter,” she said.",
    )
    (values,) = topics.values()
    assert [value for value, _ in values] == ["over 24", "more than 24"]  # what fewest say first
    assert values[1][1].startswith("The board sold more than two dozen different kinds")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two dozen lanterns", "24"),
        ("a dozen lanterns", "12"),
        ("half a dozen lanterns", "6"),
        ("more than a hundred lanterns", ">100"),
        ("at least 24 lanterns", ">24"),
        ("up to two dozen lanterns", "<24"),
        ("over two dozen separate lanterns", ">24"),
        ("paid under 20 lanterns", "<20"),
        ("buried under 20 lanterns", "20"),
    ],
)
def test_figures_in_words(words: str, value: str) -> None:
    assert [fact.value for fact in fact_extraction.figures(f"The board has {words} now.")] == [value]


def test_where_somebody_goes_is_told() -> None:
    said = "“The harbour board will send a delegation {} Velm Island before the ferries are sold,” she said."
    topics = found(said.format("to"), said.format("in"), said.format("to"))
    assert [value for value, _ in topics["to, in or from"]] == [
        "delegation in Velm Island",
        "delegation to Velm Island",
    ]


@pytest.mark.parametrize(
    ("one", "two", "topic"),
    [
        ("before", "after", "before or after"),
        ("for", "against", "for or against"),
        ("to", "toward", None),
        ("in", "at", None),
    ],
)
def test_only_prepositions_of_another_sense_are_told(one: str, two: str, topic: str | None) -> None:
    said = "“The harbour board will vote {} Velm Island and sell the ferries to the guild,” she said."
    assert list(found(said.format(one), said.format(two))) == ([topic] if topic is not None else [])


def test_a_place_without_a_name_may_be_one_place() -> None:
    said = "“The harbour board will send its boats {} the river and sell the ferries to the guild,” she said."
    assert found(said.format("to"), said.format("in")) == {}
