"""How much of one text stands in another, and whether that makes one a copy of the other."""

from __future__ import annotations

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
    common = _common(a, b)
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


def held(shingles: numpy.ndarray[Any, Any], text: Text) -> numpy.ndarray[Any, Any]:
    """For each shingle whether ``text`` has it."""
    import numpy as np

    places = np.minimum(text.ordered.searchsorted(shingles), len(text.ordered) - 1)
    found: numpy.ndarray[Any, Any] = text.ordered[places] == shingles
    return found


def _common(a: Text, b: Text) -> int:
    """Return how many different shingles both have."""
    import numpy as np

    both = np.concatenate((a.ordered, b.ordered))
    both.sort(kind="stable")
    return int(np.count_nonzero(both[1:] == both[:-1]))


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
    own = a.shingles[a.own]
    return float(held(own, b).mean()) if len(own) >= LEAST else 0.0


def _paragraphs(a: Text, b: Text) -> bool:
    """Return whether paragraphs of ``a`` that stand in ``b`` make up enough of it, quotations left out."""
    before = counted(held(a.shingles, b) & a.own)
    parts = a.paragraphs
    found = before[parts.stops] - before[parts.starts]
    enough = (parts.own >= 8) & (found >= PARAGRAPH * parts.own)
    count = int(enough.sum())
    copied = int((found + parts.behind)[enough].sum())
    return copied >= PART * int(a.own.sum()) and copied >= 2 * LEAST and (count >= 2 or copied >= 3 * LEAST)
