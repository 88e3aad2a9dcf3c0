"""Which texts have each word, or carry each statement; and what it does to lengths and pairs that a word tells more or less than before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefing.analysis.stories.kept import STATEMENT, Kept, Pair, Product, arrays, statements
from briefing.analysis.stories.likeness import coarse, damping
from briefing.store.catalogue.story_groups import NodeRow, StoryGroups

if TYPE_CHECKING:
    import numpy

    Numbers = numpy.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Stepped:
    """A word that tells more or less than ``before``: who has it and stays, and what it weighs there."""

    numbers: Numbers
    weights: Numbers
    before: int
    after: int


@dataclass(slots=True)
class Postings:
    """Which texts have each word, as far as that was asked: numbers and weights."""

    store: StoryGroups
    held: dict[int, tuple[Numbers, Numbers]] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)

    def of(self, word: int) -> tuple[Numbers, Numbers]:
        """Return the numbers of the texts that have a word, and what it weighs in each."""
        import numpy as np

        if word not in self.held:
            numbers, weights = self.store.found_by(word)
            self.held[word] = np.frombuffer(numbers, np.uint32), np.frombuffer(weights, np.uint16)
        return self.held[word]

    def move(self, fresh: Mapping[int, NodeRow], removed: Mapping[int, NodeRow]) -> list[Stepped]:
        """Put the words of the new texts in and those of the old out; return the words that tell more or less now."""
        import numpy as np

        coming = _entries(fresh)
        words = sorted({*np.unique(coming.words).tolist(), *np.unique(_entries(removed).words).tolist()})
        out = np.array(sorted(removed), np.uint32)
        starts = np.searchsorted(coming.words, words, "left").tolist()
        ends = np.searchsorted(coming.words, words, "right").tolist()
        stepped: dict[int, Stepped] = {}
        for word, start, end in zip(words, starts, ends, strict=True):
            numbers, weights = self.of(word)
            before = len(numbers)
            if len(out):
                stays = ~np.isin(numbers, out)
                numbers, weights = numbers[stays], weights[stays]
            factors = damping(before), damping(len(numbers) + end - start)
            if factors[0] != factors[1]:
                stepped[word] = Stepped(numbers, weights, *factors)
            new = coming.numbers[start:end], coming.weights[start:end]
            self.held[word] = np.concatenate([numbers, new[0]]), np.concatenate([weights, new[1]])
        self.changed.update(words)
        return [step for word, step in stepped.items() if word < STATEMENT]

    def square(self, row: NodeRow) -> int:
        """Return the square of the length of a text."""
        words, weights = arrays(row)
        factors = [damping(len(self.of(word)[0])) for word in words.tolist()]
        return sum(w * w * factor for w, factor in zip(weights.tolist(), factors, strict=True))

    def save(self) -> None:
        """Store what has changed."""
        rows = ((word, *self.held[word]) for word in sorted(self.changed))
        self.store.put_words((word, numbers.tobytes(), weights.tobytes()) for word, numbers, weights in rows)
        self.changed.clear()


def move_lengths(kept: Kept, stepped: Iterable[Stepped]) -> tuple[dict[int, int], set[int]]:
    """Return the squares of the lengths that are others now, by the numbers of the texts, and those that must be compared again."""
    moved: dict[int, int] = {}
    stale: set[int] = set()
    for word in stepped:
        squares = word.weights.astype("int64") ** 2 * (word.after - word.before)
        for number, change in zip(word.numbers.tolist(), squares.tolist(), strict=True):
            moved[number] = moved.get(number, 0) + change
        if word.after > word.before:  # pairs may come about of which nothing is kept
            stale.update(word.numbers.tolist())
    for number, change in moved.items():
        row = kept.known(number)
        moved[number] = row.square + change
        if coarse(moved[number]) != coarse(row.square):
            stale.add(number)
        kept.hold(row._replace(square=moved[number]))
    return moved, stale


def move_pairs(kept: Kept, stepped: Sequence[Stepped], stale: set[int]) -> dict[Pair, Product | None]:
    """Return the pairs of texts that are not compared again whose product a word has changed; None for those that are nothing alike any more."""
    moved: dict[Pair, int] = {}
    for word in stepped:
        weights = dict(zip(word.numbers.tolist(), word.weights.tolist(), strict=True))
        for number in weights.keys() - stale:
            for other in kept.pairs(number).keys() & weights.keys() - stale:
                if number < other:
                    change = weights[number] * weights[other] * (word.after - word.before)
                    moved[number, other] = moved.get((number, other), 0) + change
    return {
        (a, b): kept.product(a, b, kept.pairs(a)[b].dot + change, kept.pairs(a)[b].statements)
        for (a, b), change in moved.items()
    }


@dataclass(frozen=True, slots=True)
class _Entries:
    """Words, statements behind them, of many texts, in order of these words: who has it, and what it weighs there."""

    words: Numbers
    numbers: Numbers
    weights: Numbers


def _entries(rows: Mapping[int, NodeRow]) -> _Entries:
    import numpy as np

    words: list[Numbers] = [np.zeros(0, np.int64)]
    weights: list[Numbers] = [np.zeros(0, np.uint16)]
    sizes: list[int] = []
    for row in rows.values():
        carried, own = statements(row), arrays(row)
        words += [own[0].astype(np.int64), carried.astype(np.int64) + STATEMENT]
        weights += [own[1], np.ones(len(carried), np.uint16)]
        sizes.append(len(own[0]) + len(carried))
    numbers = np.repeat(np.array(list(rows), np.uint32), sizes)
    flat = np.concatenate(words)
    order = np.argsort(flat, kind="stable")
    return _Entries(flat[order], numbers[order], np.concatenate(weights)[order])
