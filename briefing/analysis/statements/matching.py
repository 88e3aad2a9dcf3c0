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

from briefing.analysis.statements.normalise import CONTENT, WEAK, Pattern

LEAST = 3.0
"""A link needs at least so much mass: "one way or the other" is no statement."""

INDIRECT_SCORE = 0.3
"""What words reported without marks need to pass :func:`score`."""

LONGEST = 2_000
"""Words of a unit that are matched; nobody quotes more in one piece."""

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


Block = tuple[int, int, int]
"""Start in the one, start in the other, length in words."""


def blocks(a: Sequence[int], b: Sequence[int]) -> list[Block]:
    """The common words of ``a`` and ``b`` in order."""
    from rapidfuzz.distance import LCSseq

    found = [
        (op.src_start, op.dest_start, op.src_end - op.src_start) for op in LCSseq.opcodes(a, b) if op.tag == "equal"
    ]
    return _compact(found, a, b) if len(found) > 1 else found


def _compact(found: Sequence[Block], a: Sequence[int], b: Sequence[int]) -> list[Block]:
    """The same number of common words in fewer blocks: one that fits right before or after its neighbour moves there.

    ("I have not done wrong. I have not broken laws" against "I have not broken laws": one run, not two.)
    """
    result = [found[-1]]
    for start_a, start_b, size in reversed(found[:-1]):
        next_a, next_b, length = result[-1]
        if (next_a - start_a == size) != (next_b - start_b == size):
            if a[next_a - size : next_a] == b[next_b - size : next_b]:
                result[-1] = (next_a - size, next_b - size, length + size)
                continue
            end_a, end_b = start_a + size, start_b + size
            if a[end_a : end_a + length] == b[end_b : end_b + length]:
                result[-1] = (start_a, start_b, size + length)
                continue
        result.append((start_a, start_b, size))
    result.reverse()
    return result


def chain(found: Sequence[Block], density: float = 0.5) -> tuple[int, int]:
    """The densest run of blocks around the largest one, as a range of indexes of ``found``.

    A neighbour joins as long as ``density`` of the stretch that results is matched words, on both sides. Nearer ones
    (measured by their own size) come first.
    """
    best = max(range(len(found)), key=lambda i: (found[i][2], -i))
    low, high = best, best + 1
    matched = found[best][2]
    while True:
        options = []
        first, last = found[low], found[high - 1]
        if low:
            a, b, size = found[low - 1]
            options.append((max(first[0] - a - size, first[1] - b - size) / size, -1, size))
        if high < len(found):
            a, b, size = found[high]
            options.append((max(a - last[0] - last[2], b - last[1] - last[2]) / size, 1, size))
        for _, side, size in sorted(options):
            new_low, new_high = (low - 1, high) if side < 0 else (low, high + 1)
            a0, b0, _ = found[new_low]
            a1, b1, length = found[new_high - 1]
            if matched + size >= density * max(a1 + length - a0, b1 + length - b0):
                low, high, matched = new_low, new_high, matched + size
                break
        else:
            return low, high


def _anchor(a: Sequence[int], b: Sequence[int], weights: Sequence[float]) -> Block:
    """The common run that tells most (the first of equals)."""
    places: dict[int, list[int]] = {}
    for index, word in enumerate(b):
        places.setdefault(word, []).append(index)
    best, best_mass = (0, 0, 0), -1.0
    running: dict[int, tuple[int, float]] = {}
    for index, word in enumerate(a):
        following: dict[int, tuple[int, float]] = {}
        for place in places.get(word, ()):
            size, mass = running.get(place - 1, (0, 0.0))
            size, mass = size + 1, mass + weights[index]
            following[place] = (size, mass)
            if mass > best_mass + 1e-9:
                best, best_mass = (index - size + 1, place - size + 1, size), mass
        running = following
    return best


def _around(anchor: Block, a: Sequence[int], b: Sequence[int], found: list[Block]) -> list[Block]:
    """Common words left and right of ``anchor``, with it; ``found`` if the anchor lies inside one of its blocks."""
    start_a, start_b, size = anchor
    for block in found:
        if start_a - block[0] == start_b - block[1] and 0 <= start_a - block[0] <= block[2] - size:
            return found
    left = blocks(a[:start_a], b[:start_b])
    right = blocks(a[start_a + size :], b[start_b + size :])
    return [*left, anchor, *((x + start_a + size, y + start_b + size, n) for x, y, n in right)]


def links(a: Pattern, b: Pattern) -> list[Link]:
    """The stretches that ``a`` and ``b`` share, the surest first; none if they are not the same words.

    More than one where both run several sentences together and share some of them.
    """
    if len(a.words) > len(b.words):
        return [one.turned() for one in links(b, a)]
    if len(a.words) < 3:
        return []
    if a.words == b.words:
        if a.mass < (WEAK if a.indirect or b.indirect else LEAST) or a.content == 0:
            return []
        size = len(a.words)
        return [Link(0, size, 0, size, a.mass, 1.0, score(1.0, a.mass, size), _seams(a, b, [(0, 0, size)]))]
    if hopeless(a, b):
        return []
    words_a, words_b = a.words[:LONGEST], b.words[:LONGEST]
    found = blocks(words_a, words_b)
    if len(found) > 1:
        anchor = _anchor(words_a, words_b, a.weights)
        if anchor not in found:
            found = _around(anchor, words_a, words_b, found)
    result: list[Link] = []
    rest = [found] if found else []
    crossing: list[list[Block]] | None = None
    while rest:
        part = rest.pop()
        low, high = chain(part)
        if crossing is None:
            crossing = _crossing(a, b, part[low], part[high - 1])
        elsewhere = sum([_mass(a, piece) for piece in crossing]) if not result else 0.0
        one = _judge(a, b, part[low:high], first=not result, elsewhere=elsewhere)
        if one is None:
            continue
        result.append(one)
        rest += [piece for piece in (part[:low], part[high:]) if sum(size for _, _, size in piece) >= 5]
    if result and crossing:
        for piece in crossing:
            elsewhere = result[0].mass + sum([_mass(a, other) for other in crossing if other is not piece])
            one = _judge(a, b, piece, first=True, elsewhere=elsewhere)
            result += [one] if one is not None else []
    return result


TURNED = 4
"""Words that a passage must have in one run to be found in another place of the order."""

PASSAGES = 8
"""Passages in another order that are looked for: nobody turns round more."""

Field = tuple[int, int, int, int]
"""Words of the one [start, end) and of the other [start, end)."""


def _crossing(a: Pattern, b: Pattern, first: Block, last: Block) -> list[list[Block]]:
    """The passages that stand before a chain of blocks (from ``first`` to ``last``) in the one and behind it in the other."""
    whole = (0, min(len(a.words), LONGEST), 0, min(len(b.words), LONGEST))
    fields = _corners(whole, first, last)[:2]
    result: list[list[Block]] = []
    while fields and len(result) < PASSAGES:
        field = fields.pop(0)
        piece = _passage(a, b, field)
        if piece:
            result.append(piece)
            fields += _corners(field, piece[0], piece[-1])
    return result


def _corners(field: Field, first: Block, last: Block) -> list[Field]:
    """What a chain of blocks leaves of a field: where the order is another one, then where it is the same."""
    a, a_end, b, b_end = field
    start_a, start_b, stop_a, stop_b = first[0], first[1], last[0] + last[2], last[1] + last[2]
    return [
        (a, start_a, stop_b, b_end), (stop_a, a_end, b, start_b), (a, start_a, b, start_b), (stop_a, a_end, stop_b, b_end)
    ]  # fmt: skip


def _passage(a: Pattern, b: Pattern, field: Field) -> list[Block]:
    """The chain around the run that tells most in a field; none if it is short."""
    at_a, end_a, at_b, end_b = field
    if min(end_a - at_a, end_b - at_b) < TURNED:
        return []
    words_a, words_b, weights = a.words[at_a:end_a], b.words[at_b:end_b], a.weights[at_a:end_a]
    common = set(words_a) & set(words_b)
    if sum([weight for word, weight in zip(words_a, weights, strict=True) if word in common]) < LEAST:
        return []
    found = _around(_anchor(words_a, words_b, weights), words_a, words_b, [])
    low, high = chain(found)
    piece = [(x + at_a, y + at_b, size) for x, y, size in found[low:high]]
    return piece if max(size for _, _, size in piece) >= TURNED else []


def _mass(a: Pattern, piece: Sequence[Block]) -> float:
    return sum([weight for start, _, size in piece for weight in a.weights[start : start + size]])


def hopeless(a: Pattern, b: Pattern) -> bool:
    """Whether no order of their words could link two wordings (``a`` the shorter one): all that they share, taken as one run,
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
    """How sure it is that words are the same statement; 0 is the threshold.

    A linear rule, fitted by logistic regression on one half of the judged pairs of 300 news articles, and as pairs that are no
    statement, on quotations of strangers and of articles that lie more than a month apart: verbatim runs make up for what is
    missing, and what is contained for what was reworded.
    """
    return 10.4 * containment + 2.3 * log1p(mass) + 4.8 * log(run) - 20.4


def _judge(a: Pattern, b: Pattern, kept: Sequence[Block], *, first: bool, elsewhere: float = 0.0) -> Link | None:
    """The link that these blocks are, if they are one; ``elsewhere``: mass that both share in another order."""
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
    """Whether the shorter one of two sentences stands in the other by a third of its mass."""
    inside = sum(sum(a.weights[start : start + size]) for start, _, size in _clipped(kept, range_a, range_b))
    return inside >= 0.34 * min(sum(a.weights[slice(*range_a)]), sum(b.weights[slice(*range_b)]))


def _seams(a: Pattern, b: Pattern, kept: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    """Where one sentence opens on both sides, inside the stretch: between the same two matched words of each."""
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
    """The largest share of a sentence of either that stands in the blocks."""
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
