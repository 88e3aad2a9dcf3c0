"""On what sources disagree, kept statement by statement and article by article: what is missing is found out, the rest is read.

Counting comes last, as which texts are copies and whose they are may change without any word of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from briefing.analysis.comparison.tally import Disagreement, Version
from briefing.model import FactValue, Quotation, Statement
from briefing.store.catalogue import serialise
from briefing.store.catalogue.catalogue import Catalogue
from briefing.store.catalogue.stored_statements import RANK

if TYPE_CHECKING:
    from briefing.analysis.comparison.discrepancies import Told

    Story = tuple[Sequence[str], Sequence[Told]]
    """Articles of one story, and what each says."""

HELD = 1 << 22
"""Code points of articles that are at hand once they have been read."""
QUOTED = 1 << 22
"""The same of their quotations: two may share thousands of statements, which stand behind each other."""
STORIES = "differences of stories"
"""The name of what is derived from all articles together: on what the articles of stories disagree."""


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

        wanted: dict[str, set[str]] = {}
        for instance in statement.instances:
            wanted.setdefault(instance.article, set()).add(instance.quotation)
        quotations: dict[str, Quotation] = {}
        for article, ids in wanted.items():
            printed = serialise.load_quotations(self._quoted[article], article, "", ids)
            quotations |= {one.id: one for one in printed}
        found = discrepancies.of_statement(statement, quotations, self._texts)
        return statement.id, " ".join(discrepancies.spoken(statement)), dump(found)

    def of_articles(self, ids: Sequence[str]) -> list[tuple[str, str, str]]:
        """Return rows of what is to be stored of these articles."""
        from briefing.analysis.comparison import discrepancies

        rows = []
        for id in ids:
            told = discrepancies.of_article(id, self._texts.get(id, ""))
            facts = [_facts(told.exchanges), _facts(told.stages)]
            rows.append((id, dump(told.days), json.dumps(facts, separators=(",", ":")) if any(facts) else ""))
        return rows

    def stories(self) -> list[Story]:
        """Return the stories of whose articles several have facts on which they may disagree: these articles, and what they say."""
        from briefing.analysis.comparison import discrepancies

        facts = self._catalogue.differing.facts()
        if not facts:
            return []
        stories = discrepancies.stories(spoken.split() for spoken in self._catalogue.differing.spoken())
        telling = ([article for article in story if article in facts] for story in stories)
        return [(articles, [_told(facts[article]) for article in articles]) for articles in telling if articles]

    # --- reading ---

    def stored(self) -> Iterator[Disagreement]:
        """Yield all that is stored: of statements by rank, of stories, of articles."""
        differing = self._catalogue.differing
        for value in differing.of_statements(RANK):
            yield from load(value)
        row = self._catalogue.derived(STORIES)
        yield from load(row[1]) if row is not None else ()
        for value in differing.of_articles():
            yield from load(value)

    def words(self, found: Disagreement) -> dict[tuple[str, tuple[int, int]], str]:
        """Return the words that its versions rest on, by article and span."""
        return {(one.article, one.span): self._texts.get(one.article, "")[slice(*one.span)] for one in found.versions}

    def _text(self, article: str) -> str | None:
        body = self._catalogue.body(article)
        return None if body is None else body[0]


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
