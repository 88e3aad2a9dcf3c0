"""Stories of a folder: built on demand from what is stored, and remembered until something changes."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.errors import NotFoundError
from briefing.model import Article, Stated, Story

if TYPE_CHECKING:
    from briefing.analysis.stories.grouping import Grouped
    from briefing.collection.queries.queries import Queries

WORDS = 12
"""Words shown of what joins a story."""


def grouped(queries: Queries) -> tuple[Grouped, Mapping[str, tuple[str, ...]]]:
    """Return the articles by story, and what each article of a story tells by, the most telling words first.

    What was grouped last is kept, and serves until an article comes, goes or changes.
    """
    from briefing.analysis.stories.grouping import Grouped
    from briefing.collection.stages.stories import told_by

    catalogue = queries.session.catalogue
    basis = f"{told_by()} {catalogue.stories.basis()}"
    kept = catalogue.derived_from("stories", basis)
    if kept is not None:
        found = Grouped.load(kept)
    else:
        found = _from_rows(queries)
        queries.session.keep_derived("stories", basis, found.dump())
    rows = (catalogue.stories.row(id) for story in found.stories for id in story)
    return found, {row.article: row.words for row in rows if row is not None}


def _from_rows(queries: Queries) -> Grouped:
    """Return the articles by story, grouped from nothing."""
    from briefing.analysis.stories import profile
    from briefing.analysis.stories.grouping import Grouped, StoryIndex

    def passages(id: str) -> list[str]:
        document = queries.document(id)
        return [document.text[slice(*p.span)] for p in document.paragraphs if p.kind in ("body", "standfirst")]

    index = StoryIndex(passages)
    equal: dict[tuple[tuple[str, ...], bytes, int, str], list[str]] = {}
    for row in queries.session.catalogue.stories.rows():
        # Thousands of copies of one text are compared once.
        alike = equal.setdefault((row.words, row.weights, row.day, row.language), [])
        if not alike or not row.words:
            weights = dict(zip(row.words, array("f", row.weights), strict=True))
            index.add(row.article, profile.Profile(weights, row.day, row.language))
        alike.append(row.article)
    index.regroup()
    found = index.grouped()
    same = {ids[0]: ids for (words, *_), ids in equal.items() if words}
    whole = [tuple(sorted(id for first in story for id in same[first])) for story in found.stories]
    taken = {id for story in whole for id in story}.union(found.digests)
    whole += [tuple(ids) for first, ids in same.items() if len(ids) > 1 and first not in taken]
    return Grouped(tuple(sorted(whole)), found.digests)


def stories(queries: Queries) -> tuple[Story, ...]:
    """Return all stories, the one with the newest article first; those without days last."""
    found, telling = grouped(queries)
    mentioned: dict[str, list[str]] = {}
    for article, firsts in found.digests.items():
        for first in firsts:
            mentioned.setdefault(first, []).append(article)
    read = queries.session.state.read_ids()
    differing = [{id for v in d.values for id in (v.article, *v.agreeing)} for d in queries.differences()]
    made = [
        _story(
            [queries.article(id) for id in ids],
            mentioned=[digest for id in ids for digest in mentioned.get(id, ())],
            telling=[telling[id] for id in ids],
            read=read,
            differences=sum(len(articles & set(ids)) > 1 for articles in differing),
        )
        for ids in found.stories
    ]
    return tuple(sorted(made, key=lambda story: (story.last.value or "", len(story.articles), story.id), reverse=True))


def _story(
    articles: Sequence[Article],
    *,
    mentioned: Sequence[str],
    telling: Sequence[Sequence[str]],
    read: set[str],
    differences: int,
) -> Story:
    dated = [article for article in articles if (day := article.published.value) and day[0] != "-"]
    in_order = sorted(articles, key=lambda a: (a not in dated, a.published.value or "", a.path))
    days = sorted(dated, key=lambda article: (article.published.value or "")[:10])
    unknown: Stated[str] = Stated.unknown()
    ids = [article.id for article in in_order]
    return Story(
        id=hashlib.sha256(f"story {min(ids)}".encode()).hexdigest()[:12],
        title=_title(in_order, telling),
        articles=tuple(ids),
        files=len(ids),
        distinct_texts=_texts(in_order),
        outlets=len({article.outlet.value for article in articles} - {None}),  # an agency is none
        first=days[0].published if days else unknown,
        last=days[-1].published if days else unknown,
        unread=sum(id not in read for id in ids),
        differences=differences,
        mentioned_in=tuple(sorted(set(mentioned))),
        words=_shared(telling),
    )


def _texts(articles: Sequence[Article]) -> int:
    """Return how many of the articles are no copies of one that stands before them."""
    seen: set[str] = set()
    count = 0
    for article in articles:
        count += not seen.intersection(article.copies)
        seen.add(article.id)
    return count


def _shared(telling: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the words that more than half of the articles tell by, the most telling first."""
    counts = Counter(word for words in telling for word in words)
    rank = {word: place for words in telling for place, word in reversed(list(enumerate(words)))}
    shared = [word for word, count in counts.items() if 2 * count > len(telling)]
    return tuple(sorted(shared, key=lambda word: (-counts[word], rank[word], word))[:WORDS])


def _title(articles: Sequence[Article], telling: Sequence[Sequence[str]]) -> str:
    """Return the headline that most articles print; of several, the one with most of the words that join the story."""
    from briefing.text import fold, one_line

    shared = _shared(telling)
    titles = [one_line(article.title.value) for article in articles if article.title.value]
    if not titles:
        return one_line(next((a.standfirst.value or a.opening for a in articles), ""))
    counts = Counter(fold(title) for title in titles)
    return max(titles, key=lambda title: (counts[fold(title)], sum(word in fold(title) for word in shared)))


def find(ref: str, found: Sequence[Story]) -> Story:
    """Return the story whose id begins with ``ref``, or which holds the words of it in its title. Raises NotFoundError."""
    from briefing.collection.folder import quoted
    from briefing.text import fold

    by_id = [story for story in found if ref and story.id.startswith(ref)]
    if len(by_id) > 1:
        raise NotFoundError(f"{quoted(ref)} begins more than one story id; give more of it")
    words = fold(ref).split()
    by_title = [story for story in found if words and all(word in fold(story.title) for word in words)]
    for story in (*by_id, *by_title):
        return story
    raise NotFoundError(f"no story {quoted(ref)}; `briefing stories` shows them all")
