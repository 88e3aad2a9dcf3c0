"""What a terminal does to the reader: pastes with control characters, pastes of a book, and signals that end it."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import sqlite3
import sys
import threading
from pathlib import Path

import pytest
from terminal import Terminal

BRIEFING = [sys.executable, "-m", "briefing"]
START, END = "\x1b[200~", "\x1b[201~"


def reader(folder: Path) -> Terminal:
    terminal = Terminal([*BRIEFING, os.fspath(folder)])
    terminal.wait_for(r"Articles \d+")
    terminal.settle()
    return terminal


def put(terminal: Terminal, text: str) -> None:
    """Write without waiting for the program to read: a large paste fills the terminal's buffer."""
    writer = threading.Thread(target=lambda: _write(terminal._fd, text.encode()))
    writer.start()
    while writer.is_alive():
        terminal.pump(0.05)
    writer.join()


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data[:2048]) :]


def test_a_paste_into_the_list_is_ignored_with_a_word_and_none_of_it_is_a_key(sample_folder: Path) -> None:
    with reader(sample_folder) as terminal:
        put(terminal, f"{START}jjs\x1bq\x1b[Bq\x1b\x1bq:{END}")
        terminal.wait_for("pasted here is ignored")
        assert terminal.leave() == 0
        assert "♦" not in terminal.text


PANES = (
    ("", "Articles"),
    ("enter", "Article "),
    ("e", "Entities"),
    ("q", "Article"),
    ("i", "Details"),
    ("q", "Article"),
    ("?", "Help"),
)
"""Keys one after the other, and the heading of the pane that each opens."""


def test_no_pane_takes_a_paste_for_keys(sample_folder: Path) -> None:
    with reader(sample_folder) as terminal:
        for key, heading in PANES:
            if key:
                terminal.press(key)
            terminal.wait_for(f"━{heading}")
            put(terminal, f"{START}sm\x1bq\x1b\x1bq\x1b[Bq:{END}")
            terminal.settle()
            terminal.wait_for(f"━{heading}")
        terminal.wait_for("pasted here is ignored")
        terminal.press("esc")
        terminal.settle()
        assert terminal.leave() == 0
    state = Path(os.environ["BRIEFING_HOME"]) / "data" / "state.db"
    assert not state.exists() or sqlite3.connect(state).execute("SELECT count(*) FROM star").fetchone() == (0,)


def test_a_paste_into_the_search_line_keeps_its_order_and_its_escapes_are_pictures(sample_folder: Path) -> None:
    with reader(sample_folder) as terminal:
        put(terminal, f"/{START}tide \x1bmill\x1b[A\nharbour{END}")
        terminal.wait_for(r"/tide ␛mill␛\[A harbour")


def test_a_paste_of_100_kilobytes_into_the_search_line_does_not_stop_the_reader(sample_folder: Path) -> None:
    with reader(sample_folder) as terminal:
        put(terminal, f"/{START}{'tide mill ' * 10_000}{END}")
        terminal.wait_for("tide mill tide mill")
        terminal.press("enter")
        terminal.wait_for("at most 1,000")
        terminal.press("\x11")
        assert terminal.wait_for_exit() == 0


def test_a_paste_before_the_reader_stands_is_taken_when_it_does(sample_folder: Path) -> None:
    with Terminal([*BRIEFING, os.fspath(sample_folder)]) as terminal:
        while b"\x1b[?2004h" not in terminal.raw:  # from here on a paste is told as one
            terminal.pump(0.05)
        put(terminal, f"{START}one\x1b two{END}j?")
        terminal.wait_for("Help")
        terminal.press("\x11")
        assert terminal.wait_for_exit() == 0


def test_an_editor_that_cannot_be_run_gives_the_terminal_back(sample_folder: Path) -> None:
    editor = {"EDITOR": "no-such-editor", "VISUAL": ""}
    with Terminal([*BRIEFING, os.fspath(sample_folder)], env=editor) as terminal:
        terminal.wait_for(r"Articles [1-9]")
        terminal.settle()
        terminal.press("enter", "o")
        terminal.wait_for("cannot run")
        for key in "jkjkjkjkjkjkjkjk":  # more pictures than would wait in a line
            terminal.press(key)
            terminal.settle(0.02, seconds=5)
        terminal.press("?")
        terminal.wait_for("Help")
        terminal.press("\x11")
        assert terminal.wait_for_exit() == 0


SHELL = ["bash", "--norc", "--noprofile", "-i"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="no shell with jobs here")
def test_ctrl_z_gives_the_terminal_to_the_shell_and_fg_comes_back(sample_folder: Path) -> None:
    with Terminal(SHELL, env={"PS1": "shell> "}) as terminal:
        terminal.wait_for("shell>")
        terminal.type(f"{shlex.join([*BRIEFING, os.fspath(sample_folder)])}\r")
        terminal.wait_for(r"Articles \d+")
        terminal.settle()
        begun = len(terminal.raw)
        terminal.press("\x1a")
        terminal.wait_for("Stopped")
        for sequence in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l"):
            assert sequence in terminal.raw[begun:]
        begun = len(terminal.raw)
        terminal.type("fg\r")
        while b"\x1b[?1049h" not in terminal.raw[begun:]:
            assert terminal.pump(1)
        terminal.press("?")
        terminal.wait_for("Help")
        begun = len(terminal.raw)
        terminal.press("\x11")
        while b"shell>" not in terminal.raw[begun:]:
            assert terminal.pump(1)
        terminal.type("echo left with $?\r")
        terminal.wait_for("left with 0")
        assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_reader_as_a_key_does(name: str, sample_folder: Path) -> None:
    number = getattr(signal, name)
    with reader(sample_folder) as terminal:
        terminal.press("j", "enter", "j", "j", "j")
        terminal.settle()
        begun = len(terminal.raw)
        os.kill(terminal.pid, number)
        assert terminal.wait_for_exit() == 128 + number
        end = terminal.raw[begun:]
        for sequence in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l"):
            assert sequence in end
        assert b"Traceback" not in terminal.raw
    state = Path(os.environ["BRIEFING_HOME"]) / "data" / "state.db"
    assert '"pane": "article"' in "".join(str(row) for row in sqlite3.connect(state).execute("SELECT * FROM session"))
