"""A real command in a real pseudo-terminal, its screen rebuilt by an emulator. Waits for what should be seen, never sleeps blindly."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

NAMED = {
    "enter": "\r", "esc": "\x1b", "tab": "\t", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "backspace": "\x7f", "space": " ",
}  # fmt: skip
ANSWERS = (
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[\?u"), b"\x1b[?0u"),
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
)
STYLE = re.compile(rb"\x1b\[[0-9;:]*m")
"""A change of colour or weight: most of what is written, and nothing that a test reads from the screen."""
KEYBOARD = re.compile(rb"\x1b\[[<>=][0-9;:]*[A-Za-z]")
"""Sequences that pyte takes for words: how keys are to be told."""
ENTERED, CLEARED = b"\x1b[?1049h", b"\x1b[?1049h\x1b[2J\x1b[H"
"""The other screen is empty when a program goes to it; pyte knows one screen only."""
UNFINISHED = re.compile(rb"\x1b(?:\[[<=>?]?[0-9;:]*)?\Z")
"""The beginning of what may be such a sequence, the rest of which has not come yet."""
PATIENCE = 60.0
"""Seconds in which a state must come: no measure of the program, only an end of a test that waits in vain."""


class Screen(pyte.Screen):
    """pyte does not know the sequences that Textual uses beyond the VT standard; they draw nothing."""

    def set_margins(self, *args: int, **_kwargs: int) -> None:
        if len(args) < 2 or all(isinstance(value, int) for value in args):
            super().set_margins(*args[:2])

    def report_device_status(self, *_args: int, **_kwargs: bool) -> None:
        pass

    def report_device_attributes(self, *_args: int, **_kwargs: bool) -> None:
        pass


class Terminal:
    """``with Terminal([...], columns=120, rows=40) as t: t.wait_for("Articles"); t.press("/")``.

    ``raw`` is every byte that the program wrote.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
        cwd: str | os.PathLike[str] | None = None,
    ) -> None:
        self.raw = bytearray()
        self._fed = 0
        self._answered = 0
        self._text: str | None = None
        self.screen = Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        # A size in the environment would win over the size of the terminal.
        for name in ("TMUX", "NO_COLOR", "SSH_TTY", "SSH_CONNECTION", "DISPLAY", "WAYLAND_DISPLAY", "COLUMNS", "LINES"):
            if name not in (env or {}):
                environment.pop(name, None)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            # A job in the background of a shell script ignores interrupts, and its children would with it.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            with contextlib.suppress(OSError):
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                if cwd is not None:
                    os.chdir(cwd)
                os.execvpe(command[0], list(command), environment)
            os._exit(127)
        self.resize(columns, rows)
        self.status: int | None = None

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if (self.screen.columns, self.screen.lines) != (columns, rows):
            assert self.text  # what came before was drawn for the size before
            self.screen.resize(rows, columns)
            self._text = None

    def press(self, *keys: str) -> None:
        """Names of keys (``enter``) or characters, one after the other."""
        for key in keys:
            os.write(self._fd, NAMED.get(key, key).encode())

    def type(self, text: str) -> None:
        for character in text:
            self.press(character)

    def pump(self, seconds: float) -> bool:
        """Read what comes within ``seconds``; False when the program is gone."""
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self._fd, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        self.raw += data
        for pattern, answer in ANSWERS:
            for match in pattern.finditer(self.raw, max(0, self._answered - 16)):
                if match.end() > self._answered:
                    os.write(self._fd, answer)
        self._answered = len(self.raw)
        return bool(data)

    @property
    def text(self) -> str:
        """The screen as it is now, a line a row."""
        unfinished = UNFINISHED.search(self.raw, self._fed)
        end = len(self.raw) if unfinished is None else unfinished.start()
        if self._fed < end or self._text is None:
            written = KEYBOARD.sub(b"", STYLE.sub(b"", self.raw[self._fed : end]))
            self._stream.feed(written.replace(ENTERED, CLEARED))
            self._fed = end
            self._text = "\n".join(self.screen.display)
        return self._text

    def forget(self) -> None:
        """Let go of what was written so far, once it is on the screen: hours of it are gigabytes."""
        assert self.text
        del self.raw[: self._fed]
        self._fed, self._answered = 0, len(self.raw)

    def _drain(self) -> bool:
        """Read what there is, waiting a moment for the first of it; False when the program is gone."""
        alive = self.pump(0.1)
        while alive and select.select([self._fd], [], [], 0)[0]:
            alive = self.pump(0)
        return alive

    def wait_for(self, pattern: str, *, seconds: float = PATIENCE) -> re.Match[str]:
        """Until ``pattern`` (a regular expression) is on the screen; fails with the screen otherwise."""
        deadline = time.monotonic() + seconds
        alive = True
        while True:
            found = re.search(pattern, self.text)
            if found:
                return found
            if not alive or time.monotonic() > deadline:
                raise AssertionError(f"{pattern!r} never came; the screen:\n{self.text}")
            alive = self._drain()

    def wait_until_gone(self, pattern: str, *, seconds: float = PATIENCE) -> None:
        deadline = time.monotonic() + seconds
        while re.search(pattern, self.text):
            if time.monotonic() > deadline or not self._drain():
                raise AssertionError(f"{pattern!r} stayed; the screen:\n{self.text}")

    def settle(self, quiet: float = 0.3, *, seconds: float = 10) -> None:
        """Until nothing was written for ``quiet`` seconds."""
        settle([self], quiet, seconds=seconds)

    def vanish(self) -> None:
        """Close the terminal's window: nobody is there any more, neither to type nor to be drawn for."""
        os.close(self._fd)
        self._fd, self._silence = os.pipe()

    @property
    def modes(self) -> int:
        """The terminal's local modes, ``termios.ECHO`` and ``termios.ICANON`` among them."""
        return int(termios.tcgetattr(self._fd)[3])

    def leave(self, *, seconds: float = PATIENCE) -> int:
        """Press ``q`` as a person does, one after what the one before did is seen; the exit status.

        A ``q`` that was pressed before a pane closed is meant for that pane and never leaves the reader.
        """
        deadline = time.monotonic() + seconds
        while self.status is None and time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                self.press("q")
            self.settle(0.15, seconds=2)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.wait_for_exit(seconds=1)

    def wait_for_exit(self, *, seconds: float = PATIENCE) -> int:
        """The exit status."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.status is None:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    self.status = os.waitstatus_to_exitcode(status)
            if self.status is not None:
                while self.pump(0):
                    if not select.select([self._fd], [], [], 0)[0]:
                        break
                return self.status
            self.pump(0.05)
        raise AssertionError(f"the program did not end; the screen:\n{self.text}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)


def settle(terminals: Iterable[Terminal], quiet: float, *, seconds: float) -> None:
    """Wait until none of the terminals has been written to for ``quiet`` seconds, ``seconds`` at most."""
    deadline = time.monotonic() + seconds
    alive = {terminal._fd: terminal for terminal in terminals}
    while alive and time.monotonic() < deadline:
        written, _, _ = select.select(alive, [], [], quiet)
        if not written:
            return
        for one in written:
            if not alive[one].pump(0):
                del alive[one]
