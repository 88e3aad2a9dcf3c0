"""A lock between processes: a file that one of them holds. It dies with its process, so that none is ever stale."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE_SECONDS = 0.02


@contextmanager
def locked(path: Path, *, wait: float) -> Iterator[bool]:
    """Hold the lock file ``path``, made if need be and never followed if it is a link.

    Gives whether it was got within ``wait`` seconds. On a platform without such locks it is always got.
    """
    try:
        import fcntl
    except ImportError:
        yield True
        return
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    yield False
                    return
                time.sleep(_PAUSE_SECONDS)
        yield True
    finally:
        os.close(descriptor)
