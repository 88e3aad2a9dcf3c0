"""A server of the OpenSearch API for tests, in one binary (osmem-server), on a free port. Skips, with the reason, where it does not run.

It holds everything in memory (150 kB an article, so a few hundred are what it is for) and has one shard and no TLS. Analysis that it does not
know is ignored with a line on its standard error, which :meth:`ArchiveServer.check` turns into a failure.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import threading
import urllib.request
from pathlib import Path
from typing import Any

import pytest

START_WAIT = 60.0
"""Seconds that a start may take on a busy machine."""


class ArchiveServer:
    """The server runs until :meth:`stop`; ``url`` is its address."""

    def __init__(self, folder: Path) -> None:
        osmem_server = pytest.importorskip("osmem_server", reason="osmem-server is not installed")
        self._errors = folder / "stderr.txt"
        self._numbers = itertools.count(1)
        try:
            with self._errors.open("wb") as errors:
                self.process = subprocess.Popen(
                    [osmem_server.resolve_binary(), "--no-ja", "--parent-pid", str(os.getpid())],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                )
        except (OSError, osmem_server.OsmemError) as error:
            pytest.skip(f"the binary of osmem-server does not run here: {error}")
        self.url = self._announced()

    def _announced(self) -> str:
        """Return the address that the server prints when it is ready."""
        lines: list[dict[str, Any]] = []

        def read() -> None:
            assert self.process.stdout is not None
            for line in self.process.stdout:
                if line.startswith(b"{"):
                    lines.append(json.loads(line))
                    return

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        reader.join(START_WAIT)
        if not lines:
            self.stop()
            pytest.skip(f"osmem-server does not start here: {self.said()[-200:] or 'it says nothing'}")
        return str(lines[0]["url"])

    def said(self) -> str:
        """Return its standard error so far."""
        return self._errors.read_text("utf-8", "replace")

    def check(self) -> None:
        """Fail if the server has left out something that it was asked for."""
        assert "ignored" not in self.said()

    def new_name(self) -> str:
        """Return a name that no archive on it has."""
        return f"desk-{next(self._numbers)}"

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Send a request past our own client, and return the answer as it is in JSON."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.url + path, data, method=method, headers={"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=START_WAIT) as answer:
            return json.loads(answer.read() or b"null")

    def remove(self, name: str) -> None:
        """Remove an archive, if it is there: its memory is wanted."""
        self.ask("DELETE", f"/{name}?ignore_unavailable=true")

    def stop(self) -> None:
        """End the server."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()
