"""The same words across sources: quotations grouped into statements, at once or article by article.

Groups by wording only. A speaker never joins two quotations; the group's speaker is voted for afterwards. What is printed
is never altered: an instance is a stretch of the quotation as it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from briefing.analysis import origins, seams, stories, wording
from briefing.analysis.intervals import Range, Tie, components
from briefing.analysis.links import WEAK, Link, links
from briefing.analysis.wording import Unit, Vocabulary
from briefing.model import Instance, Quotation, Span, Statement

CROWD = 400
"""A pair of words that so many wordings share is passed over when candidates are looked for: it finds nothing new."""

SHORT = 6
"""Longer wordings are compared only if they share two telling pairs of words."""

NEARLY = 1.12
"""Versions whose lengths differ by no more are equally long: one that most print stands for a statement, not its one rewording."""

_NOTHING: Mapping[str, str] = {}


def group(
    quotations: Sequence[Quotation],
    *,
    copies: Mapping[str, str] = _NOTHING,
    context: Mapping[str, str] = _NOTHING,
) -> tuple[Statement, ...]:
    """All statements of these quotations, those that most articles carry first.

    ``copies`` maps an article to a representative of its copy group; ``context`` an article to its text: in its words around
    a quotation the origin is looked for, and by its words is told whether two articles are about one story (common phrases
    join quotations only then; an article without text passes). Terms and titles are left out.
    """
    grouper = Grouper()
    by_article: dict[str, list[Quotation]] = {}
    for quotation in quotations:
        by_article.setdefault(quotation.article, []).append(quotation)
    for article, own in by_article.items():
        grouper.add(article, own, context.get(article, ""))
    return grouper.statements(copies=copies)


@dataclass(slots=True)
class _Wording:
    """All quotations with exactly these words; ``pattern`` is the first that was met."""

    pattern: Unit
    key: bytes
    units: list[Unit] = field(default_factory=list)
    cluster: int = -1


@dataclass(slots=True)
class _Draft:
    """A statement before counting: ``heads`` maps the articles to their representatives when it was last counted."""

    id: str
    text: str
    instances: tuple[Instance, ...]
    quotations: tuple[Quotation, ...]
    articles: tuple[str, ...]
    heads: tuple[str, ...] = ()
    counted: Statement | None = None


class Grouper:
    """Keeps the links between all quotations; one article more or less touches only what shares words with it."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._wordings: dict[int, _Wording] = {}
        self._by_key: dict[bytes, int] = {}
        self._articles: dict[str, list[int]] = {}
        self._stories = stories.Stories()
        self._sources: dict[str, dict[str, origins.Source]] = {}
        self._postings: dict[int, list[int]] = {}
        self._links: dict[int, dict[int, list[Link]]] = {}
        self._clusters: dict[int, list[_Draft]] = {}
        self._members: dict[int, list[int]] = {}
        self._dirty: set[int] = set()
        self._next = 0

    def add(self, article: str, quotations: Sequence[Quotation], text: str = "") -> None:
        """The quotations of ``article`` (``text``: its text); replaces what was there before."""
        if article in self._articles:
            self.remove(article)
        own: list[int] = []
        self._articles[article] = own
        self._stories.add(article, text)
        if text:
            self._sources[article] = origins.sources(quotations, text)
        for unit in wording.units([q for q in quotations if q.kind == "speech"], self._vocabulary, text):
            key = _key(unit, self._next)
            number = self._by_key.get(key)
            if number is None:
                number = self._next
                self._next += 1
                self._by_key[key] = number
                self._wordings[number] = _Wording(unit, key)
                self._connect(number, article)
            else:
                # The same words again: share the arrays, keep only where they stand.
                known = self._wordings[number].pattern
                unit.words, unit.weights, unit.cuts = known.words, known.weights, known.cuts
                unit.seams, unit.breaks = known.seams, known.breaks
                self._touch(number)
            self._wordings[number].units.append(unit)
            own.append(number)

    def remove(self, article: str) -> None:
        """Forgets the article; unknown ids are ignored."""
        self._stories.remove(article)
        self._sources.pop(article, None)
        for number in dict.fromkeys(self._articles.pop(article, ())):
            known = self._wordings[number]
            self._touch(number)
            known.units = [unit for unit in known.units if unit.parts[0].article != article]
            if known.units:
                continue
            for gram in _grams(known.pattern):
                posting = self._postings[gram]
                posting.remove(number)
                if not posting:
                    del self._postings[gram]
            for other in self._links.pop(number, {}):
                self._touch(other)
                del self._links[other][number]
            del self._wordings[number]
            del self._by_key[known.key]
            self._dirty.discard(number)

    def statements(
        self, *, copies: Mapping[str, str] = _NOTHING, context: Mapping[str, str] = _NOTHING
    ) -> tuple[Statement, ...]:
        """All statements as they stand, those that most articles carry first.

        ``copies`` as for :func:`group`; ``context`` is only needed for articles that were added without their text.
        """
        while self._dirty:
            self._settle(self._flood(self._dirty.pop()))
        found: list[Statement] = []
        for drafts in self._clusters.values():
            for draft in drafts:
                heads = (
                    tuple([copies.get(article, article) for article in draft.articles]) if copies else draft.articles
                )
                if draft.counted is None or draft.heads != heads or context:
                    draft.heads, draft.counted = heads, self._count(draft, heads, context)
                found.append(draft.counted)
        found.sort(key=lambda s: (-s.articles, s.instances[0].path, s.instances[0].span, s.id))
        return _unique(found)

    # --- links ---

    def _connect(self, number: int, article: str) -> None:
        """Links a new wording with those that share a telling pair of words with it."""
        self._dirty.add(number)
        pattern = self._wordings[number].pattern
        candidates: Counter[int] = Counter()
        for gram in _grams(pattern):
            posting = self._postings.setdefault(gram, [])
            if len(posting) <= CROWD:
                candidates.update(posting)
            posting.append(number)
        short = len(pattern.words) <= SHORT
        for other, shared in candidates.items():
            if shared == 1 and not short and len(self._wordings[other].pattern.words) > SHORT:
                continue
            found = [
                one for one in links(pattern, self._wordings[other].pattern) if self._credible(one, article, other)
            ]
            if found:
                self._links.setdefault(number, {})[other] = found
                self._links.setdefault(other, {})[number] = [one.turned() for one in found]
                self._touch(other)

    def _credible(self, one: Link, article: str, other: int) -> bool:
        """Words that may be a common phrase need articles that tell one story."""
        if one.mass >= WEAK:
            return True
        return any(self._stories.same(article, unit.parts[0].article) for unit in self._wordings[other].units[:8])

    def _touch(self, number: int) -> None:
        """The statements around this wording are out of date."""
        cluster = self._wordings[number].cluster
        if cluster < 0:
            self._dirty.add(number)
            return
        del self._clusters[cluster]
        for member in self._members.pop(cluster):
            self._wordings[member].cluster = -1
            self._dirty.add(member)

    def _flood(self, start: int) -> list[int]:
        members, queue = {start}, [start]
        while queue:
            for other in self._links.get(queue.pop(), ()):
                if other not in members:
                    members.add(other)
                    queue.append(other)
        return sorted(members)

    def _settle(self, members: list[int]) -> None:
        """Makes the statements of one cluster of linked wordings."""
        cluster = min(members)
        self._dirty.difference_update(members)
        for number in members:
            self._wordings[number].cluster = cluster
        self._members[cluster] = members
        outlines = {number: self._outline(number) for number in members}
        ties = [
            (Tie(a, (one.a_start, one.a_end), b, (one.b_start, one.b_end)), one.seams)
            for a in members
            for b, found in self._links.get(a, {}).items()
            if a < b
            for one in found
        ]
        for number in members:
            if len(outlines[number].articles) > 1:
                # The same words in several articles hold together, too.
                pattern = self._wordings[number].pattern
                whole = (0, len(pattern.words))
                ties.append((Tie(number, whole, number, whole), tuple([(at, at) for at in pattern.seams])))
        groups = components(seams.cut(ties, outlines), {number: outlines[number].cuts for number in members})
        self._clusters[cluster] = [self._draft(one) for one in seams.nest(groups, outlines)]

    def _outline(self, number: int) -> seams.Outline:
        known = self._wordings[number]
        pattern = known.pattern
        articles = frozenset([unit.parts[0].article for unit in known.units])
        direct = all(part.mode == "direct" for unit in known.units for part in unit.parts)
        return seams.Outline(pattern.cuts, pattern.seams, pattern.breaks, direct, articles)

    # --- statements ---

    def _draft(self, members: Sequence[tuple[int, Range]]) -> _Draft:
        pairs: list[tuple[Quotation, Instance]] = []
        versions: list[tuple[list[Instance], Unit, Range, bytes]] = []
        for number, words in members:
            for unit in self._wordings[number].units:
                own = _instances(unit, words)
                if not own:
                    continue
                pairs += own
                versions.append(([i for _, i in own], unit, words, unit.words[words[0] : words[1]].tobytes()))
        pairs.sort(key=lambda pair: (pair[1].path, pair[1].span, pair[1].quotation))
        instances = tuple(instance for _, instance in pairs)
        longest, unit, words = _fullest(versions)
        seed = [" ".join(key for key, _, _ in wording.words(instance.text)) for instance in longest]
        if sum(unit.weights[words[0] : words[1]]) < WEAK:
            # Strangers may say so little in the same words: their statements need ids of their own.
            seed.append(longest[0].quotation)
        digest = sha256(" ".join(seed).encode("utf-8", "surrogatepass")).hexdigest()
        return _Draft(
            id="s" + digest[:11],
            text=" ".join(instance.text for instance in longest),
            instances=instances,
            quotations=tuple(quotation for quotation, _ in pairs),
            articles=tuple(sorted({instance.article for instance in instances})),
        )

    def _count(self, draft: _Draft, heads: Sequence[str], context: Mapping[str, str]) -> Statement:
        texts = {a: context.get(a, "") or self._stories.text(a) for a in draft.articles}
        named = {q: one for a in draft.articles for q, one in self._sources.get(a, {}).items()}
        count, evidence = origins.count(draft.quotations, dict(zip(draft.articles, heads, strict=True)), texts, named)
        return Statement(
            id=draft.id,
            text=draft.text,
            speaker=origins.speaker(draft.quotations),
            articles=len(draft.articles),
            distinct_texts=len(set(heads)),
            origins=count,
            instances=draft.instances,
            origin_evidence=evidence,
        )


def _fullest(versions: Sequence[tuple[list[Instance], Unit, Range, bytes]]) -> tuple[list[Instance], Unit, Range]:
    """The longest version in marks; of those that are (nearly) as long, the one printed most often, with no editor's brackets,
    and in one piece."""
    printings = Counter(key for _, _, _, key in versions)
    sizes = [words[1] - words[0] - unit.brackets(words) for _, unit, words, _ in versions]
    marked = [size for (_, unit, _, _), size in zip(versions, sizes, strict=True) if not unit.indirect]
    longest = max(marked or sizes)

    def rank(index: int) -> tuple[bool, int, int, int, int, int, str, Span]:
        own, unit, words, key = versions[index]
        short = 0 if NEARLY * sizes[index] >= longest else longest - sizes[index]
        first = own[0]
        return (
            unit.indirect, short, -printings[key], unit.brackets(words), len(own), -sizes[index], first.path, first.span
        )  # fmt: skip

    own, unit, words, _ = versions[min(range(len(versions)), key=rank)]
    return own, unit, words


def _unique(found: Iterable[Statement]) -> tuple[Statement, ...]:
    """Different statements never share an id: the later of two takes its first quotation into account."""
    from dataclasses import replace

    seen: set[str] = set()
    result: list[Statement] = []
    for statement in found:
        unique = statement
        while unique.id in seen:
            mark = f"{unique.id} {statement.instances[0].quotation} {statement.instances[0].span}"
            unique = replace(unique, id="s" + sha256(mark.encode()).hexdigest()[:11])
        seen.add(unique.id)
        result.append(unique)
    return tuple(result)


def _key(unit: Unit, number: int) -> bytes:
    """What two quotations must share to count as one wording; few or common words always stay apart."""
    if unit.mass < WEAK:
        return b"%d" % number
    parts = (unit.words, unit.weights, unit.cuts, unit.breaks)
    return b"%c" % (i if (i := unit.indirect) else 0) + b"|".join(part.tobytes() for part in parts)


def _grams(unit: Unit) -> set[int]:
    """The pairs of neighbouring words that tell something."""
    words, weights = unit.words, unit.weights
    return {(words[i] << 24) | words[i + 1] for i in range(len(words) - 1) if weights[i] + weights[i + 1] >= 2.0}


def _instances(unit: Unit, words: Range) -> list[tuple[Quotation, Instance]]:
    """The stretch of each part that the word range covers, up to the ends of the part where it reaches its last words."""
    result = []
    count = len(unit.words)
    for index in unit.reached(words):
        part, first = unit.parts[index], unit.firsts[index]
        last = unit.firsts[index + 1] if index + 1 < len(unit.parts) else count
        low, high = max(first, words[0]), min(last, words[1])
        if low >= high and not (len(unit.parts) == 1 and count == 0):
            continue
        start = 0 if low <= first else unit.starts[low]
        if high in unit.cuts and high < last:
            # "... and we know": the conjunction belongs to neither clause.
            while high - 1 > low and part.text[unit.starts[high - 1] : unit.ends[high - 1]].lower() in wording.JOINING:
                high -= 1
        end = len(part.text) if high >= last else _close(part.text, unit.ends[high - 1], unit.starts[high])
        result.append((part, _instance(part, start, end)))
    return result


def _close(text: str, end: int, following: int) -> int:
    """The end of a stretch whose last word ends at ``end``: with the punctuation that clings to it."""
    while end < following and not text[end].isspace() and text[end] not in '([{“"‘—–':
        end += 1
    return end


def _instance(part: Quotation, start: int, end: int) -> Instance:
    whole = start == 0 and end == len(part.text)
    source = part.source_span
    if source is not None and not whole:
        same = source[1] - source[0] == part.span[1] - part.span[0]
        source = (source[0] + start, source[0] + end) if same else None
    span = part.span if whole else (part.span[0] + start, part.span[0] + end)
    return Instance(part.id, part.article, part.path, span, source, part.text[start:end], part.mode)
