"""What has been said already, by its telling words: articles are put in and taken out one by one."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from typing import Any

from briefing.analysis.novelty.sentences import Sentence, carries, sought
from briefing.model import Carried, SentenceNews

_NONE: array[int] = array("I")


class Known:
    """The sentences of some articles, found by their words."""

    def __init__(self) -> None:
        self._told: dict[str, range] = {}
        self._sentences: list[tuple[str, Sentence] | None] = []
        self._by_word: dict[int, array[int]] = {}

    def __len__(self) -> int:
        return len(self._told)

    @property
    def articles(self) -> frozenset[str]:
        """Ids of the articles that were put in."""
        return frozenset(self._told)

    def add(self, article: str, told: Iterable[Sentence]) -> None:
        """Put in the sentences of an article, in the place of those that were there."""
        self.remove(article)
        first = len(self._sentences)
        self._sentences += [(article, each) for each in told]
        self._told[article] = range(first, len(self._sentences))
        for place in self._told[article]:
            self._list(place)

    def _list(self, place: int) -> None:
        listed = self._sentences[place]
        for word in listed[1].weights if listed is not None else ():
            self._by_word.setdefault(word, array("I")).append(place)

    def remove(self, article: str) -> None:
        """Take out the sentences of an article, if it is there."""
        for place in self._told.pop(article, ()):
            self._sentences[place] = None
        if len(self._sentences) > 1000 + 2 * sum(map(len, self._told.values())):
            self._close_up()

    def _close_up(self) -> None:
        """Give back the room of what was taken out."""
        told = {article: [self._sentences[place] for place in places] for article, places in self._told.items()}
        self._told, self._sentences, self._by_word = {}, [], {}
        for article, listed in told.items():
            self.add(article, [each[1] for each in listed if each is not None])

    def news(
        self, told: Iterable[Sentence], *, without: str = "", order: Callable[[str], object] = str
    ) -> tuple[SentenceNews, ...]:
        """Return for each sentence whether it is new, and who carries it, articles sorted by ``order``; the article ``without`` does
        not count."""
        return tuple(self._one(each, without, order) for each in told)

    def _one(self, asked: Sentence, without: str, order: Any) -> SentenceNews:
        if not asked.words:
            return SentenceNews(asked.span, True, ())
        words = sought(asked, lambda word: len(self._by_word.get(word, _NONE)))
        places = {place for word in words for place in self._by_word.get(word, _NONE)}
        near = (listed for place in places if (listed := self._sentences[place]) is not None)
        carried = [
            Carried(article, other.span, how)
            for article, other in near
            if article != without
            if (how := carries(asked, other)) is not None
        ]
        carried.sort(key=lambda each: (order(each.article), each.span))
        return SentenceNews(asked.span, not carried, tuple(carried))
