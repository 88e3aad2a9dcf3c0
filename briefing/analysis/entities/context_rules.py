"""What the words beside an open name say for sure about its kind: ``the town of X``, ``the X river``, ``X Y ( XY )``, ``X said it``.

Looks at the words next to a candidate and nothing else; what tables and forms of address settled stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefing.analysis.entities.candidates import Candidate, match
from briefing.analysis.entities.persons import is_person
from briefing.analysis.entities.tokens import Word
from briefing.lexicon.gazetteer import Tables
from briefing.lexicon.neighbours import (
    BODIES_CALLED,
    BODIES_OF,
    FAMILY,
    GROUPS,
    HOMES,
    LOCATIVE,
    PARTS_OF,
    PICTURES,
    PLACES,
    PLACES_OF,
    SAID,
    TALK,
    TRAVEL,
)
from briefing.lexicon.personal_signs import OFFICES
from briefing.model import EntityType

_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")


_LONGEST_TITLE = 10


def settle(words: list[Word], candidates: list[Candidate], tables: Tables) -> list[Candidate]:
    """Return ``candidates`` of one paragraph, with the kind of those open ones set whose neighbours tell it, without those inside the
    title of a work."""
    works = _works(words)
    if works:
        inside = {index for first, last in works for index in range(first, last)}
        candidates = [c for c in candidates if c.first not in inside or c.last - 1 not in inside]
    candidates = _of_groups(words, candidates)
    beside = _Beside(
        tables,
        {c.last: c for c in candidates if c.last - c.first > 1},
        {c.last for c in candidates if c.type == "person" and c.strong},
    )
    candidates = _with_nicknames(words, candidates, tables)
    for candidate in candidates:
        if not (candidate.listed or candidate.titled or candidate.label == "demonym"):
            _settle(candidate, beside)
    return candidates


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is known of a paragraph: its longer candidates by where they end, and where its sure persons end."""

    tables: Tables
    bodies: dict[int, Candidate]
    people: set[int]


def _settle(candidate: Candidate, beside: _Beside) -> None:
    """Set the kind of one candidate by the first rule that knows it."""
    tables = beside.tables
    if candidate.forms == ("Red", "Cross") and _form(candidate, candidate.first - 1) in tables.demonyms:
        candidate.first -= 1  # a national society is not the committee in Geneva
        candidate.type, candidate.strong, candidate.known = "organisation", True, None
    if _lies_in(candidate, tables):
        candidate.type, candidate.strong, candidate.listed = "place", True, True
        return
    if is_person(candidate, tables):
        candidate.type, candidate.strong, candidate.personal = "person", True, True
        return
    if _ORDINAL.fullmatch(_form(candidate, candidate.first - 1)) and candidate.forms[0] in PARTS_OF:
        candidate.first -= 1  # the 6th Circuit Court
    kind = next((told for rule in _RULES if (told := rule(candidate, beside)) is not None), None)
    if kind:
        candidate.type, candidate.strong = kind, True


def _is_open(candidate: Candidate) -> bool:
    return not candidate.strong and candidate.known is None


def _by_definition(candidate: Candidate, beside: _Beside) -> EntityType | None:
    return _defined(candidate, beside.tables)


def _by_neighbours(candidate: Candidate, beside: _Beside) -> EntityType | None:
    return _beside(candidate, beside.tables) if _is_open(candidate) else None


def _by_what_it_says(candidate: Candidate, beside: _Beside) -> EntityType | None:
    itself = candidate.type == "person" and candidate.known is None and _says_it(candidate)
    return "organisation" if itself else None


def _by_its_letters(candidate: Candidate, beside: _Beside) -> EntityType | None:
    short = not candidate.strong and _abbreviates(candidate, beside.bodies, beside.tables)
    return "organisation" if short else None


def _by_its_member(candidate: Candidate, beside: _Beside) -> EntityType | None:
    return "organisation" if _is_open(candidate) and _behind_a_person(candidate, beside.people) else None


_RULES: tuple[Callable[[Candidate, _Beside], EntityType | None], ...] = (
    _by_definition, _by_neighbours, _by_what_it_says, _by_its_letters, _by_its_member,
)  # fmt: skip


def without_credits(words: list[Word], candidates: list[Candidate]) -> list[Candidate]:
    """Return ``candidates`` without the bodies in a credit in brackets, ``(Photo: Harbour Archive, License)``: they own the picture and are
    not in the news. People stay, who may be in the picture."""
    owned: set[int] = set()
    for index, word in enumerate(words[:-3]):
        if word.form in ("(", "[") and words[index + 1].form.lower() in PICTURES:
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


_LONGEST_CREDIT = 40


def _works(words: list[Word]) -> list[tuple[int, int]]:
    """Return the stretches between quotation marks that are titles ("The Long Night of the Ferry"): two to ten words, the first, the last
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
            and inside[0].form.lower() not in TALK
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
    if candidate.last - candidate.first > 1 or _form(candidate, candidate.first - 1).lower() not in LOCATIVE:
        return False
    if _form(candidate, candidate.last) != ",":
        return False
    region = match(candidate.words, candidate.last + 1, tables)
    if region is None or region[0].type != "place" or region[0].via == "demonym":
        return False
    return _form(candidate, candidate.last + 1 + region[1]) in (",", ".", ")", ";", "")


def _of_groups(words: list[Word], candidates: list[Candidate]) -> list[Candidate]:
    """Return ``People's Party``, ``Workers' Union``, ``Republican People's Party``: a body named after those whom it is for is one name,
    its apostrophe no possessive."""
    found: list[Candidate] = []
    for index, word in enumerate(words[:-2]):
        last = index + 2 if words[index + 1].form in ("'s", "’s", "'", "’") else 0
        if (
            not last
            or word.form not in GROUPS
            or words[last].form not in BODIES_OF
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


def _abbreviates(candidate: Candidate, bodies: dict[int, Candidate], tables: Tables) -> bool:
    """Return ``Liberal Party ( LP )``, ``the Harbour Transport District, or HTD,``: the letters of the body before; and in brackets its first
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
    """Return a long name before its acronym in brackets is a body: people have none, and places are in the tables."""
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
    """Return the kind that the words right beside an open candidate tell."""
    return next((kind for kind, sign in _NEIGHBOURS if sign(candidate, tables)), None)


def _is_place_of(candidate: Candidate, tables: Tables) -> bool:
    """Return ``the town of X``."""
    return _form(candidate, candidate.first - 1) == "of" and _form(candidate, candidate.first - 2).lower() in PLACES_OF


def _is_place_called(candidate: Candidate, tables: Tables) -> bool:
    """Return ``the X river``."""
    if _form(candidate, candidate.last) not in PLACES or candidate.forms[0] in tables.first_names:
        return False
    article = _form(candidate, candidate.first - 1) in ("the", "The")
    return article and not _form(candidate, candidate.last + 1)[:1].isupper()


def _is_home(candidate: Candidate, tables: Tables) -> bool:
    """Return ``lives in X``."""
    locative = _form(candidate, candidate.first - 1) in ("in", "at", "near", "outside")
    return locative and _form(candidate, candidate.first - 2) in HOMES


def _is_travelled_to(candidate: Candidate, tables: Tables) -> bool:
    """Return ``flew to X``."""
    short = candidate.last - candidate.first < 3
    return short and _form(candidate, candidate.first - 1) == "to" and _form(candidate, candidate.first - 2) in TRAVEL


def _bears_an_office(candidate: Candidate, tables: Tables) -> bool:
    """Return ``the actor X``."""
    body = candidate.forms[-1] in tables.organisation_last or "&" in candidate.forms
    return not body and _form(candidate, candidate.first - 1) in OFFICES


def _has_an_age(candidate: Candidate, tables: Tables) -> bool:
    """Return ``X, 43,``."""
    first, age, behind = (_form(candidate, candidate.last + step) for step in range(3))
    years = first == behind == "," and len(age) == 2 and age.isdigit()
    return years and _form(candidate, candidate.first - 1) not in ("in", "of")


def _has_a_particle(candidate: Candidate, tables: Tables) -> bool:
    return not FAMILY.isdisjoint(candidate.forms[1:-1])


def _is_body_called(candidate: Candidate, tables: Tables) -> bool:
    """Return ``the newspaper X``."""
    if candidate.last - candidate.first > 2 or _form(candidate, candidate.first - 1) not in BODIES_CALLED:
        return False
    return _form(candidate, candidate.first - 2) not in (",", "a")


_NEIGHBOURS: tuple[tuple[EntityType, Callable[[Candidate, Tables], bool]], ...] = (
    ("place", _is_place_of),
    ("place", _is_place_called),
    ("place", _is_home),
    ("place", _is_travelled_to),
    ("person", _bears_an_office),
    ("person", _has_an_age),
    ("person", _has_a_particle),
    ("organisation", _is_body_called),
)


def _says_it(candidate: Candidate) -> bool:
    """``Morgan Tolland said it would …``: what says of itself "it" is nobody's name."""
    return (
        _form(candidate, candidate.last) in SAID
        and _form(candidate, candidate.last + 1) in ("it", "its")
        and _form(candidate, candidate.last + 2)
        in ("would", "will", "had", "has", "was", "is", "cut", "expects", "plans", "raised")
    )
