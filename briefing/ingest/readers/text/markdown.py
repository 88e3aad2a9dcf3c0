"""Markdown articles, with or without front matter. Shows the words without their marks-up; keeps where each word stood.

Only what writers of articles use: headings, emphasis, links, images, quotes, lists, rules. Square brackets without a link
behind them are the author's own (``[sic]``) and stay.
"""

from __future__ import annotations

import re

from briefing.ingest import front_matter
from briefing.ingest.decode import decode_noted
from briefing.ingest.draft import Block, Draft, Segment
from briefing.ingest.plain_text import paragraphs, repeated_passages

_HEADING = re.compile(r"#{1,6}[ \t]+")
_CLOSING = re.compile(r"[ \t]+#{1,6}[ \t]*$")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_TARGET = r"(?:[^()\s]|\([^()\s]{0,300}\)){0,2000}"
"""The address of a link; brackets in it are balanced (CommonMark), as in many of Wikipedia's."""
_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\]\(" + _TARGET + r"(?:[ \t]+[\"'][^\"']{0,300}[\"'])?\)$")
_UNDERLINE = re.compile(r"(?=.{3})(?:=+|-+)[ \t]*$")
_MARKS = re.compile(
    r"!?\[(?P<link>[^\[\]]{1,500})\](?:\(" + _TARGET + r"(?:[ \t]+\"[^\"]{0,300}\")?\)|\[[^\[\]]{0,100}\])"
    r"|(?P<strong>\*{1,3}|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_])|~~)"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!|>~-])"
    r"|<(?P<auto>https?://[^<>\s]{1,2000})>"
    r"|(?P<comment><!--)"
    r"|(?P<tag></?[A-Za-z][^<>]{0,300}>)"
)


def read(data: bytes) -> list[Draft]:
    """Return the article of a Markdown file. Raises IngestError for an empty or binary file."""
    text, note = decode_noted(data)
    drafts = read_text(text)
    if note:
        drafts[0].problems.append(note)
    return drafts


def read_text(source: str) -> list[Draft]:
    """Return the article of ``source``; offsets count in ``source``, front matter included."""
    kind, matter, begin = front_matter.split(source)
    draft = Draft([])
    if kind:
        try:
            front_matter.apply(draft, front_matter.parse(kind, matter), matter)
        except ValueError as error:
            draft.problems.append(str(error))
    for block in _blocks(source, begin):
        if block.text:
            draft.blocks.append(block)
    return [draft]


def _blocks(source: str, begin: int) -> list[Block]:
    result: list[Block] = []
    for block in paragraphs.blocks(source[begin:], _soft):
        block.segments = tuple((a, b + begin, c) for a, b, c in block.segments)
        if result and not block.gap and _UNDERLINE.match(block.text):
            result[-1].heading = True  # the line under a heading of the older kind
            continue
        result.append(block)
    return [_clean(block) for block in result]


_STARTS_BLOCK = re.compile(r"#{1,6}[ \t]|>|[*+-][ \t]|\d{1,3}[.)][ \t]|!\[|(?:[-*_][ \t]*){3,}$|=+$|\||```|~~~")


_ENDS_BLOCK = re.compile(rf"^(?![>*+0-9-])(?:{_STARTS_BLOCK.pattern})|\\$")
"""A line that is a block by itself, and one that says that it is broken here."""


def _soft(line: str, following: str) -> bool:
    """Markdown joins lines; a line that ends a sentence stays a paragraph, as scraped text has it."""
    if _STARTS_BLOCK.match(following) or _ENDS_BLOCK.search(line):
        return False
    return line.rstrip("\"'”’»)]*_")[-1:] not in (".", "!", "?", "…", ":", "") and len(line) >= 40


def _clean(block: Block) -> Block:
    block = _unmarked(block)
    block.lead = "\n\n"
    return block


def _unmarked(block: Block) -> Block:
    text = block.text
    image = _IMAGE.match(text)
    if image is not None:
        block = _cut(block, image.start(1), image.end(1))
        block.kind = "furniture"  # the alternative text of a picture
        return block
    match = _HEADING.match(text)
    if match:
        closing = _CLOSING.search(text[-12:])
        end = len(text) - (min(len(text), 12)) + closing.start() if closing else len(text)
        block = _cut(block, match.end(), max(match.end(), end))
        block.heading = True
    else:
        match = _QUOTE.match(text)
        if match:
            block = _cut(block, match.end(), len(text))
    return _inline(block)


def _cut(block: Block, start: int, end: int) -> Block:
    middle = repeated_passages.split(block, start)[1] if start else block
    middle = repeated_passages.split(middle, end - start)[0] if end < len(block.text) else middle
    middle.gap = block.gap
    return middle


def _inline(block: Block) -> Block:
    """Return ``block`` without emphasis, link targets and escapes, each piece with its place."""
    text = block.text
    if not any(mark in text for mark in "*_[\\<~"):
        return block
    keep: list[tuple[int, int]] = []
    position = 0
    while True:
        match = _MARKS.search(text, position)
        if match is None:
            break
        keep.append((position, match.start()))
        if match["link"] is not None:
            keep.append(match.span("link"))
        elif match["escaped"] is not None:
            keep.append(match.span("escaped"))
        elif match["auto"] is not None:
            keep.append(match.span("auto"))
        elif match["strong"] is not None and not _emphasis(text, match):
            keep.append(match.span())
        elif match["comment"] is not None:
            end = text.find("-->", match.end())
            position = len(text) if end < 0 else end + 3
            continue
        position = match.end()
    keep.append((position, len(text)))
    return _pieces(block, keep)


def _emphasis(text: str, match: re.Match[str]) -> bool:
    """Return whether stars or low lines are marks of emphasis: one side touches a word, the other does not."""
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return bool(before.strip() or after.strip())


def _pieces(block: Block, keep: list[tuple[int, int]]) -> Block:
    text: list[str] = []
    segments: list[Segment] = []
    offset = 0
    number = 0
    for start, end in keep:
        if start >= end:
            continue
        text.append(block.text[start:end])
        while number < len(block.segments) and block.segments[number][0] + block.segments[number][2] <= start:
            number += 1
        at = number
        while at < len(block.segments) and block.segments[at][0] < end:
            own, source, length = block.segments[at]
            first, last = max(own, start), min(own + length, end)
            if first < last:
                segments.append((offset + first - start, source + first - own, last - first))
            at += 1
        offset += end - start
    joined = "".join(text)
    stripped = joined.strip()
    lead = len(joined) - len(joined.lstrip())
    result = Block(joined, tuple(segments), block.kind, block.gap, block.heading, block.lead)
    return result if stripped == joined else _cut(result, lead, lead + len(stripped))
