"""A speaker with the phrase without which the words name nobody: ``members of the board``, ``a spokesman for the guild``.

Looks at the tokens beside a chosen mention, a bounded number of them. Never chooses a mention.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.analysis.quotations.speakers.stream import Candidate
from briefing.analysis.quotations.tokens import CAPITAL, NUMBER, POSSESSIVE, WORD, Token, in_sentence
from briefing.lexicon.name_kinds import DOCUMENTS, ISSUED
from briefing.lexicon.speech.report_words import NOT_IN_SUBJECTS, TIMES
from briefing.lexicon.speech.reporting_verbs import AUXILIARIES, CUES
from briefing.lexicon.speech.speaker_words import (
    CONJUNCTIONS,
    DETERMINERS,
    INSTITUTIONS,
    PLURAL_ROLES,
    PREPOSITIONS,
    ROLES,
    SUBORDINATORS,
)

LINKS = frozenset(("of", "for", "at", "from", "in"))
"""Words that tie somebody to a body, a place or a person."""
HEADS = (
    PLURAL_ROLES | ROLES | {"one", "some", "many", "most", "several", "spokespeople", "spokespersons"}
) - INSTITUTIONS
"""Nouns of people that say little by themselves."""
_ENDS = (
    CUES | AUXILIARIES | TIMES | SUBORDINATORS | CONJUNCTIONS | NOT_IN_SUBJECTS | PREPOSITIONS | {"who", "whose"}
) - {"of"}
_OUTSIDE = _ENDS - DETERMINERS
_NOBODY = _ENDS | DOCUMENTS | ISSUED | {"words"}
_LONGEST = 10
"""Tokens of a phrase that are looked at."""
_BEFORE = 3
"""Words before a head that belong to it (``a former member``)."""


def phrase(tokens: Sequence[Token], candidate: Candidate) -> tuple[int, int] | None:
    """Return the first and the last token of the phrase that names a speaker, ``None`` if the mention does so by itself."""
    if tokens[candidate.last].low in HEADS:
        return _behind(tokens, candidate.first, candidate.last, candidate.sentence)
    head = _governing(tokens, candidate)
    if head is None:
        return None
    first = head
    while first > head - _BEFORE and _belongs(in_sentence(tokens, first - 1, candidate.sentence)):
        first -= 1
    return first, _end(tokens, candidate.last, candidate.sentence)


def _behind(tokens: Sequence[Token], first: int, head: int, sentence: int) -> tuple[int, int] | None:
    """Return the phrase that begins at ``first`` and goes on behind its head with a link."""
    if in_sentence(tokens, head + 1, sentence).low not in LINKS:
        return None
    last = _end(tokens, head + 1, sentence)
    return None if last == head + 1 else (first, last)


def _governing(tokens: Sequence[Token], candidate: Candidate) -> int | None:
    """Return the noun of people whose phrase a mention stands in (``supporters of Ada Krol``), ``None`` if there is none."""
    at = candidate.first - 1
    while in_sentence(tokens, at, candidate.sentence).low in DETERMINERS:
        at -= 1
    link, head = (in_sentence(tokens, place, candidate.sentence) for place in (at, at - 1))
    if (head.low, link.low) == ("close", "to"):
        at -= 1
        link, head = head, in_sentence(tokens, at - 1, candidate.sentence)
    return at - 1 if (link.low in LINKS | {"close"} and _are_people(head, candidate)) else None


def _are_people(head: Token, candidate: Candidate) -> bool:
    """Tell whether a noun before a link speaks rather than the name behind it: one of people, or any if the verb follows the name
    (``fishermen from Lund said``)."""
    if head.low in HEADS:
        return True
    noun = head.kind == WORD and head.low not in _NOBODY
    return candidate.relation.startswith("R") if noun else False


def _belongs(token: Token) -> bool:
    """Tell whether a word before a noun is its determiner or adjective."""
    return token.low not in _OUTSIDE if token.kind == WORD else token.low in DETERMINERS


def _end(tokens: Sequence[Token], last: int, sentence: int) -> int:
    """Return the last token of the noun phrase that goes on behind ``last``."""
    for at in range(last + 1, last + _LONGEST):
        token = in_sentence(tokens, at, sentence)
        if token.kind not in _IN_PHRASES:
            break
        if token.low in (_ENDS if token.kind == WORD else CONJUNCTIONS):
            break
        last = at
    return last - (tokens[last].low == "of")


_IN_PHRASES = frozenset((WORD, CAPITAL, NUMBER, POSSESSIVE))
