"""One writer for a folder's cache at a time, across processes. A lock dies with its process: none is ever stale."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.errors import StateError

WAIT_SECONDS = 600.0
"""A first read of a very large folder takes minutes; a second process waits for it rather than doing it again."""


@contextmanager
def folder_lock(path: Path, *, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock file ``path``; waits up to ``wait`` seconds. Raises StateError if another process keeps it longer."""
    try:
        import fcntl
    except ImportError:  # no such locks on this platform: the catalogue's own locking has to do
        yield
        return
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise StateError(
                        "another briefing is still bringing this folder up to date; try again when it is done"
                    ) from None
                time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)
