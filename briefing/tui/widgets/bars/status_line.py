"""One line above everything: what is open on the left, what was searched on the right. Never reads markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.drawing import strips

LEAST_LEFT = 8
"""Cells below which what is left of the left says nothing."""


SEPARATOR = " · "

GAP = "   "
"""Stands between what is right."""

LEAST_QUERY = 16
"""Cells that the query keeps whatever else there is to say."""


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
        self._passing: tuple[str, ...] = ()

    def show(
        self, left: str | None = None, right: str | None = None, query: str = "", passing: Sequence[str] = ()
    ) -> None:
        """Show these texts; ``None`` leaves one as it is. ``query`` stands before what is right and is cut where both have no room;
        ``passing`` are words between them, which give way to the query, the first ones first."""
        shown = (
            self._left if left is None else left,
            self._right if right is None else right,
            query,
            tuple(filter(None, passing)),
        )
        if shown != (self._left, self._right, self._query, self._passing):
            self._left, self._right, self._query, self._passing = shown
            self.refresh()

    @property
    def left(self) -> str:
        """The text on the left, as it is drawn."""
        return strips.clean(self._left)

    @property
    def right(self) -> str:
        """The text on the right, as it is drawn where there is room for all of it."""
        return GAP.join(strips.clean(part) for part in (self._query, *self._passing, self._right) if part)

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        if y:
            return strips.blank(width, base)
        muted = Style(color=self.get_component_rich_style("bar--muted").color)
        right = self._right_within(width - 2)
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

    def _right_within(self, room: int) -> str:
        """Return what stands on the right in ``room`` cells: the query whole, as long as anything else can give way to it."""
        query, passing = strips.clean(self._query), list(self._passing)

        def figures() -> str:
            return GAP.join(filter(None, map(strips.clean, (*passing, self._right))))

        needed = min(strips.width_of(query), max(LEAST_QUERY, room - strips.width_of(self._right) - len(GAP)))
        while passing and strips.width_of(figures()) + len(GAP) + needed > room:
            del passing[0]
        if not query:
            return strips.fit(figures(), room)
        right = strips.fit(figures(), max(0, room - needed - len(GAP)))
        return GAP.join(filter(None, (strips.fit(query, max(0, room - strips.width_of(right) - len(GAP))), right)))
