"""Reads lines that cite where an article was printed: ``Ada Krol. The Elm Courier. Port Elm: May 3, 2019. pg. A4``.

General fact: databases print author, paper, place, day and page on one line, with points, commas or brackets between. A line is
one only if each of its pieces is such a thing, one of them the day, and one a page or a paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from briefing.ingest.plain_text import bylines, line_facts, outlet_names
from briefing.ingest.plain_text.dating import dates
from briefing.lexicon.agencies import agency
from briefing.lexicon.place_names import is_known

_LONGEST = 200
_FIGURE = re.compile(r"[0-9]")
_PIECE = re.compile(r"\s*(?:(?<![A-Z])\.(?:\s+|$)|[;:|·•,]\s*|\s[-–—]\s|[()\[\]])\s*")
_PAGE = re.compile(
    r"(?:pp?|pgs?|pages?)\.?\s*[A-Z]{0,3}\.?\s?-?[0-9]{1,4}[A-Z]?(?:[-–][0-9]{1,4})?|[A-Z]{1,2}\.?[0-9]{1,3}|sec(?:tion)?\.?\s*[A-Z0-9]{1,3}|col(?:umn)?\.?\s*[0-9]{1,2}",
    re.IGNORECASE,
)
_PAGE_ANYWHERE = re.compile(
    r"\b(?:pp?|pgs?|pages?)\.?\s*[A-Z]{0,3}\.?\s?-?[0-9]{1,4}[A-Z]?\b(?:[-–][0-9]{1,4}\b)?|(?<=[:,;]\s)[A-Z]\.[0-9]{1,3}\b",
    re.IGNORECASE,
)
_PAGE_LAST = re.compile(r"(?<=[0-9]{4}):\s+[A-Z]{0,2}\.?[0-9]{1,3}[A-Z]?(?:[-–][0-9]{1,3})?\.?$")
"""``… 3 May 2019: 12.``: the page behind the day and a colon."""
_COUNTED = re.compile(
    r"[0-9,]{1,7} words?|(?:vol|volume|no|number|issue|iss)\.?\s*[0-9]{1,6}|(?:[a-z0-9]+\s){0,2}editions?|english|en|the|copyright|©|online|newspaper article|news|"
    r"(?:world|local|national|foreign|business|sports?|international|main|metro|front|final|late|home)(?: news| section| desk)?|[0-9]{1,2}[:.][0-9]{2}",
    re.IGNORECASE,
)


def read(text: str) -> line_facts.Facts | None:
    """Return what a line of source says, or ``None`` for any other line."""
    if not 12 <= len(text) <= _LONGEST or _FIGURE.search(text) is None:
        return None
    cited = _PAGE_LAST.search(text)
    cut = text[: cited.start()] if cited is not None else text
    cut, pages = _PAGE_ANYWHERE.subn(" ", cut)
    found = dates.find(cut)
    if len(found) != 1 or not found[0].full:
        return None
    day = found[0]
    pieces = [_Piece(piece, True, cut) for piece in _pieces(cut[: day.span[0]])]
    pieces += [_Piece(piece, False, cut) for piece in _pieces(cut[day.span[1] :])]
    facts = line_facts.Facts(dates=((day, False),), labelled=True)
    for piece in pieces:
        more = next((more for read in _READERS if (more := read(piece, facts)) is not None), None)
        if more is None:
            return None
        facts = more
    paged = cited is not None or pages > 0 or any(_PAGE.fullmatch(piece.text) for piece in pieces)
    return facts if paged or facts.outlet is not None else None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a line, whether it stands before the day, and the line."""

    text: str
    before_day: bool
    line: str


def _pieces(stretch: str) -> list[str]:
    """Return the pieces of a part of a line, without those that only count or name a section."""
    pieces = [piece.strip(' .–—-"“”') for piece in _PIECE.split(stretch)]
    return [piece for piece in pieces if piece and not _COUNTED.fullmatch(piece)]


def _page(piece: _Piece, facts: line_facts.Facts) -> line_facts.Facts | None:
    return facts if _PAGE.fullmatch(piece.text) else None


def _agency(piece: _Piece, facts: line_facts.Facts) -> line_facts.Facts | None:
    name = agency(piece.text)
    return None if name is None else facts | line_facts.Facts(agencies=(name,))


def _outlet(piece: _Piece, facts: line_facts.Facts) -> line_facts.Facts | None:
    name = piece.text
    if facts.outlet is not None or not (outlet_names.outlet_name(name) or outlet_names.has_article(name)):
        return None
    turned = re.search(rf"{re.escape(name)}, The\b", piece.line) is not None
    return facts | line_facts.Facts(outlet=f"The {name}" if turned else name)


def _place(piece: _Piece, facts: line_facts.Facts) -> line_facts.Facts | None:
    return facts if is_known(piece.text) else None


def _signer(piece: _Piece, facts: line_facts.Facts) -> line_facts.Facts | None:
    person = _person(piece.text) if piece.before_day and facts.outlet is None else None
    if person is None:
        return None
    names = facts.byline.names if facts.byline is not None else ()
    return replace(facts, byline=bylines.Byline((*names, *person.names), None, True))


def _town(piece: _Piece, facts: line_facts.Facts) -> line_facts.Facts | None:
    """Return that the town of a paper that stands before it says nothing."""
    return facts if facts.outlet is not None and _FEW_WORDS.match(piece.text) and piece.text[0].isupper() else None


_FEW_WORDS = re.compile(r"(?=.{1,30}$)\S+(?:\s+\S+){0,2}$")
_READERS: Final = (_page, _agency, _outlet, _place, _signer, _town)


def _person(piece: str) -> bylines.Byline | None:
    """Return who is named, if "By", a given name or a role tells that it is a person."""
    person = bylines.parse(piece) if bylines.is_marked(piece) else bylines.bare(piece)
    return person if person is not None and bylines.is_signature(person) else None
