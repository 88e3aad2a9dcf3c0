"""Whether two quotations print the same words, and which stretches of each: the links that statements are made of.

A link rests on words in the same order, weighed by how much each tells. Nothing here knows speakers, articles or meaning:
two people who say alike things in other words are never linked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing.analysis.wording import Unit

CONTENT = 1.75
"""From this weight on a word counts as a content word."""

LONGEST = 4_000
"""Words of a unit that are matched; nobody quotes more in one piece."""


class Link(NamedTuple):
    """Words ``[a_start, a_end)`` of one unit stand for words ``[b_start, b_end)`` of the other."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    containment: float


Block = tuple[int, int, int]


def blocks(a: Sequence[int], b: Sequence[int]) -> list[Block]:
    """The common words of ``a`` and ``b`` in order, as ``(start in a, start in b, length)``."""
    from rapidfuzz.distance import LCSseq

    return [
        (op.src_start, op.dest_start, op.src_end - op.src_start) for op in LCSseq.opcodes(a, b) if op.tag == "equal"
    ]


def chain(found: Sequence[Block], density: float = 0.5) -> tuple[int, int]:
    """The densest run of blocks around the largest one, as a range of indexes of ``found``.

    A neighbour joins as long as at least ``density`` of the stretch that it would add to the longer side is matched.
    """
    best = max(range(len(found)), key=lambda i: (found[i][2], -i))
    low, high = best, best + 1
    matched = found[best][2]
    while True:
        options = []
        first, last = found[low], found[high - 1]
        if low:
            a, b, size = found[low - 1]
            gap = max(first[0] - a - size, first[1] - b - size)
            options.append((gap / size, -1, size))
        if high < len(found):
            a, b, size = found[high]
            gap = max(a - last[0] - last[2], b - last[1] - last[2])
            options.append((gap / size, 1, size))
        moved = False
        for _, side, size in sorted(options):
            new_low, new_high = (low - 1, high) if side < 0 else (low, high + 1)
            a0, b0, _ = found[new_low]
            a1, b1, length = found[new_high - 1]
            if (matched + size) >= density * max(a1 + length - a0, b1 + length - b0):
                low, high, matched, moved = new_low, new_high, matched + size, True
                break
        if not moved:
            return low, high


def link(a: Unit, b: Unit) -> Link | None:
    """The stretches that ``a`` and ``b`` share, or ``None`` if they are not the same words."""
    if len(a.words) > len(b.words):
        turned = link(b, a)
        return turned and Link(turned.b_start, turned.b_end, turned.a_start, turned.a_end, turned.containment)
    if len(a.words) < 3:
        return None
    words_a, words_b = a.words[:LONGEST], b.words[:LONGEST]
    found = blocks(words_a, words_b)
    if not found:
        return None
    low, high = chain(found)
    kept = found[low:high]
    a_start, b_start = kept[0][0], kept[0][1]
    a_end, b_end = kept[-1][0] + kept[-1][2], kept[-1][1] + kept[-1][2]
    matched = [w for start, _, size in kept for w in a.weights[start : start + size]]
    mass = sum(matched)
    containment = mass / a.mass if a.mass else 0.0
    content = sum(w >= CONTENT for w in matched)
    run = max(size for _, _, size in kept)
    longest = max(kept, key=lambda block: block[2])
    run_content = sum(w >= CONTENT for w in a.weights[longest[0] : longest[0] + longest[2]])
    result = Link(a_start, a_end, b_start, b_end, containment)
    if not content:
        return None
    strict = a.indirect or b.indirect
    if strict:
        return result if containment >= 0.7 and content >= 4 and run >= 3 else None
    if len(a.words) <= 5:
        return result if (containment >= 0.95 and content >= 2) or (content >= 3 and containment >= 0.8) else None
    if containment >= 0.5 and run >= min(3, len(a.words)):
        return result
    if run >= 8 and run_content >= 3:
        return result
    return None
