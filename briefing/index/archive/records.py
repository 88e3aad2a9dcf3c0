"""What an engine must know of the records of an archive, ours or another program's: how they are found, ordered and read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from briefing.index.archive import stored
from briefing.index.archive.address import ArchiveAddress
from briefing.index.archive.dsl import Clause, compiled, variants
from briefing.index.archive.mapping import check_version
from briefing.index.query.nodes import ParsedQuery
from briefing.model import Article, Document


class Records(Protocol):
    """The records of one archive."""

    listed: list[str]
    """What is sent of a record for a list of hits."""
    whole: list[str]
    """What is sent of a record that is opened."""

    def check(self, mappings: dict[str, Any]) -> None:
        """See that the archive has what is asked of it, as its ``mappings`` tell. Raises ArchiveError."""
        ...

    def clauses(self, query: ParsedQuery) -> Iterator[tuple[Clause, str]]:
        """Yield ``query`` in the server's language, and behind it what may be asked where that is too much, with a line that says what is left
        out. Raises QueryError."""
        ...

    def newest(self) -> list[dict[str, Any]]:
        """Return the order from newest to oldest, which leaves no two records equal."""
        ...

    def article(self, source: dict[str, Any], id: str) -> Article:
        """Return what a record says of its article."""
        ...

    def document(self, source: dict[str, Any], id: str) -> Document:
        """Return the whole article of a record."""
        ...


class OwnRecords:
    """Records that ``briefing push`` has made."""

    def __init__(self, address: ArchiveAddress) -> None:
        self._address = address
        self.listed = ["stored.article"]
        self.whole = ["stored"]

    def check(self, mappings: dict[str, Any]) -> None:
        """See that the records are of our version."""
        check_version(mappings, self._address)

    def clauses(self, query: ParsedQuery) -> Iterator[tuple[Clause, str]]:
        """Yield ``query`` for our own terms."""
        return variants(compiled(query.root))

    def newest(self) -> list[dict[str, Any]]:
        """Return the order by the minute; articles without a full date have one before all others."""
        return [{"minute": "desc"}, {"id": "asc"}]

    def article(self, source: dict[str, Any], id: str) -> Article:
        """Return what was pushed."""
        return stored.load_article(source.get("stored"), id)

    def document(self, source: dict[str, Any], id: str) -> Document:
        """Return what was pushed."""
        return stored.load_document(source.get("stored"), id)
