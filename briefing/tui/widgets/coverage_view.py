"""Which source carries which statement, as a table of characters. Counts and groups nothing itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.strip import Strip

from briefing.model import Article, Instance, Statement
from briefing.presentation.labels import MODE_MARKS, counts_line, source_label, source_labels, squeeze
from briefing.text import plural
from briefing.tui.drawing import strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.target import Target

NONE = "·"
SAME = "="
"""Before the name of a source that prints the same text as the one left of it."""
_SMALL = frozenset({"the", "of", "and", "for"})
"""Words that initials leave out."""
_RANK = {"direct": 0, "mixed": 1, "indirect": 2}


def abbreviated(label: str, room: int) -> str:
    """The name of a source in ``room`` cells: whole if it fits, else the initials of its words (``BD`` for Bay Dispatch)."""
    if strips.width_of(label) <= room:
        return label
    if label.startswith("“") and room > 7:
        return strips.fit(label, room)  # first words say more than their initials
    words = [word for word in re.split(r"[\s\-–_.“”‘’«»\"]+", label) if word and word.casefold() not in _SMALL]
    named = [word for word in words if not word.isdigit()] or words
    if len(named) < 2:
        word = "".join(named) or label
        # Beside initials three letters are a name, two and an ellipsis are not.
        return strips.fit(word if room > 3 or not word.isascii() else word[:room], room)
    return strips.fit("".join(word[0] for word in named).upper()[:room], room)


def told_apart(labels: Sequence[str], room: int) -> list[str]:
    """The names in ``room`` cells each, with a figure where the same would stand twice (``NPA``, ``NP2``)."""
    result: list[str] = []
    used: set[str] = set()
    for label in labels:
        short, number = abbreviated(label, room), 1
        base = short
        while short in used and number < 99:
            number += 1
            keep = max(1, room - len(str(number)))
            short = f"{base[:keep] if base.isascii() else strips.fit(base, keep)}{number}"
        used.add(short)
        result.append(short)
    return result


def beside_copies(articles: Sequence[Article]) -> tuple[list[Article], dict[str, str]]:
    """The sources with the copies of a text side by side, and for each copy the id of the source whose text it is. What is copied
    from several (a digest) is a copy of theirs, not they of it."""
    same: dict[str, str] = {}
    first: set[str] = set()
    for article in sorted(articles, key=lambda each: len(each.copies)):
        lead = next((id for id in article.copies if id in first), None)
        if lead is None:
            first.add(article.id)
        else:
            same[article.id] = lead
    place = {article.id: number for number, article in enumerate(articles)}
    ordered = sorted(articles, key=lambda each: (place[same.get(each.id, each.id)], each.id in same, place[each.id]))
    return ordered, same


def _least_text(width: int) -> int:
    """Cells that the statements have at the least."""
    return max(24, width * 2 // 5)


class CoverageView(RowList):
    """Statements × sources with a cursor that moves both ways."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--accent"}
    BORDER_TITLE = "Coverage"
    empty = "No statements"
    header = 2

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._statements: Sequence[Statement] = ()
        self._speakers: Mapping[str, str] = {}
        self._people: frozenset[str] = frozenset()
        self._articles: list[Article] = []
        self._same: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._cells: list[dict[str, Instance]] = []
        self._column = 0
        self._first_column = 0

    # --- content ------------------------------------------------------------------------------------------------
    def show(
        self,
        statements: Sequence[Statement],
        articles: Sequence[Article],
        speakers: Mapping[str, str] | None = None,
        people: Collection[str] = (),
    ) -> None:
        """Show ``statements`` as rows; columns are those of ``articles`` that carry at least one of them. ``speakers``: statement
        id to the name of who says it, where that is another than the statement's own; ``people``: names of persons."""
        before, column = self.current, self.current_article
        self._statements, self._speakers, self._people = statements, speakers or {}, frozenset(people)
        self._cells = []
        carried: set[str] = set()
        for statement in statements:
            cells: dict[str, Instance] = {}
            for instance in statement.instances:
                best = cells.get(instance.article)
                if best is None or _RANK[instance.mode] < _RANK[best.mode]:
                    cells[instance.article] = instance
            carried |= cells.keys()
            self._cells.append(cells)
        self._articles, self._same = beside_copies([article for article in articles if article.id in carried])
        self._labels = source_labels(self._articles)
        self._cursor = next((i for i, each in enumerate(statements) if before and each.id == before.id), 0)
        ids = [article.id for article in self._articles]
        # The cursor begins on words, not on an empty cell.
        first = next((i for i, id in enumerate(ids) if self._cells and id in self._cells[self._cursor]), 0)
        self._column = ids.index(column.id) if column is not None and column.id in ids else first
        self._first_column = 0
        texts = f" ({plural(len(self._articles) - len(self._same), 'text')})" if self._same else ""
        self.border_title = strips.title("Coverage", f"{len(statements):,} × {len(self._articles):,}{texts}")
        self.rows_changed()
        self.show_cursor()
        self._show_column()

    @property
    def current(self) -> Statement | None:
        """The statement under the cursor."""
        return self._statements[self._cursor] if self._cursor < len(self._statements) else None

    @property
    def current_article(self) -> Article | None:
        """The source under the cursor."""
        return self._articles[self._column] if self._column < len(self._articles) else None

    @property
    def target(self) -> Target | None:
        """The words in the cell under the cursor, as every action takes them; None where the source does not carry them."""
        instance = self.current_instance
        if instance is None:
            return None
        return Target(instance.article, instance.span, instance.text, instance.quotation)

    @property
    def current_instance(self) -> Instance | None:
        """What the source prints of the statement, ``None`` if nothing."""
        article = self.current_article
        if article is None or self._cursor >= len(self._cells):
            return None
        return self._cells[self._cursor].get(article.id)

    @property
    def column(self) -> int:
        """The cursor's column, from 0."""
        return self._column

    def go_to_cell(self, row: int, column: int = 0) -> None:
        """Put the cursor on a cell, or near it where the table is smaller now."""
        super().go_to_cell(row)
        self.move_column(column - self._column)

    def move_column(self, delta: int) -> None:
        """Move the cursor ``delta`` columns to the right (left if negative)."""
        column = min(max(0, self._column + delta), max(0, len(self._articles) - 1))
        if column != self._column:
            self._column = column
            self._show_column()
            self.changed()

    def activate(self) -> None:
        """Post :class:`Chosen` if the cell under the cursor has words."""
        if self.current_instance is not None:
            super().activate()

    # --- geometry -----------------------------------------------------------------------------------------------
    def _cell_width(self, width: int) -> int:
        """Cells of a column: as much of the sources' names as fits all of them, at least four."""
        count = max(1, len(self._articles))
        longest = max((strips.width_of(source_label(article)) for article in self._articles), default=4)
        room = max(4, (width - _least_text(width)) // count)
        return max(4, min(room, longest + 2, 14))

    def _visible_columns(self, width: int) -> int:
        return max(1, min(len(self._articles) or 1, (width - _least_text(width)) // self._cell_width(width)))

    def _text_width(self, width: int) -> int:
        return max(4, width - self._visible_columns(width) * self._cell_width(width) - 3)

    def _show_column(self) -> None:
        shown = self._visible_columns(self.content_width or 80)
        if self._column < self._first_column:
            self._first_column = self._column
        elif self._column >= self._first_column + shown:
            self._first_column = self._column - shown + 1
        self._first_column = max(0, min(self._first_column, len(self._articles) - shown))

    def width_changed(self) -> None:
        super().width_changed()
        self._show_column()

    # --- rows ---------------------------------------------------------------------------------------------------
    def row_total(self) -> int:
        return len(self._statements)

    def _columns(self, width: int) -> range:
        return range(self._first_column, min(len(self._articles), self._first_column + self._visible_columns(width)))

    def draw_header(self, line: int, width: int) -> Strip:
        base, muted = self.ink(""), self.front("muted")
        if not self._articles:
            return strips.blank(width, base)
        cell, text = self._cell_width(width), self._text_width(width)
        statement, article = self.current, self.current_article
        columns = self._columns(width)
        if line == 0:
            # The source under the cursor by its full name, above its column as far as there is room.
            note = counts_line(statement) if statement is not None else ""
            used = max(text, strips.width_of(note) + 1)
            name = strips.fit(self._full_name(article) if article is not None else "", width - used - 3)
            start = text - used + (self._column - columns.start) * cell
            gap = " " * (1 + max(0, min(start, width - used - 3 - strips.width_of(name))))
            return strips.strip(
                [(" ", strips.PLAIN), (strips.pad(note, used), muted), (gap, strips.PLAIN), (name, strips.BOLD)],
                width,
                base,
            )
        left = "‹" if columns.start else " "
        pieces: list[strips.Piece] = [(" " * (text + 1), strips.PLAIN), (left, muted)]
        names = told_apart([source_label(each) for each in self._articles], cell - (2 if self._same else 1))
        for column in columns:
            each = self._articles[column]
            label = strips.pad((SAME if each.id in self._same else "") + names[column], cell)
            pieces.append((label, strips.BOLD if each is article else muted))
        return strips.strip([*pieces, ("›" if columns.stop < len(self._articles) else "", muted)], width, base)

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        base, muted = self.ink(""), self.front("muted")
        over = self.cursor_style() if here else strips.PLAIN
        cell, text = self._cell_width(width), self._text_width(width)
        statement = self._statements[row]
        speaker = self._speaker(statement)
        words = squeeze(statement.text[:400])
        room = max(6, text // 3)
        if strips.width_of(speaker) > room:
            # People by their surnames, bodies by their initials: "House" is not what the White House is called.
            speaker = speaker.split()[-1] if speaker in self._people else abbreviated(speaker, room)
        shown = f"{strips.fit(speaker, room)}: " if speaker else ""
        rest = strips.pad(words, max(0, text - strips.width_of(shown)))
        pieces: list[strips.Piece] = [
            self.cursor_cell(here),
            (shown, strips.BOLD),
            (rest, strips.PLAIN),
            (" ", strips.PLAIN),
        ]
        for column in self._columns(width):
            instance = self._cells[row].get(self._articles[column].id)
            mark = MODE_MARKS[instance.mode] if instance is not None else NONE
            style = self.front("primary") if instance is not None else muted
            if here and column == self._column:
                pieces.append((strips.pad(f"[{mark}]", cell), strips.BOLD))
            else:
                pieces.append((strips.pad(f" {mark}", cell), style))
        return strips.strip(pieces, width, base, over=over)

    def _full_name(self, article: Article) -> str:
        name, same = self._labels[article.id], self._same.get(article.id)
        return name if same is None else f"{name}: the same text as {self._labels[same]}"

    def _speaker(self, statement: Statement) -> str:
        return self._speakers.get(statement.id, squeeze(statement.speaker or ""))

    def highlighted(self) -> None:
        if self.header:
            self.refresh_rows(self.scroll_offset.y, 1)

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor to a cell, a click on the cursor's cell is Enter."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < self.header:
            return
        width = self.content_width
        column = self._first_column + (offset.x - self._text_width(width) - 2) // self._cell_width(width)
        row = self._row_at(offset.y - self.header + self.scroll_offset.y)[0]
        if offset.x <= self._text_width(width) or column not in self._columns(width):
            super().on_click(event)
        elif (row, column) == (self._cursor, self._column):
            self.activate()
        else:
            self.move_column(column - self._column)
            self.go(row)
