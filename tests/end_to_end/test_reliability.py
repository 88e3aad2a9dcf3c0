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
from collections.abc import Callable
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


def program(*words: str | Path, before: str = "", **options: Any) -> subprocess.Popen[bytes]:
    """``briefing WORDS`` as a process; ``before`` is Python that runs first."""
    code = f"import sys, runpy\n{before}\nsys.argv[:] = ['briefing', *sys.argv[1:]]\nfrom briefing.__main__ import main\nsys.exit(main())"
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **options}
    environment = {**os.environ, "PYTHONPATH": os.fspath(ROOT), **options.pop("env", {})}
    return subprocess.Popen([sys.executable, "-c", code, *map(os.fspath, words)], env=environment, **options)


def told(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, (out or b"").decode(), (err or b"").decode()


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
        (folder / "new.txt").write_text(
            "Another harbour\n\n“The harbour of Brackwater is the last to open this year,” said Ana Vell.\n"
        )
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
    with Collection.open(folder, home=folder / place) as collection:
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


def without_privileges(*words: str | Path) -> tuple[int, str, str]:
    """Run the program as somebody whom rights stop (root's own files, but not root's power over them)."""
    prefix: list[str] = []
    if not hasattr(os, "geteuid"):
        pytest.skip("this platform has no such rights")
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root cannot lay down its power here")
        prefix = [
            "setpriv",
            "--bounding-set",
            "-dac_override,-dac_read_search",
            "--inh-caps",
            "-dac_override,-dac_read_search",
        ]
    command = [*prefix, sys.executable, "-m", "briefing", *map(os.fspath, words)]
    environment = {**os.environ, "PYTHONPATH": os.fspath(ROOT)}
    done = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=False)
    if prefix and done.stderr.startswith(b"setpriv"):
        pytest.skip("root cannot lay down its power here")
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give folders away")
def test_a_home_of_another_user_is_one_line(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "theirs"
    (home / "data").mkdir(parents=True)
    os.chown(home / "data", 65534, 65534)
    with pytest.raises(StateError, match=r"another user.*BRIEFING_HOME"):
        Collection.open(folder, home=home)


def test_articles_without_rights_are_named(folder: Path) -> None:
    (folder / "secret.txt").write_text("Nobody may read this.\n")
    (folder / "secret.txt").chmod(0)
    (folder / "closed").mkdir(mode=0)
    status, out, err = without_privileges("-C", folder, "list", "--json")
    assert status == 0, err
    found = json.loads(out)
    assert len(found["articles"]) == 12
    assert {problem["path"] for problem in found["problems"]} == {"secret.txt", "closed"}
    folder.chmod(0)
    status, out, err = without_privileges("-C", folder, "list")
    folder.chmod(0o700)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "rights" in err


@pytest.mark.parametrize("name", ["catalogue.db", "state.db", "lock", "everything in the index", "settings.toml"])
def test_files_without_rights(name: str, copied: Path, home: Path) -> None:
    index = next((home / "cache").rglob("index"))
    found = list(home.rglob(name)) or [path for path in index.rglob("*") if path.is_file()]
    assert found
    for path in found:
        path.chmod(0)
    status, _, err = without_privileges("-C", copied, "search", "harbour")
    assert "Traceback" not in err
    if name == "state.db":
        assert status == 0, err
        assert "not kept" in err
    elif name == "lock":
        assert (status, err.count("is not kept")) == (0, 1)
    else:
        assert status == 0, err


def test_a_home_that_cannot_be_written_costs_a_line_for_what_is_not_kept(copied: Path, home: Path) -> None:
    folders = [home, *(path for path in home.rglob("*") if path.is_dir())]
    for path in folders:
        path.chmod(0o500)
    try:
        status, _, err = without_privileges("-C", copied, "list")
    finally:
        for path in folders:
            path.chmod(0o700)
    assert "Traceback" not in err
    assert status == 0
    assert all("kept" in line for line in err.splitlines()), err


# --- a full disk ------------------------------------------------------------------------------------------------------------

FULL = """
import os, resource, signal, sys
sys.dont_write_bytecode, os.environ["PYTHONDONTWRITEBYTECODE"] = True, "1"  # Python keeps a compiled module that was cut off
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (%d, resource.RLIM_INFINITY))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="needs limits on the size of files")
@pytest.mark.parametrize("bytes_", [0, 4_000, 40_000, 120_000])
def test_no_room_is_one_line_and_costs_nothing(bytes_: int, folder: Path) -> None:
    """Files that may not grow beyond some size stand for a disk that is full."""
    status, out, err = told(program("-C", folder, "index", before=FULL % bytes_))
    assert "Traceback" not in err
    assert status in (0, 2)
    if status:
        assert out == ""
        assert err.count("\n") == 1
    assert_whole(folder)


# --- ends without warning ---------------------------------------------------------------------------------------------------


def test_killed_at_any_moment_the_next_run_is_complete(tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "many", 100)
    chance = random.Random(20)
    for attempt in range(20):
        process = program("-C", folder, "index", *(["--rebuild"] if attempt % 3 == 2 else []))
        time.sleep(chance.uniform(0.1, 1.0))
        process.kill()
        told(process)
        (folder / f"{attempt}.txt").write_text(
            f"Harbour {attempt}\n\n“The harbour is number {attempt} now for us,” said Ana Vell.\n"
        )
    assert_whole(folder, 100)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_without_a_traceback(number: signal.Signals, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "many", 150)
    for wait in (0.25, 0.8):
        process = program("-C", folder, "index", "--rebuild")
        time.sleep(wait)
        process.send_signal(number)
        status, out, err = told(process)
        assert status in (0, 130, -number), err
        assert "Traceback" not in err
        assert err.count("\n") <= 1
        assert not (out and status)


def test_two_at_once_do_not_get_in_each_others_way(tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "many", 40)
    both = [program("-C", folder, "index", "--json") for _ in range(3)]
    reports = [told(process) for process in both]
    assert [status for status, _, _ in reports] == [0, 0, 0], reports
    assert sum(json.loads(out)["added"] for _, out, _ in reports) == 40
    assert_whole(folder, 40)


def test_one_may_read_while_another_writes(tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "many", 30)
    Collection.open(folder).close()
    for number in range(30, 60):
        (folder / f"{number}.txt").write_text(
            f"Harbour {number}\n\n“The harbour is number {number} for us,” said Ana Vell.\n"
        )
    with Collection.open(folder, sync=False) as reader:
        process = program("-C", folder, "index", "--rebuild")
        while process.poll() is None:
            assert reader.search("harbour", limit=1).total in range(61)
            len(reader.articles())
            reader.statements(2)
        assert told(process)[0] == 0
        reader.sync()
        assert reader.search("harbour", limit=1).total == 60
    assert_whole(folder, 60)


def test_a_lock_that_another_program_holds_is_one_line(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    Collection.open(folder).close()
    path = next((home / "cache").rglob("lock"))
    monkeypatch.setattr("briefing.collection.lock.WAIT_SECONDS", 0.1)
    with path.open("r+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(StateError) as caught:
            Collection.open(folder)
        assert "another briefing" in str(caught.value)
        with Collection.open(folder, sync=False) as collection:
            assert collection.search("harbour", limit=1).total == 12


# --- the process it runs in -------------------------------------------------------------------------------------------------


def test_modules_in_the_current_folder_are_left_alone(folder: Path) -> None:
    names = (
        "json re os typing sqlite3 textual whoosh rich numpy argparse signal pickle struct yaml tomllib email ssl queue"
    )
    for name in names.split():
        (folder / f"{name}.py").write_text("raise SystemExit('taken in')\n")
    environment = {**os.environ, "PYTHONPATH": os.fspath(ROOT)}
    for words in (["index"], ["search", "harbour"]):
        done = subprocess.run(
            [sys.executable, "-m", "briefing", *words], cwd=folder, capture_output=True, env=environment, check=False
        )
        assert done.returncode == 0, done.stderr
        assert b"taken in" not in done.stderr


@pytest.mark.parametrize("closed", [(1,), (0, 1, 2)])
def test_closed_streams(closed: tuple[int, ...], folder: Path) -> None:
    before = f"import os\n[os.close(n) for n in {closed}]\n" + "".join(
        f"sys.{('stdin', 'stdout', 'stderr')[n]} = None\n" for n in closed
    )
    status, out, err = told(program("-C", folder, "list", before=before))
    assert status == 0
    assert err == ""
    assert (out.count("\n") >= 12) is (1 not in closed)
    assert_whole(folder)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_stdout_is_one_line(folder: Path) -> None:
    with open("/dev/full", "w") as full:
        status, _, err = told(program("-C", folder, "list", stdout=full))
    assert status == 2
    assert err.count("\n") == 1
    with open("/dev/full", "w") as full:
        status, out, _ = told(program("-C", folder, "show", "1.txt", stderr=full))
    assert (status, bool(out)) == (0, True)


def test_warnings_as_errors(folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.fspath(ROOT)}
    for words in (["index", "--rebuild"], ["search", "harbuor~"], ["compare", "harbour number"], ["doctor"]):
        done = subprocess.run(
            [sys.executable, "-bb", "-W", "error", "-m", "briefing", "-C", os.fspath(folder), *words],
            capture_output=True, env=environment, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b""), words


# --- from Python ------------------------------------------------------------------------------------------------------------

QUESTIONS = [
    "articles", "problems", "quotations", "statements", "copies", "differences", "entities", "health", "status", "entity_edits",
    "export_names", "sync", "undo_entity_edit",
]  # fmt: skip


def test_after_closing_every_question_is_one_clear_error(folder: Path) -> None:
    collection = Collection.open(folder)
    collection.close()
    collection.close()
    asked: list[Callable[[], Any]] = [getattr(collection, name) for name in QUESTIONS]
    asked += [
        lambda: collection.search("harbour"),
        lambda: collection.state.marks(),
        lambda: collection.state.set_star("x", True),
    ]
    for question in asked:
        with pytest.raises(BriefingError, match="closed"):
            question()


def test_closing_while_others_ask_harms_nothing(folder: Path) -> None:
    for _ in range(5):
        collection = Collection.open(folder)
        wrong: list[BaseException] = []

        def ask(collection: Collection = collection, wrong: list[BaseException] = wrong) -> None:
            try:
                while True:
                    collection.search("harbour", limit=2)
                    collection.quotations("1.txt")
                    collection.entities()
            except BriefingError:
                pass
            except BaseException as error:
                wrong.append(error)

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.05)
        collection.close()
        for thread in threads:
            thread.join(10)
        assert not wrong
        assert collection.notices == []


def test_many_threads_at_once(folder: Path) -> None:
    with Collection.open(folder) as collection:
        until = time.monotonic() + 1.5
        wrong: list[BaseException] = []

        def repeat(question: Callable[[], Any]) -> None:
            try:
                while time.monotonic() < until:
                    question()
            except BaseException as error:
                wrong.append(error)

        def change() -> None:
            (folder / "0.txt").write_text(
                f"Harbour\n\n“The harbour was {time.monotonic_ns()} for us,” said Ana Vell.\n"
            )
            collection.sync()

        questions: list[Callable[[], Any]] = [
            change, collection.sync, collection.entities, lambda: collection.search("harbour"), lambda: len(collection.articles()),
            lambda: collection.compare("harbour number"), lambda: collection.quotations("1.txt"), collection.differences,
        ]  # fmt: skip
        threads = [threading.Thread(target=repeat, args=(question,)) for question in questions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert not wrong, wrong
        assert collection.notices == []
    assert_whole(folder)


@pytest.mark.parametrize(
    "text", ["", "\ud800", "\0", "x" * 100_000, "a " * 3000, "'", '"', "%", "\n", "q", "s", "é", "[", "-", "../.."]
)
def test_whatever_is_asked_is_answered_or_one_line(text: str, folder: Path) -> None:
    with Collection.open(folder) as collection:
        names = "article document quotation statement who_else compare entities entity together said_by cite quotations search"
        for name in names.split():
            said = ""
            try:
                getattr(collection, name)(text)
            except BriefingError as error:
                said = str(error)
            assert "\n" not in said
            assert len(said) < 400
            assert "cannot answer" not in said
        assert collection.notices == []


def test_wrong_arguments_are_our_errors(folder: Path) -> None:
    with Collection.open(folder) as collection:
        assert collection.statements(10**30) == ()
        assert len(collection.statements(-(10**30))) > 1
        assert collection.search("harbour", limit=10**30).total == 12
        for wrong in (
            lambda: collection.search("a", limit="x"),
            lambda: collection.search("a", sort="x"),
            lambda: collection.statements(None),
        ):  # type: ignore[arg-type]
            with pytest.raises(BriefingError):
                wrong()
    for path in (None, 3, "\0", "\ud800", "x" * 5000, "", "~nobody-of-this-name"):
        if path != "":
            with pytest.raises(BriefingError):
                Collection.open(path)  # type: ignore[arg-type]
    Collection.open(os.fsencode(folder), sync=False).close()  # type: ignore[arg-type]


# --- what a person made -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("harm", [truncated, garbage, a_folder])
def test_a_damaged_state_is_one_line_and_is_set_aside_as_it_is(harm: Harm, copied: Path, home: Path) -> None:
    path = home / "data" / "state.db"
    for other in path.parent.glob("state.db-*"):
        other.unlink()
    harm(path)
    before = path.read_bytes() if path.is_file() else None
    with Collection.open(copied) as collection:
        (notice,) = [each for each in collection.notices if "set aside" in each]
        collection.state.set_star("x", True)
        assert collection.state.starred_ids() >= {"x"}
    assert "\n" not in notice
    (aside,) = path.parent.glob("state-set-aside-*.db")
    assert before is None or aside.read_bytes() == before


def test_a_state_of_a_newer_version_may_be_read_but_never_written(copied: Path, home: Path) -> None:
    path = home / "data" / "state.db"
    with Collection.open(copied) as collection:
        collection.state.set_star("x", True)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.commit()
    connection.close()
    with Collection.open(copied) as collection:
        assert collection.state.starred_ids() == {"x"}
        assert collection.search("harbour", limit=1).total == 12
        with pytest.raises(StateError, match="newer briefing"):
            collection.state.set_star("y", True)


def test_a_session_that_cannot_be_read_is_no_reason_to_stop(copied: Path, home: Path) -> None:
    with Collection.open(copied) as collection:
        collection.state.save_session({"article": "x"})
        for value in ("nonsense", "[]", "3", b"\xff"):
            connection = sqlite3.connect(home / "data" / "state.db")
            connection.execute("UPDATE session SET value = ?", (value,))
            connection.commit()
            connection.close()
            assert collection.state.session() == {}


def test_what_cannot_be_stored_is_our_error(copied: Path) -> None:
    with Collection.open(copied) as collection:
        for question in (
            lambda: collection.state.add_history("\ud800"),
            lambda: collection.state.set_mark("a", "x", 10**30),
        ):
            with pytest.raises(StateError):
                question()
        collection.state.add_history("after")
        assert collection.state.history()[0] == "after"
