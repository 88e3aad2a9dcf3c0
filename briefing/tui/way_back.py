"""What the key for going back does now: decided once, for the key and for the footer's words on it. Does nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefing.tui.context import ReaderPort, ReaderState

ALL: Final = "filter"
"""The pane with the focus shows all its rows again."""
WHOLE: Final = "zoom"
"""The panes beside the one with the whole screen come back."""
CLOSE: Final = "close"
"""What lies over the panes is closed."""
CENTER: Final = "article"
"""The article gets the focus."""
LIST: Final = "list"
"""The list gets the focus."""
LEAVE: Final = "leave_article"
"""The row is gone back to from which the article, or the page, was opened. Like each name below it is an action's."""


def way_back(port: ReaderPort, state: ReaderState) -> str:
    """Return the topmost thing that goes when a person goes back, "" where nothing is left but the reader itself."""
    active = port.active
    alone = port.shape.arrangement == "one"
    ways = (
        (ALL, getattr(port.mover, "filtered", "")),
        (WHOLE, all((port.zoomed, port.over is None))),
        (CLOSE, active == "menu" or port.over is not None),
        ("leave_names", active == "entities"),
        ("leave_sources", all((port.sources_open, active in ("sources", "article")))),
        (LEAVE, active in ("article", "story") and state.opened_here is not None),
        (CENTER, all((alone, active == "sources"))),
        (LIST, all((alone, active != "list"))),
        ("unmark_all", state.marked),
        ("clear_search", state.query),
        ("clear_filters", state.filters.on),
        (LIST, active != "list"),
    )
    return next((way for way, there in ways if there), "")
