"""What is done when the state file is gone, empty, damaged or not ours: set aside, never deleted; the newest good backup is taken,
and of a damaged file every row that can still be read."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from briefing.store import backups
from briefing.text import one_line, plural

_TABLES: Final = (
    "folder",
    "read_mark",
    "star",
    "mark",
    "clipping",
    "saved_search",
    "history",
    "session",
    "entity_edit",
    "journal",
    "identity",
)


def fault(path: Path) -> str:
    """Return what is wrong with the state file, in a word or two that go on "the state file is …"; "" if nothing is."""
    if not os.path.lexists(path):
        return "gone" if backups.listed(path) or os.path.lexists(f"{path}-wal") else ""
    if not path.is_file():
        return "no file"
    if not path.stat().st_size:
        return "empty" if backups.listed(path) else ""
    try:
        with closing(sqlite3.connect(path, timeout=2)) as connection:
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if names and "folder" not in names:
                return "not ours"
            return "damaged" if backups.fault_in(connection) else ""
    except sqlite3.OperationalError:
        return ""  # locked, or without rights: no damage; opening it says so
    except sqlite3.DatabaseError:
        return "damaged"


def recover(path: Path, what: str) -> str:
    """Set the file aside and put what can be had in its place; one line that says so. Raises OSError, sqlite3.Error."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.stem}-set-aside-{stamp}.db")
    backup = backups.newest_good(path)
    new = path.with_name(f"{path.stem}-{stamp}.part")
    try:
        if backup is not None:
            shutil.copyfile(backup, new)
            new.chmod(0o600)
        for ending in ("", "-wal", "-shm"):
            if os.path.lexists(f"{path}{ending}"):
                Path(f"{path}{ending}").replace(f"{aside}{ending}")
        rescued, lost = salvage(aside, new) if what == "damaged" else (0, 0)
        if new.exists():
            backups.publish(new, path)
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)
    return _told(what, aside, backup, rescued, lost)


def _told(what: str, aside: Path, backup: Path | None, rescued: int, lost: int) -> str:
    parts = [f"the file of what you made (stars, clippings, notes) was {what}"]
    if os.path.lexists(aside):
        parts.append(f"it is set aside as {one_line(aside.name)}")
    if backup is not None:
        made = backups.made_at(backup)
        parts.append(f"the backup of {made:%Y-%m-%d %H:%M} UTC was taken" if made else "a backup was taken")
    if rescued:
        parts.append(f"{plural(rescued, 'row')} could still be read and are there")
    if lost:
        parts.append(f"{plural(lost, 'table')} could be read in part only")
    if backup is None and not rescued:
        parts.append("there is no backup: it starts empty")
    return "; ".join(parts)


def salvage(damaged: Path, into: Path) -> tuple[int, int]:
    """Copy every row that can be read; (rows, tables that could not be read to their end).

    A table that was read whole replaces what stood in ``into``; of the others, rows are added to it.
    """
    rescued = lost = 0
    try:
        with (
            closing(sqlite3.connect(damaged, timeout=2)) as old,
            closing(sqlite3.connect(into, isolation_level=None)) as new,
        ):
            old.text_factory = lambda data: data.decode("utf-8", "replace")
            version = old.execute("PRAGMA user_version").fetchone()[0]
            if not _same_form(old, new, version):
                return 0, 0
            new.execute("BEGIN")
            for table in _TABLES:
                rows, whole = _readable(old, table)
                if whole:
                    new.execute(f"DELETE FROM {table}")
                for row in rows:
                    with suppress(sqlite3.Error):
                        new.execute(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(row))})", row)
                        rescued += 1
                lost += not whole
            new.execute("COMMIT")
    except sqlite3.Error:
        return 0, 0
    return rescued, lost


def _same_form(old: sqlite3.Connection, new: sqlite3.Connection, version: int) -> bool:
    """Make ``new`` a file of the form of ``old`` if it is new; say whether both have one form."""
    if not new.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        for (sql,) in old.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        ).fetchall():
            new.execute(sql)
        new.execute(f"PRAGMA user_version = {version}")
    return bool(new.execute("PRAGMA user_version").fetchone()[0] == version)


def _readable(connection: sqlite3.Connection, table: str) -> tuple[list[tuple[object, ...]], bool]:
    """Return the rows that can be read, from the front and from the back, and whether these are all."""
    rows: dict[tuple[object, ...], None] = {}
    for order in ("", " ORDER BY 1 DESC, 2 DESC"):
        try:
            for row in connection.execute(f"SELECT * FROM {table}{order}"):
                rows[tuple(row)] = None
        except sqlite3.Error:
            continue
        return list(rows), True
    return list(rows), False
