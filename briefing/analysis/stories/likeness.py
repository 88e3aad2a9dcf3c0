"""How alike two articles are, in whole numbers: by names and rare words, by statements that both carry, by days and languages.

Everything here is exact, so that what comes out does not hang on the order in which articles came.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy

    Numbers = numpy.ndarray[Any, Any]

UNIT = 1_000_000
"""Likenesses are in millionths."""
JOIN = 220_000
"""Likeness that two groups of articles must have on average to be one story."""
LINK = 150_000
"""Below this share of telling words, articles are nothing alike."""
STATEMENT = 100_000
"""What a statement that both carry adds to the likeness of two articles."""
STATEMENTS = 2
"""Statements that add something at most."""
CROWD = 8
"""Articles from which on a word tells less, the less the more often twice as many have it: a name of a season names no event."""
COMMON = 1 << 11
"""Articles from which on a word tells nothing at all."""
SAME_DAYS, NEAR_DAYS, FAR_DAYS = 1, 5, 14
"""Days between two articles up to which they speak for one story, up to which against nothing, and from which on for two."""
SAME_DAYS_COUNT, UNKNOWN_DAYS_COUNT = 1_200, 850
"""Thousandths of a likeness that are left where days are as good as the same, and where one is unknown."""
HELD = 0.8
"""Share of what a copy tells by that its original must tell by, too."""
DAMPED = 1 << 10
"""Damping of a word that few articles have; it is less for others."""

_SOFT = 0.7
_KEPT_BITS = 5


class Era(NamedTuple):
    """The first and the last day of a text and its copies (ordinals, 0 where no full date is known), and its language ("" unknown)."""

    first: int
    last: int
    language: str


@lru_cache(maxsize=1 << 12)
def damping(articles: int) -> int:
    """Return what is left of a word's share, squared, where so many articles have it: falls in steps of twice as many."""
    if articles > COMMON:
        return 0
    step = max(0, articles.bit_length() - (CROWD - 1).bit_length())
    return round(DAMPED / (1 + _SOFT * math.log(2**step)) ** 2)


def coarse(square: int) -> int:
    """Return the square of an article's length rounded to few digits: it moves seldom when a word of it comes to tell less."""
    bits = max(0, square.bit_length() - _KEPT_BITS)
    return square >> bits << bits


def share(dot: int, one: int, other: int) -> int:
    """Return how much of their telling words two articles share, in millionths, from the product of these and both squares of length."""
    product = coarse(one) * coarse(other)
    return min(UNIT, dot * UNIT // max(1, math.isqrt(product)))


def same_text(told: Sequence[Mapping[str, float]]) -> bool:
    """Return whether of two texts, by what their words weigh, the one that tells less is all but held by the other."""
    if len(told) < 2:
        return False
    one, other = told
    shared = sum(weight * other.get(word, 0.0) for word, weight in one.items())
    return shared >= HELD * min(sum(weight * weight for weight in text.values()) for text in told)


def likeness(words: int, statements: int, one: Era, other: Era) -> int:
    """Return how alike two articles are, in millionths: the share of their words, raised by statements, as days and languages allow."""
    if languages_differ(one, other):
        return 0
    return regardless_of_days(words, statements) * in_time(one, other) // 1_000


def regardless_of_days(words: int, statements: int) -> int:
    """Return how alike two articles are if nothing is known of their days."""
    return min(UNIT, words + STATEMENT * min(statements, STATEMENTS))


def languages_differ(one: Era, other: Era) -> bool:
    """Return whether the articles are known to be in two languages."""
    return len({one.language[:2], other.language[:2]} - {""}) > 1


def gap(one: Era, other: Era) -> int:
    """Return the days from the last one of the earlier to the first one of the later; 0 where they overlap."""
    return max(0, one.first - other.last, other.first - one.last)


def in_time(one: Era, other: Era) -> int:
    """Return what days leave of a likeness, or add to it, in thousandths."""
    if 0 in (one.first, other.first):
        return UNKNOWN_DAYS_COUNT
    days = gap(one, other)
    if days <= SAME_DAYS:
        return SAME_DAYS_COUNT
    return min(1_000, max(0, 1_000 * (FAR_DAYS - days) // (FAR_DAYS - NEAR_DAYS)))


class Measures:
    """What :func:`share` and :func:`likeness` ask of many texts, so that one is set beside many at once.

    Args:
        squares: of their lengths.
        eras: their days and languages.
    """

    def __init__(self, squares: Sequence[int], eras: Sequence[Era]) -> None:
        import numpy as np

        self._squares = np.array([coarse(square) for square in squares], np.int64)
        self._first = np.array([one.first for one in eras], np.int64)
        self._last = np.array([one.last for one in eras], np.int64)
        languages = {"": 0}
        self._language = np.array([languages.setdefault(one.language[:2], len(languages)) for one in eras], np.int64)

    def shares(self, one: int, others: Numbers, dots: Numbers) -> Numbers:
        """Return :func:`share` of a text with each of some others, from the products."""
        import numpy as np

        lengths, which = np.unique(self._squares[others], return_inverse=True)
        own = int(self._squares[one])
        roots = [max(1, math.isqrt(own * length)) for length in lengths.tolist()]
        products = dots.astype(np.int64)
        if products.max(initial=0) > _MOST_PRODUCT:
            exact = (dot * UNIT // roots[place] for dot, place in zip(products.tolist(), which.tolist(), strict=True))
            return np.array([min(UNIT, each) for each in exact], np.int64)
        shares: Numbers = np.minimum(UNIT, products * UNIT // np.array(roots, np.int64)[which])
        return shares

    def likenesses(self, one: int, others: Numbers, words: Numbers, statements: Numbers) -> Numbers:
        """Return :func:`likeness` of a text with each of some others."""
        import numpy as np

        raised = np.minimum(UNIT, words + STATEMENT * np.minimum(statements, STATEMENTS))
        languages = self._language[others], self._language[one]
        apart = (languages[0] != languages[1]) & (languages[0] * languages[1] > 0)
        return np.where(apart, 0, raised * self._in_time(one, others) // 1_000)

    def _in_time(self, one: int, others: Numbers) -> Numbers:
        import numpy as np

        first, last = self._first[others], self._last[others]
        days = np.maximum(0, np.maximum(self._first[one] - last, first - self._last[one]))
        left: Numbers = np.clip(1_000 * (FAR_DAYS - days) // (FAR_DAYS - NEAR_DAYS), 0, 1_000)
        left[days <= SAME_DAYS] = SAME_DAYS_COUNT
        left[first * self._first[one] == 0] = UNKNOWN_DAYS_COUNT
        return left


_MOST_PRODUCT = (1 << 63) // UNIT - 1
"""What can be multiplied by :data:`UNIT` in 64 bits."""
