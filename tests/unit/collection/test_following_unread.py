"""What was made for an article stays where it is while its file is there and was not read: only what has gone is looked for elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing import Collection, ingest
from briefing.collection.stages import files
from briefing.errors import IngestError
from briefing.ingest import safe_open, walk

PARAGRAPHS = [
    f"Paragraph {number} tells how the lock of Dunmarsh {word} and who paid the {number * 9} crowns for it that year."
    for number, word in enumerate(["leaked", "froze", "was sold", "broke", "opened", "closed", "moved", "was mended"])
]
TEXT = "Lock of Dunmarsh\n\n" + "\n\n".join(PARAGRAPHS) + "\n"
ALIKE = TEXT.replace("Lock of Dunmarsh", "Dunmarsh and its lock").replace("Paragraph 2", "The second part")
OTHER = "Geese on the weir\n\n" + "\n\n".join(f"Goose {n} slept on the weir and ate {n} loaves." for n in range(9))
STARRED, COPY = "below/starred.txt", "copy.txt"

pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one starred article and a copy of it, both read."""
    made = tmp_path / "articles"
    (made / "below").mkdir(parents=True)
    for name in (STARRED, COPY):
        (made / name).write_text(TEXT)
    with Collection.open(made) as collection:
        collection.state.set_star(collection.article(STARRED).id, True)
    return made


def starred(folder: Path, **asked: Any) -> list[str]:
    """Bring a folder up to date; return the paths of its starred articles."""
    with Collection.open(folder, sync=False) as collection:
        collection.sync(**asked)
        ids = collection.state.starred_ids()
        return [each.path for each in collection.articles() if each.id in ids]


class Closed:
    """What is closed to everybody, an administrator too."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.files: set[str] = set()
        self.folders: set[str] = set()
        self.statuses: set[str] = set()
        load, scandir = safe_open.load, os.scandir

        def loaded(root: Path, path: str, most: int) -> bytes:
            if {path, path.rpartition("/")[0]} & (self.files | self.statuses | self.folders):
                raise IngestError("cannot be read: permission denied")
            return load(root, path, most)

        def scanned(path: Any = ".") -> Any:
            if isinstance(path, int):
                return scandir(path)
            if os.path.basename(path) in self.folders:
                raise PermissionError(13, "Permission denied", path)
            return Entries(scandir(path), self.statuses)

        monkeypatch.setattr(safe_open, "load", loaded)
        monkeypatch.setattr(walk.os, "scandir", scanned)

    def open(self) -> None:
        for each in (self.files, self.folders, self.statuses):
            each.clear()


class Entries:
    """The entries of a folder, of which some cannot be looked at."""

    def __init__(self, entries: Any, closed: set[str]) -> None:
        self.entries, self.closed = entries, closed

    def __enter__(self) -> Iterator[Any]:
        return iter(self)

    def __iter__(self) -> Iterator[Any]:
        return (Entry(each, self.closed) for each in self.entries)

    def __exit__(self, *_: object) -> None:
        self.entries.close()


class Entry:
    def __init__(self, entry: Any, closed: set[str]) -> None:
        self.entry, self.closed = entry, closed

    def __getattr__(self, name: str) -> Any:
        return getattr(self.entry, name)

    def stat(self, **asked: Any) -> os.stat_result:
        if any(self.entry.path.endswith(each) for each in self.closed):
            raise PermissionError(13, "Permission denied", self.entry.path)
        return self.entry.stat(**asked)


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Closed:
    return Closed(monkeypatch)


WAYS: dict[str, Callable[[Closed], None]] = {
    "the file": lambda closed: closed.files.add(STARRED),
    "its folder": lambda closed: closed.folders.add("below"),
    "its folder, not for listing": lambda closed: closed.statuses.add(STARRED),
}


@pytest.mark.parametrize("again", [False, True], ids=["", "from nothing"])
@pytest.mark.parametrize("way", WAYS)
def test_what_is_closed_keeps_its_star(way: str, again: bool, folder: Path, closed: Closed) -> None:
    os.utime(folder / STARRED, (1_700_000_000, 1_700_000_000))
    WAYS[way](closed)
    for _ in range(2):
        assert starred(folder, rebuild=again) == []
        with Collection.open(folder, sync=False) as collection:
            assert [each.path for each in collection.articles()] == [COPY]
            assert any("permission denied" in each.reason for each in collection.problems())
    closed.open()
    assert starred(folder) == [STARRED]


@pytest.mark.parametrize("why", ["took too long", "needs an extra"])
def test_what_could_not_be_read_keeps_its_star(why: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / STARRED).write_text(ALIKE)
    read = ingest.read

    def failing(root: Path, path: str, *rest: Any) -> Any:
        if path == STARRED:
            raise IngestError(why)
        return read(root, path, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(ingest, "read", failing)
        assert starred(folder) == []
    os.utime(folder / STARRED, (1_700_000_000, 1_700_000_000))
    assert starred(folder, rebuild=True) == [STARRED]


@pytest.mark.parametrize("way", ["removed", "emptied", "a folder of its name"])
def test_what_has_gone_is_found_in_its_copy(way: str, folder: Path) -> None:
    if way == "emptied":
        (folder / STARRED).write_bytes(b"")
    else:
        (folder / STARRED).unlink()
    if way == "a folder of its name":
        (folder / STARRED).mkdir()
    assert starred(folder) == [COPY]


def lose_the_cache(folder: Path) -> None:
    with Collection.open(folder, sync=False) as collection:
        cache = collection.cache
    shutil.rmtree(cache)


def make_older(folder: Path) -> None:
    import sqlite3

    with Collection.open(folder, sync=False) as collection:
        cache = collection.cache
    with sqlite3.connect(cache / "catalogue.db") as run:
        run.execute("PRAGMA user_version = 1")
        run.execute("UPDATE meta SET value = '1'")


@pytest.mark.parametrize("lose", [lose_the_cache, make_older], ids=["deleted", "older"])
@pytest.mark.parametrize(
    ("text", "same", "where"),
    [
        (ALIKE, True, STARRED),
        (OTHER, True, COPY),
        (OTHER, False, None),
        (None, False, None),
    ],
    ids=["changed", "another, a copy there", "another, one like it there", "gone, one like it there"],
)
def test_a_lost_cache_moves_no_star_to_what_was_there_before(
    folder: Path, lose: Callable[[Path], None], text: str | None, same: bool, where: str | None
) -> None:
    if not same:
        (folder / COPY).write_text(ALIKE)
    assert starred(folder) == [STARRED]
    if text is None:
        (folder / STARRED).unlink()
    else:
        (folder / STARRED).write_text(text)
    lose(folder)
    for _ in range(2):
        assert starred(folder) == ([where] if where else [])
    (folder / "back.txt").write_text(TEXT)
    assert starred(folder) == ([where] if where else ["back.txt"])


def stopping(after: int) -> dict[str, Any]:
    """Return what has a run stop when it has read so many files."""
    seen: list[int] = []
    return {
        "progress": lambda stage, done, _total: seen.append(done) if stage == "ingest" else None,
        "cancelled": lambda: any(done >= after for done in seen),
    }


@pytest.mark.parametrize("renamed", [False, True], ids=["", "renamed"])
@pytest.mark.parametrize("again", [False, True], ids=["", "from nothing"])
def test_a_run_that_is_stopped_moves_no_star_to_a_copy(
    renamed: bool, again: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BATCH", 1)
    where = "z/starred.txt" if renamed else STARRED
    (folder / COPY).rename(folder / "a.txt")
    assert starred(folder) == [STARRED]
    (folder / "b.txt").write_text(OTHER)
    (folder / "z").mkdir()
    (folder / STARRED).rename(folder / where)
    assert starred(folder, rebuild=again, **stopping(1)) == [] if renamed or again else [STARRED]
    assert starred(folder) == [where]


def test_a_look_at_one_file_moves_no_star_to_a_copy(folder: Path) -> None:
    (folder / STARRED).rename(folder / "renamed.txt")
    assert starred(folder, named=[STARRED]) == []
    assert starred(folder) == ["renamed.txt"]
