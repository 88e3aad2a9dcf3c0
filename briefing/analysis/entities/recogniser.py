"""Names of people, organisations and places in one article, by rules, tables and a small learnt scorer.

Tables and word forms propose stretches (``candidates``), the sentence around them says more, and the document decides: one
kind for one surface, a surname takes its person's kind, repeats are filled in. Never resolves (that is ``aliases``), never
looks at another article.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from briefing.analysis.entities.candidates import Candidate
from briefing.analysis.entities.capitalised_headlines import found_again
from briefing.analysis.entities.context_rules import settle, without_credits
from briefing.analysis.entities.decisions import decide
from briefing.analysis.entities.list_layouts import with_lines
from briefing.analysis.entities.persons import with_surnames
from briefing.analysis.entities.segmentation import find
from briefing.analysis.entities.tokens import Word, cut, loud
from briefing.lexicon.gazetteer import Tables, tables
from briefing.model import Document, EntityType, Mention, Paragraph

KINDS = frozenset({"title", "standfirst", "body", "caption", "dateline"})
"""Paragraphs in which names are looked for. Furniture, bylines and repetitions do not count."""


def recognise(document: Document) -> tuple[Mention, ...]:
    """Return the names of ``document``, in order of span, never overlapping. Titles, forms of address and a possessive ``’s`` lie
    outside the spans; a demonym ("Russian") is a place with label ``demonym``. Linear in the length of the text."""
    table = tables()
    collected = collect(document, table)
    decided = decide(collected.found, collected.counts, collected.lower, table)
    decided = with_surnames(collected.paragraphs, decided, collected.lower, table)
    if collected.shouted:
        decided = _with_headlines(collected.shouted, decided, table)
    return tuple(_mention(document, candidate, kind) for candidate, kind in decided)


@dataclass(slots=True)
class Collected:
    """What one pass over a document finds: candidates, the words of sentences by paragraph, how often each word stands capitalised inside sentences, the words in
    lower case, and the stretches that are all capitals while the rest of the document is not."""

    found: list[Candidate]
    paragraphs: list[list[Word]]
    counts: Counter[str]
    lower: set[str]
    shouted: list[list[Word]]


def collect(document: Document, table: Tables) -> Collected:
    """Collect the candidates of all paragraphs in which names are looked for."""
    result = Collected([], [], Counter(), set(), [])
    size = 0
    for paragraph in document.paragraphs:
        if paragraph.kind not in KINDS:
            continue
        words = cut(document.text, *paragraph.span, table)
        heading = _is_heading(words)
        size += len(words)
        if not heading:
            result.paragraphs.append(words)
        result.shouted += loud(words)
        _count(result, words, heading=heading)
        candidates = find(words, table, heading=heading)
        candidates = settle(words, without_credits(words, candidates), table)
        _dateline(candidates, paragraph)
        result.found += with_lines(candidates, words, table)
    if 2 * sum(map(len, result.shouted)) > size:
        result.shouted = []  # nothing but capitals: they have to tell by themselves
    elif result.shouted:
        result.found = [c for c in result.found if c.listed or not c.words[c.first].loud or _is_known(c)]
    return result


def _count(result: Collected, words: list[Word], *, heading: bool) -> None:
    """Count the capitals inside sentences, and note the words in lower case."""
    for word in words:
        if word.capital and not word.initial and not heading:
            result.counts[word.form] += 1
        elif word.form[0].islower():
            result.lower.add(word.form)


def _is_known(candidate: Candidate) -> bool:
    return candidate.strong and candidate.known is not None


def _dateline(candidates: list[Candidate], paragraph: Paragraph) -> None:
    """The city that opens a report is a place: ``BERGEN —``, ``OSLO (AFP)``, ``WASHINGTON:``, and every name of a dateline."""
    for candidate in candidates:
        in_dateline = paragraph.kind == "dateline" and candidate.type != "person"
        if candidate.strong or not (in_dateline or _opens_report(candidate)):
            continue
        if candidate.first and candidate.before() == "(":
            if candidate.known is None:
                candidate.settle("organisation")  # SKARVIK (NPA): who sends it
        elif candidate.known is None or candidate.is_known_place:
            candidate.type, candidate.strong = "place", True


def _opens_report(candidate: Candidate) -> bool:
    """Tell whether capitals at the head of a paragraph are followed by what follows the place of a report."""
    if candidate.first or not candidate.forms[0].isupper():
        return False
    if candidate.behind() == ",":
        return candidate.behind(1)[:1].isupper()
    return candidate.behind() in (":", "(", "-", "–", "—", "/")


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
    """Return whether the words are written in capitals or with capital initials throughout, as in a headline."""
    letters = [word for word in words if word.form[0].isalpha() and len(word.form) > 3]
    if len(letters) < 3 or 3 * sum(word.form in ",;(" for word in words) > len(letters) > 5:
        return False  # a list of names is no headline
    if sum(word.form.isupper() for word in letters) > 0.7 * len(letters):
        return True
    least, share = (6, 0.85) if words[-1].form in ".!?" else (4, 0.7)
    return least <= len(letters) < 40 and sum(word.capital for word in letters) > share * len(letters)


def _with_headlines(
    shouted: list[list[Word]], decided: list[tuple[Candidate, EntityType]], table: Tables
) -> list[tuple[Candidate, EntityType]]:
    """Return ``decided`` with the same names where headlines shout them; those outweigh what they overlap."""
    quiet = [pair for pair in decided if not pair[0].words[pair[0].first].loud or pair[0].listed]
    again = found_again(shouted, quiet, table.names)
    taken = {index for candidate, _ in again for index in range(candidate.start, candidate.end)}
    kept = [pair for pair in decided if pair[0].listed or not taken.intersection((pair[0].start, pair[0].end - 1))]
    fixed = {index for candidate, _ in kept for index in range(candidate.start, candidate.end)} if again else set()
    again = [pair for pair in again if not fixed.intersection((pair[0].start, pair[0].end - 1))]
    return sorted([*kept, *again], key=lambda pair: pair[0].start)
