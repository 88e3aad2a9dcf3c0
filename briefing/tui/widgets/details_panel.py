"""What is known of an article: each field with its value, how we know it and the words it rests on. Infers nothing itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, NamedTuple

from textual.strip import Strip

from briefing.model import Article, Stated, Story
from briefing.presentation.labels import copies_label, list_label, short_date, squeeze, story_counts
from briefing.tui.drawing import strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.drawing.text_layout import wrap
from briefing.tui.target import Target

_FIELDS = ("title", "standfirst", "outlet", "agency", "byline", "published", "dateline", "language", "url")
_NAME_WIDTH = 12
STATUS_MARKS = {"stated": "●", "inferred": "~", "unknown": "—"}
YOURS = "entered by you"
"""The evidence of what a person wrote by hand."""


HIDDEN = {
    "JSON-LD ": "the page’s data for machines",
    "meta ": "the page’s head",
    "og:": "the page’s card for networks",
    "article:": "the page’s head",
    "twitter:": "the page’s card for networks",
}
"""Places of a page that nobody sees, by the sign of their evidence, in words for people."""


class _Field(NamedTuple):
    name: str
    value: str
    status: str = ""
    evidence: str = ""


def fields_of(article: Article) -> Iterator[tuple[str, str, str, str]]:
    """(name, value, status or "", evidence or "") of all fields, as safe lines."""
    for name in _FIELDS:
        stated: Stated[object] = getattr(article, name)
        value = stated.value
        text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
        if text.startswith("--"):
            text = short_date(text)  # a day without a year; anything longer stands as it was stated, with its time
        yield name, squeeze(text) or "unknown", stated.status, squeeze(stated.evidence or "")
    yield "words", f"{article.words:,}", "", ""
    yield "file", squeeze(article.path), "", ""
    yield "id", squeeze(article.id), "", ""
    if article.repeated:
        yield "repeated", "the file holds its text more than once", "", ""
    if article.copies:
        yield "copies", copies_label(article), "", ""
    for problem in article.problems:
        yield "problem", squeeze(problem), "", ""
    for key, extra in article.extra.items():
        yield squeeze(str(key)), squeeze(str(extra)[:2000]), "stated", ""


def story_fields(story: Story, articles: Mapping[str, Article]) -> Iterator[tuple[str, str]]:
    """(name, value) of what joins the articles of a story."""
    yield "story", squeeze(story.title)
    yield "joined by", squeeze(", ".join(story.words)) or "one text, printed more than once"
    yield (
        "days",
        " – ".join(dict.fromkeys(short_date(day.value) for day in (story.first, story.last) if day.value)) or "unknown",
    )
    yield "counts", story_counts(story)
    for id in story.articles:
        if id in articles:
            yield "article", list_label(articles[id])[0]
    for id in story.mentioned_in:
        if id in articles:
            yield "told among others in", list_label(articles[id])[0]
    yield "id", story.id


class DetailsPanel(RowList):
    """The fields of one article."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--accent"}
    BORDER_TITLE = "Details"
    empty = "No article"

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._article = ""
        self._fields: list[_Field] = []
        self._lines: list[list[tuple[str, bool]]] = []

    editable = _FIELDS
    """Fields that a person may write by hand."""

    def show(self, article: Article | None, *, stay: bool = False) -> None:
        """Show the fields of ``article``; ``stay``: the cursor stays on its field."""
        cursor = self._cursor if stay else 0
        self._article = article.id if article is not None else ""
        self._fields = [_Field(*field) for field in fields_of(article)] if article is not None else []
        self._cursor = cursor
        self.border_title = strips.title("Details")
        self.rows_changed()
        self.jump(cursor)

    def show_story(self, story: Story, articles: Mapping[str, Article]) -> None:
        """Show what joins the ``articles`` (by id) of a story, and which articles tell it among other stories."""
        self._article = ""
        self._fields = [_Field(*field) for field in story_fields(story, articles)]
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
            lines = [(part, False) for part in _wrapped(field.value, room)]
            if field.status == "inferred" or field.evidence:
                lines += [(part, True) for part in _wrapped(_reason(field), room)]
            self._lines.append(lines)
        return [len(lines) for lines in self._lines]

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        field, base, muted = self._fields[row], self.ink(""), self.front("muted")
        text, is_note = self._lines[row][line]
        mark = STATUS_MARKS.get(field.status, " ") if line == 0 else " "
        name = field.name if line == 0 else ""
        style = muted + strips.ITALIC if is_note else (muted if field.status == "unknown" else strips.PLAIN)
        pieces = [
            self.cursor_cell(here),
            (strips.pad(name, _NAME_WIDTH), muted),
            (f"{mark} ", self.front("primary")),
            (text, style),
        ]
        return strips.strip(pieces, width, base, over=self.cursor_style() if here else strips.PLAIN)


def _reason(field: _Field) -> str:
    """Return how we know it: the words of the file in quotation marks if it says so itself, else the reason as it was given."""
    if not field.evidence:
        return field.status
    if field.evidence == YOURS:
        return YOURS
    words = field.evidence
    if field.status == "stated" and words == field.value:
        return "stated in these words"
    label, colon, rest = words.partition(": ")
    for sign, place in HIDDEN.items():
        if label.startswith(sign) and colon:
            said = "" if squeeze(rest) == field.value else f": “{rest}”"
            return f"{field.status} in {place}, under {label.removeprefix(sign)}{said}"
    if field.status == "stated" and not words.startswith(("“", '"', "«", "„")):
        words = f"“{words}”"
    return f"{field.status}: {words}"


def _wrapped(text: str, width: int) -> list[str]:
    text = strips.clean(text)
    starts = wrap(text, 0, len(text), width)
    return [text[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
