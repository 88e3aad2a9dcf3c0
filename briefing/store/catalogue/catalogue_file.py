"""The file of the catalogue: opened, checked, sealed, thrown away; one connection a thread, one writer at a time."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path

from briefing.private_files import drop, narrow, opener, part_of
from briefing.store.catalogue.copied_texts import SCHEMA as _COPIES
from briefing.store.catalogue.copied_texts import CopiedTexts
from briefing.store.catalogue.coverage_table import TABLES as _COVERAGE
from briefing.store.catalogue.coverage_table import CoverageTable
from briefing.store.catalogue.failed import SCHEMA as _FAILED
from briefing.store.catalogue.failed import Failed
from briefing.store.catalogue.imprints import TABLES as _IMPRINTS
from briefing.store.catalogue.imprints import Imprints
from briefing.store.catalogue.increments import SCHEMA as _KEPT
from briefing.store.catalogue.increments import Kept
from briefing.store.catalogue.listed_differences import TABLES as _LISTED
from briefing.store.catalogue.listed_differences import TRIGGERS as _UNLISTED
from briefing.store.catalogue.listed_differences import ListedDifferences
from briefing.store.catalogue.name_clusters import SCHEMA as _NAMES
from briefing.store.catalogue.name_clusters import NameClusters
from briefing.store.catalogue.seal import SUFFIX as SEAL
from briefing.store.catalogue.seal import Seal
from briefing.store.catalogue.stored_differences import SCHEMA as _DIFFERENCES
from briefing.store.catalogue.stored_differences import StoredDifferences
from briefing.store.catalogue.story_groups import SCHEMA as _GROUPS
from briefing.store.catalogue.story_groups import TABLES as _JOINS
from briefing.store.catalogue.story_groups import StoryGroups
from briefing.store.catalogue.story_rows import SCHEMA as _STORIES
from briefing.store.catalogue.story_rows import TABLES as _TOUCHED
from briefing.store.catalogue.story_rows import StoryRows
from briefing.store.catalogue.wordings import SCHEMA as _WORDINGS
from briefing.store.catalogue.wordings import Wordings

FORMAT = 17
"""Raised whenever the tables or their contents change shape; another format means that the file is made anew."""

_PAGE = 4096
WAIT = 10.0
"""Seconds to wait for another program's transaction."""

LITTLE, USUAL, AT_HAND = 500, 2_000, 32_000
"""Kilobytes of the file that a connection keeps in memory: for a thread beside the main one, of which there are many; SQLite's own measure;
while a folder is brought up to date."""

PUT_BACK, USUALLY_PUT_BACK = 8_000, 1_000
"""Pages of the journal from which on they are put back into the file: while a folder is brought up to date, as many of them are written again
and again then; else."""

LOOKED_THROUGH = 64_000_000
"""Bytes of a file without a seal that are looked through when it is opened: a third of a second."""

_SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file(path BLOB PRIMARY KEY, size INTEGER, mtime_ns INTEGER, sha256 TEXT, version INTEGER, problems TEXT) WITHOUT ROWID;
CREATE INDEX file_problems ON file(path) WHERE problems != '[]';
CREATE TABLE article(id TEXT PRIMARY KEY, file BLOB NOT NULL, sort_date TEXT NOT NULL, sort_path BLOB NOT NULL,
  meta TEXT NOT NULL, fingerprint TEXT NOT NULL, indexed INTEGER NOT NULL DEFAULT 0, size INTEGER NOT NULL);
CREATE INDEX article_file ON article(file);
CREATE INDEX article_path ON article(sort_path);
CREATE INDEX article_size ON article(size);
CREATE INDEX article_unindexed ON article(sort_path) WHERE indexed = 0;
CREATE TABLE body(id TEXT PRIMARY KEY, text TEXT NOT NULL, layout TEXT NOT NULL);
CREATE TABLE analysis(id TEXT PRIMARY KEY, basis TEXT NOT NULL, quotations TEXT NOT NULL, mentions TEXT NOT NULL);
CREATE TABLE quoted(id TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (id, article)) WITHOUT ROWID;
CREATE INDEX quoted_article ON quoted(article);
CREATE TABLE facts(id TEXT PRIMARY KEY, basis TEXT NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE gone(id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE derived(name TEXT PRIMARY KEY, basis TEXT NOT NULL, value TEXT NOT NULL);
CREATE TABLE statement(id TEXT PRIMARY KEY, articles INTEGER NOT NULL, instances INTEGER NOT NULL, length INTEGER NOT NULL,
  folded TEXT NOT NULL, value TEXT NOT NULL, base TEXT NOT NULL);
CREATE INDEX statement_base ON statement(base);
CREATE INDEX statement_rank ON statement(articles DESC, instances DESC, length DESC, id);
CREATE TABLE carries(quotation TEXT NOT NULL, statement TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (quotation, statement)) WITHOUT ROWID;
CREATE INDEX carries_article ON carries(article);
CREATE INDEX carries_statement ON carries(statement);
CREATE TABLE entity(id TEXT PRIMARY KEY, kind TEXT NOT NULL, mentions INTEGER NOT NULL, articles INTEGER NOT NULL, folded TEXT NOT NULL,
  names TEXT NOT NULL, value TEXT NOT NULL);
CREATE INDEX entity_count ON entity(mentions DESC, articles DESC, folded, id);
CREATE INDEX entity_kind_count ON entity(kind, mentions DESC, articles DESC, folded, id);
CREATE INDEX entity_kind_name ON entity(kind, folded, id);
CREATE INDEX entity_kind_rarity ON entity(kind, articles, mentions DESC, folded, id);
CREATE TABLE spelling(entity TEXT NOT NULL, kind TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (entity, folded)) WITHOUT ROWID;
CREATE INDEX spelling_folded ON spelling(folded, kind);
"""

_ADDED = {
    "analysis_basis": "CREATE INDEX analysis_basis ON analysis(id, basis)",
    "article_fingerprint": "CREATE INDEX article_fingerprint ON article(id, fingerprint)",
    "story_row_basis": "CREATE INDEX story_row_basis ON story_row(article, basis)",
    "article_order": "CREATE INDEX article_order ON article(sort_date = '', sort_date DESC, sort_path, id)",
    "article_address": "CREATE INDEX article_address ON article(id) WHERE instr(meta, '\"url\":[')",
    **_JOINS,
    **_TOUCHED,
    **_COVERAGE,
    **_LISTED,
    **_UNLISTED,
    **_IMPRINTS,
}
"""What was added to the format without changing it, in the order in which it is made: a file of this format that lacks it is given it."""
_OUTDATED = frozenset(["story_pair_b", "story_pair_alike", "story_pair_alike_b", "story_node_told"])
"""Indices that nothing asks any more: they are dropped, as whatever is written would have to be put into them, too."""


class _OtherFormatError(sqlite3.DatabaseError):
    """The file is no catalogue of this version."""


class CatalogueFile:
    """One SQLite file. Methods may raise ``sqlite3.Error``; the collection answers with a rebuild."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._threads = threading.local()
        self._connections: list[tuple[threading.Thread, sqlite3.Connection]] = []
        """Each thread that has asked, and what it asks through."""
        self._guard = threading.Lock()
        self.kept = Kept(lambda: self._connection)
        self.names = NameClusters(lambda: self._connection)
        self.wordings = Wordings(lambda: self._connection)
        self.copied = CopiedTexts(lambda: self._connection)
        self.differing = StoredDifferences(lambda: self._connection)
        self.coverage = CoverageTable(lambda: self._connection)
        self.differences = ListedDifferences(lambda: self._connection)
        self.imprints = Imprints(lambda: self._connection)
        self.stories = StoryRows(lambda: self._connection)
        self.grouped = StoryGroups(lambda: self._connection)
        self.failed = Failed(lambda: self._connection)
        self.replaced = ""
        """Why the file that was there had to be made anew ("" if it did not): for people."""
        self._file: tuple[int, int] | None = None
        self._closed = False
        self.seal = Seal(path)
        self.sealed = self.seal.there()
        """Whether nobody but a writer of ours has changed the file since it was written, as far as the seal tells."""
        if path.is_symlink():
            discard(path)  # whoever put it there: nothing is written through it
        elif self.seal.broken():
            self.replaced = "was damaged or changed by another program"
            discard(path)
        try:
            self._check()
        except sqlite3.DatabaseError as error:
            self._let_go()
            if isinstance(error, sqlite3.OperationalError) and any(
                word in str(error) for word in ("locked", "busy", "full")
            ):
                raise
            try_room(path)  # a full or broken disk is no damage: what is there may be whole
            self.replaced = "was damaged" if not isinstance(error, _OtherFormatError) else str(error)
            discard(path)
            try:
                self._check()
            except sqlite3.Error:
                self.close()
                raise
        with contextlib.suppress(OSError):
            self._file = _identity(path)
            self._as_opened = self._stamps()

    def is_there(self) -> bool:
        """Return whether the file on disk is still the one that was opened."""
        try:
            return _identity(self.path) == self._file
        except OSError:
            return False

    def _check(self) -> None:
        connection = self._connection
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if there:
            row = (
                connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
                if "meta" in there
                else None
            )
            if row is not None and row[0] == str(FORMAT):
                self._check_pages()
                self._add(_ADDED.keys() - there, _OUTDATED & there)
                return
            raise _OtherFormatError("was written by another version of briefing" if row is not None else "was damaged")
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have been faster between the look and the lock.
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            for statement in (
                _SCHEMA + _KEPT + _NAMES + _WORDINGS + _COPIES + _STORIES + _GROUPS + _FAILED + _DIFFERENCES
            ).split(";\n"):
                if statement.strip():
                    connection.execute(statement)
            for statement in _ADDED.values():
                connection.execute(statement)
            connection.execute("INSERT INTO meta VALUES ('format', ?)", (str(FORMAT),))
        connection.execute("COMMIT")

    def _add(self, names: AbstractSet[str], outdated: AbstractSet[str]) -> None:
        """Give the file what it lacks of :data:`_ADDED`, and take from it what is ``outdated``; only what it answers gets quicker, so whoever
        cannot write goes on without."""
        if not names | outdated:
            return
        with contextlib.suppress(sqlite3.OperationalError), self.transaction():
            for name in filter(names.__contains__, _ADDED):
                kind = _ADDED[name].split()[1]
                self._connection.execute(_ADDED[name].replace(f" {kind} ", f" {kind} IF NOT EXISTS ", 1))
            for name in sorted(outdated):
                self._connection.execute(f"DROP INDEX IF EXISTS {name}")

    def _check_pages(self) -> None:
        """Look through a file without a seal (its writer was killed, or is at work), unless that takes long."""
        most = 0 if self.seal.there() else LOOKED_THROUGH
        said = self.integrity() if self.path.stat().st_size <= most else "ok"
        if said != "ok":
            raise sqlite3.DatabaseError(said)

    def integrity(self) -> str:
        """Return what a look through all pages finds wrong; "ok" if nothing is. Raises sqlite3.Error."""
        said = [answer for (answer,) in self._connection.execute("PRAGMA quick_check")]
        # Some versions of SQLite see NULL in sound tables without row ids.
        return next((answer for answer in said if not answer.startswith(("ok", "NULL value in"))), "ok")

    def put_seal(self) -> None:
        """Seal the file if it is not sealed. Call as the writer, with no change under way."""
        if self._closed or self.seal.there():
            return
        with contextlib.suppress(sqlite3.Error, OSError):
            (busy, _, _) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy and self.is_there():
                self.seal.put_on()

    def changed_elsewhere(self) -> bool:
        """Return whether another program has committed since this thread asked last; at first, whether anybody has since the opening."""
        stamps = self._stamps()
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        before = getattr(self._threads, "version", None)
        self._threads.version = version
        return bool(stamps != self._as_opened if before is None else version != before)

    def _stamps(self) -> list[tuple[int, int]]:
        """Return sizes and times of the file and of its journal, which every commit changes."""
        stamps = []
        for path in (self.path, self.path.with_name(self.path.name + "-wal")):
            with contextlib.suppress(OSError):
                info = path.stat()
                stamps.append((info.st_size, info.st_mtime_ns))
        return stamps

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._closed:
            raise sqlite3.ProgrammingError("the catalogue is closed")
        connection: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if connection is None:
            with self._guard:
                connection = self._left_behind()
                if connection is None:
                    if not self._connections:
                        self._make_private()
                    connection = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None, check_same_thread=False)
                self._connections.append((threading.current_thread(), connection))
            _use_wal(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
            if threading.current_thread() is not threading.main_thread():
                connection.execute(f"PRAGMA cache_size = -{LITTLE}")
            self._threads.connection = connection
        return connection

    def _left_behind(self) -> sqlite3.Connection | None:
        """Return the connection of a thread that has ended: a reader that is used for hours asks from thousands, and each connection holds
        files and memory."""
        for place, (thread, connection) in enumerate(self._connections):
            if not thread.is_alive():
                del self._connections[place]
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                return connection
        return None

    def _make_private(self) -> None:
        """The file, and by its example its journals, are for their owner alone."""
        with contextlib.suppress(FileExistsError):
            os.close(opener(os.fspath(self.path), os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        narrow(self.path)

    def close(self) -> None:
        """For good. Only when no other thread is asking: SQLite crashes if a connection is closed under a running query."""
        self._closed = True
        self._let_go()

    def retire(self) -> None:
        """The next question of any thread raises ``sqlite3.ProgrammingError``; one that is being answered goes on."""
        self._closed = True

    def _let_go(self) -> None:
        with self._guard:
            for _, connection in self._connections:
                connection.close()
            self._connections.clear()
        self._threads = threading.local()

    @contextmanager
    def much_at_hand(self) -> Iterator[None]:
        """Keep more of the file in memory on this thread: what is put into many places of a large table is not written, and read
        again, page by page; nor put back into the file after each few."""
        connection = self._connection
        connection.execute(f"PRAGMA cache_size = -{AT_HAND}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {PUT_BACK}")
        try:
            yield
        finally:
            with contextlib.suppress(sqlite3.Error):  # it may be closed by now
                connection.execute(f"PRAGMA wal_autocheckpoint = {USUALLY_PUT_BACK}")
                connection.execute(f"PRAGMA cache_size = -{USUAL}")
                connection.execute("PRAGMA shrink_memory")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        self.seal.take_off()
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk has rolled it back already
                connection.execute("ROLLBACK")
            raise


def try_room(path: Path) -> None:
    """Write a page beside ``path`` and take it away again. Raises OSError: nothing can be written there now."""
    probe = part_of(path)
    try:
        with open(probe, "wb", opener=opener) as file:
            file.write(bytes(_PAGE))
    finally:
        drop(probe)


def discard(path: Path) -> None:
    """Remove a database with its journal files (or whatever stands in their place), or a folder."""
    for suffix in (SEAL, "", "-wal", "-shm", "-journal"):
        found = path.with_name(path.name + suffix)
        if found.is_dir() and not found.is_symlink():
            shutil.rmtree(found)
        else:
            found.unlink(missing_ok=True)


def storable(text: str) -> str:
    """Return ``text`` without lone surrogates, which SQLite does not take (and nothing that is stored has)."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _use_wal(connection: sqlite3.Connection) -> None:
    """Readers and one writer at a time. Two programs that switch a new file at once get an error at once: so, again."""
    until = time.monotonic() + WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return
