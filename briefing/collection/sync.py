"""Brings the catalogue and the index of one folder in step with its files: read, index, analyse, join.

Every stage works from what is missing, so it may be interrupted anywhere and goes on where it stopped. It answers no
questions and holds no results; :mod:`briefing.collection.facade` does that.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.errors import StateError
from briefing.model import Document, Problem, Span, SyncReport
from briefing.store import serialise
from briefing.store.catalogue import Catalogue, FileRow

if TYPE_CHECKING:
    from briefing.analysis.pipeline import Analysed
    from briefing.collection.entity_view import Names
    from briefing.collection.linking import Joining
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
PARALLEL_FROM = 64
"""From so many items on, starting processes pays."""
RACY_NS = 2_000_000_000
"""A file touched this recently may still change within the clock's grain: it is looked at again next time."""
DERIVED_VERSION = "1"
FACTS_VERSION = 2
"""Raised whenever the facts that go into the index can differ."""


class Cancelled(Exception):  # noqa: N818 - no error: somebody asked to stop
    """The caller asked to stop; what is done so far is kept."""


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
        self._joined: Joining | None = None

    def run(self, *, analysis: bool = True) -> SyncReport:
        start = time.perf_counter()
        try:
            self.read_files()
            self.put_index()
            if analysis:
                self.analyse()
                self.join()
                self.put_facts()
        except Cancelled:
            pass
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
        if self._progress is not None:
            self._progress(stage, done, total)
        if self._cancelled is not None and self._cancelled():
            raise Cancelled

    # --- files to articles ---

    def read_files(self) -> None:
        """Read what is new or changed, forget what is gone."""
        from briefing import ingest
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
        work = ((self.root, entry.path) for entry in todo)
        results: Iterator[Reading] = self._work("briefing.ingest:read", work, len(todo))
        for readings in self._lots("ingest", zip(todo, results, strict=False), len(todo), BATCH):
            now = time.time_ns()
            with self.catalogue.transaction():
                for entry, reading in readings:
                    row = FileRow(
                        entry.size, _stamp(entry, now), reading.sha256, ingest.VERSION, tuple(reading.problems)
                    )
                    added, changed, removed = self.catalogue.put_file(entry.path, row, reading.documents)
                    self.added, self.changed, self.removed = (
                        self.added + added,
                        self.changed + changed,
                        self.removed + removed,
                    )
            self._committed()
        if missing and not todo:
            self._committed()
        self.timings["ingest"] += time.perf_counter() - start
        self._tell("ingest", len(todo), len(todo))

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
                index.update(self._index_documents(todo), gone)
            except StateError:
                if not index.stale:
                    raise
                self.catalogue.forget_index()  # it was removed while it was open
                todo, gone = self.catalogue.unindexed(), []
                index.update(self._index_documents(todo), gone)
            self.catalogue.mark_indexed(todo, gone)
            self._committed()
        self.timings["index"] += time.perf_counter() - start

    def _index_documents(self, ids: list[str]) -> Iterator[IndexDocument]:
        for done, document in enumerate(self.catalogue.documents(ids)):
            if done % 50 == 0 and self._progress is not None:
                self._progress("index", done, len(ids))
            yield index_document(document)

    # --- analysis, article by article ---

    def analyse(self) -> None:
        """Find the quotations and names of every article that lacks them."""
        from briefing import analysis

        version = f"{analysis.VERSION}."
        todo = self.catalogue.unanalysed(version)
        if not todo:
            return
        work = ((document,) for document in self.catalogue.documents(todo))
        results: Iterator[Analysed] = self._work("briefing.analysis.pipeline:analyse", work, len(todo))
        for found in self._lots("quotations", zip(todo, results, strict=False), len(todo), 25):
            with self.catalogue.transaction():
                for id, analysed in found:
                    self.catalogue.put_analysis(id, version, analysed.quotations, analysed.mentions)
                    self.timings["quotations"] += analysed.quotation_seconds
                    self.timings["entities"] += analysed.name_seconds
            self._committed()

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

    def _work(self, task: str, items: Iterable[tuple[Any, ...]], count: int) -> Iterator[Any]:
        """The results of ``task`` for ``items``, in order; in processes where there are many. With nothing to do, nothing is loaded."""
        if not count:
            return iter(())
        from briefing.collection.worker_pool import Workers, function

        if count < PARALLEL_FROM:
            return itertools.starmap(function(task), items)
        return Workers(task).map(items)

    # --- analysis, all articles together ---

    def join(self) -> None:
        """Statements, entities and copies, if anything that they rest on has changed."""
        from briefing.collection import linking

        version = f"{DERIVED_VERSION}.{linking.VERSION}"
        basis = f"{version} {self.catalogue.basis()}"
        before = self.catalogue.derived("basis")
        if before is not None and before[0] == basis:
            return
        self._tell("entities", 0, 1)
        self.resolve_names()
        self._tell("statements", 0, 1)
        self.group_statements()
        with self.catalogue.transaction():
            self.catalogue.put_derived("basis", basis, "")
        self._committed()
        self._tell("statements", 1, 1)

    def resolve_names(self) -> None:
        start = time.perf_counter()
        self._joining().names()
        self.timings["entities"] += time.perf_counter() - start

    def group_statements(self) -> None:
        start = time.perf_counter()
        self._joining().statements()
        self.timings["statements"] += time.perf_counter() - start

    def _joining(self) -> Joining:
        from briefing.collection.linking import Joining

        if self._joined is None:
            self._joined = Joining(self.catalogue, self._tell)
        return self._joined

    # --- what the analysis found, back into the index ---

    def put_facts(self) -> None:
        """Quotations, speakers and resolved names become searchable; only what changed is put."""
        start = time.perf_counter()
        joined = self.catalogue.derived("basis")
        basis = _digest(FACTS_VERSION, joined, self.names.edits())
        before = self.catalogue.derived("facts")
        if before is not None and before[0] == basis:
            return
        known = self.catalogue.facts()
        changed: list[ArticleFacts] = []
        rows: list[tuple[str, str, str]] = []
        for id, rests_on in self._facts_basis().items():
            old = known.get(id, ("", ""))
            if old[0] == rests_on:
                continue
            facts = self._facts(id)
            digest = _digest(facts.quotes, facts.speakers, facts.entities)
            rows.append((id, rests_on, digest))
            if digest != old[1]:
                changed.append(facts)
        if changed:
            self.index().update_facts(changed)
        if rows:
            self.catalogue.put_facts(rows)
            self._committed()
        with self.catalogue.transaction():
            self.catalogue.put_derived("facts", basis, "")
        self.timings["index"] += time.perf_counter() - start

    def _facts_basis(self) -> dict[str, str]:
        """Article id -> digest of all that its facts rest on: its analysis and the names of the entities in it."""
        touched = self.names.corrected()
        named: dict[str, list[str]] = {}
        for article, entity_id, names in self.catalogue.named():
            if touched is None or entity_id not in touched[1]:
                named.setdefault(article, []).append(entity_id + names)
        for entity in touched[0].entities if touched is not None else ():
            names = _digest(entity.name, sorted(alias.text for alias in entity.aliases))
            places: dict[str, list[Span]] = {}
            for mention in entity.mentions:
                places.setdefault(mention.article, []).append(mention.span)
            for article, spans in places.items():
                named.setdefault(article, []).append(_digest(entity.id, names, spans))
        analysed = self.catalogue.analysed()
        return {id: _digest(FACTS_VERSION, basis, sorted(named.get(id, ()))) for id, basis in analysed.items()}

    def _facts(self, id: str) -> ArticleFacts:
        """What one article's quotations, speakers and names are found by: all spellings of whoever speaks or is named."""
        from briefing.analysis.coreference import cooccurrence
        from briefing.index import ArticleFacts

        quotations = [
            quotation
            for _, meta, text in self.catalogue.quotations(id)
            for quotation in serialise.load_quotations(text, id, serialise.load_article(meta).path)
        ]
        entities = self.names.named_in(id)
        forms = {e.id: {e.name, *(alias.text for alias in e.aliases)} for e in entities}
        spoke = cooccurrence.speakers(quotations, entities)
        said_by = {name for q in quotations for name in (q.speaker.name, q.speaker.mention) if name}
        said_by |= {form for ids in spoke.values() for entity in ids for form in forms[entity]}
        quotes = [q.text for q in quotations if q.kind == "speech" and q.mode != "indirect"]
        return ArticleFacts(id, tuple(quotes), tuple(sorted(said_by)), tuple(sorted(set().union(*forms.values()))))


def problems(catalogue: Catalogue) -> tuple[Problem, ...]:
    """What could not be read of the files, and what of very long articles is not analysed; by path."""
    from briefing.analysis import limits

    found = catalogue.problems()
    found += [Problem(path, limits.reason()) for path in catalogue.longer_than(limits.ANALYSED)]
    return tuple(sorted(found, key=lambda problem: problem.path))


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


def _digest(*values: object) -> str:
    return hashlib.sha256(repr(values).encode("utf-8", "replace")).hexdigest()


def index_document(document: Document) -> IndexDocument:
    """What the index is given: the text that a reader would search, without furniture and repeats."""
    from briefing.index import IndexDocument

    article = document.article
    apart = ("furniture", "repeat", "title", "standfirst")
    body = "\n\n".join(document.text[p.span[0] : p.span[1]] for p in document.paragraphs if p.kind not in apart)
    outlets = dict.fromkeys(value for value in (article.outlet.value, article.agency.value) if value)
    return IndexDocument(
        id=article.id,
        path=article.path,
        title=article.title.value or "",
        standfirst=article.standfirst.value or "",
        body=body,
        outlet=" ".join(outlets),
        date=article.published.value or "",
    )
