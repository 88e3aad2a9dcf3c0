"""What was derived from the files of one folder: documents, quotations, names, statements. May be deleted at any time.

One SQLite file in the private cache folder. Articles are told apart by content, so an unchanged file is never read twice.
One writer at a time (the folder's lock); any number of readers see the last committed state (WAL).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from sys import intern
from typing import NamedTuple

from briefing.model import Document, Problem
from briefing.store.catalogue import serialise
from briefing.store.catalogue.serialise import StoredDocument
from briefing.store.catalogue.stored_entities import StoredEntities
from briefing.store.catalogue.stored_statements import StoredStatements

_LISTED = "sort_date = '', sort_date DESC, sort_path"
"""Articles are listed newest first, unknown dates last, then by path: the order of an index, which holds ids and days too."""

OUTLINE = ("title", "standfirst", "outlet", "agency", "published", "language", "opening")
"""What a list shows of an article beside its path."""

_WORK = "article.size / 50000, article.sort_date = '', article.sort_date DESC, article.sort_path"
"""Articles are analysed newest first, but a book or a flood of signs never keeps the others waiting."""

_NO_PROBLEMS = "[]"
"""What is stored of a file with which nothing is wrong."""

_MARK = "coalesce(nullif(article.fingerprint, ''), article.id)"


class FileRow(NamedTuple):
    """What is known of a file since it was last read."""

    size: int
    mtime_ns: int
    sha256: str
    version: int
    problems: tuple[Problem, ...]


class Catalogue(StoredStatements, StoredEntities):
    """See the module. Methods may raise ``sqlite3.Error``; the collection answers with a rebuild."""

    # --- files and articles ---

    def files(self, paths: Iterable[str] | None = None) -> dict[str, FileRow]:
        """Return what is known of the files, or of some."""
        run = self._connection.execute
        if paths is None:
            rows = run("SELECT * FROM file").fetchall()
        else:
            keys = [os.fsencode(path) for path in paths]
            rows = [row for key in keys for row in run("SELECT * FROM file WHERE path = ?", (key,))]
        return {
            os.fsdecode(path): FileRow(
                size,
                mtime,
                sha256,
                version,
                tuple(serialise.load_problems(problems)) if problems != _NO_PROBLEMS else (),
            )
            for path, size, mtime, sha256, version, problems in rows
        }

    def files_as_read(self, version: int) -> dict[str, tuple[int, int] | None]:
        """Return size and time of change of each file, for those that ``version`` read without a problem; None for the others."""
        rows = self._connection.execute("SELECT path, size, mtime_ns, version, problems FROM file")
        return {
            os.fsdecode(path): (size, mtime) if (read, problems) == (version, _NO_PROBLEMS) else None
            for path, size, mtime, read, problems in rows
        }

    def unopened(self) -> list[str]:
        """Return the files, and folders, that could not be opened though there was something in them, or may have been."""
        rows = self._connection.execute("SELECT path FROM file WHERE problems != '[]' AND sha256 = '' AND size != 0")
        return [os.fsdecode(path) for (path,) in rows]

    def numbered(self, path: str) -> bool:
        """Return whether a file is known that bears the path of a further article of ``path`` (``mail.eml#2``)."""
        query = "SELECT EXISTS (SELECT 1 FROM file WHERE path > ? AND path < ?)"
        return bool(self._connection.execute(query, (os.fsencode(f"{path}#"), os.fsencode(f"{path}$"))).fetchone()[0])

    def problems(self) -> list[Problem]:
        rows = self._connection.execute("SELECT problems FROM file WHERE problems != '[]' ORDER BY path")
        return [problem for (text,) in rows for problem in serialise.load_problems(text)]

    def longer_than(self, size: int) -> list[str]:
        """Return the paths of the articles of more than ``size`` code points, in order."""
        query = (
            "SELECT sort_path FROM article WHERE size > ? ORDER BY +sort_path"  # by the index of sizes: few are so long
        )
        return [os.fsdecode(path) for (path,) in self._connection.execute(query, (size,))]

    def put_file(self, path: str, row: FileRow, documents: Iterable[StoredDocument]) -> tuple[int, int, int]:
        """Put what a file holds now; returns how many articles were (added, changed, removed). Call inside a transaction."""
        run = self._connection.execute
        key = os.fsencode(path)
        before = dict(run("SELECT id, fingerprint FROM article WHERE file = ?", (key,)).fetchall())
        added = changed = 0
        for id, own_path, day, fingerprint, meta, text, layout in documents:
            old = before.pop(id, None)
            if old == fingerprint:
                continue
            added, changed = (added + 1, changed) if old is None else (added, changed + 1)
            run(
                "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
                (id, key, day, os.fsencode(own_path), meta, fingerprint, len(text)),
            )
            run("INSERT OR REPLACE INTO body VALUES (?, ?, ?)", (id, text, layout))
            run("DELETE FROM gone WHERE id = ?", (id,))
            run("DELETE FROM facts WHERE id = ?", (id,))
            self.failed.forget(id)
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
        for table in ("quoted", "story_row"):
            run(f"DELETE FROM {table} WHERE article = ?", (id,))
        self.failed.forget(id)
        run("INSERT OR REPLACE INTO gone VALUES (?)", (id,))

    def count(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM article").fetchone()[0])

    def listed(self) -> list[str]:
        """Return the ids of all articles: newest first; unknown dates last; then by path."""
        return [intern(id) for (id,) in self._connection.execute(f"SELECT id FROM article ORDER BY {_LISTED}")]

    def days(self) -> dict[str, str]:
        """Return by which day each article is listed ("" for an unknown one), in the order of the list."""
        return dict(self._connection.execute(f"SELECT id, sort_date FROM article ORDER BY {_LISTED}").fetchall())

    def outline(self, id: str) -> tuple[str, str] | None:
        """Return the path of an article and, as JSON text, :data:`OUTLINE`; None if there is no such article."""
        fields = ", ".join(f"'$.{name}'" for name in OUTLINE)
        query = f"SELECT sort_path, json_extract(meta, {fields}) FROM article WHERE id = ?"
        row = self._connection.execute(query, (id,)).fetchone()
        return None if row is None else (os.fsdecode(row[0]), row[1])

    def ids(self) -> set[str]:
        """Return the ids of all articles."""
        return {id for (id,) in self._connection.execute("SELECT id FROM article")}

    def fingerprints(self) -> dict[str, str]:
        """Return the digest of the text and metadata of every article, the newest article first."""
        return dict(self._connection.execute(f"SELECT id, fingerprint FROM article ORDER BY {_LISTED}").fetchall())

    def addresses(self) -> list[tuple[str, str, str, str]]:
        """Return every article that has an address: its id, the address, its path, and when it was saved ("" where that is not known)."""
        query = (
            "SELECT id, json_extract(meta, '$.url[0]'), sort_path, coalesce(json_extract(meta, '$.extra.accessed'), '')"
            " FROM article WHERE instr(meta, '\"url\":[') ORDER BY id"
        )
        rows = self._connection.execute(query)
        return [(id, url, os.fsdecode(path), str(saved)) for id, url, path, saved in rows if isinstance(url, str)]

    def traits(self, id: str) -> tuple[str, str] | None:
        """Return an article's path and the digest of its text and metadata, or None if there is no such article."""
        row = self._connection.execute("SELECT sort_path, fingerprint FROM article WHERE id = ?", (id,)).fetchone()
        return None if row is None else (os.fsdecode(row[0]), row[1])

    def paths(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the paths of those of some articles that there are."""
        found: dict[str, str] = {}
        for start in range(0, len(ids), 500):
            some = tuple(ids[start : start + 500])
            query = f"SELECT id, sort_path FROM article WHERE id IN ({','.join('?' * len(some))})"
            found |= {id: os.fsdecode(path) for id, path in self._connection.execute(query, some)}
        return found

    def page_traits(self, ids: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        """Yield id, outlet and address of those of some articles that there are, "" where a field is not known."""
        fields = ", ".join(f"coalesce(json_extract(meta, '$.{name}[0]'), '')" for name in ("outlet", "url"))
        for start in range(0, len(ids), 500):
            some = tuple(ids[start : start + 500])
            query = f"SELECT id, {fields} FROM article WHERE id IN ({','.join('?' * len(some))})"
            yield from self._connection.execute(query, some)

    def mark_of(self, id: str) -> str:
        """Return what is one for all articles that say the same to the letter, of themselves too; their ids where that is not known."""
        row = self._connection.execute(f"SELECT {_MARK} FROM article WHERE id = ?", (id,)).fetchone()
        return id if row is None else row[0]

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
        return map(serialise.load_document, self.stored(ids))

    def stored(self, ids: Iterable[str]) -> Iterator[StoredDocument]:
        """Yield the documents as they are stored, one at a time."""
        query = (
            "SELECT article.id, sort_path, sort_date, fingerprint, meta, text, layout FROM article JOIN body ON body.id = article.id"
            " WHERE article.id = ?"
        )
        for id in ids:
            row = self._connection.execute(query, (id,)).fetchone()
            if row is not None:
                yield StoredDocument(row[0], os.fsdecode(row[1]), *row[2:])

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
            self._connection.execute("DELETE FROM derived WHERE name IN ('facts', 'unchanged')")

    def facts(self, ids: Iterable[str] | None = None) -> dict[str, tuple[str, str]]:
        """Article id -> (what its facts rested on, digest of the facts) when they were put into the index; of some articles, or of all."""
        run = self._connection.execute
        if ids is None:
            return {id: (basis, digest) for id, basis, digest in run("SELECT * FROM facts")}
        rows = (run("SELECT * FROM facts WHERE id = ?", (id,)).fetchone() for id in ids)
        return {row[0]: (row[1], row[2]) for row in rows if row is not None}

    def stale_facts(self) -> list[str]:
        """Return the analysed articles whose facts are missing, or rest on what has changed since, in order."""
        query = (
            "SELECT analysis.id FROM analysis LEFT JOIN facts ON facts.id = analysis.id"
            " WHERE facts.basis IS NULL OR facts.basis = '' ORDER BY analysis.id"
        )
        return [id for (id,) in self._connection.execute(query)]

    def age_facts(self, ids: Iterable[str] | None = None) -> None:
        """What the facts of some articles, or of all, rest on has changed. Call inside a transaction."""
        if ids is None:
            self._connection.execute("UPDATE facts SET basis = ''")
        else:
            self._connection.executemany("UPDATE facts SET basis = '' WHERE id = ?", [(id,) for id in ids])

    def put_facts(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """(article id, what its facts rest on, digest of the facts) as they were put into the index. Call inside a transaction."""
        self._connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", list(rows))

    # --- analysis ---

    def unanalysed(self, version: str) -> dict[str, str]:
        """Id -> mark (:meth:`mark_of`) of the articles whose analysis is missing or rests on other text or another version; the longest come
        last."""
        # One set less another reads two indices, and no row of those that are as they were.
        query = (
            f"SELECT id, {_MARK} FROM article WHERE id IN (SELECT id FROM (SELECT id, ? || fingerprint FROM article"
            f" EXCEPT SELECT id, basis FROM analysis)) ORDER BY {_WORK}"
        )
        return dict(self._connection.execute(query, (version,)).fetchall())

    def complete(self) -> bool:
        """Return True if every article is indexed and analysed, and the results across articles are there."""
        # An article that goes takes its analysis with it: as many of these as of those are one for each.
        query = (
            "SELECT NOT EXISTS (SELECT 1 FROM article WHERE indexed = 0)"
            " AND (SELECT count(*) FROM article) = (SELECT count(*) FROM analysis)"
            " AND EXISTS (SELECT 1 FROM derived WHERE name = 'basis')"
        )
        return bool(self._connection.execute(query).fetchone()[0])

    def put_analysis(self, id: str, version: str, quotations: str, mentions: str, ids: Iterable[str]) -> None:
        """What was found in one article: its quotations and names as text (:mod:`briefing.store.catalogue.serialise`), and the ids of the
        quotations. Call inside a transaction."""
        run = self._connection
        run.execute(
            "INSERT OR REPLACE INTO analysis SELECT id, ? || fingerprint, ?, ? FROM article WHERE id = ?",
            (version, quotations, mentions, id),
        )
        self.age_facts([id])
        run.execute("DELETE FROM quoted WHERE article = ?", (id,))
        run.executemany("INSERT OR IGNORE INTO quoted VALUES (?, ?)", [(quotation, id) for quotation in ids])
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

    def analysed_count(self) -> int:
        """Return how many articles are analysed."""
        return int(self._connection.execute("SELECT count(*) FROM analysis").fetchone()[0])

    def analysed_by(self, id: str) -> str | None:
        """Return what the analysis of an article rests on, or None if it is not analysed."""
        row = self._connection.execute("SELECT basis FROM analysis WHERE id = ?", (id,)).fetchone()
        return None if row is None else row[0]

    def quotations(self, id: str | None = None) -> list[tuple[str, str, str]]:
        """Return (id, path, quotations as stored) of an article, or of all in order of path."""
        return self._analysed_as("quotations", id)

    def quoted_in(self, id: str) -> str:
        """Return the quotations of an article as stored."""
        row = self._connection.execute("SELECT quotations FROM analysis WHERE id = ?", (id,)).fetchone()
        return "[]" if row is None else row[0]

    def mentions(self, id: str | None = None) -> list[tuple[str, str, str]]:
        """Return (id, path, mentions as stored) of an article, or of all in order of path."""
        return self._analysed_as("mentions", id)

    def _analysed_as(self, column: str, id: str | None) -> list[tuple[str, str, str]]:
        query = f"SELECT article.id, sort_path, {column} FROM analysis JOIN article ON article.id = analysis.id"
        where, values = ("ORDER BY sort_path", ()) if id is None else ("WHERE article.id = ?", (id,))
        rows = self._connection.execute(f"{query} {where}", values)
        return [(article, os.fsdecode(path), stored) for article, path, stored in rows]

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

    def derived_from(self, name: str, basis: str) -> str | None:
        """Return the value of what was derived from ``basis``; None where it was from another one, or is not there."""
        row = self._connection.execute(
            "SELECT value FROM derived WHERE name = ? AND basis = ?", (name, basis)
        ).fetchone()
        return None if row is None else row[0]

    def put_derived(self, name: str, basis: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO derived VALUES (?, ?, ?)", (name, basis, value))
