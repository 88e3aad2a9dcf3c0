"""The verb of saying nearest to a possible speaker, and how it is reached: at once, over an apposition, over a role.

Looks at tokens only, a bounded number on each side.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.analysis.quotations.tokens import CAPITAL, DASHES, POSSESSIVE, PUNCTUATION, QUOTED, WORD, Token
from briefing.lexicon.reporting_verbs import AUXILIARIES, CUES, NOUN_CUES, SAY, STRONG
from briefing.lexicon.speaker_words import DETERMINERS, PREPOSITIONS

_TOLD = frozenset("told tells tell telling asked reminded informed assured accused".split())
PLAIN_SAY = SAY | frozenset(
    "told added asked wrote noted argued insisted replied explained continued warned tweeted concluded declared testified".split()
)


def cue_class(cue: str) -> str:
    """Return ``say`` for the plain verbs, ``strong`` for the others that report speech, ``weak`` for the rest."""
    return "say" if cue in PLAIN_SAY else "strong" if cue in STRONG else "weak"


def cue_at(tokens: Sequence[Token], index: int, sentence: int) -> str | None:
    """Return the cue that follows at ``index`` after adverbs and auxiliaries (at most three), or ``None``."""
    for at in range(index, min(index + 4, len(tokens))):
        token = tokens[at]
        if token.sentence != sentence or token.kind != WORD:
            return None
        if token.low in CUES:
            return token.low
        if token.low not in AUXILIARIES and not token.low.endswith("ly"):
            return None
    return None


def say_at(tokens: Sequence[Token], index: int, sentence: int) -> bool:
    return index < len(tokens) and tokens[index].sentence == sentence and tokens[index].low in PLAIN_SAY


def cue_right(tokens: Sequence[Token], after: int, right: Token) -> tuple[str | None, str]:
    """Return the cue to the right of a candidate and how it is reached: ``R`` at once, ``Ra`` after an apposition, ``Ro`` after a
    phrase with a preposition, ``Rn`` within four words."""
    cue = cue_at(tokens, after, right.sentence)
    if cue is not None:
        return cue, "R" + cue_class(cue)
    if right.kind == PUNCTUATION and right.text in ",(" + DASHES:
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
    at = before
    steps = 0
    while at >= 0 and steps < 7:
        token = tokens[at]
        if token.sentence != sentence or token.kind not in (WORD, CAPITAL, POSSESSIVE):
            break
        low = token.low
        if token.kind == WORD and low in CUES:
            near = "L" if steps == 0 else "Ln"
            return (near + "told", None) if low in _TOLD else (near + cue_class(low), low)
        if low == "per" and steps <= 2:
            return "Lacc", "per"
        if low == "to" and at > 0 and tokens[at - 1].low in ("according", "spoke", "speaking", "talking"):
            return ("Lacc", "according to") if tokens[at - 1].low == "according" else ("Lto", None)
        if low in PREPOSITIONS and low != "of":
            break
        at -= 1
        steps += 1
    if steps == 0 and before > 0 and tokens[before].kind == PUNCTUATION and tokens[before].text in DASHES:
        quoted = tokens[before - 1]
        if quoted.kind == QUOTED and quoted.paragraph == tokens[before].paragraph:
            return "Ldash", None
    return "", None


def noun_right(tokens: Sequence[Token], after: int, sentence: int) -> tuple[str | None, str]:
    """Return the noun of saying that somebody's words are called (``Krol’s claim that``): ``Rp`` if its content follows, else ``Rq``."""
    for at in range(after, min(after + 4, len(tokens))):
        token = tokens[at]
        if token.sentence != sentence or token.kind not in (WORD, POSSESSIVE, CAPITAL):
            break
        if token.kind == WORD and token.low in NOUN_CUES:
            ahead = tokens[at + 1] if at + 1 < len(tokens) else token
            return token.low, "Rp" if ahead.kind == QUOTED or ahead.low in ("that", ",", ":") else "Rq"
    return None, ""


def _after_apposition(tokens: Sequence[Token], index: int, sentence: int) -> str | None:
    """Return the cue after an apposition between commas, dashes or brackets (``Ada Krol, the mayor of Lund, said``)."""
    for at in range(index, min(index + 30, len(tokens))):
        token = tokens[at]
        if token.sentence != sentence or token.kind == QUOTED:
            return None
        if token.kind == PUNCTUATION and token.text in ",)" + DASHES:
            cue = cue_at(tokens, at + 1, sentence)
            if cue is not None and not cue.endswith("ing"):
                return cue
    return None


def _cue_within(tokens: Sequence[Token], index: int, sentence: int, words: int) -> str | None:
    for at in range(index, min(index + words, len(tokens))):
        token = tokens[at]
        if token.sentence != sentence or token.kind in (QUOTED, PUNCTUATION):
            return None
        if token.low in CUES and token.kind == WORD and not noun_at(tokens, at):
            return token.low
    return None


def noun_at(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word that is a verb of saying elsewhere is a noun here (``Krol’s claim``, ``the report``)."""
    if at == 0 or tokens[at].low not in NOUN_CUES:
        return False
    before = tokens[at - 1]
    return before.kind == POSSESSIVE or before.low in DETERMINERS
