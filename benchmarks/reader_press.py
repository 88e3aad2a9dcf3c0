"""What :mod:`reader` measures with: a key pressed in a pseudo-terminal, until its picture stands, in time by the clock and in CPU of the process."""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "end_to_end"))
from terminal import Terminal  # noqa: E402

# A machine that keeps no byte code compiles the program at every start, which is not what is measured here.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

QUIET = 0.12
"""Seconds without a byte after which the program is taken for done with a key."""
PATIENCE = 1.0
"""Seconds for which the first byte is waited for, unless the program has come to rest: a key at the end of a list draws nothing."""
REST = 0.1
"""Seconds without computing after which a program is at rest. What it draws later is not the key's: an article counts as read by itself."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Pressed:
    """One key: milliseconds by the clock until the first byte that it draws and until the last, and of CPU until the last.

    The CPU is that of all threads of the process, so what is prepared in the background counts.
    """

    first: float
    quiet: float
    cpu: float


def cpu_seconds(pid: int) -> float:
    """Return user and system time of a process with all its threads: to the nanosecond on Linux, else as ``/proc`` has it."""
    if sys.platform == "linux":
        return time.clock_gettime(~pid << 3 | 2)  # the number of a process's clock, by the kernel's own rule
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def command(folder: str, *options: str) -> list[str]:
    """Return the command that opens the reader."""
    return [sys.executable, "-m", "briefing", *options, folder]


@contextmanager
def reading(folder: str, *options: str, size: tuple[int, int] = (120, 40)) -> Iterator[Terminal]:
    """Open the reader, at rest; ``size``: columns and rows of its terminal."""
    columns, rows = size
    with Terminal(command(folder, *options), columns=columns, rows=rows) as terminal, watching_first():
        terminal.wait_for(r"Articles [\d,]+", seconds=60)
        settle(terminal, 1.5)
        yield terminal


@contextmanager
def watching_first() -> Iterator[None]:
    """Where the program goes first on one core (``chrt -f 10 taskset -c 1``), watch it from all others, before everybody there: a byte is
    seen when it comes, not when the program has nothing to do."""
    policy = getattr(os, "SCHED_FIFO", None)
    if policy is None or os.sched_getscheduler(0) != policy:
        yield
        return
    before, cores = os.sched_getparam(0), os.sched_getaffinity(0)
    everywhere = set(range(os.cpu_count() or 1))
    os.sched_setscheduler(0, policy, os.sched_param(before.sched_priority + 1))
    os.sched_setaffinity(0, everywhere - cores or everywhere)
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)
        os.sched_setscheduler(0, policy, before)


def settle(terminal: Terminal, quiet: float = QUIET, patience: float = 0.0) -> tuple[float, float, float]:
    """Read until nothing has come for ``quiet`` seconds, or at first for ``patience``; return the times of the first and the last byte
    (0 if none came) and the CPU of the process at the last."""
    first = last = cpu = 0.0
    deadline = time.perf_counter() + 20
    while time.perf_counter() < deadline:
        before = len(terminal.raw)
        if last or patience <= quiet:
            terminal.pump(quiet)
        else:
            _first_byte(terminal, patience)
        if len(terminal.raw) == before:
            break
        cpu, last = cpu_seconds(terminal.pid), time.perf_counter()
        first = first or last
    return first, last, cpu


def _first_byte(terminal: Terminal, patience: float) -> None:
    """Wait for a byte, ``patience`` seconds at most, or until the program rests and will draw nothing."""
    before, end = len(terminal.raw), time.perf_counter() + patience
    pressed = spent = cpu_seconds(
        terminal.pid
    )  # a key that costs nothing has not come yet: a busy system takes its time for that
    while len(terminal.raw) == before and time.perf_counter() < end:
        terminal.pump(REST)
        now = cpu_seconds(terminal.pid)
        if pressed < spent == now and _waits_for_keys(terminal.pid):
            return
        spent = now


def _waits_for_keys(pid: int) -> bool:
    """Say whether the thread that takes the keys neither runs nor waits for the disk; others may be saving."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "S"


def _take_in(terminal: Terminal) -> None:
    """Read what was written by now."""
    before = -1
    while before != len(terminal.raw):
        before = len(terminal.raw)
        terminal.pump(0)


def measured(
    terminal: Terminal,
    patience: float = PATIENCE,
    *,
    key: str = "",
    times: int = 1,
    size: tuple[int, int] = (0, 0),
    quiet: float = QUIET,
) -> Pressed:
    """Press ``key`` (``times`` in a row), or give the terminal another size, and measure what follows."""
    _take_in(terminal)  # what the key before drew late
    spent, began = cpu_seconds(terminal.pid), time.perf_counter()
    if key:
        terminal.press(*[key] * times)
    else:
        terminal.resize(*size)
    first, last, cpu = settle(terminal, quiet, patience=patience)
    return Pressed(max(0.0, first - began) * 1e3, max(0.0, last - began) * 1e3, max(0.0, cpu - spent) * 1e3)


def press(terminal: Terminal, key: str, times: int = 1) -> Pressed:
    """Press ``key``, ``times`` in a row, and measure what follows."""
    return measured(terminal, key=key, times=times)


HOOK = """
import sys, time
from textual.drivers.linux_driver import LinuxDriver
def write(self, data, write=LinuxDriver.write):
    if {word!r} in data:
        with open({file!r}, "a") as file:
            print(time.process_time(), file=file)
    write(self, data)
LinuxDriver.write = write
"""
TOOLONG = """
sys.argv = ["tl", {file!r}]
from toolong.cli import run
run()
"""
READER = """
sys.argv = ["briefing", {folder!r}]
from briefing.__main__ import main
main()
"""


def start(program: str, word: str = "Articles", python: str = sys.executable) -> float:
    """Return the seconds of CPU until a program of Textual's writes ``word`` to the screen.

    The program tells it itself: whoever watched from outside would count what it goes on to do before a busy machine lets him look.
    """
    with tempfile.TemporaryDirectory() as place:
        told = Path(place, "told")
        with Terminal([python, "-c", HOOK.format(file=str(told), word=word) + program]) as terminal:
            terminal.wait_for(re.escape(word), seconds=60)
        return float(told.read_text().split()[0])


def high(values: Iterable[float]) -> float:
    """Return what 95 of 100 values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def line(name: str, value: float, goal: float, unit: str = "ms", cpu: Iterable[float] = ()) -> None:
    """Print one measure beside its goal, and the median of the CPU that went into it."""
    spent = list(cpu)
    cost = f"CPU {statistics.median(spent):>7.1f}" if spent else " " * 11
    print(
        f"{name:<44}{value:>9.1f} {unit:<4} goal {goal:>7.1f}  {cost}  {'' if value <= goal else 'over'}".rstrip(),
        flush=True,
    )
