"""Articles into stories: how alike two are, and which of them hang together. One article more touches only what it is like.

What comes out depends on the set of articles alone. A word tells less, in steps, the more articles have it; whoever has a word that
takes such a step keeps the pairs in which that changes nothing but a product, and is compared again only where its own length moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.analysis.stories import clustering, digests, likeness, profile
from briefing.analysis.stories.comparing import Everything, Latest, Sums
from briefing.analysis.stories.likeness import JOIN, LINK, Era, coarse, damping
from briefing.analysis.stories.profile import Profile
from briefing.store.catalogue.story_groups import Label, NodeRow, PairRow, StoryGroups

if TYPE_CHECKING:
    import numpy

    Numbers = numpy.ndarray[Any, Any]

Step = Callable[[int, int], None]
"""Told (done, total) now and then; may raise to stop, and then nothing here is whole."""

SCALE = 64
"""Steps of one unit of weight in which weights are kept."""
_MOST_WEIGHT = (1 << 16) - 1
_STATEMENT = 1 << 32
"""What a statement is looked up by stands behind all words."""
_AT_ONCE = 64
_WRITTEN = 20_000
FEW = 200
"""Texts that are asked for one by one; of more, all are read together."""
MOST_ALIKE = 500_000
"""Pairs of texts that are read together at most: some 100 MB."""
_NEARLY = 0.9
"""Share of a likeness that is looked at exactly: lengths are rounded by less."""

Pair = tuple[int, int]
Product = tuple[int, int, int]
"""Of a pair: the product of the words, the statements that both carry, and how alike the two are."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """``stories``: articles of each story of two or more, in order. ``digests``: article -> the stories (by their first article)
    that it tells among others."""

    stories: tuple[tuple[str, ...], ...]
    digests: Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class _Postings:
    """Which texts have each word, as far as that was asked: numbers and weights."""

    store: StoryGroups
    held: dict[int, tuple[Numbers, Numbers]] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)

    def of(self, word: int) -> tuple[Numbers, Numbers]:
        import numpy as np

        if word not in self.held:
            numbers, weights = self.store.found_by(word)
            self.held[word] = np.frombuffer(numbers, np.uint32), np.frombuffer(weights, np.uint16)
        return self.held[word]

    def put(self, word: int, numbers: Numbers, weights: Numbers) -> None:
        self.held[word] = numbers, weights
        self.changed.add(word)

    def save(self) -> None:
        rows = ((word, *self.held[word]) for word in sorted(self.changed))
        self.store.put_words((word, numbers.tobytes(), weights.tobytes()) for word, numbers, weights in rows)
        self.changed.clear()


class StoryIndex:
    """All texts by their profiles. ``parts`` gives the parts of a text that may be a digest (:func:`profile.parts_of`)."""

    def __init__(
        self, store: StoryGroups | None = None, parts: Callable[[str], Sequence[Mapping[str, float]]] = lambda _: ()
    ) -> None:
        self._store = StoryGroups.in_memory() if store is None else store
        self._parts = parts
        self._pending: dict[str, NodeRow | None] = {}
        self._next = self._store.next_number()
        self._empty = not self._next
        self._nodes: dict[int, NodeRow | None] = {}
        self._adjacent: dict[int, dict[int, PairRow]] = {}
        self._postings = _Postings(self._store)

    def add(self, article: str, told: Profile, *, last: int = 0, statements: Iterable[str] = ()) -> None:
        """Put a text in, or put a new one in place of the old; ``last``: the last day of its copies, ``statements``: ids of what it carries."""
        import numpy as np

        keys = {profile.number(word): weight for word, weight in sorted(told.weights.items())}
        weights = [min(_MOST_WEIGHT, round(weight * SCALE)) for weight in keys.values()]
        carried = sorted({profile.number(statement) for statement in statements})
        self._pending[article] = NodeRow(
            -1,
            article,
            0,
            told.day,
            max(told.day, last),
            told.language,
            np.array(list(keys), np.uint32).tobytes(),
            np.array(weights, np.uint16).tobytes(),
            np.array(carried, np.uint32).tobytes(),
            told="?" * (told.parts >= digests.MANY),
        )

    def remove(self, article: str) -> None:
        """Forget the text; unknown ids are ignored."""
        self._pending[article] = None

    # --- in step with the articles ---

    def regroup(self, step: Step = lambda done, total: None) -> int:
        """Bring likenesses and groups in step with the texts; return how many were compared anew."""
        fresh, removed = self._changes()
        if self._empty:
            return self._from_nothing(list(fresh.values()), step)
        stepped = self._put_words(fresh, removed)
        stale = self._move_lengths(stepped, fresh) | fresh.keys()
        out = stale | removed.keys()
        gone = {key: pair.alike for number in sorted(out) for key, pair in self._keyed(number)}
        moved = self._move_pairs(stepped, stale)
        kept: set[Pair] = set()
        other: dict[Pair, tuple[int, int]] = {}
        """How alike the pairs were, and are now, that are more or less alike than before."""
        for found in self._compared(sorted(stale), step):
            self._store.put_pairs(found)
            kept |= found.keys() & gone.keys()
            other |= {key: (gone.get(key, 0), pair[2]) for key, pair in found.items()}
        other |= {key: (alike, 0) for key, alike in gone.items() if key not in kept}
        other |= {key: (self._pairs(key[0])[key[1]].alike, pair[2] if pair else 0) for key, pair in moved.items()}
        other = {key: (before, now) for key, (before, now) in other.items() if before != now}
        faded = {key for key, pair in moved.items() if pair is None}
        changed = {key: pair for key, pair in moved.items() if pair is not None}
        touched = set(fresh).union(*(key for key, alike in other.items() if self._matters(key, max(alike))))
        self._save(fresh, removed, changed, (gone.keys() | faded) - kept)
        still = removed.keys() - fresh.keys()
        self._group(touched - still, Moved(set(fresh), {*other}, still))
        return len(stale)

    def _from_nothing(self, rows: Sequence[NodeRow], step: Step) -> int:
        """Do the same where nothing is kept; the numbers of the texts are those of their places."""
        import numpy as np

        words = Everything([_arrays(row)[0] for row in rows], [_arrays(row)[1] for row in rows], damping)
        carried = [np.frombuffer(row.statements, np.uint32) for row in rows]
        said = Everything(carried, [np.ones(len(own), np.uint16) for own in carried], lambda _: 1)
        squares = words.squares()
        measured = [row._replace(square=square) for row, square in zip(rows, squares, strict=True)]
        self._nodes.update(enumerate(measured))
        self._store.put_nodes(measured)
        self._store.put_words(words.postings())
        self._store.put_words(said.postings(_STATEMENT))
        lengths = np.sqrt(np.array(squares, np.float64))
        measures = likeness.Measures(squares, [era(row) for row in rows])
        lot: list[tuple[int, ...]] = []
        for number in range(len(rows)):
            if number % _AT_ONCE == 0:
                step(number, len(rows))
            lot += _near_before(number, words.beside_earlier(number), said, lengths, measures)
            if len(lot) >= _WRITTEN:
                self._store.put_pair_rows(sorted(lot))
                lot.clear()
        self._store.put_pair_rows(sorted(lot))
        self._empty = False
        self._group(set(range(len(rows))), None)
        return len(rows)

    def _matters(self, key: Pair, most: int) -> bool:
        """Return whether a pair that has changed says something on what hangs together: others lie apart, before and after. ``most``: how
        alike it was, or is."""
        a, b = key
        return most >= JOIN or self._cluster(a) == self._cluster(b)

    def _cluster(self, number: int) -> str:
        row = self._nodes[number] if number in self._nodes else self._store.node(number)
        return row.cluster if row is not None else str(number)

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

    def _put_words(self, fresh: Mapping[int, NodeRow], removed: Mapping[int, NodeRow]) -> list[_Stepped]:
        """Put the words of the new texts in and those of the old out; return the words that tell more or less now."""
        import numpy as np

        coming = _entries(fresh)
        words = {*np.unique(coming.words).tolist(), *np.unique(_entries(removed).words).tolist()}
        out = np.array(sorted(removed), np.uint32)
        starts = np.searchsorted(coming.words, sorted(words), "left").tolist()
        ends = np.searchsorted(coming.words, sorted(words), "right").tolist()
        stepped: list[tuple[int, _Stepped]] = []
        for word, start, end in zip(sorted(words), starts, ends, strict=True):
            numbers, weights = self._postings.of(word)
            before = len(numbers)
            if len(out):
                stays = ~np.isin(numbers, out)
                numbers, weights = numbers[stays], weights[stays]
            after = len(numbers) + end - start
            factors = damping(before), damping(after)
            if factors[0] != factors[1]:
                stepped.append((word, _Stepped(numbers, weights, *factors)))
            new = coming.numbers[start:end], coming.weights[start:end]
            self._postings.put(word, np.concatenate([numbers, new[0]]), np.concatenate([weights, new[1]]))
        return [step for word, step in stepped if word < _STATEMENT]

    def _move_lengths(self, stepped: Sequence[_Stepped], fresh: dict[int, NodeRow]) -> set[int]:
        """Bring the lengths of all texts in step; return those that must be compared again."""
        moved: dict[int, int] = {}
        stale: set[int] = set()
        for word in stepped:
            squares = word.weights.astype("int64") ** 2 * (word.after - word.before)
            for number, change in zip(word.numbers.tolist(), squares.tolist(), strict=True):
                moved[number] = moved.get(number, 0) + change
            if word.after > word.before:  # pairs may come about of which nothing is kept
                stale.update(word.numbers.tolist())
        rows = []
        for number, change in moved.items():
            row = self._known(number)
            new = row._replace(square=row.square + change)
            if coarse(new.square) != coarse(row.square):
                stale.add(number)
            self._nodes[number] = new
            rows.append(new)
        self._store.put_nodes(rows)
        for number, row in fresh.items():
            words, weights = _arrays(row)
            factors = [damping(len(self._postings.of(word)[0])) for word in words.tolist()]
            square = sum(w * w * factor for w, factor in zip(weights.tolist(), factors, strict=True))
            fresh[number] = self._nodes[number] = row._replace(square=square)
        return stale

    def _move_pairs(self, stepped: Sequence[_Stepped], stale: set[int]) -> dict[Pair, Product | None]:
        """Return the pairs of other texts whose product a word has changed; None for those that are nothing alike any more."""
        moved: dict[Pair, int] = {}
        for word in stepped:
            weights = dict(zip(word.numbers.tolist(), word.weights.tolist(), strict=True))
            for number in weights.keys() - stale:
                for other in self._pairs(number).keys() & weights.keys() - stale:
                    if number < other:
                        change = weights[number] * weights[other] * (word.after - word.before)
                        moved[number, other] = moved.get((number, other), 0) + change
        return {
            (a, b): self._product(a, b, self._pairs(a)[b].dot + change, self._pairs(a)[b].statements)
            for (a, b), change in moved.items()
        }

    def _product(self, a: int, b: int, dot: int, statements: int) -> Product | None:
        """Return what is kept of a pair, None where the texts are nothing alike."""
        one, other = self._known(a), self._known(b)
        words = likeness.share(dot, one.square, other.square)
        if words < LINK:
            return None
        return dot, statements, likeness.likeness(words, statements, era(one), era(other))

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
        squares |= {number: row.square for number, row in self._nodes.items() if row is not None}
        lengths = np.zeros(self._next, np.float64)
        lengths[np.array(list(squares), np.int64)] = np.sqrt(np.array(list(squares.values()), np.float64))
        return lengths

    def _compared_at_once(self, numbers: Sequence[int], latest: Latest, lengths: Numbers) -> dict[Pair, Product]:
        """Return the pairs of some texts with all others, but for those that are compared later with these."""
        import numpy as np

        words = Sums(self._next, latest, numbers)
        both = Sums(self._next, latest, numbers)
        for row, number in enumerate(numbers):
            node = self._known(number)
            words.add(row, *_arrays(node))
            carried = np.frombuffer(node.statements, np.uint32).astype(np.int64) + _STATEMENT
            both.add(row, carried, np.ones(len(carried), np.uint16))
        sums = words.sums(self._postings.of, damping)
        statements = both.sums(self._postings.of, lambda _: 1)
        found: dict[Pair, Product] = {}
        for row, number in enumerate(numbers):
            near = sums[row] * likeness.UNIT > LINK * _NEARLY * lengths[number] * lengths
            others = np.flatnonzero(near & (sums[row] > 0))
            of_others = zip(others.tolist(), sums[row, others].tolist(), statements[row, others].tolist(), strict=True)
            for other, dot, shared in of_others:
                product = self._product(number, other, int(dot), int(shared))
                if product is not None:
                    found[min(number, other), max(number, other)] = product
        return found

    # --- what is kept ---

    def _known(self, number: int) -> NodeRow:
        if number not in self._nodes:
            self._nodes[number] = self._store.node(number)
        row = self._nodes[number]
        if row is None:
            raise KeyError(number)
        return row

    def _pairs(self, number: int) -> dict[int, PairRow]:
        if number not in self._adjacent:
            self._adjacent[number] = {row.other: row for row in self._store.pairs_of(number)}
        return self._adjacent[number]

    def _keyed(self, number: int) -> list[tuple[Pair, PairRow]]:
        return [((min(number, other), max(number, other)), pair) for other, pair in self._pairs(number).items()]

    def _save(
        self,
        fresh: Mapping[int, NodeRow],
        removed: Mapping[int, NodeRow],
        pairs: Mapping[Pair, Product],
        gone: Iterable[Pair],
    ) -> None:
        self._postings.save()
        for number in removed.keys() - fresh.keys():
            self._nodes[number] = None
        self._store.drop_nodes(removed.keys() - fresh.keys())
        self._store.put_nodes(fresh.values())
        self._store.drop_pairs(gone)
        self._store.put_pairs(pairs)
        self._adjacent.clear()

    # --- groups ---

    def number_of(self, id: str) -> int:
        """Return the number of a text."""
        row = self._store.by_id(id)
        if row is None:
            raise KeyError(id)
        self._nodes.setdefault(row.number, row)
        return row.number

    def id_of(self, number: int) -> str:
        """Return the id of a text."""
        return self._known(number).id

    def alike(self, number: int) -> dict[int, int]:
        """Return the texts that are like one, and how much, in millionths, as far as days and languages allow."""
        return dict(self._store.alike_to(number))

    def _group(self, touched: set[int], moved: Moved | None) -> None:
        """Make the groups anew that hang together with any of the texts ``touched``; ``moved`` as of :meth:`_turned`."""
        alike = _Alike(self)
        new: dict[int, Label] = {}
        turned = self._turned(moved, alike)
        for component in clustering.components(sorted(map(self.id_of, touched | turned)), alike, JOIN):
            labels = self._labels([alike.number(id) for id in component])
            whole = [label.id for label in labels.values() if not label.told.strip("?")]
            alone = [(label.id,) for label in labels.values() if label.told.strip("?")]
            stories = {id: group[0] for group in clustering.average_linkage(whole, alike, JOIN) + alone for id in group}
            alike.forget(component)
            for number, label in labels.items():
                made = label._replace(story=stories[label.id], cluster=component[0])
                if made != label:
                    new[number] = made
        new |= self._labels(sorted(turned - new.keys()))
        for number, label in new.items():
            row = self._nodes.get(number)
            if row is not None:
                self._nodes[number] = row._replace(story=label.story, told=label.told, cluster=label.cluster)
        self._store.put_labels(new)

    def _labels(self, numbers: Sequence[int]) -> dict[int, Label]:
        """Return the labels of some texts, in this order: those of many without reading their words."""
        stored = self._store.labels() if len(numbers) > FEW else {}
        labels: dict[int, Label] = {}
        for number in numbers:
            row = self._nodes.get(number, stored.get(number))
            row = self._known(number) if row is None else row
            labels[number] = Label(row.id, row.story, row.told, row.cluster)
        return labels

    def _turned(self, moved: Moved | None, alike: _Alike) -> set[int]:
        """Return the texts that have become digests, are none any more, or are others, and note of which stories they tell. ``moved``: what
        is another than before, None where all is."""
        turned: set[int] = set()
        every = self._store.may_be_digests()
        for number in sorted(every if moved is None else every & moved.around(alike.shares)):
            row, told = self._known(number), self._told(number, alike)
            if row.told != told:
                self._nodes[number] = row._replace(told=told)
                turned.add(number)
        return turned

    def _told(self, number: int, alike: _Alike) -> str:
        """Return ``?`` and, if the text is a digest, the stories that it tells by their first ids."""
        node = self._known(number)
        near = alike[node.id]
        if len(near) < 2 * digests.MANY:
            return "?"
        groups = [group for group in clustering.average_linkage(near, alike, JOIN) if len(group) > 1]
        if len(groups) < digests.MANY:
            return "?"
        weights = {id: _weights(self._known(alike.number(id))) for group in groups for id in group}
        return " ".join(["?", *digests.told(self._parts(node.id), groups, weights)])

    def every_alike(self) -> tuple[Mapping[int, Mapping[int, int]], Mapping[int, str]] | None:
        """Return which texts are alike to each, and the ids of all; None where these are too many to be held at once."""
        if self._store.alike_count() > MOST_ALIKE:
            return None
        return self._store.all_alike(), {number: label.id for number, label in self._store.labels().items()}

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


class _Alike(Mapping[str, Mapping[str, int]]):
    """How alike texts are, by their ids, asked for when it is needed; once many are asked for, all are read together."""

    def __init__(self, index: StoryIndex) -> None:
        self._index = index
        self._numbers: dict[str, int] = {}
        self._held: dict[str, dict[str, int]] = {}
        self._asked = 0
        self._every: tuple[Mapping[int, Mapping[int, int]], Mapping[int, str]] | None = None

    def number(self, id: str) -> int:
        if id not in self._numbers:
            self._numbers[id] = self._index.number_of(id)
        return self._numbers[id]

    def __getitem__(self, id: str) -> Mapping[str, int]:
        if id not in self._held:
            shares = self.shares(self.number(id))
            ids = {other: self._id(other) for other in shares}
            self._numbers |= {id: other for other, id in ids.items()}
            self._held[id] = {ids[other]: share for other, share in shares.items()}
        return self._held[id]

    def shares(self, number: int) -> Mapping[int, int]:
        """Return the texts that are like one, and how much, by their numbers."""
        self._asked += 1
        if self._asked == FEW:
            self._every = self._index.every_alike()
        return self._index.alike(number) if self._every is None else self._every[0].get(number, {})

    def _id(self, number: int) -> str:
        return self._index.id_of(number) if self._every is None else self._every[1][number]

    def get(self, id: str, default: Any = None) -> Any:
        return self[id]

    def forget(self, ids: Iterable[str]) -> None:
        """Let go of texts of which nothing more is asked."""
        for id in ids:
            self._held.pop(id, None)

    def __iter__(self) -> Any:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


class Moved(NamedTuple):
    """Texts that are new or others, pairs that are more or less alike than before, and texts that are no more."""

    fresh: set[int]
    pairs: set[Pair]
    gone: Set[int]

    def around(self, shares: Callable[[int], Mapping[int, int]]) -> set[int]:
        """Return the texts whose neighbours are others than before, or are more or less alike to the text or to each other. ``shares``: what
        is alike to a text now."""
        around = self.fresh.union(*self.pairs, *map(shares, self.fresh))
        for a, b in self.pairs:
            if self.gone.isdisjoint((a, b)):
                around |= shares(a).keys() & shares(b).keys()
        return around - self.gone


@dataclass(frozen=True, slots=True)
class _Stepped:
    """A word that tells more or less than ``before``: who has it and stays, and what it weighs there."""

    numbers: Numbers
    weights: Numbers
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class _Entries:
    """Words, statements behind them, of many texts, in order of these words: who has it, and what it weighs there."""

    words: Numbers
    numbers: Numbers
    weights: Numbers


def _near_before(
    number: int, sums: Numbers, said: Everything, lengths: Numbers, measures: likeness.Measures
) -> Iterator[tuple[int, ...]]:
    """Yield what is kept of the pairs of a text with those before it that are somewhat alike: both numbers, and :data:`Product`; ``sums`` as
    of :meth:`Everything.beside_earlier`."""
    import numpy as np

    near = sums * likeness.UNIT > LINK * _NEARLY * lengths[number] * lengths[:number]
    others = np.flatnonzero(near & (sums > 0))
    if not len(others):
        return
    shares = measures.shares(number, others, sums[others])
    enough = shares >= LINK
    others, shares = others[enough], shares[enough]
    if not len(others):
        return
    statements = said.beside_earlier(number)[others].astype(np.int64)
    alike = measures.likenesses(number, others, shares, statements)
    dots = sums[others].astype(np.int64)
    for other, *kept in zip(others.tolist(), dots.tolist(), statements.tolist(), alike.tolist(), strict=True):
        yield (other, number, *kept)


def era(node: NodeRow) -> Era:
    """Return days and language of a text."""
    return Era(node.first, node.last, node.language)


def _content(row: NodeRow | None) -> tuple[Any, ...]:
    """Return that by which a text is compared; nothing of one that is not there."""
    return (
        () if row is None else (row.words, row.weights, row.statements, row.first, row.last, row.language, row.told[:1])
    )


def _arrays(row: NodeRow) -> tuple[Numbers, Numbers]:
    import numpy as np

    return np.frombuffer(row.words, np.uint32), np.frombuffer(row.weights, np.uint16)


def _weights(row: NodeRow) -> dict[int, int]:
    words, weights = _arrays(row)
    return dict(zip(words.tolist(), weights.tolist(), strict=True))


def _entries(rows: Mapping[int, NodeRow]) -> _Entries:
    import numpy as np

    words: list[Numbers] = [np.zeros(0, np.int64)]
    weights: list[Numbers] = [np.zeros(0, np.uint16)]
    sizes: list[int] = []
    for row in rows.values():
        carried = np.frombuffer(row.statements, np.uint32)
        own = _arrays(row)
        words += [own[0].astype(np.int64), carried.astype(np.int64) + _STATEMENT]
        weights += [own[1], np.ones(len(carried), np.uint16)]
        sizes.append(len(own[0]) + len(carried))
    numbers = np.repeat(np.array(list(rows), np.uint32), sizes)
    flat = np.concatenate(words)
    order = np.argsort(flat, kind="stable")
    return _Entries(flat[order], numbers[order], np.concatenate(weights)[order])
