"""The list of articles as it lies in the catalogue: metadata is parsed when somebody looks at a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from briefing.model import Article
from briefing.store import serialise
from briefing.store.catalogue import Catalogue


class StoredArticles(Sequence[Article]):
    """All articles in the catalogue's order; each is built when it is first asked for."""

    def __init__(self, catalogue: Catalogue, copies: dict[str, tuple[str, ...]]) -> None:
        self._rows = catalogue.rows()
        self._copies = copies
        self._made: dict[int, Article] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self._rows)))]
        if index < 0:
            index += len(self._rows)
        made = self._made.get(index)
        if made is None:
            row = self._rows[index]
            made = self._made[index] = serialise.load_article(row.meta, self._copies.get(row.id, ()))
        return made

    def __iter__(self) -> Iterator[Article]:
        return (self[index] for index in range(len(self._rows)))

    @property
    def ids(self) -> list[str]:
        """The ids in order, without building the articles."""
        return [row.id for row in self._rows]


def headline(article: Article) -> str:
    """Return what an article is listed under: its title, else its standfirst, else its first words, else its path."""
    return article.title.value or article.standfirst.value or article.opening or article.path
