"""Pure work in processes of our own: reading and analysing many files uses both cores and never holds up a key.

A task is named by module and function; items and results travel as pickles between this process and its own children only. A
child that dies costs nothing but time: what it had not answered is done here. Never used for a handful of items, as starting
costs a tenth of a second, and never for parsing risky formats (see ``ingest/sandbox.py``).
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

_HEADER = struct.Struct("!Q")
_BOOT = "import sys,json;sys.path[:]=json.loads(sys.argv[1]);from briefing.collection.worker_pool import serve;serve(sys.argv[2])"
AHEAD = 16
"""Items that may be under way for each child: bounds memory."""


def python_child(boot: str, *arguments: str) -> list[str]:
    """The command of a child that finds the same modules as we do; ``-P`` keeps the current folder out of its path, as
    that may be a folder of articles."""
    paths = json.dumps([str(Path(path).absolute()) for path in sys.path])
    return [sys.executable, "-P", "-X", "utf8", "-c", boot, paths, *arguments]


class Workers:
    """``with Workers("briefing.ingest:read", count=2) as workers: for result in workers.map(items): ...``

    ``task`` is called as ``function(*item)``. Results come in order; an exception in a task is raised here.
    """

    def __init__(self, task: str, *, count: int | None = None) -> None:
        self.task = task
        self.count = count if count is not None else min(4, max(1, os.cpu_count() or 1))
        self._children: list[subprocess.Popen[bytes]] = []

    def map(self, items: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        pending = iter(enumerate(items))
        lock = threading.Lock()
        room = threading.Semaphore(AHEAD * self.count)
        done: SimpleQueue[tuple[int, tuple[Any, ...], bool, Any] | None] = SimpleQueue()
        stop = threading.Event()

        def feed(child: subprocess.Popen[bytes]) -> None:
            while not stop.is_set():
                room.acquire()
                with lock:
                    item = next(pending, None)
                if item is None or stop.is_set():
                    break
                try:
                    _write(child.stdin, item[1])
                    good, value = _read(child.stdout)
                except (OSError, EOFError, pickle.PickleError):
                    done.put((*item, False, None))
                    break
                done.put((*item, good, value))
            done.put(None)

        threads = []
        for _ in range(self.count):
            child = subprocess.Popen(
                python_child(_BOOT, self.task),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._children.append(child)
            threads.append(threading.Thread(target=feed, args=(child,), daemon=True))
        for thread in threads:
            thread.start()
        try:
            yield from self._in_order(pending, done, room)
        finally:
            stop.set()
            for _ in threads:
                room.release()
            self.close()

    def _in_order(
        self,
        pending: Iterator[tuple[int, tuple[Any, ...]]],
        done: SimpleQueue[tuple[int, tuple[Any, ...], bool, Any] | None],
        room: threading.Semaphore,
    ) -> Iterator[Any]:
        waiting: dict[int, Any] = {}
        position, alive = 0, self.count
        while alive:
            message = done.get()
            if message is None:
                alive -= 1
                continue
            index, item, good, value = message
            # A failed item is done again here, so that its exception comes with its own traceback.
            waiting[index] = value if good else self._here(item)
            while position in waiting:
                yield waiting.pop(position)
                position += 1
                room.release()
        for _, item in pending:  # every child died before the items were used up
            yield self._here(item)

    def _here(self, item: tuple[Any, ...]) -> Any:
        return function(self.task)(*item)

    def close(self) -> None:
        """End the children at once."""
        for child in self._children:
            child.kill()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            child.wait()
        self._children.clear()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def function(task: str) -> Callable[..., Any]:
    """The function that ``task`` names (``module:function``)."""
    module, _, name = task.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def _write(pipe: IO[bytes] | None, value: Any) -> None:
    if pipe is None:
        raise EOFError
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_HEADER.pack(len(data)) + data)
    pipe.flush()


def _read(pipe: IO[bytes] | None) -> Any:
    header = pipe.read(_HEADER.size) if pipe is not None else b""
    if pipe is None or len(header) < _HEADER.size:
        raise EOFError
    data = pipe.read(_HEADER.unpack(header)[0])
    return pickle.loads(data)  # noqa: S301 - from our own child over our own pipe


def serve(task: str) -> None:
    """The child: one item in, one result out, until the pipe ends."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(5)  # the reader's keys come first
    run = function(task)
    to, back = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up between the answers
    while True:
        try:
            item = _read(to)
        except EOFError:
            return
        try:
            answer = (True, run(*item))
        except Exception:  # the parent does it again and sees the real exception
            answer = (False, None)
        try:
            _write(back, answer)
        except OSError:
            return
