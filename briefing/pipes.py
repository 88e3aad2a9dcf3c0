"""Bytes to and from a child process before a deadline: a child that hangs can hold nobody up."""

from __future__ import annotations

import os
import selectors
import time

_MOST = 1 << 20
"""Bytes that are written or read at once."""


def write(descriptor: int, data: bytes | memoryview, deadline: float) -> None:
    """Write all of ``data``.

    Args:
        descriptor: Of the pipe; it is set not to block.
        data: What is written.
        deadline: In seconds of ``time.monotonic``.

    Raises:
        TimeoutError: The child did not take it in time.
        OSError: The child is gone.
    """
    os.set_blocking(descriptor, False)
    rest = memoryview(data)
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_WRITE)
        while rest:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            rest = rest[os.write(descriptor, rest[:_MOST]) :]


def receive(descriptor: int, size: int, deadline: float) -> bytes:
    """Return the next ``size`` bytes; ``deadline`` as for :func:`write`.

    Raises:
        TimeoutError: They did not come in time.
        EOFError: The child is gone.
    """
    chunks = []
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while size > 0:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            chunk = os.read(descriptor, min(size, _MOST))
            if not chunk:
                raise EOFError
            chunks.append(chunk)
            size -= len(chunk)
    return b"".join(chunks)
