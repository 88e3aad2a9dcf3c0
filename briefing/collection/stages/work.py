"""What every stage works with: the catalogue and the index, whom to tell, and how a fault over one article stays with that article."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.collection.stages.stage_costs import Meter
from briefing.errors import reason
from briefing.store.catalogue.catalogue import Catalogue

if TYPE_CHECKING:
    from briefing.collection.entity_view import Names
    from briefing.collection.isolation import Alarm
    from briefing.collection.worker_pool import Answer
    from briefing.index import Index
    from briefing.ingest.walk import FileEntry
    from briefing.paths import Places

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total); stages: ``ingest``, ``index``, ``quotations``, ``entities``, ``statements``, ``stories``."""

DEAR = 2.0
"""Seconds of work after which what is found is stored, however little it is."""
STILL_SECONDS, STILL_ARTICLES = 60.0, 50
"""Time without a step that work over all articles may take: so many seconds, and one for each so many articles."""


class Cancelled(BaseException):
    """The caller asked to stop; what is done so far is kept. No error: nothing that handles errors may take it for one."""


class TheirsError(BaseException):
    """Whoever is told of the progress raised; no article is at fault."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error


class Work:
    """One run over the stages. ``index`` is called when the index is first needed, as opening it is not free. ``named``: the only files
    that are looked at (relative paths); None for the whole folder."""

    def __init__(
        self,
        root: Path,
        catalogue: Catalogue,
        index: Callable[[], Index],
        names: Names,
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        committed: Callable[[], None] | None = None,
        settled: Callable[[FileEntry], bool] | None = None,
        named: Collection[str] | None = None,
        apart: Places | None = None,
    ) -> None:
        self.root = root
        self.catalogue = catalogue
        self.index = index
        self.names = names
        self.progress = progress
        self.cancelled = cancelled
        self.committed = committed or (lambda: None)
        self.named = named
        self.new: set[str] = set()
        """Ids of the articles that came in this run."""
        self.through = False
        """Whether every file of the folder has been read by now."""
        self.settled = settled or (lambda _entry: True)
        self.apart = (
            () if apart is None else tuple(_inside(root, place) for place in (apart.cache, apart.data, apart.config))
        )
        self.as_read = ""
        """A digest of the whole folder if every file in it is as it was read."""
        self._listed: Sequence[FileEntry] | None = None
        self.timings = dict.fromkeys(("ingest", "index", "quotations", "statements", "entities"), 0.0)
        self.added = self.changed = self.removed = 0
        self.alarm: Alarm | None = None
        self.meter = Meter()

    def listed(self) -> Sequence[FileEntry]:
        """Return what the folder holds, but what is our own; it is listed once in a run."""
        if self._listed is None:
            from briefing.ingest.walk import scan

            entries = scan(self.root)
            self._listed = [each for each in entries if not self.is_apart(each.path)] if any(self.apart) else [*entries]
        return self._listed

    def unlist(self) -> None:
        """Let go of the list: it is long, and nobody needs it again."""
        self._listed = None

    def is_apart(self, path: str) -> bool:
        """Return whether a path (relative) is one of those that we write ourselves."""
        return path.startswith(tuple(filter(None, self.apart)))

    def signed(self, part: str) -> str:
        """Return the version by which a part of a stage works now."""
        raise NotImplementedError

    def articles_stored(self) -> None:
        """Hear that more articles stand in the catalogue; nothing is done about it unless a run says otherwise."""

    def tell(self, stage: str, done: int, total: int) -> None:
        """Tell whoever listens how far a stage is; raise :class:`Cancelled` if they want no more."""
        self.told(stage, done, total)
        self.look_up()

    def told(self, stage: str, done: int, total: int) -> None:
        """Tell whoever listens how far a stage is that cannot be left now."""
        if self.alarm is not None:
            self.alarm.put_off()
        if self.progress is not None:
            try:
                self.progress(stage, done, total)
            except Exception as error:
                raise TheirsError(error) from error

    def look_up(self) -> None:
        """Raise :class:`Cancelled` if that is asked."""
        if self.cancelled is not None and self.cancelled():
            raise Cancelled

    def put_failed(self, name: str, failures: Mapping[str, str]) -> None:
        """Remember why a stage failed, by article. Call inside a transaction."""
        for key, why in failures.items():
            self.catalogue.failed.put(name, key, self.signed(name), why)

    def in_time(self, run: Callable[[], T]) -> T:
        """Return what ``run`` gives, unless it stands still for too long."""
        from briefing.collection.isolation import within

        before = self.alarm
        try:
            with within(STILL_SECONDS + self.catalogue.count() / STILL_ARTICLES) as self.alarm:
                return run()
        finally:
            self.alarm = before

    def each(self, items: Sequence[T], run: Callable[[Sequence[T]], None]) -> list[tuple[T, str]]:
        """Run over all items, or over all but those over which it fails: why, by item."""
        from briefing.collection.isolation import halves

        failures: list[tuple[T, str]] = []
        halves(
            items,
            lambda some: self.in_time(lambda: run(some)),
            lambda item, error: failures.append((item, reason(error))),
        )
        return failures

    def lots(self, stage: str, found: Iterable[T], total: int, most: int) -> Iterator[list[T]]:
        """Yield what is found, to be stored ``most`` at a time, and sooner where it takes long or somebody asks to stop: what
        took seconds is not done again."""
        lot: list[T] = []
        since = time.monotonic()
        stop: Cancelled | None = None
        try:
            for done, one in enumerate(found, 1):
                lot.append(one)
                self.tell(stage, done, total)
                if len(lot) >= most or time.monotonic() - since >= DEAR:
                    self.meter.articles(len(lot))
                    yield lot
                    lot, since = [], time.monotonic()
        except Cancelled as asked:
            stop = asked
        if lot:
            self.meter.articles(len(lot))
            yield lot
        if stop is not None:
            raise stop

    def answers(self, jobs: Iterable[tuple[str, tuple[Any, ...], float]], count: int) -> Iterator[Answer]:
        """Return what comes of the jobs, in order, in processes of our own. With nothing to do, nothing is loaded."""
        if not count:
            return iter(())
        from briefing.collection import worker_pool as workers

        return self._metered(workers.SHARED.map(itertools.starmap(workers.Job, jobs), count, self.look_up))

    def _metered(self, answers: Iterator[Answer]) -> Iterator[Answer]:
        for answer in answers:
            self.meter.spent(answer.cpu)
            yield answer


def _inside(root: Path, place: Path) -> str:
    """Return the relative path prefix of ``place`` if it is within ``root``, else "": nobody reads what we write ourselves."""
    real, own = os.path.realpath(root), os.path.realpath(place)
    return (
        ""
        if not own.startswith(real.rstrip(os.sep) + os.sep)
        else os.path.relpath(own, real).replace(os.sep, "/") + "/"
    )
