"""The bottom line: the few keys that help here and now. Binds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.drawing import strips


class HintBar(Widget):
    """Keys with their labels; those that do not fit are left out whole. Posts :class:`Pressed`."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--muted", "bar--key"}
    DEFAULT_CSS = """
    HintBar {
        height: 1;
        width: 1fr;
        background: $background;
        color: $text;
        .bar--muted { color: $text-muted; }
        .bar--key { color: $text-primary; text-style: bold; }
    }
    """

    class Pressed(Message):
        """A hint was clicked; ``key`` is the key as it is written."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(
        self, hints: Sequence[tuple[str, str]] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._hints = tuple(hints)
        self._ends: list[tuple[int, str]] = []
        """Where each hint that is drawn ends, and its key."""

    def show(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show these (key, label) pairs, the most useful first."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh()

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """What is shown."""
        return self._hints

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        if y:
            return strips.blank(width, base)
        key_style = self.get_component_rich_style("bar--key")
        muted = Style(color=self.get_component_rich_style("bar--muted").color)
        pieces: list[strips.Piece] = [(" ", strips.PLAIN)]
        # Closer together where one more has room then.
        gap = 3 if self._fitting(width, 3) == self._fitting(width, 2) else 2
        self._ends, end = [], 1
        for place, (key, label) in enumerate(self._hints[: self._fitting(width, gap)]):
            end += gap * bool(place) + strips.width_of(f"{key} {label}")
            self._ends.append((end, key))
            pieces += [
                (" " * gap * bool(place), strips.PLAIN),
                (key, Style(color=key_style.color, bold=True)),
                (f" {label}", muted),
            ]
        return strips.strip(pieces, width, base)

    def on_click(self, event: events.Click) -> None:
        """A click on a hint is its key."""
        for end, key in self._ends:
            if event.x < end:
                self.post_message(self.Pressed(key))
                return

    def _fitting(self, width: int, gap: int) -> int:
        """Return how many hints have room with ``gap`` cells between them."""
        used = 1
        for count, (key, label) in enumerate(self._hints):
            used += strips.width_of(key) + 1 + strips.width_of(label)
            if used + 1 > width:
                return count
            used += gap
        return len(self._hints)
