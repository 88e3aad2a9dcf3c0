"""What each article tells by, kept so that stories are grouped without reading a text again.

Weights are bytes that only :mod:`briefing.analysis.stories` understands. Whatever writes is called inside a transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from briefing.store.catalogue.story_groups import MemberRow

SCHEMA = """
CREATE TABLE story_row(article TEXT PRIMARY KEY, basis TEXT NOT NULL, day INTEGER NOT NULL, language TEXT NOT NULL, words TEXT NOT NULL,
  weights BLOB NOT NULL, parts INTEGER NOT NULL);
"""
_NOTE = "BEGIN INSERT OR IGNORE INTO story_touched VALUES ({}); END"
TABLES: Final = {
    "story_touched": "CREATE TABLE story_touched(article TEXT PRIMARY KEY) WITHOUT ROWID",
    "story_row_put": f"CREATE TRIGGER story_row_put AFTER INSERT ON story_row {_NOTE.format('NEW.article')}",
    "story_analysis_put": f"CREATE TRIGGER story_analysis_put AFTER INSERT ON analysis {_NOTE.format('NEW.id')}",
    "story_analysis_moved": f"CREATE TRIGGER story_analysis_moved AFTER UPDATE OF basis ON analysis {_NOTE.format('NEW.id')}",
    "story_analysis_gone": f"CREATE TRIGGER story_analysis_gone AFTER DELETE ON analysis {_NOTE.format('OLD.id')}",
}
MANY: Final = 2_000
"""Articles that are looked at one by one; of more, all are looked through."""
_ROW = "article, day, language, words, weights, parts"

_NOW = """SELECT story_row.article AS article, coalesce(nullif(copy_text.head, ''), story_row.article) AS head,
  story_row.basis || ' ' || coalesce(analysis.basis, '') || ' ' || coalesce(shared.said, '') AS basis,
  coalesce(shared.carried, '') AS carried
  FROM story_row LEFT JOIN analysis ON analysis.id = story_row.article LEFT JOIN copy_text USING (article)
  LEFT JOIN (SELECT article, group_concat(statement, ' ') AS carried, group_concat(said, ' ') AS said FROM (
    SELECT article, statement, group_concat(quotation, ' ') AS said FROM (
      SELECT carries.article AS article, carries.statement AS statement, carries.quotation AS quotation
      FROM statement JOIN carries ON carries.statement = statement.id WHERE statement.articles > 1 {of_carries} ORDER BY 1, 2, 3)
    GROUP BY article, statement) GROUP BY article) AS shared USING (article) {of_rows}"""
_DIFFERS = "kept.article IS NULL OR (kept.head, kept.basis, kept.carried) != (now.head, now.basis, now.carried)"


class StoryRow(NamedTuple):
    """An article's words that tell most, the most telling first, with their weights; its day (ordinal, 0 unknown) and language ("" unknown);
    of how many parts it is made."""

    article: str
    day: int
    language: str
    words: tuple[str, ...]
    weights: bytes
    parts: int = 1


class StoryRows:
    """``connection`` gives the connection of the calling thread."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._connection = connection

    def missing(self, version: str) -> list[str]:
        """Return the articles without a row, or whose row rests on another text or version, copies of one text behind each other."""
        query = (
            "SELECT missing.id FROM (SELECT id, ? || fingerprint FROM article EXCEPT SELECT article, basis FROM story_row) AS missing"
            " LEFT JOIN copy_text ON copy_text.article = missing.id ORDER BY coalesce(nullif(copy_text.head, ''), missing.id), missing.id"
        )
        return [id for (id,) in self._connection().execute(query, (version,))]

    def put(self, version: str, rows: Iterable[StoryRow]) -> None:
        """Store rows in place of those of the same articles."""
        query = f"INSERT OR REPLACE INTO story_row({_ROW}, basis) SELECT ?, ?, ?, ?, ?, ?, ? || fingerprint FROM article WHERE id = ?"
        made = [
            (row.article, row.day, row.language, json.dumps(row.words), row.weights, row.parts, version, row.article)
            for row in rows
        ]
        self._connection().executemany(query, made)

    def changed(self, among: Iterable[str] | None = None) -> list[MemberRow]:
        """Return the articles of which something is not what was kept, in order, without the text that stands for them. ``among``: of all
        others neither representative nor statements have changed."""
        query = f"SELECT now.* FROM ({{now}}) AS now LEFT JOIN story_member AS kept USING (article) WHERE {_DIFFERS} ORDER BY now.article"
        run = self._connection().execute
        asked = None if among is None else sorted({*among, *self._touched()})
        if asked is None or len(asked) > MANY:
            return [MemberRow(*row) for row in run(query.format(now=_NOW.format(of_carries="", of_rows="")))]
        one = query.format(
            now=_NOW.format(of_carries="AND carries.article = :article", of_rows="WHERE story_row.article = :article")
        )
        return [MemberRow(*row) for article in asked for row in run(one, {"article": article})]

    def _touched(self) -> list[str]:
        """Return the articles whose row or analysis was written since :meth:`settle`."""
        return [article for (article,) in self._connection().execute("SELECT article FROM story_touched")]

    def settle(self) -> None:
        """Note that what is kept is in step with all rows and analyses."""
        self._connection().execute("DELETE FROM story_touched")

    def gone(self) -> list[tuple[str, str]]:
        """Return article and text of what was kept of articles that are no more."""
        query = "SELECT article, node FROM story_member WHERE article NOT IN (SELECT article FROM story_row) ORDER BY article"
        return self._connection().execute(query).fetchall()

    def days(self, node: str) -> list[int]:
        """Return the known days of the articles for which a text stands, in order."""
        query = "SELECT day FROM story_row JOIN story_member USING (article) WHERE node = ? AND day > 0 ORDER BY day"
        return [day for (day,) in self._connection().execute(query, (node,))]

    def words(self, article: str) -> tuple[str, ...]:
        """Return the words by which an article tells its story, none of an unknown one."""
        found = self._connection().execute("SELECT words FROM story_row WHERE article = ?", (article,)).fetchone()
        return () if found is None else _words(found[0])

    def row(self, article: str) -> StoryRow | None:
        """Return the row of an article, or None if it has none."""
        found = self._connection().execute(f"SELECT {_ROW} FROM story_row WHERE article = ?", (article,)).fetchone()
        return None if found is None else _row(found)


def _row(values: tuple[str, int, str, str, bytes, int]) -> StoryRow:
    return StoryRow(*values[:3], _words(values[3]), *values[4:])


def _words(text: str) -> tuple[str, ...]:
    try:
        return tuple(json.loads(text))
    except ValueError as error:
        raise sqlite3.DatabaseError("cannot be read back: a story's words") from error
