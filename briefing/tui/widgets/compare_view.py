"""One statement in all its sources, word by word against a pivot; differences in characters and in style. Aligns nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from briefing.model import Comparison, Op, Span, Token, Witness
from briefing.presentation import counts_line, marked_runs, squeeze, witness_name
from briefing.tui.widgets import draw
from briefing.tui.widgets.layout import wrap
from briefing.tui.widgets.rows import RowList

SIDE_BY_SIDE_FROM = 56
"""Cells from which the source's name stands beside its words, else above them."""
MEASURE = 96

_INK: dict[Op, str] = {
    "changed": "warning",
    "added": "success",
    "omitted": "error",
    "inserted-by-editor": "accent",
    "elided": "muted",
    "split": "muted",
}

Run = tuple[int, int, Style]


class CompareView(RowList):
    """The witnesses of a statement. Posts :class:`OpenWitness` and :class:`PivotChosen`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "ink--primary",
        "ink--accent",
        "ink--success",
        "ink--warning",
        "ink--error",
    }
    BORDER_TITLE = "Compare"
    empty = "Nothing to compare"

    class OpenWitness(Message):
        """Open this source at the words."""

        def __init__(self, article_id: str, span: Span) -> None:
            super().__init__()
            self.article_id = article_id
            self.span = span

    class PivotChosen(Message):
        """Compare the others with this quotation."""

        def __init__(self, quotation_id: str) -> None:
            super().__init__()
            self.quotation_id = quotation_id

    def __init__(
        self,
        *,
        empty: str = "",
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(empty=empty, name=name, id=id, classes=classes, disabled=disabled)
        self._comparison: Comparison | None = None
        self._labels: Mapping[str, str] = {}
        self._only_differences = False
        self._longest_name = 0
        self._texts: list[tuple[str, list[tuple[int, int, Token]], list[int]]] = []

    # --- content ------------------------------------------------------------------------------------------------
    def show(self, comparison: Comparison | None, labels: Mapping[str, str]) -> None:
        """Show the witnesses; ``labels`` maps article ids to names of sources. The cursor keeps its quotation if it can."""
        before = self.current
        self._comparison, self._labels = comparison, labels
        witnesses = comparison.witnesses if comparison is not None else ()
        names = [draw.width_of(self._source(each)) for each in witnesses]
        self._longest_name = max(names, default=0)
        self._cursor = 0
        for index, witness in enumerate(witnesses):
            if before is not None and witness.quotation == before.quotation:
                self._cursor = index
        self.border_title = draw.title("Compare", counts_line(comparison.statement) if comparison is not None else "")
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
        witnesses = self._comparison.witnesses if self._comparison is not None else ()
        return witnesses[self._cursor] if self._cursor < len(witnesses) else None

    def open(self, number: int) -> bool:
        """Post :class:`OpenWitness` for the witness of this number (from 1); False if there is none."""
        witnesses = self._comparison.witnesses if self._comparison is not None else ()
        if not 1 <= number <= len(witnesses):
            return False
        witness = witnesses[number - 1]
        self.post_message(self.OpenWitness(witness.article, witness.spans[0] if witness.spans else (0, 0)))
        return True

    def activate(self) -> None:
        """Post :class:`OpenWitness` for the witness under the cursor."""
        self.open(self._cursor + 1)

    def choose_pivot(self) -> None:
        """Post :class:`PivotChosen` for the witness under the cursor."""
        if (witness := self.current) is not None:
            self.post_message(self.PivotChosen(witness.quotation))

    def _source(self, witness: Witness) -> str:
        return witness_name(self._labels.get(witness.article, ""), witness.path)

    # --- rows ---------------------------------------------------------------------------------------------------
    def _rebuild(self) -> None:
        self._texts = []
        for witness in self._comparison.witnesses if self._comparison is not None else ():
            text, runs = "", []
            for piece, token in marked_runs(witness.tokens, only_differences=self._only_differences):
                runs.append((len(text), len(text) + len(piece), token))
                text += piece
            self._texts.append((draw.clean(text), runs, [0]))
        self.rows_changed()
        if self._texts:
            self.show_cursor()

    def _beside(self, width: int) -> bool:
        return width >= SIDE_BY_SIDE_FROM

    def _name_width(self, width: int) -> int:
        return min(self._longest_name, max(12, width // 5))

    def _indent(self, width: int) -> int:
        return 5 + self._name_width(width) + 3 if self._beside(width) else 4

    def row_total(self) -> int:
        return len(self._texts)

    def row_heights(self, width: int) -> list[int] | None:
        room = max(8, min(MEASURE, width - self._indent(width) - 1))
        heights = []
        for index, (text, runs, _) in enumerate(self._texts):
            starts = wrap(text, 0, len(text), room)
            self._texts[index] = (text, runs, starts)
            heights.append(len(starts) + (0 if self._beside(width) else 1) + 1)
        return heights

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        if self._comparison is None:
            return draw.blank(width, self.ink(""))
        witness, base, muted = self._comparison.witnesses[row], self.ink(""), self.front("muted")
        text, runs, starts = self._texts[row]
        beside = self._beside(width)
        last = len(starts) + (0 if beside else 1)
        if line == last:
            return draw.blank(width, base)
        head: list[draw.Piece] = [
            self.cursor_cell(here),
            (f"{row + 1} " if row < 9 else "  ", muted),
            (f"{witness.label} ", self.front("primary") + draw.BOLD),
        ]
        name = self._source(witness)
        if not beside and line == 0:
            note = "pivot" if row == 0 else witness.mode
            return draw.row([*head, (name, draw.BOLD)], [(f"{note} ", muted)], width, base)
        number = line if beside else line - 1
        if beside and line == 0:
            pieces = [*head, (draw.pad(name, self._name_width(width)) + "   ", draw.BOLD)]
        else:
            pieces = [self.cursor_cell(here), (" " * (self._indent(width) - 1), draw.PLAIN)]
        start = starts[number]
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        for first, stop, token in runs:
            if first < end and stop > start:
                words = text[max(first, start) : min(stop, end)]
                bare = words.lstrip(" ")  # the space before a difference is not part of it
                pieces += [(" " * (len(words) - len(bare)), draw.PLAIN), (bare, self._style(token))]
        return draw.strip(pieces, width, base)

    def _style(self, token: Token) -> Style:
        if token.op == "same":
            return draw.PLAIN
        style = self.front(_INK[token.op])
        return style + Style(bold=True, reverse=True) if token.strong else style

    @property
    def statement_text(self) -> str:
        """The longest version of the statement as one safe line."""
        return squeeze(self._comparison.statement.text) if self._comparison is not None else ""
