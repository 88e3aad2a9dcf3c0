"""The sources above a block of the table of coverage, copies of a text side by side. Of very many each is read when it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

from briefing.model import Article
from briefing.presentation.labels import lone_label, source_label, source_labels
from briefing.presentation.one_text import copied

READ_MOST = 200
"""Sources that are read and put in order at once; more stand in the order of the list, each read when it is drawn."""


def beside_copies(articles: Sequence[Article]) -> tuple[list[Article], dict[str, str]]:
    """Return the sources with the copies of a text side by side, and for each copy the id of the source whose text it is. What is copied
    from several (a digest) is a copy of theirs, not they of it."""
    same: dict[str, str] = {}
    first: set[str] = set()
    for article in sorted(filter(lambda each: each.copies, articles), key=lambda each: len(each.copies)):
        lead = copied(article, first)
        if lead is None:
            first.add(article.id)
        else:
            same[article.id] = lead
    place = {article.id: number for number, article in enumerate(articles)}
    ordered = sorted(articles, key=lambda each: (place[same.get(each.id, each.id)], each.id in same, place[each.id]))
    return ordered, same


class _ReadLater(Sequence[Article]):
    """Articles by their ids, each read when it is looked at."""

    def __init__(self, ids: Sequence[str], article: Callable[[str], Article | None]) -> None:
        self._ids, self._article = ids, article
        self._known: dict[str, Article] = {}

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        id = self._ids[index]
        known = self._known.get(id)
        if known is None:
            read = self._article(id)
            known = self._known[id] = Article(id, id) if read is None else read
        return known


class Columns:
    """The sources of one block.

    Args:
        ids: Of the articles that carry its statements, in the order of the list.
        article: Gives the article of an id, None if it has left.
        head: Gives the lines above the column of an article, and whether it prints the same text as another one.
        day: Gives the day of an article, "" if nobody says.
    """

    def __init__(
        self,
        ids: Sequence[str],
        article: Callable[[str], Article | None],
        head: Callable[[Article, bool], list[str]],
        day: Callable[[Article], str] = lambda article: "",
    ) -> None:
        self._head, self._day = head, day
        self._heads: dict[int, list[str]] = {}
        self._labels: dict[str, str] = {}
        self.ids: Sequence[str] = ids
        self.articles: Sequence[Article]
        self.same: dict[str, str] = {}
        """Copy -> the source whose text it is."""
        if len(ids) > READ_MOST:
            self.articles = _ReadLater(ids, article)
        else:
            self.articles, self.same = beside_copies([each for each in map(article, ids) if each is not None])
            self.ids = [each.id for each in self.articles]
            self._labels = source_labels(self.articles)

    def head(self, column: int) -> list[str]:
        """Return the lines above a column."""
        if column not in self._heads:
            article = self.articles[column]
            self._heads[column] = self._head(article, article.id in self.same)
        return self._heads[column]

    def named(self, column: int) -> str:
        """Return the name of a source with its day on one line."""
        article = self.articles[column]
        day, same = self._day(article), "=" * (article.id in self.same)
        return f"{same}{source_label(article)}{f' · {day}' if day else ''}"

    def name(self, article: Article) -> str:
        """Return what a source is called where there is room, with the one whose text it prints."""
        label, same = self._labels.get(article.id) or lone_label(article), self.same.get(article.id)
        return label if same is None else f"{label}, the same text as {self._labels[same]}"
