"""An archive on a server, asked and filled as :class:`briefing.index.engine.SearchEngine` says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from briefing.index.archive.address import ArchiveAddress
from briefing.index.archive.fields import ArchiveFields
from briefing.index.engine import Advice, Cancellation, Cursor, Entry, Intake, IntakeProgress, Page
from briefing.index.query.nodes import ParsedQuery
from briefing.index.segment.records import Sort
from briefing.model import Document


class ArchiveEngine:
    """Open with :meth:`open`, which asks nothing yet. Every article's id is that of its content."""

    def __init__(self, address: ArchiveAddress, fields: ArchiveFields | None) -> None:
        self.address = address
        self.fields = fields

    @classmethod
    def open(cls, address: ArchiveAddress, config: Path, *, fields: ArchiveFields | None = None) -> ArchiveEngine:
        """Return the archive at ``address``, with the credentials that the environment or the folder ``config`` has for it. ``fields`` are
        those of an archive that another program made, which is never written to. Raises ArchiveError of kind ``credentials`` or ``extra``."""
        raise NotImplementedError

    @property
    def writable(self) -> bool:
        """Whether articles can be pushed into it."""
        return self.fields is None

    def check(self) -> None:
        """See that the archive is there and of our version. Raises ArchiveError, of kind ``missing`` or ``version`` if it is not."""
        raise NotImplementedError

    def bring_up_to_date(
        self, entries: Iterable[Entry], removed: Iterable[str] = (), progress: IntakeProgress | None = None
    ) -> Intake:
        """Take ``entries`` in, making the archive if it is not there; ids are those of the content, so that what is there is left as it is."""
        raise NotImplementedError

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
        raise NotImplementedError

    def release(self, cursor: Cursor) -> None:
        """Let go of the point in time of a paged search."""
        raise NotImplementedError

    def fetch(self, ids: Sequence[str], *, cancellation: Cancellation | None = None) -> dict[str, Document]:
        """Return whole articles; their ids and those of their articles are the archive's."""
        raise NotImplementedError

    def suggest(self, text: str, *, live: bool = False, stemming: bool = False, scope: str = "") -> Advice:
        """Return what to say of a query that found nothing."""
        raise NotImplementedError

    def count(self, query: ParsedQuery, *, cancellation: Cancellation | None = None) -> int:
        """Return how many articles match."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the connections."""
        raise NotImplementedError
