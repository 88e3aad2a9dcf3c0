"""Articles on their way from an archive into its catalogue here: fetched, readable at once, and put in when the next sync comes to it.

The catalogue here is bounded: what was used least recently goes when there is too much, but nothing for which a person made something.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from briefing.collection.stages.work import Work
from briefing.model import Document
from briefing.store.catalogue.catalogue import Catalogue, FileRow
from briefing.store.catalogue.serialise import dump_document

BATCH = 100
"""Articles for one commit."""
MOST_ARTICLES, MOST_CHARACTERS = 4_000, 60_000_000
"""Articles of one archive, and code points of their texts, that are kept here."""
ROOM = 0.9
"""The share of both that is left when there was too much."""


class Arrivals:
    """Fetched articles that the catalogue does not hold yet. Safe to use from several threads."""

    def __init__(
        self, kept: Callable[[], Collection[str]], arrived: Callable[[], object], *, lasting: bool = True
    ) -> None:
        """``kept`` gives the ids of the articles that must stay; ``arrived`` is told when there are more articles than before. ``lasting``: an
        id stands for one text for ever; else articles that were fetched before this was made are fetched again."""
        self._lock = threading.Lock()
        self._documents: dict[str, Document] = {}
        self._used: dict[str, int] = {}
        self._stored: frozenset[str] = frozenset()
        self._kept, self._arrived, self._lasting = kept, arrived, lasting
        self._fetched: set[str] = set()

    def put(self, documents: Iterable[Document]) -> None:
        """Have these articles readable from now on."""
        with self._lock:
            before = len(self._documents)
            self._documents |= {document.article.id: self._marked(document) for document in documents}
            self._fetched.update(self._documents)
            more = len(self._documents) > before
        if more:
            self._arrived()

    def _marked(self, document: Document) -> Document:
        """Return ``document`` with a mark that another text or another head would not have."""
        if self._lasting:
            return document
        said = f"{document.article!r} {document.text}".encode("utf-8", "replace")
        return replace(document, fingerprint=hashlib.sha256(said).hexdigest())

    def settle(self, stored: frozenset[str]) -> None:
        """Learn which articles the catalogue holds: threads that wait for the archive must not ask it, as it may be closed under them."""
        self._stored = stored if self._lasting else stored.intersection(self._fetched)

    def here(self) -> frozenset[str]:
        """Return the ids of all articles that are here, as far as that was told."""
        with self._lock:
            return self._stored.union(self._documents)

    def find(self, ref: str) -> Document | None:
        """Return the article that has just been fetched, by its id or its path, or None."""
        with self._lock:
            named = (document for document in self._documents.values() if document.article.path == ref)
            return self._documents[ref] if ref in self._documents else next(named, None)

    def all(self) -> list[Document]:
        """Return everything that the catalogue does not hold yet."""
        with self._lock:
            return list(self._documents.values())

    @property
    def waiting(self) -> bool:
        """Something is to be taken into the catalogue."""
        return bool(self._documents)

    def use(self, ids: Iterable[str]) -> None:
        """Remember that these articles were found or opened now."""
        now = time.time_ns()
        with self._lock:
            self._used |= dict.fromkeys(ids, now)

    def take_in(self, work: Work) -> None:
        """Put what was fetched into the catalogue, and let go of what has not been used for longest if that is too much."""
        documents = self.all()
        for start in range(0, len(documents), BATCH):
            lot = documents[start : start + BATCH]
            work.tell("ingest", start, len(documents))
            for document, why in work.each(lot, lambda some: _put(work, some)):
                work.catalogue.failed.put("index", document.article.id, work.signed("index"), why)
            work.committed()
            with self._lock:
                self._stored = self._stored.union(document.article.id for document in lot)
                for document in lot:
                    if self._documents.get(document.article.id) is document:
                        del self._documents[document.article.id]
        self._touch(work.catalogue)
        self._bound(work)
        self.settle(frozenset(work.catalogue.ids()))
        if documents:
            work.tell("ingest", len(documents), len(documents))

    def _touch(self, catalogue: Catalogue) -> None:
        with self._lock:
            used, self._used = self._used, {}
        if used:
            with catalogue.transaction():
                for id, when in used.items():
                    catalogue.touch_file(id, when)

    def _bound(self, work: Work) -> None:
        gone = _too_much(work.catalogue, self._kept)
        if gone:
            with work.catalogue.transaction():
                work.removed += sum(work.catalogue.remove_file(path) for path in gone)
            work.committed()


def _put(work: Work, documents: Sequence[Document]) -> None:
    now = time.time_ns()
    with work.catalogue.transaction():
        for document in documents:
            # Two articles of an archive may have come from files of one name: each is kept under its id.
            row = FileRow(len(document.text), now, "", 0, ())
            work.catalogue.put_file(document.article.id, row, [dump_document(document)])


def _too_much(catalogue: Catalogue, kept: Callable[[], Collection[str]]) -> list[str]:
    """Return the ids of the articles that go, the least recently used first."""
    files = catalogue.files()
    articles, characters = len(files), sum(row.size for row in files.values())
    if max(articles / MOST_ARTICLES, characters / MOST_CHARACTERS) <= 1:
        return []
    stay = frozenset(kept())
    gone = []
    for id, row in sorted(files.items(), key=lambda item: item[1].mtime_ns):
        if max(articles / MOST_ARTICLES, characters / MOST_CHARACTERS) <= ROOM:
            break
        if id not in stay:
            gone.append(id)
            articles, characters = articles - 1, characters - row.size
    return gone
