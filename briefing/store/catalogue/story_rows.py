"""What each article tells by, kept so that stories are grouped without reading a text again.

Weights are bytes that only :mod:`briefing.analysis.stories` understands. Whatever writes is called inside a transaction.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

SCHEMA = """
CREATE TABLE story_row(article TEXT PRIMARY KEY, basis TEXT NOT NULL, day INTEGER NOT NULL, language TEXT NOT NULL, words TEXT NOT NULL,
  weights BLOB NOT NULL);
"""
_ROW = "article, day, language, words, weights"


class StoryRow(NamedTuple):
    """An article's words that tell most, the most telling first, with their weights; its day (ordinal, 0 unknown) and language ("" unknown)."""

    article: str
    day: int
    language: str
    words: tuple[str, ...]
    weights: bytes


class StoryRows:
    """``connection`` gives the connection of the calling thread."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._connection = connection

    def missing(self, version: str) -> list[str]:
        """Return the articles without a row, or whose row rests on another text or version, by path."""
        query = (
            "SELECT article.id FROM article LEFT JOIN story_row ON story_row.article = article.id"
            " WHERE story_row.basis IS NULL OR story_row.basis != ? || article.fingerprint ORDER BY article.sort_path"
        )
        return [id for (id,) in self._connection().execute(query, (version,))]

    def put(self, version: str, rows: Iterable[StoryRow]) -> None:
        """Store rows in place of those of the same articles."""
        query = f"INSERT OR REPLACE INTO story_row({_ROW}, basis) SELECT ?, ?, ?, ?, ?, ? || fingerprint FROM article WHERE id = ?"
        made = [
            (row.article, row.day, row.language, json.dumps(row.words), row.weights, version, row.article)
            for row in rows
        ]
        self._connection().executemany(query, made)

    def basis(self) -> str:
        """Return a digest of what the rows of all articles rest on."""
        digest = hashlib.sha256()
        query = "SELECT article, story_row.basis FROM story_row JOIN article ON article.id = story_row.article ORDER BY article"
        for row in self._connection().execute(query):
            digest.update(f"{row}\n".encode())
        return digest.hexdigest()

    def rows(self) -> Iterator[StoryRow]:
        """Yield the rows of all articles, in order of these."""
        query = f"SELECT {_ROW} FROM story_row JOIN article ON article.id = story_row.article ORDER BY article"
        return map(_row, self._connection().execute(query))

    def row(self, article: str) -> StoryRow | None:
        """Return the row of an article, or None if it has none."""
        found = self._connection().execute(f"SELECT {_ROW} FROM story_row WHERE article = ?", (article,)).fetchone()
        return None if found is None else _row(found)


def _row(values: tuple[str, int, str, str, bytes]) -> StoryRow:
    try:
        words = json.loads(values[3])
    except ValueError as error:
        raise sqlite3.DatabaseError("cannot be read back: a story's words") from error
    return StoryRow(*values[:3], tuple(words), values[4])
