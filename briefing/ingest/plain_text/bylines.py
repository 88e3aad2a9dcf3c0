"""Reads bylines: who wrote it, for which agency. A line that is not built like a byline gives nothing.

General fact: a byline is short, holds names (capitalised words, initials, particles), separated by commas and "and",
followed by a role, an agency, or a place; it is no sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.lexicon import head_words
from briefing.lexicon.agencies import agency, outlet, signed
from briefing.lexicon.person_names import SUFFIXES, is_name
from briefing.lexicon.place_names import is_city, is_given, is_known, is_region

_KIND = (
    r"(?:submitted|filed|contributed|sent|penned|story|stories|text|texts|words|writing|written|reported|reporting|report|posted|compiled|analysis|opinion|commentary|column|review|published|produced|exclusive|"
    r"interview|dispatch|essay|feature|profile|perspective|special|guest|news|photos?|photographs?|pictures|video|graphics|an?|the|and|&|ap|afp|reuters|our|from)"
)
_BY = re.compile(
    rf"[(\[*_ ]{{0,4}}(?:(?:by|from)\s+our\s+(?:own\s+)?[a-z ]{{0,24}}?(?:correspondent|reporter)s?,?\s+(?=[A-Z])|(?:{_KIND}\s+){{0,5}}by\b\s*:?\s+(?=\S)"
    r"|(?:authors?(?:\(s\))?|byline|reporters?|correspondents?|writers?)\s*:\s*(?=\S)|(?:author|authors|byline|reporter)\s+(?=\S)"
    r"|from\s+(?=[A-Z]\S*\s[^,;:.]{2,40}(?:\sin|,)\s[A-Z]))",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"\s*(?:[;,|(.]\s*|\s+)(?:photo(?:graph)?s?|photography|pictures?|videos?|graphics?|illustrations?|edit(?:ed|ing)|additional)\b(?:\s+by\b|\s*:).*$",
    re.IGNORECASE,
)
"""Who took the pictures or edited, behind who wrote."""
_REPORTING = re.compile(
    r"(?<!additional )(?<!edited and )\b(?:report(?:ing|ed)(?: and writing| and written)?|writ(?:ing|ten)|story|compiled) by:?\s+(?P<names>[^;()]{3,200})",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:writers?|correspondents?|editors?|reporters?|bureau|staff|columnist|contributors?|contributing|analyst|desk|team|agency|agencies|"
    r"service|services|in\s+(?:chief)|special to|for the|for [A-Z]|photographer|producer|journalist|press secretary|professor|fellow|director|chief)\b(?!['’]s)",
    re.IGNORECASE,
)
_ALL_OF_THEM = frozenset({"staff", "desk", "team", "bureau", "agencies", "reporters", "correspondents", "writers"})
_MAIL = re.compile(r"\(?\s*[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}\s*\)?|(?<!\w)@\w{2,30}|https?://\S{1,200}")
_SPLIT = re.compile(r"\s*(?:,|;|\band\b|&|\bwith\b|/|\+|\||•|·|\s[–—-]\s)\s*", re.IGNORECASE)
_SPLIT_KEEP = re.compile(f"({_SPLIT.pattern})", re.IGNORECASE)
_WHERE = re.compile(r"\s+(?:in|reporting from|reports from|at|[Ff]or|[Oo]f|from|-)\s+\S.*$")


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


NOTHING = frozenset(
    (
        "",
        "unknown",
        "n/a",
        "n.a",
        "none",
        "not available",
        "not given",
        "not stated",
        "nil",
        "null",
        "undefined",
        "anonymous",
    )
)
"""How records say that a field has no value."""
_CREDITS = re.compile(
    r"(?:words|story|text):?\s+(?!by\b)((?-i:[A-ZÀ-ÞĀ-Ž])[^.:;|]{3,90}?)[\s|,.]+(?:photographs?|photos?|photography|pictures?|images?|illustrations?)(?:\s+by|:)?\s+[^\W\d_]",
    re.IGNORECASE,
)
"""``Words Ada Krol Photographs Jon Aske``: how magazines print who did what."""
_IDIOM = re.compile(
    r"by (?:(?:popular|royal|design|default|definition|accident|chance|invitation|land|sea|air|hand|heart|night|any other|any means|order of|way of|hook or|george!)\b|the (?:book|numbers?|way|sea|river|people)\b)|from [^,]{2,40}, with\b",
    re.IGNORECASE,
)
"""Headlines that begin as bylines do: set phrases of the language."""
_COLON = re.compile(r":\s+[a-z]")
"""What follows a colon in a headline; bylines hold none before a small letter."""
_WIRE_WRITER = re.compile(
    r"(?:the\s+)?([A-Z][\w.-]{1,14}(?:\s[A-Z][a-z]{2,12}){0,2})\s+(?:(?:staff|special|senior|chief|foreign)\s+)?(?:writers?|reporters?|correspondents?|journalists?)\s+(?=[^\W\d_])"
)
"""``by Xinhua writers Ada Krol and Jon Aske``: the agency and the role before the names."""
_HELPED = re.compile(r"\W?(?:also )?(?:contribut|additional)", re.IGNORECASE)
"""Who helped is not who wrote it."""


def _opening(text: str) -> re.Match[str] | None:
    """Return the words that open a byline; exports print a label before what is a byline already ("Author: By Ada Krol")."""
    match = _BY.match(text)
    if match is None:
        return None
    if match.group().casefold().startswith(("photo", "picture", "video", "graphic")):
        return None
    return _BY.match(text, match.end()) or match


def parse(text: str) -> Byline | None:
    """Return the byline that the whole of ``text`` is (one line, or one part of one), or ``None``."""
    if len(text) > 200:
        return None
    shared = _CREDITS.match(text) if text[:5] in ("Words", "WORDS", "Story", "Text ") else None
    if shared is not None:
        text = f"By {shared[1]}"
    match = _opening(text)
    if match is None and (abroad := _abroad(text)) is not None:
        return abroad
    if match is None and (len(text) > 100 or _HELPED.match(text)):
        return None
    rest = text[match.end() :] if match else text
    if match is not None and (_IDIOM.match(text) or _COLON.search(rest)):
        return None
    wire_writer = _WIRE_WRITER.match(rest) if match is not None else None
    sent = agency(wire_writer[1], bracketed=True) if wire_writer is not None else None
    rest = rest[wire_writer.end() :] if wire_writer is not None and sent else rest
    rest = _plainly(_ALSO.sub("", rest))
    rest = (_MAIL.sub("", rest) if "@" in rest or "://" in rest else rest).strip(" \t|•·–—-()[]*_")
    if not rest or (rest.endswith((".", "!", "?")) and not _abbreviated(rest)):
        return None
    if match is not None and rest.casefold() in NOTHING:
        return Byline(())
    names: list[str] = []
    named: str | None = sent
    found_role = False
    places: list[str] = []
    said = ""
    pieces = _SPLIT_KEEP.split(rest)
    joined = any(_AND.match(sign) for sign in pieces[1::2])
    for number, part in enumerate(pieces[::2]):
        part = part.strip(" ()") if part.rstrip(".").casefold().split()[-1:] in (["jr"], ["sr"]) else part.strip(" ().")
        if not part:
            continue
        if match is None and len(part.split()) > 5:
            return None
        kind, value, wire = _part(
            part, bool(names) or found_role, match is not None, match is not None and not _shouted(rest)
        )
        if wire and named is None:
            named = wire
        if (
            kind == "name"
            and match is not None
            and not joined
            and names
            and " " in part
            and not is_given(part.split()[0])
        ):
            kind = "place"  # "By Ada Krol, Cedar Vale": no list of names without "and", and no given name
        if kind == "place" or (where := _writes_from(part)):
            said = where if kind != "place" else said
            places.append(part if kind == "place" else where)
        if kind == "name" and value:
            names.append(value)
        elif kind == "role":
            found_role = True
        elif kind == "other" and (match is None or number == 0 or not names):
            return None
    if match is None:
        # Without "By" the line must hold names and something that signs: an agency or a role.
        if not names or not (named or found_role) or not all(is_name(n, least=2) or agency(n) for n in names):
            return None
        return Byline(tuple(names), named, False, place=_one_place(places, said))
    if not names and named and not found_role:
        names.append(named)
    if not names and not found_role:
        return None
    return Byline(tuple(dict.fromkeys(names)), named, place=_one_place(places, said))


_BY_ABROAD = re.compile(rf"[(\[*_ ]{{0,4}}(?i:{head_words.BYLINE_OPENERS})\s*:?\s+(?=[^\W\d_a-zß-öø-ÿ])")
_SURE_ABROAD = re.compile(rf"[(\[*_ ]{{0,4}}(?:di|da|von|(?i:{head_words.UNMISTAKABLE_OPENERS}))\b")
"""Openers that need no listed given name behind them: those that stand before no place, and small letters, which begin no headline."""
_PARTS_ABROAD = re.compile(rf"\s*[,/|]\s*|\s+(?:{head_words.AND})\s+")
_FROM_ABROAD = re.compile(r"\s+(?:aus|in|à|en|em|da|de|desde|depuis|uit)\s+([^\W\d_a-zß-öø-ÿ][^,]{1,40})$")


def _abroad(text: str) -> Byline | None:
    """Return ``Von Lena Krol``, ``Par Anne Roux et Luc Brun, à Paris``, ``Por Ana Ruiz (EFE)``: only full names, one of them with a listed
    given name in front unless the opener is sure, with a place or an agency behind."""
    match = _BY_ABROAD.match(text)
    if match is None or len(text) > 120:
        return None
    names: list[str] = []
    places: list[str] = []
    wire: str | None = None
    for part in _PARTS_ABROAD.split(_IN_BRACKETS.sub(r", \1", text[match.end() :]).strip(" .()[]*_,")):
        signed_by = agency(part, bracketed=True) if names else None
        where = _FROM_ABROAD.search(part)
        name = part[: where.start()] if where is not None and is_known(where[1]) else part
        if signed_by is not None:
            wire = wire or signed_by
        elif names and is_known(part):
            places.append(part)
        elif is_name(name, least=2, marked=True):
            names.append(name)
            places.extend([where[1]] if where is not None and name is not part else [])
        else:
            return None
    if not (names and _SURE_ABROAD.match(text)) and not any(is_given(name.split()[0]) for name in names):
        return None
    return Byline(tuple(dict.fromkeys(names)), wire, place=_one_place(places))


_AND = re.compile(r"\s*(?:and|&|with)\s*$", re.IGNORECASE)
_FROM_WHERE = re.compile(r"\s(?:in|reporting from|reports from|from)\s+(?:the\s+)?([^\W\d_a-zß-öø-ÿ].{1,40})$")


def _writes_from(part: str) -> str:
    """Return the place in "Ada Krol in Oslo", or nothing."""
    match = _FROM_WHERE.search(part)
    return match[1].strip() if match is not None else ""


def _one_place(places: list[str], said: str = "") -> str | None:
    """Return the place, if only one is named; a state or country behind it belongs to it. ``said``: "in" stands before that one."""
    if len(places) == 2 and is_region(places[1]):
        places = [f"{places[0]}, {places[1]}"]
    if len(places) != 1:
        return None
    first, _, last = places[0].partition(",")
    known = is_known(first) or (last != "" and is_region(last.strip()))
    return places[0] if known or (places[0] == said and len(said.split()) <= 4 and not _is_paper(said)) else None


def _shouted(text: str) -> bool:
    """Return whether a whole byline stands in capitals: then capitals do not tell an agency from a city."""
    return text.isupper()


def _part(part: str, after_name: bool, marked: bool, mixed: bool) -> tuple[str, str | None, str | None]:
    """(kind, name, agency) of one part of a byline; kind is name, role, place or other. ``mixed``: capitals tell agencies."""
    wire = agency(part, bracketed=after_name) or (signed(part) if after_name and mixed else None)
    if wire:
        return "agency", None, wire
    if _is_paper(part):
        return "role", None, _agency_within(part)
    part = _WHERE.sub("", part) if not agency(part) else part
    tokens = part.split()
    if after_name and (len(tokens) == 1 or is_known(part)):
        if len(tokens) == 1 and _ROLE.fullmatch(tokens[0]):
            return "role", None, None  # "Ada Krol and agencies"
        return (
            ("place", None, None)
            if tokens and tokens[0].casefold().strip(".") not in SUFFIXES
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
    if " ".join(tokens[2:]).casefold() in _ALL_OF_THEM and not is_given(tokens[0]):
        return "role", None, None  # "Evening Courier Staff"
    head, tail = _name_then_role(tokens, marked=marked)
    if head and (agency(head) or _is_paper(head)):
        return "role", None, agency(head)  # "Associated Press Writer", "Elm Courier Staff Writer"
    if head:  # "Ada Krol AP Diplomatic Writer", "Ada Krol The Associated Press"
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
    return last in SUFFIXES or (len(last) == 1 and last.isalpha()) or "." in last


_POSTED = re.compile(
    r"\s+(?:in|for|at|reporting from)\s+(?:the\s+)?(?:(?:[^\W\d_a-zß-öø-ÿ]|el-|al-|de(?=\s)|del(?=\s)|da(?=\s)|el(?=\s))[\w.'’-]*\s?){1,5}$"
)


def is_opened(text: str) -> bool:
    """Return whether a line begins with "By", "Author" or their kin, or names its names behind "reporting by"."""
    return _BY.match(text) is not None or _BY_ABROAD.match(text) is not None or "eporting" in text


def is_marked(text: str) -> bool:
    """Return whether a short line begins as bylines do ("By …", "Text by: …"), whatever stands behind."""
    return len(text) <= 80 and len(text.split()) <= 9 and _BY.match(text) is not None


def is_role(text: str) -> bool:
    """Return whether a line says what somebody is and nothing else ("Associated Press Business Writer", "Staff Reporter")."""
    tokens = text.split()
    return (
        1 <= len(tokens) <= 7
        and len(text) <= 70
        and not any(c.isdigit() or c in '.!?:;"“”' for c in text)
        and tokens[0][0].isupper()
        and all(
            token[0].isupper() or token in ("of", "for", "and", "the", "to", "at", "in") or _ROLE.fullmatch(token)
            for token in tokens
        )
        and _IS_ROLE.search(text) is not None
    )


_FROM = re.compile(r"[—–-]{1,2}\s*|(?:from|with)\s+(?=[A-Z])", re.IGNORECASE)
_REPORTS = re.compile(r"\s+(?:reports?|reporting)(?:\s+(?:from|in)\s+([^\W\d_a-zß-öø-ÿ].{1,40}))?$")
_OWNED = re.compile(r"[A-Z][^,;:]{2,40}?['’]s?\s+(?=[^\W\d_a-zß-öø-ÿ])")
_TALK = re.compile(r"(?:an?\s+)?(?:interview|conversation|talk|lunch|dinner|q&a|day|meeting)s?\s+with\s", re.IGNORECASE)
"""Headlines that name whom somebody spoke with."""


_BEFORE = re.compile(
    r"(?:(?:our|chief|senior|special|staff|political|foreign|business|economics|science|sports?|health|news|lead|junior|the|courier)\s+){0,3}(?:reporters?|correspondents?|writers?|columnists?)\s+(?=[A-Z])",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*\((?:in\s+)?([A-Z][^()@]{1,30})\)")
_SECTION = re.compile(
    r"(?:opinion|analysis|comment|column|news|world|politics|business|sport|sports|culture|feature|exclusive|interview|review)$",
    re.IGNORECASE,
)


def _plainly(text: str) -> str:
    """Return a byline with what stands in brackets behind a name set off by a comma, and without a role before the name."""
    text = _BEFORE.sub("", text, count=1) if _BEFORE.match(text) else text
    return _IN_BRACKETS.sub(r", \1", text) if "(" in text else text


def signing(text: str) -> Byline | None:
    """Return who signs on a line that is nothing but names, or names with a place, role or paper beside them, without "By".

    ``Ada Krol``  ``Ada Krol and Jon Aske``  ``Ada Krol in Oslo``  ``Ada Krol / Oslo``  ``Ada Krol and agencies``  ``— Ada Krol``
    """
    if "(@" in text or " @" in text or "| @" in text:
        text = _MAIL.sub("", text).strip(" ()|")
    if len(text) > 110 or any(c in text for c in '?!:“”"0123456789') or _TALK.match(text):
        return None
    reports = _REPORTS.search(text)
    if reports is not None and reports[1]:
        return _reporting(text[: reports.start()], reports[1])
    if sum(word[0].islower() for word in text.split()) > 6:
        return None  # a headline
    opened = _FROM.match(text)
    text = text[opened.end() :] if opened is not None else text
    text = _plainly(_MAIL.sub("", text) if "@" in text else text).strip(" ,<>|~")
    text = text.replace(", in ", " in ")
    text = _REPORTS.sub("", text)
    found = bare(text)
    if found is not None:
        if (
            len(found.names) == 1
            and text.count(" ") == 2
            and len(text.split()[1].rstrip(".")) > 1
            and is_city(text.rsplit(" ", 1)[1])
        ):
            return Byline((text.rsplit(" ", 1)[0],), None, False, place=text.rsplit(" ", 1)[1])  # "Ada Krol Oslo"
        return found
    names: list[str] = []
    wire = None
    told = False
    places: list[str] = []
    for part in (part for part in _SPLIT.split(text.strip(" ()[]*_")) if part):
        person = bare(part)
        if person is not None and (is_given(part.split()[0]) or not names):
            names.extend(person.names)
            if person.place:
                places.append(person.place)
            continue
        found_agency = agency(part, bracketed=True)
        if (
            not names
            and not found_agency
            and (cut := _name_before_role(part))
            and _SUBJECTS.isdisjoint(cut.casefold().split())
        ):
            names.append(cut)
            told = True
            continue
        if (
            found_agency
            or _is_paper(part)
            or is_known(part)
            or (not names and _SECTION.match(part))
            or _is_part_role(part)
        ):
            wire = wire or found_agency
            told = told or not is_known(part)
            if is_known(part) and not found_agency:
                places.append(part)
            continue
        cut = _name_before_role(part)
        if cut is None:
            return None
        names.append(cut)
        told = True
    if not names or not (told or all(is_given(name.split()[0]) for name in names)):
        return None
    return Byline(tuple(dict.fromkeys(names)), wire, False, told, _one_place(places))


def _reporting(who: str, where: str) -> Byline | None:
    """Return ``Ada Krol reports from Oslo``, ``The Elm Courier's Ada Krol reports from Oslo, Norway``: the verb says that they sign."""
    found = bare(who)
    owned = _OWNED.match(who)
    if owned is not None:
        found = bare(who[owned.end() :]) or found
    if found is None or len(where.split()) > 6:
        return None
    place = where.strip(" .") if " and " not in where else None
    return Byline(found.names, None, False, True, place)


def _is_part_role(part: str) -> bool:
    return (
        len(part) <= 60
        and (_ROLE.fullmatch(part) is not None or _IS_ROLE.search(part) is not None)
        and not is_given(part.split()[0])
    )


_SUBJECTS = frozenset(
    "political business foreign chief senior sports science health environment economics diplomatic defence defense education legal staff ap reuters afp the of for special in national technology city court crime features news world europe asia africa".split()
)


def _name_before_role(part: str) -> str | None:
    """Return ``Ada Krol Staff Writer``, ``Ada Krol for Elm Courier``: the name before what somebody is, with nothing between."""
    return _name_then_role(part.split(), marked=False)[0] or None


def _name_then_role(tokens: list[str], *, marked: bool) -> tuple[str, str]:
    """Return the name and what follows it without a sign between; empty if a line is not so built.

    The cut is before the first word that begins a role, an agency or a paper; else behind the shortest name.
    """
    fallback = ("", "")
    for cut in range(2, min(6, len(tokens))):
        head, tail = " ".join(tokens[:cut]), " ".join(tokens[cut:])
        if not is_name(head, least=2, marked=marked) or len(tail) > 60:
            continue
        if (
            agency(tail, bracketed=True)
            or _agency_within(tail)
            or (
                _ROLE.search(tail)
                and (tokens[cut].casefold() in _SUBJECTS or _ROLE.match(tail) or _PAPER.search(tokens[cut]))
            )
        ):
            return head, tail
        if not fallback[0] and head[-1] != "." and (_ROLE.search(tail) or _IS_ROLE.search(tail) or is_known(tail)):
            fallback = (head, tail)
    return fallback


_PAPER = re.compile(
    r"^(?:The|El|La|Le|Die|Der)\s[A-Z]|\b(?:News|Times|Journal|Herald|Courier|Tribune|Gazette|Online|Press|Guardian|Daily|Weekly|Magazine|Radio|TV|Today|TODAY|Business|Network|Telegraph|Chronicle|Observer|Standard|Dispatch|Broadcasting|[A-Z]\w+ Post|[\w-]*(?:Herald|Star|Sun|Mail|Globe|Mirror|Express|Record|Ledger|Sentinel|Monitor|Argus|Echo|Inquirer|Advertiser|Examiner|Bulletin|Independent|Register|Messenger|Advocate|Wire))$"
)


def _is_paper(part: str) -> bool:
    """Return whether a part of a byline is the name of a paper or broadcaster; "Ada Post" is none."""
    return outlet(part) is not None or (_PAPER.search(part) is not None and not is_given(part.split()[0]))


def is_signature(byline: Byline) -> bool:
    """Return whether a byline names somebody of whom "By", a role or a given name tells that they sign."""
    return bool(byline.names) and (byline.marked or is_sure(byline))


def is_sure(byline: Byline) -> bool:
    """Return whether listed given names or a role tell the names, so that they need no date beside them."""
    return byline.told or all(is_given(name.split()[0]) for name in byline.names)


_IS_ROLE = re.compile(
    r"\b(?:writers?|correspondents?|reporters?|columnists?|staff|editor|bureau chief|news desk|contributors?|special to .+)$",
    re.IGNORECASE,
)


_BETWEEN = re.compile(r"\s*(?:,|;|\band\b|&|\s/\s)\s*")


def bare(text: str) -> Byline | None:
    """Return a line that is one or more full names and nothing else ("Ada Krol", "Ada Krol and Jon Aske", "Ada Krol in Oslo")."""
    if len(text) > 110:
        return None
    opened = _BY_ABROAD.match(text)
    if opened is not None and not is_given(text.split(" ", 1)[0]):
        text = text[opened.end() :]
        if not is_given(text.split(" ", 1)[0]):
            return None
    found = [part for part in _BETWEEN.split(text.strip()) if part]
    where = [place for part in found if (place := _writes_from(part))]
    parts = [_POSTED.sub("", part) for part in found]
    plain = " ".join(parts)
    if any(c in plain for c in '.!?:;"“”0123456789|') and not re.search(r"\b(?:[A-Z]|[JS]r)\.", plain):
        return None
    if not parts or not all(
        2 <= len(part.split()) <= 4 and is_name(part, least=2) and not is_city(part) for part in parts
    ):
        return None
    if text.isupper() and not all(is_given(part.split()[0]) for part in parts):
        return None
    return Byline(tuple(parts), None, False, place=_one_place(where, where[0] if where else ""))


_OTHERS = re.compile(
    r"(?:[,.]\s*|\s+)(?:and\s+)?(?:additional|edit(?:ing|ed)|writ(?:ing|ten)|compil(?:ing|ed)|translat(?:ing|ed|ion)|photo\w*|graphic\w*)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
"""Who edited or helped, behind who reported."""


def credit(text: str) -> Byline | None:
    """Return the reporters that a closing credit names ("Reporting by Ada Krol; editing by Jon Aske")."""
    match = _REPORTING.search(text[:400])
    if match is None:
        return None
    printed = _OTHERS.sub("", match["names"])
    names = [_WHERE.sub("", part).strip(" .") for part in _SPLIT.split(printed)]
    kept = tuple(name for name in names if is_name(name, least=2, marked=True))
    return Byline(kept) if kept else None
