"""On what sources disagree, kept statement by statement and article by article: what is missing is found out, the rest is read.

Counting comes last, as which texts are copies and whose they are may change without any word of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from briefing.analysis.comparison.tally import Disagreement, Version, of_one_mind, scope_of
from briefing.model import FactValue, Quotation, Statement
from briefing.store.catalogue import serialise
from briefing.store.catalogue.catalogue import Catalogue
from briefing.store.catalogue.listed_differences import OF_ARTICLE, OF_STATEMENT, OF_STORY, DifferenceRow

if TYPE_CHECKING:
    from briefing.analysis.comparison.discrepancies import Places, Told
    from briefing.store.catalogue.listed_differences import ListedDifferences

    Rank = tuple[int, int, int]
    Row = tuple[DifferenceRow, Sequence[str]]

    Story = tuple[Sequence[str], Sequence[Told]]
    """Articles of one story, and what each says."""

HELD = 1 << 22
"""Code points of articles that are at hand once they have been read."""
QUOTED = 1 << 22
"""The same of their quotations: two may share thousands of statements, which stand behind each other."""
STORIES = "differences of stories"
"""The name of what is derived from all articles together: on what the articles of stories disagree."""
LIST, LIST_VERSION = "list of differences", 1
"""What is kept of the list bears this name; the version is raised when it can come out differently."""
SCOPES: Final = ("sources", "source", "article")
"""Kinds of difference in their order."""

NO_RANK: Final = (0, 0, 0)


class Disagreements:
    """What is known of one folder."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._texts = _Texts(self._text, HELD)
        self._quoted = _Texts(catalogue.quoted_in, QUOTED)

    # --- finding out ---

    def of_statements(self, ids: Sequence[str]) -> list[tuple[str, str, str]]:
        """Return rows of what is to be stored of these statements."""
        return [self._row(statement) for statement in self._catalogue.statements_by_id(ids)]

    def _row(self, statement: Statement) -> tuple[str, str, str]:
        from briefing.analysis.comparison import discrepancies

        found = discrepancies.of_statement(statement, self._printed(statement), self._texts)
        return statement.id, " ".join(discrepancies.spoken(statement)), dump(found)

    def _printed(self, statement: Statement) -> dict[str, Quotation]:
        """Return the quotations that print a statement, by id."""
        wanted: dict[str, set[str]] = {}
        for instance in statement.instances:
            wanted.setdefault(instance.article, set()).add(instance.quotation)
        quotations: dict[str, Quotation] = {}
        for article, ids in wanted.items():
            printed = serialise.load_quotations(self._quoted[article], article, "", ids)
            quotations |= {one.id: one for one in printed}
        return quotations

    def of_articles(self, ids: Sequence[str]) -> list[tuple[str, str, str]]:
        """Return rows of what is to be stored of these articles."""
        from briefing.analysis.comparison import discrepancies

        rows = []
        for id in ids:
            told = discrepancies.of_article(id, self._texts.get(id, ""))
            facts = [_facts(told.exchanges), _facts(told.stages)]
            rows.append((id, dump(told.days), json.dumps(facts, separators=(",", ":")) if any(facts) else ""))
        return rows

    # --- reading ---

    def words(self, found: Disagreement) -> dict[tuple[str, tuple[int, int]], str]:
        """Return the words that its versions rest on, by article and span."""
        return {(one.article, one.span): self._texts.get(one.article, "")[slice(*one.span)] for one in found.versions}

    def places_of_statement(self, id: str) -> Places:
        """Return where each printing of a statement says what was found of it."""
        from briefing.analysis.comparison import discrepancies

        (statement,) = self._catalogue.statements_by_id([id])
        return discrepancies.places_of_statement(statement, self._printed(statement), self._texts)

    def places_of_story(self, articles: Iterable[str]) -> Places:
        """Return where each of these articles says what was found of their story."""
        from briefing.analysis.comparison import discrepancies

        return discrepancies.places_of_story([discrepancies.of_article(id, self._texts.get(id, "")) for id in articles])

    def _text(self, article: str) -> str | None:
        body = self._catalogue.body(article)
        return None if body is None else body[0]


def stories(spoken: Iterable[str], facts: Mapping[str, str]) -> list[Story]:
    """Return the stories of whose articles some have ``facts`` on which they may disagree: these articles, and what they say. ``spoken``: the
    articles that print a statement in marks together."""
    from briefing.analysis.comparison import discrepancies

    if not facts:
        return []
    joined = discrepancies.stories(articles.split() for articles in spoken)
    telling = ([article for article in story if article in facts] for story in joined)
    return [(articles, [_told(facts[article]) for article in articles]) for articles in telling if articles]


class _Texts(Mapping[str, str]):
    """Texts of articles, some at hand once they have been read, up to ``most`` code points; an article that is gone is missing."""

    def __init__(self, read: Callable[[str], str | None], most: int) -> None:
        self._read = read
        self._most = most
        self._held: dict[str, str] = {}
        self._size = 0

    def __getitem__(self, article: str) -> str:
        text = self._held.get(article)
        return self._put(article) if text is None else text

    def _put(self, article: str) -> str:
        text = self._read(article)
        if text is None:
            raise KeyError(article)
        self._held[article] = text
        self._size += len(text)
        while self._size > self._most:
            self._size -= len(self._held.pop(next(iter(self._held))))
        return text

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


def dump(found: Iterable[Disagreement]) -> str:
    """Return disagreements as JSON text."""
    rows = [[one.topic, one.versions, one.strong] for one in found]
    return json.dumps(rows, separators=(",", ":")) if rows else ""


@serialise.whole
def load(text: str) -> list[Disagreement]:
    """Return the disagreements that :func:`dump` wrote; ``sqlite3.DatabaseError`` if they cannot be read back."""
    return [_disagreement(*row) for row in json.loads(text)] if text else []


def _disagreement(topic: str, versions: Sequence[Sequence[Any]], strong: bool = True) -> Disagreement:
    return Disagreement(topic, tuple(map(_version, versions)), strong)


def _version(row: Sequence[Any]) -> Version:
    value, article, span, printings, others, at = row
    return Version(value, article, _span(span), printings, tuple(others), _span(at) if at else None)


def _facts(told: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    return [[[value.value, value.article, value.span], *rest] for value, *rest in told]


@serialise.whole
def _told(text: str) -> Told:
    from briefing.analysis.comparison.discrepancies import Told

    exchanges, stages = json.loads(text)
    return Told(
        (),
        tuple((_fact(value), _span(words), tuple(context)) for value, words, context in exchanges),
        tuple((_fact(value), _span(words)) for value, words in stages),
    )


def _fact(row: Sequence[Any]) -> FactValue:
    return FactValue(row[0], row[1], _span(row[2]))


def _span(row: Sequence[int]) -> tuple[int, int]:
    start, end = row
    return start, end


# --- the list: what is stored in the order in which people read it, so that a page of it is read without the others ---


def basis_of(catalogue: Catalogue) -> str:
    """Return what the list rests on: that differences were looked for at all, and in which stories."""
    stories = catalogue.derived(STORIES)
    return f"{LIST_VERSION} {stories[0] if stories is not None else ''}"


def is_listed(catalogue: Catalogue) -> bool:
    """Return whether the list holds what is stored."""
    return catalogue.derived_from(LIST, basis_of(catalogue)) is not None


def sign(catalogue: Catalogue) -> None:
    """Note that the list holds what is stored. Call inside a transaction."""
    catalogue.put_derived(LIST, basis_of(catalogue), "")


def bring_up_to_date(catalogue: Catalogue) -> None:
    """List what is stored and not listed yet; what was dropped has left the list by itself. Call inside a transaction."""
    before, listed = catalogue.derived(LIST), catalogue.differences
    if {"" if before is None else before[0].partition(" ")[0]} != {str(LIST_VERSION)}:
        listed.clear()
    listed.drop_kind(OF_STORY)
    listed.put(_rows(catalogue, listed.unlisted_statements(), listed.unlisted_articles()))
    sign(catalogue)


def fill(catalogue: Catalogue, listed: ListedDifferences) -> None:
    """List all that is stored, from nothing. Call inside a transaction."""
    listed.clear()
    stored = catalogue.differing
    listed.put(_rows(catalogue, stored.differing_statements(), stored.differing_articles()))


def _rows(catalogue: Catalogue, statements: Iterable[str], articles: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of what is stored of these statements and articles, and of all stories."""
    outlet = cache(catalogue.imprints.source_of)

    def made(kind: int, origin: str, rank: Rank, value: str) -> Iterator[Row]:
        for place, each in enumerate(load(value)):
            told_by = dict.fromkeys(article for version in of_one_mind(each.versions) for article in version.articles)
            scope = SCOPES.index(scope_of(each, outlet))
            whole = (scope, not each.strong, kind, *rank, origin, place, len(each.versions), dump([each]))
            yield DifferenceRow(*whole), tuple(told_by)

    stored = catalogue.differing
    for id in statements:
        for rank, value in stored.of_statement(id):
            yield from made(OF_STATEMENT, id, rank, value)
    stories = catalogue.derived(STORIES)
    yield from made(OF_STORY, "", NO_RANK, stories[1] if stories is not None else "")
    for id in articles:
        for value in stored.of_article(id):
            yield from made(OF_ARTICLE, id, NO_RANK, value)


def scope_with(found: Disagreement, outlet: Callable[[str], str | None]) -> int:
    """Return the place of a difference's kind in :data:`SCOPES`, by what sources are called now."""
    return SCOPES.index(scope_of(found, outlet))
