"""Copying with the real programs, where this machine has them: what the message promises is what a paste gives."""

from __future__ import annotations

import contextlib
import os
import pty
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing import clipboard
from briefing.clipboard import copy

ELSEWHERE = "TMUX SSH_TTY SSH_CONNECTION SSH_CLIENT DISPLAY WAYLAND_DISPLAY STY".split()
TEXT = "“Words” with trailing space \n\nand 海 "

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these are Linux's programs")


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ELSEWHERE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))


def need(*programs: str) -> None:
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")


def read(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, timeout=20).stdout.decode()


@pytest.fixture
def tmux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Return what starts a tmux with one option set, and puts this process inside."""
    need("tmux")
    monkeypatch.setenv("TMUX_TMPDIR", str(tmp_path))
    monkeypatch.setenv("TERM", "xterm-256color")

    def start(option: str) -> None:
        read("tmux", "-f", "/dev/null", "new-session", "-d", "-s", "here", "sleep 60")
        read("tmux", "set-option", "-s", "set-clipboard", option)
        place = read("tmux", "display-message", "-p", "-t", "here", "#{socket_path},#{pid},0").strip()
        monkeypatch.setenv("TMUX", place)

    yield start  # type: ignore[misc]
    with contextlib.suppress(subprocess.SubprocessError):
        subprocess.run(["tmux", "kill-server"], timeout=20, check=False, capture_output=True)


@pytest.mark.parametrize(
    ("option", "message", "verified"),
    [
        ("on", "copied via tmux (verified)", True),
        ("external", "copied via tmux (verified)", True),
        ("off", "in tmux's buffer only (set-clipboard is off)", False),
    ],
)
def test_tmux_with_each_set_clipboard(tmux: Callable[..., str], option: str, message: str, verified: bool) -> None:
    tmux(option)
    result = copy(TEXT)
    assert (result.route, result.message, result.verified) == ("tmux", message, verified)
    assert read("tmux", "show-buffer") == TEXT


@pytest.mark.parametrize(("term", "verified"), [("xterm-256color", True), ("vt100", False)])
def test_a_terminal_that_takes_nothing_from_tmux(tmux: Callable[..., str], term: str, verified: bool) -> None:
    tmux("on")
    client, terminal = pty.openpty()
    attached = subprocess.Popen(
        ["tmux", "attach", "-t", "here"], stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
        env={**{k: v for k, v in os.environ.items() if k != "TMUX"}, "TERM": term},
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while not read("tmux", "list-clients").strip() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert copy(TEXT).verified is verified
    finally:
        attached.kill()
        attached.wait(10)
        os.close(client)
        os.close(terminal)


@pytest.fixture
def x_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    need("Xvfb")
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-nolisten", "tcp", "-screen", "0", "64x64x8"],
        pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writer)
    with os.fdopen(reader) as told:
        number = told.readline().strip()
    if not number:
        server.kill()
        server.wait()
        pytest.skip("Xvfb does not start here")
    monkeypatch.setenv("DISPLAY", f":{number}")
    yield
    server.terminate()
    server.wait(10)


@pytest.mark.parametrize("program", ["xclip", "xsel"])
def test_each_tool_of_a_real_x_server(
    x_server: None, program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need(program)
    only = tmp_path / "bin"
    only.mkdir()
    (only / program).symlink_to(str(shutil.which(program)))
    monkeypatch.setenv("PATH", str(only))
    assert copy(TEXT).message == f"copied via {program} (verified)"
    take = {"xclip": ["-selection", "c", "-o"], "xsel": ["-b", "-o"]}[program]
    assert read(program, *take) == TEXT


def test_tmux_that_keeps_its_buffer_and_a_real_x_server(x_server: None, tmux: Callable[..., str]) -> None:
    need("xclip")
    tmux("off")
    assert copy(TEXT).message == "copied via xclip (verified), and in tmux's buffer"
    assert read("xclip", "-selection", "c", "-o") == read("tmux", "show-buffer") == TEXT


@pytest.fixture
def wayland(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Start a compositor without a screen; it refuses to run as root, so there it runs as nobody."""
    need("sway", "wl-copy", "wl-paste", "setpriv")
    with tempfile.TemporaryDirectory(prefix="way-") as folder:
        Path(folder, "config").write_text("")
        root = os.geteuid() == 0
        if root:
            os.chown(folder, 65534, 65534)
        as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if root else []
        compositor = subprocess.Popen(
            [*as_nobody, "sway", "-c", f"{folder}/config"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder,
            env={
                "PATH": os.environ["PATH"], "HOME": folder, "XDG_RUNTIME_DIR": folder, "WLR_BACKENDS": "headless",
                "WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman",
            },
        )  # fmt: skip
        deadline = time.monotonic() + 60
        while (
            not (sockets := [*Path(folder).glob("wayland-?")])
            and time.monotonic() < deadline
            and compositor.poll() is None
        ):
            time.sleep(0.05)
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        monkeypatch.setenv("WAYLAND_DISPLAY", sockets[0].name if sockets else "")
        try:
            if not sockets:
                pytest.skip("sway does not start here")
            yield
        finally:
            compositor.terminate()
            compositor.wait(10)


def test_a_real_wayland_compositor(wayland: None) -> None:
    assert copy(TEXT).message == "copied via wl-copy (verified)"
    assert read("wl-paste", "--no-newline") == TEXT


def test_a_bare_terminal_gets_the_sequence_and_a_file_has_the_text(tmp_path: Path) -> None:
    sent: list[str] = []
    result = copy(TEXT, write_terminal=sent.append, fallback_folder=tmp_path / "kept")
    path = tmp_path / "kept" / clipboard.FILE_NAME
    assert result.message == f"sent by OSC 52 (cannot be verified), and saved to {path}"
    assert (result.route, result.verified, result.path) == ("osc52", False, path)
    assert len(sent) == 1
    assert path.read_text(encoding="utf-8") == TEXT


def test_a_wayland_and_an_x_server_that_are_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":99981")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-99981")
    result = copy(TEXT, fallback_folder=tmp_path / "kept")
    assert result.message.endswith("(no clipboard here)")
    assert result.path is not None
    assert result.path.read_text(encoding="utf-8") == TEXT


def test_copies_are_remembered_newest_first_and_once(tmp_path: Path) -> None:
    for text in ("one", "two", "one"):
        copy(text, fallback_folder=tmp_path / "kept")
    assert clipboard.history()[:2] == ("one", "two")
    assert clipboard.register() == "one"
    for number in range(2 * clipboard.HISTORY):
        copy(f"copy {number}", fallback_folder=tmp_path / "kept")
    assert len(clipboard.history()) == clipboard.HISTORY


def test_no_control_character_is_copied(tmp_path: Path) -> None:
    copy("a\tb\x1b[201~\x07\r\x85", fallback_folder=tmp_path / "kept")
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in clipboard.register())


def test_macos_gets_text_and_html_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    script = f"#!/bin/sh\ncat > {tmp_path}/script\n"
    for name, code in (("osascript", script), ("pbpaste", "#!/bin/sh\nprintf 'it’s'\n")):
        (programs / name).write_text(code)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setattr(clipboard.sys, "platform", "darwin")
    result = copy("it’s", html='<i>"it’s"</i>')
    assert result.message == "copied via osascript, as text and HTML (verified)"
    said = (tmp_path / "script").read_text()
    assert '<i>"it’s"</i>'.encode().hex() in said
    assert "it’s".encode("utf-16-be").hex() in said
    assert '"' not in said


def test_cite_copy_in_a_bare_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "mill.md").write_text(
        "---\ntitle: Mill to turn\noutlet: Coast & Quay\ndate: 2024-03-16\n---\n\nThe mill turns again.\n"
    )
    environment = {key: value for key, value in os.environ.items() if key not in ELSEWHERE}
    keyboard, terminal = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "briefing", "-C", str(folder), "cite", "mill.md", "--style", "apa", "--copy"],
        stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, start_new_session=True,
        preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)),  # makes the pty the controlling terminal
    )  # fmt: skip
    out, error = child.communicate(timeout=60)
    os.set_blocking(keyboard, False)
    sent = os.read(keyboard, 65_536)
    os.close(keyboard)
    os.close(terminal)
    assert child.returncode == 0
    assert out.decode() == "Mill to turn. (2024, March 16). Coast & Quay.\n"
    assert "sent by OSC 52 (cannot be verified), and saved to " in error.decode()
    assert b"\x1b]52;c;" in sent
