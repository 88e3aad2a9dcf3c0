"""One generation of the index, ready to answer: documents numbered through, statistics, dates as columns, a cache of answers.

A snapshot never changes; a commit makes a new one. Scores are Whoosh's BM25F with its defaults, computed for whole posting lists
at a time. Safe for several threads. Imports numpy: import this module only when an index is searched.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from functools import cached_property
from math import log
from typing import Any

import numpy as np

from briefing.index.query.nodes import Node
from briefing.index.segment.generation import Generation, Segment
from briefing.index.segment.segment_file import Array
from briefing.index.segment.writer import alive

B, K1 = 0.75, 1.2
FAINT = 0.01
"""Scores below are of words that stand in furniture only."""
CACHE_BYTES = 64 << 20
"""Answers to queries and their parts are kept up to this many bytes, the longest unused thrown out first."""


class Matches:
    """The documents that match and their scores; ``positive`` if every score is above 0, ``faint`` if some may be below
    :data:`FAINT`, being of documents that match by words of furniture only.

    Made from sorted documents and scores, or from ``dense``: scores by document number, 0 where nothing matches; each form is made
    from the other when it is first needed. ``parts`` are the alternatives that ``dense`` is the sum of.
    """

    __slots__ = ("_dense", "_docs", "_floors", "_scores", "faint", "heads", "parts", "positive")

    def __init__(
        self,
        docs: Array | None = None,
        scores: Array | None = None,
        *,
        dense: Array | None = None,
        parts: tuple[Matches, ...] = (),
        positive: bool = True,
        faint: bool = False,
    ) -> None:
        self.faint = faint
        self._docs: Any = docs
        self._scores: Any = scores
        self._dense: Any = dense
        self.parts = parts
        self.positive = positive
        self._floors: dict[int, float] = {}
        self.heads: dict[tuple[int, bool], tuple[tuple[str, float], ...]] = {}
        """The first hits, by (limit, by date): filled by :func:`evaluation.head`."""

    @property
    def docs(self) -> Array:
        if self._docs is None:
            self._docs = self._dense.nonzero()[0]
        docs: Array = self._docs
        return docs

    @property
    def scores(self) -> Array:
        if self._scores is None:
            self._scores = self._dense.take(self.docs)
        scores: Array = self._scores
        return scores

    @property
    def total(self) -> int:
        if self._docs is None and self._dense is not None:
            return int(np.count_nonzero(self._dense > 0))  # of booleans, counting is vectorised
        return int(self.docs.size)

    @property
    def sparse(self) -> bool:
        """Whether documents and scores are at hand."""
        return self._docs is not None

    def dense(self, size: int) -> Array:
        """Scores by document number, 0 where nothing matches; kept."""
        if self._dense is None:
            dense = np.zeros(size, dtype=np.float32)
            dense[self.docs] = self.scores
            self._dense = dense
        made: Array = self._dense
        return made

    def keep(self, where: Array) -> Matches:
        return Matches(self.docs[where], self.scores[where], positive=self.positive, faint=self.faint)

    def floor(self, limit: int) -> float:
        """Return a score that at least ``limit`` documents reach (0 if there is no such)."""
        if self.parts:
            return max([part.floor(limit) for part in self.parts])
        known = self._floors.get(limit)
        if known is None:
            place = self.docs.size - limit
            known = self._floors[limit] = float(np.partition(self.scores, place)[place]) if place >= 0 else 0.0
        return known


def nothing() -> Matches:
    return Matches(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))


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

    def holds(self, segments: tuple[Segment, ...]) -> bool:
        """Return whether this is made of just these segments with just these removals."""
        return [(s.entry.segid, s.entry.removed) for s in self.segments] == [
            (s.entry.segid, s.entry.removed) for s in segments
        ]

    @cached_property
    def _lexicons(self) -> dict[str, dict[int, list[str]]]:
        return {}

    def lexicon(self, field: str) -> dict[int, list[str]]:
        """Return all terms of a field by their length in code points."""
        found = self._lexicons.get(field)
        if found is None:
            segments = [segment.file.field(field).terms for segment in self.segments]
            terms = segments[0] if len(segments) == 1 else set().union(*segments)
            found = {}
            for term in terms:
                found.setdefault(len(term), []).append(term)
            self._lexicons[field] = found
        return found

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

    @cached_property
    def days(self) -> Array:
        """Ordinal of the day of publication by document, 0 unknown."""
        return self.column("days")

    @cached_property
    def rank(self) -> Array:
        """Place of each document from newest to oldest; undated ones last."""
        order = np.argsort(-self.column("minutes"), kind="stable")
        rank = np.empty(order.size, dtype=np.int32)
        rank[order] = np.arange(order.size, dtype=np.int32)
        return rank

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

    def __init__(self, generation: Generation, last: Snapshot | None = None) -> None:
        """``last`` is the snapshot before this one: a part that the commit left as it was is taken over with what it has loaded."""
        self.generation = generation
        text, facts = generation.parts["text"], generation.parts["facts"]
        self.text: Part = last.text if last is not None and last.text.holds(text) else Part(text)
        self.facts: Part = last.facts if last is not None and last.facts.holds(facts) else Part(facts)
        self.size = self.text.size
        self._cache: OrderedDict[Node, tuple[Matches, int]] = OrderedDict()
        self._cached = 0
        self._lock = threading.Lock()

    @cached_property
    def text_of_facts(self) -> Array:
        """The text document of each facts document, -1 if its article is not there."""
        numbers = self.text.numbers
        joined = np.array([numbers.get(id_, -1) for id_ in self.facts.ids], dtype=np.int32)
        joined[~self.facts.alive] = -1
        return joined

    def mask(self, ids: frozenset[str]) -> Array:
        """Return which documents are among ``ids``."""
        mask = np.zeros(self.size, dtype=bool)
        numbers = self.text.numbers
        mask[[numbers[id_] for id_ in ids if id_ in numbers]] = True
        return mask

    def cached(self, node: Node) -> Matches | None:
        with self._lock:
            found = self._cache.get(node)
            if found is None:
                return None
            self._cache.move_to_end(node)
            return found[0]

    def remember(self, node: Node, matches: Matches) -> None:
        total = matches.total
        size = 16 * total + (4 * self.size if total * 64 >= self.size else 0) + 10_000  # in both forms, and with heads
        with self._lock:
            if node in self._cache or size > CACHE_BYTES // 4:
                return
            self._cache[node] = (matches, size)
            self._cached += size
            while self._cached > CACHE_BYTES:
                _, (_, freed) = self._cache.popitem(last=False)
                self._cached -= freed
