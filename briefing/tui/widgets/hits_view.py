"""Every hit of a search, one a row: who prints it, on which day, and the line in which it stands. Searches for nothing itself."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.strip import Strip

from briefing.text import plural
from briefing.tui.drawing import strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.drawing.telling import on_one_line
from briefing.tui.rows.hit_rows import HitRow, HitRows
from briefing.tui.target import Target

SOURCE: Final = (12, 28)
"""Cells of the column of sources: at least, at most; between them a quarter of the row, or what the names need if that is less."""

DAY: Final = 11
"""Cells of a day, with the mark of one that is inferred."""

DAYS_FROM: Final = 64
"""Cells of a row from which days have a column; below, the foot names the day."""

GAP: Final = 2


class HitsView(RowList):
    """The hits of a search in its order, those of an article together. At the bottom stands which article the cursor is in."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--hit"}
    BORDER_TITLE = "All hits"
    foot = 1

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = HitRows((), {}, lambda id: None)
        self._question: object = None
        self._wanted: int | None = None
        """The row to go to as soon as so many hits are counted."""

    def show(self, rows: HitRows, question: object, detail: str, *, empty: str) -> None:
        """Show ``rows``, the answer to ``question``; the cursor stays on its hit where they are more of the same. ``detail`` is said in
        the heading, ``empty`` where there are no rows."""
        here = self._rows.place(self._cursor)
        same, self._question = question == self._question, question
        self._rows, self.empty = rows, empty
        row = rows.row_of(*here) if same else 0
        self._cursor = 0 if row is None else row
        self.border_title = strips.title("All hits", detail)
        self.rows_changed()
        if self._wanted is not None:
            self.go_to_cell(self._wanted)
        else:
            self.show_cursor()

    def go_to_hit(self, article: str, number: int) -> None:
        """Put the cursor on the ``number``-th hit (from 0) of an article, if it is among the rows."""
        row = self._rows.row_of(article, number)
        if row is not None:
            self.go(row, center=True)

    def go_to_cell(self, row: int, column: int = 0) -> None:
        """Put the cursor on ``row``; where so many are not counted yet, as soon as they are, unless the cursor moves before."""
        super().go_to_cell(row, column)
        self._wanted = row if row >= len(self._rows) else None

    def highlighted(self) -> None:
        self._wanted = None
        self.refresh()

    @property
    def target(self) -> Target | None:
        """The quotation or the sentence of the hit under the cursor, as every action takes it."""
        return self._rows.target(self._cursor)

    # --- rows ---

    def row_total(self) -> int:
        return len(self._rows)

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        shown, over = self._rows.at(row), self.cursor_style() if here else strips.PLAIN
        if shown is None:
            return strips.strip([self.cursor_cell(here)], width, self.ink(""), over=over)
        muted = self.front("muted")
        source = min(self._rows.widest, SOURCE[1], max(SOURCE[0], width // 4))
        # The source stands out where its hits begin.
        cells = [(strips.pad(shown.found.source, source), muted if shown.number else strips.PLAIN)]
        if width >= DAYS_FROM:
            cells.append((strips.pad(shown.found.day, DAY), muted))
        pieces: list[strips.Piece] = [self.cursor_cell(here)]
        for cell in cells:
            pieces += [cell, (" " * GAP, strips.PLAIN)]
        room = width - sum(strips.width_of(text) for text, _ in pieces) - 1
        pieces += on_one_line(shown.words, room).pieces(strips.PLAIN, self.ground("hit") + strips.TOLD)
        return strips.strip(pieces, width, self.ink(""), over=over)

    def draw_foot(self, line: int, width: int) -> Strip:
        shown = self._rows.at(self._cursor) if self._cursor < len(self._rows) else None
        muted, base = self.front("muted"), self.ink("")
        if shown is None:
            return strips.blank(width, base)
        return strips.row([(f" {shown.found.title}", muted)], [(f"{_where(shown, width)} ", muted)], width, base)


def _where(shown: HitRow, width: int) -> str:
    """Return which hit of its article a row shows; on a narrow screen with the day of that."""
    day = f"{shown.found.day} · " * (width < DAYS_FROM)
    return f"  {day}{shown.number + 1:,} of {plural(len(shown.found.hits), 'hit')} in it"
