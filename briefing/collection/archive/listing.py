"""What the archive found, as hits."""

from __future__ import annotations

from briefing.collection.queries.article_list import headline
from briefing.model import Article, Document, Hit, Snippet


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
