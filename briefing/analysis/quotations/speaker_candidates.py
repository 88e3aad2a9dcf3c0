"""Whoever might have said a quotation: names, pronouns, roles and documents, found by pattern outside the quoted stretches.

Works on a stream of tokens in which each quoted stretch is one token. Finds possible speakers and what stands around them;
never chooses among them (see ``attribution``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefing.analysis.quotations.spans import Segment
from briefing.analysis.quotations.speaker_features import describe
from briefing.analysis.quotations.speaker_forms import begins, candidate_at
from briefing.analysis.quotations.speaker_stream import Candidate, Stream
from briefing.analysis.quotations.tokens import (
    WORD,
    Token,
    token_at,
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
    """Fill in the candidates of a stream, and what is known of each."""
    tokens = stream.tokens
    found = stream.candidates
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.kind == WORD and token.low in CUES:
            stream.cued.add(token.sentence)
        made = candidate_at(tokens, index) if begins(tokens, index) else None
        if made is None:
            index += 1
            continue
        if not _is_employer(tokens, made, found):
            found.append(made)
        index = made.last + 1
    stream.firsts = [candidate.first for candidate in found]
    for candidate in found:
        stream.by_sentence.setdefault(candidate.sentence, []).append(candidate)
    _describe(stream)


def _describe(stream: Stream) -> None:
    """Fill in the features of the candidates."""
    found = stream.candidates
    counts = Counter(candidate.head for candidate in found)
    for candidate in found:
        describe(stream, candidate, counts[candidate.head])
    speaks = Counter(candidate.head for candidate in found if _speaks(candidate))
    located = {c.head for c in found if token_at(stream.tokens, c.first - 1).low in ("in", "at", "near")}
    for candidate in found:
        if candidate.kind in ("full", "name", "role", "roles", "document"):
            elsewhere = min(2, speaks[candidate.head] - _speaks(candidate))
            place = "in" if candidate.head in located else "no"
            candidate.features += (f"sp={elsewhere}", f"spp={elsewhere}{place}{candidate.relation}")


def _speaks(candidate: Candidate) -> bool:
    """Tell whether a plain verb of saying belongs to a candidate."""
    return candidate.relation.startswith(("Rsay", "Rasay")) or "|Lsay" in candidate.relation


def _is_employer(tokens: Sequence[Token], made: Candidate, found: Sequence[Candidate]) -> bool:
    """Tell whether these are plain words for whom the role before them speaks (``a spokeswoman for the harbour said``)."""
    if made.kind != "role" or made.head in ROLES:
        return False
    linked = token_at(tokens, made.first - 1).low in ("for", "of", "at", "from")
    return linked and any(
        (speaker.last, speaker.sentence) == (made.first - 2, made.sentence) and speaker.kind in ("role", "roles")
        for speaker in found[-1:]
    )
