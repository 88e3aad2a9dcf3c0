"""A disk that fails, for the store's own operations, in pure Python: the N-th of them crashes, is refused, or is done by half.

Operations are what the store asks of SQLite (statements, copies) and of the system (files that are opened, synced, renamed, removed)
under one folder. A crash leaves a copy of the folder as it is at that moment; nothing that the dead program does later is in it.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fault_scenarios import SCENARIOS, Ledger, Outcome, judge

KINDS = ("crash", "torn", "full once", "full", "broken", "no rights", "unsynced")
"""``torn``: a crash in the middle of a write to the journal of the database; ``unsynced``: what was written, but not brought to the
disk."""

_SYSTEM = {
    "full once": errno.ENOSPC,
    "full": errno.ENOSPC,
    "broken": errno.EIO,
    "no rights": errno.EACCES,
    "unsynced": errno.EIO,
}
_SQLITE = {
    "full once": "database or disk is full", "full": "database or disk is full", "broken": "disk I/O error",
    "no rights": "unable to open database file", "unsynced": "disk I/O error",
}  # fmt: skip


NOBODY = 1 << 30
"""The number of the process that dies: of none that lives."""


class Crash(BaseException):
    """The program is dead."""


class Disk:
    """Counts the operations under ``folder`` and fails the one with number ``at`` (from 1)."""

    def __init__(self, folder: Path, kind: str, at: int) -> None:
        self.folder, self.kind, self.at = folder, kind, at
        self.count = 0
        self.after = folder.with_name(folder.name + " after")
        self.happened = False
        self.connections: list[sqlite3.Connection] = []
        self._wal = folder / "state.db-wal"
        self._wal_size = 0

    def concerns(self, path: Any) -> bool:
        """Say whether ``path`` lies under the folder."""
        return isinstance(path, (str, os.PathLike)) and os.fspath(path).startswith(os.fspath(self.folder))

    def operation(self, *, sync: bool = False, writes: bool = True) -> bool:
        """Count one operation; raise where it has to fail. Return True if it is to be done first and fails then."""
        if self.happened and self.kind in ("crash", "torn"):
            raise Crash
        if self.happened and self.kind == "full" and writes:
            return self._fails()
        relevant = {"unsynced": sync, "torn": sync, "full": writes, "full once": writes}.get(self.kind, True)
        self.count += relevant
        if not relevant or self.count != self.at or self.happened:
            return False
        self.happened = True
        return self._fails()

    def _fails(self) -> bool:
        if self.kind == "crash":
            self._copy()
            raise Crash
        if self.kind == "torn":
            self._wal_size = self._wal.stat().st_size if self._wal.exists() else 0
        return True

    def _copy(self) -> None:
        shutil.copytree(
            self.folder, self.after, ignore=shutil.ignore_patterns("*.seal")
        )  # which does not hold on a copy

    def finish(self, *, sqlite: bool) -> None:
        """End an operation that was done and yet fails."""
        if self.kind == "torn":
            self._copy()
            journal = self.after / self._wal.name
            if journal.exists() and journal.stat().st_size > self._wal_size:
                os.truncate(journal, (self._wal_size + journal.stat().st_size) // 2)
            raise Crash
        if sqlite:
            raise sqlite3.OperationalError(_SQLITE[self.kind])
        raise OSError(_SYSTEM[self.kind], os.strerror(_SYSTEM[self.kind]))


_WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE", "COMMIT", "DROP", "ALTER")


def _connection_of(disk: Disk) -> type[sqlite3.Connection]:
    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            word = sql.lstrip().split(" ", 1)[0].upper()
            commits = word == "COMMIT"
            if disk.operation(sync=commits, writes=word in _WRITES):
                if disk.kind in ("torn", "unsynced"):
                    super().execute(sql, *values)  # it is in the file, and nobody is told so
                elif commits and self.in_transaction:
                    super().execute("ROLLBACK")  # as SQLite does when the disk is full
                disk.finish(sqlite=True)
            return super().execute(sql, *values)

        def backup(self, target: sqlite3.Connection, **options: Any) -> None:
            if disk.operation():
                super().backup(target, pages=1, progress=lambda *_: disk.finish(sqlite=True))
                disk.finish(sqlite=True)
            super().backup(target, **options)

    return Connection


@contextmanager
def failing(disk: Disk) -> Iterator[None]:
    """Put the disk in place of the real one."""
    real = {
        name: getattr(os, name)
        for name in ("open", "replace", "rename", "unlink", "mkdir", "chmod", "fsync", "truncate")
    }
    connect, copyfile, getpid = sqlite3.connect, shutil.copyfile, os.getpid

    def system(name: str) -> Any:
        def call(path: Any, *rest: Any, **options: Any) -> Any:
            concerned = name == "fsync" or disk.concerns(path)
            if concerned and disk.operation(sync=name == "fsync", writes=name not in ("unlink", "chmod")):
                disk.finish(sqlite=False)
            return real[name](path, *rest, **options)

        return call

    def connecting(database: Any, *rest: Any, **options: Any) -> sqlite3.Connection:
        if database != ":memory:":
            if disk.operation(writes=False):
                disk.finish(sqlite=True)
            options.setdefault("factory", _connection_of(disk))
        connection = connect(database, *rest, **options)
        disk.connections.append(connection)
        return connection

    def copying(source: Any, target: Any, **options: Any) -> Any:
        if disk.operation():
            data = Path(source).read_bytes()
            Path(target).write_bytes(data[: len(data) // 2])  # a short write
            disk.finish(sqlite=False)
        return copyfile(source, target, **options)

    try:
        for name in real:
            setattr(os, name, system(name))
        sqlite3.connect, shutil.copyfile = connecting, copying  # type: ignore[assignment]
        os.getpid = lambda: NOBODY
        yield
    finally:
        for name, function in real.items():
            setattr(os, name, function)
        sqlite3.connect, shutil.copyfile, os.getpid = connect, copyfile, getpid


def try_fault(name: str, template: Path, have: dict[str, Any], work: Path, kind: str, at: int) -> Outcome:
    """Run a scenario on a copy of ``template`` with one fault, and judge what is there afterwards."""
    scenario = SCENARIOS[name]
    folder = work / "home"
    shutil.copytree(template, folder)
    disk = Disk(folder, kind, at)
    lines: list[tuple[Any, ...]] = [("have", have)]
    trace = ""
    with failing(disk):
        try:
            scenario.run(folder, Ledger(lines.append))
        except Crash:
            pass
        except Exception:
            trace = traceback.format_exc()
    for connection in disk.connections:
        connection.close()
    if disk.after.exists():
        shutil.rmtree(folder)
        disk.after.rename(folder)
    return judge(scenario, folder, lines, happened=disk.happened, traceback=trace)
