"""What memory the reader holds, and when it is looked through for what nobody refers to any more: while the hands rest, not while a key
waits for its picture.

A full look takes tens of milliseconds, and hundreds while a large folder is being analysed.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from contextlib import suppress
from time import monotonic
from typing import Final

AT_REST: Final = 3.0
"""Seconds without a key."""

THRESHOLDS: Final = (2_000, 20, 25)
"""Python's own looks go on, and those through everything come so seldom that only hands that never rest meet them."""

WORTH: Final = 5
"""Looks through what is young after which a full one is worth its time."""

SWITCH: Final = 0.001
"""Seconds for which a thread in the background may go on before the screen has its turn."""


ARENAS, TRIM_ABOVE, MAP_ABOVE = (-8, 2), (-1, 128 << 10), (-3, 256 << 10)
"""What the GNU allocator is told, each with its number: how many heaps the threads share, above how many free bytes at its end a heap
is given back, and how many bytes a block has that is given back by itself. Unasked it keeps a heap for each thread, with the holes in it."""


def hold_less() -> None:
    """Have the system's allocator keep less than it does for servers; does nothing where there is another one."""
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        for number, value in (ARENAS, TRIM_ABOVE, MAP_ABOVE):
            library.mallopt(number, value)


class RestingCollector:
    """Python's collector of garbage, timed by the keys."""

    def __init__(self) -> None:
        self._last = 0.0
        self._waiting = False
        self._in_charge = False

    def begin(self) -> None:
        """Take charge; what there is now stays for good and is never looked at again. Called once the first picture stands."""
        hold_less()
        sys.setswitchinterval(SWITCH)
        gc.set_threshold(*THRESHOLDS)
        gc.freeze()
        gc.enable()
        self._in_charge = True

    def key(self) -> None:
        """A key was pressed: the hands do not rest."""
        self._last = monotonic()
        if self._in_charge > self._waiting:
            self._waiting = True
            asyncio.get_running_loop().call_later(AT_REST, self._look)

    def _look(self) -> None:
        left = self._last + AT_REST - monotonic()
        if left > 0:
            asyncio.get_running_loop().call_later(left, self._look)
            return
        self._waiting = False
        if gc.get_count()[2] >= WORTH:
            gc.collect()
