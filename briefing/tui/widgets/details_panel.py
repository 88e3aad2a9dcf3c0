"""What is known of an article: each field with its value, how we know it and the words it rests on. Infers nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.strip import Strip

from briefing.model import Article, Story
from briefing.tui.drawing import strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.drawing.text_layout import wrap
from briefing.tui.rows.detail_fields import EDITABLE, DetailField, fields_of, reason, story_fields
from briefing.tui.target import Target

_NAME_WIDTH = 12
STATUS_MARKS = {"stated": "●", "inferred": "~", "unknown": "—"}


class DetailsPanel(RowList):
    """The fields of one article."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--accent"}
    BORDER_TITLE = "Details"
    empty = "No article"

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._article = ""
        self._fields: list[DetailField] = []
        self._lines: list[list[tuple[str, bool]]] = []

    editable = EDITABLE
    """Fields that a person may write by hand."""

    def show(self, article: Article | None, *, stay: bool = False) -> None:
        """Show the fields of ``article``; ``stay``: the cursor stays on its field."""
        cursor = self._cursor if stay else 0
        self._article = article.id if article is not None else ""
        self._fields = list(fields_of(article)) if article is not None else []
        self._cursor = cursor
        self.border_title = strips.title("Details")
        self.rows_changed()
        self.jump(cursor)

    def show_story(self, story: Story, articles: Mapping[str, Article]) -> None:
        """Show what joins the ``articles`` (by id) of a story, and which articles tell it among other stories."""
        self._article = ""
        self._fields = list(story_fields(story, articles))
        self._cursor = 0
        self.border_title = strips.title("Details", "what joins the story")
        self.rows_changed()
        self.jump(0)

    @property
    def current(self) -> tuple[str, str] | None:
        """(name, value) of the field under the cursor."""
        return self._fields[self._cursor][:2] if self._cursor < len(self._fields) else None

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known of the field under the cursor."""
        return self._cursor < len(self._fields) and self._fields[self._cursor].status == "unknown"

    @property
    def target(self) -> Target | None:
        """The article whose details stand here, as every action takes it."""
        return Target(self._article) if self._article else None

    # --- rows ---------------------------------------------------------------------------------------------------
    def row_total(self) -> int:
        return len(self._fields)

    def row_heights(self, width: int) -> list[int] | None:
        room = max(8, min(80, width - _NAME_WIDTH - 5))
        self._lines = []
        for field in self._fields:
            lines = [(part, False) for part in _wrapped(field.shown, room)]
            if field.status == "inferred" or field.evidence:
                lines += [(part, True) for part in _wrapped(reason(field), room)]
            self._lines.append(lines)
        return [len(lines) for lines in self._lines]

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        field, base, muted = self._fields[row], self.ink(""), self.front("muted")
        text, is_note = self._lines[row][line]
        mark = STATUS_MARKS.get(field.status, " ") if line == 0 else " "
        name = field.called if line == 0 else ""
        style = muted + strips.ITALIC if is_note else (muted if field.status == "unknown" else strips.PLAIN)
        pieces = [
            self.cursor_cell(here),
            (strips.pad(name, _NAME_WIDTH), muted),
            (f"{mark} ", self.front("primary")),
            (text, style),
        ]
        return strips.strip(pieces, width, base, over=self.cursor_style() if here else strips.PLAIN)


def _wrapped(text: str, width: int) -> list[str]:
    text = strips.clean(text)
    starts = wrap(text, 0, len(text), width)
    return [text[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
