"""Value objects to JSON text and back, for the catalogue. JSON only: nothing that is read back can run code.

``ensure_ascii`` keeps names that are not UTF-8 (lone surrogates) storable: they travel as ``\\udcXX`` escapes.
"""

from __future__ import annotations

import functools
import json
import sqlite3
import struct
import zlib
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from briefing.model import (
    UNKNOWN,
    UNKNOWN_SPEAKER,
    Alias,
    Article,
    CopyGroup,
    Entity,
    Instance,
    Mention,
    Paragraph,
    Problem,
    Quotation,
    SourceMap,
    Span,
    Speaker,
    Stated,
    Statement,
)

_STATED = ("title", "standfirst", "outlet", "agency", "byline", "published", "dateline", "language", "url")


F = TypeVar("F", bound=Callable[..., Any])


def _dump(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _span(value: Any) -> Span | None:
    return None if value is None else (value[0], value[1])


def whole(load: F) -> F:
    """What cannot be read back is damage to the file, whatever part of reading noticed."""

    @functools.wraps(load)
    def loaded(*args: Any) -> Any:
        try:
            return load(*args)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise sqlite3.DatabaseError(f"cannot be read back: {type(error).__name__}") from error

    return cast(F, loaded)


def dump_article(article: Article) -> str:
    """Everything but ``copies`` (these are derived from all articles together)."""
    fields: dict[str, Any] = {
        "id": article.id,
        "path": article.path,
        "words": article.words,
        "opening": article.opening,
    }
    for name in _STATED:
        stated: Stated[Any] = getattr(article, name)
        if stated != UNKNOWN:
            value = list(stated.value) if isinstance(stated.value, tuple) else stated.value
            fields[name] = [value, stated.status, stated.evidence]
    if article.repeated:
        fields["repeated"] = True
    if article.problems:
        fields["problems"] = list(article.problems)
    if article.extra:
        fields["extra"] = dict(article.extra)
    return json.dumps(fields, separators=(",", ":"), default=str)


@whole
def load_article(text: str, copies: tuple[str, ...] = ()) -> Article:
    fields = json.loads(text)
    stated: dict[str, Stated[Any]] = {}
    for name in _STATED:
        if name in fields:
            value, status, evidence = fields[name]
            stated[name] = Stated(tuple(value) if isinstance(value, list) else value, status, evidence)
    return Article(
        id=fields["id"],
        path=fields["path"],
        words=fields["words"],
        opening=fields["opening"],
        repeated=fields.get("repeated", False),
        problems=tuple(fields.get("problems", ())),
        extra=fields.get("extra", {}),
        copies=copies,
        **stated,
    )


def dump_layout(paragraphs: Iterable[Paragraph], source_map: SourceMap) -> str:
    return _dump([[[p.span, p.source_span, p.kind] for p in paragraphs], source_map.segments])


@whole
def load_layout(text: str) -> tuple[tuple[Paragraph, ...], SourceMap]:
    paragraphs, segments = json.loads(text)
    return (
        tuple(Paragraph((span[0], span[1]), _span(source), kind) for span, source, kind in paragraphs),
        SourceMap(tuple((a, b, c) for a, b, c in segments)),
    )


def furniture_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of furniture in a layout, in order."""
    if '"furniture"' not in text:
        return ()
    return tuple(sorted(p.span for p in load_layout(text)[0] if p.kind == "furniture"))


def dump_problems(problems: Iterable[Problem]) -> str:
    return _dump([[p.path, p.reason] for p in problems])


@whole
def load_problems(text: str) -> list[Problem]:
    return [Problem(path, reason) for path, reason in json.loads(text)]


def dump_quotations(quotations: Iterable[Quotation]) -> str:
    return _dump([
        [q.id, q.span, q.source_span, q.text, q.mode, q.kind,
         None if q.speaker == UNKNOWN_SPEAKER else [q.speaker.name, q.speaker.mention, q.speaker.mention_span, q.speaker.status],
         q.cue, q.split]
        for q in quotations
    ])  # fmt: skip


@whole
def load_quotations(text: str, article: str, path: str) -> list[Quotation]:
    return [
        Quotation(
            id, article, path, (span[0], span[1]), _span(source), words, mode, kind,
            UNKNOWN_SPEAKER if speaker is None else Speaker(speaker[0], speaker[1], _span(speaker[2]), speaker[3]),
            cue, split,
        )
        for id, span, source, words, mode, kind, speaker, cue, split in json.loads(text)
    ]  # fmt: skip


def dump_mentions(mentions: Iterable[Mention]) -> str:
    return _dump([[m.span, m.source_span, m.text, m.via, m.type, m.label] for m in mentions])


@whole
def load_mentions(text: str, article: str, path: str) -> list[Mention]:
    return [
        Mention(article, path, (span[0], span[1]), _span(source), words, via, type, label)
        for span, source, words, via, type, label in json.loads(text)
    ]


def dump_statement(s: Statement) -> str:
    instances = [[i.quotation, i.article, i.path, i.span, i.source_span, i.text, i.mode] for i in s.instances]
    return _dump([s.id, s.text, s.speaker, s.articles, s.distinct_texts, s.origins, s.origin_evidence, instances])


@whole
def load_statement(text: str) -> Statement:
    id, words, speaker, articles, distinct, origins, evidence, instances = json.loads(text)
    return Statement(
        id,
        words,
        speaker,
        articles,
        distinct,
        origins,
        tuple(
            Instance(q, a, path, (span[0], span[1]), _span(source), t, mode)
            for q, a, path, span, source, t, mode in instances
        ),
        tuple(evidence),
    )


def dump_entity(entity: Entity) -> str:
    """Without its mentions, which are kept by article."""
    aliases = [[a.text, a.count, a.via] for a in entity.aliases]
    return _dump([entity.id, entity.name, entity.type, aliases, entity.articles, entity.roles])


@whole
def load_entity(text: str, mentions: Iterable[Mention]) -> Entity:
    id, name, type, aliases, articles, roles = json.loads(text)
    return Entity(
        id,
        name,
        type,
        tuple(Alias(t, count, via) for t, count, via in aliases),
        articles,
        tuple(mentions),
        tuple(roles),
    )


def dump_copies(groups: Iterable[CopyGroup]) -> str:
    return _dump([[g.articles, g.containment, g.agency] for g in groups])


@whole
def load_copies(text: str) -> list[CopyGroup]:
    return [
        CopyGroup(tuple(articles), tuple((a, b, score) for a, b, score in containment), agency)
        for articles, containment, agency in json.loads(text)
    ]


def pack(*parts: bytes) -> bytes:
    """``parts`` as one value, with a checksum: nothing else would notice damage to bare numbers."""
    value = struct.pack(f"<{len(parts) + 1}I", len(parts), *map(len, parts)) + b"".join(parts)
    return struct.pack("<I", zlib.crc32(value)) + value


@whole
def unpack(value: bytes, count: int) -> tuple[bytes, ...]:
    """The ``count`` parts that :func:`pack` made one value of."""
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
