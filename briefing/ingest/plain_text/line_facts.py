"""Reads one line of metadata: its dates, who signs, agency, outlet and place; ``None`` for a line that is anything else as well.

A line is cut at its dates and signs, and each part is asked by ordered recognisers what it says: the first that knows settles it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from briefing.ingest.plain_text import boilerplate, bylines
from briefing.ingest.plain_text.dating import dates
from briefing.ingest.plain_text.outlet_names import has_article, is_desk, outlet_name
from briefing.lexicon import head_words, place_names, tables
from briefing.lexicon.agencies import agencies, agency, outlet
from briefing.text import each_has_capital

_LITTLE = tables.keyed("outlet_names")["little"] | {"in", "at", "for"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a line says. Dates carry whether they are of updating. ``labelled``: "Source:" or the like stands before it."""

    dates: tuple[tuple[dates.Date, bool], ...] = ()
    byline: bylines.Byline | None = None
    bare: bylines.Byline | None = None
    """A name alone: who signs, if a date, an agency, an outlet or a desk stands beside it."""
    agencies: tuple[str, ...] = ()
    outlet: str | None = None
    place: str | None = None
    posted: str | None = None
    """The place from which a line says that the story was reported ("Reporting from Oslo")."""
    labelled: bool = False
    desk: bool = False
    loose: bool = False
    """A part of the line, set off by signs, was not understood: believed below a headline only."""

    @property
    def anything(self) -> bool:
        return any((self.dates, self.byline, self.agencies, self.outlet, self.posted))

    def __or__(self, later: Facts) -> Facts:
        """Return what two parts of a line say: their dates and agencies, and of everything else what the earlier one says."""
        once = {name: getattr(self, name) or getattr(later, name) for name in _ONCE}
        return Facts(dates=self.dates + later.dates, agencies=self.agencies + later.agencies, **once)


_ONCE = ("byline", "bare", "outlet", "place", "posted", "labelled", "desk", "loose")


@dataclass(frozen=True, slots=True)
class _Line:
    """What is known of a line when its parts are read.

    ``has_dates``: it holds a date; ``dated``: one with a year; ``alone``: it has a single part; ``comma``: a comma stands between that
    and the date.
    """

    has_dates: bool
    dated: bool
    alone: bool
    comma: bool


_GREETING = re.compile(
    r"(?:good (?:morning|afternoon|evening|day)|hello|hi|welcome)\b[^.!,0-9]{0,30}[.!,–—-]+\s*(?:it['’]s|it is|today is|this is)?\s*(?=\w)",
    re.IGNORECASE,
)
"""How newsletters begin before they say which day it is."""
_ENDS_PROSE = re.compile(r'["”]$|[^A-Za-z]\.$')
"""How prose ends, and no abbreviation."""
_END_OF_SPEECH = re.compile(r'[^“”"]*[”"]$')
"""The last line of what somebody said ("on / December 28, 1982.”")."""
_LONGEST = 200
_LONGEST_SENTENCE = 48
_LONGEST_GREETING = 90


def read(text: str) -> Facts | None:
    """Return what a line of metadata says, if the *whole* line is metadata; else ``None``."""
    if text[:1] in "GgHhWw" and len(text) <= _LONGEST_GREETING:
        text = _GREETING.sub("", text).rstrip(".!")
    if len(text) > _LONGEST or _END_OF_SPEECH.match(text):
        return None
    if len(text) > _LONGEST_SENTENCE and _ENDS_PROSE.search(text):
        return None  # lines of metadata do not end sentences
    return _facts(text)


_MARKS = re.compile(r"(?<![^\s(])[*_]{1,3}(?=[^\s*_])|(?<=[^\s*_])[*_]{1,3}(?![^\s),.;:|])")
_HANDLE = re.compile(r"(?<![\w.])@\w{2,30}")
_SIGNS_LEFT = frozenset("*_@")


def unmarked(text: str) -> str:
    """Return ``text`` without the marks of emphasis that plain-text exports keep (``*By Ada Krol*``, ``_May 3_``)."""
    return text if _SIGNS_LEFT.isdisjoint(text) else _MARKS.sub("", text)


_SEPARATOR = re.compile(r"\s*[|•·‧∙●►▪◦]\s*|\s+[–—/-]{1,2}\s+|\t+| {2,}|;\s+")


@lru_cache(maxsize=128)
def _facts(text: str) -> Facts | None:
    """As :func:`read`, for a line that is short; several parts of ingest ask about the lines of a head."""
    found = dates.find(text)
    if not found and _runs(text) and not bylines.is_opened(text):
        return None  # prose and most headlines: four longer words in small letters, no date, no "By"
    if not _SIGNS_LEFT.isdisjoint(text):
        text = _HANDLE.sub("", unmarked(text)).strip()
        found = dates.find(text)
    found = found or dates.compact(text)
    wires = agencies(text)
    if wires:
        return Facts(agencies=tuple(wires))
    if _other_day(text, found):
        return None
    only_dates = dates.whole(text, found) if found else None
    if only_dates is not None:
        return Facts(dates=tuple(only_dates)) if only_dates else None
    return _of_parts(text, found)


def _of_parts(text: str, found: list[dates.Date]) -> Facts | None:
    """Return what the parts of a line say, which is cut at its dates and signs; ``None`` if one of them is not understood."""
    rest, comma = text, False
    days: list[tuple[dates.Date, bool]] = []
    for date in reversed(found):
        before = rest[: date.span[0]]
        trimmed, later = dates.without_label(before)
        comma |= "," in (before.rstrip()[-1:], before[len(trimmed) :].lstrip()[:1])
        days.insert(0, (date, later))
        rest = f"{trimmed} | {rest[date.span[1] :]}"
    facts = Facts(dates=tuple((date, later) for date, later in days if date.is_known))
    parts = [part for part in map(_bare_part, _SEPARATOR.split(rest)) if part]
    if any(map(_is_prose, parts)):
        return None
    alone = len(parts) == 1
    dated = any(date.is_day for date, _ in facts.dates)
    line = _Line(bool(facts.dates), dated, alone, comma and (alone or any(map(bylines.is_marked, parts))))
    for part in parts:
        said = _understood(part, line) or _left_over(part, line)
        if said is None:
            return None
        facts |= said
    return _signed(facts, line)


def _bare_part(part: str) -> str:
    return part.strip(" ,/-–—()[]" if _INITIAL.search(part) else " ,./-–—()[]")


_INITIAL = re.compile(r"\b(?:Jr|Sr|[A-Z])\.$")


def _signed(facts: Facts, line: _Line) -> Facts | None:
    """Return ``facts`` with a name that stands alone as who signs, if something beside it shows that; ``None`` if nothing is said."""
    person = facts.bare
    if person is not None and line.has_dates and line.comma and line.alone and _may_be_place(person):
        facts = replace(facts, bare=None)
    elif person is not None and facts.byline is None:
        if not any((facts.dates, facts.agencies, facts.outlet, facts.desk)):
            return None
        facts = replace(facts, byline=person)
    return facts if facts.anything else None


def _may_be_place(person: bylines.Byline) -> bool:
    """Return whether the one name of a line, with only a comma before the date, may be a place as well ("Cedar Vale, 3 May 2019")."""
    return len(person.names) == 1 and not place_names.is_given(person.names[0].split()[0])


def _left_over(part: str, line: _Line) -> Facts | None:
    """Return nothing but that a part was not understood, if it is a few words with capitals beside a date (a section, a place, a street)."""
    if not line.dated:
        return None
    if _SLUG.match(part) is None:
        if _ENDS_WORDS.search(part) or len(part) > 40:
            return None
        tokens = part.split()
        if len(tokens) > 5 or not each_has_capital(tokens, _LITTLE):
            return None
    before = _before_comma(part)
    return Facts(bare=before[0] if before else None, loose=True)


_SLUG = re.compile(r"-*[^\W_]+(?:-+[^\W_]+)+-*$")
"""Keywords of a story in one word ("BC-Elm", "port-elm-vote")."""
_ENDS_WORDS = re.compile(r"[.!?:]$")


def _runs(text: str, least: int = 4) -> bool:
    """Return whether ``least`` of its words or more begin with four small letters, as those of prose do."""
    return sum(1 for _ in itertools.islice(_RUNS.finditer(text), least)) == least


_RUNS = re.compile(r"(?:^|(?<=[\s(]))[a-z]{4}")
_LISTS = re.compile(r"[,;&/+@:|]|\b(?:and|with)\b", re.IGNORECASE)
"""Signs and words at which lists of names and roles are cut."""


def _is_prose(part: str) -> bool:
    """Return whether a part is prose, which no recogniser would know either: many words, several in small letters, no list."""
    if len(part) <= 40 or len(part.split()) <= 7 or _LISTS.search(part):
        return False
    return _runs(part, 3) and not bylines.is_opened(part)


_RANGE = re.compile(r"\s*(?:[-–—]+|to|until|till|and|through)\s*$", re.IGNORECASE)


def _other_day(text: str, found: list[dates.Date]) -> bool:
    """Return whether the words before a date say that it is another day than that of publication, or two dates are a span of time."""
    if any(head_words.OTHER_DAY.search(text[max(0, date.span[0] - 40) : date.span[0]]) for date in found):
        return True
    return any(_RANGE.match(text[a.span[1] : b.span[0]]) for a, b in itertools.pairwise(found))


_NOISE = re.compile(
    r"(?:[0-9]{1,3}\s*(?:-\s*)?(?:min|minute|mins|minutes)\.?(?:\s*(?:read|reading))?|[0-9,]+ (?:comments?|shares?|views?|words)|(?:(?:last )?(?:updated|modified|posted|published) )?(?:[0-9]+|an?) ?(?:m|h|d|min|mins|hr|hrs|minutes?|hours?|days?|weeks?|months?|years?)(?: ago)?|"
    r"(?:photo(?:graph)?s?|photography|pictures?|video|graphics?|illustrations?|edit(?:ed|ing)|additional reporting) by .{3,60}|"
    r"(?:filed under|posted in|category|categories|tags?|topics?|section)\b.{0,60}|"
    r"p(?:ages?|p|g)\.? ?[A-Z]{0,2}[0-9]{1,3}|vol(?:ume)?\.? [0-9]+|no\.? [0-9]+|issue [0-9]+|(?:first|late|city|final|national|early) edition|@\w{2,30}|gmt|"
    r"exclusive|breaking|free|premium|subscribers? only|share|save|print|listen|comments?|read|analysis|opinion|news|world|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)$",
    re.IGNORECASE,
)
_VOLUME = re.compile(r"(?:(?:vol(?:ume)?|no|nr|issue|number)\.?\s*[0-9IVXLC]{1,6}\W*){1,3}$", re.IGNORECASE)
"""Volume and number, which nameplates print before the day."""


def _noise(part: str, line: _Line) -> Facts | None:
    """Return that a part says nothing which is kept: a reading time, a page, a number, an address, signs alone."""
    if _NOISE.match(part) or boilerplate.is_contact(part) or not any(map(str.isalnum, part)):
        return Facts()
    return Facts() if line.dated and _VOLUME.match(part) else None


_FILED = re.compile(
    r"(?:filed\s+)?(?-i:[Ff]rom)\s+(?P<place>[^\W\d_][^;:|()]{1,50}?)(?:\s+by\s+(?P<names>[^\W\d_][^;:|()]{3,120}))?$",
    re.IGNORECASE,
)
_FROM_HERE = re.compile(r"(?:reporting|reported|filed)\s+from\s+([^\W\d_][^;:|()]{1,50})$", re.IGNORECASE)


def _filed(part: str, line: _Line) -> Facts | None:
    """Return ``From Oslo by Ada Krol``, ``Filed from Oslo``."""
    match = _FILED.match(part)
    if match is None or not _is_posted(match["place"]):
        return None
    place = match["place"].strip(" ,")
    if match["names"] is None:
        return Facts(posted=place) if line.dated else None
    person = bylines.parse(f"By {match['names']}")
    return None if person is None else Facts(byline=person, posted=place)


def _reported_from(part: str, line: _Line) -> Facts | None:
    match = _FROM_HERE.match(part) if line.alone else None
    return None if match is None or not _is_posted(match[1]) else Facts(posted=match[1])


def _is_posted(place: str) -> bool:
    """Return whether what follows "from" can be one place: a few words with capitals, the state or country behind a comma."""
    parts = [part.strip() for part in place.strip(" ,").split(",")]
    if not all(parts) or len(parts) > 3 or len(parts[0].split()) > 4 or " and " in place:
        return False
    return each_has_capital((_ARABIC.sub("X", word) for part in parts for word in part.split()), _OF_PLACES)


_ARABIC = re.compile(r"^[ae]l-")
_OF_PLACES = frozenset("de del da el of la".split())


def _agency_and_place(part: str, line: _Line) -> Facts | None:
    """Return ``Reuters, Oslo`` before a date."""
    wire, comma, place = part.partition(", ")
    name = agency(wire) if comma and line.has_dates else None
    return (
        None if name is None or not place_names.beside_date(place, comma=True) else Facts(agencies=(name,), place=place)
    )


def _byline(part: str, line: _Line) -> Facts | None:
    person = bylines.parse(part)
    return None if person is None else Facts(byline=person, agencies=(person.agency,) if person.agency else ())


def _agencies(part: str, line: _Line) -> Facts | None:
    """Return ``AP / Reuters``, ``CBS/AP``: agencies, and broadcasters that sign beside them."""
    wires = agencies(part)
    if wires:
        return Facts(agencies=tuple(wires))
    signs = part.split("/") if "/" in part else []
    names = [agencies(sign) for sign in signs]
    if not signs or not all(wires or outlet(sign) for wires, sign in zip(names, signs, strict=True)):
        return None
    return Facts(agencies=tuple(itertools.chain.from_iterable(names)))


def _desk(part: str, line: _Line) -> Facts | None:
    if len(part) > 40 or not part[0].isupper() or (line.alone and not line.dated):
        return None
    return Facts(desk=True) if is_desk(part) else None


def _outlet(part: str, line: _Line) -> Facts | None:
    name = outlet_name(part)
    if name is None and line.dated and has_article(part) and not place_names.is_known(part):
        name = part
    return Facts(outlet=name) if name else None


def _place(part: str, line: _Line) -> Facts | None:
    known = place_names.is_city(part) or (line.has_dates and place_names.beside_date(part, comma=line.comma))
    return Facts(place=part) if known else None


def _name(part: str, line: _Line) -> Facts | None:
    """Return a full name, or ``Ada Krol, Kyiv Bureau``: a name before a comma, something else that is known behind it."""
    if line.alone and not line.dated:
        return None
    person = bylines.bare(part)
    if person is not None:
        return Facts(bare=person)
    before = _before_comma(part)
    if before is None:
        return None
    said = _understood(before[1], replace(line, alone=False))
    return None if said is None else Facts(bare=before[0]) | said


def _before_comma(part: str) -> tuple[bylines.Byline, str] | None:
    """Return the name before the first comma, and what stands behind it."""
    head, _, tail = (piece.strip() for piece in part.partition(","))
    person = bylines.bare(head) if tail else None
    return None if person is None else (person, tail)


_SECTION = re.compile(r"(?=.{1,24}$)[^\W\d_,]+(?:,?\s+[^\W\d_,]+)?$")


def _section(part: str, line: _Line) -> Facts | None:
    """Return that one or two words with capitals say nothing: a section ("Politics", "World News")."""
    if _SECTION.match(part) is None or not each_has_capital(part.split()):
        return None
    return Facts() if line.dated or not (line.alone or part.isupper()) else None


_RECOGNISERS: Final[tuple[Callable[[str, _Line], Facts | None], ...]] = (
    _noise, _filed, _reported_from, _agency_and_place, _byline, _agencies, _desk, _outlet, _place, _name, _section,
)  # fmt: skip


def _understood(part: str, line: _Line) -> Facts | None:
    """Return what a part of a line says by the first recogniser that knows it, or ``None``."""
    return next((said for recognise in _RECOGNISERS if (said := recognise(part, line)) is not None), None)
