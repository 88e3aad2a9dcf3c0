"""What stands around a possible speaker, as features of the learned weights: the verb of saying, the words beside, how often it occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from briefing.analysis.quotations.cue_links import cue_left, cue_right, noun_right
from briefing.analysis.quotations.speakers.stream import Candidate, Heads, Stream
from briefing.analysis.quotations.tokens import (
    CAPITAL,
    DASHES,
    NOWHERE,
    POSSESSIVE,
    PUNCTUATION,
    QUOTED,
    WORD,
    Token,
    in_sentence,
    token_at,
)
from briefing.lexicon.speech.reporting_verbs import CUES, STRONG
from briefing.lexicon.speech.speaker_words import (
    BEING,
    CONJUNCTIONS,
    ORGANISATION_WORDS,
    PREPOSITIONS,
    SUBORDINATORS,
    Kind,
)


@lru_cache(maxsize=1 << 15)
def _word_class(kind: int, low: str) -> str:
    """Return the class of a token of this ``kind``: few words make up most of a text."""
    if kind == PUNCTUATION:
        return _MARK_CLASSES.get(low, "other")
    if kind in _KIND_CLASSES:
        return _KIND_CLASSES[kind]
    return _WORD_CLASSES.get(low) or _ending(low)


def _ending(word: str) -> str:
    return next((ending for ending in ("ed", "ing") if word.endswith(ending)), "word")


_MARK_CLASSES = {mark: mark for mark in ",.:;()?!"} | dict.fromkeys(DASHES, "dash")
_KIND_CLASSES = {QUOTED: "quote", POSSESSIVE: "'s", CAPITAL: "Cap"}
_WORD_CLASSES = {
    **dict.fromkeys(SUBORDINATORS, "sub"),
    **dict.fromkeys(CONJUNCTIONS, "conj"),
    **dict.fromkeys(PREPOSITIONS, "prep"),
    **dict.fromkeys(CUES, "weak"),
    **dict.fromkeys(STRONG, "strong"),
}
"""Word -> its class; a word of two tables is of the last one here."""


def _after_cue(tokens: Sequence[Token], after: int, sentence: int, cue: str) -> str:
    """Return what follows the verb of saying: ``Krol said: “…”`` speaks forward, whatever quotation stands before it."""
    for at in range(after, min(after + 30, len(tokens) - 1)):
        token = in_sentence(tokens, at, sentence)
        if token is NOWHERE:
            break
        if token.low == cue:
            following = in_sentence(tokens, at + 1, sentence)
            if following is NOWHERE:
                return "$"
            if following.text in (",", ":") and token_at(tokens, at + 2).kind == QUOTED:
                return following.text + "quote"
            return _word_class(following.kind, following.low)
    return "0"


def features_of(stream: Stream, candidate: Candidate) -> tuple[str, ...]:
    """Return the features of a candidate of a whole article. They are made when they are first asked for: of most candidates nobody does."""
    if not candidate.features:
        if stream.heads is None:
            stream.heads = _heads(stream)
        heads = stream.heads
        found = _with_count(candidate.described or described(stream, candidate), heads.counts[candidate.head])
        if candidate.kind in _NAMED:
            elsewhere = min(2, heads.speaks[candidate.head] - _speaks(candidate.relation))
            found += _elsewhere(elsewhere, "in" if candidate.head in heads.located else "no", candidate.relation)
        candidate.features = found
    return candidate.features


_NAMED = frozenset(("full", "name", "role", "roles", "document"))
"""Kinds of candidates that bear the same head wherever the same is meant."""


def _heads(stream: Stream) -> Heads:
    """Return what the whole article says of the heads of its candidates."""
    found = stream.candidates
    return Heads(
        Counter([candidate.head for candidate in found]),
        Counter([candidate.head for candidate in found if _speaks(candidate.relation)]),
        {c.head for c in found if token_at(stream.tokens, c.first - 1).low in ("in", "at", "near")},
    )


@lru_cache(maxsize=1 << 10)
def _elsewhere(times: int, place: str, relation: str) -> tuple[str, str]:
    return f"sp={times}", f"spp={times}{place}{relation}"


@lru_cache(maxsize=1 << 10)
def _speaks(relation: str) -> bool:
    """Tell whether a plain verb of saying belongs to a candidate that stands so to one."""
    return relation.startswith(("Rsay", "Rasay")) or "|Lsay" in relation


def described(stream: Stream, candidate: Candidate) -> tuple[str, ...]:
    """Return the features that depend on the candidate's own paragraph alone; room is left for what :func:`_with_count` adds."""
    tokens, sentence = stream.tokens, candidate.sentence
    left = in_sentence(tokens, candidate.first - 1, sentence)
    right = in_sentence(tokens, candidate.last + 1, sentence)
    relation, _, told = candidate.relation.partition("|")
    before = "^" if left is NOWHERE else _word_class(left.kind, left.low)
    after = "$" if right is NOWHERE else _word_class(right.kind, right.low)
    preposition = left.low if (left.kind, left.low) in _PREPOSITIONS else ""
    return (
        *_neighbours(candidate.kind, candidate.relation, before, after, preposition),
        *[name for name, holds in _STATES if holds(stream, candidate)],
        *_verbs(tokens, candidate, relation, told),
        *(["as" + relation[:2]] if left.low == "as" else ()),
        *(["being"] if right.low in BEING else ()),
    )


def _with_count(features: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Return features of :func:`described` with how often the name occurs in the article."""
    return *features[:_COUNTED], _TIMES[min(count, len(_TIMES) - 1)], *features[_COUNTED + 1 :]


_COUNTED = 6
"""The place of that feature."""
_TIMES = ("c=1", "c=1", "c=2", "c=3", "c=3", "c=3", "c=6")
"""The bucket of how often a name occurs."""
_STATES: tuple[tuple[str, Callable[[Stream, Candidate], bool]], ...] = (
    ("cued", lambda stream, candidate: candidate.sentence in stream.cued),
    ("poss", lambda stream, candidate: candidate.possessive),
    ("title", lambda stream, candidate: candidate.paragraph in stream.titles),
    ("org", lambda stream, candidate: candidate.head in ORGANISATION_WORDS),
)
_PREPOSITIONS = frozenset((WORD, word) for word in PREPOSITIONS)
_AT_ONCE = frozenset(("Rs", "Rw"))
_SPEAKS = frozenset(("Rs", "Rw", "Ra", "Ro"))
_IS_NAMED = frozenset(("Ls", "Lw", "La"))
_LED = frozenset(("Lsay", "Lstrong", "Lacc", "Ltold"))


def relate(tokens: Sequence[Token], candidate: Candidate) -> None:
    """Set the cue of a candidate, and its relation: how the verb is reached on its right and on its left."""
    after, sentence = candidate.last + 1, candidate.sentence
    right = in_sentence(tokens, after, sentence)
    candidate.possessive = right.kind == POSSESSIVE
    cue: str | None = None
    relation = ""
    if candidate.possessive or candidate.kind == "owner":
        cue, relation = noun_right(tokens, after, sentence)
    elif right is not NOWHERE:
        cue, relation = cue_right(tokens, after, right)
    told, said = cue_left(tokens, candidate.first - 1, sentence)
    if said is not None and (not relation or told in _LED) and relation[:2] != "Rs":
        cue = said
    candidate.cue = cue
    candidate.relation = relation + "|" + told


@lru_cache(maxsize=1 << 14)
def _neighbours(kind: Kind, relation: str, before: str, after: str, preposition: str) -> tuple[str, ...]:
    """Return the features of a candidate's kind, its relation and the words beside it (``before``, ``after``: their classes)."""
    features = [
        "k=" + kind,
        "r=" + relation,
        "kr=" + kind + relation,
        "l=" + before,
        "n=" + after,
        "lr=" + before + relation,
        "c=",
    ]
    if before == "^":
        features += ["first", "first" + kind]
    elif preposition:
        features.append("p=" + preposition)
    return tuple(features)


def _verbs(tokens: Sequence[Token], candidate: Candidate, relation: str, told: str) -> list[str]:
    """Return the features of the verb of saying that belongs to a candidate."""
    cue, way = candidate.cue, relation[:2]
    if cue is None:
        return []
    features = ["v=" + cue.replace(" ", "_")] if way in _AT_ONCE or told[:2] in _IS_NAMED else []
    if way in _SPEAKS:
        features.append("ac=" + _after_cue(tokens, candidate.last + 1, candidate.sentence, cue))
    return features
