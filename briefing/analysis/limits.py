"""How much of one article is analysed: a book, a log or a hostile file must not hold up the folder that it lies in.

The longest reports that papers print have some 200,000 characters. All of a longer text can be read and searched;
quotations and names are looked for in its beginning, and :func:`reason` says so.
"""

from __future__ import annotations

from dataclasses import replace

from briefing.model import Document

ANALYSED = 400_000
"""Code points of one article in which quotations and names are looked for, which takes ten seconds at the very worst."""


def head(document: Document, limit: int = ANALYSED) -> Document:
    """Return ``document`` as far as it is analysed: itself unless it is longer than ``limit`` code points, else whole paragraphs, and of
    one that takes more than half of them what ends at a space. Spans stay as they are."""
    if len(document.text) <= limit:
        return document
    kept = []
    for paragraph in document.paragraphs:
        start, end = paragraph.span
        if end > limit:
            if start >= limit // 2:
                continue
            space = document.text.rfind(" ", start, limit)
            paragraph = replace(paragraph, span=(start, space if space > start else limit))
        kept.append(paragraph)
    return replace(document, text=document.text[:limit], paragraphs=tuple(kept))


def reason() -> str:
    """Return the line that says what is left out of an article of more than :data:`ANALYSED` code points."""
    return f"quotations and names are looked for in its first {ANALYSED:,} characters only; all of it can be searched"
