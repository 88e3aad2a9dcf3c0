"""Ctrl-c while a folder is read: what was found is stored, and the program ends soon."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Final

PATIENCE: Final = 0.5
"""Seconds that the work has to come to an end by itself; then it is left where it is, and what is not stored yet is found again next time."""


class Stopping:
    """Whether somebody has asked for an end; use :meth:`heard` around the work, which asks :meth:`is_asked` now and then."""

    def __init__(self) -> None:
        self._asked = False

    def is_asked(self) -> bool:
        """Return whether the work is to end."""
        return self._asked

    @contextlib.contextmanager
    def heard(self) -> Iterator[None]:
        """Hear ctrl-c. The second one, or the end of :data:`PATIENCE`, raises KeyboardInterrupt at once; so does the end of the block if there was
        a first."""
        if not _is_ours():
            yield
            return
        before = signal.signal(signal.SIGINT, self._hear)
        alarm = signal.signal(signal.SIGALRM, signal.default_int_handler) if _HAS_ALARM else None
        try:
            yield
        finally:
            if _HAS_ALARM:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, alarm)
            signal.signal(signal.SIGINT, before)
            if self._asked:
                raise KeyboardInterrupt

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
        if _HAS_ALARM:
            signal.setitimer(signal.ITIMER_REAL, PATIENCE)


_HAS_ALARM: Final = hasattr(signal, "setitimer")


def _is_ours() -> bool:
    """Return whether ctrl-c comes to this thread as Python has it: not where it is ignored, or somebody else hears it."""
    mine = threading.current_thread() is threading.main_thread()
    return all((mine, signal.getsignal(signal.SIGINT) is signal.default_int_handler))
