"""The list of articles: one row an article, two lines where there is room. Never opens, reads or searches anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar

from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from briefing.model import Article
from briefing.presentation.labels import copies_label, imprint, list_label
from briefing.text import plural
from briefing.tui.drawing import strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.target import Target

TWO_LINES_FROM = 30
"""Cells from which a row has a second line for outlet and date."""

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
        self.changed()

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

    def highlighted(self) -> None:
        if (article := self.current) is not None:
            self.post_message(self.Highlighted(article.id))

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        article = self._articles[row]
        over = self.cursor_style() if here else strips.PLAIN
        if line:
            return self._second_line(article, width, here, over)
        unread, starred = article.id not in self._read, article.id in self._starred
        label, placeholder = list_label(article)
        style = Style(bold=unread or None, italic=placeholder or None)
        pieces: list[strips.Piece] = [
            self.cursor_cell(here),
            (UNREAD if unread else " ", self.front("primary")),
            (f"{STARRED} " if starred else "  " if self._height == 2 else " ", self.front("warning")),
            (label, style if unread or not placeholder else style + self.front("muted")),
        ]
        right: list[strips.Piece] = []
        if self._height == 1 and (count := self._hits.get(article.id)):
            right = [(f"{count} ", self.front("accent"))]
        return strips.row(pieces, right, width, self.ink(""), over=over)

    def _second_line(self, article: Article, width: int, here: bool, over: Style) -> Strip:
        muted = self.front("muted")
        copies, count = copies_label(article), self._hits.get(article.id, 0)
        hits = plural(count, "hit") if count else ""
        outlet, date = imprint(article)
        room = width - 5 - strips.width_of(date)  # what is left for the outlet and the notes
        notes = len(copies) + len(hits) + 4
        if notes > room // 2 and notes + strips.width_of(outlet) > room:
            copies = copies.partition(" ")[0]
        if len(copies) + len(hits) + 10 > room:
            hits = f"{count:,}" if count else ""
        right: list[strips.Piece] = []
        for note, style in ((copies, muted), (hits, self.front("accent"))):
            if note:
                right += [("  " if right else "", strips.PLAIN), (note, style)]
        if right:
            right.append((" ", strips.PLAIN))
        # The outlet gives way before the date does: a date cut in half is a wrong date.
        room -= sum(strips.width_of(text) for text, _ in right)
        left: list[strips.Piece] = [
            self.cursor_cell(here), ("   ", strips.PLAIN), (strips.fit(outlet, max(room, 1)) + date, muted),
        ]  # fmt: skip
        return strips.row(left, right, width, self.ink(""), over=over)
