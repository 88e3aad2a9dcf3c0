"""One statement in all its sources, word by word against a pivot; differences in characters and in style. Aligns nothing itself."""

from __future__ import annotations

from collections.abc import Mapping

from textual.strip import Strip

from briefing.model import Comparison, Witness
from briefing.presentation.comparison_text import marked_runs
from briefing.presentation.labels import counts_line, witness_name
from briefing.tui.drawing import strips
from briefing.tui.drawing.diff_rows import Worded, wording
from briefing.tui.drawing.text_layout import wrap
from briefing.tui.target import Target

SIDE_BY_SIDE_FROM = 56
"""Cells from which the source's name stands beside its words, else above them."""

NAME_LINES = 3
"""Lines that a long name may take beside its words before it is cut."""


class CompareView(Worded):
    """The witnesses of a statement."""

    BORDER_TITLE = "Compare"
    empty = "Nothing to compare"

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._comparison: Comparison | None = None
        self._labels: Mapping[str, str] = {}
        self._only_differences = False
        self._longest_name = 0
        self._names: list[list[str]] = []

    # --- content ------------------------------------------------------------------------------------------------
    def show(self, comparison: Comparison | None, labels: Mapping[str, str]) -> None:
        """Show the witnesses; ``labels`` maps article ids to names of sources. The cursor keeps its quotation if it can."""
        before = self.current
        self._comparison, self._labels = comparison, labels
        witnesses = comparison.witnesses if comparison is not None else ()
        names = [strips.width_of(self._source(each)) for each in witnesses]
        self._longest_name = max(names, default=0)
        self._cursor = 0
        for index, witness in enumerate(witnesses):
            if before is not None and witness.quotation == before.quotation:
                self._cursor = index
        self.border_title = strips.title("Compare", counts_line(comparison.statement) if comparison is not None else "")
        self._rebuild()

    @property
    def comparison(self) -> Comparison | None:
        """What is shown."""
        return self._comparison

    @property
    def only_differences(self) -> bool:
        """Whether equal stretches are shortened."""
        return self._only_differences

    def toggle_differences(self) -> None:
        """Shorten equal stretches to ``…``, or show them again."""
        self._only_differences = not self._only_differences
        self._rebuild()

    @property
    def current(self) -> Witness | None:
        """The witness under the cursor."""
        witnesses = self._witnesses()
        return witnesses[self._cursor] if self._cursor < len(witnesses) else None

    def _witnesses(self) -> tuple[Witness, ...]:
        return self._comparison.witnesses if self._comparison is not None else ()

    def _source(self, witness: Witness) -> str:
        return witness_name(self._labels.get(witness.article, ""), witness.path)

    @property
    def target(self) -> Target | None:
        """The version under the cursor, as every action takes it."""
        witness = self.current
        if witness is None:
            return None
        return Target(witness.article, witness.spans[0] if witness.spans else None, quotation=witness.quotation)

    # --- rows ---------------------------------------------------------------------------------------------------
    def _rebuild(self) -> None:
        witnesses = self._witnesses()
        self._wordings = [
            wording(marked_runs(witness.tokens, only_differences=self._only_differences)) for witness in witnesses
        ]
        self.rows_changed()
        if self._wordings:
            self.show_cursor()

    def _beside(self, width: int) -> bool:
        return width >= SIDE_BY_SIDE_FROM

    def _name_width(self, width: int) -> int:
        return min(self._longest_name, max(12, width // 5))

    def _indent(self, width: int) -> int:
        return 5 + self._name_width(width) + 3 if self._beside(width) else 4

    def row_heights(self, width: int) -> list[int] | None:
        heights = self.wrap_wordings(width - self._indent(width) - 1)
        if not self._beside(width):
            return [lines + 2 for lines in heights]
        self._names = [self._name_lines(self._source(each), self._name_width(width)) for each in self._witnesses()]
        return [max(lines, len(name)) + 1 for lines, name in zip(heights, self._names, strict=True)]

    @staticmethod
    def _name_lines(name: str, width: int) -> list[str]:
        """``name`` on at most :data:`NAME_LINES` lines of ``width`` cells; what does not fit ends in an ellipsis."""
        name = strips.clean(name[: 4 * width * NAME_LINES])
        starts = wrap(name, 0, len(name), width)
        lines = [name[start:end] for start, end in zip(starts, [*starts[1:], len(name)], strict=True)]
        return [*lines[: NAME_LINES - 1], name[starts[NAME_LINES - 1] :]] if len(lines) > NAME_LINES else lines

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        if self._comparison is None:
            return strips.blank(width, self.ink(""))
        witness, base, muted = self._comparison.witnesses[row], self.ink(""), self.front("muted")
        beside = self._beside(width)
        worded = len(self._wordings[row].starts)
        named = self._names[row] if beside else []
        if line == max(worded, len(named)) + (0 if beside else 1):
            return strips.blank(width, base)
        head: list[strips.Piece] = [
            self.cursor_cell(here),
            (f"{row + 1} " if row < 9 else "  ", muted),
            (f"{witness.label} ", self.front("primary") + strips.BOLD),
        ]
        name = self._source(witness)
        if not beside and line == 0:
            note = "pivot" if row == 0 else witness.mode
            return strips.row([*head, (name, strips.BOLD)], [(f"{note} ", muted)], width, base)
        number = line if beside else line - 1
        if beside:
            part = strips.pad(named[line].rstrip() if line < len(named) else "", self._name_width(width)) + "   "
            start = head if line == 0 else [self.cursor_cell(here), ("    ", strips.PLAIN)]
            pieces = [*start, (part, strips.BOLD)]
        else:
            pieces = [self.cursor_cell(here), (" " * (self._indent(width) - 1), strips.PLAIN)]
        words = self.wording_line(row, number) if number < worded else []
        return strips.strip([*pieces, *words], width, base)
