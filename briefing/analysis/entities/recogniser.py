"""Names of people, organisations and places in one article, by rules, tables and a small learnt scorer.

Tables and word forms propose stretches (``candidates``), the sentence around them says more, and the document decides: one
kind for one surface, a surname takes its person's kind, repeats are filled in. Never resolves (that is ``aliases``), never
looks at another article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.analysis.entities.ambiguity import clubs, is_club_here, is_sport, key
from briefing.analysis.entities.boundaries import JUNIORS
from briefing.analysis.entities.candidates import Candidate, find
from briefing.analysis.entities.capitalised_headlines import found_again
from briefing.analysis.entities.context_rules import settle, without_credits
from briefing.analysis.entities.list_layouts import with_lines
from briefing.analysis.entities.possessives import with_own_endings
from briefing.analysis.entities.rival_kinds import founders, is_seat, whereabouts
from briefing.analysis.entities.scorer import Surroundings, features, scorer
from briefing.analysis.entities.tokens import Word, cut, loud
from briefing.lexicon.gazetteer import Tables, tables
from briefing.model import Document, EntityType, Mention, Paragraph

KINDS = frozenset({"title", "standfirst", "body", "caption", "dateline"})
"""Paragraphs in which names are looked for. Furniture, bylines and repetitions do not count."""

_ORDER: tuple[EntityType, ...] = ("person", "organisation", "place")
MARGIN = 0.0
"""A name is taken if its best kind scores at most so much below "no name"."""
SOLID = 1.5
"""The same for a city of the tables, whose name is no other word of the article."""
DOUBT = 3.0
"""At the start of a sentence or in a headline a name is dropped where the sentence itself says "no name" so clearly."""
SHORT = 2.0
"""What a name gains as an organisation if it begins the longer name of one in the document."""


def recognise(document: Document) -> tuple[Mention, ...]:
    """The names of ``document``, in order of span, never overlapping. Titles, forms of address and a possessive ``’s`` lie
    outside the spans; a demonym ("Russian") is a place with label ``demonym``. Linear in the length of the text."""
    table = tables()
    decided = _decide(collect(document, table), table)
    return tuple(_mention(document, candidate, kind) for candidate, kind in decided)


@dataclass(slots=True)
class Collected:
    """What one pass over a document finds: candidates, how often each word stands capitalised inside sentences, the words in
    lower case, and the stretches that are all capitals while the rest of the document is not."""

    found: list[Candidate]
    counts: Counter[str]
    lower: set[str]
    shouted: list[list[Word]]


def collect(document: Document, table: Tables) -> Collected:
    """Collect the candidates of all paragraphs in which names are looked for."""
    found: list[Candidate] = []
    counts: Counter[str] = Counter()
    lower: set[str] = set()
    shouted: list[list[Word]] = []
    size = 0
    for paragraph in document.paragraphs:
        if paragraph.kind not in KINDS:
            continue
        words = cut(document.text, *paragraph.span, table)
        heading = _is_heading(words)
        size += len(words)
        shouted += loud(words)
        for word in words:
            if word.capital and not word.initial and not heading:
                counts[word.form] += 1
            elif word.form[0].islower():
                lower.add(word.form)
        candidates = find(words, table, heading=heading)
        candidates = settle(words, without_credits(words, candidates), table)
        _dateline(candidates, paragraph)
        found += with_lines(candidates, words, table)
    if 2 * sum(map(len, shouted)) > size:
        return Collected(found, counts, lower, [])  # nothing but capitals: they have to tell by themselves
    if shouted:
        found = [c for c in found if not c.words[c.first].loud or c.listed or (c.strong and c.known is not None)]
    return Collected(found, counts, lower, shouted)


def _dateline(candidates: list[Candidate], paragraph: Paragraph) -> None:
    """The city that opens a report is a place: ``BERGEN —``, ``OSLO (AFP)``, ``WASHINGTON:``, and every name of a dateline."""
    for candidate in candidates:
        words, last = candidate.words, candidate.last
        mark = words[last].form if last < len(words) else ""
        opens = candidate.first == 0 and candidate.forms[0].isupper() and mark in (":", "(", "-", "–", "—", "/")
        following = words[last + 1].form if last + 1 < len(words) else ""
        opens = opens or (
            candidate.first == 0 and candidate.forms[0].isupper() and mark == "," and following[:1].isupper()
        )
        placed = opens or (paragraph.kind == "dateline" and candidate.type != "person")
        if placed and candidate.first and words[candidate.first - 1].form == "(":
            if not candidate.strong and candidate.known is None:
                candidate.type, candidate.strong = "organisation", True  # SKARVIK (NPA): who sends it
            continue
        if placed and not candidate.strong and (candidate.known is None or candidate.known.type == "place"):
            candidate.type, candidate.strong = "place", True


def _mention(document: Document, candidate: Candidate, kind: EntityType) -> Mention:
    span = (candidate.start, candidate.end)
    label = candidate.label if candidate.label == "demonym" else ""
    article = document.article
    return Mention(
        article.id,
        article.path,
        span,
        document.source_span(span),
        document.text[span[0] : span[1]],
        type=kind,
        label=label,
    )


def _is_heading(words: list[Word]) -> bool:
    """Whether the words are written in capitals or with capital initials throughout, as in a headline."""
    letters = [word for word in words if word.form[0].isalpha() and len(word.form) > 3]
    if len(letters) < 3 or 3 * sum(word.form in ",;(" for word in words) > len(letters) > 5:
        return False  # a list of names is no headline
    capital = sum(word.capital for word in letters)
    if sum(word.form.isupper() for word in letters) > 0.7 * len(letters):
        return True
    ends = words[-1].form in ".!?"
    return len(letters) < 40 and len(letters) >= (6 if ends else 4) and capital > (0.85 if ends else 0.7) * len(letters)


def surroundings(found: list[Candidate], counts: Counter[str], lower: set[str], table: Tables) -> Surroundings:
    """What the document's sure candidates and its ordinary words say about the open ones."""
    sure: dict[tuple[str, ...], EntityType | None] = {
        candidate.forms: "person" for candidate in found if candidate.type == "person" and not candidate.heading
    }
    proposed = Counter(candidate.forms for candidate in found)
    return Surroundings(counts, lower, proposed, _surnames(sure, table), is_sport(lower))


def _decide(collected: Collected, table: Tables) -> list[tuple[Candidate, EntityType]]:
    """One kind for each surface of the document."""
    found, counts, lower = collected.found, collected.counts, collected.lower
    _extend(found)
    found = with_own_endings(found, table)
    teams = clubs(found, lower)
    about = surroundings(found, counts, lower, table)
    model = scorer()
    short = _shortened(found, table)
    sure: dict[tuple[str, ...], Counter[EntityType]] = defaultdict(Counter)
    sums: dict[tuple[str, ...], list[float]] = {}
    own: dict[int, float] = {}
    solid: set[tuple[str, ...]] = set()
    for candidate in found:
        if candidate.strong and candidate.type:
            sure[candidate.forms][candidate.type] += 1
            continue
        scores = model.scores(features(candidate, about, table))
        own[id(candidate)] = scores[3] - max(scores[:3])
        if _is_city(candidate, lower, table):
            solid.add(candidate.forms)
        total = sums.setdefault(candidate.forms, [0.0, 0.0, 0.0, 0.0, 0.0])
        weight = 0.3 if candidate.heading else 1.0
        for index, score in enumerate(scores):
            total[index] += weight * score
        total[4] += weight
    kinds: dict[tuple[str, ...], EntityType | None] = {}
    personal = {candidate.forms for candidate in found if candidate.personal}
    for forms in sure.keys() | sums.keys():
        if forms in personal:
            kinds[forms] = "person"
            continue
        if forms in sure:
            kinds[forms] = sure[forms].most_common(1)[0][0]
            continue
        total = sums[forms]
        if forms in short:
            total[1] += SHORT * total[4]
        best = max(range(3), key=total.__getitem__)
        margin = SOLID if forms in solid else MARGIN
        kinds[forms] = _ORDER[best] if total[best] >= total[3] - margin * total[4] else None
    for forms in whereabouts(found, table):
        if kinds.get(forms) == "person":
            kinds[forms] = "place"
    surnames = _surnames(kinds, table)
    firms = founders(found, kinds, surnames)
    inside = {candidate.forms for candidate in found if not candidate.heading}
    decided: list[tuple[Candidate, EntityType]] = []
    for candidate in found:
        forms = candidate.forms
        if candidate.listed and candidate.type:
            decided.append((candidate, candidate.type))
            continue
        if len(forms) > 1 and forms[-1] in JUNIORS and candidate.known is None:
            decided.append((candidate, "person"))  # no firm and no town is a Junior
            continue
        if len(forms) == 1 and candidate.start < firms.get(forms[0], 0):
            decided.append((candidate, "organisation"))
            continue
        if len(forms) == 1 and forms[0] in surnames and not (candidate.known and candidate.known.country):
            if not (candidate.initial and forms[0].lower() in lower and counts[forms[0]] == 0):
                decided.append((candidate, "person"))
            continue
        if teams and key(candidate) in teams and not (candidate.known and candidate.known.country):
            decided.append((candidate, "organisation" if is_club_here(candidate) else "place"))
            continue
        kind = kinds.get(forms)
        if kind is None:
            continue
        if len(forms) == 1 and kind != "place" and is_seat(candidate, table):
            kind = "place"
        if candidate.heading and not candidate.strong and candidate.known is None and forms not in inside:
            continue  # in a headline capitals say nothing: the name must stand in the article too
        if not candidate.strong and (candidate.initial or candidate.heading) and own.get(id(candidate), 0.0) > DOUBT:
            continue
        decided.append((candidate, kind))
    if collected.shouted:
        decided = _with_headlines(collected.shouted, decided, table)
    return decided


def _is_city(candidate: Candidate, lower: set[str], table: Tables) -> bool:
    """Whether this is a city of the tables, written out, whose words mean nothing else ("Mobile"), and no part of "R-Iowa"."""
    if candidate.known is None or candidate.known.type != "place" or candidate.known.via in ("acronym", "abbreviation"):
        return False
    if candidate.first and candidate.words[candidate.first - 1].form == "-":
        return False
    return not all(form.lower() in lower or form.lower() in table.common for form in candidate.forms)


def _with_headlines(
    shouted: list[list[Word]], decided: list[tuple[Candidate, EntityType]], table: Tables
) -> list[tuple[Candidate, EntityType]]:
    """``decided`` with the same names where headlines shout them; those outweigh what they overlap."""
    quiet = [pair for pair in decided if not pair[0].words[pair[0].first].loud or pair[0].listed]
    again = found_again(shouted, quiet, table.names)
    taken = {index for candidate, _ in again for index in range(candidate.start, candidate.end)}
    kept = [pair for pair in decided if pair[0].listed or not taken.intersection((pair[0].start, pair[0].end - 1))]
    fixed = {index for candidate, _ in kept for index in range(candidate.start, candidate.end)} if again else set()
    again = [pair for pair in again if not fixed.intersection((pair[0].start, pair[0].end - 1))]
    return sorted([*kept, *again], key=lambda pair: pair[0].start)


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
    """How the document may call its organisations in short: their names without the legal form or the last words."""
    short: set[tuple[str, ...]] = set()
    for candidate in found:
        if candidate.type == "organisation" and candidate.strong and candidate.known is None:
            forms = candidate.forms
            if forms[-1] in _LOCAL:
                continue
            # A body is named after its town ("Harbour Town Crown Court"), but the town is no short name of it.
            short.update(
                forms[:size]
                for size in range(1, len(forms))
                if (known := table.names.get(" ".join(forms[:size]))) is None or known.type != "place"
            )
    return short


_LOCAL = frozenset("Council Court Police Hospital Infirmary Airport School".split())
"""Last words of bodies that bear the name of their town, which is no short name of theirs."""


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
