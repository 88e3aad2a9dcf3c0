"""What each stage of a run costs: computing time, time by the clock, memory, articles. Stages may lie inside one another; what the inner
one costs is not counted to the outer one.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator

from briefing.model import StageCost


class Meter:
    """Measures one run. What processes of our own compute is told by :meth:`spent`."""

    def __init__(self) -> None:
        self._costs: dict[str, list[float]] = {}
        self._open: list[str] = []
        self._since = (0.0, 0.0)

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside to the stage ``name``."""
        self._lap()
        self._open.append(name)
        self._costs.setdefault(name, [0.0, 0.0, 0.0, 0])
        try:
            yield
        finally:
            self._lap()
            self._open.pop()

    def spent(self, seconds: float) -> None:
        """Count computing time of another process to the stage that is open."""
        if self._open:
            self._costs[self._open[-1]][0] += seconds

    def articles(self, count: int) -> None:
        """Count articles that the open stage has worked on."""
        if self._open:
            self._costs[self._open[-1]][3] += count

    def costs(self) -> tuple[StageCost, ...]:
        """Return the stages in the order in which they began."""
        return tuple(
            StageCost(name, round(cpu, 3), round(wall, 3), int(memory), int(articles))
            for name, (cpu, wall, memory, articles) in self._costs.items()
        )

    def _lap(self) -> None:
        now = (time.process_time(), time.perf_counter())
        if self._open:
            cost = self._costs[self._open[-1]]
            cost[0] += now[0] - self._since[0]
            cost[1] += now[1] - self._since[1]
            cost[2] = max(cost[2], peak_memory())
        self._since = now


def peak_memory() -> int:
    """Return the most bytes of memory that this process has held so far; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def computing_time() -> float:
    """Return the seconds that this process, and those that it has waited for, have computed."""
    return sum(os.times()[:4])
