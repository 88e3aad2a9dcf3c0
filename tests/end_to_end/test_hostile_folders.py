"""A folder in which hardly anything is an article, and one that changes while it is read: the good ones stand, each other thing costs a line."""

from __future__ import annotations

import json
import os
import random
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hostile import assert_clean, hostile_folder
from terminal import Terminal

from briefing import Collection

ROOT = Path(__file__).resolve().parents[2]
SAID = "“The bridge will open on the ninth of June for everybody,” said Ada Vane.\n"
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")


def strange(folder: Path) -> dict[str, str]:
    """Put into ``folder`` what is no article; name → a word of the line that it costs."""
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("A secret outside of the folder, said Ada Vane.\n")
    links = {
        "out.txt": outside / "secret.txt", "out-folder": outside, "up.txt": Path("../outside/secret.txt"), "nowhere.txt": Path("absent"),
        "loop-a": Path("loop-b"), "loop-b": Path("loop-a"), "machine.txt": Path("/proc/self/environ"), "zero.txt": Path("/dev/zero"),
    }  # fmt: skip
    for name, target in links.items():
        (folder / name).symlink_to(target)
    (folder / "self").symlink_to(".")
    (folder / "good-again.txt").symlink_to("good.txt")
    os.mkfifo(folder / "pipe.txt")
    words = dict.fromkeys(links, "link") | {"pipe.txt": "pipe"}
    here = os.open(".", os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as listener:  # a socket's path is short
        os.chdir(folder)
        listener.bind("socket.txt")
        os.fchdir(here)
    os.close(here)
    words["socket.txt"] = "socket"
    try:
        os.mknod(folder / "device.txt", 0o600 | 0o020000, os.makedev(1, 5))
        words["device.txt"] = "device"
    except OSError:
        pass  # only root makes devices
    return words


def test_links_pipes_sockets_and_devices_cost_a_line_each(tmp_path: Path, home: Path) -> None:
    folder = hostile_folder(tmp_path / "articles")
    (folder / "good.txt").write_text(SAID)
    words = strange(folder)
    command = [sys.executable, "-m", "briefing", "-C", os.fspath(folder)]
    environment = {**os.environ, "PYTHONPATH": os.fspath(ROOT)}
    done = subprocess.run([*command, "list", "--json"], env=environment, capture_output=True, timeout=100, check=False)
    assert done.returncode == 0
    told = json.loads(done.stdout)
    reasons = {problem["path"]: problem["reason"] for problem in told["problems"]}
    assert {name for name, word in words.items() if word not in reasons.get(name, "")} == set()
    paths = {article["path"] for article in told["articles"]}
    assert "good.txt" in paths
    assert not paths & {*words, "good-again.txt"}
    with Terminal([*command[:3], os.fspath(folder)]) as terminal:
        terminal.wait_for(rf"Articles {len(paths)}\b")
        terminal.settle()
        terminal.press("G")
        terminal.settle()
        assert terminal.leave() == 0
        assert_clean(terminal.raw, "the reader")
        assert b"secret" not in terminal.raw


def change(folder: Path, chance: random.Random) -> None:
    """Make one file another: longer, shorter, gone, a folder, a link, a pipe, or the text that it was."""
    path = folder / f"{chance.randrange(12)}.txt"
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    match chance.randrange(6):
        case 0:
            path.write_text(SAID * chance.randrange(1, 300))
        case 1:
            path.write_text(SAID)
            os.truncate(path, chance.randrange(len(SAID)))
        case 2:
            path.mkdir()
            (path / "inner.txt").write_text(SAID)
        case 3:
            path.symlink_to(chance.choice(["/etc/passwd", "0.txt", "absent"]))
        case 4:
            os.mkfifo(path)
        case _:
            pass


def test_files_that_change_and_vanish_while_they_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.txt").write_text(SAID)
    over = threading.Event()

    def others() -> None:
        chance = random.Random(7)
        while not over.is_set():
            change(folder, chance)
            over.wait(0.002)

    thread = threading.Thread(target=others)
    with Collection.open(folder) as collection:
        thread.start()
        try:
            for _ in range(8):
                collection.sync()
                collection.search("bridge", limit=20)
                assert all("\n" not in problem.reason for problem in collection.problems())
        finally:
            over.set()
            thread.join()
        for number in range(12):
            path = folder / f"{number}.txt"
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
            path.write_text(f"Number {number}. {SAID}")
        collection.sync()
        assert collection.problems() == ()
        assert {article.path for article in collection.articles()} == {f"{number}.txt" for number in range(12)}
        assert collection.search("bridge", limit=20).total == 12
