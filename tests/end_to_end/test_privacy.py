"""What is read stays here: no socket is opened, and what is written is for its owner alone, in the program's own folders."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (
    "<html><head><title>Tide mill opens</title></head><body><h1>Tide mill opens</h1>"
    + "<p>The mill opened in May, said Ana Vell of the Harbour Trust.</p>" * 12
    + "</body></html>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "page.html").write_text(PAGE)
    (folder / "text.txt").write_text("Mill opens\n\n“The mill will open again in the spring for all,” said Ana Vell.\n")
    return folder


def run(tmp_path: Path, *words: str | Path, wide: bool = True) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": os.fspath(ROOT),
        "HOME": os.fspath(tmp_path),
        "TMPDIR": os.fspath(tmp_path / "tmp"),
    }
    (tmp_path / "tmp").mkdir(exist_ok=True)
    return subprocess.run(
        [*map(os.fspath, words)], env=environment, capture_output=True, text=True, timeout=120, check=False,
        umask=0 if wide else -1,
    )  # fmt: skip


def commands(folder: Path) -> list[list[str]]:
    program = [sys.executable, "-m", "briefing", "-C", os.fspath(folder)]
    return [
        [*program, *words] for words in (("index",), ("list",), ("search", "mill"), ("cite", "page.html"), ("doctor",))
    ]


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_no_command_opens_a_socket(folder: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    for command in commands(folder):
        done = run(tmp_path, "strace", "-f", "-e", "trace=socket,bind,connect", "-o", trace, *command)
        if "ptrace" in done.stderr.lower():
            pytest.skip("tracing is not allowed here")
        assert done.returncode == 0, done.stderr
        assert re.findall(r".*(?:socket|bind|connect)\(.*", trace.read_text()) == []


def test_reading_a_web_page_asks_the_system_for_no_socket(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    code = (
        "import sys\nfrom briefing.ingest.sandbox import worker\n"
        "sys.addaudithook(lambda event, _: event.startswith('socket.') and (print(event), sys.exit(9)))\n"
        "worker._first_limits()\nfrom briefing.ingest.readers import registry\n"
        f"print(len([s.drafts for s in registry.steps('html', {PAGE.encode()!r}, 'a.html', 10**8, 100, 0, 0)]))"
    )
    done = run(tmp_path, sys.executable, "-c", code)
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr


def written(home: Path) -> list[Path]:
    return [home, *sorted(home.rglob("*"))]


def test_files_are_for_their_owner_alone_whatever_the_umask(folder: Path, tmp_path: Path) -> None:
    home = Path(os.environ["BRIEFING_HOME"])
    shutil.rmtree(home, ignore_errors=True)
    for command in commands(folder):
        assert run(tmp_path, *command).returncode == 0
    wide = {
        path: oct(path.lstat().st_mode)
        for path in written(home)
        if path.lstat().st_mode & 0o077 and not path.name.startswith("state.db")
    }
    assert wide == {}


def test_a_wide_catalogue_of_an_earlier_version_is_narrowed(folder: Path, tmp_path: Path) -> None:
    home = Path(os.environ["BRIEFING_HOME"])
    assert run(tmp_path, *commands(folder)[0]).returncode == 0
    catalogue = next(home.rglob("catalogue.db"))
    catalogue.chmod(0o644)
    assert run(tmp_path, *commands(folder)[1]).returncode == 0
    assert catalogue.stat().st_mode & 0o077 == 0


def test_nothing_is_written_outside_the_programs_own_folders(folder: Path, tmp_path: Path) -> None:
    home = Path(os.environ["BRIEFING_HOME"])
    before = {
        path: (path.lstat().st_mtime_ns, path.lstat().st_size)
        for path in tmp_path.rglob("*")
        if home not in path.parents
    }
    for command in commands(folder):
        assert run(tmp_path, *command).returncode == 0
    after = {
        path: (path.lstat().st_mtime_ns, path.lstat().st_size)
        for path in tmp_path.rglob("*")
        if home not in path.parents and path != home
    }
    new = {path for path in after if after[path] != before.get(path)} - {tmp_path / "tmp"}
    assert new == set()
