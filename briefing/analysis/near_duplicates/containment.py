"""How much of one text stands in another, and whether that makes one a copy of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.analysis.near_duplicates.shingles import LEAST, Text, counted

if TYPE_CHECKING:
    import numpy

CONTAINED = 0.5
"""A text is a copy if so many of the shorter one's shingles stand in the other (containment, not resemblance: a text cut to a
third still has all of its shingles in the whole one)."""

PART = 0.3
FOOT = 120
"""Words at most of one equal paragraph at the end of two texts which have nothing else in common: what a paper prints under every
item makes no copies."""
PARAGRAPH = 0.8
"""A half-copied text: paragraphs that are copied (this share of their shingles) make up at least ``PART`` of the shorter text."""


Shares = tuple[float, float]
"""How much of a text is in another, and of that in the text."""


def compare(a: Text, b: Text) -> Shares | None:
    """Return how much of ``a`` is in ``b`` and of ``b`` in ``a`` if one copies the other, else ``None``."""
    return compare_each(a, [b], [False])[0]


def compare_each(text: Text, others: Sequence[Text], before: Sequence[bool]) -> list[Shares | None]:
    """Return the same for a text and each of some others; ``before``: whether of two of one length the other is taken for the shorter
    one. (Looking up the word runs of all others at once takes half the time.)"""
    import numpy as np

    if not len(text.ordered):
        return [None] * len(others)
    every = np.concatenate([other.ordered for other in others])
    places = text.ordered.searchsorted(every)
    found = text.ordered.take(places, mode="clip") == every
    shares, start = [], 0
    for other, first in zip(others, before, strict=True):
        end = start + len(other.ordered)
        shares.append(_Both(text, other, found[start:end], places[start:end]).shares(other_first=first))
        start = end
    return shares


@dataclass(frozen=True, slots=True)
class _Both:
    """Two texts; which of the word runs of the second one, sorted, the first one has, and where."""

    one: Text
    other: Text
    found: numpy.ndarray[Any, Any]
    places: numpy.ndarray[Any, Any]

    def shares(self, *, other_first: bool) -> Shares | None:
        """Return how much of each is in the other if one copies the other."""
        import numpy as np

        one, other = self.one, self.other
        common = int(np.count_nonzero(self.found))
        sizes = len(one.ordered), len(other.ordered)
        if not common or _only_foot(one, other, common):
            return None
        shares = (common / sizes[0], common / sizes[1])
        if min(sizes) < LEAST:
            return shares if common == sizes[0] == sizes[1] else None
        if common >= CONTAINED * min(sizes):
            # What both quote does not count: two reports of one speech are two texts.
            whole = common >= 0.8 * min(sizes) or any(self._own(text) >= CONTAINED for text in (one, other))
            return shares if whole else None
        short = other if (sizes[1], not other_first) < (sizes[0], other_first) else one
        return shares if self._paragraphs(short) else None

    def _held(self, text: Text) -> numpy.ndarray[Any, Any]:
        """Return for each shingle of one of the two, in its order, whether the other has it."""
        import numpy as np

        if text is self.other:
            return self.found.take(text.places)
        flags = np.zeros(len(text.ordered), dtype=bool)
        flags[self.places[self.found]] = True
        return flags.take(text.places)

    def _own(self, text: Text) -> float:
        """Return the share of the reporter's own shingles of a text that stand in the other."""
        import numpy as np

        count = int(np.count_nonzero(text.own))
        return int(np.count_nonzero(self._held(text) & text.own)) / count if count >= LEAST else 0.0

    def _paragraphs(self, text: Text) -> bool:
        """Return whether paragraphs of a text that stand in the other make up enough of it, quotations left out."""
        import numpy as np

        before = counted(self._held(text) & text.own)
        parts = text.paragraphs
        found = before[parts.stops] - before[parts.starts]
        enough = (parts.own >= 8) & (found >= PARAGRAPH * parts.own)
        count = int(np.count_nonzero(enough))
        copied = int((found + parts.behind)[enough].sum())
        return all(
            (
                copied >= PART * int(np.count_nonzero(text.own)),
                copied >= 2 * LEAST,
                count >= 2 or copied >= 3 * LEAST,
            )
        )


def held_by_each(text: Text, others: Sequence[Text]) -> numpy.ndarray[Any, Any]:
    """Return which shingles of a text, in its order, each of the others has: a row for each of these."""
    import numpy as np

    sizes = [len(other.ordered) for other in others]
    every = np.concatenate([other.ordered for other in others])
    places = text.ordered.searchsorted(every)
    found = text.ordered.take(places, mode="clip") == every
    rows = np.zeros((len(others), len(text.ordered)), dtype=bool)
    rows[np.repeat(np.arange(len(others)), sizes)[found], places[found]] = True
    return rows.take(text.places, axis=1)


def _only_foot(a: Text, b: Text, common: int) -> bool:
    """Return whether all that two texts share is a short last paragraph, above which each has two paragraphs of its own or more."""
    if min(len(a.starts), len(b.starts)) < 3:
        return False
    foot = a.shingles[a.starts[-1] :]
    if len(foot) > FOOT or len(foot) != len(b.shingles) - b.starts[-1]:
        return False
    return bool((foot == b.shingles[b.starts[-1] :]).all()) and 0 < common <= len(foot)
