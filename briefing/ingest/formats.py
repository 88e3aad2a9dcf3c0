"""Tells a file's format by its content (the name only breaks ties) and calls the reader of that format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ingest.draft import Draft
from briefing.ingest.readers import plain

if TYPE_CHECKING:
    from briefing.ingest.reading import Limits


def read(data: bytes, path: str, limits: Limits) -> tuple[list[Draft], list[str]]:
    """The drafts of a file's articles, and notes on parts of it that could not be read. Raises IngestError."""
    return plain.read(data), []
