"""Facts on which the sources disagree: figures, days, sense of the same words, who said them, payment, stage of a deal.

Few and right beats many: every difference rests on words that are certainly about one thing (two printings of one statement, one
act in one article, one story). Reports only words that stand in the texts, never a judgement of which is true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from briefing.analysis.comparison import alignment, fact_extraction, sense_changes
from briefing.analysis.comparison.tally import Tally, sentence
from briefing.analysis.statements import normalise, origins
from briefing.analysis.statements.ranges import Union
from briefing.model import Difference, FactValue, Instance, Quotation, Statement
from briefing.text import fold, truncate

MOST = 500
"""Differences that are returned: beyond, nobody reads."""

_NOTHING: Mapping[str, str] = {}


def find(
    statements: Sequence[Statement],
    quotations: Mapping[str, Quotation],
    texts: Mapping[str, str],
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
    tally = Tally(texts, heads, outlets)
    found: list[Difference | None] = []
    shared = [s for s in statements if s.articles > 1]
    for statement in shared:
        check()
        found += _figures(statement, tally)
        found += _periods(statement, tally)
        comparison = alignment.compare(statement, quotations)
        for kind, values in sense_changes.places(comparison, texts):
            found.append(tally.difference(_topic(kind, statement), values))
        found.append(_speakers(statement, quotations, tally))
    found += _stories(shared, tally)
    for article in sorted(texts):
        check()
        found += _days(article, tally)
    return tuple([difference for difference in found if difference is not None][:MOST])


def _topic(kind: str, statement: Statement) -> str:
    return f"{kind}: “{truncate(statement.text, 60)}”"


def _figures(statement: Statement, tally: Tally) -> Iterator[Difference | None]:
    """Yield the same noun counted differently in two printings of one statement, or one figure bounded in other words."""
    by_noun: dict[str, list[FactValue]] = {}
    for instance in statement.instances:
        for fact in _counted(instance, tally):
            by_noun.setdefault(fact.key, []).append(FactValue(fact.value, instance.article, fact.span))
    for key, values in sorted(by_noun.items()):
        clear = [v for v in values if _once(values, v)]
        if not clear:
            continue
        printed = tally.texts[clear[0].article][slice(*clear[0].span)].split()[-1]
        noun = fact_extraction.HUNDREDTHS if key.startswith("percent") else printed
        if any(fact_extraction.disagree(a.value, b.value) for a, b in combinations(clear, 2) if a.article != b.article):
            yield tally.difference(_topic(f"how many {noun}", statement), _joined(clear, _agree))
        elif len({v.value.lstrip(fact_extraction.SIGNS) for v in clear}) == 1:
            worded = [_bounded(v, tally) for v in clear if v.value[0] != "~"]
            yield tally.difference(_topic(f"how the number of {noun} is put", statement), worded)


def _counted(instance: Instance, tally: Tally) -> Iterator[fact_extraction.Fact]:
    """Return the figures of a printing; none where its words stand elsewhere than they should."""
    text = tally.texts.get(instance.article, "")
    if text[slice(*instance.span)] != instance.text:
        return iter(())
    # Words quoted in passing share the reporter's sentence: what he adds to them belongs to it.
    place = sentence(text, instance.span) if instance.mode == "mixed" else instance.span
    return fact_extraction.figures(text, *place)


def _bounded(value: FactValue, tally: Tally) -> FactValue:
    """Return the figure with the words that bound it, as printed: "more than 9000"."""
    printed = fold(tally.texts[value.article][slice(*value.span)]).split()
    words = [word for word in printed if word in fact_extraction.BOUNDING]
    return FactValue(" ".join([*words, value.value.lstrip(fact_extraction.SIGNS)]), value.article, value.span)


def _periods(statement: Statement, tally: Tally) -> Iterator[Difference | None]:
    """Yield the time that one statement speaks of, where every source that gives one gives only one."""
    values: dict[str, set[FactValue]] = {}
    for instance in statement.instances:
        text = tally.texts.get(instance.article, "")
        if text[slice(*instance.span)] == instance.text:
            for fact in fact_extraction.periods(text, *sentence(text, instance.span)):
                values.setdefault(instance.article, set()).add(FactValue(fact.value, instance.article, fact.span))
    clear = [next(iter(found)) for found in values.values() if len({v.value for v in found}) == 1]
    yield tally.difference(_topic("period", statement), clear)


def _once(values: Sequence[FactValue], value: FactValue) -> bool:
    """Return True for an article that gives two figures for a noun speaks of two things."""
    return len({v.value.lstrip(fact_extraction.SIGNS) for v in values if v.article == value.article}) == 1


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


def _speakers(statement: Statement, quotations: Mapping[str, Quotation], tally: Tally) -> Difference | None:
    """Return the same words in marks, and the texts themselves attach them to different people."""
    named: dict[str, FactValue] = {}
    for instance in statement.instances:
        quotation = quotations.get(instance.quotation)
        if quotation is None or "indirect" in (quotation.mode, instance.mode):
            continue
        if quotation.mode == "mixed" and quotation.cue is None:
            # A headline's marks: nobody is said to have said them.
            continue
        who = quotation.speaker
        if who.status == "stated" and who.name and who.mention_span is not None and origins.kind(who.name) != 2:
            named.setdefault(instance.article, FactValue(who.name, instance.article, who.mention_span))
    values = _joined(list(named.values()), _akin)
    return tally.difference(_topic("who said it", statement), values, whole=False)


def _akin(a: str, b: str) -> bool:
    """Return whether two names may be one: they share a word of more than a letter, or one is the initials of the other."""
    one, two = ({w.strip(".,'’") for w in fold(name).split()} for name in (a, b))
    if any(len(word) > 1 for word in one & two):
        return True
    return _initials(a) == fold(b) or _initials(b) == fold(a)


def _initials(name: str) -> str:
    return "".join(word[0] for word in fold(name).split())


def _stories(statements: Sequence[Statement], tally: Tally) -> Iterator[Difference | None]:
    """Yield what is paid, and whether the deal is done, in articles that carry one statement."""
    union: Union[str] = Union()
    carrying: set[str] = set()
    for statement in statements:
        articles = sorted({i.article for i in statement.instances if i.mode != "indirect" and i.article in tally.texts})
        carrying.update(articles)
        for article in articles[1:]:
            union.join(articles[0], article)
    stories: dict[str, list[str]] = {}
    for article in sorted(carrying):
        stories.setdefault(union.find(article), []).append(article)
    for story in stories.values():
        if len(story) > 1:
            yield _payments(story, tally)
            yield _stages(story, tally)


def _payments(story: Sequence[str], tally: Tally) -> Difference | None:
    found = [
        (FactValue(fact.value, article, fact.span), context)
        for article in story
        for fact, context in fact_extraction.exchanges(tally.texts[article])
    ]
    values: list[FactValue] = []
    for (a, one), (b, two) in combinations(found, 2):
        given, other = _given(a.value), _given(b.value)
        # "food in exchange for munitions" tells of the same barter from the other side.
        turned = given & two or other & one
        if len(one & two) >= 2 and not given & other and not turned:
            values += [a, b]
    return tally.difference("what is given in exchange", _joined(values, lambda a, b: bool(_given(a) & _given(b))))


def _given(value: str) -> set[str]:
    return {normalise.stem(word) for word in value.replace(",", "").split()} - _SMALL


_SMALL = frozenset(
    normalise.stem(word) for word in ("a", "an", "the", "and", "or", "of", "from", "for", "to", "its", "their")
)


def _stages(story: Sequence[str], tally: Tally) -> Difference | None:
    texts = tally.texts
    values = [FactValue(f.value, article, f.span) for article in story for f in fact_extraction.stages(texts[article])]
    return tally.difference("whether the deal is done", values)


def _days(article: str, tally: Tally) -> Iterator[Difference | None]:
    """One act on two weekdays in one article."""
    text = tally.texts[article]
    by_act: dict[str, list[FactValue]] = {}
    for fact in fact_extraction.acts(text):
        by_act.setdefault(fact.key, []).append(FactValue(fact.value, article, fact.span))
    told: set[str] = set()
    for key, values in sorted(by_act.items()):
        # "contract" comes before "contract sign": what is told of the noun is not told again.
        if len({v.value for v in values}) > 1 and key.split()[0] not in told:
            told.add(key)
            start, end = min(v.span for v in values)
            yield tally.difference(f"day: “{text[start:end]}”", values)
