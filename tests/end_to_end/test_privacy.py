"""What is read stays here: no socket is opened, and what is written is for its owner alone, in the program's own folders."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import Terminal
from watched import Watched

from briefing import Collection
from briefing.cli.commands import SUMMARIES

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
ROOT = Path(__file__).resolve().parents[2]
PAGE = (
    "<html><head><title>Tide mill opens</title></head><body><h1>Tide mill opens</h1>"
    + "<p>The mill opened in May, said Ana Vell of the Harbour Trust.</p>" * 12
    + "</body></html>"
)
SAID = "“The mill will open again in the spring for all,” said Ana Vell.\n"
COMMANDS = {
    "index": "index", "list": "list", "show": "show page.html", "search": "search mill", "quotes": "quotes", "statements": "statements",
    "compare": "compare mill", "differences": "differences", "entities": "entities", "copies": "copies", "stories": "stories",
    "brief": "brief mill", "new": "new page.html", "cite": "cite page.html", "export": "export", "keep": "keep export OUT/kept",
    "keys": "keys", "completion": "completion bash", "man": "man", "add": "add OUT/more.txt", "doctor": "doctor",
    "watch": "watch --search mill", "versions": "versions",
}  # fmt: skip
"""Each command once; ``OUT`` is a folder beside that of the articles."""
ASKED_TO = {"push"}
"""What opens a socket because it is told to, by an address."""

OWN_PAIR = f"socket.__new__ {int(socket.AF_UNIX)} {int(socket.SOCK_STREAM)} 0"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "page.html").write_text(PAGE)
    (folder / "text.txt").write_text("Mill opens\n\n" + SAID)
    (folder / "other.txt").write_text("Mill reopens\n\nA council spoke. " + SAID)
    out = tmp_path / "out"
    out.mkdir()
    (out / "more.txt").write_text("A third\n\n" + SAID)
    return folder


def words(name: str, folder: Path) -> list[str]:
    return ["-C", os.fspath(folder), *COMMANDS[name].replace("OUT", os.fspath(folder.parent / "out")).split()]


def run_all(folder: Path, environment: dict[str, str]) -> None:
    """Every command, one after the other in one process (its workers are others), under a umask that hides nothing."""
    lines = [words(name, folder) for name in COMMANDS]
    code = f"from briefing.cli.main import run\nfor words in {lines!r}: assert run(words) in (0, 1), words"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120, check=False, umask=0
    )
    assert done.returncode == 0, done.stderr


def run_reader(folder: Path, environment: dict[str, str]) -> None:
    """The reader, through its panes and a few things that it keeps."""
    with Terminal([sys.executable, "-m", "briefing", os.fspath(folder)], env=environment) as terminal:
        terminal.wait_for(r"Articles 4")
        terminal.settle()
        for key in (
            "s",
            "enter",
            "]",
            "a",
            "enter",
            "w",
            "c",
            "q",
            "q",
            "e",
            "/",
            "m",
            "i",
            "l",
            "l",
            "enter",
            "y",
            ":",
        ):
            terminal.press(key)
            terminal.settle(0.15, seconds=3)
        terminal.press("esc")
        terminal.settle()
        assert terminal.leave() == 0


@pytest.fixture
def watched(folder: Path, home: Path, tmp_path: Path) -> Watched:
    """Everything that all commands and the reader did."""
    shutil.rmtree(home)
    for name in ("pipe", "tmp"):
        (tmp_path / name).mkdir()
    with Watched(tmp_path / "pipe") as watched:
        watched.environment |= {"TMPDIR": os.fspath(tmp_path / "tmp"), "PATH": os.fspath(tmp_path / "no programs")}
        run_all(folder, watched.environment)
        run_reader(folder, watched.environment)
    return watched


def test_each_command_is_tried() -> None:
    assert set(COMMANDS) | ASKED_TO == set(SUMMARIES)


def test_no_socket_is_opened_and_nothing_is_written_elsewhere_or_for_others(
    watched: Watched, folder: Path, home: Path, tmp_path: Path
) -> None:
    # A loop of events wakes itself by a pair of its own, which has neither name nor address. Nothing else is a socket.
    assert [event for event in watched.sockets() if event != OWN_PAIR] == []
    assert watched.sockets().count(OWN_PAIR) <= 2

    elsewhere = [Path(path) for path in watched.of("write") if not Path(path).is_relative_to(home)]
    assert home in map(Path, watched.of("write"))
    assert {path for path in elsewhere if path.is_relative_to(folder)} >= {folder / "more.txt"}
    asked_for = {"more.txt", "kept", os.path.basename(os.devnull)}  # by `add` and by `keep export`
    elsewhere = [
        path for path in elsewhere if "__pycache__" not in path.parts
    ]  # Python's own, of an editable installation
    assert {path for path in elsewhere if path.name not in asked_for and path.suffix != ".part"} == set()
    assert list((tmp_path / "tmp").iterdir()) == []
    assert set(watched.of("start")) <= {sys.executable}

    written = [home, *home.rglob("*"), folder.parent / "out" / "kept"]
    assert {path for path in written if path.suffix == ".db"} >= {home / "data" / "state.db"}
    assert {path: oct(path.lstat().st_mode) for path in written if path.lstat().st_mode & 0o077} == {}


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_no_compiled_library_opens_a_socket_either(folder: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    strace = ["strace", "-f", "-e", "trace=socket,bind,connect", "-o", os.fspath(trace)]
    done = subprocess.run(
        [*strace, sys.executable, "-m", "briefing", *words("search", folder)],
        env={**os.environ, "PYTHONPATH": os.fspath(ROOT)}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    if "ptrace" in done.stderr.lower():
        pytest.skip("tracing is not allowed here")
    assert done.returncode == 0, done.stderr
    assert re.findall(r".*(?:socket|bind|connect)\(.*", trace.read_text()) == []


def test_a_wide_catalogue_of_an_earlier_version_is_narrowed(folder: Path, home: Path) -> None:
    with Collection.open(folder):
        catalogue = next(home.rglob("catalogue.db"))
    catalogue.chmod(0o644)
    with Collection.open(folder):
        assert catalogue.stat().st_mode & 0o077 == 0
