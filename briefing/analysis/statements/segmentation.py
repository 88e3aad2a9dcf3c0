"""Where one statement ends and the next begins: sentences that only some sources print together, and parts inside a whole.

The rule: sentences printed in one breath are one statement as long as nobody prints one of them alone; parts that every source
sets apart by a sentence of its own (“A,” said Roe. “B.”) are two. What lies inside another statement is part of it, not a row of
its own, unless further sources print it as a sentence. Knows numbers and ranges only, no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing.analysis.statements.ranges import WHOLE, Node, Range, Tie, Union, clauses, inside, overlap

INSIDE = 0.8
"""A range of which so much lies in another one is part of it."""


class Outline(NamedTuple):
    """What is known of a unit: where its clauses (``cuts``, with 0 and the count of words) and its sentences (``seams``) begin,
    at which of the seams the reporter ends a sentence (``breaks``), whether its words are ``direct`` (whole sentences in marks), and
    its ``articles``."""

    cuts: Sequence[int]
    seams: Sequence[int]
    breaks: Sequence[int]
    direct: bool
    articles: frozenset[str]

    def sentence(self, one: Range) -> bool:
        """Return whether these words are one or more whole sentences in marks, but for a few words."""
        if not self.direct:
            return False
        edges = [0, *self.seams, self.cuts[-1]]
        return any(overlap(one, (a, b)) >= INSIDE for i, a in enumerate(edges) for b in edges[i + 1 : i + 9])

    def rest(self, taken: Sequence[Range]) -> list[Range]:
        """Return the sentences of which nothing is taken; those between two breaks together."""
        edges = [0, *self.seams, self.cuts[-1]]
        result: list[Range] = []
        for start, end in pairwise(edges):
            if any(a < end and start < b for a, b in taken):
                continue
            if result and result[-1][1] == start and start not in self.breaks:
                result[-1] = (result[-1][0], end)
            else:
                result.append((start, end))
        return result


Seam = tuple[int, int]
"""Words of the one and of the other unit of a tie that open the same sentence."""

GAP = 1
"""Words that may stand between two sentences that a source runs together ("and")."""


def cut(
    ties: Iterable[tuple[Tie, Sequence[Seam]]], outlines: Mapping[int, Outline]
) -> tuple[list[Tie], dict[int, Sequence[int]]]:
    """Return the ties, cut where the words on both sides of a seam are different statements, and the clauses of each unit, cut there, too.
    Depends on the set of ties only."""
    known = sorted((tie, tuple(seams)) for tie, seams in ties)
    halves = _halves([tie for tie, _ in known], outlines)
    cuts = {
        unit: sorted({*outline.cuts, *halves[unit]}) if unit in halves else outline.cuts
        for unit, outline in outlines.items()
    }
    if not halves and not any(seams for _, seams in known):
        return [tie for tie, _ in known], cuts
    apart = _apart(known, outlines)
    result: list[Tie] = []
    for tie, seams in known:
        edges = {seam for seam in seams if (tie.a, seam[0]) in apart}
        result += _pieces(tie, edges | _shared(tie, halves))
    return result, cuts


def _apart(known: Sequence[tuple[Tie, Sequence[Seam]]], outlines: Mapping[int, Outline]) -> set[tuple[int, int]]:
    """Return the seams (unit, number of the word) at which two statements meet: every source ends its sentence there, or some source
    prints one side as a sentence alone."""
    union: Union[tuple[int, int]] = Union()
    for tie, seams in known:
        for at_a, at_b in seams:
            union.join((tie.a, at_a), (tie.b, at_b))
    places = {
        (unit, at) for tie, seams in known for seam in seams for unit, at in zip((tie.a, tie.b), seam, strict=True)
    }
    joined = {union.find((unit, at)) for unit, at in places if at not in outlines[unit].breaks}
    alone: set[tuple[int, int]] = set()
    for tie, _ in known:
        for unit, one, other, words in _sides(tie):
            whole = clauses(one, outlines[unit].cuts)
            if overlap(one, whole) >= WHOLE and outlines[other].sentence(clauses(words, outlines[other].cuts)):
                alone.update(union.find((unit, at)) for at in whole)
    return {place for place in places if (root := union.find(place)) in alone or root not in joined}


def _sides(tie: Tie) -> tuple[tuple[int, Range, int, Range], tuple[int, Range, int, Range]]:
    return (tie.a, tie.range_a, tie.b, tie.range_b), (tie.b, tie.range_b, tie.a, tie.range_a)


def _halves(ties: Sequence[Tie], outlines: Mapping[int, Outline]) -> dict[int, dict[int, Node]]:
    """Return where units run together what others print as two sentences, some of them the one and others the other: for each unit the
    numbers of the words that open the second one, with a name for that place which all units share."""
    starts: dict[int, dict[int, set[int]]] = {}
    ends: dict[int, dict[int, set[int]]] = {}
    union: Union[Node] = Union()
    for tie in ties:
        for unit, one, other, words in _sides(tie):
            if unit != other and outlines[other].sentence(words):
                starts.setdefault(unit, {}).setdefault(one[0], set()).add(other)
                ends.setdefault(unit, {}).setdefault(one[1], set()).add(other)
                union.join((unit, (one[0], one[0])), (other, (words[0], words[0])))
    found: dict[int, dict[int, Node]] = {}
    for unit, openings in starts.items():
        for at, seconds in openings.items():
            firsts = {one for end in range(at - GAP, at + 1) for one in ends[unit].get(end, ())}
            if firsts and len({a for one in firsts | seconds for a in outlines[one].articles}) > 1:
                found.setdefault(unit, {})[at] = union.find((unit, (at, at)))
    return found


def _shared(tie: Tie, halves: Mapping[int, Mapping[int, Node]]) -> set[Seam]:
    """Return the places of both sides of a tie that open the second of the same two sentences."""
    ones, others = halves.get(tie.a, {}), halves.get(tie.b, {})
    return {(a, b) for a, name in ones.items() for b, also in others.items() if name == also}


def _pieces(tie: Tie, edges: Iterable[Seam]) -> Iterator[Tie]:
    """Yield the tie between the edges that lie inside it."""
    (a, a_end), (b, b_end) = tie.range_a, tie.range_b
    for at_a, at_b in sorted(edges):
        if a < at_a < a_end and b < at_b < b_end:
            yield Tie(tie.a, (a, at_a), tie.b, (b, at_b))
            a, b = at_a, at_b
    yield Tie(tie.a, (a, a_end), tie.b, (b, b_end))


def nest(groups: Sequence[Sequence[Node]], outlines: Mapping[int, Outline]) -> list[list[Node]]:
    """Return the groups, those that lie inside another one made part of it, and what no group holds set beside them.

    A group stays that further sources print as a sentence of its own, and one of which different groups hold a part (a motto).
    """
    kept: dict[int, list[Node]] = {index: list(group) for index, group in enumerate(groups)}
    size = {index: sum(end - start for _, (start, end) in group) / len(group) for index, group in kept.items()}
    for index in sorted(kept, key=lambda i: (size[i], kept[i])):
        host = _host(index, kept, size, outlines)
        if host is not None:
            held = kept.pop(index)
            kept[host] = _merged([*kept[host], *held])
    result = list(kept.values())
    taken: dict[int, list[Range]] = {}
    for group in result:
        for unit, one in group:
            taken.setdefault(unit, []).append(one)
    for unit, outline in outlines.items():
        result += [[(unit, one)] for one in outline.rest(taken.get(unit, ()))]
    return result


def _host(
    index: int, kept: Mapping[int, Sequence[Node]], size: Mapping[int, float], outlines: Mapping[int, Outline]
) -> int | None:
    """Return the group that the group ``index`` is part of."""
    own = kept[index]
    best: tuple[int, float, int] | None = None
    for other, group in kept.items():
        if other == index or (size[other], other) <= (size[index], index):
            continue
        places: dict[int, list[Range]] = {}
        for unit, one in group:
            places.setdefault(unit, []).append(one)
        outside = [(u, r) for u, r in own if not _within(r, places.get(u, ()))]
        free = sum(len(outlines[unit].articles) for unit, _ in outside)
        held = sum(len(outlines[unit].articles) for unit, _ in own) - free
        if held < 2 or held < free:
            continue
        articles = frozenset[str]().union(*(outlines[unit].articles for unit in places))
        if any(
            (not outlines[unit].articles <= articles and outlines[unit].sentence(one))
            or _elsewhere(unit, one, kept, (index, other))
            for unit, one in outside
        ):
            continue
        rank = (-held, size[other], other)
        best = rank if best is None else min(best, rank)
    return None if best is None else best[2]


def _within(one: Range, places: Sequence[Range]) -> bool:
    return any(inside(one, other) >= INSIDE for other in places)


def _elsewhere(unit: int, one: Range, kept: Mapping[int, Sequence[Node]], apart: tuple[int, int]) -> bool:
    """Return whether some third group holds these words."""
    return any(
        other not in apart and any(u == unit and _within(one, (r,)) for u, r in group) for other, group in kept.items()
    )


def _merged(nodes: Sequence[Node]) -> list[Node]:
    """Ranges of one unit that touch, joined."""
    result: list[Node] = []
    for unit, (start, end) in sorted(nodes):
        if result and result[-1][0] == unit and start <= result[-1][1][1]:
            result[-1] = (unit, (result[-1][1][0], max(result[-1][1][1], end)))
        else:
            result.append((unit, (start, end)))
    return result
