"""What a person made is saved when the call returns, kept per folder, and survives migrations."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.errors import StateError
from briefing.model import Article, EntityEdit, SavedSearch
from briefing.store.state import backups, state_file
from briefing.store.state import state as state_module
from briefing.store.state.clippings import NoteConflictError
from briefing.store.state.state import State
from briefing.store.state.state_file import StateFile


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
    state.undo()
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
    state.file.close()
    for backup in backups.listed(path):
        backup.unlink()
    before = state_file.migrations()
    monkeypatch.setattr(
        state_file, "migrations", lambda: [*before, "CREATE TABLE later(x);\nINSERT INTO later VALUES (1);\n"]
    )
    again = reopened(path, tmp_path)
    assert again.starred_ids() == {"a"}
    assert again.file.query("SELECT x FROM later") == [(1,)]
    copy = sqlite3.connect(backups.listed(path)[-1])
    assert copy.execute("PRAGMA user_version").fetchone() == (len(before),)
    assert copy.execute("SELECT article FROM star").fetchall() == [("a",)]
    copy.close()


def test_a_failing_migration_changes_nothing(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    State(StateFile(path), tmp_path).set_star("a", True)
    good = state_file.migrations()
    monkeypatch.setattr(state_file, "migrations", lambda: [*good, "CREATE TABLE later(x);\nNONSENSE;\n"])
    with pytest.raises(StateError, match="NONSENSE"):
        StateFile(path)
    monkeypatch.setattr(state_file, "migrations", lambda: good)
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


@pytest.mark.parametrize("what", ["gone", "empty", "damaged", "cut", "not ours", "no file"])
def test_what_is_lost_comes_from_the_backup(path: Path, tmp_path: Path, what: str) -> None:
    file = StateFile(path)
    state = State(file, tmp_path)
    for number in range(30):
        clipping = state.add_clipping(Article("a", "a.txt"), f"words {number}", (0, 7))
        state.set_note(clipping.id, f"note {number}")
    file.close()
    whole = path.read_bytes()
    path.unlink()
    if what == "no file":
        path.mkdir()
    elif what == "not ours":
        sqlite3.connect(path).execute("CREATE TABLE recipes(x)").connection.close()
    elif what != "gone":
        path.write_bytes({"empty": b"", "damaged": b"this is no database" * 100, "cut": whole[: len(whole) // 2]}[what])
    again = StateFile(path)
    assert [clip.note for clip in State(again, tmp_path).clippings()] == [f"note {number}" for number in range(30)]
    (notice,) = again.notices
    assert "backup of" in notice
    assert "\n" not in notice
    assert (what == "gone") != bool(list(tmp_path.glob("state-set-aside-*")))


def test_without_a_backup_every_row_that_can_be_read_is_taken(path: Path, tmp_path: Path) -> None:
    file = StateFile(path)
    state = State(file, tmp_path)
    for number in range(300):
        state.add_clipping(Article("a", "a.txt"), f"words {number} " * 30, (0, 7))
    file.close()
    for backup in backups.listed(path):
        backup.unlink()
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = bytes(4096)
    path.write_bytes(data)
    again = StateFile(path)
    assert len(State(again, tmp_path).clippings()) > 200
    assert "could still be read" in again.notices[0]


def test_flipped_bytes_are_told(path: Path, tmp_path: Path) -> None:
    file = StateFile(path)
    State(file, tmp_path).add_clipping(Article("a", "a.txt"), "the grey heron stood still", (0, 7))
    file.close()
    path.write_bytes(path.read_bytes().replace(b"grey heron", b"grey \xfferon"))
    state = State(StateFile(path), tmp_path)
    assert len(state.clippings()) == 1
    assert "not as they were written" in state.damaged()[0]


def test_undo_touches_only_what_it_wrote(path: Path, tmp_path: Path) -> None:
    one, two = reopened(path, tmp_path), reopened(path, tmp_path)
    first = one.add_clipping(Article("a", "a.txt"), "one", (0, 3))
    one.remove_clipping(first.id)
    other = two.add_clipping(Article("a", "a.txt"), "two", (0, 3))
    two.set_note(other.id, "keep me")
    assert other.id != first.id
    one.undo()
    assert [(clip.text, clip.note) for clip in one.clippings()] == [("one", ""), ("two", "keep me")]
    one.undo()
    assert [clip.text for clip in two.clippings()] == ["two"]
    assert one.undo() is None


def test_undo_and_redo_work_after_a_restart(path: Path, tmp_path: Path) -> None:
    state = reopened(path, tmp_path)
    clipping = state.add_clipping(Article("a", "a.txt"), "words", (0, 5), around=("before ", " after"))
    state.set_note(clipping.id, "a note")
    state.remove_clipping(clipping.id)
    state.save_search("mill", "oak")
    state.save_search("mill", "elm")
    state.file.close()
    again = reopened(path, tmp_path)
    again.undo()
    assert again.saved_searches() == [SavedSearch("mill", "oak")]
    again.undo()
    again.undo()
    assert [(clip.id, clip.note, clip.before) for clip in again.clippings()] == [(clipping.id, "a note", "before ")]
    again.redo()
    assert again.clippings() == []
    again.redo()
    again.redo()
    assert again.saved_searches() == [SavedSearch("mill", "elm")]
    assert again.redo() is None


def test_what_was_taken_back_can_be_done_again_after_a_restart(path: Path, tmp_path: Path) -> None:
    state = reopened(path, tmp_path)
    state.set_star("a", True)
    state.save_search("mill", "oak")
    state.undo()
    state.undo()
    state.file.close()
    again = reopened(path, tmp_path)
    assert (again.starred_ids(), again.saved_searches()) == (set(), [])
    again.redo()
    again.redo()
    assert (again.starred_ids(), again.saved_searches()) == ({"a"}, [SavedSearch("mill", "oak")])
    assert again.redo() is None


def test_an_entry_that_cannot_be_read_is_passed_over(path: Path, tmp_path: Path) -> None:
    state = reopened(path, tmp_path)
    state.set_star("a", True)
    state.set_star("b", True)
    with state.file.transaction() as run:
        run("UPDATE journal SET changes = '[{' WHERE id = (SELECT max(id) FROM journal)")
    state.undo()
    assert state.starred_ids() == {"b"}
    assert state.undo() is None


def test_two_notes_on_one_clipping_ask(path: Path, tmp_path: Path) -> None:
    one, two = reopened(path, tmp_path), reopened(path, tmp_path)
    clipping = one.add_clipping(Article("a", "a.txt"), "words", (0, 5))
    assert two.changed_elsewhere()
    assert not two.changed_elsewhere()
    two.set_note(clipping.id, "hers", instead_of="")
    with pytest.raises(NoteConflictError) as caught:
        one.set_note(clipping.id, "his", instead_of="")
    assert caught.value.theirs == "hers"
    assert one.clippings()[0].note == "hers"


def test_the_journal_is_bounded(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.store.state.journal.KEPT", 5)
    state = reopened(path, tmp_path)
    for number in range(9):
        state.set_star(f"a{number}", True)
    while state.undo() is not None:
        pass
    assert state.starred_ids() == {"a0", "a1", "a2", "a3"}


def test_a_folder_that_cannot_be_written_to_is_read(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = StateFile(path)
    State(file, tmp_path).set_star("a", True)
    file.close()

    def refuse(self: StateFile) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(StateFile, "_private", refuse)
    again = StateFile(path)
    state = State(again, tmp_path)
    assert state.starred_ids() == {"a"}
    state.set_star("b", True)
    assert state.starred_ids() == {"a", "b"}
    assert "not kept" in again.notices[0]


def test_files_are_private(path: Path, tmp_path: Path) -> None:
    file = StateFile(path)
    State(file, tmp_path).set_star("a", True)
    file.backup()
    for each in tmp_path.rglob("*"):
        assert not each.stat().st_mode & 0o077, each


def test_only_the_newest_backups_are_kept(path: Path) -> None:
    file = StateFile(path)
    for _ in range(backups.KEPT + 3):
        newest = file.backup()
    kept = sorted((path.parent / "backups").iterdir())
    assert len(kept) == backups.KEPT
    assert kept[-1] == newest
