"""How many hits are counted by now: shown behind the keys, so that a picture belongs to the key that was pressed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from briefing.tui.messages import HitsCounted

if TYPE_CHECKING:
    from briefing.tui.context import ReaderPort, ReaderState

STILL: Final = 0.35
"""Seconds without a key after which counts that have grown are shown."""


class CountDisplay:
    """The numbers beside the articles found, and their sum in the header, while they grow."""

    def __init__(self, port: ReaderPort, state: ReaderState) -> None:
        self.port, self.state = port, state
        self._waits = False

    def show(self) -> None:
        """Show them now, or as soon as no key has come for a moment: while hits are walked through, the header follows each key anyway."""
        wait = self.port.key_time + STILL - time.monotonic()
        if wait <= 0:
            self.port.list.show_hits(self.state.answer.counts)
            self.port.show_header()
            self.port.publish(HitsCounted())
        elif not self._waits:
            self._waits = True
            self.port.after(wait, self._show_again)

    def _show_again(self) -> None:
        self._waits = False
        if self.state.results is not None:
            self.show()
