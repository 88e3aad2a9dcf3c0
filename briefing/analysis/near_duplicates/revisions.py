"""What one copy of a text changed, added, left out or moved, passage by passage. Decides nothing about who copied from whom.

Sentences are the passages: outlets join and split paragraphs at will, sentences they change on purpose. Equal sentences are matched
first, then alike ones between them in order, and what is left and stands elsewhere has been moved. Close to linear in the length.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from briefing.analysis.comparison import alignment
from briefing.model import CopyChanges, CopyPassage, Document, ParagraphKind, Span, Token
from briefing.text import fold, sentences, words

ALIKE = 0.5
"""Sentences that share this part of their words (Dice) are two versions of one."""
MOVED = 0.8
"""The same for sentences in different places, where chance has more room."""
LEAST_KEPT = 0.1
"""Below this share of kept words two texts are no versions of one: a group joins some articles only through others."""
MOST = 4_000
"""Sentences of a text that are looked at."""
CROWD = 40
"""Sentences in which a word may stand to lead from one text to the other."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """One sentence: its paragraph's number and kind, its place, and its words folded."""

    paragraph: int
    kind: ParagraphKind
    span: Span
    keys: tuple[str, ...]


def compare(base: Document, copy: Document) -> CopyChanges:
    """Return the differences of ``copy`` from ``base``, without furniture, captions and the lines about date and author."""
    return against(base)(copy)


def against(base: Document) -> Callable[[Document], CopyChanges]:
    """Return what compares copies with ``base`` as :func:`compare` does; its text is taken apart once."""
    return partial(_compare, base, _units(base))


def _compare(base: Document, units: list[_Unit], copy: Document) -> CopyChanges:
    a, b = units, _units(copy)
    passages = list(_titles(base, copy, a, b))
    a, b = [u for u in a if u.kind != "title"], [u for u in b if u.kind != "title"]
    matched = _match(a, b)
    kept, total = 0, sum(len(unit.keys) for unit in a)
    for index, other in matched.items():
        kept += len(a[index].keys) if a[index].keys == b[other].keys else _common(a[index], b[other])
    share = min(1.0, kept / total) if total else 1.0
    if share < LEAST_KEPT:
        return CopyChanges(copy.article.id, copy.article.path, base.article.id, round(share, 3), ())
    passages += _passages(base, copy, a, b, matched)
    return CopyChanges(copy.article.id, copy.article.path, base.article.id, round(share, 3), tuple(passages))


def _units(document: Document) -> list[_Unit]:
    units: list[_Unit] = []
    for number, paragraph in enumerate(document.paragraphs):
        if paragraph.kind not in ("title", "standfirst", "body"):
            continue
        spans = [paragraph.span] if paragraph.kind == "title" else sentences(document.text, *paragraph.span)
        for start, end in spans:
            piece = document.text[start:end]
            keys = tuple(fold(piece[x:y]) for x, y in words(piece))
            if keys:
                units.append(_Unit(number, paragraph.kind, (start, end), keys))
        if len(units) >= MOST:
            break
    return units[:MOST]


def _titles(base: Document, copy: Document, a: list[_Unit], b: list[_Unit]) -> Iterator[CopyPassage]:
    """Yield the titles belong together however little they share."""
    left, right = (next((u for u in units if u.kind == "title"), None) for units in (a, b))
    if left is not None and right is not None and left.keys != right.keys:
        yield _two("changed", base, copy, left, right)
    elif left is None and right is not None:
        yield _one("added", copy, [right], right.span, None)
    elif left is not None and right is None:
        yield _one("omitted", base, [left], (0, 0), left.span)


def _common(a: _Unit, b: _Unit) -> int:
    return sum((Counter(a.keys) & Counter(b.keys)).values())


# --- which sentence is which --------------------------------------------------------------------------------------------


def _match(a: Sequence[_Unit], b: Sequence[_Unit]) -> dict[int, int]:
    """Sentence of ``a`` -> sentence of ``b``, each used once, in order or not."""
    from rapidfuzz.distance import LCSseq

    numbers: dict[tuple[str, ...], int] = {}
    left, right = ([numbers.setdefault(unit.keys, len(numbers)) for unit in units] for units in (a, b))
    matched: dict[int, int] = {}
    gaps: list[tuple[range, range]] = []
    for op in LCSseq.opcodes(left, right):
        if op.tag == "equal":
            matched.update(zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True))
        else:
            _gap(gaps, range(op.src_start, op.src_end), range(op.dest_start, op.dest_end))
    for these, those in gaps:
        matched.update(_in_order(list(_alike(a, b, these, those, ALIKE))))
    taken = set(matched.values())
    rest = [i for i in range(len(a)) if i not in matched], [j for j in range(len(b)) if j not in taken]
    for _, i, j in sorted(_alike(a, b, *rest, MOVED), key=lambda found: (-found[0], found[1], found[2])):
        if i not in matched and j not in taken:
            matched[i] = j
            taken.add(j)
    return matched


def _gap(gaps: list[tuple[range, range]], these: range, those: range) -> None:
    """Differences right beside each other are one gap."""
    if gaps and gaps[-1][0].stop == these.start and gaps[-1][1].stop == those.start:
        before = gaps.pop()
        these, those = range(before[0].start, these.stop), range(before[1].start, those.stop)
    gaps.append((these, those))


def _alike(
    a: Sequence[_Unit], b: Sequence[_Unit], these: Sequence[int], those: Sequence[int], least: float
) -> Iterator[tuple[float, int, int]]:
    """(likeness, sentence of ``a``, sentence of ``b``) of pairs that share enough words; the best few of each."""
    if not these or not those:
        return
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for j in those:
        for key, count in Counter(b[j].keys).items():
            postings[key].append((j, count))
    for i in these:
        shared: Counter[int] = Counter()
        lost = 0
        for key, count in Counter(a[i].keys).items():
            found = postings.get(key, ())
            if len(found) > CROWD:  # "the" leads everywhere; it is counted as shared where rarer words have led
                lost += count
                continue
            for j, other in found:
                shared[j] += min(count, other)
        near = sorted(shared, key=lambda j: (-shared[j], j))[:8]
        for j in near:
            common = shared[j] if not lost else _common(a[i], b[j])
            likeness = 2 * common / (len(a[i].keys) + len(b[j].keys))
            if likeness >= least:
                yield likeness, i, j


def _in_order(pairs: Sequence[tuple[float, int, int]]) -> dict[int, int]:
    """Return the pairs that run in order in both texts and have the most in common (heaviest increasing subsequence)."""
    ordered = sorted(pairs, key=lambda pair: (pair[1], -pair[2]))
    ends: list[int] = []
    """Sentences of ``b`` at which a chain ends, rising; with them the weight of the best chain, rising, and its last pair."""
    best: list[tuple[float, int]] = []
    previous: list[int] = []
    for number, (likeness, _, j) in enumerate(ordered):
        place = bisect_left(ends, j)
        weight = likeness + (best[place - 1][0] if place else 0.0)
        previous.append(best[place - 1][1] if place else -1)
        if place < len(ends) and ends[place] == j and best[place][0] >= weight:
            continue
        if place and best[place - 1][0] >= weight:
            continue
        if place < len(ends) and ends[place] == j:
            best[place] = (weight, number)
        else:
            ends.insert(place, j)
            best.insert(place, (weight, number))
        while place + 1 < len(ends) and best[place + 1][0] <= weight:
            del ends[place + 1], best[place + 1]
    chain: dict[int, int] = {}
    number = best[-1][1] if best else -1
    while number >= 0:
        _, i, j = ordered[number]
        chain[i] = j
        number = previous[number]
    return chain


# --- what is shown ------------------------------------------------------------------------------------------------------


def _passages(
    base: Document, copy: Document, a: Sequence[_Unit], b: Sequence[_Unit], matched: dict[int, int]
) -> Iterator[CopyPassage]:
    """Yield the differences in the copy's order; what is left out stands where it would have stood."""
    from_copy = {j: i for i, j in matched.items()}
    steady = _in_order([(1.0, i, j) for i, j in matched.items()])
    done = 0  # sentences of the base that have been told
    j = 0
    end = 0
    while j < len(b):
        i = from_copy.get(j)
        if i is None:
            last = j
            while last + 1 < len(b) and last + 1 not in from_copy and b[last + 1].paragraph == b[j].paragraph:
                last += 1
            run = list(b[j : last + 1])
            yield _one("added", copy, run, (run[0].span[0], run[-1].span[1]), None)
            j = last
        elif i in steady:
            yield from _left_out(base, a, range(done, i), matched, end)
            done = i + 1
            if a[i].keys != b[j].keys:
                yield _two("changed", base, copy, a[i], b[j])
        else:
            yield _two("moved", base, copy, a[i], b[j])
        end = b[j].span[1]
        j += 1
    yield from _left_out(base, a, range(done, len(a)), matched, end)


def _left_out(
    base: Document, a: Sequence[_Unit], which: range, matched: dict[int, int], place: int
) -> Iterator[CopyPassage]:
    run: list[_Unit] = []
    for i in which:
        if run and (i in matched or a[i].paragraph != run[-1].paragraph):
            yield _one("omitted", base, run, (place, place), (run[0].span[0], run[-1].span[1]))
            run = []
        if i not in matched:
            run.append(a[i])
    if run:
        yield _one("omitted", base, run, (place, place), (run[0].span[0], run[-1].span[1]))


def _one(
    op: Literal["added", "omitted"], document: Document, run: Sequence[_Unit], span: Span, base: Span | None
) -> CopyPassage:
    text = document.text[run[0].span[0] : run[-1].span[1]]
    return CopyPassage(op, run[0].kind, span, base, (Token(text, op),))


def _two(op: Literal["changed", "moved"], base: Document, copy: Document, a: _Unit, b: _Unit) -> CopyPassage:
    tokens = alignment.between(base.text[slice(*a.span)], copy.text[slice(*b.span)])
    return CopyPassage(op, b.kind, b.span, a.span, tokens)
