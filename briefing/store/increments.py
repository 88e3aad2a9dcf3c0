"""What joining the articles found out about each of them, and about pairs of them: kept so that one article more costs little.

Values are bytes and texts that only :mod:`briefing.collection.linking` understands; a ``kind`` keeps its rows apart from the others'.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any

SCHEMA = """
CREATE TABLE kept(kind TEXT NOT NULL, article TEXT NOT NULL, basis TEXT NOT NULL, value BLOB NOT NULL, more BLOB NOT NULL,
  PRIMARY KEY (kind, article));
CREATE TABLE kept_pair(kind TEXT NOT NULL, a NOT NULL, b NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, a, b)) WITHOUT ROWID;
"""

Id = str | int


class Kept:
    """``connection`` gives the connection of the calling thread. Whatever writes is called inside a transaction."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._connection = connection

    def rows(self, kind: str) -> Iterator[tuple[str, str, bytes]]:
        """(article, what its row rests on, value) of all articles that there are rows of, in order of article."""
        query = "SELECT article, basis, value FROM kept WHERE kind = ? ORDER BY article"
        return iter(self._connection().execute(query, (kind,)))

    def more(self, kind: str, article: str) -> bytes:
        """Return what is read only on demand. Raises ``sqlite3.DatabaseError`` if it is not there."""
        query = "SELECT more FROM kept WHERE kind = ? AND article = ?"
        row = self._connection().execute(query, (kind, article)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError("a kept row is missing")
        more: bytes = row[0]
        return more

    def put(self, kind: str, rows: Iterable[tuple[str, str, bytes, bytes]]) -> None:
        """Rows of (article, what it rests on, value, more), in place of those of the same articles."""
        query = "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)"
        self._connection().executemany(query, ((kind, *row) for row in rows))

    def drop(self, kind: str, articles: Iterable[str]) -> None:
        query = "DELETE FROM kept WHERE kind = ? AND article = ?"
        self._connection().executemany(query, [(kind, article) for article in articles])

    def pairs(self, kind: str) -> Iterator[tuple[Any, Any, str]]:
        """(one, other, value) of all pairs."""
        return iter(self._connection().execute("SELECT a, b, value FROM kept_pair WHERE kind = ?", (kind,)))

    def put_pairs(self, kind: str, pairs: Iterable[tuple[Id, Id, str]]) -> None:
        query = "INSERT OR REPLACE INTO kept_pair VALUES (?, ?, ?, ?)"
        self._connection().executemany(query, ((kind, *pair) for pair in pairs))

    def drop_pairs(self, kind: str, pairs: Iterable[tuple[Id, Id]]) -> None:
        query = "DELETE FROM kept_pair WHERE kind = ? AND a = ? AND b = ?"
        self._connection().executemany(query, [(kind, *pair) for pair in pairs])

    def counts(self, kind: str) -> tuple[int, int]:
        """Return how many rows and pairs there are."""
        run = self._connection().execute
        rows = run("SELECT count(*) FROM kept WHERE kind = ?", (kind,)).fetchone()[0]
        return int(rows), int(run("SELECT count(*) FROM kept_pair WHERE kind = ?", (kind,)).fetchone()[0])

    def clear(self, kind: str) -> None:
        for table in ("kept", "kept_pair"):
            self._connection().execute(f"DELETE FROM {table} WHERE kind = ?", (kind,))
