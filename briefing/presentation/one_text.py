"""Copies of a text as one source: the first of them stands for all, and how many more there are is said. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection as AnyCollection
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from briefing.model import Article, Statement
from briefing.presentation.labels import source_labels
from briefing.text import plural

FEW: Final = 50
"""Articles that are looked through before it is asked how many copies one has: to count those takes longer."""


def texts_of(articles: Sequence[Article]) -> dict[str, str]:
    """Return article id -> the first of these articles that prints its text, itself where it is no copy. Where articles know what they have in
    common with their copies, it costs a look at that for each, however many copy each other."""
    texts: dict[str, str] = {}
    least: dict[str, str] = {}
    for article in articles:
        keys = getattr(article.copies, "keys", None)
        first = copied(article, texts) if keys is None else _least(article.id, keys(), least)
        texts[article.id] = article.id if first is None else texts[first]
    return texts


def _least(article: str, keys: Sequence[str], least: dict[str, str]) -> str | None:
    """Return the first of the articles before one that have something in common with it, None if none has; ``least`` holds the first of each
    key, and this one from now on."""
    known = [least[key] for key in keys if key in least]
    least.update((key, min(article, least.get(key, article))) for key in keys)
    return min(known, default=None)


def copied(article: Article, among: AnyCollection[str]) -> str | None:
    """Return the first copy of an article among others (ids), None if there is none. Thousands may lie elsewhere: the fewer are looked
    through."""
    few, many = (among, article.copies) if len(among) <= FEW else sorted((article.copies, among), key=len)
    return min(filter(many.__contains__, few), default=None)


def each_once(articles: Iterable[str], texts: Mapping[str, str]) -> dict[str, int]:
    """Return one of these articles for each text, in order, with how many copies of it are among them."""
    counts: Counter[str] = Counter()
    firsts: dict[str, str] = {}
    for id in dict.fromkeys(articles):
        text = texts.get(id, id)
        firsts.setdefault(text, id)
        counts[text] += 1
    return {id: counts[text] - 1 for text, id in firsts.items()}


def with_copies(name: str, copies: int) -> str:
    """Return ``UPI +1 copy``, the name alone where there are no copies."""
    return f"{name} +{plural(copies, 'copy', 'copies')}" if copies else name


def one_printing_each(statement: Statement, texts: Mapping[str, str]) -> Statement:
    """Return a statement with the printings of one article for each text."""
    firsts = each_once((each.article for each in statement.instances), texts)
    return replace(statement, instances=tuple(each for each in statement.instances if each.article in firsts))


def names_of(articles: Sequence[Article], texts: Mapping[str, str]) -> dict[str, str]:
    """Return what the sources are called; the first of each text as if its copies were not there."""
    firsts = (article for article in articles if texts[article.id] == article.id)
    return source_labels(articles) | source_labels(firsts)
