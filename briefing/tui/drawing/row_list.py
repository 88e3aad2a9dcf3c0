"""What every list-like widget shares: a cursor over rows, rows of one or more lines, lines drawn on demand and kept.

A subclass says how many rows there are, how tall each is and how a line looks; this module moves, brings the cursor into view
and repaints only what changed. It knows nothing of articles.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, ClassVar, Final

from textual import events
from textual.message import Message
from textual.strip import Strip

from briefing.tui.drawing import strips
from briefing.tui.drawing.line_widget import HERE, THERE, Drawn, Stance
from briefing.tui.drawing.text_layout import wrap

NO_MATCH: Final = "nothing matches {}\nEsc shows all"
"""What a list says that a filter leaves nothing of."""


TOP_HEADINGS: Final = 2
"""Headings that may stand above the first row: who goes to the top sees them."""


class RowList(Drawn):
    """A list with a cursor. Subclasses implement :meth:`row_total`, :meth:`draw_line` and, if rows differ, :meth:`row_heights`."""

    empty: str = ""
    """What to say while there is nothing to show; a line a sentence."""
    filtered: str = ""
    """The words that a person left only the matching rows of, "" while all are shown."""
    header: int = 0
    """Lines at the top that do not scroll."""
    foot: int = 0
    """Lines at the bottom that do not scroll."""
    keep_in_view: int = 1
    """Rows that stay visible above and below the cursor while moving."""
    headings: ClassVar[bool] = False
    """Some rows cannot be selected: they do not count."""
    legend: Sequence[str] = ()
    """The lines at the top that say what signs mean, where a list has such."""
    legend_indent: ClassVar[int] = 1
    """Cells before them."""
    subject: tuple[object, ...] = ()
    """What it shows, as its controller can show it again."""

    class Chosen(Message):
        """Enter, or a double click, on the row under the cursor."""

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        if empty:
            self.empty = empty
        self._cursor = 0
        self._tops: list[int] | None = None
        self._height = 1

    # --- what a subclass says -----------------------------------------------------------------------------------
    def row_total(self) -> int:
        """Return how many rows there are, headings included."""
        raise NotImplementedError

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        """Line ``line`` of row ``row``, ``width`` cells wide; ``here`` if the cursor is on it."""
        raise NotImplementedError

    def draw_header(self, line: int, width: int) -> Strip:
        """Return a line of the header, if there is one: of the legend."""
        words = self.legend[line] if line < len(self.legend) else ""
        return strips.strip(
            [(" " * self.legend_indent, strips.PLAIN), (words, self.front("muted"))], width, self.ink("")
        )

    def lay_legend(self, parts: Iterable[str], width: int) -> None:
        """Have ``parts`` stand at the top, on as many lines as hold them whole: one at the least, so that no row moves, and on a low
        pane no more than leave room for the rows."""
        lines = strips.in_lines(parts, max(8, width - self.legend_indent - 1)) or [""]
        self.legend = lines[: max(1, self.view_height // 3)]
        self.header = len(self.legend)

    def draw_foot(self, line: int, width: int) -> Strip:
        """Return a line of the foot, if there is one."""
        return strips.blank(width, self.ink(""))

    def row_height(self, width: int) -> int:
        """Lines of each row when all rows are equally tall."""
        return 1

    def row_heights(self, width: int) -> list[int] | None:
        """Lines of each row, or ``None`` if all are equally tall."""
        return None

    def selectable(self, row: int) -> bool:
        """Return whether the cursor may stand on the row (headings say no)."""
        return True

    def highlighted(self) -> None:
        """Called after the cursor moved to another row."""

    def activate(self) -> None:
        """Post :class:`Chosen` if the cursor stands on a row."""
        if self._cursor < self.row_total() and self.selectable(self._cursor):
            self.post_message(self.Chosen())

    # --- the mover's face ---------------------------------------------------------------------------------------
    @property
    def count(self) -> int:
        """Rows that the cursor can stand on."""
        return self._selectable_before(self.row_total())

    @property
    def position(self) -> int:
        """The cursor's place among them, from 0."""
        return self._selectable_before(self._cursor)

    def _selectable_before(self, row: int) -> int:
        return sum(map(self.selectable, range(row))) if self.headings else row

    @property
    def row(self) -> int:
        """The cursor's row, headings counted."""
        return self._cursor

    def go_to_cell(self, row: int, column: int = 0) -> None:
        """Put the cursor on ``row``, or near it where there are fewer rows now; lists have one column."""
        total = self.row_total()
        if total:
            row = min(max(0, row), total - 1)
            self.go(row if self.selectable(row) else self._near(row, -1), center=True)

    @property
    def stance(self) -> Stance:
        return Stance(self.scrolled, self._cursor, getattr(self, "column", 0), self.look)

    def take_stance(self, stance: Stance) -> None:
        if stance.look != self.look:
            self.take_look(stance.look)
        self.go_to_cell(stance.row, stance.column)
        super().take_stance(stance)

    @property
    def look(self) -> Any:
        """Whatever a person can choose of how its rows are shown."""
        return self.filtered

    def take_look(self, look: Any) -> None:
        """Show its rows as they were shown when :attr:`look` was asked for."""
        self.filter(look)

    def filter(self, words: str) -> None:
        """Leave only the rows that hold ``words``, where a person can ask for that."""

    def move(self, delta: int) -> None:
        """Move the cursor ``delta`` rows down (up if negative), over headings, stopping at the ends. Through a row that is taller than
        the view it goes by half a screenful."""
        half = max(1, self.between_lines // 2)
        if not self._scroll_within(1 if delta > 0 else -1, half * bool(delta)):
            self._move_rows(delta)

    def _move_rows(self, delta: int) -> None:
        total = self.row_total()
        if not total or not delta:
            return
        step = 1 if delta > 0 else -1
        target = min(max(self._cursor + delta, 0), total - 1)
        if not self.selectable(target):
            target = self._near(target, step)
        self.go(target, step=step)

    def page(self, delta: int) -> None:
        """Move by ``delta`` screenfuls: what is seen, and the cursor with it."""
        lines = self.between_lines
        distance = delta * max(1, lines - 1)
        if self._scroll_within(1 if delta > 0 else -1, abs(distance)):
            return
        row = self._row_at(self._top(self._cursor) + distance)[0]
        if row == self._cursor:
            row += 1 if delta > 0 else -1
        scroll = min(max(0, self.scroll_offset.y + distance), max(0, self._total_lines() - lines))
        if scroll != self.scroll_offset.y:
            self.jump(scroll)
        self._move_rows(row - self._cursor)

    def _scroll_within(self, step: int, lines: int) -> bool:
        """Scroll by ``lines`` towards the end (``step`` -1: the beginning) of the row under the cursor, if it is taller than the view and
        that is not seen yet; return whether it did."""
        view, scroll = self.between_lines, self.scroll_offset.y
        top, height = self._top(self._cursor), self._height_of(self._cursor)
        to = min(max(top, scroll + step * lines), top + height - view)
        inside = height > view and top <= scroll < top + height and (to - scroll) * step > 0
        if inside:
            self.jump(to)
        return inside

    def to_top(self) -> None:
        """The first row."""
        if self.row_total():
            self.go(self._near(0, 1), step=-1)
            if self._cursor <= TOP_HEADINGS:
                self.jump(0)

    def to_end(self) -> None:
        """The last row."""
        if total := self.row_total():
            self.go(self._near(total - 1, -1), step=1)

    def go(self, row: int, *, step: int = 0, center: bool = False) -> None:
        """Put the cursor on ``row``, bring it into view and tell whoever listens."""
        total = self.row_total()
        if not 0 <= row < total or not self.selectable(row):
            return
        old, self._cursor = self._cursor, row
        if old != row:
            for each in (old, row):
                if each < total:
                    self.refresh_rows(self._top(each) + self.header, self._height_of(each))
        self.show_cursor(center=center)
        if old != row:
            self.highlighted()

    def show_cursor(self, *, center: bool = False) -> None:
        """Scroll so that the row under the cursor is visible."""
        if not self.content_width:
            return  # not laid out yet; the first resize comes back here
        view = self.between_lines
        top, height = self._top(self._cursor), self._height_of(self._cursor)
        scroll = self.scroll_offset.y
        margin = min(self.keep_in_view * self._height, max(0, (view - height) // 2))
        if center:
            wanted = top - max(0, (view - height) // 2)
        elif top <= scroll <= top + height - view:
            return  # somewhere within a row taller than the view
        elif top - margin < scroll or height >= view:
            wanted = top - margin
        elif top + height + margin > scroll + view:
            wanted = top + height + margin - view
        else:
            return
        wanted = min(max(0, wanted), max(0, self._total_lines() - view))
        if wanted != scroll:
            self.jump(wanted)

    # --- geometry -----------------------------------------------------------------------------------------------
    def rows_changed(self) -> None:
        """The rows are others than before: measure them, keep the cursor on one of them, draw again."""
        self._measure_width()
        width = self.content_width
        heights = self.row_heights(width)
        self._tops = None if heights is None else list(accumulate(heights, initial=0))
        self._height = max(1, self.row_height(width))
        total = self.row_total()
        self._cursor = min(max(0, self._cursor), max(0, total - 1))
        if total and not self.selectable(self._cursor):
            self._cursor = self._near(self._cursor, 1)
        self.set_height(self._total_lines() + self.header + self.foot)
        self.keep_held()
        self.changed()

    def width_changed(self) -> None:
        """Lay the rows out anew: the one under the cursor stays on its line of the screen, one taller than the view at the part that is seen."""
        above, height = self._top(self._cursor) - self.scroll_offset.y, self._height_of(self._cursor)
        self.rows_changed()
        if self.row_total():
            if above < 0:
                above = above * self._height_of(self._cursor) // max(1, height)
            self.jump(self._top(self._cursor) - above)
            self.show_cursor()

    def height_changed(self, before: int) -> None:
        """The row under the cursor stays in view."""
        if self.row_total():
            self.show_cursor()

    @property
    def between_lines(self) -> int:
        """Visible lines between the header and the foot."""
        return max(1, self.view_height - self.header - self.foot)

    def _total_lines(self) -> int:
        return self._tops[-1] if self._tops is not None else self.row_total() * self._height

    def _top(self, row: int) -> int:
        return self._tops[min(row, len(self._tops) - 1)] if self._tops is not None else row * self._height

    def _height_of(self, row: int) -> int:
        if self._tops is None:
            return self._height
        return self._tops[row + 1] - self._tops[row] if row + 1 < len(self._tops) else 1

    def _row_at(self, y: int) -> tuple[int, int]:
        total = self.row_total()
        y = min(max(0, y), max(0, self._total_lines() - 1))
        if self._tops is None:
            row, line = divmod(y, self._height)
        else:
            row = max(0, min(bisect_right(self._tops, y) - 1, total - 1))
            line = y - self._tops[row] if total else 0
        return row, line

    def _near(self, row: int, step: int) -> int:
        """Return the selectable row nearest to ``row``, first in the direction of ``step``."""
        total = self.row_total()
        for direction in (step, -step):
            each = row
            while 0 <= each < total:
                if self.selectable(each):
                    return each
                each += direction
        return row

    # --- drawing ------------------------------------------------------------------------------------------------
    def render_line(self, y: int) -> Strip:
        width = self.content_width
        if not width:  # asked before the first resize: nothing is laid out yet
            return strips.blank(self.size.width, self.ink(""))
        if y < self.header:
            return self.draw_header(y, width)
        if y >= self.header + self.between_lines:
            return self.draw_foot(y - self.header - self.between_lines, width)
        y = y - self.header + self.scroll_offset.y
        if y >= self._total_lines():
            return self._draw_below(y, width)
        row, line = self._row_at(y)
        here = row == self._cursor and self.selectable(row)
        key = (row, line, here and self.has_focus, here)
        strip = self._strips.get(key)
        return strip if strip is not None else self.kept(key, self.draw_line(row, line, width, here))

    def _draw_below(self, y: int, width: int) -> Strip:
        lines = self._empty_lines(width) if not self.row_total() else []
        if 1 <= y <= len(lines):
            return strips.strip([("  ", strips.PLAIN), (lines[y - 1], self.front("muted"))], width, self.ink(""))
        return strips.blank(width, self.ink(""))

    def _empty_lines(self, width: int) -> list[str]:
        """Return what there is to say, a sentence a line, wrapped."""
        lines: list[str] = []
        said = NO_MATCH.format(self.filtered) if self.filtered else self.empty
        for sentence in map(strips.clean, said.split("\n") if said else ()):
            starts = wrap(sentence, 0, len(sentence), max(8, width - 3))
            ends = [*starts[1:], len(sentence)]
            lines += [sentence[start:end].rstrip() for start, end in zip(starts, ends, strict=True)]
        return lines

    def cursor_cell(self, here: bool) -> strips.Piece:
        """Return the first cell of a row: the cursor or nothing."""
        if not here:
            return (" ", strips.PLAIN)
        return (HERE, self.front("primary")) if self.has_focus else (THERE, self.front("muted"))

    # --- mouse and focus ----------------------------------------------------------------------------------------
    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor to a row, a double click is Enter."""
        offset = event.get_content_offset(self)
        if offset is None or not self.header <= offset.y < self.header + self.between_lines:
            return
        y = offset.y - self.header + self.scroll_offset.y
        if not self.row_total() or y >= self._total_lines():
            return
        row = self._row_at(y)[0]
        if not self.selectable(row):
            return
        self.go(row)
        if event.chain > 1:
            self.activate()

    def on_focus(self) -> None:
        self._repaint_cursor()

    def on_blur(self) -> None:
        self._repaint_cursor()

    def _repaint_cursor(self) -> None:
        if self._cursor < self.row_total():
            self.refresh_rows(self._top(self._cursor) + self.header, self._height_of(self._cursor))
