"""The file of one segment: plain arrays side by side, read in bulk without decoding and without pickle.

Layout: 8 bytes of magic, the length of a JSON directory (uint32, little-endian), the directory (name -> [dtype, offset, count]), and
the arrays, each at a multiple of 64 bytes. Arrays of a field ``f``, for its terms in order of code points:

- ``f.terms``  the terms in UTF-8, joined by newlines
- ``f.start``  per term, where its postings begin (one more entry at the end)
- ``f.docs``, ``f.freqs``  per posting: document, and occurrences up to 255; ``f.over.at``, ``f.over.by``: which postings have how
  many more; ``f.extra.at``, ``f.extra.by``: which weigh how much more than their occurrences; ``f.aside.at``, ``f.aside.by``: which
  have how many occurrences in furniture, which weigh next to nothing (:data:`ASIDE`)
- ``f.places`` per term, where its positions begin; ``f.positions``  the positions of all postings in order
- ``f.lengths`` per document, the number of terms in Whoosh's one-byte form; ``f.total``  their exact sum

and per document ``ids`` (UTF-8, joined by newlines), ``days`` (ordinal, 0 unknown), ``minutes`` (see :mod:`dates`; NO_MINUTE unknown).
Whole numbers take the narrowest unsigned type that holds them. Imports numpy: import this module only when an index is opened.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from sys import intern
from typing import Any

import numpy as np
import numpy.typing as npt

from briefing.private_files import opener

Array = npt.NDArray[Any]
Columns = dict[str, Array]

MAGIC = b"BRIEFIX1"
NO_MINUTE = -(2**62)
ASIDE = 2.0**-20
"""What an occurrence in furniture weighs, next to one in the body: enough to be found, too little to be ranked by."""
_ALIGN = 64
_DTYPES = frozenset({"|u1", "<u2", "<u4", "<u8", "<i4", "<i8"})


def narrow(values: Array) -> Array:
    """Return ``values`` (not negative) in the narrowest unsigned type that holds them all."""
    top = int(values.max()) if values.size else 0
    for dtype in ("u1", "<u2", "<u4"):
        if top <= np.iinfo(dtype).max:
            return values.astype(dtype)
    return values.astype("<u8")


def patches(name: str, values: Array) -> Columns:
    """Return a mostly empty column as the places and values of what is not 0."""
    at = np.flatnonzero(values)
    return {f"{name}.at": at.astype("<u4"), f"{name}.by": values[at].astype("<u4")}


def posting_columns(name: str, docs: Array, freqs: Array, extra: Array, aside: Array) -> Columns:
    """Return the columns per posting of field ``name``."""
    low = np.minimum(freqs, 255)
    return {
        f"{name}.docs": docs.astype("<u2"),
        f"{name}.freqs": low.astype("u1"),
        **patches(f"{name}.over", freqs - low),
        **patches(f"{name}.extra", extra),
        **patches(f"{name}.aside", aside),
    }


def text_column(values: list[str]) -> Array:
    """Strings without newlines as one array of bytes."""
    return np.frombuffer("\n".join(values).encode("utf-8"), dtype="u1")


def write(path: Path, columns: Mapping[str, Array]) -> None:
    """Write ``columns`` to a new file and bring it to the disk. Raises OSError."""
    directory: dict[str, tuple[str, int, int]] = {}
    offset = 0
    for name, values in columns.items():
        directory[name] = (values.dtype.str, offset, int(values.size))
        offset += -(-values.nbytes // _ALIGN) * _ALIGN
    head = json.dumps(directory).encode()
    head = MAGIC + struct.pack("<I", len(head)) + head
    head += b"\0" * (-len(head) % _ALIGN)
    with open(path, "xb", opener=opener) as file:
        file.write(head)
        for values in columns.values():
            file.write(np.ascontiguousarray(values).data)
            file.write(b"\0" * (-values.nbytes % _ALIGN))
        file.flush()
        os.fsync(file.fileno())


class SegmentFile:
    """A segment's arrays, mapped into memory. Check the file's hash before: this trusts what it reads."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._map[:8] != MAGIC:
            raise ValueError(f"{path.name} is no segment of this program")
        (size,) = struct.unpack("<I", self._map[8:12])
        self._directory: dict[str, list[Any]] = json.loads(self._map[12 : 12 + size])
        self._base = -(-(12 + size) // _ALIGN) * _ALIGN
        self._fields: dict[str, Field] = {}

    def column(self, name: str) -> Array:
        """Return an array by name, without copying."""
        dtype, offset, count = self._directory[name]
        if dtype not in _DTYPES:
            raise ValueError(f"unknown kind of column {name}")
        return np.frombuffer(self._map, dtype=dtype, count=count, offset=self._base + offset)

    def text(self, name: str) -> list[str]:
        raw = self.column(name).tobytes().decode("utf-8")
        return raw.split("\n") if raw else []

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(name[: -len(".terms")] for name in self._directory if name.endswith(".terms"))

    def field(self, name: str) -> Field:
        found = self._fields.get(name)
        if found is None:
            found = self._fields[name] = Field(self, name)
        return found

    @cached_property
    def ids(self) -> list[str]:
        return list(map(intern, self.text("ids")))

    @cached_property
    def size(self) -> int:
        """Number of documents, removed ones included."""
        return int(self.column("days").size)


class Field:
    """One field of a segment: its terms and postings. ``number`` of a term is its place in ``terms``."""

    def __init__(self, file: SegmentFile, name: str) -> None:
        self._file = file
        self._name = name
        self.start = file.column(f"{name}.start")
        self.docs = file.column(f"{name}.docs")
        self._low = file.column(f"{name}.freqs")
        self._over = (file.column(f"{name}.over.at"), file.column(f"{name}.over.by"))
        self._extra = (file.column(f"{name}.extra.at"), file.column(f"{name}.extra.by"))
        self._aside = (file.column(f"{name}.aside.at"), file.column(f"{name}.aside.by"))
        self.places = file.column(f"{name}.places")
        self.positions = file.column(f"{name}.positions")
        self.lengths = file.column(f"{name}.lengths")
        self.total = int(file.column(f"{name}.total")[0])

    @cached_property
    def terms(self) -> list[str]:
        return self._file.text(f"{self._name}.terms")

    def freqs(self, low: int, high: int) -> Array:
        """Occurrences (int32) of the postings from ``low`` to ``high``."""
        values = self._low[low:high].astype(np.int32)
        _patch(values, self._over, low, high)
        return values

    def weights(self, low: int, high: int) -> Array:
        """Weighted occurrences (float32) of the postings from ``low`` to ``high``."""
        values = self._low[low:high].astype(np.float32)
        _patch(values, self._over, low, high)
        _patch(values, self._aside, low, high, -1.0)
        _patch(values, self._aside, low, high, ASIDE)
        _patch(values, self._extra, low, high)
        return values

    def patched(self, low: int, high: int) -> tuple[Array, Array]:
        """Return the patches (uint32) of the postings from ``low`` to ``high``: extra weight, and occurrences in furniture."""
        extra, aside = np.zeros(high - low, dtype=np.uint32), np.zeros(high - low, dtype=np.uint32)
        _patch(extra, self._extra, low, high)
        _patch(aside, self._aside, low, high)
        return extra, aside

    def faint(self, low: int, high: int) -> bool:
        """Return whether any posting from ``low`` to ``high`` has occurrences in furniture."""
        at = self._aside[0]
        return bool(at.size) and bool(at.searchsorted(high) > at.searchsorted(low))

    def number(self, term: str) -> int:
        """Return the number of ``term``, -1 if it is not there."""
        at = bisect_left(self.terms, term)
        return at if at < len(self.terms) and self.terms[at] == term else -1

    def prefix(self, prefix: str) -> tuple[int, int]:
        """Return the half-open range of numbers of the terms that begin with ``prefix``."""
        low = bisect_left(self.terms, prefix)
        return low, bisect_left(self.terms, prefix + "\U0010ffff", low)

    def frequency(self, number: int) -> int:
        """In how many documents the term stands, removed ones included."""
        return int(self.start[number + 1]) - int(self.start[number])


def _patch(values: Array, patch: tuple[Array, Array], low: int, high: int, times: float = 1) -> None:
    at, by = patch
    if at.size:
        first, last = at.searchsorted((low, high))
        if last > first:
            more = by[first:last].astype(values.dtype)
            values[at[first:last] - np.uint32(low)] += more if times == 1 else more * values.dtype.type(times)
