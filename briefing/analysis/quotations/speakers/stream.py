"""An article as a stream of tokens with whoever might have said a quotation. Only the shapes; finds nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from briefing.analysis.quotations.tokens import (
    Token,
)
from briefing.lexicon.speech.speaker_words import Kind
from briefing.model import Span


@dataclass(slots=True)
class Candidate:
    """A possible speaker: its tokens ``[first, last]``, its kind, its ``head`` (folded last name word) and what stands around it.

    ``relation`` says how it stands to a verb of saying: ``Rsay|`` has "said" right after it, ``|Lsay`` right before it, and so on.
    """

    first: int
    last: int
    span: Span
    kind: Kind
    head: str
    sentence: int
    paragraph: int
    possessive: bool = False
    cue: str | None = None
    relation: str = ""
    described: tuple[str, ...] = ()  # features by its own paragraph, where they are kept with that
    features: tuple[str, ...] = ()  # all of them, once somebody has asked (``features.features_of``)
    scores: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Part:
    """A paragraph of a stream: its tokens ``[first, end)``, the numbers of its quoted stretches, and of its first candidate. ``kept`` holds
    what was found in it before, by what that rests on beside its tokens and candidates; None where nothing of it is kept."""

    first: int
    end: int
    stretches: Sequence[int]
    candidate: int
    kept: dict[object, Any] | None = None


@dataclass(frozen=True, slots=True)
class Heads:
    """How often each head stands in an article, how often with a plain verb of saying, and which stand behind a preposition of place."""

    counts: Mapping[str, int]
    speaks: Mapping[str, int]
    located: AbstractSet[str]


@dataclass(slots=True)
class Stream:
    """An article as tokens, sentence by sentence, with its quoted stretches as single tokens and its candidates."""

    tokens: list[Token]
    places: list[int]  # index of the token of each quoted stretch, -1 if none
    candidates: list[Candidate]
    by_sentence: dict[int, list[Candidate]]
    cued: set[int]  # sentences in which a verb of saying stands outside the marks
    titles: frozenset[int]  # paragraphs that are titles
    firsts: list[int] = field(default_factory=list)  # the first token of each candidate, for bisecting
    parts: list[Part] = field(default_factory=list)  # its paragraphs
    heads: Heads | None = None  # once a feature rests on them
