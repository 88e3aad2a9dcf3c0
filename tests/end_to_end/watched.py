"""What a program and all of its children did outside of themselves: sockets, paths written, programs started."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
HOOK = Path(__file__).parent / "watch"


class Watched:
    """``with Watched(tmp_path) as watched: run(..., env=watched.environment)``; then ``watched.of("write")``."""

    def __init__(self, place: Path) -> None:
        self._pipe = place / "watch.pipe"
        self._lines: list[str] = []
        os.mkfifo(self._pipe)
        self.environment = {
            **os.environ,
            "WATCH_PIPE": os.fspath(self._pipe),
            "PYTHONPATH": os.pathsep.join(map(os.fspath, (HOOK, ROOT))),
        }

    def _read(self) -> None:
        with self._pipe.open(encoding="utf-8", errors="surrogateescape") as lines:
            self._lines.extend(line.rstrip("\n") for line in lines)

    def of(self, kind: str) -> list[str]:
        """What was told of this kind, once the watching is over."""
        return [line.partition(" ")[2] for line in self._lines if line.partition(" ")[0] == kind]

    def sockets(self) -> list[str]:
        """Each event of a socket, with family, kind and protocol or with an address."""
        return [line for line in self._lines if line.startswith("socket.")]

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._read)
        self._thread.start()
        self._end = os.open(self._pipe, os.O_WRONLY)  # so that the pipe does not end between two processes
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._end)
        self._thread.join()
