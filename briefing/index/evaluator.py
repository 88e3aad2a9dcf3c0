"""Runs a parsed query on a snapshot: leaves as scored arrays of documents, operators as array operations, then the best few.

Equal to Whoosh's own machinery on the same segments (set, and order up to equal scores); a test compares them. Totals are exact:
a phrase is checked in every document that holds its words. Imports numpy: import this module only when an index is searched.
"""

from __future__ import annotations

import numpy as np

from briefing.index.expansion import near
from briefing.index.inverter import ranges
from briefing.index.query_nodes import And, Dates, Fuzzy, Node, Not, Or, Phrase, Prefix, Stem, Term
from briefing.index.segment_file import Array, Field
from briefing.index.snapshot import K1, Matches, Part, Snapshot, nothing
from briefing.index.stemming import beginning, forms

Leaf = Term | Prefix | Fuzzy | Stem | Phrase
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
            elif isinstance(node, Not | Dates):
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
        """Where ``node`` holds, by document number."""
        if isinstance(node, Dates):
            days = self.snapshot.text.days
            return (days >= max(node.first, 1)) & (days <= node.last)
        if isinstance(node, Not):
            return ~self._mask(node.node)
        mask = np.zeros(self.size, dtype=bool)
        mask[self.run(node).docs] = True
        return mask

    def _and(self, nodes: tuple[Node, ...]) -> Matches:
        mask: Array | None = None
        scored: list[Matches] = []
        for node in nodes:
            if isinstance(node, Not | Dates):
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
                return Matches(docs, scores.astype(np.float32))
            dense = found[0].dense(self.size) + found[1].dense(self.size)
            for matches in found[2:]:
                dense += matches.dense(self.size)
            return Matches(dense=dense, parts=tuple(found))
        dense = np.zeros(self.size, dtype=np.float32)
        mask = np.zeros(self.size, dtype=bool)
        for matches in found:
            dense[matches.docs] += matches.scores
            mask[matches.docs] = True
        docs = np.flatnonzero(mask)
        return Matches(docs, dense[docs], positive=False)

    # -- leaves

    def _leaf(self, node: Leaf) -> Matches:
        field = node.field or "text"
        part = self.snapshot.facts if field in FACTS else self.snapshot.text
        if isinstance(node, Phrase):
            found = self._phrase(node, part, field)
            return found if part is self.snapshot.text else self._joined(found)
        if isinstance(node, Term):
            matches = _term(part, field, node.term)
        elif isinstance(node, Prefix):
            matches = self._prefix(part, field, node.term)
        elif isinstance(node, Stem):
            matches = self._forms(part, field, node.term)
        else:
            matches = self._fuzzy(part, field, node.term)
        return matches if part is self.snapshot.text else self._joined(matches)

    def _joined(self, matches: Matches) -> Matches:
        """Facts documents as text documents."""
        docs = self.snapshot.text_of_facts[matches.docs]
        order = np.argsort(docs, kind="stable")
        order = order[np.searchsorted(docs[order], 0) :]
        return Matches(docs[order], matches.scores[order])

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
            return self._terms(part, field, _most_frequent(ranges))
        statistics = part.statistics(field)
        used = [(columns, low, high) for columns, low, high in ranges if high > low]
        idfs = _idfs(used, statistics.count)
        dense = np.zeros(part.size, dtype=np.float64)
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
        docs = dense.nonzero()[0]
        return Matches(docs, dense[docs].astype(np.float32))

    def _fuzzy(self, part: Part, field: str, word: str) -> Matches:
        lexicon = part.lexicon(field)
        near_length = [term for length in range(len(word) - 1, len(word) + 2) for term in lexicon.get(length, ())]
        return self._terms(part, field, near(word, near_length))

    def _forms(self, part: Part, field: str, word: str) -> Matches:
        terms: set[str] = set()
        for segment in part.segments:
            columns = segment.file.field(field)
            low, high = columns.prefix(beginning(word))
            terms.update(forms(word, columns.terms[low:high]))
        return self._terms(part, field, sorted(terms))

    def _terms(self, part: Part, field: str, terms: list[str]) -> Matches:
        """Any of ``terms``, scores summed."""
        dense = np.zeros(part.size, dtype=np.float32)
        for term in terms:
            matches = _term(part, field, term)
            dense[matches.docs] += matches.scores
        docs = dense.nonzero()[0]
        return Matches(docs, dense[docs])

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
        hits = []
        for segment, offset in zip(part.segments, part.offsets, strict=True):
            low, high = np.searchsorted(result.docs, (offset, offset + segment.entry.documents))
            if high > low:
                local = result.docs[low:high].astype(np.int64) - offset
                hits.append(low + _in_sequence(segment.file.field(field), node, local))
        return result.keep(np.concatenate(hits)) if hits else nothing()

    def _word(self, part: Part, field: str, name: str, term: str) -> Matches:
        """One word of a phrase, through the cache where the cache holds its documents in the same numbers."""
        if part is self.snapshot.text:
            return self.run(Term(name, term))
        return _term(part, field, term)


def _both(small: Matches, large: Matches, size: int) -> Matches:
    """Documents of both, scores summed."""
    docs, scores = small.docs, small.scores
    positive = small.positive or large.positive
    if large.positive and large.total * _SPARSE >= size:
        more = large.dense(size).take(docs)
        where = more.nonzero()[0]
        return Matches(docs.take(where), scores.take(where) + more.take(where), positive=positive)
    if not large.docs.size:
        return nothing()
    place = large.docs.searchsorted(docs)
    place[place == large.docs.size] = 0
    where = (large.docs.take(place) == docs).nonzero()[0]
    return Matches(docs.take(where), scores.take(where) + large.scores.take(place.take(where)), positive=positive)


def _term(part: Part, field: str, term: str) -> Matches:
    """The documents with ``term``, scored."""
    found = []
    frequency = 0
    for segment, offset in zip(part.segments, part.offsets, strict=True):
        columns = segment.file.field(field)
        number = columns.number(term)
        if number >= 0:
            low, high = int(columns.start[number]), int(columns.start[number + 1])
            frequency += high - low
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
        return Matches(docs[where], scores[where])
    return Matches(docs, scores)


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
    """The most frequent terms of the ranges, up to MAX_EXPANSION postings."""
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


def _in_sequence(columns: Field, node: Phrase, docs: Array) -> Array:
    """Which of ``docs`` (sorted numbers within the segment, each holding all words) hold the words in sequence."""
    keys: list[Array] = []
    last = len(node.terms) - 1
    for place, term in enumerate(node.terms):
        if node.open_end and place == last:
            low, high = columns.prefix(term)
        else:
            low = columns.number(term)
            high = low + 1
        begin, end = int(columns.start[low]), int(columns.start[high])
        rows = columns.docs[begin:end]
        if high - low == 1:
            posting = np.searchsorted(rows, docs)
            number = np.arange(docs.size)
            found = posting < rows.size
            found[found] = rows[posting[found]] == docs[found]
            if not found.all():  # held in another segment's term or only by another completion
                posting, number = posting[found], number[found]
        else:
            number = np.searchsorted(docs, rows)
            number[number == docs.size] = 0
            posting = np.flatnonzero(docs[number] == rows)
            number = number[posting]
        freqs = columns.freqs(begin, end).astype(np.int64)
        starts = np.cumsum(freqs) - freqs + int(columns.places[low])
        each = freqs[posting]
        positions = columns.positions[ranges(starts[posting], each)].astype(np.int64)
        key = (np.repeat(number, each) << 32) + positions - place
        keys.append(np.sort(key) if high - low > 1 else key)
    keys.sort(key=lambda array: array.size)
    hits = keys[0]
    for other in keys[1:]:
        if not hits.size or not other.size:
            return np.zeros(0, dtype=np.int64)
        place_in = np.searchsorted(other, hits)
        place_in[place_in == other.size] = 0
        hits = hits[other[place_in] == hits]
    return np.unique(hits >> 32)


def head(snapshot: Snapshot, matches: Matches, limit: int, *, by_date: bool) -> tuple[tuple[str, float], ...]:
    """The first ``limit`` articles with their scores: by score, equal ones newest first; or newest first. Kept with ``matches``."""
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
