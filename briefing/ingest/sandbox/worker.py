"""The limited process in which risky formats are parsed. Reads requests from standard input, answers on standard output.

Writes no file and opens no connection: files may not grow (RLIMIT_FSIZE 0), and sockets are taken away from Python code.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from briefing import pipes
from briefing.errors import BriefingError, ExtraMissingError

_IDLE_SECONDS = 60.0


def main() -> None:
    """Serves requests until standard input closes or nothing was asked for a minute."""
    out = pipes.keep_answers_apart()
    base = _first_limits()
    while pipes.is_asked(_IDLE_SECONDS):
        asked, data = pipes.read_frame(), pipes.read_frame()
        if asked is None or data is None:
            return
        request = json.loads(asked)
        _limit(request, base)
        for answer in _answers(request, data):
            pipes.write_frame(out, json.dumps(answer).encode())
            _limit(request, base)  # each file of an archive has the time for itself


def _answers(request: dict[str, Any], data: bytes) -> Iterator[dict[str, Any]]:
    """One answer; for an archive one before each of its files (with ``at``), which brings what the file before gave."""
    from briefing.ingest import draft
    from briefing.ingest.readers import registry

    try:
        for step in registry.steps(
            request["format"], data, request["name"], request["expanded"], request["articles"], request["start"], request["skip"]
        ):  # fmt: skip
            answer = {"drafts": [draft.to_json(one) for one in step.drafts], "notes": step.notes}
            yield answer if step.at is None else {**answer, "at": step.at, "label": step.label}
    except ExtraMissingError as error:
        yield {"missing": str(error)}
    except BriefingError as error:
        yield {"error": str(error)}
    except RecursionError:
        yield {"error": "is nested too deeply"}
    except MemoryError:
        yield {"error": "needs more memory than the limit allows", "stop": True}
    except Exception as error:
        yield {"error": f"cannot be read: {type(error).__name__}", "stop": True}


def _first_limits() -> int:
    """Take away what no parser needs; returns the address space in use at the start."""
    import socket

    def refuse(*_: Any, **__: Any) -> Any:
        raise PermissionError("no connections from here")

    socket.has_ipv6 = False  # a library that is loaded with the pages asks the system by binding a socket
    socket.socket.connect = refuse  # type: ignore[method-assign]
    socket.socket.bind = refuse  # type: ignore[method-assign]
    socket.create_connection = refuse
    socket.getaddrinfo = refuse
    try:
        import resource
    except ImportError:  # Windows: the time limit of the parent alone
        return 0
    for limit in ("RLIMIT_FSIZE", "RLIMIT_CORE"):
        resource.setrlimit(getattr(resource, limit), (0, 0))
    sys.setrecursionlimit(3000)
    return 0


def _limit(request: dict[str, Any], base: int) -> None:
    try:
        import resource
    except ImportError:
        return
    import contextlib

    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (spent + int(request["cpu"]) + 1, hard))
    with contextlib.suppress(ValueError, OSError):  # macOS keeps no limit on the address space
        resource.setrlimit(
            resource.RLIMIT_AS, (int(request["memory"]) + base, resource.getrlimit(resource.RLIMIT_AS)[1])
        )
