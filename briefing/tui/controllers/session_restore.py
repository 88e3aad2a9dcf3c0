"""Coming back to where the last session ended: the session is saved while one reads and found again at the next start.

Where what is derived from the folder was deleted, the article is not there at the start: the way back then waits until it has
been read, and is dropped only if the person has gone to another place of their own choice in the meantime.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefing.tui.controllers.base import Flow
from briefing.tui.session_state import Session

if TYPE_CHECKING:
    from briefing.tui.screens.reader_screen import ReaderScreen

SAVE_AFTER: Final = 1.0
"""Seconds after a change of place when the session is saved."""


class Returning(Flow):
    """The session of the folder."""

    def __init__(self, reader: ReaderScreen) -> None:
        super().__init__(reader)
        self.waits = False
        """The article of the last session is not there yet."""
        self._last: Session | None = None
        """The last session, until all of it has been found again: it is not written over before."""
        self._save_timer: Any = None

    def last(self) -> Session:
        """The session that is to be gone back to; blank if none is wanted."""
        if not self.reader.briefing.restore_wanted:
            return Session()
        return Session.from_json(self.reader.guarded(self.collection.state.session, {}))

    # --- the way back ---

    def wait_for(self, session: Session) -> None:
        """Go back to ``session`` when its article has been read, if it is not there now."""
        if session.article and self.reader.article(session.article) is None:
            self.waits, self._last = True, session

    def place(self) -> tuple[str, str, int]:
        """The article under the list's cursor, the one that has the focus ("" if none) and the place in it."""
        reader = self.reader
        current = reader.list.current
        reading = reader.document is not None and reader.active == "article"
        return current.id if current is not None else "", reader.shown if reading else "", reader.view.cursor

    def key_done(self, before: tuple[str, str, int]) -> None:
        """A key was pressed at the :meth:`place` ``before``: who goes to an article of their own choice is not called back."""
        after = self.place()
        if after[0] != before[0] or (after[1] != "" and after != before):
            self._last, self.waits = None, False

    async def come_back(self) -> None:
        """The folder is being read again from the start: go to where the last session ended as soon as that is there."""
        reader, session = self.reader, self._last
        if not self.waits or session is None or reader.article(session.article) is None:
            return
        if reader.typing_search or reader.searching.kept != session.query:
            self._last, self.waits = None, False
        elif reader.list.select(session.article):
            self.waits = False
            reader.show_article(session.article, session.offset)
            if reader.over is not None:
                reader.under = session.pane  # what was opened over it (the help, the details) stays until it is closed
            elif session.pane in ("article", "entities"):
                await reader.go_to_pane(session.pane)

    def arrived(self) -> None:
        """A look through the folder has ended: once names are known, the list is filtered by those it was filtered by."""
        session = self._last
        if self.waits or session is None:
            return  # a file that is still being written is read by a later look
        named = session.entities or session.without
        if not named or self.reader.syncing.analysed:
            self._last = None
            if not self.reader.keeping.entities and not self.reader.keeping.without:
                self.reader.keeping.restore_names(session)

    # --- saving ---

    def changed_place(self) -> None:
        """Something that the session remembers has changed: save it in a moment."""
        if self._save_timer is None and self.reader.ready:
            self._save_timer = self.reader.set_timer(SAVE_AFTER, self.save)

    def save(self) -> None:
        """Save where the reader is."""
        reader, keeping = self.reader, self.reader.keeping
        self._save_timer = None
        if not reader.ready or self._last is not None:
            return
        session = Session(
            article=reader.shown,
            offset=reader.view.cursor if reader.document is not None else 0,
            query=reader.searching.kept,
            scope=reader.searching.scope if reader.searching.query else "all",
            pane=reader.active if reader.active in ("list", "article", "entities") else "article",
            unread_only=keeping.unread_only,
            starred_only=keeping.starred_only,
            entities=list(keeping.entities),
            without=list(keeping.without),
            entity_order=reader.naming.order,
            names_lit=reader.naming.lit,
            entity_scope=reader.naming.scope,
        )
        reader.guarded(lambda: self.collection.state.save_session(session.to_json()), None)
