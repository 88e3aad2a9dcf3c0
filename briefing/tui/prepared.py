"""What a pane shows, made in a thread of its own while nobody waits for it, and kept until what it was made from changes."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")

POLL = 0.004
"""Seconds between two looks whether it is there."""


class SupersededError(Exception):
    """What is being made is wanted no more: it is being made anew."""


class _Work(Generic[T]):
    """One making of it."""

    def __init__(self, key: Hashable) -> None:
        self.key = key
        self.thread = 0
        self.done = threading.Event()
        self.value: T | None = None
        self.error: Exception | None = None


class Prepared(Generic[T]):
    """A value that takes long to make. The thread is a daemon: leaving the reader never waits for it."""

    def __init__(self, name: str, make: Callable[[], T]) -> None:
        self._name, self._make = name, make
        self._work: _Work[T] | None = None

    def begin(self, key: Hashable) -> None:
        """Make it, unless it was made (or is being made) from what ``key`` names."""
        if self._work is None or self._work.key != key:
            self._work = work = _Work[T](key)
            threading.Thread(target=self._run, args=(work,), name=self._name, daemon=True).start()

    def go_on(self) -> None:
        """In the thread: raise :class:`SupersededError` if it is being made anew meanwhile. Whoever makes it asks now and then."""
        if self._work is None or self._work.thread != threading.get_ident():
            raise SupersededError(self._name)

    def _run(self, work: _Work[T]) -> None:
        work.thread = threading.get_ident()
        try:
            work.value = self._make()
        except Exception as error:
            work.error = error
        work.done.set()

    @property
    def there(self) -> bool:
        """What was begun last is made, or cannot be made."""
        return self._work is not None and self._work.done.is_set()

    async def within(self, seconds: float) -> bool:
        """Wait until it is there, ``seconds`` at most; whether it is."""
        end = time.monotonic() + seconds
        while self._work is not None and not self._work.done.is_set():
            if time.monotonic() >= end:
                return False
            await asyncio.sleep(POLL)
        return self._work is not None

    def take(self) -> T:
        """Return what was made; raises what making it raised (then it is made anew the next time), LookupError if nothing was."""
        work = self._work
        if work is None or not work.done.is_set():
            raise LookupError(f"{self._name} is not there yet")
        if work.error is not None:
            self._work = None
            raise work.error
        return work.value  # type: ignore[return-value]
