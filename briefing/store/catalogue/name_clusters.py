"""The names of the articles, each beside the form by which it is found and the entity that it belongs to.

Values are texts that only :mod:`briefing.collection.stages.joining_names` understands.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

SCHEMA = """
CREATE TABLE name_cluster(form INTEGER NOT NULL, article TEXT NOT NULL, number INTEGER NOT NULL, entity TEXT NOT NULL, why TEXT NOT NULL,
  value TEXT NOT NULL, mentions TEXT NOT NULL);
CREATE UNIQUE INDEX name_cluster_form ON name_cluster(form, article, number);
CREATE INDEX name_cluster_article ON name_cluster(article, entity);
CREATE INDEX name_cluster_entity ON name_cluster(entity, article);
CREATE TABLE name_edge(edge INTEGER NOT NULL, form INTEGER NOT NULL, asks INTEGER NOT NULL, PRIMARY KEY (edge, form)) WITHOUT ROWID;
CREATE INDEX name_edge_form ON name_edge(form);
"""


class ClusterRow(NamedTuple):
    """A name in one article: its number there, its entity, and why it was joined to that ("" if by its own name)."""

    form: int
    article: str
    number: int
    entity: str
    why: str
    value: str


class NameClusters:
    """``connection`` gives the connection of the calling thread. Whatever writes is called inside a transaction."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._connection = connection

    def clear(self) -> None:
        """Forget all names and edges."""
        for table in ("name_cluster", "name_edge"):
            self._connection().execute(f"DELETE FROM {table}")

    def put(self, rows: Iterable[tuple[ClusterRow, str]]) -> None:
        """Store names of articles that have none stored, each with its mentions."""
        query = "INSERT INTO name_cluster VALUES (?, ?, ?, ?, ?, ?, ?)"
        self._connection().executemany(query, [(*row, mentions) for row, mentions in rows])

    def of_article(self, article: str) -> list[ClusterRow]:
        """Return the names of an article."""
        query = "SELECT form, article, number, entity, why, value FROM name_cluster WHERE article = ?"
        return [ClusterRow(*row) for row in self._connection().execute(query, (article,))]

    def drop_article(self, article: str) -> None:
        """Forget the names of an article."""
        self._connection().execute("DELETE FROM name_cluster WHERE article = ?", (article,))

    def of_form(self, form: int) -> list[ClusterRow]:
        """Return the names of a form, in all articles."""
        query = (
            "SELECT form, article, number, entity, why, value FROM name_cluster WHERE form = ? ORDER BY article, number"
        )
        return [ClusterRow(*row) for row in self._connection().execute(query, (form,))]

    def join(self, places: Iterable[tuple[str, str, int, str, int]]) -> None:
        """Write (entity, why) into the names (form, article, number)."""
        query = "UPDATE name_cluster SET entity = ?, why = ? WHERE form = ? AND article = ? AND number = ?"
        self._connection().executemany(query, places)

    def edges_of(self, form: int) -> list[int]:
        """Return the edges of a form."""
        return [edge for (edge,) in self._connection().execute("SELECT edge FROM name_edge WHERE form = ?", (form,))]

    def by_edge(self, edge: int) -> Iterator[tuple[int, bool]]:
        """Yield the forms that have an edge, and whether they ask by it."""
        query = "SELECT form, asks FROM name_edge WHERE edge = ?"
        return ((form, bool(asks)) for form, asks in self._connection().execute(query, (edge,)))

    def put_edges(self, rows: Iterable[tuple[int, int, bool]]) -> None:
        """Store rows of edge, form, and whether the form asks by the edge."""
        self._connection().executemany("INSERT OR REPLACE INTO name_edge VALUES (?, ?, ?)", rows)

    def drop_edges(self, rows: Iterable[tuple[int, int]]) -> None:
        """Forget rows of edge and form."""
        self._connection().executemany("DELETE FROM name_edge WHERE edge = ? AND form = ?", rows)

    def counts(self) -> tuple[int, int]:
        """Return how many names and edges there are."""
        run = self._connection().execute
        names = run("SELECT count(*) FROM name_cluster").fetchone()[0]
        return int(names), int(run("SELECT count(*) FROM name_edge").fetchone()[0])
