"""Articles into stories: how alike two are, and which of them hang together. One article more touches only what it is like.

What comes out depends on the set of articles alone: a word's weight falls in steps with the number of articles that have it, and
whoever has a word that takes such a step is compared again.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.analysis.stories import clustering, profile
from briefing.analysis.stories.profile import Profile
from briefing.store.catalogue import serialise

if TYPE_CHECKING:
    import numpy

JOIN = 260_000
"""Likeness, in millionths, that two groups of articles must have on average to be one story."""
LINK = 100_000
"""Below this, articles are nothing alike."""
CROWD = 4
"""Articles that may have a word before it tells less: a name of a whole season is no name of an event."""
COMMON = 1 << 11
"""Articles from which on a word tells nothing at all."""
NEAR_DAYS, FAR_DAYS = 5, 14
"""Days between two stated dates up to which they speak against nothing, and from which on it is another story (a follow-up)."""
MANY = 3
"""Stories of which an article tells so many that it is a digest of them and stands in none."""

_AT_ONCE = 64
_UNIT = 1_000_000


class Row(NamedTuple):
    """What is kept of one article: words (32 bits each) and weights (floats), in the machine's order; day and language."""

    words: bytes
    weights: bytes
    day: int
    language: str


@dataclass(frozen=True, slots=True)
class Grouped:
    """``stories``: articles of each story of two or more, in order. ``digests``: article -> the stories (by their first article)
    that it tells among others."""

    stories: tuple[tuple[str, ...], ...]
    digests: Mapping[str, tuple[str, ...]]

    def dump(self) -> str:
        """Return it as JSON text."""
        return json.dumps([self.stories, dict(self.digests)], separators=(",", ":"))

    @classmethod
    @serialise.whole
    def load(cls, text: str) -> Grouped:
        """Return what :meth:`dump` wrote."""
        stories, digests = json.loads(text)
        return cls(tuple(map(tuple, stories)), {article: tuple(told) for article, told in digests.items()})


@dataclass(frozen=True, slots=True)
class Changed:
    """What is to be kept since last time: rows of new or changed articles, new or changed pairs, pairs that are no more."""

    rows: Mapping[str, Row]
    pairs: Mapping[tuple[str, str], int]
    gone: frozenset[tuple[str, str]]


class StoryIndex:
    """All articles by their profiles. ``passages`` gives the paragraphs of an article, to tell a digest from a story."""

    def __init__(self, passages: Callable[[str], Sequence[str]] | None = None) -> None:
        self._passages = passages
        self._rows: dict[str, Row] = {}
        self._unpacked: dict[str, tuple[Any, Any]] = {}
        self._numbers: dict[int, int] = {}
        self._frequency: list[int] = []
        self._fresh: set[str] = set()
        self._steps: dict[int, float] = {}
        self._removed: set[str] = set()
        self._alike: dict[str, dict[str, int]] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        self._told: dict[str, tuple[str, ...]] = {}

    def add(self, article: str, told: Profile) -> None:
        """Put the article in, or put its new text in place of the old."""
        import numpy as np

        keys = {profile.number(word): weight for word, weight in sorted(told.weights.items())}
        row = Row(
            np.array(list(keys), np.uint32).tobytes(),
            np.array(list(keys.values()), np.float32).tobytes(),
            told.day,
            told.language,
        )
        if self._rows.get(article) == row:
            return
        self.remove(article)
        self._insert(article, row, 1)
        self._fresh.add(article)

    def remove(self, article: str) -> None:
        """Forget the article; unknown ids are ignored."""
        row = self._rows.pop(article, None)
        if row is not None:
            numbers, _ = self._unpacked.pop(article)
            self._count(numbers, -1)
            self._fresh.discard(article)
            self._removed.add(article)

    def load(self, rows: Mapping[str, Row], pairs: Mapping[tuple[str, str], int]) -> None:
        """Go on from what :meth:`regroup` gave so far."""
        for article, row in rows.items():
            self._insert(article, row, 1)
        self._steps.clear()
        for (a, b), share in pairs.items():
            self._alike.setdefault(a, {})[b] = share
            self._alike.setdefault(b, {})[a] = share
        self._group(rows)

    def _insert(self, article: str, row: Row, step: int) -> None:
        import numpy as np

        self._rows[article] = row
        known = self._numbers
        words = np.frombuffer(row.words, np.uint32).tolist()
        numbers = np.array([known.setdefault(word, len(known)) for word in words], np.int64)
        self._frequency += [0] * (len(known) - len(self._frequency))
        self._unpacked[article] = numbers, np.frombuffer(row.weights, np.float32)
        self._count(numbers, step)

    def _count(self, numbers: Any, step: int) -> None:
        for number in numbers.tolist():
            self._steps.setdefault(number, _damping(self._frequency[number]))
            self._frequency[number] += step

    # --- how alike two articles are ---

    def regroup(self) -> Changed:
        """Bring likenesses and groups in step with the articles."""
        stepped = [n for n, before in self._steps.items() if _damping(self._frequency[n]) != before]
        self._steps.clear()
        fresh = {article: self._rows[article] for article in self._fresh}
        removed, self._removed, self._fresh = self._removed, set(), set()
        stale, found = self._compared(fresh.keys(), stepped)
        old: dict[tuple[str, str], int] = {}
        for article in stale | removed:
            for other, share in self._alike.pop(article, {}).items():
                old[min(article, other), max(article, other)] = share
                self._alike.get(other, {}).pop(article, None)
        for (a, b), share in found.items():
            self._alike.setdefault(a, {})[b] = share
            self._alike.setdefault(b, {})[a] = share
        changed = {pair: share for pair, share in found.items() if old.get(pair) != share}
        gone = frozenset(old.keys() - found.keys())
        touched = {article for pair in (*changed, *gone) for article in pair} | stale | removed
        self._group(touched)
        return Changed(fresh, changed, gone)

    def _compared(self, fresh: Iterable[str], stepped: Sequence[int]) -> tuple[set[str], dict[tuple[str, str], int]]:
        """Return whose likenesses may have changed, and all of theirs."""
        import numpy as np

        stale = set(fresh)
        if not self._rows or (not stale and not stepped):
            return stale, {}
        table = _Table(sorted(self._rows), self._unpacked, self._frequency)
        if stepped:
            moved = np.zeros(len(self._frequency), dtype=bool)
            moved[np.array(stepped)] = True
            stale.update(table.ids[owner] for owner in np.unique(table.owners[moved[table.words]]).tolist())
        found: dict[tuple[str, str], int] = {}
        for a, b, share in table.likenesses(stale):
            share = int(share * self._in_time(self._rows[a], self._rows[b]) * _UNIT)
            if share >= LINK:
                found[min(a, b), max(a, b)] = share
        return stale, found

    @staticmethod
    def _in_time(one: Row, other: Row) -> float:
        """Return what days and languages leave of a likeness: 1 to 0."""
        if one.language and other.language and one.language[:2] != other.language[:2]:
            return 0.0
        if not one.day or not other.day:
            return 1.0
        days = abs(one.day - other.day)
        return min(1.0, max(0.0, (FAR_DAYS - days) / (FAR_DAYS - NEAR_DAYS)))

    # --- groups ---

    def _group(self, touched: Iterable[str]) -> None:
        present = [article for article in touched if article in self._rows]
        around = {other for article in present for other in self._alike.get(article, ())}.union(present)
        told = self._digests(sorted(around))
        # Whether an article is a digest decides about those that hang together with it, too.
        turned = {article for article in around if told.get(article) != self._told.get(article)}
        for article in (*touched, *around):
            self._told.pop(article, None)
        self._told |= told
        for article in touched:
            self._groups.pop(article, None)
        for component in clustering.components({*present, *turned}, self._alike, JOIN):
            digests = [article for article in component if article in self._told]
            rest = [article for article in component if article not in self._told]
            groups = clustering.average_linkage(rest, self._alike, JOIN) + [(article,) for article in digests]
            for group in groups:
                for article in group:
                    self._groups[article] = group

    def _digests(self, articles: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the articles of which several passages tell several stories, each with these stories (by their first articles)."""
        found: dict[str, tuple[str, ...]] = {}
        for article in articles:
            if not self._is_between(article):
                continue
            groups = clustering.average_linkage(self._alike[article], self._alike, JOIN)
            beside = {group: group for group in groups if len(group) > 1}
            told = self._stories_of_passages(article, beside) if len(beside) >= MANY else set()
            if len(told) >= MANY:
                found[article] = tuple(sorted(min(group) for group in told))
        return found

    def _is_between(self, article: str) -> bool:
        """Return whether some of those that are like the article are nothing like each other."""
        apart: list[str] = []
        for other, _ in sorted(self._alike.get(article, {}).items(), key=lambda item: (item[1], item[0])):
            if all(self._alike[other].get(one, 0) < JOIN for one in apart):
                apart.append(other)
                if len(apart) >= MANY:
                    return True
        return False

    def _stories_of_passages(
        self, article: str, groups: Mapping[tuple[str, ...], Sequence[str]]
    ) -> set[tuple[str, ...]]:
        """Return the groups that at least one passage tells, each passage for that which it is most like."""
        told: set[tuple[str, ...]] = set()
        for passage in self._passages(article) if self._passages is not None else ():
            weights = {
                self._numbers.get(profile.number(word), -1): weight
                for word, weight in profile.weigh([(passage, 1.0)]).items()
            }
            shares = {group: max(self._share(weights, other) for other in others) for group, others in groups.items()}
            best = max(groups, key=lambda group: (shares[group], group))
            if shares[best] * _UNIT >= LINK:
                told.add(best)
        return told

    def _share(self, weights: Mapping[int, float], article: str) -> float:
        numbers, own = self._unpacked[article]
        damped = [_damping(self._frequency[n]) for n in numbers.tolist()]
        values = {n: w * d for n, w, d in zip(numbers.tolist(), own.tolist(), damped, strict=True)}
        mine = {n: w * (_damping(self._frequency[n]) if n >= 0 else 1.0) for n, w in weights.items()}
        norm = math.sqrt(sum(v * v for v in values.values()) * sum(v * v for v in mine.values()))
        return sum(w * values.get(n, 0.0) for n, w in mine.items()) / norm if norm else 0.0

    def grouped(self) -> Grouped:
        """Return the stories and the digests."""
        stories = sorted({group for group in self._groups.values() if len(group) > 1})
        return Grouped(tuple(stories), dict(sorted(self._told.items())))

    def rows(self) -> Mapping[str, Row]:
        """Return what is kept of each article."""
        return self._rows

    def alike(self, article: str) -> Mapping[str, int]:
        """Return the articles that are like one, and how much, in millionths."""
        return self._alike.get(article, {})


def _damping(frequency: int) -> float:
    """Return what is left of a word's weight where so many articles have it: falls in steps of four times as many."""
    if frequency > COMMON:
        return 0.0
    step = max(0, (frequency.bit_length() - CROWD.bit_length()) // 2)
    return 1 / (1 + math.log(4**step)) if step else 1.0


class _Table:
    """The words of all articles in one table: (word, article, share of the article's length)."""

    def __init__(self, ids: Sequence[str], unpacked: Mapping[str, tuple[Any, Any]], frequency: Sequence[int]) -> None:
        import numpy as np

        self.ids = ids
        sizes = np.array([len(unpacked[id][0]) for id in ids], np.int64)
        self.words = np.concatenate([unpacked[id][0] for id in ids])
        self.owners = np.repeat(np.arange(len(ids), dtype=np.int64), sizes)
        counts = np.array(frequency, np.int64)
        steps = {int(count): _damping(int(count)) for count in np.unique(counts)}
        damping = np.array([steps.get(count, 0.0) for count in range(int(counts.max(initial=0)) + 1)])
        values = np.concatenate([unpacked[id][1] for id in ids]) * damping[counts[self.words]]
        norms = np.sqrt(np.bincount(self.owners, values * values, len(ids)))
        self.values: numpy.ndarray[Any, Any] = values / np.where(norms, norms, 1.0)[self.owners]
        self.ends = np.cumsum(sizes)

    def likenesses(self, articles: set[str]) -> list[tuple[str, str, float]]:
        """Return the pairs of which one is in ``articles`` that are somewhat alike, each once."""
        import numpy as np

        asked = np.array([id in articles for id in self.ids], dtype=bool)
        near = np.zeros(int(self.words.max(initial=0)) + 1, dtype=bool)
        near[self.words[asked[self.owners]]] = True
        use = near[self.words] & (self.values > 0)
        order = np.flatnonzero(use)
        order = order[np.argsort(self.words[order], kind="stable")]
        words, owners, values = self.words[order], self.owners[order], self.values[order]
        numbers = np.flatnonzero(asked)
        found: list[tuple[str, str, float]] = []
        for start in range(0, len(numbers), _AT_ONCE):
            found += self._of(numbers[start : start + _AT_ONCE], asked, words, owners, values)
        return found

    def _of(self, numbers: Any, asked: Any, words: Any, owners: Any, values: Any) -> list[tuple[str, str, float]]:
        import numpy as np

        count = len(self.ids)
        own = np.concatenate([np.arange(self.ends[n - 1] if n else 0, self.ends[n]) for n in numbers])
        local = np.searchsorted(numbers, self.owners[own])
        begin = np.searchsorted(words, self.words[own], "left")
        size = np.searchsorted(words, self.words[own], "right") - begin
        places = np.repeat(begin - np.cumsum(size) + size, size) + np.arange(int(size.sum()))
        flat = np.repeat(local * count, size) + owners[places]
        shares = np.bincount(flat, np.repeat(self.values[own], size) * values[places], len(numbers) * count)
        pairs = np.flatnonzero(shares * _UNIT >= LINK)
        ones, others = numbers[pairs // count], pairs % count
        once = (others > ones) | ~asked[others]
        rows = zip(ones[once].tolist(), others[once].tolist(), shares[pairs[once]].tolist(), strict=True)
        # What is told apart must not hang on the last bits of a sum.
        return [(self.ids[a], self.ids[b], round(share, 5)) for a, b, share in rows]
