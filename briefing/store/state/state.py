"""What a person made: read marks, stars, marks, clippings, saved searches, the session, corrections of names. Never lost.

Every call is saved when it returns, and entered into the journal, so that it can be taken back. It never holds anything that could
be derived. The file itself is :mod:`briefing.store.state.state_file`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from briefing.model import EntityEdit, SavedSearch
from briefing.store.state.clippings import Clippings
from briefing.store.state.corrected_metadata import CorrectedMetadata
from briefing.store.state.corrected_stories import CorrectedStories
from briefing.store.state.folder_state import now
from briefing.store.state.known_articles import KnownArticles
from briefing.store.state.rows import Row
from briefing.store.state.watched import Watched
from briefing.text import plural

HISTORY_KEPT = 200


class State(Clippings, KnownArticles, CorrectedMetadata, Watched, CorrectedStories):
    """The state of one folder of articles."""

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

    # --- marks ---

    def marks(self) -> dict[str, tuple[str, int]]:
        """Letter -> (article id, offset in code points)."""
        found = self.file.query("SELECT letter, article, place FROM mark WHERE folder = ?", self._folder)
        return {letter: (article, place) for letter, article, place in found}

    def set_mark(self, letter: str, article: str, offset: int) -> None:
        self._made([article])
        with self.changing(f"mark {letter}") as put:
            put("mark", letter, {"article": article, "place": offset})

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

    def any_session(self) -> bool:
        """Return whether a reader was ever left in any folder."""
        return bool(self.file.query("SELECT 1 FROM session LIMIT 1"))

    def save_session(self, session: dict[str, Any]) -> None:
        """Keep what the reader showed last; this is now the folder that a reader had open last."""
        with self.file.transaction() as run:
            run("UPDATE folder SET opened = ? WHERE id = ?", (now(), self._folder))
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


def _edit_row(edit: EntityEdit) -> Row:
    start, end = edit.span or (None, None)
    return {
        "action": edit.action, "entity": edit.entity, "surface": edit.surface, "target": edit.target, "article": edit.article,
        "span_start": start, "span_end": end,
    }  # fmt: skip
