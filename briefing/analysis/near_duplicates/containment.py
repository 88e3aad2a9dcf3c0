"""How much of one text stands in another, and whether that makes one a copy of the other."""

from __future__ import annotations

from collections.abc import Sequence
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


def compare(a: Text, b: Text) -> tuple[float, float] | None:
    """Return how much of ``a`` is in ``b`` and of ``b`` in ``a`` if one copies the other, else ``None``."""
    common = int(_shared(a, b).sum())
    shorter = min(len(a.ordered), len(b.ordered))
    if not shorter or not common:
        return None
    shares = (common / len(a.ordered), common / len(b.ordered))
    if _only_foot(a, b, common):
        return None
    if shorter < LEAST:
        return shares if common == len(a.ordered) == len(b.ordered) else None
    if common >= CONTAINED * shorter:
        # What both quote does not count: two reports of one speech are two texts.
        if common >= 0.8 * shorter or _own(a, b) >= CONTAINED or _own(b, a) >= CONTAINED:
            return shares
        return None
    short, long = (a, b) if len(a.ordered) <= len(b.ordered) else (b, a)
    return shares if _paragraphs(short, long) else None


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


def _held(a: Text, b: Text) -> numpy.ndarray[Any, Any]:
    """Return for each shingle of ``a``, in its order, whether ``b`` has it."""
    return _shared(a, b).take(a.places)


def _shared(a: Text, b: Text) -> numpy.ndarray[Any, Any]:
    """Return for each different shingle of ``a``, sorted, whether ``b`` has it. (Looking up what is sorted takes half the time.)"""
    import numpy as np

    if not len(b.ordered):
        return np.zeros(len(a.ordered), dtype=bool)
    found: numpy.ndarray[Any, Any] = b.ordered.take(b.ordered.searchsorted(a.ordered), mode="clip") == a.ordered
    return found


def _only_foot(a: Text, b: Text, common: int) -> bool:
    """Return whether all that two texts share is a short last paragraph, above which each has two paragraphs of its own or more."""
    if min(len(a.starts), len(b.starts)) < 3:
        return False
    foot = a.shingles[a.starts[-1] :]
    if len(foot) > FOOT or len(foot) != len(b.shingles) - b.starts[-1]:
        return False
    return bool((foot == b.shingles[b.starts[-1] :]).all()) and 0 < common <= len(foot)


def _own(a: Text, b: Text) -> float:
    """Return the share of the reporter's own shingles of ``a`` that stand in ``b``."""
    count = int(a.own.sum())
    return int((_held(a, b) & a.own).sum()) / count if count >= LEAST else 0.0


def _paragraphs(a: Text, b: Text) -> bool:
    """Return whether paragraphs of ``a`` that stand in ``b`` make up enough of it, quotations left out."""
    before = counted(_held(a, b) & a.own)
    parts = a.paragraphs
    found = before[parts.stops] - before[parts.starts]
    enough = (parts.own >= 8) & (found >= PARAGRAPH * parts.own)
    count = int(enough.sum())
    copied = int((found + parts.behind)[enough].sum())
    return copied >= PART * int(a.own.sum()) and copied >= 2 * LEAST and (count >= 2 or copied >= 3 * LEAST)
