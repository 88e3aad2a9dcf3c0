"""Stories of a folder: built on demand from what is stored, and remembered until something changes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from briefing.errors import NotFoundError
from briefing.model import Article, Stated, Story, StoryAction, StoryEdit

if TYPE_CHECKING:
    from briefing.analysis.stories.corrections import Stories
    from briefing.collection.queries.queries import Queries

ACTIONS: Final[tuple[StoryAction, ...]] = ("apart", "with", "merge")
"""How stories are corrected."""

WORDS = 12
"""Words shown of what joins a story."""


def grouped(queries: Queries) -> tuple[Stories, Mapping[str, tuple[str, ...]]]:
    """Return the articles of each story by its first article, as it was found and corrected; and the texts that each digest tells."""
    from briefing.analysis.stories import corrections

    found: dict[str, list[str]] = {}
    for story, article in queries.session.catalogue.grouped.stories():
        found.setdefault(story, []).append(article)
    stories: Stories = {articles[0]: tuple(articles) for articles in found.values()}
    edits = queries.session.state.story_edits()
    if edits:
        stories = corrections.apply(stories, edits, queries.session.catalogue.ids())
    return stories, queries.session.catalogue.grouped.digests()


def stories(queries: Queries) -> tuple[Story, ...]:
    """Return all stories, the one with the newest article first; those without days last."""
    found, digests = grouped(queries)
    mentioned: dict[str, list[str]] = {}
    story_of = {article: story for story, articles in found.items() for article in articles}
    for article, told in digests.items():
        for story in {story_of[id] for id in told if id in story_of}:
            mentioned.setdefault(story, []).append(article)
    rows = (queries.session.catalogue.stories.row(id) for ids in found.values() for id in ids)
    telling = {row.article: row.words for row in rows if row is not None}
    read = queries.session.state.read_ids()
    differing = [{id for v in d.values for id in (v.article, *v.agreeing)} for d in queries.differences()]
    made = [
        _story(
            [queries.article(id) for id in ids],
            mentioned=mentioned.get(story, ()),
            telling=[telling.get(id, ()) for id in ids],
            read=read,
            differences=sum(len(articles & set(ids)) > 1 for articles in differing),
        )
        for story, ids in found.items()
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


def correct(queries: Queries, action: StoryAction, refs: Sequence[str], target: str) -> str:
    """Take articles out of their stories (``apart``), put them into another (``with``), or make one story of two (``merge``).

    Args:
        action: one of these words.
        refs: articles; for ``merge`` a story.
        target: a story, or an article, which may stand alone so far; "" for ``apart``.

    Returns:
        A sentence for the screen.
    """
    from briefing.errors import BriefingError
    from briefing.text import plural

    if action not in ACTIONS:
        raise BriefingError(f"stories are corrected by {', '.join(ACTIONS)}, not by {action!r}")
    into = _anchor(queries, target) if target else ""
    articles = [_anchor(queries, refs[0])] if action == "merge" else [queries.article(ref).id for ref in refs]
    edits = [StoryEdit(action, article, into) for article in articles if article != into]
    if not edits:
        raise BriefingError("that is the same story; nothing to correct")
    words = {
        "apart": f"{plural(len(edits), 'article')} taken out of the story",
        "with": f"{plural(len(edits), 'article')} put into the story",
        "merge": "two stories made one",
    }[action]
    queries.session.state.add_story_edits(edits, words)
    queries.session.edited += 1
    return words


def _anchor(queries: Queries, ref: str) -> str:
    """Return the article by which a story is known, or the article that ``ref`` names. Raises NotFoundError."""
    try:
        return min(queries.story(ref).articles)
    except NotFoundError:
        return queries.article(ref).id
