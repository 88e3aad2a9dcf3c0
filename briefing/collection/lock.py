"""One writer for a folder's cache at a time, across processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.errors import BusyError
from briefing.file_lock import locked

WAIT_SECONDS = 600.0
"""A first read of a very large folder takes minutes; a second process waits for it rather than doing it again."""


@contextmanager
def folder_lock(
    path: Path, *, wait: float | None = None, waiting: Callable[[float], None] | None = None
) -> Iterator[None]:
    """Hold the lock file ``path``.

    Args:
        path: Made if need be.
        wait: Seconds to wait for another process at most (:data:`WAIT_SECONDS` if none are given).
        waiting: Called now and then with the seconds waited so far; what it raises ends the wait.

    Raises:
        BusyError: Another process keeps the lock longer.
    """
    with locked(path, wait=WAIT_SECONDS if wait is None else wait, waiting=waiting) as held:
        if not held:
            raise BusyError
        yield
