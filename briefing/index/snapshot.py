"""One generation of the index, ready to answer: documents numbered through, statistics, dates as columns, a cache of leaves.

A snapshot never changes; a commit makes a new one. Scores are Whoosh's BM25F with its defaults, computed for whole posting lists
at a time. Safe for several threads. Imports numpy: import this module only when an index is searched.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from functools import cached_property
from math import log

import numpy as np

from briefing.index.columns import Array
from briefing.index.generation import Generation, Segment
from briefing.index.query import Fuzzy, Phrase, Prefix, Term
from briefing.index.writer import alive

B, K1 = 0.75, 1.2
CACHE_BYTES = 64 << 20
"""Decoded leaves are kept up to this many bytes, the longest unused thrown out first."""

Leaf = Term | Prefix | Fuzzy | Phrase


class Matches:
    """The documents that match (sorted, without repeats) and their scores; ``positive`` if every score is above 0."""

    __slots__ = ("_dense", "docs", "positive", "scores")

    def __init__(self, docs: Array, scores: Array, *, positive: bool = True) -> None:
        self.docs = docs
        self.scores = scores
        self.positive = positive
        self._dense: Array | None = None

    def dense(self, size: int) -> Array:
        """Scores by document number, 0 where nothing matches; kept."""
        if self._dense is None:
            dense = np.zeros(size, dtype=np.float32)
            dense[self.docs] = self.scores
            self._dense = dense
        return self._dense

    def keep(self, where: Array) -> Matches:
        return Matches(self.docs[where], self.scores[where], positive=self.positive)


def nothing() -> Matches:
    return Matches(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))


class Statistics:
    """What BM25F needs of one field over all segments."""

    def __init__(self, segments: tuple[Segment, ...], field: str, lengths: Array) -> None:
        fields = [segment.file.field(field) for segment in segments]
        count = sum(segment.entry.documents for segment in segments)
        average = (sum(f.total for f in fields) / count if count else 0.0) or 1.0
        codes = np.concatenate([f.lengths for f in fields]) if fields else np.zeros(0, dtype="u1")
        self.norm = (K1 * ((1 - B) + B * lengths / average)).astype(np.float32)[codes]
        self.count = count

    def idf(self, frequency: int) -> float:
        return log(self.count / (frequency + 1)) + 1


class Part:
    """The segments of one part, their documents numbered through."""

    def __init__(self, segments: tuple[Segment, ...]) -> None:
        self.segments = segments
        self.offsets: list[int] = []
        self.size = 0
        for segment in segments:
            self.offsets.append(self.size)
            self.size += segment.entry.documents
        self.alive = np.concatenate([alive(s) for s in segments]) if segments else np.zeros(0, dtype=bool)
        self.all_alive = bool(self.alive.all())
        self._statistics: dict[str, Statistics] = {}

    @cached_property
    def ids(self) -> list[str]:
        return [id_ for segment in self.segments for id_ in segment.file.ids]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Document number by article id, of living documents."""
        return {
            id_: offset + number
            for segment, offset in zip(self.segments, self.offsets, strict=True)
            for id_, number in segment.numbers.items()
        }

    def statistics(self, field: str) -> Statistics:
        found = self._statistics.get(field)
        if found is None:
            from whoosh.util.numeric import byte_to_length

            lengths = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.float64)
            found = self._statistics[field] = Statistics(self.segments, field, lengths)
        return found

    def column(self, name: str) -> Array:
        if not self.segments:
            return np.zeros(0, dtype=np.int64)
        return np.concatenate([segment.file.column(name) for segment in self.segments])

    def frequency(self, field: str, term: str) -> int:
        """In how many documents the term stands, removed ones included (as in Whoosh)."""
        total = 0
        for segment in self.segments:
            columns = segment.file.field(field)
            number = columns.number(term)
            if number >= 0:
                total += columns.frequency(number)
        return total


class Snapshot:
    """Both parts, joined by article id. Document numbers are those of the text part."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self.text = Part(generation.parts["text"])
        self.facts = Part(generation.parts["facts"])
        self.size = self.text.size
        self._cache: OrderedDict[Leaf, tuple[Matches, int]] = OrderedDict()
        self._cached = 0
        self._lock = threading.Lock()

    @cached_property
    def days(self) -> Array:
        """Ordinal of the day of publication by document, 0 unknown."""
        return self.text.column("days")

    @cached_property
    def rank(self) -> Array:
        """Place of each document from newest to oldest; undated ones last."""
        order = np.argsort(-self.text.column("minutes"), kind="stable")
        rank = np.empty(order.size, dtype=np.int32)
        rank[order] = np.arange(order.size, dtype=np.int32)
        return rank

    @cached_property
    def text_of_facts(self) -> Array:
        """The text document of each facts document, -1 if its article is not there."""
        numbers = self.text.numbers
        joined = np.array([numbers.get(id_, -1) for id_ in self.facts.ids], dtype=np.int32)
        joined[~self.facts.alive] = -1
        return joined

    def mask(self, ids: frozenset[str]) -> Array:
        """Which documents are among ``ids``."""
        mask = np.zeros(self.size, dtype=bool)
        numbers = self.text.numbers
        mask[[numbers[id_] for id_ in ids if id_ in numbers]] = True
        return mask

    def cached(self, leaf: Leaf) -> Matches | None:
        with self._lock:
            found = self._cache.get(leaf)
            if found is None:
                return None
            self._cache.move_to_end(leaf)
            return found[0]

    def remember(self, leaf: Leaf, matches: Matches) -> None:
        size = 4 * self.size + matches.docs.nbytes + matches.scores.nbytes + 400  # with the dense form, should it be made
        with self._lock:
            if leaf in self._cache or size > CACHE_BYTES // 4:
                return
            self._cache[leaf] = (matches, size)
            self._cached += size
            while self._cached > CACHE_BYTES:
                _, (_, freed) = self._cache.popitem(last=False)
                self._cached -= freed
