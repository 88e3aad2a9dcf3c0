"""The names of one article as text that can be kept, and put in again without looking at the article.

Of the mentions is kept how often each is spelt how and by which reason it belongs; the mentions themselves are kept elsewhere.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import overload

from briefing.analysis.coreference.clusters import Cluster
from briefing.dataclass_json import Shape
from briefing.model import Mention

Spelling = tuple[str, str, int]
"""Words as printed, the reason (``via``) that they are in their cluster, and how often."""

_CLUSTER = Shape(Cluster, without=("items", "mentions"))


_write: Callable[[object], str] = json.JSONEncoder(separators=(",", ":")).encode


class Occurrences(Sequence[Mention]):
    """The mentions of one cluster: how many, how spelt, and where it stands are known; the rest is asked for."""

    __slots__ = ("_get", "_size", "article", "number", "spellings")

    def __init__(
        self, article: str, number: int, spellings: Iterable[Spelling], get: Callable[[str, int], Sequence[Mention]]
    ) -> None:
        self.article, self.number, self.spellings, self._get = article, number, tuple(spellings), get
        self._size = sum(count for _, _, count in self.spellings)

    @classmethod
    def of(cls, article: str, number: int, mentions: Sequence[Mention]) -> Occurrences:
        """Return those that are at hand."""
        counts = Counter((mention.text, mention.via) for mention in mentions)
        return cls(
            article, number, [(*key, count) for key, count in counts.items()], lambda _article, _number: mentions
        )

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._get(self.article, self.number))

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Mention]: ...
    def __getitem__(self, index: int | slice) -> Mention | Sequence[Mention]:
        return self._get(self.article, self.number)[index]


def _occurrences(cluster: Cluster) -> Occurrences:
    found = cluster.mentions
    if not isinstance(found, Occurrences):
        raise TypeError("a cluster of no article")
    return found


def place(cluster: Cluster) -> tuple[str, int]:
    """Return the article of a cluster, and its number there."""
    found = _occurrences(cluster)
    return found.article, found.number


def spellings(cluster: Cluster) -> tuple[Spelling, ...]:
    return _occurrences(cluster).spellings


def dump_one(cluster: Cluster) -> str:
    """Return a cluster, but for its mentions, as JSON text."""
    return _write([_CLUSTER.dump(cluster), spellings(cluster)])


def load_one(article: str, number: int, text: str) -> Cluster:
    """Return a cluster of an article again, by its number there; nobody can ask for its mentions."""
    cluster, spelt = _read(text)
    return cluster.at(Occurrences(article, number, spelt, _not_kept))


@lru_cache(maxsize=1 << 13)
def _read(text: str) -> tuple[Cluster, tuple[Spelling, ...]]:
    """Return a cluster without its mentions, and its spellings: most names stand in many articles in the same way."""
    values, spelt = json.loads(text)
    return _CLUSTER.load(values, items=[], mentions=()), tuple((text, via, count) for text, via, count in spelt)


def _not_kept(article: str, _number: int) -> Sequence[Mention]:
    raise LookupError(article)
