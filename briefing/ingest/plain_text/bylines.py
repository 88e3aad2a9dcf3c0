"""Reads bylines: who wrote it, for which agency. A line that is not built like a byline gives nothing.

General fact: a byline is short, holds names (capitalised words, initials, particles), separated by commas and "and",
followed by a role, an agency, or a place; it is no sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from briefing.ingest.plain_text import byline_parts
from briefing.ingest.plain_text.byline_parts import WHERE, is_paper, name_then_role, one_place, writes_from
from briefing.lexicon import byline_words
from briefing.lexicon.agencies import agency
from briefing.lexicon.person_names import SUFFIXES, is_name
from briefing.lexicon.place_names import is_city, is_given, is_known

_MAIL = re.compile(r"\(?\s*[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}\s*\)?|(?<!\w)@\w{2,30}|https?://\S{1,200}")
_SPLIT = re.compile(r"\s*(?:,|;|\band\b|&|\bwith\b|/|\+|\||•|·|\s[–—-]\s)\s*", re.IGNORECASE)
_SPLIT_KEEP = re.compile(f"({_SPLIT.pattern})", re.IGNORECASE)
_COLON = re.compile(r":\s+[a-z]")
"""What follows a colon in a headline; bylines hold none before a small letter."""
_LONGEST = 200
_LONGEST_UNMARKED = 100
_LONGEST_SIGNATURE = 110


@dataclass(frozen=True, slots=True)
class Byline:
    """Who signs. ``names`` as printed; ``agency`` if one is named; ``marked``: the line says "By" or the like.

    ``place``: the one place from which they write, if it is named ("Ada Krol in Oslo").
    ``told``: a role, a paper or an agency behind a name says that it signs.
    """

    names: tuple[str, ...]
    agency: str | None = None
    marked: bool = True
    told: bool = False
    place: str | None = None


@dataclass(slots=True)
class _Signers:
    """What the parts of a line have named so far; ``said``: the last place that "in" or "from" stands before."""

    agency: str | None = None
    names: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    said: str = ""
    told: bool = False

    def byline(self, *, marked: bool, told: bool = False) -> Byline:
        place = one_place(self.places, self.said)
        return Byline(tuple(dict.fromkeys(self.names)), self.agency, marked, told, place)


def _opening(text: str) -> re.Match[str] | None:
    """Return the words that open a byline; exports print a label before what is a byline already ("Author: By Ada Krol")."""
    match = byline_words.OPENER.match(text)
    if match is None or byline_words.PICTURES.match(match[0]):
        return None
    return byline_words.OPENER.match(text, match.end()) or match


def parse(text: str) -> Byline | None:
    """Return the byline that the whole of ``text`` is (one line, or one part of one), or ``None``."""
    if len(text) > _LONGEST:
        return None
    shared = byline_words.CREDITS.match(text)
    text = f"By {shared[1]}" if shared is not None else text
    opening = _opening(text)
    if opening is not None:
        return _marked(text, text[opening.end() :])
    return _abroad(text) or _unmarked(text)


def _marked(text: str, rest: str) -> Byline | None:
    """Return the byline of a line that opens as bylines do, and goes on with ``rest``; headlines may open so too."""
    if byline_words.IDIOM.match(text) or _COLON.search(rest):
        return None
    writer = byline_words.WIRE_WRITER.match(rest)
    wire = agency(writer[1], bracketed=True) if writer is not None else None
    rest = _of_names(rest[writer.end() :] if writer is not None and wire else rest)
    if rest.casefold() in byline_words.NOTHING:
        return Byline(()) if rest else None
    signers = _Signers(wire)
    if not _take_parts(signers, rest, marked=True):
        return None
    if not signers.names and signers.agency and not signers.told:
        signers.names.append(signers.agency)
    return signers.byline(marked=True) if signers.names or signers.told else None


def _unmarked(text: str) -> Byline | None:
    """Return the byline of a line without "By": it must hold names and something that signs, an agency or a role."""
    if len(text) > _LONGEST_UNMARKED or byline_words.HELPED.match(text):
        return None
    signers = _Signers()
    if not _take_parts(signers, _of_names(text), marked=False):
        return None
    if not signers.names or not (signers.agency or signers.told):
        return None
    if not all(is_name(name, least=2) or agency(name) for name in signers.names):
        return None
    return Byline(tuple(signers.names), signers.agency, False, place=one_place(signers.places, signers.said))


def _of_names(rest: str) -> str:
    """Return what is left of a byline without pictures, addresses, brackets and signs; nothing where it ends as a sentence."""
    rest = _without_addresses(_plainly(byline_words.ALSO.sub("", rest))).strip(" \t|•·–—-()[]*_")
    return "" if rest.endswith((".", "!", "?")) and not _is_abbreviated(rest) else rest


def _without_addresses(text: str) -> str:
    return _MAIL.sub("", text) if "@" in text or "://" in text else text


_JUNIOR = re.compile(r"(?<!\S)[js]r\.*$", re.IGNORECASE)
_AND = re.compile(r"\s*(?:and|&|with)\s*$", re.IGNORECASE)


def _take_parts(signers: _Signers, rest: str, *, marked: bool) -> bool:
    """Take the parts of a byline; ``False`` if one of them belongs to no byline."""
    pieces = _SPLIT_KEEP.split(rest)
    is_list = not marked or any(map(_AND.match, pieces[1::2]))
    mixed = marked and not rest.isupper()  # where all are capitals they do not tell an agency from a city
    for piece in pieces[::2]:
        text = piece.strip(" ()" if _JUNIOR.search(piece) else " ().")
        if not text:
            continue
        if not marked and len(text.split()) > 5:
            return False
        after = bool(signers.names) or signers.told
        part = byline_parts.read(text, byline_parts.Context(after, marked, mixed))
        if part.kind == "other" and not (marked and signers.names):
            return False
        _take_part(signers, text, part, is_list)
    return True


def _take_part(signers: _Signers, text: str, part: byline_parts.Part, is_list: bool) -> None:
    """Take one part. No list of names is without "and", so that there words that begin with no given name are a place."""
    signers.agency = signers.agency or part.agency
    place = part.kind == "place"
    if part.kind == "name" and signers.names and not is_list:
        place = " " in text and not is_given(text.split()[0])  # "By Ada Krol, Cedar Vale"
    if place:
        signers.places.append(text)
        return
    if where := writes_from(text):
        signers.said = where
        signers.places.append(where)
    if part.name is not None:
        signers.names.append(part.name)
    signers.told |= part.kind == "role"


_PARTS_ABROAD = re.compile(rf"\s*[,/|]\s*|\s+(?:{byline_words.AND})\s+")
_LONGEST_ABROAD = 120


def _abroad(text: str) -> Byline | None:
    """Return ``Von Lena Krol``, ``Par Anne Roux et Luc Brun, à Paris``, ``Por Ana Ruiz (EFE)``: only full names, one of them with a listed
    given name in front unless the opener is sure, with a place or an agency behind."""
    match = byline_words.ABROAD.match(text)
    if match is None or len(text) > _LONGEST_ABROAD:
        return None
    signers = _Signers()
    for part in _PARTS_ABROAD.split(_IN_BRACKETS.sub(r", \1", text[match.end() :]).strip(" .()[]*_,")):
        if not _take_abroad(signers, part):
            return None
    sure = byline_words.SURE_ABROAD.match(text) is not None or any(is_given(name.split()[0]) for name in signers.names)
    return signers.byline(marked=True) if signers.names and sure else None


def _take_abroad(signers: _Signers, part: str) -> bool:
    """Take an agency or a place behind a name, or a full name with the place from which it writes."""
    wire = agency(part, bracketed=True) if signers.names else None
    if wire is not None:
        signers.agency = signers.agency or wire
        return True
    if signers.names and is_known(part):
        signers.places.append(part)
        return True
    where = byline_words.FROM_ABROAD.search(part)
    if where is not None and is_known(where[1]):
        part = part[: where.start()]
        signers.places.append(where[1])
    signers.names.append(part)
    return is_name(part, least=2, marked=True)


def _is_abbreviated(text: str) -> bool:
    last = text.rsplit(None, 1)[-1].rstrip(".").casefold()
    return last in SUFFIXES or _INITIALS.match(last) is not None


_INITIALS = re.compile(r"[^\W\d_]$|.*\.")
_POSTED = re.compile(
    r"\s+(?:in|for|at|reporting from)\s+(?:the\s+)?(?:(?:[^\W\d_a-zß-öø-ÿ]|el-|al-|de(?=\s)|del(?=\s)|da(?=\s)|el(?=\s))[\w.'’-]*\s?){1,5}$"
)


def is_opened(text: str) -> bool:
    """Return whether a line begins with "By", "Author" or their kin, or names its names behind "reporting by"."""
    return "eporting" in text or any(opener.match(text) for opener in (byline_words.OPENER, byline_words.ABROAD))


def is_marked(text: str) -> bool:
    """Return whether a short line begins as bylines do ("By …", "Text by: …"), whatever stands behind."""
    return len(text) <= 80 and len(text.split()) <= 9 and byline_words.OPENER.match(text) is not None


_NO_ROLE = re.compile(r'[\d.!?:;"“”]')
_OF_ROLES = frozenset("of for and the to at in".split())


def is_role(text: str) -> bool:
    """Return whether a line says what somebody is and nothing else ("Associated Press Business Writer", "Staff Reporter")."""
    tokens = text.split()
    if not 1 <= len(tokens) <= 7 or len(text) > 70 or _NO_ROLE.search(text) or not tokens[0][0].isupper():
        return False
    small = [token for token in tokens if not token[0].isupper() and token not in _OF_ROLES]
    return all(map(byline_words.ROLE.fullmatch, small)) and byline_words.IS_ROLE.search(text) is not None


_FROM = re.compile(r"^(?:[—–-]{1,2}\s*|(?:from|with)\s+(?=[A-Z]))", re.IGNORECASE)
_REPORTS = re.compile(r"\s+(?:reports?|reporting)(?:\s+(?:from|in)\s+([^\W\d_a-zß-öø-ÿ].{1,40}))?$")
_OWNED = re.compile(r"[A-Z][^,;:]{2,40}?['’]s?\s+(?=[^\W\d_a-zß-öø-ÿ])")
_IN_BRACKETS = re.compile(r"\s*\((?:in\s+)?([A-Z][^()@]{1,30})\)")


def _plainly(text: str) -> str:
    """Return a byline with what stands in brackets behind a name set off by a comma, and without a role before the name."""
    return _IN_BRACKETS.sub(r", \1", byline_words.ROLE_BEFORE.sub("", text))


def signing(text: str) -> Byline | None:
    """Return who signs on a line that is nothing but names, or names with a place, role or paper beside them, without "By".

    ``Ada Krol``  ``Ada Krol and Jon Aske``  ``Ada Krol in Oslo``  ``Ada Krol / Oslo``  ``Ada Krol and agencies``  ``— Ada Krol``
    """
    if _HANDLE.search(text):
        text = _MAIL.sub("", text).strip(" ()|")
    if len(text) > _LONGEST_SIGNATURE or byline_words.NO_SIGNATURE.search(text):
        return None
    reports = _REPORTS.search(text)
    if reports is not None and reports[1]:
        return _reporting(text[: reports.start()], reports[1])
    if sum(word[0].islower() for word in text.split()) > 6:
        return None  # a headline
    text = _plainly(_without_addresses(_FROM.sub("", text))).strip(" ,<>|~")
    text = _REPORTS.sub("", text.replace(", in ", " in "))
    person = bare(text)
    if person is not None:
        return _before_city(person) or person
    signers = _Signers()
    for part in filter(None, _SPLIT.split(text.strip(" ()[]*_"))):
        if not any(take(signers, part) for take in _SIGNATURES):
            return None
    person = signers.byline(marked=False, told=signers.told)
    return person if person.names and is_sure(person) else None


_HANDLE = re.compile(r"[( ]@")


def _before_city(person: Byline) -> Byline | None:
    """Return ``Ada Krol Oslo``: one name of two words and a city, with nothing between."""
    name, _, city = " & ".join(person.names).rpartition(" ")
    if name.count(" ") != 1 or len(name.split()[1].rstrip(".")) <= 1 or not is_city(city):
        return None
    return Byline((name,), None, False, place=city)


def _take_person(signers: _Signers, part: str) -> bool:
    """Take a full name; behind others only one with a listed given name."""
    person = bare(part)
    if person is None or (signers.names and not is_given(part.split()[0])):
        return False
    signers.names += person.names
    signers.places += [person.place] if person.place else []
    return True


def _take_first(signers: _Signers, part: str) -> bool:
    """Take the first name, with what somebody is behind it; none of its words says what somebody writes about."""
    if signers.names or agency(part, bracketed=True):
        return False
    name = _name_before_role(part)
    return byline_words.SUBJECTS.isdisjoint(name.casefold().split()) and _take_name(signers, name)


def _take_beside(signers: _Signers, part: str) -> bool:
    """Take what stands beside names: an agency, a paper, a place, a role, or a section before them."""
    wire, known = agency(part, bracketed=True), is_known(part)
    section = not signers.names and byline_words.SECTION.match(part)
    if not any((wire, known, section, is_paper(part), byline_parts.is_role(part))):
        return False
    signers.agency = signers.agency or wire
    signers.told |= not known
    signers.places += [part] if known and not wire else []
    return True


def _take_named(signers: _Signers, part: str) -> bool:
    return _take_name(signers, _name_before_role(part))


def _take_name(signers: _Signers, name: str) -> bool:
    if not name:
        return False
    signers.names.append(name)
    signers.told = True
    return True


def _name_before_role(part: str) -> str:
    """Return ``Ada Krol Staff Writer``, ``Ada Krol for Elm Courier``: the name before what somebody is, with nothing between."""
    return name_then_role(part.split(), marked=False)[0]


_SIGNATURES: Final = (_take_person, _take_first, _take_beside, _take_named)


def _reporting(who: str, where: str) -> Byline | None:
    """Return ``Ada Krol reports from Oslo``, ``The Elm Courier's Ada Krol reports from Oslo, Norway``: the verb says that they sign."""
    owned = _OWNED.match(who)
    person = (bare(who[owned.end() :]) if owned is not None else None) or bare(who)
    if person is None or len(where.split()) > 6:
        return None
    place = where.strip(" .") if " and " not in where else None
    return Byline(person.names, None, False, True, place)


def is_signature(byline: Byline) -> bool:
    """Return whether a byline names somebody of whom "By", a role or a given name tells that they sign."""
    return bool(byline.names) and (byline.marked or is_sure(byline))


def is_sure(byline: Byline) -> bool:
    """Return whether listed given names or a role tell the names, so that they need no date beside them."""
    return byline.told or all(is_given(name.split()[0]) for name in byline.names)


_BETWEEN = re.compile(r"\s*(?:,|;|\band\b|&|\s/\s)\s*")
_NO_NAMES = re.compile(r'[.!?:;"“”0-9|]')
_INITIAL = re.compile(r"\b(?:[A-Z]|[JS]r)\.")


def bare(text: str) -> Byline | None:
    """Return a line that is one or more full names and nothing else ("Ada Krol", "Ada Krol and Jon Aske", "Ada Krol in Oslo")."""
    if len(text) > _LONGEST_SIGNATURE:
        return None
    opened = None if is_given(text.split(" ", 1)[0]) else byline_words.ABROAD.match(text)
    if opened is not None:
        text = text[opened.end() :]
        if not is_given(text.split(" ", 1)[0]):
            return None
    pieces = [part for part in _BETWEEN.split(text.strip()) if part]
    names = [_POSTED.sub("", part) for part in pieces]
    if not names or not all(map(_is_full_name, names)) or _holds_signs(" ".join(names)):
        return None
    if text.isupper() and not all(is_given(name.split()[0]) for name in names):
        return None
    where = list(filter(None, map(writes_from, pieces)))
    return Byline(tuple(names), None, False, place=one_place(where, "".join(where[:1])))


def _holds_signs(names: str) -> bool:
    """Return whether signs or figures stand within names, other than the point of an initial."""
    return _NO_NAMES.search(names) is not None and _INITIAL.search(names) is None


def _is_full_name(name: str) -> bool:
    return len(name.split()) in (2, 3, 4) and is_name(name, least=2) and not is_city(name)


def credit(text: str) -> Byline | None:
    """Return the reporters that a closing credit names ("Reporting by Ada Krol; editing by Jon Aske")."""
    match = byline_words.REPORTING.search(text[:400])
    if match is None:
        return None
    parts = [WHERE.sub("", part).strip(" .") for part in _SPLIT.split(byline_words.OTHERS.sub("", match["names"]))]
    names = tuple(name for name in parts if is_name(name, least=2, marked=True))
    return Byline(names) if names else None
