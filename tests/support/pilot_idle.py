"""Waiting in a test until nothing of the reader is on its way: a state, where Textual's own pilot watches the processor for fiftieths of
a second. What comes later, from another process or a timer, a test waits for by its own state."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from textual._context import active_app
from textual.pilot import Pilot

from briefing.tui.saving import Saver
from briefing.tui.workers import NewestOnly

LONGEST = 1.0
"""Seconds after which a reader that does not come to rest is left to itself, as Textual's pilot does: a test may hold a thread on purpose."""

REST = 0.02
"""Seconds without computing after which a thread elsewhere counts as waiting: for another process, or for what a test holds back."""

WITHOUT_WORK = ("thread.py", "_worker")
"""Where a thread of an executor is that has nothing to do: the file and the name of its innermost function."""

WAITS = frozenset({WITHOUT_WORK, *(("threading.py", name) for name in ("wait", "join", "_wait_for_tstate_lock"))})
"""Where threads wait to be woken."""


def _place(frame: FrameType) -> tuple[str, str]:
    return Path(frame.f_code.co_filename).name, frame.f_code.co_name


def _computed(thread: threading.Thread) -> str:
    """Return how much a thread has computed, or what time it is where that is not counted for each."""
    try:
        return Path(f"/proc/self/task/{thread.native_id}/schedstat").read_text().split()[0]
    except (OSError, IndexError):
        return str(time.monotonic())


def _opening(app: Any) -> bool:
    """Return whether keys wait for what the key before them opens."""
    return bool(getattr(getattr(app, "_reader", None), "opening", False))


def _begins(app: Any) -> bool:
    """Return whether something begins behind the next picture."""
    return bool(getattr(getattr(app, "_reader", None), "behind", ()))


class Idle:
    """Knows whether anything of a reader is on its way: in the event loop, in a thread, or to be drawn."""

    def __init__(self, to_thread: Callable[..., Awaitable[Any]]) -> None:
        self._to_thread = to_thread
        self._given = 0
        """Calls that were given to threads and are not back yet."""
        self._workers: set[NewestOnly | Saver] = set()
        self._others = frozenset(threading.enumerate())
        """Threads of whoever runs the test."""
        self._computed: dict[threading.Thread, tuple[str, float]] = {}
        """How much each thread has computed, and since when it has been that much."""

    async def to_thread(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Do as :func:`asyncio.to_thread`, and know of it."""
        self._given += 1
        try:
            return await self._to_thread(function, *args, **kwargs)
        finally:
            self._given -= 1

    def knows(self, worker: NewestOnly | Saver) -> None:
        """Look at this worker, too, from now on."""
        self._workers.add(worker)

    def _threads_wait(self) -> bool:
        frames = sys._current_frames()
        theirs = {
            thread: _place(frames[thread.ident])
            for thread in threading.enumerate()
            if thread not in self._others and thread.ident in frames
        }
        taken = sum(place != WITHOUT_WORK for thread, place in theirs.items() if thread.name.startswith("asyncio_"))
        if self._given > taken or any(worker._waiting for worker in self._workers):
            return False  # a thread is about to begin
        return all(place in WAITS or self._rests(thread) for thread, place in theirs.items())

    def _rests(self, thread: threading.Thread) -> bool:
        """Return whether a thread has not computed anything for a while."""
        now, computed = time.monotonic(), _computed(thread)
        before, since = self._computed.get(thread, ("", now))
        if computed != before:
            since = now
        self._computed[thread] = computed, since
        return now - since >= REST

    async def wait(self, app: Any) -> None:
        """Wait until everything that is on its way has arrived and is drawn."""
        ready: Any = getattr(asyncio.get_running_loop(), "_ready", None)
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            await asyncio.sleep(0)
            if ready:
                continue
            if not self._threads_wait() or getattr(app, "_resize_event", None) is not None or _opening(app):
                await asyncio.sleep(0.001)
                continue
            app.screen._on_timer_update()
            if not ready and not _begins(app):
                return


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every pause of a pilot that is given no time wait for this state."""
    idle = Idle(asyncio.to_thread)
    pause, submit, save = Pilot.pause, NewestOnly.submit, Saver.save

    async def pause_until_idle(self: Pilot[Any], delay: float | None = None) -> None:
        if delay is None:
            await self._wait_for_screen()
            await idle.wait(self.app)
        else:
            await pause(self, delay)

    async def idle_after_key(_min_sleep: float = 0.0, _max_sleep: float = 0.0) -> None:
        await idle.wait(active_app.get())

    def known_submit(self: NewestOnly, *job: Any) -> int:
        idle.knows(self)
        return submit(self, *job)

    def known_save(self: Saver, *job: Any) -> None:
        idle.knows(self)
        save(self, *job)

    monkeypatch.setattr(asyncio, "to_thread", idle.to_thread)
    monkeypatch.setattr(Saver, "save", known_save)
    monkeypatch.setattr(NewestOnly, "submit", known_submit)
    monkeypatch.setattr(Pilot, "pause", pause_until_idle)
    monkeypatch.setattr("textual.app.wait_for_idle", idle_after_key)
