"""Articles that carry one text: syndicated, cut, retitled, lightly edited or half copied.

Looks at runs of words only: the same event told twice is not a copy, words in quotation marks that two reporters share make
no copy, and titles are never compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zlib import crc32

from briefing.model import CopyGroup, Document

if TYPE_CHECKING:
    import numpy

RUN = 5
"""Words of one shingle: shorter runs are shared by strangers, longer ones break at every edit."""

CONTAINED = 0.5
"""A text is a copy if so many of the shorter one's shingles stand in the other (containment, not resemblance: a text cut to a
third still has all of its shingles in the whole one)."""

PART = 0.3
PARAGRAPH = 0.8
"""A half-copied text: paragraphs that are copied (this share of their shingles) make up at least ``PART`` of the shorter text."""

SAMPLE = 6
"""One shingle of so many, by its hash, is looked up in the index; whoever is found is compared in full."""

CROWD = 60
"""Articles looked at for one shingle: what hundreds of copies share leads to the first of them."""

LEAST = 20
"""Shingles below which a text is too short to be called a copy, unless the whole text is the same."""

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile('[“"„«][^“”"„«»\n]{1,2000}[”"»]')


@dataclass(frozen=True, slots=True)
class _Text:
    """Shingles in the order of the text, those sorted, where paragraphs begin, and which shingles start outside quotations."""

    shingles: numpy.ndarray[Any, Any]
    ordered: numpy.ndarray[Any, Any]
    starts: tuple[int, ...]
    own: numpy.ndarray[Any, Any]
    agency: str | None


class CopyIndex:
    """Word runs of every article; one article more or less touches only what shares runs with it."""

    def __init__(self) -> None:
        self._texts: dict[str, _Text] = {}
        self._postings: dict[int, list[str]] = {}
        self._shared: dict[str, dict[str, tuple[float, float]]] = {}
        self._hashes: dict[str, int] = {}

    def add(self, article: str, document: Document) -> None:
        """Put the article in, or put its new text in place of the old."""
        self.remove(article)
        text = self._texts[article] = self._read(document)
        seen: Counter[str] = Counter()
        for shingle in _sample(text):
            posting = self._postings.setdefault(shingle, [])
            seen.update(posting[:CROWD])
            posting.append(article)
        own = self._shared[article] = {}
        for other, count in seen.items():
            shorter = min(len(text.ordered), len(self._texts[other].ordered))
            if count * SAMPLE < 0.19 * shorter:
                continue
            found = _compare(text, self._texts[other])
            if found is not None:
                own[other] = found
                self._shared[other][article] = (found[1], found[0])

    def remove(self, article: str) -> None:
        """Forget the article; unknown ids are ignored."""
        text = self._texts.pop(article, None)
        if text is None:
            return
        for shingle in _sample(text):
            posting = self._postings[shingle]
            posting.remove(article)
            if not posting:
                del self._postings[shingle]
        for other in self._shared.pop(article):
            del self._shared[other][article]

    def groups(self) -> tuple[CopyGroup, ...]:
        """Articles joined by copying, directly or through others; ids in order."""
        seen: set[str] = set()
        result: list[CopyGroup] = []
        for article in sorted(self._shared):
            if article in seen or not self._shared[article]:
                continue
            members, queue = {article}, [article]
            while queue:
                for other in self._shared[queue.pop()]:
                    if other not in members:
                        members.add(other)
                        queue.append(other)
            seen |= members
            ordered = sorted(members)
            containment = tuple(
                (a, b, round(share, 3)) for a in ordered for b, (share, _) in sorted(self._shared[a].items())
            )
            agencies = {agency for a in ordered if (agency := self._texts[a].agency)}
            agency = agencies.pop() if len(agencies) == 1 else None
            result.append(CopyGroup(tuple(ordered), containment, agency))
        return tuple(result)

    def _read(self, document: Document) -> _Text:
        import numpy as np

        hashes = self._hashes
        words: list[int] = []
        own: list[bool] = []
        starts: list[int] = []
        for paragraph in document.paragraphs:
            if paragraph.kind not in ("body", "standfirst"):
                continue
            starts.append(len(words))
            text = document.text[paragraph.span[0] : paragraph.span[1]].lower()
            position = 0
            for quoted in _QUOTED.finditer(text):
                _take(text[position : quoted.start()], words, own, hashes, True)
                _take(quoted.group(), words, own, hashes, False)
                position = quoted.end()
            _take(text[position:], words, own, hashes, True)
        values = np.array(words, dtype=np.uint64)
        count = max(0, len(values) - RUN + 1)
        mixed = np.zeros(count, dtype=np.uint64)
        for offset in range(RUN):
            mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + values[offset : offset + count]
        mixed ^= mixed >> np.uint64(29)
        mixed = mixed * np.uint64(0xBF58476D1CE4E5B9)
        shingles = (mixed >> np.uint64(32)).astype(np.uint32)
        return _Text(
            shingles,
            np.unique(shingles),
            tuple(starts),
            np.array(own[:count], dtype=bool),
            document.article.agency.value,
        )


def _take(text: str, words: list[int], own: list[bool], hashes: dict[str, int], outside: bool) -> None:
    """Append the words of ``text`` by their hashes, and whether they stand outside quotation marks."""
    before = len(words)
    for word in _WORD.findall(text.replace("’", "").replace("'", "")):
        known = hashes.get(word)
        if known is None:
            known = hashes[word] = crc32(word.encode("utf-8", "surrogatepass"))
        words.append(known)
    own.extend([outside] * (len(words) - before))


def find(texts: Mapping[str, Document]) -> tuple[CopyGroup, ...]:
    """The copy groups among ``texts`` (article id to document)."""
    index = CopyIndex()
    for article in sorted(texts):
        index.add(article, texts[article])
    return index.groups()


def _sample(text: _Text) -> list[int]:
    """The shingles by which a text is looked up; all of a short one."""
    import numpy as np

    ordered = text.ordered
    if len(ordered) > LEAST * SAMPLE:
        ordered = ordered[ordered % np.uint32(SAMPLE) == 0]
    return [int(shingle) for shingle in ordered]


def _compare(a: _Text, b: _Text) -> tuple[float, float] | None:
    """How much of ``a`` is in ``b`` and of ``b`` in ``a`` if one copies the other, else ``None``."""
    import numpy as np

    both = np.concatenate((a.ordered, b.ordered))
    both.sort(kind="stable")
    common = int((both[1:] == both[:-1]).sum())
    shorter = min(len(a.ordered), len(b.ordered))
    if not shorter or not common:
        return None
    shares = (common / len(a.ordered), common / len(b.ordered))
    if shorter < LEAST:
        return shares if common == len(a.ordered) == len(b.ordered) else None
    if common >= CONTAINED * shorter:
        # What both quote does not count: two reports of one speech are two texts.
        if common >= 0.8 * shorter or _own(a, b) >= CONTAINED or _own(b, a) >= CONTAINED:
            return shares
        return None
    short, long = (a, b) if len(a.ordered) <= len(b.ordered) else (b, a)
    return shares if _paragraphs(short, long) else None


def _own(a: _Text, b: _Text) -> float:
    """The share of the reporter's own shingles of ``a`` that stand in ``b``."""
    own = a.shingles[a.own]
    return float(_held(own, b).mean()) if len(own) >= LEAST else 0.0


def _held(shingles: numpy.ndarray[Any, Any], text: _Text) -> numpy.ndarray[Any, Any]:
    """For each shingle whether ``text`` has it."""
    import numpy as np

    places = np.minimum(np.searchsorted(text.ordered, shingles), len(text.ordered) - 1)
    held: numpy.ndarray[Any, Any] = text.ordered[places] == shingles
    return held


def _paragraphs(a: _Text, b: _Text) -> bool:
    """Whether paragraphs of ``a`` that stand in ``b`` make up enough of it, quotations left out."""
    held = _held(a.shingles, b) & a.own
    total = int(a.own.sum())
    copied, count = 0, 0
    for start, end in zip(a.starts, (*a.starts[1:], len(a.shingles)), strict=True):
        # A shingle that runs into the next paragraph says nothing about this one.
        inner = slice(start, max(start, end - RUN + 1))
        size = int(a.own[inner].sum())
        found = int(held[inner].sum())
        if size >= 8 and found >= PARAGRAPH * size:
            copied += found + min(RUN - 1, end - inner.stop)
            count += 1
    return copied >= PART * total and copied >= 2 * LEAST and (count >= 2 or copied >= 3 * LEAST)
