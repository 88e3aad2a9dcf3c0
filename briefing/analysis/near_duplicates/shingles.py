"""The word runs of a text: read from a document, stored as a value, and laid out for comparing."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from briefing.model import Document
from briefing.store.catalogue import serialise

if TYPE_CHECKING:
    import numpy

RUN = 5
"""Words of one shingle: shorter runs are shared by strangers, longer ones break at every edit."""

SAMPLE = 6
"""One shingle of so many, by its hash, is looked up in the index; whoever is found is compared in full."""

LEAST = 20
"""Shingles below which a text is too short to be called a copy, unless the whole text is the same."""

FEW = 1 << 16
"""Different shingles up to which 16 bits tell them apart."""

PARAGRAPHS = 1 << 13
"""Paragraphs whose words are at hand (some 500 bytes each), those that were read last."""

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile('[“"„«][^“”"„«»\n]{1,2000}[”"»]')


class Shingles(NamedTuple):
    """What is kept of one article: ``sample`` (the shingles by which it is looked up, ascending, 32 bits each), ``ordered`` (all different
    ones, ascending), ``places`` (for each place of the text, which of these stands there: 16 bits, in a text of very many 32), ``own`` (whether
    it starts outside quotations, 8 bits), ``starts`` (where paragraphs begin, 32 bits), and the agency that it names. Bytes in the machine's
    order; rests on this article alone."""

    sample: bytes
    ordered: bytes
    places: bytes
    own: bytes
    starts: bytes
    agency: str | None

    @property
    def size(self) -> int:
        """How many different shingles there are."""
        return len(self.ordered) // 4

    def packed(self) -> bytes:
        """Return what :func:`unpack` reads."""
        return serialise.pack(self.ordered, self.places, self.own, self.starts)


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The paragraphs of a text by their shingles, but for those that run into the next one: the first, the one behind the last, how many
    of them are the reporter's own, and how many shingles the words behind the last one begin."""

    starts: numpy.ndarray[Any, Any]
    stops: numpy.ndarray[Any, Any]
    own: numpy.ndarray[Any, Any]
    behind: numpy.ndarray[Any, Any]


@dataclass(slots=True)
class Text:
    """The different shingles, ascending; which of them stands at each place of the text; where paragraphs begin; and at which places a
    shingle starts outside quotations."""

    ordered: numpy.ndarray[Any, Any]
    places: numpy.ndarray[Any, Any]
    starts: tuple[int, ...]
    own: numpy.ndarray[Any, Any]
    _paragraphs: Paragraphs | None = field(default=None, init=False, repr=False, compare=False)
    _told: int | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def told(self) -> int:
        """How many shingles start outside quotations."""
        if self._told is None:
            self._told = int(self.own.sum())
        return self._told

    @property
    def repeats(self) -> bool:
        """Whether a shingle stands at several places."""
        return len(self.ordered) < len(self.places)

    def last(self) -> numpy.ndarray[Any, Any]:
        """Return the shingles of the last paragraph."""
        found: numpy.ndarray[Any, Any] = self.ordered[self.places[self.starts[-1] :]]
        return found

    @property
    def paragraphs(self) -> Paragraphs:
        """The paragraphs. A shingle that runs into the next one says nothing about this one."""
        if self._paragraphs is None:
            self._paragraphs = self._divided()
        return self._paragraphs

    def _divided(self) -> Paragraphs:
        import numpy as np

        count = len(self.places)
        starts = np.array(self.starts, dtype=np.int32)
        ends = np.array((*self.starts[1:], count), dtype=np.int32)
        stops = np.maximum(starts, ends - RUN + 1)
        behind = np.minimum(RUN - 1, ends - stops)
        starts, stops = np.minimum(starts, count), np.minimum(stops, count)
        before = counted(self.own)
        return Paragraphs(starts, stops, before[stops] - before[starts], behind)


def counted(flags: numpy.ndarray[Any, Any]) -> numpy.ndarray[Any, Any]:
    """Return for each place how many flags before it are set; one more than there are flags."""
    import numpy as np

    sums = np.zeros(len(flags) + 1, dtype=np.int32)
    np.cumsum(flags, out=sums[1:])
    return sums


class Reader:
    """Reads shingles of documents; remembers the hashes of words, and of the last paragraphs, as many stand in several articles."""

    def __init__(self) -> None:
        self._hashes: dict[str, int] = {}
        self._hashed = lru_cache(maxsize=PARAGRAPHS)(self._read)

    def read(self, document: Document) -> Shingles:
        """Return the shingles of a document's body."""
        import numpy as np

        told = [paragraph for paragraph in document.paragraphs if paragraph.kind in ("body", "standfirst")]
        parts = [self._hashed(document.text[slice(*paragraph.span)]) for paragraph in told]
        values = np.frombuffer(b"".join([hashes for hashes, _ in parts]), np.uint32).astype(np.uint64)
        own = np.frombuffer(b"".join([outside for _, outside in parts]), bool)
        starts = np.cumsum([0, *[len(outside) for _, outside in parts]], dtype=np.int32)[:-1]
        count = max(0, len(values) - RUN + 1)
        mixed = np.zeros(count, dtype=np.uint64)
        for offset in range(RUN):
            mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + values[offset : offset + count]
        mixed ^= mixed >> np.uint64(29)
        mixed = mixed * np.uint64(0xBF58476D1CE4E5B9)
        shingles = (mixed >> np.uint64(32)).astype(np.uint32)
        ordered = different(shingles)
        places = ordered.searchsorted(shingles).astype(np.uint16 if len(ordered) <= FEW else np.uint32)
        return Shingles(
            _sample(ordered).tobytes(),
            ordered.tobytes(),
            places.tobytes(),
            own[:count].tobytes(),
            starts.tobytes(),
            document.article.agency.value,
        )

    def _read(self, printed: str) -> tuple[bytes, bytes]:
        """Return the words of a paragraph by their hashes, 32 bits each, and whether each stands outside quotation marks, 8 bits each."""
        text = printed.lower()
        words, own = array("I"), bytearray()
        position = 0
        for quoted in _QUOTED.finditer(text):
            self._take(text[position : quoted.start()], words, own, outside=True)
            self._take(quoted.group(), words, own, outside=False)
            position = quoted.end()
        self._take(text[position:], words, own, outside=True)
        return words.tobytes(), bytes(own)

    def _take(self, text: str, words: array[int], own: bytearray, *, outside: bool) -> None:
        """Append the words of ``text`` by their hashes, and whether they stand outside quotation marks."""
        before = len(words)
        hashes = self._hashes
        for word in _WORD.findall(text.replace("’", "").replace("'", "")):
            known = hashes.get(word)
            if known is None:
                known = hashes[word] = crc32(word.encode("utf-8", "surrogatepass"))
            words.append(known)
        own.extend([outside] * (len(words) - before))


def different(values: numpy.ndarray[Any, Any]) -> numpy.ndarray[Any, Any]:
    """Return each value once, ascending. (Sorting a few hundred numbers is quicker than what ``numpy.unique`` does.)"""
    import numpy as np

    ordered = np.sort(values)
    fresh = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    return ordered[fresh]


def _sample(ordered: Any) -> Any:
    """Return the shingles by which a text is looked up; all of a short one."""
    import numpy as np

    return ordered[ordered % np.uint32(SAMPLE) == 0] if len(ordered) > LEAST * SAMPLE else ordered


@serialise.whole
def unpack(value: bytes) -> Text:
    """Return the text that was packed as ``value``."""
    import numpy as np

    ordered, places, quoted, begins = serialise.unpack(value, 4)
    own = np.frombuffer(quoted, bool)
    stands = np.frombuffer(places, np.uint16 if len(ordered) <= 4 * FEW else np.uint32)
    if len(own) != len(stands):
        raise ValueError("shingles are not whole")
    return Text(np.frombuffer(ordered, np.uint32), stands, tuple(np.frombuffer(begins, np.int32).tolist()), own)
