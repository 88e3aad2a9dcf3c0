"""An archive on a server, asked and filled as :class:`briefing.index.engine.SearchEngine` says."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from briefing.errors import ArchiveError, BriefingError
from briefing.index.archive import answers, paging
from briefing.index.archive.address import ArchiveAddress
from briefing.index.archive.advice import advise
from briefing.index.archive.client import ArchiveClient, ServerError
from briefing.index.archive.credentials import find_credentials
from briefing.index.archive.fields import ArchiveFields
from briefing.index.archive.push import Pusher, make_archive
from briefing.index.archive.records import OwnRecords, Records
from briefing.index.engine import Advice, Cancellation, Cursor, EngineHit, Entry, IntakeProgress, Page
from briefing.index.query.nodes import ParsedQuery
from briefing.index.segment.records import Sort
from briefing.model import Document, Intake

KEEP_ALIVE = "5m"
"""How long a server keeps the state of a paged search after each page."""
_FETCHED = 50
"""Articles that are fetched in one request."""
_SOFT = 0.75
"""Share of the time for an answer after which the server is to send what it has."""


class ArchiveEngine:
    """Open with :meth:`open`, which asks nothing yet. Every article's id is that of its content."""

    def __init__(self, client: ArchiveClient, fields: ArchiveFields | None) -> None:
        self.address = client.address
        self._client = client
        self._records: Records = OwnRecords(client.address)
        self.writable = fields is None
        """Whether articles can be pushed into it."""
        if fields is not None:
            from briefing.index.archive.foreign import ForeignRecords

            self._records = ForeignRecords(client.address, fields)
        self._checked = False
        self._checking = threading.Lock()
        self.pause: Callable[[float], None] = time.sleep
        """How a push waits before it tries again."""

    @classmethod
    def open(cls, address: ArchiveAddress, config: Path, *, fields: ArchiveFields | None = None) -> ArchiveEngine:
        """Return the archive at ``address``, with the credentials that the environment or the folder ``config`` has for it. ``fields`` are
        those of an archive that another program made, which is never written to. Raises ArchiveError of kind ``credentials``."""
        return cls(ArchiveClient(address, find_credentials(address, config)), fields)

    def check(self) -> None:
        """See that the archive is there and of our version; asked once. Raises ArchiveError, of kind ``missing`` or ``version`` if it is not."""
        with self._checking:
            if not self._checked:
                self._records.check(self._client.ask("GET", f"/{self.address.name}/_mapping"))
                self._checked = True

    def bring_up_to_date(
        self, entries: Iterable[Entry], removed: Iterable[str] = (), progress: IntakeProgress | None = None
    ) -> Intake:
        """Take ``entries`` in, making the archive if it is not there; ids are those of the content, so that what is there is left as it is."""
        if not self.writable:
            raise ArchiveError(
                f"{self.address.shown} was made by another program: it can be read, nothing is pushed there",
                "read-only",
            )
        try:
            self.check()
        except ServerError as error:
            if error.kind != "missing":
                raise
            make_archive(self._client)
            self.check()
        return Pusher(self._client, self.pause).run(entries, removed, progress)

    # -- questions

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
        """Return ``limit`` hits, each with its article."""
        started = time.perf_counter()
        if query.root is None:
            return Page(blank=True)
        self.check()
        before = paging.START if after is None else after
        moment = self._moment(cancellation) if paged and not before.moment else before.moment
        body = self._body(limit + 1, sort) | paging.behind(before, limit + 1)
        answer, moment, left_out = self._whole(query, body, moment, cancellation)
        found = answers.mapping(answer.get("hits"))
        rows = paging.unseen(answers.rows(found, "hits"), before)
        hits, more = rows[:limit], len(rows) > limit
        return Page(
            tuple(self._hit(row) for row in hits),
            answers.total(found, self.address.server),
            paging.cursor(hits, moment, before) if more else None,
            "; ".join(filter(None, (answers.partial(answer), left_out))),
            (time.perf_counter() - started) * 1e3,
            answers.number(answer.get("took")),
        )

    def _whole(
        self, query: ParsedQuery, body: dict[str, Any], moment: str, cancellation: Cancellation | None
    ) -> tuple[dict[str, Any], str, str]:
        """Return the answer to all of ``query``, or to as much of it as the archive takes; its moment, and a line on what was left out."""
        refused: list[answers.TooMuchError] = []
        for clause, left_out in self._records.clauses(query):
            try:
                return *self._searched(body | {"query": clause}, moment, cancellation), left_out
            except answers.TooMuchError as error:
                refused.append(error)
        raise refused[0]

    def _body(self, size: int, sort: Sort) -> dict[str, Any]:
        order = self._records.newest()
        return {
            "size": size,
            "sort": order if sort == "date" else [{"_score": "desc"}, *order],
            "track_total_hits": True,
            "timeout": f"{self._client.seconds * _SOFT * 1e3:.0f}ms",
            "_source": self._records.listed,
        }

    def _searched(
        self, body: dict[str, Any], moment: str, cancellation: Cancellation | None
    ) -> tuple[dict[str, Any], str]:
        """Return the answer, and the moment at which the archive was searched: a new one if it no longer keeps the old."""
        if not moment:
            return self._asked("POST", f"/{self.address.name}/_search", body, cancellation), ""
        try:
            answer = self._asked("POST", "/_search", _at(body, moment), cancellation)
        except ServerError as error:
            if "search_context_missing" not in error.body:
                raise
            moment = self._moment(cancellation)
            answer = self._asked("POST", "/_search", _at(body, moment), cancellation)
        return answer, str(answer.get("pit_id", moment))

    def _asked(self, method: str, path: str, body: Any, cancellation: Cancellation | None) -> dict[str, Any]:
        """Ask; what the server refuses because of the query is a QueryError."""
        try:
            return self._client.ask(method, path, body, cancellation=cancellation)
        except ServerError as error:
            raise answers.blamed(error) from error

    def _moment(self, cancellation: Cancellation | None) -> str:
        """Return the name of the state that the archive has now, which it keeps."""
        path = f"/{self.address.name}/_search/point_in_time"
        answer = self._client.ask("POST", path, cancellation=cancellation, parameters={"keep_alive": KEEP_ALIVE})
        return str(answer.get("pit_id", ""))

    def release(self, cursor: Cursor) -> None:
        """Let go of the point in time of a paged search."""
        if cursor.moment:
            with suppress(BriefingError):  # it ends by itself
                self._client.ask("DELETE", "/_search/point_in_time", {"pit_id": [cursor.moment]})

    def _hit(self, row: dict[str, Any]) -> EngineHit:
        id = str(row.get("_id", ""))
        article = self._records.article(answers.mapping(row.get("_source")), id)
        return EngineHit(id, answers.number(row.get("_score")), article)

    def fetch(self, ids: Sequence[str], *, cancellation: Cancellation | None = None) -> dict[str, Document]:
        """Return whole articles; their ids and those of their articles are the archive's."""
        self.check()
        made: dict[str, Document] = {}
        for start in range(0, len(ids), _FETCHED):
            for id, source in self._sources(list(ids[start : start + _FETCHED]), cancellation):
                made[id] = self._records.document(source, id)
        return made

    def _sources(self, ids: list[str], cancellation: Cancellation | None) -> list[tuple[str, dict[str, Any]]]:
        """Return what the archive keeps of ``ids``, as far as it has them."""
        body = {"query": {"ids": {"values": ids}}, "size": len(ids), "_source": self._records.whole}
        answer = self._client.ask("POST", f"/{self.address.name}/_search", body, cancellation=cancellation)
        found = answers.rows(answers.mapping(answer.get("hits")), "hits")
        return [(str(row.get("_id", "")), answers.mapping(row.get("_source"))) for row in found]

    def suggest(self, text: str, *, live: bool = False, stemming: bool = False, scope: str = "") -> Advice:
        """Return what to say of a query that found nothing."""
        self.check()
        if not self.writable:
            return Advice()  # its words are not ours
        return advise(self._client, self.count, text, live=live, stemming=stemming, scope=scope)

    def count(self, query: ParsedQuery, *, cancellation: Cancellation | None = None) -> int:
        """Return how many articles match. Raises ArchiveError if a part of the archive did not answer: a number is whole or none."""
        self.check()
        clause, _ = next(self._records.clauses(query))
        answer = self._asked("POST", f"/{self.address.name}/_count", {"query": clause}, cancellation)
        missing = answers.partial(answer)
        if missing:
            raise ArchiveError(f"{self.address.shown} cannot count: {missing}", "busy")
        return int(answers.number(answer.get("count")))

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


def _at(body: dict[str, Any], moment: str) -> dict[str, Any]:
    """Return a search at a moment that the archive keeps."""
    return {**body, "pit": {"id": moment, "keep_alive": KEEP_ALIVE}}
