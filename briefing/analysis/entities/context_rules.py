"""What the words beside an open name say for sure about its kind: ``the town of X``, ``the X river``, ``X Y ( XY )``, ``X said it``.

Looks at the words next to a candidate and nothing else; what tables and forms of address settled stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from briefing.analysis.entities.candidates import Candidate, match
from briefing.analysis.entities.persons import is_person
from briefing.analysis.entities.tokens import Word, word_at
from briefing.lexicon.gazetteer import Tables
from briefing.lexicon.neighbours import (
    BODIES_CALLED,
    BODIES_OF,
    DOES,
    FAMILY,
    GROUPS,
    HOMES,
    LOCATIVE,
    OFFICES,
    PARTS_OF,
    PICTURES,
    PLACES,
    PLACES_OF,
    SAID,
    TALK,
    TRAVEL,
)
from briefing.model import EntityType

_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")


_LONGEST_TITLE = 10
_OPENING = ('"', "“")
_BRACKETS = ("(", "[")


def settle(words: list[Word], candidates: list[Candidate], tables: Tables, forms: AbstractSet[str]) -> list[Candidate]:
    """Return ``candidates`` of one paragraph, with the kind of those open ones set whose neighbours tell it, without those inside the
    title of a work. ``forms``: those of its words, by which what is not there need not be looked for."""
    if not forms.isdisjoint(_OPENING):
        inside = {index for first, last in _works(words) for index in range(first, last)}
        candidates = [c for c in candidates if not inside.issuperset((c.first, c.last - 1))]
    if not GROUPS.isdisjoint(forms):
        candidates = _of_groups(words, candidates)
    beside = _Beside(
        tables,
        {c.last: c for c in candidates if not c.is_single},
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
    if candidate.forms == ("Red", "Cross") and candidate.before() in tables.demonyms:
        candidate.first -= 1  # a national society is not the committee in Geneva
        candidate.settle("organisation")
    if _lies_in(candidate, tables):
        candidate.type, candidate.strong, candidate.listed = "place", True, True
        return
    if is_person(candidate, tables):
        candidate.type, candidate.strong, candidate.personal = "person", True, True
        return
    if candidate.forms[0] in PARTS_OF and _ORDINAL.fullmatch(candidate.before()):
        candidate.first -= 1  # the 6th Circuit Court
    kind = next((told for rule in _RULES if (told := rule(candidate, beside)) is not None), None)
    if kind:
        candidate.type, candidate.strong = kind, True


def _by_definition(candidate: Candidate, beside: _Beside) -> EntityType | None:
    return _defined(candidate, beside.tables)


def _by_neighbours(candidate: Candidate, beside: _Beside) -> EntityType | None:
    return _beside(candidate, beside.tables) if candidate.is_open else None


def _by_what_it_says(candidate: Candidate, beside: _Beside) -> EntityType | None:
    itself = candidate.type == "person" and candidate.known is None and _says_it(candidate)
    return "organisation" if itself else None


def _by_its_letters(candidate: Candidate, beside: _Beside) -> EntityType | None:
    short = not candidate.strong and _abbreviates(candidate, beside.bodies, beside.tables)
    return "organisation" if short else None


def _by_its_member(candidate: Candidate, beside: _Beside) -> EntityType | None:
    return "organisation" if candidate.is_open and _behind_a_person(candidate, beside.people) else None


_RULES: tuple[Callable[[Candidate, _Beside], EntityType | None], ...] = (
    _by_definition, _by_neighbours, _by_what_it_says, _by_its_letters, _by_its_member,
)  # fmt: skip


def without_credits(words: list[Word], candidates: list[Candidate], forms: AbstractSet[str]) -> list[Candidate]:
    """Return ``candidates`` without the bodies in a credit in brackets, ``(Photo: Harbour Archive, License)``: they own the picture and are
    not in the news. People stay, who may be in the picture. ``forms``: those of the words."""
    if forms.isdisjoint(_BRACKETS):
        return candidates
    owned: set[int] = set()
    for index, word in enumerate(words[:-3]):
        if word.form in _BRACKETS and words[index + 1].form.lower() in PICTURES:
            start = index + 2 + (words[index + 2].form.lower() in ("credit", "credits"))
            if words[start].form.lower() in (":", "by", "courtesy", "via"):
                owned.update(range(index, _next_form(words, start, index + _LONGEST_CREDIT, (")", "]"))))
    return [c for c in candidates if c.first not in owned or _can_be_pictured(c)] if owned else candidates


def _next_form(words: list[Word], start: int, limit: int, forms: tuple[str, ...]) -> int:
    """Return the first word from ``start`` on that is one of ``forms``, else ``limit`` or the end."""
    limit = min(limit, len(words))
    return next((index for index in range(start, limit) if words[index].form in forms), max(start, limit))


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
        if word.form not in _OPENING or word_at(words, index + 1).start != word.end:
            continue
        stop = _next_form(words, index + 1, index + _LONGEST_TITLE + 3, ('"', "”"))
        if word_at(words, stop).form in ('"', "”") and _is_work(words[index + 1 : stop]):
            found.append((index + 1, stop))
    return found


def _is_work(inside: list[Word]) -> bool:
    """Tell whether the words between two marks are written as a title, and are nothing that somebody says."""
    lettered = [word for word in inside if word.form[0].isalpha()]
    if not 1 < len(lettered) <= _LONGEST_TITLE or any(word.form in ".!?,;" for word in inside[:-1]):
        return False
    if lettered[0].form.lower() in TALK or not (lettered[0].capital and lettered[-1].capital):
        return False
    return all(word.capital or len(word.form) < 5 for word in lettered)


def _with_nicknames(words: list[Word], candidates: list[Candidate], tables: Tables) -> list[Candidate]:
    """``Terry "T.J." Holloway`` is one name: a given name, a word or two in quotation marks, a surname."""
    taken: list[Candidate] = []
    reach = 0
    for candidate in candidates:
        if candidate.first < reach:
            continue
        close = _nickname_end(words, candidate) if candidate.forms[0] in tables.first_names else None
        if close is not None and not candidate.heading:
            candidate.last = reach = close + 2
            candidate.settle("person")
        taken.append(candidate)
    return taken


def _nickname_end(words: list[Word], candidate: Candidate) -> int | None:
    """Return the mark that closes a nickname behind a given name, where a surname follows."""
    if candidate.behind() not in ('"', "“") or not word_at(words, candidate.last + 1).capital:
        return None
    close = _next_form(words, candidate.last + 1, candidate.last + 4, ('"', "”"))
    if word_at(words, close).form not in ('"', "”") or words[close - 1].form == ",":
        return None
    return close if word_at(words, close + 1).capital else None


def _behind_a_person(candidate: Candidate, people: set[int]) -> bool:
    """``Ada Krol (TDF)``: the letters behind a person are a party's or a team's."""
    if not candidate.is_single or candidate.first - 1 not in people:
        return False
    if (candidate.before(), candidate.behind()) != ("(", ")"):
        return False
    short = candidate.forms[0]
    return 2 <= len(short) <= 5 and _capitals(short) >= 2


def _capitals(form: str) -> int:
    return sum(map(str.isupper, form))


def _lies_in(candidate: Candidate, tables: Tables) -> bool:
    """``in Wardle, Ohio,``: a place, this once, even where the article knows a person Wardle. The comma or stop behind the region
    keeps ``Wardle, Ohio Republican`` out."""
    if not candidate.is_single or candidate.behind() != "," or candidate.before().lower() not in LOCATIVE:
        return False
    region = match(candidate.words, candidate.last + 1, tables)
    if region is None or not region[0].is_place:
        return False
    return candidate.behind(1 + region[1]) in (",", ".", ")", ";", "")


def _of_groups(words: list[Word], candidates: list[Candidate]) -> list[Candidate]:
    """Return ``People's Party``, ``Workers' Union``, ``Republican People's Party``: a body named after those whom it is for is one name,
    its apostrophe no possessive."""
    found = [
        Candidate(words, _group_start(words, index), index + 3, "organisation", True)
        for index in range(len(words) - 2)
        if _is_group(words[index], words[index + 1], words[index + 2])
    ]
    if not found:
        return candidates
    taken = {index for one in found for index in range(one.first, one.last)}
    kept = [c for c in candidates if not taken.intersection(range(c.first, c.last))]
    return sorted([*kept, *found], key=lambda c: c.first)


def _is_group(group: Word, mark: Word, body: Word) -> bool:
    """Tell whether three words are people, an apostrophe and a body (``Workers' Union``)."""
    if mark.form not in ("'s", "’s", "'", "’") or body.start > group.start + 40:
        return False
    return group.form in GROUPS and body.form in BODIES_OF


def _group_start(words: list[Word], index: int) -> int:
    """Return where a name that ends in a group and its body begins: up to three capitalised words before."""
    for at in range(index, max(0, index - 3), -1):
        before = words[at - 1]
        if before.initial or not before.capital or not before.form[0].isalpha():
            return at
    return max(0, index - 3)


def _abbreviates(candidate: Candidate, bodies: dict[int, Candidate], tables: Tables) -> bool:
    """Return ``Liberal Party ( LP )``, ``the Harbour Transport District, or HTD,``: the letters of the body before; and in brackets its first
    words, or the letters of its name in another language (``Republican People's Party ( CHP )``)."""
    opening = candidate.before()
    long = bodies.get(candidate.first - 1) if opening == "(" else None
    body = bodies.get(candidate.first - 2) if opening == "or" else long
    if long is not None and long.type == "organisation" and long.forms[: len(candidate.forms)] == candidate.forms:
        return True
    if not candidate.is_single or not candidate.forms[0].isupper():
        return False
    if long is not None and _can_be_letters_of(candidate, long, tables):
        return True
    return body is not None and _is_body(body) and _initials(body) == candidate.forms[0]


def _can_be_letters_of(candidate: Candidate, body: Candidate, tables: Tables) -> bool:
    """Tell whether an acronym in brackets behind a sure body can be its letters in another language."""
    short = candidate.forms[0]
    if body.type != "organisation" or body.known is not None or not body.strong or candidate.behind() != ")":
        return False
    return 2 <= len(short) <= 6 and short.isalpha() and not _means_something(short, tables)


def _means_something(short: str, tables: Tables) -> bool:
    """Tell whether an acronym has a meaning in the tables."""
    return short in tables.names or short in tables.acronyms


def _is_body(candidate: Candidate) -> bool:
    """Tell whether an organisation, or a sure name of a kind not told."""
    return candidate.type == "organisation" or (candidate.type is None and candidate.strong)


def _initials(candidate: Candidate) -> str:
    return "".join(form[0] for form in candidate.forms if form[0].isupper())


def _defined(candidate: Candidate, tables: Tables) -> EntityType | None:
    """Return a long name before its acronym in brackets is a body: people have none, and places are in the tables."""
    if candidate.is_single or candidate.known is not None or candidate.forms[0] in tables.first_names:
        return None
    if candidate.strong and candidate.type != "place":
        return None
    short = _bracketed(candidate)
    if not 2 < len(short) < 8 or not short.isalpha() or _capitals(short) < 3 or _means_something(short, tables):
        return None
    initials = _initials(candidate)
    if candidate.strong or candidate.behind() == ",":  # told a place by its last word: the letters must say all of it
        return "organisation" if short == initials else None
    return "organisation" if short[0] == initials[0] and sum(c in initials for c in short) > 1 else None


def _bracketed(candidate: Candidate) -> str:
    """Return the word that stands behind a name in brackets, between commas or behind ``, or``; empty if none does."""
    if candidate.behind() not in ("(", ","):
        return ""
    at = 1 + ((candidate.behind(), candidate.behind(1)) == (",", "or"))
    return candidate.behind(at) if candidate.behind(at + 1) in (")", ",") else ""


def _beside(candidate: Candidate, tables: Tables) -> EntityType | None:
    """Return the kind that the words right beside an open candidate tell."""
    return next((kind for kind, sign in _NEIGHBOURS if sign(candidate, tables)), None)


def _is_place_of(candidate: Candidate, tables: Tables) -> bool:
    """Return ``the town of X``."""
    return candidate.before() == "of" and candidate.before(2).lower() in PLACES_OF


def _is_place_called(candidate: Candidate, tables: Tables) -> bool:
    """Return ``the X river``."""
    if candidate.behind() not in PLACES or candidate.forms[0] in tables.first_names:
        return False
    return candidate.before() in ("the", "The") and not candidate.behind(1)[:1].isupper()


def _is_home(candidate: Candidate, tables: Tables) -> bool:
    """Return ``lives in X``."""
    return candidate.before() in ("in", "at", "near", "outside") and candidate.before(2) in HOMES


def _is_travelled_to(candidate: Candidate, tables: Tables) -> bool:
    """Return ``flew to X``."""
    return candidate.before() == "to" and candidate.before(2) in TRAVEL and candidate.last - candidate.first < 3


def _bears_an_office(candidate: Candidate, tables: Tables) -> bool:
    """Return ``the actor X``."""
    if candidate.forms[-1] in tables.organisation_last or "&" in candidate.forms:
        return False
    return candidate.before() in OFFICES


def _has_an_age(candidate: Candidate, tables: Tables) -> bool:
    """Return ``X, 43,``."""
    first, age, behind = (candidate.behind(step) for step in range(3))
    if candidate.before() in ("in", "of") or first != "," or behind != ",":
        return False
    return len(age) == 2 and age.isdigit()


def _has_a_particle(candidate: Candidate, tables: Tables) -> bool:
    return not FAMILY.isdisjoint(candidate.forms[1:-1])


def _is_body_called(candidate: Candidate, tables: Tables) -> bool:
    """Return ``the newspaper X``."""
    if candidate.last - candidate.first > 2 or candidate.before() not in BODIES_CALLED:
        return False
    return candidate.before(2) not in (",", "a")


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
    if candidate.behind() not in SAID or candidate.behind(1) not in ("it", "its"):
        return False
    return candidate.behind(2) in DOES
