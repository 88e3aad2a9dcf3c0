"""The notebook: clippings with their references and notes. Keeps, edits and exports nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

from textual.strip import Strip

from briefing.model import Clipping
from briefing.presentation.labels import squeeze
from briefing.text import fold, one_line, with_edge_marks
from briefing.tui.drawing import strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.drawing.text_layout import wrap
from briefing.tui.target import Target

TEXT_LINES = 4
"""Lines of a clipping's words that are shown."""
CITATION_LINES = 8
"""Lines of its citation: it is read to its end, brackets and all."""
PLACES = {
    "changed": "the words have changed in the article since",
    "gone": "the words have changed: they no longer stand in the article",
}
"""What is said of a clipping whose article was changed."""


_NONE: Mapping[int, str] = MappingProxyType({})


class NotebookView(RowList):
    """Clippings in order."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--accent"}
    BORDER_TITLE = "Notebook"
    empty = "Nothing here yet. Press a on a quotation to add it."

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._all: Sequence[Clipping] = ()
        self._clippings: Sequence[Clipping] = ()
        self._reported = _NONE
        self._lines: list[list[tuple[str, str]]] = []

    def show(self, clippings: Sequence[Clipping], reported: Mapping[int, str] = _NONE) -> None:
        """Show ``clippings``; the cursor stays on its clipping if that is still there. ``reported``: the sign of those whose
        words no source printed in quotation marks as a whole."""
        self._reported = reported
        before = self.current
        self._all = clippings
        clippings = self._clippings = [each for each in clippings if self._holds(each)]
        places = [index for index, each in enumerate(clippings) if before is not None and each.id == before.id]
        self._cursor = places[0] if places else min(self._cursor, max(0, len(clippings) - 1))
        self.border_title = strips.title("Notebook", self._count())
        self.rows_changed()
        if clippings:
            self.show_cursor()

    def filter(self, words: str) -> None:
        """Leave only the clippings that hold all ``words`` in their text, note, tags, source or day; "" shows all."""
        self.filtered = one_line(words).strip()
        self.show(self._all, self._reported)

    def _holds(self, clipping: Clipping) -> bool:
        text = fold(" ".join((clipping.text, clipping.note, *clipping.tags, clipping.citation, clipping.added)))
        return all(word in text for word in fold(self.filtered).split())

    def _count(self) -> str:
        if self.filtered:
            return f"{len(self._clippings):,} of {len(self._all):,} · {self.filtered}"
        return f"{len(self._all):,}" if self._all else ""

    @property
    def clippings(self) -> Sequence[Clipping]:
        """The clippings that are shown, from the top."""
        return self._clippings

    def select(self, id: int) -> None:
        """Put the cursor on a clipping."""
        for row, clipping in enumerate(self._clippings):
            if clipping.id == id:
                self.go_to_cell(row)

    @property
    def current(self) -> Clipping | None:
        """The clipping under the cursor."""
        return self._clippings[self._cursor] if self._cursor < len(self._clippings) else None

    @property
    def target(self) -> Target | None:
        """The clipping under the cursor, as every action takes it."""
        clipping = self.current
        if clipping is None:
            return None
        return Target(clipping.article, clipping.span, clipping.text, clipping.quotation, clipping=clipping)

    # --- rows ---------------------------------------------------------------------------------------------------
    def row_total(self) -> int:
        return len(self._clippings)

    def row_heights(self, width: int) -> list[int] | None:
        room = max(8, min(88, width - 4))
        self._lines = []
        for clipping in self._clippings:
            lines = [
                ("text", part)
                for part in _wrapped(_words(clipping, self._reported.get(clipping.id, "")), room, TEXT_LINES)
            ]
            lines += [("citation", part) for part in _wrapped(_reference(clipping), room, CITATION_LINES)]
            lines += [("citation", part) for part in _wrapped(PLACES.get(clipping.place, ""), room, 2)]
            lines += [("note", part) for part in _wrapped(squeeze(clipping.note[:1000]), room - 2, 3)]
            lines += [("about", part) for part in _wrapped(_about(clipping), room, 2)]
            lines.append(("", ""))
            self._lines.append(lines)
        return [len(lines) for lines in self._lines]

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        kind, text = self._lines[row][line]
        base = self.ink("")
        if not kind:
            return strips.blank(width, base)
        style = {
            "text": strips.PLAIN,
            "citation": self.front("muted"),
            "about": self.front("muted"),
            "note": self.front("accent") + strips.ITALIC,
        }[kind]
        first_note = kind == "note" and self._lines[row][line - 1][0] != "note"
        lead = "» " if first_note else "  " if kind == "note" else ""
        pieces = [self.cursor_cell(here), (f" {lead}", style), (text, style)]
        return strips.strip(pieces, width, base, over=self.cursor_style() if here else strips.PLAIN)


def _words(clipping: Clipping, reported: str = "") -> str:
    """Return the clipping's words; a quotation, which is kept without its marks, gets some, words that are a report get their sign."""
    text = squeeze(clipping.text[:2000])
    if reported:
        return f"{reported} {text}"
    if clipping.quotation and not text.startswith(("“", '"', "«", "„", "‘", "'")):
        return f"“{text}”"
    return with_edge_marks(text)


def _reference(clipping: Clipping) -> str:
    """Return the citation without the words, which stand above it already."""
    citation = squeeze(clipping.citation[:3000])
    before, words, after = citation.partition(squeeze(clipping.text[:2000]))
    head = before if words else ""
    if not head.startswith(("“", '"', "[")):
        return citation
    rest = after.lstrip("”’\"'» ,.;:—–-")
    if head.startswith("["):
        rest = f"{head.strip(' :[]')}: {rest}"
    return rest.lstrip(" ,.;:—–-") or citation


def _about(clipping: Clipping) -> str:
    """Return the tags of a clipping and the day on which it was made."""
    return " ".join([f"added {clipping.added[:10]}", *(f" #{squeeze(tag[:200])}" for tag in clipping.tags)])


def _wrapped(text: str, width: int, limit: int) -> list[str]:
    """At most ``limit`` lines, the last with an ellipsis if there are more."""
    if not text:
        return []
    text = strips.clean(text)
    starts = wrap(text, 0, len(text), width)
    lines = [text[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    if len(lines) > limit:
        lines = [*lines[: limit - 1], strips.fit(f"{lines[limit - 1]} {lines[limit]}", width)]
    return lines
