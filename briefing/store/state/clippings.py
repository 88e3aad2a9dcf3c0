"""The notebook of a folder: passages that a person clipped, with their notes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from briefing.errors import StateError
from briefing.model import Article, Clipping, Span
from briefing.store.state import rows
from briefing.store.state.folder_state import FolderState, now
from briefing.store.state.rows import Row
from briefing.text import one_line, plural


class NoteConflictError(StateError):
    """Somebody else changed the note since it was shown; ``theirs`` is what it says now."""

    def __init__(self, theirs: str) -> None:
        super().__init__("the note was changed in another reader meanwhile")
        self.theirs = theirs


_KINDS = {"saved_search": "saved search", "entity_edit": "correction", "watch": "watched subject"}
"""How rows that bear a checksum are called, clippings apart."""


class Clippings(FolderState):
    """The clippings of one folder."""

    def clippings(self) -> list[Clipping]:
        """In the order in which they were added, or as a person put them. Rows that cannot be read are left out; :meth:`damaged` counts them."""
        return self._clippings()[0]

    def clippings_from(self, article: str) -> list[Clipping]:
        """Return those of one article, in the order in which they were added."""
        return self._clippings("AND article = ?", article)[0]

    def damaged(self) -> list[str]:
        """Return a line on rows that cannot be read, or whose words are not as they were written; for notices."""
        unreadable, altered = self._clippings()[1:]
        counts = {words: self.altered(table) for table, words in _KINDS.items()}
        lines = [
            f"{plural(wrong, words)} not as written: the file was damaged" for words, wrong in counts.items() if wrong
        ]
        if unreadable:
            lines.append(f"{plural(unreadable, 'clipping')} cannot be read and left out; a copy may stand in a backup")
        if altered:
            lines.append(
                f"the words of {plural(altered, 'clipping')} are not as they were written: the file was damaged"
            )
        return lines

    def _clippings(self, where: str = "", *values: str) -> tuple[list[Clipping], int, int]:
        clippings: list[Clipping] = []
        unreadable = altered = 0
        for *row, written in self.file.query(
            f"SELECT {_COLUMNS}, checksum FROM clipping WHERE folder = ? {where} ORDER BY coalesce(position, id), id",
            self._folder,
            *values,
        ):
            try:
                clipping = _clipping(row)
            except (TypeError, ValueError):
                unreadable += 1
                continue
            clippings.append(clipping)
            stored = dict(zip(_COLUMNS.split(", "), row, strict=True))  # as it was written, also by an earlier version
            altered += not rows.as_written("clipping", clipping.id, stored, written)
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
        clipping = Clipping(0, article.id, article.path, quotation, span, text, citation, now(), "", *around)
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

    def set_tags(self, id: int, tags: Iterable[str]) -> None:
        """Write the tags of a clipping, each once. Raises StateError: it was removed meanwhile."""
        with self.changing("tags") as put:
            clipping = self._there(id)
            put("clipping", id, _row(replace(clipping, tags=tuple(dict.fromkeys(tags)))))

    def move_clipping(self, id: int, by: int) -> bool:
        """Put a clipping ``by`` places further down (up, if negative); False, and nothing is done, where it is at the end."""
        with self.changing("moved clipping") as put:
            others = [each for each in self.clippings() if each.id != id]
            clipping = self._there(id)
            place = sum((each.rank, each.id) < (clipping.rank, clipping.id) for each in others) + by
            if not 0 <= place <= len(others):
                return False
            position = _between(others[:place], others[place:])
            if position is not None:
                put("clipping", id, _row(replace(clipping, position=position)))
                return True
            for rank, each in enumerate([*others[:place], clipping, *others[place:]]):
                put("clipping", each.id, _row(replace(each, position=float(rank))))
        return True

    def _there(self, id: int) -> Clipping:
        clipping = self._clipping_of(id)
        if clipping is None:
            raise StateError("this clipping was removed in another reader meanwhile")
        return clipping

    def place_clipping(self, id: int, span: Span, place: str, quotation: str | None) -> None:
        """Write where the words of a clipping stand in the text as it is now."""
        with self.file.transaction() as run:
            run(
                "UPDATE clipping SET span_start = ?, span_end = ?, place = ?, quotation = ? WHERE id = ? AND folder = ?",
                (*span, place, quotation, id, self._folder),
            )


def _between(above: Sequence[Clipping], below: Sequence[Clipping]) -> float | None:
    """Return a rank behind all of ``above`` and before all of ``below``, or None where no number lies between."""
    low = above[-1].rank if above else below[0].rank - 2.0
    high = below[0].rank if below else above[-1].rank + 2.0
    middle = (low + high) / 2
    return middle if low < middle < high else None


_COLUMNS = "id, article, path, quotation, span_start, span_end, text, citation, added, note, before, after, place, tags, position"


def _clipping(row: Any) -> Clipping:
    id, article, path, quotation, start, end, text, citation, added, note, before, after, place, tags, position = row
    return Clipping(
        id, article, os.fsdecode(path), quotation, (int(start), int(end)), str(text), str(citation), str(added), str(note), str(before),
        str(after), str(place), _tags(tags), None if position is None else float(position),
    )  # fmt: skip


def _tags(written: object) -> tuple[str, ...]:
    return tuple(filter(None, str(written).split("\n"))) if written else ()


def _row(clipping: Clipping) -> Row:
    start, end = clipping.span
    return {
        "article": clipping.article, "path": clipping.path, "quotation": clipping.quotation, "span_start": start, "span_end": end,
        "text": clipping.text, "citation": clipping.citation, "added": clipping.added, "note": clipping.note,
        "before": clipping.before, "after": clipping.after, "place": clipping.place,
        "tags": "\n".join(map(one_line, clipping.tags)), "position": clipping.position,
    }  # fmt: skip
