"""The driver that reads the terminal: it sleeps until something comes. Textual's own wakes ten times a second while nobody types.

For terminals of POSIX systems only: importing it elsewhere raises ImportError.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from time import monotonic
from typing import IO, Any, Final

from textual.drivers.linux_driver import LinuxDriver

from briefing.tui.keys.terminal_input import LOST_END_SECONDS, PasteParser

TICK: Final = 0.1
"""Seconds after which it is looked whether what came last is all: ESC alone is a key, a paste may have lost its end."""

TICKS_FOR: Final = LOST_END_SECONDS + 1.0
"""Seconds after the last input for which that is still to be looked for."""

AT_ONCE: Final = 4096
"""Bytes that are read at once."""


class Drawn:
    """What is drawn, on its way to the terminal. One that is gone takes nothing, and nobody waits for it."""

    def __init__(self, screen: IO[str]) -> None:
        self._screen = screen
        self.fileno = screen.fileno

    def write(self, text: str) -> None:
        """Write ``text``."""
        with contextlib.suppress(OSError):
            self._screen.write(text)

    def flush(self) -> None:
        """Have what was written reach the terminal."""
        with contextlib.suppress(OSError):
            self._screen.flush()


class WaitingDriver(LinuxDriver):
    """Reads keys, pastes and the mouse from the terminal."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._woken, self._wake = os.pipe()
        # Errors may go to a file (``2>errors``): what is drawn does not.
        streams = [stream for stream in (sys.__stderr__, sys.__stdout__) if stream is not None]
        screen: Any = next((Drawn(stream) for stream in streams if stream.isatty()), self._file)
        self._file = screen

    def run_input_thread(self) -> None:
        """Hand on what comes from the terminal until the input is disabled."""
        parser = PasteParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        heard = monotonic()
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                resting = monotonic() - heard > TICKS_FOR
                ready = [key.fd for key, _ in selector.select(None if resting else TICK)]
                if self.fileno in ready:
                    heard = monotonic()
                    read = self._read()
                    if not read:
                        self._hang_up()
                        return
                    self._take(parser, decode(read))
                for event in parser.tick():
                    self.process_message(event)

    def _take(self, parser: PasteParser, text: str) -> None:
        """Hand on what ``text`` means; of a character that is not whole yet there is none, and none would be the end of all input."""
        for event in parser.feed(text) if text else ():
            self.process_message(event)

    def _read(self) -> bytes:
        """Return what has come, nothing where the terminal is gone."""
        try:
            return os.read(self.fileno, AT_ONCE)
        except OSError:
            return b""

    def _hang_up(self) -> None:
        """Have the reader end: nobody is there any more, and where hang-ups are ignored (``nohup``) no signal says so."""
        app: Any = self._app
        app.hang_up(self._loop)

    def _sigtstp_application(self, *_: Any) -> None:
        """Give the terminal back and stop with the whole job: a script that started the reader must stop too before a shell takes over.

        Where no shell waits the system lets nobody stop so, and the reader goes on.
        """
        restarting = self._auto_restart
        if restarting:
            self.suspend_application_mode()
            self._must_signal_resume = True
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(0, signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._sigtstp_application)
        if restarting and self._must_signal_resume:
            self.resume_application_mode()

    def disable_input(self) -> None:
        """Stop reading; the thread is woken for it."""
        os.write(self._wake, b".")
        super().disable_input()
        os.read(self._woken, 1)
