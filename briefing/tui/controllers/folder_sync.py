"""Bringing the folder up to date while it is being read: progress in the header, quiet notices, panes that learn what is new."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from briefing.model import SyncReport
from briefing.text import plural
from briefing.tui.controllers.base import Flow
from briefing.tui.workers import Synchroniser

if TYPE_CHECKING:
    from briefing.tui.screens.reader_screen import ReaderScreen

QUIET: Final = 0.4
"""Seconds of work before the header speaks of it."""

STAGES: Final = {
    "ingest": "reading",
    "index": "indexing",
    "quotations": "finding quotations",
    "entities": "finding names",
    "statements": "comparing sources",
}
"""What the header says about each stage of a sync."""


class Syncing(Flow):
    """The folder's changes on their way to the screen."""

    def __init__(self, reader: ReaderScreen) -> None:
        super().__init__(reader)
        self.words = ""
        self.running = False
        self._worker: Synchroniser | None = None
        self._generation = -1
        self._told = 0
        self._unreadable = 0
        self._first = True
        self._busy_since = 0.0
        self._failure = ""
        self._status, self._status_at = "complete", -1

    @property
    def analysed(self) -> bool:
        """Everything that can be known of the folder is known."""
        if self._status_at != self.collection.generation:
            # Asked for every article that is shown: counting what is still to be done takes milliseconds in a large folder.
            self._status_at = self.collection.generation
            self._status = self.reader.guarded(self.collection.status, "complete")
        return self._status == "complete" or (self._status == "empty" and not self._first)

    def start(self) -> None:
        reader = self.reader
        self._generation = self.collection.generation
        self.running = True
        self._first = not reader.ids()
        self._worker = Synchroniser(
            self.collection.sync,
            reader.queue,
            progress=self._progress,
            done=self._done,
            failed=self._failed,
            watch=self.collection.watch(),
        )
        self._worker.start()
        reader.show_list()

    def now(self) -> None:
        """Look for changes at once."""
        if self._worker is not None:
            self._worker.now()

    def do_read_folder(self) -> None:
        self.say("reading the folder again")
        self.now()

    def close(self) -> bool:
        """True if nothing runs any more."""
        return self._worker is None or self._worker.close()

    # --- in the screen's thread ---

    def _progress(self, stage: str, done: int, total: int) -> None:
        now = monotonic()
        if not self._busy_since:
            self._busy_since = now
        # A look through a folder in which little changed is over before anyone could read this.
        if now - self._busy_since >= QUIET or self._first:
            self.running = True
            name = STAGES.get(stage, stage)
            self.words = f"{name} {done:,}/{total:,}" if total else name
            self.reader.show_header()
        self._learn()

    async def _done(self, report: SyncReport) -> None:
        was_running, self.running = self.running or bool(self.words), False
        self.words, self._busy_since, self._failure = "", 0.0, ""
        self._learn()
        self.tell_notices()
        self._tell(report)
        self._first = False
        if was_running:
            self.reader.show_header()
            if not self.reader.list.count:
                self.reader.show_list()
        if report.added or report.changed or report.removed:
            await self.reader.searching.again()
        await self.reader.returning.come_back()
        self.reader.returning.arrived()

    def _failed(self, error: Exception) -> None:
        self.running, self._busy_since = False, 0.0
        self.words = "the folder could not be read again"
        self.reader.show_header()
        # It is tried again soon: the same reason is told once.
        if str(error) != self._failure:
            self._failure = str(error)
            self.reader.briefing.fault(error)

    def _learn(self) -> None:
        """Show what the collection knows now, without moving what is being read."""
        generation = self.collection.generation
        if generation == self._generation:
            return
        self._generation = generation
        reader = self.reader
        reader.load_articles()
        reader.keeping.forget_names()
        if not reader.searching.query:
            reader.show_list()
        if reader.document is None:
            reader.follow_list()
        else:
            reader.guarded(reader.reload_article, None)
        reader.naming.refresh()
        reader.quoting.follow()
        if reader.returning.waits:
            reader.queue(reader.returning.come_back)

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
            self.say(f"{plural(len(report.problems), 'file')} could not be read; : problems lists them", kind="warning")
        self._unreadable = len(report.problems)

    def tell_notices(self) -> None:
        """What the collection has to say, each once."""
        notices = self.collection.notices
        for notice in notices[self._told :]:
            self.say(notice)
        self._told = len(notices)
