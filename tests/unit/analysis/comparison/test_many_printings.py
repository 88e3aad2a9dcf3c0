"""On what thousands of printings of one statement disagree is found out by what they say, not by their pairs: counted, not timed."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.comparison import discrepancies, fact_extraction
from briefing.analysis.comparison.discrepancies import Told
from briefing.model import FactValue, Instance, Statement

WORDS = ["boats", "mill", "crowns", "ferry", "oats"]
gifts = st.lists(
    st.tuples(st.sampled_from(["12 boats", "9 boats", "a mill", "9,000 crowns"]), st.sets(st.sampled_from(WORDS))),
    max_size=9,
)


def told(gifts: list[tuple[str, set[str]]]) -> list[Told]:
    exchanges = [
        (FactValue(gift, f"a{number}", (0, 5)), (0, 9), tuple(sorted(context)))
        for number, (gift, context) in enumerate(gifts)
    ]
    return [Told((), (each,), ()) for each in exchanges]


def otherwise(one: tuple[str, set[str]], other: tuple[str, set[str]]) -> bool:
    """Return whether two tell of one matter and of different things that are given."""
    small = {"a", "the"}
    ours, theirs = ({w.rstrip("s") for w in gift.replace(",", "").split()} - small for gift, _ in (one, other))
    contexts = [{word.rstrip("s") for word in context} for _, context in (one, other)]
    return len(contexts[0] & contexts[1]) >= 2 and not (ours & theirs or ours & contexts[1] or theirs & contexts[0])


@given(gifts=gifts)
def test_payments_are_those_of_all_pairs(gifts: list[tuple[str, set[str]]]) -> None:
    stemmed = [(gift, {word.rstrip("s") for word in context}) for gift, context in gifts]
    found = [each for each in discrepancies.of_story(told(stemmed)) if each.topic == "what is given in exchange"]
    named = {id for each in found for version in each.versions for id in version.articles}
    pairs = [(a, b) for a, b in combinations(range(len(stemmed)), 2) if otherwise(stemmed[a], stemmed[b])]
    assert named == {f"a{number}" for pair in pairs for number in pair}


@pytest.mark.parametrize("rare", ["40", "41"])
def test_hundreds_who_print_one_figure_are_compared_once(rare: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, str]] = []
    disagree = fact_extraction.disagree
    monkeypatch.setattr(fact_extraction, "disagree", lambda a, b: compared.append((a, b)) or disagree(a, b))
    texts = {f"a{number:03}": f"“{40 if number else rare} herons stood there.”" for number in range(600)}
    instances = tuple(
        Instance(id, id, id, (1, len(text) - 1), None, text[1:-1], "direct") for id, text in texts.items()
    )
    statement = Statement("s", texts["a001"][1:-1], None, 600, 600, 600, instances)
    found = discrepancies.of_statement(statement, {}, texts)
    assert [[(v.value, v.printings) for v in each.versions] for each in found] == (
        [[("41", 1), ("40", 599)]] if rare == "41" else []
    )
    assert len(compared) < 10
