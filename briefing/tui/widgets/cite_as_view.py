"""Styles and formats of a citation in two columns, what is in force marked, and below them this very citation. Cites nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import Any, ClassVar, Final, NamedTuple

from textual import events
from textual.message import Message
from textual.strip import Strip

from briefing.text import fold
from briefing.tui.drawing import strips
from briefing.tui.drawing.line_widget import HERE, THERE, Drawn
from briefing.tui.drawing.text_layout import wrap

IN_FORCE: Final = "●"
WIDEST_COLUMN: Final = 52
"""Cells of the styles' column at most, so that the formats stand near."""
PREVIEW_MEASURE: Final = 96
"""Cells of a line of the citation at most."""
WORDS_FROM: Final = 34
"""Cells of a column from which it says what each style is."""


class Manner(NamedTuple):
    """A style and a format, as ``cite`` takes them."""

    style: str
    format: str


class CiteAsView(Drawn):
    """Two columns of names with a cursor in each; the one that has the keys is the left or the right one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--accent"}
    BORDER_TITLE = "Cite as"

    class Chosen(Message):
        """A second click on a row is Enter."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns: tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]] = ((), ())
        self._at = [0, 0]
        self._column = 0
        self._in_force = Manner("", "")
        self._styled: Container[str] = ()
        self._preview = ""
        self._moved: Callable[[Manner], object] = lambda manner: None

    def show(
        self,
        styles: Sequence[tuple[str, str]],
        formats: Sequence[tuple[str, str]],
        in_force: Manner,
        *,
        styled: Container[str],
        moved: Callable[[Manner], object],
        title: str = "",
    ) -> None:
        """Show the names with what each is.

        Args:
            styled: Formats in which a style shows.
            moved: Called with what the cursors stand on, now and whenever that changes; it gives the preview.
            title: What is cited, for the heading.
        """
        self._columns = (styles, formats)
        self._in_force, self._styled, self._moved = in_force, styled, moved
        self._at = [_place(styles, in_force.style), _place(formats, in_force.format)]
        self._column = 0
        self.border_title = strips.title("Cite as", title)
        self._changed()

    def show_preview(self, text: str) -> None:
        """Show ``text`` as the citation in the style and format under the cursors."""
        self._preview = text
        self.changed()

    @property
    def manner(self) -> Manner:
        """What the cursors stand on."""
        names = [rows[at][0] if rows else "" for rows, at in zip(self._columns, self._at, strict=True)]
        return Manner(*names)

    # --- the mover's face ---------------------------------------------------------------------------------------
    @property
    def row(self) -> int:
        """The row of the cursor that has the keys."""
        return self._at[self._column]

    @property
    def column(self) -> int:
        """0 while the keys go to the styles, 1 while they go to the formats."""
        return self._column

    def move(self, delta: int) -> None:
        """Move the cursor of this column, stopping at the ends."""
        self._go(self._column, self.row + delta)

    def move_column(self, delta: int) -> None:
        """Give the keys to the other column."""
        self._column = min(1, max(0, self._column + delta))
        self.changed()

    def other_column(self) -> None:
        """Give the keys to the column that has not got them."""
        self._column = 1 - self._column
        self.changed()

    def page(self, delta: int) -> None:
        """A screenful is the whole column."""
        self.move(delta * 100)

    def to_top(self) -> None:
        """The first row."""
        self._go(self._column, 0)

    def to_end(self) -> None:
        """The last row."""
        self._go(self._column, 100)

    def filter(self, words: str) -> None:
        """Go to the first style or format whose name or explanation has all of ``words``."""
        wanted = fold(words).split()
        for column, rows in enumerate(self._columns):
            for row, (name, explained) in enumerate(rows):
                if all(word in fold(f"{name} {explained}") for word in wanted):
                    self._go(column, row)
                    return

    def _go(self, column: int, row: int) -> None:
        self._column = column
        self._at[column] = min(max(0, row), max(0, len(self._columns[column]) - 1))
        if (column, self.manner.format in self._styled) == (0, False):
            self._at[1] = 0  # a style shows in text only: a record follows none
        self._changed()

    def _changed(self) -> None:
        self.set_height(self.view_height)
        self._moved(self.manner)
        self.changed()

    def on_click(self, event: events.Click) -> None:
        """The first click moves the cursor, one on the cursor's row is Enter."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        column, row = int(offset.x >= self._left_width), offset.y - 1
        if not 0 <= row < len(self._columns[column]):
            return
        again = (column, row) == (self._column, self.row)
        self._go(column, row)
        if again:
            self.post_message(self.Chosen())

    # --- drawing ------------------------------------------------------------------------------------------------
    def width_changed(self) -> None:
        self.changed()

    @property
    def _left_width(self) -> int:
        return min(self.width_drawn * 9 // 16, WIDEST_COLUMN)

    def render_line(self, y: int) -> Strip:
        width, base, muted = self.width_drawn, self.ink(""), self.front("muted")
        tall = 1 + max(map(len, self._columns))
        left = self._left_width
        if y == 0:
            heads = [(" " + strips.pad("Style", left - 1), strips.BOLD), (" Format", strips.BOLD)]
            return strips.strip(heads, width, base)
        if y < tall:
            pieces = [*self._cell(0, y - 1, left), *self._cell(1, y - 1, width - left)]
            return strips.strip(pieces, width, base)
        if y == tall:
            return strips.strip([(" " + "─" * (width - 2), muted)], width, base)
        lines = self._preview_lines(min(width - 2, PREVIEW_MEASURE))
        room = self.view_height - tall - 2
        if len(lines) > room:
            lines = [*lines[: room - 1], strips.fit(" ".join(lines[room - 1 :]), width - 2)] if room > 0 else []
        line = lines[y - tall - 1] if y - tall <= len(lines) else ""
        return strips.strip([(" ", strips.PLAIN), (line, strips.PLAIN)], width, base)

    def _preview_lines(self, width: int) -> list[str]:
        text = strips.clean(self._preview)
        starts = wrap(text, 0, len(text), max(8, width))
        return [text[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]

    def _cell(self, column: int, row: int, width: int) -> list[strips.Piece]:
        """Return one name in exactly ``width`` cells, with its marks and, where there is room, what it is."""
        rows = self._columns[column]
        if row >= len(rows):
            return [(" " * width, strips.PLAIN)]
        name, explained = rows[row]
        here, has_keys = row == self._at[column], column == self._column
        over: Any = self.cursor_style() if here else strips.PLAIN
        over = self.ground("cursor-away") if (here, has_keys) == (True, False) else over
        quiet = (column, self.manner.format in self._styled) == (0, False)
        style = self.front("muted") if quiet else strips.PLAIN
        mark = (HERE if has_keys else THERE) if here else " "
        force = IN_FORCE if name == self._in_force[column] else " "
        named = max(strips.width_of(each) for each, _ in rows)
        words = f"  {explained}" if width >= WORDS_FROM else ""
        return [
            (mark, self.front("primary") + over), (f"{force} ", self.front("accent") + over),
            (strips.pad(name, named), style + over), (strips.pad(words, width - named - 3), self.front("muted") + over),
        ]  # fmt: skip


def _place(rows: Sequence[tuple[str, str]], name: str) -> int:
    return next((place for place, row in enumerate(rows) if row[0] == name), 0)
