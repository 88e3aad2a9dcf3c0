"""How long a process or a thread has worked, or stood still though it could have worked.

The clock on the wall says neither: a laptop that sleeps, a process that was stopped and a machine that has other things to do make no
work fail. Where the system tells (Linux), computing time counts, and time asleep; what waits for a core, or is stopped, costs nothing.
Elsewhere the wall clock counts, in steps, so that a night of sleep is one step.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Final, NamedTuple

STEP: Final = 0.5
"""Seconds between two looks; more than twice as long between two was no waiting of ours."""

_MOST: Final = 4096
"""Bytes of a ``stat`` file; it has some 300."""
_ASLEEP: Final = frozenset("SDI")
"""States of who waits for something else than a core."""


class Look(NamedTuple):
    """What the system says of a process or thread: computing time so far (seconds), and whether it waits for something."""

    cpu: float
    asleep: bool


def of_process(pid: int) -> Callable[[], Look | None]:
    """Return what looks at a process."""
    return lambda: _look(f"/proc/{pid}/stat")


def of_this_thread() -> Callable[[], Look | None]:
    """Return what looks at the thread that calls this."""
    import threading

    path = f"/proc/self/task/{threading.get_native_id()}/stat"
    return lambda: _look(path)


def _look(path: str) -> Look | None:
    """Return what stands in a ``stat`` file of Linux, None where there is none."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        try:
            fields = os.read(descriptor, _MOST).rpartition(b")")[2].split()
        finally:
            os.close(descriptor)
        ticks = int(fields[11]) + int(fields[12])
    except (OSError, ValueError, IndexError):
        return None
    return Look(ticks / os.sysconf("SC_CLK_TCK"), fields[0].decode() in _ASLEEP)


class StandStill:
    """The seconds that somebody has worked or stood still, from now on or from :meth:`begin`.

    ``look`` gives what the system says, None where it says nothing. It must be asked at least every :data:`STEP` seconds.
    """

    def __init__(self, look: Callable[[], Look | None], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._look, self._clock = look, clock
        self.begin()

    def begin(self) -> None:
        """Count from now."""
        self._spent = 0.0
        self._at, self._seen = self._clock(), self._look()

    def seconds(self) -> float:
        """Return how many there are now."""
        now, seen = self._clock(), self._look()
        passed, before = min(now - self._at, 2 * STEP), self._seen
        self._at, self._seen = now, seen
        self._spent += passed if seen is None else _between(before, seen, passed)
        return self._spent


def _between(before: Look | None, seen: Look, passed: float) -> float:
    """Return what counts between two looks, ``passed`` seconds apart."""
    if before is None:
        return passed
    computed = max(0.0, seen.cpu - before.cpu)
    return max(computed, passed) if seen.asleep else computed
