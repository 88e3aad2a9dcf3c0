"""Average linkage gone on with is average linkage from nothing, whatever comes, goes and changes, and however many are equally alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.stories.linkage import HeldTree, Linkage
from briefing.store.catalogue.story_groups import JoinRow

Pairs = dict[frozenset[int], int]


class Texts:
    """Texts by numbers, with ids in no order of these; ``looked_at`` counts whose pairs were asked for."""

    def __init__(self, ids: Mapping[int, str], pairs: Mapping[frozenset[int], int]) -> None:
        self.ids = ids
        self.pairs = pairs
        self.looked_at = 0

    def id_of(self, number: int) -> str:
        return self.ids[number]

    def near(self, number: int) -> dict[int, int]:
        self.looked_at += 1
        return {next(iter(pair - {number})): share for pair, share in self.pairs.items() if number in pair}

    def most_alike_first(self, least: int) -> list[tuple[int, int, int]]:
        pairs = [(-share, *sorted(pair, key=self.id_of)) for pair, share in self.pairs.items() if share >= least]
        return [(a, b, -share) for share, a, b in sorted(pairs, key=lambda p: (p[0], self.ids[p[1]], self.ids[p[2]]))]


def plain(texts: Texts, least: int) -> list[list[str]]:
    """Return the groups as the definition has it: each time, all pairs of groups are looked at."""
    groups = [[number] for number in sorted(texts.ids, key=texts.id_of)]
    while True:
        ranked: list[tuple[Any, ...]] = []
        for place, one in enumerate(groups):
            for other in groups[place + 1 :]:
                total = sum(texts.pairs.get(frozenset((a, b)), 0) for a in one for b in other)
                if total >= least * len(one) * len(other):
                    ranked.append(
                        (-total / (len(one) * len(other)), texts.ids[one[0]], texts.ids[other[0]], one, other)
                    )
        if not ranked:
            return sorted(sorted(map(texts.id_of, group)) for group in groups)
        *_, one, other = min(ranked)
        groups.remove(other)
        one += other


def from_nothing(texts: Texts, least: int) -> dict[int, JoinRow]:
    linkage = Linkage(texts, HeldTree(), least)
    linkage.run_from_nothing(texts.most_alike_first(least))
    return linkage.joined


def groups(texts: Texts, joins: Mapping[int, JoinRow]) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for number in texts.ids:
        first = number
        while first in joins:
            first = joins[first].joined
        found.setdefault(first, []).append(texts.ids[number])
    return sorted(map(sorted, found.values()))


IDS = "fkbtxamqwczgsd"
numbers = st.integers(0, len(IDS) - 1)
changes = st.lists(
    st.one_of(
        numbers.map(lambda number: {number}),
        st.tuples(st.frozensets(numbers, min_size=2, max_size=2), st.integers(0, 6)),
    ),
    max_size=8,
)
graphs = st.dictionaries(st.frozensets(numbers, min_size=2, max_size=2), st.integers(1, 6), max_size=60)


@settings(max_examples=50, deadline=None)
@given(pairs=graphs, steps=st.lists(changes, min_size=1, max_size=4), least=st.integers(1, 4))
def test_what_is_gone_on_with_is_what_a_start_from_nothing_finds(pairs: Pairs, steps: list[Any], least: int) -> None:
    there = set(range(len(IDS)))
    joins = from_nothing(Texts(dict(enumerate(IDS)), pairs), least)
    for step in steps:
        changed: set[int] = set()
        gone: set[int] = set()
        for change in step:
            if isinstance(change, set):  # a text goes, or comes back alone
                gone |= change & there
                changed |= change - there
                there ^= change
                pairs = {pair: share for pair, share in pairs.items() if not pair & change}
            elif change[0] <= there:
                pairs = {pair: share for pair, share in (pairs | {change[0]: change[1]}).items() if share}
                changed.add(max(change[0]))
        texts = Texts({number: IDS[number] for number in there}, pairs)
        linkage = Linkage(texts, HeldTree(joins), least)
        linkage.run(changed & there, gone)
        joins = {number: join for number, join in joins.items() if number not in linkage.parted} | linkage.joined
        assert joins == from_nothing(texts, least)
        assert groups(texts, joins) == plain(texts, least)
        assert all(texts.ids[first] == min(map(texts.id_of, group)) for first, group in linkage.groups.items())


def chain(events: int, reports: int) -> Texts:
    """Events of reports that are much alike; one of each is somewhat alike to one of the next: all hang together."""
    ids = {number: f"{number:05}" for number in range(events * reports)}
    pairs = {
        frozenset((event * reports + a, event * reports + b)): 9
        for event in range(events)
        for a in range(reports)
        for b in range(a)
    }
    pairs |= {frozenset((event * reports, (event + 1) * reports)): 5 for event in range(events - 1)}
    return Texts(ids, pairs)


def test_a_text_more_looks_at_its_own_group_and_the_next_alone() -> None:
    counts = []
    for events in (5, 50):
        texts = chain(events, 4)
        joins = from_nothing(texts, 5)
        new = len(texts.ids)
        more = Texts({**texts.ids, new: "new"}, {**texts.pairs, frozenset((new, 1)): 8, frozenset((new, 0)): 8})
        linkage = Linkage(more, HeldTree(joins), 5)
        linkage.run({new})
        counts.append(more.looked_at)
        assert linkage.joined | {n: j for n, j in joins.items() if n not in linkage.parted} == from_nothing(more, 5)
    assert counts[0] == counts[1] < 30


def test_what_is_a_little_like_everything_is_grouped_by_itself() -> None:
    pairs = {frozenset((a, b)): 1 for a in range(40) for b in range(a)}
    texts = Texts({number: f"{number:02}" for number in range(40)}, pairs | {frozenset((0, 1)): 9})
    linkage = Linkage(texts, HeldTree(), 3)
    linkage.run_from_nothing(texts.most_alike_first(3))
    assert linkage.groups == {0: [0, 1]}
    assert texts.looked_at == 2
