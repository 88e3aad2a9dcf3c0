"""One line above everything: what is open on the left, what was searched on the right. Never reads markup."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.widgets import draw


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

    def show(self, left: str | None = None, right: str | None = None) -> None:
        """Show these texts; ``None`` leaves one as it is."""
        self._left = self._left if left is None else left
        self._right = self._right if right is None else right
        self.refresh()

    @property
    def left(self) -> str:
        """The text on the left, as it is drawn."""
        return draw.clean(self._left)

    @property
    def right(self) -> str:
        """The text on the right, as it is drawn."""
        return draw.clean(self._right)

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        if y:
            return draw.blank(width, base)
        muted = self.get_component_rich_style("bar--muted")
        return draw.row(
            [(" ", Style()), (self._left, draw.BOLD)],
            [(self._right, Style(color=muted.color)), (" ", Style())] if self._right else [],
            width,
            base,
        )
