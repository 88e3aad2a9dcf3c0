"""The bottom line: the few keys that help here and now, and what is said to the person until the next key. Binds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from briefing.tui.drawing import strips
from briefing.tui.drawing.text_layout import folded

Hints = Sequence[tuple[str, str]]

MOST_NOTICES: Final = 50
"""Notices that are held at once: more than one only where one key, or no key, led to them."""

MOST_LINES: Final = 2
"""Lines that they take; nearly all take one."""

BETWEEN: Final = " · "
"""Stands between two notices."""

NOTICE_SECONDS: Final = 12.0
"""Seconds after which a notice goes away though no key was pressed."""

STAYING: Final = ("help", "back")
"""Words of the hints that stay beside a notice where only a few have room."""

KINDS: Final = ("information", "warning", "error")


class HintBar(Widget):
    """Keys with their labels; those that do not fit are left out whole. Posts :class:`Pressed`.

    Notices stand before them and cover nothing that is read: where one needs a second line, the bar takes that from the panes.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--muted", "bar--key", *(f"bar--{kind}" for kind in KINDS)}
    DEFAULT_CSS = """
    HintBar {
        height: 1;
        width: 1fr;
        background: $background;
        color: $text;
        .bar--muted { color: $text-muted; }
        .bar--key { color: $text-primary; text-style: bold; }
        .bar--information { background: $panel; color: $text-primary; text-style: bold; }
        .bar--warning { background: $panel; color: $text-warning; text-style: bold; }
        .bar--error { background: $panel; color: $text-error; text-style: bold; }
    }
    HintBar:ansi .bar--information, HintBar:ansi .bar--warning, HintBar:ansi .bar--error {
        background: ansi_default; color: ansi_default; text-style: bold reverse;
    }
    """

    class Pressed(Message):
        """A hint was clicked; ``key`` is the key as it is written, ``column`` the cell of the hint."""

        def __init__(self, key: str, column: int = 0) -> None:
            super().__init__()
            self.key, self.column = key, column

    def __init__(self, hints: Hints = (), *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._hints = tuple(hints)
        self.rest = "and {} more"
        """What is said of notices that have no room, in place of ``{}`` how many these are."""
        self._needed = False
        """The hints answer a question: a notice never takes their place."""
        self._notices: list[tuple[str, str]] = []
        self._lines: list[str] = []
        self._height = 1
        self._timer: Timer | None = None
        self._ends: list[tuple[int, int, str]] = []
        """Where each hint that is drawn begins and ends, and its key."""

    def show(self, hints: Hints, *, needed: bool = False) -> None:
        """Show these (key, label) pairs, the most useful first; ``needed``: they are the answers to a question."""
        if (tuple(hints), needed) != (self._hints, self._needed):
            self._hints, self._needed = tuple(hints), needed
            self._lay()

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """What is shown."""
        return self._hints

    # --- notices ------------------------------------------------------------------------------------------------
    @property
    def notices(self) -> list[str]:
        """What is said now."""
        return [text for text, _ in self._notices]

    def tell(self, text: str, kind: str) -> None:
        """Say ``text`` until :meth:`forget`, beside what was said last if nobody has pressed a key since."""
        self._notices = [*self._notices, (text, kind if kind in KINDS else KINDS[0])][-MOST_NOTICES:]
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(NOTICE_SECONDS, self.forget)
        self._lay()

    def forget(self) -> None:
        """Say nothing any more."""
        if self._notices:
            self._notices = []
            self._lay()

    def take_back(self, text: str) -> None:
        """Say ``text`` no more: it is no longer true."""
        if text in self.notices:
            self._notices = [notice for notice in self._notices if notice[0] != text]
            self._lay()

    def _lay(self) -> None:
        """Break what is said into lines and take as many from the screen as it needs."""
        width = self.size.width
        self._lines = self._told(max(8, width - 2)) if self._notices else []
        beside = self._beside(width)
        below = self._needed * (self._fitting(self._hints, width - beside, 2) < len(self._hints))
        if bool(self._lines) * any((below, self._crowds_help(width - beside))):
            self._lines.append("")
        height = max(1, len(self._lines))
        if self._height != height:
            self.styles.height = self._height = height
        self.refresh()

    def _told(self, room: int) -> list[str]:
        """Return the newest notices, as many as are whole in the lines, and how many more there are; one alone is cut where it is longer."""
        notices = [strips.clean(each) for each in self.notices]
        for hidden in range(len(notices)):
            rest = [self.rest.format(hidden)] * bool(hidden)
            lines = folded(BETWEEN.join([*notices[hidden:], *rest]), room, MOST_LINES + 1)
            if len(lines) <= MOST_LINES:
                return lines
        if len(notices) == 1:
            return folded(notices[0], room, MOST_LINES)
        behind = BETWEEN + self.rest.format(len(notices) - 1)
        cut = MOST_LINES * room - strips.width_of(behind) - room // 4  # lines are broken between words
        return folded(strips.fit(notices[-1], cut) + behind, room, MOST_LINES)

    def _beside(self, width: int) -> int:
        """Return the cells that what is said takes on the line of the hints."""
        last = self._lines[-1] if self._lines else ""
        return strips.width_of(last) + 2 if last else 0

    def _crowds_help(self, room: int) -> bool:
        """Return whether the way to the help, which is offered here, has no room beside what is said, and there is a line for it."""
        staying = [hint for hint in self._hints if _staying(hint) == 0]
        return all((staying, len(self._lines) < MOST_LINES, self._fitting(staying, room, 2) < len(staying)))

    def _in_room(self, room: int, *, beside: bool) -> Hints:
        """Return the hints that have room in so many cells: beside a notice, the ways to the help and back before all others."""
        count = self._fitting(self._hints, room, 2)
        if beside > (count == len(self._hints)):
            first = sorted(self._hints, key=_staying)
            return first[: self._fitting(first, room, 2)]
        return self._hints[:count]

    def on_resize(self) -> None:
        if self._notices:
            self._lay()

    # --- drawing ------------------------------------------------------------------------------------------------
    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        lines = [*self._lines, *[""] * (not self._lines)]
        if y >= len(lines):
            return strips.blank(width, base)
        pieces: list[strips.Piece] = []
        if lines[y]:
            kinds = [kind for _, kind in self._notices]
            style = self.get_component_rich_style(f"bar--{max(kinds, key=KINDS.index, default=KINDS[0])}")
            pieces.append((f" {lines[y]} ", style))
        if y == len(lines) - 1:
            pieces += self._draw_hints(width, self._beside(width))
        return strips.strip(pieces, width, base)

    def _draw_hints(self, width: int, start: int) -> list[strips.Piece]:
        """Return the hints that have room behind the cell ``start``."""
        room = width - start
        key_style = self.get_component_rich_style("bar--key")
        muted = Style(color=self.get_component_rich_style("bar--muted").color)
        pieces: list[strips.Piece] = [(" ", strips.PLAIN)]
        shown = self._in_room(room, beside=start > 0)
        # Closer together where one more has room then.
        gap = 3 if self._fitting(shown, room, 3) == len(shown) else 2
        self._ends, end = [], start + 1
        for place, (key, label) in enumerate(shown):
            begin = end + gap * bool(place)
            end = begin + strips.width_of(f"{key} {label}")
            self._ends.append((begin, end, key))
            pieces += [
                (" " * gap * bool(place), strips.PLAIN),
                (key, Style(color=key_style.color, bold=True)),
                (f" {label}", muted),
            ]
        return pieces

    def on_click(self, event: events.Click) -> None:
        """A click on a hint is its key."""
        if event.y != max(0, len(self._lines) - 1):
            return
        for begin, end, key in self._ends:
            if begin <= event.x < end:
                self.post_message(self.Pressed(key, event.x - begin))
                return

    @staticmethod
    def _fitting(hints: Hints, width: int, gap: int) -> int:
        """Return how many of ``hints``, from the first one, have room with ``gap`` cells between them."""
        used = 1
        for count, (key, label) in enumerate(hints):
            used += strips.width_of(key) + 1 + strips.width_of(label)
            if used + 1 > width:
                return count
            used += gap
        return len(hints)


def _staying(hint: tuple[str, str]) -> int:
    """Return the place of a hint among those that stay beside a notice, behind them all for any other."""
    word = hint[1].split(" ")[0]
    return STAYING.index(word) if word in STAYING else len(STAYING)
