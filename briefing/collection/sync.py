"""Brings the catalogue and the index of one folder in step with its files, stage by stage: :data:`STAGES`.

Every stage works from what is missing, so it may be interrupted anywhere and goes on where it stopped. A stage that fails on one
article lists that article under the problems and goes on with the others. It answers no questions and holds no results;
:mod:`briefing.collection.facade` does that.
"""

from __future__ import annotations

import importlib
import itertools
import os
import time
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.errors import StateError, reason
from briefing.model import Document, Problem, SyncReport
from briefing.store.catalogue import Catalogue, FileRow
from briefing.version import __version__

if TYPE_CHECKING:
    from briefing.analysis.results import Analysed
    from briefing.collection.entity_view import Names
    from briefing.collection.isolation import Alarm
    from briefing.collection.worker_pool import Answer
    from briefing.index import ArticleFacts, Index, IndexDocument
    from briefing.ingest import Reading
    from briefing.ingest.walk import FileEntry
    from briefing.paths import Places

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total); stages: ``ingest``, ``index``, ``quotations``, ``entities``, ``statements``."""

BATCH = 200
"""Files or articles for one commit: an interruption costs at most the work of one batch."""
DEAR = 2.0
"""Seconds of work after which what is found is stored, however little it is."""
RACY_NS = 2_000_000_000
"""A file touched this recently may still change within the clock's grain: it is looked at again next time."""
DERIVED_VERSION = "1"

READ = "briefing.ingest:read"
ANALYSE = "briefing.analysis.pipeline:analyse"
PARTS = ("quotations", "names")
"""What is looked for in one article, each by itself if both together fail."""

READ_SECONDS, READ_BYTES = 30.0, 50_000
ANALYSE_SECONDS, ANALYSE_CHARACTERS = 20.0, 10_000
"""Computing time that an article may take: so many seconds, and one for each so many bytes or characters."""
STILL_SECONDS, STILL_ARTICLES = 60.0, 50
"""Time without a step that work over all articles may take: so many seconds, and one for each so many articles."""


class Cancelled(BaseException):
    """The caller asked to stop; what is done so far is kept. No error: nothing that handles errors may take it for one."""


class _TheirsError(BaseException):
    """Whoever is told of the progress raised; no article is at fault."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error


class Sync:
    """One run. ``index`` is called when the index is first needed, as opening it is not free."""

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
        apart: Places | None = None,
    ) -> None:
        self.root = root
        self.catalogue = catalogue
        self.index = index
        self.names = names
        self._progress = progress
        self._cancelled = cancelled
        self._committed = committed or (lambda: None)
        self._settled = settled or (lambda _entry: True)
        self._apart = (
            () if apart is None else tuple(_inside(root, place) for place in (apart.cache, apart.data, apart.config))
        )
        self.timings = dict.fromkeys(("ingest", "index", "quotations", "statements", "entities"), 0.0)
        self.added = self.changed = self.removed = 0
        self._alarm: Alarm | None = None

    def run(self, *, analysis: bool = True) -> SyncReport:
        start = time.perf_counter()
        try:
            self._try_again()
            for stage in STAGES:
                if analysis or not stage.analysis:
                    stage.run(self)
        except Cancelled:
            pass
        except _TheirsError as stopped:
            raise stopped.error from None
        return SyncReport(
            articles=self.catalogue.count(),
            added=self.added,
            changed=self.changed,
            removed=self.removed,
            seconds=round(time.perf_counter() - start, 6),
            timings={stage: round(seconds, 6) for stage, seconds in self.timings.items()},
            problems=problems(self.catalogue),
        )

    def _tell(self, stage: str, done: int, total: int) -> None:
        self._told(stage, done, total)
        self._look_up()

    def _told(self, stage: str, done: int, total: int) -> None:
        if self._alarm is not None:
            self._alarm.put_off()
        if self._progress is not None:
            try:
                self._progress(stage, done, total)
            except Exception as error:
                raise _TheirsError(error) from error

    def _look_up(self) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Cancelled

    # --- what failed ---

    def _try_again(self) -> None:
        """What failed by another version of its stage, or of the program, is done again."""
        failed = self.catalogue.failed
        if failed.there():
            old = failed.of_other_versions({name: stage.signed() for stage in STAGES for name in stage.parts})
            with self.catalogue.transaction():
                for name, key in old:
                    failed.try_again(name, key)

    def _put_failed(self, name: str, failures: Mapping[str, str]) -> None:
        """Remember why a stage failed, by article. Call inside a transaction."""
        signed = next(stage.signed() for stage in STAGES if name in stage.parts) if failures else ""
        for key, why in failures.items():
            self.catalogue.failed.put(name, key, signed, why)

    def _in_time(self, run: Callable[[], T]) -> T:
        """What ``run`` gives, unless it stands still for too long."""
        from briefing.collection.isolation import within

        before = self._alarm
        try:
            with within(STILL_SECONDS + self.catalogue.count() / STILL_ARTICLES) as self._alarm:
                return run()
        finally:
            self._alarm = before

    def _each(self, items: Sequence[T], run: Callable[[Sequence[T]], None]) -> list[tuple[T, str]]:
        """Run over all items, or over all but those over which it fails: why, by item."""
        from briefing.collection.isolation import halves

        failures: list[tuple[T, str]] = []
        halves(
            items,
            lambda some: self._in_time(lambda: run(some)),
            lambda item, error: failures.append((item, reason(error))),
        )
        return failures

    # --- files to articles ---

    def read_files(self) -> None:
        """Read what is new or changed, forget what is gone."""
        from briefing.ingest.walk import scan

        start = time.perf_counter()
        known = self.catalogue.files()
        ours = tuple(place for place in self._apart if place)
        entries = {entry.path: entry for entry in scan(self.root) if not (ours and entry.path.startswith(ours))}
        todo, same = self._changed(entries, known)
        missing = [path for path in known if path not in entries]
        if missing:
            with self.catalogue.transaction():
                self.removed += sum(self.catalogue.remove_file(path) for path in missing)
        if same:
            now = time.time_ns()
            with self.catalogue.transaction():
                for entry in same:
                    self.catalogue.touch_file(entry.path, _stamp(entry, now))
        jobs = ((READ, (self.root, entry.path), READ_SECONDS + entry.size / READ_BYTES) for entry in todo)
        results = self._work(jobs, len(todo))
        for readings in self._lots("ingest", zip(todo, results, strict=False), len(todo), BATCH):
            failures = self._each(readings, self._put_files)
            for (entry, _), why in failures:
                self._put_files([(entry, _failure(why))])
            self._committed()
        if missing and not todo:
            self._committed()
        self.timings["ingest"] += time.perf_counter() - start
        self._tell("ingest", len(todo), len(todo))

    def _put_files(self, readings: Sequence[tuple[FileEntry, Answer]]) -> None:
        from briefing import ingest
        from briefing.collection.worker_pool import Failure

        counts = [self.added, self.changed, self.removed]
        now = time.time_ns()
        with self.catalogue.transaction():
            for entry, answer in readings:
                failed = isinstance(answer.value, Failure)
                reading: Reading = self._unread(entry) if failed else answer.value
                row = FileRow(entry.size, _stamp(entry, now), reading.sha256, ingest.VERSION, tuple(reading.problems))
                counts = [
                    a + b
                    for a, b in zip(counts, self.catalogue.put_file(entry.path, row, reading.documents), strict=True)
                ]
                if failed:
                    self._put_failed("files", {entry.path: answer.value.reason})
        self.added, self.changed, self.removed = counts

    def _unread(self, entry: FileEntry) -> Reading:
        """A file that could not be read: nothing but the digest by which it is told that it has changed."""
        from briefing.ingest.read_file import digest
        from briefing.ingest.results import Reading

        return Reading((), (), digest(self.root, entry.path))

    def _changed(
        self, entries: dict[str, FileEntry], known: dict[str, FileRow]
    ) -> tuple[list[FileEntry], list[FileEntry]]:
        """What must be read, and what was only touched (a copy, a restored backup, another owner): its bytes are the same."""
        from briefing import ingest
        from briefing.ingest import optional_dependencies
        from briefing.ingest.walk import namesake

        todo: list[FileEntry] = []
        same: list[FileEntry] = []
        for path, entry in entries.items():
            row = known.get(path)
            other = namesake(path)
            if row is not None and row.version == ingest.VERSION and (other in entries) == (other in known):
                extra = any(optional_dependencies.now_there(problem.reason) for problem in row.problems)
                if (row.size, row.mtime_ns) == (entry.size, entry.changed_ns) and not extra:
                    continue
                if row.size == entry.size and row.sha256 and not extra and self._settled(entry):
                    from briefing.ingest.read_file import digest

                    if digest(self.root, path) == row.sha256:
                        same.append(entry)
                        if len(same) % 100 == 0:
                            self._tell("ingest", 0, len(entries))
                        continue
            if self._settled(entry):
                todo.append(entry)
        return todo, same

    # --- articles to the index ---

    def put_index(self) -> None:
        """Put every article that is not in the index yet, in one commit."""
        start = time.perf_counter()
        todo, gone = self.catalogue.unindexed(), self.catalogue.gone()
        if todo or gone:
            index = self.index()
            if index.stale:
                self.catalogue.forget_index()
                todo, gone = self.catalogue.unindexed(), []
            elif len(todo) == self.catalogue.count():
                # The catalogue is new and the index is not: it may hold what has left the folder since.
                gone = [*gone, *index.ids().difference(todo, gone)]
            try:
                failures = self._put_texts(index, todo, gone)
            except StateError:
                if not index.stale:
                    raise
                self.catalogue.forget_index()  # it was removed while it was open
                todo, gone = self.catalogue.unindexed(), []
                failures = self._put_texts(index, todo, gone)
            with self.catalogue.transaction():
                self.catalogue.mark_indexed(todo, gone)
                self.catalogue.failed.clear("index", todo)
                self._put_failed("index", failures)
            self._committed()
        self.timings["index"] += time.perf_counter() - start

    def _put_texts(self, index: Index, ids: list[str], gone: Sequence[str]) -> dict[str, str]:
        return dict(self._each(ids, lambda some: index.update(self._index_documents(some), gone)))

    def _index_documents(self, ids: Sequence[str]) -> Iterator[IndexDocument]:
        from briefing.collection.index_input import index_document

        for done, document in enumerate(self.catalogue.documents(ids)):
            if done % 50 == 0:
                self._told("index", done, len(ids))
            yield index_document(document)

    # --- analysis, article by article ---

    def analyse(self) -> None:
        """Find the quotations and names of every article that lacks them."""
        todo = self.catalogue.unanalysed(_analysed_by())
        jobs = ((ANALYSE, (document,), _seconds(document)) for document in self.catalogue.documents(todo))
        results = self._work(jobs, len(todo))
        for answers in self._lots("quotations", zip(todo, results, strict=False), len(todo), 25):
            lot = [(id, self._analysed(id, answer)) for id, answer in answers]
            for (id, _), why in self._each(lot, self._put_analysed):
                self._put_analysed([(id, _not_analysed(dict.fromkeys(PARTS, why)))])
            self._committed()

    def _analysed(self, id: str, answer: Answer) -> Analysed:
        """What was found in an article; each part in a process of its own where the whole ended one."""
        from briefing.collection.worker_pool import Failure

        if not isinstance(answer.value, Failure):
            analysed: Analysed = answer.value
            return analysed
        (document,) = self.catalogue.documents([id])
        jobs = ((ANALYSE, (document, (part,)), _seconds(document)) for part in PARTS)
        parts = [each.value for each in self._work(jobs, len(PARTS))]
        failures = {part: one.reason for part, one in zip(PARTS, parts, strict=True) if isinstance(one, Failure)}
        good = [one for one in parts if not isinstance(one, Failure)]
        return _not_analysed({**failures, **{part: why for one in good for part, why in one.failures.items()}}, good)

    def _put_analysed(self, lot: Sequence[tuple[str, Analysed]]) -> None:
        with self.catalogue.transaction():
            for id, analysed in lot:
                self.catalogue.put_analysis(id, _analysed_by(), analysed.quotations, analysed.mentions)
                for part, why in analysed.failures.items():
                    self._put_failed(part, {id: why})
        for _, analysed in lot:
            self.timings["quotations"] += analysed.seconds.get("quotations", 0.0)
            self.timings["entities"] += analysed.seconds.get("names", 0.0)

    def _lots(self, stage: str, found: Iterable[T], total: int, most: int) -> Iterator[list[T]]:
        """What is found, to be stored ``most`` at a time, and sooner where it takes long or somebody asks to stop: what
        took seconds is not done again."""
        lot: list[T] = []
        since = time.monotonic()
        stop: Cancelled | None = None
        try:
            for done, one in enumerate(found, 1):
                lot.append(one)
                self._tell(stage, done, total)
                if len(lot) >= most or time.monotonic() - since >= DEAR:
                    yield lot
                    lot, since = [], time.monotonic()
        except Cancelled as asked:
            stop = asked
        if lot:
            yield lot
        if stop is not None:
            raise stop

    def _work(self, jobs: Iterable[tuple[str, tuple[Any, ...], float]], count: int) -> Iterator[Answer]:
        """What comes of the jobs, in order, in processes of our own. With nothing to do, nothing is loaded."""
        if not count:
            return iter(())
        from briefing.collection import worker_pool as workers

        return workers.SHARED.map(itertools.starmap(workers.Job, jobs), count, self._look_up)

    # --- analysis, all articles together ---

    def join(self) -> None:
        """Statements, entities and copies, if anything that they rest on has changed."""
        from briefing.collection import linking

        version = f"{DERIVED_VERSION}.{linking.VERSION}"
        basis = f"{version} {self.catalogue.basis()}"
        before = self.catalogue.derived("basis")
        if before is not None and before[0] == basis:
            return
        for stage in ("entities", "statements"):
            start = time.perf_counter()
            self._tell(stage, 0, 1)
            self._join(stage)
            self.timings[stage] += time.perf_counter() - start
        with self.catalogue.transaction():
            self.catalogue.put_derived("basis", basis, "")
        self._committed()
        self._tell("statements", 1, 1)

    def _join(self, stage: str) -> None:
        """Join all articles, or all but those over which that fails."""
        from briefing.collection import linking
        from briefing.collection.isolation import is_fault_of_item

        apart = set(self.catalogue.failed.of(stage))
        anew = False
        while True:
            joined = linking.Joining(self.catalogue, self._tell)
            try:
                self._in_time(partial(joined.bring, stage, apart))
                return
            except Exception as error:
                if not is_fault_of_item(error):
                    raise
                bad = {joined.at: reason(error)} if joined.at else self._culprits(stage, apart)
                if not bad and anew:
                    raise
                anew = not bad
                apart |= bad.keys()
                with self.catalogue.transaction():
                    self._put_failed(stage, bad)
                    linking.forget(self.catalogue, stage)

    def _culprits(self, stage: str, apart: Container[str]) -> dict[str, str]:
        """The articles over which joining fails though each could be put in, and why."""
        from briefing.collection import linking
        from briefing.collection.isolation import culprits

        joined = linking.Joining(self.catalogue, self._tell)
        rest = [id for id in self.catalogue.analysed() if id not in apart]
        bad = culprits(rest, lambda some: self._in_time(lambda: joined.attempt(stage, some)))
        return {id: reason(error) for id, error in bad.items()}

    # --- what the analysis found, back into the index ---

    def put_facts(self) -> None:
        """Quotations, speakers and resolved names become searchable; only what changed is put."""
        from briefing.collection import index_input

        start = time.perf_counter()
        joined = self.catalogue.derived("basis")
        basis = index_input.digest(index_input.FACTS_VERSION, joined, self.names.edits())
        before = self.catalogue.derived("facts")
        if before is not None and before[0] == basis:
            return
        known = self.catalogue.facts()
        bases = index_input.facts_basis(self.catalogue, self.names)
        todo = [id for id, rests_on in bases.items() if known.get(id, ("", ""))[0] != rests_on]
        facts: dict[str, ArticleFacts] = {}
        failures = dict(self._each(todo, lambda some: facts.update({id: self._facts(id) for id in some})))
        digests = {id: index_input.digest(each.quotes, each.speakers, each.entities) for id, each in facts.items()}
        changed = [id for id in facts if digests[id] != known.get(id, ("", ""))[1]]
        if changed:
            failures |= self._each(changed, lambda some: self.index().update_facts([facts[id] for id in some]))
        if todo:
            rows = [(id, bases[id], "" if id in failures else digests[id]) for id in todo]
            with self.catalogue.transaction():
                self.catalogue.put_facts(rows)
                self.catalogue.failed.clear("facts", todo)
                self._put_failed("facts", failures)
            self._committed()
        with self.catalogue.transaction():
            self.catalogue.put_derived("facts", basis, "")
        self.timings["index"] += time.perf_counter() - start

    def _facts(self, id: str) -> ArticleFacts:
        from briefing.collection import index_input

        return index_input.facts(self.catalogue, self.names, id)


def _version_of(module: str, name: str) -> Callable[[], object]:
    """What gives a version, loading nothing before it is asked."""
    return lambda: getattr(importlib.import_module(module), name)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the work: what it needs, by which rules it works, and what an article lacks on which it fails.

    ``analysis``: it is left out where only the text is wanted. ``parts``: what can fail in it by itself, with what is missing then.
    """

    name: str
    needs: tuple[str, ...]
    version: Callable[[], object]
    run: Callable[[Sync], None]
    parts: Mapping[str, str]
    analysis: bool = True

    def signed(self) -> str:
        """The version of the stage and of the program: with another one, what failed is tried again."""
        return f"{__version__} {self.version()}"


_ANALYSIS = _version_of("briefing.analysis", "VERSION")
_JOINING = _version_of("briefing.collection.linking", "VERSION")
STAGES = (
    Stage("files", (), _version_of("briefing.ingest", "VERSION"), Sync.read_files, {"files": ""}, analysis=False),
    Stage("index", ("files",), lambda: "", Sync.put_index, {"index": "search"}, analysis=False),
    Stage("analysis", ("files",), _ANALYSIS, Sync.analyse, {"quotations": "its quotations", "names": "its names"}),
    Stage("joining", ("analysis",), _JOINING, Sync.join, {
        "entities": "its names beside those of other articles", "statements": "its quotations beside those of other articles",
    }),
    Stage("facts", ("index", "joining"), _version_of("briefing.collection.index_input", "FACTS_VERSION"), Sync.put_facts, {
        "facts": "search by its quotations, speakers and names",
    }),
)  # fmt: skip


AGAIN = "it is tried again when the file or the program changes, or by: briefing index --rebuild"


def problems(catalogue: Catalogue) -> tuple[Problem, ...]:
    """What could not be read of the files, what of very long articles is not analysed, and where a stage failed; by path."""
    from briefing.analysis import limits

    listed = catalogue.problems()
    listed += [Problem(path, limits.reason()) for path in catalogue.longer_than(limits.ANALYSED)]
    missing = {part: words for stage in STAGES for part, words in stage.parts.items()}
    for path, failures in itertools.groupby(catalogue.failed.listed(), key=lambda row: row[0]):
        whys: dict[str, list[str]] = {}
        for _, part, why in failures:
            whys.setdefault(why, []).append(missing.get(part, part))
        listed.append(Problem(path, _line(whys)))
    return tuple(sorted(listed, key=lambda problem: problem.path))


def _line(whys: Mapping[str, Sequence[str]]) -> str:
    """What is missing of an article, by why."""
    if any("" in parts for parts in whys.values()):
        return f"cannot be read ({next(iter(whys))}); {AGAIN}"
    said = "; ".join(f"{', '.join(parts)} ({why})" for why, parts in whys.items())
    return f"could not be worked through: without {said}; all else is there; {AGAIN}"


def _failure(why: str) -> Answer:
    from briefing.collection.worker_pool import Answer, Failure

    return Answer(Failure(why), 0.0)


def _analysed_by() -> str:
    from briefing import analysis

    return f"{analysis.VERSION}."


def _seconds(document: Document) -> float:
    return ANALYSE_SECONDS + len(document.text) / ANALYSE_CHARACTERS


def _not_analysed(failures: Mapping[str, str], good: Sequence[Analysed] = ()) -> Analysed:
    """What was found in an article of which parts failed."""
    from briefing.analysis.results import Analysed

    return Analysed(
        next((one.quotations for one in good if one.quotations), ()),
        next((one.mentions for one in good if one.mentions), ()),
        failures,
        {part: seconds for one in good for part, seconds in one.seconds.items()},
    )


def _stamp(entry: FileEntry, now: int) -> int:
    """The time of change to remember; 0, which no file has, if it is so young that it may change again unnoticed."""
    return 0 if abs(now - entry.changed_ns) < RACY_NS else entry.changed_ns


def _inside(root: Path, place: Path) -> str:
    """The relative path prefix of ``place`` if it is within ``root``, else "": nobody reads what we write ourselves."""
    real, own = os.path.realpath(root), os.path.realpath(place)
    return (
        ""
        if not own.startswith(real.rstrip(os.sep) + os.sep)
        else os.path.relpath(own, real).replace(os.sep, "/") + "/"
    )
