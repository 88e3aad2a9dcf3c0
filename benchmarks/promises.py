"""Whether the tests that docs/reliability.md names break when a promise is broken: each is broken once, and its test must fail.

    python benchmarks/promises.py [WORD …]

The program is changed in a copy of the tree, one line at a time; its test must pass before; words choose the promises in which one of them stands. Prints the table of
docs/reliability.md. Exit status 1 if a test does not see its promise broken.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TREE = ("articles", "benchmarks", "briefing", "docs", "locks", "tests", ".ci")


@dataclass(frozen=True, slots=True)
class Break:
    """A promise, the line that keeps it, what that line is broken to, and the test that must fail then."""

    promise: str
    file: str
    line: str
    broken: str
    test: str


BREAKS = (
    Break("acknowledged is on disk", "briefing/store/state/state_file.py", "PRAGMA synchronous = FULL", "PRAGMA synchronous = OFF",
          "tests/unit/store/test_state.py::test_writes_are_synced_to_disk"),
    Break("no fault loses anything", "briefing/store/state/recovery.py", "with suppress(sqlite3.IntegrityError):", "with suppress(sqlite3.Error):",
          "tests/end_to_end/test_fault_injection.py::test_no_fault_loses_what_was_acknowledged[damaged]"),
    Break("a backup that cannot be read now is not a bad one", "briefing/store/state/backups.py",
          'raise sqlite3.OperationalError(f"{error} ({one_line(str(backup))})") from error', "continue",
          "tests/end_to_end/test_fault_injection.py::test_no_fault_loses_what_was_acknowledged[empty]"),
    Break("killed below SQLite, nothing is left behind", "briefing/private_files.py", '"(?:-journal|-wal|-shm)?"', '""',
          "tests/end_to_end/test_fault_injection.py::test_no_call_to_the_system_that_fails_loses_what_was_acknowledged[backup]"),
    Break("killed runs leave nothing behind", "briefing/store/state/state_file.py", "sweep(backups.folder_of(self.path), self.path.stem)", "pass",
          "tests/end_to_end/test_fault_injection.py::test_no_fault_loses_what_was_acknowledged[backup]"),
    Break("one disaster after another", "briefing/store/state/state_file.py", "connection.execute(\"BEGIN IMMEDIATE\")\n            connection.execute(\"ROLLBACK\")",
          "self.path.unlink()", "tests/end_to_end/test_disasters.py::test_three_hundred_clippings_survive_one_disaster_after_another"),
    Break("undo touches only what it wrote", "briefing/store/state/journal.py", 'return "folder = ? AND (reader = ? OR id <= ?)"',
          'return "folder = ? AND (reader != ? OR id > ?)"', "tests/unit/store/test_state.py::test_undo_touches_only_what_it_wrote"),
    Break("undo and redo after a restart", "briefing/store/state/journal.py", "self._before = int(newest[0][0] or 0)", "self._before = 0",
          "tests/unit/store/test_state.py::test_what_was_taken_back_can_be_done_again_after_a_restart"),
    Break("the journal is bounded", "briefing/store/state/journal.py", "(self._folder, KEPT),", "(self._folder, 10 * KEPT),",
          "tests/unit/store/test_state.py::test_the_journal_is_bounded"),
    Break("two notes are never decided silently", "briefing/store/state/clippings.py", "raise NoteConflictError(clipping.note)", "pass",
          "tests/unit/store/test_state.py::test_two_notes_on_one_clipping_ask"),
    Break("another reader's changes appear", "briefing/tui/controllers/undo.py", "self.collection.made_elsewhere()\n        self.port.publish(MadeChanged())", "pass",
          "tests/tui/test_two_readers.py::test_stars_read_marks_and_clippings_of_another_reader_appear"),
    Break("a lost state comes from the backup", "briefing/store/state/recovery.py", 'return "empty" if backups.listed(path) else ""', 'return ""',
          "tests/unit/store/test_state.py::test_what_is_lost_comes_from_the_backup[empty]"),
    Break("every row that can be read is taken", "briefing/store/state/recovery.py", 'for order in ("", " ORDER BY 1 DESC, 2 DESC"):', 'for order in ("",):',
          "tests/unit/store/test_state.py::test_without_a_backup_every_row_that_can_be_read_is_taken"),
    Break("altered words are told", "briefing/store/state/rows.py", "return not written or written == _row_checksum(table, key, row)", "return True",
          "tests/unit/collection/test_health.py::test_words_that_are_not_as_written_are_counted"),
    Break("doctor says what it finds", "briefing/store/state/state_file.py", 'return str(self._connection.execute("PRAGMA integrity_check(1)").fetchone()[0])',
          'return "ok"', "tests/unit/collection/test_health.py::test_damage_while_it_is_open_is_found"),
    Break("a backup before each migration", "briefing/store/state/state_file.py", "if version and self.kept:", "if False:",
          "tests/unit/store/test_state.py::test_a_migration_runs_after_a_backup"),
    Break("a data folder that cannot be written", "briefing/store/state/state_file.py", "return self._in_memory(error)", "raise",
          "tests/unit/store/test_state.py::test_a_folder_that_cannot_be_written_to_is_read"),
    Break("what was made follows its article", "briefing/collection/following.py", "return known.digest == now.digest or known.likeness(now) >= ALIKE", "return True",
          "tests/unit/collection/test_following.py::test_another_text_under_the_old_name_inherits_nothing"),
    Break("a text that was renamed and changed is known again", "briefing/store/state/identity.py", "ALIKE: Final = 0.3", "ALIKE: Final = 3.0",
          "tests/unit/collection/test_following.py::test_renamed_and_changed_at_once"),
    Break("keep loses nothing and adds nothing twice", "briefing/store/state/keep_file.py", "key = self._clippings.get(_passage(row))", "key = None",
          "tests/unit/collection/test_keep.py::test_a_moved_folder_has_everything[import]"),
    Break("the cache never answers silently less", "briefing/store/catalogue/catalogue_file.py", "elif self.seal.broken():", "elif False:",
          "tests/end_to_end/test_cache_damage.py::test_what_was_damaged_is_rebuilt_with_one_notice"),
    Break("of any other length it is noticed", "briefing/store/catalogue/seal.py", "if Stamp.of(self.database) == Stamp(**json.loads(raw))",
          'if Stamp.of(self.database).inode == json.loads(raw)["inode"]',
          "tests/end_to_end/test_cache_damage.py::test_a_catalogue_of_any_other_length_is_noticed"),
    Break("a cache that cannot be written", "briefing/collection/cache_place.py", "return any(words in str(error) for words in _SQLITE_SAYS)", "return False",
          "tests/end_to_end/test_always_readable.py::test_a_cache_that_takes_nothing_costs_a_line"),
    Break("what killed runs left is swept", "briefing/collection/cache_place.py", "shutil.rmtree(folder, ignore_errors=True)\n\n\ndef _with_copy",
          "pass\n\n\ndef _with_copy", "tests/end_to_end/test_always_readable.py::test_temporary_folders_of_killed_runs_are_swept"),
    Break("who finds the lock taken shows what is there", "briefing/collection/update.py", "self.session.learn()", "pass",
          "tests/end_to_end/test_always_readable.py::test_who_waits_answers_with_what_the_other_has_committed_and_then_takes_over"),
    Break("searchable by batches", "briefing/collection/sync.py", "if stored - self._searchable >= self._batch:", "if False:",
          "tests/unit/collection/test_sync_changes.py"),
    Break("five processes on one folder", "briefing/file_lock.py", "fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)", "pass", "tests/end_to_end/test_five_at_once.py"),
    Break("a paste is text to its end", "briefing/tui/keys/terminal_input.py", "take = self._within if self._pasting else self._outside", "take = self._outside",
          "tests/tui/test_terminal_input.py"),
    Break("SIGTERM and SIGHUP give back the screen", "briefing/tui/app.py", 'ENDING_SIGNALS = ("SIGTERM", "SIGHUP")', "ENDING_SIGNALS = ()",
          "tests/end_to_end/test_terminal_ends.py::test_a_signal_ends_the_reader_as_a_key_does"),
    Break("eight marks on a character", "briefing/text.py", "MOST_MARKS = 8", "MOST_MARKS = 80",
          "tests/unit/test_text.py::test_a_character_bears_a_few_marks_and_no_flood"),
    Break("settings that are no file cost a line", "briefing/settings.py", "if not stat.S_ISREG(os.fstat(descriptor).st_mode):", "if False:",
          "tests/unit/test_settings.py::test_what_is_no_settings_file_costs_one_line_and_no_waiting"),
    Break("files for their owner alone", "briefing/private_files.py", "FILE: Final = 0o600", "FILE: Final = 0o644",
          "tests/end_to_end/test_privacy.py::test_no_socket_is_opened_and_nothing_is_written_elsewhere_or_for_others"),
    Break("what is installed is what was locked", "locks/reader.txt", "--only-binary :all:", "", "tests/unit/test_supply.py"),
    Break("a broken file is an article or a line", "briefing/ingest/read_file.py", "if not [*documents, *problems]:", "if False:",
          "tests/property/test_broken_files.py"),
)  # fmt: skip


def copied(tree: Path) -> None:
    """Copy what the tests need to ``tree``."""
    tree.mkdir()
    for name in TREE:
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy2(path, tree)


def shown(line: str) -> str:
    """Return a line of code as it stands in a cell of a table."""
    words = " ".join(line.replace("|", "\\|").split())
    return f"`{words}`" if words else "nothing"


def fails(tree: Path, test: str) -> bool:
    """Run a test in ``tree`` and return whether it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", "-p", "no:randomly", test], cwd=tree, check=False, capture_output=True,
        env={**os.environ, "PYTHONPATH": os.fspath(tree), "CI": "1"},
    )  # fmt: skip
    if done.returncode not in (0, 1):
        print(done.stdout.decode()[-2_000:], done.stderr.decode()[-2_000:], file=sys.stderr)
    return done.returncode == 1


def main() -> int:
    """Break every promise once and print what came of it."""
    chosen = [each for each in BREAKS if not sys.argv[1:] or any(word in each.promise for word in sys.argv[1:])]
    unseen = 0
    print("| promise | broken | the test that failed |\n|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as work:
        tree = Path(work) / "tree"
        copied(tree)
        for each in chosen:
            path = tree / each.file
            text = path.read_text("utf-8")
            assert text.count(each.line) == 1, f"{each.file}: {each.line!r} stands there {text.count(each.line)} times"
            whole = not fails(tree, each.test)
            path.write_text(text.replace(each.line, each.broken), "utf-8")
            seen = whole and fails(tree, each.test)
            path.write_text(text, "utf-8")
            unseen += not seen
            where = f"`{each.file}`: {shown(each.line)} → {shown(each.broken)}"
            print(f"| {each.promise} | {where} | {f'`{each.test}`' if seen else 'none: NOT SEEN'} |", flush=True)
    return 1 if unseen else 0


if __name__ == "__main__":
    sys.exit(main())
