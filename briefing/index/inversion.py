"""Articles in, arrays of a segment out: inverts text in memory, in bulk.

Terms never cross white space, so a text is split at white space and each piece looked up in a table from pieces ("strikes,”") to
terms, which is filled by the analyzer: the same words as :func:`analyzer.tokens`, three times as fast. Everything behind that is
sorting whole arrays. Touches no file. Imports numpy: import this module only when an index is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import numpy as np

from briefing.index import dates
from briefing.index.analyzer import TOKEN, terms_of
from briefing.index.columns import NO_MINUTE, Array, Columns, narrow, text_column
from briefing.index.records import ArticleFacts, IndexDocument

GAP = 16
"""Positions left free between title, standfirst, body (and between two quotes), so that no phrase crosses."""
TITLE_WEIGHT, STANDFIRST_WEIGHT = 4, 2
"""How often a word of the title or standfirst counts, next to a word of the body."""
MAX_DOCUMENTS = 65_000
MAX_WORDS = 10_000_000
"""A segment is closed when it holds this many documents or pieces of text: bounds memory, keeps document numbers to 16 bits."""
_POSITION_BITS, _DOCUMENT_BITS = 24, 16
_MAX_POSITIONS = (1 << _POSITION_BITS) - 64 * GAP
_MAX_PIECES = 400_000
_LONG_PIECE = 48


class _Pieces(dict[str, int]):
    """From a piece of text without white space to the number of its only term, or to ``-1 - n`` for entry ``n`` of the
    compounds (pieces of several terms or of none)."""

    def __init__(self) -> None:
        super().__init__()
        self.vocabulary: dict[str, int] = {}
        self.parts: list[tuple[int, ...]] = []
        self.joined: list[tuple[tuple[int, int], ...]] = []

    def __missing__(self, piece: str) -> int:
        number = self.vocabulary.setdefault
        parts: list[int] = []
        joined: list[tuple[int, int]] = []
        for raw in TOKEN.findall(piece):
            terms, whole = terms_of(raw)
            if whole:
                joined.append((len(parts), number(whole, len(self.vocabulary))))
            parts.extend([number(term, len(self.vocabulary)) for term in terms])
        if len(parts) == 1 and not joined:
            entry = parts[0]
        else:
            entry = -1 - len(self.parts)
            self.parts.append(tuple(parts))
            self.joined.append(tuple(joined))
        if len(piece) < _LONG_PIECE:
            if len(self) > _MAX_PIECES:
                self.clear()
            self[piece] = entry
        return entry


class _Stream:
    """The pieces of one field over all documents: ``raw`` entries, cut into passages of one document each."""

    def __init__(self) -> None:
        self.raw: list[int] = []
        self.ends: list[int] = []
        self.documents: list[int] = []
        self.gaps: list[int] = []

    def add(self, document: int, gap: int, entries: Iterable[int]) -> None:
        self.raw.extend(entries)
        self.ends.append(len(self.raw))
        self.documents.append(document)
        self.gaps.append(gap)


class Inverter:
    """Collects documents of one segment. ``full`` says that it should be closed."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        self._pieces = _Pieces()
        self._streams = {name: _Stream() for name in fields}
        self.ids: list[str] = []
        self._days: list[int] = []
        self._minutes: list[int] = []

    @property
    def full(self) -> bool:
        return len(self.ids) >= MAX_DOCUMENTS or sum(len(s.raw) for s in self._streams.values()) >= MAX_WORDS

    def add_document(self, document: IndexDocument) -> None:
        look = self._pieces.__getitem__
        number = self._number(document.id, document.date)
        text = self._streams["text"]
        for gap, passage in enumerate((document.title, document.standfirst, document.body)):
            text.add(number, gap, map(look, passage.split()[:_MAX_POSITIONS]))
        self._streams["outlet"].add(number, 0, map(look, document.outlet.split()))
        self._streams["path"].add(number, 0, map(look, document.path.split()))

    def add_facts(self, facts: ArticleFacts) -> None:
        look = self._pieces.__getitem__
        number = self._number(facts.id, "")
        for name, values in (("quote", facts.quotes), ("speaker", facts.speakers), ("entity", facts.entities)):
            for gap, value in enumerate(values):
                self._streams[name].add(number, gap, map(look, value.split()))

    def _number(self, id: str, date: str) -> int:
        self.ids.append(id)
        self._days.append(dates.day_of(date) or 0)
        minute = dates.minute_of(date)
        self._minutes.append(NO_MINUTE if minute is None else minute)
        return len(self.ids) - 1

    def columns(self) -> Columns:
        """The arrays of the segment, as :mod:`columns` describes them."""
        vocabulary = list(self._pieces.vocabulary)
        order = sorted(range(len(vocabulary)), key=vocabulary.__getitem__)
        rank = np.empty(len(vocabulary) + 1, dtype=np.int64)
        rank[order] = np.arange(len(vocabulary))
        vocabulary.sort()
        compounds = _Compounds(self._pieces)
        made: Columns = {
            "ids": text_column(self.ids),
            "days": np.array(self._days, dtype="<i4"),
            "minutes": np.array(self._minutes, dtype="<i8"),
        }
        count = len(self.ids)
        for name, stream in self._streams.items():
            keys, bounds = _keys(stream, compounds, rank, count)
            if name == "text":
                documents, positions = _document(keys), keys & ((1 << _POSITION_BITS) - 1)
                in_title = positions < bounds[0][documents]
                in_standfirst = ~in_title & (positions < bounds[1][documents])
                weights = 1 + (TITLE_WEIGHT - 1) * in_title + (STANDFIRST_WEIGHT - 1) * in_standfirst
                made.update(_field("text", keys, weights, vocabulary, count))
                title = keys[in_title]
                made.update(_field("title", title, np.ones(title.size, dtype=np.int64), vocabulary, count))
            else:
                made.update(_field(name, keys, np.ones(keys.size, dtype=np.int64), vocabulary, count))
        return made


class _Compounds:
    """The compounds' terms as flat arrays."""

    def __init__(self, pieces: _Pieces) -> None:
        self.counts = np.array([len(parts) for parts in pieces.parts], dtype=np.int64)
        self.starts = np.concatenate(([0], np.cumsum(self.counts)))
        self.parts = np.array(list(chain.from_iterable(pieces.parts)), dtype=np.int64)
        self.joined_counts = np.array([len(joined) for joined in pieces.joined], dtype=np.int64)
        self.joined_starts = np.concatenate(([0], np.cumsum(self.joined_counts)))
        flat = list(chain.from_iterable(pieces.joined))
        self.joined_offsets = np.array([offset for offset, _ in flat], dtype=np.int64)
        self.joined_terms = np.array([term for _, term in flat], dtype=np.int64)


def ranges(starts: Array, counts: Array) -> Array:
    """All whole numbers of the ranges ``start .. start + count``, one range after the other."""
    total = int(counts.sum())
    shift = np.repeat(starts - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
    return shift + np.arange(total)


def _keys(stream: _Stream, compounds: _Compounds, rank: Array, count: int) -> tuple[Array, tuple[Array, Array]]:
    """One sorted number per occurrence: term, document, position. With it, where the first and second passage of each
    document end (positions)."""
    raw = np.array(stream.raw, dtype=np.int64)
    ends = np.array(stream.ends, dtype=np.int64)
    lengths = np.diff(ends, prepend=0)
    documents = np.array(stream.documents, dtype=np.int64)
    gaps = np.array(stream.gaps, dtype=np.int64) * GAP
    several = raw < 0
    number = -1 - raw[several]
    steps = np.ones(raw.size + 1, dtype=np.int64)
    steps[:-1][several] = compounds.counts[number] if number.size else 0
    before = np.cumsum(steps) - steps  # positions passed before each piece, and at the end
    first = np.searchsorted(documents, np.arange(count))  # first passage of each document
    begin = np.concatenate(([0], ends[:-1])) if ends.size else ends
    base = before[np.concatenate((begin, [raw.size]))[first]] if count else np.zeros(0, dtype=np.int64)
    document = np.repeat(documents, lengths)
    position = np.minimum(before[:-1] - base[document] + np.repeat(gaps, lengths), _MAX_POSITIONS)
    simple = ~several
    parts = [_key(rank[raw[simple]], document[simple], position[simple])]
    if number.size:
        for starts, counts, terms, offsets in (
            (compounds.starts, compounds.counts, compounds.parts, None),
            (compounds.joined_starts, compounds.joined_counts, compounds.joined_terms, compounds.joined_offsets),
        ):
            each = counts[number]
            flat = ranges(starts[number], each)
            inner = flat - np.repeat(starts[number], each) if offsets is None else offsets[flat]
            place = np.repeat(position[several], each) + inner
            parts.append(_key(rank[terms[flat]], np.repeat(document[several], each), place))
    keys = np.concatenate(parts)
    keys.sort()
    bounds = (np.zeros(count, dtype=np.uint64), np.zeros(count, dtype=np.uint64))
    if ends.size == 3 * count and count:  # title, standfirst and body of each document
        at = before[ends.reshape(count, 3)] - base[:, None]
        bounds = (at[:, 0].astype(np.uint64), (at[:, 1] + GAP).astype(np.uint64))
    return keys, bounds


def _key(term: Array, document: Array, position: Array) -> Array:
    packed = (term << (_DOCUMENT_BITS + _POSITION_BITS)) | (document << _POSITION_BITS) | position
    return packed.astype(np.uint64)


def _document(keys: Array) -> Array:
    return ((keys >> np.uint64(_POSITION_BITS)) & np.uint64((1 << _DOCUMENT_BITS) - 1)).astype(np.int64)


def _field(name: str, keys: Array, weights: Array, vocabulary: list[str], count: int) -> Columns:
    """The arrays of one field from its sorted keys and the weight of each occurrence."""
    posting = keys >> np.uint64(_POSITION_BITS)
    begins = np.flatnonzero(np.diff(posting, prepend=posting[:1] ^ np.uint64(1)))
    freqs = np.diff(begins, append=keys.size)
    term = (posting[begins] >> np.uint64(_DOCUMENT_BITS)).astype(np.int64)
    firsts = np.flatnonzero(np.diff(term, prepend=-1))
    lengths = np.bincount(_document(keys), minlength=count)
    return {
        f"{name}.terms": text_column([vocabulary[number] for number in term[firsts].tolist()]),
        f"{name}.start": np.append(firsts, term.size).astype("<u4"),
        f"{name}.docs": _document(keys[begins]).astype("<u2"),
        f"{name}.freqs": narrow(freqs),
        f"{name}.weights": narrow(np.add.reduceat(weights, begins) if begins.size else begins),
        f"{name}.places": np.append(begins[firsts], keys.size).astype("<u4"),
        f"{name}.positions": narrow(keys & np.uint64((1 << _POSITION_BITS) - 1)),
        f"{name}.lengths": length_bytes(lengths),
        f"{name}.total": np.array([lengths.sum()], dtype="<u8"),
    }


def length_bytes(lengths: Array) -> Array:
    """Whoosh's one-byte form of document lengths (its ``length_to_byte`` for whole arrays)."""
    from whoosh.util import numeric

    table = np.array([numeric.byte_to_length(byte) for byte in range(256)])
    return np.minimum(np.searchsorted(table, lengths), 255).astype("u1")
