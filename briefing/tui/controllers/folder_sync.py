"""Bringing the folder up to date while it is being read: progress in the header, quiet notices, panes that learn what is new."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from briefing.model import SyncReport
from briefing.text import plural
from briefing.tui.controllers.base import Controller
from briefing.tui.messages import ArchiveChanged, ArticlesSearchable, CollectionChanged, FolderSynced, FolderSyncWanted
from briefing.tui.workers import Synchroniser

if TYPE_CHECKING:
    from briefing.collection.watcher import Watch
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState

QUIET: Final = 0.4
"""Seconds of work before the header speaks of it."""

STAGES: Final = {
    "waiting": "another briefing is reading this folder",
    "ingest": "reading",
    "index": "indexing",
    "quotations": "finding quotations",
    "entities": "finding names",
    "statements": "comparing sources",
    "differences": "looking where sources differ",
    "stories": "looking for stories",
}
"""What the header says about each stage of a sync."""


class SyncController(Controller):
    """The folder's changes on their way to the screen."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._worker: Synchroniser | None = None
        self._watch: Watch | None = None
        self._generation = -1
        self._told = 0
        self._unreadable = 0
        self._first = True
        self._busy_since = 0.0
        self._furthest = (0, 0)
        """How far the look has come: the stage and what is done of it."""
        self._share = (0, 0.0)
        """The stage and the share of it that was done when that was most."""
        self._failure = ""
        self._status, self._status_at = "complete", -1

    @property
    def analysed(self) -> bool:
        """Everything that can be known of the folder is known."""
        if self._status_at != self.collection.generation:
            # Asked for every article that is shown: counting what is still to be done takes milliseconds in a large folder.
            self._status_at = self.collection.generation
            self._status = self.port.guarded(self.collection.status, "complete")
        return self._status == "complete" or (self._status == "empty" and not self._first)

    def start(self) -> None:
        port = self.port
        self._generation = self.collection.generation
        self.state.syncing = True
        self._first = not port.ids()
        self._watch = self.collection.watch()
        self._worker = Synchroniser(
            self.collection.sync,
            port.queue,
            progress=self._progress,
            done=self._done,
            failed=self._failed,
            watch=self._watch,
        )
        self._worker.start()
        port.show_list()

    def on_folder_sync_wanted(self, message: FolderSyncWanted) -> None:
        self.now()

    def on_archive_changed(self, message: ArchiveChanged) -> None:
        self._learn()
        self.tell_notices()
        self.port.show_header()

    def now(self) -> None:
        """Look for changes at once."""
        if self._worker is not None:
            self._worker.now()

    def do_read_folder(self) -> None:
        self.say("reading the folder again" if self.collection.archive is None else "looking for newer articles")
        self.now()

    def close(self) -> bool:
        """True if nothing runs any more."""
        return self._worker is None or self._worker.close()

    # --- in the screen's thread ---

    def _progress(self, stage: str, done: int, total: int) -> None:
        if stage == "searchable":
            self._learn()
            self.port.publish(ArticlesSearchable())
            return
        now = monotonic()
        if not self._busy_since:
            self._busy_since = now
        place = (list(STAGES).index(stage) if stage in STAGES else 0, done)
        if place < self._furthest:
            self._learn()
            return  # a part of it is done once more: what is said only goes forward
        self._furthest = place
        # A look through a folder in which little changed is over before anyone could read this.
        if now - self._busy_since >= QUIET or self._first:
            self.state.syncing = True
            self.state.sync_words = self._words(STAGES.get(stage, stage), place, total)
            self.port.show_header()
        self._learn()

    def _words(self, name: str, place: tuple[int, int], total: int) -> str:
        """Return what the header says. A stage that has a second part, with another total, is not said to be further back: it has no
        figures until it is further on."""
        number, done = place
        before, self._share = self._share, max(self._share, (number, done / max(1, total)))
        return f"{name} {done:,}/{total:,}" if total and self._share > before else name

    async def _done(self, report: SyncReport) -> None:
        was_running, self.state.syncing = any((self.state.syncing, self.state.sync_words)), False
        self.state.sync_words, self._busy_since, self._failure = "", 0.0, ""
        self._furthest, self._share = (0, 0), (0, 0.0)
        self._learn()
        self.tell_notices()
        self._tell(report)
        # Files that were written a moment ago are read in the next look: until then nobody knows that there is nothing.
        waiting = getattr(self._watch, "waiting", False)
        self._first = self.state.syncing = all((not self.port.ids(), waiting))
        if was_running:
            self.port.show_header()
            if not self.port.list.count:
                self.port.show_list()
        await self.port.announce(FolderSynced(report))

    def _failed(self, error: Exception) -> None:
        self.state.syncing, self._busy_since = False, 0.0
        self.state.sync_words = "the folder could not be read again"
        self.port.show_header()
        # It is tried again soon: the same reason is told once.
        if str(error) != self._failure:
            self._failure = str(error)
            self.port.fault(error)

    def _learn(self) -> None:
        """Show what the collection knows now, without moving what is being read."""
        generation = self.collection.generation
        if generation == self._generation:
            return
        self._generation = generation
        port = self.port
        port.load_articles()
        self.state.filters.within = None
        if not self.state.query:
            port.show_list()
        if self.state.document is None:
            port.guarded(port.follow_list, None)
        else:
            port.guarded(port.reload_article, None)
        port.publish(CollectionChanged())

    def _tell(self, report: SyncReport) -> None:
        if not self._first:
            parts = []
            if report.added:
                parts.append(plural(report.added, "new article"))
            if report.changed:
                parts.append(plural(report.changed, "changed article"))
            if report.removed:
                parts.append(plural(report.removed, "article") + " gone")
            if parts:
                self.say(", ".join(parts))
        if len(report.problems) > self._unreadable:
            self.say(
                f"{plural(len(report.problems), 'file')} could not be read, or not in full; : problems lists them",
                kind="warning",
            )
        self._unreadable = len(report.problems)

    def tell_notices(self) -> None:
        """What the collection has to say, each once."""
        notices = self.collection.notices
        for notice in notices[self._told :]:
            if notice not in self.port.said:  # the reader reads the settings too
                self.say(notice)
        self._told = len(notices)
