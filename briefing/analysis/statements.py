"""The same words across sources: quotations grouped into statements, at once or article by article.

Groups by wording only. A speaker never joins two quotations; the group's speaker is voted for afterwards. What is printed
is never altered: an instance is a stretch of the quotation as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from briefing.analysis import origins, wording
from briefing.analysis.intervals import Range, components
from briefing.analysis.links import link
from briefing.analysis.wording import Unit, Vocabulary
from briefing.model import Instance, Quotation, Statement

_NOTHING: Mapping[str, str] = {}


def group(
    quotations: Sequence[Quotation],
    *,
    copies: Mapping[str, str] = _NOTHING,
    context: Mapping[str, str] = _NOTHING,
) -> tuple[Statement, ...]:
    """All statements of these quotations, those that most articles carry first.

    ``copies`` maps an article to a representative of its copy group; ``context`` an article to its text, in whose words
    around the quotation the origin is looked for. Terms and titles are left out.
    """
    grouper = Grouper()
    by_article: dict[str, list[Quotation]] = {}
    for quotation in quotations:
        by_article.setdefault(quotation.article, []).append(quotation)
    for article, own in by_article.items():
        grouper.add(article, own)
    return grouper.statements(copies=copies, context=context)


class Grouper:
    """Keeps the links between all quotations; one article more or less touches only what shares words with it."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._units: dict[int, Unit] = {}
        self._articles: dict[str, list[int]] = {}
        self._postings: dict[int, list[int]] = {}
        self._links: dict[int, dict[int, tuple[Range, Range]]] = {}
        self._next = 0

    def add(self, article: str, quotations: Sequence[Quotation]) -> None:
        """The quotations of ``article``; replaces what was there before."""
        if article in self._articles:
            self.remove(article)
        own: list[int] = []
        self._articles[article] = own
        for unit in wording.units([q for q in quotations if q.kind == "speech"], self._vocabulary):
            number = self._next
            self._next += 1
            self._units[number] = unit
            own.append(number)
            grams = _grams(unit)
            candidates: dict[int, int] = {}
            for gram in grams:
                posting = self._postings.setdefault(gram, [])
                for other in posting:
                    candidates[other] = candidates.get(other, 0) + 1
                posting.append(number)
            for other in candidates:
                found = link(unit, self._units[other])
                if found:
                    here, there = (found.a_start, found.a_end), (found.b_start, found.b_end)
                    self._links.setdefault(number, {})[other] = (here, there)
                    self._links.setdefault(other, {})[number] = (there, here)

    def remove(self, article: str) -> None:
        """Forgets the article; unknown ids are ignored."""
        for number in self._articles.pop(article, ()):
            for gram in _grams(self._units[number]):
                posting = self._postings.get(gram, [])
                if number in posting:
                    posting.remove(number)
            for other in self._links.pop(number, {}):
                self._links[other].pop(number, None)
            del self._units[number]

    def statements(
        self, *, copies: Mapping[str, str] = _NOTHING, context: Mapping[str, str] = _NOTHING
    ) -> tuple[Statement, ...]:
        """All statements as they stand, those that most articles carry first."""
        links = [
            (a, ranges[0], b, ranges[1]) for a, others in self._links.items() for b, ranges in others.items() if a < b
        ]
        groups = components(links)
        grouped = {unit for one in groups for unit, _ in one}
        groups += [[(number, (0, len(unit.words)))] for number, unit in self._units.items() if number not in grouped]
        found = [self._statement(one, copies, context) for one in groups]
        return tuple(sorted(found, key=lambda s: (-s.articles, s.instances[0].path, s.instances[0].span, s.id)))

    def _statement(
        self, members: Sequence[tuple[int, Range]], copies: Mapping[str, str], context: Mapping[str, str]
    ) -> Statement:
        instances: list[Instance] = []
        quotations: list[Quotation] = []
        for number, words in members:
            for part, instance in _instances(self._units[number], words):
                instances.append(instance)
                quotations.append(part)
        instances.sort(key=lambda i: (i.path, i.span, i.quotation))
        longest = max(members, key=lambda m: (self._units[m[0]].indirect is False, m[1][1] - m[1][0], -m[0]))
        text = " ".join(instance.text for _, instance in _instances(self._units[longest[0]], longest[1]))
        articles = {instance.article for instance in instances}
        count, evidence = origins.count(instances, quotations, copies, context)
        seed = "\n".join(f"{i.quotation} {i.span[0]}" for i in instances[:1]) + text
        return Statement(
            id="s" + sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:11],
            text=text,
            speaker=origins.speaker(quotations),
            articles=len(articles),
            distinct_texts=len({copies.get(article, article) for article in articles}),
            origins=count,
            instances=tuple(instances),
            origin_evidence=evidence,
        )


def _grams(unit: Unit) -> set[int]:
    words, weights = unit.words, unit.weights
    return {
        (words[i] << 24) | words[i + 1]
        for i in range(len(words) - 1)
        if weights[i] + weights[i + 1] >= 2.0
    }


def _instances(unit: Unit, words: Range) -> list[tuple[Quotation, Instance]]:
    """The stretch of each part that the word range covers, up to the ends of the part where it reaches its last words."""
    result = []
    count = len(unit.words)
    for index, part in enumerate(unit.parts):
        first = unit.firsts[index]
        last = unit.firsts[index + 1] if index + 1 < len(unit.parts) else count
        low, high = max(first, words[0]), min(last, words[1])
        if low >= high and not first == last == count == 0:
            continue
        start = 0 if low <= first else unit.starts[low]
        end = len(part.text) if high >= last else unit.ends[high - 1]
        result.append((part, _instance(part, start, end)))
    return result


def _instance(part: Quotation, start: int, end: int) -> Instance:
    whole = start == 0 and end == len(part.text)
    source = part.source_span
    if source is not None and not whole:
        same = source[1] - source[0] == part.span[1] - part.span[0]
        source = (source[0] + start, source[0] + end) if same else None
    span = part.span if whole else (part.span[0] + start, part.span[0] + end)
    return Instance(part.id, part.article, part.path, span, source, part.text[start:end], part.mode)
