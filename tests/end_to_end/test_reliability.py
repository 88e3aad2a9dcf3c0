"""What happens to the cache, the home, the process and its friends must not cost a person anything: it comes back, or one line says why."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing import BriefingError, Collection, StateError

ROOT = Path(__file__).resolve().parents[2]


def write_articles(folder: Path, count: int = 12) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number}.txt").write_text(
            f"Harbour {number} opens again\n\nPublished: {number % 28 + 1} May 2031\n\nBy Ana Vell\n\n"
            f"“The harbour number {number % 5} will open again in the spring for everybody who asked,” said Ana Vell of the"
            f" Harbour Trust.\n\nThe trust said {number} boats would come to Brackwater on Tuesday.\n",
            encoding="utf-8",
        )
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles")


def ruled(home: Path) -> Path:
    """A home whose names are found by rules."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text('names = "rules"\n')
    return home


def program(*words: str | Path, before: str = "", **options: Any) -> subprocess.Popen[bytes]:
    """``briefing WORDS`` as a process; ``before`` is Python that runs first."""
    code = f"import sys, runpy\n{before}\nsys.argv[:] = ['briefing', *sys.argv[1:]]\nfrom briefing.__main__ import main\nsys.exit(main())"
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **options}
    environment = {**os.environ, "PYTHONPATH": os.fspath(ROOT), **options.pop("env", {})}
    return subprocess.Popen([sys.executable, "-c", code, *map(os.fspath, words)], env=environment, **options)


def told(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out.decode(), err.decode()


def assert_whole(folder: Path, count: int = 12) -> None:
    """Everything of ``folder`` is there, searchable and joined, and nothing else."""
    with Collection.open(folder) as collection:
        assert len(collection.articles()) == count
        assert collection.status() == "complete"
        assert collection.search("harbour", limit=1).total == count
        assert collection.search('speaker:"Ana Vell"').total == count
        assert {s.articles for s in collection.statements(2)} <= set(range(2, count + 1))
        assert len(collection.quotations()) >= count
        assert collection.health()["index"] == {"state": "healthy", "articles": count}


# --- the cache may be deleted, damaged, replaced: at any time ---------------------------------------------------------------

Harm = Callable[[Path], None]


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def garbage(path: Path) -> None:
    path.write_bytes(random.Random(7).randbytes(max(100, path.stat().st_size)))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "x").write_text("x")


def a_link(path: Path) -> None:
    other = path.with_name("elsewhere")
    other.write_text("not ours")
    path.unlink()
    path.symlink_to(other)


HARMS = [truncated, zeroed, garbage, emptied, gone, a_folder, a_link]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder of articles and the home that a sync of it left."""
    base = tmp_path_factory.mktemp("kept")
    (base / "home" / "config").mkdir(parents=True)
    (base / "home" / "config" / "settings.toml").write_text('names = "rules"\n')
    folder = write_articles(base / "articles")
    Collection.open(folder, home=base / "home").close()
    return folder, base / "home"


@pytest.fixture
def copied(kept: tuple[Path, Path], home: Path) -> Path:
    """That folder, with a copy of that home as this test's own."""
    shutil.copytree(kept[1], home, dirs_exist_ok=True)
    return kept[0]


def cached(home: Path, *, everything: bool = True) -> list[Path]:
    found = sorted(p for p in (home / "cache").rglob("*") if p.is_file() and p.name != "lock")
    assert found
    return found


@pytest.mark.parametrize("harm", HARMS)
def test_every_file_of_the_cache_may_be_harmed(harm: Harm, copied: Path, home: Path) -> None:
    for path in cached(home):
        harm(path)
    assert_whole(copied)


@pytest.mark.parametrize("harm", [truncated, garbage, gone, a_folder])
def test_each_file_of_the_cache_may_be_harmed_alone(harm: Harm, copied: Path, home: Path) -> None:
    for number in range(len(cached(home))):
        names = cached(home)
        if number < len(names):
            harm(names[number])
        assert_whole(copied)


def test_a_catalogue_that_is_whole_but_holds_nonsense_comes_back(copied: Path, home: Path) -> None:
    path = next((home / "cache").rglob("catalogue.db"))
    for change in (
        "UPDATE article SET meta = 'nonsense'",
        "UPDATE body SET layout = '[1, 2'",
        "UPDATE analysis SET quotations = '[3]'",
        "UPDATE statement SET value = '[]'",
        "UPDATE entity SET value = 'null'",
        "UPDATE file SET problems = 'x'",
        "DROP TABLE statement",
        "DROP TABLE meta",
    ):
        connection = sqlite3.connect(path)
        connection.execute(change)
        connection.commit()
        connection.close()
        assert_whole(copied)


def test_a_catalogue_made_anew_keeps_nothing_of_what_has_left_the_folder(folder: Path, home: Path) -> None:
    Collection.open(folder).close()
    next((home / "cache").rglob("catalogue.db")).unlink()
    (folder / "3.txt").unlink()
    assert_whole(folder, 11)


def test_the_cache_may_go_while_a_collection_is_open(folder: Path, home: Path) -> None:
    with Collection.open(folder) as collection:
        shutil.rmtree(home / "cache")
        assert collection.search("harbour", limit=1).total == 12
        assert len(collection.articles()) == 12
        found: list[Any] = []
        thread = threading.Thread(target=lambda: found.append(len(collection.quotations("1.txt"))))
        thread.start()
        thread.join()
        assert found
        assert found[0] >= 1
        (folder / "new.txt").write_text("Another harbour\n\n“The harbour of Brackwater is the last to open this year,” said Ana Vell.\n")
        assert collection.sync().articles == 13
        assert collection.search("harbour", limit=1).total == 13
    assert_whole(folder, 13)


def test_another_program_may_rebuild_while_a_collection_is_open(folder: Path) -> None:
    with Collection.open(folder) as reader, Collection.open(folder) as other:
        other.sync(rebuild=True)
        (folder / "0.txt").unlink()
        other.sync()
        assert reader.search("harbour", limit=1).total in (11, 12)
        assert reader.sync().articles == 11
        assert reader.search("harbour", limit=1).total == 11
        assert len(reader.articles()) == 11


# --- home -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["home", "deep/er", "."])
def test_a_home_within_the_folder_is_not_read(place: str, folder: Path) -> None:
    with Collection.open(folder, home=ruled(folder / place)) as collection:
        collection.sync()
        assert len(collection.articles()) == 12
        assert collection.problems() == ()


@pytest.mark.parametrize("name", ["cache", "data", "config"])
def test_a_home_that_cannot_be_used_is_one_line(name: str, folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "strange"
    home.mkdir()
    (home / name).write_text("a file")
    if name == "config":
        with Collection.open(folder, home=home, sync=False) as collection:
            assert collection.settings.theme == ""
            assert "config" in collection.notices[0]
        return
    with pytest.raises(StateError) as caught:
        Collection.open(folder, home=home)
    assert "BRIEFING_HOME" in str(caught.value)


@pytest.mark.parametrize("home", ["\0", "\ud800", "x" * 5000, "~nobody-of-this-name/x", "/dev/null/x", 3])
def test_a_home_that_cannot_be_is_one_line(home: Any, folder: Path) -> None:
    with pytest.raises(StateError) as caught:
        Collection.open(folder, home=home)
    assert "\n" not in str(caught.value)


def as_nobody(words: list[str], home: Path) -> tuple[int, str, str]:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    code = (
        "import sys, os\nfrom briefing.__main__ import main\nimport briefing.collection, briefing.cli.session, briefing.index,"
        " briefing.ingest, briefing.settings, briefing.health, briefing.cli.commands, briefing.store.state\n"
        "import importlib\n[importlib.import_module('briefing.cli.commands.' + n) for n in ('list', 'search', 'index')]\n"
        "os.setgroups([]); os.setgid(65534); os.setuid(65534)\nsys.argv[:] = ['briefing', *sys.argv[1:]]\nsys.exit(main())"
    )
    environment = {**os.environ, "PYTHONPATH": os.fspath(ROOT), "BRIEFING_HOME": os.fspath(home)}
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, env=environment, timeout=60, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()
