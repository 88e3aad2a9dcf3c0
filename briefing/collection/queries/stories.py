"""Stories of a folder: built on demand from what is stored, and remembered until something changes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple, overload

from briefing.collection.pages import Lazy
from briefing.collection.queries.article_list import HELD
from briefing.errors import NotFoundError
from briefing.model import Article, Stated, Story, StoryAction, StoryEdit
from briefing.store.catalogue.serialise import sort_date

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

    found = queries.session.catalogue.grouped.stories()
    stories: Stories = {articles[0]: tuple(articles) for _, articles in found}
    edits = queries.session.state.story_edits()
    if edits:
        stories = corrections.apply(stories, edits, queries.session.catalogue.ids())
    return stories, queries.session.catalogue.grouped.digests()


class Listed(NamedTuple):
    """The ids of stories, in order, and article -> the place of its story."""

    ids: Sequence[str]
    places: Mapping[str, int]


class Shelf:
    """Which articles make which story, the one with the newest article first, those without days last. A story is built when it is looked
    at: what it takes is read from what is stored."""

    def __init__(self, queries: Queries) -> None:
        self._queries = queries
        found, digests = grouped(queries)
        days = queries.days()
        order = sorted(
            ((max((days.get(id, "") for id in ids), default=""), len(ids), _id(ids), ids) for ids in found.values()),
            reverse=True,
        )
        self.stories: dict[str, tuple[str, ...]] = {id: ids for _, _, id, ids in order}
        """Id of a story -> its articles, in order."""
        self.order = list(self.stories)
        self._mentioned: dict[str, list[str]] = {}
        story_of = {article: id for id, ids in self.stories.items() for article in ids}
        for article, told in digests.items():
            for story in {story_of[id] for id in told if id in story_of}:
                self._mentioned.setdefault(story, []).append(article)
        self._built: dict[str, tuple[Story, frozenset[str]]] = {}
        self._listed: dict[int, Listed] = {}

    def listed(self, min_articles: int) -> Listed:
        """Return the stories of so many articles."""
        found = self._listed.get(min_articles)
        if found is None:
            stories = {id: ids for id, ids in self.stories.items() if len(ids) >= min_articles}
            places = {article: place for place, ids in enumerate(stories.values()) for article in ids}
            found = self._listed[min_articles] = Listed(list(stories), places)
        return found

    def build(self, id: str, read: AbstractSet[str]) -> Story:
        """Return a story; ``read`` are the articles that were read."""
        built = self._built.get(id)
        if built is None:
            if len(self._built) >= HELD:
                self._built.clear()
            story = self._made(id)
            built = self._built[id] = story, frozenset(story.articles)
        story, articles = built
        return replace(story, unread=len(articles) - len(articles & read))

    def titles(self, stories: Sequence[str]) -> list[tuple[str, str, int]]:
        """Return the first article, the title and the number of articles of those of some stories (ids) that have several, without building
        one."""
        words = self._queries.session.catalogue.stories.words
        found = []
        for ids in map(self.stories.__getitem__, stories):
            there = sorted(self._queries.outlines(ids), key=_by_day)
            if len(ids) > 1 and there:
                found.append((there[0].id, _title(there, _shared(list(map(words, ids)))), len(ids)))
        return found

    def _made(self, id: str) -> Story:
        ids, queries = self.stories[id], self._queries
        return _story(
            [next(queries.outlines([article]), Article(article, "")) for article in ids],
            mentioned=self._mentioned.get(id, ()),
            telling=list(map(queries.session.catalogue.stories.words, ids)),
            differences=queries.strong_between(ids),
            text_of=queries.text_keys,
        )


class StoredStories(Lazy[Story]):
    """Stories of a shelf: those that are ``listed``; ``read``: the articles that were read when it was asked for; ``build`` builds one."""

    __slots__ = ("_build", "_read", "_whole", "ids", "places")

    def __init__(self, listed: Listed, read: AbstractSet[str], build: Callable[[str, AbstractSet[str]], Story]) -> None:
        self.ids, self.places = listed
        self._read = read
        self._build = build
        self._whole: Sequence[Story] | None = None

    def finish(self) -> None:
        if self._whole is None:
            self._whole = tuple(self)

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> Story: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Story]: ...
    def __getitem__(self, index: int | slice) -> Story | Sequence[Story]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self.ids)))]
        return self._build(self.ids[index], self._read) if self._whole is None else self._whole[index]


def _id(articles: Sequence[str]) -> str:
    """Return the id of the story of these articles."""
    return hashlib.sha256(f"story {min(articles)}".encode()).hexdigest()[:12]


def _story(
    articles: Sequence[Article],
    *,
    mentioned: Sequence[str],
    telling: Sequence[Sequence[str]],
    differences: int,
    text_of: Callable[[str], Sequence[str]],
) -> Story:
    dated = [article for article in articles if _dated(article)]
    in_order = sorted(articles, key=_by_day)
    days = sorted(dated, key=lambda article: (article.published.value or "")[:10])
    unknown: Stated[str] = Stated.unknown()
    ids = [article.id for article in in_order]
    shared = _shared(telling)
    return Story(
        id=_id(ids),
        title=_title(in_order, shared),
        articles=tuple(ids),
        files=len(ids),
        distinct_texts=_texts(in_order, text_of),
        outlets=len({article.outlet.value for article in articles} - {None}),  # an agency is none
        first=days[0].published if days else unknown,
        last=days[-1].published if days else unknown,
        unread=0,
        differences=differences,
        mentioned_in=tuple(sorted(set(mentioned))),
        words=shared,
        undated=sum(article.published.value is None for article in articles),
    )


def _dated(article: Article) -> bool:
    """Return whether the full day of an article is known."""
    return sort_date(article.published.value) != ""


def _by_day(article: Article) -> tuple[bool, str, str]:
    """Return by what the articles of a story are put in order."""
    return not _dated(article), article.published.value or "", article.path


def _texts(articles: Sequence[Article], text_of: Callable[[str], Sequence[str]]) -> int:
    """Return how many of the articles are no copies of one that stands before them: share none of the keys that ``text_of`` gives."""
    seen: set[str] = set()
    count = 0
    for article in articles:
        keys = text_of(article.id)
        count += seen.isdisjoint(keys)
        seen.update(keys)
    return count


def _shared(telling: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the words that more than half of the articles tell by, the most telling first."""
    counts = Counter(word for words in telling for word in words)
    rank = {word: place for words in telling for place, word in reversed(list(enumerate(words)))}
    shared = [word for word, count in counts.items() if 2 * count > len(telling)]
    return tuple(sorted(shared, key=lambda word: (-counts[word], rank[word], word))[:WORDS])


def _title(articles: Sequence[Article], shared: Sequence[str]) -> str:
    """Return the headline that most articles print; of several, the one with most of the words that join the story."""
    from briefing.text import fold, one_line

    titles = [one_line(article.title.value) for article in articles if article.title.value]
    if not titles:
        return one_line(next((a.standfirst.value or a.opening for a in articles), ""))
    counts = Counter(fold(title) for title in titles)
    return max(titles, key=lambda title: (counts[fold(title)], sum(word in fold(title) for word in shared)))


def find(ref: str, found: StoredStories) -> Story:
    """Return the story whose id begins with ``ref``, or which holds the words of it in its title. Raises NotFoundError."""
    from briefing.collection.folder import quoted
    from briefing.text import fold

    by_id = [place for place, id in enumerate(found.ids) if ref and id.startswith(ref)]
    if len(by_id) > 1:
        raise NotFoundError(f"{quoted(ref)} begins more than one story id; give more of it")
    words = fold(ref).split()
    by_title = (story for story in found if words and all(word in fold(story.title) for word in words))
    for story in (*map(found.__getitem__, by_id), *islice(by_title, 1 - len(by_id))):
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
