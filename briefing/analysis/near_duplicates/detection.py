"""Articles that carry one text: syndicated, cut, retitled, lightly edited or half copied.

Looks at runs of words only: the same event told twice is not a copy, words in quotation marks that two reporters share make
no copy, and titles are never compared.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, groupby, repeat
from operator import itemgetter
from typing import Any

from briefing.analysis.near_duplicates.clustering import Regrouping
from briefing.analysis.near_duplicates.containment import compare_each, held_by, held_by_each
from briefing.analysis.near_duplicates.groups import OVERLAPPING, Change, Groups, Neighbours, key_of, made_of_several
from briefing.analysis.near_duplicates.representatives import Representatives
from briefing.analysis.near_duplicates.shingles import SAMPLE, Reader, Text, unpack
from briefing.model import CopyGroup, Document
from briefing.store.catalogue.copied_texts import CopiedTexts, Key

CROWD = 60
"""Articles looked at for one shingle: what hundreds of copies share leads to the first of them."""

LEAST_FOUND = 0.19
"""Two texts are compared only if so much of the shorter one would be found, to judge by the shingles that lead from one to the other."""

AT_ONCE = 250_000
"""Pairs of articles looked at in one go: bounds the memory."""

TOGETHER = 500
"""Texts that one is compared with in one go."""

FIRST = 3
"""Copies of one text that are looked at one by one, before all others, when asking whether it is made of several."""

WRITTEN = 10_000
"""Pairs that are written at once."""

OPEN = 10_000
"""Articles whose shingles are kept unpacked (some 4 kB each), those that were asked for last."""

Shared = dict[Key, tuple[float, float]]
"""Pairs of articles, the lower id first: how much of the one is in the other, and of the other in the one."""

Step = Callable[[], None]

Samples = Mapping[str, bytes]
"""Article -> shingles, ascending, 32 bits each."""


class CopyIndex:
    """Word runs of every article; one article more or less loads and touches only what shares runs with it. What comes out depends on
    the set of articles alone.

    ``texts`` holds what is kept, with what was put there before, and is written to; without it, it is kept in memory.
    """

    def __init__(self, texts: CopiedTexts | None = None) -> None:
        self._texts = CopiedTexts.in_memory() if texts is None else texts
        self._whole = self._texts.is_empty()
        """Whether nothing was kept before the articles that came since last time."""
        self._old: dict[str, bytes] = {}
        """By what the articles were found that have changed since last time."""
        self._new: dict[str, bytes] = {}
        """By what these are found now."""
        self._was_made: dict[str, bool] = {}
        """Whether the articles that have changed were made of several texts."""
        self._sizes: dict[str, int] = {}
        self._step: Step = lambda: None
        self._reader = Reader()
        self._unpacked: OrderedDict[str, Text] = OrderedDict()

    def add(self, article: str, document: Document) -> None:
        """Put the article in, or put its new text in place of the old."""
        self.remove(article)
        text = self._reader.read(document)
        self._texts.put(article, text.size, text.agency, text.sample, text.packed())
        self._new[article] = text.sample
        self._sizes[article] = text.size

    def remove(self, article: str) -> None:
        """Forget the article; unknown ids are ignored."""
        if not self._whole:
            self._was_made.setdefault(article, self._texts.is_made(article))
            sample = self._texts.sample(article)
            self._old.setdefault(article, sample)
            self._texts.drop(article, _numbers(sample))
        elif self._new.pop(article, None) is not None:
            self._texts.drop(article, ())
        for known in (self._new, self._sizes, self._unpacked):
            known.pop(article, None)

    def recount(self, step: Step = lambda: None) -> frozenset[str]:
        """Bring pairs and groups in step with the articles; return the articles whose representative is another one than before. ``step``
        is called now and then and may raise; after an error nothing here is whole."""
        self._step = step
        self._reader = Reader()  # what it has at hand is asked for no more
        changed = {*self._old, *self._new}
        if not changed:
            return frozenset()
        self._texts.index(self._indexed())
        stale = self._new.keys() | self._displaced()
        old: Shared = {}
        for article in () if self._whole else sorted(changed | stale):
            old.update(self._texts.pairs_of(article))
        come, gone, other = self._put_pairs(stale, old, changed)
        neighbours = Neighbours(self._texts)
        was_made = dict.fromkeys(changed, False) | self._made_anew(
            changed, changed.union(*come, *gone, *other), neighbours
        )
        change = Change(changed, come, gone, other, was_made | self._was_made, self._whole)
        groups = Groups(self._texts, change, neighbours)
        moved = Representatives(self._texts, groups, whole=self._whole).run(Regrouping(groups, change).run())
        self._old, self._new, self._was_made, self._whole = {}, {}, {}, False
        self._unpacked.clear()
        return moved

    def _indexed(self) -> Iterator[tuple[int, str]]:
        """Yield the shingles of the articles that came, in order, and the articles."""
        shingles, owners, ids = _entries(self._new)
        for start in range(0, len(shingles), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            yield from zip(shingles[some].tolist(), [ids[o] for o in owners[some].tolist()], strict=True)

    def _put_pairs(
        self, stale: AbstractSet[str], old: Shared, changed: AbstractSet[str]
    ) -> tuple[set[Key], set[Key], set[Key]]:
        """Store the pairs of the articles ``stale``; return those that came, those that went, and those that share more or less than
        before. ``old``: all that were, of these and of those that changed."""
        come: set[Key] = set()
        other: set[Key] = set()
        left = set(old)
        lot: Shared = {}
        for key, shares in self._paired(stale, old, changed):
            before = old.get(key)
            left.discard(key)
            if before == shares:
                continue
            lot[key] = shares
            # From nothing all are new, and nobody asks which.
            if not self._whole:
                (come if before is None else other).add(key)
            if len(lot) >= WRITTEN:
                self._texts.put_pairs(lot)
                lot = {}
        self._texts.put_pairs(lot)
        self._texts.drop_pairs(left)
        return come, left, other

    def _paired(
        self, stale: AbstractSet[str], old: Shared, changed: AbstractSet[str]
    ) -> Iterator[tuple[Key, tuple[float, float]]]:
        """Yield all pairs of the articles ``stale``; ``old``: those that were, which hold still where neither article has changed."""
        around = self._new if self._whole else self._around(self._sample_of(article) for article in stale)
        for number, (article, pairs) in enumerate(
            groupby(self._candidates(stale, around, self._size), key=itemgetter(0))
        ):
            if number % 20 == 0:
                self._step()
            yield from self._shares(article, [other for _, other in pairs], old, changed)

    def _shares(
        self, article: str, others: Sequence[str], old: Shared, changed: AbstractSet[str]
    ) -> Iterator[tuple[Key, tuple[float, float]]]:
        """Yield what an article shares with each of some others, for those with which it makes a pair; what is known from ``old`` holds
        where neither has changed."""
        known = {
            other: old[key] for other in others if (key := key_of(article, other)) in old and changed.isdisjoint(key)
        }
        asked = [other for other in others if other not in known]
        yield from ((key_of(article, other), shares) for other, shares in known.items())
        for start in range(0, len(asked), TOGETHER):
            some = asked[start : start + TOGETHER]
            shares = compare_each(
                self._text(article), [self._text(other) for other in some], [other > article for other in some]
            )
            for other, found in zip(some, shares, strict=True):
                if found is not None:
                    yield ((article, other), found) if article < other else ((other, article), found[::-1])

    def _made_anew(self, changed: set[str], ends: set[str], neighbours: Neighbours) -> dict[str, bool]:
        """Store anew whether texts are made of several: of those that changed, of those that share text with these, and of the ``ends`` of
        pairs that changed. Return what it was before."""
        before: dict[str, bool] = {}
        over = ends if self._whole else ends.union(*map(neighbours.of, changed))
        # Of what thousands copy, not all of these are read to tell that it is one text.
        one = set() if self._whole else {article for article in over if self._texts.least_shares(article) > OVERLAPPING}
        several = (
            (article, made_of_several(article, beside, self._parts))
            for article, beside in _side_by_side(over - one, neighbours)
        )
        for number, (article, made) in enumerate(chain(zip(sorted(one), repeat(False)), several)):
            if number % 100 == 0:
                self._step()
            row = self._texts.row(article)
            if row is None:
                continue
            before[article] = row.made
            if made != row.made:
                self._texts.set_made(article, made=made)
        return before

    def _size(self, article: str) -> int:
        known = self._sizes.get(article)
        if known is None:
            row = self._texts.row(article)
            known = self._sizes[article] = row.size if row is not None else 0
        return known

    def _sample_of(self, article: str) -> bytes:
        return self._new[article] if article in self._new else self._texts.sample(article)

    def _around(self, samples: Iterable[bytes]) -> Samples:
        """Return the articles that are found by any of these shingles, each with those of these."""
        found: dict[str, list[int]] = {}
        for shingle in sorted({number for sample in samples for number in _numbers(sample)}):
            for article in self._texts.found_by(shingle):
                found.setdefault(article, []).append(shingle)
        return {article: array("I", shingles).tobytes() for article, shingles in found.items()}

    # --- who is looked at ---

    def _displaced(self) -> set[str]:
        """Articles that have become, or are no longer, one of the first ``CROWD`` that have some shingle."""
        if self._whole:
            return set()
        changed = self._old.keys() | self._new.keys()
        around = self._around((*self._old.values(), *self._new.values()))
        stay = {article: sample for article, sample in around.items() if article not in changed}
        first = []
        for texts in ({**stay, **self._old}, {**stay, **self._new}):
            shingles, owners, ids = _entries(texts)
            kept = _rank(shingles) < CROWD
            first.append({(s, ids[o]) for s, o in zip(shingles[kept].tolist(), owners[kept].tolist(), strict=True)})
        return {article for _, article in first[0] ^ first[1] if article not in changed}

    @staticmethod
    def _candidates(
        articles: AbstractSet[str], around: Samples, size_of: Callable[[str], int]
    ) -> Iterator[tuple[str, str]]:
        """Pairs of articles of which one is in ``articles``, and from one of which enough shingles lead to the other, for their sizes:
        those that one of the first ``CROWD`` articles has that have it. ``around``: all that are found by any of their shingles."""
        import numpy as np

        shingles, owners, ids = _entries(around)
        if not len(shingles):
            return
        asked = np.array([id in articles for id in ids], dtype=bool)
        sizes = np.fromiter(map(size_of, ids), np.int64, len(ids))
        mine, begin, upto, beyond = _looked_at(shingles, owners, asked)
        total = np.cumsum(upto + beyond, dtype=np.int64)
        low = 0
        while low < len(mine):
            high = max(low + 1, int(total.searchsorted((total[low - 1] if low else 0) + AT_ONCE, "right")))
            while high < len(mine) and owners[mine[high]] == owners[mine[high - 1]]:
                high += 1  # an article is counted in one go
            here = slice(low, high)
            places = np.concatenate((_spread(begin[here], upto[here]), _spread(mine[here] + 1, beyond[here])))
            one = np.concatenate(
                (np.repeat(owners[mine[here]], upto[here]), np.repeat(owners[mine[here]], beyond[here]))
            )
            other = owners[places]
            # Two that are both asked for find each other: once is enough.
            once = (other < one) | ~asked[other]
            pairs, counts = np.unique(one[once].astype(np.int64) * len(ids) + other[once], return_counts=True)
            first, second = pairs // len(ids), pairs % len(ids)
            enough = counts * SAMPLE >= LEAST_FOUND * np.minimum(sizes[first], sizes[second])
            for a, b in zip(first[enough].tolist(), second[enough].tolist(), strict=True):
                yield ids[a], ids[b]
            low = high

    def _text(self, article: str) -> Text:
        known = self._unpacked.get(article)
        if known is None:
            if len(self._unpacked) >= OPEN:
                self._unpacked.popitem(last=False)
            known = self._unpacked[article] = unpack(self._texts.value(article))
        else:
            self._unpacked.move_to_end(article)
        return known

    def _parts(self, article: str, others: Sequence[str]) -> Iterator[int]:
        """Yield what :data:`groups.Parts` says: a few one by one, as most texts that are made of several are so by the first two."""
        text = self._text(article)
        if text.repeats:
            # What it holds twice counts twice, so that only the parts themselves tell which is the smallest.
            yield from sorted(held_by_each(text, [*map(self._text, others)]), key=int.bit_count)
            return
        yield from (held_by(text, self._text(other)) for other in others[:FIRST])
        if rest := others[FIRST:]:
            yield from held_by_each(text, [*map(self._text, rest)])

    def groups(self) -> tuple[CopyGroup, ...]:
        """Return the groups as :mod:`briefing.analysis.near_duplicates.clustering` makes them of the pairs."""
        self.recount()
        return self._texts.groups()


def _side_by_side(articles: AbstractSet[str], neighbours: Neighbours) -> Iterator[tuple[str, Mapping[str, float]]]:
    """Yield each of these articles with what shares text with it, those that share with each other behind each other: so the texts at
    hand are asked for again while they are."""
    met: set[str] = set()
    for first in sorted(articles):
        todo = [] if first in met else [first]
        met.add(first)
        while todo:
            article = todo.pop()
            beside = neighbours.of(article)
            yield article, beside
            fresh = sorted((beside.keys() & articles) - met)
            met.update(fresh)
            todo += fresh


def _numbers(sample: bytes) -> array[int]:
    """Return shingles as numbers."""
    return array("I", sample)


def _entries(samples: Samples) -> tuple[Any, Any, list[str]]:
    """(shingles, numbers of the articles that have them), ordered, and the article ids by number."""
    import numpy as np

    ids = sorted(samples)
    parts = [samples[id] for id in ids]
    shingles = np.frombuffer(b"".join(parts), np.uint32)
    owners = np.repeat(np.arange(len(ids), dtype=np.int32), [len(sample) // 4 for sample in parts])
    order = np.argsort(shingles, kind="stable")
    return shingles[order], owners[order], ids


def _rank(values: Any) -> Any:
    """For each of some ordered values how many equal ones stand before it."""
    import numpy as np

    begins = np.ones(len(values), dtype=bool)
    begins[1:] = values[1:] != values[:-1]
    starts = np.flatnonzero(begins).astype(np.int32)
    return np.arange(len(values), dtype=np.int32) - starts[np.cumsum(begins, dtype=np.int32) - 1]


def _looked_at(shingles: Any, owners: Any, asked: Any) -> tuple[Any, Any, Any, Any]:
    """Return the places of the shingles of the articles ``asked``, article by article, those that begin alike beside each other; where each
    shingle begins; and how many articles there are looked at, and how many behind the place: all as 32 bits, as there are millions."""
    import numpy as np

    rank = _rank(shingles)
    order = np.argsort(_first_places(owners, len(asked))[owners], kind="stable").astype(np.int32)
    mine = order[asked[owners[order]]]
    upto = np.minimum(rank, CROWD)[mine]
    if asked.all():
        # Whoever stands behind it finds it.
        return mine, mine - rank[mine], upto, np.zeros(len(mine), np.int32)
    starts = np.flatnonzero(rank == 0)
    size = np.diff(starts, append=len(rank)).astype(np.int32)[np.cumsum(rank == 0) - 1]
    # Those before it, up to the crowd; and if it is of the crowd, those after it.
    beyond = np.where(rank < CROWD, size - rank - 1, 0)[mine].astype(np.int32)
    return mine, mine - rank[mine], upto, beyond


def _first_places(owners: Any, many: int) -> Any:
    """Return for each article the place of its least shingle, by which no two are the same: texts that copy each other often share it."""
    import numpy as np

    places = np.zeros(many, np.int32)
    places[owners[::-1]] = np.arange(len(owners), dtype=np.int32)[::-1]
    return places


def _spread(starts: Any, counts: Any) -> Any:
    """From each start so many numbers that follow each other."""
    import numpy as np

    return np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(int(counts.sum()))


def find(texts: Mapping[str, Document]) -> tuple[CopyGroup, ...]:
    """Return the copy groups among ``texts`` (article id to document)."""
    index = CopyIndex()
    for article in sorted(texts):
        index.add(article, texts[article])
    return index.groups()
