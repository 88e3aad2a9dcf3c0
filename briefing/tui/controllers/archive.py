"""What the reader does on an archive and not on a folder: follows the list with further pages, asks who else carries a quotation, and tells the
others when the archive has sent more or does not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.errors import NotFoundError
from briefing.tui.controllers.base import Controller
from briefing.tui.messages import ActionDone, ArchiveChanged, QueryChanged

if TYPE_CHECKING:
    from briefing.collection.archive.view import ArchiveView
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState

LOOK: Final = 0.25
"""Seconds between two looks at what the archive has sent."""

AHEAD: Final = 30
"""Rows before the end of the list at which what follows is fetched."""

CARRIED: Final = ("who_else", "compare")
"""Actions that ask who else carries the quotation under the cursor."""


class ArchiveController(Controller):
    """The archive's side of the reader."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        if collection.archive is None:
            raise ValueError("there is no archive")
        self.archive: ArchiveView = collection.archive
        self._version = self.archive.version
        self._looking = False
        self._waiting = False
        """Whether the end of the list came near while a page was being fetched: it is looked at again."""

    def on_action_done(self, message: ActionDone) -> None:
        if message.action in CARRIED:
            self._look_for_carriers()
        if self.port.active == "list":
            self._follow_list()

    def on_query_changed(self, message: QueryChanged) -> None:
        if self.state.results is None:
            self.archive.leave_search()
        self.start()

    def on_article_shown(self, message: object) -> None:
        self.start()

    def start(self) -> None:
        """Begin to look, from time to time, for what the archive has sent."""
        if not self._looking:
            self._looking = True
            self._look()

    def _look(self) -> None:
        if not self.port.view.is_attached:
            return  # the reader is being left
        if self.archive.version != self._version:
            self._version = self.archive.version
            self.port.publish(ArchiveChanged())
        if self._waiting:
            self._follow_list()
        self.port.after(LOOK, self._look)

    def _follow_list(self) -> None:
        """Have what follows fetched when the end of the list comes near."""
        rows = self.port.list
        busy = self.archive.fetching
        near = rows.position >= rows.count - AHEAD
        self._waiting = near and not self.archive.more() and busy

    def _look_for_carriers(self) -> None:
        quotation = self.quotation
        if quotation is None:
            return
        try:
            asked = self.archive.look_for_carriers(quotation.id)
        except NotFoundError:
            return
        if asked:
            self.say("asking the archive who else carries this")
