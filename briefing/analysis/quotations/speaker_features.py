"""What stands around a possible speaker, as features of the learned weights: the verb of saying, the words beside, how often it occurs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.analysis.quotations.cue_links import cue_left, cue_right, noun_right
from briefing.analysis.quotations.speaker_stream import Candidate, Stream
from briefing.analysis.quotations.tokens import (
    CAPITAL,
    DASHES,
    POSSESSIVE,
    PUNCTUATION,
    QUOTED,
    WORD,
    Token,
)
from briefing.lexicon.reporting_verbs import CUES, STRONG
from briefing.lexicon.speaker_words import (
    CONJUNCTIONS,
    ORGANISATION_WORDS,
    PREPOSITIONS,
    SUBORDINATORS,
)


def _word_class(token: Token) -> str:
    if token.kind == PUNCTUATION:
        return token.text if token.text in ",.:;()?!" else "dash" if token.text in DASHES else "other"
    if token.kind == QUOTED:
        return "quote"
    if token.kind == POSSESSIVE:
        return "'s"
    if token.kind == CAPITAL:
        return "Cap"
    low = token.low
    if low in STRONG:
        return "strong"
    if low in CUES:
        return "weak"
    if low in PREPOSITIONS:
        return "prep"
    if low in CONJUNCTIONS:
        return "conj"
    if low in SUBORDINATORS:
        return "sub"
    return "ed" if low.endswith("ed") else "ing" if low.endswith("ing") else "word"


_BEING = frozenset("is are was were be been being isn't aren't wasn't weren't".split())


def _after_cue(tokens: Sequence[Token], after: int, sentence: int, cue: str) -> str:
    """Return what follows the verb of saying: ``Krol said: “…”`` speaks forward, whatever quotation stands before it."""
    for at in range(after, min(after + 30, len(tokens) - 1)):
        if tokens[at].sentence != sentence:
            break
        if tokens[at].low == cue:
            following = tokens[at + 1]
            if following.sentence != sentence:
                return "$"
            if following.text in (",", ":") and at + 2 < len(tokens) and tokens[at + 2].kind == QUOTED:
                return following.text + "quote"
            return _word_class(following)
    return "0"


def describe(stream: Stream, candidate: Candidate, count: int) -> None:
    """Fill in the features that do not depend on a quotation, and the cue with its relation."""
    tokens, sentence = stream.tokens, candidate.sentence
    before, after = candidate.first - 1, candidate.last + 1
    left = tokens[before] if before >= 0 and tokens[before].sentence == sentence else None
    right = tokens[after] if after < len(tokens) and tokens[after].sentence == sentence else None
    candidate.possessive = right is not None and right.kind == POSSESSIVE
    relation, told = _relate(tokens, candidate, right)
    candidate.features = (
        *_neighbours(candidate, left, right, _TIMES[min(count, len(_TIMES) - 1)]),
        *(name for name, holds in _STATES if holds(stream, candidate)),
        *_verbs(tokens, candidate, relation, told),
        *(["as" + relation[:2]] if left is not None and left.low == "as" else ()),
        *(["being"] if right is not None and right.low in _BEING else ()),
    )


_TIMES = ("1", "1", "2", "3", "3", "3", "6")
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


def _relate(tokens: Sequence[Token], candidate: Candidate, right: Token | None) -> tuple[str, str]:
    """Set the cue and the relation of a candidate; return how the verb is reached on its right and on its left."""
    after, sentence = candidate.last + 1, candidate.sentence
    cue: str | None = None
    relation = ""
    if right is not None and (candidate.possessive or candidate.kind == "owner"):
        cue, relation = noun_right(tokens, after, sentence)
    elif right is not None:
        cue, relation = cue_right(tokens, after, right)
    told, said = cue_left(tokens, candidate.first - 1, sentence)
    if said is not None and (not relation or told in _LED) and relation[:2] != "Rs":
        cue = said
    candidate.cue = cue
    candidate.relation = relation + "|" + told
    return relation, told


def _neighbours(candidate: Candidate, left: Token | None, right: Token | None, times: str) -> list[str]:
    """Return the features of a candidate's kind, its relation and the words beside it."""
    before = "^" if left is None else _word_class(left)
    features = [
        "k=" + candidate.kind,
        "r=" + candidate.relation,
        "kr=" + candidate.kind + candidate.relation,
        "l=" + before,
        "n=" + ("$" if right is None else _word_class(right)),
        "lr=" + before + candidate.relation,
        "c=" + times,
    ]
    if left is None:
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
