"""Which texts copy each other: the word runs by which each is found, how much one holds of another, and the groups that these make.

Values are bytes that only :mod:`briefing.analysis.near_duplicates` understands. Whatever writes is called inside a transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from sys import intern
from typing import NamedTuple

from briefing.model import CopyGroup
from briefing.store.catalogue.lookup_tables import LookupTables

SCHEMA = """
CREATE TABLE copy_text(article TEXT PRIMARY KEY, size INTEGER NOT NULL, agency TEXT, made INTEGER NOT NULL, head TEXT NOT NULL,
  sample BLOB NOT NULL, value BLOB NOT NULL);
CREATE INDEX copy_text_head ON copy_text(head);
CREATE TABLE shingle(shingle INTEGER NOT NULL, article TEXT NOT NULL, PRIMARY KEY (shingle, article)) WITHOUT ROWID;
CREATE TABLE copy_pair(a TEXT NOT NULL, b TEXT NOT NULL, one REAL NOT NULL, other REAL NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX copy_pair_b ON copy_pair(b);
CREATE TABLE copied(id TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (id, article)) WITHOUT ROWID;
CREATE INDEX copied_article ON copied(article);
"""
_TABLES = ("copy_text", "shingle", "copy_pair", "copied")

Key = tuple[str, str]
"""Two articles, the lower id first."""


class TextRow(NamedTuple):
    """What is known of a text: how many word runs it has, its agency, and whether it is made of several texts."""

    size: int
    agency: str | None
    made: bool


class CopiedTexts(LookupTables):
    """``connection`` gives the connection of the calling thread."""

    schema = SCHEMA
    tables = _TABLES

    def is_empty(self) -> bool:
        """Return whether there is no text."""
        return not self._connection().execute("SELECT EXISTS (SELECT 1 FROM copy_text)").fetchone()[0]

    # --- texts ---

    def put(self, article: str, size: int, agency: str | None, sample: bytes, value: bytes) -> None:
        """Store a text: ``sample`` are the word runs by which it is found, of which :meth:`index` is told, too."""
        query = "INSERT OR REPLACE INTO copy_text VALUES (?, ?, ?, 0, '', ?, ?)"
        self._connection().execute(query, (article, size, agency, sample, value))

    def index(self, rows: Iterable[tuple[int, str]]) -> None:
        """Store by which word runs articles are found."""
        self._connection().executemany("INSERT OR IGNORE INTO shingle VALUES (?, ?)", rows)

    def drop(self, article: str, shingles: Iterable[int]) -> None:
        """Forget a text, and that it is found by ``shingles``; its pairs and groups stay."""
        self._connection().execute("DELETE FROM copy_text WHERE article = ?", (article,))
        query = "DELETE FROM shingle WHERE shingle = ? AND article = ?"
        self._connection().executemany(query, [(shingle, article) for shingle in shingles])

    def row(self, article: str) -> TextRow | None:
        """Return what is known of a text, or None if there is none of this article."""
        query = "SELECT size, agency, made FROM copy_text WHERE article = ?"
        row = self._connection().execute(query, (article,)).fetchone()
        return None if row is None else TextRow(row[0], row[1], bool(row[2]))

    def sample(self, article: str) -> bytes:
        """Return the word runs by which a text is found; none of an unknown one."""
        row = self._connection().execute("SELECT sample FROM copy_text WHERE article = ?", (article,)).fetchone()
        return b"" if row is None else row[0]

    def value(self, article: str) -> bytes:
        """Return all that is kept of a text. Raises ``sqlite3.DatabaseError`` if it is not there."""
        row = self._connection().execute("SELECT value FROM copy_text WHERE article = ?", (article,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError("a text is missing")
        value: bytes = row[0]
        return value

    def found_by(self, shingle: int) -> list[str]:
        """Return the articles that are found by a word run, in order."""
        query = "SELECT article FROM shingle WHERE shingle = ? ORDER BY article"
        return [article for (article,) in self._connection().execute(query, (shingle,))]

    def is_made(self, article: str) -> bool:
        """Return whether a text is made of several; an unknown one is not."""
        query = "SELECT EXISTS (SELECT 1 FROM copy_text WHERE article = ? AND made)"
        return bool(self._connection().execute(query, (article,)).fetchone()[0])

    def set_made(self, article: str, *, made: bool) -> None:
        """Store whether a text is made of several."""
        self._connection().execute("UPDATE copy_text SET made = ? WHERE article = ?", (made, article))

    # --- pairs ---

    def beside(self, article: str) -> dict[str, float]:
        """Return the articles that share text with one, and how much of it is in each."""
        query = "SELECT b, one FROM copy_pair WHERE a = ? UNION ALL SELECT a, other FROM copy_pair WHERE b = ?"
        return dict(self._connection().execute(query, (article, article)).fetchall())

    def least_shares(self, article: str) -> float:
        """Return how much of an article is in the two that hold least of it, together; without reading which these are."""
        shares = "SELECT one AS share FROM copy_pair WHERE a = ? UNION ALL SELECT other FROM copy_pair WHERE b = ?"
        rows = self._connection().execute(f"SELECT share FROM ({shares}) ORDER BY share LIMIT 2", (article, article))
        least: float = sum(share for (share,) in rows)
        return least

    def pairs_of(self, article: str) -> dict[Key, tuple[float, float]]:
        """Return the pairs of an article: how much of the one is in the other, and of the other in the one."""
        query = "SELECT a, b, one, other FROM copy_pair WHERE a = ? UNION ALL SELECT a, b, one, other FROM copy_pair WHERE b = ?"
        rows = self._connection().execute(query, (article, article))
        return {(a, b): (one, other) for a, b, one, other in rows}

    def put_pairs(self, pairs: Mapping[Key, tuple[float, float]]) -> None:
        """Store pairs."""
        rows = [(*key, *shares) for key, shares in sorted(pairs.items())]
        self._connection().executemany("INSERT OR REPLACE INTO copy_pair VALUES (?, ?, ?, ?)", rows)

    def drop_pairs(self, pairs: Iterable[Key]) -> None:
        """Forget pairs."""
        self._connection().executemany("DELETE FROM copy_pair WHERE a = ? AND b = ?", pairs)

    # --- groups ---

    def groups_of(self, article: str) -> list[str]:
        """Return the ids of the groups that an article is in."""
        return [id for (id,) in self._connection().execute("SELECT id FROM copied WHERE article = ?", (article,))]

    def group_members(self, id: str) -> list[str]:
        """Return the articles of a group, in order."""
        query = "SELECT article FROM copied WHERE id = ? ORDER BY article"
        return [intern(article) for (article,) in self._connection().execute(query, (id,))]

    def count_in(self, groups: Sequence[str], beyond: str = "") -> int:
        """Return how many articles are in any of some groups, without reading which; none that is in the group ``beyond``."""
        several = f"id IN ({','.join('?' * len(groups))})"
        apart = "NOT EXISTS (SELECT 1 FROM copied AS other WHERE other.id = ? AND other.article = copied.article)"
        query = f"SELECT count(DISTINCT article) FROM copied WHERE {several} AND {apart}"
        if (len(groups), beyond) == (1, ""):
            query = "SELECT count(*) FROM copied WHERE id = ? AND ? = ''"
        return int(self._connection().execute(query, (*groups, beyond)).fetchone()[0])

    def put_groups(self, gone: Iterable[str], groups: Mapping[str, Iterable[str]]) -> None:
        """Forget the groups ``gone``, and store new ones (id -> articles)."""
        run = self._connection()
        run.executemany("DELETE FROM copied WHERE id = ?", [(id,) for id in gone])
        rows = ((id, article) for id in sorted(groups) for article in groups[id])
        run.executemany("INSERT OR IGNORE INTO copied VALUES (?, ?)", rows)

    def head(self, article: str) -> str:
        """Return the representative of an article's copies: the article itself, where it has none."""
        row = self._connection().execute("SELECT head FROM copy_text WHERE article = ?", (article,)).fetchone()
        return article if row is None else row[0] or article

    def first_of(self, article: str) -> str:
        """Return the first article of the last group of copies that an article is in: one for all of them; itself, where it has none."""
        first = "SELECT max((SELECT min(article) FROM copied AS one WHERE one.id = mine.id)) FROM copied AS mine WHERE mine.article = ?"
        found: str = self._connection().execute(f"SELECT coalesce(({first}), ?)", (article, article)).fetchone()[0]
        return found

    def stood_for_by(self, article: str) -> list[str]:
        """Return the others whose representative an article is."""
        rows = self._connection().execute("SELECT article FROM copy_text WHERE head = ?", (article,))
        return [other for (other,) in rows]

    def put_heads(self, heads: Mapping[str, str]) -> None:
        """Store representatives, "" where an article is its own."""
        rows = [(head, article) for article, head in heads.items()]
        self._connection().executemany("UPDATE copy_text SET head = ? WHERE article = ?", rows)

    def members(self) -> list[list[str]]:
        """Return the articles of all groups, in order."""
        rows = self._connection().execute("SELECT id, article FROM copied ORDER BY id, article")
        return sorted([article for _, article in members] for _, members in groupby(rows, itemgetter(0)))

    def groups_with(self, article: str) -> tuple[CopyGroup, ...]:
        """Return the groups that an article is in, in order of their articles; no other text is looked at."""
        found = []
        for articles in sorted(map(self.group_members, self.groups_of(article))):
            rows = {each: self.row(each) for each in articles}
            agencies = {each: row.agency for each, row in rows.items() if row is not None}
            found.append(group(articles, {each: self.beside(each) for each in articles}, agencies))
        return tuple(found)

    def groups(self) -> tuple[CopyGroup, ...]:
        """Return all groups, in order of their articles."""
        run = self._connection().execute
        shares: dict[str, dict[str, float]] = {}
        for a, b, one, other in run("SELECT a, b, one, other FROM copy_pair"):
            shares.setdefault(a, {})[b] = one
            shares.setdefault(b, {})[a] = other
        agencies = dict(run("SELECT article, agency FROM copy_text WHERE agency IS NOT NULL").fetchall())
        return tuple(group(articles, shares, agencies) for articles in self.members())


def group(
    articles: list[str], shares: Mapping[str, Mapping[str, float]], agencies: Mapping[str, str | None]
) -> CopyGroup:
    """Return the group of these articles, in order, with what each of them shares with which other."""
    inside = set(articles)
    containment = tuple(
        (a, b, round(s, 3)) for a in articles for b, s in sorted(shares.get(a, {}).items()) if b in inside
    )
    named = {agency for article in articles if (agency := agencies.get(article))}
    return CopyGroup(tuple(articles), containment, named.pop() if len(named) == 1 else None)
