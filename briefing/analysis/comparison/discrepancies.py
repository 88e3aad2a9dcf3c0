"""Facts on which the sources disagree: figures, days, sense of the same words, who said them, payment, stage of a deal.

Few and right beats many: every difference rests on words that are certainly about one thing (two printings of one statement, one
act in one article, one story). Reports only words that stand in the texts, never a judgement of which is true.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from briefing.analysis.comparison import alignment, fact_extraction, salience
from briefing.analysis.statements import normalise, origins
from briefing.lexicon import word_lists
from briefing.model import Difference, FactValue, Quotation, Span, Statement, Witness
from briefing.text import fold, sentences, truncate

MOST = 500
"""Differences that are returned: beyond, nobody reads."""


def find(
    statements: Sequence[Statement], quotations: Mapping[str, Quotation], texts: Mapping[str, str]
) -> tuple[Difference, ...]:
    """The differences between the sources of ``statements``; ``quotations`` by id, ``texts`` by article id.

    First those inside statements (in their order), then those of stories (articles that share a statement in marks), then
    those inside one article.
    """
    found: list[Difference] = []
    shared = [s for s in statements if s.articles > 1]
    for statement in shared:
        found += _figures(statement, texts)
        found += _periods(statement, texts)
        found += _senses(statement, quotations, texts)
        found += _speakers(statement, quotations)
    found += _stories(shared, texts)
    for article in sorted(texts):
        found += _days(article, texts[article])
    return tuple(found[:MOST])


def _topic(kind: str, statement: Statement) -> str:
    return f"{kind}: “{truncate(statement.text, 60)}”"


def _difference(topic: str, values: Sequence[FactValue]) -> Difference:
    """One value an article, in order of value and article."""
    unique = {(v.value, v.article): v for v in reversed(values)}
    return Difference(topic, tuple(sorted(unique.values(), key=lambda v: (v.value, v.article, v.span))))


def _figures(statement: Statement, texts: Mapping[str, str]) -> Iterator[Difference]:
    """The same noun counted differently in two printings of one statement."""
    by_noun: dict[str, list[FactValue]] = {}
    for instance in statement.instances:
        text = texts.get(instance.article, "")
        if text[slice(*instance.span)] != instance.text:
            continue
        # Words quoted in passing share the reporter's sentence: what he adds to them belongs to it.
        place = _sentence(text, instance.span) if instance.mode == "mixed" else instance.span
        for fact in fact_extraction.figures(text, *place):
            by_noun.setdefault(fact.key, []).append(FactValue(fact.value, instance.article, fact.span))
    for _, values in sorted(by_noun.items()):
        clear = [v for v in values if _once(values, v)]
        if any(_disagree(a.value, b.value) for a, b in combinations(clear, 2) if a.article != b.article):
            start, end = clear[0].span
            printed = texts[clear[0].article][start:end].split()[-1]
            yield _difference(_topic(f"how many {printed}", statement), clear)


def _sentence(text: str, span: Span) -> Span:
    """The sentence in which the words stand, within their paragraph."""
    start, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    for first, last in sentences(
        text, max(start, span[0] - 1_000), len(text) if end < 0 else min(end, span[1] + 1_000)
    ):
        if first <= span[0] < last:
            return first, max(last, span[1])
    return span


def _periods(statement: Statement, texts: Mapping[str, str]) -> Iterator[Difference]:
    """The time that one statement speaks of, where every source that gives one gives only one."""
    values: dict[str, set[FactValue]] = {}
    for instance in statement.instances:
        text = texts.get(instance.article, "")
        if text[slice(*instance.span)] == instance.text:
            for fact in fact_extraction.periods(text, *_sentence(text, instance.span)):
                values.setdefault(instance.article, set()).add(FactValue(fact.value, instance.article, fact.span))
    clear = [next(iter(found)) for found in values.values() if len({v.value for v in found}) == 1]
    if len({v.value for v in clear}) > 1:
        yield _difference(_topic("period", statement), clear)


def _once(values: Sequence[FactValue], value: FactValue) -> bool:
    """An article that gives two figures for a noun speaks of two things."""
    return len({v.value.lstrip("<>") for v in values if v.article == value.article}) == 1


def _disagree(a: str, b: str) -> bool:
    """Whether two figures contradict each other: other numbers, or one above and one below the same."""
    if a.lstrip("<>") != b.lstrip("<>"):
        return True
    return {a[:1], b[:1]} == {"<", ">"}


def _senses(
    statement: Statement, quotations: Mapping[str, Quotation], texts: Mapping[str, str]
) -> Iterator[Difference]:
    """Words put for one another in printings in marks that turn the sense: a negation, a modal verb, a tense, a day."""
    comparison = alignment.compare(statement, quotations)
    pivot = comparison.witnesses[0]
    if pivot.mode == "indirect":
        return
    for witness in comparison.witnesses[1:]:
        if witness.mode == "indirect" or witness.article == pivot.article:
            continue
        for token, before, after in _changes(pivot, witness, texts):
            kind = _kind(token[0], token[1])
            if kind and before and after:
                values = (
                    FactValue(fold(token[0]).strip(" ,.;:"), pivot.article, before),
                    FactValue(fold(token[1]).strip(" ,.;:"), witness.article, after),
                )
                yield _difference(_topic(kind, statement), values)


def _kind(before: str, after: str) -> str | None:
    if len(before.split()) > 4 or len(after.split()) > 4:
        return None
    days = word_lists.load("facts")
    old, new = ({normalise.normalise(w)[0] for w in t.split() if normalise.normalise(w)} for t in (before, after))
    calendar = days["weekday"] | (days["month"] - {"may"})
    if old & calendar and new & calendar and old & calendar != new & calendar:
        return "day or date"
    left, right = salience.kinds(before, opening=True), salience.kinds(after, opening=True)
    for kind in ("negation", "modality", "tense"):
        if left.get(kind) != right.get(kind) and (kind == "negation" or (kind in left and kind in right)):
            return kind
    return None


def _changes(
    pivot: Witness, witness: Witness, texts: Mapping[str, str]
) -> Iterator[tuple[tuple[str, str], Span | None, Span | None]]:
    """The strong changes with their places in both articles."""
    left, right = _Reader(pivot, texts), _Reader(witness, texts)
    for token in witness.tokens:
        if token.op == "split":
            continue
        before = after = None
        if token.op in ("changed", "omitted"):
            before = left.place(token.pivot if token.op == "changed" else token.text)
        elif token.op == "same":
            left.skip(token.text)
        if token.op not in ("omitted", "elided"):
            after = right.place(token.text)
        if token.op == "changed" and token.strong:
            yield (token.pivot, token.text), before, after


class _Reader:
    """Finds the stretches of a witness in its article one after the other."""

    def __init__(self, witness: Witness, texts: Mapping[str, str]) -> None:
        self._text = texts.get(witness.article, "")
        self._spans = witness.spans
        self._at = witness.spans[0][0] if witness.spans else 0

    def place(self, words: str) -> Span | None:
        for start, end in self._spans:
            found = self._text.find(words, max(start, self._at), end)
            if found >= 0:
                self._at = found + len(words)
                return found, self._at
        return None

    def skip(self, words: str) -> None:
        """Moves behind words that are the same but for case and punctuation: behind their last word."""
        count = sum(1 for _ in normalise.printed(words))
        for start, end in self._spans:
            if count == 0 or end <= self._at:
                continue
            for _, word_end in normalise.printed(self._text[max(start, self._at) : end]):
                count -= 1
                if count == 0:
                    self._at = max(start, self._at) + word_end
                    return


def _speakers(statement: Statement, quotations: Mapping[str, Quotation]) -> Iterator[Difference]:
    """The same words in marks, and the texts themselves attach them to different people."""
    named: dict[str, FactValue] = {}
    for instance in statement.instances:
        quotation = quotations.get(instance.quotation)
        if quotation is None or "indirect" in (quotation.mode, instance.mode):
            continue
        if quotation.mode == "mixed" and quotation.cue is None:
            # A headline's marks: nobody is said to have said them.
            continue
        speaker = quotation.speaker
        if (
            speaker.status != "stated"
            or not speaker.name
            or speaker.mention_span is None
            or origins.kind(speaker.name) == 2
        ):
            continue
        named.setdefault(instance.article, FactValue(speaker.name, instance.article, speaker.mention_span))
    values = list(named.values())
    if len(_persons(values)) > 1:
        yield _difference(_topic("who said it", statement), values)


def _persons(values: Sequence[FactValue]) -> list[set[str]]:
    """The names, those together that may be one: also through a third form ("ICR", "International Comet Register", "the Register")."""
    groups: list[set[str]] = []
    for name in dict.fromkeys(value.value for value in values):
        near = [group for group in groups if any(_akin(name, other) for other in group)]
        groups = [group for group in groups if group not in near] + [{name}.union(*near)]
    return groups


def _akin(a: str, b: str) -> bool:
    """Whether two names may be one: they share a word of more than a letter."""
    one, two = ({w.strip(".,'’") for w in fold(name).split()} for name in (a, b))
    return any(len(word) > 1 for word in one & two) or any(
        "".join(w[0] for w in name.split() if w) == other for name, other in ((fold(a), fold(b)), (fold(b), fold(a)))
    )


def _stories(statements: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Difference]:
    """What is paid, and whether the deal is done, in articles that carry one statement."""
    neighbours: dict[str, set[str]] = {}
    for statement in statements:
        articles = sorted({i.article for i in statement.instances if i.mode != "indirect" and i.article in texts})
        for article in articles[1:]:
            neighbours.setdefault(articles[0], set()).add(article)
            neighbours.setdefault(article, set()).add(articles[0])
    seen: set[str] = set()
    for article in sorted(neighbours):
        if article in seen:
            continue
        story, queue = {article}, [article]
        while queue:
            for other in neighbours[queue.pop()] - story:
                story.add(other)
                queue.append(other)
        seen |= story
        yield from _payments(sorted(story), texts)
        yield from _stages(sorted(story), texts)


def _payments(story: Sequence[str], texts: Mapping[str, str]) -> Iterator[Difference]:
    found = [
        (FactValue(fact.value, article, fact.span), context)
        for article in story
        for fact, context in fact_extraction.exchanges(texts[article])
    ]
    values: list[FactValue] = []
    for (a, one), (b, two) in combinations(found, 2):
        given, other = ({normalise.stem(word) for word in v.value.replace(",", "").split()} - _SMALL for v in (a, b))
        # "food in exchange for munitions" tells of the same barter from the other side.
        turned = given & two or other & one
        if len(one & two) >= 2 and not given & other and not turned:
            values += [a, b]
    if values:
        yield _difference("what is given in exchange", values)


_SMALL = frozenset(
    normalise.stem(word) for word in ("a", "an", "the", "and", "or", "of", "from", "for", "to", "its", "their")
)


def _stages(story: Sequence[str], texts: Mapping[str, str]) -> Iterator[Difference]:
    values = [FactValue(f.value, article, f.span) for article in story for f in fact_extraction.stages(texts[article])]
    if len({v.value for v in values}) > 1:
        yield _difference("whether the deal is done", values)


def _days(article: str, text: str) -> Iterator[Difference]:
    """One act on two weekdays in one article."""
    by_act: dict[str, list[FactValue]] = {}
    for fact in fact_extraction.acts(text):
        by_act.setdefault(fact.key, []).append(FactValue(fact.value, article, fact.span))
    told: set[str] = set()
    for key, values in sorted(by_act.items()):
        # "contract" comes before "contract sign": what is told of the noun is not told again.
        if len({v.value for v in values}) > 1 and key.split()[0] not in told:
            told.add(key)
            ordered = sorted(values, key=lambda v: v.span)
            yield Difference(f"day: “{text[slice(*ordered[0].span)]}”", tuple(ordered))
