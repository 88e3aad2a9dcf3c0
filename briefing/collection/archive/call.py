"""One question to an archive in a thread of its own: whoever asks waits as long as a person would, and what comes later is not lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from briefing.errors import ArchiveError
from briefing.index.engine import Cancellation

T = TypeVar("T")

LOOK = 0.02
"""Seconds between two looks at whether a newer question has come."""


def never() -> bool:
    """Nothing supersedes the question."""
    return False


def superseded() -> ArchiveError:
    """Return the error of a question that a newer one has taken the place of."""
    return ArchiveError("a newer question has taken the place of this one", "cancelled")


def rest(seconds: float, cancelled: Callable[[], bool]) -> None:
    """Wait before asking, as another letter may follow at once. Raises ArchiveError of kind ``cancelled``."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if cancelled():
            raise superseded()
        time.sleep(min(LOOK, left))
    if cancelled():
        raise superseded()


class Call(Generic[T]):
    """Runs ``ask`` at once. The thread is a daemon: leaving the reader waits for no server."""

    def __init__(self, ask: Callable[[Cancellation], T], name: str) -> None:
        self.cancellation = Cancellation()
        self._ask = ask
        self._done = threading.Event()
        self._value: list[T] = []
        self._error: Exception | None = None
        threading.Thread(target=self._run, name=f"briefing-archive-{name}", daemon=True).start()

    def _run(self) -> None:
        try:
            self._value.append(self._ask(self.cancellation))
        except Exception as error:  # told to whoever asks for the value
            self._error = error
        finally:
            self._done.set()

    @property
    def done(self) -> bool:
        """Whether there is an answer, or an error."""
        return self._done.is_set()

    def within(self, seconds: float, cancelled: Callable[[], bool] = never) -> bool:
        """Wait for the answer; whether it came in time. Raises ArchiveError of kind ``cancelled`` when a newer question has come, and gives
        this one up."""
        end = time.monotonic() + seconds
        while not self._done.wait(max(0.0, min(LOOK, end - time.monotonic()))):
            if cancelled():
                self.cancellation.cancel()
                raise superseded()
            if time.monotonic() >= end:
                return False
        return True

    def value(self) -> T:
        """Return what came, or raise what went wrong; after :meth:`within` said True."""
        if self._error is not None:
            raise self._error
        return self._value[0]
