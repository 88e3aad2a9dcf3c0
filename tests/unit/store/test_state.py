"""What a person made is saved when the call returns, kept per folder, and survives migrations."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.errors import StateError
from briefing.model import Article, EntityEdit, SavedSearch
from briefing.store import state as state_module
from briefing.store.state import State, StateFile


@pytest.fixture(autouse=True)
def close_all(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    opened: list[StateFile] = []
    original = StateFile.__init__

    def recording(self: StateFile, path: Path) -> None:
        opened.append(self)
        original(self, path)

    monkeypatch.setattr(StateFile, "__init__", recording)
    yield
    for file in opened:
        file.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.db"


def reopened(path: Path, folder: Path) -> State:
    return State(StateFile(path), folder)


def test_everything_is_there_after_reopening(path: Path, tmp_path: Path) -> None:
    state = State(StateFile(path), tmp_path)
    article = Article("a1", os.fsdecode(b"odd\xff.txt"))
    state.set_read(["a1", "a2"], True)
    state.set_read(["a2"], False)
    state.set_star("a1", True)
    state.set_mark("q", "a1", 42)
    clipping = state.add_clipping(article, "the tide turns", (3, 17), quotation="q1", citation="Vane 2031")
    state.set_note(clipping.id, "ask her")
    state.save_search("tide", "tide OR mill")
    state.add_history("tide")
    state.add_history("mill")
    state.add_history("tide")
    state.save_session({"article": "a1", "offset": 7})
    edit = state.add_entity_edit(EntityEdit(0, "hide", "person:ada", article="a1", span=(1, 4)))

    again = reopened(path, tmp_path)
    assert again.read_ids() == {"a1"}
    assert again.starred_ids() == {"a1"}
    assert again.marks() == {"q": ("a1", 42)}
    assert [(c.text, c.note, c.span, c.path) for c in again.clippings()] == [
        ("the tide turns", "ask her", (3, 17), article.path)
    ]
    assert again.saved_searches() == [SavedSearch("tide", "tide OR mill")]
    assert again.history() == ["tide", "mill"]
    assert again.session() == {"article": "a1", "offset": 7}
    assert again.entity_edits() == [edit]


def test_a_removed_clipping_can_be_put_back(path: Path, tmp_path: Path) -> None:
    state = State(StateFile(path), tmp_path)
    clipping = state.add_clipping(Article("a", "a.txt"), "words", (0, 5))
    assert state.remove_clipping(clipping.id) == clipping
    assert state.clippings() == []
    state.restore_clipping(clipping)
    assert state.clippings() == [clipping]
    assert state.remove_clipping(999) is None


def test_folders_do_not_see_each_other(path: Path, tmp_path: Path) -> None:
    file = StateFile(path)
    one, two = State(file, tmp_path / "one"), State(file, tmp_path / "two")
    one.set_star("a", True)
    assert two.starred_ids() == set()


def test_history_is_bounded(path: Path, tmp_path: Path) -> None:
    state = State(StateFile(path), tmp_path)
    for number in range(state_module.HISTORY_KEPT + 5):
        state.add_history(f"query {number}")
    assert len(state.history()) == state_module.HISTORY_KEPT
    assert state.history()[0] == f"query {state_module.HISTORY_KEPT + 4}"


def test_the_last_folder_is_remembered_while_it_exists(path: Path, tmp_path: Path) -> None:
    file = StateFile(path)
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    for name in ("one", "two", "gone", "one"):  # "one" was known first and is the one that a reader had open last
        State(file, tmp_path / name).save_session({})
    assert State.last_folder(file) == tmp_path / "one"
    (tmp_path / "one").rmdir()
    assert State.last_folder(file) == tmp_path / "two"


def test_writes_are_synced_to_disk(path: Path) -> None:
    file = StateFile(path)
    assert file.query("PRAGMA synchronous") == [(2,)]
    assert file.query("PRAGMA journal_mode") == [("wal",)]


def test_a_migration_runs_after_a_backup(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = State(StateFile(path), tmp_path)
    state.set_star("a", True)
    scripts = [*state_module.migrations(), "CREATE TABLE later(x);\nINSERT INTO later VALUES (1);\n"]
    monkeypatch.setattr(state_module, "migrations", lambda: scripts)
    again = reopened(path, tmp_path)
    assert again.starred_ids() == {"a"}
    assert again.file.query("SELECT x FROM later") == [(1,)]
    (backup,) = (path.parent / "backups").glob("state-*.db")
    assert sqlite3.connect(backup).execute("SELECT article FROM star").fetchall() == [("a",)]


def test_a_failing_migration_changes_nothing(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    State(StateFile(path), tmp_path).set_star("a", True)
    good = state_module.migrations()
    monkeypatch.setattr(state_module, "migrations", lambda: [*good, "CREATE TABLE later(x);\nNONSENSE;\n"])
    with pytest.raises(StateError, match="NONSENSE"):
        StateFile(path)
    monkeypatch.setattr(state_module, "migrations", lambda: good)
    assert reopened(path, tmp_path).starred_ids() == {"a"}


def test_a_newer_file_opens_for_reading_only(path: Path, tmp_path: Path) -> None:
    State(StateFile(path), tmp_path).set_star("a", True)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    state = reopened(path, tmp_path)
    assert state.starred_ids() == {"a"}
    with pytest.raises(StateError, match="newer"):
        state.set_star("b", True)


def test_a_damaged_file_says_what_to_do_and_is_left_alone(path: Path) -> None:
    path.write_bytes(b"this is no database" * 100)
    with pytest.raises(StateError, match="move it away") as caught:
        StateFile(path)
    assert "\n" not in str(caught.value)
    assert path.read_bytes().startswith(b"this is no database")


def test_only_the_newest_backups_are_kept(path: Path) -> None:
    file = StateFile(path)
    for _ in range(state_module.BACKUPS_KEPT + 3):
        newest = file.backup()
    kept = sorted((path.parent / "backups").iterdir())
    assert len(kept) == state_module.BACKUPS_KEPT
    assert kept[-1] == newest
