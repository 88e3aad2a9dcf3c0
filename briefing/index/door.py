"""The index of one folder of articles: put, remove, search. First form, on Whoosh as its documentation uses it.

Body text is not stored: snippets are computed from the text that the caller hands in. Nothing of Whoosh is imported or opened
before the manifest has been checked.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from briefing.errors import StateError
from briefing.index import dates, integrity
from briefing.index.fuzzy import near
from briefing.index.query import And, Dates, Fuzzy, Node, Not, Or, Phrase, Prefix, Term, parse
from briefing.index.records import ArticleFacts, Found, IndexDocument, Progress, Sort

_LOCK_WAIT = 60.0


class Index:
    """Open with :meth:`open`. Safe to search from several threads; one update at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stale = False
        self._lock = threading.RLock()
        self._text: Any = None
        self._facts: Any = None

    @classmethod
    def open(cls, folder: Path) -> Index:
        """The index kept in ``folder``, a private cache folder. ``stale`` says that it is empty or was damaged, or of another
        version: then everything must be put again. Raises StateError if the folder cannot be used."""
        integrity.private_folder(folder)
        index = cls(folder)
        manifest = integrity.read(folder)
        if manifest is None or not integrity.verify(folder, manifest):
            with integrity.locked(folder, wait=1.0) as held:
                if held:
                    integrity.discard(folder)
            index.stale = True
        return index

    def close(self) -> None:
        with self._lock:
            for whoosh in (self._text, self._facts):
                if whoosh is not None:
                    whoosh.close()
            self._text = self._facts = None

    def update(self, documents: Iterable[IndexDocument], removed: Iterable[str] = (), progress: Progress | None = None) -> None:
        """Put ``documents`` (an id that is there is replaced) and take out ``removed``, in one commit."""
        with self._lock, integrity.locked(self.folder, wait=_LOCK_WAIT) as held:
            if not held:
                raise StateError("another program is updating the search index; try again when it is done")
            text, facts = self._open()
            writer, facts_writer = text.writer(), facts.writer()
            for id_ in removed:
                writer.delete_by_term("id", id_)
                facts_writer.delete_by_term("id", id_)
            for count, document in enumerate(documents, 1):
                writer.update_document(
                    id=document.id,
                    text="\n\n\n".join((document.title, document.standfirst, document.body)),
                    title=document.title,
                    outlet=document.outlet,
                    path=document.path,
                    date=dates.day_of(document.date) or 0,
                    minute=dates.minute_of(document.date) or -(2**60),
                )
                if progress is not None and count % 100 == 0:
                    progress(count)
            writer.commit()
            facts_writer.commit()
            self._publish()

    def update_facts(self, facts: Iterable[ArticleFacts]) -> None:
        """Put what analysis found, in one commit; an id that is there is replaced. The text is not indexed again."""
        with self._lock, integrity.locked(self.folder, wait=_LOCK_WAIT) as held:
            if not held:
                raise StateError("another program is updating the search index; try again when it is done")
            writer = self._open()[1].writer()
            for fact in facts:
                writer.update_document(
                    id=fact.id,
                    quote="\n".join(fact.quotes),
                    speaker="\n".join(fact.speakers),
                    entity="\n".join(fact.entities),
                )
            writer.commit()
            self._publish()

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        sort: Sort = "relevance",
        live: bool = False,
        within: Collection[str] | None = None,
    ) -> Found:
        """The articles that match ``query``. Raises QueryError."""
        started = time.perf_counter()
        root = parse(query, live=live).root
        if root is None:
            return Found(query, 0, (), (time.perf_counter() - started) * 1e3)
        with self._lock:
            text, facts = self._open()
            with text.searcher() as searcher, facts.searcher() as facts_searcher:
                compiled = self._compile(root, searcher, facts_searcher)
                found = searcher.search(compiled, limit=None)
                rows = [(hit["id"], float(hit.score or 0.0), hit["minute"]) for hit in found]
        if within is not None:
            allowed = frozenset(within)
            rows = [row for row in rows if row[0] in allowed]
        if sort == "date":
            rows.sort(key=lambda row: -row[2])
        else:
            rows.sort(key=lambda row: (-row[1], -row[2]))
        hits = tuple((id_, score) for id_, score, _ in rows[:limit])
        return Found(query, len(rows), hits, (time.perf_counter() - started) * 1e3)

    def _open(self) -> tuple[Any, Any]:
        if self._text is None:
            from whoosh import index

            from briefing.index.schema import facts_schema, text_schema

            pairs = (("text", text_schema()), ("facts", facts_schema()))
            opened = [
                index.create_in(self.folder, schema, indexname=name)
                if self.stale or not index.exists_in(self.folder, indexname=name)
                else index.open_dir(self.folder, indexname=name, schema=schema)
                for name, schema in pairs
            ]
            self._text, self._facts = opened
        return self._text, self._facts

    def _publish(self) -> None:
        names = [p.name for p in self.folder.iterdir() if p.is_file() and p.name not in (integrity.MANIFEST, integrity.LOCK)
                 and not p.name.endswith("LOCK")]
        for name in names:
            integrity.sync(self.folder / name)
        last = integrity.read(self.folder)
        generation = last.generation + 1 if last else 1
        integrity.publish(self.folder, integrity.Manifest(generation, {n: integrity.digest(self.folder / n) for n in names}))
        self.stale = False

    def _compile(self, node: Node, searcher: Any, facts: Any) -> Any:
        from whoosh import query as wq

        if isinstance(node, And):
            return wq.And([self._compile(child, searcher, facts) for child in node.nodes])
        if isinstance(node, Or):
            return wq.Or([self._compile(child, searcher, facts) for child in node.nodes])
        if isinstance(node, Not):
            return wq.And([wq.Every(), wq.Not(self._compile(node.node, searcher, facts))])
        if isinstance(node, Dates):
            return wq.NumericRange("date", max(node.first, 1), node.last)
        if node.field in ("quote", "speaker", "entity"):
            found = facts.search(self._leaf(node, node.field, facts), limit=None)
            return wq.Or([wq.Term("id", hit["id"]) for hit in found]) or wq.NullQuery
        return self._leaf(node, node.field or "text", searcher)

    @staticmethod
    def _leaf(node: Term | Prefix | Fuzzy | Phrase, field: str, searcher: Any) -> Any:
        from whoosh import query as wq

        reader = searcher.reader()
        if isinstance(node, Term):
            return wq.Term(field, node.term)
        if isinstance(node, Prefix):
            return wq.Prefix(field, node.term)
        if isinstance(node, Fuzzy):
            lexicon = (text.decode() for text in reader.lexicon(field))
            return wq.Or([wq.Term(field, term) for term in near(node.term, lexicon)])
        if node.open_end:
            ends = [text.decode() for text in reader.expand_prefix(field, node.terms[-1])]
            return wq.Or([wq.Phrase(field, [*node.terms[:-1], end]) for end in ends[:200]])
        return wq.Phrase(field, list(node.terms))
