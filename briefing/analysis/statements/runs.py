"""Runs of words that two quotations have in common: in one order, and passages that one of them puts elsewhere.

Knows words as numbers and their weights; whether a run makes a statement is judged elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.analysis.statements.normalise import Pattern

LEAST = 3.0
"""A link needs at least so much mass: "one way or the other" is no statement."""

LONGEST = 2_000
"""Words of a unit that are matched; nobody quotes more in one piece."""

Block = tuple[int, int, int]
"""Start in the one, start in the other, length in words."""


def blocks(a: Sequence[int], b: Sequence[int]) -> list[Block]:
    """Return the common words of ``a`` and ``b`` in order."""
    from rapidfuzz.distance import LCSseq

    found = [
        (op.src_start, op.dest_start, op.src_end - op.src_start) for op in LCSseq.opcodes(a, b) if op.tag == "equal"
    ]
    return _compact(found, a, b) if len(found) > 1 else found


def _compact(found: Sequence[Block], a: Sequence[int], b: Sequence[int]) -> list[Block]:
    """Return the same number of common words in fewer blocks: one that fits right before or after its neighbour moves there.

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
    """Return the densest run of blocks around the largest one, as a range of indexes of ``found``.

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
    """Return the common run that tells most (the first of equals)."""
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


def common(a: Pattern, b: Pattern) -> list[Block]:
    """Return the common words of ``a`` (the shorter one) and ``b`` in order, with the run that tells most in one block."""
    words_a, words_b = a.words[:LONGEST], b.words[:LONGEST]
    found = blocks(words_a, words_b)
    if len(found) > 1:
        anchor = _anchor(words_a, words_b, a.weights)
        if anchor not in found:
            return _around(anchor, words_a, words_b, found)
    return found


TURNED = 4
"""Words that a passage must have in one run to be found in another place of the order."""

PASSAGES = 8
"""Passages in another order that are looked for: nobody turns round more."""

Field = tuple[int, int, int, int]
"""Words of the one [start, end) and of the other [start, end)."""


def crossing(a: Pattern, b: Pattern, first: Block, last: Block) -> list[list[Block]]:
    """Return the passages that stand before a chain of blocks (from ``first`` to ``last``) in the one and behind it in the other."""
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
    """Return what a chain of blocks leaves of a field: where the order is another one, then where it is the same."""
    a, a_end, b, b_end = field
    start_a, start_b, stop_a, stop_b = first[0], first[1], last[0] + last[2], last[1] + last[2]
    return [
        (a, start_a, stop_b, b_end), (stop_a, a_end, b, start_b), (a, start_a, b, start_b), (stop_a, a_end, stop_b, b_end)
    ]  # fmt: skip


def _passage(a: Pattern, b: Pattern, field: Field) -> list[Block]:
    """Return the chain around the run that tells most in a field; none if it is short."""
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


def mass(a: Pattern, piece: Sequence[Block]) -> float:
    """Return the weight of the words of ``a`` in these blocks."""
    return sum([weight for start, _, size in piece for weight in a.weights[start : start + size]])
