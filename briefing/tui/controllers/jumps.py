"""The keys back and forward through the places that a person came from: articles at their character, hits, names, comparisons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from briefing.tui.controllers.base import Controller
from briefing.tui.jump_list import JumpList, Place
from briefing.tui.keys.keymap import BACK_AND_FORWARD
from briefing.tui.messages import (
    ActionDone,
    ComparisonWanted,
    HitsWanted,
    PlaceAsked,
    PlaceWanted,
    QueryRecalled,
    SaidWanted,
    StoryWanted,
)

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState

STEPS: Final = frozenset({"down", "up", "page_down", "page_up", "next_quotation", "previous_quotation"})
"""Actions that walk within a place; every other one that moves an article's cursor is a jump."""

HITS: Final = frozenset({"next_hit", "previous_hit"})
"""Actions that walk through the hits of a search: however many steps it takes, the walk is one place, its last."""

PASSING: Final = frozenset({"menu", "details", "cite"})
"""Panes that are looked into and left: nobody comes back to them."""

ROWS: Final = frozenset({"compare", "coverage", "differences", "said", "hits", "copies", "notebook", "presentation"})
"""Panes whose place is a row."""

OPENERS: Final = ROWS | {"story"}
"""Panes from whose rows articles are opened."""

OPENING: Final = frozenset({"activate", "compare_open"})
"""Actions that open the article of a row."""

CLOSING: Final = frozenset({"back", "clear_search"})
"""Actions by which a search is closed for good."""

RETURNING: Final = frozenset({"back", *BACK_AND_FORWARD})
"""Actions that lead to where one was, with the search of that place."""


class JumpController(Controller):
    """The list of places, and the way along it."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._jumps = JumpList()
        self._here: Place | None = None
        """Where the reading is, or was before somebody went to look through the list."""
        self._pane = ""
        """The pane that had the focus before the action that is done now."""
        self._before_names: Place | None = None
        """Where one was before the names were gone to last."""
        self._before_sources: tuple[str, Place] | None = None
        """The article whose sources were opened from the page of a story, and the line there."""
        self._hits_walked: str | None = None
        """The query whose hits are being walked through."""

    # --- where one is ---

    def place(self) -> Place:
        """Return the place that has the focus now."""
        return replace(self._unscrolled(), scrolled=self._scrolled())

    def _scrolled(self) -> tuple[tuple[str, int], ...]:
        """Return how far the pane with the focus, the list and the article or page beside it are scrolled."""
        widgets = ((name, self.port.existing(name)) for name in {self.port.active, self.port.center, "list"})
        return tuple((name, widget.scrolled) for name, widget in widgets if widget is not None)

    def _unscrolled(self) -> Place:
        port, state = self.port, self.state
        pane: Any = port.existing(port.active)
        offset = port.view.cursor if state.document is not None else 0
        here = Place(port.active, state.shown, offset, state.kept_query)
        if state.page is not None:
            rows = port.existing("story").row
            return Place(port.active, query=state.kept_query, story=state.page, row=(rows, 0))
        if port.active not in (*ROWS, "entities"):
            return here
        row = (pane.row, getattr(pane, "column", 0))
        comparison = getattr(pane, "comparison", None)
        if comparison is None:
            return replace(here, row=row, name=getattr(pane, "name_id", ""))
        pivot = comparison.witnesses[0].quotation if comparison.witnesses else ""
        return Place(here.pane, here.article, here.offset, here.query, comparison.statement.id, pivot, row)

    def on_action_done(self, message: ActionDone) -> None:
        """Remember the place that was left, if this was a jump."""
        self._note_going_back(message.action)
        if self.port.typing or self.port.active in PASSING:
            return
        here, before = self.place(), self._here
        came_from, self._pane = self._pane, here.pane
        if before is None:
            self._here = here
            return
        if all((here.pane == "list" != before.pane, here.query == before.query)):
            self.state.opened.clear()
            return  # the list is looked through: what was read before is left when something else is opened
        self._here = here
        if message.action in CLOSING and not here.query:
            self._jumps.forget_query(before.query)
            before = replace(before, query="")
        if came_from == before.pane:
            self._note_opened(message.action, here, before)
        if here.pane == "entities" != before.pane:
            self._before_names = before
        if message.action == "who_else":
            self._before_sources = (here.article, before) if before.pane in OPENERS else None
        if any((self._walks_hits(message.action, here, before), here.pane == before.pane == "list")):
            return
        jumped = message.action not in STEPS and here.pane == "article" and here.offset != before.offset
        if here.screen != before.screen or jumped:
            self._jumps.leave(before)

    def _note_opened(self, action: str, here: Place, before: Place) -> None:
        """Remember the row from which an article was opened; who goes through the list, or searches, opens from there."""
        before_it = len(self.state.opened)
        searched = all((action not in RETURNING, here.query not in ("", before.query)))
        if any((here.pane == "list", searched)):
            self.state.opened.clear()
        elif all((action in OPENING, here.pane == "article", before.pane in OPENERS)):
            self.state.opened.append((before, here.article))
        elif here.story is not None and (here.pane, before.pane, action) == ("story", "article", "fold"):
            self.state.opened.append((before, here.story.id))
        if len(self.state.opened) != before_it:
            self.port.show_hints()

    def _note_going_back(self, action: str) -> None:
        """Have the keys back and forward mean that in every pane until another key; a number before them is none."""
        going_back = action in BACK_AND_FORWARD
        if action != "count" and going_back != self.state.going_back:
            self.state.going_back = going_back
            self.port.show_hints()

    def _walks_hits(self, action: str, here: Place, before: Place) -> bool:
        """Return whether this was a further step through the hits of one search: the search and its first hit, then each next one."""
        if action in HITS:
            walked, self._hits_walked = self._hits_walked, here.query
            return walked == here.query
        if here.query not in ("", before.query):
            self._hits_walked = here.query
        elif action != "count":
            self._hits_walked = None
        return False

    # --- keys ---

    async def do_leave_names(self) -> None:
        """Go back to where one was before the names were opened."""
        if self._before_names is None:
            await self.port.go_to_pane("list")
        else:
            self.port.set_active("article")  # what was opened over the article is closed to there, and not to the names
            await self._go(self._before_names, noted=False)

    async def do_leave_article(self) -> None:
        """Go back to the row from which the article was opened."""
        place, _ = self.state.opened.pop()
        await self._go(place, noted=False)

    async def do_leave_sources(self) -> None:
        """Close the sources; where they were opened from the page of a story, go back to its line."""
        self.port.sources_open = False
        self.port.set_active("article")
        opened, self._before_sources = self._before_sources, None
        if opened is not None and opened[0] == self.state.shown:
            await self._go(opened[1], noted=False)

    def on_place_asked(self, message: PlaceAsked) -> None:
        message.taken(self.place())

    async def on_place_wanted(self, message: PlaceWanted) -> None:
        """Go to a place that somebody marked."""
        await self._go(message.place, noted=False)

    async def do_jump_back(self) -> None:
        place = self._jumps.back(self.place())
        if place is None:
            self.say("no place before this one")
        else:
            await self._go(place)

    async def do_jump_forward(self) -> None:
        place = self._jumps.forward(self.place())
        if place is None:
            self.say("no place after this one")
        else:
            await self._go(place)

    async def _go(self, place: Place, *, noted: bool = True) -> None:
        """Go to a place; ``noted``: it is in the list of places already."""
        port = self.port
        if place.query != self.state.kept_query:
            await port.announce(QueryRecalled(place.query))
        if place.article and port.article(place.article) is None:
            self.say("that article has left the folder")
        elif place.article:
            port.list.select(place.article)
            port.show_article(place.article, place.offset)
        port.covered.clear()
        if place.pane not in ROWS:
            port.over = None
        if place.story is not None:
            port.list.select_story(place.story.id)
            port.publish(StoryWanted(place.story))
        if place.statement:
            await port.announce(ComparisonWanted(place.statement, place.pivot))
        if place.pane == "hits":
            await port.announce(HitsWanted())
        if place.name:
            await port.announce(SaidWanted(place.name))
        await port.go_to_pane(place.pane)
        if place.story is not None:
            port.existing("story").go_to_cell(*place.row)
        elif place.pane in (*ROWS, "entities"):
            port.existing(place.pane).go_to_cell(*place.row)
        self._scroll_back(place)
        port.queue(self._scroll_back, place)  # once more: a pane that was hidden has its lines only now
        if noted:
            self._here = self.place()

    def _scroll_back(self, place: Place) -> None:
        """Scroll the panes to where they were, unless the person has gone on."""
        if self.place() != place:
            return
        for name, scrolled in place.scrolled:
            pane: Any = self.port.existing(name)
            pane.scroll_back(scrolled)
        if self._here == place:
            self._here = place
