"""Every quotation of an article: the stretches in marks and the clauses that report speech without marks, with their speakers.

The article's own words are never altered: a quotation is a span of its text. Knows one article at a time and nothing of
other sources (see ``statements``).
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from briefing.analysis import attribution, marks, modes, speaker_candidates
from briefing.model import Document, Quotation

ANALYSED = frozenset(("title", "standfirst", "body"))
"""Kinds of paragraphs that are read; furniture, captions and repeated passages are not."""


def extract(document: Document) -> tuple[Quotation, ...]:
    """The quotations of ``document`` in order of ``span`` (code points); ``statements`` stays empty. Linear, never raises."""
    text = document.text
    read = [p for p in document.paragraphs if p.kind in ANALYSED and p.span[0] < p.span[1]]
    paragraphs = [p.span for p in read]
    titles = frozenset(i for i, p in enumerate(read) if p.kind == "title")
    found = marks.segments(text, paragraphs)
    manner = [modes.mode_of(text, paragraphs[segment.paragraph], segment) for segment in found]
    joined = modes.splits(text, found, manner)
    stream = speaker_candidates.read(text, paragraphs, found, titles)
    spoken = attribution.attribute(text, paragraphs, found, titles, joined, stream)
    leading = modes.leading_family(found)
    article = document.article
    seen: Counter[str] = Counter()
    ids: list[str] = []
    for segment in found:
        words = text[segment.span[0] : segment.span[1]]
        ids.append(_identity(article.id, seen[words], words))
        seen[words] += 1
    result: list[Quotation] = []
    for index, segment in enumerate(found):
        paragraph = paragraphs[segment.paragraph]
        mode = manner[index]
        around = attribution.situation(stream, text, found, index).features
        features = modes.kind_features(text, paragraph, segment, mode, around, segment.paragraph in titles, leading)
        kind = modes.kind_of(text, paragraph, segment, mode, features)
        speaker, cue = spoken[index]
        root = joined[index]
        result.append(
            Quotation(
                id=ids[index],
                article=article.id,
                path=article.path,
                span=segment.span,
                source_span=document.source_span(segment.span),
                text=text[segment.span[0] : segment.span[1]],
                mode=mode,
                kind=kind,
                speaker=speaker,
                cue=cue,
                split=None if root is None else ids[root],
            )
        )
    return tuple(sorted(result, key=lambda quotation: quotation.span))


def _identity(article: str, occurrence: int, words: str) -> str:
    digest = sha256(f"{article}\x00{occurrence}\x00{words}".encode("utf-8", "surrogatepass"))
    return "q" + digest.hexdigest()[:11]
