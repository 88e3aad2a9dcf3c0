"""Fragments hang on the statement they are cut from and join nothing else; halves and passages go by their words. All texts are invented."""

from __future__ import annotations

from itertools import combinations

import pytest

from briefing.analysis.statements.grouping import group
from briefing.model import UNKNOWN_SPEAKER, Quotation


def quoted(number: int, text: str) -> Quotation:
    span = (0, len(text))
    return Quotation(f"q{number}", f"a{number}", f"{number}.txt", span, span, text, "direct", "speech", UNKNOWN_SPEAKER)


def joined(*texts: str) -> set[tuple[int, int]]:
    """Pairs of the texts, each printed by an article of its own, that share a statement."""
    found: set[tuple[int, int]] = set()
    for statement in group([quoted(number, text) for number, text in enumerate(texts)]):
        found.update(combinations(sorted({int(one.article[1:]) for one in statement.instances}), 2))
    return found


HERRING = (
    "The herring quota was halved because nobody on the lake commission had counted the spawning grounds since spring"
)
LAMPS = "Every lamp on the promenade will be swapped for a dimmer one before the moths return to the dunes"

PHRASES = [
    ("an orderly transition plan", "Our school needs {}, and the parents will write it", "The ferry drew up {} after the tide turned"),
    ("a state of avalanche emergency", "Nobody skied because {} was declared at dawn", "My uncle mistook {} for a brass band"),
    ("further harbour sanctions", "The trawlers left when {} were announced by radio", "We would rather eat turnips than vote for {}"),
    ("Bring back the tram!", "They painted ‘{}’ on the vicar's garage door", "A choir sang ‘{}’ outside the dentist's window"),
    ("a level playing field", "Small bakers only want {} when flour is taxed", "Cricketers in Sallow still dream of {} without moles"),
    ("new pension obligations", "The circus folded because of {} for its acrobats", "Lighthouse keepers welcomed {} with a raffle"),
    ("beyond reasonable doubt", "The jury found {} that the swan was stolen", "Chemists proved {} that the varnish was tea"),
    ("radical timetable reform", "Commuters in Ostrow fear {} more than leaves", "The opera needs {}, or the tenors will strike"),
    ("abuse of parking power", "The bishop called the clamps an {} by wardens", "Nurses filmed every {} with borrowed cameras"),
    ("the quiet village majority", "I speak for {} when I praise our bins", "Surveyors asked {} whether the well was haunted"),
    ("once in a generation storm", "This was a {} and the pier has gone", "Beekeepers still blame a {} for their empty hives"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "one", "other"), PHRASES, ids=range(len(PHRASES)))
def test_a_set_phrase_joins_no_two_sentences(phrase: str, one: str, other: str) -> None:
    assert joined(one.format(phrase), other.format(phrase)) == set()
    assert joined(one.format(phrase), other.format(phrase), phrase) == set()


@pytest.mark.parametrize(("phrase", "one", "_"), PHRASES, ids=range(len(PHRASES)))
def test_a_fragment_goes_with_the_one_sentence_that_holds_it(phrase: str, one: str, _: str) -> None:
    assert joined(one.format(phrase), phrase, HERRING) == {(0, 1)}


def test_a_fragment_goes_with_the_statement_that_most_print() -> None:
    phrase, one, other = PHRASES[0]
    assert joined(one.format(phrase), one.format(phrase), one.format(phrase) + ".", other.format(phrase), phrase) == {
        *combinations((0, 1, 2, 4), 2)
    }


def test_articles_that_print_the_same_fragment_are_together() -> None:
    phrase, one, other = PHRASES[2]
    assert joined(one.format(phrase), other.format(phrase), phrase, phrase + ",") == {(2, 3)}


HALVES = [
    (HERRING, "the commission will now borrow two boats and count them by moonlight"),
    (LAMPS, "whoever finds a hedgehog under one should ring the town clerk at once"),
    ("Our brass band will tour the valley with borrowed tubas", "nobody over ninety shall pay for a ticket or a bun"),
    ("The old kiln must be fired before the frost cracks it", "apprentices may sleep beside it on straw mattresses"),
    ("We lost eleven sheep to the flood at Marrow ford", "the insurers have sent us only a calendar with kittens"),
    ("The council bought a used submarine for the boating pond", "its periscope will be rented out on bank holidays"),
    ("I counted seventeen herons from the signal box", "the stationmaster wrote them down as delayed passengers"),
    ("The mint has struck coins without a queen's nose", "collectors are queueing around the cattle market already"),
    ("No pupil will be taught knots before breakfast", "the rope store is locked until the bell has rung twice"),
    ("Volcanic dust has ruined the wedding of my cousin", "the photographer charged extra for the dramatic sky"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), HALVES, ids=range(len(HALVES)))
@pytest.mark.parametrize("between", [". ", " and ", ", and "], ids=["stop", "and", "comma"])
def test_an_article_that_runs_two_sentences_together_joins_neither_to_the_other(
    first: str, second: str, between: str
) -> None:
    both = first + between + second
    found = joined(f"{first},", f"{second[0].upper()}{second[1:]}.", both, both)
    assert (0, 1) not in found
    assert {(0, 2), (0, 3), (1, 2), (1, 3), (2, 3)} <= found


@pytest.mark.parametrize(("first", "second"), HALVES, ids=range(len(HALVES)))
@pytest.mark.parametrize("between", [" … ", " ... ", ". ", " [...] "], ids=["ellipsis", "dots", "stop", "brackets"])
def test_passages_in_the_other_order_are_both_found_again(first: str, second: str, between: str) -> None:
    speech = f"{first}, as everybody here remembers. The hall was cold. {second[0].upper()}{second[1:]}, whatever the weather."
    turned = second[0].upper() + second[1:] + between + first
    carried = [s for s in group([quoted(0, speech), quoted(1, turned)]) if s.articles == 2]
    for passage in (first, second):
        words = passage[1:]
        assert any(all(words in i.text for i in s.instances) for s in carried), passage


def test_three_passages_in_reverse_are_all_found_again() -> None:
    passages = [pair[0] for pair in HALVES[2:5]]
    speech = ". ".join(passages)
    turned = " … ".join(reversed(passages))
    carried = [s for s in group([quoted(0, speech), quoted(1, turned)]) if s.articles == 2]
    for passage in passages:
        assert any(all(passage in i.text for i in s.instances) for s in carried), passage


def test_a_refrain_joins_no_two_speeches() -> None:
    refrain = "And that is not fair to the ducks."
    found = group([quoted(0, f"{HERRING}. {refrain}"), quoted(1, f"{LAMPS}. {refrain}"), quoted(2, refrain)])
    assert not any({HERRING[:20], LAMPS[:20]} <= {i.text[:20] for i in s.instances} for s in found)


def test_copies_that_print_other_words_are_other_texts() -> None:
    texts = [
        f"The herring quota was cut to {number} boats because nobody counted the spawning grounds"
        for number in range(20)
    ]
    quotations = [quoted(number, text) for number, text in enumerate(texts)]
    copies = {quotation.article: "a0" for quotation in quotations}
    (differing,) = [s for s in group(quotations, copies=copies) if s.articles == 20]
    assert differing.distinct_texts == 20
    (alike,) = group([quoted(number, texts[0]) for number in range(20)], copies=copies)
    assert (alike.articles, alike.distinct_texts) == (20, 1)
