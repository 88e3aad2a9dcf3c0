"""Two versions as the fewest edits that an editor would mark: equal, changed, added and omitted stretches of words.

Knows words and their order only; what an edit means for the sense, and how it is printed, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.analysis.comparison import salience
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


Edit = tuple[str, int, int, int, int]
"""``same``, ``changed``, ``added`` or ``omitted``, the words of the pivot [start, end) and those of the witness."""


def edits(pivot: Sequence[Word], witness: Sequence[Word], reported: bool = False) -> list[Edit]:
    """The edits that make ``witness`` of ``pivot``, in order; ``reported``: the witness stands without marks."""
    from rapidfuzz.distance import LCSseq

    a, b = [w.key for w in pivot[:LONGEST]], [w.key for w in witness[:LONGEST]]
    found: list[Edit] = []
    for op in LCSseq.opcodes(a, b):
        if op.tag == "equal":
            found.append(("same", op.src_start, op.src_end, op.dest_start, op.dest_end))
        else:
            _difference(found, op.src_start, op.src_end, op.dest_start, op.dest_end)
    if len(pivot) > LONGEST or len(witness) > LONGEST:
        _difference(found, min(len(pivot), LONGEST), len(pivot), min(len(witness), LONGEST), len(witness))
    found = _drawn(found, pivot, witness)
    return _turned(_without_islands(found, pivot, reported), pivot, witness)


def _drawn(edits: list[Edit], pivot: Sequence[Word], witness: Sequence[Word]) -> list[Edit]:
    """A few words cut off from a longer equal stretch by an omission (or addition) move to it if the same words stand there."""
    result = list(edits)
    for index in range(1, len(result) - 1):
        kind, a, a_end, b, b_end = result[index]
        left, right = result[index - 1], result[index + 1]
        if kind not in ("omitted", "added") or left[0] != "same" or right[0] != "same":
            continue
        side, low, high = (pivot, a, a_end) if kind == "omitted" else (witness, b, b_end)
        left_at, right_at = (left[1], right[1]) if kind == "omitted" else (left[3], right[3])
        size, other = left[2] - left[1], right[2] - right[1]
        small = min(size, other)
        if small > 3 or small >= high - low:
            continue
        if size < other and index == 1:
            if all(side[left_at + i].key == side[high - size + i].key for i in range(size)):
                result[0] = (
                    (kind, a - size, a_end - size, b - size, b - size)
                    if kind == "omitted"
                    else (kind, a - size, a - size, b - size, b_end - size)
                )
                result[1] = (
                    "same",
                    *((a_end - size, a_end, b - size, b) if kind == "omitted" else (a - size, a, b_end - size, b_end)),
                )
        elif (
            other < size
            and index == len(result) - 2
            and all(side[low + i].key == side[right_at + i].key for i in range(other))
        ):
            result[index] = ("same", a, a + other, b, b + other)
            result[index + 1] = (
                (kind, a + other, a_end + other, b + other, b + other)
                if kind == "omitted"
                else (kind, a + other, a + other, b + other, b_end + other)
            )
    joined: list[Edit] = []
    for edit in result:
        if joined and edit[0] == joined[-1][0] == "same":
            joined[-1] = ("same", joined[-1][1], edit[2], joined[-1][3], edit[4])
        else:
            joined.append(edit)
    return joined


def _difference(edits: list[Edit], a: int, a_end: int, b: int, b_end: int) -> None:
    """Append a difference, joined with a difference right before it."""
    if a == a_end and b == b_end:
        return
    if edits and edits[-1][0] != "same":
        _, a, _, b, _ = edits.pop()
    kind = "changed" if a < a_end and b < b_end else "omitted" if a < a_end else "added"
    edits.append((kind, a, a_end, b, b_end))


def _without_islands(edits: list[Edit], pivot: Sequence[Word], reported: bool) -> list[Edit]:
    """Small words that match by chance inside a rewritten stretch become part of it; a reporter rewrites more freely."""
    result: list[Edit] = []
    for index, edit in enumerate(edits):
        kind, a, a_end, b, b_end = edit
        if kind == "same" and 0 < index < len(edits) - 1:
            mass = sum(background.weight_of(word.key) for word in pivot[a:a_end])
            left, right = edits[index - 1], edits[index + 1]
            both = all(side[0] == "changed" for side in (left, right))
            around = min(left[2] - left[1] + left[4] - left[3], right[2] - right[1] + right[4] - right[3])
            small = a_end - a <= 2 and mass < (
                1.2 if reported and around >= 1 else 2.0 if both and around >= 3 else 0.0
            )
            if small:
                _difference(result, a, a_end, b, b_end)
                continue
        if kind == "same":
            result.append(edit)
        else:
            _difference(result, a, a_end, b, b_end)
    return result


def _turned(edits: list[Edit], pivot: Sequence[Word], witness: Sequence[Word]) -> list[Edit]:
    """A phrase put on the other side of one word ("the start of the war", "the war began") is one change, not two."""
    result: list[Edit] = []
    for edit in edits:
        if len(result) >= 2 and result[-1][0] == "same" and result[-1][2] - result[-1][1] == 1:
            kind, a, a_end, b, b_end = result[-2]
            if {kind, edit[0]} == {"omitted", "added"} and not witness[result[-1][3]].bracket:
                left = slice(a, a_end) if kind == "omitted" else slice(edit[1], edit[2])
                right = slice(b, b_end) if kind == "added" else slice(edit[3], edit[4])
                small = left.stop - left.start <= 3 and right.stop - right.start <= 3
                words = [w.key for w in (*pivot[left], *witness[right])]
                if (
                    small
                    and not any(salience.alone(word) for word in words)
                    and not any(w.bracket for w in witness[right])
                ):
                    same = result[-1]
                    del result[-2:]
                    changed = ("changed", left.start, left.stop, right.start, right.stop)
                    result += [same, changed] if kind == "omitted" else [changed, same]
                    continue
        result.append(edit)
    return result


def parted(edits: list[Edit]) -> list[Edit]:
    """Where a witness begins late or ends early with other words: what it leaves out, apart from what it changes."""
    if not edits or len(edits) < 2:
        return edits
    result = list(edits)
    kind, a, a_end, b, b_end = result[-1]
    size = b_end - b
    if kind == "changed" and a_end - a > 2 * size + 2:
        result[-1:] = [("changed", a, a + size, b, b_end), ("omitted", a + size, a_end, b_end, b_end)]
    kind, a, a_end, b, b_end = result[0]
    size = b_end - b
    if kind == "changed" and a_end - a > 2 * size + 2:
        result[:1] = [("omitted", a, a_end - size, b, b), ("changed", a_end - size, a_end, b, b_end)]
    return result
