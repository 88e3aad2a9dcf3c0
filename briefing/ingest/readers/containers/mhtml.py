"""MHTML: a web page saved as one file. Finds the page in it and hands it to ``html``. Runs in the sandbox.

Frames within the page (advertisements) are parts like the page itself, which is the one at the address that was saved, else the first.
"""

from __future__ import annotations

from briefing.errors import IngestError
from briefing.ingest.draft import Draft
from briefing.ingest.readers.containers import mail
from briefing.ingest.readers.web import html

_PAGES = frozenset(("text/html", "application/xhtml+xml"))


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """Return the article of a saved page. The Date header says when it was saved, so it dates nothing. Raises IngestError."""
    message = mail.parse(data)
    address = mail.header(message, "Snapshot-Content-Location")
    pages: list[tuple[bytes, str | None, str]] = []
    for part in mail._parts(message):
        payload = part.get_payload(decode=True) if part.get_content_type() in _PAGES else None
        if isinstance(payload, bytes) and payload.strip():
            pages.append((payload, part.get_content_charset(), mail.header(part, "Content-Location")))
    if not pages:
        raise IngestError("holds no page")
    payload, charset, place = next((page for page in pages if page[2] == address != ""), pages[0])
    return [html.page(html.characters(payload, charset), expanded, address or place or None)], []
