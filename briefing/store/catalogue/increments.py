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

    def changed(self, kind: str) -> tuple[list[str], list[str]]:
        """Return the analysed articles that were not put in or rest on something else now, in order of path, and those put in that are
        analysed no more, in order."""
        # One set less another reads two indices, and nothing of the articles that are as they were.
        changed = (
            "SELECT id FROM article WHERE id IN (SELECT id FROM (SELECT id, basis FROM analysis"
            " EXCEPT SELECT article, basis FROM kept WHERE kind = ?)) ORDER BY +sort_path"
        )
        gone = "SELECT article FROM kept WHERE kind = ? EXCEPT SELECT id FROM analysis ORDER BY 1"
        now, then = ([id for (id,) in self._connection().execute(query, (kind,))] for query in (changed, gone))
        return now, then

    def known(self, kind: str, articles: Iterable[str]) -> set[str]:
        """Return those of some articles that were put in."""
        query = "SELECT article FROM kept WHERE kind = ? AND article = ?"
        return {id for article in articles for (id,) in self._connection().execute(query, (kind, article))}

    def put(self, kind: str, articles: Iterable[str]) -> None:
        """Note that articles were put in, as they are analysed now."""
        query = "INSERT OR REPLACE INTO kept SELECT ?, id, basis FROM analysis WHERE id = ?"
        self._connection().executemany(query, [(kind, article) for article in articles])

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
