"""A disk that fails below SQLite: each fault is one process that is loaded with ``fault_shim.c``, and that may really die.

    LD_PRELOAD=fault_shim.so python fault_process.py FOLDER    reads lines of JSON, [scenario, kind, at, stride], and answers each one

One process is started; it makes a child for each fault, which is cheap. ``kill`` stands beside the kinds of the shim: the child is
killed at a moment that chance gives.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KINDS = ("crash", "torn", "full once", "full", "broken", "no rights", "unsynced", "short")
"""In the order of the shim, from 1."""


def build(folder: Path) -> Path | None:
    """Return the shim, built in ``folder``, or None where there is no C compiler or no such loader."""
    compiler = next(filter(None, map(shutil.which, (os.environ.get("CC") or "cc", "gcc", "clang"))), None)
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    made = folder / "fault_shim.so"
    done = subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", made, HERE / "fault_shim.c", "-ldl"],
        capture_output=True,
        check=False,
    )
    return made if done.returncode == 0 else None


class Faults:
    """A process that tries faults on request."""

    def __init__(self, shim: Path | None, work: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((os.fspath(ROOT), os.fspath(HERE)))}
        if shim is not None:
            environment["LD_PRELOAD"] = os.fspath(shim)
        self._process = subprocess.Popen(
            [sys.executable, __file__, work], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def ask(self, scenario: str, kind: str, at: int) -> dict[str, Any]:
        """Return what one fault did: an outcome's fields."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([scenario, kind, at]) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


@contextmanager
def faults(work: Path) -> Iterator[Faults | None]:
    """Give a process that tries faults, or None where the shim cannot be built."""
    shim = build(work)
    if shim is None:
        yield None
        return
    made = Faults(shim, work)
    try:
        yield made
    finally:
        made.close()


# --- within the process -----------------------------------------------------------------------------------------------------


def _child(scenario: Any, folder: Path, kind: str, at: int, pipe: int) -> None:
    """Run the scenario with one fault, telling the parent what was acknowledged; never returns."""
    from fault_scenarios import Ledger

    def tell(line: tuple[Any, ...]) -> None:
        os.write(pipe, json.dumps(line).encode() + b"\n")

    try:
        shim = ctypes.CDLL(None)
        if kind in KINDS:
            shim.fault_arm(os.fsencode(folder), KINDS.index(kind) + 1, ctypes.c_long(at))
        scenario.run(folder, Ledger(tell))
        if kind in KINDS:
            tell(("fault", bool(shim.fault_happened())))
            shim.fault_arm(b"", 0, ctypes.c_long(0))
    except BaseException:
        tell(("traceback", traceback.format_exc()))
    finally:
        os._exit(0)


def _one(scenario: Any, template: Path, have: dict[str, Any], work: Path, kind: str, at: int) -> dict[str, Any]:
    from fault_scenarios import judge

    folder = work / "home"
    shutil.copytree(template, folder)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(scenario, folder, kind, at, writing)
    os.close(writing)
    if kind == "kill":
        time.sleep(random.Random(at).uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as file:
        lines = [tuple(json.loads(line)) for line in file.read().splitlines()]
    _, status = os.waitpid(child, 0)
    died = os.waitstatus_to_exitcode(status) != 0
    happened = died or any(line == ("fault", True) for line in lines)
    trace = next((line[1] for line in lines if line[0] == "traceback"), "")
    told = [("have", have), *(line for line in lines if line[0] in ("have", "try", "ok", "no"))]
    return asdict(judge(scenario, folder, told, happened=happened, traceback=trace))


def main() -> None:
    """Answer the requests that come in."""
    from fault_scenarios import SCENARIOS

    work = Path(sys.argv[1])
    prepared: dict[str, tuple[Path, dict[str, Any]]] = {}
    for line in sys.stdin:
        name, kind, at = json.loads(line)
        if name not in prepared:
            template = work / f"template {name}"
            prepared[name] = template, SCENARIOS[name].prepare(template)
        print(json.dumps(_one(SCENARIOS[name], *prepared[name], work, kind, at)), flush=True)


if __name__ == "__main__":
    main()
