"""What a person made is saved in a thread of its own, one thing after the other: no key waits for the disk.

Who asks is told when it is stored, and only then tells the person. Leaving the reader waits until everything is.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.tui.context import finish

if TYPE_CHECKING:
    from briefing.tui.workers import Post

T = TypeVar("T")

Then = Callable[[Any], object]
Job = tuple[Callable[[], Any], Then, Callable[[Exception], object]]


class Saver:
    """The thread that saves.

    Args:
        post: has a function called in the screen's own queue.
        failed: is told of what could not be saved where whoever asked does not say who is.
    """

    def __init__(self, post: Post, failed: Callable[[Exception], object]) -> None:
        self._post, self._failed = post, failed
        self._ready = threading.Condition()
        self._waiting: deque[Job] = deque()
        """What is not stored yet, in the order in which it was asked for."""
        self._stored: deque[tuple[Callable[[Any], object], Any]] = deque()
        """Who is still to be told, and of what."""
        self._thread: threading.Thread | None = None
        self._closed = False

    def save(self, write: Callable[[], T], then: Callable[[T], object], failed: Then | None = None) -> None:
        """Call ``write`` in the thread, behind everything that was asked for before; then, in the screen's own queue, ``then`` with
        what it returned, or ``failed`` with what it raised."""
        with self._ready:
            self._waiting.append((write, then, self._failed if failed is None else failed))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="briefing-saving", daemon=True)
                self._thread.start()
            self._ready.notify()

    async def saving(self, write: Callable[[], T]) -> T:
        """Return what ``write`` returned in the thread, or raise what it raised: for what the next key acts on."""
        answers: list[T] = []
        errors: list[Exception] = []
        self.save(write, answers.append, errors.append)
        await self.saved()
        if errors:
            raise errors[0]
        return answers[0]

    async def saved(self) -> None:
        """Wait until everything that was asked for is stored, and whoever asked was told."""
        import asyncio

        if self._waiting:
            loop, stored = asyncio.get_running_loop(), asyncio.Event()
            self.save(lambda: loop.call_soon_threadsafe(stored.set), lambda done: None)
            await stored.wait()
        await self.tell()

    async def tell(self) -> None:
        """Tell whoever asked what has come of it, in the order in which it was asked for."""
        while self._stored:
            receive, value = self._stored.popleft()
            try:
                await finish(receive(value))
            except Exception as error:  # those behind it are told all the same
                self._failed(error)

    def close(self) -> list[Exception]:
        """Wait until everything is stored; return what was not and of which nobody can be told any more."""
        with self._ready:
            self._closed = True
            self._ready.notify()
        if self._thread is not None:
            self._thread.join()
        return [value for _, value in self._stored if isinstance(value, Exception)]

    def _run(self) -> None:
        while True:
            with self._ready:
                while not self._waiting:
                    if self._closed:
                        return
                    self._ready.wait()
                write, then, failed = self._waiting[0]
            try:
                told: tuple[Callable[[Any], object], Any] = then, write()
            except Exception as error:  # the thread goes on: the next thing may be saved
                told = failed, error
            self._stored.append(told)
            self._waiting.popleft()
            with suppress(RuntimeError):  # the loop has ended
                self._post(self.tell)
