"""A list of choices that fills a pane: the help, saved searches, styles, themes. Typing filters it where that is asked for.

It shows plain strings and calls back; it knows nothing of what is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.strip import Strip

from briefing.presentation.labels import MODE_MARKS
from briefing.text import fold, one_line
from briefing.tui.drawing import strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.drawing.text_layout import folded

LABEL_WIDTH = 60
"""Cells of labels beside which the notes stand in a column, at the most."""

WRAPPED_LINES = 4
"""Lines that a row may take so that nothing in it is cut, where it does not ask for more."""

MEASURE = 88
"""Cells of a line of a label that is wrapped, at most."""

GAP = 2
"""Cells between label and note."""

MARKED = frozenset(f"{mark} " for mark in MODE_MARKS.values())
"""What a label may begin with that is no word."""

INDENT = 4
"""Cells beside it: the cursor, the mark before its words, one that stays free."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: a ``key`` column (may be ""), a label, a quieter note; ``words`` are not shown, but found by the filter.
    A ``heading`` cannot be chosen. What finds no room on one line is wrapped, the label on as many as ``lines``."""

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
        self._typed = self._title = ""
        self._label_width = 0
        self._note_width = 0
        self._folded: dict[int, tuple[list[str], list[str]]] = {}
        """For each row that takes more than one line, the lines of its label and of its note."""
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
        """Show ``choices``; the cursor stands on the one whose value is ``current``. ``keys_right``: keys stand at the right end."""
        self._keys_right = keys_right
        self._all = self._rows = choices
        self.chosen = chosen
        self._typed = ""
        self._title, self.filtered = title, ""
        self.border_title = strips.title(title)
        self.empty = empty or "nothing here"
        keys = max((strips.width_of(choice.key) for choice in choices), default=0)
        self._key_room = keys + 2 * bool(keys)
        widths = [(strips.width_of(choice.label), strips.width_of(choice.note)) for choice in choices if choice.note]
        self._label_width = min(LABEL_WIDTH, max((label for label, _ in widths), default=0))
        self._note_width = max((note for _, note in widths), default=0)
        self._cursor = next((i for i, c in enumerate(choices) if c.value == current and not c.heading), 0)
        self.rows_changed()
        self.show_cursor(center=True)

    def filter(self, words: str) -> None:
        """Leave the rows that hold all of ``words``, and the headings over them."""
        self.filtered = one_line(words).strip()
        wanted = fold(self.filtered).split()
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
        self.border_title = strips.title(self._title, self._count())
        self._cursor = 0
        self.rows_changed()
        self.jump(0)

    def _count(self) -> str:
        """Return how many rows the filter leaves, and its words; "" without one."""
        if not self.filtered:
            return ""
        shown, whole = (sum(not choice.heading for choice in rows) for rows in (self._rows, self._all))
        return f"{shown:,} of {whole:,} · {self.filtered}"

    @property
    def current(self) -> Choice | None:
        """The row under the cursor."""
        return self._rows[self._cursor] if self._cursor < len(self._rows) else None

    @property
    def choices(self) -> Sequence[Choice]:
        """The rows that are shown."""
        return self._rows

    @property
    def number(self) -> str:
        """The figures typed so far that lead to a row."""
        return self._typed

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
        self._folded = {}
        for row, choice in enumerate(self._rows):
            if len(choice.label) + len(choice.note) > self._always_fits(width):
                self._fold(row, choice, width)
        heights = [1 + choice.heading * (row > 0) for row, choice in enumerate(self._rows)]
        for row, columns in self._folded.items():
            heights[row] = max(map(len, columns))
        return heights

    def _always_fits(self, width: int) -> int:
        """Return the characters that fit into the narrower column whatever they are."""
        room = self._room(width)
        return min(room, self._beside(width) - room - GAP) // 2 if room else self._beside(width) // 2

    def _fold(self, row: int, choice: Choice, width: int) -> None:
        """Lay label and note on lines of their columns, where one is not enough."""
        room, beside = self._room_of(choice, width), self._beside(width)
        label = folded(choice.label, room if choice.note else min(MEASURE, beside), max(choice.lines, WRAPPED_LINES))
        note = folded(choice.note, beside - room - GAP, WRAPPED_LINES) if choice.note else []
        if max(len(label), len(note)) > 1 + choice.heading * WRAPPED_LINES:
            self._folded[row] = (label, note)

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        choice = self._rows[row]
        if choice.heading:
            if row and not line:
                return strips.blank(width, self.ink(""))
            return strips.strip([(" ", strips.PLAIN), (choice.label, strips.BOLD)], width, self.ink(""))
        over = self.cursor_style() if here else strips.PLAIN
        key, ink = "" if line else choice.key, self.front("primary")
        pieces: list[strips.Piece] = [self.cursor_cell(here), (" ", strips.PLAIN)]
        pieces.append((strips.pad(key, 0 if self._keys_right else self._key_room), ink))
        columns = self._folded.get(row, ([choice.label], [choice.note] if choice.note else []))
        label, note = (column[line] if line < len(column) else "" for column in columns)
        # Further lines stand below the words, not below the mark before them.
        label = "  " * (line > 0 and choice.label[:2] in MARKED) + label
        pieces.append((strips.pad(label, self._room_of(choice, width)) if choice.note else label, strips.PLAIN))
        if note:
            pieces += [(" " * GAP, strips.PLAIN), (note, self.front("muted"))]
        right = [(key, ink), (" ", strips.PLAIN)] if self._keys_right and key else []
        return strips.row(pieces, right, width, self.ink(""), over=over)

    def _beside(self, width: int) -> int:
        """Return the cells of label and note together."""
        return max(8 + GAP, width - INDENT - self._key_room)

    def _room_of(self, choice: Choice, width: int) -> int:
        """Return the cells of one label: those of its column, for a longer one all that its own note leaves."""
        room = self._room(width)
        if strips.width_of(choice.label) <= room:
            return room
        return max(room, min(MEASURE, self._beside(width) - strips.width_of(choice.note) - GAP))

    def _room(self, width: int) -> int:
        """Return the cells of the column of labels: as many as they need, half of the row where notes need more."""
        beside = self._beside(width)
        return min(self._label_width, max(beside // 2, beside - self._note_width - GAP))
