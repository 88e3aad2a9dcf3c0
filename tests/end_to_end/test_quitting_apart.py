"""Leaving the reader while a process of its own brings the folder up to date: status 0, nothing left running, nothing lost, and the next start goes on."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from terminal import Terminal

from briefing import Collection

ARTICLES = 6
TEXT = "Gate {number} of the lock to open\nBy Jory Pell\n\n“We open every gate of the Ostmere lock before the spring floods come,” said Ida Krol.\n\n“The gates of number {number} are sound and the barges may pass,” said Lena Ost.\n"


class Known(NamedTuple):
    """What is known of a folder: how far it is analysed, who says what in which article, its stories, and what a person starred."""

    status: str
    said: list[Any]
    stories: list[Any]
    starred: set[str]


READER = """
import sys
from briefing.__main__ import main
from briefing.collection import sync_apart

sync_apart.LARGE = 2
sync_apart._BOOT = {boot} or sync_apart._BOOT
sys.exit(main())
"""
"""A reader for which a few files are many."""

CHILD = """
import sys, json; sys.path[:] = json.loads(sys.argv[1])
import pathlib, time
from briefing.collection import session
from briefing.collection.stages.work import Work

told = Work.told

def stay(work, stage, done, total):
    told(work, stage, done, total)
    while stage == {stage!r}:
        pathlib.Path({reached!r}).touch()
        time.sleep(0.01)
        if {hears}:
            work.look_up()

Work.told = stay
session.serve()
"""
"""A child that stays at one stage until it is asked to stop, or does not even hear that."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("articles")
    for number in range(ARTICLES):
        path = made / f"{number}.txt"
        path.write_text(TEXT.format(number=number), encoding="utf-8")
        os.utime(path, (1_000_000 + number, 1_000_000 + number))
    return made


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Known:
    """What is known of a folder that was read without leaving."""
    home = tmp_path_factory.mktemp("undisturbed")
    with Collection.open(folder, home=home):
        pass
    return known(folder, home)


def running(home: Path) -> list[str]:
    """Return the processes that work for this home."""
    wanted = f"BRIEFING_HOME={home}".encode()
    there = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (process / "environ").read_bytes().split(b"\0"):
                there.append((process / "cmdline").read_text())
        except OSError:
            continue  # it has ended, or is somebody else's
    return there


def command(folder: Path, boot: str | None) -> list[str]:
    return [sys.executable, "-c", READER.format(boot=repr(boot)), os.fspath(folder)]


def known(folder: Path, home: Path) -> Known:
    with Collection.open(folder, sync=False, home=home) as collection:
        said = [(each.article, each.text, each.speaker and each.speaker.name) for each in collection.quotations()]
        stories = [(each.title, *each.articles) for each in collection.stories()]
        return Known(collection.status(), said, stories, collection.state.starred_ids())


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no list of processes here")
@pytest.mark.parametrize(
    ("stage", "hears", "key"),
    [("quotations", True, "\x11"), ("statements", False, "q"), ("stories", True, "q")],
    ids=["analysis", "joining-that-hears-nothing", "stories"],
)
def test_leaving_while_a_child_works(
    folder: Path, tmp_path: Path, undisturbed: Known, stage: str, hears: bool, key: str
) -> None:
    home, reached = tmp_path / "home", tmp_path / "reached"
    env = {"BRIEFING_HOME": os.fspath(home)}
    child = CHILD.format(stage=stage, reached=os.fspath(reached), hears=hears)
    with Terminal(command(folder, child), env=env) as terminal:
        terminal.wait_for("Gate 0 of")
        terminal.press("s")
        terminal.wait_for("♦|\\*")
        deadline = time.monotonic() + 60
        while not reached.exists():
            assert time.monotonic() < deadline, terminal.text
            terminal.pump(0.05)
        assert len(running(home)) >= 2, "the reader and its child"
        terminal.press(key)
        assert terminal.wait_for_exit() == 0, terminal.text
        for sign in (b"Traceback", b"Fatal", b"Error", b"closed"):
            assert sign not in terminal.raw
    deadline = time.monotonic() + 60
    while running(home):
        assert time.monotonic() < deadline, running(home)
        time.sleep(0.02)
    left = known(folder, home)
    assert left != undisturbed._replace(starred=left.starred)
    assert len(left.starred) == 1
    with Terminal(command(folder, None), env=env) as terminal:
        terminal.wait_for("Gate 0 of")
        deadline = time.monotonic() + 60
        while known(folder, home) != undisturbed._replace(starred=left.starred):
            assert time.monotonic() < deadline, terminal.text
            terminal.pump(0.1)
        assert terminal.leave() == 0
