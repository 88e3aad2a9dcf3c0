"""What a search finds: the question with its scope, the articles and their hits, counted little by little in a thread.

Nothing here touches a widget. A scope is part of a question's text where it outlives the line (history, saved searches):
``quote:(words)`` is "quotations only".
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal, overload

from briefing.errors import QueryError
from briefing.model import Article, Span
from briefing.presentation.labels import hits_line
from briefing.text import one_line
from briefing.tui.workers import Cancelled

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection

Scope = Literal["all", "article", "quotations"]
SCOPES: Final[tuple[Scope, ...]] = ("all", "article", "quotations")
SCOPE_WORDS: Final[Mapping[Scope, str]] = {
    "all": "all articles",
    "article": "this article",
    "quotations": "quotations only",
}

MOST_FOUND: Final = 2000
"""Articles that a search lists, and in which it counts hits."""

COUNTED_FIRST: Final = 24
"""Articles in which the hits are counted before anything is shown: about a screen of them."""

REPORT_EVERY: Final = 0.25
"""Seconds between two reports of hits counted."""

BREATH: Final = 0.002
"""Seconds for which the counting thread rests between articles once a screenful is shown: keys come first."""

_QUOTE, _END = "quote:(", ")"


@dataclass(frozen=True, slots=True)
class Question:
    """A query as typed, where it looks (``article``: the id of "this article"), and whether its last word is still being typed."""

    text: str
    live: bool = False
    scope: Scope = "all"
    article: str = ""

    @property
    def whole(self) -> str:
        """The query with its scope in it, as the collection reads it and as it is kept."""
        if self.scope != "quotations" or not self.text.strip():
            return self.text
        # While it is typed the parenthesis stays open, so that the last word is still a beginning.
        return f"{_QUOTE}{self.text}" if self.live else f"{_QUOTE}{self.text}{_END}"


def question(kept: str) -> Question:
    """Return the question of a kept query: ``quote:(words)`` looks in quotations only."""
    inner = kept[len(_QUOTE) : -len(_END)]
    if kept.startswith(_QUOTE) and kept.endswith(_END) and "(" not in inner and ")" not in inner:
        return Question(inner, scope="quotations")
    return Question(kept)


@dataclass(frozen=True, slots=True)
class Results:
    """What one question found: articles in order, and how many hits each has (those counted so far)."""

    question: Question
    articles: tuple[str, ...] = ()
    total: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    partial: bool = False
    suggestion: str | None = None

    @property
    def query(self) -> str:
        return self.question.text

    @property
    def live(self) -> bool:
        return self.question.live

    @property
    def whole(self) -> bool:
        """Every hit in every article found is counted."""
        return not self.partial and len(self.counts) >= self.total

    def words(self, position: int) -> str:
        """Return ``/putin   3/41 hits · 12 articles`` for the header, the ``position``-th hit being the current one."""
        parts = [f"/{self.query}"]
        if self.question.scope != "all":
            parts.append(SCOPE_WORDS[self.question.scope])
        parts.append(hits_line(position, sum(self.counts.values()), self.total))
        if not self.articles and self.suggestion:
            parts.append(f"did you mean {self.suggestion}?")
        if len(self.articles) < self.total:
            parts.append(f"partial results: first {len(self.articles):,} of {self.total:,}")
        elif not self.whole:
            parts.append("partial results")
        return "   ".join(parts)

    def empty_words(self, *, filtered: bool) -> str:
        """Return what the list says when nothing is found, a line a sentence; ``filtered``: names narrow the search."""
        if self.suggestion:
            return f"no hits\ndid you mean {one_line(self.suggestion)}?\nEnter searches for it"
        if filtered:
            return "no hits; try fewer words\nor take the filter by name away"
        if self.question.scope != "all":
            return f"no hits in {SCOPE_WORDS[self.question.scope].removesuffix(' only')}\n/ and Tab look elsewhere"
        return "no hits; try fewer words"

    def same_articles(self, other: Results | None) -> bool:
        """Return whether both are one question's answer, perhaps with more or fewer hits counted."""
        return other is not None and self.question == other.question and self.articles == other.articles


class Finder:
    """Asks the collection; for any thread."""

    def __init__(self, collection: ReaderCollection) -> None:
        self.collection = collection

    def find(
        self,
        asked: Question,
        within: AbstractSet[str] | None,
        cancelled: Cancelled,
        report: Callable[[Results], object],
    ) -> Results:
        """Return the results, fully counted; see :meth:`count`. Raises QueryError, its position being one in the text as typed."""
        return self.count(self.look(asked, within), cancelled, report)

    def look(self, asked: Question, within: AbstractSet[str] | None) -> Results:
        """Return the articles, no hits counted. Raises QueryError."""
        if asked.scope == "article":
            within = {asked.article} if within is None or asked.article in within else set()
        ids, found = self._matching(asked, within)
        finished = replace(asked, live=False)
        if not ids and asked.live and not found.suggestion:
            # The beginning of a word is not corrected; the word that it would be now is.
            with contextlib.suppress(QueryError):
                found = self._matching(finished, within)[1]
        return Results(asked, ids, found.total if ids else 0, {}, found.partial, found.suggestion)

    def count(
        self, results: Results, cancelled: Cancelled = lambda: False, report: Callable[[Results], object] | None = None
    ) -> Results:
        """Return ``results`` with the hits of a screenful more counted; with ``report``, those of all, and it is told of them as soon as
        there is a screenful and from time to time after."""
        counts = dict(results.counts)
        told = 0.0
        for place, id in enumerate(id for id in results.articles if id not in results.counts):
            if cancelled():
                break
            if place >= COUNTED_FIRST:
                if report is None:
                    break
                if (now := time.monotonic()) - told >= REPORT_EVERY:
                    told = now
                    report(replace(results, counts=dict(counts)))
                time.sleep(BREATH)
            counts[id] = len(self.hits(results.question, id))
        return replace(results, counts=counts)

    def _matching(self, asked: Question, within: AbstractSet[str] | None) -> tuple[tuple[str, ...], Any]:
        return self.collection.matching(
            asked.text, limit=MOST_FOUND, live=asked.live, within=within, quotations_only=asked.scope == "quotations"
        )

    def hits(self, asked: Question, article: str) -> tuple[Span, ...]:
        """Return where the words of the question stand in an article's text: in quotations only if it looks there only."""
        spans = self.collection.hits_in(asked.text, article, live=asked.live)
        if asked.scope != "quotations" or not spans:
            return spans
        quoted = [quotation.span for quotation in self.collection.quotations(article) if quotation.mode != "indirect"]
        return tuple(span for span in spans if any(start <= span[0] and span[1] <= end for start, end in quoted))


def complaint(error: QueryError) -> str:
    """Return what is wrong with a query, and at which character: people count from 1."""
    at = "" if error.position is None else f" (at character {error.position + 1})"
    text = str(error)
    return text if "character" in text else text + at


class FoundArticles(Sequence[Article]):
    """Some of the folder's articles in an order of their own; each is built when its row is drawn."""

    def __init__(self, articles: Sequence[Article], places: list[int]) -> None:
        self._articles = articles
        self._places_there = places

    def __len__(self) -> int:
        return len(self._places_there)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        if isinstance(index, slice):
            return FoundArticles(self._articles, self._places_there[index])
        return self._articles[self._places_there[index]]

    @property
    def ids(self) -> list[str]:
        """The ids in order."""
        ids = getattr(self._articles, "ids", None) or [article.id for article in self._articles]
        return [ids[place] for place in self._places_there]
