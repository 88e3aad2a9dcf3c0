"""Work in processes: in order, complete whatever dies, quiet, and a fault costs the job that has it."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from briefing import pipes
from briefing.collection import worker_pool as workers
from briefing.collection.worker_pool import PARALLEL_FROM, Answer, Failure, Job, Workers
from briefing.pipes import python_child
from briefing.stand_still import Look


def jobs(*calls: tuple[Any, ...], seconds: float = 10.0) -> list[Job]:
    """Jobs of (task, argument, ...)."""
    return [Job(task, arguments, seconds) for task, *rest in calls for arguments in [tuple(rest)]]


def values(pool: Workers, made: list[Job], count: int | None = None) -> list[Any]:
    return [answer.value for answer in pool.map(iter(made), len(made) if count is None else count)]


def test_results_come_in_order() -> None:
    with Workers(2) as pool:
        made = jobs(*(("operator:mul", n, 2) for n in range(5 * PARALLEL_FROM)))
        assert values(pool, made) == [n * 2 for n in range(5 * PARALLEL_FROM)]


def test_no_job_is_no_answer_and_no_process() -> None:
    with Workers(2) as pool:
        assert values(pool, []) == []
        assert pool._idle == []


def test_the_next_work_finds_the_process_there() -> None:
    with Workers(2) as pool:
        first, second = (values(pool, jobs(("os:getpid",))) for _ in range(2))
        assert first == second != [os.getpid()]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("operator:truediv", 1, 0), "ZeroDivisionError: division by zero"),
        (("os:_exit", 3), "the process that worked on it was ended by it or by the system"),
        (("os:abort",), "the process that worked on it was ended by it or by the system"),
        (("sys:exit", 3), "SystemExit: 3"),
        (("bytearray_of:much",), "ModuleNotFoundError: No module named 'bytearray_of'"),
        (("builtins:bytearray", 1 << 45), "it needs more memory than the limit allows"),
        (("time:sleep", 60), "it takes longer than 3 s"),
    ],
    ids=["raise", "exit", "abort", "sys-exit", "import", "memory", "hang"],
)
def test_a_fault_costs_the_job_that_has_it(call: tuple[Any, ...], said: str) -> None:
    with Workers(2) as pool:
        calls = [("operator:mul", 2, 3), call, ("operator:mul", 4, 5)]
        assert values(pool, jobs(*calls, seconds=0.5)) == [6, Failure(said), 20]


@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="the system limits no computing time")
def test_a_loop_without_end_is_ended_by_the_computing_time_that_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WAITING", 80.0)
    with Workers(1) as pool:
        endless = Job("builtins:all", (_Endless(),), 1.0)
        assert values(pool, [endless, *jobs(("operator:mul", 4, 5))]) == [Failure("it takes longer than 1 s"), 20]


class _Endless:
    """An iterator without end, where it arrives."""

    def __reduce__(self) -> tuple[Any, ...]:
        import itertools

        return itertools.repeat, (1,)


def test_killed_processes_cost_no_answer() -> None:
    with Workers(2) as pool:
        count = 8 * PARALLEL_FROM
        answers = pool.map(iter(jobs(*(("operator:mul", n, 2) for n in range(count)), ("os:getpid",))), count)
        first = next(answers).value
        for child in list(answers.gi_frame.f_locals["busy"]):  # type: ignore[attr-defined]
            os.kill(child.process.pid, signal.SIGKILL)
        assert [first, *(answer.value for answer in answers)][:-1] == [n * 2 for n in range(count)]


def test_an_error_of_whoever_makes_the_jobs_is_theirs() -> None:
    def made() -> Any:
        yield Job("operator:mul", (2, 3), 1.0)
        raise KeyError("mill")

    with Workers(1) as pool, pytest.raises(KeyError):
        list(pool.map(made(), 2))


def test_leaving_early_ends_the_processes() -> None:
    with Workers(2) as pool:
        answers = pool.map(iter(jobs(*(("operator:mul", n, 2) for n in range(10_000)))), 10_000)
        next(answers)
        busy = [child.process for child in answers.gi_frame.f_locals["busy"]]  # type: ignore[attr-defined]
        answers.close()
        assert busy
        assert all(process.poll() is not None for process in busy)


def test_what_a_task_prints_does_not_disturb() -> None:
    with Workers(1) as pool:
        assert values(pool, jobs(*[("builtins:print", "noise")] * 3)) == [None] * 3


def test_a_process_that_cannot_be_started_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipes, "python_child", lambda *_: ["/nowhere/python"])
    with Workers(1) as pool:
        (failed,) = values(pool, jobs(("operator:mul", 2, 3)))
        assert failed.reason.startswith("no process could be started for it (")


def test_the_same_without_processes() -> None:
    answers = list(workers.Here().map(iter(jobs(("operator:mul", 2, 3), ("operator:truediv", 1, 0))), 2))
    assert [answer.value for answer in answers] == [6, Failure("ZeroDivisionError: division by zero")]
    assert all(isinstance(answer, Answer) and answer.seconds >= 0 for answer in answers)


def test_the_current_folder_is_not_searched_for_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder may be a folder of articles: a hostile ``json.py`` there must not run."""
    (tmp_path / "json.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    with Workers(1) as pool:
        assert values(pool, jobs(("operator:mul", 2, 3))) == [6]
    assert "-P" in python_child("pass")
    assert python_child("pass")[0] == sys.executable


def test_an_answer_that_is_dropped_may_end_in_a_thread_of_its_own() -> None:
    """What is collected as garbage ends wherever the collector runs, one of the threads that feed the children among them."""
    ended: list[BaseException | None] = []
    answers: Any = None

    def jobs() -> Any:
        nonlocal answers
        yield Job("math:sqrt", (4.0,), 10.0)
        while answers is None:
            time.sleep(0.01)
        try:
            answers.close()
            ended.append(None)
        except ValueError:  # it is at work just now: the collector would not touch it
            ended.append(None)
        except BaseException as error:
            ended.append(error)

    pool = Workers(1)
    made = pool.map(jobs(), 2)
    next(made)
    answers = made
    deadline = time.monotonic() + 60
    while not ended and time.monotonic() < deadline:
        time.sleep(0.01)
    assert ended == [None]


@pytest.mark.parametrize(
    ("asleep", "value"), [(False, None), (True, Failure("it takes longer than 0 s"))], ids=["no-core", "asleep"]
)
def test_who_gets_no_core_is_waited_for(asleep: bool, value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine or a suspended laptop makes no job fail; one that waits for something that does not come is ended."""
    monkeypatch.setattr(workers, "WAITING", 0.001)
    monkeypatch.setattr(workers, "of_process", lambda pid: lambda: Look(0.0, asleep))
    with Workers(1) as pool:
        assert values(pool, jobs(("time:sleep", 0.3))) == [value]


def test_as_many_processes_as_there_are_cores_and_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(12)), raising=False)
    assert Workers().most == 12
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(256)), raising=False)
    assert Workers().most == workers.MOST_CHILDREN
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert 1 <= Workers().most <= workers.MOST_CHILDREN
    taken: list[int] = []
    with Workers(3) as pool:
        monkeypatch.setattr(pool, "_take", lambda: taken.append(1) or workers._Child())
        values(pool, jobs(*(("operator:mul", n, 2) for n in range(PARALLEL_FROM - 1))))
        assert sum(taken) == 1
