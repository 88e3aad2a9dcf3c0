"""Articles into an archive, many at a time: what is there already is not sent, what fails for now is sent again, what is refused is listed.

May be cut off anywhere: ids are those of the content, so the next push finds what has arrived and goes on behind it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from briefing.errors import ArchiveError
from briefing.index.archive import stored
from briefing.index.archive.answers import mapping, rows
from briefing.index.archive.client import NO_PARAMETERS, ArchiveClient, ServerError
from briefing.index.archive.mapping import VERSION, RecordMaker, index_body
from briefing.index.engine import Entry, IntakeProgress
from briefing.model import Intake, Problem
from briefing.text import one_line

LOT = 200
"""Articles whose digests are asked for at a time."""
MOST_BYTES = 4 << 20
"""Of one request; a single article may be larger."""
LARGEST = 90 << 20
"""Of one article: servers take requests up to 100 MB."""
PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds before what failed for now is sent again; behind the last one the push gives up."""
MOST_PAUSE = 60.0
SECONDS = 60.0
_BUSY = frozenset({429, 502, 503, 504})
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class _Record:
    """An article on its way: what is told of it, and the two lines that say what to do."""

    id: str
    path: str
    lines: str
    new: bool


class Pusher:
    """One push. ``pause`` waits so many seconds (tests need not)."""

    def __init__(self, client: ArchiveClient, pause: Callable[[float], None] = time.sleep) -> None:
        self._client = client
        self._name = client.address.name
        self._pause = pause
        self._maker = RecordMaker()
        self.added = self.changed = self.unchanged = self.dealt = 0
        self.problems: list[Problem] = []

    def run(self, entries: Iterable[Entry], removed: Iterable[str], progress: IntakeProgress | None) -> Intake:
        """Take articles in and out. Raises ArchiveError when the archive stays away; what has arrived stays there."""
        source = iter(entries)
        try:
            while lot := list(islice(source, LOT)):
                for batch in _batches(self._records(lot)):
                    self._send(batch)
                self.dealt += len(lot)
                if progress is not None:
                    progress(self.dealt)
            gone = iter(removed)
            while ids := list(islice(gone, LOT)):
                self._send([_Record(id, id, _line({"delete": {"_id": id}}), False) for id in ids], removing=True)
        except ArchiveError as error:
            raise self._cut_off(error) from error
        self._asked("POST", f"/{self._name}/_refresh")
        return Intake(self.added, self.changed, self.unchanged, tuple(self.problems))

    def _cut_off(self, error: ArchiveError) -> ArchiveError:
        """Return the error with what has been done until then."""
        sent = self.added + self.changed
        if not error.passing:
            return error
        return ArchiveError(f"{error}; {sent:,} articles have arrived, the same push goes on behind them", error.kind)

    # -- records

    def _records(self, lot: list[Entry]) -> Iterator[_Record]:
        """Yield what must be sent of ``lot``; count what the archive has already."""
        wanted: dict[str, tuple[Entry, str]] = {}
        for entry in lot:
            id = stored.content_id(entry.document)
            if id in wanted:
                self.unchanged += 1  # the same article twice in this folder
                continue
            wanted[id] = entry, stored.digest_of(id, VERSION, entry.words, entry.facts)
        known = self._known(list(wanted))
        for id, (entry, digest) in wanted.items():
            if known.get(id) == digest:
                self.unchanged += 1
                continue
            record = self._maker.record(entry, id, digest)
            path = entry.words.path
            if len(record) > LARGEST:
                self._refused(path, f"it is larger than an archive takes ({len(record) >> 20} MB)")
                continue
            yield _Record(id, path, f"{_line({'index': {'_id': id}})}{record}\n", id not in known)

    def _known(self, ids: list[str]) -> dict[str, str]:
        """Return the digests of those of ``ids`` that the archive has."""
        answer = self._asked("POST", f"/{self._name}/_mget", {"ids": ids}, {"_source_includes": "digest"})
        found: dict[str, str] = {}
        for record in rows(answer, "docs"):
            if record.get("found") is True:
                found[str(record.get("_id"))] = str(mapping(record.get("_source")).get("digest", ""))
        return found

    def _refused(self, path: str, reason: str) -> None:
        self.problems.append(Problem(path, reason))

    # -- sending

    def _send(self, batch: list[_Record], *, removing: bool = False) -> None:
        """Send records until each has arrived or been refused for good."""
        for pause in (*PAUSES, None):
            batch, wait = self._sent(batch, removing)
            if not batch:
                return
            if pause is None:
                break
            self._pause(min(max(pause, wait), MOST_PAUSE))
        raise ArchiveError(f"the archive at {self._client.address.server} stays too busy", "busy")

    def _sent(self, batch: list[_Record], removing: bool) -> tuple[list[_Record], float]:
        """Send records once; return those to be sent again, and for how long the server wants to be left alone."""
        try:
            answer = self._client.ask(
                "POST", f"/{self._name}/_bulk", "".join(record.lines for record in batch), seconds=SECONDS
            )
        except ServerError as error:
            if error.status == 413:
                return self._halved(batch, removing), 0.0
            if error.status not in _BUSY:
                raise
            return batch, error.wait
        except ArchiveError as error:
            if not error.passing:
                raise
            return batch, 0.0
        items = rows(answer, "items")
        if len(items) != len(batch):
            raise ArchiveError(
                f"what answers at {self._client.address.server} is no OpenSearch: it loses articles", "answer"
            )
        again = [record for record, item in zip(batch, items, strict=True) if self._again(record, item, removing)]
        return again, 0.0

    def _halved(self, batch: list[_Record], removing: bool) -> list[_Record]:
        """Send in two halves what is too much at once; return what is left to be sent."""
        if len(batch) == 1:
            self._refused(batch[0].path, "the archive takes no request as large as this article")
            return []
        middle = len(batch) // 2
        self._send(batch[:middle], removing=removing)
        return batch[middle:]

    def _again(self, record: _Record, item: dict[str, Any], removing: bool) -> bool:
        """Take down what became of a record; return whether it must be sent again."""
        outcome = mapping(next(iter(item.values()), None))
        status = outcome.get("status")
        if status in _BUSY:
            return True
        if status in (200, 201):
            self.added += record.new
            self.changed += not record.new
        elif not removing:
            self._refused(record.path, f"the archive refuses it: {_why(outcome)}")
        return False

    def _asked(
        self, method: str, path: str, body: Any = None, parameters: Mapping[str, str] = NO_PARAMETERS
    ) -> dict[str, Any]:
        """Ask again while the archive is away for now. Raises ArchiveError."""
        for pause in PAUSES:
            try:
                return self._client.ask(method, path, body, seconds=SECONDS, parameters=parameters)
            except ArchiveError as error:
                if not error.passing:
                    raise
                wait = error.wait if isinstance(error, ServerError) else 0.0
                self._pause(min(max(pause, wait), MOST_PAUSE))
        return self._client.ask(method, path, body, seconds=SECONDS, parameters=parameters)


def make_archive(client: ArchiveClient) -> None:
    """Make the archive. If another push has made it meanwhile, that is as good. Raises ArchiveError."""
    try:
        client.ask("PUT", f"/{client.address.name}", index_body(), seconds=SECONDS)
    except ServerError as error:
        if error.cause != "resource_already_exists_exception":
            raise


def _batches(records: Iterable[_Record]) -> Iterator[list[_Record]]:
    """Yield records in batches of a size that a request may have."""
    batch: list[_Record] = []
    size = 0
    for record in records:
        if batch and size + len(record.lines) > MOST_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(record)
        size += len(record.lines)
    if batch:
        yield batch


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, separators=(",", ":")) + "\n"


def _why(outcome: dict[str, Any]) -> str:
    """Return why a record was refused, in the server's own words."""
    error = mapping(outcome.get("error"))
    inner = mapping(error.get("caused_by"))
    words = [str(part) for part in (error.get("reason"), inner.get("reason")) if part]
    return one_line("; ".join(words))[:_LONGEST] or f"status {outcome.get('status')}"
