"""What a person made: read marks, stars, marks, clippings, saved searches, the session, corrections of names. Never lost.

One SQLite file per user on local disk, WAL with full sync; every call is saved when it returns. Migrations run in one
transaction after a backup; a file of a newer version opens read-only. It never holds anything that could be derived.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefing.errors import StateError
from briefing.model import Article, Clipping, EntityEdit, SavedSearch, Span
from briefing.text import one_line

BACKUPS_KEPT = 10
HISTORY_KEPT = 200


def migrations() -> list[str]:
    """The migration scripts, in order; the version of a file is how many of them it has seen."""
    folder = Path(__file__).with_name("migrations")
    return [script.read_text("utf-8") for script in sorted(folder.glob("*.sql"))]


class StateFile:
    """The database itself. Raises StateError with one line that says what to do."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.read_only = False
        self._lock = threading.RLock()
        self._closed = False
        connection: sqlite3.Connection | None = None
        try:
            connection = self._connection = sqlite3.connect(
                path, timeout=10, isolation_level=None, check_same_thread=False
            )
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            self._migrate()
        except (sqlite3.Error, OSError, StateError) as error:
            if connection is not None:
                connection.close()
            if isinstance(error, StateError):
                raise
            raise self._unreadable(error) from error

    def _migrate(self) -> None:
        scripts = migrations()
        version = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        if version > len(scripts):
            self.read_only = True
            return
        if version == len(scripts):
            return
        if version:
            self.backup()
        with self.transaction() as run:
            # Another process may have migrated between the look and the lock.
            version = int(run("PRAGMA user_version").fetchone()[0])
            for script in scripts[version:]:
                for statement in script.split(";\n"):
                    if statement.strip():
                        run(statement)
            run(f"PRAGMA user_version = {len(scripts)}")

    def backup(self) -> Path:
        """An online copy beside the file, in ``backups/``; the newest ten are kept."""
        folder = self.path.parent / "backups"
        folder.mkdir(mode=0o700, exist_ok=True)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        target = folder / f"{self.path.stem}-{stamp}.db"
        temporary = target.with_suffix(".part")
        copy = sqlite3.connect(temporary)
        try:
            self._connection.backup(copy)
        finally:
            copy.close()
        temporary.replace(target)
        for old in sorted(folder.glob(f"{self.path.stem}-*.db"))[:-BACKUPS_KEPT]:
            old.unlink(missing_ok=True)
        return target

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """Gives ``execute``; all or nothing; saved to disk when it ends."""
        with self._lock:
            if self.read_only:
                raise StateError(
                    f"{one_line(str(self.path))} was written by a newer briefing and is open for reading only; update briefing"
                )
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection.execute
                    self._connection.execute("COMMIT")
                except BaseException:
                    if self._connection.in_transaction:  # a full disk has rolled it back already
                        self._connection.execute("ROLLBACK")
                    raise
            except (sqlite3.Error, ValueError, OverflowError) as error:
                what = f"cannot save to {one_line(str(self.path))}: {one_line(str(error))}"
                if self._closed:
                    raise StateError("this collection is closed; open it again") from error
                if "locked" in str(error):
                    raise StateError(f"{what}; another program holds it: try again when that is done") from error
                raise StateError(f"{what}; free some space or check its rights") from error

    def query(self, sql: str, *values: Any) -> list[Any]:
        with self._lock:
            try:
                return self._connection.execute(sql, values).fetchall()
            except (sqlite3.Error, ValueError, OverflowError) as error:
                if self._closed:
                    raise StateError("this collection is closed; open it again") from error
                raise self._unreadable(error) from error

    def _unreadable(self, error: Exception) -> StateError:
        what = f"cannot read {one_line(str(self.path))} ({one_line(str(error))})"
        if "locked" in str(error):
            return StateError(f"{what}; another program holds it: try again when that is done")
        backups = one_line(str(self.path.parent / "backups"))
        return StateError(
            f"{what}; it holds your stars and clippings: check its rights, move it away, or put a copy from {backups} in its place"
        )

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._connection.close()


class State:
    """The state of one folder of articles."""

    def __init__(self, file: StateFile, folder: Path) -> None:
        self.file = file
        key = os.fsencode(os.path.realpath(folder))
        rows = file.query("SELECT id FROM folder WHERE path = ?", key)
        if not rows and not file.read_only:
            with file.transaction() as run:
                run("INSERT OR IGNORE INTO folder(path, opened) VALUES (?, ?)", (key, _now()))
            rows = file.query("SELECT id FROM folder WHERE path = ?", key)
        self._folder = int(rows[0][0]) if rows else -1

    @staticmethod
    def last_folder(file: StateFile) -> Path | None:
        """Return the folder that was opened last and is still there."""
        for (path,) in file.query("SELECT path FROM folder ORDER BY opened DESC"):
            folder = Path(os.fsdecode(path))
            if folder.is_dir():
                return folder
        return None

    def touch(self) -> None:
        """Remember that this folder is the one that was opened last."""
        last = self.file.query("SELECT id FROM folder ORDER BY opened DESC LIMIT 1")
        if self.file.read_only or last == [(self._folder,)]:
            return
        with self.file.transaction() as run:
            run("UPDATE folder SET opened = ? WHERE id = ?", (_now(), self._folder))

    def _column(self, sql: str) -> set[str]:
        return {row[0] for row in self.file.query(sql, self._folder)}

    # --- read marks and stars ---

    def read_ids(self) -> set[str]:
        return self._column("SELECT article FROM read_mark WHERE folder = ?")

    def set_read(self, ids: Iterable[str], read: bool) -> None:
        self._set("read_mark", ids, read)

    def starred_ids(self) -> set[str]:
        return self._column("SELECT article FROM star WHERE folder = ?")

    def set_star(self, id: str, starred: bool) -> None:
        self._set("star", [id], starred)

    def _set(self, table: str, ids: Iterable[str], present: bool) -> None:
        sql = (
            f"INSERT OR IGNORE INTO {table} VALUES (?, ?)"
            if present
            else f"DELETE FROM {table} WHERE folder = ? AND article = ?"
        )
        with self.file.transaction() as run:
            for id in ids:
                run(sql, (self._folder, id))

    # --- marks ---

    def marks(self) -> dict[str, tuple[str, int]]:
        """Letter -> (article id, offset in code points)."""
        rows = self.file.query("SELECT letter, article, place FROM mark WHERE folder = ?", self._folder)
        return {letter: (article, place) for letter, article, place in rows}

    def set_mark(self, letter: str, article: str, offset: int) -> None:
        with self.file.transaction() as run:
            run("INSERT OR REPLACE INTO mark VALUES (?, ?, ?, ?)", (self._folder, letter, article, offset))

    # --- notebook ---

    def clippings(self) -> list[Clipping]:
        """In the order in which they were added."""
        return [_clipping(row) for row in self.file.query(f"{_CLIPPING} WHERE folder = ? ORDER BY id", self._folder)]

    def add_clipping(
        self, article: Article, text: str, span: Span, *, quotation: str | None = None, citation: str = ""
    ) -> Clipping:
        with self.file.transaction() as run:
            row = (
                None,
                self._folder,
                article.id,
                os.fsencode(article.path),
                quotation,
                *span,
                text,
                citation,
                _now(),
                "",
            )
            number = run("INSERT INTO clipping VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row).lastrowid
        return _clipping(self.file.query(f"{_CLIPPING} WHERE id = ?", number)[0])

    def remove_clipping(self, id: int) -> Clipping | None:
        """Take a clipping out and return it, so that it can be put back."""
        rows = self.file.query(f"{_CLIPPING} WHERE id = ? AND folder = ?", id, self._folder)
        if not rows:
            return None
        with self.file.transaction() as run:
            run("DELETE FROM clipping WHERE id = ? AND folder = ?", (id, self._folder))
        return _clipping(rows[0])

    def restore_clipping(self, clipping: Clipping) -> None:
        with self.file.transaction() as run:
            row = (clipping.id, self._folder, clipping.article, os.fsencode(clipping.path), clipping.quotation, *clipping.span,
                   clipping.text, clipping.citation, clipping.added, clipping.note)  # fmt: skip
            run("INSERT OR REPLACE INTO clipping VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def set_note(self, id: int, note: str) -> None:
        with self.file.transaction() as run:
            run("UPDATE clipping SET note = ? WHERE id = ? AND folder = ?", (note, id, self._folder))

    # --- searches ---

    def saved_searches(self) -> list[SavedSearch]:
        rows = self.file.query("SELECT name, query FROM saved_search WHERE folder = ? ORDER BY name", self._folder)
        return [SavedSearch(name, query) for name, query in rows]

    def save_search(self, name: str, query: str) -> None:
        with self.file.transaction() as run:
            run("INSERT OR REPLACE INTO saved_search VALUES (?, ?, ?)", (self._folder, name, query))

    def remove_search(self, name: str) -> None:
        with self.file.transaction() as run:
            run("DELETE FROM saved_search WHERE folder = ? AND name = ?", (self._folder, name))

    def history(self) -> list[str]:
        """Queries, the newest first."""
        return [
            query
            for (query,) in self.file.query("SELECT query FROM history WHERE folder = ? ORDER BY id DESC", self._folder)
        ]

    def add_history(self, query: str) -> None:
        with self.file.transaction() as run:
            run("DELETE FROM history WHERE folder = ? AND query = ?", (self._folder, query))
            run("INSERT INTO history(folder, query) VALUES (?, ?)", (self._folder, query))
            run(
                "DELETE FROM history WHERE folder = ?1 AND id NOT IN"
                " (SELECT id FROM history WHERE folder = ?1 ORDER BY id DESC LIMIT ?2)",
                (self._folder, HISTORY_KEPT),
            )

    # --- session ---

    def session(self) -> dict[str, Any]:
        rows = self.file.query("SELECT value FROM session WHERE folder = ?", self._folder)
        try:
            value = json.loads(rows[0][0]) if rows else {}
        except (ValueError, TypeError):
            value = {}  # whoever wrote that: where one was reading is no reason to stop
        return value if isinstance(value, dict) else {}

    def save_session(self, session: dict[str, Any]) -> None:
        """Keep what the reader showed last; this is now the folder that a reader had open last."""
        with self.file.transaction() as run:
            run("UPDATE folder SET opened = ? WHERE id = ?", (_now(), self._folder))
            run("INSERT OR REPLACE INTO session VALUES (?, ?)", (self._folder, json.dumps(session)))

    # --- corrections of names ---

    def entity_edits(self) -> list[EntityEdit]:
        """In the order in which they were made."""
        sql = "SELECT id, action, entity, surface, target, article, span_start, span_end FROM entity_edit WHERE folder = ? ORDER BY id"
        return [
            EntityEdit(id, action, entity, surface, target, article, None if start is None else (start, end))
            for id, action, entity, surface, target, article, start, end in self.file.query(sql, self._folder)
        ]

    def add_entity_edit(self, edit: EntityEdit) -> EntityEdit:
        """Save ``edit`` (its ``id`` is ignored) and return it with its id."""
        with self.file.transaction() as run:
            return self._insert_edit(run, edit)

    def put_entity_edits(self, edits: Iterable[EntityEdit], *, instead: bool = False) -> list[EntityEdit]:
        """Save many at once, behind those that are there or ``instead`` of them; all or nothing. With their ids."""
        with self.file.transaction() as run:
            if instead:
                run("DELETE FROM entity_edit WHERE folder = ?", (self._folder,))
            return [self._insert_edit(run, edit) for edit in edits]

    def _insert_edit(self, run: Any, edit: EntityEdit) -> EntityEdit:
        start, end = edit.span or (None, None)
        row = (self._folder, edit.action, edit.entity, edit.surface, edit.target, edit.article, start, end)
        number = run(
            "INSERT INTO entity_edit(folder, action, entity, surface, target, article, span_start, span_end)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        ).lastrowid
        return EntityEdit(number, edit.action, edit.entity, edit.surface, edit.target, edit.article, edit.span)

    def remove_entity_edit(self, id: int) -> None:
        with self.file.transaction() as run:
            run("DELETE FROM entity_edit WHERE id = ? AND folder = ?", (id, self._folder))


_CLIPPING = "SELECT id, article, path, quotation, span_start, span_end, text, citation, added, note FROM clipping"


def _clipping(row: Any) -> Clipping:
    id, article, path, quotation, start, end, text, citation, added, note = row
    return Clipping(id, article, os.fsdecode(path), quotation, (start, end), text, citation, added, note)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
