"""What the results over all articles rest on, article by article: kept so that one article more costs little.

A ``kind`` keeps its rows apart from the others'.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

SCHEMA = """
CREATE TABLE kept(kind TEXT NOT NULL, article TEXT NOT NULL, basis TEXT NOT NULL, PRIMARY KEY (kind, article)) WITHOUT ROWID;
"""


class Kept:
    """``connection`` gives the connection of the calling thread. Whatever writes is called inside a transaction."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._connection = connection

    def bases(self, kind: str) -> dict[str, str]:
        """Article -> what the results rest on that it was put into."""
        query = "SELECT article, basis FROM kept WHERE kind = ? ORDER BY article"
        return dict(self._connection().execute(query, (kind,)).fetchall())

    def put(self, kind: str, bases: Iterable[tuple[str, str]]) -> None:
        """Store rows of an article and what it rests on, in place of those of the same articles."""
        query = "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)"
        self._connection().executemany(query, ((kind, *row) for row in bases))

    def drop(self, kind: str, articles: Iterable[str]) -> None:
        """Forget articles."""
        query = "DELETE FROM kept WHERE kind = ? AND article = ?"
        self._connection().executemany(query, [(kind, article) for article in articles])

    def count(self, kind: str) -> int:
        """Return how many articles there are."""
        return int(self._connection().execute("SELECT count(*) FROM kept WHERE kind = ?", (kind,)).fetchone()[0])

    def clear(self, kind: str) -> None:
        """Forget all articles."""
        self._connection().execute("DELETE FROM kept WHERE kind = ?", (kind,))
