"""Names of people, organisations and places in one article, by rules, tables and a small learnt scorer.

Tables and word forms propose stretches (``candidates``), the sentence around them says more, and the document decides: one
kind for one surface, a surname takes its person's kind, repeats are filled in. Never resolves (that is ``aliases``), never
looks at another article.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from briefing.analysis.entities import paragraph_reading
from briefing.analysis.entities.candidates import Candidate
from briefing.analysis.entities.capitalised_headlines import found_again
from briefing.analysis.entities.decisions import decide
from briefing.analysis.entities.persons import with_surnames
from briefing.analysis.entities.tokens import Word
from briefing.lexicon.gazetteer import Tables, tables
from briefing.model import Document, EntityType, Mention

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
        read = paragraph_reading.read(document.text, paragraph, table)
        size += len(read.words)
        if not read.heading:
            result.paragraphs.append(read.words)
        result.shouted += read.shouted
        result.counts.update(read.capitals)
        result.lower.update(read.lower)
        result.found += read.candidates
    if 2 * sum(map(len, result.shouted)) > size:
        result.shouted = []  # nothing but capitals: they have to tell by themselves
    elif result.shouted:
        result.found = [c for c in result.found if c.listed or not c.words[c.first].loud or _is_known(c)]
    return result


def _is_known(candidate: Candidate) -> bool:
    return candidate.strong and candidate.known is not None


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
