"""MHTML: a web page saved as one file. Finds the page in it and hands it to ``html``. Runs in the sandbox."""

from __future__ import annotations

from briefing.errors import IngestError
from briefing.ingest.draft import Draft
from briefing.ingest.readers import html, mail


def read(data: bytes, name: str, expanded: int, articles: int) -> tuple[list[Draft], list[str]]:
    """The article of a saved page. The Date header says when it was saved, so it dates nothing. Raises IngestError."""
    message = mail.parse(data)
    address = mail.header(message, "Snapshot-Content-Location")
    for part in mail._parts(message):
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                url = address or mail.header(part, "Content-Location")
                return [html.page(html.characters(payload, part.get_content_charset()), expanded, url or None)], []
    raise IngestError("holds no page")
