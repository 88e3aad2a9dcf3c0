"""The first stage: files become articles in the catalogue."""

from __future__ import annotations

import os
import time
from collections.abc import Container, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from briefing.collection.stages import unchanged
from briefing.collection.stages.work import Work
from briefing.collection.stages.written import WrittenReading
from briefing.store.catalogue.catalogue import FileRow

if TYPE_CHECKING:
    from briefing.collection.worker_pool import Answer
    from briefing.ingest.walk import FileEntry

BATCH = 200
"""Files or articles for one commit: an interruption costs at most the work of one batch."""
RACY_NS = 2_000_000_000
"""A file touched this recently may still change within the clock's grain: it is looked at again next time."""
MOST_NAMED = 500
"""Files that are looked at by their names; for more, the folder is listed."""
WRITE = "briefing.collection.stages.written:read"
READ = "briefing.ingest:read"
READ_SECONDS, READ_BYTES = 30.0, 50_000
"""Computing time that a file may take: so many seconds, and one for each so many bytes."""


class Looked(NamedTuple):
    """What a look at files has told: those that are not as they were read (or bear on others), what is known of these, all that are there and
    that were, and those that went."""

    entries: Mapping[str, FileEntry]
    known: Mapping[str, FileRow]
    there: Container[str]
    before: Container[str]
    missing: Sequence[str]


def run(work: Work) -> None:
    """Read what is new or changed, forget what is gone."""
    start = time.perf_counter()
    looked = _named(work) or _all(work)
    todo, same, later = _changed(work, looked)
    if not any((todo, same, later, looked.missing, work.named is not None)):
        work.as_read = unchanged.listing(work)
    work.unlist()
    if looked.missing:
        with work.catalogue.transaction():
            work.removed += sum(work.catalogue.remove_file(path) for path in looked.missing)
    if same:
        now = time.time_ns()
        with work.catalogue.transaction():
            for entry in same:
                work.catalogue.touch_file(entry.path, _stamp(entry, now))
    jobs = ((WRITE, (READ, work.root, entry.path), READ_SECONDS + entry.size / READ_BYTES) for entry in todo)
    results = work.answers(jobs, len(todo))
    for readings in work.lots("ingest", zip(todo, results, strict=False), len(todo), BATCH):
        _check_root(work, readings)
        failures = work.each(readings, partial(_put_files, work))
        for (entry, _), why in failures:
            _put_files(work, [(entry, _failure(why))])
        work.committed()
        work.articles_stored()
    if looked.missing and not todo:
        work.committed()
    _note_through(work, later)
    work.timings["ingest"] += time.perf_counter() - start
    work.tell("ingest", len(todo), len(todo))


def _all(work: Work) -> Looked:
    """Look at the whole folder."""
    from briefing import ingest

    before = work.catalogue.files_as_read(ingest.VERSION)
    listed = work.listed()
    entries = {
        each.path: each for each in listed if before.get(each.path) != (each.size, each.changed_ns) or "#" in each.path
    }
    there = {each.path for each in listed}
    known = work.catalogue.files(path for path in entries if path in before)
    return Looked(entries, known, there, before, [path for path in before if path not in there])


def _note_through(work: Work, later: Sequence[FileEntry]) -> None:
    """Note that all files have been read, unless only some were looked at, or some are not whole yet."""
    work.through = not later if work.named is None else False
    if not work.through:
        return
    if work.catalogue.derived(unchanged.THROUGH) is None:
        with work.catalogue.transaction():
            work.catalogue.put_derived(unchanged.THROUGH, "", "")


def _named(work: Work) -> Looked | None:
    """Look at the files that the run was told of; None where the whole folder must be looked at."""
    if work.named is None:
        return None
    if any((len(work.named) > MOST_NAMED, *map(work.catalogue.numbered, work.named))):
        return None
    from briefing.ingest.walk import look_at

    paths = [path for path in work.named if not work.is_apart(path)]
    entries = look_at(work.root, paths)
    if entries is None:
        return None
    known = work.catalogue.files(paths)
    return Looked(entries, known, entries, known, [path for path in known if path not in entries])


def _put_files(work: Work, readings: Sequence[tuple[FileEntry, Answer]]) -> None:
    from briefing import ingest
    from briefing.collection.worker_pool import Failure

    counts = [work.added, work.changed, work.removed]
    now = time.time_ns()
    with work.catalogue.transaction():
        for entry, answer in readings:
            failed = isinstance(answer.value, Failure)
            reading: WrittenReading = _unread(work, entry) if failed else answer.value
            if _vanished(work, entry, reading):
                counts[2] += work.catalogue.remove_file(entry.path)
                continue
            work.new |= {one.id for one in reading.documents if work.catalogue.traits(one.id) is None}
            row = FileRow(entry.size, _stamp(entry, now), reading.sha256, ingest.VERSION, reading.problems)
            counts = [
                a + b for a, b in zip(counts, work.catalogue.put_file(entry.path, row, reading.documents), strict=True)
            ]
            if failed:
                work.put_failed("files", {entry.path: answer.value.reason})
    work.added, work.changed, work.removed = counts


def _check_root(work: Work, readings: Sequence[tuple[FileEntry, Answer]]) -> None:
    """Where a file could not be opened, see whether that is because the folder itself went or was closed: then none of its articles has gone.
    Raises FolderError."""
    from briefing.collection.folder import check_folder
    from briefing.collection.worker_pool import Failure

    answers = (answer.value for _, answer in readings)
    if not all(isinstance(value, Failure) or value.sha256 for value in answers):
        check_folder(work.root)


def _vanished(work: Work, entry: FileEntry, reading: WrittenReading) -> bool:
    """Return whether a file that could not be opened was removed since the folder was listed: then it is just no longer there. One in a folder
    that was closed is there."""
    if reading.sha256:
        return False
    try:
        os.lstat(work.root / entry.path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _unread(work: Work, entry: FileEntry) -> WrittenReading:
    """Return a file that could not be read: nothing but the digest by which it is told that it has changed."""
    from briefing.ingest.read_file import digest

    return WrittenReading((), (), digest(work.root, entry.path))


def _changed(work: Work, looked: Looked) -> tuple[list[FileEntry], list[FileEntry], list[FileEntry]]:
    """Return what must be read; what was only touched (a copy, a restored backup, another owner): its bytes are the same; and what is not
    whole yet."""
    from briefing.ingest.walk import in_order

    todo: list[FileEntry] = []
    same: list[FileEntry] = []
    later: list[FileEntry] = []
    readable = unchanged.opened_now(work) if looked.entries else ()
    for path, entry in looked.entries.items():
        row = None if path in readable else looked.known.get(path)
        if row is not None and _still_holds(row, path, looked):
            if (row.size, row.mtime_ns) == (entry.size, entry.changed_ns):
                continue
            if row.size == entry.size and row.sha256 and work.settled(entry):
                from briefing.ingest.read_file import digest

                if digest(work.root, path) == row.sha256:
                    same.append(entry)
                    if len(same) % 100 == 0:
                        work.tell("ingest", 0, len(looked.entries))
                    continue
        (todo if work.settled(entry) else later).append(entry)
    return in_order(todo), same, later


def _still_holds(row: FileRow, path: str, looked: Looked) -> bool:
    """Return whether a file would be read as it was before if its bytes are the same: by the same rules, with the same extras, and beside the
    same file of which it seems to be a part."""
    from briefing import ingest
    from briefing.ingest import optional_dependencies
    from briefing.ingest.walk import namesake

    other = namesake(path)
    if row.version != ingest.VERSION or (other in looked.there) != (other in looked.before):
        return False
    return not any(optional_dependencies.now_there(problem.reason) for problem in row.problems)


def _failure(why: str) -> Answer:
    from briefing.collection.worker_pool import Answer, Failure

    return Answer(Failure(why), 0.0)


def _stamp(entry: FileEntry, now: int) -> int:
    """Return the time of change to remember; 0, which no file has, if it is so young that it may change again unnoticed."""
    return 0 if abs(now - entry.changed_ns) < RACY_NS else entry.changed_ns
