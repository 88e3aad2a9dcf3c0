"""The same words across sources: quotations grouped into statements, at once or article by article.

Groups by wording only. A speaker never joins two quotations; the group's speaker is voted for afterwards. What comes out depends
on the set of articles alone: those that came and went, their order, and what was stored and loaded between leave no trace.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.analysis.statements import (
    build,
    fragments,
    normalise,
    origins,
    phrase_index,
    printings,
    same_event,
    segmentation,
)
from briefing.analysis.statements.fragments import Join
from briefing.analysis.statements.matching import links
from briefing.analysis.statements.normalise import Pattern, Unit
from briefing.analysis.statements.phrase_index import PhraseIndex
from briefing.analysis.statements.printings import Pair
from briefing.analysis.statements.ranges import Node, Tie, components
from briefing.model import Quotation, Statement
from briefing.store.catalogue.wordings import Wordings

WITNESSES = 8
"""Articles of a wording that are asked whether they tell the story of another one."""

MANY = 2_000
"""New wordings from which on all wordings are looked through at once."""

LOT = 500
"""Statements that are handed over at once."""

HELD = 1 << 15
"""Patterns kept in memory (some 2 kB each)."""

_NOTHING: Mapping[str, str] = {}

Step = Callable[[int, int], None]
"""Told (done, total) of the wordings that are looked at; may raise."""


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


Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Some of what changed since last time. Every statement that an article of ``articles`` or a quotation of ``quotations`` carried
    before is out of date; ``statements`` take their place (their ids may repeat: :func:`build.unique` over all that have one id)."""

    articles: frozenset[str] = frozenset()
    quotations: frozenset[str] = frozenset()
    statements: tuple[Statement, ...] = ()

    @classmethod
    def of(cls, lots: Iterable[Regrouped]) -> Regrouped:
        """Return all of it together."""
        every = list(lots)
        return cls(
            frozenset[str]().union(*[lot.articles for lot in every]),
            frozenset[str]().union(*[lot.quotations for lot in every]),
            tuple([statement for lot in every for statement in lot.statements]),
        )


@dataclass(slots=True)
class _Lot:
    """What is made of some clusters of linked wordings."""

    quotations: set[str] = field(default_factory=set)
    statements: list[Statement] = field(default_factory=list)

    def taken(self) -> Regrouped:
        """Return what is there, and begin anew."""
        done = Regrouped(frozenset(), frozenset(self.quotations), tuple(self.statements))
        self.quotations, self.statements = set(), []
        return done


class Grouper:
    """Keeps the links between all wordings; one article more or less loads and touches only what shares words with it.

    ``wordings`` holds what is kept, with what was put there before, and is written to; ``text`` gives the text of an article again.
    Without them, both are kept in memory.
    """

    def __init__(self, wordings: Wordings | None = None, text: Callable[[str], str] | None = None) -> None:
        self._wordings = Wordings.in_memory() if wordings is None else wordings
        self._texts: dict[str, str] | None = {} if text is None else None
        self._stories = same_event.Stories(self._text if text is None else text)
        self._whole = self._wordings.is_empty()
        """Whether nothing was kept before the articles that came since last time."""
        self._old: dict[str, set[int]] = {}
        """What was printed by the articles that have changed since last time."""
        self._new: dict[str, array[int]] = {}
        """What these print now."""
        self._pairs: dict[Key, Pair] = {}
        self._met: dict[int, set[int]] = {}
        """The wordings that are linked with those whose links have been loaded."""
        self._patterns: dict[int, Pattern] = {}
        self._heads: Mapping[str, str] = {}
        self._statements: dict[int, Statement] = {}
        self._carriers: dict[tuple[str, str], set[int]] = {}

    def add(
        self, article: str, quotations: Sequence[Quotation], text: str = "", written: Mapping[str, str] = _NOTHING
    ) -> None:
        """The quotations of ``article`` (``text``: its text; ``written``: see :func:`printings.dump_unit`); replaces what was there before."""
        self.remove(article)
        if self._texts is not None:
            self._texts[article] = text
        units = _units(quotations, text)
        sources = origins.sources(quotations, text) if text else {}
        keys = [phrase_index.key(unit) for unit in units]
        rows = [
            (keys[number], number, printings.dump_unit(unit, sources, written)) for number, unit in enumerate(units)
        ]
        patterns = {key: phrase_index.dump(unit.pattern) for key, unit in zip(keys, units, strict=True)}
        self._wordings.put(article, rows, patterns.items())
        self._new[article] = array("q", keys)

    def remove(self, article: str) -> None:
        """Forget the article; unknown ids are ignored."""
        known = self._new.pop(article, None) is not None
        if not self._whole:
            self._old.setdefault(article, self._wordings.of_article(article))
        if known or not self._whole:
            self._wordings.drop(article)
        self._stories.remove(article)
        if self._texts is not None:
            self._texts.pop(article, None)

    def articles(self) -> list[str]:
        """Return all articles that print something, in order."""
        return self._wordings.articles()

    def statements(self, *, copies: Mapping[str, str] = _NOTHING) -> tuple[Statement, ...]:
        """Return all statements as they stand, those that most articles carry first (not of what was kept before). ``copies`` as for
        :func:`group`."""
        moved = [a for a in self.articles() if copies.get(a, a) != self._heads.get(a, a)]
        self._heads = dict(copies)
        lots = list(self.regroup(copies, moved))
        over = [("article", one) for lot in lots for one in lot.articles]
        over += [("quotation", one) for lot in lots for one in lot.quotations]
        for number in {number for carrier in over for number in self._carriers.pop(carrier, ())}:
            self._statements.pop(number, None)
        made = [statement for lot in lots for statement in lot.statements]
        for number, statement in enumerate(made, max(self._statements, default=0) + 1):
            self._statements[number] = statement
            for instance in statement.instances:
                for carrier in (("article", instance.article), ("quotation", instance.quotation)):
                    self._carriers.setdefault(carrier, set()).add(number)
        return build.unique(self._statements.values())

    def regroup(
        self, copies: Mapping[str, str] = _NOTHING, moved: Iterable[str] = (), step: Step = lambda _done, _total: None
    ) -> Iterator[Regrouped]:
        """Bring what is kept in step with the articles, and yield what changed, bit by bit, first the articles. ``moved``: articles whose
        representative among ``copies`` is another one than last time. After an error, also one of ``step``, nothing here is whole."""
        changed = frozenset(self._old.keys() | self._new.keys())
        yield Regrouped(articles=changed)
        normalise.let_go()
        origins.let_go()
        touched = self._link_all(step) if self._whole else self._relink(step)
        self._old, self._new, self._whole = {}, {}, False
        self._patterns.clear()
        touched = touched.union(*(self._wordings.of_article(article) for article in moved))
        lot = _Lot()
        done: set[int] = set()
        for number, start in enumerate(sorted(touched)):
            if number % 50 == 0:
                step(number, len(touched))
            if start not in done:
                members = self._flood(start)
                done |= members
                lot.statements += self._settle(members, copies, lot.quotations)
                self._let_go(members)
                if len(lot.statements) >= LOT:
                    yield lot.taken()
        yield lot.taken()

    # --- links ---

    def _link_all(self, step: Step) -> set[int]:
        """Store the links where nothing was kept, none of which is held; return all wordings."""
        come = set[int]().union(*self._new.values())
        candidates, _ = self._candidates(come, set())
        rows: list[tuple[int, int, str]] = []
        for number, key in enumerate(candidates):
            if number % 2_000 == 0:
                step(0, len(come))
            pair = self._linked(key)
            if pair is not None:
                rows.append((*key, printings.dump_pair(pair)))
            if len(rows) >= LOT:
                self._wordings.put_links(rows)
                rows.clear()
        self._wordings.put_links(rows)
        return come

    def _linked(self, key: Key) -> Pair | None:
        """Return what links two wordings, None if nothing does."""
        found = tuple(links(*map(self._pattern, key)))
        if not found:
            return None
        pair = Pair(found, True)
        return pair._replace(same=self._same(*key)) if pair.doubtful else pair

    def _relink(self, step: Step) -> set[int]:
        """Bring the links in step with what is printed; return the wordings whose statements are out of date."""
        words = self._wordings
        left, come = set[int]().union(*self._old.values()), set[int]().union(*self._new.values())
        new = {one for one in come - left if self._new.keys() >= set(words.articles(one))}
        lost = {one for one in left if not words.is_printed(one)}
        candidates, stale = self._candidates(new, lost)
        wanted = set(candidates)
        touched = come | (left - lost)
        changed: set[Key] = set()
        gone: set[Key] = set()
        for one in lost:
            touched |= self._beside(one)
            gone |= self._drop(one, list(self._beside(one)))
        for one in stale - new:
            over = [other for other in self._beside(one) if (min(one, other), max(one, other)) not in wanted]
            gone |= self._drop(one, over)
            touched |= {one, *over} if over else set()
        changed |= self._told_anew((come | left) - new)
        for number, key in enumerate(sorted(wanted)):
            if number % 2_000 == 0:
                step(0, len(touched))
            pair = None if key[1] in self._beside(key[0]) else self._linked(key)
            if pair is not None:
                self._put(key, pair)
                changed.add(key)
        words.drop_links(gone - self._pairs.keys())
        there = changed & self._pairs.keys()
        words.put_links((*key, printings.dump_pair(self._pairs[key])) for key in there)
        return (touched | {one for key in changed for one in key}) - lost

    def _told_anew(self, wordings: Iterable[int]) -> set[Key]:
        """Who prints these has changed: whether articles of both wordings of a pair tell one story, too. Return the pairs that changed."""
        changed: set[Key] = set()
        for one in wordings:
            for other in self._beside(one):
                key = min(one, other), max(one, other)
                pair = self._pairs[key]
                if pair.doubtful:
                    same = self._same(*key)
                    if same != pair.same:
                        self._pairs[key] = pair._replace(same=same)
                        changed.add(key)
        return changed

    def _candidates(self, new: set[int], lost: set[int]) -> tuple[Iterable[Key], set[int]]:
        """Store by which pairs of words the wordings are found.

        Returns:
            The pairs of wordings that may say the same, of which one is new or has another company than before; and all such.
        """
        words = self._wordings
        left = {one: phrase_index.telling(self._pattern(one)) for one in sorted(lost)}
        for one, pairs in left.items():
            words.forget(one, pairs)
        many = len(new) > MANY
        # Made when what is printed no more has left: nothing is compared with that, and no crowd is one by it.
        index = PhraseIndex((key, phrase_index.load(value)) for key, value in words.patterns()) if many else None
        come: Counter[int] = Counter()
        if index is not None:
            words.put_telling(index.telling(new))
            come.update(pair for pair, _, _ in (() if self._whole else index.telling(new)))
        for one in () if many else sorted(new):
            pattern = self._pattern(one)
            pairs = phrase_index.telling(pattern)
            come.update(pairs)
            words.put_telling((pair, one, phrase_index.is_short(pattern)) for pair in pairs)
        crossing = (
            set[int]() if self._whole else self._crossing(come, Counter(pair for own in left.values() for pair in own))
        )
        stale = new | crossing
        if index is not None:
            return index.candidates(stale), stale
        return {pair for one in stale for pair in phrase_index.near(one, self._pattern(one), words.printing)}, stale

    def _crossing(self, come: Counter[int], left: Counter[int]) -> set[int]:
        """Return the wordings with a pair of words that has become, or is no longer, a crowd's."""
        found: set[int] = set()
        for pair in come | left:
            size = self._wordings.size(pair)
            if (size <= phrase_index.CROWD) != (size - come[pair] + left[pair] <= phrase_index.CROWD):
                found.update(wording for wording, _ in self._wordings.printing(pair))
        return found

    def _pattern(self, wording: int) -> Pattern:
        known = self._patterns.get(wording)
        if known is None:
            if len(self._patterns) >= HELD:
                self._patterns.clear()
            known = self._patterns[wording] = phrase_index.load(self._wordings.pattern(wording))
        return known

    def _beside(self, one: int) -> set[int]:
        """Return the wordings that are linked with one; all these links are at hand then."""
        met = self._met.get(one)
        if met is None:
            met = self._met[one] = set()
            for a, b, value in self._wordings.links(one):
                if (a, b) not in self._pairs:
                    self._pairs[a, b] = printings.load_pair(value)
                met.add(b if a == one else a)
        return met

    def _put(self, key: Key, pair: Pair) -> None:
        self._pairs[key] = pair
        for one, other in (key, key[::-1]):
            self._beside(one).add(other)

    def _drop(self, one: int, others: Iterable[int]) -> set[Key]:
        dropped = set()
        for other in others:
            key = min(one, other), max(one, other)
            dropped.add(key)
            for a, b in (key, key[::-1]):
                self._beside(a).discard(b)
            del self._pairs[key]
        return dropped

    def _let_go(self, members: Collection[int]) -> None:
        """Hold the links no more of a cluster of which everything is settled: what is asked for again is loaded again."""
        for one in members:
            for other in self._met.pop(one, ()):
                if other in members:
                    self._pairs.pop((min(one, other), max(one, other)), None)

    def _same(self, a: int, b: int) -> bool:
        """Return whether an article that prints the one and an article that prints the other tell one story."""
        ones, others = (self._wordings.articles(one)[:WITNESSES] for one in (a, b))
        return self._stories.any_same(ones, others)

    def _text(self, article: str) -> str:
        return self._texts.get(article, "") if self._texts is not None else ""

    def _flood(self, start: int) -> set[int]:
        members, queue = {start}, [start]
        while queue:
            one = queue.pop()
            for other in self._beside(one):
                if other not in members and self._pairs[min(one, other), max(one, other)].holding:
                    members.add(other)
                    queue.append(other)
        return members

    # --- statements ---

    def _settle(self, members: Collection[int], copies: Mapping[str, str], quotations: set[str]) -> list[Statement]:
        """Return the statements of one cluster of linked wordings; their quotations go into ``quotations``."""
        printed: list[tuple[list[Unit], int]] = []
        sources: dict[str, dict[str, origins.Source]] = {}
        for one in members:
            units: list[Unit] = []
            for article, value in self._wordings.printings(one):
                unit, named = printings.load_unit(article, value, self._pattern(one))
                units.append(unit)
                sources.setdefault(article, {}).update(named)
            units.sort(key=_place)
            printed.append((units, one))
        printed.sort(key=lambda known: _place(known[0][0]))
        number = {one: place for place, (_, one) in enumerate(printed)}
        outlines = {place: _outline(units, copies) for place, (units, _) in enumerate(printed)}

        def join(joins: Iterable[Join]) -> list[list[Node]]:
            ties = [(one.tie, one.seams) for one in joins]
            return components(*segmentation.cut([*ties, *_repeated(outlines)], outlines))

        patterns = {place: units[0].pattern for place, (units, _) in enumerate(printed)}
        few = {place: pattern.mass for place, pattern in patterns.items() if pattern.fragment}
        groups = join(fragments.attached(self._joins(members, number), few, outlines, join))
        quotations.update(part.id for units, _ in printed for unit in units for part in unit.parts)
        return [
            build.draft([(unit, words) for place, words in nodes for unit in printed[place][0]], copies, sources)
            for nodes in segmentation.nest(groups, outlines)
        ]

    def _joins(self, members: Collection[int], number: Mapping[int, int]) -> Iterator[Join]:
        """Yield the links between the ``members`` of a cluster, by the numbers that these have there."""
        for one in members:
            for other in self._beside(one):
                if one < other and other in number:
                    for link in self._pairs[one, other].holding:
                        a, b, turned = number[one], number[other], link
                        if a > b:
                            a, b, turned = b, a, link.turned()
                        tie = Tie(a, (turned.a_start, turned.a_end), b, (turned.b_start, turned.b_end))
                        yield Join(tie, turned.mass, turned.seams)


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


def _outline(units: Sequence[Unit], copies: Mapping[str, str]) -> segmentation.Outline:
    """Return what is known of a wording; copies of an article are that article, so that one more changes no statement."""
    pattern = units[0].pattern
    articles = frozenset([copies.get(article, article) for article in (unit.parts[0].article for unit in units)])
    direct = all(part.mode == "direct" for unit in units for part in unit.parts)
    return segmentation.Outline(pattern.cuts, pattern.seams, pattern.breaks, direct, articles)
