"""Digests: texts whose parts tell several events. They stand in no story, and are mentioned under each that they tell."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from briefing.analysis.stories import profile

MANY = 3
"""Stories of which a text tells so many that it is a digest of them."""
TELLS = 0.15
"""Share of its telling words that a part must have in common with an article of a story to tell that."""
CLEARLY = 1.5
"""A part tells the story that it is so many times as like as the next one."""

Group = tuple[str, ...]


def told(
    parts: Sequence[Mapping[str, float]], groups: Sequence[Group], weights: Mapping[str, Mapping[int, int]]
) -> list[str]:
    """Return the first articles of the stories that the parts of a text tell, in order; none if these are too few, or one of them
    takes more than half of the parts.

    Args:
        parts: what each part weighs by word.
        groups: the articles of each story that the text is like.
        weights: of each of these articles, by the numbers of words.
    """
    counts: dict[Group, int] = {}
    squares = {id: _square(weights[id]) for id in weights}
    for part in parts:
        numbered = {profile.number(word): weight for word, weight in part.items()}
        square = _square(numbered)
        alike = {id: _share(numbered, weights[id], square * squares[id]) for group in groups for id in group}
        shares = sorted(((max(map(alike.__getitem__, group)), group) for group in groups), reverse=True)
        if shares[0][0] >= max(TELLS, CLEARLY * shares[1][0]):
            counts[shares[0][1]] = counts.get(shares[0][1], 0) + 1
    if len(counts) < MANY or 2 * max(counts.values()) > len(parts):
        return []
    return sorted(min(group) for group in counts)


def _square(weights: Mapping[int, float]) -> float:
    return sum(w * w for w in weights.values())


def _share(one: Mapping[int, float], other: Mapping[int, int], squares: float) -> float:
    return sum(w * other.get(n, 0) for n, w in one.items()) / math.sqrt(squares) if squares else 0.0
