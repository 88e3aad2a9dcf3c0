"""Every quotation of an article: the stretches in marks and the clauses that report speech without marks, with their speakers.

The article's own words are never altered: a quotation is a span of its text. Knows one article at a time and nothing of
other sources (see ``statements``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.analysis.quotations import (
    attribution,
    classify,
    indirect_speech,
    introductions,
    spans,
    stretch_features,
    tokens,
    whole_clauses,
)
from briefing.analysis.quotations import mode as modes
from briefing.analysis.quotations.clause_parser import Report
from briefing.analysis.quotations.foreign import languages, speakers
from briefing.analysis.quotations.speakers import candidates
from briefing.analysis.quotations.speakers.resolution import Resolver
from briefing.analysis.quotations.speakers.stream import Stream
from briefing.analysis.results import quotation_ids
from briefing.lexicon.speech.report_words import REPORTING
from briefing.lexicon.standing_text import ENGLISH
from briefing.model import UNKNOWN_SPEAKER, Document, Mode, Quotation, QuotationKind, Span, Speaker
from briefing.text import WORD

ANALYSED = frozenset(("title", "standfirst", "body"))
"""Kinds of paragraphs that are read; furniture, captions and repeated passages are not."""


Attribution = tuple[Speaker, str | None]
"""Who said a stretch, and the verb that says so (``None`` where the text has none)."""


def extract(document: Document) -> tuple[Quotation, ...]:
    """Return the quotations of ``document`` in order of ``span`` (code points); ``statements`` stays empty. Linear, never raises."""
    text = document.text
    read = [p for p in document.paragraphs if p.kind in ANALYSED and p.span[0] < p.span[1]]
    paragraphs = [p.span for p in read]
    titles = frozenset(i for i, p in enumerate(read) if p.kind == "title")
    found = spans.segments(text, paragraphs)
    manner = [modes.mode_of(text, paragraphs[segment.paragraph], segment) for segment in found]
    joined = modes.splits(text, found, manner)
    manner = modes.joined_modes(manner, joined)
    stream = candidates.read(text, paragraphs, found, titles)
    situations = [attribution.situation(stream, text, found, index) for index in range(len(found))]
    code = _language(document, stream)
    foreign = code != "en"
    resolver = Resolver(text, stream)
    reported = indirect_speech.reports(text, stream, manner)
    spoken: list[Attribution]
    if code in languages.CODES:
        spoken = speakers.attribute(code, text, found, stream)
    elif foreign:
        spoken = [(UNKNOWN_SPEAKER, None)] * len(found)
    else:
        chosen = attribution.choose(stream, found, situations, introduced=introductions.introduced(stream, found))
        spoken = attribution.attribute(chosen, joined, stream, resolver, indirect_speech.subjects(reported))
        spoken = attribution.transcript(text, found, spoken, resolver)
    joined = _apart(joined, found, spoken)
    spoken = _shared(joined, spoken)
    quoted = stretch_features.Quoted(text, paragraphs, found, manner, situations, titles)
    kinds = classify.kinds(quoted, english=not foreign)
    speech = [index for index, kind in enumerate(kinds) if kind == "speech"]
    spans_of = [segment.span for segment in found]
    clauses = whole_clauses.of_reports(text, spans_of, speech, reported)
    taken = frozenset(index for clause in clauses for index in clause.stretches)
    names = [speaker.name for speaker, _ in spoken]
    clauses += whole_clauses.limited(text, stream, manner, [at for at in speech if at not in taken], names)
    for index in (index for clause in clauses for index in clause.stretches):
        kinds[index] = None
    drafts = [
        _Draft(segment.span, manner[index], kind, *spoken[index], None if root is None else found[root].span)
        for index, (segment, root, kind) in enumerate(zip(found, joined, kinds, strict=True))
        if kind is not None
    ]
    somebody = None if foreign else resolver
    drafts += [_clause(clause, spoken, spans_of, somebody) for clause in clauses]
    drafts += _outside([draft for report in reported for draft in _reported(report, somebody)], clauses)
    return _finished(document, sorted(drafts, key=lambda draft: draft.span))


def _outside(drafts: Iterable[_Draft], clauses: Iterable[whole_clauses.Clause]) -> list[_Draft]:
    """Return the reported clauses that are no part of one with words in marks; all in order."""
    result: list[_Draft] = []
    spans = sorted(clause.span for clause in clauses)
    for draft in drafts:
        at = bisect_right(spans, draft.span[0], key=lambda span: span[0])
        if not any(draft.span[1] <= end for _, end in spans[max(0, at - 1) : at]):
            result.append(draft)
    return result


def _clause(
    clause: whole_clauses.Clause, spoken: Sequence[Attribution], spans_of: Sequence[Span], resolver: Resolver | None
) -> _Draft:
    """Return the quotation of a clause with words in marks: said by whoever said these, or by whoever reports what they said."""
    said = [spoken[index] for index in clause.stretches]
    speaker, cue = next((one for one in said if one[0].name is not None), said[0])
    if clause.report is not None:
        reporter = _speaker(clause.report, resolver)
        if reporter.name and cue not in REPORTING and _is_told_of(speaker, clause.span):
            speaker, cue = reporter, clause.report.cue
    quoted = tuple(spans_of[index] for index in clause.stretches)
    return _Draft(clause.span, "mixed", "speech", speaker, cue, None, quoted)


def _is_told_of(speaker: Speaker, clause: Span) -> bool:
    """Tell whether a speaker is named within a clause that somebody else reports (``a letter in which Krol called for “…”``)."""
    start, end = speaker.mention_span or (clause[1], clause[1])
    return str(speaker.mention)[:1].isupper() if clause[0] <= start < end <= clause[1] else False


def _speaker(report: Report, resolver: Resolver | None) -> Speaker:
    """Return the speaker of a reported clause; ``resolver`` is ``None`` where nobody is looked for."""
    if resolver is None or report.subject is None:
        return UNKNOWN_SPEAKER
    return resolver.speaker(report.subject, attached=True)


def _reported(report: Report, resolver: Resolver | None) -> list[_Draft]:
    """Return the quotations of a reported clause, each of its stretches one; ``resolver`` is ``None`` where nobody is looked for."""
    speaker = _speaker(report, resolver)
    shared = report.spans[0] if len(report.spans) > 1 else None
    return [_Draft(span, "indirect", "speech", speaker, report.cue, shared) for span in report.spans]


def _apart(
    joined: Sequence[int | None], segments: Sequence[spans.Segment], spoken: Sequence[Attribution]
) -> list[int | None]:
    """Return ``joined`` without the paragraphs that only seem to go on a quotation: what went before is somebody else's."""
    result = list(joined)
    for index, segment in enumerate(segments):
        root = result[index]
        if root is None or root == index or not segment.resumes:
            continue
        if _another(spoken[index - 1], spoken[index], segment.span[0]):
            result = [None if value == root and at >= index else value for at, value in enumerate(result)]
            if result.count(root) == 1:
                result[root] = None
    return result


def _another(before: Attribution, after: Attribution, start: int) -> bool:
    """Tell whether a paragraph that begins at ``start`` is given to somebody else by words of its own than the one before it."""
    (speaker, _), (other, cue) = before, after
    begins, _ = speaker.mention_span or (start, start)
    named = all((speaker.name, begins < start))
    return all((named, cue, other.status == "stated", other.name != speaker.name))


def _shared(joined: Sequence[int | None], spoken: Sequence[Attribution]) -> list[Attribution]:
    """Return ``spoken`` with the speaker of an interrupted quotation for those of its parts for which the text names nobody."""
    known: dict[int, Speaker] = {}
    for root, (speaker, _) in zip(joined, spoken, strict=True):
        if root is not None and speaker.name is not None:
            known.setdefault(root, replace(speaker, status="inferred"))
    return [
        (known[root], cue) if root in known and (speaker.name, speaker.mention) == (None, None) else (speaker, cue)
        for root, (speaker, cue) in zip(joined, spoken, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A quotation before it has an id; ``root`` is the span of the first part of its interrupted quotation."""

    span: Span
    mode: Mode
    kind: QuotationKind
    speaker: Speaker
    cue: str | None
    root: Span | None
    quoted: tuple[Span, ...] = ()


def _finished(document: Document, drafts: Sequence[_Draft]) -> tuple[Quotation, ...]:
    article, text = document.article, document.text
    ids = quotation_ids(document, [draft.span for draft in drafts])
    return tuple(
        Quotation(
            id=ids[draft.span],
            article=article.id,
            path=article.path,
            span=draft.span,
            source_span=document.source_span(draft.span),
            text=text[draft.span[0] : draft.span[1]],
            mode=draft.mode,
            kind=draft.kind,
            speaker=draft.speaker,
            cue=draft.cue,
            # Its first part may be no quotation after all: then it stands alone.
            split=None if draft.root is None else ids.get(draft.root),
            quoted=draft.quoted,
        )
        for draft in drafts
    )


_TELLING = 1500
"""Code points at the head of an article, quotations too, whose small words tell its language."""


def _language(document: Document, stream: Stream) -> str:
    """Return the code of the article's language, as it is stated or as its small words tell, "" for one that nobody knows.

    In English news sixteen small words make up a quarter of running text, in other languages of Latin script below 6%.
    """
    stated = document.article.language.value
    if stated is not None:
        return stated.lower()[:2]
    words = [token.low for token in stream.tokens[:600] if token.kind in (tokens.WORD, tokens.CAPITAL)]
    known = languages.told([match.group().lower() for match in WORD.finditer(document.text, 0, _TELLING)])
    if known is not None:
        return known
    english = len(words) < 30 or sum(word in ENGLISH for word in words) >= 0.08 * len(words)
    return "en" if english else ""
