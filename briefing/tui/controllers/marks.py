"""What a person marks articles as: read, starred."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from briefing.text import plural
from briefing.tui.controllers.base import Controller
from briefing.tui.messages import ArticleFocused, ArticleShown, MadeChanged, PlaceChanged

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState

READ_AFTER: Final = 1.5
"""Seconds for which an article must have been open to count as read."""


class MarkController(Controller):
    """Read marks and stars."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._read_timer: Any = None

    def restore(self) -> None:
        """Take what was marked in earlier sessions."""
        made = self.collection.state
        self.state.read = set(self.port.guarded(made.read_ids, set()))
        self.state.starred = set(self.port.guarded(made.starred_ids, set()))

    def on_made_changed(self, message: MadeChanged) -> None:
        self.restore()
        self.port.list.mark(read=self.state.read, starred=self.state.starred)
        self.port.show_header()

    # --- read and stars ---

    def on_article_shown(self, message: ArticleShown) -> None:
        """Count an article as read when it stays open for a moment."""
        if not message.new:
            return
        self._stop_timer()
        if self.port.active == "article":
            self._opened()
        self.port.publish(PlaceChanged())

    def on_article_focused(self, message: ArticleFocused) -> None:
        self._opened()

    def _opened(self) -> None:
        id = self.state.shown
        if id and id not in self.state.read and self._read_timer is None:
            self._read_timer = self.port.after(READ_AFTER, lambda: self._was_open(id))

    def _was_open(self, id: str) -> None:
        self._read_timer = None
        if self.state.shown == id and self.port.active != "list":
            self.port.save(
                lambda: self.collection.state.set_read([id], True, undoable=False),
                lambda done: self._show_read([id], True),
            )

    def _stop_timer(self) -> None:
        if self._read_timer is not None:
            self._read_timer.stop()
            self._read_timer = None

    def _show_read(self, ids: Sequence[str], read: bool) -> None:
        if read:
            self.state.read.update(ids)
            self.state.filters.stay.update(ids)
        else:
            self.state.read.difference_update(ids)
        self.port.list.mark(read=self.state.read)
        self.port.show_header()

    def _articles(self) -> Sequence[str]:
        """Return the ids of the articles to act on: those marked, those of the story or the one under the cursor; say so if there are none."""
        ids = self.port.chosen()
        if not ids:
            self.say("no article under the cursor")
        return ids

    def do_star(self) -> None:
        """Star the articles, or take the stars away where all have one."""
        ids = self._articles()
        if not ids:
            return
        made = self.collection.state

        def save() -> bool:
            starred = not made.starred_ids().issuperset(ids)
            with made.together():
                for id in ids:
                    made.set_star(id, starred)
            return starred

        def then(starred: bool) -> None:
            (self.state.starred.update if starred else self.state.starred.difference_update)(ids)
            self.port.list.mark(starred=self.state.starred)
            self.say(f"{plural(len(ids), 'article')} {'starred' if starred else 'without a star now'}; U takes it back")

        self.port.save(save, then)

    def do_toggle_read(self) -> None:
        """Mark the articles read, or unread where all are read."""
        ids = self._articles()
        if not ids:
            return
        self._stop_timer()
        made = self.collection.state

        def save() -> bool:
            read = not made.read_ids().issuperset(ids)
            made.set_read(ids, read)
            return read

        def then(read: bool) -> None:
            self._show_read(ids, read)
            self.say(f"{plural(len(ids), 'article')} marked {'read' if read else 'unread'}; U takes it back")

        self.port.save(save, then)
