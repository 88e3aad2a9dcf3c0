"""A draft becomes a document: safe text, spans, source map, fingerprint. Knows no format and no rule about news."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from briefing.ingest import language
from briefing.ingest.draft import FIELDS, Block, Draft
from briefing.ingest.plain_text import classify_paragraphs, repeated_passages
from briefing.model import Article, Document, Paragraph, ParagraphKind, SourceMap, Span, Stated
from briefing.text import WORD, one_line, safe_text, visible

_OPENING = 100
_LONGEST = 1000
"""Characters of a field: what is longer is no title, name or place."""


def article_id(path: str) -> str:
    """Return the article's id: the first 12 hex digits of the SHA-256 of its path (``mail.eml#2`` for the second of a file)."""
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:12]


def document(draft: Draft, path: str) -> Document:
    """Return ``draft`` as a document at ``path``. Never raises for what a file may hold."""
    reading = classify_paragraphs.analyse(draft)
    text, paragraphs, segments = _lay_out(reading.blocks, reading.repeats)
    article = _article(reading, draft, path, text, paragraphs)
    return Document(
        article, text, tuple(paragraphs), SourceMap(tuple(segments)), _fingerprint(article, text, paragraphs)
    )


def _lay_out(
    blocks: list[Block], repeated: dict[int, repeated_passages.Repeat]
) -> tuple[str, list[Paragraph], list[tuple[int, int, int]]]:
    pieces: list[str] = []
    segments: list[tuple[int, int, int]] = []
    paragraphs: list[Paragraph] = []
    starts: dict[int, int] = {}
    later: list[tuple[int, int, repeated_passages.Repeat]] = []
    position = 0
    for index, block in enumerate(blocks):
        if index in repeated:
            later.append((len(paragraphs), index, repeated[index]))
            paragraphs.append(Paragraph((0, 0), _source(block, 0, len(block.text)), "repeat"))
            continue
        if pieces:
            pieces.append(block.lead)
            position += len(block.lead)
        starts[index] = position
        pieces.append(block.text)
        for offset, source, length in block.segments:
            length = min(length, len(block.text) - offset)
            if segments and _follows(segments[-1], position + offset, source):
                segments[-1] = (segments[-1][0], segments[-1][1], segments[-1][2] + length)
            elif length > 0:
                segments.append((position + offset, source, length))
        kind: ParagraphKind = block.kind or "body"
        if block.dateline is not None and block.dateline[1] >= len(block.text):
            # A dateline with nothing after it is a paragraph of its own.
            paragraphs.append(
                Paragraph((position, position + len(block.text)), _source(block, 0, len(block.text)), "dateline")
            )
        elif block.dateline is not None:
            end, begin = block.dateline
            paragraphs.append(Paragraph((position, position + end), _source(block, 0, end), "dateline"))
            paragraphs.append(
                Paragraph((position + begin, position + len(block.text)), _source(block, begin, len(block.text)), kind)
            )
        else:
            paragraphs.append(
                Paragraph((position, position + len(block.text)), _source(block, 0, len(block.text)), kind)
            )
        position += len(block.text)
    for number, _, repeat in later:
        start = starts[repeat.index]
        paragraphs[number] = Paragraph(
            (start + repeat.start, start + repeat.end), paragraphs[number].source_span, "repeat"
        )
    return safe_text("".join(pieces)), paragraphs, segments


def _follows(segment: tuple[int, int, int], offset: int, source: int) -> bool:
    return segment[0] + segment[2] == offset and segment[1] + segment[2] == source


def _source(block: Block, start: int, end: int) -> Span | None:
    """Return the stretch of the file that ``block.text[start:end]`` was read from."""
    first = last = None
    for offset, source, length in block.segments:
        if first is None and offset <= start < offset + length:
            first = source + start - offset
        if offset < end <= offset + length:
            last = source + end - offset
    return None if first is None or last is None else (first, last)


def _article(
    reading: classify_paragraphs.Reading, draft: Draft, path: str, text: str, paragraphs: list[Paragraph]
) -> Article:
    fields: dict[str, Any] = {}
    for name in FIELDS:
        value = reading.fields.get(name)
        if value is not None and (value.value is not None or value.evidence is not None):
            fields[name] = _safe(value)
            if isinstance(value.value, str) and len(value.value) > _LONGEST:
                draft.problems.append(f"its {name} is longer than {_LONGEST:,} characters and is cut")
    prose = [p for p in paragraphs if p.kind == "body"]
    if "language" not in fields:
        start, end = (prose[0].span[0], prose[-1].span[1]) if prose else (0, len(text))
        found = language.detect(text[start:end])
        if found.value is not None:
            fields["language"] = found
    counted = sum(_words(text, p.span) for p in paragraphs if p.kind in ("title", "standfirst", "body"))
    if "title" in draft.fields and not any(p.kind == "title" for p in paragraphs):
        title = str(draft.fields["title"].value or "")
        counted += _words(title, (0, len(title)))
    return Article(
        id=article_id(path),
        path=path,
        words=counted,
        repeated=_repeated(paragraphs, text),
        problems=tuple(one_line(problem) for problem in draft.problems),
        opening=_opening(text[prose[0].span[0] : prose[0].span[1]]) if prose else "",
        extra=_safe_tree(reading.extra),
        **fields,
    )


def _repeated(paragraphs: list[Paragraph], text: str) -> bool:
    """Return whether half of the words of the body or more stand in the file twice."""
    body = [p.span for p in paragraphs if p.kind == "body"]
    again = {p.span for p in paragraphs if p.kind == "repeat"}
    if not again:
        return False
    total = sum(_words(text, span) for span in body)
    twice = sum(_words(text, span) for span in body if _covered(span, again))
    return total > 0 and twice * 2 >= total and twice >= 20


def _covered(span: Span, spans: set[Span]) -> bool:
    return span in spans or any(a <= span[0] and span[1] <= b for a, b in spans)


def _words(text: str, span: Span) -> int:
    return len(WORD.findall(text, *span))


def _opening(text: str) -> str:
    """Return the first words, ``100`` code points at most, cut between words."""
    text = " ".join(visible(text).split())
    return text if len(text) <= _OPENING else text[:_OPENING].rsplit(" ", 1)[0]


def _safe(value: Stated[Any]) -> Stated[Any]:
    inner = value.value
    cleaned: Any = None
    if isinstance(inner, tuple):
        cleaned = tuple(_shown(str(item)[:_LONGEST]) for item in inner)
    elif inner is not None:
        cleaned = _shown(_short(str(inner)))
    return Stated(cleaned, value.status, None if value.evidence is None else _shown(_short(value.evidence)))


def _shown(text: str) -> str:
    """One safe line without soft hyphens and other characters that nobody sees: a field is for people, not for offsets."""
    return visible(one_line(text))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _safe_tree(value: Any, depth: int = 0) -> Any:
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, dict) and depth < 8:
        return {one_line(str(key)): _safe_tree(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, (list, tuple)) and depth < 8:
        return [_safe_tree(inner, depth + 1) for inner in value]
    return value if isinstance(value, (int, float, bool)) or value is None else one_line(str(value))


def _fingerprint(article: Article, text: str, paragraphs: list[Paragraph]) -> str:
    """SHA-256 (hex) of the text, the kinds of its paragraphs and the metadata, but not of the path."""
    known = {name: _plain(getattr(article, name)) for name in FIELDS}
    shape = [[p.span, p.source_span, p.kind] for p in paragraphs]
    data = json.dumps([known, shape, article.extra, article.repeated], ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(data.encode() + b"\0" + text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Stated[Any]) -> list[Any]:
    return [value.value, value.status, value.evidence]
