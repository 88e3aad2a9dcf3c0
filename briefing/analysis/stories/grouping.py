"""Articles into stories: how alike two are, and which of them hang together. One article more touches only what it is like.

What comes out depends on the set of articles alone. A word tells less, in steps, the more articles have it; whoever has a word that
takes such a step keeps the pairs in which that changes nothing but a product, and is compared again only where its own length moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.analysis.stories import digests, likeness, profile
from briefing.analysis.stories.alike import AllAlike, KeptAlike
from briefing.analysis.stories.comparing import Everything, Latest, Sums
from briefing.analysis.stories.groups import Groups, Moved, Parts
from briefing.analysis.stories.kept import STATEMENT, Kept, Pair, Product, arrays, era, statements
from briefing.analysis.stories.likeness import damping
from briefing.analysis.stories.profile import Profile
from briefing.analysis.stories.words import Postings, move_lengths, move_pairs
from briefing.store.catalogue.story_groups import NodeRow, PairRow, StoryGroups

if TYPE_CHECKING:
    import numpy

    Numbers = numpy.ndarray[Any, Any]

Step = Callable[[int, int], None]
"""Told (done, total) now and then; may raise to stop, and then nothing here is whole."""

SCALE = 64
"""Steps of one unit of weight in which weights are kept."""
_MOST_WEIGHT = (1 << 16) - 1
_AT_ONCE = 64
_WRITTEN = 20_000
_NEARLY = 0.9
"""Share of a likeness that is looked at exactly: lengths are rounded by less."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """``stories``: articles of each story of two or more, in order. ``digests``: article -> the stories (by their first article)
    that it tells among others."""

    stories: tuple[tuple[str, ...], ...]
    digests: Mapping[str, tuple[str, ...]]


class StoryIndex:
    """All texts by their profiles. ``parts`` gives the parts of a text that may be a digest (:func:`profile.parts_of`)."""

    def __init__(self, store: StoryGroups | None = None, parts: Parts = lambda _: ()) -> None:
        self._store = StoryGroups.in_memory() if store is None else store
        self._parts = parts
        self._pending: dict[str, NodeRow | None] = {}
        self._next = self._store.next_number()
        self._empty = not self._next
        self._kept = Kept(self._store)
        self._postings = Postings(self._store)

    def add(self, article: str, told: Profile, *, last: int = 0, statements: Iterable[str] = ()) -> None:
        """Put a text in, or put a new one in place of the old; ``last``: the last day of its copies, ``statements``: ids of what it carries."""
        import numpy as np

        keys = {profile.number(word): weight for word, weight in sorted(told.weights.items())}
        weights = np.minimum(np.rint(np.array(list(keys.values()), np.float64) * SCALE), _MOST_WEIGHT)
        carried = sorted({profile.number(statement) for statement in statements})
        self._pending[article] = NodeRow(
            -1,
            article,
            0,
            told.day,
            max(told.day, last),
            told.language,
            np.array(list(keys), np.uint32).tobytes(),
            weights.astype(np.uint16).tobytes(),
            np.array(carried, np.uint32).tobytes(),
            article,
            "?" * (told.parts >= digests.MANY),
        )

    def remove(self, article: str) -> None:
        """Forget the text; unknown ids are ignored."""
        self._pending[article] = None

    def regroup(self, step: Step = lambda done, total: None) -> int:
        """Bring likenesses and groups in step with the texts; return how many were compared anew."""
        fresh, removed = self._changes()
        compared = self._from_nothing(list(fresh.values()), step) if self._empty else self._go_on(fresh, removed, step)
        self._kept = Kept(self._store)
        return compared

    def grouped(self) -> Grouped:
        """Return the stories and the digests, by the ids of their texts."""
        groups: dict[str, list[str]] = {}
        digested: dict[str, tuple[str, ...]] = {}
        for id, story, told in self._store.grouped():
            stories = tuple(told.strip("?").split())
            if stories:
                digested[id] = stories
            else:
                groups.setdefault(story, []).append(id)
        return Grouped(tuple(sorted(tuple(ids) for ids in groups.values() if len(ids) > 1)), digested)

    def _changes(self) -> tuple[dict[int, NodeRow], dict[int, NodeRow]]:
        """Return the texts that are new or changed, and those that were there in another form or are no more, by number."""
        fresh: dict[int, NodeRow] = {}
        removed: dict[int, NodeRow] = {}
        for article, new in sorted(self._pending.items()):
            old = None if self._empty else self._store.by_id(article)
            if _content(old) == _content(new):
                continue
            if old is not None:
                removed[old.number] = old
            if new is not None:
                number = self._next if old is None else old.number
                self._next += old is None
                fresh[number] = new._replace(number=number)
        self._pending.clear()
        return fresh, removed

    # --- from nothing: the numbers of the texts are those of their places ---

    def _from_nothing(self, rows: Sequence[NodeRow], step: Step) -> int:
        squares, alike = self._compare_all(rows, step)
        for row, square in zip(rows, squares, strict=True):
            self._kept.hold(row._replace(square=square))
        groups = Groups(self._store, self._kept, alike, self._parts)
        for number, story, told in groups.from_nothing(alike, [row.number for row in rows if row.told]):
            self._kept.hold(self._kept.known(number)._replace(story=story, told=told))
        self._store.put_nodes(self._kept.at_hand())
        self._empty = False
        return len(rows)

    def _compare_all(self, rows: Sequence[NodeRow], step: Step) -> tuple[list[int], AllAlike]:
        """Store words and pairs of all texts; return the squares of the lengths, and who is alike to whom."""
        import numpy as np

        words = Everything([arrays(row)[0] for row in rows], [arrays(row)[1] for row in rows], damping)
        carried = [statements(row) for row in rows]
        said = Everything(carried, [np.ones(len(own), np.uint16) for own in carried], lambda _: 1)
        squares = words.squares()
        self._store.put_words(words.postings())
        self._store.put_words(said.postings(STATEMENT))
        measured = likeness.Measures(squares, [era(row) for row in rows])
        written = _Written(self._store, [row.id for row in rows])
        lengths = np.sqrt(np.array(squares, np.float64))
        for number in range(len(rows)):
            if number % _AT_ONCE == 0:
                step(number, len(rows))
            written.put(number, *_near_before(number, words.beside_earlier(number), said, lengths, measured))
        return squares, written.all()

    # --- in step with the articles ---

    def _go_on(self, fresh: dict[int, NodeRow], removed: Mapping[int, NodeRow], step: Step) -> int:
        kept = self._kept
        stepped = self._postings.move(fresh, removed)
        squares, stale = move_lengths(kept, stepped)
        self._store.put_squares(squares)
        for number, row in fresh.items():
            fresh[number] = row._replace(square=self._postings.square(row))
            kept.hold(fresh[number])
        stale |= fresh.keys()
        before = {key: pair for number in sorted(stale | removed.keys()) for key, pair in kept.keyed(number)}
        now: dict[Pair, Product | None] = dict.fromkeys(before)
        moved = move_pairs(kept, stepped, stale)
        before |= {key: kept.pairs(key[0])[key[1]] for key in moved}
        now |= moved
        for found in self._compared(sorted(stale), step):
            now |= found
        self._save(fresh, removed, now)
        other = {key for key, pair in now.items() if _alike(before.get(key)) != _alike(pair)}
        groups = Groups(self._store, kept, KeptAlike(self._store), self._parts)
        groups.go_on(Moved(set(fresh), other, removed.keys() - fresh.keys()))
        return len(stale)

    def _compared(self, numbers: Sequence[int], step: Step) -> Iterator[dict[Pair, Product]]:
        """Yield all pairs of some texts that are somewhat alike, in lots."""
        lengths = self._lengths()
        latest = Latest(self._next, numbers)
        for start in range(0, len(numbers), _AT_ONCE):
            step(start, len(numbers))
            yield self._compared_at_once(numbers[start : start + _AT_ONCE], latest, lengths)

    def _lengths(self) -> Numbers:
        """Return the lengths of all texts by their numbers."""
        import numpy as np

        squares = dict(self._store.squares())
        squares |= {row.number: row.square for row in self._kept.at_hand()}
        lengths = np.zeros(self._next, np.float64)
        lengths[np.array(list(squares), np.int64)] = np.sqrt(np.array(list(squares.values()), np.float64))
        return lengths

    def _compared_at_once(self, numbers: Sequence[int], latest: Latest, lengths: Numbers) -> dict[Pair, Product]:
        """Return the pairs of some texts with all others, but for those that are compared later with these."""
        import numpy as np

        words = Sums(self._next, latest, numbers)
        both = Sums(self._next, latest, numbers)
        for row, number in enumerate(numbers):
            node = self._kept.known(number)
            words.add(row, *arrays(node))
            carried = statements(node).astype(np.int64) + STATEMENT
            both.add(row, carried, np.ones(len(carried), np.uint16))
        sums = words.sums(self._postings.of, damping)
        shared = both.sums(self._postings.of, lambda _: 1)
        found: dict[Pair, Product] = {}
        for row, number in enumerate(numbers):
            near = sums[row] * likeness.UNIT > likeness.LINK * _NEARLY * lengths[number] * lengths
            others = np.flatnonzero(near & (sums[row] > 0))
            of_others = zip(others.tolist(), sums[row, others].tolist(), shared[row, others].tolist(), strict=True)
            for other, dot, carried_by_both in of_others:
                product = self._kept.product(number, other, int(dot), int(carried_by_both))
                if product is not None:
                    found[min(number, other), max(number, other)] = product
        return found

    def _save(
        self, fresh: Mapping[int, NodeRow], removed: Mapping[int, NodeRow], pairs: Mapping[Pair, Product | None]
    ) -> None:
        self._postings.save()
        for number in removed.keys() - fresh.keys():
            self._kept.drop(number)
        self._store.drop_nodes(removed.keys() - fresh.keys())
        self._store.put_nodes(fresh.values())
        self._store.drop_pairs(key for key, pair in pairs.items() if pair is None)
        self._store.put_pairs({key: pair for key, pair in pairs.items() if pair is not None})


class _Written:
    """Pairs of all texts with those before them: stored lot by lot, and at hand by who is alike to whom."""

    def __init__(self, store: StoryGroups, ids: Sequence[str]) -> None:
        import numpy as np

        self._store = store
        self._ids = ids
        self._lot: list[Numbers] = []
        self._size = 0
        self._alike: list[Numbers] = [np.zeros((3, 0), np.int32)]

    def put(self, number: int, others: Numbers, products: Numbers) -> None:
        """Put in the pairs of a text with ``others``, and what is kept of each (:data:`Product`)."""
        import numpy as np

        if len(others):
            self._lot.append(np.vstack([others, np.full(len(others), number), products]))
            self._size += len(others)
        if self._size >= _WRITTEN:
            self._store_lot()

    def _store_lot(self) -> None:
        import numpy as np

        rows = np.hstack(self._lot)
        rows = rows[:, np.lexsort((rows[1], rows[0]))]
        self._store.put_pair_rows(zip(*rows.tolist(), strict=True))
        alike = rows[[0, 1, 4]].astype(np.int32)
        self._alike.append(alike[:, alike[2] > 0])
        self._lot.clear()
        self._size = 0

    def all(self) -> AllAlike:
        """Return who is alike to whom once all pairs are stored."""
        import numpy as np

        if self._lot:
            self._store_lot()
        return AllAlike(self._ids, *np.hstack(self._alike))


def _near_before(
    number: int, sums: Numbers, said: Everything, lengths: Numbers, measures: likeness.Measures
) -> tuple[Numbers, Numbers]:
    """Return the texts before one that are somewhat alike to it, and of each pair what is kept (:data:`Product`, in rows); ``sums`` as of
    :meth:`Everything.beside_earlier`."""
    import numpy as np

    others = np.flatnonzero(sums > likeness.LINK * _NEARLY / likeness.UNIT * lengths[number] * lengths[:number])
    shares = measures.shares(number, others, sums[others])
    enough = shares >= likeness.LINK
    others, shares = others[enough], shares[enough]
    if not len(others):
        return others, np.zeros((3, 0), np.int64)
    shared = said.beside_earlier(number)[others].astype(np.int64)
    alike = measures.likenesses(number, others, shares, shared)
    return others, np.vstack([sums[others].astype(np.int64), shared, alike])


def _alike(pair: PairRow | Product | None) -> int:
    """Return how alike the texts of a pair are, by what is kept of it."""
    return 0 if pair is None else pair[-1]


def _content(row: NodeRow | None) -> tuple[Any, ...]:
    """Return that by which a text is compared; nothing of one that is not there."""
    return (
        () if row is None else (row.words, row.weights, row.statements, row.first, row.last, row.language, row.told[:1])
    )
