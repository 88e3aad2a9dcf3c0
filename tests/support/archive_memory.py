"""An archive in memory that answers as :class:`briefing.index.engine.SearchEngine` says, and fails, dawdles or leaves parts out when told to."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from briefing.collection.stages.index_input import index_document
from briefing.errors import ArchiveError
from briefing.index import Index
from briefing.index.engine import Advice, Cancellation, Cursor, EngineHit, Page
from briefing.index.query.evaluator import Evaluation, head
from briefing.index.query.nodes import ParsedQuery
from briefing.model import Document


class MemoryEngine:
    """Holds whole articles. ``error`` is raised by every question; ``hold`` keeps every question waiting until it is set; ``partial`` is said of
    every page; ``asked`` has what was asked, in order."""

    def __init__(self, folder: Path, documents: Iterable[Document]) -> None:
        self.documents: dict[str, Document] = {}
        self.index = Index.open(folder)
        self.error: ArchiveError | None = None
        self.hold: threading.Event | None = None
        self.partial = ""
        self.asked: list[str] = []
        self.released = 0
        self.add(documents)

    def add(self, documents: Iterable[Document]) -> None:
        """More articles come into the archive."""
        new = {document.article.id: document for document in documents}
        self.documents |= new
        self.index.update([index_document(document) for document in new.values()])

    def _answer(self, what: str, cancellation: Cancellation | None) -> None:
        self.asked.append(what)
        if self.hold is not None:
            while not self.hold.wait(0.01):
                if cancellation is not None and cancellation.cancelled:
                    raise ArchiveError("given up", "cancelled")
        if self.error is not None:
            raise self.error

    def search(
        self,
        query: ParsedQuery,
        *,
        limit: int = 20,
        sort: str = "relevance",
        after: Cursor | None = None,
        paged: bool = False,
        cancellation: Cancellation | None = None,
    ) -> Page:
        self._answer(f"search {query.text}", cancellation)
        snapshot = self.index._current()
        if snapshot is None or query.root is None:
            return Page(blank=query.root is None)
        matches = Evaluation(snapshot).run(query.root)
        start = int(after.after[0]) if after is not None else 0
        best = head(snapshot, matches, start + limit, by_date=sort == "date")[start:]
        hits = tuple(EngineHit(id, score, self.documents[id].article) for id, score in best)
        end = start + len(hits)
        cursor = Cursor((end,), "now" if paged else "") if end < matches.total else None
        return Page(hits, matches.total, cursor, self.partial)

    def release(self, cursor: Cursor) -> None:
        self.released += 1

    def fetch(self, ids: Sequence[str], *, cancellation: Cancellation | None = None) -> dict[str, Document]:
        self._answer(f"fetch {len(ids)}", cancellation)
        return {id: self.documents[id] for id in ids if id in self.documents}

    def suggest(self, text: str, *, live: bool = False, stemming: bool = False, scope: str = "") -> Advice:
        self._answer(f"suggest {text}", None)
        return Advice()

    def count(self, query: ParsedQuery, *, cancellation: Cancellation | None = None) -> int:
        self._answer("count", cancellation)
        return len(self.documents)

    def close(self) -> None:
        self.index.close()
