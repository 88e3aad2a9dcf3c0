"""A lock between processes: a file that one of them holds. It dies with its process, so that none is ever stale."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE_SECONDS = 0.02


@contextmanager
def locked(path: Path, *, wait: float, waiting: Callable[[float], None] | None = None) -> Iterator[bool]:
    """Hold the lock file ``path``, made if need be and never followed if it is a link.

    Gives whether it was got within ``wait`` seconds; ``waiting`` is called with the seconds so far. On a platform without such locks
    it is always got.
    """
    try:
        import fcntl
    except ImportError:
        yield True
        return
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        begun = time.monotonic()
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                waited = time.monotonic() - begun
                if waited >= wait:
                    yield False
                    return
                if waiting is not None:
                    waiting(waited)
                time.sleep(_PAUSE_SECONDS)
        yield True
    finally:
        os.close(descriptor)
