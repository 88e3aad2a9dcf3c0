"""Value objects to JSON text and back, for the catalogue. JSON only: nothing that is read back can run code.

``ensure_ascii`` keeps names that are not UTF-8 (lone surrogates) storable: they travel as ``\\udcXX`` escapes.
"""

from __future__ import annotations

import functools
import json
import sqlite3
import struct
import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar, cast

from briefing.dataclass_json import Shape
from briefing.late import dataclass
from briefing.model import (
    Article,
    Document,
    Entity,
    Mention,
    Paragraph,
    Problem,
    Quotation,
    SourceMap,
    Span,
    Statement,
)

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the paragraphs of an article stand, in its text and in its file."""

    paragraphs: tuple[Paragraph, ...]
    source_map: SourceMap


_ARTICLE = Shape(Article, without=("copies",), by_name=True)
_LAYOUT = Shape(_Layout)
_PROBLEM = Shape(Problem)
_QUOTATION = Shape(Quotation, without=("article", "path", "statements"))
_MENTION = Shape(Mention, without=("article", "path"))
_STATEMENT = Shape(Statement)
_ENTITY = Shape(Entity, without=("mentions",))


_dump: Callable[[Any], str] = json.JSONEncoder(separators=(",", ":")).encode
"""One encoder for all: making one takes as long as what it writes of a name."""


def whole(load: F) -> F:
    """Raise damage to the file for what cannot be read back, whatever part of reading noticed."""

    @functools.wraps(load)
    def loaded(*args: Any) -> Any:
        try:
            return load(*args)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise sqlite3.DatabaseError(f"cannot be read back: {type(error).__name__}") from error

    return cast(F, loaded)


def dump_article(article: Article) -> str:
    """Return everything but ``copies`` (these are derived from all articles together) as JSON text."""
    return json.dumps(_ARTICLE.dump(article), separators=(",", ":"), default=str)


@whole
def load_article(text: str, copies: Sequence[str] = ()) -> Article:
    return _ARTICLE.load(json.loads(text), copies=copies)


def dump_layout(paragraphs: Iterable[Paragraph], source_map: SourceMap) -> str:
    return _dump(_LAYOUT.dump(_Layout(tuple(paragraphs), source_map)))


@whole
def load_layout(text: str) -> tuple[tuple[Paragraph, ...], SourceMap]:
    layout = _LAYOUT.load(json.loads(text))
    return layout.paragraphs, layout.source_map


def furniture_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of furniture in a layout, in order."""
    if '"furniture"' not in text:
        return ()
    return tuple(sorted(p.span for p in load_layout(text)[0] if p.kind == "furniture"))


def sort_date(published: str | None) -> str:
    """Return the key by which articles are listed: the ISO date, or "" if there is no full one."""
    return published if published and published[0] != "-" else ""


class StoredDocument(NamedTuple):
    """A document as it is stored: ``day`` is the one by which it is listed, ``meta`` its article and ``layout`` where its paragraphs stand,
    both as JSON text."""

    id: str
    path: str
    day: str
    fingerprint: str
    meta: str
    text: str
    layout: str


def dump_document(document: Document) -> StoredDocument:
    article = document.article
    layout = dump_layout(document.paragraphs, document.source_map)
    meta = dump_article(article)
    return StoredDocument(
        article.id, article.path, sort_date(article.published.value), document.fingerprint, meta, document.text, layout
    )


def load_document(stored: StoredDocument) -> Document:
    paragraphs, source_map = load_layout(stored.layout)
    return Document(load_article(stored.meta), stored.text, paragraphs, source_map)


def dump_problems(problems: Iterable[Problem]) -> str:
    return _dump([_PROBLEM.dump(problem) for problem in problems])


@whole
def load_problems(text: str) -> list[Problem]:
    return _PROBLEM.load_all(json.loads(text))


def dump_quotations(quotations: Iterable[Quotation]) -> str:
    return _dump([_QUOTATION.dump(quotation) for quotation in quotations])


def dump_quotation(quotation: Quotation) -> str:
    """Return one of these as it is written among them."""
    return _dump(_QUOTATION.dump(quotation))


@whole
def load_with_rows(text: str, article: str, path: str) -> tuple[list[Quotation], list[str]]:
    """Return the quotations of an article, in order, and each as :func:`dump_quotation` writes it."""
    values: list[Any] = []
    rows: list[str] = []
    at = 1
    while text[at] != "]":
        value, end = _DECODER.raw_decode(text, at)
        values.append(value)
        rows.append(text[at:end])
        at = end + (text[end] == ",")
    return _QUOTATION.load_all(values, article=article, path=path, statements=()), rows


@whole
def load_quotations(text: str, article: str, path: str, only: Iterable[str] | None = None) -> list[Quotation]:
    """Return the quotations of an article, or ``only`` those with these ids that it has, in order."""
    rows = json.loads(text) if only is None else _rows_of(text, only)
    return _QUOTATION.load_all(rows, article=article, path=path, statements=())


def _rows_of(text: str, ids: Iterable[str]) -> list[Any]:
    """Return the rows that begin with one of these ids; the others are not read."""
    starts = sorted(start for id in ids if (start := text.find(f'["{id}",')) >= 0)
    return [_DECODER.raw_decode(text, start)[0] for start in starts]


_DECODER = json.JSONDecoder()


def dump_mentions(mentions: Iterable[Mention]) -> str:
    return _dump([_MENTION.dump(mention) for mention in mentions])


@whole
def load_mentions(text: str, article: str, path: str) -> list[Mention]:
    return _MENTION.load_all(json.loads(text), article=article, path=path)


@whole
def load_mentions_of_each(texts: Iterable[str], article: str, path: str) -> list[list[Mention]]:
    """Return the same of several texts of one article, which are read in one go."""
    return [_MENTION.load_all(rows, article=article, path=path) for rows in json.loads(f"[{','.join(texts)}]")]


def dump_statement(statement: Statement) -> str:
    return _dump(_STATEMENT.dump(statement))


@whole
def load_statement(text: str) -> Statement:
    return _STATEMENT.load(json.loads(text))


def dump_entity(entity: Entity) -> str:
    """Return the entity without its mentions, which are kept by article, as JSON text."""
    return _dump(_ENTITY.dump(entity))


@whole
def load_entity(text: str, mentions: Sequence[Mention]) -> Entity:
    """Return an entity with these mentions: field by field, as this is done for each name of each article."""
    known = _entity(text)
    return Entity(known.id, known.name, known.type, known.aliases, known.articles, mentions, known.roles)


@functools.lru_cache(maxsize=1 << 12)
def _entity(text: str) -> Entity:
    """Return an entity without its mentions. Many articles name the same ones: each is read once while they are at hand."""
    return _ENTITY.load(json.loads(text), mentions=())


def pack(*parts: bytes) -> bytes:
    """Return ``parts`` as one value, with a checksum: nothing else would notice damage to bare numbers."""
    value = struct.pack(f"<{len(parts) + 1}I", len(parts), *map(len, parts)) + b"".join(parts)
    return struct.pack("<I", zlib.crc32(value)) + value


@whole
def unpack(value: bytes, count: int) -> tuple[bytes, ...]:
    """Return the ``count`` parts that :func:`pack` made one value of."""
    if len(value) < 8 + 4 * count or zlib.crc32(memoryview(value)[4:]) != int.from_bytes(value[:4], "little"):
        raise ValueError("damaged")
    known, *sizes = struct.unpack_from(f"<{count + 1}I", value, 4)
    at = 8 + 4 * count
    if known != count or at + sum(sizes) != len(value):
        raise ValueError("another shape")
    parts = []
    for size in sizes:
        parts.append(value[at : at + size])
        at += size
    return tuple(parts)
