"""The articles of an archive that are here, as a list: those in the catalogue and those that are still on their way into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.collection.article_list import StoredArticles, headline
from briefing.model import Article, Document, Hit, Snippet
from briefing.store.catalogue import serialise
from briefing.store.catalogue.catalogue import ArticleRow, Catalogue, sort_date


class ArrivedArticles(StoredArticles):
    """All articles that are here, newest first; see :class:`briefing.collection.article_list.StoredArticles`."""

    def __init__(
        self,
        catalogue: Catalogue,
        arrived: Sequence[Document],
        copies: Mapping[str, tuple[str, ...]],
        failures: Mapping[str, str],
        corrections: Mapping[str, Mapping[str, str]],
    ) -> None:
        super().__init__(catalogue, copies, failures, corrections)
        there = {row.id for row in self._rows}
        new = [document.article for document in arrived if document.article.id not in there]
        if new:
            self._rows += [
                ArticleRow(article.id, serialise.dump_article(article), sort_date(article.published.value))
                for article in sorted(new, key=lambda article: article.path)
            ]
            self._rows.sort(key=self._day, reverse=True)


def hit_of(
    query: str, article: Article, document: Document, score: float, *, live: bool, stemming: bool, snippets: bool
) -> Hit:
    """Return a hit with the places of its words cut from the article's text."""
    shown: tuple[Snippet, ...] = ()
    if snippets:
        from briefing.index import snippets as windows

        furniture = [paragraph.span for paragraph in document.paragraphs if paragraph.kind == "furniture"]
        shown = windows.snippets(query, document.text, live=live, stemming=stemming, furniture=furniture)
    return Hit(article.id, article.path, headline(article), score, shown)
