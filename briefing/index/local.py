"""The index in the person's cache as a :class:`briefing.index.engine.SearchEngine`. Imports neither Whoosh nor numpy before it is asked."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.index.engine import Advice, Cancellation, Cursor, EngineHit, Entry, IntakeProgress, Page
from briefing.index.index import Index
from briefing.index.query.fields import as_held
from briefing.index.query.nodes import ParsedQuery, looked_up
from briefing.index.query.parser import parse
from briefing.index.segment.records import Sort
from briefing.model import Document, Intake

if TYPE_CHECKING:
    from briefing.index.snapshot import Matches, Snapshot

_MOST_MOMENTS = 8
"""Paged searches whose state is kept at a time; the oldest goes first."""


class LocalEngine:
    """``index`` holds the words, ``documents`` gives whole articles by their ids (the index does not store them)."""

    def __init__(self, index: Index, documents: Callable[[Sequence[str]], Iterable[Document]]) -> None:
        self._index = index
        self._documents = documents
        self._moments: dict[str, Snapshot] = {}
        self._number = itertools.count(1)
        self._lock = threading.Lock()

    def bring_up_to_date(
        self, entries: Iterable[Entry], removed: Iterable[str] = (), progress: IntakeProgress | None = None
    ) -> Intake:
        """Put the words of ``entries`` and what analysis found in them. Every entry is put: who calls knows what has changed."""
        known = self._index.ids()
        taken: list[Entry] = []

        def words() -> Iterator[Entry]:
            for entry in entries:
                taken.append(entry)
                yield entry

        self._index.update((entry.words for entry in words()), removed, progress)
        self._index.update_facts(entry.facts for entry in taken if entry.facts is not None)
        added = sum(entry.words.id not in known for entry in taken)
        return Intake(added=added, changed=len(taken) - added)

    def search(
        self,
        query: ParsedQuery,
        *,
        limit: int = 20,
        sort: Sort = "relevance",
        after: Cursor | None = None,
        paged: bool = False,
        cancellation: Cancellation | None = None,
    ) -> Page:
        """Return ``limit`` hits without their articles, which the catalogue has. It is too quick to be cancelled."""
        from briefing.index.query.evaluator import head

        started = time.perf_counter()
        snapshot = self._state(after)
        if query.root is None or snapshot is None:
            return Page(blank=query.root is None)
        matches, partial = _evaluated(snapshot, query)
        done = int(after.after[0]) if after is not None else 0
        hits = head(snapshot, matches, done + limit, by_date=sort == "date")[done:]
        cursor = None
        if done + len(hits) < matches.total:
            cursor = Cursor((done + len(hits),), after.moment if after is not None else self._keep(snapshot, paged))
        return Page(
            tuple(EngineHit(id, score) for id, score in hits),
            matches.total,
            cursor,
            "too many words begin so: the rarest of them are left out" if partial else "",
            (time.perf_counter() - started) * 1e3,
        )

    def _state(self, after: Cursor | None) -> Snapshot | None:
        """Return the state on which a page is read: that of the page before it, if it was kept."""
        kept = self._moments.get(after.moment) if after is not None else None
        return self._index.snapshot() if kept is None else kept

    def _keep(self, snapshot: Snapshot, paged: bool) -> str:
        """Keep the state of a paged search and return its name, "" for others."""
        if not paged:
            return ""
        with self._lock:
            moment = str(next(self._number))
            self._moments[moment] = snapshot
            while len(self._moments) > _MOST_MOMENTS:
                del self._moments[next(iter(self._moments))]
        return moment

    def release(self, cursor: Cursor) -> None:
        """Let go of the state that ``cursor`` rests on."""
        with self._lock:
            self._moments.pop(cursor.moment, None)

    def fetch(self, ids: Sequence[str], *, cancellation: Cancellation | None = None) -> dict[str, Document]:
        """Return the whole articles of ``ids`` that are there."""
        return {document.article.id: document for document in self._documents(ids)}

    def suggest(self, text: str, *, live: bool = False, stemming: bool = False, scope: str = "") -> Advice:
        """Return what to say of a query that found nothing."""
        snapshot = self._index.snapshot()
        if snapshot is None:
            return Advice()
        parsed = parse(text, live=live, stemming=stemming, scope=scope)
        return Advice(*self._index.advise(snapshot, parsed, live, stemming, scope))

    def count(self, query: ParsedQuery, *, cancellation: Cancellation | None = None) -> int:
        """Return how many articles match; of an empty query, how many there are."""
        if query.root is None:
            return len(self._index.ids())
        snapshot = self._index.snapshot()
        return 0 if snapshot is None else _evaluated(snapshot, query)[0].total

    def close(self) -> None:
        """Let go of files and memory."""
        with self._lock:
            self._moments.clear()
        self._index.close()


def _evaluated(snapshot: Snapshot, query: ParsedQuery) -> tuple[Matches, bool]:
    """Return what matches, and whether a limit cut it short."""
    from briefing.index.query.evaluator import Evaluation
    from briefing.index.snapshot import nothing

    root = looked_up(query, as_held).root
    if root is None:
        return nothing(), False
    evaluation = Evaluation(snapshot)
    return evaluation.run(root), evaluation.partial
