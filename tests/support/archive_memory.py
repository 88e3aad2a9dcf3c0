"""An archive in memory that fails, dawdles, or leaves parts out when told to."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefing.collection.stages.index_input import index_document
from briefing.errors import ArchiveError
from briefing.index import Index
from briefing.index.engine import Advice, Cancellation, Cursor, Page
from briefing.index.local import LocalEngine
from briefing.index.query.nodes import ParsedQuery
from briefing.model import Document


class MemoryEngine(LocalEngine):
    """Holds whole articles. ``error`` is raised by every question; ``hold`` keeps every question waiting until it is set; ``partial`` is said of
    every page; ``asked`` has what was asked, in order."""

    def __init__(self, folder: Path, documents: Iterable[Document]) -> None:
        self.index = Index.open(folder)
        super().__init__(self.index, lambda ids: [self.documents[id] for id in ids if id in self.documents])
        self.documents: dict[str, Document] = {}
        self.error: ArchiveError | None = None
        self.hold: threading.Event | None = None
        self.partial = ""
        self.asked: list[str] = []
        self.given_up = 0
        self.add(documents)

    def add(self, documents: Iterable[Document]) -> None:
        """More articles come into the archive."""
        new = {document.article.id: document for document in documents}
        self.documents |= new
        self.index.update([index_document(document) for document in new.values()])

    @property
    def moments(self) -> int:
        """How many states are kept for paged searches."""
        return len(self._moments)

    def _answer(self, what: str, cancellation: Cancellation | None) -> None:
        self.asked.append(what)
        if self.hold is not None:
            while not self.hold.wait(0.01):
                if cancellation is not None and cancellation.cancelled:
                    self.given_up += 1
                    raise ArchiveError("given up", "cancelled")
        if self.error is not None:
            raise self.error

    def search(
        self,
        query: ParsedQuery,
        *,
        limit: int = 20,
        sort: Any = "relevance",
        after: Cursor | None = None,
        paged: bool = False,
        cancellation: Cancellation | None = None,
    ) -> Page:
        self._answer(f"search {query.text}", cancellation)
        page = super().search(query, limit=limit, sort=sort, after=after, paged=paged)
        return replace(page, partial=self.partial)

    def fetch(self, ids: Sequence[str], *, cancellation: Cancellation | None = None) -> dict[str, Document]:
        self._answer(f"fetch {len(ids)}", cancellation)
        return super().fetch(ids)

    def suggest(self, text: str, *, live: bool = False, stemming: bool = False, scope: str = "") -> Advice:
        self._answer(f"suggest {text}", None)
        return super().suggest(text, live=live, stemming=stemming, scope=scope)
