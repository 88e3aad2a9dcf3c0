"""Where words stand in the documents of a segment: one after the other, or near one another. Whole arrays at a time.

A place is one number: the document's number among those asked for, times 2 to the 32nd, plus the position. Imports numpy: import
this module only when an index is searched.
"""

from __future__ import annotations

import numpy as np

from briefing.index.segment.inverter import ranges
from briefing.index.segment.segment_file import Array, Field

_POSITION_BITS = 32


def in_sequence(columns: Field, terms: tuple[str, ...], open_end: bool, docs: Array) -> Array:
    """Return which of ``docs`` (sorted numbers within the segment) hold ``terms`` one after the other; the last may be a prefix."""
    return np.unique(_sequence(columns, terms, open_end, docs) >> _POSITION_BITS)


def occurrences(columns: Field, spelt: list[tuple[str, ...]], open_end: bool, docs: Array) -> tuple[Array, Array]:
    """Return the places of the first and of the last word of every occurrence of any of ``spelt`` in ``docs``."""
    firsts = [_sequence(columns, terms, open_end, docs) for terms in spelt]
    lasts = [first + len(terms) - 1 for first, terms in zip(firsts, spelt, strict=True)]
    if not firsts:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    return np.concatenate(firsts), np.concatenate(lasts)


def near_one_another(left: list[tuple[Array, Array]], right: list[tuple[Array, Array]], distance: int) -> Array:
    """Return the numbers of the documents where an occurrence of each side stand at most ``distance`` words apart."""
    sides = []
    for side in (left, right):
        first, last = (np.concatenate(arrays) for arrays in zip(*side, strict=True))
        order = np.argsort(first, kind="stable")
        sides.append((first[order], last[order]))
    one, two = sides
    return np.unique(np.concatenate([_followed(one, two, distance), _followed(two, one, distance)]))


def _followed(before: tuple[Array, Array], after: tuple[Array, Array], distance: int) -> Array:
    """Return the documents of those occurrences that one of ``after`` follows within ``distance`` words."""
    ends, starts = before[1], after[0]
    if not starts.size:
        return np.zeros(0, dtype=np.int64)
    place = np.searchsorted(starts, ends, side="right")
    gap = starts[np.minimum(place, starts.size - 1)] - ends
    return ends[(gap > 0) & (gap <= distance)] >> _POSITION_BITS


def _sequence(columns: Field, terms: tuple[str, ...], open_end: bool, docs: Array) -> Array:
    """Return the sorted places in ``docs`` at which ``terms`` begin, one after the other."""
    last = len(terms) - 1
    keys = [_places(columns, term, open_end and at == last, docs) - at for at, term in enumerate(terms)]
    keys.sort(key=lambda array: array.size)
    hits = keys[0]
    for other in keys[1:]:
        if not hits.size or not other.size:
            return np.zeros(0, dtype=np.int64)
        place = np.searchsorted(other, hits)
        place[place == other.size] = 0
        hits = hits[other[place] == hits]
    return hits


def _places(columns: Field, term: str, prefix: bool, docs: Array) -> Array:
    """Return the sorted places of a term, or of all terms that begin with it, in ``docs``."""
    if prefix:
        low, high = columns.prefix(term)
    else:
        low = columns.number(term)
        high = low + 1
    if low < 0 or high <= low:
        return np.zeros(0, dtype=np.int64)
    begin, end = int(columns.start[low]), int(columns.start[high])
    rows = columns.docs[begin:end]
    if high - low == 1:
        posting = np.searchsorted(rows, docs)
        number = np.arange(docs.size)
        found = posting < rows.size
        found[found] = rows[posting[found]] == docs[found]
        if not found.all():  # held in another segment's term or only by another completion
            posting, number = posting[found], number[found]
    else:
        number = np.searchsorted(docs, rows)
        number[number == docs.size] = 0
        posting = np.flatnonzero(docs[number] == rows)
        number = number[posting]
    freqs = columns.freqs(begin, end).astype(np.int64)
    starts = np.cumsum(freqs) - freqs + int(columns.places[low])
    each = freqs[posting]
    positions = columns.positions[ranges(starts[posting], each)].astype(np.int64)
    places = (np.repeat(number, each) << _POSITION_BITS) + positions
    return np.sort(places) if high - low > 1 else places
