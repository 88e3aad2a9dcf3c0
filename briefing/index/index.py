"""The index of one folder of articles: put, remove, search.

Body text is not stored: snippets are computed from the text that the caller hands in. Neither Whoosh nor numpy is imported, and no
file opened, before the manifest has been checked. Never reads a folder of articles, and never writes outside its own folder.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefing.errors import QueryError, StateError
from briefing.file_lock import locked
from briefing.index import manifest as integrity
from briefing.index.query.fields import as_held
from briefing.index.query.nodes import LOOKED_UP, Among, LookUp, ParsedQuery, Term, Word, looked_up, name_in_index
from briefing.index.query.parser import parse
from briefing.index.segment.records import ArticleFacts, Found, IndexDocument, Progress, Sort

if TYPE_CHECKING:
    from briefing.index.segment.generation import Generation
    from briefing.index.snapshot import Part, Snapshot

T = TypeVar("T")

LOCK_WAIT = 60.0
"""Seconds that an update waits for another program's update."""
_LOOK = 0.25
"""Seconds after which a search looks again whether another program has committed."""


class Index:
    """Open with :meth:`open`. Safe to search from several threads while one updates; each search sees one whole state."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stale = False
        self._writing = threading.Lock()
        self._loading = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._seen: tuple[int, int, int] | None = None
        self._look_at = 0.0
        self._not_ours: OSError | None = None

    @classmethod
    def open(cls, folder: Path) -> Index:
        """Return the index kept in ``folder``, a private cache folder. ``stale`` says that it is empty, was damaged or is of another
        version (its content is then thrown away) and everything must be put. Raises StateError if the folder cannot be used."""
        integrity.private_folder(folder)
        index = cls(folder)
        try:
            if not index._load():
                with locked(folder / integrity.LOCK, wait=LOCK_WAIT if integrity.exists(folder) else 0.0) as held:
                    if held and not index._load():
                        integrity.discard(folder)
                index.stale = index._snapshot is None
        except OSError as error:
            raise StateError(f"cannot use the search index in {folder}: {error.strerror or error}") from error
        return index

    def close(self) -> None:
        """Let go of files and memory. The next call opens them again."""
        with self._loading:
            self._snapshot = None
            self._seen = None

    def update(
        self, documents: Iterable[IndexDocument], removed: Iterable[str] = (), progress: Progress | None = None
    ) -> None:
        """Put ``documents`` (an id that is there is replaced, its facts stay) and take out ``removed`` with their facts, in
        one commit. ``documents`` is consumed lazily. Raises StateError if another program holds the index for a minute."""

        def run(last: Generation | None) -> Generation:
            from briefing.index.segment import writer

            return writer.update(self.folder, last, self._theirs(documents), removed, progress)

        self._write(run)

    def update_facts(self, facts: Iterable[ArticleFacts]) -> None:
        """Put what analysis found, in one commit; an id that is there is replaced. No text is indexed again."""

        def run(last: Generation | None) -> Generation:
            from briefing.index.segment import writer

            return writer.update_facts(self.folder, last, self._theirs(facts))

        self._write(run)

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        sort: Sort = "relevance",
        live: bool = False,
        within: Collection[str] | None = None,
        stemming: bool = False,
        scope: str = "",
        look_up: LookUp = as_held,
    ) -> Found:
        """Return the articles that match ``query``, of those in ``within`` if given: by relevance (equal ones newest first) or newest
        first. ``live`` reads the last word as a prefix and forgives what is still being typed; ``stemming`` takes a
        word for all its forms; ``scope`` is the field of words that name none; ``look_up`` knows
        what the words of note and story stand for, and what a person wrote. Raises QueryError."""
        started = time.perf_counter()
        parsed = looked_up(parse(query, live=live, stemming=stemming, scope=scope), look_up)
        snapshot = self.snapshot()
        if parsed.root is None or snapshot is None:
            return Found(query, 0, (), (time.perf_counter() - started) * 1e3, blank=parsed.root is None)
        from briefing.index.query.evaluator import Evaluation, head

        evaluation = Evaluation(snapshot)
        matches = evaluation.run(parsed.root)
        if within is not None:
            matches = matches.keep(snapshot.mask(frozenset(within))[matches.docs])
        hits = head(snapshot, matches, limit, by_date=sort == "date")
        total = matches.total
        suggestion: str | None = None
        absent: tuple[str, ...] = ()
        if not total:
            suggestion, absent = self.advise(snapshot, parsed, live, stemming, scope, look_up)
        return Found(query, total, hits, (time.perf_counter() - started) * 1e3, suggestion, evaluation.partial, absent)

    def ids(self) -> frozenset[str]:
        """Return the ids of all articles in the index."""
        snapshot = self.snapshot()
        return frozenset(snapshot.text.numbers) if snapshot is not None else frozenset()

    def warm(self) -> None:
        """Load what the first search would load; for a background thread."""
        snapshot = self.snapshot()
        if snapshot is not None:
            with suppress(QueryError):
                self.search("date:>1900 aa*", limit=1)

    def advise(
        self,
        snapshot: Snapshot,
        parsed: ParsedQuery,
        live: bool,
        stemming: bool,
        scope: str,
        look_up: LookUp = as_held,
    ) -> tuple[str | None, tuple[str, ...]]:
        """Return, of a query that finds nothing, a corrected one that finds something, and its words that stand in no article."""
        suggestion = self._suggestion(snapshot, parsed, live, stemming, scope, look_up)
        words = () if stemming else parsed.words  # another form of a word may stand where the word does not
        return suggestion, tuple(
            parsed.text[word.start : word.end] for word in words if _absent(snapshot, word, look_up)
        )

    def _suggestion(
        self,
        snapshot: Snapshot,
        parsed: ParsedQuery,
        live: bool,
        stemming: bool,
        scope: str,
        look_up: LookUp,
    ) -> str | None:
        """Return the query with each word that no article has replaced by the nearest that some article has, if that finds anything."""
        from briefing.index.query.evaluator import Evaluation
        from briefing.index.query.expansion import correction

        text = parsed.text
        changed = False
        in_index = [word for word in parsed.words if word.field not in LOOKED_UP]
        for word in sorted(in_index, key=lambda word: -word.start):
            part, field = _part(snapshot, word)
            if not part.segments or part.frequency(field, word.term):
                continue
            lengths = range(len(word.term) - 2, len(word.term) + 3)
            lexicon = [term for length in lengths for term in part.lexicon(field).get(length, ())]
            other = correction(word.term, lexicon, lambda term, part=part, field=field: part.frequency(field, term))  # type: ignore[misc]
            if other is None:
                return None
            text = text[: word.start] + other + text[word.end :]
            changed = True
        if not changed:
            return None
        with suppress(QueryError):
            root = looked_up(parse(text, live=live, stemming=stemming, scope=scope), look_up).root
            if root is not None and Evaluation(snapshot).run(root).docs.size:
                return text
        return None

    def _theirs(self, items: Iterable[T]) -> Iterator[T]:
        """Yield ``items``, with the errors that come from them told apart from ours."""
        try:
            yield from items
        except OSError as error:
            self._not_ours = error
            raise

    def _write(self, run: Callable[[Generation | None], Generation]) -> None:
        try:
            with self._writing:
                integrity.private_folder(self.folder)
                with locked(self.folder / integrity.LOCK, wait=LOCK_WAIT) as held:
                    if not held:
                        raise StateError("another program is updating the search index; try again when it is done")
                    if not self._load(careful=True) and self._snapshot is not None:
                        self._snapshot = None
                        self.stale = True
                        raise StateError("the search index was removed or damaged meanwhile; the next look rebuilds it")
                    self._take(run(self._snapshot.generation if self._snapshot is not None else None))
        except OSError as error:
            if error is self._not_ours:
                raise
            raise StateError(f"cannot write the search index in {self.folder}: {error.strerror or error}") from error

    def _take(self, generation: Generation) -> None:
        from briefing.index.snapshot import Snapshot

        with self._loading:
            self._snapshot = Snapshot(generation, self._snapshot)
            self._seen = integrity.stamp(self.folder)
        self.stale = False

    def snapshot(self) -> Snapshot | None:
        """Return the last whole state, ``None`` while it is empty; looks now and then whether another program has made a newer one."""
        now = time.monotonic()
        if now >= self._look_at or self._snapshot is None:
            self._look_at = now + _LOOK
            if self._snapshot is None or integrity.stamp(self.folder) != self._seen:
                self._load()
        current = self._snapshot
        return current if current is not None and current.size else None

    def _load(self, *, careful: bool = False) -> bool:
        """Take up the state on disk; keeps the one we have if there is none that is whole. Gives whether there was one.

        ``careful`` reads the manifest even if the file system says that it is the one we know (before writing on top of it).
        """
        with self._loading:
            known = self._snapshot
            stamp = integrity.stamp(self.folder)
            if stamp is None:
                return False
            if stamp == self._seen and known is not None and not careful:
                return True
            manifest = integrity.read(self.folder)
            if manifest is None:
                return False
            if known is not None and manifest == known.generation.manifest:
                self._seen = stamp
                return True
            from briefing.index.segment.generation import load
            from briefing.index.snapshot import Snapshot

            loaded = load(self.folder, known.generation if known is not None else None)
            if loaded is None:
                return False
            self._snapshot = Snapshot(loaded, known)
            self._seen = stamp
            return True


def _absent(snapshot: Snapshot, word: Word, look_up: LookUp) -> bool:
    """Return whether a word of a query is known to stand in no article, in the field in which it is looked for."""
    if word.field in LOOKED_UP:
        return look_up(Term(word.field, word.term)) == Among(frozenset())
    part, field = _part(snapshot, word)
    if not part.segments:
        return False  # nothing was analysed yet
    return not part.frequency(field, word.term)


def _part(snapshot: Snapshot, word: Word) -> tuple[Part, str]:
    """Return the part of the index, and the field in it, that a word of a query is looked for in."""
    from briefing.index.query.evaluator import FACTS

    return (snapshot.facts if word.field in FACTS else snapshot.text), name_in_index(word.field)
