"""Tables of the catalogue that one kind of joining looks its articles up in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import ClassVar, Self


class LookupTables:
    """``connection`` gives the connection of the calling thread."""

    schema: ClassVar[str]
    tables: ClassVar[tuple[str, ...]]

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._connection = connection

    @classmethod
    def in_memory(cls) -> Self:
        """Return an empty store that lasts as long as it is used, by any thread."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        connection.executescript(cls.schema)
        return cls(lambda: connection)

    def clear(self) -> None:
        """Forget everything."""
        for table in self.tables:
            self._connection().execute(f"DELETE FROM {table}")

    def counts(self) -> tuple[int, ...]:
        """Return how many rows each table has."""
        run = self._connection().execute
        return tuple(int(run(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in self.tables)
