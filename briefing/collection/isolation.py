"""Finds the few items over which a piece of work fails, so that it can be done over all others; and ends what does not end."""

from __future__ import annotations

import contextlib
import ctypes
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from briefing.errors import BriefingError
from briefing.stand_still import STEP, StandStill, of_this_thread

T = TypeVar("T")


_STEPS_TO_ARRIVE = 1000
"""Steps of Python within which an exception from another thread is raised."""


class TooLongError(Exception):
    """Work took longer than it may."""


def is_fault_of_item(error: BaseException) -> bool:
    """Return whether an item of the work may be at fault for ``error``; else the disk is, or a rule, or somebody asked to stop."""
    if isinstance(error, (sqlite3.DataError, sqlite3.InterfaceError)):
        return True
    return isinstance(error, Exception) and not isinstance(error, (sqlite3.Error, OSError, BriefingError))


def halves(items: Sequence[T], run: Callable[[Sequence[T]], None], failed: Callable[[T, Exception], None]) -> None:
    """Run over all items; where that raises, over each half of them.

    Args:
        items: Each is good or bad by itself.
        run: Does its work or raises and has done nothing.
        failed: Told of each item over which alone ``run`` raises.
    """
    try:
        run(items)
    except Exception as error:
        if not items or not is_fault_of_item(error):
            raise
        if len(items) == 1:
            failed(items[0], error)
            return
        middle = len(items) // 2
        halves(items[:middle], run, failed)
        halves(items[middle:], run, failed)


def culprits(items: Sequence[T], trial: Callable[[Sequence[T]], None]) -> dict[T, Exception]:
    """Return the items without which ``trial`` does not raise over the others, with what it raised.

    Args:
        items: Some of them make the trial raise, alone or with others.
        trial: Is run over many of their subsets and leaves nothing behind. If it raises over none at all, that is raised.
    """
    bad: dict[T, Exception] = {}
    trial([])

    def grow(good: list[T], more: Sequence[T]) -> list[T]:
        """Return ``good`` with as many of ``more`` as the trial bears."""
        try:
            trial([*good, *more])
        except Exception as error:
            if not is_fault_of_item(error):
                raise
            if len(more) == 1:
                bad[more[0]] = error
                return good
            middle = len(more) // 2
            return grow(grow(good, more[:middle]), more[middle:])
        return [*good, *more]

    if items:
        grow([], items)
    return bad


class Alarm:
    """Raises :class:`TooLongError` in the thread that made it once that has worked or stood still for too long, unless it is put off in
    time. Not what the machine does meanwhile counts: see :mod:`briefing.stand_still`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._thread = threading.get_ident()
        self._spent = StandStill(of_this_thread())
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._rang = self._put_off = False

    def put_off(self) -> None:
        """Count from now: the work goes on. Costs nothing: whoever watches looks at it."""
        self._put_off = True

    def watch(self) -> None:
        """Wait until the work is over or has taken too long."""
        while not self._over.wait(max(0.01, min(STEP, self._left()))):
            with self._lock:
                if self._left() <= 0 and not self._over.is_set():
                    self._rang = True
                    _raise_in(self._thread, TooLongError)
                    return

    def _left(self) -> float:
        if self._put_off:
            self._put_off = False
            self._spent.begin()
        return self._seconds - self._spent.seconds()

    def stop(self) -> bool:
        """End the watch; return whether it rang, with nothing left to be raised."""
        with contextlib.suppress(TooLongError):
            self._over.set()
            with self._lock:
                pass  # from here on it rings no more
            # What it has raised is taken here. It cannot be called off: Python would look for it at every step from then on, and
            # for ever if a profiler or a debugger runs.
            for _ in range(_STEPS_TO_ARRIVE):
                pass
        self._over.set()
        return self._rang


@contextlib.contextmanager
def within(seconds: float) -> Iterator[Alarm]:
    """Raise :class:`TooLongError` in what is done here once it works or stands still for more than ``seconds``, from the last time that
    the alarm was put off. Ends work in Python only: a call into a library that does not return is not ended."""
    alarm = Alarm(seconds)
    threading.Thread(target=alarm.watch, daemon=True).start()
    try:
        yield alarm
    except TooLongError:
        pass
    finally:
        rang = alarm.stop()
    if rang:
        raise TooLongError(f"longer than {seconds:.0f} s")


def _raise_in(thread: int, error: type[BaseException]) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error))
