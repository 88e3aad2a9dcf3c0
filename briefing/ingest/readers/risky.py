"""The table of formats that are parsed in the worker process. Each reader is loaded when first needed."""

from __future__ import annotations

from importlib import import_module

from briefing.errors import IngestError
from briefing.ingest.draft import Draft

FORMATS = frozenset({"html", "mail", "mhtml", "pdf", "feed", "newsxml", "docx", "rtf", "archive", "data"})


def read(format_name: str, data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """Drafts and notes of a file of ``format_name``. ``expanded``: bytes it may expand to. Raises IngestError."""
    if format_name not in FORMATS:
        raise IngestError("is of no known format")
    reader = import_module(f"briefing.ingest.readers.{format_name}")
    drafts, notes = reader.read(data, name, expanded, articles)
    return list(drafts), list(notes)
