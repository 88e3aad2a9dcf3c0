"""Plain text: any encoding of ``decode``, any line ends, hard-wrapped or not. Needs no other package."""

from __future__ import annotations

from briefing.ingest.decode import decode_noted
from briefing.ingest.draft import Draft
from briefing.ingest.plain_text import paragraphs
from briefing.ingest.readers.text import press_database


def read(data: bytes) -> list[Draft]:
    """Return the one article of a text file. Raises IngestError for an empty or binary file."""
    text, note = decode_noted(data)
    drafts = read_text(text)
    if note and drafts:
        drafts[0].problems.append(note)
    return drafts


def read_text(source: str) -> list[Draft]:
    """Return the article of ``source``, or the documents of a press database's export; offsets of the drafts count in ``source``."""
    documents = press_database.split(source)
    if documents:
        return press_database.drafts(source, documents)
    blocks = paragraphs.blocks(source)
    return press_database.ended(blocks) or [Draft(blocks)]
