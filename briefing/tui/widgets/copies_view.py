"""What each copy of a text does differently: only the passages that differ, word by word. Compares nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textual.strip import Strip

from briefing.model import CopyChanges, CopyPassage, Span
from briefing.presentation.comparison_text import PASSAGE_MARKS, marked_runs, spelled_out
from briefing.presentation.labels import kept_line, squeeze, witness_name
from briefing.text import plural
from briefing.tui.drawing import strips
from briefing.tui.drawing.diff_rows import Worded, Wording, wording
from briefing.tui.target import Target

_INDENT = 5

COMPARED = 6
"""Copies that are compared at once; further ones as the list is scrolled to them."""

AHEAD = 40
"""Rows behind the cursor that are made before it comes there: more than a page."""


class _Row(NamedTuple):
    changes: CopyChanges
    passage: CopyPassage | None = None


class CopiesView(Worded):
    """The copies of one article with their differences."""

    BORDER_TITLE = "Copies"
    empty = "No other file carries this text"

    class Place(NamedTuple):
        """Where the row under the cursor stands."""

        article: str
        span: Span

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._rows: list[_Row] = []
        self._labels: Mapping[str, str] = {}
        self._changes: Sequence[CopyChanges] = ()
        self._compared = 0
        """Copies that have their rows."""

    def show(self, changes: Sequence[CopyChanges], labels: Mapping[str, str], *, total: int = 0) -> None:
        """Show ``changes``, of many those that are scrolled to; ``labels`` maps article ids to names of sources, ``total`` is how many copies
        there are."""
        self._labels = labels
        self._changes, self._compared = changes, 0
        self._rows, self._wordings = [], []
        self._take_more()
        self._cursor = 0
        count = max(total, len(changes))
        more = (
            f"{len(changes):,} of {plural(count, 'copy', 'copies')}"
            if count > len(changes)
            else plural(count, "copy", "copies")
        )
        self.border_title = strips.title("Copies", more if count else "")
        self.rows_changed()
        self.jump(0)

    def _take_more(self) -> None:
        """Make the rows of the next copies."""
        for each in self._changes[self._compared : self._compared + COMPARED]:
            rows = [_Row(each), *(_Row(each, passage) for passage in each.passages)]
            self._rows += rows
            self._wordings += map(_wording, rows)
        self._compared = min(len(self._changes), self._compared + COMPARED)

    @property
    def _more(self) -> bool:
        """There are copies that have no rows yet."""
        return self._compared < len(self._changes)

    def _reach(self, row: int) -> None:
        """Have all rows up to ``row`` made, where there are so many."""
        before = self._compared
        while self._more and row >= len(self._rows):
            self._take_more()
        if self._compared != before:
            self.rows_changed()

    def _end_is_seen(self) -> None:
        self._reach(len(self._rows))

    def go(self, row: int, *, step: int = 0, center: bool = False) -> None:
        """Put the cursor on a row; a few behind it are there, too."""
        self._reach(row + AHEAD)
        super().go(row, step=step, center=center)

    def go_to_cell(self, row: int, column: int = 0) -> None:
        self._reach(row)
        super().go_to_cell(row, column)

    def to_end(self) -> None:
        while self._more:
            self._reach(len(self._rows))
        super().to_end()

    @property
    def current(self) -> CopiesView.Place | None:
        """The place under the cursor: a passage, or the top of a copy."""
        if self._cursor >= len(self._rows):
            return None
        row = self._rows[self._cursor]
        return self.Place(row.changes.article, row.passage.span if row.passage is not None else (0, 0))

    @property
    def target(self) -> Target | None:
        """The copy, or the passage of one, under the cursor, as every action takes it."""
        place = self.current
        return None if place is None else Target(place.article, place.span if place.span != (0, 0) else None)

    # --- rows ---------------------------------------------------------------------------------------------------
    def row_heights(self, width: int) -> list[int] | None:
        heights = self.wrap_wordings(width - _INDENT - 1)
        for index, row in enumerate(self._rows):
            if row.passage is None:
                heights[index] = 2 if index else 1
        return heights

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        if row + 1 == len(self._rows) and self._more:
            self.call_later(self._end_is_seen)
        each, base, muted = self._rows[row], self.ink(""), self.front("muted")
        if each.passage is None:
            if row and line == 0:
                return strips.blank(width, base)
            name = witness_name(self._labels.get(each.changes.article, ""), each.changes.path)
            over = self.cursor_style() if here else strips.PLAIN
            note = f"{kept_line(each.changes)} "
            return strips.row(
                [self.cursor_cell(here), (name, strips.BOLD), (f"  {squeeze(each.changes.path)}", muted)],
                [(note, muted)],
                width,
                base,
                over=over,
            )
        mark = PASSAGE_MARKS[each.passage.op] if line == 0 else " "
        pieces: list[strips.Piece] = [self.cursor_cell(here), (f"  {mark} ", self.front("primary") + strips.BOLD)]
        return strips.strip([*pieces, *self.wording_line(row, line)], width, base)


def _wording(row: _Row) -> Wording:
    """Return the words of a passage; none for the heading of a copy."""
    if row.passage is None:
        return wording(())
    return wording(marked_runs(spelled_out(row.passage.tokens)), "title: " if row.passage.kind == "title" else "")
