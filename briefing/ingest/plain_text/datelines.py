"""Reads the dateline at the head of a story: place, day and agency before the first sentence. Never alters the text.

    WASHINGTON (AP) —     KYIV, Ukraine, March 30 (Reuters) -     March 31 (UPI) —     NEW DELHI:     MOSCOW, March 30. /TASS/.

General fact: a dateline is short, stands before the first sentence of the body, ends in a dash, a colon or an agency's mark,
and shows itself by capitals, a day, or an agency. The first word after it begins a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefing.ingest.plain_text.dating import dates
from briefing.lexicon import tables
from briefing.lexicon.agencies import agency, outlet, signed
from briefing.lexicon.place_names import is_city, is_known, is_region

_REACH = 120
_MORE = 45
"""How far a date or an agency may stand behind what already is a dateline."""
_END = re.compile(
    r"\s*(?:\.\s?[-–—]+|[—–―]|--+|(?<=[\s).])_(?=\s)|(?<=[\s).\]])-(?=[\s\"“‘'A-Z])|/(?=\s))\s*|(?<=[\w).\]]):\s+|(?<=\))\s+(?=[A-Z\"“‘'])|(?<=/)\.?\s+(?=[A-Z\"“‘'])"
)
_SIGN = re.compile(r"[-–—―_/:)]")
"""What every end of a dateline holds: a cheap look before ``_END``."""
_BRACKET = re.compile(r"[(/]\s*([^()/]{2,40}?)\s*[)/]\.?")
_DATED = re.compile(r"\s*\(([^()]{6,30})\)\s*$")
_INDIA = re.compile(r"\s*\[[^\[\]]{2,40}\]")
_PLACE = re.compile(r"(?=.{1,60}$)(?!.*/$)[^\W\d_][\w.'’ /-]*(?:,\s*[^\W\d_][\w.'’ -]*){0,3}$")
_TABLE = tables.phrases("datelines")
_JOINING = _TABLE["joining"]
_NO_PLACE = _TABLE["no-place"]
_FAR = 60
"""Characters before a sign beyond which no dateline ends any more."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """``end``: where it stops, ``next``: where the first sentence begins (offsets in the paragraph). ``text`` is what it prints.

    ``place`` is the place as printed ("KYIV, Ukraine") or ``None``; ``date`` the day; ``agency`` or ``outlet`` who signs.
    ``alone``: it stands on a line of its own.
    """

    text: str
    end: int
    next: int
    place: str | None
    date: dates.Date | None
    agency: str | None
    outlet: str | None
    alone: bool = False

    @property
    def sure(self) -> bool:
        """Whether more than capitals shows it: a known city, a day, an agency."""
        if self.date or self.agency or self.outlet:
            return True
        return self.place is not None and any(map(is_city, (self.place, self.place.split(",")[0])))


def parse(text: str, *, alone: bool = False) -> Dateline | None:
    """Return the dateline at the head of paragraph ``text``, or ``None``. ``alone``: the line holds nothing but a dateline."""
    if alone:
        return _alone(text)
    head = text[:_REACH]
    if head[:1] == "[":
        return _bracketed(text, head)
    if not (head[:1].isalpha() or head[:1] in "(/"):
        return _digit_first(head, text)
    pointed = _POINTED.match(head)
    found = _pointed(text, pointed) if pointed is not None else None
    return found if found is not None or _SIGN.search(head) is None else _before_sentence(text, head)


def _alone(text: str) -> Dateline | None:
    """Return the dateline that a whole line is."""
    if len(text) > 90:
        return None
    stripped = text.rstrip(" -–—―:")
    found = _read(text, stripped, len(text), len(text), dash=stripped != text)
    return None if found is None else replace(found, alone=True)


def _before_sentence(text: str, head: str) -> Dateline | None:
    """Return the dateline before the first sentence: the longest of those that end in a sign within ``head`` and name one place."""
    signed: Dateline | None = None
    best: Dateline | None = None
    for match in _END.finditer(head):
        if match.start() == 0 or not _begins_sentence(text[match.end() :]):
            continue
        if best is not None and match.end() > best.next + _MORE:
            break
        sign = match[0].strip()
        shown = head[: match.start() + (text[match.start()] == ".")]
        found = _read(text, shown, match.end(), match.end(), dash=sign != "", colon=":" in sign)
        if found is not None and text[0] in "(/" and (found.place, found.date) == (None, None):
            signed = signed or found  # "(ANSA) - ROME, MAR 30 - …": the place may follow the agency
        elif found is not None and _goes_on(found, best, signed):
            best = found  # "ELM (AP) March 3 - …": a day or an agency may follow behind the first sign
        if best is None and sign and match.start() > _FAR:
            break
    if best is not None and not best.sure and text[best.next : best.next + 40].isupper():
        return None  # "CORRECTED - ELM CORP SETS …": below a dateline stands prose
    return best or signed


def _goes_on(found: Dateline, best: Dateline | None, signed: Dateline | None) -> bool:
    """Return whether a dateline that ends later is the same, longer; behind the mark of an agency only one that names an agency."""
    if signed is not None and not found.agency:
        return False
    return best is None or best.place == found.place


def place_named(value: str) -> str | None:
    """Return the place in the value of a field that is called a dateline; ``None`` where it names none ("March 31 (UPI)")."""
    found = parse(value, alone=True)
    if found is not None:
        return found.place
    rest = _BRACKET.sub(" ", value)
    for date in reversed(dates.find(rest)):
        rest = rest[: date.span[0]] + " " + rest[date.span[1] :]
    rest = " ".join(rest.split()).strip(" ,;:-–—―.|")
    return None if not rest or agency(rest) else value if rest == value.strip(" ,;:-–—―.|") else rest


_POINTED = re.compile(
    r"(?P<place>[^\W\d_][^.:;()\d—–\"“”]{1,40}?)[.,]\s+(?P<day>[0-9]{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?\s[0-9]{1,2})(?:,?\s(?P<year>(?:19|20)[0-9]{2}))?\.\s+"
    r"(?P<wire>[A-Z][\w-]{2,14})(?:\.|\s*[-–—:])?\s+(?=[A-Z\"“‘0-9])"
)
"""Points instead of brackets: ``City, 7 June. UNIAN. The …``, ``CITY. April 4. KAZINFORM The …``."""


def _pointed(text: str, match: re.Match[str]) -> Dateline | None:
    wire = agency(match["wire"], bracketed=True)
    found = dates.find(text[match.start("day") : match.end("year") if match["year"] else match.end("day")])
    place = match["place"].strip()
    if wire is None or len(found) != 1:
        return None
    if not _is_place(_Head(place, found[0], (), wire, None, dash=True, colon=False)):
        return None
    shown = text[: match.end()].rstrip()
    return Dateline(shown, len(shown), match.end(), place, found[0], wire, None)


def _bracketed(text: str, head: str) -> Dateline | None:
    """``[ELM, Norway, May 3, 2019] The council …``: only with a place and a day."""
    end = head.find("] ")
    if not 0 < end < 70 or not _begins_sentence(text[end + 2 :]):
        return None
    found = _read(text, head[1:end], end + 1, end + 2, dash=True)
    return found if found is not None and found.place and found.date is not None else None


def _digit_first(head: str, text: str) -> Dateline | None:
    """``30 March (UPI) —``: a day before the agency and no place."""
    for match in _END.finditer(head[:60]):
        if match.start() and match.group().strip() and _begins_sentence(text[match.end() :]):
            found = _read(text, head[: match.start()], match.end(), match.end(), dash=True)
            if found is not None and found.date is not None:
                return found
    return None


def _begins_sentence(rest: str) -> bool:
    for character in rest[:4]:
        if character in "\"“”‘’'«([„":
            continue
        return character.isupper() or character.isdigit() or character in "$€£¥#@" or not character.isascii()
    return False


@dataclass(frozen=True, slots=True)
class _Head:
    """The parts of what may be a dateline; ``signs``: what stands in brackets, ``dash``: a sign stands behind it, ``colon``: a colon."""

    place: str
    day: dates.Date | None
    signs: tuple[str, ...]
    wire: str | None
    source: str | None
    dash: bool
    colon: bool


def _read(text: str, shown: str, end: int, after: int, *, dash: bool, colon: bool = False) -> Dateline | None:
    """Return the dateline that ``shown``, the first words of ``text``, is."""
    shown = _with_day_outside(shown) if dash else shown
    brackets = list(_BRACKET.finditer(shown))
    signs = tuple(bracket[1] for bracket in brackets)
    if not dash and not signs:
        return None
    wire, source = _signed_by(signs)
    if signs and not (wire or source) and not (dash and _is_credit(signs[-1])):
        return None
    dated = _day_behind(_without(shown, brackets))
    if dated is None:
        return None
    head = _settled(_Head(_trimmed(dated[0]), dated[1], signs, wire, source, dash, colon))
    if head is None:
        return None
    printed = text[:end].rstrip()
    return Dateline(printed, len(printed), after, head.place or None, head.day, head.wire, head.source)


def _with_day_outside(shown: str) -> str:
    """Return ``ELM, 3 May 2019`` for ``ELM (3 May 2019)``."""
    bracket = _DATED.search(shown)
    if bracket is None or not dates.whole(bracket[1], dates.find(bracket[1])):
        return shown
    return f"{shown[: bracket.start()]}, {bracket[1]}"


def _signed_by(signs: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Return the agency and the outlet that sign in the brackets."""
    parts = [part for sign in signs for part in re.split(r"[/,]|\s[-–]\s", sign)]
    return next(filter(None, map(signed, parts)), None), next(filter(None, map(outlet, parts)), None)


def _without(shown: str, brackets: list[re.Match[str]]) -> str:
    """Return what stands outside the brackets."""
    if not brackets:
        return _INDIA.sub("", shown)
    before, behind = shown[: brackets[0].start()], shown[brackets[-1].end() :]
    return _INDIA.sub("", f"{before} {behind}" if before else behind.lstrip(" -–—"))


def _day_behind(rest: str) -> tuple[str, dates.Date | None] | None:
    """Return what stands before the day, and the day; ``None`` for several days, or more words behind it."""
    found = dates.find(rest)
    if not found:
        return rest, None
    start, end = found[0].span
    return None if len(found) > 1 or rest[end:].strip(" .,;:-–—/") else (rest[:start], found[0])


_SHORTENED = re.compile(r"(?:\b[A-Z]\.[A-Z]|\b[A-Z][a-z]{1,4})\.[\s,]*$")


def _trimmed(rest: str) -> str:
    """Return a place without the signs around it; the point of an abbreviation stays."""
    kept = rest.rstrip().endswith(".") and _SHORTENED.search(rest.rstrip(" ,"))
    return rest.strip(" ,;:-–—" if kept else " ,;:-–—.")


def _settled(head: _Head) -> _Head | None:
    """Return ``head`` with its place and who signs told apart; ``None`` if it is no dateline."""
    if not head.place:
        return _only_place(head) or _without_place(head)
    alone = head.day is None and not head.signs
    wire, source = agency(head.place), outlet(head.place)
    if not wire and not (source and alone):
        return head if _is_place(head) else None
    if head.colon or not head.dash:
        return None
    return replace(head, place="", wire=head.wire or wire, source=head.source or source)


def _only_place(head: _Head) -> _Head | None:
    """Return ``(Oslo) –``: a place in brackets."""
    if not head.dash or head.day is not None or len(head.signs) != 1 or not is_known(head.signs[0]):
        return None
    return replace(head, place=head.signs[0], wire=None, source=None)


def _without_place(head: _Head) -> _Head | None:
    """Return ``(Reuters) -``: who signs, and a day or a bracket."""
    return head if (head.wire or head.source) and (head.signs or head.day is not None) else None


def _is_credit(text: str) -> bool:
    """Return True for a source in brackets that is in no table: short, capitalised, no figure ("(Metro Wire)")."""
    return _CREDIT.match(text) is not None and text[0].isupper()


_CREDIT = re.compile(r"(?=.{1,30}$)[^\d\s]+(?:\s+[^\d\s]+){0,3}$")
_TWO = re.compile(r"\s+(?:and|AND|&)\s+|/")
_SCOTS = re.compile(r"(?:Mc|Mac|De|La|Le|O')[A-Z]{2,}$")
"""Capitals with a small letter in the prefix ("McALLEN", "DeKALB")."""
_ARTICLES = ("al", "d'", "l'")


def _is_place(head: _Head) -> bool:
    """Return whether the words before the sign are a place: by the table of cities, or by capitals and what stands beside them."""
    sure = any((head.wire, head.source, head.day))
    first, *later = map(str.strip, head.place.split(","))
    tokens = first.replace("/", " ").split()
    if not _may_be_place(head.place, first, tokens, sure) or not all(part[:1].isupper() for part in later):
        return False
    names = [token for token in tokens if token.casefold() not in _JOINING]
    capitals = any(map(str.isupper, tokens)) and all(map(_is_shouted, names))
    titled = all(map(_is_titled, names))
    if sure or head.signs:
        return capitals or titled
    if head.colon:
        return (titled and is_city(first)) or (capitals and _is_long_or_city(first, tokens))
    if capitals:
        return all(len(side.split()) <= 4 for side in _TWO.split(first))
    return titled and any((is_city(first), is_city(head.place), *map(is_region, later[-1:])))


def _is_shouted(token: str) -> bool:
    return token.isupper() or _SCOTS.match(token) is not None


def _is_titled(token: str) -> bool:
    return token[:1].isupper() or token[:2] in _ARTICLES


def _is_long_or_city(first: str, tokens: list[str]) -> bool:
    return len(tokens) <= 3 and (len(first) > 4 or is_city(first))


def _may_be_place(place: str, first: str, tokens: list[str], sure: bool) -> bool:
    """Return whether words are few enough for a place, and none that headings and labels print before a colon or a dash."""
    if _PLACE.match(place) is None or not 1 <= len(tokens) <= (9 if len(_TWO.split(first)) == 2 else 5):
        return False
    said = [place, first] if sure else [place, first, tokens[-1]]
    if not _NO_PLACE.isdisjoint(map(str.casefold, said)):
        return False
    return first[:4].casefold() != "the " or is_city(first)
