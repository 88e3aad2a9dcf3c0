"""Which words the articles quote: each wording once, who prints it, the pairs of words by which it is found, and what links two of them.

Values are bytes and texts that only :mod:`briefing.analysis.statements` understands. Whatever writes is called inside a transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from briefing.store.catalogue.lookup_tables import LookupTables

SCHEMA = """
CREATE TABLE wording(key INTEGER PRIMARY KEY, pattern BLOB NOT NULL);
CREATE TABLE printed(wording INTEGER NOT NULL, article TEXT NOT NULL, number INTEGER NOT NULL, value BLOB NOT NULL);
CREATE UNIQUE INDEX printed_wording ON printed(wording, article, number);
CREATE INDEX printed_article ON printed(article, wording);
CREATE TABLE telling(pair INTEGER NOT NULL, wording INTEGER NOT NULL, short INTEGER NOT NULL, PRIMARY KEY (pair, wording)) WITHOUT ROWID;
CREATE TABLE wording_link(a INTEGER NOT NULL, b INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX wording_link_b ON wording_link(b);
"""
_TABLES = ("wording", "printed", "telling", "wording_link")


class Wordings(LookupTables):
    """``connection`` gives the connection of the calling thread."""

    schema = SCHEMA
    tables = _TABLES

    def is_empty(self) -> bool:
        """Return whether no article prints anything."""
        return not self._connection().execute("SELECT EXISTS (SELECT 1 FROM printed)").fetchone()[0]

    # --- who prints what ---

    def put(self, article: str, rows: Iterable[tuple[int, int, bytes]], patterns: Iterable[tuple[int, bytes]]) -> None:
        """Store what an article that has nothing stored prints: rows of wording, number and value; and the patterns of its wordings."""
        run = self._connection().executemany
        run("INSERT INTO printed VALUES (?, ?, ?, ?)", [(key, article, number, value) for key, number, value in rows])
        run("INSERT OR IGNORE INTO wording VALUES (?, ?)", patterns)

    def drop(self, article: str) -> None:
        """Forget what an article prints."""
        self._connection().execute("DELETE FROM printed WHERE article = ?", (article,))

    def of_article(self, article: str) -> set[int]:
        """Return the wordings that an article prints."""
        query = "SELECT DISTINCT wording FROM printed WHERE article = ?"
        return {wording for (wording,) in self._connection().execute(query, (article,))}

    def articles(self, wording: int | None = None) -> list[str]:
        """Return the articles that print a wording, or anything, in order."""
        where, values = ("", ()) if wording is None else ("WHERE wording = ?", (wording,))
        query = f"SELECT DISTINCT article FROM printed {where} ORDER BY article"
        return [article for (article,) in self._connection().execute(query, values)]

    def printings(self, wording: int) -> Iterator[tuple[str, bytes]]:
        """Yield (article, value) of everybody who prints a wording, in order of article and number."""
        query = "SELECT article, value FROM printed WHERE wording = ? ORDER BY article, number"
        return iter(self._connection().execute(query, (wording,)))

    def is_printed(self, wording: int) -> bool:
        """Return whether any article prints a wording."""
        query = "SELECT EXISTS (SELECT 1 FROM printed WHERE wording = ?)"
        return bool(self._connection().execute(query, (wording,)).fetchone()[0])

    # --- patterns, and the pairs of words that they are found by ---

    def pattern(self, wording: int) -> bytes:
        """Return the pattern of a wording. Raises ``sqlite3.DatabaseError`` if it is not there."""
        row = self._connection().execute("SELECT pattern FROM wording WHERE key = ?", (wording,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError("a wording is missing")
        pattern: bytes = row[0]
        return pattern

    def patterns(self) -> Iterator[tuple[int, bytes]]:
        """Yield all wordings with their patterns, in order of their keys."""
        return iter(self._connection().execute("SELECT key, pattern FROM wording ORDER BY key"))

    def put_telling(self, rows: Iterable[tuple[int, int, bool]]) -> None:
        """Store rows of a pair of words, a wording that prints it, and whether that is short."""
        self._connection().executemany("INSERT OR REPLACE INTO telling VALUES (?, ?, ?)", rows)

    def forget(self, wording: int, pairs: Iterable[int]) -> None:
        """Forget a wording that nobody prints any more, and that it is found by ``pairs``."""
        self._connection().execute("DELETE FROM wording WHERE key = ?", (wording,))
        query = "DELETE FROM telling WHERE pair = ? AND wording = ?"
        self._connection().executemany(query, [(pair, wording) for pair in pairs])

    def size(self, pair: int) -> int:
        """Return how many wordings print a pair of words."""
        return int(self._connection().execute("SELECT count(*) FROM telling WHERE pair = ?", (pair,)).fetchone()[0])

    def printing(self, pair: int) -> list[tuple[int, bool]]:
        """Return the wordings that print a pair of words, and whether each is short."""
        query = "SELECT wording, short FROM telling WHERE pair = ?"
        return [(wording, bool(short)) for wording, short in self._connection().execute(query, (pair,))]

    # --- links ---

    def links(self, wording: int) -> list[tuple[int, int, str]]:
        """Return the links of a wording: the lower key, the higher one, and the value."""
        query = "SELECT a, b, value FROM wording_link WHERE a = ? UNION ALL SELECT a, b, value FROM wording_link WHERE b = ?"
        return self._connection().execute(query, (wording, wording)).fetchall()

    def put_links(self, links: Iterable[tuple[int, int, str]]) -> None:
        """Store links."""
        self._connection().executemany("INSERT OR REPLACE INTO wording_link VALUES (?, ?, ?)", links)

    def drop_links(self, links: Iterable[tuple[int, int]]) -> None:
        """Forget links."""
        self._connection().executemany("DELETE FROM wording_link WHERE a = ? AND b = ?", links)
