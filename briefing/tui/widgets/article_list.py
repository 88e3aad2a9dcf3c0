"""The list of articles: a title, wrapped before it is cut, and below it what is known of outlet and day. Never opens, reads or searches anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar

from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from briefing.model import Article
from briefing.presentation.labels import UNKNOWN_MARK, copies_label, date_label, list_label, outlet_label
from briefing.text import plural
from briefing.tui.drawing import strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.drawing.text_layout import wrap
from briefing.tui.target import Target

TWO_LINES_FROM = 30
"""Cells from which a row may have more than one line."""

MEASURED_MOST = 400
"""Articles up to which each row is as tall as it needs; in longer lists every row has two lines, and none is measured."""

TITLE_LINES = 2
ROOMY_LINES = 4
"""Lines that a title may take at the most; more where all rows fit on the screen."""

BETWEEN = " · "
"""Stands between outlet and day."""

INDENT = 4
"""Cells before a title: the cursor, the marks of unread and starred."""

UNREAD = "●"
STARRED = "★"


class ArticleList(RowList):
    """Articles with read and star marks. Posts :class:`Highlighted`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--accent", "ink--warning"}
    BORDER_TITLE = "Articles"
    empty = "No articles"

    class Highlighted(Message):
        """The cursor came to stand on an article."""

        def __init__(self, article_id: str) -> None:
            super().__init__()
            self.article_id = article_id

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._articles: Sequence[Article] = ()
        self._read: AbstractSet[str] = frozenset()
        self._starred: AbstractSet[str] = frozenset()
        self._hits: Mapping[str, int] = {}
        self._places: dict[str, int] | None = None
        self._most_lines = TITLE_LINES

    # --- content ------------------------------------------------------------------------------------------------
    def show(
        self,
        articles: Sequence[Article],
        *,
        read: AbstractSet[str],
        starred: AbstractSet[str],
        hits: Mapping[str, int] | None = None,
        heading: str = "",
    ) -> None:
        """Show ``articles`` in this order; the cursor stays on its article if that is still there, else goes to the top.

        ``hits`` maps article ids to the number of hits; ``heading`` stands before the count instead of ``Articles``.
        """
        before = self.current
        had_any = bool(self._articles)
        self._articles, self._places = articles, None
        self._read, self._starred, self._hits = read, starred, hits or {}
        place = self._place(before.id) if before is not None else None
        self._cursor = place if place is not None else 0
        self.border_title = strips.title(heading or "Articles", f"{len(articles):,}")
        self.rows_changed()
        if articles:
            if place is None and had_any:
                self.jump(0)
            self.show_cursor()
        after = self.current
        if after is not None and (before is None or before.id != after.id):
            self.highlighted()

    def show_hits(self, hits: Mapping[str, int]) -> None:
        """Show other numbers of hits on the same articles."""
        self._hits = hits
        self.rows_changed()

    def mark(self, read: AbstractSet[str] | None = None, starred: AbstractSet[str] | None = None) -> None:
        """Show other read marks or stars on the same articles."""
        if read is not None:
            self._read = read
        if starred is not None:
            self._starred = starred
        self.changed()

    @property
    def current(self) -> Article | None:
        """The article under the cursor."""
        return self._articles[self._cursor] if self._cursor < len(self._articles) else None

    def select(self, article_id: str) -> bool:
        """Put the cursor on an article; False if it is not in the list."""
        place = self._place(article_id)
        if place is None:
            return False
        self.go(place)
        return True

    def _place(self, article_id: str) -> int | None:
        if self._cursor < len(self._articles) and self._articles[self._cursor].id == article_id:
            return self._cursor
        if self._places is None:
            # A list that can name its articles without building them is asked for the names only.
            ids = getattr(self._articles, "ids", None)
            if ids is None:
                ids = (article.id for article in self._articles)
            self._places = {each: index for index, each in enumerate(ids)}
        return self._places.get(article_id)

    @property
    def target(self) -> Target | None:
        """The article under the cursor, as every action takes it."""
        article = self.current
        return Target(article.id) if article is not None else None

    # --- rows ---------------------------------------------------------------------------------------------------
    def row_total(self) -> int:
        return len(self._articles)

    def row_height(self, width: int) -> int:
        return 2 if width >= TWO_LINES_FROM else 1

    def row_heights(self, width: int) -> list[int] | None:
        self._most_lines = TITLE_LINES
        if width < TWO_LINES_FROM or len(self._articles) > MEASURED_MOST:
            return None
        # Where there are empty rows below, no title is cut for want of a line.
        for self._most_lines in (ROOMY_LINES, TITLE_LINES):
            heights = [self._needed(article, width) for article in self._articles]
            if sum(heights) <= self.view_height:
                break
        return heights

    def _needed(self, article: Article, width: int) -> int:
        """Lines that the row takes: those of its title, and one for what is known of its source."""
        titles = self._title_lines(list_label(article)[0], width)
        return len(titles) + any((*_imprint(article), copies_label(article), self._hits.get(article.id)))

    def _title_lines(self, label: str, width: int) -> list[str]:
        """Return ``label`` on as many lines as a title may have, cut only at the end of the last."""
        room = max(1, width - INDENT - 1)
        label = strips.clean(label[: 4 * room * self._most_lines])
        starts = wrap(label, 0, len(label), room)[: self._most_lines]
        ends = [*starts[1:], len(label)]
        lines = [label[start:end].rstrip() for start, end in zip(starts, ends, strict=True)]
        return [*lines[:-1], strips.fit(lines[-1], room)]

    def highlighted(self) -> None:
        if (article := self.current) is not None:
            self.post_message(self.Highlighted(article.id))

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        article = self._articles[row]
        over = self.cursor_style() if here else strips.PLAIN
        label, placeholder = list_label(article)
        height = self._height_of(row)
        titles = self._title_lines(label, width) if height > 1 else [label]
        last = line == height - 1
        style = self._title_style(article, placeholder)
        if line == 0:
            right = self._notes(article, width, short=height == 1) if last else []
            return strips.row(
                [*self._marks(article, here, narrow=width < TWO_LINES_FROM), (titles[0], style)],
                right,
                width,
                self.ink(""),
                over=over,
            )
        left: list[strips.Piece] = [self.cursor_cell(here), (" " * (INDENT - 1), strips.PLAIN)]
        right = self._notes(article, width)
        rest = titles[line] if line < len(titles) else ""
        if rest and not last:
            return strips.strip([*left, (rest, style)], width, self.ink(""), over=over)
        room = width - INDENT - sum(strips.width_of(text) for text, _ in right) - 1
        outlet, date = _imprint(article)
        if rest:
            # A list too long to be measured: the rest of the title, and beside it what there is room for of its source.
            shown = _beside(outlet, date, max(room - strips.width_of(rest) - 2, strips.width_of(date)))
            right = [(shown, self.front("muted")), (" ", strips.PLAIN), *right]
            return strips.row([*left, (rest, style)], right, width, self.ink(""), over=over)
        # The outlet gives way before the date does: a date cut in half is a wrong date.
        between = BETWEEN * all((outlet, date))
        words = strips.fit(outlet, max(room - strips.width_of(between + date), 1)) if outlet else ""
        return strips.row([*left, (words + between + date, self.front("muted"))], right, width, self.ink(""), over=over)

    def _marks(self, article: Article, here: bool, *, narrow: bool) -> list[strips.Piece]:
        """Return the first cells of a row: the cursor, unread, starred."""
        unread, starred = article.id not in self._read, article.id in self._starred
        return [
            self.cursor_cell(here),
            (UNREAD if unread else " ", self.front("primary")),
            ((STARRED if starred else " ") + " " * (not narrow), self.front("warning")),
        ]

    def _title_style(self, article: Article, placeholder: bool) -> Style:
        """Bold is unread; words that stand for a missing title are in italics, and quieter when read."""
        unread = article.id not in self._read
        style = Style(bold=(unread and not placeholder) or None, italic=placeholder or None)
        return style if unread or not placeholder else style + self.front("muted")

    def _notes(self, article: Article, width: int, *, short: bool = False) -> list[strips.Piece]:
        """Copies and hits, at the right end of a row's last line; in figures alone where words find no room."""
        copies, count = copies_label(article), self._hits.get(article.id, 0)
        hits = plural(count, "hit") if count else ""
        if short or len(copies) + len(hits) + 10 > width // 2:
            copies, hits = copies.partition(" ")[0], f"{count:,}" if count else ""
        right: list[strips.Piece] = []
        for note, style in ((copies, self.front("muted")), (hits, self.front("accent"))):
            if note:
                right += [("  " if right else "", strips.PLAIN), (note, style)]
        return [*right, (" ", strips.PLAIN)] if right else []


def _imprint(article: Article) -> tuple[str, str]:
    """Outlet and day as far as they are known: what nobody knows takes no room."""
    outlet, date = outlet_label(article), date_label(article)
    return "" if outlet == UNKNOWN_MARK else outlet, "" if date == UNKNOWN_MARK else date


def _beside(outlet: str, date: str, room: int) -> str:
    """Outlet and day in ``room`` cells; the day alone, or nothing, where that is too little."""
    between = BETWEEN * all((outlet, date))
    free = room - strips.width_of(date) - len(between)
    if outlet and free >= min(8, strips.width_of(outlet)):
        return strips.fit(outlet, free) + between + date
    return date if strips.width_of(date) <= room else ""
