"""Reads bylines: who wrote it, for which agency. A line that is not built like a byline gives nothing.

General fact: a byline is short, holds names (capitalised words, initials, particles), separated by commas and "and",
followed by a role, an agency, or a place; it is no sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.ingest.agencies import agency, signed
from briefing.ingest.places import is_city, is_given, is_known

_BY = re.compile(
    r"(?:\(?(?:story|text|words|written|reported|reporting|report|posted|compiled|analysis|opinion|commentary|review|published|produced|exclusive|interview|dispatch)\s+)?"
    r"(?:by|author|authors|byline|reporter)\b\s*:?\s+(?=\S)|from\s+(?=[A-Z]\S*\s[^,;:.]{2,40}\sin\s[A-Z])",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"(?<!additional )(?<!edited and )\b(?:report(?:ing|ed)(?: and writing| and written)?|writ(?:ing|ten)|story|compiled) by\s+(?P<names>[^;()]{3,200})",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "de da do dos das del della di du des la le van von der den ter ten zu zum el al bin ibn ben bint st y e af av på of".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv phd md esq obe mbe cbe mp".split())
_TOKEN = re.compile(
    r"(?:(?:al|el|an|as|ul|d|l|o|m|mc)[-'’])?[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[-'’.][^\W\d_]+)*\.?(?:['’]s?)?$"
)
_ROLE = re.compile(
    r"\b(?:writers?|correspondents?|editors?|reporters?|bureau|staff|columnist|contributors?|contributing|analyst|desk|team|agency|agencies|"
    r"service|services|in\s+(?:chief)|special to|for the|for [A-Z]|photographer|producer|journalist|press secretary|professor|fellow|director|chief)\b(?!['’]s)",
    re.IGNORECASE,
)
_NEVER = frozenset(
    "our your my their all the a an and or but for from with in on at to of is are was were be has have had would can could this that these those it its he she they we you i "
    "news times desk daily business politics opinion editorial online weekly magazine radio tv agency agencies wire wires service services staff reporter reporters "
    "correspondent correspondents writer writers editor editors bureau network media company inc ltd corp llc plc university institute ministry department government council committee "
    "commission photo image video update updates photos subscribe advertisement comments facebook twitter whatsapp telegram read more".split()
)
"""Words that no name holds."""
_SELDOM = frozenset(
    "port fort lake mount upper lower cape santa will may post house press world sports sport journal tribune herald gazette guardian telegraph observer group union party court bank street avenue road city county state "
    "north south east west northern southern eastern western central national international regional local latest breaking top stories story back home menu search share "
    "january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday "
    "watch live analysis review feature features interview exclusive report reports special sign subscription login log sponsored related comment print email linkedin copy link follow "
    "us uk eu un usa u.s u.k africa asia europe america americas pacific middle science technology tech health culture arts entertainment lifestyle travel food education "
    "climate environment economy markets market finance money energy war peace new old big first last next mr mrs ms president minister secretary senator prime".split()
)
"""Words that stand in names too (Will, June, West), but in headings and sections far more often: believed only behind "By"."""
_SURNAMES = frozenset("may west north march lake fort church court bank house post day".split())
_CALENDAR = frozenset("will june april may august".split())
"""Those among them that are common surnames: believed behind a listed given name too."""
_ALL_OF_THEM = frozenset({"staff", "desk", "team", "bureau", "agencies", "reporters", "correspondents", "writers"})
_MAIL = re.compile(r"\(?\s*[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}\s*\)?|(?<!\w)@\w{2,30}|https?://\S{1,200}")
_SPLIT = re.compile(r"\s*(?:,|;|\band\b|&|\bwith\b|\s/\s|\+)\s*", re.IGNORECASE)
_WHERE = re.compile(r"\s+(?:in|reporting from|reports from|at|for|of|from|-)\s+\S.*$")


@dataclass(frozen=True, slots=True)
class Byline:
    """Who signs. ``names`` as printed; ``agency`` if one is named; ``marked``: the line says "By" or the like."""

    names: tuple[str, ...]
    agency: str | None = None
    marked: bool = True


def is_name(text: str, *, least: int = 1, marked: bool = False) -> bool:
    """Whether ``text`` is built like the name of a person: ``least`` to six capitalised words, none of them a common word.

    ``marked``: "By" stands before it, so that "Will", "June" and "West" are believed to be names.
    """
    tokens = text.split()
    if not least <= len(tokens) <= 6 or len(text) > 60:
        return False
    capitals = seldom = 0
    for token in tokens:
        bare = token.strip(".,").casefold()
        if len(token) == 2 and token[1] == "." and token[0].isupper():
            capitals += 1
            continue
        if bare in _SUFFIXES:
            continue
        if bare in _PARTICLES and (token.islower() or capitals):
            continue
        if bare in _NEVER or not _TOKEN.match(token):
            return False
        if bare in _SELDOM and not marked and not (bare in _CALENDAR and token is tokens[0] and len(tokens) == 2):
            last = tokens[-2 if tokens[-1].strip(".,").casefold() in _SUFFIXES else -1]
            if not (bare in _SURNAMES and token is last and is_given(tokens[0])):
                return False
        seldom += bare in _SELDOM
        capitals += 1
    if capitals > 1 and tokens[0].casefold() in _CALENDAR:
        seldom -= 1
    return capitals >= least and seldom < max(1, capitals) and not tokens[-1].islower()


_HELPED = re.compile(r"\W?(?:also )?(?:contribut|additional)", re.IGNORECASE)
"""Who helped is not who wrote it."""


def _opening(text: str) -> re.Match[str] | None:
    """The words that open a byline; exports print a label before what is a byline already ("Author: By Ada Krol")."""
    match = _BY.match(text)
    return (_BY.match(text, match.end()) or match) if match is not None else None


def parse(text: str) -> Byline | None:
    """The byline that the whole of ``text`` is (one line, or one part of one), or ``None``."""
    if len(text) > 200:
        return None
    match = _opening(text)
    if match is None and (len(text) > 100 or _HELPED.match(text)):
        return None
    rest = text[match.end() :] if match else text
    rest = (_MAIL.sub("", rest) if "@" in rest or "://" in rest else rest).strip(" \t|•·–—-()")
    if not rest or (rest.endswith((".", "!", "?")) and not _abbreviated(rest)):
        return None
    names: list[str] = []
    named: str | None = None
    found_role = False
    for number, part in enumerate(_SPLIT.split(rest)):
        part = part.strip(" ().") if part.rstrip(".").casefold().split()[-1:] != ["jr"] else part.strip(" ()")
        if not part:
            continue
        kind, value, wire = _part(
            part, bool(names) or found_role, match is not None, match is not None and not _shouted(rest)
        )
        if wire and named is None:
            named = wire
        if kind == "name" and value:
            names.append(value)
        elif kind == "role":
            found_role = True
        elif kind == "other" and (match is None or number == 0 or not names):
            return None
        if match is None and len(part.split()) > 5:
            return None
    if match is None:
        # Without "By" the line must hold names and something that signs: an agency or a role.
        if not names or not (named or found_role) or not all(is_name(n, least=2) or agency(n) for n in names):
            return None
        return Byline(tuple(names), named, False)
    if not names and named and not found_role:
        names.append(named)
    if not names and not found_role:
        return None
    return Byline(tuple(dict.fromkeys(names)), named)


def _shouted(text: str) -> bool:
    """Whether a whole byline stands in capitals: then capitals do not tell an agency from a city."""
    return text.isupper()


def _part(part: str, after_name: bool, marked: bool, mixed: bool) -> tuple[str, str | None, str | None]:
    """(kind, name, agency) of one part of a byline; kind is name, role, place or other. ``mixed``: capitals tell agencies."""
    wire = agency(part, bracketed=after_name) or (signed(part) if after_name and mixed else None)
    if wire:
        return "agency", None, wire
    part = _WHERE.sub("", part) if not agency(part) else part
    tokens = part.split()
    if after_name and (len(tokens) == 1 or is_city(part)):
        if len(tokens) == 1 and _ROLE.fullmatch(tokens[0]):
            return "role", None, None  # "Ada Krol and agencies"
        return (
            ("place", None, None)
            if tokens and tokens[0].casefold().strip(".") not in _SUFFIXES
            else ("role", None, None)
        )
    if is_name(part, marked=marked) and not _ROLE.search(part):
        for cut in (2, 3):  # a name and an agency with nothing between: "Ada Krol Associated Press"
            tail = " ".join(tokens[cut:])
            if len(tokens) > cut and agency(tail, bracketed=True):
                return "name", " ".join(tokens[:cut]), agency(tail, bracketed=True)
        return "name", part, None
    if (
        tokens[:1]
        and tokens[0] in ("Dr", "Dr.", "Prof", "Prof.", "Sir", "Dame", "Rev", "Rev.")
        and is_name(" ".join(tokens[1:]), marked=marked)
    ):
        return "name", part, None
    if after_name and agency(tokens[0], bracketed=True) and _ROLE.search(part):  # "PA Political Correspondent"
        return "role", None, agency(tokens[0], bracketed=True)
    for cut in (
        2,
        3,
    ):  # a name and a role with nothing between: "Ada Krol AP Diplomatic Writer", "Ada Krol The Associated Press"
        head, tail = " ".join(tokens[:cut]), " ".join(tokens[cut:])
        if tail.casefold() in _ALL_OF_THEM and not is_given(tokens[0]):
            return "role", None, None  # "Evening Courier Staff"
        if tail and is_name(head, least=2, marked=marked) and (_ROLE.search(tail) or agency(tail)):
            return "name", head, agency(tail, bracketed=True) or _agency_within(tail)
    if _ROLE.search(part):
        return "role", None, _agency_within(part)
    return "other", None, None


def _agency_within(text: str) -> str | None:
    tokens = text.split()
    for size in (3, 2, 1):
        if len(tokens) >= size:
            found = agency(" ".join(tokens[:size]))
            if found:
                return found
    return None


def _abbreviated(text: str) -> bool:
    last = text.rsplit(None, 1)[-1].rstrip(".").casefold()
    return last in _SUFFIXES or (len(last) == 1 and last.isalpha()) or "." in last


_POSTED = re.compile(r"\s+(?:in|for|at|reporting from)\s+(?:the\s+)?(?:[A-Z][\w.'’-]*\s?){1,4}$")


def is_opened(text: str) -> bool:
    """Whether a line begins with "By", "Author" or their kin, or names its names behind "reporting by"."""
    return _BY.match(text) is not None or "eporting" in text


def is_marked(text: str) -> bool:
    """Whether a short line begins as bylines do ("By …", "Text by: …"), whatever stands behind."""
    return len(text) <= 80 and len(text.split()) <= 9 and _BY.match(text) is not None


def is_role(text: str) -> bool:
    """Whether a line says what somebody is and nothing else ("Associated Press Business Writer", "Staff Reporter")."""
    tokens = text.split()
    return (
        1 <= len(tokens) <= 7
        and len(text) <= 70
        and not any(c.isdigit() or c in '.!?:;"“”' for c in text)
        and all(token[0].isupper() or token in ("of", "for", "and", "the", "to", "at", "in") for token in tokens)
        and _IS_ROLE.search(text) is not None
    )


_FROM = re.compile(r"[—–-]{1,2}\s*|(?:from|with)\s+(?=[A-Z])|\bin\s+$", re.IGNORECASE)
_AND_WIRES = re.compile(
    r"\s*(?:,|and|with|&|/)\s+(?:the\s+)?(?:news\s+|wire\s+)?(?:agencies|wires|staff|wire reports|agency reports)$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s*(?:/|\||,|\(|\s[–—-]\s)\s*([^,/|()]{2,40}?)\)?$")


def signing(text: str) -> Byline | None:
    """Who signs on a line that is nothing but names, or names with a place or a paper behind them, without "By".

    ``Ada Krol``  ``Ada Krol and Jon Aske``  ``Ada Krol in Oslo``  ``Ada Krol / Oslo``  ``Ada Krol and agencies``  ``— Ada Krol``
    """
    if len(text) > 110:
        return None
    opened = _FROM.match(text)
    text = text[opened.end() :] if opened is not None and opened.end() else text
    text = _AND_WIRES.sub("", text)
    found = bare(text)
    if found is not None:
        return found
    behind = _BEHIND.search(text)
    if behind is None:
        return None
    found = bare(text[: behind.start()])
    tail = behind[1].strip()
    if " and " in tail or "&" in tail:
        return None
    if found is None or not (is_known(tail) or is_role(tail) or agency(tail, bracketed=True) or _PAPER.search(tail)):
        return None
    return Byline(found.names, agency(tail, bracketed=True), False)


_PAPER = re.compile(
    r"(?:The|El|La|Le|Die|Der)\s[A-Z]|\b(?:News|Times|Post|Journal|Herald|Courier|Tribune|Gazette|Online|Press|Guardian|Daily|Weekly|Magazine|Radio|TV)$"
)


def is_sure(byline: Byline) -> bool:
    """Whether the names are told by listed given names, so that they need no date beside them."""
    return all(is_given(name.split()[0]) for name in byline.names)


_IS_ROLE = re.compile(
    r"\b(?:writers?|correspondents?|reporters?|columnists?|staff|editor|bureau chief|news desk|contributors?|special to .+)$",
    re.IGNORECASE,
)


def bare(text: str) -> Byline | None:
    """A line that is one or more full names and nothing else ("Ada Krol", "Ada Krol and Jon Aske", "Ada Krol in Oslo")."""
    text = _POSTED.sub("", text)
    if len(text) > 90 or (
        any(c in text for c in '.!?:;"“”0123456789|') and not re.search(r"\b(?:[A-Z]|[JS]r)\.", text)
    ):
        return None
    parts = [part for part in re.split(r"\s*(?:,|\band\b|&)\s*", text.strip()) if part]
    if not parts or not all(
        2 <= len(part.split()) <= 4 and is_name(part, least=2) and not is_city(part) for part in parts
    ):
        return None
    if text.isupper() and (len(parts) > 1 or not is_given(parts[0].split()[0])):
        return None
    return Byline(tuple(parts), None, False)


def credit(text: str) -> Byline | None:
    """The reporters that a closing credit names ("Reporting by Ada Krol; editing by Jon Aske")."""
    match = _REPORTING.search(text[:400])
    if match is None:
        return None
    names = [_WHERE.sub("", part).strip(" .") for part in _SPLIT.split(match["names"])]
    kept = tuple(name for name in names if is_name(name, least=2, marked=True))
    return Byline(kept) if kept else None
