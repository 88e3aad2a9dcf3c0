"""Whether two quotations print the same words, and which stretches of each: the links that statements are made of.

A link rests on words in the same order, weighed by how much each tells. Nothing here knows speakers, articles or meaning:
two people who say alike things in other words are never linked.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from itertools import pairwise
from math import log, log1p
from typing import NamedTuple

from briefing.analysis.statements import runs
from briefing.analysis.statements.normalise import CONTENT, WEAK, Pattern
from briefing.analysis.statements.runs import LEAST, Block, chain

INDIRECT_SCORE = 0.3
"""What words reported without marks need to pass :func:`score`."""

SHORTEST = 3
"""Words that a quotation must have to be linked."""

LEFT = 5
"""Common words beside a link in which a further one is looked for."""

SENTENCE_WORDS = 6
SENTENCE_MASS = 7.0
SENTENCE_SHARE = 0.9
"""A sentence of so many words and so much mass counts by itself if this share of it stands in the other quotation, most of
it in one run."""


SLACK = 1e-6
"""What sums of the same weights in another order may differ by."""


class Link(NamedTuple):
    """Words ``[a_start, a_end)`` of one unit stand for words ``[b_start, b_end)`` of the other.

    ``mass`` is the weight of the words that match, ``containment`` its share of the shorter unit, ``score`` how sure it is
    (0 is the threshold). ``seams`` are pairs of words that open one and the same sentence on both sides.
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    mass: float
    containment: float
    score: float
    seams: tuple[tuple[int, int], ...] = ()

    def turned(self) -> Link:
        turned = tuple([(b, a) for a, b in self.seams])
        return Link(self.b_start, self.b_end, self.a_start, self.a_end, self.mass, self.containment, self.score, turned)


def links(a: Pattern, b: Pattern) -> list[Link]:
    """Return the stretches that ``a`` and ``b`` share, the surest first; none if they are not the same words.

    More than one where both run several sentences together and share some of them, or tell them in another order.
    """
    if len(a.words) > len(b.words):
        return [one.turned() for one in links(b, a)]
    if len(a.words) < SHORTEST:
        return []
    if a.words == b.words:
        return _identical(a, b)
    found = [] if hopeless(a, b) else runs.common(a, b)
    if not found:
        return []
    low, high = chain(found)
    crossing = runs.crossing(a, b, found[low], found[high - 1])
    masses = [runs.mass(a, piece) for piece in crossing]
    result = _in_order(a, b, found, sum(masses))
    if result:
        rest = result[0].mass + sum(masses)
        turned = [
            _judge(a, b, piece, first=True, elsewhere=rest - mass) for piece, mass in zip(crossing, masses, strict=True)
        ]
        result += [one for one in turned if one is not None]
    return result


def _identical(a: Pattern, b: Pattern) -> list[Link]:
    """Return the link of two runs of the same words."""
    if a.mass < (WEAK if a.indirect or b.indirect else LEAST) or a.content == 0:
        return []
    size = len(a.words)
    return [Link(0, size, 0, size, a.mass, 1.0, score(1.0, a.mass, size), _seams(a, b, [(0, 0, size)]))]


def _in_order(a: Pattern, b: Pattern, found: list[Block], elsewhere: float) -> list[Link]:
    """Return the links among blocks in one order: the densest chain, then those left and right of it. ``elsewhere``: mass that both share
    in another order."""
    result: list[Link] = []
    rest = [found]
    while rest:
        part = rest.pop()
        low, high = chain(part)
        one = _judge(a, b, part[low:high], first=not result, elsewhere=0.0 if result else elsewhere)
        if one is not None:
            result.append(one)
            rest += [piece for piece in (part[:low], part[high:]) if sum(size for _, _, size in piece) >= LEFT]
    return result


def hopeless(a: Pattern, b: Pattern) -> bool:
    """Return whether no order of their words could link two wordings (``a`` the shorter one): all that they share, taken as one run,
    passes neither as a whole nor as a sentence. Changes no result; spares most pairs the search for the longest runs."""
    bag_a, bag_b = a.bag, b.bag
    common = bag_a.keys() & bag_b.keys()
    mass = sum([bag_a[word] for word in common])
    if mass < LEAST - SLACK:
        return True
    run = len(common) + len(a.words) - len(bag_a)
    needed = INDIRECT_SCORE if a.indirect or b.indirect else 0.0
    if score(mass / a.mass, mass, run) >= needed - SLACK:
        return False
    if needed:
        return True
    least = SENTENCE_SHARE * SENTENCE_MASS - SLACK
    if mass < least and sum([bag_b[word] for word in common]) < least:
        return True
    return not any(_may_hold_a_sentence(unit, common) for unit in (a, b))


def _may_hold_a_sentence(unit: Pattern, common: Set[int]) -> bool:
    for start, end in pairwise([0, *unit.seams, len(unit.words)]):
        if end - start >= SENTENCE_WORDS:
            words, weights = unit.words[start:end], unit.weights[start:end]
            inside = sum([weight for word, weight in zip(words, weights, strict=True) if word in common])
            if inside >= SENTENCE_SHARE * sum(weights) - SLACK:
                return True
    return False


def score(containment: float, mass: float, run: int) -> float:
    """Return how sure it is that words are the same statement; 0 is the threshold.

    A linear rule, fitted by logistic regression on one half of the judged pairs of 300 news articles, and as pairs that are no
    statement, on quotations of strangers and of articles that lie more than a month apart: verbatim runs make up for what is
    missing, and what is contained for what was reworded.
    """
    return 10.4 * containment + 2.3 * log1p(mass) + 4.8 * log(run) - 20.4


def _judge(a: Pattern, b: Pattern, kept: Sequence[Block], *, first: bool, elsewhere: float = 0.0) -> Link | None:
    """Return the link that these blocks are, if they are one; ``elsewhere``: mass that both share in another order."""
    kept = _without_tails(a, b, kept)
    a_start, b_start, _ = kept[0]
    a_end, b_end = kept[-1][0] + kept[-1][2], kept[-1][1] + kept[-1][2]
    matched = [w for start, _, size in kept for w in a.weights[start : start + size]]
    mass = sum(matched)
    if mass < LEAST or max(matched) < CONTENT:
        return None
    run = max(size for _, _, size in kept)
    containment = mass / a.mass
    sure = score(min(1.0, containment + elsewhere / a.mass), mass + elsewhere, run)
    if a.indirect or b.indirect:
        # A reporter's own words: half of them at least, no common phrase, and no allowance for single sentences.
        if sure < INDIRECT_SCORE or containment < 0.5 or mass < WEAK:
            return None
        return Link(a_start, a_end, b_start, b_end, mass, containment, sure, _seams(a, b, kept))
    if sure < 0 or not first:
        # A sentence of its own that the other holds whole, whatever else both say.
        whole = _sentence(a, b, kept)
        if whole < SENTENCE_SHARE:
            return None
        sure = max(sure, 0.0)
    return Link(a_start, a_end, b_start, b_end, mass, containment, sure, _seams(a, b, kept))


def _without_tails(a: Pattern, b: Pattern, kept: Sequence[Block]) -> Sequence[Block]:
    """Without the chance matches of a further sentence that is another one on each side."""
    if len(kept) < 2 or not a.seams or not b.seams:
        return kept
    for at_a, at_b in reversed(_seams(a, b, kept)):
        if _held(a, b, kept, (at_a, _next(a, at_a)), (at_b, _next(b, at_b))):
            break
        kept = _clipped(kept, (0, at_a), (0, at_b))
    for at_a, at_b in _seams(a, b, kept):
        if _held(a, b, kept, (_last(a, at_a), at_a), (_last(b, at_b), at_b)):
            break
        kept = _clipped(kept, (at_a, len(a.words)), (at_b, len(b.words)))
    return kept


def _next(unit: Pattern, seam: int) -> int:
    place = bisect_right(unit.seams, seam)
    return unit.seams[place] if place < len(unit.seams) else len(unit.words)


def _last(unit: Pattern, seam: int) -> int:
    place = bisect_left(unit.seams, seam)
    return unit.seams[place - 1] if place else 0


def _clipped(kept: Sequence[Block], range_a: tuple[int, int], range_b: tuple[int, int]) -> list[Block]:
    result = []
    for start_a, start_b, size in kept:
        low = max(0, range_a[0] - start_a, range_b[0] - start_b)
        high = min(size, range_a[1] - start_a, range_b[1] - start_b)
        if low < high:
            result.append((start_a + low, start_b + low, high - low))
    return result


def _held(a: Pattern, b: Pattern, kept: Sequence[Block], range_a: tuple[int, int], range_b: tuple[int, int]) -> bool:
    """Return whether the shorter one of two sentences stands in the other by a third of its mass."""
    inside = sum(sum(a.weights[start : start + size]) for start, _, size in _clipped(kept, range_a, range_b))
    return inside >= 0.34 * min(sum(a.weights[slice(*range_a)]), sum(b.weights[slice(*range_b)]))


def _seams(a: Pattern, b: Pattern, kept: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    """Return where one sentence opens on both sides, inside the stretch: between the same two matched words of each."""
    if not a.seams or not b.seams:
        return ()
    found = []
    for at_a in a.seams:
        if not kept[0][0] < at_a < kept[-1][0] + kept[-1][2]:
            continue
        # The words of ``b`` between the last match before the seam and the first one after it.
        low, high = 0, len(b.words)
        for start_a, start_b, size in kept:
            if start_a < at_a:
                low = start_b + min(size, at_a - start_a)
            if start_a + size > at_a:
                high = start_b + max(0, at_a - start_a)
                break
        place = bisect_left(b.seams, low)
        if place < len(b.seams) and b.seams[place] <= high:
            found.append((at_a, b.seams[place]))
    return tuple(found)


def _sentence(a: Pattern, b: Pattern, kept: Sequence[Block]) -> float:
    """Return the largest share of a sentence of either that stands in the blocks."""
    best = 0.0
    for unit, side in ((a, 0), (b, 1)):
        for start, end in pairwise([0, *unit.seams, len(unit.words)]):
            if end - start < SENTENCE_WORDS or end <= kept[0][side] or start >= kept[-1][side] + kept[-1][2]:
                continue
            mass = sum(unit.weights[start:end])
            if mass < SENTENCE_MASS:
                continue
            inside, run = 0.0, 0
            for block in kept:
                low, high = max(start, block[side]), min(end, block[side] + block[2])
                if low < high:
                    inside += sum(unit.weights[low:high])
                    run = max(run, high - low)
            if 2 * run >= end - start:
                best = max(best, inside / mass)
    return best
