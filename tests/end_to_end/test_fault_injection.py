"""Whatever operation of the store fails, and however: what was acknowledged is there, and what was under way is there whole or not at all.

``python benchmarks/faults.py`` tries every kind of fault at every operation, 20,000 times.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_process import faults
from fault_python import KINDS, try_fault
from fault_scenarios import SCENARIOS
from memory import folder_in_memory

TRIED = {
    "begin": (("crash", "torn", "unsynced"), 60),
    "edit": (("crash", "torn", "full", "broken", "unsynced"), 270),
    "backup": (("crash", "torn", "full once"), 90),
    "migration": (("crash", "torn", "no rights"), 130),
    "rename": (("crash", "full once"), 40),
    "keep export": (("crash", "full once", "unsynced"), 30),
    "keep import": (("crash", "torn", "broken"), 85),
    "gone": (("crash", "full"), 70),
    "empty": (("broken",), 45),
    "cut": (("no rights",), 45),
    "garbage": (("crash",), 50),
    "damaged": (("crash", "full once"), 190),
    "catalogue": (("crash", "torn", "full once", "broken"), 105),
}
"""Scenario -> the kinds of fault that are tried at each of its operations, and how many faults that is at least."""


@pytest.fixture
def work() -> Iterator[Path]:
    with folder_in_memory() as folder:
        yield folder


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_fault_loses_what_was_acknowledged(name: str, work: Path) -> None:
    scenario = SCENARIOS[name]
    have = scenario.prepare(work / "template")
    kinds, least = TRIED[name]
    tried = 0
    for kind in kinds:
        at = 1
        while (outcome := try_fault(name, work / "template", have, work, kind, at)).happened:
            assert outcome.good, f"{kind} at operation {at}: {outcome}"
            at += 1
            tried += 1
        assert outcome.good, f"without a fault: {outcome}"
    assert tried >= least


def test_at_least_a_thousand_faults_of_every_kind_are_tried() -> None:
    assert sum(least for _, least in TRIED.values()) >= 1_000
    assert {kind for kinds, _ in TRIED.values() for kind in kinds} == set(KINDS)


BELOW = {
    "edit": (("crash", 2), ("short", 5), ("full", 4)),
    "backup": (("torn", 1), ("broken", 3)),
    "migration": (("unsynced", 1), ("no rights", 1)),
    "keep export": (("full once", 1),),
    "damaged": (("crash", 5),),
    "catalogue": (("full", 2),),
}
"""Scenario -> kinds of fault of calls to the system, each with the step by which calls are chosen."""
KILLED = ("edit", "backup", "migration", "keep export", "keep import", "damaged", "catalogue")


@pytest.mark.parametrize("name", BELOW)
def test_no_call_to_the_system_that_fails_loses_what_was_acknowledged(name: str, work: Path) -> None:
    """Below SQLite: the N-th open, write, sync, rename or removal, by a library that is loaded before the system's own."""
    with faults(work) as process:
        if process is None:
            pytest.skip("there is no C compiler here, or no way to load a library first")
        for kind, stride in BELOW[name]:
            at = 1
            while (outcome := process.ask(name, kind, at))["happened"]:
                wrong = [outcome[field] for field in ("lost", "broken", "traceback") if outcome[field]]
                assert not wrong, f"{kind} at call {at}: {wrong}"
                at += stride
            assert at > 4 * stride, f"{kind} never came about"


def test_kill_at_any_moment_loses_nothing_acknowledged(work: Path) -> None:
    with faults(work) as process:
        if process is None:
            pytest.skip("there is no C compiler here, or no way to load a library first")
        for name in KILLED:
            for number in range(8):
                outcome = process.ask(name, "kill", number)
                wrong = [outcome[field] for field in ("lost", "broken", "traceback") if outcome[field]]
                assert not wrong, f"{name}: killed, number {number}: {wrong}"
