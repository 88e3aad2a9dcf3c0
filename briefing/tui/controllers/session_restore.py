"""Coming back to where the last session ended: the session is saved while one reads and found again at the next start.

Where what is derived from the folder was deleted, the article is not there at the start: the way back then waits until it has
been read, and is dropped only if the person has gone to another place of their own choice in the meantime.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefing.tui.controllers.base import Controller
from briefing.tui.finding.name_filter import known_names
from briefing.tui.messages import CollectionChanged, FiltersChanged, FolderSynced, PlaceChanged
from briefing.tui.session_state import Session
from briefing.tui.workers import NewestOnly

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState

SAVE_AFTER: Final = 1.0
"""Seconds after a change of place when the session is saved."""


KEPT_PANES: Final = {"list": "list", "story": "list", "entities": "entities"}
"""Pane -> the one that has the focus at the next start; every other one is left for the article."""


class SessionController(Controller):
    """The session of the folder."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self.waits = False
        """The article of the last session is not there yet."""
        self._last: Session | None = None
        """The last session, until all of it has been found again: it is not written over before."""
        self._save_timer: Any = None
        self._worker = NewestOnly("briefing-session", port.queue)

    def last(self) -> Session:
        """Return the session that is to be gone back to; blank if none is wanted."""
        if not self.port.restore_wanted:
            return Session()
        session = Session.from_json(self.port.guarded(self.collection.state.session, {}))
        self.state.looked = session.looked
        return session

    # --- the way back ---

    def wait_for(self, session: Session) -> None:
        """Go back to ``session`` when its article has been read, if it is not there now."""
        if session.article and self.port.article(session.article) is None:
            self.waits, self._last = True, session

    def place(self) -> tuple[str, str, int]:
        """Return the article under the list's cursor, the one that has the focus ("" if none) and the place in it."""
        port = self.port
        current = port.list.current
        reading = self.state.document is not None and port.active == "article"
        return current.id if current is not None else "", self.state.shown if reading else "", port.view.cursor

    def key_done(self, before: tuple[str, str, int]) -> None:
        """A key was pressed at the :meth:`place` ``before``: who goes to an article of their own choice is not called back."""
        after = self.place()
        if after[0] != before[0] or (after[1] != "" and after != before):
            self._last, self.waits = None, False

    async def come_back(self) -> None:
        """The folder is being read again from the start: go to where the last session ended as soon as that is there."""
        port, session = self.port, self._last
        if not self.waits or session is None or port.article(session.article) is None:
            return
        if port.typing_search or self.state.kept_query != session.query:
            self._last, self.waits = None, False
        elif port.list.select(session.article):
            self.waits = False
            port.show_article(session.article, session.offset)
            if port.over is not None:
                port.under = session.pane  # what was opened over it (the help, the details) stays until it is closed
            elif session.pane in ("article", "entities"):
                await port.go_to_pane(session.pane)

    def arrived(self) -> None:
        """A look through the folder has ended: once names are known, the list is filtered by those it was filtered by."""
        session = self._last
        if self.waits or session is None:
            return  # a file that is still being written is read by a later look
        named = session.entities or session.without
        if not named or self.port.analysed:
            self._last = None
            if not self.state.filters.by_name:
                self._filter_by(session)

    def _filter_by(self, session: Session) -> None:
        """Filter the list by the names of the last session."""
        filters = self.state.filters
        filters.names = known_names(self.collection, session.entities)
        filters.without = known_names(self.collection, session.without)
        if filters.by_name:
            self.port.publish(FiltersChanged(by_person=False))

    # --- saving ---

    def on_place_changed(self, message: PlaceChanged) -> None:
        """Save in a moment what the session remembers."""
        if self._save_timer is None and self.port.ready:
            self._save_timer = self.port.after(SAVE_AFTER, self._save_behind)

    def on_collection_changed(self, message: CollectionChanged) -> None:
        if self.waits:
            self.port.queue(self.come_back)

    async def on_folder_synced(self, message: FolderSynced) -> None:
        await self.come_back()
        self.arrived()

    def save(self) -> None:
        """Save where the reader is, at once: it is being left."""
        self._worker.close()
        session = self._session()
        if session is not None:
            self.port.guarded(lambda: self.collection.state.save_session(session), None)

    def _save_behind(self) -> None:
        """Save where the reader is, in a thread: a key does not wait until the disk has it."""
        self._save_timer = None
        session = self._session()
        if session is not None:
            self._worker.submit(
                lambda superseded: self.collection.state.save_session(session), lambda done: None, self.port.fault
            )

    def _session(self) -> dict[str, Any] | None:
        """Return what the session remembers; None while it is not known where the last one goes on."""
        port, filters, names = self.port, self.state.filters, self.state.names
        if not port.ready or self._last is not None:
            return None
        return Session(
            article=self.state.shown if self.state.page is None else self.state.page.articles[0],
            offset=port.view.cursor if self.state.document is not None else 0,
            query=self.state.kept_query,
            scope=self.state.results.question.scope if self.state.results is not None else "all",
            pane=KEPT_PANES.get(port.active, "article"),
            unread_only=filters.unread_only,
            starred_only=filters.starred_only,
            entities=list(filters.names),
            without=list(filters.without),
            outlet=filters.outlet,
            looked=self.state.looked,
            entity_order=names.order,
            names_lit=names.lit,
        ).to_json()
