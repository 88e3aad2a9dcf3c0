"""Runs the parsers of risky formats in one limited process that can be killed. Holds no rule about any format.

The process is started when first needed, serves many files, and ends by itself when idle or when its parent is gone. Per
file it gets a CPU limit of the kernel's, a limit on memory, and a time after which it is killed. Answers are JSON, so that a
parser that was taken over cannot hand objects to us.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import ExtraMissingError, IngestError
from briefing.ingest.draft import Draft, from_json

if TYPE_CHECKING:
    from briefing.ingest.reading import Limits

_BOOT = "import json,sys;sys.path[:]=json.loads(sys.argv[1]);from briefing.ingest.worker import main;main()"
_HEADER = struct.Struct("!II")
_LONGEST_ANSWER = 256 * 1024 * 1024


class _DiedError(Exception):
    """The worker is gone; the message says why, for people."""


class Sandbox:
    """One worker process. Safe for threads: one file at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self.started = 0
        """How often a worker was started: once, unless files killed it."""

    def read(self, format_name: str, data: bytes, path: str, limits: Limits) -> tuple[list[Draft], list[str]]:
        """What the reader ``format_name`` makes of ``data``: drafts and notes. Raises IngestError and ExtraMissingError."""
        request = {
            "format": format_name, "name": path.rsplit("/", 1)[-1].encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
            "memory": limits.memory_bytes, "cpu": limits.cpu_seconds, "expanded": limits.expanded_bytes, "articles": limits.articles,
        }  # fmt: skip
        with self._lock:
            for attempt in (1, 2):
                fresh = self._process is None or self._process.poll() is not None
                if fresh:
                    self._start()
                try:
                    answer = self._ask(json.dumps(request).encode(), data, limits.wall_seconds)
                    break
                except _DiedError as error:
                    self._stop()
                    # An idle worker may have left by itself just now: that is no fault of the file.
                    if fresh or attempt == 2 or str(error) != "":
                        raise IngestError(str(error) or "its parser crashed") from None
            if answer.get("stop"):
                self._stop()
        return _result(answer)

    def _start(self) -> None:
        self._stop()
        paths = json.dumps([str(Path(p).absolute()) for p in sys.path])
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-X", "utf8", "-c", _BOOT, paths],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
                start_new_session=True, env={**os.environ, "OMP_NUM_THREADS": "1"},
            )  # fmt: skip
        except OSError as error:
            raise IngestError(
                f"cannot be read: its parser could not be started ({os.strerror(error.errno or 0)})"
            ) from error
        self.started += 1

    def _ask(self, request: bytes, data: bytes, seconds: float) -> dict[str, Any]:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise _DiedError("its parser could not be started")
        deadline = time.monotonic() + seconds
        try:
            _write(process.stdin.fileno(), memoryview(_HEADER.pack(len(request), len(data)) + request), deadline)
            _write(process.stdin.fileno(), memoryview(data), deadline)
            size, _ = _HEADER.unpack(_receive(process.stdout.fileno(), _HEADER.size, deadline))
            if size > _LONGEST_ANSWER:
                raise _DiedError("expands to more than the limit allows")
            answer = json.loads(_receive(process.stdout.fileno(), size, deadline))
        except TimeoutError:
            raise _DiedError(f"takes longer than {seconds:.0f} s to read") from None
        except (OSError, EOFError):
            raise _DiedError(self._cause(process)) from None
        except ValueError:
            raise _DiedError("its parser gave no readable answer") from None
        if not isinstance(answer, dict):
            raise _DiedError("its parser gave no readable answer")
        return answer

    def _cause(self, process: subprocess.Popen[bytes]) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(2)
        code = process.returncode
        if code == 0:
            return ""
        if code is not None and -code in (getattr(signal, "SIGXCPU", -1), signal.SIGKILL if os.name == "posix" else -1):
            return "needs more computing time than the limit allows"
        return "its parser crashed"

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()

    def close(self) -> None:
        """Ends the worker; the next file starts another."""
        with self._lock:
            self._stop()


def _write(descriptor: int, data: memoryview, deadline: float) -> None:
    os.set_blocking(descriptor, False)
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_WRITE)
        while data:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            data = data[os.write(descriptor, data[: 1 << 20]) :]


def _receive(descriptor: int, size: int, deadline: float) -> bytes:
    chunks = []
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while size > 0:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            chunk = os.read(descriptor, min(size, 1 << 20))
            if not chunk:
                raise EOFError
            chunks.append(chunk)
            size -= len(chunk)
    return b"".join(chunks)


def _result(answer: dict[str, Any]) -> tuple[list[Draft], list[str]]:
    if "missing" in answer:
        raise ExtraMissingError(str(answer["missing"])[:200])
    if "error" in answer:
        raise IngestError(str(answer["error"])[:300])
    try:
        return [from_json(one) for one in answer["drafts"]], [str(note) for note in answer["notes"]]
    except (KeyError, TypeError, ValueError):
        raise IngestError("its parser gave no readable answer") from None


SHARED = Sandbox()
"""The worker of this process."""
atexit.register(SHARED.close)
