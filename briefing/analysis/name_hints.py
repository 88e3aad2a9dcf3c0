"""What the words beside an open name say for sure about its kind: ``the town of X``, ``the X river``, ``X Y ( XY )``, ``X said it``.

Looks at the words next to a candidate and nothing else; what tables and forms of address settled stays.
"""

from __future__ import annotations

from briefing.analysis.candidates import Candidate
from briefing.analysis.names_tables import Tables
from briefing.model import EntityType

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


def settle(candidates: list[Candidate], tables: Tables) -> None:
    """Sets the kind of those open ``candidates`` of one paragraph whose neighbours tell it."""
    for candidate in candidates:
        if candidate.listed or candidate.titled or candidate.label == "demonym":
            continue
        kind = _defined(candidate, tables)
        if kind is None and not candidate.strong and candidate.known is None:
            kind = _beside(candidate, tables)
        if kind is None and candidate.type == "person" and candidate.known is None and _says_it(candidate):
            kind = "organisation"
        if kind:
            candidate.type, candidate.strong = kind, True


def _form(candidate: Candidate, index: int) -> str:
    return candidate.words[index].form if 0 <= index < len(candidate.words) else ""


def _defined(candidate: Candidate, tables: Tables) -> EntityType | None:
    """A long name before its acronym in brackets is a body: people have none, and places are in the tables."""
    first, last = candidate.first, candidate.last
    short = _form(candidate, last + 1)
    if (
        candidate.strong
        or last - first < 2
        or candidate.known is not None
        or _form(candidate, last) != "("
        or _form(candidate, last + 2) != ")"
        or not (2 < len(short) < 8 and short.isupper() and short.isalpha())
        or short in tables.names
        or short in tables.acronyms
        or candidate.forms[0] in tables.first_names
    ):
        return None
    initials = "".join(form[0] for form in candidate.forms if form[0].isupper())
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
