"""Child processes of our own: how one is started, and the frames that go to it and come back before a deadline.

A frame is the length of its payload (eight bytes, the highest first) and the payload. Two policies use it: the pool of workers
trusts its own code and sends pickles, the sandbox trusts nothing that comes back and takes JSON. A child that hangs can hold
nobody up.
"""

from __future__ import annotations

import os
import select
import struct
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from briefing.stand_still import STEP

if TYPE_CHECKING:
    import subprocess

_LENGTH = struct.Struct("!Q")
_MOST = 1 << 20
"""Bytes that are written or read at once."""


class TooLongError(Exception):
    """A frame is longer than whoever reads it allows."""


# --- the parent ---


def boot(module: str, function: str) -> str:
    """Return the code with which a child begins: it finds the same modules as we do and calls ``function`` of ``module``."""
    return f"import sys,json;sys.path[:]=json.loads(sys.argv[1]);from {module} import {function};{function}()"


def python_child(code: str) -> list[str]:
    """Return the command of a child that runs ``code``; ``-P`` keeps the current folder out of its path, as that may be a
    folder of articles."""
    import json
    from pathlib import Path

    paths = json.dumps([str(Path(path).absolute()) for path in sys.path])
    return [sys.executable, "-P", "-X", "utf8", "-c", code, paths]


def start(code: str) -> subprocess.Popen[bytes]:
    """Start a child that runs ``code``, in a session of its own, so that no key pressed here reaches it. Raises OSError."""
    import subprocess

    return subprocess.Popen(
        python_child(code), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
        start_new_session=True, env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip


Left = Callable[[], float]
"""Says how many seconds are left; none any more: 0 or less."""


def send(descriptor: int, payload: bytes, left: Left) -> None:
    """Write one frame.

    Args:
        descriptor: Of the pipe; it is set not to block.
        payload: What is written.
        left: Asked at least every :data:`briefing.stand_still.STEP` seconds.

    Raises:
        TimeoutError: The child did not take it in time.
        OSError: The child is gone.
    """
    os.set_blocking(descriptor, False)
    ready = _ready(descriptor, writing=True)
    parts = (_LENGTH.pack(len(payload)), payload)
    for part in (b"".join(parts),) if len(payload) < _MOST else parts:
        rest = memoryview(part)
        while rest:
            _wait(ready, left)
            rest = rest[os.write(descriptor, rest[:_MOST]) :]


_Ready = Callable[[float], bool]
"""Waits for a pipe, some seconds at most; tells whether something can be done with it."""


def _ready(descriptor: int, *, writing: bool) -> _Ready:
    """Return what waits for a pipe that is written, or read: as few calls as that takes, since thousands of frames go through it."""
    try:
        poll = select.poll()
    except AttributeError:  # not on every system
        lists = ([], [descriptor]) if writing else ([descriptor], [])
        return lambda seconds: any(select.select(*lists, [], seconds))
    poll.register(descriptor, select.POLLOUT if writing else select.POLLIN)
    return lambda seconds: bool(poll.poll(seconds * 1000))


def _wait(ready: _Ready, left: Left) -> None:
    """Wait until something can be done. Raises TimeoutError. How much is left is asked only where there is something to wait for, as
    the answer costs more than most frames."""
    if ready(0.0):
        return
    while not ready(max(0.0, min(STEP, seconds := left()))):
        if seconds <= 0:
            raise TimeoutError


def receive(descriptor: int, left: Left, *, most: int | None = None) -> bytes:
    """Return the payload of the next frame, of ``most`` bytes at most; ``left`` as for :func:`send`.

    Raises:
        TimeoutError: It did not come in time.
        EOFError: The child is gone.
        TooLongError: It is longer than ``most``; nothing more can be read from this child.
    """
    ready = _ready(descriptor, writing=False)

    def take(size: int) -> bytes:
        chunks = []
        while size > 0:
            _wait(ready, left)
            chunk = os.read(descriptor, min(size, _MOST))
            if not chunk:
                raise EOFError
            chunks.append(chunk)
            size -= len(chunk)
        return b"".join(chunks)

    (size,) = _LENGTH.unpack(take(_LENGTH.size))
    if most is not None and size > most:
        raise TooLongError
    return take(size)


# --- the child ---


def keep_answers_apart() -> int:
    """Return the descriptor for answers; whatever a library prints from now on goes nowhere instead of between them."""
    out = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return out


def is_asked(seconds: float) -> bool:
    """Wait until something stands on standard input (or it has ended), for ``seconds`` at most; return whether it does."""
    try:
        return bool(select.select([0], [], [], seconds)[0])
    except OSError:  # where only sockets can be waited for
        return True


def read_frame() -> bytes | None:
    """Return the payload of the next frame on standard input, or None where it ends."""
    header = _take(_LENGTH.size)
    if len(header) < _LENGTH.size:
        return None
    (size,) = _LENGTH.unpack(header)
    payload = _take(size)
    return payload if len(payload) == size else None


def write_frame(descriptor: int, payload: bytes) -> None:
    """Write one frame. Raises OSError if the parent is gone."""
    rest = memoryview(_LENGTH.pack(len(payload)) + payload)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _take(size: int) -> bytes:
    chunks = []
    while size > 0:
        chunk = os.read(0, min(size, _MOST))
        if not chunk:
            break
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)
