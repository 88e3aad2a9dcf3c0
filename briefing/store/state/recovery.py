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

from briefing.private_files import drop, part_of
from briefing.store.state import backups
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
    "metadata",
    "watch",
    "look",
    "story_edit",
)

_FINISHED: Final = "-recovered-"
_ASIDE: Final = "-set-aside-"


def fault(path: Path) -> str:
    """Return what is wrong with the state file, in a word or two that go on "the state file is …"; "" if nothing is."""
    if _finished(path):
        return "damaged"
    if not os.path.lexists(path):
        return "gone" if backups.listed(path) or os.path.lexists(f"{path}-wal") else ""
    if not path.is_file():
        return "no file"
    if not path.stat().st_size:
        return "empty" if backups.listed(path) else ""
    try:
        with closing(_for_reading(path)) as connection:
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if names and "folder" not in names:
                return "not ours"
            return "damaged" if backups.fault_in(connection) else ""
    except sqlite3.OperationalError:
        return ""  # locked, or without rights: no damage; opening it says so
    except sqlite3.DatabaseError:
        return "damaged"


def recover(path: Path, what: str) -> str:
    """Set the file aside and put what can be had in its place; one line that says so. Call under a lock.

    What takes the place is finished before anything is moved, so that whoever is killed in between leaves the rest to the next one.

    Raises:
        OSError, sqlite3.Error: nothing was taken away or put in its place; it can be tried again.
    """
    finished = _finished(path)
    backup, rescued, lost = None, 0, 0
    if finished is None:
        backup = backups.newest_good(path)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        finished = path.with_name(f"{path.stem}{_FINISHED}{stamp}.db")
        rescued, lost = _make(path, what, backup, finished)
    aside = path.with_name(finished.name.replace(_FINISHED, _ASIDE))
    for ending in ("", "-wal", "-shm"):
        if os.path.lexists(f"{path}{ending}") and not os.path.lexists(f"{aside}{ending}"):
            Path(f"{path}{ending}").replace(f"{aside}{ending}")
    if finished.exists():
        backups.publish(finished, path)
    return _told(what, aside, backup, rescued, lost)


def _for_reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=2)


def _finished(path: Path) -> Path | None:
    """Return the file that a recovery has finished and not yet put in its place."""
    return next(iter(sorted(path.parent.glob(f"{path.stem}{_FINISHED}*.db"), reverse=True)), None)


def _make(path: Path, what: str, backup: Path | None, finished: Path) -> tuple[int, int]:
    """Make ``finished`` of the backup and of what can be read of a damaged file, if there is any; as :func:`salvage` returns it."""
    new = part_of(finished)
    rescued = lost = 0
    try:
        os.close(os.open(new, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
        if backup is not None:
            shutil.copyfile(backup, new)
        if what == "damaged":
            with closing(sqlite3.connect(new, isolation_level=None)) as connection:
                rescued, lost = salvage(path, connection)
        if new.stat().st_size:
            backups.publish(new, finished)
    finally:
        drop(new)
    return rescued, lost


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


def salvage(damaged: Path, new: sqlite3.Connection) -> tuple[int, int]:
    """Copy every row that can be read; (rows, tables that could not be read to their end).

    A table that was read whole replaces what stood in ``new``; of the others, rows are added to it.

    Raises:
        sqlite3.Error: ``damaged`` cannot be opened, or ``new`` cannot be written.
    """
    rescued = lost = 0
    with closing(_for_reading(damaged)) as old:
        old.text_factory = lambda data: data.decode("utf-8", "replace")
        if not _same_form(old, new):
            return 0, 0
        known = {name for (name,) in new.execute("SELECT name FROM sqlite_master")}
        new.execute("BEGIN")
        for table in filter(known.__contains__, _TABLES):
            rows, whole = _readable(old, table)
            if whole:
                new.execute(f"DELETE FROM {table}")
            for row in rows:
                with suppress(sqlite3.IntegrityError):  # a row that is no row of ours any more
                    new.execute(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(row))})", row)
                    rescued += 1
            lost += not whole
        new.execute("COMMIT")
    return rescued, lost


def _same_form(old: sqlite3.Connection, new: sqlite3.Connection) -> bool:
    """Make ``new`` a file of the form of ``old`` if it is new; say whether both have one form."""
    try:
        version = old.execute("PRAGMA user_version").fetchone()[0]
        made = old.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
    except sqlite3.OperationalError:
        raise  # nothing is known of it yet
    except sqlite3.DatabaseError:
        return False
    if not new.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        for (sql,) in made:
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
        return list(rows), _sound(connection, table)
    return list(rows), False


def _sound(connection: sqlite3.Connection, table: str) -> bool:
    """Say whether nothing is wrong with the pages of a table: some damage leaves a table shorter without an error."""
    try:
        return bool(connection.execute(f"PRAGMA integrity_check({table})").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False
