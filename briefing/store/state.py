"""What a person made: read marks, stars, marks, clippings, saved searches, the session, corrections of names. Never lost.

Every call is saved when it returns, and entered into the journal, so that it can be taken back. It never holds anything that could
be derived. The file itself is :mod:`briefing.store.state_file`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefing.errors import StateError
from briefing.model import Article, Clipping, EntityEdit, SavedSearch, Span
from briefing.store import rows
from briefing.store.identity import Identity
from briefing.store.journal import VIEW, Journal, Step
from briefing.store.rows import Key, Row, RowChange, Run
from briefing.store.state_file import StateFile
from briefing.text import one_line, plural

HISTORY_KEPT = 200


class NoteConflictError(StateError):
    """Somebody else changed the note since it was shown; ``theirs`` is what it says now."""

    def __init__(self, theirs: str) -> None:
        super().__init__("the note was changed in another reader meanwhile")
        self.theirs = theirs


class State:
    """The state of one folder of articles."""

    def __init__(self, file: StateFile, folder: Path) -> None:
        self.file = file
        key = os.fsencode(os.path.realpath(folder))
        found = file.query("SELECT id FROM folder WHERE path = ?", key)
        if not found and not file.read_only:
            with file.transaction() as run:
                run("INSERT OR IGNORE INTO folder(path, opened) VALUES (?, ?)", (key, _now()))
            found = file.query("SELECT id FROM folder WHERE path = ?", key)
        self._folder = int(found[0][0]) if found else -1
        self.made_here: Callable[[str], None] = lambda article: None
        """Told of each article for which something was made, before it is saved."""
        self._journal = Journal(file, self._folder)

    @classmethod
    def of_known(cls, file: StateFile, folder: Path) -> State:
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

    def set_read(self, ids: Iterable[str], read: bool, *, undoable: bool = True) -> None:
        """Mark articles as read or unread; ``undoable`` is False for what the program does by itself."""
        self._set("read_mark", ids, read, undoable)

    def starred_ids(self) -> set[str]:
        return self._column("SELECT article FROM star WHERE folder = ?")

    def set_star(self, id: str, starred: bool) -> None:
        self._set("star", [id], starred, True)

    def _set(self, table: str, ids: Iterable[str], present: bool, undoable: bool) -> None:
        ids = list(ids)
        if present:
            self._made(ids)
        with self.changing({"star": "star", "read_mark": "read mark"}[table], undoable=undoable) as put:
            for id in ids:
                put(table, id, {} if present else None)

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

    def note_view(self, label: str, old: Row, new: Row) -> None:
        """Enter a change of what is shown (a filter) into the journal; whoever takes it back shows ``old`` again."""
        with self.file.transaction() as run:
            self._journal.add(run, label, [RowChange(VIEW, VIEW, old, new)])

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

    # --- marks ---

    def marks(self) -> dict[str, tuple[str, int]]:
        """Letter -> (article id, offset in code points)."""
        found = self.file.query("SELECT letter, article, place FROM mark WHERE folder = ?", self._folder)
        return {letter: (article, place) for letter, article, place in found}

    def set_mark(self, letter: str, article: str, offset: int) -> None:
        self._made([article])
        with self.changing(f"mark {letter}") as put:
            put("mark", letter, {"article": article, "place": offset})

    # --- notebook ---

    def clippings(self) -> list[Clipping]:
        """In the order in which they were added. Rows that cannot be read are left out; :meth:`damaged` counts them."""
        return self._clippings()[0]

    def damaged(self) -> list[str]:
        """Return a line on rows that cannot be read, or whose words are not as they were written; for notices."""
        unreadable, altered = self._clippings()[1:]
        lines = []
        if unreadable:
            lines.append(f"{plural(unreadable, 'clipping')} cannot be read and left out; a copy may stand in a backup")
        if altered:
            lines.append(
                f"the words of {plural(altered, 'clipping')} are not as they were written: the file was damaged"
            )
        return lines

    def _clippings(self) -> tuple[list[Clipping], int, int]:
        clippings: list[Clipping] = []
        unreadable = altered = 0
        for *values, written in self.file.query(
            f"SELECT {_COLUMNS}, checksum FROM clipping WHERE folder = ? ORDER BY id", self._folder
        ):
            try:
                clipping = _clipping(values)
            except (TypeError, ValueError):
                unreadable += 1
                continue
            clippings.append(clipping)
            altered += not rows.as_written("clipping", clipping.id, _row(clipping), written)
        return clippings, unreadable, altered

    def add_clipping(
        self,
        article: Article,
        text: str,
        span: Span,
        *,
        quotation: str | None = None,
        citation: str = "",
        around: tuple[str, str] = ("", ""),
    ) -> Clipping:
        """Save a passage; ``around`` is what stands before and after it, by which it is found again in a changed text."""
        self._made([article.id])
        clipping = Clipping(0, article.id, article.path, quotation, span, text, citation, _now(), "", *around)
        with self.changing("clipping") as put:
            number = int(put("clipping", None, _row(clipping)))
        return self._clipping_of(number) or clipping

    def _clipping_of(self, id: int) -> Clipping | None:
        found = self.file.query(f"SELECT {_COLUMNS} FROM clipping WHERE id = ? AND folder = ?", id, self._folder)
        return _clipping(found[0]) if found else None

    def remove_clipping(self, id: int) -> Clipping | None:
        """Take a clipping out and return it; :meth:`undo` puts it back with its note."""
        clipping = self._clipping_of(id)
        if clipping is not None:
            with self.changing("clipping") as put:
                put("clipping", id, None)
        return clipping

    def restore_clipping(self, clipping: Clipping) -> bool:
        """Put a clipping back; False, and nothing is done, if something stands there that somebody else wrote."""
        if self._clipping_of(clipping.id) is not None:
            return False
        with self.changing("clipping") as put:
            put("clipping", clipping.id, _row(clipping))
        return True

    def note_of(self, id: int) -> str | None:
        """Return the note of a clipping as it is now, or None if the clipping is gone."""
        clipping = self._clipping_of(id)
        return clipping.note if clipping is not None else None

    def set_note(self, id: int, note: str, *, instead_of: str | None = None) -> None:
        """Write the note of a clipping.

        Args:
            instead_of: the note as it was shown to whoever wrote this one.

        Raises:
            NoteConflictError: the note is neither ``instead_of`` nor ``note``: somebody else changed it.
        """
        with self.changing("note") as put:
            clipping = self._clipping_of(id)
            if clipping is None:
                raise StateError("this clipping was removed in another reader meanwhile; the note was not saved")
            if instead_of is not None and clipping.note not in (instead_of, note):
                raise NoteConflictError(clipping.note)
            put("clipping", id, _row(clipping) | {"note": note})

    def place_clipping(self, id: int, span: Span, place: str, quotation: str | None) -> None:
        """Write where the words of a clipping stand in the text as it is now."""
        with self.file.transaction() as run:
            run(
                "UPDATE clipping SET span_start = ?, span_end = ?, place = ?, quotation = ? WHERE id = ? AND folder = ?",
                (*span, place, quotation, id, self._folder),
            )

    def rows_of(self, table: str) -> list[tuple[Key, Row]]:
        """Return key and row of everything of one kind, in the order of the keys."""
        kind = rows.TABLES[table]
        columns = ", ".join((kind.key, *kind.columns))
        listed: list[tuple[Key, Row]] = []
        for key, *values in self.file.query(f"SELECT {columns} FROM {table} WHERE folder = ? ORDER BY 1", self._folder):
            row = dict(zip(kind.columns, values, strict=True))
            listed.append((key, row | {"path": os.fsdecode(row["path"])} if "path" in row else row))
        return listed

    # --- articles that are known again ---

    def articles_made_for(self) -> set[str]:
        """Return the ids of the articles for which something was made."""
        tables = ("star", "read_mark", "mark", "clipping", "entity_edit")
        every = " UNION ".join(f"SELECT article FROM {table} WHERE folder = ?1" for table in tables)
        return {article for (article,) in self.file.query(every, self._folder) if article}

    def identities(self, articles: Collection[str] | None = None) -> dict[str, Identity]:
        """Return by what articles (all, or these) are known again, as far as that was kept."""
        one = len(articles) == 1 if articles is not None else False
        where, values = ("AND article = ?", tuple(articles or ())) if one else ("", ())
        kept: dict[str, Identity] = {}
        for article, path, digest, text in self.file.query(
            f"SELECT article, path, digest, sketch FROM identity WHERE folder = ? {where}", self._folder, *values
        ):
            with suppress(ValueError, TypeError):
                kept[article] = Identity.load(os.fsdecode(path), digest, text)
        return kept

    def made_elsewhere(self, most: int) -> dict[str, list[Identity]]:
        """Return by what articles of other folders are known again, ``most`` of each folder at most, by the folders' paths."""
        sql = (
            "SELECT folder.path, identity.path, digest, sketch FROM identity JOIN folder ON folder.id = identity.folder"
            " WHERE folder != ? ORDER BY folder.opened DESC"
        )
        known: dict[str, list[Identity]] = {}
        for folder, path, digest, text in self.file.query(sql, self._folder):
            listed = known.setdefault(os.fsdecode(folder), [])
            if len(listed) < most:
                with suppress(ValueError, TypeError):
                    listed.append(Identity.load(os.fsdecode(path), digest, text))
        return known

    def put_identity(self, article: str, identity: Identity) -> None:
        """Keep by what an article is known again."""
        with self.file.transaction() as run:
            self._put_identity(run, article, identity)

    def _put_identity(self, run: Run, article: str, identity: Identity) -> None:
        row = (self._folder, article, os.fsencode(identity.path), identity.digest, identity.dump())
        run("INSERT OR REPLACE INTO identity VALUES (?, ?, ?, ?, ?)", row)

    def move_article(self, old: str, new: str, identity: Identity) -> None:
        """Let everything that was made for the article ``old`` belong to ``new``."""
        with self.file.transaction() as run:
            for table in ("star", "read_mark"):
                run(
                    f"UPDATE OR IGNORE {table} SET article = ? WHERE folder = ? AND article = ?",
                    (new, self._folder, old),
                )
                run(f"DELETE FROM {table} WHERE folder = ? AND article = ?", (self._folder, old))
            for table in ("mark", "entity_edit"):
                run(f"UPDATE {table} SET article = ? WHERE folder = ? AND article = ?", (new, self._folder, old))
            run(
                "UPDATE clipping SET article = ?, path = ?, quotation = NULL WHERE folder = ? AND article = ?",
                (new, os.fsencode(identity.path), self._folder, old),
            )
            run("DELETE FROM identity WHERE folder = ? AND article = ?", (self._folder, old))
            self._put_identity(run, new, identity)
            self._journal.move_article(run, old, new, identity.path)

    # --- searches ---

    def saved_searches(self) -> list[SavedSearch]:
        found = self.file.query("SELECT name, query FROM saved_search WHERE folder = ? ORDER BY name", self._folder)
        return [SavedSearch(name, query) for name, query in found]

    def save_search(self, name: str, query: str) -> None:
        with self.changing("saved search") as put:
            put("saved_search", name, {"query": query})

    def remove_search(self, name: str) -> None:
        with self.changing("removed search") as put:
            put("saved_search", name, None)

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
        found = self.file.query("SELECT value FROM session WHERE folder = ?", self._folder)
        try:
            value = json.loads(found[0][0]) if found else {}
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

    def add_entity_edit(self, edit: EntityEdit, label: str = "correction") -> EntityEdit:
        """Save ``edit`` (its ``id`` is ignored) and return it with its id; undo calls it ``label``."""
        return self.put_entity_edits([edit], label=label)[0]

    def put_entity_edits(
        self, edits: Iterable[EntityEdit], *, instead: bool = False, label: str | None = None
    ) -> list[EntityEdit]:
        """Save many at once, behind those that are there or ``instead`` of them; all or nothing. With their ids."""
        edits = list(edits)
        self._made(edit.article for edit in edits if edit.article)
        there = self.entity_edits() if instead else []
        with self.changing(plural(len(edits), "correction") if label is None else label) as put:
            for edit in there:
                put("entity_edit", edit.id, None)
            return [replace(edit, id=int(put("entity_edit", None, _edit_row(edit)))) for edit in edits]

    def remove_entity_edit(self, id: int) -> None:
        with self.changing("correction", undoable=False) as put:
            put("entity_edit", id, None)


_COLUMNS = "id, article, path, quotation, span_start, span_end, text, citation, added, note, before, after, place"


def _clipping(row: Any) -> Clipping:
    id, article, path, quotation, start, end, *rest = row
    return Clipping(id, article, os.fsdecode(path), quotation, (int(start), int(end)), *map(str, rest))


def _row(clipping: Clipping) -> Row:
    start, end = clipping.span
    return {
        "article": clipping.article, "path": clipping.path, "quotation": clipping.quotation, "span_start": start, "span_end": end,
        "text": clipping.text, "citation": clipping.citation, "added": clipping.added, "note": clipping.note,
        "before": clipping.before, "after": clipping.after, "place": clipping.place,
    }  # fmt: skip


def edit_of(id: int, row: Row) -> EntityEdit:
    """Return the correction that a row of the journal holds."""
    start = row["span_start"]
    span = None if start is None else (start, row["span_end"])
    return EntityEdit(id, row["action"], row["entity"], row["surface"], row["target"], row["article"], span)


def _edit_row(edit: EntityEdit) -> Row:
    start, end = edit.span or (None, None)
    return {
        "action": edit.action, "entity": edit.entity, "surface": edit.surface, "target": edit.target, "article": edit.article,
        "span_start": start, "span_end": end,
    }  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
