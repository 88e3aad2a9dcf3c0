"""Union of word ranges: two links on one quotation meet only where their ranges overlap by half of the longer.

So a sentence that one outlet runs together can stand in two groups, and a motto quoted inside two speeches does not
join the speeches. Knows numbers and ranges only, no words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

WHOLE = 0.6
"""A range that covers so much of its clauses stands for them; below, it is a part of what the clause says."""

K = TypeVar("K", bound=Hashable)

Range = tuple[int, int]
Node = tuple[int, Range]


class Tie(NamedTuple):
    """Words ``range_a`` of ``a`` are words ``range_b`` of ``b``."""

    a: int
    range_a: Range
    b: int
    range_b: Range


def overlap(a: Range, b: Range) -> float:
    """Shared words over the words of the longer range."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    longer = max(a[1] - a[0], b[1] - b[0])
    return shared / longer if shared > 0 and longer else 0.0


def inside(a: Range, b: Range) -> float:
    """Share of the words of ``a`` that lie in ``b``."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (a[1] - a[0]) if shared > 0 else 0.0


class Union(Generic[K]):
    """Disjoint sets of keys."""

    def __init__(self) -> None:
        self._parent: dict[K, K] = {}

    def find(self, key: K) -> K:
        parent = self._parent.setdefault(key, key)
        while parent != key:
            grand = self._parent[parent]
            self._parent[key] = grand
            key, parent = parent, self._parent[grand]
        return key

    def join(self, a: K, b: K) -> None:
        a, b = self.find(a), self.find(b)
        if a != b:
            self._parent[b] = a


def components(ties: Iterable[Tie], cuts: Mapping[int, Sequence[int]], share: float = 0.5) -> list[list[Node]]:
    """Groups of ``(unit, range)`` that the ties join.

    ``cuts`` gives for each unit where its clauses begin (numbers of words, ascending, with 0 and the count of words). Ranges
    settle on whole clauses; one that stands for a small part of a clause grows to the clause, unless different clauses hold
    the same part (a motto). Ranges of one unit that meet within a group are merged. Depends on the set of ties only.
    """
    known = sorted(set(ties))
    grown = _settled(_union(known, share), cuts, share)
    moved = {Tie(t.a, grown[t.a, t.range_a], t.b, grown[t.b, t.range_b]) for t in known}
    return [
        [(unit, hull) for unit, ranges in group.items() for hull in _hulls(ranges)]
        for group in _union(sorted(moved), share)
    ]


def _union(ties: Sequence[Tie], share: float) -> list[dict[int, list[Range]]]:
    """Return the groups, each as the ranges of its units, in order."""
    union: Union[Node] = Union()
    ranges: dict[int, set[Range]] = {}
    for tie in ties:
        union.join((tie.a, tie.range_a), (tie.b, tie.range_b))
        ranges.setdefault(tie.a, set()).add(tie.range_a)
        ranges.setdefault(tie.b, set()).add(tie.range_b)
    groups: dict[Node, dict[int, list[Range]]] = {}
    ordered = {unit: sorted(found) for unit, found in sorted(ranges.items())}
    for unit, found in ordered.items():
        for i, first in enumerate(found):
            for second in found[i + 1 :]:
                if second[0] >= first[1]:
                    break
                if overlap(first, second) >= share:
                    union.join((unit, first), (unit, second))
    for unit, found in ordered.items():
        for one in found:
            groups.setdefault(union.find((unit, one)), {}).setdefault(unit, []).append(one)
    return list(groups.values())


def _hulls(ranges: Iterable[Range]) -> list[Range]:
    """Ranges that touch, merged."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def clauses(one: Range, cuts: Sequence[int]) -> Range:
    """Return the clauses that ``one`` lies in: from the first to the last of which it covers a quarter, and at least one."""
    first = max(0, bisect_right(cuts, one[0]) - 1)
    covered: list[tuple[float, int]] = []
    for index in range(first, len(cuts) - 1):
        start, end = cuts[index], cuts[index + 1]
        if start >= one[1]:
            break
        covered.append(((min(end, one[1]) - max(start, one[0])) / (end - start), index))
    if not covered:
        return one
    kept = [index for part, index in covered if part >= 0.25] or [max(covered, key=lambda c: (c[0], -c[1]))[1]]
    return cuts[kept[0]], cuts[kept[-1] + 1]


def _settled(
    groups: Sequence[Mapping[int, Sequence[Range]]], cuts: Mapping[int, Sequence[int]], share: float
) -> dict[Node, Range]:
    """Return where each range of the ties comes to stand."""
    places: dict[int, list[tuple[int, Range]]] = {}
    for index, group in enumerate(groups):
        for unit, ranges in group.items():
            places.setdefault(unit, []).extend((index, one) for one in ranges)
    result: dict[Node, Range] = {}
    for group in groups:
        hosts: list[tuple[int, Range]] = []
        for unit, ranges in group.items():
            for one in ranges:
                whole = clauses(one, cuts[unit])
                result[unit, one] = whole
                if overlap(one, whole) < WHOLE:
                    hosts.append((unit, whole))
        if len({unit for unit, _ in hosts}) > 1 and not _together(hosts, places, share):
            for unit, ranges in group.items():
                for one in ranges:
                    if overlap(one, result[unit, one]) < WHOLE:
                        result[unit, one] = one
    return result


def _together(hosts: Sequence[Node], places: Mapping[int, Sequence[tuple[int, Range]]], share: float) -> bool:
    """Return whether these clauses are one statement anyhow: some group holds half of each."""
    common: set[int] | None = None
    for unit, whole in hosts:
        holding = {index for index, one in places[unit] if overlap(one, whole) >= share}
        common = holding if common is None else common & holding
        if not common:
            return False
    return True
