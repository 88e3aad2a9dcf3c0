"""The list of articles as it lies in the catalogue: metadata is parsed when somebody looks at a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import overload

from briefing.model import Article
from briefing.store.catalogue import serialise
from briefing.store.catalogue.catalogue import ArticleRow, Catalogue, sort_date
from briefing.store.state.corrected_metadata import corrected


class StoredArticles(Sequence[Article]):
    """All articles in the catalogue's order, but for those whose day a person corrected; each is built when it is first asked for.

    Args:
        failures: one line on each article on which a stage failed, by path.
        corrections: what a person wrote of an article's metadata, by id and field.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        copies: Mapping[str, tuple[str, ...]],
        failures: Mapping[str, str],
        corrections: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    ) -> None:
        self._rows = catalogue.rows()
        self._copies = copies
        self._failures = failures
        self.corrections = corrections
        if any("published" in fields for fields in corrections.values()):
            self._rows.sort(key=self._day, reverse=True)
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
            made = self._made[index] = with_failure(self._load(row), self._failures)
        return made

    def __iter__(self) -> Iterator[Article]:
        return (self[index] for index in range(len(self._rows)))

    def walk(self) -> Iterator[Article]:
        """Give every article in order and keep none: for whoever looks at all of them once."""
        for index, row in enumerate(self._rows):
            made = self._made.get(index)
            yield self._load(row) if made is None else made

    def _load(self, row: ArticleRow) -> Article:
        article = serialise.load_article(row.meta, self._copies.get(row.id, ()))
        fields = self.corrections.get(row.id)
        return corrected(article, fields) if fields else article

    def _day(self, row: ArticleRow) -> str:
        """Return by what the row is sorted: "" for an unknown day, which stands last."""
        written = self.corrections.get(row.id, {}).get("published")
        return row.day if written is None else sort_date(written)

    @property
    def ids(self) -> list[str]:
        """The ids in order, without building the articles."""
        return [row.id for row in self._rows]


class CopiesOf(Mapping[str, tuple[str, ...]]):
    """Article -> the articles that carry its text, in order; made when it is asked for, as thousands may be copies of each other."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self._groups: dict[str, list[Sequence[str]]] = {}
        for group in groups:
            for article in group:
                self._groups.setdefault(article, []).append(group)

    def __getitem__(self, article: str) -> tuple[str, ...]:
        others = {other for group in self._groups[article] for other in group}
        return tuple(sorted(others - {article}))

    def __iter__(self) -> Iterator[str]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)


def with_failure(article: Article, failures: Mapping[str, str]) -> Article:
    """Return ``article`` with the line on what is missing of it, if there is one, among its problems."""
    line = failures.get(article.path)
    return article if line is None else replace(article, problems=(*article.problems, line))


def headline(article: Article) -> str:
    """Return what an article is listed under: its title, else its standfirst, else its first words, else its path."""
    return article.title.value or article.standfirst.value or article.opening or article.path
