"""Whatever operation of the store fails, and however: what was acknowledged is there, and what was under way is there whole or not at all.

``python benchmarks/faults.py`` tries every kind of fault at every operation, 20,000 times.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_python import KINDS, try_fault
from fault_scenarios import SCENARIOS

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
    "damaged": (("crash", "torn"), 130),
    "catalogue": (("crash", "torn", "full once", "broken"), 105),
}
"""Scenario -> the kinds of fault that are tried at each of its operations, and how many faults that is at least."""


@pytest.fixture
def work() -> Iterator[Path]:
    """A folder in memory where there is such a thing: a thousand faults sync many files."""
    memory = "/dev/shm"
    folder = Path(tempfile.mkdtemp(prefix="faults-", dir=memory if os.access(memory, os.W_OK) else None))
    yield folder
    shutil.rmtree(folder)


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
