"""Threads of the reader: one that brings the folder up to date, one that answers the newest question only.

Both are daemon threads: leaving the reader never waits for more than a moment. They touch no widget; whatever they have to
say goes through a function of the caller's that hands it to the screen's own queue.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from briefing.model import SyncReport

if TYPE_CHECKING:
    from briefing.collection.watcher import Watch

PROGRESS_EVERY: Final = 0.1
"""Seconds between two reports of progress: a screen cannot use more."""

MOST_APART: Final = 60.0
"""Seconds at most between two looks at the folder."""

Cancelled = Callable[[], bool]
Post = Callable[..., object]
"""``post(function, *arguments)``: have the screen call ``function`` in its own thread."""


class NewestOnly:
    """Runs jobs one at a time in one thread; a job that waits is dropped when a newer one comes.

    A running job learns through its argument that it was superseded; its result is then thrown away by its generation.
    """

    def __init__(self, name: str, post: Post) -> None:
        self._name = name
        self._post = post
        self._ready = threading.Condition()
        self._waiting: (
            tuple[int, Callable[[Cancelled], Any], Callable[[Any], object], Callable[[Exception], object]] | None
        ) = None
        self._thread: threading.Thread | None = None
        self._closed = False
        self.generation = 0

    def submit(
        self, job: Callable[[Cancelled], Any], done: Callable[[Any], object], failed: Callable[[Exception], object]
    ) -> int:
        """Run ``job(superseded)`` soon; then ``done(result)`` or ``failed(error)`` in the screen's thread, unless superseded."""
        with self._ready:
            self.generation += 1
            self._waiting = (self.generation, job, done, failed)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._ready.notify()
            return self.generation

    def supersede(self) -> None:
        """Whatever runs or waits is no longer wanted."""
        with self._ready:
            self.generation += 1
            self._waiting = None

    def close(self, wait: float = 0.2) -> None:
        """Stop; waits at most ``wait`` seconds for a running job."""
        with self._ready:
            self._closed = True
            self.generation += 1
            self._waiting = None
            self._ready.notify()
        if self._thread is not None:
            self._thread.join(wait)

    def _run(self) -> None:
        while True:
            with self._ready:
                while self._waiting is None and not self._closed:
                    self._ready.wait()
                if self._closed or self._waiting is None:
                    return
                generation, job, done, failed = self._waiting
                self._waiting = None

            def superseded(mine: int = generation) -> bool:
                return mine != self.generation

            try:
                result = job(superseded)
            except Exception as error:  # a thread must not die of a query
                self._deliver(generation, failed, error)
            else:
                self._deliver(generation, done, result)

    def _deliver(self, generation: int, receive: Callable[[Any], object], value: Any) -> None:
        if generation == self.generation and not self._closed:
            with suppress(RuntimeError):
                self._post(self._receive, generation, receive, value)

    def _receive(self, generation: int, receive: Callable[[Any], object], value: Any) -> None:
        # Checked again in the screen's thread: a newer question may have come in between.
        if generation == self.generation:
            receive(value)


class Synchroniser:
    """Brings a collection up to date in a thread, again when ``watch`` sees a change, and from time to time, until it is closed."""

    def __init__(
        self,
        sync: Callable[..., SyncReport],
        post: Post,
        *,
        progress: Callable[[str, int, int], object],
        done: Callable[[SyncReport], object],
        failed: Callable[[Exception], object],
        again_after: float = 3.0,
        watch: Watch | None = None,
    ) -> None:
        self._sync = sync
        self._post = post
        self._progress, self._done, self._failed = progress, done, failed
        self._again_after = again_after
        self._watch = watch
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="briefing-sync", daemon=True)
        self._last = 0.0
        self._stage = ""
        self._told = False
        """The watch has told of a change."""
        self._glance_at = 0.0
        """When the watch is asked again while the folder is brought up to date."""

    def start(self) -> None:
        self._thread.start()

    def now(self) -> None:
        """Look at the folder without waiting."""
        self._wake.set()

    def close(self, wait: float = 0.4) -> bool:
        """Ask the work to stop; True if it has stopped within ``wait`` seconds."""
        self._closing.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(wait)
        return not self._thread.is_alive()

    def _report(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage != self._stage or now - self._last >= PROGRESS_EVERY:
            self._stage, self._last = stage, now
            self._tell(self._progress, stage, done, total)

    def _tell(self, receive: Callable[..., object], *values: object) -> None:
        if not self._closing.is_set():
            # The screen's loop may end between the question and the call.
            with suppress(RuntimeError):
                self._post(receive, *values)

    def _run(self) -> None:
        if self._watch is not None:
            # Before the first sync, so that nothing can change between the two unseen.
            self._watch.look(self._closing.is_set)
            self._watch.named()
        while not self._closing.is_set():
            began = time.monotonic()
            report: SyncReport | None = None
            try:
                report = self._sync(progress=self._report, cancelled=self._closing.is_set, **self._about())
            except Exception as error:  # the reader goes on with what it has
                self._tell(self._failed, error)
            else:
                self._tell(self._done, report)
            self._stage = ""
            self._rest(report, time.monotonic() - began)

    def _about(self) -> dict[str, Any]:
        """Return which files are whole, how many there are, and which alone are looked at: those that the watch named. The whole folder
        follows when there is nothing else to do."""
        if self._watch is None:
            return {}
        about: dict[str, Any] = {"settled": self._watch.settled, "files": self._watch.files, "arriving": self._arriving}
        if self._told:
            about["named"] = self._watch.named()
        return about

    def _arriving(self) -> Collection[str]:
        """Return the files that the watch has named since the work began, or since this was asked last."""
        now = time.monotonic()
        watch = self._watch
        if watch is None:
            return ()
        if now < self._glance_at:
            return ()
        told = watch.glance(self._closing.is_set)
        self._glance_at = now + watch.pause
        if not told:
            return ()
        names = watch.named()
        if names is None:
            self._wake.set()  # only a look at everything tells: it comes right after
            return ()
        return names

    def _rest(self, report: SyncReport | None, took: float) -> None:
        """Until the folder has changed, somebody asks, or it is time to bring everything in step again."""
        # What was read in the second in which it was written is read once more; what failed is tried again.
        quiet = report is not None and not (report.added or report.changed or report.removed)
        if self._watch is None:
            # A folder that takes long to look at, though nothing changed, is looked at less often: a twentieth of one core.
            left = min(MOST_APART, max(self._again_after, 20 * took if quiet else 0.0))
        else:
            left = MOST_APART if quiet else self._again_after
        end = time.monotonic() + left
        self._told = False
        while not self._closing.is_set() and (left := end - time.monotonic()) > 0:
            if self._wake.wait(left if self._watch is None else min(left, self._watch.pause)):
                break
            if self._watch is not None and self._watch.glance(self._closing.is_set):
                self._told = True
                break
        self._wake.clear()
