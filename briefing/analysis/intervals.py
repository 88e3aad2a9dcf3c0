"""Union of word ranges: two links on one quotation meet only where their ranges overlap by half of the longer.

So a sentence that one outlet runs together can stand in two groups, and a motto quoted inside two speeches does not
join the speeches.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

Range = tuple[int, int]


def overlap(a: Range, b: Range) -> float:
    """Shared words over the words of the longer range."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    longer = max(a[1] - a[0], b[1] - b[0])
    return shared / longer if shared > 0 and longer else 0.0


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


def components(links: Iterable[tuple[int, Range, int, Range]], share: float = 0.5) -> list[list[tuple[int, Range]]]:
    """Groups of ``(unit, range)`` that the links join; each unit's ranges within one group are merged into their hull.

    Deterministic: depends on the set of links only, not on their order.
    """
    union: Union[tuple[int, Range]] = Union()
    ranges: dict[int, set[Range]] = {}
    for a, range_a, b, range_b in sorted(links):
        union.join((a, range_a), (b, range_b))
        ranges.setdefault(a, set()).add(range_a)
        ranges.setdefault(b, set()).add(range_b)
    for unit, found in ranges.items():
        ordered = sorted(found)
        for i, first in enumerate(ordered):
            for second in ordered[i + 1 :]:
                if second[0] >= first[1]:
                    break
                if overlap(first, second) >= share:
                    union.join((unit, first), (unit, second))
    groups: dict[tuple[int, Range], dict[int, Range]] = {}
    for unit, found in sorted(ranges.items()):
        for one in sorted(found):
            group = groups.setdefault(union.find((unit, one)), {})
            known = group.get(unit, one)
            group[unit] = (min(known[0], one[0]), max(known[1], one[1]))
    return [sorted(group.items()) for group in groups.values()]
