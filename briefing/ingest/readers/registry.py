"""The table of formats that are parsed in the worker process. Each reader is loaded when first needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module

from briefing.errors import IngestError
from briefing.ingest.draft import Draft
from briefing.ingest.results import Limits
from briefing.ingest.safe_open import megabytes

_READERS = {
    "html": "briefing.ingest.readers.web.html",
    "mail": "briefing.ingest.readers.containers.mail",
    "mhtml": "briefing.ingest.readers.containers.mhtml",
    "pdf": "briefing.ingest.readers.office.pdf",
    "feed": "briefing.ingest.readers.feeds.feed",
    "newsxml": "briefing.ingest.readers.feeds.news_xml",
    "docx": "briefing.ingest.readers.office.docx",
    "rtf": "briefing.ingest.readers.office.rtf",
    "archive": "briefing.ingest.readers.containers.zip",
    "data": "briefing.ingest.readers.feeds.news_json",
    "warc": "briefing.ingest.readers.containers.warc",
}
"""The module that reads each format; adding a format adds a line here."""
FORMATS = frozenset(_READERS)
_USUAL = Limits()
_ARCHIVES = frozenset({"archive", "warc"})
"""Formats that hold files; their readers have ``steps`` instead of ``read``."""


@dataclass(slots=True)
class Step:
    """What an archive gave since the step before; ``at`` (a count) and ``label`` are of the file that is read next.

    The last step has no ``at``. So whoever listens knows which file was being read if nothing more comes.
    """

    drafts: list[Draft] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    at: int | None = None
    label: str = ""


def steps(
    format_name: str, data: bytes, name: str, expanded: int, articles: int, start: int = 0, skip: bool = False
) -> Iterator[Step]:
    """Drafts and notes of a file of ``format_name``, an archive's file by file. ``expanded``: bytes it may expand to.

    ``start``: the file of an archive to begin with (``Step.at``); ``skip``: that one is passed over. Raises IngestError.
    """
    if format_name not in FORMATS:
        raise IngestError("is of no known format")
    reader = import_module(_READERS[format_name])
    if format_name in _ARCHIVES:
        yield from reader.steps(data, name, expanded, articles, start, skip)
        return
    drafts, notes = reader.read(data, name, expanded, articles)
    yield Step(list(drafts), list(notes))


def read(format_name: str, data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """Return the same in one piece."""
    drafts: list[Draft] = []
    notes: list[str] = []
    for step in steps(format_name, data, name, expanded, articles):
        drafts += step.drafts
        notes += step.notes
    return drafts, notes


def read_text(kind: str, data: bytes, most: int = _USUAL.text_bytes) -> list[Draft]:
    """Return the drafts of a file that is ``plain`` or ``markdown``. Raises IngestError, also for more than ``most`` bytes."""
    if len(data) > most:
        raise IngestError(f"is larger than {megabytes(most)}, too large for a text")
    if kind == "plain":
        from briefing.ingest.readers.text import plain

        return plain.read(data)
    from briefing.ingest.readers.text import markdown

    return markdown.read(data)
