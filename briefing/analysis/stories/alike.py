"""Who is alike to whom: of all texts at once in arrays, or of each as it is asked for. Texts are known by numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from briefing.store.catalogue.story_groups import StoryGroups

if TYPE_CHECKING:
    import numpy

    Numbers = numpy.ndarray[Any, Any]

_AT_ONCE = 1 << 12


class Alike(Protocol):
    """What of it stories are joined by."""

    def near(self, number: int) -> Mapping[int, int]:
        """Return the texts that are alike to one, and how much, in millionths, as far as days and languages allow."""

    def id_of(self, number: int) -> str:
        """Return the id of a text."""


class KeptAlike:
    """As it is kept, read when it is asked for."""

    def __init__(self, store: StoryGroups) -> None:
        self._store = store
        self._near: dict[int, dict[int, int]] = {}
        self._ids: dict[int, str] = {}

    def near(self, number: int) -> Mapping[int, int]:
        """Return the texts that are alike to one, and how much."""
        if number not in self._near:
            self._near[number] = dict(self._store.alike_to(number))
        return self._near[number]

    def id_of(self, number: int) -> str:
        """Return the id of a text."""
        if number not in self._ids:
            self._ids[number] = self._store.id_of(number)
        return self._ids[number]


class AllAlike:
    """All texts, numbered in the order of their ids, and all pairs of them: some twenty bytes each."""

    def __init__(self, ids: Sequence[str], a: Numbers, b: Numbers, alike: Numbers) -> None:
        import numpy as np

        self._ids = ids
        self._pairs = a, b, alike
        ends = np.concatenate([a, b])
        order = np.argsort(ends, kind="stable")
        self._others = np.concatenate([b, a])[order]
        self._alike = np.concatenate([alike, alike])[order]
        self._bounds = np.searchsorted(ends[order], np.arange(len(ids) + 1)).tolist()

    def near(self, number: int) -> dict[int, int]:
        """Return the texts that are alike to one, and how much."""
        own = slice(self._bounds[number], self._bounds[number + 1])
        return dict(zip(self._others[own].tolist(), self._alike[own].tolist(), strict=True))

    def id_of(self, number: int) -> str:
        """Return the id of a text."""
        return self._ids[number]

    def most_alike_first(self, least: int) -> Iterator[tuple[int, int, int]]:
        """Yield the pairs that are at least so much alike, in the order in which they are joined."""
        import numpy as np

        enough = np.flatnonzero(self._pairs[2] >= least)
        a, b, alike = (each[enough] for each in self._pairs)
        order = np.lexsort((b, a, -alike))
        for start in range(0, len(order), _AT_ONCE):
            some = order[start : start + _AT_ONCE]
            yield from zip(a[some].tolist(), b[some].tolist(), alike[some].tolist(), strict=True)
