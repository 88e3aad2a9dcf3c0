"""What stands around a possible speaker, as features of the learned weights: the verb of saying, the words beside, how often it occurs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.analysis.quotations.cue_links import cue_left, cue_right, noun_right
from briefing.analysis.quotations.speakers.stream import Candidate, Stream
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
from briefing.lexicon.speech.speaker_words import BEING, CONJUNCTIONS, ORGANISATION_WORDS, PREPOSITIONS, SUBORDINATORS


def _word_class(token: Token) -> str:
    if token.kind == PUNCTUATION:
        return _MARK_CLASSES.get(token.text, "other")
    if token.kind in _KIND_CLASSES:
        return _KIND_CLASSES[token.kind]
    return _WORD_CLASSES.get(token.low) or _ending(token.low)


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
            return _word_class(following)
    return "0"


def describe(stream: Stream, candidate: Candidate) -> None:
    """Fill in the features that depend on the candidate's own paragraph alone, and the cue with its relation; room is left for what
    :func:`with_count` adds."""
    tokens, sentence = stream.tokens, candidate.sentence
    left = in_sentence(tokens, candidate.first - 1, sentence)
    right = in_sentence(tokens, candidate.last + 1, sentence)
    candidate.possessive = right.kind == POSSESSIVE
    relation, told = _relate(tokens, candidate, right)
    candidate.features = (
        *_neighbours(candidate, left, right),
        *(name for name, holds in _STATES if holds(stream, candidate)),
        *_verbs(tokens, candidate, relation, told),
        *(["as" + relation[:2]] if left.low == "as" else ()),
        *(["being"] if right.low in BEING else ()),
    )


def with_count(features: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Return features of :func:`describe` with how often the name occurs in the article."""
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
_AT_ONCE = frozenset(("Rs", "Rw"))
_SPEAKS = frozenset(("Rs", "Rw", "Ra", "Ro"))
_IS_NAMED = frozenset(("Ls", "Lw", "La"))
_LED = frozenset(("Lsay", "Lstrong", "Lacc", "Ltold"))


def _relate(tokens: Sequence[Token], candidate: Candidate, right: Token) -> tuple[str, str]:
    """Set the cue and the relation of a candidate; return how the verb is reached on its right and on its left."""
    after, sentence = candidate.last + 1, candidate.sentence
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
    return relation, told


def _neighbours(candidate: Candidate, left: Token, right: Token) -> list[str]:
    """Return the features of a candidate's kind, its relation and the words beside it."""
    before = "^" if left is NOWHERE else _word_class(left)
    features = [
        "k=" + candidate.kind,
        "r=" + candidate.relation,
        "kr=" + candidate.kind + candidate.relation,
        "l=" + before,
        "n=" + ("$" if right is NOWHERE else _word_class(right)),
        "lr=" + before + candidate.relation,
        "c=",
    ]
    if left is NOWHERE:
        features += ["first", "first" + candidate.kind]
    elif left.kind == WORD and left.low in PREPOSITIONS:
        features.append("p=" + left.low)
    return features


def _verbs(tokens: Sequence[Token], candidate: Candidate, relation: str, told: str) -> list[str]:
    """Return the features of the verb of saying that belongs to a candidate."""
    cue, way = candidate.cue, relation[:2]
    if cue is None:
        return []
    features = ["v=" + cue.replace(" ", "_")] if way in _AT_ONCE or told[:2] in _IS_NAMED else []
    if way in _SPEAKS:
        features.append("ac=" + _after_cue(tokens, candidate.last + 1, candidate.sentence, cue))
    return features
