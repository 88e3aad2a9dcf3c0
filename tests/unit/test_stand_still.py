"""Work is ended for what it does, not for what the machine does meanwhile. The clocks are made up: nothing here waits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.stand_still import STEP, Look, StandStill, of_process, of_this_thread


class Machine:
    """A process and the clocks around it."""

    def __init__(self, *, tells: bool = True) -> None:
        self.now, self.cpu, self.asleep, self.tells = 100.0, 7.0, False, tells
        self.spent = StandStill(self.look, clock=lambda: self.now)

    def look(self) -> Look | None:
        return Look(self.cpu, self.asleep) if self.tells else None

    def passes(self, seconds: float, *, cpu: float = 0.0, asleep: bool = False, step: float = STEP) -> float:
        """Let time pass, looked at again and again; return what is counted then."""
        self.asleep = asleep
        for _ in range(max(1, round(seconds / step))):
            self.now, self.cpu = self.now + min(step, seconds), self.cpu + cpu * min(step, seconds)
            counted = self.spent.seconds()
        return counted


def test_who_waits_for_a_core_has_not_worked() -> None:
    """The machine is busy, or the process was stopped."""
    assert Machine().passes(3_600) == 0


def test_who_computes_has_worked() -> None:
    assert Machine().passes(10, cpu=1.0) == pytest.approx(10)
    assert Machine().passes(10, cpu=0.25) == pytest.approx(2.5)


def test_who_waits_for_something_else_stands_still() -> None:
    assert Machine().passes(10, asleep=True) == pytest.approx(10)
    assert Machine().passes(10, cpu=0.5, asleep=True) == pytest.approx(10)


@pytest.mark.parametrize("tells", [True, False], ids=["linux", "elsewhere"])
def test_a_night_of_sleep_is_one_step(tells: bool) -> None:
    machine = Machine(tells=tells)
    machine.passes(1, asleep=True)
    assert machine.passes(36_000, asleep=True, step=36_000) <= 1 + 2 * STEP


def test_where_the_system_tells_nothing_the_clock_counts() -> None:
    assert Machine(tells=False).passes(10) == pytest.approx(10)


def test_it_begins_again() -> None:
    machine = Machine()
    machine.passes(10, cpu=1.0)
    machine.spent.begin()
    assert machine.passes(2, cpu=1.0) == pytest.approx(2)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system tells nothing of processes")
def test_what_the_system_says_of_a_process_and_a_thread() -> None:
    with subprocess.Popen([sys.executable, "-c", "print(flush=True); input()"], stdin=-1, stdout=-1) as process:
        assert process.stdout is not None
        process.stdout.readline()
        seen = of_process(process.pid)()
        assert seen is not None
        assert seen.cpu >= 0
        process.kill()
        process.wait()
        assert of_process(process.pid)() is None
    mine = of_this_thread()()
    assert mine == Look(mine.cpu, asleep=False) if mine else False
    assert of_process(os.getpid())() is not None
