"""How much of one text stands in another, and whether that makes one a copy of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from briefing.analysis.near_duplicates.shingles import LEAST, Text, counted

if TYPE_CHECKING:
    import numpy

CONTAINED = 0.5
"""A text is a copy if so many of the shorter one's shingles stand in the other (containment, not resemblance: a text cut to a
third still has all of its shingles in the whole one)."""

PART = 0.3
FOOT = 120
"""Words at most of one equal paragraph at the end of two texts which have nothing else in common: what a paper prints under every
item makes no copies."""
PARAGRAPH = 0.8
"""A half-copied text: paragraphs that are copied (this share of their shingles) make up at least ``PART`` of the shorter text."""


Shares = tuple[float, float]
"""How much of a text is in another, and of that in the text."""


def compare_each(text: Text, others: Sequence[Text], before: Sequence[bool]) -> list[Shares | None]:
    """Return how much of a text is in each of some others, and of that in the text, where one copies the other, else ``None``; ``before``:
    whether of two of one length the other is taken for the shorter one. (All others at once take a third of the time.)"""
    if not len(text.ordered):
        return [None] * len(others)
    beside = _Beside.of(text, others)
    shares: list[Shares | None] = []
    halves: list[int] = []
    for number, (other, common) in enumerate(zip(others, beside.common, strict=True)):
        sizes = len(text.ordered), len(other.ordered)
        known: Shares | None = None
        if common and not _only_foot(text, other, common):
            known = common / sizes[0], common / sizes[1]
            if min(sizes) < LEAST:
                known = known if common == sizes[0] == sizes[1] else None
            elif common < CONTAINED * min(sizes):
                halves.append(number)
            elif not beside.whole(number):
                known = None
        shares.append(known)
    theirs = [number for number in halves if _is_shorter(others[number], text, first=before[number])]
    ours = sorted({*halves} - {*theirs})
    apart = {*halves} - beside.hold_paragraphs(ours) - beside.hold_paragraphs_of(theirs)
    return [None if number in apart else known for number, known in enumerate(shares)]


def _is_shorter(one: Text, other: Text, *, first: bool) -> bool:
    """Return whether the one is the shorter of two, by its word runs; ``first``: it is if both have as many."""
    return (len(one.ordered), not first) < (len(other.ordered), first)


AT_ONCE = 1 << 20
"""Word runs of a text, times others, that are looked at in one go: bounds the memory."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """A text and some others. Of the word runs of all others, each one's sorted: which the text has (``found``, ``hits``), and at which
    places; where those of each other begin (``bounds``), and the hits among them (``cuts``); how many it has of each."""

    text: Text
    others: Sequence[Text]
    found: numpy.ndarray[Any, Any]
    places: numpy.ndarray[Any, Any]
    bounds: Sequence[int]
    hits: numpy.ndarray[Any, Any]
    cuts: Sequence[int]
    common: Sequence[int]

    @classmethod
    def of(cls, text: Text, others: Sequence[Text]) -> _Beside:
        import numpy as np

        every = np.concatenate([other.ordered for other in others])
        found, places = _looked_up(text.ordered, every)
        bounds = _sums([len(other.ordered) for other in others])
        hits = np.flatnonzero(found)
        cuts = hits.searchsorted(bounds).tolist()
        common = [end - start for start, end in pairwise(cuts)]
        return cls(text, others, found, places, bounds, hits, cuts, common)

    def whole(self, number: int) -> bool:
        """Return whether one of the two is all but contained, or half of the reporter's own words of either: two reports of one speech are
        two texts."""
        least = min(len(self.text.ordered), len(self.others[number].ordered))
        return self.common[number] >= 0.8 * least or any(
            self._own(number, text) >= CONTAINED for text in (self.text, self.others[number])
        )

    def _own(self, number: int, text: Text) -> float:
        """Return the share of the reporter's own shingles of a text that stand in the other."""
        import numpy as np

        held = self.rows([number])[0] if text is self.text else self._runs(number).take(text.places)
        return int(np.count_nonzero(held & text.own)) / text.told if text.told >= LEAST else 0.0

    def _runs(self, number: int) -> numpy.ndarray[Any, Any]:
        return self.found[self.bounds[number] : self.bounds[number + 1]]

    def rows(self, numbers: Sequence[int]) -> numpy.ndarray[Any, Any]:
        """Return which shingles of the text, in its order, each of these others has: a row for each."""
        import numpy as np

        hits = np.concatenate([self.hits[self.cuts[number] : self.cuts[number + 1]] for number in numbers])
        rows = np.zeros((len(numbers), len(self.text.ordered)), dtype=bool)
        own = np.arange(len(numbers)).repeat([self.common[number] for number in numbers])
        rows[own, self.places[hits]] = True
        return rows.take(self.text.places, axis=1)

    def hold_paragraphs(self, numbers: Sequence[int]) -> set[int]:
        """Return those of these others in which enough paragraphs of the text stand, quotations left out."""
        import numpy as np

        text, parts = self.text, self.text.paragraphs
        copied: set[int] = set()
        size = max(1, AT_ONCE // max(1, len(text.places)))
        for start in range(0, len(numbers), size):
            some = numbers[start : start + size]
            before = np.zeros((len(some), len(text.own) + 1), dtype=np.int32)
            np.cumsum(self.rows(some) & text.own, axis=1, out=before[:, 1:])
            found = before[:, parts.stops] - before[:, parts.starts]
            enough = (parts.own >= 8) & (found >= PARAGRAPH * parts.own)
            words = ((found + parts.behind) * enough).sum(axis=1)
            copied.update(_copied(some, words, enough.sum(axis=1), [text.told] * len(some)))
        return copied

    def hold_paragraphs_of(self, numbers: Sequence[int]) -> set[int]:
        """Return those of these others of which enough paragraphs stand in the text, quotations left out."""
        import numpy as np

        if not numbers:
            return set()
        texts = [self.others[number] for number in numbers]
        parts = [text.paragraphs for text in texts]
        sizes = [len(text.own) for text in texts]
        firsts = np.array(_sums(sizes))
        begins = np.array([self.bounds[number] for number in numbers]).repeat(sizes)
        runs = np.concatenate([text.places for text in texts]) + begins
        before = counted(self.found[runs] & np.concatenate([text.own for text in texts]))
        many = [len(part.own) for part in parts]
        shift = firsts[:-1].repeat(many)
        stops, starts, own, behind = (
            np.concatenate([getattr(part, name) for part in parts]) for name in ("stops", "starts", "own", "behind")
        )
        found = before[stops + shift] - before[starts + shift]
        enough = (own >= 8) & (found >= PARAGRAPH * own)
        ends = _sums(many)
        words, count = (np.diff(counted(values)[ends]) for values in ((found + behind) * enough, enough))
        return set(_copied(numbers, words, count, [text.told for text in texts]))


def _sums(sizes: Sequence[int]) -> list[int]:
    """Return the sums of the first none, one, two … of these. (Of a few, quicker than as an array.)"""
    return [0, *accumulate(sizes)]


LAST_BITS = (1 << 16) - 1
"""Word runs are looked up in a table by their last bits, which are as good as drawn by lot."""

IN_TABLE = 1 << 12
"""Word runs up to which a table is made; more would share too many of its places."""


def _looked_up(ordered: numpy.ndarray[Any, Any], every: numpy.ndarray[Any, Any]) -> tuple[Any, Any]:
    """Return for each of some word runs whether it is among those ``ordered``, and if so, at which place. (By a table this takes less than
    half of what a search takes.)"""
    import numpy as np

    places: Any
    if len(ordered) > IN_TABLE:
        places = ordered.searchsorted(every)
        return ordered.take(places, mode="clip") == every, places
    numbers = np.arange(len(ordered), dtype=np.uint16)
    table = np.zeros(LAST_BITS + 1, np.uint16)
    own = ordered & LAST_BITS
    table[own] = numbers
    places = table.take(every & LAST_BITS)
    found = ordered.take(places) == every
    for hidden in np.flatnonzero(table.take(own) != numbers).tolist():
        also = np.flatnonzero(every == ordered[hidden])
        found[also], places[also] = True, hidden
    return found, places


def _copied(numbers: Sequence[int], words: Any, paragraphs: Any, told: Sequence[int]) -> Iterator[int]:
    """Yield those of some texts of which enough is copied: so many word runs in so many paragraphs, of so many that are the reporter's."""
    for number, copied, count, every in zip(numbers, words.tolist(), paragraphs.tolist(), told, strict=True):
        if copied >= max(PART * every, 2 * LEAST) and (count >= 2 or copied >= 3 * LEAST):
            yield number


def held_by_each(text: Text, others: Sequence[Text]) -> list[int]:
    """Return which shingles of a text each of the others has: the bits of a number for each, a bit for each place of the text."""
    import numpy as np

    beside = _Beside.of(text, others)
    return [int.from_bytes(row.tobytes(), "big") for row in np.packbits(beside.rows(range(len(others))), axis=1)]


def held_by(text: Text, other: Text) -> int:
    """Return the same for one other: less work where it alone is asked for."""
    import numpy as np

    if not len(other.ordered):
        return 0
    at = other.ordered.searchsorted(text.ordered)
    found = other.ordered.take(at, mode="clip") == text.ordered
    return int.from_bytes(np.packbits(found.take(text.places)).tobytes(), "big")


def _only_foot(a: Text, b: Text, common: int) -> bool:
    """Return whether all that two texts share is a short last paragraph, above which each has two paragraphs of its own or more."""
    if min(len(a.starts), len(b.starts)) < 3:
        return False
    size = len(a.places) - a.starts[-1]
    if size > FOOT or size != len(b.places) - b.starts[-1]:
        return False
    return bool((a.last() == b.last()).all()) and 0 < common <= size
