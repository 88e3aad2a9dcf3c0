"""What ``doctor`` finds when it looks through what is kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from briefing import Collection
from briefing.model import Article, EntityEdit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "lock.txt").write_text("Lock\n\nThe lock of Ostrel was opened on Monday, the warden said.\n")
    with Collection.open(made) as collection:
        collection.state.add_clipping(Article("a", "a.txt"), "the grey heron", (0, 7))
        collection.state.save_search("heron", "grey OR white")
        collection.state.add_entity_edit(EntityEdit(0, "hide", "person:vane", surface="Vane"))
    return made


def state_of(folder: Path) -> dict[str, Any]:
    with Collection.open(folder, sync=False) as collection:
        state: dict[str, Any] = collection.health()["state"]
        return state


def test_all_is_well(folder: Path, home: Path) -> None:
    state = state_of(folder)
    assert (state["integrity"], state["damaged"], state["kept"]) == ("ok", [], True)
    assert state["backups"]
    assert state["newest_backup"]
    counts = {kind: count for kind, count in state["rows"].items() if count}
    assert counts == {"clipping": 1, "saved_search": 1, "entity_edit": 1}
    with Collection.open(folder, sync=False) as collection:
        health = collection.health()
    assert health["catalogue"] == {"integrity": "ok"}
    assert health["index"]["state"] == "healthy"


@pytest.mark.parametrize(
    ("table", "column", "said"),
    [("clipping", "text", "the words of 1 clipping"), ("saved_search", "query", "1 saved search"),
     ("entity_edit", "surface", "1 correction")],
)  # fmt: skip
def test_words_that_are_not_as_written_are_counted(
    folder: Path, home: Path, table: str, column: str, said: str
) -> None:
    with sqlite3.connect(home / "data" / "state.db") as connection:
        connection.execute(f"UPDATE {table} SET {column} = 'otherwise'")
    connection.close()
    (line,) = state_of(folder)["damaged"]
    assert line.startswith(said)


def test_rows_that_cannot_be_read_are_counted(folder: Path, home: Path) -> None:
    with sqlite3.connect(home / "data" / "state.db") as connection:
        connection.execute("UPDATE clipping SET span_start = 'nowhere'")
    connection.close()
    (line,) = state_of(folder)["damaged"]
    assert line.startswith("1 clipping cannot be read")


def test_damage_while_it_is_open_is_found(folder: Path, home: Path) -> None:
    path = home / "data" / "state.db"
    with Collection.open(folder, sync=False) as collection:
        connection = sqlite3.connect(path)
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'clipping'").fetchone()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        with path.open("r+b") as file:
            file.seek((page - 1) * 4096)
            file.write(b"\xff" * 200)
        state = collection.health()["state"]
    assert state["integrity"] != "ok"
    assert state["rows"]["saved_search"] == 1
    assert "cannot be read" in state["damaged"][0]
