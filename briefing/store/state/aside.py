"""A second look at the state file, for whoever reads while another thread waits for the disk."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

_WAIT: Final = 0.1
"""Seconds that it waits for SQLite itself; then the caller waits for the one who saves."""


class Aside:
    """A connection that only reads, opened when it is first needed. What is saved is on disk in a log beside the file, so that a reader
    and one who saves do not wait for each other.

    Args:
        path: of the state file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def query(self, sql: str, values: tuple[Any, ...], identity: tuple[int, int] | None) -> list[Any] | None:
        """Return all rows as they were saved last, or None where they cannot be read this way: the file is in memory only
        (``identity`` is None), another stands in its place, or SQLite says no.

        Args:
            sql: what is asked.
            values: of its parameters.
            identity: device and inode of the file that is open.
        """
        if identity is None:
            return None
        with self._lock, suppress(sqlite3.Error, OSError, ValueError, OverflowError):
            info = self._path.stat()
            if (info.st_dev, info.st_ino) != identity:
                return None
            if self._connection is None:
                self._connection = self._opened()
            return self._connection.execute(sql, values).fetchall()
        return None

    def _opened(self) -> sqlite3.Connection:
        address = f"{self._path.absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(address, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        return connection

    def close(self) -> None:
        """Release the file; it is opened again when it is asked."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
