"""The keys back and forward through the places that a person came from: articles at their character, hits, names, comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.tui.controllers.base import Controller
from briefing.tui.jump_list import JumpList, Place
from briefing.tui.keys.keymap import BACK_AND_FORWARD
from briefing.tui.messages import ActionBegins, ActionDone, PlaceAsked, PlaceWanted, TerminalResized
from briefing.tui.views import ROWS, Views

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState

STEPS: Final = frozenset({"down", "up", "page_down", "page_up", "next_quotation", "previous_quotation"})
"""Actions that walk within a place; every other one that moves an article's cursor is a jump."""

HITS: Final = frozenset({"next_hit", "previous_hit"})
"""Actions that walk through the hits of a search: however many steps it takes, the walk is one place, its last."""

NOWHERE: Final = Place("")
"""Before the first key."""

PASSING: Final = frozenset({"menu", "details", "cite"})
"""Panes that are looked into and left: nobody comes back to them."""

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
        self._here = NOWHERE
        """Where the reading is, or was before somebody went to look through the list."""
        self._pane = ""
        """The pane that had the focus before the action that is done now."""
        self._views = Views(port, state)
        self._gone = False
        """The action that is being done went back to a place that had been left."""
        self._hits_walked: str | None = None
        """The query whose hits are being walked through."""

    # --- where one is ---

    def on_action_begins(self, message: ActionBegins) -> None:
        """Take down the place as it stands now: what is done next may leave it."""
        self._views.release()
        if self._passing:
            return
        here, before = self._views.place(), self._here
        if _looks_through(here, before):
            return
        if here.screen != before.screen != NOWHERE.screen:
            self._jumps.leave(before)  # a click, or what had been waited for, led here
        self._here, self._pane = here, here.pane

    @property
    def _passing(self) -> bool:
        """Something is typed, or looked into and left."""
        return any((self.port.typing, self.port.active in PASSING))

    def on_terminal_resized(self, message: TerminalResized) -> None:
        """What is read stays where it is by other rules than a pane that comes back."""
        self._views.release()

    def on_action_done(self, message: ActionDone) -> None:
        """Remember the place that was left, if this was a jump."""
        self._note_going_back(message.action)
        if self._passing:
            return
        here, before = self._views.place(), self._here
        came_from, self._pane = self._pane, here.pane
        gone, self._gone = self._gone, False
        if before is NOWHERE:
            self._here = here
            return
        if _looks_through(here, before):
            self.state.opened.clear()
            return  # the list is looked through: what was read before is left when something else is opened
        self._here = here
        if (message.action in CLOSING) > bool(here.query):
            self._jumps.forget_query(before.query)
            before = before.without_query(before.query)
        if (came_from, gone) == (before.pane, False):
            self._note_opened(message.action, here, before)
        if _opens_names(message.action, here, before):
            self.state.before_names = before
        if message.action == "who_else":
            self.state.before_sources = (here.article, before) if before.pane in OPENERS else None
        if self._walks_hits(message.action, here, before):
            return
        jumped = message.action not in STEPS and here.pane == "article" and here.offset != before.offset
        among = (message.action, here.pane, before.pane) == ("who_else", "sources", "article")
        if here.screen != before.screen or jumped or among:
            self._jumps.leave(before)

    def _note_opened(self, action: str, here: Place, before: Place) -> None:
        """Remember the row from which an article was opened; who goes through the list, or searches, opens from there."""
        before_it = len(self.state.opened)
        searched = action not in RETURNING and here.query not in ("", before.query)
        if here.pane == "list" or searched:
            self.state.opened.clear()
        elif action in OPENING and here.pane == "article" and before.pane in OPENERS:
            self.state.opened.append((before, here.article))
        elif here.story is not None and (here.pane, before.pane, action) == ("story", "article", "fold"):
            self.state.opened.append((before, here.story.id))
        if len(self.state.opened) != before_it:
            self.port.show_hints()

    def _note_going_back(self, action: str) -> None:
        """Have the keys back and forward mean that in every pane until another key; a number before them is none."""
        if action == "count":
            return
        before, self.state.going_back = self.state.going_back, {}
        if action in BACK_AND_FORWARD:
            here = self._views.place()
            ways = zip(BACK_AND_FORWARD, (self._jumps.before(here), self._jumps.after(here)), strict=True)
            self.state.going_back = {way: "" if place is None else place.pane for way, place in ways}
        if before != self.state.going_back:
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
        if self.state.before_names is None:
            await self.port.go_to_pane("list")
        else:
            await self._go(self.state.before_names)

    async def do_leave_article(self) -> None:
        """Go back to the row from which the article was opened."""
        place, _ = self.state.opened.pop()
        await self._go(place)

    async def do_leave_sources(self) -> None:
        """Close the sources; where they were opened from the row of another pane, go back to it."""
        self.port.sources_open = False
        self.port.set_active("article")
        opened, self.state.before_sources = self.state.before_sources, None
        if opened is not None and opened[0] == self.state.shown:
            await self._go(opened[1])

    def on_place_asked(self, message: PlaceAsked) -> None:
        message.taken(self._views.place())

    async def on_place_wanted(self, message: PlaceWanted) -> None:
        """Go to a place that somebody marked."""
        await self._go(message.place)

    async def do_jump_back(self) -> None:
        here = self._views.place()
        if _looks_through(here, self._here):
            self._jumps.leave(self._here)  # what was read before the list was gone through
        await self._go_along(self._jumps.back(here), "no place before this one")

    async def do_jump_forward(self) -> None:
        await self._go_along(self._jumps.forward(self._views.place()), "no place after this one")

    async def _go_along(self, place: Place | None, end: str) -> None:
        """Go to a place of the list of places; ``end`` is said where there is none."""
        if place is None:
            self.say(end)
            return
        await self._go(place)
        self._here = self._views.place()

    async def _go(self, place: Place) -> None:
        await self._views.bring_back(place)
        self._gone = True


def _opens_names(action: str, here: Place, before: Place) -> bool:
    """Return whether an action led on to the names; one that led back to them, or closed what lay over them, leaves their way back as it is."""
    if action in RETURNING:
        return False
    closed = before.view.below if here.view.over is None else ""
    return here.pane == "entities" not in (before.pane, closed)


def _looks_through(here: Place, before: Place) -> bool:
    """Return whether the list is gone through to look for something, and another place is the one that is read."""
    return here.pane == "list" != before.pane and here.query == before.query and before is not NOWHERE
