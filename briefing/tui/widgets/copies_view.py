"""What each copy of a text does differently: only the passages that differ, word by word. Compares nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from briefing.model import CopyChanges, CopyPassage, Op, Span, Token
from briefing.presentation import PASSAGE_MARKS, kept_line, marked_runs, spelled_out, squeeze, witness_name
from briefing.text import plural
from briefing.tui.widgets import draw
from briefing.tui.widgets.layout import wrap
from briefing.tui.widgets.rows import RowList

MEASURE = 96
_INDENT = 5
_INK: dict[Op, str] = {
    "changed": "warning",
    "added": "success",
    "omitted": "error",
    "inserted-by-editor": "accent",
    "elided": "muted",
    "split": "muted",
}


class _Row(NamedTuple):
    changes: CopyChanges
    passage: CopyPassage | None = None


class CopiesView(RowList):
    """The copies of one article with their differences. Posts :class:`Chosen`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "ink--primary", "ink--accent", "ink--success", "ink--warning", "ink--error",
    }  # fmt: skip
    BORDER_TITLE = "Copies"
    empty = "No other file carries this text"

    class Chosen(Message):
        """Enter on a copy or a passage: its article and the place there."""

        def __init__(self, article_id: str, span: Span) -> None:
            super().__init__()
            self.article_id = article_id
            self.span = span

    class Place(NamedTuple):
        """Where the row under the cursor stands."""

        article: str
        span: Span

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
        self._rows: list[_Row] = []
        self._labels: Mapping[str, str] = {}
        self._texts: list[tuple[str, list[tuple[int, int, Token]], list[int]]] = []

    def show(self, changes: Sequence[CopyChanges], labels: Mapping[str, str], *, total: int = 0) -> None:
        """Show ``changes``; ``labels`` maps article ids to names of sources, ``total`` is how many copies there are."""
        self._labels = labels
        self._rows = []
        for each in changes:
            self._rows.append(_Row(each))
            self._rows += [_Row(each, passage) for passage in each.passages]
        self._texts = [self._text(row) for row in self._rows]
        self._cursor = 0
        count = max(total, len(changes))
        more = (
            f"{len(changes):,} of {plural(count, 'copy', 'copies')}"
            if count > len(changes)
            else plural(count, "copy", "copies")
        )
        self.border_title = draw.title("Copies", more if count else "")
        self.rows_changed()
        self.jump(0)

    @property
    def current(self) -> CopiesView.Place | None:
        """The place under the cursor: a passage, or the top of a copy."""
        if self._cursor >= len(self._rows):
            return None
        row = self._rows[self._cursor]
        return self.Place(row.changes.article, row.passage.span if row.passage is not None else (0, 0))

    def activate(self) -> None:
        """Post :class:`Chosen` for the row under the cursor."""
        if (place := self.current) is not None:
            self.post_message(self.Chosen(*place))

    # --- rows ---------------------------------------------------------------------------------------------------
    def _text(self, row: _Row) -> tuple[str, list[tuple[int, int, Token]], list[int]]:
        """A row's words, their stretches, and (later) where its lines begin."""
        if row.passage is None:
            return "", [], [0]
        text, runs = ("title: " if row.passage.kind == "title" else ""), []
        for piece, token in marked_runs(spelled_out(row.passage.tokens)):
            runs.append((len(text), len(text) + len(piece), token))
            text += piece
        return draw.clean(text), runs, [0]

    def row_total(self) -> int:
        return len(self._rows)

    def row_heights(self, width: int) -> list[int] | None:
        room = max(8, min(MEASURE, width - _INDENT - 1))
        heights = []
        for index, (text, runs, _) in enumerate(self._texts):
            starts = wrap(text, 0, len(text), room)
            self._texts[index] = (text, runs, starts)
            heading = self._rows[index].passage is None
            heights.append((2 if index else 1) if heading else len(starts))
        return heights

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        each, base, muted = self._rows[row], self.ink(""), self.front("muted")
        if each.passage is None:
            if row and line == 0:
                return draw.blank(width, base)
            name = witness_name(self._labels.get(each.changes.article, ""), each.changes.path)
            over = self.cursor_style() if here else draw.PLAIN
            note = f"{kept_line(each.changes)} "
            return draw.row(
                [self.cursor_cell(here), (name, draw.BOLD), (f"  {squeeze(each.changes.path)}", muted)],
                [(note, muted)],
                width,
                base,
                over=over,
            )
        text, runs, starts = self._texts[row]
        mark = PASSAGE_MARKS[each.passage.op] if line == 0 else " "
        pieces: list[draw.Piece] = [self.cursor_cell(here), (f"  {mark} ", self.front("primary") + draw.BOLD)]
        start = starts[line]
        end = starts[line + 1] if line + 1 < len(starts) else len(text)
        if line == 0 and runs and runs[0][0]:
            pieces.append((text[: runs[0][0]], muted))
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
