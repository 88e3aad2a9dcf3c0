"""Work in processes: in order, complete whatever dies, and quiet."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from briefing.collection.worker_pool import Workers, python_child


def test_results_come_in_order() -> None:
    with Workers("operator:mul", count=2) as workers:
        assert list(workers.map((n, 2) for n in range(300))) == [n * 2 for n in range(300)]


def test_no_item_is_no_result() -> None:
    with Workers("operator:mul", count=2) as workers:
        assert list(workers.map([])) == []


def test_an_exception_of_the_task_is_raised_here() -> None:
    with Workers("operator:truediv", count=2) as workers, pytest.raises(ZeroDivisionError):
        list(workers.map([(1, 1), (1, 0), (1, 2)]))


def test_killed_children_cost_no_result() -> None:
    with Workers("operator:mul", count=2) as workers:
        results = workers.map((n, 2) for n in range(500))
        first = next(results)
        for child in workers._children:
            os.kill(child.pid, signal.SIGKILL)
        assert [first, *results] == [n * 2 for n in range(500)]


def test_leaving_early_ends_the_children() -> None:
    with Workers("operator:mul", count=2) as workers:
        results = workers.map((n, 2) for n in range(10_000))
        next(results)
        results.close()
        assert workers._children == []


def test_what_a_task_prints_does_not_disturb() -> None:
    with Workers("builtins:print", count=1) as workers:
        assert list(workers.map([("noise",)] * 3)) == [None] * 3


def test_the_current_folder_is_not_searched_for_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder may be a folder of articles: a hostile ``json.py`` there must not run."""
    (tmp_path / "json.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    with Workers("operator:mul", count=1) as workers:
        assert list(workers.map([(2, 3)])) == [6]
    assert "-P" in python_child("pass")
    assert python_child("pass")[0] == sys.executable
