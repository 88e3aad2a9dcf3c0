"""The journal of changes: what was done, so that it can be taken back and done again, also after a restart.

An entry holds the rows before and after. Taking it back touches a row only if it still is what the entry made of it, so that
nothing that somebody else wrote since is ever replaced. Entries that were made together share a step.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from briefing.late import dataclass
from briefing.store.state import rows
from briefing.store.state.rows import RowChange, Run

if TYPE_CHECKING:
    from briefing.store.state.state_file import StateFile

KEPT: Final = 1_000
"""Entries of one folder."""

FILTER: Final = "filter"
PREFERENCES: Final = "preferences"
VIEWS: Final = frozenset({FILTER, PREFERENCES})
"""Stand for the table in changes of what is shown and how: kept in the journal only."""


@dataclass(frozen=True, slots=True)
class Step:
    """What was taken back or done again. ``changes`` as they were made now; ``refused`` rows had been changed by somebody else."""

    label: str
    changes: tuple[RowChange, ...]
    refused: int = 0


class Journal:
    """The journal of one folder, for one reader: what another one does meanwhile is the other's to take back."""

    def __init__(self, file: StateFile, folder: int) -> None:
        self._file = file
        self._folder = folder
        self._reader = secrets.token_hex(8)
        newest = file.query("SELECT max(id) FROM journal") if file.has("journal") else [(0,)]
        self._before = int(newest[0][0] or 0)
        self._step: int | None = None
        self._together = False

    def begin(self) -> None:
        """Let what follows be one step, until :meth:`end`."""
        self._together, self._step = True, None

    def end(self) -> None:
        """End a step that was begun."""
        self._together, self._step = False, None

    def _mine(self) -> tuple[str, tuple[Any, ...]]:
        return "folder = ? AND (reader = ? OR id <= ?)", (self._folder, self._reader, self._before)

    def add(self, run: Run, label: str, changes: Sequence[RowChange]) -> None:
        """Enter ``changes``, which were made in the same transaction. What had been taken back cannot be done again then."""
        where, values = self._mine()
        run(f"DELETE FROM journal WHERE {where} AND undone > 0", values)
        text = json.dumps([asdict(change) for change in changes])
        row = (self._folder, self._step or 0, self._reader, datetime.now(UTC).isoformat(), label, text)
        number = run(
            "INSERT INTO journal(folder, step, reader, made, label, changes) VALUES (?, ?, ?, ?, ?, ?)", row
        ).lastrowid
        if self._step is None:
            run("UPDATE journal SET step = id WHERE id = ?", (number,))
        if self._together:
            self._step = self._step or number
        run(
            "DELETE FROM journal WHERE folder = ?1 AND id <="
            " (SELECT id FROM journal WHERE folder = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
            (self._folder, KEPT),
        )  # fmt: skip

    def _entries(self, query: Callable[..., list[Any]], *, back: bool) -> tuple[int, list[tuple[str, str]]]:
        """Return the step that is next to be taken back or done again, and its entries in order; 0 if there is none."""
        where, values = self._mine()
        chosen = "undone = 0 ORDER BY id DESC" if back else "undone > 0 ORDER BY undone DESC"
        found = query(f"SELECT step FROM journal WHERE {where} AND {chosen} LIMIT 1", *values)
        if not found:
            return 0, []
        return found[0][0], query(
            f"SELECT label, changes FROM journal WHERE {where} AND step = ? ORDER BY id", *values, found[0][0]
        )

    def next(self, *, back: bool) -> list[RowChange]:
        """Return the changes of the step that is next, as they were made."""
        return [change for _, text in self._entries(self._file.query, back=back)[1] for change in _read(text)]

    def undo(self) -> Step | None:
        """Take the newest step back; None if there is none."""
        return self._go(back=True)

    def redo(self) -> Step | None:
        """Do the step again that was taken back last; None if there is none."""
        return self._go(back=False)

    def _go(self, *, back: bool) -> Step | None:
        where, values = self._mine()
        with self._file.transaction(made=True) as run:

            def query(sql: str, *bound: Any) -> list[Any]:
                return list(run(sql, bound).fetchall())

            while True:
                number, entries = self._entries(query, back=back)
                if not number:
                    return None
                rank = (
                    query(f"SELECT coalesce(max(undone), 0) + 1 FROM journal WHERE {where}", *values)[0][0]
                    if back
                    else 0
                )
                run(f"UPDATE journal SET undone = ? WHERE {where} AND step = ?", (rank, *values, number))
                changes = [change for _, text in entries for change in _read(text)]
                if back:
                    changes = [change.reversed for change in reversed(changes)]
                step = self._apply(run, entries[0][0], changes)
                if step.changes or step.refused:  # what has come about otherwise is passed over
                    return step

    def _apply(self, run: Run, label: str, changes: Iterable[RowChange]) -> Step:
        made: list[RowChange] = []
        refused = 0
        for change in changes:
            if change.table in VIEWS:
                made.append(change)
                continue
            now = rows.get(run, self._folder, change.table, change.key)
            if rows.same(change.table, now, change.new):
                continue
            if not rows.same(change.table, now, change.old):
                refused += 1
                continue
            rows.put(run, self._folder, change.table, change.key, change.new)
            made.append(change)
        return Step(label, tuple(made), refused)

    def move_article(self, run: Run, old: str, new: str, path: str) -> None:
        """Let the entries follow an article that has another id now."""
        for number, text in run(
            "SELECT id, changes FROM journal WHERE folder = ? AND instr(changes, ?)", (self._folder, old)
        ).fetchall():
            changes = [_moved(change, old, new, path) for change in _read(text)]
            run(
                "UPDATE journal SET changes = ? WHERE id = ?",
                (json.dumps([asdict(change) for change in changes]), number),
            )


def _read(text: str) -> list[RowChange]:
    """Return the changes of an entry; none where it was damaged: it is passed over."""
    try:
        return [RowChange(**change) for change in json.loads(text)]
    except (ValueError, TypeError):
        return []


def _moved(change: RowChange, old: str, new: str, path: str) -> RowChange:
    def moved(row: rows.Row | None) -> rows.Row | None:
        if row is None:
            return row
        row = {
            name: new if (name, value) in (("article", old), ("target", old)) else value for name, value in row.items()
        }
        return row | (
            {"path": path, "quotation": None} if {"path", "article"} <= row.keys() and row["article"] == new else {}
        )

    key = new if change.key == old else change.key
    return RowChange(change.table, key, moved(change.old), moved(change.new))
