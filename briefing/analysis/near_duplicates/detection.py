"""Articles that carry one text: syndicated, cut, retitled, lightly edited or half copied.

Looks at runs of words only: the same event told twice is not a copy, words in quotation marks that two reporters share make
no copy, and titles are never compared.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from briefing.analysis.near_duplicates import clustering
from briefing.model import CopyGroup, Document
from briefing.store.catalogue import serialise
from briefing.store.catalogue.copied_texts import CopiedTexts

if TYPE_CHECKING:
    import numpy

RUN = 5
"""Words of one shingle: shorter runs are shared by strangers, longer ones break at every edit."""

CONTAINED = 0.5
"""A text is a copy if so many of the shorter one's shingles stand in the other (containment, not resemblance: a text cut to a
third still has all of its shingles in the whole one)."""

PART = 0.3
FOOT = 120
"""Words at most of one equal paragraph at the end of two texts which have nothing else in common: what a paper prints under every
item makes no copies."""
PARAGRAPH = 0.8
"""A half-copied text: paragraphs that are copied (this share of their shingles) make up at least ``PART`` of the shorter text."""

SAMPLE = 6
"""One shingle of so many, by its hash, is looked up in the index; whoever is found is compared in full."""

CROWD = 60
"""Articles looked at for one shingle: what hundreds of copies share leads to the first of them."""

LEAST = 20
"""Shingles below which a text is too short to be called a copy, unless the whole text is the same."""

AT_ONCE = 4_000_000
"""Pairs of articles looked at in one go: bounds the memory."""

OPEN = 1 << 13
"""Articles whose shingles are kept unpacked (some 4 kB each): those that are looked at come in no order."""

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile('[“"„«][^“”"„«»\n]{1,2000}[”"»]')


class Text(NamedTuple):
    """What is kept of one article: ``sample`` (the shingles by which it is looked up, ascending, 32 bits each), ``shingles`` (all,
    in the order of the text), ``own`` (whether each starts outside quotations, 8 bits), ``starts`` (where paragraphs begin, 32
    bits), ``size`` (how many different shingles), and the agency that it names. Bytes in the machine's order; rests on this article alone."""

    sample: bytes
    shingles: bytes
    own: bytes
    starts: bytes
    size: int
    agency: str | None


@dataclass(frozen=True, slots=True)
class _Text:
    """Shingles in the order of the text, those sorted, where paragraphs begin, and which shingles start outside quotations."""

    shingles: numpy.ndarray[Any, Any]
    ordered: numpy.ndarray[Any, Any]
    starts: tuple[int, ...]
    own: numpy.ndarray[Any, Any]


Shared = dict[tuple[str, str], tuple[float, float]]
"""Pairs of articles, the lower id first: how much of the one is in the other, and of the other in the one."""

Step = Callable[[], None]

Samples = Mapping[str, bytes]
"""Article -> shingles, ascending, 32 bits each."""


class CopyIndex:
    """Word runs of every article; one article more or less loads and touches only what shares runs with it. What comes out depends on
    the set of articles alone.

    ``texts`` holds what is kept, with what was put there before, and is written to; without it, it is kept in memory.
    """

    def __init__(self, texts: CopiedTexts | None = None) -> None:
        self._texts = CopiedTexts.in_memory() if texts is None else texts
        self._whole = self._texts.is_empty()
        """Whether nothing was kept before the articles that came since last time."""
        self._old: dict[str, bytes] = {}
        """By what the articles were found that have changed since last time."""
        self._new: dict[str, bytes] = {}
        """By what these are found now."""
        self._step: Step = lambda: None
        self._hashes: dict[str, int] = {}
        self._unpacked: dict[str, _Text] = {}

    def add(self, article: str, document: Document) -> None:
        """Put the article in, or put its new text in place of the old."""
        self.remove(article)
        text = self._read(document)
        value = serialise.pack(text.shingles, text.own, text.starts)
        self._texts.put(article, text.size, text.agency, text.sample, value)
        self._new[article] = text.sample

    def remove(self, article: str) -> None:
        """Forget the article; unknown ids are ignored."""
        if not self._whole:
            sample = self._texts.sample(article)
            self._old.setdefault(article, sample)
            self._texts.drop(article, _numbers(sample))
        elif self._new.pop(article, None) is not None:
            self._texts.drop(article, ())
        self._new.pop(article, None)
        self._unpacked.pop(article, None)

    def recount(self, step: Step = lambda: None) -> frozenset[str]:
        """Bring pairs and groups in step with the articles; return the articles whose representative is another one than before. ``step``
        is called now and then and may raise; after an error nothing here is whole."""
        self._step = step
        changed = self._old.keys() | self._new.keys()
        if not changed:
            return frozenset()
        self._texts.index(self._indexed())
        stale = self._new.keys() | self._displaced()
        old: Shared = {}
        for article in sorted(changed | stale):
            old.update(self._texts.pairs_of(article))
        new = self._paired(stale, old, changed)
        self._texts.drop_pairs(old.keys() - new.keys())
        self._texts.put_pairs({key: shares for key, shares in new.items() if old.get(key) != shares})
        touched = changed.union(*old, *new)
        self._old, self._new, self._whole = {}, {}, False
        return self._regroup(touched)

    def _indexed(self) -> Iterator[tuple[int, str]]:
        """Yield the shingles of the articles that came, in order, and the articles."""
        shingles, owners, ids = _entries(self._new)
        for start in range(0, len(shingles), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            yield from zip(shingles[some].tolist(), [ids[o] for o in owners[some].tolist()], strict=True)

    def _paired(self, stale: AbstractSet[str], old: Shared, changed: AbstractSet[str]) -> Shared:
        """Return all pairs of the articles ``stale``; ``old``: those that were, which hold still where neither article has changed."""
        around = self._new if self._whole else self._around(self._sample_of(article) for article in stale)
        sizes: dict[str, int] = {}
        new: Shared = {}
        for number, (a, b, count) in enumerate(self._candidates(stale, around)):
            if number % 1_000 == 0:
                self._step()
            key = min(a, b), max(a, b)
            if count * SAMPLE < 0.19 * min(self._size(a, sizes), self._size(b, sizes)):
                continue
            known = old.get(key) if changed.isdisjoint(key) else None
            found = known or self._shares(key)
            if found is not None:
                new[key] = found
        return new

    def _size(self, article: str, sizes: dict[str, int]) -> int:
        if article not in sizes:
            row = self._texts.row(article)
            sizes[article] = row.size if row is not None else 0
        return sizes[article]

    def _sample_of(self, article: str) -> bytes:
        return self._new[article] if article in self._new else self._texts.sample(article)

    def _around(self, samples: Iterable[bytes]) -> Samples:
        """Return the articles that are found by any of these shingles, each with those of these."""
        found: dict[str, list[int]] = {}
        for shingle in sorted({number for sample in samples for number in _numbers(sample)}):
            for article in self._texts.found_by(shingle):
                found.setdefault(article, []).append(shingle)
        return {article: array("I", shingles).tobytes() for article, shingles in found.items()}

    # --- who is looked at ---

    def _displaced(self) -> set[str]:
        """Articles that have become, or are no longer, one of the first ``CROWD`` that have some shingle."""
        if self._whole:
            return set()
        changed = self._old.keys() | self._new.keys()
        around = self._around((*self._old.values(), *self._new.values()))
        stay = {article: sample for article, sample in around.items() if article not in changed}
        first = []
        for texts in ({**stay, **self._old}, {**stay, **self._new}):
            shingles, owners, ids = _entries(texts)
            kept = _rank(shingles) < CROWD
            first.append({(s, ids[o]) for s, o in zip(shingles[kept].tolist(), owners[kept].tolist(), strict=True)})
        return {article for _, article in first[0] ^ first[1] if article not in changed}

    @staticmethod
    def _candidates(articles: AbstractSet[str], around: Samples) -> Iterator[tuple[str, str, int]]:
        """Pairs of articles of which one is in ``articles``, and how many shingles lead from one to the other: those that one
        of the first ``CROWD`` articles has that have it. ``around``: all that are found by any of their shingles."""
        import numpy as np

        shingles, owners, ids = _entries(around)
        if not len(shingles):
            return
        asked = np.array([id in articles for id in ids], dtype=bool)
        rank = _rank(shingles)
        begin = np.arange(len(shingles)) - rank
        size = np.diff(np.append(np.flatnonzero(rank == 0), len(shingles)))[np.cumsum(rank == 0) - 1]
        mine = np.flatnonzero(asked[owners])
        # Those before it, up to the crowd; and if it is of the crowd, those after it.
        upto = np.minimum(rank, CROWD)[mine]
        beyond = np.where(rank[mine] < CROWD, size[mine] - rank[mine] - 1, 0)
        order = np.argsort(owners[mine], kind="stable")
        mine, upto, beyond = mine[order], upto[order], beyond[order]
        total = np.cumsum(upto + beyond)
        low = 0
        while low < len(mine):
            high = max(low + 1, int(total.searchsorted((total[low - 1] if low else 0) + AT_ONCE, "right")))
            while high < len(mine) and owners[mine[high]] == owners[mine[high - 1]]:
                high += 1  # an article is counted in one go
            here = slice(low, high)
            places = np.concatenate((_spread(begin[mine[here]], upto[here]), _spread(mine[here] + 1, beyond[here])))
            one = np.concatenate(
                (np.repeat(owners[mine[here]], upto[here]), np.repeat(owners[mine[here]], beyond[here]))
            )
            other = owners[places]
            # Two that are both asked for find each other: once is enough.
            once = (other < one) | ~asked[other]
            pairs, counts = np.unique(one[once].astype(np.int64) * len(ids) + other[once], return_counts=True)
            for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
                yield ids[pair // len(ids)], ids[pair % len(ids)], count
            low = high

    def _shares(self, key: tuple[str, str]) -> tuple[float, float] | None:
        found = _compare(self._text(key[1]), self._text(key[0]))
        return None if found is None else (found[1], found[0])

    def _text(self, article: str) -> _Text:
        known = self._unpacked.get(article)
        if known is None:
            if len(self._unpacked) >= OPEN:
                self._unpacked.clear()
            known = self._unpacked[article] = _unpack(self._texts.value(article))
        return known

    # --- groups ---

    def _regroup(self, touched: AbstractSet[str]) -> frozenset[str]:
        """Make the groups anew that any of these articles is or was in; return the articles with another representative."""
        shares = self._hanging_together(touched)
        over = touched | shares.keys()
        rows = {article: row for article in over if (row := self._texts.row(article)) is not None}
        made = {article for article, row in rows.items() if row.made} - touched
        for number, article in enumerate(touched & shares.keys()):
            if number % 100 == 0:
                self._step()
            if clustering.made_of_several(article, shares, self._held):
                made.add(article)
        for article, row in rows.items():
            if row.made != (article in made):
                self._texts.set_made(article, made=not row.made)
        found = clustering.groups(shares, made, {article: row.agency for article, row in rows.items()})
        self._texts.put_groups(sorted(over), {_digest(one.articles): one.articles for one in found})
        now = clustering.heads(found)
        moved = {
            article: head
            for article in sorted(over)
            if self._texts.head(article) != (head := now.get(article, article))
        }
        self._texts.put_heads({article: "" if head == article else head for article, head in moved.items()})
        return frozenset(moved)

    def _hanging_together(self, articles: Iterable[str]) -> dict[str, dict[str, float]]:
        """Return the pairs of all articles that hang together with these: in none else's groups they stand, or stood."""
        shares: dict[str, dict[str, float]] = {}
        queue = list(articles)
        while queue:
            article = queue.pop()
            if article not in shares and (beside := self._texts.beside(article)):
                shares[article] = beside
                queue += beside
        return shares

    def _held(self, a: str, b: str) -> numpy.ndarray[Any, Any]:
        return _held(self._text(a).shingles, self._text(b))

    def groups(self) -> tuple[CopyGroup, ...]:
        """As :func:`briefing.analysis.near_duplicates.clustering.groups` makes them of the pairs."""
        self.recount()
        return self._texts.groups()

    def _read(self, document: Document) -> Text:
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
        ordered = np.unique(shingles)
        return Text(
            _sample(ordered).tobytes(),
            shingles.tobytes(),
            np.array(own[:count], dtype=bool).tobytes(),
            np.array(starts, dtype=np.int32).tobytes(),
            len(ordered),
            document.article.agency.value,
        )


def _numbers(sample: bytes) -> array[int]:
    """Return shingles as numbers."""
    return array("I", sample)


def _digest(articles: Iterable[str]) -> str:
    """Return the id of a group."""
    return hashlib.sha256("\0".join(articles).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _entries(samples: Samples) -> tuple[Any, Any, list[str]]:
    """(shingles, numbers of the articles that have them), ordered, and the article ids by number."""
    import numpy as np

    ids = sorted(samples)
    parts = [samples[id] for id in ids]
    shingles = np.frombuffer(b"".join(parts), np.uint32)
    owners = np.repeat(np.arange(len(ids), dtype=np.int32), [len(sample) // 4 for sample in parts])
    order = np.argsort(shingles, kind="stable")
    return shingles[order], owners[order], ids


@serialise.whole
def _unpack(value: bytes) -> _Text:
    import numpy as np

    runs, quoted, begins = serialise.unpack(value, 3)
    shingles = np.frombuffer(runs, np.uint32)
    starts = tuple(np.frombuffer(begins, np.int32).tolist())
    own = np.frombuffer(quoted, bool)
    if len(own) != len(shingles):
        raise ValueError("shingles are not whole")
    return _Text(shingles, np.unique(shingles), starts, own)


def _rank(values: Any) -> Any:
    """For each of some ordered values how many equal ones stand before it."""
    import numpy as np

    begins = np.ones(len(values), dtype=bool)
    begins[1:] = values[1:] != values[:-1]
    return np.arange(len(values)) - np.flatnonzero(begins)[np.cumsum(begins) - 1]


def _spread(starts: Any, counts: Any) -> Any:
    """From each start so many numbers that follow each other."""
    import numpy as np

    return np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(int(counts.sum()))


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
    """Return the copy groups among ``texts`` (article id to document)."""
    index = CopyIndex()
    for article in sorted(texts):
        index.add(article, texts[article])
    return index.groups()


def _sample(ordered: Any) -> Any:
    """Return the shingles by which a text is looked up; all of a short one."""
    import numpy as np

    return ordered[ordered % np.uint32(SAMPLE) == 0] if len(ordered) > LEAST * SAMPLE else ordered


def _compare(a: _Text, b: _Text) -> tuple[float, float] | None:
    """Return how much of ``a`` is in ``b`` and of ``b`` in ``a`` if one copies the other, else ``None``."""
    import numpy as np

    both = np.concatenate((a.ordered, b.ordered))
    both.sort(kind="stable")
    common = int((both[1:] == both[:-1]).sum())
    shorter = min(len(a.ordered), len(b.ordered))
    if not shorter or not common:
        return None
    shares = (common / len(a.ordered), common / len(b.ordered))
    if _only_foot(a, b, common):
        return None
    if shorter < LEAST:
        return shares if common == len(a.ordered) == len(b.ordered) else None
    if common >= CONTAINED * shorter:
        # What both quote does not count: two reports of one speech are two texts.
        if common >= 0.8 * shorter or _own(a, b) >= CONTAINED or _own(b, a) >= CONTAINED:
            return shares
        return None
    short, long = (a, b) if len(a.ordered) <= len(b.ordered) else (b, a)
    return shares if _paragraphs(short, long) else None


def _only_foot(a: _Text, b: _Text, common: int) -> bool:
    """Return whether all that two texts share is a short last paragraph, above which each has two paragraphs of its own or more."""
    if min(len(a.starts), len(b.starts)) < 3:
        return False
    foot = a.shingles[a.starts[-1] :]
    if len(foot) > FOOT or len(foot) != len(b.shingles) - b.starts[-1]:
        return False
    return bool((foot == b.shingles[b.starts[-1] :]).all()) and 0 < common <= len(foot)


def _own(a: _Text, b: _Text) -> float:
    """Return the share of the reporter's own shingles of ``a`` that stand in ``b``."""
    own = a.shingles[a.own]
    return float(_held(own, b).mean()) if len(own) >= LEAST else 0.0


def _held(shingles: numpy.ndarray[Any, Any], text: _Text) -> numpy.ndarray[Any, Any]:
    """For each shingle whether ``text`` has it."""
    import numpy as np

    places = np.minimum(np.searchsorted(text.ordered, shingles), len(text.ordered) - 1)
    held: numpy.ndarray[Any, Any] = text.ordered[places] == shingles
    return held


def _paragraphs(a: _Text, b: _Text) -> bool:
    """Return whether paragraphs of ``a`` that stand in ``b`` make up enough of it, quotations left out."""
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
