"""Fragments, which hang on the statement that they are cut from and never join others: a few words stand in many sentences.

The rule: the words that two statements share by a fragment alone are a set phrase, and no reason to make them one. A fragment goes
with the one statement that holds most of it; where different statements hold as much of it, nothing tells from which one it was cut,
and it stays by itself, with the others that print the same. Knows numbers and ranges only, no words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from briefing.analysis.statements.ranges import Node, Range, Tie, Union, inside
from briefing.analysis.statements.segmentation import Outline, Seam

MUTUAL = 0.8
"""Two fragments are one if what they share is so much of the mass of either."""

CLEARLY = 0.97
"""A statement that holds no more of a fragment than this share of what the best one holds is no rival of it."""

OFTEN = 2
"""Nor is one that a fragment's best home is printed so many times as often as."""


class Join(NamedTuple):
    """A tie with the mass of the words that match, and with its seams."""

    tie: Tie
    mass: float
    seams: Sequence[Seam] = ()


Home = tuple[int, int]
"""What a fragment can hang on: ``(0, group)``, ``(1, unit that is in no group)`` or ``(2, cluster of fragments)``."""


def attached(
    joins: Iterable[Join],
    fragments: Mapping[int, float],
    outlines: Mapping[int, Outline],
    join: Callable[[list[Join]], Sequence[Sequence[Node]]],
) -> list[Join]:
    """Return the joins without those by which a fragment would join others. Depends on the set of joins only.

    Args:
        joins: all joins between units.
        fragments: the units that are fragments, with their masses.
        outlines: what is known of each unit.
        join: gives the groups that some joins make.
    """
    known = sorted(joins)
    hanging = [one for one in known if one.tie.a in fragments or one.tie.b in fragments]
    kept = [one for one in known if one.tie.a not in fragments and one.tie.b not in fragments]
    if not hanging:
        return kept
    clusters = _clusters(hanging, fragments)
    homes = _Homes(join(kept), clusters, outlines)
    rank = _by_mass(fragments)
    by_cluster: dict[int, list[Join]] = {}
    for one in hanging:
        ends = {clusters[unit] for unit in (one.tie.a, one.tie.b) if unit in clusters}
        by_cluster.setdefault(min(ends, key=rank), []).append(one)
    for cluster in sorted(by_cluster, key=rank, reverse=True):
        kept += homes.find(cluster, by_cluster[cluster])
    return kept


def _clusters(hanging: Sequence[Join], fragments: Mapping[int, float]) -> dict[int, int]:
    """For each fragment one that stands for all those that print (nearly) the same words: that of the largest mass."""
    union: Union[int] = Union()
    for tie, mass, _ in hanging:
        if tie.a in fragments and tie.b in fragments and mass >= MUTUAL * max(fragments[tie.a], fragments[tie.b]):
            union.join(tie.a, tie.b)
    members: dict[int, list[int]] = {}
    for unit in fragments:
        members.setdefault(union.find(unit), []).append(unit)
    rank = _by_mass(fragments)
    return {unit: max(group, key=rank) for group in members.values() for unit in group}


def _by_mass(fragments: Mapping[int, float]) -> Callable[[int], tuple[float, int]]:
    return lambda unit: (fragments[unit], -unit)


class _Homes:
    """What fragments hang on; they are asked for from the largest to the smallest."""

    def __init__(
        self, groups: Sequence[Sequence[Node]], clusters: Mapping[int, int], outlines: Mapping[int, Outline]
    ) -> None:
        self._clusters = clusters
        self._outlines = outlines
        self._places: dict[int, list[tuple[Range, int]]] = {}
        self._carriers: dict[Home, frozenset[str]] = {}
        for number, group in enumerate(groups):
            self._carriers[0, number] = frozenset().union(*(outlines[unit].articles for unit, _ in group))
            for unit, words in group:
                self._places.setdefault(unit, []).append((words, number))
        self._of: dict[int, Home] = {}

    def find(self, cluster: int, joins: Sequence[Join]) -> list[Join]:
        """Return the joins of ``cluster`` that stay: those within it, and those to its home if it has one."""
        within: list[Join] = []
        chances: dict[Home, list[Join]] = {}
        for one in joins:
            tie = one.tie
            if self._clusters.get(tie.a) == self._clusters.get(tie.b) or self._repeated(tie):
                within.append(one)
                continue
            host, words = (tie.b, tie.range_b) if self._clusters.get(tie.a) == cluster else (tie.a, tie.range_a)
            chances.setdefault(self._home(host, words), []).append(one)
        home = self._best(chances)
        self._of[cluster] = (2, cluster) if home is None else home
        return within + chances.get(self._of[cluster], [])

    def _repeated(self, tie: Tie) -> bool:
        """Return whether a whole sentence is said again: what else stands around it is not joined by that."""
        return self._outlines[tie.a].sentence(tie.range_a) and self._outlines[tie.b].sentence(tie.range_b)

    def _home(self, host: int, words: Range) -> Home:
        """Return what these words of ``host`` belong to."""
        if host in self._clusters:
            return self._of.get(self._clusters[host], (2, self._clusters[host]))
        holding = [(inside(words, place), -number) for place, number in self._places.get(host, ())]
        share, number = max(holding, default=(0.0, 0))
        return (0, -number) if share else (1, host)

    def _best(self, chances: Mapping[Home, Sequence[Join]]) -> Home | None:
        """Return the home that clearly holds most of a fragment, or clearly is printed most; ``None`` if that cannot be told."""
        most = {home: max(one.mass for one in joins) for home, joins in chances.items()}
        best = max(most.values(), default=0.0)
        rivals = sorted(home for home, mass in most.items() if mass >= CLEARLY * best)
        carriers = {home: self._carriers.get(home) or self._outlines[home[1]].articles for home in rivals}
        if len(set(carriers.values())) == 1 and len(carriers[rivals[0]]) == 1:
            # One article prints it twice.
            return rivals[0]
        known = sorted(rivals, key=lambda home: -len(carriers[home]))
        if not known or (len(known) > 1 and len(carriers[known[0]]) < OFTEN * len(carriers[known[1]])):
            return None
        return known[0]
