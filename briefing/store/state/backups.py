"""Backups of what a person made: online copies beside the file, checked before they count, ten of them: of days and of weeks."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from briefing.private_files import drop, part_of
from briefing.text import one_line

KEPT: Final = 10
NEWEST: Final = 3
"""So many of the newest are kept, whatever their days."""
DAYS: Final = 4
"""So many days keep the first copy that was made on them; the others that are kept are each the newest of its week."""

_STAMP: Final = "%Y%m%dT%H%M%S%f"


def folder_of(path: Path) -> Path:
    """Return the folder that holds the backups of the state file ``path``."""
    return path.parent / "backups"


def listed(path: Path) -> list[Path]:
    """Return the backups of the state file ``path``, the newest first."""
    try:
        return sorted(folder_of(path).glob(f"{path.stem}-*.db"), reverse=True)
    except OSError:
        return []


def made_at(backup: Path) -> datetime | None:
    """Return when ``backup`` was made, or None if its name does not say."""
    try:
        return datetime.strptime(backup.stem.rpartition("-")[2], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def make(connection: sqlite3.Connection, path: Path) -> Path:
    """Copy what ``connection`` has open, check the copy, and keep it. Raises sqlite3.Error, OSError: then nothing is kept."""
    folder = folder_of(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{path.stem}-{datetime.now(UTC).strftime(_STAMP)}.db"
    temporary = part_of(target)
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(temporary)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            if found := fault_in(copy):
                raise sqlite3.DatabaseError(f"the copy is not whole: {found}")
        publish(temporary, target)
    finally:
        drop(temporary)
    prune(path)
    return target


def publish(temporary: Path, target: Path) -> None:
    """Put a finished file in its place so that a crash leaves the old one or the new one."""
    for name, place in ((temporary, False), (target.parent, True)):
        if place:
            temporary.replace(target)
        number = os.open(name, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def fault_in(connection: sqlite3.Connection) -> str:
    """Return what the integrity check of an open file says, or "" if all is well."""
    (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return "" if said == "ok" else str(said)


def prune(path: Path) -> None:
    """Keep ten: the newest ones, the first of each of the latest days, and the newest of each week."""
    every = listed(path)
    keep = set(every[:NEWEST])
    days: dict[str, Path] = {}
    weeks: dict[tuple[int, int], Path] = {}
    for backup in every:
        made = made_at(backup)
        if made is not None:
            days[made.strftime("%Y%m%d")] = backup
            weeks.setdefault(made.isocalendar()[:2], backup)
    keep.update(list(days.values())[:DAYS])
    for backup in [*weeks.values(), *every]:
        if len(keep) < KEPT:
            keep.add(backup)
    for backup in every:
        if backup not in keep:
            with suppress(OSError):
                backup.unlink()


def newest_good(path: Path) -> Path | None:
    """Return the newest backup that is whole.

    Raises:
        sqlite3.OperationalError: one cannot be read now, which says nothing about what is in it.
    """
    for backup in listed(path):
        try:
            with closing(_for_reading(backup)) as copy:
                if not fault_in(copy) and copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'folder'").fetchone():
                    return backup
        except sqlite3.OperationalError as error:
            raise sqlite3.OperationalError(f"{error} ({one_line(str(backup))})") from error
        except sqlite3.DatabaseError:
            continue
    return None


def _for_reading(backup: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def newest_entry(connection: sqlite3.Connection) -> int:
    """Return the number of the newest change that an open file knows; it only rises."""
    try:
        found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'journal'").fetchone()
    except sqlite3.Error:
        return 0
    return int(found[0]) if found else 0


def newest_entry_of(path: Path) -> int:
    """Return the same for the newest backup of the state file ``path``."""
    for backup in listed(path)[:1]:
        with (
            suppress(sqlite3.Error),
            closing(_for_reading(backup)) as copy,
        ):
            return newest_entry(copy)
    return 0
