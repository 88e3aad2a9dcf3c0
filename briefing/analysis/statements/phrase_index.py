"""Which wordings the articles of a folder print, as arrays of numbers, and which of them may say the same.

What is known of an article (:class:`Row`) rests on that article alone, so it can be stored and put in again. What is asked of all
of them depends on the set of articles only, never on the order or the history in which they came.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from briefing.analysis.statements.normalise import WEAK, Pattern, Unit

CROWD = 400
"""A pair of words that more wordings than this share is passed over when candidates are looked for: it finds nothing new."""

SHORT = 6
"""Longer wordings are compared only if they share two telling pairs of words."""

TELLING = 200
"""Hundredths of weight from which on a pair of words tells something."""

AT_ONCE = 4_000_000
"""Pairs of wordings looked at in one go: bounds the memory."""

HELD = 1 << 16
"""Patterns kept in memory."""

_FIELDS = 6
"""Numbers that describe a wording in a row: key, words, cuts, seams, breaks, and whether it is indirect."""


class Row(NamedTuple):
    """The wordings of one article in order, packed: ``_FIELDS`` 64-bit numbers each; the numbers of their words (64 bits); their
    weights in hundredths (16 bits); their cuts, seams and breaks (32 bits). Bytes in the machine's order."""

    wordings: bytes
    words: bytes
    weights: bytes
    bounds: bytes

    @property
    def keys(self) -> list[int]:
        return list(array("q", self.wordings)[::_FIELDS])


def key(unit: Unit) -> int:
    """Return what two quotations must share to count as one wording; few or common words always stay apart. 63 bits of a hash."""
    pattern = unit.pattern
    parts = [b"%d" % pattern.indirect, pattern.words.tobytes(), pattern.weights.tobytes()]
    parts += [array("i", bound).tobytes() for bound in (pattern.cuts, pattern.seams, pattern.breaks)]
    if pattern.mass < WEAK:
        parts += [text.encode("utf-8", "surrogatepass") for text in (unit.parts[0].article, unit.parts[0].id)]
    return int.from_bytes(blake2b(b"|".join(parts), digest_size=8).digest(), "big") >> 1


def row(units: Iterable[Unit]) -> Row:
    """Return what is kept of the wordings of one article."""
    wordings, words, weights, bounds = array("q"), array("q"), array("H"), array("i")
    for unit in units:
        one = unit.pattern
        sizes = (len(one.words), len(one.cuts), len(one.seams), len(one.breaks))
        wordings.extend((key(unit), *sizes, one.indirect))
        words.extend(one.words)
        weights.extend([round(100 * weight) for weight in one.weights])
        for bound in (one.cuts, one.seams, one.breaks):
            bounds.extend(array("i", bound))
    return Row(wordings.tobytes(), words.tobytes(), weights.tobytes(), bounds.tobytes())


class PhraseIndex:
    """The wordings of all ``rows`` (article id -> row). A wording is called by its key; ``ValueError`` if rows are not whole."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        import numpy as np

        self._articles = list(rows)
        kept = list(rows.values())
        table = np.frombuffer(b"".join([one.wordings for one in kept]), np.int64).reshape(-1, _FIELDS)
        self._words = np.frombuffer(b"".join([one.words for one in kept]), np.int64)
        self._weights = np.frombuffer(b"".join([one.weights for one in kept]), np.uint16)
        self._bounds = np.frombuffer(b"".join([one.bounds for one in kept]), np.int32)
        self._table = table
        self._owner = np.repeat(np.arange(len(kept)), [len(one.wordings) // (8 * _FIELDS) for one in kept])
        self._word_starts = _starts(table[:, 1])
        self._bound_starts = _starts(table[:, 2:5].sum(axis=1))
        if (
            not len(self._words) == len(self._weights) == self._word_starts[-1]
            or len(self._bounds) != self._bound_starts[-1]
        ):
            raise ValueError("wordings are not whole")
        self.keys, self._first, self._which = np.unique(table[:, 0], return_index=True, return_inverse=True)
        order = np.argsort(self._which, kind="stable")
        self._printed = order
        self._printings = np.searchsorted(self._which[order], np.arange(len(self.keys) + 1))
        self._patterns: dict[int, Pattern] = {}
        self._pairs: tuple[Any, Any] | None = None

    def __contains__(self, wording: int) -> bool:
        place = int(self.keys.searchsorted(wording))
        return place < len(self.keys) and int(self.keys[place]) == wording

    def __len__(self) -> int:
        return len(self.keys)

    def articles(self, wording: int) -> list[str]:
        """Return who prints it: article ids in the order of the rows, each once."""
        place = self.keys.searchsorted(wording)
        units = self._printed[self._printings[place] : self._printings[place + 1]]
        return list(dict.fromkeys([self._articles[owner] for owner in self._owner[units]]))

    def in_order(self, wordings: Collection[int]) -> list[int]:
        """Return ``wordings`` in the order in which the rows first print them."""
        import numpy as np

        keys = np.fromiter(wordings, np.int64, len(wordings))
        return [int(one) for one in keys[np.argsort(self._first[self.keys.searchsorted(keys)], kind="stable")]]

    def pattern(self, wording: int) -> Pattern:
        known = self._patterns.get(wording)
        if known is None:
            if len(self._patterns) >= HELD:
                self._patterns.clear()
            known = self._patterns[wording] = self._pattern(int(self._first[self.keys.searchsorted(wording)]))
        return known

    def _pattern(self, unit: int) -> Pattern:
        start, end = self._word_starts[unit], self._word_starts[unit + 1]
        weights = array("d", (self._weights[start:end] / 100.0).tobytes())
        bounds = array("i", self._bounds[self._bound_starts[unit] : self._bound_starts[unit + 1]].tobytes())
        cuts, seams = int(self._table[unit, 2]), int(self._table[unit, 3])
        return Pattern(
            words=array("q", self._words[start:end].tobytes()),
            weights=weights,
            cuts=bounds[:cuts],
            mass=sum(weights),
            seams=bounds[cuts : cuts + seams],
            breaks=bounds[cuts + seams :],
            indirect=bool(self._table[unit, 5]),
        )

    # --- who may say the same ---

    def _telling(self) -> tuple[Any, Any]:
        """(pairs of words, numbers of the wordings that print them), ordered, each pair of a wording once."""
        import numpy as np

        if self._pairs is None:
            unit = np.repeat(np.arange(len(self._table)), self._table[:, 1])
            words, weights = self._words.view(np.uint64), self._weights.astype(np.int32)
            own = np.zeros(len(self._table), dtype=bool)
            own[self._first] = True
            telling = (unit[:-1] == unit[1:]) & own[unit[:-1]] & (weights[:-1] + weights[1:] >= TELLING)
            mixed = words[:-1] * np.uint64(0x9E3779B97F4A7C15) + words[1:]
            pairs = (mixed ^ (mixed >> np.uint64(29)))[telling]
            wordings = self._which[unit[:-1][telling]].astype(np.int32)
            order = np.lexsort((wordings, pairs))
            pairs, wordings = pairs[order], wordings[order]
            fresh = np.ones(len(pairs), dtype=bool)
            fresh[1:] = (pairs[1:] != pairs[:-1]) | (wordings[1:] != wordings[:-1])
            self._pairs = pairs[fresh], wordings[fresh]
        return self._pairs

    def _numbers(self, wordings: Collection[int]) -> Any:
        import numpy as np

        return np.sort(self.keys.searchsorted(np.fromiter(wordings, np.int64, len(wordings))))

    def crowds(self, wordings: Collection[int]) -> dict[int, int]:
        """For each telling pair of words of these wordings how many of them print it."""
        import numpy as np

        pairs, owners = self._telling()
        values, counts = np.unique(pairs[np.isin(owners, self._numbers(wordings))], return_counts=True)
        return dict(zip(values.tolist(), counts.tolist(), strict=True))

    def crowded(self, pairs: Collection[int]) -> dict[int, int]:
        """Return how many wordings print each of these pairs of words."""
        import numpy as np

        known, _ = self._telling()
        wanted = np.fromiter(pairs, np.uint64, len(pairs))
        sizes = known.searchsorted(wanted, "right") - known.searchsorted(wanted, "left")
        return dict(zip(wanted.tolist(), sizes.tolist(), strict=True))

    def printing(self, pairs: Collection[int]) -> set[int]:
        """Return the wordings that print any of these pairs of words."""
        import numpy as np

        known, owners = self._telling()
        found = owners[np.isin(known, np.fromiter(pairs, np.uint64, len(pairs)))]
        return {int(one) for one in self.keys[np.unique(found)]}

    def candidates(self, wordings: Collection[int]) -> Iterator[tuple[int, int]]:
        """Pairs of wordings, the lower key first, of which one is in ``wordings``, that share enough telling pairs of words."""
        import numpy as np

        if not len(self.keys) or not wordings:
            return
        asked = np.zeros(len(self.keys), dtype=bool)
        asked[self._numbers(wordings)] = True
        pairs, owners = self._telling()
        if 2 * len(wordings) < len(self.keys):
            near = np.isin(pairs, pairs[asked[owners]])
            pairs, owners = pairs[near], owners[near]
        begins = np.ones(len(pairs), dtype=bool)
        begins[1:] = pairs[1:] != pairs[:-1]
        starts = np.flatnonzero(begins)
        sizes = np.diff(np.append(starts, len(pairs)))
        group = np.cumsum(begins) - 1
        kept = asked[owners] & (sizes[group] <= CROWD) & (sizes[group] > 1)
        mine, group = owners[kept], group[kept]
        order = np.argsort(mine, kind="stable")
        mine, group = mine[order], group[order]
        short = self._table[self._first, 1] <= SHORT
        upto = np.cumsum(sizes[group])
        low = 0
        while low < len(mine):
            high = int(upto.searchsorted((upto[low - 1] if low else 0) + AT_ONCE, "right"))
            high = max(high, low + 1)
            while high < len(mine) and mine[high] == mine[high - 1]:
                high += 1  # a wording is counted in one go
            count = sizes[group[low:high]]
            one = np.repeat(mine[low:high], count)
            other = owners[
                np.repeat(starts[group[low:high]] - np.cumsum(count) + count, count) + np.arange(int(count.sum()))
            ]
            # Two that are both asked for find each other: once is enough.
            once = (other > one) | ~asked[other]
            found, shared = np.unique(one[once].astype(np.int64) * len(self.keys) + other[once], return_counts=True)
            one, other = found // len(self.keys), found % len(self.keys)
            enough = (shared > 1) | short[one] | short[other]
            one, other = one[enough], other[enough]
            for a, b in zip(np.minimum(one, other).tolist(), np.maximum(one, other).tolist(), strict=True):
                yield int(self.keys[a]), int(self.keys[b])
            low = high


def _starts(sizes: Any) -> Any:
    import numpy as np

    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(sizes)))


def keys_of(rows: Iterable[Row]) -> set[int]:
    """Return the wordings of these rows."""
    return {one for each in rows for one in each.keys}


def by_wording(units: Sequence[Unit]) -> dict[int, list[Unit]]:
    """Return the units of an article by the wordings that they print."""
    found: dict[int, list[Unit]] = {}
    for unit in units:
        found.setdefault(key(unit), []).append(unit)
    return found
