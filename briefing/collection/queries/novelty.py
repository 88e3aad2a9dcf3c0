"""What of an article other ones say already. What was read of texts is kept from one question to the next, through changes of the folder:
an article that is read, comes, goes or changes costs that article's sentences."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Final, Literal

from briefing.analysis.novelty import sentences
from briefing.analysis.novelty.counts import NewCounts
from briefing.analysis.novelty.known import Known
from briefing.model import Document, SentenceNews, Span

if TYPE_CHECKING:
    from briefing.analysis.novelty.sentences import Sentence
    from briefing.collection.queries.queries import Queries

MOST_HELD: Final = 2_000
"""Articles whose sentences are held in memory; among more, the index says which ones may carry a sentence."""
MOST_READ: Final = 500
"""Articles that are read for one answer; before more are, the index is asked."""
MOST_ASKED: Final = 20
"""Articles that the index proposes for one sentence."""
WORDS_ASKED: Final = 8
"""Words by which the index is asked for a sentence."""

Marks = dict[str, str]
"""Article id -> the fingerprint of its text, as it was when its sentences were read."""


class SaidBefore:
    """The sentences of the articles that were read, and of all, as far as they were asked for. Safe to call from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, tuple[Known, Marks]] = {name: (Known(), {}) for name in ("read", "all")}
        self._counts = NewCounts(self._known["read"][0])
        self._counted: Marks = {}

    def news(self, queries: Queries, article: str, against: Literal["read", "all"]) -> tuple[SentenceNews, ...]:
        """Return each sentence of an article (an id) with whether it is new."""
        document = queries.document(article)
        told = tuple(sentences.read(document))
        quoted = [each.span for each in queries.quotations(document.article.id) if each.kind == "speech"]
        marks = queries.fingerprints()
        among = _among(queries, against, marks)
        with self._lock:
            unread = among.keys() - self._known[against][1].keys()
            if len(among) <= MOST_HELD and len(unread) <= MOST_READ:
                self._bring_in_step(queries, against, among)
                known = partial(
                    self._known[against][0].news, without=document.article.id, order=cache(partial(_path_of, queries))
                )
                return _in_part(document, quoted, known(told), known)
        found = partial(
            _by_index, queries, article=document.article.id, among=among if len(among) < len(marks) else None
        )
        return _in_part(document, quoted, found(told), found)

    def counts(self, queries: Queries, articles: Sequence[str]) -> Mapping[str, tuple[int, int]]:
        """Return article -> (sentences that no article that was read says, sentences), for at most ``MOST_HELD`` of ``articles``."""
        marks = queries.fingerprints()
        read = dict(list(_among(queries, "read", marks).items())[:MOST_HELD])
        wanted = {id: marks[id] for id in articles[:MOST_HELD] if id in marks}
        with self._lock:
            self._bring_in_step(queries, "read", read)
            for id in [id for id, mark in self._counted.items() if wanted.get(id) != mark]:
                self._counts.remove(id)
                del self._counted[id]
            for id in wanted.keys() - self._counted.keys():
                self._counts.add(id, _told(queries, id))
                self._counted[id] = wanted[id]
            return self._counts.counts()

    def _bring_in_step(self, queries: Queries, against: str, among: Marks) -> None:
        """Hold the sentences of the articles ``among``, as their texts are now, and of no others."""
        known, held = self._known[against]
        for id in [id for id, mark in held.items() if among.get(id) != mark]:
            self._counts.mark_unread(id) if against == "read" else known.remove(id)
            del held[id]
        for id in [id for id in among if id not in held]:
            told = _told(queries, id)
            self._counts.mark_read(id, told) if against == "read" else known.add(id, told)
            held[id] = among[id]


def _in_part(
    document: Document,
    quoted: Sequence[Span],
    news: Sequence[SentenceNews],
    look: Callable[[Sequence[Sentence]], Sequence[SentenceNews]],
) -> tuple[SentenceNews, ...]:
    """Return the news of an article's sentences with what of the new ones is quoted and known, as ``look`` tells of any stretch."""
    new = [each for each in news if each.new]
    parts = list(sentences.spoken(document, [each.span for each in new], quoted))
    known: dict[Span, list[Span]] = {}
    for (place, _), told in sorted(zip(parts, look([part for _, part in parts]), strict=True), key=_begins):
        spans = known.setdefault(new[place].span, [])
        if not told.new:
            # A quotation may stand within another one.
            whole = spans.pop() if spans and spans[-1][1] > told.span[0] else told.span
            spans.append((whole[0], max(whole[1], told.span[1])))
    return tuple(replace(each, known=tuple(known.get(each.span, ()))) for each in news)


def _begins(part: tuple[object, SentenceNews]) -> Span:
    return part[1].span


def _among(queries: Queries, against: str, marks: Mapping[str, str]) -> Marks:
    read = marks.keys() if against == "all" else queries.session.state.read_ids()
    return {id: marks[id] for id in marks if id in read}


def _told(queries: Queries, article: str) -> tuple[Sentence, ...]:
    """Return the sentences of an article; none if it has left the folder meanwhile."""
    return tuple(
        told for document in queries.session.catalogue.documents([article]) for told in sentences.read(document)
    )


def _path_of(queries: Queries, article: str) -> str:
    """Return the path of an article, its id if it has left the folder meanwhile."""
    traits = queries.session.catalogue.traits(article)
    return article if traits is None else traits[0]


def _by_index(
    queries: Queries, told: Iterable[Sentence], article: str, among: Collection[str] | None
) -> tuple[SentenceNews, ...]:
    """Return the news of sentences held against those articles only which the index finds for their rarest words; ``among``: of these, None
    for all."""
    found: list[SentenceNews] = []
    read: dict[str, tuple[Sentence, ...]] = {}
    paths = cache(partial(_path_of, queries))
    for sentence in told:
        near = [id for id in _proposed(queries, sentence, among) if id != article]
        known = Known()
        for id in near:
            if id not in read:
                read[id] = _told(queries, id)
            known.add(id, read[id])
        found += known.news([sentence], order=paths)
    return tuple(found)


def _proposed(queries: Queries, sentence: Sentence, among: Collection[str] | None) -> Sequence[str]:
    """Return the articles that the index finds for the rarest words of a sentence, best first."""
    words = sentences.rarest(sentence, WORDS_ASKED)
    if not words:
        return ()
    return queries.matching(" OR ".join(words), limit=MOST_ASKED, within=among)[0]
