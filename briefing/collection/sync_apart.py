"""A folder is brought up to date in a process of its own, so that whoever reads meanwhile never waits for the interpreter.

The child opens the folder as any other process would: what it has committed is answered here at once. It ends when it is done, when it is
asked to stop, and when its parent is gone; killed at any moment it leaves what was committed.
"""

from __future__ import annotations

import contextlib
import math
import os
import pickle
import select
import subprocess
import time
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from briefing import pipes
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.collection.session import Progress, Session
    from briefing.ingest.walk import FileEntry
    from briefing.model import SyncReport
    from briefing.paths import Places

LARGE: Final = 500
"""Articles or files from which on a folder is worth a process: to start one takes what reading some fifty files takes."""
FEW: Final = 20
"""Files that are made searchable in this process, before the other one does the rest."""
LOOK: Final = 0.1
"""Seconds between two looks whether to go on."""
TELL: Final = 0.1
"""Seconds between two frames of progress."""
LEARN: Final = 0.5
"""Seconds between two looks at what the child has committed."""
STOPPING: Final = 0.25
"""Seconds that a child has to end by itself when it is asked to."""

ROOM: Final = 2.0
"""Seconds that it has when files have come: what it has found is stored, and they are searchable then."""
TEXTS: Final = frozenset({"waiting", "ingest", "index"})
"""Stages in which a child makes texts searchable itself, or another process may."""

_BOOT = pipes.boot("briefing.collection.session", "serve")


class Asked(NamedTuple):
    """What the child is asked for; see :meth:`briefing.collection.facade.Collection.sync`."""

    folder: Path
    places: Places
    settled: Callable[[FileEntry], bool] | None
    named: Collection[str] | None


class Listener(NamedTuple):
    """Who is told of the work, and who is asked: whether to stop, and which files have come meanwhile."""

    progress: Progress | None = None
    cancelled: Callable[[], bool] | None = None
    arriving: Callable[[], Collection[str]] | None = None

    def tell(self, stage: str, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress(stage, done, total)

    def stops(self) -> bool:
        """Return whether the work is to stop."""
        return False if self.cancelled is None else self.cancelled()

    def news(self) -> Collection[str]:
        """Return the files that have come since this was asked last."""
        return () if self.arriving is None else self.arriving()


class Answer(NamedTuple):
    """What a child has done, and the files for which it was asked to make room."""

    report: SyncReport
    arrived: Collection[str] = ()


def update(session: Session, asked: Asked, listener: Listener) -> SyncReport:
    """Make what was named searchable here, if that is little; have a child do everything else.

    A child makes room for files that come while it works, and another one goes on where it stopped. Each must have had twice the time
    of the one before: all together cost a small multiple of one that nobody disturbs, whatever comes.

    Raises:
        BriefingError: it cannot be done, or the child was ended by the system.
        OSError: no process can be started.
    """
    reports: list[SyncReport] = []
    fresh, spared = asked.named, 0.0
    while True:
        if _is_little(fresh):
            reports.append(_make_searchable(session, asked, fresh, listener))
        begun = time.monotonic()
        answer = run(session, asked, listener, begun + spared)
        reports.append(answer.report)
        if not answer.arrived:
            break
        fresh, spared = answer.arrived, 2 * (time.monotonic() - begun)
        if asked.named is not None:
            asked = asked._replace(named={*asked.named, *fresh})
    counts = {name: sum(getattr(each, name) for each in reports) for name in ("added", "changed", "removed")}
    return replace(reports[-1], **counts)


def _is_little(named: Collection[str] | None) -> bool:
    return False if named is None else len(named) <= FEW


def _make_searchable(session: Session, asked: Asked, named: Collection[str] | None, listener: Listener) -> SyncReport:
    """Read these files here, their text alone, and say so."""
    from briefing.collection.update import Update

    report = Update(session, False, listener.progress, listener.cancelled, asked.settled, named).run()
    changes = report.added + report.changed + report.removed
    listener.tell("searchable", changes, changes)
    return report


def run(session: Session, asked: Asked, listener: Listener, spared: float = 0.0) -> Answer:
    """Have a child bring the folder of ``session`` up to date, or come as far as it can until files arrive; none is asked about
    before the time ``spared`` (of the monotonic clock).

    Raises:
        BriefingError: it cannot be done, or the child was ended by the system.
        OSError: no process can be started.
    """
    child = pipes.start(_BOOT)
    try:
        return _Dialogue(session, child, listener, spared).hold(asked)
    except (EOFError, OSError, pickle.PickleError) as error:
        raise BriefingError("the process that reads the folder was ended by the system; it is tried again") from error
    finally:
        _end(child)
        session.learn()


class _Dialogue:
    """What a child says until it is done, and what it is asked."""

    def __init__(self, session: Session, child: subprocess.Popen[bytes], listener: Listener, spared: float) -> None:
        if child.stdin is None or child.stdout is None:
            raise OSError("a process without pipes")
        self._session, self._listener = session, listener
        self._to, self._back = child.stdin, child.stdout
        self._spared = spared
        self._stage = "waiting"
        self._told: tuple[str, int, int] | None = None
        self._learned = time.monotonic()
        self._arrived: Collection[str] = ()
        self._until = math.inf

    def hold(self, asked: Asked) -> Answer:
        """Return what comes of it."""
        pipes.send(self._to.fileno(), pickle.dumps(asked, protocol=pickle.HIGHEST_PROTOCOL), _patience)
        while not self._is_left():
            self._make_room()
            if not select.select([self._back], [], [], LOOK)[0]:
                self._catch_up()
                continue
            kind, value = pickle.loads(pipes.receive(self._back.fileno(), _patience))  # noqa: S301 - our own child
            if kind == "done":
                report, notices = value
                for notice in notices:
                    self._session.notice(notice)
                return Answer(report, self._arrived)
            if kind == "failed":
                raise BriefingError(value)
            self._hear(*value)
        return Answer(_stopped(self._session), self._arrived)

    def _is_left(self) -> bool:
        """Return whether nobody waits for the child any more."""
        return any((self._listener.stops(), time.monotonic() >= self._until))

    def _make_room(self) -> None:
        """Ask the child to stop if files have come. While it reads files itself, or waits for another process, the text of others
        would have to be made searchable with theirs."""
        now = time.monotonic()
        if self._arrived or now < self._spared or self._stage in TEXTS:
            return
        self._arrived = self._listener.news()
        if self._arrived:
            self._to.close()
            self._until = now + ROOM

    def _hear(self, stage: str, done: int, total: int) -> None:
        self._stage, self._told = stage, (stage, done, total)
        if not self._catch_up():
            self._listener.tell(stage, done, total)

    def _catch_up(self) -> bool:
        """Learn what the child has stored, if that is due, and tell of it; a child that is at work may say nothing for long."""
        told = self._told
        if told is None:
            return False
        if time.monotonic() - self._learned < LEARN:
            return False
        self._told = None
        self._session.learn()
        self._learned = time.monotonic()
        self._listener.tell(*told)
        return True


def _patience() -> float:
    """Return the seconds that a frame that has begun may take: the machine may be busy."""
    return 60.0


def _stopped(session: Session) -> SyncReport:
    """Return the report of a run that was left."""
    from briefing.model import SyncReport

    return SyncReport(session.catalogue.count(), 0, 0, 0, 0.0, {}, ())


def _end(child: subprocess.Popen[bytes]) -> None:
    """Have the child end: it is asked first, so that what it has found is stored."""
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    try:
        child.wait(STOPPING)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


# --- the child ---


def serve(session_of: Callable[[Path, Places], Session]) -> None:
    """Bring one folder up to date and say how it went."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(5)  # the reader's keys come first
    frame = pipes.read_frame()
    back = pipes.keep_answers_apart()
    if frame is None:
        return
    asked: Asked = pickle.loads(frame)  # noqa: S301 - from our parent
    told, last = 0.0, ""

    def say(kind: str, value: Any) -> None:
        pipes.write_frame(back, pickle.dumps((kind, value), protocol=pickle.HIGHEST_PROTOCOL))

    def progress(stage: str, done: int, total: int) -> None:
        nonlocal told, last
        now = time.monotonic()
        if stage != last or now - told >= TELL:
            told, last = now, stage
            with contextlib.suppress(OSError):  # nobody listens any more: it will be asked to stop
                say("progress", (stage, done, total))

    try:
        session = session_of(asked.folder, asked.places)
        try:
            report = session.sync(progress=progress, cancelled=_parent_left, settled=asked.settled, named=asked.named)
            notices = list(session.notices)
        finally:
            session.close()
        said: tuple[str, Any] = ("done", (report, notices))
    except BriefingError as error:
        said = ("failed", str(error))
    with contextlib.suppress(OSError):
        say(*said)


def _parent_left() -> bool:
    """Return whether the pipe from the parent has ended: nothing else ever comes through it."""
    return pipes.is_asked(0.0)
