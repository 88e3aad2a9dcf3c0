"""The cache never answers silently less: whatever of it was cut or changed is noticed before an answer, and rebuilt with one notice."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from briefing import Collection
from briefing.store.catalogue.seal import Seal

COUNT = 6


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder of articles and the home that a sync of it left."""
    base = tmp_path_factory.mktemp("sealed")
    folder = base / "articles"
    folder.mkdir()
    for number in range(COUNT):
        (folder / f"{number}.txt").write_text(
            f"Harbour {number} opens again\n\nPublished: {number + 1} May 2031\n\n"
            f"“The harbour number {number} will open again in the spring,” said Ana Vell of the Harbour Trust.\n"
        )
    Collection.open(folder, home=base / "home").close()
    return folder, base / "home"


def copy(kept: Path, home: Path) -> None:
    """A copy of a home as if it had been written there."""
    shutil.copytree(kept, home, dirs_exist_ok=True)
    seal = Seal(only(home, "catalogue.db"))
    seal.put_on()
    assert not seal.broken()


def only(home: Path, pattern: str) -> Path:
    (path,) = (path for path in (home / "cache").rglob(pattern))
    return path


def answers(folder: Path, home: Path) -> tuple[int, int, list[str]]:
    """Articles and hits without looking at the files, and what is told of it."""
    with Collection.open(folder, home=home, sync=False) as collection:
        return len(collection.articles()), collection.search("harbour", limit=1).total, list(collection.notices)


def mutations(content: bytes, page: int) -> list[tuple[str, bytes]]:
    """Every page changed or cut in three of five ways by turns: a byte, zeros, another page, cut before it, cut within it."""
    chance = random.Random(5)
    out: list[tuple[str, bytes]] = []
    for start in range(0, len(content), page):
        end = min(start + page, len(content))
        middle = chance.randrange(start, end)
        flipped = bytes([content[middle] ^ 0x41])
        ways = [
            (f"byte {middle}", content[:middle] + flipped + content[middle + 1 :]),
            (f"zeros at {start}", content[:start] + bytes(end - start) + content[end:]),
            (f"another page at {start}", content[:start] + content[-page:][: end - start] + content[end:]),
            (f"cut at {start}", content[:start]),
            (f"cut at {middle}", content[:middle]),
        ]
        out += chance.sample(ways, 3)
    return [(name, changed) for name, changed in out if changed != content]


def assert_noticed(folder: Path, home: Path, name: str) -> None:
    articles, hits, notices = answers(folder, home)
    assert (articles, hits) == (COUNT, COUNT) or notices, f"{name}: {articles} articles, {hits} hits, and no word"


def test_every_page_of_the_catalogue_at_every_length(read_once: tuple[Path, Path], tmp_path: Path) -> None:
    folder, kept = read_once
    path = only(kept, "catalogue.db")
    content = path.read_bytes()
    page = int.from_bytes(content[16:18], "big")
    tried = mutations(content, page)
    assert len(tried) >= 190
    for number, (name, changed) in enumerate(tried):
        home = tmp_path / str(number)
        copy(kept, home)
        only(home, "catalogue.db").write_bytes(changed)
        assert_noticed(folder, home, name)
        shutil.rmtree(home)


def test_every_file_of_the_index_at_several_lengths(read_once: tuple[Path, Path], tmp_path: Path) -> None:
    folder, kept = read_once
    index = only(kept, "index")
    for file in sorted(path for path in index.iterdir() if path.name != "lock"):
        content = file.read_bytes()
        for number, (name, changed) in enumerate(mutations(content, max(1, len(content) // 4 + 1))):
            home = tmp_path / f"{file.name}-{number}"
            copy(kept, home)
            (only(home, "index") / file.name).write_bytes(changed)
            assert answers(folder, home)[:2] == (COUNT, COUNT), f"{file.name}: {name}"
            shutil.rmtree(home)


def test_a_catalogue_of_any_other_length_is_noticed(read_once: tuple[Path, Path], home: Path) -> None:
    """Every 13th length, which is every place in a page, with the times of the file set back as they were."""
    folder, kept = read_once
    copy(kept, home)
    path = only(home, "catalogue.db")
    seal, times = Seal(path), (path.stat().st_atime_ns, path.stat().st_mtime_ns)
    assert not seal.broken()
    for length in range(path.stat().st_size - 1, -1, -13):
        os.truncate(path, length)
        if length % 5 == 0:
            os.utime(path, ns=times)
        assert seal.broken(), length
    assert answers(folder, home)[2]


def test_what_was_damaged_is_rebuilt_with_one_notice(read_once: tuple[Path, Path], home: Path) -> None:
    folder, kept = read_once
    copy(kept, home)
    path = only(home, "catalogue.db")
    with sqlite3.connect(path) as connection:  # a change that no check of SQLite finds
        connection.execute("DELETE FROM article WHERE id IN (SELECT id FROM article LIMIT 2)")
    connection.close()
    with Collection.open(folder, home=home) as collection:
        assert len(collection.articles()) == COUNT
        assert len([notice for notice in collection.notices if "cache" in notice]) == 1
    assert answers(folder, home) == (COUNT, COUNT, [])


def test_an_untouched_cache_is_not_looked_through(
    read_once: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, kept = read_once
    monkeypatch.setattr("briefing.store.catalogue.catalogue_file.LOOKED_THROUGH", -1)
    assert answers(folder, kept) == (COUNT, COUNT, [])


def test_a_writer_that_was_killed_is_no_damage(read_once: tuple[Path, Path], home: Path) -> None:
    folder, kept = read_once
    copy(kept, home)
    code = (
        "import os, sys\nfrom briefing import Collection\nc = Collection.open(sys.argv[1], home=sys.argv[2], sync=False)\n"
        "with c._session.catalogue.transaction():\n    c._session.catalogue.put_derived('x', '', '')\nos._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, folder, home], check=False, timeout=60)
    assert not list((home / "cache").rglob("*.seal"))
    assert answers(folder, home) == (COUNT, COUNT, [])
