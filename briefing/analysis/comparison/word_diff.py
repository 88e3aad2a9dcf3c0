"""Two versions as the fewest edits that an editor would mark: equal, changed, added and omitted stretches of words.

Knows words and their order only; what an edit means for the sense, and how it is printed, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.lexicon import background

LONGEST = 3_000
"""Words that are aligned; nobody compares longer quotations word by word."""


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word with its punctuation: ``key`` is what it is compared by."""

    key: str
    part: int
    start: int
    end: int
    bracket: bool
    elided: bool
    """An ellipsis stands after the word."""
    ends: bool
    """A sentence ends with the word."""


class Edit(NamedTuple):
    """``same``, ``changed``, ``added`` or ``omitted``, the words of the pivot [start, end) and those of the witness. ``moved``: the
    words that are added or omitted here stand elsewhere on the other side."""

    kind: str
    a: int
    a_end: int
    b: int
    b_end: int
    moved: bool = False


MOVED = 2.0
"""Weight from which on words that stand elsewhere are called moved: "of" and "the" stand everywhere."""


def edits(pivot: Sequence[Word], witness: Sequence[Word]) -> list[Edit]:
    """Return the edits that make ``witness`` of ``pivot``, in order.

    A word that stands on both sides is never part of a substitution: where both have it in this order, it is equal and what
    stands around it is added or omitted; where one of them puts it elsewhere, the edit says that it is moved.
    """
    from rapidfuzz.distance import LCSseq

    a, b = [w.key for w in pivot[:LONGEST]], [w.key for w in witness[:LONGEST]]
    found: list[Edit] = []
    for op in LCSseq.opcodes(a, b):
        if op.tag == "equal":
            found.append(Edit("same", op.src_start, op.src_end, op.dest_start, op.dest_end))
        else:
            _difference(found, op.src_start, op.src_end, op.dest_start, op.dest_end)
    if len(pivot) > LONGEST or len(witness) > LONGEST:
        _difference(found, min(len(pivot), LONGEST), len(pivot), min(len(witness), LONGEST), len(witness))
    return _with_moves(_drawn(found, pivot, witness), pivot, witness)


STRAY = 3
"""Words up to which an equal stretch at an edge is drawn to a longer one."""


def _drawn(edits: list[Edit], pivot: Sequence[Word], witness: Sequence[Word]) -> list[Edit]:
    """Return a few words at either edge, cut off from a longer equal stretch by an omission (or addition), move to it if the same words
    stand there."""
    result = list(edits)
    for last in (True, False):
        middle = len(result) - 2 if last else 1
        if not 0 < middle < len(result) - 1:
            continue
        left, gap, right = result[middle - 1 : middle + 2]
        before, after = left.a_end - left.a, right.a_end - right.a
        by = after if last else -before
        side = pivot if gap.kind == "omitted" else witness
        if _is_stray(abs(by), before, after) and _slides(left, gap, right, by, side):
            moved = Edit(gap.kind, gap.a + by, gap.a_end + by, gap.b + by, gap.b_end + by)
            around = left._replace(a_end=moved.a, b_end=moved.b), right._replace(a=moved.a_end, b=moved.b_end)
            result[middle - 1 : middle + 2] = [e for e in (around[0], moved, around[1]) if e is moved or e.a < e.a_end]
    return result


def _is_stray(size: int, before: int, after: int) -> bool:
    """Return whether the equal stretch at the edge, of ``size`` words, is short and the shorter of the two beside a gap."""
    return size <= STRAY and size == min(before, after) < max(before, after)


def _slides(left: Edit, gap: Edit, right: Edit, by: int, side: Sequence[Word]) -> bool:
    """Return whether the words between two equal stretches can be taken ``by`` words further on (or back): the same words leave at one
    end as come in at the other."""
    if gap.kind not in ("omitted", "added") or {left.kind, right.kind} != {"same"}:
        return False
    low, high = (gap.a, gap.a_end) if gap.kind == "omitted" else (gap.b, gap.b_end)
    if abs(by) >= high - low:
        return False
    ones, others = (
        (range(low, low + by), range(high, high + by)) if by > 0 else (range(low + by, low), range(high + by, high))
    )
    return all(side[one].key == side[two].key for one, two in zip(ones, others, strict=True))


def _difference(edits: list[Edit], a: int, a_end: int, b: int, b_end: int) -> None:
    """Append a difference, joined with a difference right before it."""
    if (a, b) == (a_end, b_end):
        return
    if edits and edits[-1][0] != "same":
        a, b = edits[-1].a, edits[-1].b
        del edits[-1]
    edits.append(Edit(_KINDS[a < a_end, b < b_end], a, a_end, b, b_end))


_KINDS = {(True, True): "changed", (True, False): "omitted", (False, True): "added"}
"""Kind of a difference by whether the pivot and whether the witness has words in it."""


def _with_moves(edits: Sequence[Edit], pivot: Sequence[Word], witness: Sequence[Word]) -> list[Edit]:
    """Return the edits with the stretches that both sides have, in another order, set apart as moved."""
    differing = [edit for edit in edits if edit.kind != "same"]
    left = [(i, pivot[i].key) for edit in differing for i in range(edit.a, edit.a_end)]
    right = [(i, witness[i].key) for edit in differing for i in range(edit.b, edit.b_end)]
    runs = _common_runs(left, right)
    if not runs:
        return list(edits)
    cuts_a = {start: size for start, _, size in runs}
    cuts_b = {start: size for _, start, size in runs}
    return [piece for edit in edits for piece in _cut(edit, cuts_a, cuts_b)]


def _cut(edit: Edit, cuts_a: Mapping[int, int], cuts_b: Mapping[int, int]) -> list[Edit]:
    """Return a difference in pieces, if some of its words are moved."""
    if edit.kind == "same":
        return [edit]
    ones, others = _pieces(edit.a, edit.a_end, cuts_a), _pieces(edit.b, edit.b_end, cuts_b)
    return _apart(edit, ones, others) if any(moved for _, _, moved in (*ones, *others)) else [edit]


Piece = tuple[int, int, bool]
"""The words [start, end), and whether they are moved."""


def _apart(edit: Edit, ones: list[Piece], others: list[Piece]) -> list[Edit]:
    """Return the pieces of a difference as edits of their own: what stands first on both sides as a change, the rest by itself."""
    result: list[Edit] = []
    b = edit.b
    if [moved for _, _, moved in (*ones[:1], *others[:1])] == [False, False]:
        (a, a_end, _), (b, b_end, _) = ones.pop(0), others.pop(0)
        result.append(Edit("changed", a, a_end, b, b_end))
        b = b_end
    result += [Edit("omitted", a, a_end, b, b, moved) for a, a_end, moved in ones]
    result += [Edit("added", edit.a_end, edit.a_end, b, b_end, moved) for b, b_end, moved in others]
    return result


Place = tuple[int, str]
"""The number of a word, and its key."""


def _common_runs(left: Sequence[Place], right: Sequence[Place]) -> list[tuple[int, int, int]]:
    """Run of neighbouring words that stand on both sides: start in the one, start in the other, length; each word in one run.

    The longest come first. Words that tell little make no run of their own.
    """
    where: dict[str, list[int]] = {}
    keys = dict(right)
    for place, key in right:
        where.setdefault(key, []).append(place)
    ones = dict(left)
    found = [
        (place, other, _run(ones, keys, place, other))
        for place, key in left
        for other in where.get(key, ())[:REPEATS]
        if ones.get(place - 1, "") != keys.get(other - 1)  # not in the middle of a run
    ]
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    result: list[tuple[int, int, int]] = []
    for place, other, size in sorted(found, key=lambda run: (-run[2], run[0], run[1])):
        mine, theirs = range(place, place + size), range(other, other + size)
        told = max(background.weight_of(ones[i]) for i in mine)
        if told >= MOVED and taken_a.isdisjoint(mine) and taken_b.isdisjoint(theirs):
            taken_a.update(mine)
            taken_b.update(theirs)
            result.append((place, other, size))
    return result


def _run(ones: Mapping[int, str], others: Mapping[int, str], place: int, other: int) -> int:
    """Return how many words are the same from these places on."""
    size = 0
    while place + size in ones and ones[place + size] == others.get(other + size):
        size += 1
    return size


REPEATS = 8
"""Places of one word on the other side that are looked at."""


def _pieces(start: int, end: int, cuts: Mapping[int, int]) -> list[Piece]:
    """Return ``[start, end)`` in pieces: ``cuts`` maps the starts of moved runs to their lengths."""
    result: list[Piece] = []
    index = start
    while index < end:
        moved = index in cuts
        last = index + cuts[index] if moved else next((at for at in range(index, end) if at in cuts), end)
        result.append((index, last, moved))
        index = last
    return result


def parted(edits: list[Edit]) -> list[Edit]:
    """Return where a witness begins late or ends early with other words: what it leaves out, apart from what it changes."""
    if len(edits) < 2:
        return edits
    result = list(edits)
    kind, a, a_end, b, b_end, _ = result[-1]
    size = b_end - b
    if kind == "changed" and a_end - a > 2 * size + 2:
        result[-1:] = [Edit("changed", a, a + size, b, b_end), Edit("omitted", a + size, a_end, b_end, b_end)]
    kind, a, a_end, b, b_end, _ = result[0]
    size = b_end - b
    if kind == "changed" and a_end - a > 2 * size + 2:
        result[:1] = [Edit("omitted", a, a_end - size, b, b), Edit("changed", a_end - size, a_end, b, b_end)]
    return result
