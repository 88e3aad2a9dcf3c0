"""Reads lines that cite where an article was printed: ``Ada Krol. The Elm Courier. Port Elm: May 3, 2019. pg. A4``.

General fact: databases print author, paper, place, day and page on one line, with points, commas or brackets between. A line is
one only if each of its pieces is such a thing, one of them the day, and one a page or a paper.
"""

from __future__ import annotations

import re

from briefing.ingest.plain_text import bylines, dates, line_types
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


def read(text: str) -> line_types.Facts | None:
    """Return what a line of source says, or ``None`` for any other line."""
    if not 12 <= len(text) <= _LONGEST or _FIGURE.search(text) is None:
        return None
    cited = _PAGE_LAST.search(text)
    paged = _PAGE_ANYWHERE.search(text) is not None or cited is not None
    text = text[: cited.start()] if cited is not None else text
    text = _PAGE_ANYWHERE.sub(" ", text)
    found = dates.find(text)
    if len(found) != 1 or not found[0].full:
        return None
    day = found[0]
    facts = line_types.Facts(dates=[(day, False)], labelled=True)
    pieces = [
        (piece.strip(' .–—-"“”'), part)
        for part, stretch in enumerate((text[: day.span[0]], text[day.span[1] :]))
        for piece in _PIECE.split(stretch)
    ]
    for piece, part in pieces:
        if not piece or _COUNTED.fullmatch(piece):
            continue
        if _PAGE.fullmatch(piece):
            paged = True
        elif agency(piece):
            facts.agencies.append(agency(piece) or piece)
        elif facts.outlet is None and (line_types.outlet_name(piece) or line_types.has_article(piece)):
            facts.outlet = f"The {piece}" if re.search(rf"{re.escape(piece)}, The\b", text) else piece
        elif is_known(piece):
            continue
        elif part == 0 and facts.outlet is None and (person := _person(piece)) is not None:
            names = (*facts.byline.names, *person.names) if facts.byline is not None else person.names
            facts.byline = bylines.Byline(names, None, True)
        elif len(piece.split()) <= 3 and len(piece) <= 30 and piece[0].isupper() and facts.outlet is not None:
            continue  # the town of the paper
        else:
            return None
    return facts if paged or facts.outlet is not None else None


def _person(piece: str) -> bylines.Byline | None:
    found = bylines.parse(piece) if bylines.is_marked(piece) else bylines.bare(piece)
    return found if found is not None and found.names and (found.marked or bylines.is_sure(found)) else None
