"""The texts that are compared and their pairs, as they are kept: each looked up when it is asked for, and at hand from then on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from briefing.analysis.stories import likeness
from briefing.analysis.stories.likeness import Era
from briefing.store.catalogue.story_groups import NodeRow, PairRow, StoryGroups

if TYPE_CHECKING:
    import numpy

    Numbers = numpy.ndarray[Any, Any]

Pair = tuple[int, int]
"""The numbers of two texts, the lower one first."""
Product = tuple[int, int, int]
"""Of a pair: the product of the words, the statements that both carry, and how alike the two are."""

STATEMENT = 1 << 32
"""What a statement is looked up by stands behind all words."""


class Kept:
    """Texts and pairs by the numbers of texts."""

    def __init__(self, store: StoryGroups) -> None:
        self._store = store
        self._rows: dict[int, NodeRow | None] = {}
        self._adjacent: dict[int, dict[int, PairRow]] = {}

    def known(self, number: int) -> NodeRow:
        """Return a text; ``KeyError`` if there is none."""
        if number not in self._rows:
            self._rows[number] = self._store.node(number)
        row = self._rows[number]
        if row is None:
            raise KeyError(number)
        return row

    def at_hand(self) -> Iterable[NodeRow]:
        """Return the texts that were asked for, as they are now."""
        return [row for row in self._rows.values() if row is not None]

    def hold(self, row: NodeRow) -> None:
        """Have a text as ``row`` from here on, stored or not."""
        self._rows[row.number] = row

    def drop(self, number: int) -> None:
        """Have no such text from here on."""
        self._rows[number] = None

    def pairs(self, number: int) -> Mapping[int, PairRow]:
        """Return what was kept of the pairs of a text when it was first asked, by the other text."""
        if number not in self._adjacent:
            self._adjacent[number] = {row.other: row for row in self._store.pairs_of(number)}
        return self._adjacent[number]

    def keyed(self, number: int) -> list[tuple[Pair, PairRow]]:
        """Return :meth:`pairs` with the keys of the pairs."""
        return [((min(number, other), max(number, other)), pair) for other, pair in self.pairs(number).items()]

    def product(self, a: int, b: int, dot: int, statements: int) -> Product | None:
        """Return what is to be kept of a pair, None where the texts are nothing alike."""
        one, other = self.known(a), self.known(b)
        words = likeness.share(dot, one.square, other.square)
        if words < likeness.LINK:
            return None
        return dot, statements, likeness.likeness(words, statements, era(one), era(other))


def era(node: NodeRow) -> Era:
    """Return days and language of a text."""
    return Era(node.first, node.last, node.language)


def arrays(row: NodeRow) -> tuple[Numbers, Numbers]:
    """Return the words of a text, and what they weigh."""
    import numpy as np

    return np.frombuffer(row.words, np.uint32), np.frombuffer(row.weights, np.uint16)


def statements(row: NodeRow) -> Numbers:
    """Return the statements that a text carries."""
    import numpy as np

    return np.frombuffer(row.statements, np.uint32)


def weights(row: NodeRow) -> dict[int, int]:
    """Return what the words of a text weigh."""
    words, weighed = arrays(row)
    return dict(zip(words.tolist(), weighed.tolist(), strict=True))
