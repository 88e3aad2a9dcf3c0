"""Word tables for the phrases of time and place that open a sentence. Only tables."""

from __future__ import annotations

_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "january february march april may june july august september october november december".split()
_LENGTHS = (
    "hour hours day days week weeks month months year years decade decades century centuries quarter quarters season winter spring summer "
    "autumn war period"
).split()
_MOMENTS = frozenset(
    (
        *_DAYS,
        *_MONTHS,
        *_LENGTHS,
        *"today tomorrow yesterday noon midnight dawn dusk morning afternoon evening night".split(),
    )
)
_STRETCHES = frozenset(_LENGTHS)
PERIODS = {
    "between": _MOMENTS, "since": _MOMENTS, "until": _MOMENTS, "till": _MOMENTS, "by": _MOMENTS, "from": _MOMENTS, "within": _MOMENTS,
    "throughout": _MOMENTS, "starting": _MOMENTS, "beginning": _MOMENTS, "during": _STRETCHES, "over": _STRETCHES, "next": _MOMENTS,
    "in": frozenset(("next", "coming")),
}  # fmt: skip
"""Words that open a phrase of a period or of a time to come, and the words one of which must follow."""
NUMBERED = frozenset(("between", "since", "until", "till", "by", "from", "within", "throughout"))
"""Words behind which a number is a time (``since 2019``)."""
FILLING = frozenset(
    "the a an of in on about around early late mid end start beginning middle past last next coming following first final few several many "
    "two three four five six seven eight nine ten".split()
)
"""Words that may stand between the opening of a period and its time."""
OCCASIONS = frozenset(
    "statement statements briefing briefings conference conferences interview interviews speech speeches hearing hearings meeting meetings "
    "call calls letter letters post posts tweet tweets message messages email e-mail emails report reports testimony address remarks comments "
    "release releases session sessions debate debates visit trip ceremony filing filings memo appearance broadcast phone telephone "
    "article essay book complaint indictment".split()
)
"""Occasions on which people speak: a phrase with one says when or where it was said."""
STATED = frozenset("statement statements release releases briefing briefings remarks tweet tweets".split())
"""Those on which people do nothing but speak."""
