"""Work that takes too long is ended, and nothing of the alarm is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.collection.isolation import TooLongError, within

ROOT = Path(__file__).resolve().parents[3]
PROFILED = """
import sys, time
from briefing.collection.isolation import TooLongError, within

for busy in (0.0, 0.001, 0.02):
    try:
        with within(0.01):
            end = time.monotonic() + busy
            while not busy or time.monotonic() < end:
                pass
    except TooLongError:
        pass
calls = []
sys.setprofile(lambda *_: calls.append(1))
(lambda: None)()
sys.setprofile(None)
print(len(calls) > 0)
"""


def test_work_without_end_is_ended() -> None:
    with pytest.raises(TooLongError), within(0.05):
        while True:
            pass


def test_work_that_ends_in_time_is_left_alone() -> None:
    with within(5.0) as alarm:
        alarm.put_off()


def test_an_alarm_that_rings_at_the_very_end_raises_nothing_later() -> None:
    for _ in range(40):
        try:
            with within(0.012):
                end = time.monotonic() + 0.012
                while time.monotonic() < end:
                    pass
        except TooLongError:
            pass
        for _ in range(2000):  # whatever was left would be raised here
            pass


def test_a_profiler_runs_after_an_alarm() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROFILED], capture_output=True, text=True, timeout=30, check=True,
        env={**os.environ, "PYTHONPATH": os.fspath(ROOT)},
    )  # fmt: skip
    assert done.stdout == "True\n"
