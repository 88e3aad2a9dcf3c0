"""Copying, and saying honestly by which route and whether it arrived. Never hangs, never raises, never writes to stdout by itself.

Routes in order: an internal register (always); a command from the settings; tmux's own buffer; over SSH the terminal (OSC 52, through
the ``write_terminal`` that the caller gives); a local clipboard tool, read back; the terminal and a private file. "Verified" means that
the text was read back from where people paste from, and was the same. Over SSH a local tool would fill the wrong machine's clipboard, so
it is not asked.
"""

from __future__ import annotations

import base64
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefing.text import safe_text, visible

TIMEOUT = 2.0
"""Seconds that a helper program may take; one that waits for a dead display is stopped then."""

READ_BACK_AFTER = (0.02, 0.08, 0.3)
"""Seconds before each further try to read a text back."""

OSC52_LIMIT = 74_994
"""Bytes of base64 that terminals commonly take in one OSC 52 sequence (xterm's and tmux's limit; a few take less)."""

FILE_NAME = "clipboard.txt"


HISTORY = 50
"""Copies that are remembered in this process."""


@dataclass(frozen=True, slots=True)
class CopyResult:
    """``route``: ``command``, ``tmux``, ``osc52``, the tool's name (``xclip`` …), ``file`` or ``register``. ``verified``: read back and
    found equal. ``message``: the sentence for the screen. ``path``: the file, where one was written."""

    route: str
    verified: bool
    message: str
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class _Copy:
    """What is to be copied, and what the caller lends for it."""

    text: str
    html: str | None
    write_terminal: Callable[[str], None] | None
    command: str | Sequence[str] | None
    folder: str | os.PathLike[str] | None

    @property
    def data(self) -> bytes:
        return self.text.encode("utf-8")


_history: deque[str] = deque(maxlen=HISTORY)
_lock = threading.Lock()


def register() -> str:
    """Return the text copied last in this process, whatever became of it outside ("" if none)."""
    with _lock:
        return _history[0] if _history else ""


def history() -> tuple[str, ...]:
    """Return the texts copied in this process, newest first, each once."""
    with _lock:
        return tuple(_history)


def copy(
    text: str,
    *,
    html: str | None = None,
    write_terminal: Callable[[str], None] | None = None,
    command: str | Sequence[str] | None = None,
    fallback_folder: str | os.PathLike[str] | None = None,
    settings: object = None,
) -> CopyResult:
    """Copy ``text`` by the first route that works.

    Dangerous characters become visible stand-ins first, and tabs spaces: pasted text may not end bracketed paste and run.

    Args:
        html: the same as HTML, given beside the text where the route can carry both (macOS).
        write_terminal: receives an OSC 52 sequence.
        command: a program that gets the text on its standard input; else ``Settings.clipboard``.
        fallback_folder: holds the file of last resort (mode 0600); a private temporary folder otherwise.
    """
    text = visible(safe_text(text)).replace("\t", " ")
    with _lock:
        if text in _history:
            _history.remove(text)
        _history.appendleft(text)
    wanted = _Copy(
        text,
        visible(safe_text(html)) if html else None,
        write_terminal,
        command or getattr(settings, "clipboard", None),
        fallback_folder,
    )
    for route in (_by_command, _by_tmux, _over_ssh_by_terminal, _by_tool, _by_terminal_and_file):
        result = route(wanted)
        if result is not None:
            return result
    return CopyResult("register", False, "kept inside briefing only (no clipboard here, and no file could be written)")


# --- routes ------------------------------------------------------------------------------------------------------------


def _by_command(wanted: _Copy) -> CopyResult | None:
    command = wanted.command
    if not command:
        return None
    try:
        words = shlex.split(command) if isinstance(command, str) else list(command)
    except ValueError:
        return None
    if not words or _run(words, wanted.data) is None:
        return None
    return CopyResult("command", False, f"sent to {safe_text(Path(words[0]).name)} (cannot be verified)")


def _in_tmux() -> bool:
    return bool(os.environ.get("TMUX")) and shutil.which("tmux") is not None


def _by_tmux(wanted: _Copy) -> CopyResult | None:
    """Load tmux's buffer; where tmux passes nothing on to the terminal, only its buffer has the text, and that is said."""
    if not _in_tmux():
        return None
    features = _run(["tmux", "display-message", "-p", "#{client_termfeatures}"], read=True)
    if features is None:
        return None  # a server that is gone or hangs is asked no more
    why_kept = _tmux_keeps(features.strip())
    # -w also sends the buffer to the outer terminal's clipboard; tmux before 3.2 does not know it
    sent = not why_kept and _run(["tmux", "load-buffer", "-w", "-"], wanted.data) is not None
    if not sent and _run(["tmux", "load-buffer", "-"], wanted.data) is None:
        return None
    if _run(["tmux", "show-buffer"], read=True) != wanted.data:
        return None
    if not why_kept:
        return CopyResult("tmux", True, "copied via tmux (verified)")
    tool = _by_tool(wanted) if not _over_ssh() else None
    if tool is not None:
        return CopyResult(tool.route, True, f"{tool.message}, and in tmux's buffer")
    return CopyResult("tmux", False, f"in tmux's buffer only ({why_kept})")


def _tmux_keeps(features: bytes) -> str:
    """Return why tmux does not pass its buffer on to the terminal's clipboard; "" if it does, or if that cannot be known.

    ``features``: those of the terminal, as tmux lists them, with commas.
    """
    option = _run(["tmux", "show-options", "-s", "-v", "set-clipboard"], read=True)
    if option is not None and option.strip() == b"off":
        return "set-clipboard is off"
    knows = not features or b"clipboard" in features.split(b",")
    return "" if knows else "this terminal takes no clipboard from it"


def _over_ssh() -> bool:
    return any(os.environ.get(name) for name in ("SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT"))


def _over_ssh_by_terminal(wanted: _Copy) -> CopyResult | None:
    if not _over_ssh() or not _osc52(wanted.data, wanted.write_terminal):
        return None
    return CopyResult("osc52", False, "sent by OSC 52 (cannot be verified)")


def _by_terminal_and_file(wanted: _Copy) -> CopyResult | None:
    """Save the text, and send it to the terminal too where that was not tried: a bare terminal may take it, and never says so."""
    sent = not _over_ssh() and _osc52(wanted.data, wanted.write_terminal)
    path = _file(wanted.data, wanted.folder)
    if path is not None and sent:
        message = f"sent by OSC 52 (cannot be verified), and saved to {safe_text(str(path))}"
        return CopyResult("osc52", False, message, path)
    if sent:
        return CopyResult("osc52", False, "sent by OSC 52 (cannot be verified)")
    if path is None:
        return None
    return CopyResult("file", True, f"saved to {safe_text(str(path))} (no clipboard here)", path)


def _osc52(data: bytes, write_terminal: Callable[[str], None] | None) -> bool:
    if write_terminal is None:
        return False
    payload = base64.b64encode(data).decode("ascii")
    if len(payload) > OSC52_LIMIT:
        return False
    sequence = f"\x1b]52;c;{payload}\x07"
    if os.environ.get("STY"):  # GNU screen hands through only what is wrapped, in pieces of at most 768 bytes
        sequence = "".join(f"\x1bP{sequence[start : start + 512]}\x1b\\" for start in range(0, len(sequence), 512))
    try:
        write_terminal(sequence)
    except Exception:  # whatever the caller's terminal does, copying goes on with the next route
        return False
    return True


def _tools() -> list[tuple[str, list[str], list[str]]]:
    """(name, command that takes the text, command that gives it back) of the local tools that could work here."""
    found: list[tuple[str, list[str], list[str]]] = []
    if sys.platform == "darwin":
        found.append(("pbcopy", ["pbcopy"], ["pbpaste"]))
    if os.environ.get("WAYLAND_DISPLAY"):
        found.append(("wl-copy", ["wl-copy"], ["wl-paste", "--no-newline"]))
    if os.environ.get("DISPLAY"):
        found.append(("xclip", ["xclip", "-selection", "c"], ["xclip", "-selection", "c", "-o"]))
        found.append(("xsel", ["xsel", "-b", "-i"], ["xsel", "-b", "-o"]))
    return [entry for entry in found if shutil.which(entry[1][0]) and shutil.which(entry[2][0])]


def _elsewhere() -> bool:
    """Windows and its guests: pyperclip knows their ways. Elsewhere its helpers are called directly, with a time limit."""
    if sys.platform in ("win32", "cygwin"):
        return True
    with suppress(OSError):
        return "microsoft" in Path("/proc/version").read_text(encoding="utf-8", errors="replace").lower()
    return False


def _by_tool(wanted: _Copy) -> CopyResult | None:
    """Give the text to the first local tool whose clipboard then holds it; none is asked over SSH."""
    if _over_ssh():
        return None
    if wanted.html and sys.platform == "darwin" and _mac_with_html(wanted):
        return CopyResult("osascript", True, "copied via osascript, as text and HTML (verified)")
    for name, give, take in _tools():
        if _run(give, wanted.data) is not None and _gives_back(take, wanted.data):
            return CopyResult(name, True, f"copied via {name} (verified)")
    if _elsewhere() and _by_pyperclip(wanted.text):
        return CopyResult("the system clipboard", True, "copied via the system clipboard (verified)")
    return None


def _gives_back(take: Sequence[str], data: bytes) -> bool:
    """Return True once the tool gives ``data`` back; xsel returns a moment before it owns the selection."""
    for wait in (0, *READ_BACK_AFTER):
        time.sleep(wait)
        if _run(take, read=True) == data:
            return True
    return False


def _mac_with_html(wanted: _Copy) -> bool:
    """Set both forms at once; they go into the script as hexadecimal, so that no character of theirs can be read as script."""
    html, text = (wanted.html or "").encode("utf-8").hex(), wanted.text.encode("utf-16-be").hex()
    script = f"set the clipboard to {{«class HTML»:«data HTML{html}», «class ut16»:«data ut16{text}»}}"
    return _run(["osascript", "-"], script.encode("utf-8")) is not None and _run(["pbpaste"], read=True) == wanted.data


def _by_pyperclip(text: str) -> bool:
    done: list[bool] = []

    def ask() -> None:
        with suppress(Exception):
            import pyperclip

            pyperclip.copy(text)
            done.append(pyperclip.paste().replace("\r\n", "\n") == text)

    thread = threading.Thread(target=ask, daemon=True, name="clipboard")
    thread.start()
    thread.join(2 * TIMEOUT)
    return bool(done and done[0])


def _file(data: bytes, folder: str | os.PathLike[str] | None) -> Path | None:
    """Return ``data`` in a file that only this user can read; the old one is replaced in one step."""
    from briefing.errors import StateError

    candidates: list[Callable[[], Path]] = [
        lambda: _private(folder),
        lambda: Path(tempfile.mkdtemp(prefix="briefing-")),
    ]
    for candidate in candidates:
        try:
            place = candidate()
            handle, name = tempfile.mkstemp(dir=place, prefix=".clipboard-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                Path(name).replace(place / FILE_NAME)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
            return place / FILE_NAME
        except (OSError, StateError):
            continue
    return None


def _private(folder: str | os.PathLike[str] | None) -> Path:
    from briefing.paths import Places, private_folder

    return private_folder(Path(folder) if folder is not None else Places.find().cache)


def _run(words: Sequence[str], data: bytes | None = None, *, read: bool = False) -> bytes | None:
    """Return what ``words`` prints if ``read``, else ``b""``; ``None`` if it fails, is not there or takes longer than TIMEOUT.

    A session of its own: xclip stays behind to serve the selection and must survive the terminal; and a helper that hangs
    can be stopped together with its children. Its output is not inherited, or that child would hold ours open.
    """
    try:
        process = subprocess.Popen(
            list(words),
            stdin=subprocess.PIPE if data is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE if read else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError):
        return None
    with process:
        try:
            output, _ = process.communicate(data, timeout=TIMEOUT)
        except (subprocess.TimeoutExpired, OSError):
            _stop(process)
            return None
    if process.returncode != 0:
        return None
    return output if read else b""


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a helper of ours and its children (it has a session of its own, so its group is its pid)."""
    import signal

    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


# --- for doctor --------------------------------------------------------------------------------------------------------


def route_name(settings: object = None) -> str:
    """Return the route that :func:`copy` would try first, told without copying anything."""
    if getattr(settings, "clipboard", None):
        return "command"
    if _in_tmux():
        return "tmux"
    if _over_ssh():
        return "OSC 52"
    tools = _tools()
    return tools[0][0] if tools else "the system clipboard" if _elsewhere() else "file"


def probe(settings: object = None) -> dict[str, object]:
    """Return what was found: ``{"route", "can_verify", "tmux", "ssh", "display", "tools"}``. Starts no program, copies nothing."""
    route = route_name(settings)
    return {
        "route": route,
        "can_verify": route not in ("command", "OSC 52"),
        "tmux": _in_tmux(),
        "ssh": _over_ssh(),
        "display": os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or "",
        "tools": [name for name, _, _ in _tools()],
    }
