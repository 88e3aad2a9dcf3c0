"""Waiting in a test until nothing of the reader is on its way: a state, where Textual's own pilot watches the processor for fiftieths of
a second. What comes later, from another process or a timer, a test waits for by its own state."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from briefing.tui.workers import NewestOnly

LONGEST = 1.0
"""Seconds after which a reader that does not come to rest is left to itself, as Textual's pilot does: a test may hold a thread on purpose."""

WAITS = frozenset(
    {
        ("threading.py", "wait"),
        ("threading.py", "join"),
        ("threading.py", "_wait_for_tstate_lock"),
        ("thread.py", "_worker"),
    }
)
"""Where a thread is that waits to be woken: the file and the name of its innermost function."""


class Idle:
    """Knows whether anything of a reader is on its way: in the event loop, in a thread, or to be drawn."""

    def __init__(self, to_thread: Callable[..., Awaitable[Any]]) -> None:
        self._to_thread = to_thread
        self._given = 0
        """Calls that were given to threads and are not back yet."""
        self._workers: set[NewestOnly] = set()
        self._others = frozenset(threading.enumerate())
        """Threads of whoever runs the test."""

    async def to_thread(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Do as :func:`asyncio.to_thread`, and know of it."""
        self._given += 1
        try:
            return await self._to_thread(function, *args, **kwargs)
        finally:
            self._given -= 1

    def knows(self, worker: NewestOnly) -> None:
        """Look at this worker, too, from now on."""
        self._workers.add(worker)

    def _threads_wait(self) -> bool:
        if self._given or any(worker._waiting for worker in self._workers):
            return False
        frames = sys._current_frames()
        theirs = (thread.ident for thread in threading.enumerate() if thread not in self._others)
        codes = (frames[ident].f_code for ident in theirs if ident in frames)
        return all((Path(code.co_filename).name, code.co_name) in WAITS for code in codes)

    async def wait(self, app: Any) -> None:
        """Wait until everything that is on its way has arrived and is drawn."""
        ready: Any = getattr(asyncio.get_running_loop(), "_ready", None)
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            await asyncio.sleep(0)
            if ready:
                continue
            if not self._threads_wait() or app._resize_event is not None:
                await asyncio.sleep(0.001)
                continue
            app.screen._on_timer_update()
            if not ready:
                return


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every pause of a pilot that is given no time wait for this state."""
    idle = Idle(asyncio.to_thread)
    pause, submit = Pilot.pause, NewestOnly.submit

    async def pause_until_idle(self: Pilot[Any], delay: float | None = None) -> None:
        if delay is None:
            await self._wait_for_screen()
            await idle.wait(self.app)
        else:
            await pause(self, delay)

    def known_submit(self: NewestOnly, *job: Any) -> int:
        idle.knows(self)
        return submit(self, *job)

    monkeypatch.setattr(asyncio, "to_thread", idle.to_thread)
    monkeypatch.setattr(NewestOnly, "submit", known_submit)
    monkeypatch.setattr(Pilot, "pause", pause_until_idle)
