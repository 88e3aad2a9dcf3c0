"""Where one word can be a person, a firm or a place in one article: what its other occurrences say about it.

Looks at the candidates of the article and the tables, decides nothing by itself (that is ``entities``). Linear.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.analysis.entities.candidates import Candidate
from briefing.lexicon.gazetteer import Tables
from briefing.lexicon.name_forms import has_legal_form
from briefing.model import EntityType


def whereabouts(found: Iterable[Candidate], table: Tables) -> set[tuple[str, ...]]:
    """Names of one word that no table knows and that stand behind a preposition of place: people are not written "in Tolmarrow"
    (confidence, trust and shares in somebody excepted)."""
    return {
        candidate.forms
        for candidate in found
        if candidate.last - candidate.first == 1
        and candidate.first > 1
        and not candidate.heading
        and not candidate.strong
        and candidate.known is None
        and candidate.words[candidate.first - 1].form in ("in", "near", "at")
        and candidate.words[candidate.first - 2].form.lower() not in _INTO
        and candidate.forms[0] not in table.first_names
        and candidate.forms[0] not in table.surnames
    }


_INTO = frozenset(
    "confidence faith trust interest belief believe believes believed interested disappointed disappointment role stake shares invest "
    "investment invested involved change changes difference anger angry look looked looking looks shouted shouting laugh laughed point "
    "pointed aimed shot fired threw mad hope hopes something anything potential see saw sees seen anyone like as".split()
)
"""Before "in" or "at" and a person's name."""


def founders(
    found: Iterable[Candidate], kinds: dict[tuple[str, ...], EntityType | None], surnames: set[str]
) -> dict[str, int]:
    """Word that begins a firm's name with its legal form ("Ford Motor Co.") and is the surname of a person -> where the first of
    them is named in full. News names a person in full first, so what stands before is the firm."""
    heads: set[str] = set()
    people: dict[str, int] = {}
    for candidate in found:
        forms = candidate.forms
        if len(forms) > 1 and forms[0] in surnames and has_legal_form(" ".join(forms)):
            heads.add(forms[0])
        if len(forms) > 1 and (candidate.type == "person" or kinds.get(forms) == "person"):
            for form in forms[1:]:
                people.setdefault(form, candidate.start)
    return {head: people[head] for head in heads if head in people}


def is_seat(candidate: Candidate, table: Tables) -> bool:
    """Return whether this is a capital of the tables that is nobody's name: it acts in the news ("accused Kyiv of"), as people do, and
    can be taken for one."""
    form = candidate.forms[0]
    return (
        candidate.known is not None
        and candidate.known.type == "place"
        and not candidate.known.country
        and form in table.seats
        and form not in table.first_names
        and form not in table.surnames
    )
