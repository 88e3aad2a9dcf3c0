"""The facts on which sources differ in the order in which they are listed, each found by the articles that have a say in it: counted here,
and read a page at a time.

A row goes when that goes from which it was made (triggers of the file see to it). Values are texts that only
:mod:`briefing.collection.disagreements` understands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from briefing.store.catalogue.lookup_tables import LookupTables

OF_STATEMENT, OF_STORY, OF_ARTICLE = range(3)
"""From what a difference was made; they are listed in this order."""

_RANK: Final = "kind, by_articles, by_instances, by_length, origin, place"
_ORDER: Final = f"scope, weak, {_RANK}"
_GONE: Final = (
    "DELETE FROM has_say WHERE difference IN (SELECT number FROM difference WHERE kind = {kind} AND origin = OLD.{id});"
    " DELETE FROM difference WHERE kind = {kind} AND origin = OLD.{id};"
)
TABLES: Final = {
    "difference": "CREATE TABLE difference(number INTEGER PRIMARY KEY, scope INTEGER NOT NULL, weak INTEGER NOT NULL, kind INTEGER NOT NULL,"
    " by_articles INTEGER NOT NULL, by_instances INTEGER NOT NULL, by_length INTEGER NOT NULL, origin TEXT NOT NULL, place INTEGER NOT NULL,"
    " versions INTEGER NOT NULL, value TEXT NOT NULL)",
    "difference_order": f"CREATE INDEX difference_order ON difference({_ORDER}, versions)",
    "difference_origin": "CREATE INDEX difference_origin ON difference(kind, origin)",
    "has_say": "CREATE TABLE has_say(article TEXT NOT NULL, difference INTEGER NOT NULL, PRIMARY KEY (article, difference)) WITHOUT ROWID",
    "has_say_difference": "CREATE INDEX has_say_difference ON has_say(difference)",
}
TRIGGERS: Final = {
    "differing_gone": f"CREATE TRIGGER differing_gone AFTER DELETE ON differing BEGIN {_GONE.format(kind=OF_STATEMENT, id='statement')} END",
    "told_gone": f"CREATE TRIGGER told_gone AFTER DELETE ON told BEGIN {_GONE.format(kind=OF_ARTICLE, id='article')} END",
}
SCHEMA: Final = ";\n".join(TABLES.values())


class DifferenceRow(NamedTuple):
    """One difference: between ``scope`` (0 sources, 1 articles of one source, 2 words of one article), in wording alone (``weak``), from
    which statement, story or article it was made, its ``place`` among those of the same one, how many versions it has; the rank of the
    statement (negative: the larger come first)."""

    scope: int
    weak: bool
    kind: int
    by_articles: int
    by_instances: int
    by_length: int
    origin: str
    place: int
    versions: int
    value: str


class ListedDifferences(LookupTables):
    """``connection`` gives the connection of the calling thread. Whatever writes is called inside a transaction."""

    schema = SCHEMA
    tables = ("difference", "has_say")

    def put(self, rows: Iterable[tuple[DifferenceRow, Iterable[str]]]) -> None:
        """Store differences, each with the articles that have a say in it."""
        run = self._connection()
        marks = ", ".join("?" * len(DifferenceRow._fields))
        query = f"INSERT INTO difference({', '.join(DifferenceRow._fields)}) VALUES ({marks})"
        for row, articles in rows:
            number = run.execute(query, row).lastrowid
            run.executemany("INSERT OR IGNORE INTO has_say VALUES (?, ?)", [(article, number) for article in articles])

    def drop_kind(self, kind: int) -> None:
        """Forget all that were made from statements, stories or articles."""
        run = self._connection()
        run.execute("DELETE FROM has_say WHERE difference IN (SELECT number FROM difference WHERE kind = ?)", (kind,))
        run.execute("DELETE FROM difference WHERE kind = ?", (kind,))

    def unlisted_statements(self) -> list[str]:
        """Return the statements whose printings disagree, and that are in no row yet."""
        query = (
            "SELECT statement FROM differing WHERE value != ''"
            f" AND NOT EXISTS (SELECT 1 FROM difference WHERE kind = {OF_STATEMENT} AND origin = statement)"
        )
        return [id for (id,) in self._connection().execute(query)]

    def unlisted_articles(self) -> list[str]:
        """Return the articles that disagree with themselves, and that are in no row yet."""
        query = (
            "SELECT article FROM told WHERE days != ''"
            f" AND NOT EXISTS (SELECT 1 FROM difference WHERE kind = {OF_ARTICLE} AND origin = article)"
        )
        return [id for (id,) in self._connection().execute(query)]

    # --- all of them ---

    def sizes(self) -> list[tuple[int, int]]:
        """Return scope and number of versions of all, in order."""
        return self._connection().execute(f"SELECT scope, versions FROM difference ORDER BY {_ORDER}").fetchall()

    def count(self) -> int:
        """Return how many there are."""
        return int(self._connection().execute("SELECT count(*) FROM difference").fetchone()[0])

    def page(self, start: int, size: int) -> list[str]:
        """Return the values of ``size`` of them from place ``start`` on."""
        query = (
            f"SELECT value FROM difference JOIN (SELECT number AS mine FROM difference ORDER BY {_ORDER} LIMIT ? OFFSET ?)"
            f" ON number = mine ORDER BY {_ORDER}"
        )
        return [value for (value,) in self._connection().execute(query, (size, start))]

    def numbers(self) -> list[int]:
        """Return the numbers of all, in order."""
        return [number for (number,) in self._connection().execute(f"SELECT number FROM difference ORDER BY {_ORDER}")]

    # --- some of them ---

    def of_articles(
        self, articles: Iterable[str], least: int = 1, scopes: Mapping[int, int] = MappingProxyType({})
    ) -> list[int]:
        """Return the numbers of those in which ``least`` of these articles or more have a say, in order; ``scopes``: those of some (by
        number) that are others than is stored."""
        query = "SELECT difference FROM has_say WHERE article = ?"
        run = self._connection().execute
        told = Counter(number for article in set(articles) for (number,) in run(query, (article,)))
        key = f"SELECT {_ORDER} FROM difference WHERE number = ?"
        ranked = ((rank, number) for number in told if told[number] >= least for rank in run(key, (number,)))
        return [number for _, number in sorted(((scopes.get(n, rank[0]), *rank[1:]), n) for rank, n in ranked)]

    def strong_between(self, articles: Iterable[str]) -> int:
        """Return how many differences in sense there are in which two of these articles or more have a say."""
        query = "SELECT 1 FROM difference WHERE number = ? AND NOT weak"
        run = self._connection().execute
        return sum(run(query, (number,)).fetchone() is not None for number in self.of_articles(articles, 2))

    def place(self, number: int) -> int:
        """Return the place of one among all."""
        mine = f"SELECT {_ORDER} FROM difference WHERE number = ?"
        query = f"SELECT count(*) FROM difference WHERE ({_ORDER}) < ({mine})"
        return int(self._connection().execute(query, (number,)).fetchone()[0])

    def rows(self, numbers: Sequence[int]) -> Iterator[tuple[int, int, int, str]]:
        """Yield number, scope, number of versions and value of those of ``numbers`` that there are, in the order of ``numbers``."""
        query = "SELECT number, scope, versions, value FROM difference WHERE number = ?"
        run = self._connection().execute
        return (row for number in numbers for row in run(query, (number,)))

    def numbers_with(self, scopes: Mapping[int, int]) -> list[int]:
        """Return the numbers of all, in order; ``scopes``: those of some (by number) that are others than is stored."""
        rows = self._connection().execute(f"SELECT number, scope, weak FROM difference ORDER BY {_RANK}")
        ranked = ((scopes.get(n, scope), weak, place, n) for place, (n, scope, weak) in enumerate(rows))
        return [number for *_, number in sorted(ranked)]
