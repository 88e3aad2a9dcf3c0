"""From one page of hits to the next: behind the last hit, by what it was sorted.

A score is written in fewer figures than a server may reckon with, so that "behind this score" can miss or repeat hits that have it. Therefore a page is
asked for from a hair above the score on, and the hits of that score that have been seen are left out.
"""

from __future__ import annotations

from typing import Any

from briefing.index.archive.answers import number, sort_values
from briefing.index.engine import Cursor

START = Cursor(())
"""Before the first page."""
_HAIR = 1e-6
"""Above a score of 32 bits, in proportion to it."""
_MOST_SEEN = 1000
"""Hits of one score that are left out so; behind more of them, the score is believed."""


def behind(cursor: Cursor, size: int) -> dict[str, Any]:
    """Return the part of a search that asks for ``size`` hits behind ``cursor``."""
    if cursor is START:
        return {}
    first, *others = cursor.after
    if not cursor.seen:
        return {"search_after": [first, *others]}
    return {"search_after": [float(first) * (1 + _HAIR), *others], "size": size + len(cursor.seen)}


def unseen(rows: list[dict[str, Any]], cursor: Cursor) -> list[dict[str, Any]]:
    """Return the hits that have not been seen."""
    seen = frozenset(cursor.seen)
    return [row for row in rows if row.get("_id") not in seen]


def cursor(hits: list[dict[str, Any]], moment: str, before: Cursor) -> Cursor:
    """Return where ``hits``, a page that is not empty, end; ``before`` is where it began."""
    values = sort_values(hits[-1])
    if number(next(iter(values), 0)).is_integer():  # written as it is
        return Cursor(values, moment)
    seen = [str(hit.get("_id", "")) for hit in hits if sort_values(hit)[:1] == values[:1]]
    if before.after[:1] == values[:1]:
        seen = [*before.seen, *seen]
    return Cursor(values, moment, tuple(seen) if len(seen) <= _MOST_SEEN else ())
