"""Rows that print a wording with its differences marked, wrapped: what the comparison and the copies have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final, NamedTuple

from rich.style import Style

from briefing.model import Op, Token
from briefing.tui.drawing import strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.drawing.text_layout import wrap

MEASURE = 96
"""Cells of a line at the most."""

_INK: Final[dict[Op, str]] = {
    "changed": "warning",
    "added": "success",
    "omitted": "error",
    "inserted-by-editor": "accent",
    "elided": "muted",
    "split": "muted",
}


class Wording(NamedTuple):
    """A row's words, the stretches in them as (start, end, token), and where its lines begin."""

    text: str
    runs: list[tuple[int, int, Token]]
    starts: list[int]


def wording(marked: Iterable[tuple[str, Token]], lead: str = "") -> Wording:
    """Return ``marked`` stretches (:func:`briefing.presentation.comparison_text.marked_runs`) as one text behind ``lead``; not wrapped yet."""
    text, runs = lead, []
    for piece, token in marked:
        runs.append((len(text), len(text) + len(piece), token))
        text += piece
    return Wording(strips.clean(text), runs, [0])


class Worded(RowList):
    """A list of wordings; a subclass says what stands before and above them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "ink--primary", "ink--accent", "ink--success", "ink--warning", "ink--error",
    }  # fmt: skip

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._wordings: list[Wording] = []

    def row_total(self) -> int:
        return len(self._wordings)

    def wrap_wordings(self, room: int) -> list[int]:
        """Wrap every row to ``room`` cells; how many lines each has."""
        room = max(8, min(MEASURE, room))
        self._wordings = [each._replace(starts=wrap(each.text, 0, len(each.text), room)) for each in self._wordings]
        return [len(each.starts) for each in self._wordings]

    def wording_line(self, row: int, line: int) -> list[strips.Piece]:
        """Line ``line`` of a row's words, each stretch in its own style."""
        text, runs, starts = self._wordings[row]
        start = starts[line]
        end = starts[line + 1] if line + 1 < len(starts) else len(text)
        pieces: list[strips.Piece] = []
        if line == 0 and runs and runs[0][0]:
            pieces.append((text[: runs[0][0]], self.front("muted")))
        for first, stop, token in runs:
            if first < end and stop > start:
                words = text[max(first, start) : min(stop, end)]
                bare = words.lstrip(" ")  # the space before a difference is not part of it
                pieces += [(" " * (len(words) - len(bare)), strips.PLAIN), (bare, self._style(token))]
        return pieces

    def _style(self, token: Token) -> Style:
        if token.op == "same":
            return strips.PLAIN
        style = self.front(_INK[token.op])
        return style + Style(bold=True, reverse=True) if token.strong else style
