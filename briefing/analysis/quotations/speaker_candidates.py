"""Whoever might have said a quotation: names, pronouns, roles and documents, found by pattern outside the quoted stretches.

Works on a stream of tokens in which each quoted stretch is one token. Finds possible speakers and what stands around them;
never chooses among them (see ``attribution``).
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.analysis.quotations.spans import Segment
from briefing.analysis.quotations.speaker_features import describe
from briefing.analysis.quotations.speaker_forms import candidate_at
from briefing.analysis.quotations.speaker_stream import Candidate, Stream
from briefing.analysis.quotations.tokens import (
    CAPITAL,
    WORD,
    Token,
    tokenise,
)
from briefing.lexicon.reporting_verbs import CUES
from briefing.lexicon.speaker_words import (
    ROLES,
)
from briefing.model import Span


def read(
    text: str, paragraphs: Sequence[Span], segments: Sequence[Segment], titles: frozenset[int] = frozenset()
) -> Stream:
    """Tokens and candidates of an article. Linear in the length of the text."""
    text = text.replace("\x01", " ")  # which stands for quoted characters from here on
    tokens: list[Token] = []
    places = [-1] * len(segments)
    sentence = 0
    at = 0
    for number, (start, end) in enumerate(paragraphs):
        inside: list[int] = []
        while at < len(segments) and segments[at].paragraph == number:
            inside.append(at)
            at += 1
        sentence = tokenise(text, start, end, number, sentence, inside, segments, tokens, places) + 1
    stream = Stream(tokens, places, [], {}, set(), titles)
    _find(stream)
    return stream


def _find(stream: Stream) -> None:
    tokens = stream.tokens
    total = len(tokens)
    index = 0
    found = stream.candidates
    while index < total:
        token = tokens[index]
        if token.kind == CAPITAL or token.kind == WORD:
            if token.kind == WORD and token.low in CUES:
                stream.cued.add(token.sentence)
            made = candidate_at(tokens, index)
            if made is not None and _is_employer(tokens, made, found):
                index = made.last + 1
                continue
            if made is not None:
                found.append(made)
                index = made.last + 1
                continue
        index += 1
    counts: dict[str, int] = {}
    speaks: dict[str, int] = {}
    located: set[str] = set()
    for candidate in found:
        head = candidate.head
        counts[head] = counts.get(head, 0) + 1
        stream.by_sentence.setdefault(candidate.sentence, []).append(candidate)
        if candidate.first and tokens[candidate.first - 1].low in ("in", "at", "near"):
            located.add(head)
    stream.firsts = [candidate.first for candidate in found]
    for candidate in found:
        describe(stream, candidate, counts[candidate.head])
        if candidate.relation.startswith(("Rsay", "Rasay")) or "|Lsay" in candidate.relation:
            speaks[candidate.head] = speaks.get(candidate.head, 0) + 1
    for candidate in found:
        if candidate.kind in ("full", "name", "role", "roles", "document"):
            own = candidate.relation.startswith(("Rsay", "Rasay")) or "|Lsay" in candidate.relation
            elsewhere = min(2, speaks.get(candidate.head, 0) - own)
            place = "in" if candidate.head in located else "no"
            candidate.features += (f"sp={elsewhere}", f"spp={elsewhere}{place}{candidate.relation}")


def _is_employer(tokens: Sequence[Token], made: Candidate, found: Sequence[Candidate]) -> bool:
    """Tell whether these are plain words for whom the role before them speaks (``a spokeswoman for the harbour said``)."""
    if made.kind != "role" or made.head in ROLES or made.first < 2 or not found:
        return False
    speaker = found[-1]
    linked = speaker.last == made.first - 2 and tokens[made.first - 1].low in ("for", "of", "at", "from")
    return linked and speaker.kind in ("role", "roles") and speaker.sentence == made.sentence
