"""What a terminal does to the reader: pastes with control characters, pastes of a book, and signals that end it."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import sqlite3
import sys
import termios
import threading
from collections.abc import Iterable, Iterator
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


GIVEN_BACK = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1004l", b"\x1b[?2004l")
TAKEN = (b"\x1b[?1049h", b"\x1b[?25l", b"\x1b[?1000h", b"\x1b[?1004h", b"\x1b[?2004h")
"""The other screen, the cursor, the mouse, the focus, pastes: as a shell has them, and as the reader does."""
TYPED = termios.ECHO | termios.ICANON
"""The modes of a terminal that shows and edits what is typed."""


@pytest.fixture
def shell() -> Iterator[Terminal]:
    if shutil.which("bash") is None:
        pytest.skip("no shell with jobs here")
    with Terminal(SHELL, env={"PS1": "shell> "}) as terminal:
        terminal.wait_for("shell>")
        yield terminal


def until_written(terminal: Terminal, sequences: Iterable[bytes], begun: int) -> None:
    """Until each of the sequences was written since ``begun``."""
    while not all(sequence in terminal.raw[begun:] for sequence in sequences):
        assert terminal.pump(1)


def drawn(terminal: Terminal) -> list[str]:
    """The screen without its header, which counts what is read."""
    return terminal.text.splitlines()[1:]


def put_aside(terminal: Terminal) -> None:
    """Press ctrl+z and see the shell's own terminal."""
    begun = len(terminal.raw)
    terminal.press("\x1a")
    terminal.wait_for("Stopped")
    until_written(terminal, GIVEN_BACK, begun)


def taken_back(terminal: Terminal, command: str = "fg\r") -> None:
    """Have the shell bring the reader back and see it take the terminal again."""
    begun = len(terminal.raw)
    terminal.type(command)
    until_written(terminal, TAKEN, begun)
    terminal.wait_for("[━─]Article")
    terminal.settle()
    assert terminal.modes & TYPED == 0


def left(terminal: Terminal) -> None:
    begun = len(terminal.raw)
    terminal.press("\x11")
    until_written(terminal, (b"shell>",), begun)
    terminal.type("echo left with $?\r")
    terminal.wait_for("left with 0")
    assert b"Traceback" not in terminal.raw


def searching(shell: Terminal, folder: Path) -> None:
    """Open the reader from the shell and type a search."""
    shell.type(f"{shlex.join([*BRIEFING, os.fspath(folder)])}\r")
    shell.wait_for(r"Articles [1-9]")
    shell.settle()
    shell.type("/oak")
    shell.wait_for(r"/oak .*1/\d+ hits")


def test_ctrl_z_gives_the_terminal_to_the_shell_and_fg_comes_back_to_the_place(
    shell: Terminal, sample_folder: Path
) -> None:
    searching(shell, sample_folder)
    shell.press("enter")
    shell.wait_for("━Article ")
    shell.press("]", "j", "j")
    shell.settle()
    before = drawn(shell)
    put_aside(shell)
    shell.type("echo the shell is here\r")
    shell.wait_for("(?m)^the shell is here")
    taken_back(shell)
    assert drawn(shell) == before
    shell.press("?")
    shell.wait_for("Help")
    left(shell)


def test_ctrl_z_in_a_line_that_is_typed_keeps_the_line_and_another_size_is_taken(
    shell: Terminal, sample_folder: Path
) -> None:
    searching(shell, sample_folder)
    put_aside(shell)
    shell.resize(80, 24)
    taken_back(shell)
    shell.wait_for("│ oak ")
    assert all(len(line.rstrip()) <= 80 for line in shell.text.splitlines())
    shell.type(" gates")
    shell.wait_for("│ oak gates")
    left(shell)


def test_ctrl_z_stops_the_script_too_that_started_the_reader(shell: Terminal, sample_folder: Path) -> None:
    script = f"{shlex.join([*BRIEFING, os.fspath(sample_folder)])}; echo the script ends"
    shell.type(f"{shlex.join(['sh', '-c', script])}\r")
    shell.wait_for(r"Articles \d+")
    shell.settle()
    put_aside(shell)
    taken_back(shell)
    shell.press("\x11")
    shell.wait_for("the script ends")


def test_where_no_shell_waits_ctrl_z_says_so_and_the_reader_goes_on(sample_folder: Path) -> None:
    with reader(sample_folder) as terminal:
        terminal.press("\x1a")
        terminal.wait_for("ctrl\\+z needs a shell")
        os.kill(terminal.pid, signal.SIGTSTP)  # by whoever
        terminal.settle()
        terminal.press("?")
        terminal.wait_for("Help")
        terminal.press("\x11")
        assert terminal.wait_for_exit() == 0


@pytest.mark.parametrize("hung_up", [True, False], ids=["hung-up", "nohup"])
def test_a_terminal_that_vanishes_ends_the_reader_and_the_place_is_kept(
    hung_up: bool, sample_folder: Path, tmp_path: Path
) -> None:
    errors = tmp_path / "errors"
    ignoring = "" if hung_up else "trap '' HUP; "
    command = f"{ignoring}exec {shlex.join([*BRIEFING, os.fspath(sample_folder)])} 2>{shlex.quote(str(errors))}"
    with Terminal(["sh", "-c", command]) as terminal:
        terminal.wait_for(r"Articles [1-9]")
        terminal.settle()
        terminal.press("j", "enter", "j", "j", "j")
        terminal.wait_for("━Article ")
        terminal.settle()
        terminal.vanish()
        assert terminal.wait_for_exit() == 128 + signal.SIGHUP
    assert errors.read_text() == ""
    state = Path(os.environ["BRIEFING_HOME"]) / "data" / "state.db"
    assert '"pane": "article"' in "".join(str(row) for row in sqlite3.connect(state).execute("SELECT * FROM session"))


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
