"""What a failing disk and kill -9 cost: faults tried, acknowledged changes lost, states that cannot be read, tracebacks.

    python benchmarks/faults.py [--faults N] [--seed N] [--operation NAME]

Every operation of the store fails once in every way: first the store's own operations (statements, copies, files), in Python, then the
calls to the system below SQLite (opens, writes, syncs, renames, removals) by a library that is loaded before the C library (needs a C
compiler on Linux). What is left of N faults are processes killed at random moments. What people do meanwhile, and what must be there
afterwards, stands in ``tests/support/fault_scenarios.py``.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "support"))

import fault_process  # noqa: E402
import fault_python  # noqa: E402
from fault_scenarios import SCENARIOS  # noqa: E402

COLUMNS = ("faults", "acknowledged", "refused", "lost", "broken", "traceback")
HEADS = ("faults", "acknowledged", "refused", "lost", "unreadable", "tracebacks")


class Table:
    """Counts by row, printed as they are finished."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.total: Counter[str] = Counter()
        self.examples: list[str] = []
        print(f"{'where':8} {'operation':12} {'kind':10} " + " ".join(f"{head:>12}" for head in HEADS))

    @property
    def left(self) -> int:
        """Return how many faults may still be tried."""
        return self.most - self.total["faults"]

    def row(self, where: str, name: str, kind: str, ask: Callable[[int], Mapping[str, Any]], times: int | None) -> None:
        """Try faults at 1, 2, 3 …, until one does not happen or ``times`` were tried."""
        counts: Counter[str] = Counter()
        at = 0
        while counts["faults"] < min(self.left, self.left if times is None else times):
            at += 1
            outcome = ask(at)
            if times is None and not outcome["happened"]:
                break
            counts["faults"] += 1
            for column in COLUMNS[1:3]:
                counts[column] += outcome[column]
            for column in COLUMNS[3:]:
                if outcome[column]:
                    counts[column] += 1
                    self.examples.append(f"{where}, {name}, {kind}, number {at}: {column}: {outcome[column]}")
        self.total += counts
        print(f"{where:8} {name:12} {kind:10} " + " ".join(f"{counts[column]:12,}" for column in COLUMNS), flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--faults", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--operation", choices=SCENARIOS, help="this one alone")
    arguments = parser.parse_args()
    chosen = [arguments.operation] if arguments.operation else list(SCENARIOS)
    memory = "/dev/shm"
    work = Path(tempfile.mkdtemp(prefix="faults-", dir=memory if os.access(memory, os.W_OK) else None))
    table = Table(arguments.faults)
    try:
        for name in chosen:
            scenario = SCENARIOS[name]
            template = work / f"own {name}"
            have = scenario.prepare(template)
            for kind in fault_python.KINDS:
                table.row("store", name, kind, lambda at, name=name, template=template, have=have, kind=kind: asdict(
                    fault_python.try_fault(name, template, have, work, kind, at)), None)  # fmt: skip
        with fault_process.faults(work) as process:
            if process is None:
                print("there is no C compiler here: the calls to the system are left out")
                return
            for name in chosen:
                for kind in fault_process.KINDS:
                    table.row("system", name, kind, lambda at, name=name, kind=kind: process.ask(name, kind, at), None)
            chance = random.Random(arguments.seed)
            each = -(-max(0, table.left) // len(chosen))
            for name in chosen:
                table.row(
                    "process",
                    name,
                    "kill -9",
                    lambda at, name=name: process.ask(name, "kill", chance.randrange(10**9)),
                    each,
                )
    finally:
        shutil.rmtree(work)
        total = " ".join(f"{table.total[column]:12,}" for column in COLUMNS)
        print(f"{'all':32} {total}")
        print("\n".join(table.examples[:20]))


if __name__ == "__main__":
    main()
