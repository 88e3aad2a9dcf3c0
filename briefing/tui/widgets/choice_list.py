"""A list of choices that fills a pane: the help, saved searches, styles, themes. Typing filters it where that is asked for.

It shows plain strings and calls back; it knows nothing of what is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.style import Style
from textual.strip import Strip

from briefing.text import fold
from briefing.tui.drawing import strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.drawing.text_layout import folded

LABEL_WIDTH = 44
"""Cells of labels beside which the notes stand in a column."""

MEASURE = 88
"""Cells of a line of a label that is wrapped, at most."""

INDENT = 4
"""Cells beside it: the cursor, the mark before its words, one that stays free."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: a ``key`` column (may be ""), a label, a quieter note; ``words`` are not shown, but found by the filter.
    A ``heading`` cannot be chosen. A label that is read to its end is wrapped on as many as ``lines``."""

    label: str
    value: Any = None
    key: str = ""
    note: str = ""
    words: str = ""
    heading: bool = False
    lines: int = 1


class Menu(RowList):
    """Choices under a title; Enter calls ``chosen`` with the row's value."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--accent"}
    empty = "nothing here"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._all: Sequence[Choice] = ()
        self._rows: Sequence[Choice] = ()
        self._key_room = 0
        self._keys_right = False
        self._typed = ""
        self._label_width = 0
        self._folded: dict[int, list[str]] = {}
        """For each row whose label is wrapped its lines."""
        self.chosen: Callable[[Any], object] = lambda value: None

    def show(
        self,
        title: str,
        choices: Sequence[Choice],
        chosen: Callable[[Any], object],
        *,
        current: Any = None,
        empty: str = "",
        keys_right: bool = False,
    ) -> None:
        """Show ``choices``; the cursor stands on the one whose value is ``current``. ``keys_right``: keys stand at the right end, and
        labels that have a note are cut so that all notes stand in one column."""
        self._keys_right = keys_right
        self._all = self._rows = choices
        self.chosen = chosen
        self._typed = ""
        self.border_title = strips.title(title)
        self.empty = empty or "nothing here"
        keys = max((strips.width_of(choice.key) for choice in choices), default=0)
        self._key_room = keys + 2 * bool(keys)
        widths = (strips.width_of(choice.label) for choice in choices if choice.note)
        self._label_width = min(LABEL_WIDTH, max(widths, default=0))
        self._cursor = next((i for i, c in enumerate(choices) if c.value == current and not c.heading), 0)
        self.rows_changed()
        self.show_cursor(center=True)

    def filter(self, words: str) -> None:
        """Leave the rows that hold all of ``words``, and the headings over them."""
        wanted = fold(words).split()
        rows: list[Choice] = []
        heading: Choice | None = None
        for choice in self._all:
            if choice.heading:
                heading = choice
                continue
            text = fold(f"{choice.key} {choice.label} {choice.note} {choice.words} {heading.label if heading else ''}")
            if all(word in text for word in wanted):
                if heading is not None and (not rows or heading not in rows):
                    rows.append(heading)
                rows.append(choice)
        self._rows = rows if wanted else self._all
        self._cursor = 0
        self.rows_changed()
        self.jump(0)

    @property
    def current(self) -> Choice | None:
        """The row under the cursor."""
        return self._rows[self._cursor] if self._cursor < len(self._rows) else None

    @property
    def choices(self) -> Sequence[Choice]:
        """The rows that are shown."""
        return self._rows

    def go_to_number(self, digit: str) -> bool:
        """Go to the row whose key is the figures typed so far; a figure that leads on from no other begins anew.

        Returns:
            Whether no other row's number begins with these figures.
        """
        keys = [choice.key for choice in self._rows]
        typed = next((each for each in (self._typed + digit, digit) if each in keys), "")
        self._typed = typed
        if typed:
            self.go(keys.index(typed))
        return [key for key in keys if key.startswith(typed)] == [typed]

    # --- rows ---

    def row_total(self) -> int:
        return len(self._rows)

    def selectable(self, row: int) -> bool:
        return not self._rows[row].heading

    def row_heights(self, width: int) -> list[int] | None:
        self._folded = {
            row: folded(choice.label, max(8, min(MEASURE, width - INDENT - self._key_room)), choice.lines)
            for row, choice in enumerate(self._rows)
            if choice.lines > 1
        }
        return [
            2 if choice.heading and row else len(self._folded.get(row, " ")) for row, choice in enumerate(self._rows)
        ]

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        choice = self._rows[row]
        if choice.heading:
            if row and not line:
                return strips.blank(width, self.ink(""))
            return strips.strip([(" ", strips.PLAIN), (choice.label, strips.BOLD)], width, self.ink(""))
        over = self.cursor_style() if here else strips.PLAIN
        pieces: list[strips.Piece] = [self.cursor_cell(here), (" ", strips.PLAIN)]
        if self._keys_right:
            return self._draw_straight(choice, pieces, width, over)
        if self._key_room:
            key = strips.pad("" if line else choice.key, self._key_room)
            pieces.append((key, self.front("primary")))
        if row in self._folded:
            # Further lines stand below the words, not below the mark before them.
            text = "  " * bool(line and not self._key_room) + self._folded[row][line]
            return strips.strip([*pieces, (text, strips.PLAIN)], width, self.ink(""), over=over)
        room = self._room(width)
        pieces.append(
            (
                strips.pad(choice.label, max(room, strips.width_of(choice.label))) if choice.note else choice.label,
                strips.PLAIN,
            )
        )
        if choice.note:
            pieces += [("  ", strips.PLAIN), (choice.note, self.front("muted"))]
        return strips.strip(pieces, width, self.ink(""), over=over)

    def _draw_straight(self, choice: Choice, pieces: list[strips.Piece], width: int, over: Style) -> Strip:
        """Draw a row whose key stands at the right end."""
        pieces.append((strips.pad(choice.label, self._room(width)) if choice.note else choice.label, strips.PLAIN))
        if choice.note:
            pieces += [("  ", strips.PLAIN), (choice.note, self.front("muted"))]
        right = [(choice.key, self.front("primary")), (" ", strips.PLAIN)] if choice.key else []
        return strips.row(pieces, right, width, self.ink(""), over=over)

    def _room(self, width: int) -> int:
        """Return the cells of the column of labels: the notes stand in one as far as that goes."""
        return min(self._label_width, width // 2)
