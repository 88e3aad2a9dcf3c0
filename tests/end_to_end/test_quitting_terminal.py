"""Leaving the reader at any moment, in the first indexing too: status 0, nothing but the terminal given back, and nothing lost."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from terminal import Terminal, settle

WORDS = "the harbour council said that barges would carry grain through the lock near Ostmere while engineers repair its gates".split()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that takes some seconds to read for the first time."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(400):
        shift = number % len(WORDS)
        line = " ".join(WORDS[shift:] + WORDS[:shift])
        body = f"{line.capitalize()}.\n\n“The gates of {number} are sound and {line},” said Lena Ost.\n\n{line.capitalize()} again."
        (folder / f"{number:03}.txt").write_text(f"Gates of number {number} to open\nBy Jory Pell\n\n{body}\n")
    return folder


LEAVING = {"q": "q", "ctrl+q": "\x11", "ctrl+c": "\x03"}


@pytest.mark.parametrize("wait", [0.0, 0.4, 1.5, 4.0])
def test_leaving_in_the_first_indexing(many: Path, tmp_path: Path, wait: float) -> None:
    """By each key in a reader of its own; they run side by side, as most of the test is waiting."""
    with ExitStack() as stack:
        command = [sys.executable, "-m", "briefing", os.fspath(many)]
        readers = {
            name: stack.enter_context(Terminal(command, env={"BRIEFING_HOME": os.fspath(tmp_path / name)}))
            for name in LEAVING
        }
        for terminal in readers.values():
            terminal.wait_for("Inbox")
        moment = time.monotonic() + wait
        for name, terminal in readers.items():
            while time.monotonic() < moment:
                settle(readers.values(), moment - time.monotonic(), seconds=wait)
            terminal.press(LEAVING[name])
        for terminal in readers.values():
            assert terminal.wait_for_exit() == 0, terminal.text
            for sign in (b"Traceback", b"Fatal", b"Error", b"closed"):
                assert sign not in terminal.raw


BUSY = """
import atexit, sys, threading
from briefing.__main__ import main

atexit.register(print, "torn down around it")
threading.Thread(target=threading.Event().wait, daemon=True).start()
sys.exit(main())
"""


def test_a_thread_that_does_not_stop_is_never_torn_down_with_the_interpreter(
    sample_folder: Path, tmp_path: Path
) -> None:
    env = {"BRIEFING_HOME": os.fspath(tmp_path)}
    with Terminal([sys.executable, "-c", BUSY, os.fspath(sample_folder)], env=env) as terminal:
        terminal.wait_for("Inbox")
        terminal.press("\x11")
        assert terminal.wait_for_exit() == 0, terminal.text
        assert b"torn down" not in terminal.raw
