"""Wordings as arrays of numbers, and which of them may say the same.

What is known of a wording rests on its words alone, so it can be stored and read again. Which pairs may say the same depends on the
set of wordings only, never on the order or the history in which they came.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

from briefing.analysis.statements.normalise import WEAK, Pattern, Unit
from briefing.store.catalogue import serialise

CROWD = 400
"""A pair of words that more wordings than this share is passed over when candidates are looked for: it finds nothing new."""

SHORT = 6
"""Longer wordings are compared only if they share two telling pairs of words."""

TELLING = 200
"""Hundredths of weight from which on a pair of words tells something."""

AT_ONCE = 250_000
"""Pairs of wordings looked at in one go: bounds the memory."""


def key(unit: Unit) -> int:
    """Return what two quotations must share to count as one wording; few or common words always stay apart. 63 bits of a hash."""
    pattern = unit.pattern
    if pattern.hashed is None:
        parts = [b"%d" % pattern.indirect, pattern.words.tobytes(), pattern.weights.tobytes()]
        parts += [array("i", bound).tobytes() for bound in (pattern.cuts, pattern.seams, pattern.breaks)]
        pattern.hashed = blake2b(b"|".join(parts), digest_size=8)
    hashed = pattern.hashed
    if pattern.mass < WEAK:
        hashed = hashed.copy()
        for text in (unit.parts[0].article, unit.parts[0].id):
            hashed.update(b"|" + text.encode("utf-8", "surrogatepass"))
    return int.from_bytes(hashed.digest(), "big") >> 1


def dump(pattern: Pattern) -> bytes:
    """Return the pattern of a wording as a value that can be stored."""
    if pattern.packed is None:
        bounds = [array("i", bound).tobytes() for bound in (pattern.cuts, pattern.seams, pattern.breaks)]
        weights = array("H", [round(100 * weight) for weight in pattern.weights]).tobytes()
        pattern.packed = serialise.pack(pattern.words.tobytes(), weights, *bounds, bytes([pattern.indirect]))
    return pattern.packed


@serialise.whole
def load(value: bytes) -> Pattern:
    """Return what :func:`dump` wrote."""
    words, weights, cuts, seams, breaks, indirect = serialise.unpack(value, 6)
    weighed = array("d", [weight / 100.0 for weight in array("H", weights)])
    bounds = [array("i", bound) for bound in (cuts, seams, breaks)]
    return Pattern(array("q", words), weighed, bounds[0], sum(weighed), bounds[1], bounds[2], bool(indirect[0]))


def telling(pattern: Pattern) -> list[int]:
    """Return the pairs of words by which a wording is found, each once, in order: 64 bits of a hash, as signed numbers."""
    import numpy as np

    words = np.frombuffer(pattern.words.tobytes(), np.uint64)
    weights = np.rint(np.frombuffer(pattern.weights.tobytes(), np.float64) * 100).astype(np.int32)
    found: list[int] = np.unique(_mixed(words)[weights[:-1] + weights[1:] >= TELLING].view(np.int64)).tolist()
    return found


def is_short(pattern: Pattern) -> bool:
    """Return whether one telling pair of words is enough to compare a wording with another."""
    return len(pattern.words) <= SHORT


Printing = Callable[[int], Sequence[tuple[int, bool]]]
"""Gives the wordings that print a pair of words, and whether each is short."""


def near(wording: int, pattern: Pattern, printing: Printing) -> list[tuple[int, int]]:
    """Return the pairs of a wording with others, the lower key first, that share enough telling pairs of words."""
    shared: Counter[int] = Counter()
    short: dict[int, bool] = {}
    for pair in telling(pattern):
        wordings = printing(pair)
        if len(wordings) <= CROWD:
            shared.update([other for other, _ in wordings])
            short.update(wordings)
    del shared[wording]
    own = is_short(pattern)
    return [
        (min(wording, other), max(wording, other))
        for other, count in shared.items()
        if (count > 1 or own or short[other])
    ]


class PhraseIndex:
    """Many wordings at once, in the order of their keys: for a folder from nothing."""

    def __init__(self, patterns: Iterable[tuple[int, Pattern]]) -> None:
        import numpy as np

        keys, words, weights, sizes = array("q"), array("q"), array("d"), array("q")
        for key, pattern in patterns:
            keys.append(key)
            words.extend(pattern.words)
            weights.extend(pattern.weights)
            sizes.append(len(pattern.words))
        self.keys = np.frombuffer(keys, np.int64)
        self._sizes = np.frombuffer(sizes, np.int64)
        self._pairs = self._telling(np.frombuffer(words, np.int64).view(np.uint64), np.frombuffer(weights, np.float64))

    def _telling(self, words: Any, weights: Any) -> tuple[Any, Any]:
        """(pairs of words, numbers of the wordings that print them), ordered, each pair of a wording once."""
        import numpy as np

        owner = np.repeat(np.arange(len(self.keys), dtype=np.int32), self._sizes)
        hundredths = np.rint(weights * 100).astype(np.int32)
        told = (owner[:-1] == owner[1:]) & (hundredths[:-1] + hundredths[1:] >= TELLING)
        pairs, owners = _mixed(words).view(np.int64)[told], owner[:-1][told]
        order = np.argsort(pairs, kind="stable")
        pairs, owners = pairs[order], owners[order]
        fresh = np.ones(len(pairs), dtype=bool)
        fresh[1:] = (pairs[1:] != pairs[:-1]) | (owners[1:] != owners[:-1])
        return pairs[fresh], owners[fresh]

    def telling(self, wordings: Collection[int]) -> Iterator[tuple[int, int, bool]]:
        """Yield, in order, the pairs of words that any of these wordings print, the wording, and whether it is short."""
        pairs, owners = self._pairs
        kept = self._asked(wordings)[owners]
        pairs, owners = pairs[kept], owners[kept]
        for start in range(0, len(pairs), _WRITTEN):
            some = slice(start, start + _WRITTEN)
            short = self._sizes[owners[some]] <= SHORT
            yield from zip(pairs[some].tolist(), self.keys[owners[some]].tolist(), short.tolist(), strict=True)

    def _asked(self, wordings: Collection[int]) -> Any:
        import numpy as np

        asked = np.zeros(len(self.keys), dtype=bool)
        asked[self.keys.searchsorted(np.fromiter(wordings, np.int64, len(wordings)))] = True
        return asked

    def candidates(self, wordings: Collection[int]) -> Iterator[tuple[int, int]]:
        """Pairs of wordings, the lower key first, of which one is in ``wordings``, that share enough telling pairs of words."""
        import numpy as np

        if not len(self.keys) or not wordings:
            return
        asked = self._asked(wordings)
        pairs, owners = self._pairs
        if not len(pairs):
            return
        begins = np.ones(len(pairs), dtype=bool)
        begins[1:] = pairs[1:] != pairs[:-1]
        starts = np.flatnonzero(begins)
        sizes = np.diff(np.append(starts, len(pairs)))
        group = np.cumsum(begins) - 1
        kept = asked[owners] & (sizes[group] <= CROWD) & (sizes[group] > 1)
        mine, group = owners[kept], group[kept]
        order = np.argsort(mine, kind="stable")
        mine, group = mine[order], group[order]
        short = self._sizes <= SHORT
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


def _mixed(words: Any) -> Any:
    """Return a hash of each word with the next one."""
    import numpy as np

    mixed = words[:-1] * np.uint64(0x9E3779B97F4A7C15) + words[1:]
    return mixed ^ (mixed >> np.uint64(29))


_WRITTEN = 100_000
"""Pairs of words that are made plain numbers at once: bounds the memory."""


def by_wording(units: Sequence[Unit]) -> dict[int, list[Unit]]:
    """Return the units of an article by the wordings that they print."""
    found: dict[int, list[Unit]] = {}
    for unit in units:
        found.setdefault(key(unit), []).append(unit)
    return found
