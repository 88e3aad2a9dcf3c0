"""Which names may well be one: the order in which a merge offers them. Pure functions on entities; joins nothing itself."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from math import inf

from briefing.model import Entity
from briefing.text import fold

SPELT_ALIKE = 72.0
"""Share (0-100) of the letters that two spellings of one name have in common: ``Kyiv`` and ``Kiev`` share 75."""
_SMALL = frozenset({"the", "of", "and", "for", "in", "on", "de", "la"})
"""Words that initials leave out."""


def candidates(entity: Entity, others: Sequence[Entity]) -> tuple[list[Entity], list[Entity]]:
    """Return ``others`` that may be ``entity``, the likeliest first, and the rest: of its kind first, the one named nearest to it first
    (what is torn apart in two stands side by side).

    What counts: a word in common (the fewer names have it, the more), initials, a similar spelling, the same kind; then how many
    articles name both. All spellings of both are looked at.
    """
    from rapidfuzz import fuzz

    own = _Forms(entity)
    forms = [_Forms(other) for other in others]
    held = Counter(word for each in forms for word in each.words)
    starts: dict[str, list[int]] = {}
    for mention in sorted(entity.mentions, key=lambda mention: mention.span):
        starts.setdefault(mention.article, []).append(mention.span[0])
    alike: list[tuple[float, int, Entity]] = []
    rest: list[tuple[bool, float, Entity]] = []
    for other, form in zip(others, forms, strict=True):
        score = sum(1.0 / held[word] for word in own.words & form.words)
        if own.short & form.initials or own.initials & form.short or own.short & form.short:
            score += 2.0
        if min(len(own.name), len(form.name)) > 3:
            score += fuzz.ratio(own.name, form.name, score_cutoff=SPELT_ALIKE) / 100.0
        same = other.type == entity.type
        if score:
            shared = len(starts.keys() & {mention.article for mention in other.mentions})
            alike.append((-score - 0.5 * same, -shared, other))
        else:
            rest.append((not same, _distance(other, starts), other))
    alike.sort(key=lambda row: row[:2])
    rest.sort(key=lambda row: row[:2])
    return [row[2] for row in alike], [row[2] for row in rest]


def _distance(other: Entity, starts: Mapping[str, list[int]]) -> float:
    """Code points from the mention of ``other`` that is nearest to one of the ``starts``; infinite if no article names both."""
    nearest = inf
    for mention in other.mentions:
        if (there := starts.get(mention.article)) is not None:
            place = bisect_left(there, mention.span[0])
            for start in there[max(0, place - 1) : place + 1]:
                nearest = min(nearest, abs(mention.span[0] - start))
    return nearest


class _Forms:
    """The spellings of one entity, taken apart."""

    def __init__(self, entity: Entity) -> None:
        folded = {fold(text) for text in (entity.name, *(alias.text for alias in entity.aliases))}
        self.name = fold(entity.name)
        parts = [text.replace(".", "").split() for text in folded]
        self.words = {word for words in parts for word in words if len(word) > 2 and word not in _SMALL}
        letters = ("".join(word[0] for word in words if word not in _SMALL) for words in parts)
        self.initials = {initials for initials in letters if len(initials) > 1}
        self.short = {short for words in parts if len(short := "".join(words)) > 1}
