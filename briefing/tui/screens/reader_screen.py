"""The reader's one screen: which panes stand where, which has the focus, what a key does, which article is shown.

It asks the collection and hands value objects to the widgets. What belongs to one job (searching, quotations, names, keeping)
lies in the flows beside it; a key's action is the method ``do_<id>`` of the screen or of a flow.
"""

from __future__ import annotations

import gc
import inspect
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from briefing.errors import NotFoundError
from briefing.model import Article, Document, Quotation
from briefing.tui import keymap
from briefing.tui.controllers.base import Flow, Movable, finish
from briefing.tui.screens import panes
from briefing.tui.screens.breakpoints import OVER
from briefing.tui.screens.paned import PanedScreen
from briefing.tui.session_state import Preferences
from briefing.tui.widgets.article_list import ArticleList
from briefing.tui.widgets.article_view import ArticleView
from briefing.tui.widgets.hint_bar import HintBar
from briefing.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from briefing.collection.facade import Collection
    from briefing.tui.session_state import Session
    from briefing.tui.widgets.prompt import Prompt

SYNC_AFTER = 0.15
"""Seconds after the first picture when the folder is looked through."""


class ReaderScreen(PanedScreen):
    """List, article, names, sources and what opens over them, on one collection."""

    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, collection: Collection, preferences: Preferences) -> None:
        super().__init__()
        from briefing.tui.controllers.editor import Program
        from briefing.tui.controllers.entities import Naming
        from briefing.tui.controllers.entity_corrections import Correcting
        from briefing.tui.controllers.filters import Keeping
        from briefing.tui.controllers.folder_sync import Syncing
        from briefing.tui.controllers.hits import Walking
        from briefing.tui.controllers.navigation import Moving
        from briefing.tui.controllers.quotations import Quoting
        from briefing.tui.controllers.saved_searches import Saving
        from briefing.tui.controllers.search import Searching
        from briefing.tui.controllers.session_restore import Returning

        self.collection = collection
        self.preferences = preferences
        self.ready = False
        self.stopped = True
        """Nothing runs in the background that still uses the collection."""
        self.field: Prompt | None = None
        """The line that is being typed into, if any."""
        self.awaiting: Callable[[str], object] | None = None
        """Takes the next key, whatever it is (the letter of a mark)."""
        self.early: list[events.Key] = []
        self.articles: Sequence[Article] = ()
        self._ids: list[str] | None = None
        self.document: Document | None = None
        self.quotations: Sequence[Quotation] = ()
        self.searching = Searching(self)
        self.walking = Walking(self)
        self.quoting = Quoting(self)
        self.naming = Naming(self)
        self.correcting = Correcting(self)
        self.keeping = Keeping(self)
        self.returning = Returning(self)
        self.syncing = Syncing(self)
        self.moving = Moving(self)
        self.program = Program(self)
        self.flows: tuple[Flow, ...] = (
            self.moving, self.program, self.searching, self.walking, Saving(self), self.quoting, self.naming,
            self.correcting, self.keeping, self.syncing,
        )  # fmt: skip

    # --- life ---

    def compose(self) -> ComposeResult:
        yield StatusLine(id="header")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield ArticleList(id="list")
            with Vertical(id="center"):
                yield ArticleView(id="article", empty="an article opens here")
            if "entities" in self.layout_for("list").panes:
                yield panes.make("entities")
        yield HintBar(id="hints")

    def on_mount(self) -> None:
        self.list = self.query_one("#list", ArticleList)
        self.view = self.query_one("#article", ArticleView)
        self.header = self.query_one("#header", StatusLine)
        self.hints = self.query_one("#hints", HintBar)
        session = self.returning.last()
        self.keeping.restore(session)
        self.load_articles()
        self.show_list()
        self.list.select(session.article)
        self.set_active("list")
        self.call_after_refresh(self.queue, self._begin, session)

    async def _begin(self, session: Session) -> None:
        """After the first paint: the article, the session, the work in the background, keys that came early."""
        try:
            self.follow_list()
            self.flush()
            if self.document is not None and self.document.article.id == session.article:
                self.view.go_to(session.offset, center=False)
            self.returning.wait_for(session)
            await self.searching.restore(session)
            if session.pane in ("article", "entities") and self.document is not None:
                await self.go_to_pane(session.pane)
            if self.shape.sources == "beside":
                await self.pane("sources")
        except Exception as error:
            self.briefing.fault(error)
        while self.early:
            await self._do_key(self.early.pop(0))
        self.ready = True
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        if self.briefing.sync_wanted:
            # The first picture comes first: what the sync loads would compete with it.
            self.set_timer(SYNC_AFTER, self.syncing.start)
        self.syncing.tell_notices()

    def stop(self) -> None:
        """Save the session and stop what runs in the background; at most a moment."""
        self.returning.save()
        self.searching.close()
        self.stopped = self.syncing.close()

    def on_unmount(self) -> None:
        self.stop()

    def on_resize(self) -> None:
        if hasattr(self, "hints"):
            self.apply_layout()
            self.queue(self._resized)

    async def _resized(self) -> None:
        """What is read stays where it is: the article's view keeps its own place."""
        try:
            for name in ("entities", "sources"):
                if name in self.layout_for(self.active).panes or (
                    name == "sources" and self.layout_for(self.active).sources
                ):
                    await self.pane(name)
            self.apply_layout()
            self.quoting.follow()
        except Exception as error:
            self.briefing.fault(error)

    # --- keys ---

    async def key(self, event: events.Key) -> None:
        """One key, to its end: the next one is looked at when this one is done."""
        if self.ready:
            await self._do_key(event)
        else:
            self.early.append(event)

    async def _do_key(self, event: events.Key) -> None:
        before = self.returning.place() if self.returning.waits else None
        name = event.character if event.is_printable and event.character and event.character != " " else event.key
        try:
            if self.awaiting is not None:
                take, self.awaiting = self.awaiting, None
                self.show_hints()
                await finish(take(name))
            elif self.field is not None and name != "ctrl+q":
                await self.field.key(event)
            elif (action := keymap.find(name, self.active)) is not None:
                await self.perform(action.id, name)
            if before is not None:
                self.returning.key_done(before)
        except Exception as error:
            self.briefing.fault(error)

    async def paste(self, text: str) -> None:
        """Pasted text goes into the line that is typed into, and nowhere else."""
        if self.field is not None:
            self.field.type(" ".join(text.split()))
            await self.field.tell()

    async def perform(self, action: str, key: str = "") -> None:
        """Do what the row ``action`` of the table says; failures become notices."""
        try:
            for place in (self, *self.flows):
                method = getattr(place, f"do_{action}", None)
                if method is not None:
                    if action not in ("down", "up"):
                        self.flush()
                    await finish(method(key) if inspect.signature(method).parameters else method())
                    break
        except Exception as error:
            self.briefing.fault(error)

    # --- panes ---

    def set_active(self, name: str) -> None:
        """Give the focus to the pane ``name``, which must have been built."""
        widget = self.existing(name)
        if widget is None:
            return
        self.active = name
        self.apply_layout()
        self.set_focus(widget, scroll_visible=False)
        if name == "article":
            self.keeping.opened()

    async def go_to_pane(self, name: str) -> None:
        """Show and focus a pane; what lies over the others closes if ``name`` lies under it."""
        if name in OVER:
            if self.over is None:
                self.under = self.active
            self.over = name
        elif self.over is not None and name not in self.layout_for(name).panes:
            self.over = None
        await self.pane(name)
        if name == "entities":
            self.naming.show()
            self.soon("mentions", self.naming.light_up)
        self.set_active(name)

    async def close_over(self) -> None:
        """Close what lies over the panes and go back to where it was opened."""
        self.over = None
        await self.go_to_pane(self.under if self.under not in OVER else "article")

    @property
    def mover(self) -> Movable:
        """The widget that has the focus."""
        widget: Any = self.existing(self.active) or self.list
        return widget  # type: ignore[no-any-return]

    # --- the list and the article ---

    @property
    def shown(self) -> str:
        """The id of the article that is shown, or ""."""
        return self.document.article.id if self.document is not None else ""

    def load_articles(self) -> None:
        """Ask the collection for its articles again."""
        self.articles = self.guarded(self.collection.articles, ())
        self._ids = None

    def ids(self) -> Sequence[str]:
        """The ids of all articles in the list's order, without building the articles where the collection can spare it."""
        if self._ids is None:
            known = getattr(self.articles, "ids", None)
            self._ids = known if known is not None else [article.id for article in self.articles]
        return self._ids

    def article(self, id: str) -> Article | None:
        """The article, or None if it is not in the folder (any more)."""
        try:
            return self.collection.article(id)
        except NotFoundError:
            return None

    def show_list(self) -> None:
        """Show the articles that the search, or else the filters, leave."""
        found = self.searching.found_articles()
        if found is not None:
            self.list.empty = self.searching.empty_words()
            chosen, hits = found, self.searching.counts
        else:
            self.list.empty = self.keeping.empty_words()
            chosen, hits = self.keeping.filter(self.articles), None
        self.list.show(chosen, read=self.keeping.read, starred=self.keeping.starred, hits=hits)
        self.show_header()

    def follow_list(self) -> None:
        """Show the article under the list's cursor."""
        self.not_soon("article")
        current = self.list.current
        if current is None:
            if not self.list.count:
                self.show_article("")
        elif current.id != self.shown:
            self.show_article(current.id)

    def show_article(self, id: str, offset: int | None = None) -> None:
        """Show an article: at ``offset`` (code points), else at the first hit of the search, else at its top."""
        if not id:
            self.document, self.quotations = None, ()
            self.view.show(None)
        elif id != self.shown:
            self.document = self.collection.document(id)
            self.quotations = self.guarded(lambda: self.collection.quotations(id), ())
            self.view.show(self.document, self.quotations, offset=offset or 0)
            self.keeping.shown()
        if self.document is not None and offset is not None:
            self.view.go_to(offset)
        self.walking.article_shown(keep_place=offset is not None)
        self.naming.article_shown()
        self.soon("sources", self.quoting.follow)

    def reload_article(self) -> None:
        """The collection may know more now: show the same article again, at the same place."""
        if self.document is None:
            return
        id, cursor = self.shown, self.view.cursor
        if self.article(id) is None:
            return  # it left the folder: what is being read stays on the screen
        document = self.collection.document(id)
        quotations = self.guarded(lambda: self.collection.quotations(id), ())
        same = document == self.document
        if same and list(quotations) == list(self.quotations):
            return
        if document.text != self.document.text:
            # The text changed on disk: find the words that were under the cursor.
            words = self.document.text[cursor : cursor + 40]
            cursor = max(0, document.text.find(words)) if words else 0
        self.document, self.quotations = document, quotations
        if same:
            self.view.set_quotations(quotations)
            self.soon("sources", self.quoting.follow)
            return
        self.view.show_again(document, quotations, cursor)
        self.walking.article_shown(keep_place=True)
        self.naming.article_shown()

    async def menu(
        self,
        title: str,
        choices: Sequence[Any],
        chosen: Callable[[Any], object],
        *,
        current: Any = None,
        empty: str = "",
    ) -> None:
        """Let the person choose a row (:class:`~briefing.tui.widgets.choice_list.Choice`); ``chosen`` gets its value."""
        pane = await self.pane("menu")
        pane.show(title, choices, chosen, current=current, empty=empty)
        await self.go_to_pane("menu")

    async def open_at(self, id: str, offset: int) -> None:
        """Go to a place in an article, from wherever it is asked for."""
        if not self.list.select(id) and self.searching.query:
            self.searching.clear()
            self.list.select(id)
        self.over = None
        self.show_article(id, offset)
        await self.go_to_pane("article")

    # --- the mouse: what a click chose, and where the focus went ---

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        name = event.widget.id or ""
        # An event that tells of an earlier focus comes late when keys come fast: only where the focus is now counts.
        here = event.widget is self.focused and name in keymap.PANES and name != self.active
        if here and self.ready and self.field is None:
            self.set_active(name)

    def on_article_list_highlighted(self) -> None:
        # When the list changes by itself (a file was removed), what is being read stays.
        if self.ready and self.active == "list":
            self.soon("article", self.follow_list)

    def on_article_view_cursor_moved(self) -> None:
        self.soon("sources", self.quoting.follow)
        self.returning.changed_place()

    def on_entity_panel_highlighted(self) -> None:
        self.soon("mentions", self.naming.light_up)

    def on_sources_strip_measured(self) -> None:
        self.fit_sources()

    def on_row_list_chosen(self) -> None:
        """A second click on a row is Enter."""
        self.queue(self.perform, "activate")

    # --- header and footer ---

    @property
    def typing_search(self) -> bool:
        return self.searching.typing

    def show_header(self) -> None:
        if self.shape.arrangement == "tiny":
            return
        right = "   ".join(part for part in (self.syncing.words, self.searching.words) if part)
        self.header.show(self.keeping.heading(), right)

    def show_hints(self) -> None:
        if self.awaiting is None:
            pairs = self.field.hints if self.field is not None else keymap.hints(self.active)
            self.hints.show(pairs[:5] if self.shape.arrangement == "one" else pairs)
