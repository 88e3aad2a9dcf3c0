"""The reader's one screen: which panes stand where, which has the focus, what a key does, which article is shown.

It is the port of the controllers (:class:`briefing.tui.context.ReaderPort`), hands them the messages that they publish, and does what
a key asks for: the method ``do_<id>`` of one of them.
"""

from __future__ import annotations

import gc
import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult

from briefing.errors import NotFoundError
from briefing.model import Article, Story
from briefing.tui import themes
from briefing.tui.context import Movable, ReaderState, finish
from briefing.tui.controllers.base import Controller
from briefing.tui.keys import keymap
from briefing.tui.keys.hint_keys import pressed
from briefing.tui.messages import (
    ActionBegins,
    ActionDone,
    ArticleFocused,
    ArticleShown,
    NameMoved,
    NamesPaneShown,
    PlaceChanged,
    PreferencesTaken,
    QuotationMoved,
    ReaderMessage,
    StoryWanted,
    TerminalResized,
)
from briefing.tui.resting import RestingCollector
from briefing.tui.screens import panes
from briefing.tui.screens.breakpoints import OVER, Widths
from briefing.tui.screens.paned import Frame, PanedScreen
from briefing.tui.session_state import Preferences
from briefing.tui.way_back import LEAVE, way_back
from briefing.tui.widgets.article_list import ArticleList
from briefing.tui.widgets.article_view import ArticleView
from briefing.tui.widgets.bars.hint_bar import HintBar
from briefing.tui.widgets.bars.status_line import StatusLine

if TYPE_CHECKING:
    from briefing.settings import Settings
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.controllers.search.watching import WatchController
    from briefing.tui.session_state import Session
    from briefing.tui.target import Target

OPENING = 1.0
"""Seconds for which keys wait for what the key before them opens, at most."""

GUIDED_FROM = 18
"""Rows from which a screen has one for the first steps."""

SYNC_AFTER = 0.15
"""Seconds after the first picture when the folder is looked through."""


class ReaderScreen(PanedScreen):
    """List, article, names, sources and what opens over them, on one collection."""

    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, collection: ReaderCollection, preferences: Preferences) -> None:
        super().__init__()
        from briefing.tui.controllers.article_list.arrangement import ArrangementController
        from briefing.tui.controllers.article_list.filters import FilterController
        from briefing.tui.controllers.article_list.stories import StoryController
        from briefing.tui.controllers.folder_sync import SyncController
        from briefing.tui.controllers.margin import MarginController
        from briefing.tui.controllers.marks import MarkController
        from briefing.tui.controllers.names.entities import EntityController
        from briefing.tui.controllers.search.hits import HitController
        from briefing.tui.controllers.search.search import SearchController
        from briefing.tui.controllers.session_restore import SessionController
        from briefing.tui.controllers.undo import UndoController
        from briefing.tui.finding.descriptions import Descriptions
        from briefing.tui.rows.wording_signs import WordingSigns

        self.collection = collection
        self.signs, self.descriptions = WordingSigns(collection), Descriptions(collection)
        self.state = state = ReaderState(preferences)
        self.ready = False
        self.stopped = True
        """Nothing runs in the background that still uses the collection."""
        self.awaiting: Callable[[str], object] | None = None
        """Takes the next key, whatever it is (the letter of a mark)."""
        self.early: list[events.Key | str] = []
        """Keys, and what was pasted, that wait for the first picture or for what a key before them opens."""
        self.opening = False
        """What a key opened is not there yet: keys wait."""
        self.key_time = 0.0
        self.collector = RestingCollector()
        self._digits = ""
        """The number that was typed before a move."""
        self._ids: list[str] | None = None
        self._nested = 0
        """Actions that an action being done has asked for."""
        self._told = ""
        """The pane that the footer says one goes back to."""
        self._by_key = False
        """A key is being done."""
        self._from_top = False
        """The list stands on its first article until the person does something, whatever comes into the folder."""
        parts = (self, state, collection)
        self.filters = FilterController(*parts)
        self.marks = MarkController(*parts)
        self.hits = HitController(*parts)
        self.names = EntityController(*parts)
        self.search = SearchController(*parts)
        self.session = SessionController(*parts)
        self.undo = UndoController(*parts)
        self.folder_sync = SyncController(*parts)
        self.arrangement = ArrangementController(*parts)
        self.stories = StoryController(*parts)
        self.margin = MarginController(*parts)
        self.watching: WatchController | None = None
        self.controllers: tuple[Controller, ...] = (
            self.filters, self.marks, self.hits, self.names, self.search, self.session, self.folder_sync, self.undo,
            self.arrangement, self.stories, self.margin,
        )  # fmt: skip
        self._hearers: dict[type[ReaderMessage], list[Callable[[Any], object]]] = {}

    def complete(self) -> None:
        """Have the controllers that no first picture needs: loading them would keep it waiting."""
        from briefing.tui.controllers.article_list.list_marks import ListMarkController
        from briefing.tui.controllers.article_list.story_corrections import StoryCorrectionsController
        from briefing.tui.controllers.citing import CiteController
        from briefing.tui.controllers.comparison import ComparisonController
        from briefing.tui.controllers.editor import EditorController
        from briefing.tui.controllers.jumps import JumpController
        from briefing.tui.controllers.metadata import MetadataController
        from briefing.tui.controllers.names.entity_corrections import CorrectionController
        from briefing.tui.controllers.navigation import NavigationController
        from briefing.tui.controllers.notebook import NotebookController
        from briefing.tui.controllers.palette import PaletteController
        from briefing.tui.controllers.place_marks import PlaceMarkController
        from briefing.tui.controllers.program import ProgramController
        from briefing.tui.controllers.quotations import QuotationController
        from briefing.tui.controllers.search.hit_list import HitListController
        from briefing.tui.controllers.search.saved_searches import SavedSearchController
        from briefing.tui.controllers.search.watching import WatchController
        from briefing.tui.controllers.selection import SelectionController

        parts = (self, self.state, self.collection)
        self.citing = CiteController(*parts)
        self.program = ProgramController(*parts)
        self.watching = WatchController(*parts)
        self.controllers = (
            self.filters, self.marks, self.hits, self.names, QuotationController(*parts), self.search, self.session,
            self.folder_sync, NavigationController(*parts), self.program, SavedSearchController(*parts), HitListController(*parts),
            ComparisonController(*parts), self.citing, CorrectionController(*parts), NotebookController(*parts),
            self.undo, EditorController(*parts), SelectionController(*parts), JumpController(*parts), self.arrangement,
            ListMarkController(*parts), MetadataController(*parts), PaletteController(*parts), PlaceMarkController(*parts),
            self.stories, StoryCorrectionsController(*parts), self.margin, self.watching, *self._of_archive(parts),
        )  # fmt: skip
        self._hearers.clear()

    def _of_archive(self, parts: tuple[Any, ...]) -> list[Controller]:
        """Return what only an archive needs."""
        if self.collection.archive is None:
            return []
        from briefing.tui.controllers.archive import ArchiveController

        return [ArchiveController(*parts)]

    # --- life ---

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Every widget took its styles when it was put on the screen: before the first picture there is nothing to take anew."""
        event.refresh_styles = event.refresh_styles and self.ready

    def compose(self) -> ComposeResult:
        yield StatusLine(id="header")
        with Frame(id="body"):
            with Frame(id="left"):
                yield ArticleList(id="list")
            with Frame(id="center"):
                yield ArticleView(id="article", empty="an article opens here")
            if "entities" in self.layout_for("list").panes:
                yield panes.make("entities")
        yield HintBar(id="hints")

    def on_mount(self) -> None:
        if self.briefing.leaving:
            return  # asked to end before it stood: nothing has been put on it
        self.list = self.query_one("#list", ArticleList)
        self.view = self.query_one("#article", ArticleView)
        self.header = self.query_one("#header", StatusLine)
        self.hints = self.query_one("#hints", HintBar)
        self.hints.rest = f"and {{}} more; {keymap.first_key(keymap.row('palette'))} messages lists them"
        session = self.session.last()
        self.state.syncing = self.briefing.sync_wanted
        self.marks.restore()
        self.undo.start()
        self.filters.restore(session)
        self.names.restore(session.entity_order, session.names_lit)
        self.load_articles()
        self.show_list()
        self.list.select(session.article)
        self._from_top = not session.article
        self.set_active("list")
        self.call_after_refresh(self.queue, self._begin, session)

    async def _begin(self, session: Session) -> None:
        """After the first paint: the article, the session, the work in the background, keys that came early."""
        try:
            self.complete()
            self.follow_list()
            self.flush()
            if self.state.shown == session.article != "":
                self.view.go_to(session.offset, center=False)
            self.session.wait_for(session)
            await self.search.restore(session)
            if session.pane in ("article", "entities") and self.state.shown:
                await self.go_to_pane(session.pane)
            if self.shape.sources == "beside":
                await self.pane("sources")
        except Exception as error:
            self.briefing.fault(error)
        await self._do_early()
        self.ready = True
        if not gc.isenabled():
            self.collector.begin()
        if self.briefing.sync_wanted:
            # The first picture comes first: what the sync loads would compete with it.
            self.set_timer(SYNC_AFTER, self.folder_sync.start)
        self.folder_sync.tell_notices()
        for notice in self.briefing.settings_notices:
            self.briefing.notice(notice, kind="warning")
        self.citing.check_manner()
        if self.briefing.guide_wanted:
            self.program.guide_first_session()

    def stop(self) -> None:
        """Save what was made and the session, and stop what runs in the background; at most a moment beside what the disk takes."""
        self.briefing.unsaved += self.stop_saving()
        self.session.save()
        self.search.close()
        self.arrangement.close()
        self.stories.close()
        self.margin.close()
        if self.watching is not None:
            self.watching.close()
        self.stopped = self.folder_sync.close()

    def on_unmount(self) -> None:
        self.stop()

    def on_resize(self) -> None:
        if hasattr(self, "hints"):
            self.publish(TerminalResized())
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
            if self.focused is None:  # the terminal was too small for any pane
                typed = self.field
                self.set_focus(self.existing(self.active) if typed is None else typed, scroll_visible=False)
            if "entities" in self.shape.panes:
                self.names.show()
            self.show_guide()
            self.publish(QuotationMoved())
        except Exception as error:
            self.briefing.fault(error)

    # --- keys ---

    async def key(self, event: events.Key) -> None:
        """One key, to its end: the next one is looked at when this one is done, and what it opens is there."""
        if self.taking:
            await self._do_key(event)
        else:
            self.early.append(event)

    @property
    def taking(self) -> bool:
        """A key, or what is pasted, is done at once."""
        return (self.ready, self.opening) == (True, False)

    async def _do_early(self) -> None:
        """Do the keys that had to wait, in their order, up to one that opens something again."""
        while self.early:
            if self.opening:
                return
            event = self.early.pop(0)
            await (self._take_paste(event) if isinstance(event, str) else self._do_key(event))

    def _on_top(self) -> tuple[str, str]:
        return self.active, self.stories.coming

    def _opens(self) -> bool:
        """Return whether the pane with the focus has no place on the screen yet, or waits for what it is to show."""
        pane: Any = self.existing(self.active)
        coming = self.stories.coming if self.active in ("story", "article") else self.stories.awaited
        return any((not getattr(pane, "placed", True), coming))

    def _hold(self) -> None:
        """Have the keys that follow wait for what was opened: those that come in the same instant are meant for it."""
        self.opening = True
        self.queue(self._go_on, monotonic() + OPENING)

    async def _go_on(self, until: float) -> None:
        if self._opens() > (monotonic() >= until):
            self.set_timer(0.01, partial(self.queue, self._go_on, until))
            return
        self.opening = False
        await self._do_early()

    async def _do_key(self, event: events.Key) -> None:
        before = self.session.place() if self.session.waits else None
        on_top = self._on_top()
        self.key_time = event.time
        self._by_key = True
        self.briefing.clear_notices()
        self.collector.key()
        name = event.character if event.is_printable and event.character and event.character != " " else event.key
        try:
            if name == "ctrl+q":
                await self.perform("quit", name)  # whatever waits for a letter or a line
            elif self.awaiting is not None:
                take, self.awaiting = self.awaiting, None
                self.show_hints()
                await finish(take(name))
                self.publish(ActionDone(""))
            elif self.field is not None:
                await self.field.key(event)
                self.publish(ActionDone(""))
            elif (action := keymap.find(name, self.keys, going_back=bool(self.state.going_back))) is not None:
                for _ in range(self._times(action)):
                    self.briefing.clear_notices()  # of a move that is repeated, the last step counts
                    await self.perform(action.id, name)
            else:
                self._say_where(name, event)
                self.publish(ActionDone(""))
            self.tell_way_back()
            if before is not None:
                self.session.key_done(before)
            if self._on_top() != on_top and self._opens():
                self._hold()
        except Exception as error:
            self.briefing.fault(error)
        finally:
            self._by_key = False

    def _say_where(self, name: str, event: events.Key) -> None:
        """Say of a key that does nothing here what it needs; of one that is bound nowhere, that help lists the keys."""
        words = keymap.where_it_works(name, self.keys)
        if words or event.is_printable:
            self.briefing.notice(
                words or f"{name} is no key here; {keymap.first_key(keymap.row('help'))} lists the keys"
            )

    def do_count(self, key: str) -> None:
        """Begin, or go on with, the number of times that the next move is made."""
        self._digits = (self._digits + key).lstrip("0")
        if self._digits:
            self.hints.show([(self._digits, "times: j k J K ] [ n N Space …"), ("Esc", "no number")])
        else:
            self.briefing.notice("0 begins no number; 3j goes three rows down")

    def _times(self, action: keymap.Action) -> int:
        """Return how often an action is to be done, by the number that was typed before it; Esc only takes the number back."""
        if action.id == "count":
            return 1
        digits, self._digits = self._digits, ""
        if not digits:
            return 1
        self.show_hints()
        if action.id == "back":
            return 0
        return min(int(digits[:6]), keymap.MOST_TIMES) if action.id in keymap.COUNTED else 1

    @property
    def keys(self) -> str:
        """The pane whose keys count now, by the table."""
        selecting = (self.active, self.view.selecting) == ("article", True)
        return keymap.SELECTION if selecting else self.active

    async def paste(self, text: str) -> None:
        """Pasted text goes into the line that is typed into, and nowhere else."""
        if not self.taking:
            self.early.append(text)
        else:
            await self._take_paste(text)

    async def _take_paste(self, text: str) -> None:
        if self.field is None:
            self.briefing.notice("what is pasted here is ignored; press / and paste it to search for it")
            return
        self.field.type(" ".join(text.split()))
        await self.field.tell()

    async def perform(self, action: str, key: str = "") -> None:
        """Do what the row ``action`` of the table says; failures become notices."""
        if not (self._by_key or self._nested):
            self.briefing.clear_notices()  # what was awaited comes by itself, or a click asks for it
        self._nested += 1
        target = self.target() if action in keymap.ON_ONE_SOURCE else None
        try:
            for place in (self, *self.controllers):
                method = getattr(place, f"do_{action}", None)
                if method is not None:
                    if action not in ("down", "up"):
                        self.flush()
                    if self._nested == 1:
                        self.publish(ActionBegins(action))
                    await finish(method(key) if inspect.signature(method).parameters else method())
                    break
            if target is not None and target.among:
                self.notify_person(target.among)
        except Exception as error:
            self.briefing.fault(error)
        finally:
            self._nested -= 1
        if not self._nested:
            self.publish(ActionDone(action))
            self.tell_way_back()

    # --- panes ---

    def set_active(self, name: str) -> None:
        """Give the focus to the pane ``name``, which must have been built."""
        name = {"article": self.center, "story": self.center}.get(name, name)
        widget = self.existing(name)
        if widget is None:
            return
        self.active = name
        self.apply_layout()
        self.set_focus(widget, scroll_visible=False)
        if name == "article":
            self.publish(ArticleFocused())

    async def go_to_pane(self, name: str) -> None:
        """Show and focus a pane; what lies over the others closes if ``name`` lies under it."""
        if name in OVER:
            if self.over is None:
                self.under = self.active
            elif name in self.covered:
                del self.covered[self.covered.index(name) :]
            elif name != self.over:
                self.covered.append(self.over)
            self.over = name
        elif self.over is not None and name not in self.layout_for(name).panes:
            self.over = None
        await self.pane(name)
        if name == "entities":
            self.publish(NamesPaneShown())
        self.set_active(name)

    async def close_over(self) -> None:
        """Close what lies over the panes and go back to where it was opened."""
        if self.covered:
            self.over = self.covered.pop()
            await self.go_to_pane(self.over)
            return
        self.over = None
        await self.go_to_pane(self.under if self.under not in OVER else "article")

    @property
    def mover(self) -> Movable:
        """The widget that has the focus."""
        widget: Any = self.existing(self.active) or self.list
        return widget  # type: ignore[no-any-return]

    # --- the list and the article ---

    def load_articles(self) -> None:
        """Ask the collection for its articles again."""
        self.state.articles = self.guarded(self.collection.articles, ())
        self._ids = None

    def ids(self) -> Sequence[str]:
        """Return the ids of all articles in the list's order, without building the articles where the collection can spare it."""
        if self._ids is None:
            known = getattr(self.state.articles, "ids", None)
            self._ids = known if known is not None else [article.id for article in self.state.articles]
        return self._ids

    def article(self, id: str) -> Article | None:
        """Return the article, or None if it is not in the folder (any more)."""
        try:
            return self.collection.article(id)
        except NotFoundError:
            return None

    def outline(self, id: str) -> Article | None:
        """Return the article with what a list shows of it; None if it is not there."""
        found = next(iter(self.collection.outlines([id])), None)
        return self.article(id) if found is None else found

    def show_list(self) -> None:
        """Show the articles that the search, or else the filters, leave."""
        matching, results = self.search.found_articles(), self.state.results
        if matching is not None and results is not None:
            self.list.empty = self.search.empty_words()
            chosen, hits = matching, results.counts
        else:
            self.list.empty = self.filters.empty_words()
            chosen, hits = self.filters.apply(self.state.articles), None
        chosen = self.arrangement.in_order(chosen)
        new = {} if self.state.query else self.arrangement.new_counts()
        if new:
            hits = new
        self.list.show(
            chosen, read=self.state.read, starred=self.state.starred, hits=hits, unit="new" if new else "hit",
            groups=self.arrangement.groups(), total=len(self.ids()) if self.state.filters.on else 0,
        )  # fmt: skip
        if (self._from_top, self.key_time) == (True, 0.0):
            self.list.to_top()
        self.show_header()

    def on_mouse_down(self) -> None:
        self._from_top = False

    def follow_list(self) -> None:
        """Show the article under the list's cursor, or the page of the story there; in a search, the first article found of a story."""
        self.not_soon("article")
        story = None if self.state.query else self.list.story
        if story is not None:
            self.publish(StoryWanted(story))
            return
        ids = self.list.chosen[:1]
        if not ids:
            self.show_article("")
        elif ids[0] != self.state.shown:
            self.show_article(ids[0])

    def show_article(self, id: str, offset: int | None = None) -> None:
        """Show an article: at ``offset`` (code points), else at the first hit of the search, else at its top."""
        state, new = self.state, bool(id) and id != self.state.shown
        if state.page is not None:
            state.page = None
            self.set_active(self.active)
        if not id:
            state.document, state.quotations = None, ()
            self.view.show(None)
        elif new:
            state.document = self.collection.document(id)
            state.quotations = self.guarded(lambda: self.collection.quotations(id), ())
            self.view.show(state.document, state.quotations, offset=offset or 0)
        if state.document is not None and offset is not None:
            self.view.go_to(offset)
        self.publish(ArticleShown(new=new, keep_place=offset is not None))

    def show_story(self, story: Story) -> Any:
        """Put the page of a story in the place of the article and return it; nothing acts on the article behind it."""
        pane = self.story_pane()
        if self.state.document is not None:
            self.show_article("")
        self.state.page = story
        self.set_active(self.active)
        return pane

    @property
    def center(self) -> str:
        return "article" if self.state.page is None else "story"

    def reload_article(self) -> None:
        """The collection may know more now: show the same article again, at the same place."""
        if self.state.document is None:
            return
        id, cursor = self.state.shown, self.view.cursor
        if self.article(id) is None:
            return  # it left the folder: what is being read stays on the screen
        document = self.collection.document(id)
        quotations = self.guarded(lambda: self.collection.quotations(id), ())
        same = document == self.state.document
        if same and list(quotations) == list(self.state.quotations):
            return
        if document.text != self.state.document.text:
            # The text changed on disk: find the words that were under the cursor.
            words = self.state.document.text[cursor : cursor + 40]
            cursor = max(0, document.text.find(words)) if words else 0
        self.state.document, self.state.quotations = document, quotations
        if same:
            self.view.set_quotations(quotations)
            self.publish(QuotationMoved())
            return
        self.view.show_again(document, quotations, cursor)
        self.publish(ArticleShown(new=False, keep_place=True))

    async def choose(
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
        if not self.list.select(id) and self.state.query:
            self.search.clear()
            self.list.select(id)
        self.over = None
        self.show_article(id, offset)
        await self.go_to_pane("article")

    # --- the port of the controllers ---

    @property
    def analysed(self) -> bool:
        """Everything that can be known of the folder is known."""
        return self.folder_sync.analysed

    @property
    def typing(self) -> bool:
        """A line is being typed into."""
        return self.field is not None

    @property
    def restore_wanted(self) -> bool:
        return self.briefing.restore_wanted

    @property
    def settings(self) -> Settings:
        return self.briefing.settings

    @property
    def preferences_folder(self) -> Path:
        return self.briefing.preferences_folder

    def write_terminal(self, text: str) -> None:
        self.briefing.write_terminal(text)

    def target(self) -> Target | None:
        """Return what stands under the cursor of the pane that has the focus, or None if there is nothing to act on."""
        pane: Any = self.existing(self.active)
        target: Target | None = getattr(pane, "target", None)
        if target is None:
            return None
        if target.entity is not None and "article" in self.shape.panes:
            return self._with_passage(replace(target, article=self.state.shown))
        if target.span is not None and (target.quotation, target.clipping) == (None, None) and self.active != "article":
            return self._with_quotation(target)
        return target

    def chosen(self) -> Sequence[str]:
        """Return the ids of the articles that an action on whole articles is for."""
        if self.active == "list":
            marked = [id for id in self.list.order if id in self.state.marked] if self.state.marked else []
            return marked or self.list.chosen
        target = self.target()
        if target is None:
            return []
        if target.story is not None:
            return target.story.articles
        return [target.article] if target.article else []

    def _with_passage(self, target: Target) -> Target:
        """Return a name's ``target`` with the passage under the article's cursor, where a mention of it there was gone to."""
        mention, passage = self.state.mention, self.view.target
        gone_to = None if mention is None else mention.article
        if passage is None:
            return target
        return replace(passage, entity=target.entity) if gone_to == passage.article else target

    def _with_quotation(self, target: Target) -> Target:
        """Return ``target`` with the quotation that holds its words, if one does."""
        start, end = target.span or (0, 0)
        for quotation in self.guarded(lambda: self.collection.quotations(target.article), ()):
            if quotation.span[0] <= start and end <= quotation.span[1]:
                return replace(target, quotation=quotation.id)
        return target

    def publish(self, message: ReaderMessage) -> None:
        """Tell every controller that has a method for ``message``; what takes time goes on by itself."""
        for hear in self._who_hears(type(message)):
            result = hear(message)
            if inspect.isawaitable(result):
                self.start(result)

    async def announce(self, message: ReaderMessage) -> None:
        """Tell every controller that has a method for ``message`` and wait until each is done."""
        for hear in self._who_hears(type(message)):
            await finish(hear(message))

    def _who_hears(self, kind: type[ReaderMessage]) -> list[Callable[[Any], object]]:
        if kind not in self._hearers:
            name = "on_" + re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
            methods = (getattr(controller, name, None) for controller in self.controllers)
            self._hearers[kind] = [method for method in methods if method is not None]
        return self._hearers[kind]

    def notify_person(self, text: str, *, kind: str = "information", alone: bool = False) -> None:
        """Show a short sentence until the next key; ``alone``: in place of those that still stand there."""
        if alone:
            self.briefing.clear_notices()
        self.briefing.notice(text, kind=kind)

    @property
    def said(self) -> Sequence[str]:
        """What was said since the reader was opened, the newest last."""
        return self.briefing.said

    def unsay(self, text: str) -> None:
        """Take a sentence away that is no longer true."""
        self.hints.take_back(text)

    def fault(self, error: BaseException) -> None:
        self.briefing.fault(error)

    async def ask(
        self,
        label: str,
        value: str = "",
        *,
        submitted: Callable[[str], object],
        changed: Callable[[str], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        hints: Sequence[tuple[str, str]] = (("Enter", "done"), ("Esc", "leave")),
        keys: Mapping[str, Callable[[], object]] | None = None,
        selected: bool = False,
    ) -> None:
        """Open the line over the footer and have a text typed; ``keys`` are further keys and what they do; ``selected``: what is typed
        replaces ``value``."""
        prompt = await self.bottom_line()
        prompt.ask(label, value, submitted=submitted, changed=changed, cancelled=cancelled, hints=hints, keys=keys)
        if selected:
            prompt.select_all()

    def ask_key(self, take: Callable[[str], object], hints: Sequence[tuple[str, str]] = ()) -> None:
        """Have the next key, whatever it is, go to ``take``; ``hints`` stand in the footer meanwhile."""
        self.awaiting = take
        self.hints.show(list(hints), needed=True)

    async def copy(self, text: str, what: str) -> None:
        """Put ``text`` on the clipboard and say so; ``what`` names it."""
        await self.citing.copy(text, what)

    def after(self, seconds: float, call: Callable[[], object]) -> Any:
        """Do ``call`` in some seconds; the answer has ``stop()``."""
        return self.set_timer(seconds, lambda: self._unharmed(call))

    def start(self, work: Any) -> None:
        """Let a coroutine run by itself; what fails in it is a notice, not the end."""
        self.run_worker(self._unharmed(lambda: work))

    async def _unharmed(self, call: Callable[[], object]) -> None:
        try:
            await finish(call())
        except Exception as error:
            self.briefing.fault(error)

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Give the terminal to another program."""
        failed: Exception | None = None
        with self.app.suspend():
            try:
                yield
            except Exception as error:  # which would leave the terminal given away for good
                failed = error
        self.refresh(layout=True)
        if failed is not None:
            raise failed

    def leave(self) -> None:
        """End the reader."""
        self.app.exit(0)

    def take_preferences(self, **values: str | int | bool) -> None:
        """Take and remember what a person chose: a theme, a style, the width of a pane."""
        old = {name: getattr(self.state.preferences, name) for name in values}
        self.wear_preferences(**values)
        if old != values:
            self.publish(PreferencesTaken(old, values))

    def wear_preferences(self, **values: str | int | bool) -> None:
        """Show things as ``values`` say and remember that; nobody is told."""
        if "theme" in values:
            self.app.theme = themes.NAMES[str(values["theme"])]
        self.state.preferences = self.state.preferences.changed(**values)
        self.save(self.state.preferences.remember)

    # --- the mouse: what a click chose, and where the focus went ---

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        name = event.widget.id or ""
        # An event that tells of an earlier focus comes late when keys come fast: only where the focus is now counts.
        here = event.widget is self.focused and name in keymap.PANES and name != self.active
        if here and self.ready and self.field is None:
            self.set_active(name)

    def on_article_list_highlighted(self) -> None:
        # When the list changes by itself (a file was removed), what is being read stays.
        if (self.ready, self.active) == (True, "list"):
            self.soon("article", self.follow_list)

    def on_article_view_cursor_moved(self) -> None:
        self.publish(QuotationMoved())
        self.publish(PlaceChanged())

    def on_entity_panel_highlighted(self) -> None:
        self.publish(NameMoved())

    def on_sources_strip_measured(self) -> None:
        self.fit_sources()

    def on_cite_as_view_chosen(self) -> None:
        self.queue(self.perform, "cite_once")

    def on_article_view_chosen(self) -> None:
        self.queue(self.perform, "activate")

    def on_hint_bar_pressed(self, event: HintBar.Pressed) -> None:
        """A click on a hint is its key."""
        if (key := pressed(event.key, event.column)) is not None:
            self.queue(self.key, events.Key(*key))

    def on_row_list_chosen(self) -> None:
        """A double click on a row is Enter."""
        self.awaiting = None
        self.queue(self.key, events.Key("enter", None))

    # --- header and footer ---

    @property
    def widths(self) -> Widths:
        preferences = self.state.preferences
        return Widths(
            preferences.list_width, preferences.names_width, preferences.sources_width, preferences.names_hidden
        )

    @property
    def typing_search(self) -> bool:
        return self.field is not None and self.field is self.existing("search")

    def show_header(self) -> None:
        if self.shape.arrangement == "tiny":
            return
        searched = self.hits.words or self.search.words(self.hits.position())
        standing = self.collection.archive.standing if self.collection.archive is not None else ""
        passing = (self.state.watched_words, self.margin.words, self.state.sync_words, standing)
        self.header.show(self.filters.heading(), searched, self.search.shown_query, passing)

    def _opened_from(self) -> str:
        """Return the pane that leaving the article or the page leads back to, "" where it was opened from the list."""
        opened = self.state.opened_here
        if opened is None:
            return ""
        leaves = self.keys == self.active and way_back(self, self.state) == LEAVE
        return opened.pane if leaves else ""

    def tell_way_back(self) -> None:
        """Write the footer anew if going back leads elsewhere than it says."""
        if self._told != self._opened_from():
            self.show_hints()

    def show_guide(self) -> None:
        """Show the line of the first steps that belongs beside the pane with the focus, if one does and nothing is typed."""
        done, known = self.state.steps_done, self.existing("guide")
        if done is None and known is None:
            return
        from briefing.tui.keys import first_steps

        place = None if done is None else first_steps.next_step(self.active, done)
        line: Any = known if known is not None else self.guide_line()
        line.display = place is not None and self.field is None and self.app.size.height >= GUIDED_FROM
        if place is not None:
            number = f"{place + 1}/{len(first_steps.STEPS)}"
            aside = "Esc: no more of these" * (self.active == "list")
            line.say(number, first_steps.said(first_steps.STEPS[place]), aside)

    def show_hints(self) -> None:
        if self.awaiting is None:
            self._told = self._opened_from()
            pairs = (
                self.field.hints
                if self.field is not None
                else keymap.hints(
                    self.keys,
                    going_back=self.state.going_back,
                    opened_from=self._told,
                    searched=bool(self.state.answer.articles),
                )
            )
            typed = self.field is not None
            walking = self.names.walking() if self.keys == "article" else ""
            if not typed and walking:
                pairs = [(keymap.first_key(keymap.row("next_mention")), walking), *pairs]
            if (not typed and self.keys == "story") and getattr(self.target(), "quotation", None) is None:
                compare = keymap.row("compare")
                pairs = [pair for pair in pairs if pair != (keymap.first_key(compare), compare.hint)]
            if (typed, self.keys, self.center) == (False, "list", "story"):
                right = keymap.row("right")
                pairs = [(key, "story" if word == right.hint else word) for key, word in pairs]
            self.hints.show(_few(pairs) if self.shape.arrangement == "one" else pairs, needed=typed)
        self.show_guide()


def _few(pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Return the first five hints; where the way to the help is one, it is among them."""
    way = [pair for pair in pairs[5:] if pair[1] == keymap.row("help").hint]
    return [*pairs[: 5 - len(way)], *way]
