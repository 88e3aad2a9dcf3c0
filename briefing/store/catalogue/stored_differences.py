"""On what sources disagree, statement by statement and article by article: kept so that the whole is never compared again.

A row is there as long as it holds: the file itself drops it when the statement, or the analysis of an article that prints it, is
written anew. Values are texts that only :mod:`briefing.collection.disagreements` understands, "" where there is nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from briefing.store.catalogue.lookup_tables import LookupTables

_STALE: Final = (
    "DELETE FROM told WHERE article = {row}.id;"
    " DELETE FROM differing WHERE statement IN (SELECT statement FROM carries WHERE article = {row}.id);"
)
SCHEMA = f"""
CREATE TABLE differing(statement TEXT PRIMARY KEY, spoken TEXT NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX differing_some ON differing(statement) WHERE value != '';
CREATE TABLE told(article TEXT PRIMARY KEY, days TEXT NOT NULL, facts TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX told_days ON told(article) WHERE days != '';
CREATE INDEX told_facts ON told(article) WHERE facts != '';
CREATE TRIGGER statement_put AFTER INSERT ON statement BEGIN DELETE FROM differing WHERE statement = NEW.id; END;
CREATE TRIGGER statement_gone AFTER DELETE ON statement BEGIN DELETE FROM differing WHERE statement = OLD.id; END;
CREATE TRIGGER analysis_put AFTER INSERT ON analysis BEGIN {_STALE.format(row="NEW")} END;
CREATE TRIGGER analysis_gone AFTER DELETE ON analysis BEGIN {_STALE.format(row="OLD")} END;
"""
_TABLES = ("differing", "told")


class StoredDifferences(LookupTables):
    """``connection`` gives the connection of the calling thread. Whatever writes is called inside a transaction."""

    schema = SCHEMA
    tables = _TABLES

    # --- statements that several articles carry ---

    def missing_statements(self) -> list[str]:
        """Return the ids of the statements of which it is not known on what their printings disagree; those of the same articles behind each
        other."""
        query = (
            "SELECT id FROM statement LEFT JOIN differing ON differing.statement = statement.id"
            " WHERE articles > 1 AND differing.statement IS NULL"
            " ORDER BY (SELECT min(article) FROM carries WHERE carries.statement = statement.id), id"
        )
        return [id for (id,) in self._connection().execute(query)]

    def put_statements(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Store rows of a statement's id, the articles that print it in marks, and on what its printings disagree."""
        self._connection().executemany("INSERT OR REPLACE INTO differing VALUES (?, ?, ?)", rows)

    def carriers(self, statement: str) -> list[str]:
        """Return the articles that carry a statement."""
        query = "SELECT DISTINCT article FROM carries WHERE statement = ? ORDER BY article"
        return [article for (article,) in self._connection().execute(query, (statement,))]

    def differing_statements(self) -> list[str]:
        """Return the statements whose printings disagree."""
        return [id for (id,) in self._connection().execute("SELECT statement FROM differing WHERE value != ''")]

    def of_statement(self, id: str) -> list[tuple[tuple[int, int, int], str]]:
        """Return the rank of a statement (negative: the larger come first) and on what its printings disagree; nothing of one that is
        gone."""
        query = (
            "SELECT -articles, -instances, -length, differing.value FROM differing JOIN statement ON id = differing.statement"
            " WHERE differing.statement = ?"
        )
        return [((a, b, c), value) for a, b, c, value in self._connection().execute(query, (id,))]

    def spoken(self) -> list[str]:
        """Return which articles print a statement in marks together, in order; the same ones once."""
        rows = self._connection().execute("SELECT spoken FROM differing WHERE instr(spoken, ' ')")
        return sorted({spoken for (spoken,) in rows})

    # --- articles ---

    def missing_articles(self) -> list[str]:
        """Return the ids of the articles of which it is not known what they say."""
        query = (
            "SELECT analysis.id FROM analysis LEFT JOIN told ON told.article = analysis.id WHERE told.article IS NULL"
        )
        return [id for (id,) in self._connection().execute(query)]

    def put_articles(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Store rows of an article, the days on which it disagrees with itself, and the facts that its story may disagree on."""
        self._connection().executemany("INSERT OR REPLACE INTO told VALUES (?, ?, ?)", rows)

    def facts(self) -> dict[str, str]:
        """Return the facts that stories may disagree on, of the articles that have some."""
        return dict(self._connection().execute("SELECT article, facts FROM told WHERE facts != ''").fetchall())

    def differing_articles(self) -> list[str]:
        """Return the articles that disagree with themselves."""
        return [id for (id,) in self._connection().execute("SELECT article FROM told WHERE days != ''")]

    def of_article(self, id: str) -> list[str]:
        """Return the days on which an article disagrees with itself; nothing of an unknown one."""
        return [days for (days,) in self._connection().execute("SELECT days FROM told WHERE article = ?", (id,))]
