"""The table of coverage: blocks of statements that the same articles carry, with the row at which each begins; counted, and read a page at a
time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from sys import intern
from typing import Any, Final, NamedTuple

from briefing.store.catalogue.lookup_tables import LookupTables

TABLES: Final = {
    "coverage_block": "CREATE TABLE coverage_block(number INTEGER PRIMARY KEY, top INTEGER NOT NULL, statements TEXT NOT NULL,"
    " articles TEXT NOT NULL)",
    "coverage_top": "CREATE INDEX coverage_top ON coverage_block(number, top)",
    "coverage_row": "CREATE TABLE coverage_row(statement TEXT PRIMARY KEY, row INTEGER NOT NULL) WITHOUT ROWID",
    "coverage_size": "CREATE TABLE coverage_size(blocks INTEGER NOT NULL, statements INTEGER NOT NULL, sources INTEGER NOT NULL,"
    " widest INTEGER NOT NULL)",
}

Block = tuple[Sequence[str], Sequence[str]]
"""Ids of statements by rank, and the articles that carry them, in order."""


class CoverageSize(NamedTuple):
    """How many blocks, statements and sources a table has, and the most sources of one block."""

    blocks: int = 0
    statements: int = 0
    sources: int = 0
    widest: int = 0


class CoverageTable(LookupTables):
    """``connection`` gives the connection of the calling thread. A block takes a row for the names of its sources, and one for each of its
    statements."""

    schema = ";\n".join(TABLES.values())
    tables = ("coverage_block", "coverage_row", "coverage_size")

    def put(self, blocks: Iterable[Block]) -> None:
        """Store blocks in place of those that are there. Call inside a transaction."""
        self.clear()
        run = self._connection()
        number, row, widest = 0, 0, 0
        sources: set[str] = set()
        for number, (statements, articles) in enumerate(blocks, 1):
            values = (number - 1, row, *map(_dump, (statements, articles)))
            run.execute("INSERT INTO coverage_block VALUES (?, ?, ?, ?)", values)
            rows = [(id, row + place) for place, id in enumerate(statements, 1)]
            run.executemany("INSERT OR REPLACE INTO coverage_row VALUES (?, ?)", rows)
            row += 1 + len(statements)
            sources.update(articles)
            widest = max(widest, len(articles))
        run.execute("INSERT INTO coverage_size VALUES (?, ?, ?, ?)", (number, row - number, len(sources), widest))

    def size(self) -> CoverageSize:
        """Return how large the table is."""
        row = self._connection().execute("SELECT * FROM coverage_size").fetchone()
        return CoverageSize() if row is None else CoverageSize(*row)

    def tops(self) -> list[int]:
        """Return the row at which each block begins."""
        return [top for (top,) in self._connection().execute("SELECT top FROM coverage_block ORDER BY number")]

    def page(self, start: int, size: int) -> list[Block]:
        """Return ``size`` blocks from place ``start`` on."""
        query = "SELECT statements, articles FROM coverage_block WHERE number >= ? ORDER BY number LIMIT ?"
        rows = self._connection().execute(query, (start, size)).fetchall()
        return [(_load(statements), [intern(id) for id in _load(articles)]) for statements, articles in rows]

    def row_of(self, statement: str) -> int | None:
        """Return the row of a statement, None if it is not in the table."""
        row = self._connection().execute("SELECT row FROM coverage_row WHERE statement = ?", (statement,)).fetchone()
        return None if row is None else int(row[0])


def _dump(ids: Sequence[str]) -> str:
    return json.dumps(list(ids), separators=(",", ":"))


def _load(text: str) -> list[Any]:
    try:
        return list(json.loads(text))
    except (TypeError, ValueError) as error:
        raise sqlite3.DatabaseError("cannot be read back: a block of the coverage") from error
