"""Rows of what a person made, by table and key: read one, write one, and tell whether its words are as they were written."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from typing import Any, Final

from briefing.late import dataclass

Run = Callable[..., Any]
Key = str | int
Row = dict[str, Any]
"""Column -> value, without folder, key and checksum; ``path`` as text."""


@dataclass(frozen=True, slots=True)
class Table:
    """How one kind of row is kept. ``words``: the columns that the checksum covers, and by which a row counts as unchanged."""

    key: str
    columns: tuple[str, ...]
    words: tuple[str, ...]
    checked: bool = False


METADATA: Final = ("title", "standfirst", "outlet", "agency", "byline", "published", "dateline", "language", "url")
"""What of an article a person may correct."""

TABLES: Final = {
    "read_mark": Table("article", (), ()),
    "star": Table("article", (), ()),
    "mark": Table("letter", ("article", "place"), ("article", "place")),
    "clipping": Table(
        "id",
        ("article", "path", "quotation", "span_start", "span_end", "text", "citation", "added", "note", "before", "after", "place", "tags", "position"),
        ("text", "citation", "note", "tags", "position"),
        checked=True,
    ),
    "saved_search": Table("name", ("query",), ("name", "query"), checked=True),
    "entity_edit": Table(
        "id",
        ("action", "entity", "surface", "target", "article", "span_start", "span_end"),
        ("action", "entity", "surface", "target"),
        checked=True,
    ),
    "story_edit": Table("id", ("action", "article", "target"), ("action", "article", "target")),
    "metadata": Table("article", METADATA, METADATA, checked=True),
    "watch": Table("subject", ("label",), ("subject", "label"), checked=True),
}  # fmt: skip
"""What a person makes, by kind."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one row was before a change and after it; None where there was none."""

    table: str
    key: Key
    old: Row | None
    new: Row | None

    @property
    def reversed(self) -> RowChange:
        return RowChange(self.table, self.key, self.new, self.old)


def checksum(*words: object) -> str:
    """Return a digest of ``words`` as they are written to the file."""
    digest = hashlib.sha256()
    for word in words:
        digest.update(str(word).encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()[:16]


def as_written(table: str, key: Key, row: Row, written: str) -> bool:
    """Say whether the words of ``row`` are those for which the checksum ``written`` was made ("" where none was)."""
    return not written or written == _row_checksum(table, key, row)


def _row_checksum(table: str, key: Key, row: Row) -> str:
    values = {TABLES[table].key: key, **row}
    return checksum(*(values[name] for name in TABLES[table].words))


def get(run: Run, folder: int, table: str, key: Key) -> Row | None:
    """Return the row, or None if there is none."""
    kind = TABLES[table]
    columns = ", ".join(kind.columns) or "1"
    found = run(f"SELECT {columns} FROM {table} WHERE folder = ? AND {kind.key} = ?", (folder, key)).fetchone()
    if found is None:
        return None
    row = dict(zip(kind.columns, found, strict=False))
    if "path" in row:
        row["path"] = os.fsdecode(row["path"])
    return row


def put(run: Run, folder: int, table: str, key: Key | None, row: Row | None) -> Key:
    """Write the row, or take it away where ``row`` is None, and return its key; a key of None gives a new one."""
    kind = TABLES[table]
    if row is None:
        run(f"DELETE FROM {table} WHERE folder = ? AND {kind.key} = ?", (folder, key))
        return key or 0
    stored = {"folder": folder, kind.key: key, **row}
    if "path" in stored:
        stored["path"] = os.fsencode(stored["path"])
    if kind.checked:
        stored["checksum"] = _row_checksum(table, key or 0, row)
    names = ", ".join(stored)
    marks = ", ".join("?" * len(stored))
    number = run(f"INSERT OR REPLACE INTO {table}({names}) VALUES ({marks})", tuple(stored.values())).lastrowid
    return key if key is not None else int(number)


def same(table: str, one: Row | None, other: Row | None) -> bool:
    """Say whether two rows hold the same, as far as a person wrote it: where an article lies now is no change of theirs."""
    if one is None or other is None:
        return one is other
    # A row of an earlier version lacks what was added since.
    return all(one[name] == other[name] for name in one.keys() & other.keys() & set(TABLES[table].words))
