"""Plain text: any encoding of ``decode``, any line ends, hard-wrapped or not. Needs no other package."""

from __future__ import annotations

from briefing.ingest import layout
from briefing.ingest.decode import decode
from briefing.ingest.draft import Draft


def read(data: bytes) -> list[Draft]:
    """The one article of a text file. Raises IngestError for an empty or binary file."""
    return read_text(decode(data))


def read_text(source: str) -> list[Draft]:
    """The one article of ``source``; offsets of the drafts count in ``source``."""
    return [Draft(layout.blocks(source))]
