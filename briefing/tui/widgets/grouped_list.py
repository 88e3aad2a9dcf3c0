"""A list whose articles may stand under headings or folded into stories: its cursor, and what is unfolded. Draws nothing."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Article, Story
from briefing.tui.drawing.line_widget import Stance
from briefing.tui.drawing.row_list import RowList
from briefing.tui.rows.list_rows import Rows
from briefing.tui.target import Target


class GroupedList(RowList):
    """The rows of :class:`~briefing.tui.rows.list_rows.Rows`. A subclass draws them."""

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._rows = Rows()
        self._unfolded: set[str] = set()

    def put(self, rows: Rows) -> None:
        """Show other rows; the cursor stays on its article, or goes to the story it lies in now, else to the top."""
        before = self._here()
        had_any = len(self._rows) > 0
        self._rows = rows
        rows.lay(self._unfolded)
        row = self._row_of(before)
        self._cursor = 0 if row is None else row
        self.rows_changed()
        if len(rows):
            if row is None and had_any:
                self.jump(0)
            self.show_cursor()
        if self._here() not in ("", before):
            self.highlighted()

    def _here(self) -> str:
        """Return the id of the article or the story under the cursor."""
        head = self.story
        at = self.current if head is None else head
        return "" if at is None else at.id

    def _row_of(self, id: str) -> int | None:
        """Return the row of an article or a story, or the row of the story that an article lies folded in."""
        at = self._rows.article(self._cursor) if self._cursor < len(self._rows) else None
        if getattr(at, "id", None) == id:
            return self._cursor  # most often: a list of 100,000 is not looked through for it
        for known in (id, *self._rows.folded_in(id)):
            row = self._rows.row_of(known)
            if row is None:
                row = self._rows.row_of_story(known)
            if row is not None:
                return row
        return None

    @property
    def current(self) -> Article | None:
        """The article under the cursor, if one stands there."""
        return self._rows.article(self._cursor) if self._cursor < len(self._rows) else None

    @property
    def story(self) -> Story | None:
        """The story under the cursor, if one stands there."""
        head = self._rows.head(self._cursor) if self._cursor < len(self._rows) else None
        return head if isinstance(head, Story) else None

    @property
    def chosen(self) -> list[str]:
        """Ids of the articles that the row under the cursor stands for: one, or those of a story that are listed."""
        return self._rows.members(self._cursor) if self._cursor < len(self._rows) else []

    @property
    def order(self) -> Sequence[str]:
        """Ids of all articles in the order of the list, those inside folded stories too."""
        return self._rows.order

    @property
    def grouped(self) -> bool:
        """Articles stand under headings or in stories."""
        return self._rows.grouped

    @property
    def count(self) -> int:
        """Rows of the list."""
        return len(self._rows)

    @property
    def position(self) -> int:
        """The cursor's row."""
        return self._cursor

    def select(self, article_id: str) -> bool:
        """Put the cursor on an article, its story unfolded if need be; False if it is not in the list."""
        row = self._rows.row_of(article_id)
        if row is None:
            self._unfold(self._rows.folded_in(article_id))
            row = self._rows.row_of(article_id)
        if row is None:
            return False
        self.go(row)
        return True

    def select_story(self, story_id: str) -> bool:
        """Put the cursor on the row of a story; False if it is not in the list."""
        row = self._rows.row_of_story(story_id)
        if row is not None:
            self.go(row)
        return row is not None

    def step_article(self, step: int) -> None:
        """Go to the next article (``step`` 1) or the one before (-1), into stories that lie folded and out of them."""
        order = self.order
        here = self.current
        inside = self.chosen
        if not inside:
            return
        # On a story, the next article is its first; the one before it is the last one above.
        at = order.index(inside[0]) - (step > 0 if here is None else 0)
        if 0 <= at + step < len(order):
            self.select(order[at + step])

    # --- coming back ---------------------------------------------------------------------------------------------
    @property
    def look(self) -> tuple[str, frozenset[str]]:
        """What stands under the cursor (an id), and what is unfolded."""
        return self._here(), frozenset(self._unfolded)

    def take_stance(self, stance: Stance) -> None:
        """Go to the article or story that the cursor stood on, as rows may have come and gone; what was folded then is folded."""
        here, unfolded = stance.look
        if unfolded != self._unfolded:
            self._unfolded = set(unfolded)
            self._rows.lay(self._unfolded)
            self.rows_changed()
        row = self._row_of(here)
        if row is not None:
            self.go(row)
            self.hold(stance.scrolled)

    # --- stories ------------------------------------------------------------------------------------------------
    @property
    def _foldable(self) -> str:
        """The id of the story under the cursor, or of the article with copies there; "" if nothing there can be folded."""
        story, article = self.story, self.current
        if story is not None:
            return story.id
        if article is None:
            return ""
        return article.id if article.copies and self._rows.level(self._cursor) == 1 else ""

    @property
    def folded(self) -> bool:
        """The cursor stands on a story, or on an article with copies, that is folded."""
        return self._foldable not in {"", *self._unfolded}

    def fold(self) -> bool:
        """Fold or unfold what the cursor stands on, else the story that it stands in; False if there is none."""
        id = self._foldable
        if not id:
            return self._fold_around(self._here())
        self._unfolded ^= {id}
        self._lay_again(id)
        return True

    def _fold_around(self, article: str) -> bool:
        around = self._rows.folded_in(article)
        if around:
            self._unfolded.difference_update(around)
            self._lay_again(around[0])
        return bool(around)

    def _unfold(self, ids: Sequence[str]) -> None:
        if ids:
            here = self._here()
            self._unfolded.update(ids)
            self._lay_again(here)

    def _lay_again(self, here: str) -> None:
        """Lay the rows with what is unfolded now; the cursor goes to the article or story ``here``."""
        self._rows.lay(self._unfolded)
        row = self._row_of(here)
        self._cursor = 0 if row is None else row
        self.rows_changed()
        self.show_cursor()
        self.highlighted()

    @property
    def target(self) -> Target | None:
        """The article or the story under the cursor, as every action takes it."""
        at = self.current
        story = self.story
        if story is not None:
            return Target(story=story)
        return Target(at.id) if at is not None else None

    def row_total(self) -> int:
        return len(self._rows)

    def selectable(self, row: int) -> bool:
        return not isinstance(self._rows.head(row), str)
