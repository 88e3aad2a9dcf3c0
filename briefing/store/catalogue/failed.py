"""On which articles a stage of the work failed, and why: they are listed, and not tried again before something has changed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping

SCHEMA = """
CREATE TABLE failed(stage TEXT NOT NULL, key BLOB NOT NULL, version TEXT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (stage, key)) WITHOUT ROWID;
"""

_JOIN = ("DELETE FROM derived WHERE name = 'basis' AND ? NOT NULL",)
_FACTS = ("DELETE FROM facts WHERE id = CAST(? AS TEXT)", "DELETE FROM derived WHERE name = 'facts' AND ? NOT NULL")
_ANALYSE = (
    "UPDATE analysis SET basis = '' WHERE id = CAST(? AS TEXT)",
    "DELETE FROM kept WHERE article = CAST(? AS TEXT)",  # what rested on the analysis that failed
    *_JOIN,
    *_FACTS,
)
_AGAIN: Mapping[str, tuple[str, ...]] = {
    "files": ("UPDATE file SET version = 0 WHERE path = ?",),
    "index": ("UPDATE article SET indexed = 0 WHERE id = CAST(? AS TEXT)",),
    "quotations": _ANALYSE,
    "names": _ANALYSE,
    "entities": _JOIN,
    "statements": _JOIN,
    "facts": _FACTS,
    "stories": ("DELETE FROM story_row WHERE article = CAST(? AS TEXT)",),
}
"""What makes a stage do its work on an article (``files``: on a file) again."""


class Failed:
    """``connection`` gives the connection of the calling thread. Whatever writes is called inside a transaction. A ``key`` is the id
    of an article, in the stage ``files`` the path of a file."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._connection = connection

    def put(self, stage: str, key: str, version: str, reason: str) -> None:
        """Remember that ``version`` of a stage failed."""
        row = (stage, os.fsencode(key), version, reason)
        self._connection().execute("INSERT OR REPLACE INTO failed VALUES (?, ?, ?, ?)", row)

    def there(self) -> bool:
        """Return whether anything failed."""
        return self._connection().execute("SELECT 1 FROM failed LIMIT 1").fetchone() is not None

    def clear(self, stage: str, keys: Iterable[str]) -> None:
        """Forget what failed in a stage before that was done anew."""
        rows = [(stage, os.fsencode(key)) for key in keys]
        self._connection().executemany("DELETE FROM failed WHERE stage = ? AND key = ?", rows)

    def of(self, stage: str) -> dict[str, str]:
        """Return why a stage failed, by key."""
        rows = self._connection().execute("SELECT key, reason FROM failed WHERE stage = ? ORDER BY key", (stage,))
        return {os.fsdecode(key): reason for key, reason in rows}

    def listed(self) -> list[tuple[str, str, str]]:
        """Return (path, stage, why it failed) of everything that failed, in order of path."""
        query = (
            "SELECT sort_path, stage, reason FROM failed JOIN article ON article.id = CAST(key AS TEXT) WHERE stage != 'files'"
            " UNION ALL SELECT key, stage, reason FROM failed WHERE stage = 'files' ORDER BY 1"
        )
        return [(os.fsdecode(path), stage, reason) for path, stage, reason in self._connection().execute(query)]

    def of_other_versions(self, versions: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return (stage, key) of what failed by another version of its stage than ``versions`` tells."""
        rows = self._connection().execute("SELECT stage, key, version FROM failed").fetchall()
        return [(stage, os.fsdecode(key)) for stage, key, version in rows if versions.get(stage) != version]

    def try_again(self, stage: str, key: str) -> None:
        """Forget a failure, so that the work is done again."""
        for statement in _AGAIN.get(stage, ()):
            self._connection().execute(statement, (os.fsencode(key),))
        self._connection().execute("DELETE FROM failed WHERE stage = ? AND key = ?", (stage, os.fsencode(key)))

    def forget(self, key: str, *, but: str = "") -> None:
        """Forget all failures of an article or file that is no more or is done anew; those of the stage ``but`` stay."""
        self._connection().execute("DELETE FROM failed WHERE key = ? AND stage != ?", (os.fsencode(key), but))
