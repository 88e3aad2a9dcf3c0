"""Which panes stand side by side at which size of terminal: pure functions, no Textual.

The three arrangements are those of the design: one pane at a time below 100 columns, list + article + names from 100, and the
sources that carry the quotation under the cursor as a fourth from 170.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Arrangement = Literal["tiny", "one", "three", "four"]

SMALLEST: Final = (40, 10)
"""Columns and rows below which nothing can be read; the screen then says so."""

STACKED_FROM: Final = 18
"""Rows from which there is room for a search line, its list and the article around the first hit, one over the other."""

OVER: Final = ("compare", "coverage", "differences", "copies", "details", "notebook", "menu")
"""Panes that take the place of others while they are open."""


WHOLE: Final = ("compare", "coverage", "differences")
"""Panes of :data:`OVER` that take the whole screen at any size: what lays sources side by side needs all the width there is."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What is shown: ``panes`` from left to right, ``list_width`` and ``entities_width`` in cells (0: all of the screen),
    ``sources``: None (not shown), ``below`` (a strip under the article) or ``beside`` (a column of ``sources_width`` cells)."""

    arrangement: Arrangement
    panes: tuple[str, ...]
    list_width: int = 0
    entities_width: int = 0
    sources: Literal["below", "beside"] | None = None
    sources_width: int = 0
    stacked_height: int = 0
    """Lines of the list when it stands over the article (0: side by side, or alone)."""


def arrangement(width: int, height: int) -> Arrangement:
    """The arrangement for a terminal of ``width`` x ``height`` cells."""
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return "tiny"
    return "one" if width < 100 else "three" if width < 170 else "four"


def lay_out(
    width: int, height: int, active: str, *, over: str | None, sources_open: bool, typing: bool = False
) -> Layout:
    """The layout when the pane ``active`` has the focus.

    ``over`` is the pane of :data:`OVER` that is open, if any; ``sources_open``: the strip was asked for; ``typing``: a search is
    being typed, whose first hit is to be seen.
    """
    kind = arrangement(width, height)
    if kind == "tiny":
        return Layout(kind, ())
    if over in WHOLE:
        return Layout(kind, (over,))
    if kind == "one":
        pane = over or active
        if typing and not over and height >= STACKED_FROM:
            return Layout(kind, ("list", "article"), stacked_height=(height - 2) * 9 // 20)
        if pane in ("article", "sources"):
            return Layout(kind, ("article",), sources="below" if sources_open else None)
        return Layout(kind, (pane,))
    if kind == "three":
        left = max(32, min(40, width // 4))
        if over == "details":
            return Layout(kind, ("list", "article", over), left, max(36, width // 3), "below" if sources_open else None)
        if over:
            return Layout(kind, ("list", over), left)
        return Layout(
            kind, ("list", "article", "entities"), left, 30 if width >= 112 else 26, "below" if sources_open else None
        )
    left = max(34, min(44, width // 5))
    if over == "details":
        return Layout(kind, ("list", "article", over), left, 50)
    if over:
        return Layout(kind, ("list", over, "entities"), left, 32)
    return Layout(kind, ("list", "article", "entities"), left, 32, "beside", 42)
