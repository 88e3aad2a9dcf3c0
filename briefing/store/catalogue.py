"""What was derived from the files of one folder: documents, quotations, names, statements. May be deleted at any time.

One SQLite file in the private cache folder. Articles are told apart by content, so an unchanged file is never read twice.
One writer at a time (the folder's lock); any number of readers see the last committed state (WAL).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefing.model import Document, Entity, Mention, Problem, Quotation, Statement
from briefing.private_files import narrow, opener
from briefing.store import serialise
from briefing.store.failed import SCHEMA as _FAILED
from briefing.store.failed import Failed
from briefing.store.increments import SCHEMA as _KEPT
from briefing.store.increments import Kept
from briefing.store.seal import SUFFIX as SEAL
from briefing.store.seal import Seal
from briefing.text import fold

FORMAT = 10
"""Raised whenever the tables or their contents change shape; another format means that the file is made anew."""

MOST_WORDS = 400
"""Words by which a statement can be looked for: SQLite takes no deeper condition."""

WAIT = 10.0
"""Seconds to wait for another program's transaction."""

LOOKED_THROUGH = 64_000_000
"""Bytes of a file without a seal that are looked through when it is opened: a third of a second."""

RANK = "articles DESC, instances DESC, length DESC, id"
"""Statements are listed by how many articles carry them, then by their instances, then by length."""

_WORK = "article.size / 50000, article.sort_date = '', article.sort_date DESC, article.sort_path"
"""Articles are analysed newest first, but a book or a flood of signs never keeps the others waiting."""

_SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file(path BLOB PRIMARY KEY, size INTEGER, mtime_ns INTEGER, sha256 TEXT, version INTEGER, problems TEXT) WITHOUT ROWID;
CREATE TABLE article(id TEXT PRIMARY KEY, file BLOB NOT NULL, sort_date TEXT NOT NULL, sort_path BLOB NOT NULL,
  meta TEXT NOT NULL, fingerprint TEXT NOT NULL, indexed INTEGER NOT NULL DEFAULT 0, size INTEGER NOT NULL);
CREATE INDEX article_file ON article(file);
CREATE INDEX article_path ON article(sort_path);
CREATE INDEX article_size ON article(size);
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
CREATE TABLE entity(id TEXT PRIMARY KEY, mentions INTEGER NOT NULL, articles INTEGER NOT NULL, folded TEXT NOT NULL,
  names TEXT NOT NULL, value TEXT NOT NULL, basis TEXT NOT NULL);
CREATE TABLE spelling(entity TEXT NOT NULL, kind TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (entity, folded)) WITHOUT ROWID;
CREATE INDEX spelling_folded ON spelling(folded, kind);
CREATE TABLE named(article TEXT NOT NULL, entity TEXT NOT NULL, mentions TEXT NOT NULL, basis TEXT NOT NULL,
  PRIMARY KEY (article, entity)) WITHOUT ROWID;
CREATE INDEX named_entity ON named(entity);
"""


@dataclass(frozen=True, slots=True)
class FileRow:
    """What is known of a file since it was last read."""

    size: int
    mtime_ns: int
    sha256: str
    version: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One line of the list: the article's metadata is still JSON text, read when somebody looks at it."""

    id: str
    meta: str


class _OtherFormatError(sqlite3.DatabaseError):
    """The file is no catalogue of this version."""


class Catalogue:
    """See the module. Methods may raise ``sqlite3.Error``; the collection answers with a rebuild."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._threads = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self.kept = Kept(lambda: self._connection)
        self.failed = Failed(lambda: self._connection)
        self.replaced = ""
        """Why the file that was there had to be made anew ("" if it did not): for people."""
        self._file: tuple[int, int] | None = None
        self._closed = False
        self.seal = Seal(path)
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
            self.replaced = "was damaged" if not isinstance(error, _OtherFormatError) else str(error)
            discard(path)
            try:
                self._check()
            except sqlite3.Error:
                self.close()
                raise
        with contextlib.suppress(OSError):
            self._file = _identity(path)

    def is_there(self) -> bool:
        """Return whether the file on disk is still the one that was opened."""
        try:
            return _identity(self.path) == self._file
        except OSError:
            return False

    def _check(self) -> None:
        connection = self._connection
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if tables:
            row = (
                connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
                if "meta" in tables
                else None
            )
            if row is not None and row[0] == str(FORMAT):
                self._check_pages()
                return
            raise _OtherFormatError("was written by another version of briefing" if row is not None else "was damaged")
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have been faster between the look and the lock.
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            for statement in (_SCHEMA + _KEPT + _FAILED).split(";\n"):
                if statement.strip():
                    connection.execute(statement)
            connection.execute("INSERT INTO meta VALUES ('format', ?)", (str(FORMAT),))
        connection.execute("COMMIT")

    def _check_pages(self) -> None:
        """Look through a file without a seal (its writer was killed, or is at work), unless that takes long."""
        most = 0 if self.seal.there() else LOOKED_THROUGH
        if self.path.stat().st_size <= most:
            said = [answer for (answer,) in self._connection.execute("PRAGMA quick_check")]
            # Some versions of SQLite see NULL in sound tables without row ids.
            faults = [answer for answer in said if not answer.startswith(("ok", "NULL value in"))]
            if faults:
                raise sqlite3.DatabaseError(faults[0])

    def put_seal(self) -> None:
        """Seal the file if it is not sealed. Call as the writer, with no change under way."""
        if self._closed or self.seal.there():
            return
        with contextlib.suppress(sqlite3.Error, OSError):
            (busy, _, _) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy and self.is_there():
                self.seal.put_on()

    def changed_elsewhere(self) -> bool:
        """Return whether another program has committed since this thread asked last."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        before = getattr(self._threads, "version", version)
        self._threads.version = version
        return bool(version != before)

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._closed:
            raise sqlite3.ProgrammingError("the catalogue is closed")
        connection: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if connection is None:
            with self._guard:
                if not self._connections:
                    self._make_private()
                connection = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None, check_same_thread=False)
                self._connections.append(connection)
            _use_wal(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
            self._threads.connection = connection
        return connection

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
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._threads = threading.local()

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

    # --- files and articles ---

    def files(self) -> dict[str, FileRow]:
        return {
            os.fsdecode(path): FileRow(size, mtime, sha256, version, tuple(serialise.load_problems(problems)))
            for path, size, mtime, sha256, version, problems in self._connection.execute("SELECT * FROM file")
        }

    def problems(self) -> list[Problem]:
        rows = self._connection.execute("SELECT problems FROM file WHERE problems != '[]' ORDER BY path")
        return [problem for (text,) in rows for problem in serialise.load_problems(text)]

    def longer_than(self, size: int) -> list[str]:
        """Return the paths of the articles of more than ``size`` code points, in order."""
        query = "SELECT sort_path FROM article WHERE size > ? ORDER BY sort_path"
        return [os.fsdecode(path) for (path,) in self._connection.execute(query, (size,))]

    def put_file(self, path: str, row: FileRow, documents: Sequence[Document]) -> tuple[int, int, int]:
        """Return what a file holds now; returns how many articles were (added, changed, removed). Call inside a transaction."""
        run = self._connection.execute
        key = os.fsencode(path)
        before = dict(run("SELECT id, fingerprint FROM article WHERE file = ?", (key,)).fetchall())
        added = changed = 0
        for document in documents:
            article = document.article
            old = before.pop(article.id, None)
            if old == document.fingerprint:
                continue
            added, changed = (added + 1, changed) if old is None else (added, changed + 1)
            run(
                "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
                (article.id, key, sort_date(article.published.value), os.fsencode(article.path), serialise.dump_article(article),
                 document.fingerprint, len(document.text)),
            )  # fmt: skip
            layout = serialise.dump_layout(document.paragraphs, document.source_map)
            run("INSERT OR REPLACE INTO body VALUES (?, ?, ?)", (article.id, document.text, layout))
            run("DELETE FROM gone WHERE id = ?", (article.id,))
            run("DELETE FROM facts WHERE id = ?", (article.id,))
            self.failed.forget(article.id)
        for id in before:
            self._forget(id)
        run(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)",
            (key, row.size, row.mtime_ns, row.sha256, row.version, serialise.dump_problems(row.problems)),
        )
        self.failed.forget(path)
        return added, changed, len(before)

    def touch_file(self, path: str, mtime_ns: int) -> None:
        """A file has another time of change and the same bytes. Call inside a transaction."""
        self._connection.execute("UPDATE file SET mtime_ns = ? WHERE path = ?", (mtime_ns, os.fsencode(path)))

    def remove_file(self, path: str) -> int:
        """Forget a file; returns how many articles went. Call inside a transaction."""
        run = self._connection.execute
        key = os.fsencode(path)
        ids = [id for (id,) in run("SELECT id FROM article WHERE file = ?", (key,)).fetchall()]
        for id in ids:
            self._forget(id)
        run("DELETE FROM file WHERE path = ?", (key,))
        self.failed.forget(path)
        return len(ids)

    def _forget(self, id: str) -> None:
        run = self._connection.execute
        for table in ("article", "body", "analysis", "facts"):
            run(f"DELETE FROM {table} WHERE id = ?", (id,))
        run("DELETE FROM quoted WHERE article = ?", (id,))
        self.failed.forget(id)
        run("INSERT OR REPLACE INTO gone VALUES (?)", (id,))

    def count(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM article").fetchone()[0])

    def rows(self) -> list[ArticleRow]:
        """Newest first; unknown dates last; then by path."""
        query = "SELECT id, meta FROM article ORDER BY sort_date = '', sort_date DESC, sort_path"
        return [ArticleRow(id, meta) for id, meta in self._connection.execute(query)]

    def ids(self) -> set[str]:
        """Return the ids of all articles."""
        return {id for (id,) in self._connection.execute("SELECT id FROM article")}

    def traits(self, id: str) -> tuple[str, str] | None:
        """Return an article's path and the digest of its text and metadata, or None if there is no such article."""
        row = self._connection.execute("SELECT sort_path, fingerprint FROM article WHERE id = ?", (id,)).fetchone()
        return None if row is None else (os.fsdecode(row[0]), row[1])

    def of_size(self, size: int) -> list[str]:
        """Return the ids of the articles whose text has ``size`` code points, by path."""
        return [
            id
            for (id,) in self._connection.execute("SELECT id FROM article WHERE size = ? ORDER BY sort_path", (size,))
        ]

    def meta(self, id: str) -> str | None:
        row = self._connection.execute("SELECT meta FROM article WHERE id = ?", (id,)).fetchone()
        return None if row is None else row[0]

    def find(self, ref: str) -> list[str]:
        """Ids of the articles whose id begins with ``ref`` (at most two) or whose path is ``ref``."""
        run = self._connection.execute
        try:
            by_path = run("SELECT id FROM article WHERE sort_path = ?", (os.fsencode(ref),)).fetchall()
        except UnicodeEncodeError:
            return []
        if by_path:
            return [by_path[0][0]]
        if not ref or not ref.isalnum() or not ref.isascii():
            return []
        return [id for (id,) in run("SELECT id FROM article WHERE id >= ? AND id < ? LIMIT 2", (ref, ref + "g"))]

    def body(self, id: str) -> tuple[str, str] | None:
        """(text, layout) of an article."""
        row = self._connection.execute("SELECT text, layout FROM body WHERE id = ?", (id,)).fetchone()
        return None if row is None else (row[0], row[1])

    def documents(self, ids: Iterable[str]) -> Iterator[Document]:
        """Yield the stored documents, one at a time."""
        for id in ids:
            meta, body = self.meta(id), self.body(id)
            if meta is not None and body is not None:
                paragraphs, source_map = serialise.load_layout(body[1])
                yield Document(serialise.load_article(meta), body[0], paragraphs, source_map)

    # --- index ---

    def unindexed(self) -> list[str]:
        return [id for (id,) in self._connection.execute("SELECT id FROM article WHERE indexed = 0 ORDER BY sort_path")]

    def gone(self) -> list[str]:
        return [id for (id,) in self._connection.execute("SELECT id FROM gone")]

    def mark_indexed(self, ids: Iterable[str], gone: Iterable[str]) -> None:
        """The index holds ``ids`` and not ``gone``. Call inside a transaction."""
        self._connection.executemany("UPDATE article SET indexed = 1 WHERE id = ?", [(id,) for id in ids])
        self._connection.executemany("DELETE FROM gone WHERE id = ?", [(id,) for id in gone])

    def forget_index(self) -> None:
        """The index was lost: everything must be put again."""
        with self.transaction():
            self._connection.execute("UPDATE article SET indexed = 0")
            self._connection.execute("DELETE FROM facts")
            self._connection.execute("DELETE FROM derived WHERE name = 'facts'")

    def facts(self) -> dict[str, tuple[str, str]]:
        """Article id -> (what its facts rested on, digest of the facts) when they were put into the index."""
        return {id: (basis, digest) for id, basis, digest in self._connection.execute("SELECT * FROM facts")}

    def put_facts(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """(article id, what its facts rest on, digest of the facts) as they were put into the index. Call inside a transaction."""
        self._connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", list(rows))

    # --- analysis ---

    def unanalysed(self, version: str) -> list[str]:
        """Ids of the articles whose analysis is missing or rests on other text or another version; the longest come last."""
        query = (
            "SELECT article.id FROM article LEFT JOIN analysis ON analysis.id = article.id"
            " WHERE analysis.basis IS NULL OR analysis.basis != ? || article.fingerprint"
            f" ORDER BY {_WORK}"
        )
        return [id for (id,) in self._connection.execute(query, (version,))]

    def complete(self) -> bool:
        """Return True if every article is indexed and analysed, and the results across articles are there."""
        query = "SELECT (SELECT count(*) FROM article WHERE indexed = 0) + (SELECT count(*) FROM article LEFT JOIN analysis USING (id) WHERE analysis.basis IS NULL)"
        return int(self._connection.execute(query).fetchone()[0]) == 0 and self.derived("basis") is not None

    def put_analysis(self, id: str, version: str, quotations: Sequence[Quotation], mentions: Iterable[Mention]) -> None:
        """What was found in one article. Call inside a transaction."""
        run = self._connection
        run.execute(
            "INSERT OR REPLACE INTO analysis SELECT id, ? || fingerprint, ?, ? FROM article WHERE id = ?",
            (version, serialise.dump_quotations(quotations), serialise.dump_mentions(mentions), id),
        )
        run.execute("DELETE FROM quoted WHERE article = ?", (id,))
        run.executemany("INSERT OR IGNORE INTO quoted VALUES (?, ?)", [(quotation.id, id) for quotation in quotations])
        self.failed.forget(id, but="index")

    def find_quotations(self, ref: str) -> list[tuple[str, str]]:
        """(quotation id, article id) of those whose id begins with ``ref``; at most two."""
        if not ref or not ref.isalnum() or not ref.isascii():
            return []
        query = "SELECT id, article FROM quoted WHERE id >= ? AND id < ? ORDER BY id LIMIT 2"
        return self._connection.execute(query, (ref, ref + "g")).fetchall()

    def analysed(self) -> dict[str, str]:
        """Return what the analysis of each article rests on (text and version), by article id, in order of path."""
        query = "SELECT analysis.id, basis FROM analysis JOIN article ON article.id = analysis.id ORDER BY sort_path"
        return dict(self._connection.execute(query).fetchall())

    def quotations(self, id: str | None = None) -> list[tuple[str, str, str]]:
        """(id, metadata, quotations) as stored, in order of path."""
        query = "SELECT article.id, article.meta, analysis.quotations FROM analysis JOIN article ON article.id = analysis.id"
        if id is not None:
            return self._connection.execute(query + " WHERE article.id = ?", (id,)).fetchall()
        return self._connection.execute(query + " ORDER BY article.sort_path").fetchall()

    def mentions(self, id: str | None = None) -> list[tuple[str, str, str]]:
        """(id, metadata, mentions) as stored, in order of path."""
        query = (
            "SELECT article.id, article.meta, analysis.mentions FROM analysis JOIN article ON article.id = analysis.id"
        )
        if id is not None:
            return self._connection.execute(query + " WHERE article.id = ?", (id,)).fetchall()
        return self._connection.execute(query + " ORDER BY article.sort_path").fetchall()

    def basis(self) -> str:
        """Return a digest of what all derived results rest on: every article with its analysis."""
        digest = hashlib.sha256()
        for id, basis in self._connection.execute("SELECT id, basis FROM analysis ORDER BY id"):
            digest.update(f"{id} {basis}\n".encode())
        return digest.hexdigest()

    def derived(self, name: str) -> tuple[str, str] | None:
        """(basis, value) of what was derived from all articles together."""
        row = self._connection.execute("SELECT basis, value FROM derived WHERE name = ?", (name,)).fetchone()
        return None if row is None else (row[0], row[1])

    def put_derived(self, name: str, basis: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO derived VALUES (?, ?, ?)", (name, basis, value))

    # --- statements ---

    def put_statements(
        self, put: Iterable[tuple[str, Statement]], gone: Iterable[str] = (), *, whole: bool = False
    ) -> None:
        """Store what changed ((base, statement): see :meth:`bases`), forget ``gone``; with ``whole``, everything stored before
        goes. Call inside a transaction."""
        run = self._connection
        if whole:
            run.execute("DELETE FROM statement")
            run.execute("DELETE FROM carries")
        for id in gone:
            run.execute("DELETE FROM statement WHERE id = ?", (id,))
            run.execute("DELETE FROM carries WHERE statement = ?", (id,))
        for base, statement in put:
            if not whole:
                run.execute("DELETE FROM carries WHERE statement = ?", (statement.id,))
            run.execute(
                "INSERT OR REPLACE INTO statement VALUES (?, ?, ?, ?, ?, ?, ?)",
                (statement.id, statement.articles, len(statement.instances), len(statement.text), fold(statement.text),
                 serialise.dump_statement(statement), base),
            )  # fmt: skip
            run.executemany(
                "INSERT OR IGNORE INTO carries VALUES (?, ?, ?)",
                [(instance.quotation, statement.id, instance.article) for instance in statement.instances],
            )

    def carried_by(self, articles: Iterable[str], quotations: Iterable[str]) -> dict[str, tuple[str, Statement]]:
        """Return the statements that any of these articles or quotations carries: id -> (base, statement)."""
        run = self._connection.execute
        ids: set[str] = set()
        for column, values in (("article", articles), ("quotation", quotations)):
            for value in values:
                ids.update(
                    id for (id,) in run(f"SELECT statement FROM carries WHERE {column} = ?", (_storable(value),))
                )
        rows = (run("SELECT base, value FROM statement WHERE id = ?", (id,)).fetchone() for id in sorted(ids))
        loaded = [(row[0], serialise.load_statement(row[1])) for row in rows if row is not None]
        return {statement.id: (base, statement) for base, statement in loaded}

    def bases(self, bases: Iterable[str]) -> dict[str, tuple[str, Statement]]:
        """Return the statements whose ids were made from any of ``bases``, the ids that they would have if no other statement had the
        same one: id -> (base, statement)."""
        found: dict[str, tuple[str, Statement]] = {}
        for base in bases:
            for (value,) in self._connection.execute("SELECT value FROM statement WHERE base = ?", (base,)):
                statement = serialise.load_statement(value)
                found[statement.id] = (base, statement)
        return found

    def statements(self, min_articles: int = 1) -> list[Statement]:
        query = f"SELECT value FROM statement WHERE articles >= ? ORDER BY {RANK}"
        return [serialise.load_statement(value) for (value,) in self._connection.execute(query, (min_articles,))]

    def statements_of(self, quotation: str) -> list[Statement]:
        """Return the statements that a quotation carries, by rank."""
        query = f"SELECT value FROM statement WHERE id IN (SELECT statement FROM carries WHERE quotation = ?) ORDER BY {RANK}"
        return [serialise.load_statement(text) for (text,) in self._connection.execute(query, (_storable(quotation),))]

    def carried(self, article: str | None = None) -> dict[str, list[str]]:
        """Quotation id -> ids of its statements, by rank."""
        query = "SELECT quotation, statement FROM carries JOIN statement ON statement.id = carries.statement"
        if article is not None:
            rows = self._connection.execute(query + f" WHERE article = ? ORDER BY {RANK}", (article,))
        else:
            rows = self._connection.execute(query + f" ORDER BY {RANK}")
        found: dict[str, list[str]] = {}
        for quotation, statement in rows:
            found.setdefault(quotation, []).append(statement)
        return found

    def find_statements(self, ref: str) -> list[Statement]:
        """Return those whose id begins with ``ref``, else those whose folded text holds the words of ``ref``; best first."""
        run = self._connection.execute
        if len(ref) > 1 and ref.isalnum() and ref.isascii():
            rows = run(
                "SELECT value FROM statement WHERE id >= ? AND id < ? ORDER BY id LIMIT 2", (ref, ref + "g")
            ).fetchall()
            if rows:
                return [serialise.load_statement(text) for (text,) in rows]
        wanted = fold(_storable(ref)).split()
        if not wanted or len(wanted) > MOST_WORDS:
            return []
        condition = " AND ".join(["instr(folded, ?)"] * len(wanted))
        # The words in a row beat the words anywhere; then the statement that most articles carry.
        query = f"SELECT value FROM statement WHERE {condition} ORDER BY instr(folded, ?) = 0, {RANK} LIMIT 20"
        return [serialise.load_statement(text) for (text,) in run(query, (*wanted, " ".join(wanted)))]

    # --- entities ---

    def entity_bases(self) -> dict[str, str]:
        """Entity id -> what it rests on."""
        return dict(self._connection.execute("SELECT id, basis FROM entity").fetchall())

    def named_bases(self, id: str) -> dict[str, str]:
        """Article id -> what an entity's mentions in it rest on."""
        return dict(self._connection.execute("SELECT article, basis FROM named WHERE entity = ?", (id,)).fetchall())

    def drop_entities(self, ids: Iterable[str]) -> None:
        """Call inside a transaction."""
        gone = [(id,) for id in ids]
        for table, column in (("entity", "id"), ("named", "entity"), ("spelling", "entity")):
            self._connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", gone)

    def put_entity(self, entity: Entity, mentions: int, basis: str) -> None:
        """Store an entity, but for its mentions; ``mentions`` is their number. Call inside a transaction."""
        run = self._connection
        names = hashlib.sha256(
            repr((entity.name, sorted(alias.text for alias in entity.aliases))).encode("utf-8", "replace")
        )
        row = (
            entity.id,
            mentions,
            entity.articles,
            fold(entity.name),
            names.hexdigest()[:16],
            serialise.dump_entity(entity),
        )
        run.execute("INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, basis))
        forms = {fold(alias.text) for alias in entity.aliases}
        known = {form for (form,) in run.execute("SELECT folded FROM spelling WHERE entity = ?", (entity.id,))}
        if forms != known:
            run.execute("DELETE FROM spelling WHERE entity = ?", (entity.id,))
            run.executemany("INSERT INTO spelling VALUES (?, ?, ?)", [(entity.id, entity.type, form) for form in forms])

    def put_named(
        self, id: str, mentions: Iterable[Mention], bases: Mapping[str, str], gone: Iterable[str] = ()
    ) -> None:
        """The mentions of an entity in some articles (``bases``: article id -> what they rest on), in order of span; those in
        ``gone`` are no more. Call inside a transaction."""
        run = self._connection
        by_article: dict[str, list[Mention]] = {}
        for mention in mentions:
            by_article.setdefault(mention.article, []).append(mention)
        rows = [(article, id, serialise.dump_mentions(own), bases[article]) for article, own in by_article.items()]
        run.executemany("INSERT OR REPLACE INTO named VALUES (?, ?, ?, ?)", rows)
        run.executemany("DELETE FROM named WHERE entity = ? AND article = ?", [(id, article) for article in gone])

    def entities(self, article: str | None = None) -> list[Entity]:
        """Most mentioned first. With ``article``, only those named there, with only its mentions (aliases and count of
        articles are the folder's)."""
        if article is not None:
            return self._entities("WHERE named.article = ?", (article,))
        return self._entities("", ())

    def entities_by_id(self, ids: Sequence[str]) -> list[Entity]:
        """Return those of ``ids`` that there are, with all their mentions, most mentioned first."""
        found: list[Entity] = []
        for start in range(0, len(ids), 500):
            some = [_storable(id) for id in ids[start : start + 500]]
            found += self._entities(f"WHERE entity.id IN ({','.join('?' * len(some))})", tuple(some))
        return found

    def _entities(self, condition: str, values: tuple[str, ...]) -> list[Entity]:
        query = (
            "SELECT entity.id, entity.value, named.mentions, article.id, article.sort_path FROM entity"
            " JOIN named ON named.entity = entity.id JOIN article ON article.id = named.article"
            f" {condition} ORDER BY entity.mentions DESC, entity.folded, entity.id, article.sort_path"
        )
        found: list[Entity] = []
        pending: tuple[str, str, list[Mention]] | None = None
        for id, value, mentions, article, path in self._connection.execute(query, values):
            if pending is None or pending[0] != id:
                if pending is not None:
                    found.append(serialise.load_entity(pending[1], pending[2]))
                pending = (id, value, [])
            pending[2].extend(serialise.load_mentions(mentions, article, os.fsdecode(path)))
        if pending is not None:
            found.append(serialise.load_entity(pending[1], pending[2]))
        return found

    def entity_totals(self) -> dict[str, tuple[int, int]]:
        """Entity id -> (mentions, articles), of the whole folder."""
        query = "SELECT id, mentions, articles FROM entity"
        return {id: (mentions, articles) for id, mentions, articles in self._connection.execute(query)}

    def spelt(self, kind: str, folded: str) -> list[str]:
        """Ids of the entities of a kind that have a spelling which folds to ``folded``."""
        query = "SELECT entity FROM spelling WHERE folded = ? AND kind = ? ORDER BY entity"
        return [id for (id,) in self._connection.execute(query, (folded, kind))]

    def named(self) -> Iterator[tuple[str, str, str]]:
        """(article id, entity id, digest of the entity's names) of every entity named in every article, in order of these."""
        query = (
            "SELECT article, entity, names FROM named JOIN entity ON entity.id = named.entity ORDER BY article, entity"
        )
        return iter(self._connection.execute(query))


def sort_date(published: str | None) -> str:
    """Return the key by which articles are listed: the ISO date, or "" if there is no full one."""
    return published if published and published[0] != "-" else ""


def discard(path: Path) -> None:
    """Remove a database with its journal files (or whatever stands in their place), or a folder."""
    for suffix in (SEAL, "", "-wal", "-shm", "-journal"):
        found = path.with_name(path.name + suffix)
        if found.is_dir() and not found.is_symlink():
            shutil.rmtree(found)
        else:
            found.unlink(missing_ok=True)


def _storable(text: str) -> str:
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
