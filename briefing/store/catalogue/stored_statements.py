"""The statements of the catalogue, and which quotations and articles carry them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from briefing.model import Statement
from briefing.store.catalogue import serialise
from briefing.store.catalogue.catalogue_file import CatalogueFile, storable
from briefing.text import fold

MOST_WORDS = 400
"""Words by which a statement can be looked for: SQLite takes no deeper condition."""

RANK = "articles DESC, instances DESC, length DESC, id"
"""Statements are listed by how many articles carry them, then by their instances, then by length."""


class StoredStatements(CatalogueFile):
    """What sources say alike, by rank."""

    def clear_statements(self) -> None:
        """Forget all statements. Call inside a transaction."""
        for table in ("statement", "carries"):
            self._connection.execute(f"DELETE FROM {table}")

    def put_statements(self, put: Iterable[tuple[str, Statement]], over: Iterable[str] = ()) -> None:
        """Store statements ((base, statement): see :meth:`bases`) in place of those with the ids ``over``. Call inside a transaction."""
        run = self._connection.executemany
        put, old = list(put), [(id,) for id in over]
        run("DELETE FROM statement WHERE id = ?", old)
        run("DELETE FROM carries WHERE statement = ?", old)
        run("INSERT OR REPLACE INTO statement VALUES (?, ?, ?, ?, ?, ?, ?)", [_row(*one) for one in put])
        run(
            "INSERT OR IGNORE INTO carries VALUES (?, ?, ?)",
            [(instance.quotation, one.id, instance.article) for _, one in put for instance in one.instances],
        )

    def carried_by(self, articles: Iterable[str], quotations: Iterable[str]) -> dict[str, tuple[str, Statement]]:
        """Return the statements that any of these articles or quotations carries: id -> (base, statement)."""
        run = self._connection.execute
        ids: set[str] = set()
        for column, values in (("article", articles), ("quotation", quotations)):
            for value in values:
                ids.update(id for (id,) in run(f"SELECT statement FROM carries WHERE {column} = ?", (storable(value),)))
        rows = (run("SELECT base, value FROM statement WHERE id = ?", (id,)).fetchone() for id in sorted(ids))
        loaded = [(row[0], serialise.load_statement(row[1])) for row in rows if row is not None]
        return {statement.id: (base, statement) for base, statement in loaded}

    def bases(self, bases: Iterable[str]) -> dict[str, tuple[str, Statement]]:
        """Return the statements whose ids were made from any of ``bases``, the ids that they would have if no other statement had the
        same one: id -> (base, statement)."""
        found: dict[str, tuple[str, Statement]] = {}
        for base in bases:
            for (value,) in self._connection.execute("SELECT value FROM statement WHERE base = ?", (base,)):
                statement = serialise.load_statement(value)
                found[statement.id] = (base, statement)
        return found

    def statements(self, min_articles: int = 1) -> list[Statement]:
        """Return all statements that so many articles carry, by rank."""
        return list(self.statements_by_id(self.statement_ids(min_articles)))

    def statement_count(self, min_articles: int = 1) -> int:
        """Return how many statements so many articles carry."""
        query = "SELECT count(*) FROM statement WHERE articles >= ?"
        return int(self._connection.execute(query, (min_articles,)).fetchone()[0])

    def statement_page(self, min_articles: int, start: int, size: int) -> list[Statement]:
        """Return ``size`` of the statements that so many articles carry, by rank, from place ``start`` on."""
        query = (
            "SELECT value FROM statement JOIN (SELECT rowid AS place FROM statement WHERE articles >= ?"
            f" ORDER BY {RANK} LIMIT ? OFFSET ?) ON statement.rowid = place ORDER BY {RANK}"
        )
        rows = self._connection.execute(query, (min_articles, size, start))
        return [serialise.load_statement(value) for (value,) in rows]

    def statement_ids(self, min_articles: int = 1) -> list[str]:
        """Return the ids of the statements that so many articles carry, by rank."""
        query = f"SELECT id FROM statement WHERE articles >= ? ORDER BY {RANK}"
        return [id for (id,) in self._connection.execute(query, (min_articles,))]

    def beside(self, id: str) -> list[str]:
        """Return the ids before and behind the one of a statement in the order of the alphabet, as far as there are any."""
        before, behind = ("id < ? ORDER BY id DESC", "id > ? ORDER BY id")
        run = self._connection.execute
        rows = (run(f"SELECT id FROM statement WHERE {where} LIMIT 1", (storable(id),)) for where in (before, behind))
        return [other for row in rows for (other,) in row]

    def statement_lines(self, ids: Iterable[str]) -> list[tuple[str, str, str, int, str]]:
        """Return id, text, speaker, number of articles and first quotation of those of ``ids`` that there are, in the order of ``ids``."""
        query = (
            "SELECT id, json_extract(value, '$[1]'), coalesce(json_extract(value, '$[2]'), ''), articles, json_extract(value, '$[6][0][0]')"
            " FROM statement WHERE id = ?"
        )
        run = self._connection.execute
        return [row for id in ids for row in run(query, (storable(id),))]

    def carriers_by_rank(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield the statements that several articles carry, by rank: id, and these articles."""
        query = (
            "SELECT statement.id, carries.article FROM statement JOIN carries ON carries.statement = statement.id"
            f" WHERE articles > 1 ORDER BY {RANK}"
        )
        for id, rows in groupby(self._connection.execute(query), itemgetter(0)):
            yield id, frozenset(article for _, article in rows)

    def carriers_within(self, articles: Iterable[str]) -> list[tuple[str, frozenset[str]]]:
        """Return the same of the statements that any of these articles carries, by rank."""
        run = self._connection.execute
        of_article = (
            "SELECT DISTINCT id, -articles, -instances, -length FROM carries JOIN statement ON id = carries.statement"
            " WHERE carries.article = ? AND articles > 1"
        )
        rows = {row[0]: (*row[1:], row[0]) for article in articles for row in run(of_article, (article,))}
        query = "SELECT article FROM carries WHERE statement = ?"
        return [(id, frozenset(each for (each,) in run(query, (id,)))) for id in sorted(rows, key=rows.__getitem__)]

    def statements_by_id(self, ids: Iterable[str]) -> Iterator[Statement]:
        """Yield those of ``ids`` that there are, in the order of ``ids``."""
        for id in ids:
            row = self._connection.execute("SELECT value FROM statement WHERE id = ?", (storable(id),)).fetchone()
            if row is not None:
                yield serialise.load_statement(row[0])

    def statements_of(self, quotation: str) -> list[Statement]:
        """Return the statements that a quotation carries, by rank."""
        query = f"SELECT value FROM statement WHERE id IN (SELECT statement FROM carries WHERE quotation = ?) ORDER BY {RANK}"
        return [serialise.load_statement(text) for (text,) in self._connection.execute(query, (storable(quotation),))]

    def carried(self, article: str | None = None) -> dict[str, list[str]]:
        """Quotation id -> ids of its statements, by rank."""
        query = "SELECT quotation, statement FROM carries JOIN statement ON statement.id = carries.statement"
        if article is not None:
            rows = self._connection.execute(query + f" WHERE article = ? ORDER BY {RANK}", (article,))
        else:
            rows = self._connection.execute(query + f" ORDER BY {RANK}")
        found: dict[str, list[str]] = {}
        for quotation, statement in rows:
            found.setdefault(quotation, []).append(statement)
        return found

    def carried_in(self, article: str) -> dict[str, set[str]]:
        """Return the same of one article, in no order: no statement is looked at."""
        found: dict[str, set[str]] = {}
        rows = self._connection.execute("SELECT quotation, statement FROM carries WHERE article = ?", (article,))
        for quotation, statement in rows:
            found.setdefault(quotation, set()).add(statement)
        return found

    def shared_counts(self) -> dict[str, int]:
        """Article id -> how many of its quotations other articles carry too; those with none are left out."""
        query = (
            "SELECT article, count(DISTINCT quotation) FROM carries JOIN statement ON statement.id = carries.statement"
            " WHERE statement.articles > 1 GROUP BY article"
        )
        return dict(self._connection.execute(query).fetchall())

    def carriers(self, article: str) -> dict[str, int]:
        """Quotation id -> how many other articles carry it, for the quotations of an article that others carry."""
        query = (
            "SELECT carries.quotation, carries.statement, statement.articles FROM carries"
            " JOIN statement ON statement.id = carries.statement WHERE carries.article = ? AND statement.articles > 1"
        )
        of_quotation: dict[str, list[tuple[str, int]]] = {}
        for quotation, statement, articles in self._connection.execute(query, (article,)):
            of_quotation.setdefault(quotation, []).append((statement, articles))
        return {
            quotation: carried[0][1] - 1 if len(carried) == 1 else self._others([id for id, _ in carried], article)
            for quotation, carried in of_quotation.items()
        }

    def _others(self, statements: list[str], article: str) -> int:
        """Return how many other articles carry any of ``statements``."""
        marks = ", ".join("?" * len(statements))
        query = f"SELECT count(DISTINCT article) FROM carries WHERE statement IN ({marks}) AND article <> ?"
        return int(self._connection.execute(query, (*statements, article)).fetchone()[0])

    def shared_count(self, article: str) -> int:
        """Return how many quotations of an article others carry too."""
        query = (
            "SELECT count(DISTINCT quotation) FROM carries JOIN statement ON statement.id = carries.statement"
            " WHERE article = ? AND statement.articles > 1"
        )
        return int(self._connection.execute(query, (article,)).fetchone()[0])

    def find_statements(self, ref: str) -> list[Statement]:
        """Return those whose id begins with ``ref``, else those whose folded text holds the words of ``ref``; best first."""
        run = self._connection.execute
        if len(ref) > 1 and ref.isalnum() and ref.isascii():
            rows = run(
                "SELECT value FROM statement WHERE id >= ? AND id < ? ORDER BY id LIMIT 2", (ref, ref + "g")
            ).fetchall()
            if rows:
                return [serialise.load_statement(text) for (text,) in rows]
        wanted = fold(storable(ref)).split()
        if not wanted or len(wanted) > MOST_WORDS:
            return []
        condition = " AND ".join(["instr(folded, ?)"] * len(wanted))
        # The words in a row beat the words anywhere; then the statement that most articles carry.
        query = f"SELECT value FROM statement WHERE {condition} ORDER BY instr(folded, ?) = 0, {RANK} LIMIT 20"
        return [serialise.load_statement(text) for (text,) in run(query, (*wanted, " ".join(wanted)))]


def _row(base: str, statement: Statement) -> tuple[str, int, int, int, str, str, str]:
    """Return a statement as it is stored."""
    value = serialise.dump_statement(statement)
    sizes = statement.articles, len(statement.instances), len(statement.text)
    return statement.id, *sizes, fold(statement.text), value, base
