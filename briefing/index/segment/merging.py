"""Several segments become one, without the removed documents: whole arrays at a time, no text is read again.

Touches no file but the segments that it is given. Imports numpy: import this module only when an index is written.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from briefing.index.segment.inverter import ranges
from briefing.index.segment.segment_file import Array, Columns, SegmentFile, narrow, posting_columns, text_column


def merge(segments: Sequence[tuple[SegmentFile, Array]]) -> Columns:
    """Return the arrays of one segment with the documents of all ``segments`` that are alive, in order.

    Each segment comes with its mask of living documents. Together they must not pass ``inverter.MAX_DOCUMENTS``.
    """
    renumber: list[Array] = []
    count = 0
    ids: list[str] = []
    for file, alive in segments:
        numbers = np.full(alive.size, -1, dtype=np.int64)
        living = np.flatnonzero(alive)
        numbers[living] = count + np.arange(living.size)
        renumber.append(numbers)
        count += living.size
        known = file.ids
        ids.extend(known[at] for at in living.tolist())
    made: Columns = {
        "ids": text_column(ids),
        "days": np.concatenate([file.column("days")[alive] for file, alive in segments]),
        "minutes": np.concatenate([file.column("minutes")[alive] for file, alive in segments]),
    }
    for name in segments[0][0].fields:
        made.update(_field(name, segments, renumber))
    return made


def _field(name: str, segments: Sequence[tuple[SegmentFile, Array]], renumber: Sequence[Array]) -> Columns:
    fields = [file.field(name) for file, _ in segments]
    vocabulary = sorted(set().union(*(field.terms for field in fields)))
    place = {term: number for number, term in enumerate(vocabulary)}
    keys, freqs, extra, aside, starts, lengths = [], [], [], [], [], []
    # Half the memory, unless there are thousands of millions of words.
    number_type = np.int32 if sum(field.positions.size for field in fields) < 1 << 31 else np.int64
    offset = 0
    total = 0
    for field, (_, alive), numbers in zip(fields, segments, renumber, strict=True):
        term = np.array([place[t] for t in field.terms], dtype=np.int64)
        documents = numbers[field.docs]
        kept = documents >= 0
        postings: Array = np.diff(field.start.astype(np.int64))
        keys.append((np.repeat(term, postings) << 20 | documents)[kept])
        each = field.freqs(0, field.docs.size).astype(number_type)
        begins = (np.cumsum(each) - each + offset).astype(number_type)
        freqs.append(each[kept])
        more, beside = (values.astype(number_type) for values in field.patched(0, field.docs.size))
        extra.append(more[kept])
        aside.append(beside[kept])
        starts.append(begins[kept])
        lengths.append(field.lengths[alive])
        total += int(freqs[-1].sum()) - int(aside[-1].sum())
        offset += field.positions.size
    key = np.concatenate(keys)
    keys.clear()
    order = np.argsort(key, kind="stable")
    key = key[order]
    freq, start, more, beside = (_in_order(parts, order) for parts in (freqs, starts, extra, aside))
    del order
    positions = np.concatenate([field.positions for field in fields])[ranges(start, freq)]
    del start
    number = key >> 20
    firsts = np.flatnonzero(np.diff(number, prepend=-1))
    passed = np.concatenate(([0], np.cumsum(freq)))
    return {
        f"{name}.terms": text_column([vocabulary[at] for at in number[firsts].tolist()]),
        f"{name}.start": np.append(firsts, number.size).astype("<u4"),
        **posting_columns(name, key & 0xFFFFF, freq, more, beside),
        f"{name}.places": np.append(passed[firsts], passed[-1]).astype("<u4"),
        f"{name}.positions": narrow(positions),
        f"{name}.lengths": np.concatenate(lengths),
        f"{name}.total": np.array([total], dtype="<u8"),
    }


def _in_order(parts: list[Array], order: Array) -> Array:
    """Return the values of all ``parts`` in ``order``, and let go of the parts."""
    values: Array = np.concatenate(parts)[order]
    parts.clear()
    return values
