"""The tokens of a paragraph and whoever may have spoken in it. Both are kept for a while: wires, copies and standing passages print the
same paragraph in many articles.

Of the tokens around a paragraph two on each side can matter to what is found in it; it is kept by them too. Never counts anything
over the article.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from sys import intern
from typing import Any, NamedTuple

from briefing.analysis.kept import Kept, numbers
from briefing.analysis.quotations.speakers.features import described, relate
from briefing.analysis.quotations.speakers.forms import beginnings, candidate_at
from briefing.analysis.quotations.speakers.stream import Candidate, Part, Stream
from briefing.analysis.quotations.tokens import PUNCTUATION, QUOTED, WORD, Token, token_at, tokenise
from briefing.lexicon.speech.reporting_verbs import CUES
from briefing.lexicon.speech.speaker_words import ROLES, Kind
from briefing.model import Span

MOST_TOKENS = 2_400_000
"""Tokens of the paragraphs that are kept, in all processes: some two hundred megabytes."""
_MOST_SURROUNDINGS = 4
"""Surroundings of one paragraph for which its candidates are kept."""

_Fields = tuple[int, int, Kind, str, int, bool, str | None, str, tuple[str, ...]]
"""A candidate without its place."""


class Placed(NamedTuple):
    """A paragraph in a stream: what is kept of it, its tokens ``[first, end)``, its number, its first sentence and the first one behind it,
    and the numbers of its quoted stretches."""

    paragraph: Paragraph | None
    first: int
    end: int
    number: int
    sentence: int
    after: int
    stretches: Sequence[int]


def add(
    stream: Stream, text: str, span: Span, number: int, sentence: int, quoted: Sequence[Span], segments: Sequence[int]
) -> Placed:
    """Add the tokens of the next paragraph to a stream.

    Args:
        stream: Gets the tokens, and the places of the quoted stretches.
        text: Of the article.
        span: Of the paragraph.
        number: Of the paragraph.
        sentence: The number of its first sentence.
        quoted: Its quoted stretches.
        segments: The numbers of these.
    """
    start, end = span
    first = len(stream.tokens)
    key = intern(text[start:end]), tuple([(a - start, b - start) for a, b in quoted])
    paragraph = _KEPT.get(key)
    if paragraph is None:
        tokens, last = tokenise(text, start, end, number, quoted, sentence)
        if _KEPT.wants(key):
            paragraph = Paragraph(tokens, start, sentence, last)
            _KEPT.put(key, paragraph, len(tokens))
    else:
        tokens, last = paragraph.tokens(start, number, sentence), sentence + paragraph.sentences - 1
    for at, token in enumerate(tokens, first):
        if token.kind == QUOTED:
            token.segment = segments[token.segment]
            stream.places[token.segment] = at
    stream.tokens += tokens
    return Placed(paragraph, first, len(stream.tokens), number, sentence, last + 1, segments)


def find(stream: Stream, placed: Placed) -> None:
    """Add the candidates of a paragraph to a stream that has all its tokens; they lack what the whole article says of them."""
    paragraph, first, end, number, sentence, _, stretches = placed
    tokens = stream.tokens
    part = Part(first, end, stretches, len(stream.candidates))
    stream.parts.append(part)
    if paragraph is None:
        stream.cued.update(_cued(tokens[first:end]))
        stream.candidates += _candidates(stream, placed)
        return
    stream.cued.update([sentence + cued for cued in paragraph.cued])
    known = paragraph.candidates
    around = (number in stream.titles, *_around(tokens, placed))
    here = known.get(around)
    if here is None:
        if len(known) >= _MOST_SURROUNDINGS:
            known.clear()
        here = known[around] = tuple([_fields(stream, each, placed) for each in _candidates(stream, placed)]), {}
    fields, part.kept = here
    for a, b, kind, head, at, possessive, cue, relation, features in fields:
        one, last = first + a, first + b
        span = tokens[one].start, tokens[last].end
        stream.candidates.append(
            Candidate(one, last, span, kind, head, sentence + at, number, possessive, cue, relation, features)
        )


def _around(tokens: Sequence[Token], placed: Placed) -> tuple[object, ...]:
    """Return what of the tokens around a paragraph can matter to its candidates: nothing behind a mark that ends it."""
    last, before = token_at(tokens, placed.first - 2), token_at(tokens, placed.first - 1)
    quoted = last.kind == QUOTED and last.paragraph == before.paragraph
    ahead: tuple[object, ...] = ()
    if not _ends(tokens[placed.end - 1 : placed.end]):
        one, two = token_at(tokens, placed.end), token_at(tokens, placed.end + 1)
        ahead = (one.kind, one.low, two.kind, two.low)
    return before.kind, before.low, quoted, last.low == "according", ahead


def _ends(last: Sequence[Token]) -> bool:
    """Tell whether nothing looks past the last token: it is quoted, or a mark behind which nothing is announced."""
    return any(token.kind == QUOTED or (token.kind == PUNCTUATION and token.text not in _ANNOUNCES) for token in last)


_ANNOUNCES = frozenset(",:")


def _candidates(stream: Stream, placed: Placed) -> list[Candidate]:
    """Find the candidates of a paragraph, and describe them."""
    tokens, found = stream.tokens, list[Candidate]()
    behind = 0
    for index in beginnings(tokens, placed.first, placed.end):
        made = candidate_at(tokens, index) if index >= behind else None
        if made is None:
            continue
        if not _is_employer(tokens, made, found):
            found.append(made)
        behind = made.last + 1
    for candidate in found:
        relate(tokens, candidate)
    return found


def _fields(stream: Stream, c: Candidate, placed: Placed) -> _Fields:
    first, sentence = placed.first, placed.sentence
    features = tuple(map(intern, described(stream, c)))
    return (
        c.first - first,
        c.last - first,
        c.kind,
        c.head,
        c.sentence - sentence,
        c.possessive,
        c.cue,
        c.relation,
        features,
    )


def _is_employer(tokens: Sequence[Token], made: Candidate, found: Sequence[Candidate]) -> bool:
    """Tell whether these are plain words for whom the role before them speaks (``a spokeswoman for the harbour said``)."""
    if made.kind != "role" or made.head in ROLES:
        return False
    linked = token_at(tokens, made.first - 1).low in ("for", "of", "at", "from")
    return linked and any(
        (speaker.last, speaker.sentence) == (made.first - 2, made.sentence) and speaker.kind in ("role", "roles")
        for speaker in found[-1:]
    )


def _cued(tokens: Sequence[Token]) -> set[int]:
    """Return the sentences in which a verb of saying stands outside the marks."""
    return {token.sentence for token in tokens if token.low in CUES and token.kind == WORD}


class Paragraph:
    """A paragraph at no place: its tokens, and its candidates by what stands around it."""

    __slots__ = (
        "_ends",
        "_kinds",
        "_lows",
        "_quoted",
        "_sentences",
        "_starts",
        "_texts",
        "candidates",
        "cued",
        "sentences",
    )

    def __init__(self, tokens: Sequence[Token], start: int, sentence: int, last: int) -> None:
        self.sentences = last - sentence + 1
        """How many sentences it has."""
        size = numbers(tokens[-1].end - start if tokens else 0)
        self._starts = array(size, [token.start - start for token in tokens])
        self._ends = array(size, [token.end - start for token in tokens])
        self._sentences = array(size, [token.sentence - sentence for token in tokens])
        self._kinds = bytes([token.kind for token in tokens])
        self._texts = tuple([intern(token.text) for token in tokens])
        self._lows = tuple([intern(token.low) for token in tokens])
        self._quoted = tuple([(at, token.segment) for at, token in enumerate(tokens) if token.kind == QUOTED])
        self.cued = tuple([cued - sentence for cued in _cued(tokens)])
        """The sentences in which a verb of saying stands outside the marks."""
        self.candidates: dict[tuple[object, ...], tuple[tuple[_Fields, ...], dict[object, Any]]] = {}
        """Its candidates by what stands around it, and what else is found in it there (:class:`Part`)."""

    def tokens(self, place: int, number: int, sentence: int) -> list[Token]:
        """Return the tokens as they are where the paragraph stands at ``place`` of an article, is the one of this ``number``, and
        begins with this ``sentence``."""
        parts = zip(self._starts, self._ends, self._kinds, self._texts, self._lows, self._sentences, strict=True)
        tokens = [
            Token(a + place, b + place, kind, text, low, at + sentence, number) for a, b, kind, text, low, at in parts
        ]
        for at, stretch in self._quoted:
            tokens[at].segment = stretch
        return tokens


_KEPT: Kept[Paragraph] = Kept(MOST_TOKENS)


def forget() -> None:
    """Forget the paragraphs that were read."""
    _KEPT.forget()
