"""The file that holds what people made: opened, mended, copied, migrated; all or nothing, and on disk when a call returns."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from briefing.errors import StateError
from briefing.file_lock import locked
from briefing.private_files import make_folder, sweep
from briefing.store.state import backups, recovery
from briefing.store.state.aside import Aside
from briefing.store.state.rows import checksum
from briefing.text import one_line

BACKUP_AFTER: Final = 600.0
"""Seconds after which a change is followed by a new backup."""
BACKUP_CHANGES: Final = 50
"""So many changes are followed by a new backup."""
_NOT_OURS: Final = ("unable to open", "readonly", "disk I/O", "full", "locked", "not authorized")
"""What SQLite says when nothing is wrong with the file itself."""


def migrations() -> list[str]:
    """Return the migration scripts, in order; the version of a file is how many of them it has seen."""
    folder = Path(__file__).with_name("migrations")
    return [script.read_text("utf-8") for script in sorted(folder.glob("*.sql"))]


class StateFile:
    """The database itself.

    ``kept``: what is changed is written to disk; if the file cannot be opened, everything is held in memory and ``notices`` says so.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.read_only = False
        self.kept = True
        self.notices: list[str] = []
        self._lock = threading.RLock()
        self._aside = Aside(path)
        self._changes = 0
        self._backed_up = 0.0
        self._identity: tuple[int, int] | None = None
        self._closed = True
        self._connection = self._opened()
        self._closed = False
        self._version = 0
        self.changed_elsewhere()
        self._back_up_what_is_newer()

    # --- opening ---

    def _opened(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = None
        try:
            sweep(self.path.parent, self.path.stem)
            sweep(backups.folder_of(self.path), self.path.stem)
            self._mend()
            self._private()
            connection = self._set_up(
                sqlite3.connect(self.path, timeout=10, isolation_level=None, check_same_thread=False)
            )
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            self._migrate(connection)
            self._identity = self._on_disk()
            return connection
        except (sqlite3.Error, OSError) as error:
            if connection is not None:
                connection.close()
            if not isinstance(error, OSError) and not any(words in str(error) for words in _NOT_OURS):
                raise self._unreadable(error) from error
            return self._in_memory(error)

    def _set_up(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        connection.create_function("checksum", -1, checksum, deterministic=True)
        return connection

    def _private(self) -> None:
        """Make the file readable for its owner only; SQLite gives its companions the same rights."""
        make_folder(self.path.parent)  # tells why, where it cannot be made
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
        if self.path.stat().st_mode & 0o077:
            self.path.chmod(0o600)

    def _mend(self) -> None:
        """If the file is gone, empty, damaged or not ours, put the newest good backup in its place and say so."""
        if not recovery.fault(self.path):
            return
        with locked(self.path.with_suffix(".lock"), wait=10):
            what = recovery.fault(self.path)  # another process may have mended it meanwhile
            if what:
                self.notices.append(recovery.recover(self.path, what))

    def _in_memory(self, error: Exception) -> sqlite3.Connection:
        """Hold what can be read in memory, so that the articles can be read; nothing of it is written."""
        self.kept, self.read_only = False, False
        self._identity = None
        reason = one_line(getattr(error, "strerror", None) or str(error))
        self.notices.append(
            f"cannot write to {one_line(str(self.path))}: {reason}; stars, clippings and notes are not kept this time"
        )
        connection = self._set_up(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))
        with suppress(sqlite3.Error, OSError):
            self._fill(connection)
        self._migrate(connection)
        return connection

    def _fill(self, connection: sqlite3.Connection) -> None:
        """Put into memory what can be read: the file, or where that is at fault the newest good backup and what is left of the file."""
        what = recovery.fault(self.path)
        source = backups.newest_good(self.path) if what else self.path
        if source is not None:
            self._load(connection, source)
        if what == "damaged":
            recovery.salvage(self.path, connection)

    def _load(self, connection: sqlite3.Connection, source: Path) -> None:
        for how in ("mode=ro", "mode=ro&immutable=1"):
            try:
                other = sqlite3.connect(f"{source.absolute().as_uri()}?{how}", uri=True, timeout=1)
                try:
                    other.backup(connection)
                finally:
                    other.close()
                return
            except sqlite3.Error:
                continue

    def _migrate(self, connection: sqlite3.Connection) -> None:
        scripts = migrations()
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > len(scripts):
            self.read_only = True
            self.notices.append(
                f"{one_line(str(self.path))} was written by a newer briefing: what you made can be read, not changed; update briefing"
            )
            return
        if version == len(scripts):
            return
        if version and self.kept:
            backups.make(connection, self.path)
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have migrated between the look and the lock.
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            for script in scripts[version:]:
                for statement in script.split(";\n"):
                    if statement.strip():
                        connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(scripts)}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    # --- the file while it is open ---

    def has(self, table: str) -> bool:
        """Say whether the file knows ``table``: one of another version may not."""
        return bool(self.query("SELECT 1 FROM sqlite_master WHERE name = ?", table))

    def _on_disk(self) -> tuple[int, int] | None:
        try:
            info = self.path.stat()
        except OSError:
            return None
        return info.st_dev, info.st_ino

    def _follow(self) -> None:
        """If somebody took the file away or put another in its place, go on in the one that is there."""
        if not self.kept or self._identity == self._on_disk():
            return
        if not os.path.lexists(self.path):
            with suppress(sqlite3.Error, OSError):
                backups.make(self._connection, self.path)
        self._aside.close()
        self._connection.close()
        self._connection = self._opened()

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def changed_elsewhere(self) -> bool:
        """Say whether another process, or another object of this one, changed something since this was asked last. While a change is being
        saved the answer is no; it comes the next time."""
        if not self._lock.acquire(blocking=False):
            return False  # a change is being saved: whoever asks is told the next time, and waits for no disk now
        try:
            with suppress(sqlite3.Error):
                if not self._closed:
                    before, self._version = self._version, self._data_version()
                    return before != self._version
            return False
        finally:
            self._lock.release()

    def backup(self) -> Path:
        """Copy the file beside itself, checked, into ``backups/``; ten are kept. Raises StateError."""
        with self._lock:
            try:
                made = backups.make(self._connection, self.path)
            except (sqlite3.Error, OSError) as error:
                raise StateError(
                    f"no backup could be made of {one_line(str(self.path))}: {one_line(str(error))}; free some space"
                ) from error
            self._changes, self._backed_up = 0, time.monotonic()
            return made

    def _back_up_if_due(self) -> None:
        """After a change: a backup at the first of a day, and now and then. A change that is saved is never refused for it."""
        self._changes += 1
        if not self.kept:
            return
        due = self._changes >= BACKUP_CHANGES or time.monotonic() - self._backed_up > BACKUP_AFTER
        if due and (self._backed_up or not self._backed_up_today()):
            with suppress(StateError):
                self.backup()
        elif not self._backed_up:
            self._backed_up = time.monotonic()

    def _back_up_what_is_newer(self) -> None:
        """Copy what a session that was killed has saved after its last backup."""
        if (
            self.kept
            and not self.read_only
            and backups.newest_entry(self._connection) > backups.newest_entry_of(self.path)
        ):
            with suppress(StateError):
                self.backup()

    def _backed_up_today(self) -> bool:
        newest = next(iter(backups.listed(self.path)), None)
        made = backups.made_at(newest) if newest is not None else None
        return made is not None and made.date() == datetime.now(UTC).date()

    @contextmanager
    def transaction(self, *, made: bool = False) -> Iterator[Any]:
        """Gives ``execute``; all or nothing; saved to disk when it ends. ``made``: a person made something, worth a backup."""
        with self._lock:
            if self.read_only:
                raise StateError(
                    f"{one_line(str(self.path))} was written by a newer briefing and is open for reading only; update briefing"
                )
            try:
                if not self._closed:
                    self._follow()
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
            if made:
                self._back_up_if_due()

    def query(self, sql: str, *values: Any) -> list[Any]:
        """Return all rows; while another thread saves, those that were saved before. Raises StateError."""
        if not self._lock.acquire(blocking=False):
            rows = self._aside.query(sql, values, self._identity)
            if rows is not None:
                return rows
            self._lock.acquire()
        try:
            try:
                return self._connection.execute(sql, values).fetchall()
            except (sqlite3.Error, ValueError, OverflowError) as error:
                if self._closed:
                    raise StateError("this collection is closed; open it again") from error
                raise self._unreadable(error) from error
        finally:
            self._lock.release()

    def _unreadable(self, error: Exception) -> StateError:
        what = f"cannot read {one_line(str(self.path))} ({one_line(str(error))})"
        if "locked" in str(error):
            return StateError(f"{what}; another program holds it: try again when that is done")
        return StateError(
            f"{what}; it holds your stars and clippings: open briefing again, which takes what can be had from a backup"
        )

    def integrity(self) -> str:
        """Return what the integrity check says, "ok" if all is well; for ``doctor``."""
        with self._lock:
            try:
                return str(self._connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
            except sqlite3.Error as error:
                return str(error)

    def close(self) -> None:
        """Release the file, with a backup of what was changed since the last one."""
        with self._lock:
            if self._closed:
                return
            if self._changes and self.kept:
                with suppress(StateError):
                    self._follow()
                    self.backup()
            self._closed = True
            self._aside.close()
            self._connection.close()
