"""The list of articles: their ids in order, each article built when somebody looks at its row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final, overload

from briefing.collection.pages import Lazy
from briefing.model import Article
from briefing.store.catalogue.all_but import AllBut

HELD: Final = 200
"""Articles that are at hand once they have been built: more than a screen shows."""

COPIES_HELD: Final = 50_000
"""Ids of copies that are at hand once they have been read, beside those of the group that was read last."""


KEYS_HELD: Final = 2_000
"""Articles of which it is at hand whose copies they are."""


class StoredArticles(Lazy[Article]):
    """All articles in the order of the list. What is shown of one is what is stored when it is looked at; one that has left the folder
    since the list was made has nothing but its id.

    Args:
        ids: of all articles, in order.
        load: builds the article of an id.
        corrections: what a person wrote of articles when the list was put in order, by id and field.
    """

    __slots__ = ("_load", "_made", "_places", "_whole", "corrections", "ids")

    def __init__(
        self,
        ids: Sequence[str],
        load: Callable[[str], Article],
        corrections: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    ) -> None:
        self.ids = ids
        """The ids in order, without building the articles."""
        self.corrections = corrections
        self._load = load
        self._made: dict[str, Article] = {}
        self._whole: Sequence[Article] | None = None
        self._places: Mapping[str, int] | None = None

    @property
    def places_of_ids(self) -> Mapping[str, int]:
        """Article (its id) -> its place in the list."""
        if self._places is None:
            self._places = {id: place for place, id in enumerate(self.ids)}
        return self._places

    def finish(self) -> None:
        if self._whole is None:
            self._whole = tuple(map(self._load, self.ids))

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self.ids)))]
        if self._whole is not None:
            return self._whole[index]
        id = self.ids[index]
        article = self._made.get(id)
        if article is None:
            article = self._load(id)
            if len(self._made) >= HELD:
                self._made.clear()
            self._made[id] = article
        return article

    def __iter__(self) -> Iterator[Article]:
        """Give every article in order and keep none: whoever looks at all of them does so once."""
        return map(self._load, self.ids) if self._whole is None else iter(self._whole)


class CopiesOf:
    """The articles that carry an article's text, or are the same page. Each group is read once, when it is first asked for: thousands may be
    copies of each other.

    Args:
        groups: gives the ids of the groups that an article is in.
        members: gives the articles of a group, in order.
        pages: article -> the articles that are the same page, in order.
        count: how many articles are in any of some groups, and not in another one.
    """

    def __init__(
        self,
        groups: Callable[[str], Sequence[str]],
        members: Callable[[str], Sequence[str]],
        pages: Mapping[str, Sequence[str]],
        count: Callable[[Sequence[str], str], int],
    ) -> None:
        self._groups, self._members, self._pages, self._count = groups, members, pages, count
        self._counts: dict[tuple[str, ...], int] = {}
        self._read: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._size = 0
        """Ids of all that was read."""

    def number(self, article: str) -> int:
        """Return how many copies an article has; they themselves are not read for it."""
        if article in self._pages:
            return len(self(article))
        groups = tuple(self._groups(article))
        if groups not in self._counts:
            # Thousands are in the largest: they are counted once, and few are in none but the others.
            largest = max(groups, key=self._size_of, default="")
            others = [group for group in groups if group != largest]
            more = self._count(others, largest) if others else 0
            self._counts[groups] = max(0, self._size_of(largest) + more - 1)
        return self._counts[groups]

    def _size_of(self, group: str) -> int:
        if (group,) not in self._counts:
            self._counts[group,] = max(0, self._count([group], "") - 1)
        return self._counts[group,] + 1

    def keys(self, article: str) -> tuple[str, ...]:
        """Return the ids of the groups that an article is in, and of its page: one of them is one for two articles if they are copies."""
        keys = self._keys.get(article)
        if keys is None:
            if len(self._keys) >= KEYS_HELD:
                self._keys = {}
            keys = self._keys[article] = (*self._groups(article), *self._pages.get(article, ())[:1])
        return keys

    def hold(self, article: str, other: str) -> bool:
        """Return whether another article is a copy of one; none is read for that."""
        return (article != other) > set(self.keys(article)).isdisjoint(self.keys(other))

    def __call__(self, article: str) -> Sequence[str]:
        """Return the copies of an article, in order."""
        groups, page = self._groups(article), self._pages.get(article, ())
        key = (*groups, *page[:1])
        if not key:
            return ()
        members = self._read.get(key)
        if members is None:
            if self._size >= COPIES_HELD:
                self._read.clear()
                self._size = 0
            members = self._read[key] = tuple(sorted({*page}.union(*map(self._members, groups))))
            self._size += len(members)
        return AllBut(members, article)


class Copies(Lazy[str]):
    """The copies of one article, read when somebody looks at them: most who ask for an article want its name, or the number of its copies.
    Only that is kept: many articles may have thousands of copies each, and ``load`` knows those that were asked for last; ``number`` tells
    how many there are, ``holds`` whether an article is one of them, and ``keys`` what they have in common, without reading them."""

    __slots__ = ("_count", "_holds", "_load", "_number", "_read", "keys")

    def __init__(
        self,
        load: Callable[[], Sequence[str]],
        number: Callable[[], int],
        holds: Callable[[str], bool],
        keys: Callable[[], Sequence[str]],
    ) -> None:
        self._load, self._number, self._holds = load, number, holds
        self.keys = keys
        """Gives what the article has in common with its copies, and with no other article."""
        self._count: int | None = None
        self._read: Sequence[str] | None = None

    def finish(self) -> None:
        if self._read is None:
            self._read = self._load()

    def _all(self) -> Sequence[str]:
        copies = self._load() if self._read is None else self._read
        self._count = len(copies)
        return copies

    def __len__(self) -> int:
        if self._count is None:
            self._count = self._number() if self._read is None else len(self._read)
        return self._count

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        return self._all()[index]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __contains__(self, article: object) -> bool:
        return self._holds(str(article)) if self._read is None else article in self._read

    def __reduce__(self) -> tuple[object, ...]:
        return tuple, (tuple(self),)


def with_failure(article: Article, failures: Mapping[str, str]) -> Article:
    """Return ``article`` with the line on what is missing of it, if there is one, among its problems."""
    line = failures.get(article.path)
    return article if line is None else replace(article, problems=(*article.problems, line))


def headline(article: Article) -> str:
    """Return what an article is listed under: its title, else its standfirst, else its first words, else its path."""
    return article.title.value or article.standfirst.value or article.opening or article.path
