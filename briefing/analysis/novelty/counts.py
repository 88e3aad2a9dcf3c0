"""How many sentences of each article are new, kept in step: one article more that was read looks only at sentences that it may carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.analysis.novelty.known import Known
from briefing.analysis.novelty.sentences import Sentence, carries, sought


@dataclass(slots=True, eq=False)
class _Asked:
    """A sentence of an article that is counted, and the read articles that carry it."""

    article: str
    sentence: Sentence
    words: list[int]
    carriers: set[str] = field(default_factory=set)


class NewCounts:
    """The sentences of some articles, each with the read articles that carry it.

    A sentence is listed under words of which each carrier has at least one, the rarest there were when it was put in.
    """

    def __init__(self, read: Known) -> None:
        """Count against the articles in ``read``, which is told of each article that is read by :meth:`mark_read` alone."""
        self._read = read
        self._asked: dict[str, list[_Asked]] = {}
        self._by_word: dict[int, dict[_Asked, None]] = {}

    @property
    def articles(self) -> frozenset[str]:
        """Ids of the articles whose sentences are counted."""
        return frozenset(self._asked)

    def add(self, article: str, told: Sequence[Sentence]) -> None:
        """Count the sentences of an article."""
        self.remove(article)
        listed = self._asked[article] = []
        for sentence, news in zip(told, self._read.news(told, without=article), strict=True):
            words = sought(sentence, lambda word: len(self._by_word.get(word, ())))
            asked = _Asked(article, sentence, words, {each.article for each in news.carried_by})
            listed.append(asked)
            for word in words:
                self._by_word.setdefault(word, {})[asked] = None

    def remove(self, article: str) -> None:
        """Count the article's sentences no longer."""
        for asked in self._asked.pop(article, ()):
            for word in asked.words:
                del self._by_word[word][asked]

    def mark_read(self, article: str, told: Sequence[Sentence]) -> None:
        """Let an article count as read: what it says is not new elsewhere."""
        self.mark_unread(article)
        self._read.add(article, told)
        own = self._asked.get(article, ())
        for sentence in told:
            near = {asked for word in sentence.weights for asked in self._by_word.get(word, ())}
            for asked in near.difference(own):
                if carries(asked.sentence, sentence) is not None:
                    asked.carriers.add(article)

    def mark_unread(self, article: str) -> None:
        """Let an article count as read no longer."""
        if article in self._read.articles:
            self._read.remove(article)
            for listed in self._asked.values():
                for asked in listed:
                    asked.carriers.discard(article)

    def counts(self) -> dict[str, tuple[int, int]]:
        """Return article -> (sentences that are new, sentences)."""
        new = {article: sum(not each.carriers for each in listed) for article, listed in self._asked.items()}
        return {article: (count, len(self._asked[article])) for article, count in new.items()}
