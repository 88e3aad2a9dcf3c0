"""What a search finds: the question with its scope, the articles and their hits, counted little by little in a thread.

Nothing here touches a widget. A scope is part of a question's text where it outlives the line (history, saved searches):
``quote:(words)`` is "quotations only".
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field, replace
from typing import TYPE_CHECKING, Final, Literal, overload

from briefing.errors import QueryError
from briefing.late import dataclass
from briefing.model import Article, SearchResult, Span
from briefing.presentation.labels import hits_line
from briefing.text import QUERY_MARKS, one_line, plural, safe_text
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

GO_ON: Final = 0.12
"""Seconds for which Enter waits for the rest of the counts, so that a search of usual size shows one number only."""

REPORT_EVERY: Final = 0.25
"""Seconds between two reports of hits counted."""

BREATH: Final = 0.002
"""Seconds for which the counting thread rests between articles once a screenful is shown: keys come first."""

NARROWING: Final = {
    r"\w:": "nothing fits all of it: try fewer words, or fields",
    r"\bNEAR/\d": "the words may stand further apart: try a larger number behind NEAR/",
    f'["{QUERY_MARKS}]': "in this order the words may stand nowhere: try them without the quotation marks",
    r"(?:^|[\s(])-\S": "it may stand only with what you leave out: try it without the -",
    r"\S\s+\S": "each word is there, but no article has them all: OR between them finds any",
    "": "nothing fits it",
}
"""What of a query narrows it -> what is said of it where nothing is found though its words are there; the first that applies."""

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
    if kept.startswith(_QUOTE) and kept.endswith(_END) and _closed(inner):
        return Question(inner, scope="quotations")
    return Question(kept)


def _closed(query: str) -> bool:
    """Return whether each parenthesis in a query has its other half there."""
    depth = 0
    for character in query:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0


@dataclass(frozen=True, slots=True)
class Results:
    """What one question found: articles in order, and how many hits each has (those counted so far)."""

    question: Question
    articles: tuple[str, ...] = ()
    total: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    partial: bool = False
    suggestion: str | None = None
    absent: tuple[str, ...] = ()
    """Words of the query, as typed, that stand in no article, if nothing was found."""
    elsewhere: int = 0
    """Articles that match outside the scope, if nothing was found in it."""
    blank: bool = False
    """The query asks for nothing yet (``outlet:``)."""
    note: str = ""
    """What to say of an archive that did not answer, or not in full."""
    notes: int = 0
    """Clippings in the notebook whose note holds the words of the query."""

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
        """Return ``3/41 hits · 12 articles`` for the header, the ``position``-th hit being the current one. A ``+`` behind the hits says
        that they are still being counted."""
        parts = [SCOPE_WORDS[self.question.scope]] if self.question.scope != "all" else []
        counted = sum(self.counts.values())
        parts.append(hits_line(position, counted, self.total, more=not self.whole) + self._noted)
        if not self.articles and self.suggestion:
            parts.append(f"did you mean {self.suggestion}?")
        if len(self.articles) < self.total:
            parts.append(f"partial results: first {len(self.articles):,} of {self.total:,}")
        elif not self.whole:
            parts.append("partial results")
        return "   ".join(parts)

    @property
    def _noted(self) -> str:
        """The clippings that hold the words, as the header ends with them."""
        return f" · {plural(self.notes, 'note')} (B)" if self.notes else ""

    def empty_words(self, *, filtered: bool) -> str:
        """Return what the list says when nothing is found, a line a sentence; ``filtered``: names narrow the search."""
        if self.note:
            return f"no hits in what is here\n{self.note}"
        if self.suggestion:
            return f"no hits\ndid you mean {one_line(self.suggestion)}?\nEnter searches for it"
        lines = [
            "no hits"
            if self.question.scope == "all"
            else f"no hits in {SCOPE_WORDS[self.question.scope].removesuffix(' only')}"
        ]
        lines += [f"{safe_text(word)} stands in no article" for word in self.absent[:3]]
        if filtered:
            lines.append("q takes the filter by name away")
        if self.elsewhere:
            lines.append(f"elsewhere it stands in {plural(self.elsewhere, 'article')}: / and Shift+Tab look there")
        if self.notes:
            lines.append(f"{plural(self.notes, 'note')} in the notebook (B)")
        if len(lines) == 1:
            lines.append(next(says for narrows, says in NARROWING.items() if re.search(narrows, self.query)))
        return "\n".join(lines)

    def corrects(self, question: Question) -> bool:
        """Return whether they say, instead of an answer, what was meant by ``question``."""
        return (self.question, bool(self.articles), bool(self.suggestion)) == (question, False, True)

    def same_articles(self, other: Results | None) -> bool:
        """Return whether both are one question's answer, perhaps with more or fewer hits counted."""
        return other is not None and self.question == other.question and self.articles == other.articles


NO_RESULTS: Final = Results(Question(""))


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
        return self.count(self.look(asked, within, cancelled), cancelled, report)

    def look(self, asked: Question, within: AbstractSet[str] | None, cancelled: Cancelled | None = None) -> Results:
        """Return the articles, no hits counted. Raises QueryError."""
        if asked.scope == "article":
            within = {asked.article} if within is None or asked.article in within else set()
        from briefing.tui.finding.notes_found import notes_with

        ids, found = self._matching(asked, within, cancelled)
        notes = len(notes_with(asked.text, self.collection.state.clippings()))
        results = Results(asked, ids, found.total, {}, found.partial, note=found.note, notes=notes)
        return results if ids else self._missed(results, found, within)

    def _missed(self, results: Results, found: SearchResult, within: AbstractSet[str] | None) -> Results:
        """Return ``results``, which are none, with what may help: a corrected query, words that stand nowhere, other scopes."""
        asked, elsewhere = results.question, 0
        if found.blank:
            return replace(results, blank=True)
        with contextlib.suppress(QueryError):
            if asked.live:
                # The beginning of a word is not corrected; the word that it would be now is.
                found = self._matching(replace(asked, live=False), within)[1]
            if asked.scope != "all":
                elsewhere = self._matching(replace(asked, scope="all"), None)[1].total
        return replace(results, total=0, suggestion=found.suggestion, absent=found.absent, elsewhere=elsewhere)

    def count(
        self, results: Results, cancelled: Cancelled = lambda: False, report: Callable[[Results], object] | None = None
    ) -> Results:
        """Return ``results`` with the hits of a screenful more counted; with ``report``, those of all, and it is told of them as soon as
        there is a screenful and from time to time after; without, it goes on for :data:`GO_ON`."""
        counts = dict(results.counts)
        told, end = 0.0, time.monotonic() + GO_ON
        for place, id in enumerate(id for id in results.articles if id not in results.counts):
            if cancelled():
                break
            if place >= COUNTED_FIRST:
                if report is None:
                    if time.monotonic() >= end:
                        break
                    counts[id] = len(self.hits(results.question, id))
                    continue
                if (now := time.monotonic()) - told >= REPORT_EVERY:
                    told = now
                    report(replace(results, counts=dict(counts)))
                time.sleep(BREATH)
            counts[id] = len(self.hits(results.question, id))
        return replace(results, counts=counts)

    def _matching(
        self, asked: Question, within: AbstractSet[str] | None, cancelled: Cancelled | None = None
    ) -> tuple[tuple[str, ...], SearchResult]:
        return self.collection.matching(
            asked.text,
            limit=MOST_FOUND,
            live=asked.live,
            within=within,
            quotations_only=asked.scope == "quotations",
            cancelled=cancelled,
        )

    def hits(self, asked: Question, article: str) -> tuple[Span, ...]:
        """Return where the words of the question stand in an article's text: in quotations only if it looks there only."""
        spans = self.collection.hits_in(asked.text, article, live=asked.live)
        if asked.scope != "quotations" or not spans:
            return spans
        quoted = [span for quotation in self.collection.quotations(article) for span in quotation.spoken]
        return tuple(
            span for span in spans if any(span == (max(start, span[0]), min(span[1], end)) for start, end in quoted)
        )


def complaint(error: QueryError) -> str:
    """Return what is wrong with a query, and at which character: people count from 1."""
    at = "" if error.position is None else f" (at character {error.position + 1})"
    text = str(error)
    return text if "character" in text else text + at


class FoundArticles(Sequence[Article]):
    """Some of the folder's articles in an order of their own; each is built when its row is drawn."""

    def __init__(self, articles: Sequence[Article], places: list[int]) -> None:
        self._articles = articles
        self.places = places
        """Where each stands among all articles."""

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        if isinstance(index, slice):
            return FoundArticles(self._articles, self.places[index])
        return self._articles[self.places[index]]

    @property
    def ids(self) -> list[str]:
        """The ids in order."""
        ids = getattr(self._articles, "ids", None) or [article.id for article in self._articles]
        return [ids[place] for place in self.places]
