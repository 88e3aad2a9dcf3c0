"""Decide the candidates of one document: one kind for each surface, then what each occurrence is, by an ordered table of rules.

The tables and the words around a name come first, the learnt scorer decides what they leave open. Never cuts a name anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Literal

from briefing.analysis.entities.ambiguity import clubs, is_club_here, is_sport, key
from briefing.analysis.entities.candidates import Candidate, near
from briefing.analysis.entities.possessives import with_own_endings
from briefing.analysis.entities.rival_kinds import founders, is_seat, whereabouts
from briefing.analysis.entities.scorer import Surroundings, scores
from briefing.analysis.entities.tokens import word_at
from briefing.lexicon.gazetteer import Tables
from briefing.lexicon.name_words import JUNIORS, LOCAL_BODIES
from briefing.model import EntityType

_ORDER: tuple[EntityType, ...] = ("person", "organisation", "place")
MARGIN = 0.0
"""A name is taken if its best kind scores at most so much below "no name"."""
SOLID = 1.5
"""The same for a city of the tables, whose name is no other word of the article."""
DOUBT = 3.0
"""At the start of a sentence or in a headline a name is dropped where the sentence itself says "no name" so clearly."""
SHORT = 2.0
"""What a name gains as an organisation if it begins the longer name of one in the document."""
HEADING = 0.3
"""What a headline weighs against a sentence."""

Forms = tuple[str, ...]
Kinds = dict[Forms, EntityType | None]
Verdict = EntityType | Literal["none"]
Named = tuple[Candidate, EntityType]


def decide(found: list[Candidate], counts: Counter[str], lower: set[str], table: Tables) -> list[Named]:
    """Decide which candidates are names, and of which kind.

    Args:
        found: the candidates of all paragraphs, in order; some are extended.
        counts: how often each word stands capitalised inside sentences.
        lower: the words in lower case.
        table: what the tables know.
    """
    _extend(found)
    found = with_own_endings(found, table)
    scored = _scored(found, surroundings(found, counts, lower, table), table)
    kinds = _kinds(found, scored, table)
    surnames = _surnames(kinds, table)
    case = _Case(
        counts, lower, table, clubs(found, lower), kinds, surnames, founders(found, kinds, surnames),
        {candidate.forms for candidate in found if not candidate.heading}, scored.doubts,
    )  # fmt: skip
    verdicts = ((candidate, case.verdict(candidate)) for candidate in found)
    return [(candidate, verdict) for candidate, verdict in verdicts if verdict != "none"]


def surroundings(found: list[Candidate], counts: Counter[str], lower: set[str], table: Tables) -> Surroundings:
    """Gather what the document's sure candidates and its ordinary words say about the open ones."""
    sure: Kinds = {
        candidate.forms: "person" for candidate in found if candidate.type == "person" and not candidate.heading
    }
    proposed = Counter(candidate.forms for candidate in found)
    return Surroundings(counts, lower, proposed, _surnames(sure, table), is_sport(lower))


@dataclass(slots=True)
class _Scores:
    """What words and scorer say, surface by surface: votes of the sure candidates; sums of person, organisation, place, no name and
    of the weights of the open ones; surfaces that are cities of the tables; and by candidate how clearly its sentence says no name."""

    sure: dict[Forms, Counter[EntityType]] = field(default_factory=lambda: defaultdict(Counter))
    sums: dict[Forms, list[float]] = field(default_factory=dict)
    cities: set[Forms] = field(default_factory=set)
    doubts: dict[int, float] = field(default_factory=dict)


def _scored(found: Sequence[Candidate], about: Surroundings, table: Tables) -> _Scores:
    result = _Scores()
    left_open: list[Candidate] = []
    for candidate in found:
        if candidate.strong and candidate.type:
            result.sure[candidate.forms][candidate.type] += 1
        else:
            left_open.append(candidate)
    for candidate in left_open:
        if not _is_weighed(candidate, result.sure):
            continue
        likely = scores(candidate, about, table)
        result.doubts[id(candidate)] = likely[3] - max(likely[:3])
        if _is_city(candidate, about.lower, table):
            result.cities.add(candidate.forms)
        total = result.sums.setdefault(candidate.forms, [0.0, 0.0, 0.0, 0.0, 0.0])
        weight = HEADING if candidate.heading else 1.0
        for index, score in enumerate(likely):
            total[index] += weight * score
        total[4] += weight
    return result


def _is_weighed(candidate: Candidate, sure: Collection[Forms]) -> bool:
    """Tell whether the score of an open candidate can matter: its surface is not sure elsewhere, or its capital may be that of a sentence
    or a headline."""
    return any((candidate.initial, candidate.heading, candidate.forms not in sure))


def _kinds(found: Sequence[Candidate], scored: _Scores, table: Tables) -> Kinds:
    """Return one kind for each surface of the document, ``None`` for no name."""
    kinds: Kinds = {forms: votes.most_common(1)[0][0] for forms, votes in scored.sure.items()}
    short = _shortened(found, table)
    for forms, total in scored.sums.items():
        if forms not in kinds:
            kinds[forms] = _best(total, forms in short, SOLID if forms in scored.cities else MARGIN)
    kinds.update({candidate.forms: "person" for candidate in found if candidate.personal})
    kinds.update({forms: "place" for forms in whereabouts(found, table) if kinds.get(forms) == "person"})
    return kinds


def _best(total: list[float], is_short: bool, margin: float) -> EntityType | None:
    person, organisation, place, none, weight = total
    likely = (person, organisation + (SHORT * weight if is_short else 0.0), place)
    best = max(range(3), key=likely.__getitem__)
    return _ORDER[best] if likely[best] >= none - margin * weight else None


@dataclass(slots=True)
class _Case:
    """What is known of a document when its candidates are decided one by one."""

    counts: Mapping[str, int]
    lower: Collection[str]
    table: Tables
    teams: Mapping[str, int]
    kinds: Kinds
    surnames: set[str]
    firms: Mapping[str, int]
    """Surnames that begin a firm's name, and where the person is first named in full."""
    inside: set[Forms]
    """Surfaces that stand in sentences, not only in headlines."""
    doubts: Mapping[int, float]

    def verdict(self, candidate: Candidate) -> Verdict:
        """Return what the first rule that knows this occurrence says."""
        for rule in _RULES:
            verdict = rule(self, candidate)
            if verdict is not None:
                return verdict
        return "none"


def _office_field(case: _Case, candidate: Candidate) -> Verdict | None:
    """Treat what an office is for, right before whoever holds it, as no name (``Secretary for Trade and Harbour Affairs Ada Krol``)."""
    words, right = candidate.words, word_at(candidate.words, candidate.last)
    if not (candidate.known is None and right.capital and near(words, candidate.last)):
        return None
    before = (word_at(words, candidate.first - steps) for steps in range(1, _LONGEST_OFFICE))
    forms = [word.form for word in takewhile(lambda word: word.capital or word.form in _IN_OFFICES, before)]
    field = "for" in forms[: 1 + forms.count("and") * _LONGEST_OFFICE]
    return "none" if (field and not case.table.titles.isdisjoint(forms)) else None


_LONGEST_OFFICE = 12
"""Words of an office that are looked at."""
_IN_OFFICES = frozenset("for and of the".split())


def _listed(case: _Case, candidate: Candidate) -> Verdict | None:
    return candidate.type if candidate.listed else None


def _junior(case: _Case, candidate: Candidate) -> Verdict | None:
    """No firm and no town is a Junior."""
    forms = candidate.forms
    return "person" if len(forms) > 1 and forms[-1] in JUNIORS and candidate.known is None else None


def _firm(case: _Case, candidate: Candidate) -> Verdict | None:
    """Before its founder is named in full the word is the firm."""
    forms = candidate.forms
    return "organisation" if len(forms) == 1 and candidate.start < case.firms.get(forms[0], 0) else None


def _surname(case: _Case, candidate: Candidate) -> Verdict | None:
    """Return a surname takes its person's kind, unless it opens a sentence as a word that the article uses in lower case."""
    forms = candidate.forms
    if len(forms) > 1 or forms[0] not in case.surnames or _is_country(candidate):
        return None
    ordinary = candidate.initial and forms[0].lower() in case.lower and case.counts[forms[0]] == 0
    return "none" if ordinary else "person"


def _club(case: _Case, candidate: Candidate) -> Verdict | None:
    if not case.teams or key(candidate) not in case.teams or _is_country(candidate):
        return None
    return "organisation" if is_club_here(candidate) else "place"


def _seat(case: _Case, candidate: Candidate) -> Verdict | None:
    """Treat a capital of the tables that acts in the news as that capital."""
    kind = case.kinds.get(candidate.forms)
    takes_part = kind not in (None, "place") and len(candidate.forms) == 1
    return "place" if takes_part and is_seat(candidate, case.table) and not _is_doubtful(case, candidate) else None


def _of_its_surface(case: _Case, candidate: Candidate) -> Verdict | None:
    return None if _is_doubtful(case, candidate) else case.kinds.get(candidate.forms)


_RULES: tuple[Callable[[_Case, Candidate], Verdict | None], ...] = (
    _office_field, _listed, _junior, _firm, _surname, _club, _seat, _of_its_surface,
)  # fmt: skip


def _is_country(candidate: Candidate) -> bool:
    return bool(candidate.known and candidate.known.country)


def _is_doubtful(case: _Case, candidate: Candidate) -> bool:
    """Tell whether a capital may be that of a headline or of a sentence's first word: in a headline it says nothing, so the name must
    stand in the article too."""
    if candidate.strong:
        return False
    if candidate.heading and candidate.known is None and candidate.forms not in case.inside:
        return True
    return (candidate.initial or candidate.heading) and case.doubts.get(id(candidate), 0.0) > DOUBT


def _is_city(candidate: Candidate, lower: Collection[str], table: Tables) -> bool:
    """Return whether this is a city of the tables, written out, whose words mean nothing else ("Mobile"), and no part of "R-Iowa"."""
    if candidate.known is None or candidate.known.type != "place" or candidate.known.via in ("acronym", "abbreviation"):
        return False
    if candidate.first and candidate.words[candidate.first - 1].form == "-":
        return False
    return not all(form.lower() in lower or form.lower() in table.common for form in candidate.forms)


def _extend(found: list[Candidate]) -> None:
    """A name whose first word the start of a sentence hid ("Home Depot said") gets it back if the document names it so elsewhere."""
    surfaces = {candidate.forms for candidate in found if candidate.last - candidate.first > 1}
    for index, candidate in enumerate(found):
        if candidate.first == 0 or (
            index and found[index - 1].words is candidate.words and found[index - 1].last == candidate.first
        ):
            continue
        before = candidate.words[candidate.first - 1]
        if before.initial and before.capital and (before.form, *candidate.forms) in surfaces:
            candidate.first -= 1


def _shortened(found: Iterable[Candidate], table: Tables) -> set[tuple[str, ...]]:
    """Return how the document may call its organisations in short: their names without the legal form or the last words."""
    short: set[tuple[str, ...]] = set()
    for candidate in found:
        if candidate.type == "organisation" and candidate.strong and candidate.known is None:
            forms = candidate.forms
            if forms[-1] in LOCAL_BODIES:
                continue
            # A body is named after its town ("Harbour Town Crown Court"), but the town is no short name of it.
            short.update(
                forms[:size]
                for size in range(1, len(forms))
                if (known := table.names.get(" ".join(forms[:size]))) is None or known.type != "place"
            )
    return short


def _surnames(kinds: dict[tuple[str, ...], EntityType | None], table: Tables) -> set[str]:
    """Words by which the persons of the document are called later."""
    surnames: set[str] = set()
    for forms, kind in kinds.items():
        if kind != "person" or len(forms) < 2:
            continue
        last = len(forms) - 1
        while last > 0 and forms[last] in JUNIORS:
            last -= 1
        if len(forms[last]) > 2:
            surnames.add(forms[last])
            surnames.add(
                forms[last] + ("es" if forms[last].endswith(("s", "z", "ch", "sh", "x")) else "s")
            )  # the Clintons
        if forms[0] not in table.first_names and len(forms[0]) > 2:
            surnames.add(forms[0])
    return surnames
