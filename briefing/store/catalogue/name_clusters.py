"""The names of the articles, each beside the form by which it is found and the entity that it belongs to.

Values are texts that only :mod:`briefing.collection.stages.joining_names` understands.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

_LOOKED_UP = (
    "CREATE INDEX name_cluster_article ON name_cluster(article, entity)",
    "CREATE INDEX name_cluster_entity ON name_cluster(entity, article)",
)
"""Indices that change with each name and with the entity that it is joined to."""
SCHEMA = f"""
CREATE TABLE name_cluster(form INTEGER NOT NULL, article TEXT NOT NULL, number INTEGER NOT NULL, entity TEXT NOT NULL, why TEXT NOT NULL,
  value TEXT NOT NULL, mentions TEXT NOT NULL);
CREATE UNIQUE INDEX name_cluster_form ON name_cluster(form, article, number);
{_LOOKED_UP[0]};
{_LOOKED_UP[1]};
CREATE TABLE name_edge(edge INTEGER NOT NULL, form INTEGER NOT NULL, asks INTEGER NOT NULL, PRIMARY KEY (edge, form)) WITHOUT ROWID;
CREATE INDEX name_edge_form ON name_edge(form);
"""


Name = tuple[str, int, str]
"""A name of a form: its article, its number there, and its value."""

AT_ONCE = 500
"""Forms that are asked for at once."""


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

    def drop_indices(self) -> None:
        """Leave out the indices that a run over all names would change with each of them; until :meth:`make_indices`."""
        for index in _LOOKED_UP:
            self._connection().execute(f"DROP INDEX IF EXISTS {index.split()[2]}")

    def make_indices(self) -> None:
        """Make the indices that :meth:`drop_indices` left out, each by one sorting."""
        for index in _LOOKED_UP:
            self._connection().execute(index)

    def put(self, rows: Iterable[tuple[tuple[int, str, int, str, str, str], str]]) -> None:
        """Store names of articles that have none stored (as :class:`ClusterRow` has it), each with its mentions."""
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

    def by_form(self) -> Iterator[tuple[int, list[Name]]]:
        """Yield all forms, each with its names."""
        query = "SELECT form, article, number, value FROM name_cluster ORDER BY form, article, number"
        return _grouped(self._connection().execute(query))

    def of_forms(self, forms: Sequence[int]) -> Iterator[tuple[int, list[Name]]]:
        """Yield some forms, in this order, each with its names."""
        for start in range(0, len(forms), AT_ONCE):
            some = forms[start : start + AT_ONCE]
            query = (
                "SELECT form, article, number, value FROM name_cluster"
                f" WHERE form IN ({','.join('?' * len(some))}) ORDER BY form, article, number"
            )
            names = dict(_grouped(self._connection().execute(query, some)))
            yield from ((form, names.get(form, [])) for form in some)

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

    def all_edges(self) -> Iterator[tuple[int, list[tuple[int, bool]]]]:
        """Yield all edges, each with the forms that have it and whether they ask by it."""
        rows = self._connection().execute("SELECT edge, form, asks FROM name_edge ORDER BY edge, form")
        for edge, forms in groupby(rows, itemgetter(0)):
            yield edge, [(form, bool(asks)) for _, form, asks in forms]

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


def _grouped(rows: Iterable[tuple[int, str, int, str]]) -> Iterator[tuple[int, list[Name]]]:
    """Yield forms, each with its names, of rows in this order."""
    return ((form, [row[1:] for row in names]) for form, names in groupby(rows, itemgetter(0)))
