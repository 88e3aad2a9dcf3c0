"""What a person made in one folder, as changes that are saved when the call returns and that can be taken back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from briefing.errors import StateError
from briefing.model import EntityEdit
from briefing.store.state import rows
from briefing.store.state.journal import FILTER, Journal, Step
from briefing.store.state.rows import Key, Row, RowChange
from briefing.store.state.state_file import StateFile
from briefing.text import one_line


class FolderState:
    """The rows of one folder in the state file, and the journal of their changes."""

    def __init__(self, file: StateFile, folder: Path) -> None:
        self.file = file
        key = os.fsencode(os.path.realpath(folder))
        found = file.query("SELECT id FROM folder WHERE path = ?", key)
        if not found and not file.read_only:
            with file.transaction() as run:
                run("INSERT OR IGNORE INTO folder(path, opened) VALUES (?, ?)", (key, now()))
            found = file.query("SELECT id FROM folder WHERE path = ?", key)
        self._folder = int(found[0][0]) if found else -1
        self.made_here: Callable[[str], None] = lambda article: None
        """Told of each article for which something was made, before it is saved."""
        self._journal = Journal(file, self._folder)

    @classmethod
    def of_known(cls, file: StateFile, folder: Path) -> Self:
        """Return the state of a folder that was opened before; it may be gone now. Raises StateError."""
        if not file.query("SELECT 1 FROM folder WHERE path = ?", os.fsencode(os.path.realpath(folder))):
            raise StateError(
                f"nothing is known of a folder {one_line(str(folder))}; give it as it was called when it was open last"
            )
        return cls(file, folder)

    @staticmethod
    def last_folder(file: StateFile) -> Path | None:
        """Return the folder that was opened last and is still there."""
        for (path,) in file.query("SELECT path FROM folder ORDER BY opened DESC"):
            folder = Path(os.fsdecode(path))
            if folder.is_dir():
                return folder
        return None

    @property
    def number(self) -> int:
        """The number of the folder in the state file; -1 where it could not be entered."""
        return self._folder

    def touch(self) -> None:
        """Remember that this folder is the one that was opened last."""
        last = self.file.query("SELECT id FROM folder ORDER BY opened DESC LIMIT 1")
        if self.file.read_only or last == [(self._folder,)]:
            return
        with self.file.transaction() as run:
            run("UPDATE folder SET opened = ? WHERE id = ?", (now(), self._folder))

    def _column(self, sql: str) -> set[str]:
        return {row[0] for row in self.file.query(sql, self._folder)}

    def rows_of(self, table: str) -> list[tuple[Key, Row]]:
        """Return key and row of everything of one kind, in the order of the keys."""
        kind = rows.TABLES[table]
        columns = ", ".join((kind.key, *kind.columns))
        listed: list[tuple[Key, Row]] = []
        for key, *values in self.file.query(f"SELECT {columns} FROM {table} WHERE folder = ? ORDER BY 1", self._folder):
            row = dict(zip(kind.columns, values, strict=True))
            listed.append((key, row | {"path": os.fsdecode(row["path"])} if "path" in row else row))
        return listed

    def altered(self, table: str) -> int:
        """Return how many rows of one kind do not hold the words for which their checksums were made."""
        kind = rows.TABLES[table]
        names = (kind.key, *kind.columns)
        found = self.file.query(f"SELECT {', '.join(names)}, checksum FROM {table} WHERE folder = ?", self._folder)
        return sum(
            not rows.as_written(table, key, dict(zip(kind.columns, row, strict=True)), written)
            for key, *row, written in found
        )

    # --- changes, taken back and done again ---

    @contextmanager
    def changing(self, label: str, *, undoable: bool = True) -> Iterator[Callable[[str, Key | None, Row | None], Key]]:
        """Gives ``put(table, key, row)`` for changes that are one transaction and one entry of the journal."""
        changes: list[RowChange] = []
        with self.file.transaction(made=True) as run:

            def put(table: str, key: Key | None, row: Row | None) -> Key:
                old = rows.get(run, self._folder, table, key) if key is not None else None
                number = rows.put(run, self._folder, table, key, row)
                if not rows.same(table, old, row):
                    changes.append(RowChange(table, number, old, row))
                return number

            yield put
            if changes and undoable:
                self._journal.add(run, label, changes)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let all changes within be one step for :meth:`undo`."""
        self._journal.begin()
        try:
            yield
        finally:
            self._journal.end()

    def note_view(self, label: str, old: Row, new: Row, *, kind: str = FILTER) -> None:
        """Enter a change of what is shown (a filter) or how (preferences) into the journal; whoever takes it back shows ``old`` again."""
        with self.file.transaction() as run:
            self._journal.add(run, label, [RowChange(kind, kind, old, new)])

    def undo(self) -> Step | None:
        """Take back the newest change of this reader or of earlier sessions; None if there is none. Rows that somebody else has
        changed since stay as they are and are counted."""
        return self._journal.undo()

    def redo(self) -> Step | None:
        """Do again what was taken back last; None if there is nothing."""
        return self._journal.redo()

    def next_edits(self, *, back: bool) -> list[EntityEdit]:
        """Return the corrections that the next :meth:`undo` takes out, or the next :meth:`redo` puts back."""
        changes = self._journal.next(back=back)
        return [
            edit_of(int(change.key), change.new)
            for change in changes
            if change.table == "entity_edit" and change.old is None and change.new is not None
        ]

    def changed_elsewhere(self) -> bool:
        """Say whether another reader has changed something since this was asked last. Cheap."""
        return self.file.changed_elsewhere()

    def _made(self, articles: Iterable[str]) -> None:
        for article in articles:
            self.made_here(article)


def edit_of(id: int, row: Row) -> EntityEdit:
    """Return the correction that a row of the journal holds."""
    start = row["span_start"]
    span = None if start is None else (start, row["span_end"])
    return EntityEdit(id, row["action"], row["entity"], row["surface"], row["target"], row["article"], span)


def now() -> str:
    """Return the time, to the microsecond, as it is stored."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
