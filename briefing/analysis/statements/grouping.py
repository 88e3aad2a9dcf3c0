"""The same words across sources: quotations grouped into statements, at once or article by article.

Groups by wording only. A speaker never joins two quotations; the group's speaker is voted for afterwards. What comes out depends
on the set of articles alone: those that came and went, their order, and what was stored and loaded between leave no trace.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from briefing.analysis.statements import build, fragments, normalise, origins, phrase_index, same_event, segmentation
from briefing.analysis.statements.fragments import Join
from briefing.analysis.statements.matching import Link, links
from briefing.analysis.statements.normalise import WEAK, Unit
from briefing.analysis.statements.phrase_index import PhraseIndex, Row
from briefing.analysis.statements.ranges import Node, Tie, components
from briefing.model import Quotation, Statement

WITNESSES = 8
"""Articles of a wording that are asked whether they tell the story of another one."""

OPEN = 4_096
"""Articles whose quotations are kept in memory where they can be read again."""

_NOTHING: Mapping[str, str] = {}

Step = Callable[[int, int], None]
"""Told (done, total) of the wordings that are looked at; may raise."""

Content = tuple[Sequence[Quotation], str]
"""The quotations of an article, and its text."""


def group(
    quotations: Sequence[Quotation],
    *,
    copies: Mapping[str, str] = _NOTHING,
    context: Mapping[str, str] = _NOTHING,
) -> tuple[Statement, ...]:
    """Return all statements of these quotations, those that most articles carry first.

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


class Pair(NamedTuple):
    """What links two wordings, from the one with the lower key to the other. ``same``: whether articles of both tell one story,
    without which words that may be a common phrase link nothing."""

    links: tuple[Link, ...]
    same: bool

    @property
    def holding(self) -> list[Link]:
        return [one for one in self.links if self.same or one.mass >= WEAK]

    @property
    def doubtful(self) -> bool:
        """Whether anything depends on ``same``."""
        return any(one.mass < WEAK for one in self.links)


Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What changed since last time. Every statement that an article of ``articles`` or a quotation of ``quotations`` carried is
    out of date; ``statements`` take their place (their ids may repeat: :func:`build.unique` over all that have one id)."""

    articles: frozenset[str]
    quotations: frozenset[str]
    statements: tuple[Statement, ...]
    rows: Mapping[str, Row]
    """Of articles that are new or changed."""
    pairs: Mapping[Key, Pair]
    """Those that are new or changed."""
    gone: frozenset[Key]
    """Pairs that are no more."""


@dataclass(slots=True)
class _Open:
    """An article whose quotations are at hand."""

    units: dict[int, list[Unit]]
    quotations: Sequence[Quotation]
    text: str
    named: Mapping[str, origins.Source] | None = None

    @property
    def sources(self) -> Mapping[str, origins.Source]:
        if self.named is None:
            self.named = origins.sources(self.quotations, self.text) if self.text else {}
        return self.named


class Grouper:
    """Keeps the links between all wordings; one article more or less touches only what shares words with it.

    ``read`` gives the quotations of an article and its text again, so that they need not be kept; without it they are.
    """

    def __init__(self, read: Callable[[str], Content] | None = None) -> None:
        self._read = read
        self._rows: dict[str, Row] = {}
        self._before: dict[str, Row | None] = {}
        """What stood in place of the articles that have changed since last time."""
        self._pairs: dict[Key, Pair] = {}
        self._beside: dict[int, set[int]] = {}
        self._heads: Mapping[str, str] = {}
        self._open: dict[str, _Open] = {}
        self._stories = same_event.Stories(lambda article: self._content(article)[1])
        self._statements: dict[int, Statement] = {}
        self._carriers: dict[tuple[str, str], set[int]] = {}

    def load(self, rows: Mapping[str, Row], pairs: Mapping[Key, Pair], heads: Mapping[str, str]) -> None:
        """Go on from what was stored: everything that :meth:`regroup` gave so far, and the ``copies`` that it was given last."""
        self._rows = dict(rows)
        self._heads = heads
        for key, pair in pairs.items():
            self._put(key, pair)

    def add(self, article: str, quotations: Sequence[Quotation], text: str = "") -> None:
        """The quotations of ``article`` (``text``: its text); replaces what was there before."""
        self.remove(article)
        units = _units(quotations, text)
        self._rows[article] = phrase_index.row(units)
        self._keep(article, units, quotations, text)

    def remove(self, article: str) -> None:
        """Forget the article; unknown ids are ignored."""
        self._before.setdefault(article, self._rows.get(article))
        self._rows.pop(article, None)
        self._open.pop(article, None)
        self._stories.remove(article)

    def statements(self, *, copies: Mapping[str, str] = _NOTHING) -> tuple[Statement, ...]:
        """Return all statements as they stand, those that most articles carry first (not after :meth:`load`). ``copies`` as for
        :func:`group`."""
        done = self.regroup(copies)
        over = [("article", one) for one in done.articles] + [("quotation", one) for one in done.quotations]
        for number in {number for carrier in over for number in self._carriers.pop(carrier, ())}:
            self._statements.pop(number, None)
        for number, statement in enumerate(done.statements, max(self._statements, default=0) + 1):
            self._statements[number] = statement
            for instance in statement.instances:
                for carrier in (("article", instance.article), ("quotation", instance.quotation)):
                    self._carriers.setdefault(carrier, set()).add(number)
        return build.unique(self._statements.values())

    def regroup(self, copies: Mapping[str, str] = _NOTHING, step: Step = lambda _done, _total: None) -> Regrouped:
        """Bring the links and statements in step with the articles. After an error, also one of ``step``, nothing here is whole."""
        before, self._before = self._before, {}
        for article in [a for a, row in before.items() if row is None and a not in self._rows]:
            del before[article]  # came and went
        fresh = {article: self._rows[article] for article in before if article in self._rows}
        index = PhraseIndex(self._rows)
        touched, changed, gone = self._relink(index, before, fresh, step)
        moved = [a for a in self._rows if copies.get(a, a) != self._heads.get(a, a)]
        touched |= phrase_index.keys_of(self._rows[article] for article in moved)
        self._heads = dict(copies)
        quotations: set[str] = set()
        statements: list[Statement] = []
        done: set[int] = set()
        for number, start in enumerate(index.in_order([one for one in touched if one in index])):
            if number % 50 == 0:
                step(number, len(touched))
            if start not in done:
                members = self._flood(start)
                done |= members
                statements += self._settle(index, members, copies, quotations)
        return Regrouped(
            frozenset(before), frozenset(quotations), tuple(statements), fresh,
            {key: self._pairs[key] for key in changed if key in self._pairs}, frozenset(gone - self._pairs.keys()),
        )  # fmt: skip

    # --- links ---

    def _relink(
        self, index: PhraseIndex, before: Mapping[str, Row | None], fresh: Mapping[str, Row], step: Step
    ) -> tuple[set[int], set[Key], set[Key]]:
        """Wordings whose statements are out of date, pairs that have changed, and pairs that are no more."""
        old = {article: row for article, row in before.items() if row is not None}
        left, come = phrase_index.keys_of(old.values()), phrase_index.keys_of(fresh.values())
        whole = len(fresh) == len(self._rows) and not old
        new = come if whole else {one for one in come - left if all(a in fresh for a in index.articles(one))}
        lost = {one for one in left if one not in index}
        stale = new if whole else new | self._crossing(index, new, lost, old)
        touched = come | (left - lost)
        changed: set[Key] = set()
        gone: set[Key] = set()
        for one in lost:
            touched |= self._beside.get(one, set())
            gone |= self._drop(one, list(self._beside.get(one, ())))
        wanted = set(index.candidates(stale))
        for one in stale - new:
            over = [other for other in self._beside.get(one, ()) if (min(one, other), max(one, other)) not in wanted]
            gone |= self._drop(one, over)
            touched |= {one, *over} if over else set()
        # Who prints the words has changed: whether they tell one story, too.
        for one in (come | left) - new:
            for other in self._beside.get(one, ()):
                key = min(one, other), max(one, other)
                pair = self._pairs[key]
                if pair.doubtful and key not in changed:
                    same = self._same(index, *key)
                    if same != pair.same:
                        self._pairs[key] = pair._replace(same=same)
                        changed.add(key)
        for number, key in enumerate(sorted(wanted)):
            if number % 2_000 == 0:
                step(0, len(touched))
            if key not in self._pairs and (found := tuple(links(index.pattern(key[0]), index.pattern(key[1])))):
                pair = Pair(found, True)
                self._put(key, pair._replace(same=self._same(index, *key)) if pair.doubtful else pair)
                changed.add(key)
        touched |= {one for key in changed for one in key}
        return touched, changed, gone

    def _crossing(self, index: PhraseIndex, new: set[int], lost: set[int], old: Mapping[str, Row]) -> set[int]:
        """Return the wordings with a pair of words that has become, or is no longer, a crowd's."""
        come, left = index.crowds(new), PhraseIndex(old).crowds(lost)
        sizes = index.crowded(come.keys() | left.keys())
        crossing = [
            pair
            for pair, size in sizes.items()
            if (size <= phrase_index.CROWD) != (size - come.get(pair, 0) + left.get(pair, 0) <= phrase_index.CROWD)
        ]
        return index.printing(crossing) if crossing else set()

    def _put(self, key: Key, pair: Pair) -> None:
        self._pairs[key] = pair
        for one, other in (key, key[::-1]):
            self._beside.setdefault(one, set()).add(other)

    def _drop(self, one: int, others: Iterable[int]) -> set[Key]:
        dropped = set()
        for other in others:
            key = min(one, other), max(one, other)
            dropped.add(key)
            del self._pairs[key]
            for a, b in (key, key[::-1]):
                self._beside[a].discard(b)
                if not self._beside[a]:
                    del self._beside[a]
        return dropped

    def _same(self, index: PhraseIndex, a: int, b: int) -> bool:
        """Return whether an article that prints the one and an article that prints the other tell one story."""
        ones, others = (sorted(index.articles(one))[:WITNESSES] for one in (a, b))
        return any(self._stories.same(one, other) for one in ones for other in others)

    def _flood(self, start: int) -> set[int]:
        members, queue = {start}, [start]
        while queue:
            one = queue.pop()
            for other in self._beside.get(one, ()):
                if other not in members and self._pairs[min(one, other), max(one, other)].holding:
                    members.add(other)
                    queue.append(other)
        return members

    # --- statements ---

    def _settle(
        self, index: PhraseIndex, members: Collection[int], copies: Mapping[str, str], quotations: set[str]
    ) -> list[Statement]:
        """Return the statements of one cluster of linked wordings; their quotations go into ``quotations``."""
        printed: list[tuple[list[Unit], int]] = []
        opened: dict[str, _Open] = {}
        for one in members:
            units: list[Unit] = []
            for article in index.articles(one):
                if article not in opened:
                    opened[article] = self._opened(article)
                units += opened[article].units[one]
            units.sort(key=_place)
            printed.append((units, one))
        printed.sort(key=lambda known: _place(known[0][0]))
        number = {one: place for place, (_, one) in enumerate(printed)}
        outlines = {place: _outline(units) for place, (units, _) in enumerate(printed)}

        def join(joins: Iterable[Join]) -> list[list[Node]]:
            ties = [(one.tie, one.seams) for one in joins]
            return components(*segmentation.cut([*ties, *_repeated(outlines)], outlines))

        patterns = {place: units[0].pattern for place, (units, _) in enumerate(printed)}
        few = {place: pattern.mass for place, pattern in patterns.items() if pattern.fragment}
        groups = join(fragments.attached(self._joins(members, number), few, outlines, join))
        sources = {article: one.sources for article, one in opened.items()}
        quotations.update(part.id for units, _ in printed for unit in units for part in unit.parts)
        return [
            build.draft([(unit, words) for place, words in nodes for unit in printed[place][0]], copies, sources)
            for nodes in segmentation.nest(groups, outlines)
        ]

    def _joins(self, members: Collection[int], number: Mapping[int, int]) -> Iterator[Join]:
        """Yield the links between the ``members`` of a cluster, by the numbers that these have there."""
        for one in members:
            for other in self._beside.get(one, ()):
                if one < other and other in number:
                    for link in self._pairs[one, other].holding:
                        a, b, turned = number[one], number[other], link
                        if a > b:
                            a, b, turned = b, a, link.turned()
                        tie = Tie(a, (turned.a_start, turned.a_end), b, (turned.b_start, turned.b_end))
                        yield Join(tie, turned.mass, turned.seams)

    # --- articles at hand ---

    def _content(self, article: str) -> Content:
        known = self._open.get(article)
        if known is not None:
            return known.quotations, known.text
        return self._read(article) if self._read is not None else ((), "")

    def _opened(self, article: str) -> _Open:
        known = self._open.get(article)
        if known is None:
            quotations, text = self._content(article)
            known = self._keep(article, _units(quotations, text), quotations, text)
        return known

    def _keep(self, article: str, units: Sequence[Unit], quotations: Sequence[Quotation], text: str) -> _Open:
        if self._read is not None and len(self._open) >= OPEN:
            for old in list(islice(self._open, OPEN // 4)):
                del self._open[old]
        self._open[article] = _Open(phrase_index.by_wording(units), quotations, text)
        return self._open[article]


def _units(quotations: Sequence[Quotation], text: str) -> list[Unit]:
    return normalise.units([quotation for quotation in quotations if quotation.kind == "speech"], text)


def _place(unit: Unit) -> tuple[str, tuple[int, int], str]:
    first = unit.parts[0]
    return first.path, first.span, first.id


def _repeated(outlines: Mapping[int, segmentation.Outline]) -> Iterator[tuple[Tie, Sequence[segmentation.Seam]]]:
    """Yield the same words in several articles hold together, too."""
    for place, outline in outlines.items():
        if len(outline.articles) > 1:
            whole = (0, outline.cuts[-1])
            yield Tie(place, whole, place, whole), tuple([(at, at) for at in outline.seams])


def _outline(units: Sequence[Unit]) -> segmentation.Outline:
    pattern = units[0].pattern
    articles = frozenset([unit.parts[0].article for unit in units])
    direct = all(part.mode == "direct" for unit in units for part in unit.parts)
    return segmentation.Outline(pattern.cuts, pattern.seams, pattern.breaks, direct, articles)
