"""The facts on which the sources differ: each topic with every source's version and its words. Finds nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual.strip import Strip

from briefing.model import Difference, FactValue, Span
from briefing.presentation.labels import SCOPES, UNKNOWN_MARK, fact_label, squeeze
from briefing.tui.drawing import strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.target import Target

ONE_LINE_FROM = 72
"""Cells from which the words stand beside the source's name, else below it."""


class _Row(NamedTuple):
    difference: Difference
    value: FactValue | None = None


class DifferencesView(RowList):
    """Topics with the versions of each source."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--warning"}
    BORDER_TITLE = "Differences"
    empty = "The sources agree on every fact that could be compared"
    headings = True

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._rows: list[_Row] = []
        self._labels: Mapping[str, str] = {}
        self._words: Mapping[tuple[str, Span], str] = {}
        self._label_width = 0
        self._value_width = 0

    def show(
        self,
        differences: Sequence[Difference],
        labels: Mapping[str, str],
        words: Mapping[tuple[str, Span], str] | None = None,
    ) -> None:
        """Show ``differences``. ``labels``: article id to name of the source; ``words``: (article id, span) to the words there.
        The cursor keeps its version if that is still there."""
        before = self.current
        self._labels, self._words = labels, words or {}
        self._rows = []
        for difference in differences:
            self._rows.append(_Row(difference))
            self._rows += [_Row(difference, value) for value in difference.values]
        values = [row.value for row in self._rows if row.value is not None]
        self._label_width = min(24, max((strips.width_of(self._label(each)) for each in values), default=0))
        self._value_width = min(24, max((strips.width_of(fact_label(each.value)) for each in values), default=0))
        places = [index for index, row in enumerate(self._rows) if before is not None and row.value == before]
        self._cursor = places[0] if places else 0
        self.border_title = strips.title("Differences", f"{len(differences):,}" if differences else "")
        self.rows_changed()
        if self._rows:
            self.show_cursor()

    @property
    def current(self) -> FactValue | None:
        """The version under the cursor."""
        return self._rows[self._cursor].value if self._cursor < len(self._rows) else None

    @property
    def target(self) -> Target | None:
        """The version under the cursor, as every action takes it."""
        value = self.current
        return None if value is None else Target(value.article, value.span)

    def _label(self, value: FactValue) -> str:
        name = squeeze(self._labels.get(value.article, "")) or squeeze(value.article) or UNKNOWN_MARK
        return f"{name} +{len(value.agreeing)}" if value.agreeing else name

    # --- rows ---------------------------------------------------------------------------------------------------
    def row_total(self) -> int:
        return len(self._rows)

    def row_heights(self, width: int) -> list[int] | None:
        tall = 1 if width >= ONE_LINE_FROM else 2
        return [tall if row.value is not None else 2 if index else 1 for index, row in enumerate(self._rows)]

    def selectable(self, row: int) -> bool:
        return self._rows[row].value is not None

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        each, base, muted = self._rows[row], self.ink(""), self.front("muted")
        value = each.value
        if value is None:
            if row and line == 0:
                return strips.blank(width, base)
            scope = SCOPES[each.difference.scope]
            topic = (squeeze(each.difference.topic), strips.BOLD)
            return strips.strip([(" ", strips.PLAIN), topic, (f"  {scope}" if scope else "", muted)], width, base)
        over = self.cursor_style() if here else strips.PLAIN
        words = squeeze(self._words.get((value.article, value.span), "")[:400])
        fact = (strips.pad(fact_label(value.value), self._value_width) + "  ", self.front("warning"))
        if width >= ONE_LINE_FROM:
            name = (strips.pad(self._label(value), self._label_width) + "  ", strips.PLAIN)
            return strips.strip(
                [self.cursor_cell(here), ("  ", strips.PLAIN), fact, name, (words, muted)], width, base, over=over
            )
        if line == 0:
            name = (self._label(value), strips.PLAIN)
            return strips.strip([self.cursor_cell(here), ("  ", strips.PLAIN), fact, name], width, base, over=over)
        return strips.strip([self.cursor_cell(here), ("    ", strips.PLAIN), (words, muted)], width, base, over=over)
