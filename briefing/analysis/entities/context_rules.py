"""What the words beside an open name say for sure about its kind: ``the town of X``, ``the X river``, ``X Y ( XY )``, ``X said it``.

Looks at the words next to a candidate and nothing else; what tables and forms of address settled stays.
"""

from __future__ import annotations

import re

from briefing.analysis.entities.candidates import Candidate, match
from briefing.analysis.entities.persons import is_person
from briefing.analysis.entities.tokens import Word
from briefing.lexicon.gazetteer import Tables
from briefing.lexicon.personal_signs import OFFICES
from briefing.model import EntityType

_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_PLACES_OF = frozenset(
    "town city village port province district suburb suburbs island islands county municipality region hamlet settlement "
    "neighbourhood neighborhood prefecture commune township resort peninsula outskirts".split()
)
"""Before "of X": a place (a state, a bank or a house of X can be anything)."""
_PLACES = frozenset(
    "river area region province district peninsula valley suburb neighbourhood neighborhood coast island islands mountains "
    "bridge airport village prefecture highway desert estuary basin".split()
)
"""Behind "the X": a place."""
_BODIES_CALLED = frozenset(
    "newspaper newspapers daily weekly magazine broadcaster airline brewer retailer bank carmaker insurer".split()
)
"""Before a name: the name of a firm or a paper ("the newspaper Dagsnytt")."""
_SAID = frozenset("said says announced reported expects expected plans agreed".split())


_HOMES = frozenset(
    "home homes born live lives lived living based died house flat office offices headquarters killed arrested raised shop branch "
    "factory plant hotel church school hospital airport buried resident residents street streets".split()
)
_TRAVEL = frozenset(
    "flew travelled traveled drove fled sailed marched travels flies flying travelling traveling drives".split()
)
_PARTS_OF = frozenset(
    "Circuit Airborne Infantry Armoured Armored Division District Precinct Battalion Regiment Brigade Fleet".split()
)
_FAMILY = frozenset("van von bin ibn bint der ten ter".split())
_LONGEST_TITLE = 10
_TALK = frozenset("there it that he she we they i here this these those you yes no what let".split())
"""Words that open a sentence somebody says and hardly a title."""


def settle(words: list[Word], candidates: list[Candidate], tables: Tables) -> list[Candidate]:
    """``candidates`` of one paragraph, with the kind of those open ones set whose neighbours tell it, without those inside the
    title of a work."""
    works = _works(words)
    if works:
        inside = {index for first, last in works for index in range(first, last)}
        candidates = [c for c in candidates if c.first not in inside or c.last - 1 not in inside]
    candidates = _of_groups(words, candidates)
    bodies = {c.last: c for c in candidates if c.last - c.first > 1}
    people = {c.last for c in candidates if c.type == "person" and c.strong}
    candidates = _with_nicknames(words, candidates, tables)
    for candidate in candidates:
        if candidate.listed or candidate.titled or candidate.label == "demonym":
            continue
        if candidate.forms == ("Red", "Cross") and _form(candidate, candidate.first - 1) in tables.demonyms:
            candidate.first -= 1  # a national society is not the committee in Geneva
            candidate.type, candidate.strong, candidate.known = "organisation", True, None
        if _lies_in(candidate, tables):
            candidate.type, candidate.strong, candidate.listed = "place", True, True
            continue
        if is_person(candidate, tables):
            candidate.type, candidate.strong, candidate.personal = "person", True, True
            continue
        if _ORDINAL.fullmatch(_form(candidate, candidate.first - 1)) and candidate.forms[0] in _PARTS_OF:
            candidate.first -= 1  # the 6th Circuit Court
        kind = _defined(candidate, tables)
        if kind is None and not candidate.strong and candidate.known is None:
            kind = _beside(candidate, tables)
        if kind is None and candidate.type == "person" and candidate.known is None and _says_it(candidate):
            kind = "organisation"
        if kind is None and not candidate.strong and _abbreviates(candidate, bodies, tables):
            kind = "organisation"
        if kind is None and not candidate.strong and candidate.known is None and _behind_a_person(candidate, people):
            kind = "organisation"
        if kind:
            candidate.type, candidate.strong = kind, True
    return candidates


def without_credits(words: list[Word], candidates: list[Candidate]) -> list[Candidate]:
    """``candidates`` without the bodies in a credit in brackets, ``(Photo: Harbour Archive, License)``: they own the picture and are
    not in the news. People stay, who may be in the picture."""
    owned: set[int] = set()
    for index, word in enumerate(words[:-3]):
        if word.form in ("(", "[") and words[index + 1].form.lower() in _PICTURES:
            stop = index + 2
            if words[stop].form.lower() in ("credit", "credits"):
                stop += 1
            if words[stop].form.lower() not in (":", "by", "courtesy", "via"):
                continue
            while stop < len(words) and stop - index < _LONGEST_CREDIT and words[stop].form not in (")", "]"):
                stop += 1
            owned.update(range(index, stop))
    if not owned:
        return candidates
    return [c for c in candidates if c.first not in owned or _can_be_pictured(c)]


def _can_be_pictured(candidate: Candidate) -> bool:
    if candidate.type is not None:
        return candidate.type == "person"
    return 1 < len(candidate.forms) < 4 and not any(form.isupper() for form in candidate.forms)


_PICTURES = frozenset(
    "photo photos photograph image images picture pictures credit credits illustration graphic video".split()
)
_LONGEST_CREDIT = 40


def _works(words: list[Word]) -> list[tuple[int, int]]:
    """The stretches between quotation marks that are titles ("The Long Night of the Ferry"): two to ten words, the first, the last
    and all long ones with a capital."""
    found: list[tuple[int, int]] = []
    for index, word in enumerate(words):
        if word.form not in ('"', "“"):
            continue
        stop = index + 1
        while stop < len(words) and stop - index <= _LONGEST_TITLE + 2 and words[stop].form not in ('"', "”"):
            stop += 1
        inside = [w for w in words[index + 1 : stop] if w.form[0].isalpha()]
        if (
            stop < len(words)
            and words[stop].form in ('"', "”")
            and words[index + 1].start == word.end
            and 1 < len(inside) <= _LONGEST_TITLE
            and inside[0].capital
            and inside[0].form.lower() not in _TALK
            and inside[-1].capital
            and all(w.capital or len(w.form) < 5 for w in inside)
            and not any(w.form in ".!?,;" for w in words[index + 1 : stop - 1])
        ):
            found.append((index + 1, stop))
    return found


def _with_nicknames(words: list[Word], candidates: list[Candidate], tables: Tables) -> list[Candidate]:
    """``Terry "T.J." Holloway`` is one name: a given name, a word or two in quotation marks, a surname."""
    taken: list[Candidate] = []
    reach = 0
    for candidate in candidates:
        if candidate.first < reach:
            continue
        mark = _form(candidate, candidate.last)
        if mark in ('"', "“") and candidate.forms[0] in tables.first_names and not candidate.heading:
            close = next(
                (
                    i
                    for i in range(candidate.last + 1, min(candidate.last + 5, len(words)))
                    if words[i].form in ('"', "”")
                ),
                0,
            )
            if (
                close
                and close + 1 < len(words)
                and words[close - 1].form != ","
                and words[close + 1].capital
                and words[candidate.last + 1].capital
            ):
                candidate.last = close + 2
                candidate.type, candidate.strong, candidate.known = "person", True, None
                reach = candidate.last
        taken.append(candidate)
    return taken


def _behind_a_person(candidate: Candidate, people: set[int]) -> bool:
    """``Ada Krol (TDF)``: the letters behind a person are a party's or a team's."""
    short = candidate.forms[0]
    return (
        candidate.last - candidate.first == 1
        and _form(candidate, candidate.first - 1) == "("
        and _form(candidate, candidate.last) == ")"
        and candidate.first - 1 in people
        and 2 <= len(short) <= 5
        and sum(c.isupper() for c in short) >= 2
    )


def _lies_in(candidate: Candidate, tables: Tables) -> bool:
    """``in Wardle, Ohio,``: a place, this once, even where the article knows a person Wardle. The comma or stop behind the region
    keeps ``Wardle, Ohio Republican`` out."""
    if candidate.last - candidate.first > 1 or _form(candidate, candidate.first - 1).lower() not in _LOCATIVE:
        return False
    if _form(candidate, candidate.last) != ",":
        return False
    region = match(candidate.words, candidate.last + 1, tables)
    if region is None or region[0].type != "place" or region[0].via == "demonym":
        return False
    return _form(candidate, candidate.last + 1 + region[1]) in (",", ".", ")", ";", "")


_LOCATIVE = frozenset("in of near from to at outside around".split())


def _of_groups(words: list[Word], candidates: list[Candidate]) -> list[Candidate]:
    """``People's Party``, ``Workers' Union``, ``Republican People's Party``: a body named after those whom it is for is one name,
    its apostrophe no possessive."""
    found: list[Candidate] = []
    for index, word in enumerate(words[:-2]):
        last = index + 2 if words[index + 1].form in ("'s", "’s", "'", "’") else 0
        if (
            not last
            or word.form not in _GROUPS
            or words[last].form not in _BODIES_OF
            or word.start + 40 < words[last].start
        ):
            continue
        first = index
        while (
            first
            and words[first - 1].capital
            and words[first - 1].form[0].isalpha()
            and not words[first - 1].initial
            and index - first < 3
        ):
            first -= 1
        found.append(Candidate(words, first, last + 1, "organisation", True))
    if not found:
        return candidates
    taken = {index for one in found for index in range(one.first, one.last)}
    kept = [c for c in candidates if not taken.intersection(range(c.first, c.last))]
    return sorted([*kept, *found], key=lambda c: c.first)


_GROUPS = frozenset(
    "People Peoples Workers Women Farmers Peasants Citizens Children Teachers Nurses Veterans Students Pensioners Lawyers "
    "Journalists Writers Doctors Miners Drivers Firefighters Consumers Smallholders Fishermen Soldiers Mothers".split()
)
_BODIES_OF = frozenset(
    "Party Union Front Alliance Congress Association League Federation Movement Institute Guild Army".split()
)


def _abbreviates(candidate: Candidate, bodies: dict[int, Candidate], tables: Tables) -> bool:
    """``Liberal Party ( LP )``, ``the Harbour Transport District, or HTD,``: the letters of the body before; and in brackets its first
    words, or the letters of its name in another language (``Republican People's Party ( CHP )``)."""
    first = candidate.first
    long = bodies.get(first - 1) if _form(candidate, first - 1) == "(" else None
    if long is not None and long.type == "organisation" and long.forms[: len(candidate.forms)] == candidate.forms:
        return True
    if len(candidate.forms) > 1 or not candidate.forms[0].isupper():
        return False
    short = candidate.forms[0]
    if (
        long is not None
        and long.type == "organisation"
        and long.strong
        and long.known is None
        and _form(candidate, candidate.last) == ")"
        and 2 <= len(short) <= 6
        and short.isalpha()
        and short not in tables.names
        and short not in tables.acronyms
    ):
        return True
    at = first - 1 if _form(candidate, first - 1) == "(" else first - 2 if _form(candidate, first - 1) == "or" else -1
    body = bodies.get(at)
    if body is None or body.type not in ("organisation", None) or not (body.strong or body.type):
        return False
    return _initials(body) == candidate.forms[0]


def _initials(candidate: Candidate) -> str:
    return "".join(form[0] for form in candidate.forms if form[0].isupper())


def _form(candidate: Candidate, index: int) -> str:
    return candidate.words[index].form if 0 <= index < len(candidate.words) else ""


def _defined(candidate: Candidate, tables: Tables) -> EntityType | None:
    """A long name before its acronym in brackets is a body: people have none, and places are in the tables."""
    first, last = candidate.first, candidate.last
    at = last + 1
    if _form(candidate, last) == "," and _form(candidate, at) == "or":
        at += 1
    short = _form(candidate, at)
    if (
        (candidate.strong and candidate.type != "place")
        or last - first < 2
        or candidate.known is not None
        or _form(candidate, last) not in ("(", ",")
        or _form(candidate, at + 1) not in (")", ",")
        or not (2 < len(short) < 8 and sum(c.isupper() for c in short) > 2 and short.isalpha())
        or short in tables.names
        or short in tables.acronyms
        or candidate.forms[0] in tables.first_names
    ):
        return None
    initials = _initials(candidate)
    if (
        candidate.strong or _form(candidate, last) == ","
    ):  # told a place by its last word: the letters must say all of it
        return "organisation" if short == initials else None
    return "organisation" if short[0] == initials[0] and sum(c in initials for c in short) > 1 else None


def _beside(candidate: Candidate, tables: Tables) -> EntityType | None:
    first, last = candidate.first, candidate.last
    before, before2 = _form(candidate, first - 1), _form(candidate, first - 2)
    after = _form(candidate, last)
    if before == "of" and before2.lower() in _PLACES_OF:
        return "place"
    if after in _PLACES and before in ("the", "The") and candidate.forms[0] not in tables.first_names:
        following = _form(candidate, last + 1)
        if not following[:1].isupper():
            return "place"
    if before in ("in", "at", "near", "outside") and before2 in _HOMES:
        return "place"
    if before == "to" and before2 in _TRAVEL and last - first < 3:
        return "place"
    if before in OFFICES and candidate.forms[-1] not in tables.organisation_last and "&" not in candidate.forms:
        return "person"
    age = _form(candidate, last + 1)
    if (
        after == ","
        and len(age) == 2
        and age.isdigit()
        and _form(candidate, last + 2) == ","
        and before not in ("in", "of")
    ):
        return "person"
    if any(form in _FAMILY for form in candidate.forms[1:-1]):
        return "person"
    if before in _BODIES_CALLED and before2 not in (",", "a") and last - first < 3:
        return "organisation"
    return None


def _says_it(candidate: Candidate) -> bool:
    """``Morgan Tolland said it would …``: what says of itself "it" is nobody's name."""
    return (
        _form(candidate, candidate.last) in _SAID
        and _form(candidate, candidate.last + 1) in ("it", "its")
        and _form(candidate, candidate.last + 2)
        in ("would", "will", "had", "has", "was", "is", "cut", "expects", "plans", "raised")
    )
