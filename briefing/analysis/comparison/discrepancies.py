"""Facts on which the sources disagree: figures, days, sense of the same words, who said them, payment, stage of a deal.

Few and right beats many: every difference rests on words that are certainly about one thing (two printings of one statement, one
act in one article, one story). Reports only words that stand in the texts, never a judgement of which is true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations, combinations_with_replacement, product
from typing import NamedTuple

from briefing.analysis.comparison import alignment, attributions, fact_extraction, salience, sense_changes
from briefing.analysis.comparison.tally import Disagreement, clause, counted, gathered
from briefing.analysis.statements import normalise
from briefing.analysis.statements.ranges import Union
from briefing.model import Difference, FactValue, Instance, Quotation, Span, Statement
from briefing.text import fold, sentence_at, truncate, whole_lines

VERSION = 9
"""Raised whenever other disagreements can be found."""

MOST_OF_ONE = 50
"""Printings of a statement in one article that are looked at."""

Texts = Mapping[str, str]
"""Article id -> text."""

Said = tuple[str, Sequence[FactValue], Callable[[FactValue], Span]]
"""A topic, what each article says of it, and the words that this rests on."""

Places = Mapping[str, Mapping[tuple[str, str], Span]]
"""Topic -> value and article -> the words of the article that it rests on."""

_NOTHING: Mapping[str, str] = {}


class Told(NamedTuple):
    """What one article says: days on which it disagrees with itself, what is given in exchange (each with the telling words around it),
    and whether a deal is done; with the words that each fact rests on."""

    days: tuple[Disagreement, ...]
    exchanges: tuple[tuple[FactValue, Span, tuple[str, ...]], ...]
    stages: tuple[tuple[FactValue, Span], ...]


def find(
    statements: Sequence[Statement],
    quotations: Mapping[str, Quotation],
    texts: Texts,
    *,
    heads: Mapping[str, str] = _NOTHING,
    outlets: Mapping[str, str] = _NOTHING,
    check: Callable[[], object] = lambda: None,
) -> tuple[Difference, ...]:
    """Find the differences between the sources of ``statements``.

    First those inside statements (in their order), then those of stories (articles that share a statement in marks), then
    those inside one article.

    Args:
        statements: what the articles share.
        quotations: by id.
        texts: article id -> text.
        heads: article id -> a representative of its copy group (itself, where one is missing): copies count once.
        outlets: article id -> name of its source, where one is known: tells a source that differs from itself.
        check: called again and again; what it raises ends the search.
    """
    found: list[Disagreement] = []
    shared = [s for s in statements if s.articles > 1]
    for statement in shared:
        check()
        found += of_statement(statement, quotations, texts)
    for story in stories(spoken(statement) for statement in shared):
        found += of_story([of_article(id, texts[id]) for id in story if id in texts])
    for article in sorted(texts):
        check()
        found += of_article(article, texts[article]).days
    return tuple(counted(one, lambda id: heads.get(id, id), outlets.get) for one in found)


# --- one statement ---


def of_statement(statement: Statement, quotations: Mapping[str, Quotation], texts: Texts) -> list[Disagreement]:
    """Return on what the printings of a statement disagree."""
    found = (gathered(*said) for said in _said(few_of_each(statement), quotations, texts))
    return [_weighed(one) for one in found if one is not None]


def places_of_statement(statement: Statement, quotations: Mapping[str, Quotation], texts: Texts) -> Places:
    """Return where each printing of a statement says what :func:`of_statement` finds."""
    return _placed(_said(few_of_each(statement), quotations, texts))


def _placed(said: Iterable[Said]) -> Places:
    """Return the first place at which each article gives a value."""
    places: dict[str, dict[tuple[str, str], Span]] = {}
    for topic, values, words in said:
        for value in values:
            places.setdefault(topic, {}).setdefault((value.value, value.article), words(value))
    return places


def _said(statement: Statement, quotations: Mapping[str, Quotation], texts: Texts) -> Iterator[Said]:
    """Yield what the printings of a statement say of each fact, and which words that rests on."""

    def words(value: FactValue) -> Span:
        return clause(texts[value.article], value.span) if value.article in texts else value.span

    for topic, values in _figures(statement, texts):
        yield topic, values, words
    yield _topic("period", statement), _periods(statement, texts), words
    if _is_worded_differently(statement):
        comparison = alignment.compare(statement, quotations)
        for kind, values in sense_changes.places(comparison, texts):
            yield _topic(kind, statement), values, words
    yield _topic("who said it", statement), _speakers(statement, quotations), lambda value: value.span


def _weighed(found: Disagreement) -> Disagreement:
    """Return a disagreement that is strong only if its versions differ in sense where all may put one fact in other words."""
    if not found.topic.startswith(OF_WORDING):
        return found
    return found._replace(strong=salience.differ([version.value for version in found.versions]))


OF_WORDING = ("how the number of ", "tense: ")
"""How topics begin on which sources may agree and only put it in other words."""


def few_of_each(statement: Statement) -> Statement:
    """Return the statement with as many printings of one article as are looked at: one that prints it again and again tells no more, and each
    printing is set beside each other one."""
    count: Counter[str] = Counter()
    kept = []
    for instance in statement.instances:
        count[instance.article] += 1
        if count[instance.article] <= MOST_OF_ONE:
            kept.append(instance)
    return statement if len(kept) == len(statement.instances) else replace(statement, instances=tuple(kept))


def _topic(kind: str, statement: Statement) -> str:
    return f"{kind}: “{truncate(statement.text, 60)}”"


def _is_worded_differently(statement: Statement) -> bool:
    """Return False where every article prints the same words once: nothing can change their sense then."""
    articles = {instance.article for instance in statement.instances}
    return len({instance.text for instance in statement.instances}) > 1 or len(articles) < len(statement.instances)


def _figures(statement: Statement, texts: Texts) -> Iterator[tuple[str, list[FactValue]]]:
    """Yield the same noun counted differently in two printings of one statement, or one figure bounded in other words."""
    by_noun: dict[str, list[FactValue]] = {}
    for instance in statement.instances if _may_be_counted_differently(statement) else ():
        for fact in _counted(instance, texts):
            by_noun.setdefault(fact.key, []).append(FactValue(fact.value, instance.article, fact.span))
    for key, values in sorted(by_noun.items()):
        clear = _given_once(values)
        if not clear:
            continue
        printed = texts[clear[0].article][slice(*clear[0].span)].split()[-1]
        noun = fact_extraction.HUNDREDTHS if key.startswith("percent") else printed
        if _disagreeing(clear):
            yield _topic(f"how many {noun}", statement), _joined(clear, _agree)
        elif _is_one_bounded(clear, texts):
            worded = [_bounded(v, texts) for v in clear if v.value[0] != "~"]
            yield _topic(f"how the number of {noun} is put", statement), worded


_PLACES = frozenset("beneath below above underneath atop".split())
"""Words that say of a figure behind them where something is."""


def _is_one_bounded(values: Sequence[FactValue], texts: Texts) -> bool:
    """Tell whether all give one figure, and none prints it as a depth or a height: "under" and "over" are places too then."""
    figures = {value.value.lstrip(fact_extraction.SIGNS) for value in values}
    ahead = (texts[v.article][max(0, v.span[0] - 20) : v.span[0]].lower().split()[-1:] for v in values)
    return len(figures) == 1 and all(map(_PLACES.isdisjoint, ahead))


def _may_be_counted_differently(statement: Statement) -> bool:
    """Return False where all print the same words in marks of their own: no figure can be another one then."""
    mixed = any(instance.mode == "mixed" for instance in statement.instances)
    return True if mixed else len({instance.text for instance in statement.instances}) > 1


def _counted(instance: Instance, texts: Texts) -> Iterator[fact_extraction.Fact]:
    """Return the figures of a printing; none where its words stand elsewhere than they should."""
    text = texts.get(instance.article, "")
    if text[slice(*instance.span)] != instance.text:
        return iter(())
    # Words quoted in passing share the reporter's sentence: what he adds to them belongs to it.
    place = sentence_at(text, instance.span) if instance.mode == "mixed" else instance.span
    return fact_extraction.figures(text, *place)


def _bounded(value: FactValue, texts: Texts) -> FactValue:
    """Return the figure with the words that bound it, as printed: "more than 9000"."""
    printed = fold(texts[value.article][slice(*value.span)]).split()
    words = [word for word in printed if word in fact_extraction.BOUNDING]
    return FactValue(" ".join([*words, value.value.lstrip(fact_extraction.SIGNS)]), value.article, value.span)


def _periods(statement: Statement, texts: Texts) -> list[FactValue]:
    """Return the times that one statement speaks of, of every source that gives only one."""
    values: dict[str, set[FactValue]] = {}
    for instance in statement.instances:
        text = texts.get(instance.article, "")
        lines = whole_lines(text, instance.span)
        if fact_extraction.may_hold_periods(text[slice(*lines)]) and text[slice(*instance.span)] == instance.text:
            for fact in fact_extraction.periods(text, *sentence_at(text, instance.span)):
                values.setdefault(instance.article, set()).add(FactValue(fact.value, instance.article, fact.span))
    return [min(found, key=lambda v: v.span) for found in values.values() if len({v.value for v in found}) == 1]


def _given_once(values: Sequence[FactValue]) -> list[FactValue]:
    """Return the values without those of articles that give two figures for a noun: these speak of two things."""
    figures: dict[str, set[str]] = {}
    for value in values:
        figures.setdefault(value.article, set()).add(value.value.lstrip(fact_extraction.SIGNS))
    return [value for value in values if len(figures[value.article]) == 1]


def _disagreeing(values: Sequence[FactValue]) -> bool:
    """Return whether two articles give figures that disagree; thousands that give the same one are looked at once."""
    articles: dict[str, set[str]] = {}
    for value in values:
        articles.setdefault(value.value, set()).add(value.article)
    pairs = combinations_with_replacement(articles, 2)
    return any(fact_extraction.disagree(a, b) for a, b in pairs if len(articles[a] | articles[b]) > 1)


def _agree(a: str, b: str) -> bool:
    return not fact_extraction.disagree(a, b)


def _joined(values: Sequence[FactValue], agree: Callable[[str, str], bool]) -> list[FactValue]:
    """Return the values, those that agree called by one name: that which most articles give, the longest of equals."""
    union: Union[str] = Union()
    for a, b in combinations(sorted({value.value for value in values}), 2):
        if agree(a, b):
            union.join(a, b)
    said: dict[str, list[str]] = {}
    for value in values:
        said.setdefault(union.find(value.value), []).append(value.value)
    names = {root: max(sorted(set(same)), key=lambda one: (same.count(one), len(one))) for root, same in said.items()}
    return [FactValue(names[union.find(v.value)], v.article, v.span) for v in values]


def _speakers(statement: Statement, quotations: Mapping[str, Quotation]) -> list[FactValue]:
    """Return to whom the texts themselves attach the same words in marks."""
    named: dict[str, FactValue] = {}
    for instance in statement.instances:
        who = attributions.stated(instance, quotations.get(instance.quotation))
        if who is not None:
            named.setdefault(instance.article, FactValue(who[0], instance.article, who[1]))
    # An institution speaks by somebody: it and a person are not held against each other.
    for persons in (True, False):
        told = _joined([v for v in named.values() if attributions.is_person(v.value) == persons], attributions.akin)
        if len({value.value for value in told}) > 1:
            return told
    return []


# --- articles of one story ---


def spoken(statement: Statement) -> list[str]:
    """Return the articles that print a statement in marks, in order of their ids."""
    return sorted({instance.article for instance in statement.instances if instance.mode != "indirect"})


def stories(carriers: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return the articles that hang together by carrying one statement (``carriers``: those of each), more than one, in order."""
    union: Union[str] = Union()
    carrying: set[str] = set()
    for articles in carriers:
        carrying.update(articles)
        for article in articles[1:]:
            union.join(articles[0], article)
    found: dict[str, list[str]] = {}
    for article in sorted(carrying):
        found.setdefault(union.find(article), []).append(article)
    return [story for story in found.values() if len(story) > 1]


def of_story(told: Sequence[Told]) -> list[Disagreement]:
    """Return on what the articles of one story disagree: what is paid, and whether the deal is done."""
    found = (gathered(*said) for said in _said_in_story(told))
    return [one for one in found if one is not None]


def places_of_story(told: Sequence[Told]) -> Places:
    """Return where each article of a story says what :func:`of_story` finds."""
    return _placed(_said_in_story(told))


def _said_in_story(told: Sequence[Told]) -> Iterator[Said]:
    """Yield what the articles of one story say is paid, and whether they say that the deal is done."""
    places = {(value.article, value.span): where for one in told for value, where in one.stages}
    places |= {(value.article, value.span): where for one in told for value, where, _ in one.exchanges}

    def words(value: FactValue) -> Span:
        return places[value.article, value.span]

    paid = _joined(_payments([each for one in told for each in one.exchanges]), _same_gift)
    yield "what is given in exchange", paid, words
    yield "whether the deal is done", [value for one in told for value, _ in one.stages], words


def _payments(given: Sequence[tuple[FactValue, Span, tuple[str, ...]]]) -> list[FactValue]:
    """Return what is paid in two ways in words that tell of one matter, each time that it is beside another. Of what thousands say alike
    no pair is looked at."""
    alike: dict[frozenset[str], list[int]] = {}
    for place, (value, _, _) in enumerate(given):
        alike.setdefault(frozenset(_given(value.value)), []).append(place)
    contexts = [frozenset(context) for _, _, context in given]
    traded: dict[str, set[str]] = {}
    for value, _, context in given:
        traded.setdefault(value.article, set()).update(_given(value.value), context)
    pairs = [
        (min(a, b), max(a, b))
        for ours, theirs in combinations_with_replacement(alike, 2)
        if ours.isdisjoint(theirs)
        for a, b in _pairs(alike[ours], alike[theirs])
        # Who tells of both, wherever and on whichever side of a barter, does not disagree with who tells of one.
        if len(contexts[a] & contexts[b]) >= 2
        and not ours & traded[given[b][0].article] | theirs & traded[given[a][0].article]
    ]
    return [given[place][0] for pair in sorted(pairs) for place in pair]


def _pairs(ones: Sequence[int], others: Sequence[int]) -> Iterable[tuple[int, int]]:
    return combinations(ones, 2) if ones is others else product(ones, others)


def _same_gift(a: str, b: str) -> bool:
    return bool(_given(a) & _given(b))


def _given(value: str) -> set[str]:
    return {normalise.stem(word) for word in value.replace(",", "").split()} - _small()


@cache
def _small() -> frozenset[str]:
    """Return the words that give nothing; made when first asked for, as whoever only reads what is stored needs no table."""
    return frozenset(map(normalise.stem, ("a", "an", "the", "and", "or", "of", "from", "for", "to", "its", "their")))


# --- one article ---


def of_article(article: str, text: str) -> Told:
    """Return what an article says of days, payments and deals."""

    def placed(fact: fact_extraction.Fact) -> tuple[FactValue, Span]:
        return FactValue(fact.value, article, fact.span), clause(text, fact.span)

    given = tuple((*placed(fact), tuple(sorted(context))) for fact, context in fact_extraction.exchanges(text))
    return Told(tuple(_days(article, text)), given, tuple(map(placed, fact_extraction.stages(text))))


def _days(article: str, text: str) -> Iterator[Disagreement]:
    """Yield one act on two weekdays in one article."""
    by_act: dict[str, list[FactValue]] = {}
    for fact in fact_extraction.acts(text):
        by_act.setdefault(fact.key, []).append(FactValue(fact.value, article, fact.span))
    told: set[str] = set()
    for key, values in sorted(by_act.items()):
        # "contract" comes before "contract sign": what is told of the noun is not told again.
        if len({v.value for v in values}) > 1 and key.split()[0] not in told:
            told.add(key)
            start, end = min(v.span for v in values)
            found = gathered(f"day: “{text[start:end]}”", values, lambda value: clause(text, value.span))
            if found is not None:
                yield found
