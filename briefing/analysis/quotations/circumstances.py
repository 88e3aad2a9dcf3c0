"""Phrases of time and place that open a sentence before its attribution: part of what is said, or when it was said.

The rule: a period or a time to come belongs to what is said (``Between May and July, Krol said the mill was shut``), a single day or an
occasion of speaking to the saying (``On Tuesday, Krol said …``). Between commas the attribution only interrupts: then every such phrase
belongs to what is said, but for a statement, where people do nothing but speak. Never decides whether a clause is reported.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.analysis.quotations.tokens import NUMBER, POSSESSIVE, QUOTED, Token
from briefing.lexicon.speech.circumstance_words import FILLING, NUMBERED, OCCASIONS, PERIODS, STATED
from briefing.lexicon.speech.report_words import PREPOSITIONS

_OPENINGS = (PREPOSITIONS | PERIODS.keys()) - {"to"}
"""What opens phrases of time, place and manner; ``to`` opens a purpose."""
_OWNED = frozenset((POSSESSIVE, QUOTED))


def is_circumstance(phrase: Sequence[Token]) -> bool:
    """Tell whether a phrase without a verb says when, where or how: ``in the hills east of Lund``."""
    return any(token.low in _OPENINGS for token in phrase[:1])


def is_statement(phrase: Sequence[Token]) -> bool:
    """Tell whether a phrase without a verb says in what statement somebody spoke: ``in a statement on Tuesday``."""
    return any(token.low in STATED for token in phrase) if is_circumstance(phrase) else False


def is_period(phrase: Sequence[Token]) -> bool:
    """Tell whether a phrase without a verb says how long something lasted, or when it will be: ``by the end of the year``."""
    wanted = PERIODS.get(phrase[0].low) if phrase else None
    if wanted is None:
        return False
    spoken = any(token.low in OCCASIONS for token in phrase)
    owned = any(token.kind in _OWNED for token in phrase)  # during last year's feast
    return False if (spoken or owned) else _has_time(phrase, wanted)


def _has_time(phrase: Sequence[Token], wanted: frozenset[str]) -> bool:
    """Tell whether the first telling word behind the one that opens a phrase is a time, or a number where that is a time."""
    for token in phrase[1:]:
        if token.low in wanted:
            return True
        if token.kind == NUMBER:
            if phrase[0].low in NUMBERED:
                return True
        elif token.low not in FILLING:
            return False
    return False
