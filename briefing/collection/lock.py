"""One writer for a folder's cache at a time, across processes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.errors import StateError
from briefing.file_lock import locked

WAIT_SECONDS = 600.0
"""A first read of a very large folder takes minutes; a second process waits for it rather than doing it again."""


@contextmanager
def folder_lock(path: Path, *, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock file ``path``; waits up to ``wait`` seconds. Raises StateError if another process keeps it longer."""
    with locked(path, wait=wait) as held:
        if not held:
            raise StateError("another briefing is still bringing this folder up to date; try again when it is done")
        yield
