"""Where in a text words stand near one another. Pure functions; linear in the text, up to sorting."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from briefing.index.analyzer import tokens
from briefing.index.query.expansion import within_one_edit
from briefing.index.query.nodes import Fuzzy, Leaf, Near, Phrase, Prefix, Stem
from briefing.index.stemming import stem

Occurrence = tuple[int, int, int, int]
"""Positions of the first and the last word, and the span in code points."""


def near_spans(near: Near, text: str, number: int) -> list[tuple[int, int, int]]:
    """Return (start, end, ``number`` or ``number + 1``) of the words on the left and on the right that stand near one another."""
    places: dict[int, list[tuple[str, int, int]]] = {}
    for term, position, start, end in tokens(text):
        places.setdefault(position, []).append((term, start, end))
    left, right = _occurrences(near.left, places), _occurrences(near.right, places)
    lit = [(start, end, number) for _, _, start, end in _beside(left, right, near.distance)]
    return lit + [(start, end, number + 1) for _, _, start, end in _beside(right, left, near.distance)]


def _beside(these: list[Occurrence], others: list[Occurrence], distance: int) -> list[Occurrence]:
    """Return those of ``these`` that one of ``others`` follows or precedes within ``distance`` words."""
    firsts = sorted(first for first, _, _, _ in others)
    lasts = sorted(last for _, last, _, _ in others)

    def has_neighbour(first: int, last: int) -> bool:
        after, before = bisect_right(firsts, last), bisect_left(lasts, first)
        gaps = [start - last for start in firsts[after : after + 1]] + [
            first - end for end in lasts[before - 1 : before]
        ]
        return any(gap <= distance for gap in gaps)

    return [item for item in these if has_neighbour(item[0], item[1])]


def _occurrences(leaves: tuple[Leaf, ...], places: dict[int, list[tuple[str, int, int]]]) -> list[Occurrence]:
    found: list[Occurrence] = []
    for leaf in leaves:
        steps = _steps(leaf)
        for position, words in places.items():
            for term, start, end in words:
                if steps[0](term):
                    stop = _end(steps, places, position, end)
                    if stop is not None:
                        found.append((position, position + len(steps) - 1, start, stop))
    return found


def _end(
    steps: list[Callable[[str], bool]], places: dict[int, list[tuple[str, int, int]]], position: int, end: int
) -> int | None:
    """Return where the words end that ``steps`` ask for after the first one, if they stand there."""
    for distance, step in enumerate(steps[1:], 1):
        following = next((stop for term, _, stop in places.get(position + distance, ()) if step(term)), None)
        if following is None:
            return None
        end = following
    return end


def _steps(leaf: Leaf) -> list[Callable[[str], bool]]:
    """Return a test for each word of a leaf."""
    if isinstance(leaf, Phrase):
        steps: list[Callable[[str], bool]] = [term.__eq__ for term in leaf.terms]
        if leaf.open_end:
            steps[-1] = _begins(leaf.terms[-1])
        return steps
    if isinstance(leaf, Prefix):
        return [_begins(leaf.term)]
    if isinstance(leaf, Fuzzy):
        return [lambda term: within_one_edit(leaf.term, term)]
    if isinstance(leaf, Stem):
        root = stem(leaf.term)
        return [lambda term: stem(term) == root]
    return [leaf.term.__eq__]


def _begins(prefix: str) -> Callable[[str], bool]:
    return lambda term: term.startswith(prefix)
