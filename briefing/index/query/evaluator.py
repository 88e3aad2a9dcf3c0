"""Runs a parsed query on a snapshot: leaves as scored arrays of documents, operators as array operations, then the best few.

Equal to Whoosh's own machinery on the same segments (set, and order up to equal scores); a test compares them. Totals are exact:
a phrase is checked in every document that holds its words. Imports numpy: import this module only when an index is searched.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from briefing.index.query.expansion import near
from briefing.index.query.nodes import (
    Among,
    And,
    Dates,
    Filter,
    Fuzzy,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Stem,
    Term,
    name_in_index,
)
from briefing.index.query.sequences import in_sequence, near_one_another, occurrences
from briefing.index.segment.segment_file import Array, Field
from briefing.index.snapshot import FAINT, K1, Matches, Part, Snapshot, nothing
from briefing.index.stemming import beginning, forms

FACTS = frozenset({"quote", "speaker", "entity"})
MAX_EXPANSION = 3_000_000
"""Postings that one prefix may touch; beyond, its most frequent terms count, and the answer is partial."""
_SPARSE = 64
_SAMPLE = 128


class Evaluation:
    """One run of one query. ``partial`` says that a prefix was cut."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.size = snapshot.size
        self.partial = False

    def run(self, node: Node) -> Matches:
        found = self.snapshot.cached(node)
        if found is None:
            partial, self.partial = self.partial, False
            if isinstance(node, And):
                found = self._and(node.nodes)
            elif isinstance(node, Or):
                found = self._or(node.nodes)
            elif isinstance(node, Filter):
                found = self._unscored(self._mask(node))
            else:
                found = self._leaf(node)
            if not self.partial:
                self.snapshot.remember(node, found)
            self.partial |= partial
        return found

    # -- operators

    def _unscored(self, mask: Array) -> Matches:
        if not self.snapshot.text.all_alive:
            mask = mask & self.snapshot.text.alive
        docs = np.flatnonzero(mask)
        return Matches(docs, np.zeros(docs.size, dtype=np.float32), positive=False)

    def _mask(self, node: Node) -> Array:
        """Return where ``node`` holds, by document number."""
        if isinstance(node, Dates):
            days = self.snapshot.text.days
            return (days >= max(node.first, 1)) & (days <= node.last)
        if isinstance(node, Among):
            return self.snapshot.mask(node.ids)
        if isinstance(node, Not):
            return ~self._mask(node.node)
        mask = np.zeros(self.size, dtype=bool)
        mask[self.run(node).docs] = True
        return mask

    def _and(self, nodes: tuple[Node, ...]) -> Matches:
        mask: Array | None = None
        scored: list[Matches] = []
        for node in nodes:
            if isinstance(node, Filter):
                here = self._mask(node)
                mask = here if mask is None else mask & here
            else:
                scored.append(self.run(node))
        if not scored:
            return self._unscored(mask if mask is not None else np.zeros(self.size, dtype=bool))
        scored.sort(key=lambda matches: matches.total)
        result = scored[0]
        if mask is not None:
            result = result.keep(mask.take(result.docs))
        for other in scored[1:]:
            result = _both(result, other, self.size)
        return result

    def _or(self, nodes: tuple[Node, ...]) -> Matches:
        found = [self.run(node) for node in nodes]
        if all(matches.positive for matches in found):
            if sum(matches.total for matches in found) * _SPARSE < self.size:
                docs, place = np.unique(np.concatenate([m.docs for m in found]), return_inverse=True)
                scores = np.bincount(place, np.concatenate([m.scores for m in found]), docs.size)
                return Matches(docs, scores.astype(np.float32), faint=any(m.faint for m in found))
            dense = found[0].dense(self.size) + found[1].dense(self.size)
            for matches in found[2:]:
                dense += matches.dense(self.size)
            return Matches(dense=dense, parts=tuple(found), faint=any(m.faint for m in found))
        dense = np.zeros(self.size, dtype=np.float32)
        mask = np.zeros(self.size, dtype=bool)
        for matches in found:
            dense[matches.docs] += matches.scores
            mask[matches.docs] = True
        docs = np.flatnonzero(mask)
        return Matches(docs, dense[docs], positive=False)

    # -- leaves

    def _leaf(self, node: Leaf | Near) -> Matches:
        field = name_in_index(node.field)
        part = self.snapshot.facts if field in FACTS else self.snapshot.text
        matches = self._near(node, part, field) if isinstance(node, Near) else self._one(node, part, field)
        return matches if part is self.snapshot.text else self._joined(matches)

    def _one(self, node: Leaf, part: Part, field: str) -> Matches:
        """Return the documents of ``part`` that match a leaf."""
        if isinstance(node, Phrase):
            return self._phrase(node, part, field)
        if isinstance(node, Term):
            return _term(part, field, node.term)
        if isinstance(node, Prefix):
            return self._prefix(part, field, node.term)
        if isinstance(node, Stem):
            return self._terms(part, field, self._forms(part, field, node.term))
        return self._fuzzy(part, field, node.term)

    def _joined(self, matches: Matches) -> Matches:
        """Facts documents as text documents."""
        docs = self.snapshot.text_of_facts[matches.docs]
        order = np.argsort(docs, kind="stable")
        order = order[np.searchsorted(docs[order], 0) :]
        return Matches(docs[order], matches.scores[order], faint=matches.faint)

    def _prefix(self, part: Part, field: str, prefix: str) -> Matches:
        ranges = []
        touched = 0
        for segment in part.segments:
            columns = segment.file.field(field)
            low, high = columns.prefix(prefix)
            ranges.append((columns, low, high))
            touched += int(columns.start[high]) - int(columns.start[low])
        if touched > MAX_EXPANSION:
            self.partial = True
            return self._terms(part, field, _most_frequent(ranges), exact=prefix)
        statistics = part.statistics(field)
        used = [(columns, low, high) for columns, low, high in ranges if high > low]
        idfs = _idfs(used, statistics.count)
        dense = np.zeros(part.size, dtype=np.float64)
        faint = any(columns.faint(int(columns.start[low]), int(columns.start[high])) for columns, low, high in used)
        at = 0
        for (columns, low, high), offset in zip(ranges, part.offsets, strict=True):
            if high <= low:
                continue
            start = columns.start[low : high + 1].astype(np.int64)
            docs = columns.docs[start[0] : start[-1]].astype(np.int64) + offset
            weights = columns.weights(int(start[0]), int(start[-1]))
            idf = np.repeat(idfs[at], np.diff(start))
            at += 1
            dense += np.bincount(docs, idf * (weights * (K1 + 1)) / (weights + statistics.norm[docs]), part.size)
        if not part.all_alive:
            dense[~part.alive] = 0
        _exact_first(dense, _term(part, field, prefix))
        docs = dense.nonzero()[0]
        return Matches(docs, dense[docs].astype(np.float32), faint=faint)

    def _fuzzy(self, part: Part, field: str, word: str) -> Matches:
        return self._terms(part, field, self._similar(part, field, word), exact=word)

    def _similar(self, part: Part, field: str, word: str) -> list[str]:
        """Return the terms a typo apart from ``word``."""
        lexicon = part.lexicon(field)
        return near(word, [term for length in range(len(word) - 1, len(word) + 2) for term in lexicon.get(length, ())])

    def _forms(self, part: Part, field: str, word: str) -> list[str]:
        """Return the terms that are forms of ``word``."""
        terms: set[str] = set()
        for segment in part.segments:
            columns = segment.file.field(field)
            low, high = columns.prefix(beginning(word))
            terms.update(forms(word, columns.terms[low:high]))
        return sorted(terms)

    def _terms(self, part: Part, field: str, terms: list[str], *, exact: str = "") -> Matches:
        """Any of ``terms``, scores summed; documents with ``exact`` first."""
        dense = np.zeros(part.size, dtype=np.float32)
        faint = False
        for term in terms:
            matches = _term(part, field, term)
            dense[matches.docs] += matches.scores
            faint |= matches.faint
        if exact:
            _exact_first(dense, _term(part, field, exact))
        docs = dense.nonzero()[0]
        return Matches(docs, dense[docs], faint=faint)

    def _near(self, node: Near, part: Part, field: str) -> Matches:
        """Documents with words of both sides; then whether any two of them stand near one another."""
        left, right = (self._any(side, part, field) for side in (node.left, node.right))
        both = _both(*((left, right) if left.total <= right.total else (right, left)), part.size)
        sides = tuple([self._spelt(leaf, part, field) for leaf in side] for side in (node.left, node.right))

        def found(columns: Field, docs: Array) -> Array:
            first, second = ([occurrences(columns, *leaf, docs) for leaf in side] for side in sides)
            return near_one_another(first, second, node.distance)

        return _keep_where(both, part, field, found)

    def _any(self, leaves: tuple[Leaf, ...], part: Part, field: str) -> Matches:
        found = [self._one(leaf, part, field) for leaf in leaves]
        if len(found) == 1:
            return found[0]
        dense = np.zeros(part.size, dtype=np.float32)
        for matches in found:
            dense[matches.docs] += matches.scores
        docs = dense.nonzero()[0]
        return Matches(docs, dense[docs], faint=any(matches.faint for matches in found))

    def _spelt(self, leaf: Leaf, part: Part, field: str) -> tuple[list[tuple[str, ...]], bool]:
        """Return the sequences of terms that a leaf stands for, and whether their last is a prefix."""
        if isinstance(leaf, Phrase):
            return [leaf.terms], leaf.open_end
        if isinstance(leaf, Fuzzy | Stem):
            terms = (self._similar if isinstance(leaf, Fuzzy) else self._forms)(part, field, leaf.term)
            return [(term,) for term in terms], False
        return [(leaf.term,)], isinstance(leaf, Prefix)

    def _phrase(self, node: Phrase, part: Part, field: str) -> Matches:
        """Documents with all words of the phrase; then, for all of them at once, whether the words stand in sequence."""
        last = len(node.terms) - 1
        words = [
            self._prefix(part, field, term)
            if node.open_end and place == last
            else self._word(part, field, node.field, term)
            for place, term in enumerate(node.terms)
        ]
        words.sort(key=lambda matches: matches.docs.size)
        result = words[0]
        for other in words[1:]:
            result = _both(result, other, part.size)
        return _keep_where(
            result, part, field, lambda columns, docs: in_sequence(columns, node.terms, node.open_end, docs)
        )

    def _word(self, part: Part, field: str, name: str, term: str) -> Matches:
        """One word of a phrase, through the cache where the cache holds its documents in the same numbers."""
        if part is self.snapshot.text:
            return self.run(Term(name, term))
        return _term(part, field, term)


def _keep_where(matches: Matches, part: Part, field: str, found: Callable[[Field, Array], Array]) -> Matches:
    """Return ``matches`` of the documents that ``found`` tells, which is asked once a segment with its columns and sorted documents."""
    hits = []
    for segment, offset in zip(part.segments, part.offsets, strict=True):
        low, high = np.searchsorted(matches.docs, (offset, offset + segment.entry.documents))
        if high > low:
            local = matches.docs[low:high].astype(np.int64) - offset
            hits.append(low + found(segment.file.field(field), local))
    return matches.keep(np.concatenate(hits)) if hits else nothing()


def _exact_first(dense: Array, exact: Matches) -> None:
    """Lift in ``dense`` the documents that hold the very word above all others, ranked among them as by the word alone."""
    where = (exact.scores >= FAINT).nonzero()[0] if exact.faint else slice(None)
    docs = exact.docs[where]
    if docs.size:
        dense[docs] = 0
        dense[docs] = exact.scores[where] + dense.max()


def _both(small: Matches, large: Matches, size: int) -> Matches:
    """Documents of both, scores summed; a document that has one of them in furniture only stays faint."""
    docs, scores = small.docs, small.scores
    positive = small.positive or large.positive
    faint = small.faint or large.faint
    if large.positive and large.total * _SPARSE >= size:
        more = large.dense(size).take(docs)
        where = more.nonzero()[0]
        other = more.take(where)
    else:
        if not large.docs.size:
            return nothing()
        place = large.docs.searchsorted(docs)
        place[place == large.docs.size] = 0
        where = (large.docs.take(place) == docs).nonzero()[0]
        other = large.scores.take(place.take(where))
    mine = scores.take(where)
    total = mine + other
    if faint:
        least = np.minimum(mine, other)
        total = np.where((least < FAINT) & (least > 0), least, total)
    return Matches(docs.take(where), total, positive=positive, faint=faint)


def _term(part: Part, field: str, term: str) -> Matches:
    """Return the documents with ``term``, scored."""
    found = []
    frequency = 0
    faint = False
    for segment, offset in zip(part.segments, part.offsets, strict=True):
        columns = segment.file.field(field)
        number = columns.number(term)
        if number >= 0:
            low, high = int(columns.start[number]), int(columns.start[number + 1])
            frequency += high - low
            faint |= columns.faint(low, high)
            found.append((columns.docs[low:high].astype(np.int64) + offset, columns.weights(low, high)))
    if not found:
        return nothing()
    statistics = part.statistics(field)
    if len(found) == 1:
        docs, weights = found[0]
    else:
        docs, weights = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    scores = weights * np.float32(statistics.idf(frequency) * (K1 + 1)) / (weights + statistics.norm[docs])
    if not part.all_alive:
        where = part.alive[docs]
        return Matches(docs[where], scores[where], faint=faint)
    return Matches(docs, scores, faint=faint)


def _idfs(used: list[tuple[Field, int, int]], count: int) -> list[Array]:
    """For each segment the idf of each term in its range; a term counts over all segments."""
    frequencies: list[Array] = [np.diff(columns.start[low : high + 1].astype(np.int64)) for columns, low, high in used]
    if len(used) > 1:
        total: dict[str, int] = {}
        lists = [columns.terms[low:high] for columns, low, high in used]
        for terms, frequency in zip(lists, frequencies, strict=True):
            for term, number in zip(terms, frequency.tolist(), strict=True):
                total[term] = total.get(term, 0) + number
        frequencies = [np.array([total[term] for term in terms], dtype=np.int64) for terms in lists]
    return [np.log(count / (frequency + 1)) + 1 for frequency in frequencies]


def _most_frequent(ranges: list[tuple[Field, int, int]]) -> list[str]:
    """Return the most frequent terms of the ranges, up to MAX_EXPANSION postings."""
    total: dict[str, int] = {}
    for columns, low, high in ranges:
        for term, number in zip(columns.terms[low:high], np.diff(columns.start[low : high + 1]).tolist(), strict=True):
            total[term] = total.get(term, 0) + number
    chosen: list[str] = []
    left = MAX_EXPANSION
    for term in sorted(total, key=lambda term: -total[term]):
        left -= total[term]
        if left < 0 or len(chosen) == 2_000:
            break
        chosen.append(term)
    return chosen


def head(snapshot: Snapshot, matches: Matches, limit: int, *, by_date: bool) -> tuple[tuple[str, float], ...]:
    """Return the first ``limit`` articles with their scores: by score, equal ones newest first; or newest first. Kept with ``matches``."""
    known = matches.heads.get((limit, by_date))
    if known is None:
        docs, scores = _best(snapshot, matches, limit, by_date=by_date)
        ids = snapshot.text.ids
        known = tuple(zip([ids[doc] for doc in docs.tolist()], scores.tolist(), strict=True))
        matches.parts = ()  # not needed again, and not to be kept alive
        if limit <= 100:
            matches.heads[limit, by_date] = known
    return known


def _best(snapshot: Snapshot, matches: Matches, limit: int, *, by_date: bool) -> tuple[Array, Array]:
    if limit <= 0:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
    if not by_date and not matches.sparse:
        # a sum of alternatives: what any of them reaches alone bounds the best of the sum from below
        dense = matches.dense(snapshot.size)
        floor = matches.floor(limit)
        docs = (dense >= floor).nonzero()[0] if floor > 0 else dense.nonzero()[0]
        scores = dense.take(docs)
    else:
        docs, scores = matches.docs, matches.scores
    if by_date or not (matches.positive or scores.any()):
        rank = snapshot.text.rank.take(docs)
        if rank.size > 4 * limit:
            where = np.argpartition(rank, limit)[:limit]
            where = where[np.argsort(rank[where])]
        else:
            where = np.argsort(rank)[:limit]
        return docs[where], scores[where]
    if docs.size > 16 * _SAMPLE and docs.size > 16 * limit:
        # partitioning all scores is what costs most; a sample tells nearly as well from which score on to look
        sample = scores[:: docs.size // _SAMPLE]
        place = max(sample.size - 8 - 2 * limit * sample.size // docs.size, 0)
        where = (scores >= np.partition(sample, place)[place]).nonzero()[0]
        if where.size >= limit:
            docs, scores = docs.take(where), scores.take(where)
    if docs.size > 4 * limit:
        place = docs.size - limit
        where = (scores >= np.partition(scores, place)[place]).nonzero()[0]
        docs, scores = docs.take(where), scores.take(where)
    if docs.size < 2:
        return docs, scores
    where = np.lexsort((snapshot.text.rank.take(docs), -scores))[:limit]
    return docs.take(where), scores.take(where)
