"""Where one word can be a person, a firm or a place in one article: what its other occurrences say about it.

Looks at the candidates of the article and the tables, decides nothing by itself (that is ``entities``). Linear.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.analysis.entities.candidates import Candidate
from briefing.lexicon.gazetteer import Tables
from briefing.lexicon.name_forms import has_legal_form
from briefing.lexicon.neighbours import INTO_PERSONS
from briefing.model import EntityType


def whereabouts(found: Iterable[Candidate], table: Tables) -> set[tuple[str, ...]]:
    """Names of one word that no table knows and that stand behind a preposition of place: people are not written "in Tolmarrow"
    (confidence, trust and shares in somebody excepted)."""
    single = (c for c in found if c.is_single and c.is_open and not c.heading)
    unknown = (c for c in single if not _can_be_borne(c.forms[0], table))
    return {candidate.forms for candidate in unknown if _is_located(candidate)}


def _can_be_borne(form: str, table: Tables) -> bool:
    """Tell whether a word is a given name or a surname."""
    return form in table.first_names or form in table.surnames


def _is_located(candidate: Candidate) -> bool:
    if candidate.first < 2 or candidate.before() not in ("in", "near", "at"):
        return False
    return candidate.before(2).lower() not in INTO_PERSONS


def founders(
    found: Iterable[Candidate], kinds: dict[tuple[str, ...], EntityType | None], surnames: set[str]
) -> dict[str, int]:
    """Word that begins a firm's name with its legal form ("Ford Motor Co.") and is the surname of a person -> where the first of
    them is named in full. News names a person in full first, so what stands before is the firm."""
    heads: set[str] = set()
    people: dict[str, int] = {}
    for candidate in found:
        forms = candidate.forms
        if len(forms) < 2:
            continue
        if forms[0] in surnames and has_legal_form(" ".join(forms)):
            heads.add(forms[0])
        if "person" in (candidate.type, kinds.get(forms)):
            for form in forms[1:]:
                people.setdefault(form, candidate.start)
    return {head: people[head] for head in heads if head in people}


def is_seat(candidate: Candidate, table: Tables) -> bool:
    """Return whether this is a capital of the tables that is nobody's name: it acts in the news ("accused Kyiv of"), as people do, and
    can be taken for one."""
    form = candidate.forms[0]
    if candidate.is_country or not candidate.is_known_place:
        return False
    return form in table.seats and not _can_be_borne(form, table)
