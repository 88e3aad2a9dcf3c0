"""The verb of saying nearest to a possible speaker, and how it is reached: at once, over an apposition, over a role.

Looks at tokens only, a bounded number on each side.
"""

from __future__ import annotations

from collections.abc import Sequence

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
from briefing.lexicon.speech.reporting_verbs import AUXILIARIES, CUES, NOUN_CUES, PLAIN_SAY, STRONG, TOLD
from briefing.lexicon.speech.speaker_words import DETERMINERS, PREPOSITIONS

_OPENS_APPOSITION = frozenset(",(" + DASHES)
_CLOSES_APPOSITION = frozenset(",)" + DASHES)
_IN_NAMES = frozenset((WORD, CAPITAL, POSSESSIVE))
_SPOKEN_TO = {"according": ("Lacc", "according to")} | dict.fromkeys(("spoke", "speaking", "talking"), ("Lto", None))
"""Words before ``to``: how they reach whoever follows."""
_ENDS_TITLE = PREPOSITIONS - {"of"}


def is_auxiliary(word: str) -> bool:
    """Tell whether an auxiliary or an adverb: what may stand between a subject and its verb."""
    return word in AUXILIARIES or word.endswith("ly")


def cue_class(cue: str) -> str:
    """Return ``say`` for the plain verbs, ``strong`` for the others that report speech, ``weak`` for the rest."""
    return "say" if cue in PLAIN_SAY else "strong" if cue in STRONG else "weak"


def cue_at(tokens: Sequence[Token], index: int, sentence: int) -> str | None:
    """Return the cue that follows at ``index`` after adverbs and auxiliaries (at most three), or ``None``."""
    for at in range(index, index + 4):
        token = in_sentence(tokens, at, sentence)
        if token.kind != WORD:
            return None
        if token.low in CUES:
            return token.low
        if not is_auxiliary(token.low):
            return None
    return None


def say_at(tokens: Sequence[Token], index: int, sentence: int) -> bool:
    return in_sentence(tokens, index, sentence).low in PLAIN_SAY


def cue_right(tokens: Sequence[Token], after: int, right: Token) -> tuple[str | None, str]:
    """Return the cue to the right of a candidate and how it is reached: ``R`` at once, ``Ra`` after an apposition, ``Ro`` after a
    phrase with a preposition, ``Rn`` within four words."""
    cue = cue_at(tokens, after, right.sentence)
    if cue is not None:
        return cue, "R" + cue_class(cue)
    if right.text in _OPENS_APPOSITION:
        cue = _after_apposition(tokens, after, right.sentence)
        if cue is not None:
            return cue, "Ra" + cue_class(cue)
    elif right.low in ("of", "for", "at", "with", "in", "from", "by", "on"):
        cue = _cue_within(tokens, after, right.sentence, 9)
        if cue is not None:
            return cue, "Ro" + cue_class(cue)
    cue = _cue_within(tokens, after, right.sentence, 5)
    return (cue, "") if cue is None else (cue, "Rn" + cue_class(cue))


def cue_left(tokens: Sequence[Token], before: int, sentence: int) -> tuple[str, str | None]:
    """Return the cue to the left (``said Krol``, ``told Krol``, ``according to Krol``), at once (``L``) or over a role (``Ln``)."""
    for steps in range(7):
        at = before - steps
        token = in_sentence(tokens, at, sentence)
        low = token.low
        if token.kind not in _IN_NAMES:
            break
        if token.kind == WORD and low in CUES:
            near = "L" if steps == 0 else "Ln"
            return (near + "told", None) if low in TOLD else (near + cue_class(low), low)
        if low == "per" and steps <= 2:
            return "Lacc", "per"
        spoken = _SPOKEN_TO.get(token_at(tokens, at - 1).low) if low == "to" else None
        if spoken is not None:
            return spoken
        if low in _ENDS_TITLE:
            break
    return ("Ldash", None) if _signs(tokens, before) else ("", None)


def _signs(tokens: Sequence[Token], before: int) -> bool:
    """Tell whether a dash stands at ``before``, right after a quotation of the same paragraph: a signature follows."""
    dash, quoted = token_at(tokens, before), token_at(tokens, before - 1)
    return dash.text in _DASHES and quoted.kind == QUOTED and quoted.paragraph == dash.paragraph


_DASHES = frozenset(DASHES)


def noun_right(tokens: Sequence[Token], after: int, sentence: int) -> tuple[str | None, str]:
    """Return the noun of saying that somebody's words are called (``Krol’s claim that``): ``Rp`` if its content follows, else ``Rq``."""
    for at in range(after, after + 4):
        token = in_sentence(tokens, at, sentence)
        if token.kind not in _IN_NAMES:
            break
        if token.kind == WORD and token.low in NOUN_CUES:
            ahead = token_at(tokens, at + 1)
            return token.low, "Rp" if ahead.kind == QUOTED or ahead.low in ("that", ",", ":") else "Rq"
    return None, ""


def _after_apposition(tokens: Sequence[Token], index: int, sentence: int) -> str | None:
    """Return the cue after an apposition between commas, dashes or brackets (``Ada Krol, the mayor of Lund, said``)."""
    for at in range(index, index + 30):
        token = in_sentence(tokens, at, sentence)
        if token.kind in _ENDS_APPOSITION:
            return None
        if token.text in _CLOSES_APPOSITION:
            cue = cue_at(tokens, at + 1, sentence)
            if cue is not None and not cue.endswith("ing"):
                return cue
    return None


_ENDS_APPOSITION = frozenset((NOWHERE.kind, QUOTED))
_ENDS_PHRASE = _ENDS_APPOSITION | {PUNCTUATION}


def _cue_within(tokens: Sequence[Token], index: int, sentence: int, words: int) -> str | None:
    for at in range(index, index + words):
        token = in_sentence(tokens, at, sentence)
        if token.kind in _ENDS_PHRASE:
            return None
        if token.low in CUES and token.kind == WORD and not noun_at(tokens, at):
            return token.low
    return None


def noun_at(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word that is a verb of saying elsewhere is a noun here (``Krol’s claim``, ``the report``)."""
    if tokens[at].low not in NOUN_CUES:
        return False
    before = token_at(tokens, at - 1)
    return before.kind == POSSESSIVE or before.low in DETERMINERS
