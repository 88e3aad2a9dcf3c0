"""The line above the footer that a first session is guided by. Knows no keys."""

from __future__ import annotations

from typing import ClassVar

from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.drawing import strips


class GuideLine(Widget):
    """One line of words, and at its right end how to be rid of it."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"guide--words", "guide--aside"}
    DEFAULT_CSS = """
    GuideLine {
        height: 1;
        width: 1fr;
        background: $panel;
        color: $text;
        .guide--words { color: $text-accent; text-style: bold; }
        .guide--aside { color: $text-muted; }
    }
    GuideLine:ansi { background: ansi_default; }
    GuideLine:ansi .guide--words { color: ansi_default; text-style: bold; }
    GuideLine:ansi .guide--aside { color: ansi_default; text-style: dim; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = ""
        """What is said."""
        self._place = self._aside = ""

    def say(self, place: str, words: str, aside: str) -> None:
        """Say ``words``, the ``place``-th of the lines; ``aside`` stands at the right end where it has room."""
        self.words, self._place, self._aside = words, place, aside
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        words, aside = (self.get_component_rich_style(f"guide--{part}", partial=True) for part in ("words", "aside"))
        left = [(f" {self._place}  ", aside), (self.words, words)]
        room = width - sum(strips.width_of(text) for text, _ in left)
        right = [(f"{self._aside} ", aside)] if strips.width_of(self._aside) + 3 <= room else []
        return strips.row(left, right, width, self.rich_style)
