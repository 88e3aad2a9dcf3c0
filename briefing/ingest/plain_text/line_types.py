"""Tells what one short line at the head (or end) of an article is: date, byline, agency, outlet, label, headline or prose.

One line at a time, without its neighbours; ``metadata`` decides by the order of the lines.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from briefing.ingest.plain_text import boilerplate, bylines, datelines, dates
from briefing.lexicon import head_words, place_names
from briefing.lexicon.agencies import agencies, agency, outlet
from briefing.lexicon.place_names import is_city

LineType = Literal["meta", "label", "caption", "furniture", "dateline", "sentence", "line", "name", "role"]

LABELS = {
    "by-line": "byline", "by line": "byline", "by": "byline", "author(s)": "byline", "reporter(s)": "byline", "byline(s)": "byline", "contributor": "byline", "contributors": "byline", "journalist": "byline", "journalists": "byline",
    "correspondent": "byline", "correspondents": "byline", "reporters": "byline", "writers": "byline", "creator": "byline", "personal author": "byline", "columnist": "byline", "filed by": "byline", "reported by": "byline", "story by": "byline",
    "heading": "title", "article title": "title", "story title": "title", "head line": "title", "main title": "title", "hl": "title",
    "date of publication": "published", "issue date": "published", "print date": "published", "edition date": "published", "date/time": "published", "publ. date": "published", "pub. date": "published", "date issued": "published", "publication day": "published", "day": "published", "datetime": "published", "date and time": "published", "first posted": "published", "date posted": "published",
    "date updated": "updated", "date modified": "updated", "last revised": "updated", "revised": "updated", "last update": "updated", "update": "updated",
    "place of report": "dateline", "filed from": "dateline", "town": "dateline", "origin": "dateline",
    "headline": "title", "title": "title", "head": "title", "hed": "title",
    "standfirst": "standfirst", "deck": "standfirst", "dek": "standfirst", "subtitle": "standfirst", "subhead": "standfirst",
    "subheadline": "standfirst", "strapline": "standfirst", "summary": "standfirst", "abstract": "standfirst",
    "byline": "byline", "author": "byline", "authors": "byline", "reporter": "byline", "writer": "byline", "written by": "byline", "words": "byline", "text by": "byline", "posted by": "byline",
    "date": "published", "published": "published", "publication date": "published", "pub date": "published", "pubdate": "published",
    "date published": "published", "published on": "published", "posted": "published", "posted on": "published", "first published": "published",
    "publish date": "published", "published date": "published", "published at": "published", "issued": "published", "release date": "published",
    "updated": "updated", "last updated": "updated", "modified": "updated", "last modified": "updated", "updated on": "updated",
    "dateline": "dateline", "location": "dateline", "place": "dateline", "city": "dateline",
    "publication title": "outlet", "source title": "outlet", "publication name": "outlet", "newspaper title": "outlet", "newspaper name": "outlet", "journal title": "outlet", "source": "outlet", "publication": "outlet", "publisher": "outlet", "outlet": "outlet", "newspaper": "outlet", "site": "outlet", "website": "outlet",
    "agency": "agency", "wire": "agency", "news agency": "agency", "credit line": "agency",
    "url": "url", "link": "url", "web address": "url", "original url": "url", "permalink": "url",
    "language": "language", "lang": "language",
    "section": "section", "category": "section", "topic": "section", "desk": "section", "column": "section", "page": "page", "edition": "edition",
    "length": "", "load-date": "", "id": "", "slug": "", "keywords": "", "copyright": "", "accessed": "", "retrieved": "", "word count": "", "priority": "", "tags": "", "publication-type": "", "document-type": "", "journal code": "", "graphic": "", "type": "", "subject": "",
    "publication info": "published", "topics": "", "places": "", "people": "", "orgs": "", "exchanges": "", "companies": "",
    "body": "body", "text": "body", "story": "body", "content": "body", "article": "body", "full text": "body",
}  # fmt: skip
LABELS |= {label: name for label, name in head_words.FIELD_LABELS.items() if label not in LABELS}
_KEYS = frozenset({"topics", "places", "people", "orgs", "exchanges", "companies"})
_SHORT_VALUES = frozenset({"outlet", "agency", "language", "section", "page", "edition"})
_LABEL = re.compile(
    r"\W{0,3}([^\W\d_][^\W\d_ ./-]*(?:[ ./-]{1,2}[^\W\d_ ./-]+){0,4}(?:\(s\))?)\W{0,2}\s*[:=]\W{0,2}(?:\s+|$)"
)
_CLOSERS = "\"'”’»)]*_ "
_ABBREVIATED = re.compile(r"(?:\b(?:[A-Z]\.){1,4}|\b(?:Jr|Sr|Inc|Corp|Ltd|Co|St|Mt|Bros|vs|No|a\.m|p\.m|etc)\.)$")
_SEPARATOR = re.compile(r"\s*[|•·‧∙●►▪◦]\s*|\s+[–—/-]{1,2}\s+|\t+| {2,}|;\s+")
_NOISE = re.compile(
    r"(?:[0-9]{1,3}\s*(?:-\s*)?(?:min|minute|mins|minutes)\.?(?:\s*(?:read|reading))?|[0-9,]+ (?:comments?|shares?|views?|words)|(?:(?:last )?(?:updated|modified|posted|published) )?(?:[0-9]+|an?) ?(?:m|h|d|min|mins|hr|hrs|minutes?|hours?|days?|weeks?|months?|years?)(?: ago)?|"
    r"(?:photo(?:graph)?s?|photography|pictures?|video|graphics?|illustrations?|edit(?:ed|ing)|additional reporting) by .{3,60}|"
    r"(?:filed under|posted in|category|categories|tags?|topics?|section)\b.{0,60}|"
    r"p(?:ages?|p|g)\.? ?[A-Z]{0,2}[0-9]{1,3}|vol(?:ume)?\.? [0-9]+|no\.? [0-9]+|issue [0-9]+|(?:first|late|city|final|national|early) edition|@\w{2,30}|gmt|"
    r"exclusive|breaking|free|premium|subscribers? only|share|save|print|listen|comments?|read|analysis|opinion|news|world|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)$",
    re.IGNORECASE,
)
_OUTLET_WORDS = (
    frozenset(
        "times post news herald guardian tribune gazette journal daily telegraph press chronicle observer independent mail star globe standard bulletin "
        "courier dispatch examiner mirror express register review today weekly magazine radio television tv bbc cnn npr online ledger sentinel monitor argus "
        "echo record inquirer advertiser sun nation citizen mercury morning evening broadcasting network wire messenger dawn economist atlantic advocate".split()
    )
    | head_words.OUTLET_WORDS
)
_SITE = re.compile(r"\.(?:com|org|net|co\.uk|news|info|eu|de|fr)\b", re.IGNORECASE)
_DESK = re.compile(
    r"\b(?:desk|bureau|staff|team|reporters?|editors?|correspondents?|writers?|agenc(?:y|ies)|services?|redac\w+|redak\w+|redaz\w+|r[ée]daction|redaç\w+)\b(?!['’])",
    re.IGNORECASE,
)
_DESKS = ("desk", "bureau", "staff", "team", "report", "edit", "corresp", "writer", "agenc", "servic", "reda", "réda")
"""What every word of ``_DESK`` holds: a look before the pattern, which tries ten words at every place."""
_GENERIC = frozenset(
    "latest world breaking top local more home national international business sports sport morning evening daily live today's other related all political foreign u.s us uk russia ukraine europe asia africa america middle east politics economy weekly press full press good bad fake no".split()
)
_LITTLE = frozenset("the of and & de la le el der die das il du des del della di do da van het".split())
_OF_THE = frozenset("Do Da Del Dal Della Dalla Dello Du Des Vom Von".split())
"""What stands before the name of a paper for which somebody writes ("Do Jornal do Porto")."""
_NOT_OWN = _LITTLE | _OUTLET_WORDS


@dataclass(slots=True)
class Facts:
    """What a line says. Dates carry whether they are of updating. ``labelled``: "Source:" or the like stands before it."""

    dates: list[tuple[dates.Date, bool]] = field(default_factory=list)
    byline: bylines.Byline | None = None
    bare: bylines.Byline | None = None
    agencies: list[str] = field(default_factory=list)
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
        return bool(self.dates or self.byline or self.agencies or self.outlet or self.posted)


def is_sentence(text: str) -> bool:
    """Return whether a paragraph ends as a sentence does (or is too long for a headline)."""
    end = text.rstrip(_CLOSERS)
    last = end[-1:]
    if end.endswith("...") and len(text) < 120:
        return False
    if last in (".", "…", ":", ";", ","):
        return not (last == "." and _ABBREVIATED.search(end[-12:]) is not None and len(text) < 140) and not (
            last == "…" and len(text) < 120
        )
    if last in ("!", "?"):
        return len(text) > 140
    return len(text) > 220


def label(text: str) -> tuple[str, int] | None:
    """(field, where the value begins) for ``Headline: …`` and its kin; field "" is known and says nothing we keep."""
    head = text[:40]
    match = _LABEL.match(head) if ":" in head or "=" in head else None
    if match is None:
        return None
    name = match[1].strip().casefold().replace("  ", " ")
    if name not in LABELS:
        return None
    kept = LABELS[name]
    value = text[match.end() :]
    if name in _KEYS and not (value == value.lower() or value == value.upper() or len(value.split()) <= 2):
        return None  # "People: The woman who …" is a headline; lists of keywords are not printed as sentences are
    if kept in _SHORT_VALUES and (
        text.count(" ", match.end()) > 7 or (text.count(" ", match.end()) > 3 and text.rstrip(_CLOSERS)[-1:] == ".")
    ):
        return None  # "Newspaper: Minister used …" is a headline: what these labels name is a name
    return kept, match.end()


_MARKS = re.compile(r"(?<![^\s(])[*_]{1,3}(?=[^\s*_])|(?<=[^\s*_])[*_]{1,3}(?![^\s),.;:|])")


_HANDLE = re.compile(r"(?<![\w.])@\w{2,30}")


def unmarked(text: str) -> str:
    """Return ``text`` without the marks of emphasis that plain-text exports keep (``*By Ada Krol*``, ``_May 3_``)."""
    return _MARKS.sub("", text) if "*" in text or "_" in text else text


def read(text: str) -> Facts | None:
    """Return what a line of metadata says, if the *whole* line is metadata; else ``None``."""
    if text[:1] in "GgHhWw" and len(text) <= 90:
        text = _GREETING.sub("", text).rstrip(".!")
    if len(text) > 200 or (len(text) > 48 and text[-1] in '."”' and not _SHORTENED.search(text[-6:])):
        return None  # prose: lines of metadata do not end sentences
    if text[-1:] in _SAID[1:] and sum(map(text.count, _SAID)) == 1:
        return None  # the last line of what somebody said ("on / December 28, 1982.”")
    facts = _facts(text)
    return None if facts is None else replace(facts, dates=list(facts.dates), agencies=list(facts.agencies))


_SAID = ("“", "”", '"')
_GREETING = re.compile(
    r"(?:good (?:morning|afternoon|evening|day)|hello|hi|welcome)\b[^.!,0-9]{0,30}[.!,–—-]+\s*(?:it['’]s|it is|today is|this is)?\s*(?=\w)",
    re.IGNORECASE,
)
"""How newsletters begin before they say which day it is."""


@lru_cache(maxsize=128)
def _facts(text: str) -> Facts | None:
    """As :func:`read`, for a line that is short; several parts of ingest ask about the lines of a head. Never to be altered."""
    found = dates.find(text)
    if not found and _runs(text) and not bylines.is_opened(text):
        return None  # prose and most headlines: four longer words in small letters, no date, no "By"
    if "*" in text or "_" in text or "@" in text:
        text = _HANDLE.sub("", unmarked(text)).strip()
        found = dates.find(text)
    if not found and text[:2] in ("19", "20"):
        found = dates.compact(text)
    facts = Facts()
    wires = agencies(text)
    if wires:
        facts.agencies = wires
        return facts
    if found and _other_day(text, found):
        return None
    only_dates = dates.whole(text, found) if found else None
    if only_dates is not None:
        facts.dates = only_dates
        return facts if only_dates else None
    rest, comma = text, False
    for date in reversed(found):
        before = rest[: date.span[0]]
        trimmed, later = dates.without_label(before)
        comma = comma or before.rstrip()[-1:] == "," or before[len(trimmed) :].lstrip()[:1] == ","
        facts.dates.insert(0, (date, later))
        rest = trimmed + " | " + rest[date.span[1] :]
    facts.dates = [(date, later) for date, later in facts.dates if date.value or date.either]
    parts = [
        part.strip(" ,/-–—()[]" if "." in part and _INITIAL.search(part) else " ,./-–—()[]")
        for part in _SEPARATOR.split(rest)
    ]
    if any(map(_is_prose, parts)):
        return None
    dated, alone = any(date.full or date.either for date, _ in facts.dates), sum(map(bool, parts)) == 1
    comma = comma and (alone or any(map(bylines.is_marked, parts)))
    for part in parts:
        if part and not _take(part, facts, dated=dated, alone=alone, comma=comma):
            if not (dated and _may_be_left(part)):
                return None
            facts.loose = True
    if facts.dates and comma and facts.bare is not None and len(facts.bare.names) == 1 and _either(parts, facts.bare):
        facts.bare = None  # "Cedar Vale, 3 May 2019": a person or a place
    if facts.bare and not facts.byline:
        if not (facts.dates or facts.agencies or facts.outlet or facts.desk):
            return None
        facts.byline = facts.bare
    return facts if facts.anything else None


def _may_be_left(part: str) -> bool:
    """Return whether a part of a line with a date is a few words with capitals, whatever they name (a section, a place, a street)."""
    tokens = part.split()
    if len(tokens) == 1 and "-" in part.strip("-") and part.replace("-", "").isalnum():
        return True  # a slug ("BC-Elm", "port-elm-vote")
    return (
        len(tokens) <= 5
        and len(part) <= 40
        and part[-1] not in ".!?:"
        and all(
            token[0].isupper() or token[0] == "@" or token in _LITTLE or token in ("in", "at", "for")
            for token in tokens
        )
    )


def _either(parts: list[str], person: bylines.Byline) -> bool:
    """Return whether the one name of a line, with only a comma before the date, may be a place as well."""
    return len([part for part in parts if part]) == 1 and not place_names.is_given(person.names[0].split()[0])


def _runs(text: str, least: int = 4) -> bool:
    """Return whether ``least`` of its words or more begin with four small letters, as those of prose do."""
    count = 0
    for word in text.replace("(", " ").split():
        start = word[:4]
        if len(start) == 4 and start.islower() and start.isalpha() and start.isascii():
            count += 1
            if count == least:
                return True
    return False


def _is_prose(part: str) -> bool:
    """Return True for a cheap look before :func:`_take`, which would find nothing either: many words, several in small letters, and no sign or
    word at which lists of names and roles are cut."""
    if len(part) <= 40 or any(map(part.__contains__, ",;&/+@:|")):
        return False
    words = part.split()
    return (
        len(words) > 7
        and not any(word in ("and", "with") for word in map(str.casefold, words))
        and _runs(part, 3)
        and not bylines.is_opened(part)
    )


_INITIAL = re.compile(r"\b(?:Jr|Sr|[A-Z])\.$")
_SHORTENED = re.compile(r"(?:[ap]\.?m|[JS]r|[A-Z])\.$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:[-–—]+|to|until|till|and|through)\s*$", re.IGNORECASE)


def _other_day(text: str, found: list[dates.Date]) -> bool:
    """Return whether the words before a date say that it is another day than that of publication, or two dates are a span of time."""
    if any(head_words.OTHER_DAY.search(text[max(0, date.span[0] - 40) : date.span[0]]) for date in found):
        return True
    return any(_RANGE.match(text[a.span[1] : b.span[0]]) for a, b in itertools.pairwise(found))


def _take(part: str, facts: Facts, *, dated: bool, alone: bool, comma: bool = False) -> bool:
    if (
        _NOISE.match(part)
        or (dated and _VOLUME.match(part))
        or not any(c.isalnum() for c in part)
        or boilerplate.is_contact(part)
    ):
        return True
    filed = _FILED.match(part) if "from" in part or "From" in part else None
    if filed is not None and _is_posted(filed["place"]) and (dated or filed["names"]):
        by = bylines.parse(f"By {filed['names']}") if filed["names"] else None
        if by is not None or not filed["names"]:
            facts.byline = facts.byline or by
            facts.posted = facts.posted or filed["place"].strip(" ,")
            return True
    reporting = _FROM_HERE.match(part)
    if reporting is not None and alone and _is_posted(reporting[1]):
        facts.posted = facts.posted or reporting[1]
        return True
    wire, comma_behind, place = part.partition(", ")
    if (
        facts.dates and comma_behind and agency(wire) and place_names.beside_date(place, comma=True)
    ):  # "Reuters, Oslo, May 3"
        facts.agencies.append(agency(wire) or wire)
        facts.place = facts.place or place
        return True
    found = bylines.parse(part)
    if found is not None:
        if facts.byline is None:
            facts.byline = found
        if found.agency:
            facts.agencies.append(found.agency)
        return True
    wires = agencies(part)
    if wires:
        facts.agencies.extend(wires)
        return True
    if "/" in part and all(agencies(one) or outlet(one) for one in part.split("/")):  # "CBS/AP"
        facts.agencies.extend(name for one in part.split("/") for name in agencies(one))
        return True
    if len(part) <= 40 and part[:1].isupper() and (dated or not alone) and _is_desk(part):
        facts.desk = True
        return True
    name = outlet_name(part)
    if name:
        facts.outlet = facts.outlet or name
        return True
    if dated and has_article(part) and not place_names.is_known(part):
        facts.outlet = facts.outlet or part
        return True
    if is_city(part) or (facts.dates and place_names.beside_date(part, comma=comma)):
        facts.place = facts.place or part
        return True
    if not alone or dated:
        person = bylines.bare(part)
        if person is not None:
            facts.bare = facts.bare or person
            return True
        cut = _name_then_more(part)
        if cut is not None:
            facts.bare = facts.bare or cut[0]
            return _take(cut[1], facts, dated=dated, alone=False)
        if (
            len(part.split()) <= 2
            and len(part) <= 24
            and part[:1].isupper()
            and part.replace(" ", "").replace(",", "").isalpha()
        ):
            return (dated or not part.isupper()) and all(
                word[0].isupper() or not word[0].isalpha() for word in part.split()
            )  # a section ("Politics", "World News")
    return False


_VOLUME = re.compile(r"(?:(?:vol(?:ume)?|no|nr|issue|number)\.?\s*[0-9IVXLC]{1,6}\W*){1,3}$", re.IGNORECASE)
"""Volume and number, which nameplates print before the day."""
_FILED = re.compile(
    r"(?:filed\s+)?from\s+(?P<place>[^\W\d_][^;:|()]{1,50}?)(?:\s+by\s+(?P<names>[^\W\d_][^;:|()]{3,120}))?$",
    re.IGNORECASE,
)
_FROM_HERE = re.compile(r"(?:reporting|reported|filed)\s+from\s+([^\W\d_][^;:|()]{1,50})$", re.IGNORECASE)


def _is_posted(place: str) -> bool:
    """Return whether what follows "from" can be one place: a few words with capitals, the state or country behind a comma."""
    parts = [part.strip() for part in place.strip(" ,").split(",")]
    return (
        1 <= len(parts) <= 3
        and all(parts)
        and len(parts[0].split()) <= 4
        and " and " not in place
        and all(
            word[0].isupper() or word in ("de", "del", "da", "el", "of", "la") or word[:3] in ("el-", "al-")
            for part in parts
            for word in part.split()
        )
    )


def _name_then_more(part: str) -> tuple[bylines.Byline, str] | None:
    """``Ada Krol, Kyiv Bureau``: a name before a comma, something else behind it."""
    head, comma, tail = part.partition(",")
    if not comma:
        return None
    person = bylines.bare(head.strip())
    return (person, tail.strip()) if person is not None and tail.strip() else None


_ISSUER = re.compile(
    r"\b(?:department|ministry|office of|bureau of|council|committee|commission|police|court|university|institute|government|white house|kremlin|pentagon|embassy|foundation|press release|"
    r"united nations|parliament|senate|authority|treasury|administration|secretary|spokes\w+|officials?|statement)\b",
    re.IGNORECASE,
)


def is_issuer(text: str) -> bool:
    """Return whether ``text`` names a body that issues statements (a ministry, a court): the source of news, not an outlet."""
    return len(text) <= 100 and _ISSUER.search(text) is not None


def _is_desk(text: str) -> bool:
    folded = text.casefold()
    return any(word in folded for word in _DESKS) and _DESK.search(text) is not None


_ARTICLE = re.compile(
    r"(?:El|Il|Los|Las|Les|Le|La|Lo|Gli|Die|Der|Das|De|Het|O|Os)(?:\s(?:(?:[dl]['’])?[^\W\d_a-zß-öø-ÿ][\w'’-]*|de|del|della|di|do|da|van|du|des|und|y|e|et|la)){1,4}$"
)


def has_article(text: str) -> bool:
    """Return whether a few words with capitals begin with an article of another language, as names of papers do ("El Faro del Sur")."""
    return text[:1] in "EILDGHO" and len(text) <= 40 and _ARTICLE.match(text) is not None


def outlet_name(text: str) -> str | None:
    """Return ``text`` if it is built like the name of a newspaper, broadcaster or news site ("The Daily Planet"), else ``None``."""
    text = text.strip(" .,;:-–—")
    return _outlet_name(text) if len(text) <= 120 else None


@lru_cache(maxsize=256)
def _outlet_name(text: str) -> str | None:
    if outlet(text):
        return text
    tokens = text.split()
    if (
        not tokens
        or len(tokens) > 5
        or len(text) > 50
        or "," in text
        or (len(tokens) > 3 and text.isupper())
        or not (_names_outlet(text) or ("." in text and _SITE.search(text)))
        or _is_desk(text)
        or tokens[0] in _OF_THE
    ):
        return None
    if len(tokens) == 1:
        return text if re.search(r"\.[a-z]{2,}$", text) or head_words.OUTLET_ENDING.match(text) else None
    if not all(token[:1].isupper() or token.casefold() in _LITTLE for token in tokens):
        return None
    own = [
        t
        for t in tokens
        if t.casefold().strip(".,") not in _GENERIC and t.casefold() not in _NOT_OWN and not _SITE.fullmatch(t)
    ]
    if not own and not (
        tokens[0] == "The" and 2 <= len(tokens) <= 3 and not {t.casefold() for t in tokens[1:]} <= _GENERIC | {"news"}
    ):
        return (
            text
            if text.casefold()
            in ("daily mail", "daily mirror", "daily express", "daily star", "daily telegraph", "evening standard")
            else None
        )
    return text


def _names_outlet(text: str) -> bool:
    found = _WORDS.findall(text.casefold())
    return not _OUTLET_WORDS.isdisjoint(found) or any(map(head_words.OUTLET_ENDING.match, found))


_WORDS = re.compile(r"\w+")


def kind(text: str, *, first: bool) -> tuple[LineType, Facts | None, datelines.Dateline | None]:
    """Return what a paragraph is by itself. ``first``: no headline has been seen yet."""
    if not first and text[-1] in "-–—" and len(text) <= 90:
        found = datelines.parse(text, alone=True)
        if found is not None:
            return "dateline", None, found
    facts = read(text)
    if (
        facts is not None
        and (facts.dates or facts.byline or facts.agencies or not first)
        and not (facts.loose and first and not (facts.agencies and facts.dates))
    ):
        return "meta", facts, None
    by_wording = boilerplate.kind(text)
    if by_wording is not None:
        return by_wording, None, None
    sentence = is_sentence(text) or (not first and text.rstrip(_CLOSERS)[-1:] in ("?", "!"))
    found = datelines.parse(text)
    if found is not None and (sentence or found.date or found.agency or not first):
        return "dateline", None, found  # also above a table ("LONDON, March 3 - Shr 34 cts vs 12 cts")
    if sentence:
        return "sentence", None, None
    if not first and len(text) <= 90 and (text[-1] in "-–—" or text[-1] == ")"):
        found = datelines.parse(text, alone=True)
        if found is not None:
            return "dateline", None, found
    if boilerplate.is_breadcrumb(text) and not first:
        return "furniture", None, None
    return "line", None, None
