"""A collection on an archive: searches are answered by the archive, everything else by what was fetched of it.

Opening asks nothing and waits for nobody. What was fetched is kept in a private cache, bounded, and is read where the archive is away;
what a person makes is kept with everything else that people make, under the archive's own name.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Collection as AnyCollection
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from briefing.collection.archive.call import Call, never
from briefing.collection.archive.carriers import query_for
from briefing.collection.archive.queries import ArchiveQueries
from briefing.collection.archive.remote import EVERYTHING, FIRST, Remote, partly
from briefing.collection.archive.workspace import Workspace, place_of
from briefing.collection.facade import Collection
from briefing.collection.watcher import Watch
from briefing.errors import ArchiveError, NotFoundError, QueryError
from briefing.index.query.parser import parse
from briefing.model import SyncReport
from briefing.paths import Places
from briefing.text import plural

if TYPE_CHECKING:
    from briefing.collection.session import Progress
    from briefing.index.engine import Cancellation, SearchEngine
    from briefing.ingest.walk import FileEntry

CARRIERS = 60
"""Articles that are fetched because they may carry a quotation."""


class Archive(Collection):
    """The archive ``name`` on a server. Use :meth:`at`.

    As :class:`briefing.collection.facade.Collection`, of what was fetched; searches are the archive's. ``archive`` says how it stands.
    """

    _session: Workspace
    _queries: ArchiveQueries

    def __init__(self, engine: SearchEngine, address: str, name: str, places: Places) -> None:
        self.name = name
        self.address = address
        self._engine = engine
        # The records of another program keep their ids when they change.
        session = Workspace(place_of(address, name, places), places, lasting=getattr(engine, "writable", True))
        self._remote = Remote(engine, session.arrivals, session.arrivals.here, self._changed, session.notice)
        self._use(session, ArchiveQueries(session, self._remote))
        self._queries.known()
        self.archive = self
        self.version = 0
        self._asked_for: set[str] = set()

    @classmethod
    def at(
        cls, url: str, *, name: str = "briefing", fields: str = "", home: str | os.PathLike[str] | None = None
    ) -> Self:
        """Open the archive at ``url``; ``fields`` are those of an archive that another program made. Asks nothing of it yet.

        Raises ArchiveError of kind ``address``, ``credentials`` or ``extra``; StateError.
        """
        from briefing.collection.archive.opening import engine_at

        places = Places.find(home)
        engine, server, index = engine_at(url, name, fields, places)
        # Read by other fields, it is other articles.
        return cls(engine, server, f"{index} {fields}".rstrip(), places)

    def close(self) -> None:
        self._remote.close()
        super().close()

    # --- bringing up to date ---

    def sync(
        self,
        *,
        analysis: bool = True,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        rebuild: bool = False,
        settled: Callable[[FileEntry], bool] | None = None,
        named: AnyCollection[str] | None = None,
        patience: Callable[[float], bool] | None = None,
        files: int = 0,
        arriving: Callable[[], AnyCollection[str]] | None = None,
    ) -> SyncReport:
        """Take in what was fetched and analyse it; where nothing was, look for newer articles. The archive's faults raise nothing."""
        added = 0
        if not self._session.arrivals.waiting:
            added = self._remote.look_for_new(never if cancelled is None else cancelled, progress)
        report = super().sync(
            analysis=analysis, progress=progress, cancelled=cancelled, rebuild=rebuild, patience=patience
        )
        return replace(report, added=added, changed=0, removed=0)

    def watch(self) -> Watch:
        """Return what says when something was fetched that is to be taken in."""
        return _Arriving(self._session)

    def _changed(self) -> None:
        self.version += 1
        self._session.bump()

    # --- how it stands: :class:`briefing.collection.archive.view.ArchiveView` ---

    @property
    def standing(self) -> str:
        return self._remote.standing

    @property
    def total(self) -> int | None:
        return self._remote.total

    @property
    def listed(self) -> frozenset[str] | None:
        newest = self._remote.newest
        return None if newest is None else frozenset(newest)

    def more(self) -> bool:
        return self._remote.more()

    @property
    def fetching(self) -> bool:
        return self._remote.fetching

    def leave_search(self) -> None:
        self._remote.forget_search()

    def look_for_carriers(self, quotation: str) -> bool:
        if quotation in self._asked_for:
            return False
        self._asked_for.add(quotation)
        words = self.quotation(quotation).text
        Call(lambda cancellation: self._bring_carriers(words, quotation, cancellation), "carriers")
        return True

    def _bring_carriers(self, words: str, quotation: str, cancellation: Cancellation) -> None:
        try:
            fetched = self._carriers(words, cancellation)
        except ArchiveError as error:
            self._asked_for.discard(quotation)
            self._remote.failed(error)
            return
        self._remote.answered()
        if fetched:
            self._session.notice(f"{plural(fetched, 'more article')} of the archive may carry these words")
            self._changed()

    def _carriers(self, words: str, cancellation: Cancellation | None = None) -> int:
        """Fetch the articles that print the rarest runs of these words; how many were not here."""
        try:
            parsed = parse(query_for(words))
        except QueryError:
            return 0
        if parsed.root is None:
            return 0
        page = self._engine.search(parsed, limit=CARRIERS, cancellation=cancellation)
        return len(self._remote.bring([hit.id for hit in page.hits]))

    # --- for commands: one result by itself ---

    def result(self, query: str, *, limit: int = FIRST, also: Iterable[str] = ()) -> Result:
        """Return the first ``limit`` hits of ``query`` ("" for the newest articles) as a collection of their own, analysed: the same query on the
        same archive gives the same answers, whatever was fetched before. ``also`` names further articles of it.

        Raises QueryError, ArchiveError (where nothing was fetched that could serve).
        """
        parsed = parse(query) if query.strip() else EVERYTHING
        try:
            pages = list(self._remote.pages(parsed, limit, "relevance" if query.strip() else "date"))
            ids = [hit.id for page in pages for hit in page.hits]
            total = pages[0].total if pages else 0
            note = partly(pages)
            self._remote.bring(ids)
        except ArchiveError:
            if not self._queries.known():
                raise
            ids, total = self._cached(query, limit)
            note = self.standing
        documents = [self.document(id) for id in dict.fromkeys((*ids, *(self.article_id(ref) for ref in also)))]
        return Result(self, documents, total, note)

    def _cached(self, query: str, limit: int) -> tuple[list[str], int]:
        """Return what was fetched that matches, and how much of it there is."""
        if not query.strip():
            ids = [article.id for article in self.articles()]
            return ids[:limit], len(ids)
        found, result = Collection.matching(self, query, limit=limit, within=self._queries.known())
        return list(found), result.total

    def article_id(self, ref: str) -> str:
        """Return the id of an article, fetched if it is not here. Raises NotFoundError, ArchiveError."""
        return self.document(ref).article.id


class Result(Collection):
    """Some articles of an archive, analysed by themselves in a temporary folder. ``total`` articles matched; ``note`` says what is missing."""

    _session: Workspace

    def __init__(self, archive: Archive, documents: Sequence[Any], total: int, note: str) -> None:
        self.total, self.note, self.count = total, note, len(documents)
        self._folder = Path(tempfile.mkdtemp(prefix="briefing-"))
        try:
            session = Workspace(archive.folder, replace(archive.places, cache=self._folder))
            session.arrivals.put(documents)
            self._use(session, ArchiveQueries(session, None))
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def close(self) -> None:
        super().close()
        shutil.rmtree(self._folder, ignore_errors=True)


class _Arriving(Watch):
    """Looks whether something was fetched, where others look at a folder."""

    def __init__(self, session: Workspace) -> None:
        super().__init__(session.folder)
        self._session = session
        self.pause = 0.1

    def look(self, stopped: Callable[[], bool] = never, where: AbstractSet[str] | None = None) -> bool:
        """Return whether something is to be taken in."""
        return self._session.arrivals.waiting

    def glance(self, stopped: Callable[[], bool] = never) -> bool:
        """Return the same: it costs nothing."""
        return self._session.arrivals.waiting

    def named(self) -> None:
        """Return that nothing is named: all that was fetched is taken in."""


__all__ = ["Archive", "NotFoundError", "Result"]
