"""Articles in, arrays of a segment out: inverts text in memory, in bulk.

Terms never cross white space, so a text is split at white space and each piece looked up in a table from pieces ("strikes,”") to
terms, which is filled by the analyzer: the same words as :func:`analyzer.tokens`, three times as fast. Everything behind that is
sorting whole arrays. Touches no file. Imports numpy: import this module only when an index is written.
"""

from __future__ import annotations

from itertools import chain

import numpy as np

from briefing.index.analyzer import TOKEN, plain, terms_of
from briefing.index.query import dates
from briefing.index.segment.records import ArticleFacts, IndexDocument
from briefing.index.segment.segment_file import NO_MINUTE, Array, Columns, narrow, posting_columns, text_column

GAP = 16
"""Positions left free between title, standfirst, body, furniture (and between two quotes), so that no phrase crosses."""
TITLE_WEIGHT, STANDFIRST_WEIGHT = 4, 2
"""How often a word of the title or standfirst counts, next to a word of the body."""
MAX_DOCUMENTS = 65_000
MAX_WORDS = 10_000_000
MAX_TERMS = 2_000_000
"""A segment is closed when it holds this many documents, pieces of text or terms: bounds memory, keeps document numbers to 16 bits."""
_BATCH = 500_000
"""Pieces that are turned into keys at a time."""
_MAX_POSITIONS = (1 << 24) - 64 * GAP

# An occurrence as one number, so that sorting it puts it in its place: term, document, position, and the passage it stands in.
_TERM, _DOCUMENT, _POSITION = np.uint64(42), np.uint64(26), np.uint64(2)
_DOCUMENT_MASK, _POSITION_MASK, _PASSAGE_MASK = np.uint64((1 << 16) - 1), np.uint64((1 << 24) - 1), np.uint64(3)
_BELOW_TERM = np.uint64((1 << 42) - 1)
FURNITURE = 3
"""The number of the passage that is furniture."""
_EXTRA = np.array([TITLE_WEIGHT - 1, STANDFIRST_WEIGHT - 1, 0, 0], dtype=np.uint32)
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
        word = plain(piece)
        if word:
            entry = self[piece] = number(word, len(self.vocabulary))
            return entry
        parts: list[int] = []
        joined: list[tuple[int, int]] = []
        for raw in TOKEN.findall(piece):
            terms, wholes = terms_of(raw)
            joined += [(len(parts) + first, number(whole, len(self.vocabulary))) for first, whole in wholes]
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
    """The occurrences of one field over all documents, first as entries of :class:`_Pieces`, batch by batch as keys."""

    def __init__(self, pieces: _Pieces) -> None:
        self._pieces = pieces
        self._raw: list[int] = []
        self._lengths: list[int] = []
        self._documents: list[int] = []
        self._passages: list[int] = []
        self._keys: list[Array] = []
        self.size = 0

    def add(self, document: int, passage: int, text: str) -> None:
        """One passage of a document. Passages of one document come in order, those of several documents too."""
        raw = self._raw
        before = len(raw)
        raw.extend(map(self._pieces.__getitem__, text.split()))
        self._lengths.append(len(raw) - before)
        self._documents.append(document)
        self._passages.append(passage)

    def flush(self, *, force: bool = False) -> None:
        """Turn what has gathered into keys, when it is enough; call between documents only."""
        if self._lengths and (force or len(self._raw) >= _BATCH):
            self.size += len(self._raw)
            self._keys.append(
                _keys(
                    np.array(self._raw, dtype=np.int64),
                    np.array(self._lengths, dtype=np.int64),
                    np.array(self._documents, dtype=np.int64),
                    np.array(self._passages, dtype=np.int64),
                    self._pieces,
                )
            )
            self._raw, self._lengths, self._documents, self._passages = [], [], [], []

    def keys(self, rank: Array) -> Array:
        """Return all keys, sorted, terms in the order of ``rank``."""
        self.flush(force=True)
        keys = np.concatenate(self._keys) if self._keys else np.zeros(0, dtype=np.uint64)
        self._keys = []
        for start in range(0, keys.size, _BATCH):
            some = keys[start : start + _BATCH]
            some[:] = (rank[some >> _TERM] << _TERM) | (some & _BELOW_TERM)
        keys.sort()
        return keys


class Inverter:
    """Collects documents of one segment. ``full`` says that it should be closed."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        self._pieces = _Pieces()
        self._streams = {name: _Stream(self._pieces) for name in fields}
        self.ids: list[str] = []
        self._days: list[int] = []
        self._minutes: list[int] = []

    @property
    def full(self) -> bool:
        return (
            len(self.ids) >= MAX_DOCUMENTS
            or sum(stream.size for stream in self._streams.values()) >= MAX_WORDS
            or len(self._pieces.vocabulary) >= MAX_TERMS
        )

    def add_document(self, document: IndexDocument) -> None:
        number = self._number(document.id, document.date)
        streams = self._streams
        text = streams["text"]
        text.add(number, 0, document.title)
        text.add(number, 1, document.standfirst)
        text.add(number, 2, document.body)
        if document.furniture:
            text.add(number, FURNITURE, document.furniture)
        streams["outlet"].add(number, 0, document.outlet)
        streams["path"].add(number, 0, document.path)
        streams["lang"].add(number, 0, document.language)
        text.flush()

    def add_facts(self, facts: ArticleFacts) -> None:
        number = self._number(facts.id, "")
        for name, values in (("quote", facts.quotes), ("speaker", facts.speakers), ("entity", facts.entities)):
            stream = self._streams[name]
            for passage, value in enumerate(values):
                stream.add(number, passage, value)
            stream.flush()

    def _number(self, id: str, date: str) -> int:
        if not id or "\n" in id:
            raise ValueError(f"{id!r} cannot be the id of an article")
        self.ids.append(id)
        self._days.append(dates.day_of(date) or 0)
        minute = dates.minute_of(date)
        self._minutes.append(NO_MINUTE if minute is None else minute)
        return len(self.ids) - 1

    def columns(self) -> Columns:
        """Return the arrays of the segment, as :mod:`columns` describes them. To be called once, at the end."""
        for stream in self._streams.values():
            stream.flush(force=True)
        vocabulary = list(self._pieces.vocabulary)
        order = sorted(range(len(vocabulary)), key=vocabulary.__getitem__)
        rank = np.empty(len(vocabulary), dtype=np.uint64)
        rank[order] = np.arange(len(vocabulary), dtype=np.uint64)
        vocabulary.sort()
        made: Columns = {
            "ids": text_column(self.ids),
            "days": np.array(self._days, dtype="<i4"),
            "minutes": np.array(self._minutes, dtype="<i8"),
        }
        count = len(self.ids)
        for name, stream in self._streams.items():
            keys = stream.keys(rank)
            made.update(_field(name, keys, vocabulary, count, weighted=name == "text"))
            if name == "text":
                title = keys[(keys & _PASSAGE_MASK) == 0]
                made.update(_field("title", title, vocabulary, count))
        return made


def ranges(starts: Array, counts: Array) -> Array:
    """Return all whole numbers of the ranges ``start .. start + count``, one range after the other, in the type of ``starts``."""
    before = (np.cumsum(counts) - counts).astype(starts.dtype)
    numbers = np.repeat(starts - before, counts)
    numbers += np.arange(numbers.size, dtype=numbers.dtype)
    return numbers


def _keys(raw: Array, lengths: Array, documents: Array, passages: Array, pieces: _Pieces) -> Array:
    """Return the keys of some whole documents; terms by their number in the vocabulary, not sorted."""
    several = np.flatnonzero(raw < 0)
    entry = -1 - raw[several]
    known, entry = np.unique(entry, return_inverse=True)
    parts = [pieces.parts[number] for number in known.tolist()]
    joined = [pieces.joined[number] for number in known.tolist()]
    counts = np.array([len(terms) for terms in parts], dtype=np.int64)
    steps = np.ones(raw.size + 1, dtype=np.int64)
    steps[several] = counts[entry]
    before = np.cumsum(steps) - steps  # positions passed before each piece, and at the end
    ends = np.cumsum(lengths)
    starts = ends - lengths
    first = np.flatnonzero(np.diff(documents, prepend=-1))  # first passage of each document
    own = np.cumsum(np.diff(documents, prepend=-1) != 0) - 1
    shift = before[starts] - before[starts[first]][own] + passages * GAP - before[starts]
    document = np.repeat(documents, lengths)
    passage = np.repeat(np.minimum(passages, 3), lengths)
    position = np.minimum(before[:-1] + np.repeat(shift, lengths), _MAX_POSITIONS)
    below = (document << 26 | position << 2 | passage).astype(np.uint64)
    simple = raw >= 0
    made = [raw[simple].astype(np.uint64) << _TERM | below[simple]]
    if several.size:
        for each in (
            [[(place, term) for place, term in enumerate(terms)] for terms in parts],
            [list(terms) for terms in joined],
        ):
            sizes = np.array([len(terms) for terms in each], dtype=np.int64)
            begins = np.cumsum(sizes) - sizes
            flat = np.array(list(chain.from_iterable(each)), dtype=np.uint64).reshape(-1, 2)
            times = sizes[entry]
            taken = flat[ranges(begins[entry], times)]
            made.append((taken[:, 1] << _TERM) | (np.repeat(below[several], times) + (taken[:, 0] << _POSITION)))
    return np.concatenate(made)


def _field(name: str, keys: Array, vocabulary: list[str], count: int, *, weighted: bool = False) -> Columns:
    """Return the arrays of one field from its sorted keys."""
    posting = keys >> _DOCUMENT
    begins = np.flatnonzero(posting[1:] != posting[:-1]) + 1
    begins = np.concatenate(([0], begins)) if keys.size else begins
    posting = posting[begins]
    freqs = np.diff(begins, append=keys.size)
    term = (posting >> np.uint64(16)).astype(np.int64)
    docs = (posting & _DOCUMENT_MASK).astype(np.int64)
    firsts = np.flatnonzero(np.diff(term, prepend=-1))
    extra, aside = (np.zeros(begins.size, dtype=np.uint32) for _ in range(2))
    if weighted and begins.size:
        passage = (keys & _PASSAGE_MASK).astype(np.intp)
        extra = np.add.reduceat(_EXTRA[passage], begins)
        if (passage == FURNITURE).any():
            aside = np.add.reduceat((passage == FURNITURE).astype(np.uint32), begins)
    lengths = np.bincount(docs, freqs - aside, count).astype(np.int64)
    return {
        f"{name}.terms": text_column([vocabulary[number] for number in term[firsts].tolist()]),
        f"{name}.start": np.append(firsts, term.size).astype("<u4"),
        **posting_columns(name, docs, freqs, extra, aside),
        f"{name}.places": np.append(begins[firsts], keys.size).astype("<u4"),
        f"{name}.positions": narrow((keys >> _POSITION) & _POSITION_MASK),
        f"{name}.lengths": length_bytes(lengths),
        f"{name}.total": np.array([lengths.sum()], dtype="<u8"),
    }


def length_bytes(lengths: Array) -> Array:
    """Whoosh's one-byte form of document lengths (its own function, for whole arrays)."""
    from whoosh.util import numeric

    table = np.array([numeric.byte_to_length(byte) for byte in range(256)])
    return np.minimum(np.searchsorted(table, lengths), 255).astype("u1")
