"""Heads of database records: a field's name or code stands before each value. The values become paragraphs that carry the name.

    TI  - Council backs plan      HD   Council backs plan      [TITLE] Council backs plan      Title | Council backs plan

General facts: exports name their fields in one way throughout, one field a line; a headline is among the first; two letters
before a value are a code only where several known codes stand below one another. A single such line says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.ingest.draft import Block
from briefing.ingest.plain_text import bylines, line_types, outlet_names, repeated_passages
from briefing.ingest.plain_text.dating import dates
from briefing.lexicon import head_words, place_names

_HEAD = 24
"""Paragraphs in which the fields stand."""
_CODES = {
    code: name
    for name, codes in {
        "title": "HD TI T1 HL %T", "byline": "BY AU A1 %A", "published": "PD DA Y1 DT DP PY %D %8", "outlet": "SN JO T2 JF SO JN PB %J %B",
        "body": "LP TD TX AB N2 BD %X", "dateline": "DL PL CI", "language": "LA %G", "section": "SE", "page": "PG SP %P", "url": "UR %U",
        "": "TY ET SC CY AN WC ED ER CO IN NS RE PUB IPC IPD ID KW EP VL IS SP N1 M1 DO DB DP CR AR PT DC DE CC UI IP %0 %K %V %N %W %Z %I %C",
    }.items()
    for code in codes.split()
}  # fmt: skip
"""Codes of Factiva, RIS, Medline, Dialog and refer, as their manuals print them."""
_CODE = re.compile(r"(%[A-Z0-9]|[A-Z][A-Z0-9]{1,2})(?:\s{0,2}-(?:\s+|$)|\s{2,}|\t+|(?<=%.)\s+|$)")
_NAMED = re.compile(
    r"(?:[0-9]{1,2}[.)]\s+)?[^\w\s]{0,3}\s{0,2}(?:(?:dc|dcterms|media|atom|og|article|content|itunes|rss)[:.])?(?P<name>[A-Za-z][A-Za-z_ /-]{1,28}?)"
    r"(?:[\]}>)$]{1,3}[:=]?\s*|[*_]{1,3}[:=]?\s+|[*_\"']{0,2}\s*(?:[:;=|]|\.{2,}|\t|\s-(?=\s)|[–—]|\s{2,})[*_]{0,2}\s*)(?=\S)"
)
_SHOUTED = re.compile(r"(?P<name>[A-Z]{2,12}(?: [A-Z]{2,8})?)\s+(?=\S)|@(?P<at>[a-z_]{3,16})\s+(?=\S)")
"""A name in capitals with nothing but a space behind it: believed only where all stand so."""
_WRAPPED = re.compile(
    r"(?P<open>[\"'“\[{]{1,2})(?P<value>.+?)(?P<close>[\"'”\]}]{1,2}),?$|(?P<tagged>.+)</[\w-]{2,20}>$"
)
_ALONE = re.compile(r"[^\w\s]{0,3}(?P<name>[A-Za-z][A-Za-z_ -]{1,24}?)[\]}*_>):]{0,3}$")
_PREFIX = re.compile(
    r"(?:article|document|doc|story|news|item|main|full|original|record|text|publication|pub|date)\s+(?=\w)"
)
_NEXT = re.compile(r"(?:\s{2,}|;\s+|\s\|\s|\t)(?=(?P<name>[A-Z][A-Za-z ]{2,20}):\s)")
_CORE = frozenset({"title", "byline", "published", "dateline", "body", "outlet", "agency"})
_MORE = {"head line": "title", "main head": "title", "creator": "byline", "by": "byline", "authors": "byline", "author name": "byline",
         "created": "published", "created at": "published", "pubdate": "published", "datetime": "published", "timestamp": "published", "time": "", "loc": "dateline",
         "place of publication": "", "copy": "body", "main text": "body", "lead": "body", "lead paragraph": "body", "provider": "outlet",
         "wire service": "agency", "words": "", "number": "", "no": "", "file": "", "status": "", "version": "", "database": "", "format": ""}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Field:
    """Block ``index`` names field ``name``; its value begins at ``at`` (at the end of the block: on the next line)."""

    index: int
    name: str
    at: int


def cut(blocks: list[Block]) -> list[Block]:
    """Return ``blocks`` with the fields of a record cut in name and value; as they are where there is no record."""
    blocks = _one_each(blocks)
    fields = _coded(blocks) or _named(blocks) or _named(blocks, _SHOUTED) or _stacked(blocks)
    if not fields:
        return _parted(blocks)
    found = {field.index: field for field in fields}
    result: list[Block] = []
    waiting = ""  # the field whose value stands on the next line
    for index, block in enumerate(blocks):
        field = found.get(index)
        if field is None:
            if waiting not in ("", "body"):
                _name(block, waiting)
            if waiting != "byline" or not _goes_on(blocks[index + 1 : index + 2]):
                waiting = ""
            result.append(block)
        elif field.at >= len(block.text) or not field.name:
            block.kind = "furniture"
            waiting = field.name if field.at >= len(block.text) else ""
            result.append(block)
        else:
            waiting = ""
            result += _cut_field(block, field)
    return result


def _goes_on(following: list[Block]) -> bool:
    """Return whether a list of names, one a line, goes on in the next line."""
    return any(not block.gap and bylines.bare(block.text) is not None for block in following)


def _name(block: Block, field: str) -> None:
    """Say which field the value ``block`` belongs to."""
    block.label = field
    block.kind = "title" if field == "title" else None


def _cut_field(block: Block, field: _Field) -> list[Block]:
    """Return a line of a record cut in the name of the field, its value, and the signs around that."""
    left, right = repeated_passages.split(block, len(block.text[: field.at].rstrip()), field.at)
    left.kind = "furniture"
    behind: list[Block] = []
    if block.text[:1] == "|" and right.text.endswith("|"):
        right, *behind = _apart(right, len(right.text[:-1].rstrip()), len(right.text))
    before, right, after = _unwrapped(right)
    if field.name != "body":
        _name(right, field.name)
    return [left, *before, right, *after, *behind]


def _apart(block: Block, at: int, after: int) -> list[Block]:
    """Return ``block`` cut before and behind the signs ``text[at:after]``, which become a paragraph of their own: no character is lost."""
    signs = block.text[at:after]
    if not signs.strip():
        return list(repeated_passages.split(block, at, after))
    start, end = at + len(signs) - len(signs.lstrip()), at + len(signs.rstrip())
    left, rest = repeated_passages.split(block, at, start)
    mark, right = repeated_passages.split(rest, end - start, after - start)
    mark.kind = "furniture"
    return [piece for piece in (left, mark, right) if piece.text]


def _unwrapped(block: Block) -> tuple[list[Block], Block, list[Block]]:
    """Return a value apart from the quotation marks, brackets or closing tag that its record puts around it."""
    match = _WRAPPED.match(block.text)
    if match is None or (match["value"] and len(match["open"]) != len(match["close"])):
        return [], block, []
    start, end = match.span("value") if match["value"] else match.span("tagged")
    inner, closing = repeated_passages.split(block, end)
    closing.kind = "furniture"
    if not start:
        return [], inner, [closing]
    opening, inner = repeated_passages.split(inner, start)
    opening.kind = "furniture"
    return [opening], inner, [closing]


def _one_each(blocks: list[Block]) -> list[Block]:
    """Return ``blocks`` with lines that hold several fields cut before each of them ("Title: X; Author: Ada Krol; Date: …")."""
    result: list[Block] = []
    for index, block in enumerate(blocks):
        rest = block
        if (
            index < _HEAD
            and ":" in block.text
            and len(block.text) <= 400
            and _NEXT.search(block.text)
            and is_field(block.text)
        ):
            for match in _NEXT.finditer(block.text):
                if _known(match["name"]) is None:
                    continue
                at = len(rest.text) - (len(block.text) - match.end())
                *before, rest = _apart(rest, at - len(match.group()), at)
                result += before
        result.append(rest)
    return result


def is_field(text: str) -> bool:
    """Return whether a line begins with the name or code of a field, so that it goes on no line before it."""
    code = _CODE.match(text)
    if code is not None:
        return code[1] in _CODES
    match = _NAMED.match(text[:60])
    return match is not None and _known(match["name"]) is not None


def _enough(fields: list[_Field], least: int) -> list[_Field]:
    names = {field.name for field in fields} & _CORE
    titled = next((number for number, field in enumerate(fields) if field.name == "title"), None)
    return fields if titled is not None and titled < 8 and len(names) >= least else []


def _coded(blocks: list[Block]) -> list[_Field]:
    fields: list[_Field] = []
    for index, block in enumerate(blocks):
        if len(fields) < 2 and index > _HEAD:
            break
        match = _CODE.match(block.text)
        name = _CODES.get(match[1]) if match else None
        if (
            match is not None
            and name is not None
            and not (name == "" and match.end() < len(block.text) < match.end() + 2)
        ):
            fields.append(_Field(index, name, match.end()))
    return _enough(fields, 3)


def _known(name: str) -> str | None:
    """Return the field that ``name`` stands for ("article_title", "Pub Date", "HEADLINE"), "" for one of no use, or ``None``."""
    folded = " ".join(name.replace("_", " ").casefold().split())
    for _ in range(2):
        if folded in _MORE:
            return _MORE[folded]
        if folded in head_words.FIELD_LABELS:
            return head_words.FIELD_LABELS[folded]
        folded = _PREFIX.sub("", folded, count=1)
    return None


def _named(blocks: list[Block], pattern: re.Pattern[str] = _NAMED) -> list[_Field]:
    fields: list[_Field] = []
    plain = True
    for index, block in enumerate(blocks[:_HEAD]):
        match = pattern.match(block.text[:60])
        word = (match["name"] or match["at"] if pattern is _SHOUTED else match["name"]) if match else ""
        name = _known(word) if word else None
        if name is None and match is not None and pattern is _SHOUTED:
            name = _CODES.get(word)
        if match is not None and name is not None:
            plain = (
                plain and line_types.label(block.text) is not None and _WRAPPED.match(block.text, match.end()) is None
            )
            fields.append(_Field(index, name, match.end()))
            if name == "body":
                break
        elif len(fields) >= 2 and index - fields[-1].index > 3:
            break
    if plain:
        return []  # what `labels` reads line by line is left to it
    return _enough(fields, 3 if pattern is _SHOUTED or len(fields) <= 2 else 2)


def _stacked(blocks: list[Block]) -> list[_Field]:
    """Names on lines of their own, each above its value."""
    fields: list[_Field] = []
    for index, block in enumerate(blocks[:_HEAD]):
        match = _ALONE.match(block.text) if len(block.text) <= 32 else None
        name = _known(match["name"]) if match else None
        if name is not None and not (fields and fields[-1].index == index - 1):
            fields.append(_Field(index, name, len(block.text)))
            if name == "body":
                break
    return _enough(fields, 3)


_BAR = re.compile(r"\s+\|\s+|\t+")


def _parted(blocks: list[Block]) -> list[Block]:
    """Return a first line ``Headline | Ada Krol | 3 May 2019`` becomes paragraphs, one of each part."""
    if not blocks or len(blocks[0].text) > 300 or blocks[0].kind is not None or not _BAR.search(blocks[0].text):
        return blocks
    text = blocks[0].text
    parts = _BAR.split(text)
    days = [part for part in parts if dates.whole(part)]
    if len(days) != 1 or parts[0] == days[0] or parts[0].count(" ") < 2 or outlet_names.outlet_name(parts[0]):
        return blocks
    if place_names.beside_date(parts[0], comma=True):
        return blocks
    if bylines.is_opened(parts[0]) or bylines.bare(parts[0]) is not None:
        return blocks
    result: list[Block] = []
    rest = blocks[0]
    while (match := _BAR.search(rest.text)) is not None:
        *before, rest = _apart(rest, match.start(), match.end())
        result += before
    return [*result, rest, *blocks[1:]]
