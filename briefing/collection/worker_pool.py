"""Pure work on untrusted text in processes of our own: every core is used, no key is held up, and whatever an article does to
the code that reads it (raise, hang, run out of memory, end the process) costs that article alone.

A task is named by module and function; jobs and answers travel as pickles between this process and its own children only. A
child that dies is replaced. For parsers of risky formats a child has a stricter process beside it (``ingest/sandbox/``).
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import os
import pickle
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple

from briefing import pipes
from briefing.collection.stages.stage_costs import computing_time
from briefing.errors import reason
from briefing.garbage import seldom_collected
from briefing.stand_still import StandStill, of_process

_BOOT = pipes.boot("briefing.collection.worker_pool", "serve")
AHEAD = 16
"""Jobs that may be under way for each child: bounds memory."""
PARALLEL_FROM = 64
"""From so many jobs on, more than one child pays; and one more for each half as many."""
MOST_CHILDREN = 32
"""Children at most: each takes some 60 megabytes, and one process hands all of them their work."""
MEMORY = 3 * 1024**3
"""Bytes of address space that a child may take."""
WAITING = 6.0
"""Times its computing time that a job may stand still, waiting for a drive or for another process."""
LOOKING = 0.3
"""Seconds after which whoever waits is asked whether to go on."""
IDLE = 60.0
"""Seconds after which a child that is asked nothing ends."""


class Job(NamedTuple):
    """``task`` (``module:function``) is called with ``arguments``; ``seconds`` is the computing time that it may take."""

    task: str
    arguments: tuple[Any, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Failure:
    """What came of a job that failed: why, in a few words for people."""

    reason: str


class Answer(NamedTuple):
    """What came of a job, the seconds that it took, and those that another process has computed for it."""

    value: Any
    seconds: float
    cpu: float = 0.0


def too_long(seconds: float) -> str:
    """Return why a job was ended that took more than ``seconds``."""
    return f"it takes longer than {seconds:.0f} s"


_WARM = Job("briefing.collection.stages.written:warm", (), 10.0)


class _DiedError(Exception):
    """The child has gone while it had a job; the message says why, for people. ``again``: another may fare better."""

    def __init__(self, message: str, *, again: bool) -> None:
        super().__init__(message)
        self.again = again


class _Child:
    """One process; for one thread at a time."""

    def __init__(self) -> None:
        self.process = pipes.start(_BOOT)
        if self.process.stdin is None or self.process.stdout is None:
            raise OSError("a process without pipes")
        self._to, self._back = self.process.stdin, self.process.stdout
        self.used = False

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def ask(self, job: Job) -> Answer:
        """Return what the child answers; ends the child where it does not."""
        most = job.seconds * WAITING
        left = _left(self.process.pid, most).__next__
        try:
            pipes.send(self._to.fileno(), pickle.dumps(job, protocol=pickle.HIGHEST_PROTOCOL), left)
            answer: Answer = pickle.loads(pipes.receive(self._back.fileno(), left))  # noqa: S301 - our own child
        except TimeoutError:
            self.end()
            raise _DiedError(too_long(most), again=False) from None
        except (OSError, EOFError, pickle.PickleError):
            raise self._cause(job) from None
        self.used = True
        return answer

    def _cause(self, job: Job) -> _DiedError:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(2)
        code = self.process.returncode
        self.end()
        if code is not None and code == -getattr(signal, "SIGXCPU", 0):
            return _DiedError(too_long(job.seconds), again=False)
        # Somebody may have killed it for want of memory, or it had been idle and was just leaving: no fault of this job, perhaps.
        return _DiedError("the process that worked on it was ended by it or by the system", again=True)

    def end(self) -> None:
        self.process.kill()
        for pipe in (self._to, self._back):
            with contextlib.suppress(OSError):
                pipe.close()
        self.process.wait()


def _left(pid: int, most: float) -> Iterator[float]:
    """Yield, each time that it is asked, how much of ``most`` seconds a process may still stand still. The system tells only of jobs
    that take longer than a moment: to ask it costs more than what hardly any other job needs."""
    yield most
    spent = StandStill(of_process(pid))
    while True:
        yield most - spent.seconds()


def cores() -> int:
    """Return how many cores this process may use, :data:`MOST_CHILDREN` at most."""
    try:
        there = len(os.sched_getaffinity(0))
    except (AttributeError, OSError):  # not on every system
        there = os.cpu_count() or 1
    return min(MOST_CHILDREN, there)


class Workers:
    """``for answer in workers.map(jobs, count): ...``: children that are started when there is something to do."""

    def __init__(self, most: int | None = None) -> None:
        self.most = most if most is not None else cores()
        self._idle: list[_Child] = []
        self._lock = threading.Lock()

    def map(self, jobs: Iterable[Job], count: int, waiting: Callable[[], None] = lambda: None) -> Iterator[Answer]:
        """Yield what comes of each of about ``count`` jobs, in order; the value is a :class:`Failure` where one fails.

        ``waiting`` is called now and then while nothing comes; it may raise to end the work.
        """
        pending = iter(enumerate(jobs))
        wanted = max(1, min(self.most, 2 * count // PARALLEL_FROM))
        taking = threading.Lock()
        room = threading.Semaphore(AHEAD * wanted)
        done: SimpleQueue[tuple[int, Answer] | BaseException | None] = SimpleQueue()
        stop = threading.Event()
        busy: list[_Child] = []

        def feed() -> None:
            child: _Child | None = None
            try:
                while not stop.is_set():
                    room.acquire()
                    with taking:
                        item = next(pending, None)
                    if item is None or stop.is_set():
                        break
                    answer, child = self._asked(item[1], child, busy, stop)
                    done.put((item[0], answer))
            except BaseException as error:  # of those who made the jobs: theirs to handle
                done.put(error)
            finally:
                if child is not None:
                    busy.remove(child)
                    (child.end if stop.is_set() else partial(self._keep, child))()
                done.put(None)

        threads = [threading.Thread(target=feed, daemon=True) for _ in range(wanted)]
        for thread in threads:
            thread.start()
        try:
            yield from _in_order(done, room, wanted, waiting)
        finally:
            stop.set()
            for _ in threads:
                room.release()
            for child in tuple(busy):
                child.process.kill()
            # An answer nobody waits for any more may be collected as garbage, and so end here, in one of these threads.
            for thread in set(threads) - {threading.current_thread()}:
                thread.join(1.0)

    def _asked(
        self, job: Job, child: _Child | None, busy: list[_Child], stop: threading.Event
    ) -> tuple[Answer, _Child | None]:
        """Return what comes of a job, and the child that is there now."""
        again = 1
        while True:
            try:
                if child is None:
                    child = self._take()
                    busy.append(child)
            except OSError as error:
                return Answer(Failure(f"no process could be started for it ({error.strerror})"), 0.0), None
            old = child.used
            try:
                return child.ask(job), child
            except _DiedError as error:
                busy.remove(child)
                child = None
                if stop.is_set() or not error.again or not again:
                    return Answer(Failure(str(error)), 0.0), None
                again -= not old  # one that had worked before may have been about to leave

    def _take(self) -> _Child:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.alive:
                    return child
                child.end()
        return _Child()

    def _keep(self, child: _Child) -> None:
        with self._lock:
            if not self._idle:
                self._idle.append(child)
                return
        child.end()

    def expect(self) -> None:
        """Have a child at hand that has loaded what reading a text needs: a job may come soon."""
        thread = threading.Thread(target=lambda: [*self.map([_WARM], 1)], name="briefing-expect", daemon=True)
        with self._lock:
            if not any(child.alive for child in self._idle):
                thread.start()

    def close(self) -> None:
        """End the children that are idle."""
        with self._lock:
            while self._idle:
                self._idle.pop().end()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _in_order(
    done: SimpleQueue[tuple[int, Answer] | BaseException | None],
    room: threading.Semaphore,
    alive: int,
    waiting_for: Callable[[], None],
) -> Iterator[Answer]:
    waiting: dict[int, Answer] = {}
    position = 0
    while alive:
        try:
            message = done.get(timeout=LOOKING)
        except Empty:
            waiting_for()
            continue
        if message is None:
            alive -= 1
            continue
        if isinstance(message, BaseException):
            raise message
        waiting[message[0]] = message[1]
        while position in waiting:
            yield waiting.pop(position)
            position += 1
            room.release()


class Here(Workers):
    """The same without processes, for tests that look into the work: nothing ends what hangs."""

    def map(self, jobs: Iterable[Job], count: int, waiting: Callable[[], None] = lambda: None) -> Iterator[Answer]:
        for job in jobs:
            yield _done(job)


SHARED = Workers()
"""Those of this process."""
atexit.register(lambda: SHARED.close())


def function(task: str) -> Callable[..., Any]:
    """Return the function that ``task`` names (``module:function``)."""
    module, _, name = task.partition(":")
    named: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return named


def _done(job: Job) -> Answer:
    start = time.perf_counter()
    try:
        value = function(job.task)(*job.arguments)
    except Exception as error:
        value = Failure(reason(error))
    return Answer(value, time.perf_counter() - start)


# --- the child ---


def serve() -> None:
    """Answer one job after the other until the pipe ends, or nothing is asked for a while."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(5)  # the reader's keys come first
    _limit("RLIMIT_AS", MEMORY)
    _limit("RLIMIT_CORE", 0)
    back = pipes.keep_answers_apart()
    with seldom_collected(), contextlib.suppress(OSError):  # its parent is gone
        while pipes.is_asked(IDLE):
            asked = pipes.read_frame()
            if asked is None:
                return
            answer = _limited(pickle.loads(asked))  # noqa: S301 - from our parent
            pipes.write_frame(back, pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL))


def _limited(job: Job) -> Answer:
    used, before = time.process_time(), computing_time()
    _limit("RLIMIT_CPU", int(used + job.seconds) + 1)
    try:
        return _done(job)._replace(cpu=computing_time() - before)
    except SystemExit as error:
        return Answer(Failure(reason(error)), 0.0)


_LIMITS: dict[str, int] = {}
"""Limits of this process as they were set last: that of computing time is the same for most jobs of a second."""


def _limit(name: str, value: int) -> None:
    """Set a soft limit of this process, where the system has such limits."""
    if _LIMITS.get(name) == value:
        return
    _LIMITS[name] = value
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError, AttributeError):
        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
