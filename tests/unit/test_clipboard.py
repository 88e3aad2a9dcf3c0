"""Copying: which route is taken, and that the message never promises more than was checked."""

from __future__ import annotations

import base64
import contextlib
import os
import shutil
import stat
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import clipboard
from briefing.clipboard import copy
from briefing.settings import Settings

ELSEWHERE = "TMUX SSH_TTY SSH_CONNECTION SSH_CLIENT DISPLAY WAYLAND_DISPLAY STY".split()

pytestmark = pytest.mark.skipif(os.name != "posix", reason="fake helper programs are shell scripts")


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of fake helper programs that is the whole PATH (with the shell's own tools), and no desktop, tmux or SSH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "cat", "sleep", "env"):
        found = shutil.which(name)
        assert found is not None
        (folder / name).symlink_to(found)
    for name in ELSEWHERE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(clipboard, "_elsewhere", lambda: False)
    monkeypatch.setattr(clipboard.sys, "platform", "linux")
    return folder


def fake(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\nheld='{folder}/held'\n{script}\n")
    path.chmod(0o755)


XCLIP = 'case "$*" in *-o*) cat "$held";; *) cat > "$held";; esac'
TMUX = 'case "$1" in load-buffer) cat > "$held";; show-buffer) cat "$held";; esac'


def test_the_text_is_always_kept_inside(tools: Path) -> None:
    copy("one")
    copy("two")
    assert clipboard.register() == "two"


def test_no_clipboard_means_a_private_file_and_its_path(tools: Path, tmp_path: Path) -> None:
    result = copy("naïve “words”\nover two lines", fallback_folder=tmp_path / "kept")
    path = tmp_path / "kept" / "clipboard.txt"
    assert result.message == f"saved to {path} (no clipboard here)"
    assert (result.route, result.path) == ("file", path)
    assert path.read_text(encoding="utf-8") == "naïve “words”\nover two lines"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_file_replaces_a_link_instead_of_following_it(tools: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir(mode=0o700)
    target = tmp_path / "precious"
    target.write_text("precious")
    (kept / "clipboard.txt").symlink_to(target)
    copy("new", fallback_folder=kept)
    assert target.read_text() == "precious"
    assert (kept / "clipboard.txt").read_text() == "new"


def test_a_folder_that_cannot_be_used_gives_way_to_a_temporary_one(tools: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    result = copy("words", fallback_folder=blocked)
    assert result.path is not None
    assert result.path.read_text() == "words"
    shutil.rmtree(result.path.parent)


def test_xclip_is_read_back(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    fake(tools, "xclip", XCLIP)
    result = copy("words")
    assert (result.route, result.verified, result.message) == ("xclip", True, "copied via xclip (verified)")
    assert (tools / "held").read_text() == "words"


def test_a_dead_display_is_noticed(tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    fake(tools, "xclip", "cat > /dev/null; exit 0")  # says yes and copies nothing
    assert copy("words", fallback_folder=tmp_path / "kept").route == "file"


def test_another_tool_is_asked_if_the_first_does_not_hold_the_text(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    fake(tools, "xclip", "exit 1")
    fake(tools, "xsel", XCLIP)
    assert copy("words").message == "copied via xsel (verified)"


def test_wayland_comes_before_x(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    fake(tools, "xclip", XCLIP)
    fake(tools, "wl-copy", 'cat > "$held"')
    fake(tools, "wl-paste", 'cat "$held"')
    assert copy("words").message == "copied via wl-copy (verified)"


def test_a_helper_that_hangs_is_stopped_with_its_children(
    tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "TIMEOUT", 0.5)
    monkeypatch.setenv("DISPLAY", ":7")
    fake(tools, "xclip", f"sleep 60 & echo $! > {tmp_path}/child; wait")
    assert copy("words", fallback_folder=tmp_path / "kept").route == "file"
    child = int((tmp_path / "child").read_text())
    for _ in range(6000):
        # gone, or dead and waiting for its parent
        state = Path(f"/proc/{child}/stat").read_text().split()[2] if Path(f"/proc/{child}/stat").exists() else "Z"
        if state == "Z":
            break
        time.sleep(0.01)
    assert state == "Z"


def test_tmux_is_used_inside_tmux_and_read_back(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX", "/run/tmux,1,0")
    fake(tools, "tmux", TMUX)
    result = copy("words", write_terminal=pytest.fail)
    assert (result.route, result.verified, result.message) == ("tmux", True, "copied via tmux (verified)")


def test_tmux_comes_before_ssh_and_old_tmux_without_w_serves_too(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX", "/run/tmux,1,0")
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    fake(tools, "tmux", '[ "$2" = -w ] && exit 1\n' + TMUX)
    assert copy("words").message == "copied via tmux (verified)"


def test_a_tmux_that_is_gone_gives_way_to_the_next_route(
    tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMUX", "/run/tmux,1,0")
    fake(tools, "tmux", "exit 1")
    assert copy("words", fallback_folder=tmp_path / "kept").route == "file"


def test_over_ssh_the_terminal_is_asked_and_no_local_tool(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")
    monkeypatch.setenv("DISPLAY", ":7")
    fake(tools, "xclip", XCLIP)
    sent: list[str] = []
    result = copy("wörds", write_terminal=sent.append)
    assert (result.route, result.verified, result.message) == ("osc52", False, "sent by OSC 52 (cannot be verified)")
    assert sent == [f"\x1b]52;c;{base64.b64encode('wörds'.encode()).decode()}\x07"]
    assert not (tools / "held").exists()


def test_what_a_terminal_would_cut_is_not_sent(tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    result = copy("x" * 60_000, write_terminal=pytest.fail, fallback_folder=tmp_path / "kept")
    assert result.route == "file"


def test_a_terminal_that_fails_costs_nothing(tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")

    def broken(_: str) -> None:
        raise OSError("gone")

    assert copy("words", write_terminal=broken, fallback_folder=tmp_path / "kept").route == "file"


def test_inside_screen_the_sequence_is_wrapped(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    monkeypatch.setenv("STY", "1.pts-1.host")
    sent: list[str] = []
    copy("x" * 1000, write_terminal=sent.append)
    pieces = sent[0].split("\x1b\\")
    assert pieces.pop() == ""
    assert all(piece.startswith("\x1bP") and len(piece) <= 768 for piece in pieces)
    assert "".join(piece.removeprefix("\x1bP") for piece in pieces).startswith("\x1b]52;c;")


@pytest.mark.parametrize("command", ["take --now", ["take", "--now"]])
def test_a_command_of_ones_own_comes_first(
    tools: Path, command: str | list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMUX", "/run/tmux,1,0")
    fake(tools, "take", 'cat > "$held"; [ "$1" = --now ]')
    result = copy("words", command=command)
    assert (result.route, result.verified, result.message) == ("command", False, "sent to take (cannot be verified)")
    assert (tools / "held").read_text() == "words"


@pytest.mark.parametrize("command", ["missing", "false-quote '", "fails"])
def test_a_command_that_fails_gives_way(tools: Path, tmp_path: Path, command: str) -> None:
    fake(tools, "fails", "exit 3")
    assert copy("words", command=command, fallback_folder=tmp_path / "kept").route == "file"


def test_the_command_may_come_from_the_settings(tools: Path) -> None:
    fake(tools, "take", 'cat > "$held"')
    assert copy("words", settings=Settings(clipboard="take")).route == "command"
    assert clipboard.route_name(Settings(clipboard="take")) == "command"


def test_nothing_copied_can_act_on_a_terminal(tools: Path, tmp_path: Path) -> None:
    result = copy("a\x1b[201~rm\x00\x9b\ud800z\n", fallback_folder=tmp_path / "kept")
    assert result.path is not None
    text = result.path.read_bytes().decode("utf-8")
    assert text == clipboard.register() == "a␛[201~rm␀\ufffd\ufffdz\n"


def test_the_route_is_told_without_copying(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert clipboard.route_name() == "file"
    monkeypatch.setenv("DISPLAY", ":7")
    fake(tools, "xclip", XCLIP)
    assert clipboard.route_name() == "xclip"
    monkeypatch.setenv("SSH_TTY", "x")
    assert clipboard.route_name() == "OSC 52"
    monkeypatch.setenv("TMUX", "x")
    fake(tools, "tmux", TMUX)
    assert clipboard.probe() == {
        "route": "tmux", "can_verify": True, "tmux": True, "ssh": True, "display": ":7", "tools": ["xclip"],
    }  # fmt: skip
    assert not (tools / "held").exists()


def test_windows_is_left_to_pyperclip_with_a_time_limit(
    tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyperclip

    monkeypatch.setattr(clipboard, "_elsewhere", lambda: True)
    held: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", held.append)
    monkeypatch.setattr(pyperclip, "paste", lambda: held[-1])
    assert copy("words").message == "copied via the system clipboard (verified)"
    released = threading.Event()
    monkeypatch.setattr(clipboard, "TIMEOUT", 0.05)
    monkeypatch.setattr(pyperclip, "copy", lambda _: released.wait(30))
    assert copy("words", fallback_folder=tmp_path / "kept").route == "file"
    released.set()


# --- the real programs, where this machine has them -----------------------------------------------------------------------


@pytest.fixture
def x_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if not (shutil.which("Xvfb") and shutil.which("xclip")):
        pytest.skip("Xvfb and xclip are not installed")
    for name in ELSEWHERE:
        monkeypatch.delenv(name, raising=False)
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
    yield f":{number}"
    server.terminate()
    server.wait(10)


def test_a_megabyte_arrives_in_a_real_x_clipboard(x_server: str) -> None:
    text = "“Naïve” words: 海の水車\n" * 40_000
    assert len(text.encode()) > 1_000_000
    assert copy(text).message == "copied via xclip (verified)"
    held = subprocess.run(["xclip", "-selection", "c", "-o"], capture_output=True, check=True, timeout=20)
    assert held.stdout.decode() == text


def test_a_display_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ELSEWHERE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":99981")
    assert copy("words", fallback_folder=tmp_path / "kept").message.endswith("(no clipboard here)")


def test_a_real_tmux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    for name in ELSEWHERE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TMUX_TMPDIR", str(tmp_path))
    environment = {**os.environ, "TERM": "xterm"}
    subprocess.run(
        ["tmux", "-f", "/dev/null", "new-session", "-d", "-s", "here", "sleep 60"],
        check=True,
        env=environment,
        timeout=20,
    )
    try:
        asked = ["tmux", "display-message", "-p", "-t", "here", "#{socket_path},#{pid},0"]
        place = subprocess.run(
            asked, capture_output=True, text=True, check=True, env=environment, timeout=20
        ).stdout.strip()
        monkeypatch.setenv("TMUX", place)
        text = "“Words” with trailing space \n\nand 海\n"
        assert copy(text).message == "copied via tmux (verified)"
        held = subprocess.run(
            ["tmux", "show-buffer"], capture_output=True, check=True, env={**environment, "TMUX": place}, timeout=20
        )
        assert held.stdout.decode() == text
    finally:
        with contextlib.suppress(subprocess.SubprocessError):
            subprocess.run(["tmux", "kill-server"], env=environment, timeout=20, check=False)
