"""The keys back and forward through the places that a person came from: articles at their character, hits, names, comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefing.tui.controllers.base import Controller
from briefing.tui.jump_list import JumpList, Place
from briefing.tui.messages import ActionDone, ComparisonWanted, QueryRecalled, StoryWanted

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState

STEPS: Final = frozenset({"down", "up", "page_down", "page_up", "next_quotation", "previous_quotation"})
"""Actions that walk within a place; every other one that moves an article's cursor is a jump."""

PASSING: Final = frozenset({"menu", "details", "cite"})
"""Panes that are looked into and left: nobody comes back to them."""

ROWS: Final = frozenset({"compare", "coverage", "differences", "copies", "notebook", "presentation"})
"""Panes whose place is a row."""


class JumpController(Controller):
    """The list of places, and the way along it."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._jumps = JumpList()
        self._here: Place | None = None
        """Where the reading is, or was before somebody went to look through the list."""

    # --- where one is ---

    def place(self) -> Place:
        """Return the place that has the focus now."""
        port, state = self.port, self.state
        pane: Any = port.existing(port.active)
        offset = port.view.cursor if state.document is not None else 0
        here = Place(port.active, state.shown, offset, state.kept_query)
        if state.page is not None:
            rows = port.existing("story").row if port.active == "story" else 0
            return Place(port.active, query=state.kept_query, story=state.page, row=(rows, 0))
        if port.active not in (*ROWS, "entities"):
            return here
        row = (pane.row, getattr(pane, "column", 0))
        comparison = getattr(pane, "comparison", None)
        if comparison is None:
            return Place(here.pane, here.article, here.offset, here.query, row=row)
        pivot = comparison.witnesses[0].quotation if comparison.witnesses else ""
        return Place(here.pane, here.article, here.offset, here.query, comparison.statement.id, pivot, row)

    def on_action_done(self, message: ActionDone) -> None:
        """Remember the place that was left, if this was a jump."""
        if self.port.typing or self.port.active in PASSING:
            return
        here, before = self.place(), self._here
        browsing = here.pane == "list" and before is not None and before.pane != "list"
        if browsing and here.query == (before.query if before is not None else ""):
            return  # the list is looked through: what was read before is left when something else is opened
        self._here = here
        if before is None or (here.pane == before.pane == "list"):
            return
        jumped = message.action not in STEPS and here.pane == "article" and here.offset != before.offset
        if here.screen != before.screen or jumped:
            self._jumps.leave(before)

    # --- keys ---

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

    async def _go(self, place: Place) -> None:
        port = self.port
        if place.query != self.state.kept_query:
            await port.announce(QueryRecalled(place.query))
        if place.article and port.article(place.article) is None:
            self.say("that article has left the folder")
        elif place.article:
            port.list.select(place.article)
            port.show_article(place.article, place.offset)
        if place.pane not in ROWS:
            port.over = None
        if place.story is not None:
            port.list.select_story(place.story.id)
            port.publish(StoryWanted(place.story))
        if place.statement:
            await port.announce(ComparisonWanted(place.statement, place.pivot))
        await port.go_to_pane(place.pane)
        if place.pane in (*ROWS, "entities", "story"):
            pane: Any = port.existing(place.pane)
            pane.go_to_cell(*place.row)
        self._here = self.place()
