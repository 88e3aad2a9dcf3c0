"""A whole article as an archive keeps it, and back. What comes back was written by another machine: nothing of it is believed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from briefing.dataclass_json import Shape
from briefing.index.segment.records import ArticleFacts, IndexDocument
from briefing.model import Article, Document, Paragraph, SourceMap
from briefing.text import one_line, safe_text

ID_LENGTH = 32
"""Hexadecimal figures of an id: enough for billions of articles."""
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the paragraphs of an article stand, in its text and in its file."""

    paragraphs: tuple[Paragraph, ...]
    source_map: SourceMap


_ARTICLE = Shape(Article, without=("copies",), by_name=True, checked=True)
_LAYOUT = Shape(_Layout, checked=True)


def content_id(document: Document) -> str:
    """Return the id of an article in an archive: a digest of what it says, wherever it lies and whatever its file looks like.

    The same article in two folders is one article of an archive; a corrected word makes another one.
    """
    article = replace(document.article, id="", path="", copies=(), problems=())
    paragraphs = [(paragraph.kind, paragraph.span) for paragraph in document.paragraphs]
    return _digest(_dump_article(article), document.text, repr(paragraphs))[:ID_LENGTH]


def digest_of(id: str, version: int, words: IndexDocument, facts: ArticleFacts | None) -> str:
    """Return a digest of all that is kept of an article but the place of its file: what has the same one is not sent again."""
    found = ("", (), (), ()) if facts is None else (facts.quotes, facts.speakers, facts.entities)
    return _digest(id, str(version), repr(replace(words, id="", path="")), repr(found))[:ID_LENGTH]


def _digest(*parts: str) -> str:
    hasher = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        hasher.update(b"%d:" % len(encoded))
        hasher.update(encoded)
    return hasher.hexdigest()


def dump(document: Document, id: str) -> dict[str, str]:
    """Return an article as texts of plain ASCII but for its own text, which is safe: names of files may not be."""
    return {
        "article": _dump_article(replace(document.article, id=id)),
        "layout": _dump(_LAYOUT.dump(_Layout(document.paragraphs, document.source_map))),
        "text": document.text,
    }


def _dump_article(article: Article) -> str:
    return json.dumps(_ARTICLE.dump(article), separators=(",", ":"), default=str)


def _dump(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def load_article(stored: Any, id: str) -> Article:
    """Return what an archive says of the article ``id``; what cannot be read becomes an article with a problem, so that it is not missed."""
    try:
        article = _ARTICLE.load(_safe(json.loads(_text(stored, "article"))), copies=())
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        return unreadable(id, error)
    return replace(article, id=id)


def load_document(stored: Any, id: str) -> Document:
    """Return the whole article ``id``, as :func:`load_article` does; paragraphs that do not lie in its text are left out."""
    article = load_article(stored, id)
    try:
        text = safe_text(_text(stored, "text"))
        layout = _LAYOUT.load(json.loads(_text(stored, "layout")))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        return Document(unreadable(id, error), "", ())
    paragraphs = tuple(paragraph for paragraph in layout.paragraphs if _lies_in(paragraph, text))
    return Document(article, text, paragraphs, layout.source_map, id)


def unreadable(id: str, error: BaseException) -> Article:
    """Return what stands for an article that an archive has and that cannot be read."""
    why = one_line(f"{type(error).__name__}: {error}")[:_LONGEST]
    shown = one_line(id)[:_LONGEST]
    return Article(id, shown, problems=(f"what the archive keeps of this article cannot be read ({why})",))


def _text(stored: Any, name: str) -> str:
    value = stored[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is no text")
    return value


def _lies_in(paragraph: Paragraph, text: str) -> bool:
    start, end = paragraph.span
    return 0 <= start <= end <= len(text)


def _safe(value: Any) -> Any:
    """Return values of JSON with every text in them made safe, which changes nothing of what we wrote ourselves."""
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, list):
        return [_safe(each) for each in value]
    if isinstance(value, dict):
        return {safe_text(key): _safe(each) for key, each in value.items()}
    return value
