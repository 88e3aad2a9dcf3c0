"""Reads the dateline at the head of a story: place, day and agency before the first sentence. Never alters the text.

    WASHINGTON (AP) —     KYIV, Ukraine, March 30 (Reuters) -     March 31 (UPI) —     NEW DELHI:     MOSCOW, March 30. /TASS/.

General fact: a dateline is short, stands before the first sentence of the body, ends in a dash, a colon or an agency's mark,
and shows itself by capitals, a day, or an agency. The first word after it begins a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefing.ingest.plain_text import dates
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
_PLACE = re.compile(r"[^\W\d_][\w.'’ /-]*(?:,\s*[^\W\d_][\w.'’ -]*){0,3}$")
_JOINING = frozenset(
    "of and or the de la el al es au aux du da do dos das del der den di le les los las sur upon am in on an bei ob over under op aan".split()
)
_NO_PLACE = frozenset(
    "note|notes|update|updates|updated|breaking|breaking news|analysis|opinion|exclusive|correction|corrections|clarification|editor's note|watch|live|video|factbox|"
    "timeline|explainer|feature|interview|column|commentary|review|q&a|q|a|news|brief|briefs|summary|advisory|attention|editors|urgent|alert|"
    "key points|highlights|background|warning|disclaimer|preview|sport|sports|editorial|letter|letters|photo|photos|picture|pictures|caption|file|"
    "file photo|related|read more|more|see also|question|answer|quote|fact|myth|tip|tips|part|chapter|day|week|year|today|yesterday|tomorrow|"
    "recap|roundup|wrap|wrapup|graphic|podcast|listen|press release|for immediate release|source|sources|contact|about|what|why|how|who|where|when|"
    "reuters|newsletter|special report|insight|investigation|profile|obituary|weather|markets|business|politics|world|national|local|"
    "nato|gdp|covid|who|un|eu|us|uk|usa|imf|cia|fbi|nasa|nba|nfl|mlb|nhl|fifa|uefa|opec|ceo|ngo|ai|tv|it|ok|pm|mp|mps|dna|aids|hiv|cdc|fda|epa|irs|sec|fed|ecb|who's who|"
    "spoiler|spoilers|poll|polls|results|score|scores|final|draft|memo|to|from|subject|re|fw|fwd|date|title|headline|byline|body|text|"
    "corrected|correct|update 1|update 2|focus|talking point|rpt|refile|war|crisis|election|elections|deal|talks|vote|attack|attacks|report|budget|strike|protest|trial|exclusive|special".split(
        "|"
    )
)


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
        return bool(
            self.date
            or self.agency
            or self.outlet
            or (self.place and (is_city(self.place) or is_city(self.place.split(",")[0])))
        )


def parse(text: str, *, alone: bool = False) -> Dateline | None:
    """Return the dateline at the head of paragraph ``text``, or ``None``. ``alone``: the line holds nothing but a dateline."""
    head = text[:_REACH]
    if alone:
        stripped = text.rstrip(" -–—―:")
        found = _read(text, stripped, len(text), len(text), dash=stripped != text) if len(text) <= 90 else None
        return replace(found, alone=True) if found is not None else None
    if head[:1] == "[":
        return _bracketed(text, head)
    if not (head[:1].isalpha() or head[:1] in "(/"):
        return _digit_first(head, text)
    pointed = _POINTED.match(head)
    if pointed is not None and (found_pointed := _pointed(text, pointed)) is not None:
        return found_pointed
    if _SIGN.search(head) is None:
        return None
    signed: Dateline | None = None
    best: Dateline | None = None
    for match in _END.finditer(head):
        if match.start() == 0:
            continue
        if best is not None and match.end() > best.next + _MORE:
            break
        if match.end() >= len(text) or not _begins_sentence(text[match.end() :]):
            continue
        found = _read(
            text,
            head[: match.start() + (text[match.start()] == ".")],
            match.end(),
            match.end(),
            dash=match.group().strip() != "",
            colon=":" in match.group(),
        )
        if found is not None and found.place is None and found.date is None and text[0] in "(/":
            signed = signed or found  # "(ANSA) - ROME, MAR 30 - …": the place may follow the agency
        elif found is not None and (signed is None or found.agency) and (best is None or best.place == found.place):
            best = found  # "ELM (AP) March 3 - …": a day or an agency may follow behind the first sign
        if best is None and match.group().strip() and match.start() > 60:
            break
    if best is not None and not best.sure and text[best.next : best.next + 40].isupper():
        return None  # "CORRECTED - ELM CORP SETS …": below a dateline stands prose
    return best or signed


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
    if wire is None or len(found) != 1 or not _is_place(place, sure=True, dash=True, colon=False, signed=True):
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


def _read(text: str, head: str, end: int, after: int, *, dash: bool, colon: bool = False) -> Dateline | None:
    wire = source = None
    if dash and (dated := _DATED.search(head)) is not None and dates.whole(dated.group(1), dates.find(dated.group(1))):
        head = f"{head[: dated.start()]}, {dated.group(1)}"  # "ELM (3 May 2019) – The council …"
    rest = head
    signs = list(_BRACKET.finditer(head))
    for sign in signs:
        for part in re.split(r"[/,]|\s[-–]\s", sign.group(1)):
            wire = wire or signed(part)
            source = source or outlet(part)
    if signs:
        if wire is None and source is None and not (dash and _credit(signs[-1].group(1))):
            return None
        rest = (
            (head[: signs[0].start()] + " " + head[signs[-1].end() :]) if signs[0].start() else head[signs[-1].end() :]
        )
        if signs[0].start() == 0:
            rest = rest.lstrip(" -–—")
    rest = _INDIA.sub("", rest)
    found = dates.find(rest)
    day = found[-1] if len(found) == 1 else None
    if len(found) > 1:
        return None
    if day is not None:
        before, behind = rest[: day.span[0]], rest[day.span[1] :]
        if behind.strip(" .,;:-–—/"):
            return None
        rest = before
    place: str | None = rest.strip(" ,;:-–—.")
    if rest.rstrip().endswith(".") and re.search(
        r"\b[A-Z]\.[A-Z]\.\s*$|\b(?:[A-Z][a-z]{1,4})\.[\s,]*$", rest.rstrip(" ,")
    ):
        place = rest.strip(" ,;:-–—")
    if not place and len(signs) == 1 and dash and is_known(signs[0].group(1)) and day is None:
        place, wire, source = signs[0].group(1), None, None  # "(Oslo) – The council …"
    elif not place:
        place = None
        if not (wire or source) or (day is None and not signs):
            return None
    elif agency(place) or (outlet(place) and not signs and day is None):
        wire = wire or agency(place)
        source = source or outlet(place)
        place = None
        if not dash or colon:
            return None
    elif not _is_place(place, sure=bool(wire or source or day), dash=dash, colon=colon, signed=bool(signs)):
        return None
    if not dash and not signs:
        return None
    shown = text[:end].rstrip()
    return Dateline(shown, len(shown), after, place, day, wire, source)


def _credit(text: str) -> bool:
    """Return True if a source in brackets that is in no table: short, capitalised, no figure ("(Metro Wire)")."""
    return len(text) <= 30 and text[:1].isupper() and not any(c.isdigit() for c in text) and len(text.split()) <= 4


def _is_place(place: str, *, sure: bool, dash: bool, colon: bool, signed: bool) -> bool:
    if place.casefold() in _NO_PLACE or place[-1] == "/" or len(place) > 60 or not _PLACE.match(place):
        return False
    first = place.split(",", 1)[0].strip()
    if first[:4].casefold() == "the " and not is_city(first):
        return False
    tokens = first.replace("/", " ").split()
    two = len(_TWO.split(first)) == 2
    if (
        first.casefold() in _NO_PLACE
        or not 1 <= len(tokens) <= (9 if two else 5)
        or (len(tokens) > 1 and tokens[-1].casefold() in _NO_PLACE and not sure)
    ):
        return False
    capitals = all(token.isupper() or token.casefold() in _JOINING or _scots(token) for token in tokens) and any(
        t.isupper() for t in tokens
    )
    titled = all(
        token[:1].isupper() or token.casefold() in _JOINING or token[:2] in ("al", "d'", "l'") for token in tokens
    )
    later = place.split(",")[1:]
    if not all(part.strip()[:1].isupper() for part in later):
        return False
    if sure or signed:
        return capitals or titled
    if capitals and not colon:
        return all(len(side.split()) <= 4 for side in _TWO.split(first))
    if colon:
        return (capitals and len(tokens) <= 3 and (is_city(first) or len(first) > 4)) or (titled and is_city(first))
    return titled and (is_city(first) or is_city(place) or (bool(later) and is_region(later[-1].strip())))


_TWO = re.compile(r"\s+(?:and|AND|&)\s+|/")


def _scots(token: str) -> bool:
    """Return ``McALLEN``, ``DeKALB``: capitals with a small letter in the prefix."""
    return bool(re.match(r"(?:Mc|Mac|De|La|Le|O')[A-Z]{2,}$", token))
