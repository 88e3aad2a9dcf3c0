"""Which panes stand side by side at which size of terminal: pure functions, no Textual.

The article's measure comes first: 72 to 88 cells wherever the terminal has them. What is left goes to the list, then to the names, then to the
sources; a pane that finds no room comes by its key, in the place of the list.
"""

from __future__ import annotations

from typing import Final, Literal

from briefing.late import dataclass

Arrangement = Literal["tiny", "one", "two", "three", "four"]

SMALLEST: Final = (40, 10)
"""Columns and rows below which nothing can be read; the screen then says so."""

STACKED_FROM: Final = 18
"""Rows from which there is room for a search line, its list and the article around the first hit, one over the other."""

OVER: Final = (
    "compare",
    "coverage",
    "differences",
    "said",
    "hits",
    "copies",
    "details",
    "notebook",
    "presentation",
    "cite",
    "menu",
)
"""Panes that take the place of others while they are open."""

WHOLE: Final = ("compare", "coverage", "differences", "hits", "presentation")
"""Those that take the whole screen: they lay much beside each other, need long lines, or are read from afar."""

ARTICLE_LEAST: Final = 77
"""Cells of the article's pane with the least measure, 72: its gutter, a cell of air and the scrollbar come to it."""
ARTICLE_MOST: Final = 93
"""Cells of the article's pane with the whole measure, 88."""
LIST_LEAST: Final = 23
LIST_USUAL: Final = 40
NAMES_USUAL: Final = 30
SOURCES_USUAL: Final = 40
NARROWEST: Final = 16
"""Cells that a side pane keeps when a person narrows it, and that the article keeps when a side pane is widened."""

TWO_FROM: Final = ARTICLE_LEAST + LIST_LEAST
THREE_FROM: Final = 150
FOUR_FROM: Final = 190


@dataclass(frozen=True, slots=True)
class Widths:
    """Cells that a person gave to side panes, 0 where none were given; ``names_hidden``: the names wait for their key."""

    list: int = 0
    names: int = 0
    sources: int = 0
    names_hidden: bool = False


NOT_GIVEN: Final = Widths()


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
    """Return the arrangement for a terminal of ``width`` x ``height`` cells."""
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return "tiny"
    if width < TWO_FROM:
        return "one"
    if width < THREE_FROM:
        return "two"
    return "three" if width < FOUR_FROM else "four"


def lay_out(
    width: int,
    height: int,
    active: str,
    *,
    over: str | None,
    sources_open: bool,
    typing: bool = False,
    widths: Widths = NOT_GIVEN,
    zoomed: bool = False,
) -> Layout:
    """Return the layout when the pane ``active`` has the focus.

    ``over`` is the pane of :data:`OVER` that is open, if any; ``sources_open``: the strip was asked for; ``typing``: a search is
    being typed, whose first hit is to be seen; ``widths``: what the person set; ``zoomed``: the pane with the focus has the screen.
    """
    kind = arrangement(width, height)
    if kind == "tiny":
        return Layout(kind, ())
    if over in WHOLE:
        return Layout(kind, (over,))
    if kind == "one" or (zoomed and not typing):
        return _alone(kind, height, over or active, sources_open=sources_open, stacked=typing and not over)
    left = _list_width(kind, width, widths)
    if over is not None:
        return _under(kind, width, over, left, sources_open=sources_open)
    below: Literal["below"] | None = "below" if sources_open else None
    if kind == "two":
        side = "entities" if active == "entities" else "list"
        return Layout(kind, ("article", side) if side == "entities" else (side, "article"), left, left, below)
    names = _bounded(widths.names or NAMES_USUAL, width - left)
    panes = ("list", "article") if widths.names_hidden and active != "entities" else ("list", "article", "entities")
    if kind == "three":
        return Layout(kind, panes, left, names, below)
    sources = _bounded(widths.sources or SOURCES_USUAL, width - left - names)
    return Layout(kind, panes, left, names, "beside", sources)


def _alone(kind: Arrangement, height: int, pane: str, *, sources_open: bool, stacked: bool) -> Layout:
    """One pane has the whole screen; while a search is typed, the list stands over the article."""
    if stacked and height >= STACKED_FROM:
        return Layout(kind, ("list", "article"), stacked_height=(height - 2) * 9 // 20)
    if pane in ("article", "sources"):
        return Layout(kind, ("article",), sources="below" if sources_open or pane == "sources" else None)
    return Layout(kind, (pane,))


def _under(kind: Arrangement, width: int, over: str, left: int, *, sources_open: bool) -> Layout:
    """Return a pane that takes the place of others, with the list or, for the details, with the article."""
    if over != "details":
        return Layout(kind, ("list", over), left)
    below: Literal["below"] | None = "below" if sources_open else None
    if kind == "two":
        side = max(36, left)
        return Layout(kind, ("article", over), left, side, below)
    return Layout(kind, ("list", "article", over), left, max(36, min(50, width - left - ARTICLE_MOST)), below)


def _list_width(kind: Arrangement, width: int, widths: Widths) -> int:
    if widths.list:
        return _bounded(widths.list, width)
    if kind != "two":
        return min(LIST_USUAL, width // 5 + 4)
    return max(LIST_LEAST, min(LIST_USUAL, width - ARTICLE_LEAST))


def _bounded(wanted: int, width: int) -> int:
    """Return ``wanted`` cells of ``width``, so that something is left for both sides."""
    return max(NARROWEST, min(wanted, width - 2 * NARROWEST))
