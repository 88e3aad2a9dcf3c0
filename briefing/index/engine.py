"""What everything above the search asks of an engine, whichever it is: the index in the person's cache, or an archive elsewhere.

One protocol, :class:`SearchEngine`, with two implementations: :class:`briefing.index.local.LocalEngine` (Whoosh) and
:class:`briefing.index.archive.engine.ArchiveEngine` (OpenSearch). Both take the one parsed tree and give the same sets; the order by relevance
may differ. Value objects and signatures only; importing this loads no engine.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from briefing.index.query.nodes import ParsedQuery
from briefing.index.segment.records import ArticleFacts, IndexDocument, Sort
from briefing.model import Article, Document, Intake


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as an engine takes it in: the words to be searched, the whole document to be fetched again, and what analysis found
    (``None`` where it has not been analysed)."""

    words: IndexDocument
    document: Document
    facts: ArticleFacts | None = None


IntakeProgress = Callable[[int], None]
"""Called now and then with the number of articles that have been dealt with."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page of hits ended, to ask for the next one of the same search. ``after`` are the values by which the last hit was sorted;
    ``moment`` names the state of the engine on which the search runs ("" if it keeps none); ``seen`` are the ids of the last hits that have one score.
    Only its engine reads it."""

    after: tuple[str | int | float, ...]
    moment: str = ""
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EngineHit:
    """One article found. ``article`` is what is known of it, where the engine gives that along with the hit."""

    id: str
    score: float
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some hits of a search, in order. ``total`` articles match. ``cursor`` asks for the next page, ``None`` behind the last hit. ``partial``
    is a line for people if parts of the engine did not answer (``2 of 5 shards did not answer``), so that hits may be missing; "" if the answer is
    whole. ``ms`` is the time that it took, ``engine_ms`` what of it the engine itself says that it needed. ``blank``: the query asks for
    nothing (yet)."""

    hits: tuple[EngineHit, ...] = ()
    total: int = 0
    cursor: Cursor | None = None
    partial: str = ""
    ms: float = 0.0
    engine_ms: float = 0.0
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """What to say when nothing was found: ``suggestion`` is a corrected query that finds something, ``absent`` the words of the query, as typed,
    that stand in no article."""

    suggestion: str | None = None
    absent: tuple[str, ...] = ()


class Cancellation:
    """A way to give up a question that a newer one has superseded: :meth:`cancel` from any thread ends the wait at once, and the call that
    was given this raises ArchiveError of kind ``cancelled``."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stops: list[Callable[[], None]] = []
        self.cancelled = False

    def cancel(self) -> None:
        """Give up; to do so twice changes nothing."""
        with self._lock:
            self.cancelled, stops = True, self._stops
            self._stops = []
        for stop in stops:
            stop()

    def on_cancel(self, stop: Callable[[], None]) -> None:
        """Have ``stop`` called when this is given up, at once if it has been."""
        with self._lock:
            if not self.cancelled:
                self._stops.append(stop)
                return
        stop()

    def done(self) -> None:
        """Forget what was to be stopped: the question has been answered."""
        with self._lock:
            self._stops.clear()


class SearchEngine(Protocol):
    """An index of articles. Safe to ask from several threads. Each method raises QueryError for what this engine cannot say, named;
    an archive raises ArchiveError where it does not answer."""

    def bring_up_to_date(
        self, entries: Iterable[Entry], removed: Iterable[str] = (), progress: IntakeProgress | None = None
    ) -> Intake:
        """Take ``entries`` in and ``removed`` (ids) out; what is there already and has not changed stays as it is. ``entries`` is
        consumed lazily."""
        ...

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
        """Return ``limit`` hits of ``query``, from ``after`` on: by relevance (equal ones newest first) or newest first. ``paged`` keeps the
        state of the engine, so that further pages neither repeat nor miss an article whatever is taken in meanwhile; :meth:`release` its
        cursor when no more is wanted."""
        ...

    def release(self, cursor: Cursor) -> None:
        """Let go of the state that a paged search keeps; never raises."""
        ...

    def fetch(self, ids: Sequence[str], *, cancellation: Cancellation | None = None) -> dict[str, Document]:
        """Return the whole articles of ``ids``; those that the engine does not hold are left out."""
        ...

    def suggest(self, text: str, *, live: bool = False, stemming: bool = False, scope: str = "") -> Advice:
        """Return what to say of the query ``text``, which found nothing, read as :func:`briefing.index.query.parser.parse` reads it."""
        ...

    def count(self, query: ParsedQuery, *, cancellation: Cancellation | None = None) -> int:
        """Return how many articles match; of an empty query (``root`` is ``None``), how many there are."""
        ...

    def close(self) -> None:
        """Let go of files and connections. The next call opens them again."""
        ...
