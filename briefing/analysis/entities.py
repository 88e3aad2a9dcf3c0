"""Names of people, organisations and places in one article: the rules tier, which is in the core and instant.

Tables and word forms propose stretches (``candidates``), the sentence around them says more, and the document decides: one
kind for one surface, a surname takes its person's kind, repeats are filled in. Never resolves (that is ``aliases``), never
looks at another article.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from briefing.analysis.candidates import Candidate, find
from briefing.analysis.name_layer import UNSEEN, with_model
from briefing.analysis.name_parts import JUNIORS
from briefing.analysis.names_tables import Tables, tables
from briefing.analysis.names_tokens import Word, cut
from briefing.errors import ExtraMissingError
from briefing.model import Document, EntityType, Mention

RULES_VERSION = "rules-1"
"""Raised whenever the rules tier can find other names, so that caches refill."""
KINDS = frozenset({"title", "standfirst", "body", "caption", "dateline"})
"""Paragraphs in which names are looked for. Furniture, bylines and repetitions do not count."""

_SAYING = frozenset(
    "said says told added tells saying asked replied insisted argued warned explained wrote writes tweeted testified claimed "
    "conceded admitted joked recalled noted declared vowed resigned died smiled laughed married retired pleaded".split()
)
_OF_ORGANISATIONS = frozenset(
    "shares stock spokesman spokeswoman spokesperson executives employees workers staff headquarters shareholders "
    "subsidiary customers profits unit officials players fans supporters lawmakers members investigators chief boss".split()
)
_OF_PERSONS = frozenset("administration presidency campaign camp era family government's".split())
_INTO = {
    "in": 2.0,
    "near": 2.0,
    "at": 0.8,
    "from": 0.6,
    "to": 0.3,
    "across": 1.5,
    "outside": 1.2,
    "around": 1.0,
    "throughout": 1.5,
    "into": 0.6,
    "toward": 1.0,
    "towards": 1.0,
    "via": 0.6,
    "inside": 0.8,
}


Found = tuple[int, int, EntityType, str]
"""A name found by a model: start and end in the text (code points), kind, label (``demonym`` or "")."""


def recognise(document: Document) -> tuple[Mention, ...]:
    """The names of ``document``, in order of span, never overlapping. Titles, forms of address and a possessive ``’s`` lie
    outside the spans; a demonym ("Russian") is a place with label ``demonym``. Linear in the length of the text."""
    return layer(document, None)


def layer(document: Document, model: Sequence[Found] | None) -> tuple[Mention, ...]:
    """The names of ``document`` by rules and, if ``model`` is given, by what a model found in the same paragraphs."""
    table = tables()
    found: list[Candidate] = []
    counts: Counter[str] = Counter()
    lower: set[str] = set()
    spans = deque(sorted(model)) if model is not None else None
    for paragraph in document.paragraphs:
        if paragraph.kind not in KINDS:
            continue
        words = cut(document.text, *paragraph.span, table)
        heading = _is_heading(words)
        for word in words:
            if word.capital and not word.initial and not heading:
                counts[word.form] += 1
            elif word.form[0].islower():
                lower.add(word.form)
        candidates = find(words, table, heading=heading)
        if spans is not None:
            inside: list[Found] = []
            while spans and spans[0][0] < paragraph.span[1]:
                span = spans.popleft()
                if span[0] >= paragraph.span[0]:
                    inside.append(span)
            candidates = with_model(candidates, inside, words, table, heading=heading)
        for candidate in candidates:
            _context(candidate, table)
        found += candidates
    decided = _decide(found, counts, lower, table)
    return tuple(_mention(document, candidate, kind) for candidate, kind in decided)


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
    if len(letters) < 3:
        return False
    capital = sum(word.capital for word in letters)
    if sum(word.form.isupper() for word in letters) > 0.7 * len(letters):
        return True
    ends = words[-1].form in ".!?"
    return len(letters) < 40 and len(letters) >= (6 if ends else 4) and capital > (0.85 if ends else 0.7) * len(letters)


def _context(candidate: Candidate, table: Tables) -> None:
    """Scores for the kinds from the words beside the candidate."""
    words, first, last = candidate.words, candidate.first, candidate.last
    before = words[first - 1].form if first else ""
    after = words[last].form if last < len(words) else ""
    after2 = words[last + 1].form if last + 1 < len(words) else ""
    size = last - first
    form = words[first].form
    if before in table.roles:
        candidate.add("person", 2.0)
    if before in table.address or before in table.titles:
        candidate.add("person", 3.0)
    if after in _SAYING:
        candidate.add("person", 1.0)
    if after == "," and after2.isdigit() and len(after2) <= 2:
        candidate.add("person", 4.0)
    if after == "," and after2 in ("who", "whose"):
        candidate.add("person", 1.5)
    if after == "who":
        candidate.add("person", 1.5)
    if (
        after == ","
        and last + 1 < len(words)
        and words[last + 1].form in table.names
        and table.names[words[last + 1].form].type == "place"
    ):
        candidate.add("place", 2.5)
    if before.lower() in _INTO:
        candidate.add("place", _INTO[before.lower()])
    if before in table.place_modifier:
        candidate.add("place", 2.0)
    if before in ("the", "The"):
        candidate.add("organisation", 1.2)
        candidate.add("person", -1.5)
    if after in _OF_ORGANISATIONS or (after == "'s" and after2 in _OF_ORGANISATIONS):
        candidate.add("organisation", 1.2)
    if form in table.surnames and size == 1:
        candidate.add("person", 2.5)
    if candidate.titled and candidate.type is None:
        candidate.add("person", 3.0)
    if after in _OF_PERSONS:
        candidate.add("person", 4.0)
    if first == 0 and after in (":", "(", "-", "–", "—") and words[first].form.isupper():
        candidate.add("place", 3.0)
    if size == 1 and len(form) > 1 and form.isupper() and not candidate.heading and candidate.known is None:
        candidate.add("organisation", 2.0)
    if (
        size == 1
        and any(c.isupper() for c in form[1:])
        and form[0].isupper()
        and not form.isupper()
        and "'" not in form
        and not form.startswith(("Mc", "Mac", "De", "Di", "La", "Le", "O'"))
    ):
        candidate.add("organisation", 1.0)
    if any(word.form == "&" for word in words[first:last]):
        candidate.add("organisation", 2.0)
    if (
        2 <= size <= 3
        and candidate.type is None
        and not any(word.form.isupper() and len(word.form) > 2 for word in words[first:last])
    ):
        candidate.add("person", 0.8)
    if any(word.form in JUNIORS for word in words[first + 1 : last]):
        candidate.add("person", 3.0)
    if candidate.type is not None:
        candidate.add(candidate.type, 6.0 if candidate.strong else 2.0)
    if candidate.unseen and not candidate.strong:
        for kind in candidate.scores:
            candidate.scores[kind] -= UNSEEN


def _decide(
    found: list[Candidate], counts: Counter[str], lower: set[str], table: Tables
) -> list[tuple[Candidate, EntityType]]:
    """One kind for each surface of the document."""
    _extend(found, table)
    seen: Counter[tuple[str, ...]] = Counter()
    totals: dict[tuple[str, ...], dict[EntityType, float]] = defaultdict(dict)
    for candidate in found:
        if candidate.heading and not candidate.strong:
            continue
        total = totals[candidate.forms]
        seen[candidate.forms] += 1
        for scored, score in candidate.scores.items():
            total[scored] = total.get(scored, 0.0) + score
    for forms in _shortened(found):
        if forms in totals:
            totals[forms]["organisation"] = totals[forms].get("organisation", 0.0) + 3.0
    kinds: dict[tuple[str, ...], EntityType | None] = {}
    for forms, scores in totals.items():
        ordinary = sum(form.lower() in lower or form.lower() in table.common for form in forms)
        if ordinary and len(forms) > 1 and forms[0] not in table.first_names:
            scores["person"] = scores.get("person", 0.0) - 1.2 * ordinary * seen[forms]
        kinds[forms] = _best(scores, forms)
    surnames = _surnames(kinds, found, table)
    decided: list[tuple[Candidate, EntityType]] = []
    for candidate in found:
        forms = candidate.forms
        if len(forms) == 1 and forms[0] in surnames and not (candidate.known and candidate.known.country):
            if not (candidate.words[candidate.first].initial and forms[0].lower() in lower and counts[forms[0]] == 0):
                decided.append((candidate, "person"))
            continue
        kind = kinds.get(forms)
        if kind is None or (candidate.label == "work" and not candidate.strong):
            continue
        word = candidate.words[candidate.first]
        if len(forms) == 1 and not candidate.strong and candidate.known is None and (word.initial or candidate.heading):
            # At the start of a sentence a capital says nothing: the word must be a name elsewhere.
            if counts[forms[0]] == 0 and (forms[0].lower() in lower or max(candidate.scores.values(), default=0) < 2):
                continue
        decided.append((candidate, kind))
    return decided


def _extend(found: list[Candidate], table: Tables) -> None:
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


def _shortened(found: Iterable[Candidate]) -> set[tuple[str, ...]]:
    """How the document may call its organisations in short: their names without the legal form or the last words."""
    short: set[tuple[str, ...]] = set()
    for candidate in found:
        if candidate.type == "organisation" and candidate.strong and candidate.known is None:
            forms = candidate.forms
            short.update(forms[:size] for size in range(1, len(forms)))
    return short


def _best(scores: dict[EntityType, float], forms: tuple[str, ...]) -> EntityType | None:
    order: tuple[EntityType, ...] = ("person", "organisation", "place")
    best = max(order, key=lambda kind: scores.get(kind, 0.0))
    return best if scores.get(best, 0.0) >= 0.8 else None


def _surnames(kinds: dict[tuple[str, ...], EntityType | None], found: Iterable[Candidate], table: Tables) -> set[str]:
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


class Engine(Protocol):
    """A recogniser of names. ``version`` changes whenever results can differ; ``notice`` is a line for people if this is
    not the engine they asked for ("" otherwise)."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def notice(self) -> str: ...
    def recognise(self, document: Document) -> tuple[Mention, ...]: ...
    def recognise_many(self, documents: Iterable[Document]) -> Iterator[tuple[Mention, ...]]: ...


class RulesEngine:
    """The rules tier behind the interface of :class:`Engine`."""

    name = "rules"

    def __init__(self, notice: str = "") -> None:
        self.notice = notice
        self.version = RULES_VERSION

    def recognise(self, document: Document) -> tuple[Mention, ...]:
        return recognise(document)

    def recognise_many(self, documents: Iterable[Document]) -> Iterator[tuple[Mention, ...]]:
        return (recognise(document) for document in documents)


def engine(name: str = "auto") -> Engine:
    """The recogniser called ``name``: ``rules``, ``spacy`` (raises :class:`briefing.ExtraMissingError` if the extra
    ``entities`` is missing or its model is not the pinned one) or ``auto`` (spaCy if it is there, else the rules with a
    notice). Cheap: the model is loaded at the first article. Raises ``ValueError`` for another name."""
    if name == "rules":
        return RulesEngine()
    if name not in ("auto", "spacy"):
        raise ValueError(f"no engine of names is called {name!r}: auto, rules or spacy")
    from briefing.analysis import spacy_engine

    try:
        return spacy_engine.SpacyEngine(spacy_engine.model_folder())
    except ExtraMissingError as error:
        if name == "spacy":
            raise
        return RulesEngine(str(error))
