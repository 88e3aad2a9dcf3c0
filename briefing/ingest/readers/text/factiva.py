"""Exports of Factiva: many documents in one file, each down to ``Document`` and its number.

Three layouts, in text and in word processors' files: a field's code on a line of its own above the value, before it in a column,
or no codes, where the lines stand in one order: section, headline, byline, number of words, day, outlet, its code, edition and
page, language, copyright.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from briefing.ingest.draft import Block, Draft
from briefing.ingest.plain_text import bylines, labels, repeated_passages, titles
from briefing.ingest.plain_text.dating import dates
from briefing.ingest.plain_text.metadata_builder import dated
from briefing.lexicon.agencies import agency
from briefing.model import ParagraphKind, Stated

_END = re.compile(r"(?:AN[\s|]+)?(?:Document|Documento|Dokument) ([A-Z][A-Z0-9]{1,11}[0-9]{6,8}[0-9a-z]{4,14})$")
_WORDS = re.compile(
    r"[0-9][0-9.,]{0,7} (?:words?|mots?|palabras?|Wörter|Worte|parole|palavras|woorden)$", re.IGNORECASE
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*|.{0,60}\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|tutti i diritti)",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?:Page [0-9]+ of [0-9]+\s*)?(?:©|\(c\)) ?[0-9]{4} Factiva\b.{0,60}$", re.IGNORECASE)
_CODES = {
    code: name
    for name, codes in {
        "title": "HD", "byline": "BY", "published": "PD", "outlet": "SN", "body": "LP TD ART", "section": "SE", "page": "PG", "edition": "ED", "volume": "VOL",
        "": "CLM CR WC ET SC NGC GC LA CY CX CO IN NS RE IPC IPD PUB AN RF CT DLN",
    }.items()
    for code in codes.split()
}  # fmt: skip
_CODE = re.compile(rf"({'|'.join(_CODES)})(?:\s{{2,}}|\t+|\s*\|\s+|$)")
_KINDS: dict[str, ParagraphKind] = {"title": "title", "byline": "byline", "published": "date"}
_BEFORE_WORDS = 4
"""Lines above the number of words at most: section, headline in two lines, byline."""
_HEAD = 14
"""Lines below the number of words in which the head ends."""


def documents(blocks: list[Block]) -> list[Draft]:
    """Return the documents of an export; empty if ``blocks`` are none."""
    if not any(_END.match(block.text) for block in blocks):
        return []
    found: list[Draft] = []
    current: list[Block] = []
    for block in blocks:
        current.append(block)
        if _END.match(block.text):
            found += _parted(current)
            current = []
    codes = {match[1] for block in current if (match := _CODE.match(block.text)) is not None}
    if not codes.isdisjoint(("LP", "TD")):
        found += _parted(current)  # the file breaks off
    return found if any(draft.fields for draft in found) else []


def _parted(blocks: list[Block]) -> list[Draft]:
    fields = [_CODES[match[1]] for block in blocks if (match := _CODE.match(block.text)) is not None]
    if {"title", "body"} <= set(fields):
        return [_coded(blocks)]
    if any(_WORDS.match(block.text) for block in blocks[: _HEAD * 4]):
        return [_plain(blocks)]
    return [Draft(blocks)]


def _coded(blocks: list[Block]) -> Draft:
    """Return a document whose values stand behind or below the codes of their fields."""
    draft = Draft([], marked=True)
    name = ""
    for block in blocks:
        match = _code(block.text, within=name)
        if match is not None:
            name = _CODES[match[1]]
            if match.end() >= len(block.text):
                block.kind = "furniture"
                draft.blocks.append(block)
                continue
            left, block = repeated_passages.split(block, len(match[1]), match.end())
            left.kind = "furniture"
            draft.blocks.append(left)
        _take(draft, name, block)
        draft.blocks.append(block)
    return draft


def _code(text: str, *, within: str) -> re.Match[str] | None:
    """Return the code that opens a line; within the body, words like "IN" open paragraphs of prose too."""
    match = _CODE.match(text)
    if match is None or within != "body" or len(text) <= _LONGEST_VALUE:
        return match
    return None if match[1] in _WORDS_TOO else match


_WORDS_TOO = frozenset(("IN", "RE", "CO"))
_LONGEST_VALUE = 400


def _is_mark(text: str) -> bool:
    """Return whether a line is the end of a document or the foot of a page."""
    return any(pattern.match(text) for pattern in (_END, _PAGE))


def _take(draft: Draft, name: str, block: Block) -> None:
    """Take the value of field ``name``."""
    text = block.text
    if name == "body":
        block.kind = "furniture" if _is_mark(text) else None
        return
    block.kind = _KINDS.get(name, "furniture")
    if name in ("section", "page", "edition", "volume"):
        draft.extra.setdefault(name, text)
    elif name == "title":
        old = draft.fields.get(name)
        text = text if old is None else f"{old.value} {text}"  # a headline in two lines
        draft.fields[name] = Stated.stated(text, text)
    elif name in _TAKERS:
        _TAKERS[name](draft, text)


def _source(draft: Draft, text: str) -> None:
    """Take the name of the source: an agency, or else the outlet."""
    wire = agency(text)
    draft.fields.setdefault("agency" if wire else "outlet", Stated.stated(wire or text, text))


def _date(draft: Draft, text: str) -> bool:
    found = dates.find(text)
    if len(found) != 1 or not found[0].full:
        return False
    draft.fields.setdefault("published", dated(found[0], text))
    return True


def _names(draft: Draft, text: str) -> bool:
    names, wire = labels.names_in_field(text)
    draft.state("byline", names, text)
    draft.state("agency", wire, text)
    return bool(names or wire)


_TAKERS: dict[str, Callable[[Draft, str], object]] = {"published": _date, "byline": _names, "outlet": _source}
"""Field -> what takes its value."""


def _plain(blocks: list[Block]) -> Draft:
    """Return a document without codes, told by the order of its lines."""
    draft = Draft(blocks, marked=True)
    at = next(number for number, block in enumerate(blocks) if _WORDS.match(block.text))
    body = _body_at(blocks, at)
    for block in blocks[:body]:
        block.kind = "furniture"
    for block in blocks[body:]:
        block.kind = "furniture" if _is_mark(block.text) else None
    above = [block for block in blocks[max(0, at - _BEFORE_WORDS) : at] if not _PAGE.match(block.text)]
    _take_above(draft, above)
    below = blocks[at + 1 : body]
    for number, block in enumerate(below):
        if _date(draft, block.text):
            block.kind = "date"
            named = next((other for other in below[number + 1 :] if not _is_time(other.text)), None)
            if named is not None and not _COPYRIGHT.match(named.text):
                _source(draft, named.text)
            break
    return draft


def _is_time(text: str) -> bool:
    return re.match(r"[0-2]?[0-9][:.h][0-5][0-9]", text) is not None


def _take_above(draft: Draft, above: list[Block]) -> None:
    """Take section, headline and byline, which stand in this order."""
    if len(above) > 1 and titles.is_section(above[0].text):
        draft.extra.setdefault("section", above.pop(0).text)
    if len(above) > 1 and _signs(above[-1].text) and _names(draft, above[-1].text):
        above.pop().kind = "byline"
    if len(above) > 1 and len(above[0].text.split()) <= min(4, len(above[1].text.split()) - 1):
        draft.extra.setdefault("section", above.pop(0).text)
    if above:
        above[0].kind = "title"
        draft.fields["title"] = Stated.stated(above[0].text, above[0].text)


def _signs(text: str) -> bool:
    """Return whether a line above the number of words is a byline: it says so, or is built like the names of persons."""
    return any(read(text) is not None for read in (bylines.parse, bylines.signing, bylines.bare))


def _body_at(blocks: list[Block], at: int) -> int:
    """Return where the body begins: behind the copyright, else behind the last short line without a full stop."""
    limit = min(at + _HEAD, len(blocks))
    for number in range(at + 1, limit):
        if _COPYRIGHT.match(blocks[number].text):
            return number + 1
    return next((number for number in range(at + 1, limit) if not _SHORT.match(blocks[number].text)), limit)


_SHORT = re.compile(r".{0,59}[^.!?”\"]$", re.DOTALL)
"""A line of a head, which ends in no full stop."""
