"""A progress bar on stderr while a folder is read: only on a terminal, gone when done."""

from __future__ import annotations

import os
import shutil
import time
from typing import IO

_STAGES = {
    "ingest": "reading",
    "index": "indexing",
    "quotations": "finding quotations",
    "entities": "finding names",
    "statements": "comparing statements",
    "stories": "noting what articles tell of",
    "push": "pushing",
}


class Bar:
    """Call with (stage, done, total), as :data:`briefing.collection.facade.Progress` does. Draws nothing in the first moment: a folder
    that is up to date shows no bar at all."""

    DELAY = 0.3
    PAUSE = 0.08

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._drawn = False
        self._next = time.monotonic() + self.DELAY
        try:
            self._wanted = stream.isatty() and os.environ.get("TERM", "dumb") != "dumb"
        except (AttributeError, ValueError):
            self._wanted = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if not self._wanted or now < self._next:
            return
        self._next = now + self.PAUSE
        columns = max(40, shutil.get_terminal_size((80, 24)).columns)
        size = min(30, columns - 45)
        share = min(1.0, done / total) if total else 0.0
        filled = round(share * size)
        bar = "█" * filled + "░" * (size - filled)
        self._stream.write(f"\r\x1b[2K{_STAGES.get(stage, 'working'):<22}{bar} {done:,}/{total:,}"[: columns + 4])
        self._stream.flush()
        self._drawn = True

    def clear(self) -> None:
        """Take the bar away."""
        if self._drawn:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
            self._drawn = False
