"""Runs the parsers of risky formats in one limited process that can be killed. Holds no rule about any format.

The process is started when first needed, serves many files, and ends by itself when idle or when its parent is gone. Per
file it gets a CPU limit of the kernel's, a limit on memory, and a time after which it is killed. Answers are JSON, so that a
parser that was taken over cannot hand objects to us.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import math
import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefing import pipes
from briefing.errors import ExtraMissingError, IngestError
from briefing.ingest.draft import Draft, from_json
from briefing.stand_still import StandStill, of_process

if TYPE_CHECKING:
    from briefing.ingest.results import Limits

_BOOT = pipes.boot("briefing.ingest.sandbox.worker", "main")
_LONGEST_ANSWER = 256 * 1024 * 1024
_OUT_OF_MEMORY = {
    getattr(signal, name) for name in ("SIGABRT", "SIGTRAP", "SIGILL") if os.name == "posix" and hasattr(signal, name)
}  # fmt: skip
"""How compiled parsers end themselves when they are given no more memory."""
_MOST_TIMES = 4
"""Times the limit by the clock that an archive of many files may take."""
_MOST_KILLED = 2
"""Files of one archive that may pass the limits before the rest of it is left out."""


class _DiedError(Exception):
    """The worker is gone; the message says why, for people."""


@dataclass(slots=True)
class _Told:
    """What the worker has answered so far. ``at`` and ``label``: the file of an archive that it is reading now."""

    drafts: list[Draft] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    at: int | None = None
    label: str = ""
    size: int = 0
    stop: bool = False

    def hear(self, answer: Any) -> bool:
        """Take one answer and return whether more follow; the sender is not trusted.

        Raises IngestError and ExtraMissingError if nothing came before.
        """
        self.stop = bool(answer.get("stop"))
        failed = answer.get("missing", answer.get("error"))
        if failed is not None:
            if self.drafts or self.notes:
                self.notes.append(str(failed)[:300])
                return False
            raise (ExtraMissingError if "missing" in answer else IngestError)(str(failed)[:300])
        self.drafts += [from_json(one) for one in answer["drafts"]]
        self.notes += [str(note) for note in answer["notes"]]
        if "at" not in answer:
            return False
        self.at, self.label = int(answer["at"]), str(answer["label"])[:200]
        return True


class Sandbox:
    """One worker process. Safe for threads: one file at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self.started = 0
        """How often a worker was started: once, unless files killed it."""

    def read(self, format_name: str, data: bytes, path: str, limits: Limits) -> tuple[list[Draft], list[str]]:
        """Return what the reader ``format_name`` makes of ``data``: drafts and notes. Raises IngestError and ExtraMissingError.

        Each file in an archive has the limits for itself; one that passes them is named in the notes, and the others are read.
        """
        request: dict[str, Any] = {
            "format": format_name, "name": path.rsplit("/", 1)[-1].encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
            "memory": limits.memory_bytes, "cpu": limits.cpu_seconds, "expanded": limits.expanded_bytes, "articles": limits.articles,
            "start": 0, "skip": False,
        }  # fmt: skip
        told = _Told()
        until = time.monotonic() + _MOST_TIMES * limits.wall_seconds
        with self._lock:
            killed = idle = 0
            while True:
                fresh = self._process is None or self._process.poll() is not None
                if fresh:
                    self._start()
                try:
                    self._ask(json.dumps(request).encode(), data, limits.wall_seconds, until, told)
                    break
                except _DiedError as error:
                    self._stop()
                    # An idle worker may have left by itself just now: that is no fault of the file.
                    if not str(error) and not fresh and not idle and told.at is None:
                        idle = 1
                        continue
                    reason = str(error) or "its parser crashed"
                    if told.at is None:
                        raise IngestError(reason) from None
                    told.notes.append(f"{told.label} in it {reason}")
                    killed += 1
                    if killed > _MOST_KILLED or time.monotonic() > until:
                        told.notes.append(f"what stands behind {told.label} in it is left out")
                        break
                    request |= {"start": told.at, "skip": True}
            if told.stop:
                self._stop()
        return told.drafts, told.notes

    def _start(self) -> None:
        self._stop()
        try:
            self._process = pipes.start(_BOOT)
        except OSError as error:
            raise IngestError(
                f"cannot be read: its parser could not be started ({os.strerror(error.errno or 0)})"
            ) from error
        self.started += 1

    def _ask(self, request: bytes, data: bytes, seconds: float, until: float, told: _Told) -> None:
        """Ask once and puts what is answered into ``told``, an archive's file by file; ``seconds`` for each, all before ``until``."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise _DiedError("its parser could not be started")
        spent = StandStill(of_process(process.pid))
        end = math.inf

        def left() -> float:
            return min(seconds - spent.seconds(), end - time.monotonic())

        try:
            pipes.send(process.stdin.fileno(), request, left)
            pipes.send(process.stdin.fileno(), data, left)
            more = True
            while more:
                answer = pipes.receive(process.stdout.fileno(), left, most=_LONGEST_ANSWER - told.size)
                told.size += len(answer)
                more = told.hear(json.loads(answer))
                spent.begin()
                end = until
        except pipes.TooLongError:
            raise _DiedError("expands to more than the limit allows") from None
        except TimeoutError:
            raise _DiedError(f"takes longer than {seconds:.0f} s to read") from None
        except (OSError, EOFError):
            raise _DiedError(self._cause(process)) from None
        except (IngestError, ExtraMissingError):
            raise
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise _DiedError("its parser gave no readable answer") from None

    def _cause(self, process: subprocess.Popen[bytes]) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(2)
        code = process.returncode
        if code == 0:
            return ""
        if code is not None and -code in (getattr(signal, "SIGXCPU", -1), signal.SIGKILL if os.name == "posix" else -1):
            return "needs more computing time than the limit allows"
        if code is not None and -code in _OUT_OF_MEMORY:
            return "needs more memory than the limit allows"
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


SHARED = Sandbox()
"""The worker of this process."""
atexit.register(SHARED.close)
