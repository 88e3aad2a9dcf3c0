"""Whoever might have said a quotation: names, pronouns, roles and documents, found by pattern outside the quoted stretches.

Works on a stream of tokens in which each quoted stretch is one token. Finds possible speakers and what stands around them;
never chooses among them (see ``attribution``).
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.analysis.quotations import paragraph_stream
from briefing.analysis.quotations.paragraph_stream import Placed
from briefing.analysis.quotations.spans import Segment
from briefing.analysis.quotations.speakers.stream import Stream
from briefing.model import Span


def read(
    text: str, paragraphs: Sequence[Span], segments: Sequence[Segment], titles: frozenset[int] = frozenset()
) -> Stream:
    """Tokens and candidates of an article. Linear in the length of the text."""
    text = text.replace("\x01", " ")  # which stands for quoted characters from here on
    stream = Stream([], [-1] * len(segments), [], {}, set(), titles)
    inside: dict[int, list[int]] = {}
    for index, segment in enumerate(segments):
        inside.setdefault(segment.paragraph, []).append(index)
    placed: list[Placed] = []
    sentence = 0
    for number, span in enumerate(paragraphs):
        quoted = inside.get(number, [])
        placed.append(
            paragraph_stream.add(stream, text, span, number, sentence, [segments[at].span for at in quoted], quoted)
        )
        sentence = placed[-1].after
    for paragraph in placed:
        paragraph_stream.find(stream, paragraph)
    stream.firsts = [candidate.first for candidate in stream.candidates]
    for candidate in stream.candidates:
        stream.by_sentence.setdefault(candidate.sentence, []).append(candidate)
    return stream
