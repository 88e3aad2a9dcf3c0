"""One line above everything: what is open on the left, what was searched on the right. Never reads markup."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.drawing import strips

LEAST_LEFT = 8
"""Cells below which what is left of the left says nothing."""


SEPARATOR = " · "


class StatusLine(Widget):
    """The header line."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--muted"}
    DEFAULT_CSS = """
    StatusLine {
        height: 1;
        width: 1fr;
        background: $panel;
        color: $text;
        .bar--muted { color: $text-muted; }
    }
    StatusLine:ansi { text-style: reverse; }
    """

    def __init__(self, left: str = "", right: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._left = left
        self._right = right
        self._query = ""

    def show(self, left: str | None = None, right: str | None = None, query: str = "") -> None:
        """Show these texts; ``None`` leaves one as it is. ``query`` stands before what is right, and gives way to that."""
        shown = self._left if left is None else left, self._right if right is None else right, query
        if shown != (self._left, self._right, self._query):
            self._left, self._right, self._query = shown
            self.refresh()

    @property
    def left(self) -> str:
        """The text on the left, as it is drawn."""
        return strips.clean(self._left)

    @property
    def right(self) -> str:
        """The text on the right, as it is drawn where there is room for all of it."""
        return "   ".join(strips.clean(part) for part in (self._query, self._right) if part)

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        if y:
            return strips.blank(width, base)
        muted = Style(color=self.get_component_rich_style("bar--muted").color)
        right = strips.fit(self._right, width - 2)
        between = "   " if right else ""
        query = (
            strips.fit(self._query, max(0, width - 2 - strips.width_of(right) - len(between))) if self._query else ""
        )
        right = query + between + right if query else right
        # What was just searched for is what one looks up there for: the left gives way to it.
        room = width - strips.width_of(right) - 4
        left = strips.clean(self._left)
        while right and strips.width_of(left) > room and SEPARATOR in left:
            left = left.rpartition(SEPARATOR)[0]  # a whole fact less, not half a word
        left = strips.fit(left, room if right else width - 1) if room >= LEAST_LEFT or not right else ""
        gap = " " * (width - 2 - strips.width_of(left) - strips.width_of(right))
        return strips.strip(
            [(" ", strips.PLAIN), (left, strips.BOLD), (gap, strips.PLAIN), (right, muted)], width, base
        )
