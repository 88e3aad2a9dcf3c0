"""The driver that reads the terminal: it sleeps until something comes. Textual's own wakes ten times a second while nobody types.

For terminals of POSIX systems only: importing it elsewhere raises ImportError.
"""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from time import monotonic
from typing import Any, Final

from textual.drivers.linux_driver import LinuxDriver

from briefing.tui.keys.terminal_input import LOST_END_SECONDS, PasteParser

TICK: Final = 0.1
"""Seconds after which it is looked whether what came last is all: ESC alone is a key, a paste may have lost its end."""

TICKS_FOR: Final = LOST_END_SECONDS + 1.0
"""Seconds after the last input for which that is still to be looked for."""

AT_ONCE: Final = 4096
"""Bytes that are read at once."""


class WaitingDriver(LinuxDriver):
    """Reads keys, pastes and the mouse from the terminal."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._woken, self._wake = os.pipe()

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
                    read = os.read(self.fileno, AT_ONCE)
                    if not read:
                        return  # nobody is there any more
                    self._take(parser, decode(read))
                for event in parser.tick():
                    self.process_message(event)

    def _take(self, parser: PasteParser, text: str) -> None:
        """Hand on what ``text`` means; of a character that is not whole yet there is none, and none would be the end of all input."""
        for event in parser.feed(text) if text else ():
            self.process_message(event)

    def disable_input(self) -> None:
        """Stop reading; the thread is woken for it."""
        os.write(self._wake, b".")
        super().disable_input()
        os.read(self._woken, 1)
