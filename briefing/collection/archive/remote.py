"""What a reader asks of an archive: the newest articles, searches page by page, whole articles. Never waits longer than a person would.

A search is answered with the articles of its first screenful; those of its first :data:`FIRST` hits follow, and more as the list is walked.
Whatever fails is told by :attr:`Remote.standing` in the words that the header shows; the reader goes on with what was fetched.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from briefing.collection.archive.arrivals import Arrivals
from briefing.collection.archive.call import Call, never, rest, superseded
from briefing.errors import ArchiveError, QueryError
from briefing.index.engine import Advice, Cancellation, Cursor, Page, SearchEngine
from briefing.index.query.nodes import TEXT, Not, Or, ParsedQuery, Term
from briefing.index.query.parser import parse
from briefing.index.segment.records import Sort
from briefing.model import Document

NOT_REACHABLE: Final = "archive not reachable, showing what is cached"
SLOW: Final = "partial results: the archive has not answered yet, showing what is cached"
PARTIAL: Final = "partial results"
ONLY_HERE: Final = "partial results: of the articles that are here"
"""Said of a search within names or an outlet, which are known of fetched articles only."""

SCREENFUL: Final = 24
"""Articles that are fetched before anything is shown."""
FIRST: Final = 200
"""Hits of a search that are asked for at once; their articles are what quotations, names, statements and stories are computed on."""
MOST: Final = 2_000
"""Hits of a search that a list can be walked through."""
LOT: Final = 50
"""Articles that are fetched at once."""
AT_MOST: Final = 1_000
"""Hits of one page for a command."""
BETWEEN_LETTERS: Final = 0.06
"""Seconds for which a search waits while it is typed."""
PATIENCE, IN_TROUBLE = 1.2, 0.3
"""Seconds for which a person waits for an answer; the second where the last one did not come."""
FRESH: Final = 300.0
"""Seconds after which the same search is asked anew."""
_ANY: Final = Term(TEXT, "a")
EVERYTHING: Final = ParsedQuery("", Or((_ANY, Not(_ANY))))
"""What every article matches, in every archive: a word, or its absence."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as typed."""

    text: str
    live: bool = False
    quotations_only: bool = False


@dataclass(slots=True, eq=False)
class Found:
    """What one search found so far: the ids in order, how many articles match, and how to ask for more."""

    asked: Asked | None = None
    parsed: ParsedQuery = EVERYTHING
    ids: list[str] = field(default_factory=list)
    total: int = 0
    partial: str = ""
    cursor: Cursor | None = None
    advice: Advice = field(default_factory=Advice)
    ms: float = 0.0
    since: float = field(default_factory=time.monotonic)

    def answers(self, asked: Asked) -> bool:
        """Return whether this is still the answer to a question."""
        return self.asked == asked if time.monotonic() - self.since < FRESH else False


class Remote:
    """The archive behind an open reader. Safe to use from several threads.

    Args:
        engine: the archive.
        arrivals: where fetched articles go.
        known: gives the ids of the articles that are here already.
        changed: told when there is more to show than before.
        notice: told, in a line, what went wrong.
    """

    def __init__(
        self,
        engine: SearchEngine,
        arrivals: Arrivals,
        known: Callable[[], AbstractSet[str]],
        changed: Callable[[], object],
        notice: Callable[[str], object],
    ) -> None:
        self.engine = engine
        self.total: int | None = None
        """Articles in the whole archive; None while that is not known."""
        self.newest: tuple[str, ...] | None = None
        """The newest articles in order, as far as the list has been walked; None while they are not known."""
        self._arrivals, self._known, self._changed, self._notice = arrivals, known, changed, notice
        self._lock = threading.RLock()
        self._trouble = ""
        self._wanted: Asked | None = None
        self._last = self._browsed = Found()
        self._filling = Call[None](lambda _: None, "idle")

    # --- how it stands ---

    @property
    def standing(self) -> str:
        """What the header says: "" while the archive answers in full."""
        if self._trouble:
            return self._trouble
        return PARTIAL if self._shown.partial else ""

    def answered(self) -> None:
        """Hear that the archive has answered."""
        if self._trouble:
            self._trouble = ""
            self._changed()

    def failed(self, error: ArchiveError) -> None:
        """Hear that it has not; a question that was given up says nothing."""
        if error.kind == "cancelled":
            return
        self._trouble = NOT_REACHABLE
        self._notice(f"{NOT_REACHABLE}: {error}")
        self._changed()

    @property
    def _patience(self) -> float:
        return IN_TROUBLE if self._trouble else PATIENCE

    def _part_of(self, page: Page) -> str:
        """Return the line on parts of the archive that did not answer, which is told, or ""."""
        line = partly([page])
        if line:
            self._notice(line)
        return line

    def _found_in(self, page: Page, asked: Asked, parsed: ParsedQuery) -> Found:
        ids = [hit.id for hit in page.hits]
        return Found(asked, parsed, ids, page.total, self._part_of(page), page.cursor, ms=page.ms)

    # --- searches ---

    @property
    def _shown(self) -> Found:
        """What the list shows: a search, or the newest articles."""
        return self._browsed if self._wanted is None else self._last

    def found(self, asked: Asked, parsed: ParsedQuery, cancelled: Callable[[], bool] = never) -> Found | None:
        """Return what the archive finds, or None where it does not answer in time: what comes later is kept for when the same is
        asked again, and told as a change. Raises ArchiveError of kind ``cancelled``, and QueryError for what it cannot say."""
        with self._lock:
            self._wanted, last = asked, self._last
        if last.answers(asked):
            return last
        if asked.live:
            rest(BETWEEN_LETTERS, cancelled)
        late = threading.Event()
        call = Call(lambda cancellation: self._look(asked, parsed, cancellation, late), "search")
        if not call.within(self._patience, cancelled):
            late.set()
            if not call.done:
                if not self._trouble:
                    self._trouble = SLOW
                return None
        try:
            return call.value()
        except ArchiveError as error:
            if error.kind == "cancelled":
                raise
            return None  # it has been told

    def _look(self, asked: Asked, parsed: ParsedQuery, cancellation: Cancellation, late: threading.Event) -> Found:
        try:
            page = self.engine.search(parsed, limit=FIRST, paged=not asked.live, cancellation=cancellation)
            found = self._found_in(page, asked, parsed)
            if not page.total:
                found.advice = self.engine.suggest(
                    asked.text, live=asked.live, scope="quote" if asked.quotations_only else ""
                )
            self._bring(found.ids[:SCREENFUL], cancellation)
        except ArchiveError as error:
            self.failed(error)
            raise
        self.answered()
        with self._lock:
            if (cancellation.cancelled, self._wanted) != (False, asked):
                self._let_go(found)
                raise superseded()
            before, self._last = self._last, found
        self._let_go(before)
        if not asked.live:
            self._fill(found)
        if late.is_set():
            self._changed()
        return found

    @property
    def fetching(self) -> bool:
        """Whether a page is being fetched, so that :meth:`more` begins no other."""
        return not self._filling.done

    def more(self) -> bool:
        """Have the hits that follow fetched, or the articles older than those listed where nothing is searched for; whether there are any."""
        with self._lock:
            found = self._shown
            if not (self._filling.done and found.cursor and len(found.ids) < MOST):
                return False
            self._filling = Call(lambda cancellation: self._next(found, cancellation), "more")
        return True

    def _next(self, found: Found, cancellation: Cancellation) -> None:
        try:
            self._page(found, cancellation)
            self._rest_of(found, cancellation)
            self._changed()
        except ArchiveError as error:
            self.failed(error)

    def _page(self, found: Found, cancellation: Cancellation) -> None:
        sort: Sort = "date" if found is self._browsed else "relevance"
        page = self.engine.search(
            found.parsed, limit=FIRST, sort=sort, after=found.cursor, paged=True, cancellation=cancellation
        )
        there = set(found.ids)
        found.ids += [hit.id for hit in page.hits if hit.id not in there]
        found.cursor = page.cursor if page.hits else None
        if page.partial:
            found.partial = self._part_of(page)

    def forget_search(self) -> None:
        """Nothing is searched for any more."""
        with self._lock:
            found, self._last, self._wanted = self._last, Found(), None
        self._let_go(found)

    def _let_go(self, found: Found) -> None:
        """Release what the archive keeps for a search that nobody looks at any more."""
        cursor, found.cursor = found.cursor, None
        if cursor is not None:
            Call(lambda _: self.engine.release(cursor), "release")

    # --- the newest ---

    def look_for_new(self, cancelled: Callable[[], bool], told: Callable[[str, int, int], object] | None = None) -> int:
        """Bring the newest articles here; how many of them the list did not have. What fails is told and raises nothing."""
        call = Call(lambda cancellation: self._newest(cancellation), "newest")
        try:
            if not call.within(2 * PATIENCE, cancelled):
                call.cancellation.cancel()
                self.failed(ArchiveError("it has not answered in time", "slow"))
                return 0
            found = call.value()
            for start in range(0, len(found.ids), LOT):
                if told is not None:
                    told("ingest", start, len(found.ids))
                self._bring(found.ids[start : start + LOT], call.cancellation)
                if cancelled():
                    return 0
        except ArchiveError as error:
            self.failed(error)
            return 0
        self.answered()
        with self._lock:
            first = self.newest is None
            before = () if self.newest is None else self.newest
            self.newest = tuple(dict.fromkeys((*found.ids, *before)))
            if first:
                self._browsed = found
            else:
                self._let_go(found)
        return 0 if first else len(set(found.ids).difference(before))

    def _newest(self, cancellation: Cancellation) -> Found:
        page = self.engine.search(EVERYTHING, limit=FIRST, sort="date", paged=True, cancellation=cancellation)
        self.total = page.total
        return self._found_in(page, Asked(""), EVERYTHING)

    # --- for commands: all that is asked for, however long the archive needs ---

    def pages(self, parsed: ParsedQuery, limit: int, sort: Sort) -> Iterator[Page]:
        """Yield pages with ``limit`` hits together. Raises ArchiveError, after it was told; QueryError."""
        cursor: Cursor | None = None
        left = limit
        try:
            while left > 0:
                paged = limit > AT_MOST
                page = self.engine.search(parsed, limit=min(left, AT_MOST), sort=sort, after=cursor, paged=paged)
                left -= len(page.hits)
                cursor = page.cursor
                yield page
                if not (page.hits and cursor):
                    return
        except ArchiveError as error:
            self.failed(error)
            raise
        finally:
            if cursor is not None:
                self.engine.release(cursor)

    def bring(self, ids: Sequence[str]) -> dict[str, Document]:
        """Return those of the articles that were not here; they are now. Raises ArchiveError, after it was told."""
        self._arrivals.use(ids)
        known = self._known()
        missing = [id for id in ids if id not in known]
        documents: dict[str, Document] = {}
        try:
            for start in range(0, len(missing), LOT):
                documents |= self.engine.fetch(missing[start : start + LOT])
        except ArchiveError as error:
            self.failed(error)
            raise
        self._arrivals.put(documents.values())
        return documents

    def fetch_by_path(self, paths: Sequence[str]) -> dict[str, Document]:
        """Return the article whose path is the first of these, if there is one. Raises ArchiveError."""
        path = paths[0]
        with suppress(QueryError):
            parsed = parse(f'path:"{path.replace(chr(34), " ")}"')
            for page in self.pages(parsed, SCREENFUL, "relevance"):
                found = self.engine.fetch([hit.id for hit in page.hits])
                wanted = {id: document for id, document in found.items() if document.article.path == path}
                self._arrivals.put(wanted.values())
                return wanted
        return {}

    # --- whole articles ---

    def fetch(self, ids: Sequence[str]) -> dict[str, Document]:
        """Return articles that are not here, as somebody waits for them. Raises ArchiveError."""
        call = Call(lambda cancellation: self.engine.fetch(ids, cancellation=cancellation), "fetch")
        if not call.within(self._patience):
            call.cancellation.cancel()
            error = ArchiveError("the archive has not answered in time", "slow")
            self.failed(error)
            raise error
        try:
            documents = call.value()
        except ArchiveError as error:
            self.failed(error)
            raise
        self.answered()
        self._arrivals.put(documents.values())
        return documents

    def _bring(self, ids: Sequence[str], cancellation: Cancellation) -> None:
        """Have these articles here."""
        self._arrivals.use(ids)
        missing = sorted(set(ids) - self._known(), key=list(ids).index)
        if missing:
            self._arrivals.put(self.engine.fetch(missing, cancellation=cancellation).values())

    def _fill(self, found: Found) -> None:
        """Fetch, behind the person's back, what else of a search is computed on."""
        with self._lock:
            self._filling = Call(lambda cancellation: self._next_lots(found, cancellation), "fill")

    def _next_lots(self, found: Found, cancellation: Cancellation) -> None:
        try:
            self._rest_of(found, cancellation)
        except ArchiveError as error:
            self.failed(error)

    def _rest_of(self, found: Found, cancellation: Cancellation) -> None:
        missing = [id for id in found.ids if id not in self._known()]
        for start in range(0, len(missing), LOT):
            if found is not self._shown:
                return
            self._bring(missing[start : start + LOT], cancellation)
            self._changed()
        if found is self._browsed:
            self.newest = tuple(dict.fromkeys((*(() if self.newest is None else self.newest), *found.ids)))
            self._changed()

    def close(self) -> None:
        """Leave the archive; waits for nothing."""
        with suppress(ArchiveError):
            self.engine.close()


def partly(pages: Sequence[Page]) -> str:
    """Return the line on parts of the archive that did not answer, or ""."""
    return next((f"{PARTIAL}: {page.partial}" for page in pages if page.partial), "")
