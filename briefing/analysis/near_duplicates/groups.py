"""The groups of copies as they are stored and as they are made anew, and what is known of the texts in them.

A text that holds two others which share nothing with each other (a digest, a newsletter, an export that was not taken apart) makes no
copies of them: it is *made of several*, and stands in the group of each.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from briefing.store.catalogue.copied_texts import CopiedTexts, Key

Parts = Callable[[str, Sequence[str]], Iterator[int]]
"""Which word runs of an article each of some others holds, that come from the one that holds least of it on: the bits of a number for each
of these, the smallest part first."""

TOUCHING = 0.2
"""Two parts of one text are the same part if they have so much of the smaller one in common."""

OVERLAPPING = 1 + TOUCHING
"""Two parts of one text that make up more than so much of it together have that much in common."""

LOOKED_AT = 100
"""Copies of one text that are looked at when asking whether it is made of several."""

AT_HAND = 1 << 12
"""Articles whose pairs are at hand by name."""

READ = 1 << 15
"""Articles whose pairs are held in little room once they have been read (some 400 bytes each)."""


def made_of_several(article: str, beside: Mapping[str, float], parts: Parts) -> bool:
    """Return whether the copies of an article (``beside``: how much of it is in each) fall apart into such as have no part of it in
    common; ``parts`` is asked only if they may, and for no more of them than it takes to tell."""
    if len(beside) < 2 or sum(nsmallest(2, beside.values())) > OVERLAPPING:
        return False
    smallest = sorted(beside, key=lambda other: (beside[other], other))[:LOOKED_AT]
    # The smallest part first: a text that holds several parts, as this one may, does not make them one.
    rows = parts(article, smallest)
    part = next(rows)
    size = part.bit_count()
    for other in rows:
        if (part & other).bit_count() < TOUCHING * max(1, min(size, other.bit_count())):
            return True
        part |= other
        size = part.bit_count()
    return False


class Neighbours:
    """What shares text with each article, read once while the stored pairs stay as they are."""

    def __init__(self, texts: CopiedTexts) -> None:
        self._texts = texts
        self._names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._read: dict[str, tuple[array[int], array[float]]] = {}

    def of(self, article: str) -> dict[str, float]:
        """Return the articles that share text with one, and how much of it is in each."""
        known = self._read.get(article)
        if known is not None:
            numbers, shares = known
            return dict(zip(map(self._names.__getitem__, numbers), shares, strict=True))
        beside = self._texts.beside(article)
        if len(self._read) >= READ:
            self._read.clear()
        self._read[article] = array("I", map(self._number, beside)), array("d", beside.values())
        return beside

    def _number(self, article: str) -> int:
        number = self._numbers.setdefault(article, len(self._names))
        if number == len(self._names):
            self._names.append(article)
        return number


class Change(NamedTuple):
    """What is another than when the groups were made.

    Attributes:
        articles: those that came, went or have another text.
        come: pairs that were none.
        gone: pairs that are none any more.
        other: pairs that share more or less than before.
        was_made: of articles whose texts were :func:`made_of_several` then or are now: whether they were then.
        whole: whether there was nothing before.
    """

    articles: set[str]
    come: set[Key]
    gone: set[Key]
    other: set[Key]
    was_made: Mapping[str, bool]
    whole: bool

    def ends(self) -> set[str]:
        """Return the articles that changed, and those of which a pair did."""
        return self.articles.union(*self.come, *self.gone, *self.other)


@dataclass(frozen=True, slots=True)
class Group:
    """Articles in order, and whether all of them are made texts."""

    articles: tuple[str, ...]
    alone: bool
    inside: frozenset[str]

    @classmethod
    def of(cls, articles: Iterable[str], *, alone: bool) -> Group:
        """Return the group of these articles."""
        ordered = tuple(sorted(articles))
        return cls(ordered, alone, frozenset(ordered))


class Groups:
    """See the module. For one change; without any stored group where that is of the whole."""

    def __init__(self, texts: CopiedTexts, change: Change, neighbours: Neighbours) -> None:
        self._texts = texts
        self._change = change
        self._neighbours = neighbours
        self._beside: dict[str, dict[str, float]] = {}
        self._stored_of: dict[str, list[str]] = {}
        self._stored: dict[str, Group] = {}
        self._made: dict[str, bool] = {}
        self.new: dict[str, Group] = {}
        """The groups that are made anew, by their ids."""
        self._new_of: dict[str, list[str]] = {}
        self.over: set[str] = set()
        """The stored groups that hold no more."""

    def beside(self, article: str) -> dict[str, float]:
        """Return the articles that share text with one, and how much of it is in each."""
        known = self._beside.get(article)
        if known is None:
            if len(self._beside) >= AT_HAND:
                self._beside.clear()
            known = self._beside[article] = self._neighbours.of(article)
        return known

    def is_made(self, article: str) -> bool:
        """Return whether a text is made of several."""
        known = self._made.get(article)
        if known is None:
            known = self._made[article] = self._texts.is_made(article)
        return known

    def was_made(self, article: str) -> bool:
        """Return whether a text was made of several before the change."""
        was = self._change.was_made.get(article)
        return self.is_made(article) if was is None else was

    def stored_with(self, article: str) -> list[str]:
        """Return the ids of the stored groups that an article is in."""
        if self._change.whole:
            return []
        known = self._stored_of.get(article)
        if known is None:
            known = self._stored_of[article] = self._texts.groups_of(article)
        return known

    def group(self, id: str) -> Group:
        """Return a group, as it is now or was."""
        found = self.new.get(id, self._stored.get(id))
        if found is None:
            articles = self._texts.group_members(id)
            found = self._stored[id] = Group.of(articles, alone=all(map(self.was_made, articles)))
        return found

    def of(self, article: str) -> list[str]:
        """Return the ids of the groups that an article is in now."""
        left = [id for id in self.stored_with(article) if id not in self.over]
        return left + [id for id in self._new_of.get(article, ()) if id not in left]

    def ever_with(self, article: str) -> list[str]:
        """Return the ids of the groups that an article was in or is in."""
        return [*self.stored_with(article), *self._new_of.get(article, ())]

    def add(self, articles: Iterable[str], *, alone: bool) -> None:
        """Make a group anew."""
        group = Group.of(articles, alone=alone)
        id = _digest(group.articles)
        self.new[id] = group
        for article in group.articles:
            self._new_of.setdefault(article, []).append(id)

    def store(self) -> tuple[list[Group], list[Group]]:
        """Store the groups that were made anew in place of those that hold no more; return those that went, and those that came."""
        gone, come = self.over - self.new.keys(), self.new.keys() - self.over
        self._texts.put_groups(gone, {id: self.new[id].articles for id in come})
        return [*map(self.group, gone)], [*map(self.group, come)]


def key_of(a: str, b: str) -> Key:
    """Return the pair of two articles."""
    return (a, b) if a < b else (b, a)


def _digest(articles: Iterable[str]) -> str:
    """Return the id of a group."""
    return hashlib.sha256("\0".join(articles).encode("utf-8", "surrogatepass")).hexdigest()[:16]
