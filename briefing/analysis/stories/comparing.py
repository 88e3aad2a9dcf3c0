"""What each text shares with all others: sums over words, for some texts beside those that are kept, or for all of them at once.

All sums are exact, as they stay below 2 ** 53.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    Numbers = numpy.ndarray[Any, Any]


class Everything:
    """All texts of a folder, by their numbers from 0 on: the words of each, or the statements, with what they weigh there. For one text
    beside those before it: so each pair is looked at once."""

    def __init__(self, words: Sequence[Numbers], weights: Sequence[Numbers], damping: Callable[[int], int]) -> None:
        import numpy as np

        sizes = [len(own) for own in words]
        flat = np.concatenate([np.zeros(0, np.uint32), *words])
        order = np.argsort(flat, kind="stable")
        self._words = flat[order]
        self._numbers = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)[order]
        self._weights = np.concatenate([np.zeros(0, np.uint16), *weights])[order]
        self._place = np.empty(len(flat), np.int32)
        self._place[order] = np.arange(len(flat), dtype=np.int32)
        self._bounds = np.cumsum([0, *sizes])
        begins = np.ones(len(flat), dtype=bool)
        begins[1:] = self._words[1:] != self._words[:-1]
        self._begins = np.flatnonzero(begins)
        counts = np.diff(self._begins, append=len(flat))
        self._first = np.repeat(self._begins.astype(np.int32), counts)
        known = {count: damping(count) for count in np.unique(counts).tolist()}
        self._damped = np.repeat(np.array([known[count] for count in counts.tolist()], np.int16), counts)

    def postings(self, least: int = 0) -> Iterator[tuple[int, bytes, bytes]]:
        """Yield each word (a number from ``least`` on) with the numbers of the texts that have it and what it weighs in each, in order."""
        for number, start in enumerate(self._begins.tolist()):
            end = int(self._begins[number + 1]) if number + 1 < len(self._begins) else len(self._words)
            yield (
                least + int(self._words[start]),
                self._numbers[start:end].tobytes(),
                self._weights[start:end].tobytes(),
            )

    def squares(self) -> list[int]:
        """Return the square of the length of each text."""
        import numpy as np

        squared = self._weights.astype(np.float64) ** 2 * self._damped
        squares: list[int] = np.bincount(self._numbers, squared, len(self._bounds) - 1).astype(np.int64).tolist()
        return squares

    def beside_earlier(self, number: int) -> Numbers:
        """Return for each text before one the sum of the products of what their words weigh in both."""
        import numpy as np

        own = self._place[self._bounds[number] : self._bounds[number + 1]]
        own = own[(self._damped[own] > 0) & (self._first[own] < own)]
        if not len(own):
            return np.zeros(number)
        first = self._first[own]
        places = list(map(slice, first.tolist(), own.tolist()))
        factors = self._weights[own].astype(np.float64) * self._damped[own]
        weights = np.concatenate([self._weights[place] for place in places]) * np.repeat(factors, own - first)
        sums: Numbers = np.bincount(np.concatenate([self._numbers[place] for place in places]), weights, number)
        return sums


class Latest:
    """Which of two texts the pair is looked for from: the one that is compared later, so that each pair is looked for once."""

    def __init__(self, many: int, compared: Sequence[int]) -> None:
        import numpy as np

        self._turns = np.full(many, -1, np.int64)
        self._turns[np.array(compared, np.int64)] = np.arange(len(compared))

    def out(self, number: int) -> Numbers:
        """Return of all texts whether their pair with ``number`` is looked for from there; of itself, too."""
        out: Numbers = self._turns >= self._turns[number]
        return out


class Sums:
    """Sums over words, for some texts beside all others: exact, as they stay below 2 ** 53."""

    def __init__(self, many: int, latest: Latest, numbers: Sequence[int]) -> None:
        self._many = many
        self._latest = latest
        self._numbers = numbers
        self._rows: list[Numbers] = []
        self._words: list[Numbers] = []
        self._weights: list[Numbers] = []

    def add(self, row: int, words: Numbers, weights: Numbers) -> None:
        """Have the text of a row look for its ``words``, which weigh so much in it."""
        import numpy as np

        self._rows.append(np.full(len(words), row, np.int64))
        self._words.append(words)
        self._weights.append(weights)

    def sums(self, found_by: Callable[[int], tuple[Numbers, Numbers]], damping: Callable[[int], int]) -> Numbers:
        """Return a row of sums for each text: of the products of the weights of all words that it shares with another."""
        import numpy as np

        words, which = np.unique(np.concatenate(self._words), return_inverse=True)
        if not len(words):
            return np.zeros((len(self._numbers), self._many))
        postings = [found_by(word) for word in words.tolist()]
        damped = np.array([damping(len(numbers)) for numbers, _ in postings], np.float64)
        told = np.flatnonzero(damped[which] > 0)
        telling = zip(postings, (damped > 0).tolist(), strict=True)
        postings = [posting if tells else (posting[0][:0], posting[1][:0]) for posting, tells in telling]
        ends = np.cumsum([len(numbers) for numbers, _ in postings], dtype=np.int64)
        flat = np.concatenate([numbers for numbers, _ in postings])
        theirs = np.concatenate([weights for _, weights in postings])
        which, rows = which[told], np.concatenate(self._rows)[told]
        firsts = np.concatenate([np.zeros(1, np.int64), ends[:-1]])[which]
        lasts = ends[which]
        sizes = lasts - firsts
        behind = np.cumsum(sizes)
        places = np.arange(sizes.sum()) + np.repeat(firsts - (behind - sizes), sizes)
        factors = np.concatenate(self._weights)[told] * damped[which]
        at = flat[places] + np.repeat(rows * self._many, sizes)
        values = theirs[places] * np.repeat(factors, sizes)
        shape = len(self._numbers), self._many
        sums = np.bincount(at, values, shape[0] * shape[1]).reshape(shape)
        for row, number in enumerate(self._numbers):
            sums[row, self._latest.out(number)] = 0
        return sums
