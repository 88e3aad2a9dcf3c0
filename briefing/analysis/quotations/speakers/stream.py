"""An article as a stream of tokens with whoever might have said a quotation. Only the shapes; finds nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
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
    features: tuple[str, ...] = ()
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
