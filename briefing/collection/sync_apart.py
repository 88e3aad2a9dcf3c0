"""A folder is brought up to date in a process of its own, so that whoever reads meanwhile never waits for the interpreter.

The child opens the folder as any other process would: what it has committed is answered here at once. It ends when it is done, when it is
asked to stop, and when its parent is gone; killed at any moment it leaves what was committed.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import subprocess
import time
from collections.abc import Callable, Collection
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

_BOOT = pipes.boot("briefing.collection.sync_apart", "serve")


class Asked(NamedTuple):
    """What the child is asked for; see :meth:`briefing.collection.facade.Collection.sync`."""

    folder: Path
    places: Places
    settled: Callable[[FileEntry], bool] | None
    named: Collection[str] | None


def run(session: Session, asked: Asked, progress: Progress | None, cancelled: Callable[[], bool] | None) -> SyncReport:
    """Have a child bring the folder of ``session`` up to date.

    Raises:
        BriefingError: it cannot be done, or the child was ended by the system.
        OSError: no process can be started.
    """
    child = pipes.start(_BOOT)
    try:
        return _answer(session, child, asked, progress, _never if cancelled is None else cancelled)
    except (EOFError, OSError, pickle.PickleError) as error:
        raise BriefingError("the process that reads the folder was ended by the system; it is tried again") from error
    finally:
        _end(child)
        session.learn()


def _never() -> bool:
    return False


def _answer(
    session: Session,
    child: subprocess.Popen[bytes],
    asked: Asked,
    progress: Progress | None,
    cancelled: Callable[[], bool],
) -> SyncReport:
    if child.stdin is None or child.stdout is None:
        raise OSError("a process without pipes")
    pipes.send(child.stdin.fileno(), pickle.dumps(asked, protocol=pickle.HIGHEST_PROTOCOL), _patience)
    learned = time.monotonic()
    while True:
        if cancelled():
            return _stopped(session)
        if not select.select([child.stdout], [], [], LOOK)[0]:
            continue
        kind, value = pickle.loads(pipes.receive(child.stdout.fileno(), _patience))  # noqa: S301 - our own child
        if kind == "done":
            report, notices = value
            for notice in notices:
                session.notice(notice)
            return report  # type: ignore[no-any-return]
        if kind == "failed":
            raise BriefingError(value)
        if time.monotonic() - learned >= LEARN:
            session.learn()
            learned = time.monotonic()
        if progress is not None:
            progress(*value)


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


def serve() -> None:
    """Bring one folder up to date and say how it went."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(5)  # the reader's keys come first
    frame = pipes.read_frame()
    back = pipes.keep_answers_apart()
    if frame is None:
        return
    asked: Asked = pickle.loads(frame)  # noqa: S301 - from our parent
    told = 0.0

    def say(kind: str, value: Any) -> None:
        pipes.write_frame(back, pickle.dumps((kind, value), protocol=pickle.HIGHEST_PROTOCOL))

    def progress(stage: str, done: int, total: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told >= TELL:
            told = now
            with contextlib.suppress(OSError):  # nobody listens any more: it will be asked to stop
                say("progress", (stage, done, total))

    from briefing.collection.session import Session

    try:
        session = Session(asked.folder, asked.places)
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
