"""One bringing up to date of a folder: its turn is waited for, and after damage it begins again."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.collection import cache_place
from briefing.collection.answering import unusable
from briefing.errors import BriefingError, BusyError, StateError
from briefing.model import SyncReport
from briefing.text import one_line

if TYPE_CHECKING:
    from briefing.collection.session import Progress, Session
    from briefing.ingest.walk import FileEntry

LOOK_SECONDS = 0.25
"""Seconds between two looks at what another process has done."""


@dataclass(frozen=True, slots=True)
class Update:
    """Catalogue, index and analysis of a session's folder as they should be.

    ``analysis`` False stops after the full-text index. ``cancelled`` is asked now and then; after it says True the work stops and
    goes on with the next run. ``settled`` says which files are whole; the others stay for later. ``named``: the only files that are
    looked at. ``patience`` is asked with the
    seconds waited for another process whether to wait on.
    """

    session: Session
    analysis: bool = True
    progress: Progress | None = None
    cancelled: Callable[[], bool] | None = None
    settled: Callable[[FileEntry], bool] | None = None
    named: Collection[str] | None = None
    patience: Callable[[float], bool] | None = None
    _theirs: list[Exception] = field(default_factory=list)
    """Errors that the caller's own functions raised: they go back to it as they are."""

    def run(self, *, rebuild: bool = False) -> SyncReport:
        """Bring the folder up to date; ``rebuild`` throws everything derived away first.

        Raises:
            BusyError: another process is at it, and nobody wants to wait.
            BriefingError: it cannot be done.
        """
        try:
            with self.session.asked(), self.session.writing(waiting=self._waiting()):
                return self._run(rebuild=rebuild)
        except BriefingError:
            raise
        except Exception as error:
            if error in self._theirs:
                raise
            raise self._cannot(error) from error

    def _run(self, *, rebuild: bool) -> SyncReport:
        session = self.session
        if rebuild:
            session.start_again(None)
        else:
            session.check_place()
            session.learn()  # another process may have done all that there was to do
            session.renew()
        session.read_settings()
        try:
            return self._following()
        except sqlite3.DatabaseError as error:
            if not session.mend(error):
                raise
        except StateError as error:
            if not cache_place.is_taken(error):
                raise
            session.start_again("the cache was damaged and has been rebuilt")
        return self._following()

    def _following(self) -> SyncReport:
        """Run a sync; what a person made then stands with its articles, whatever these are called now."""
        session = self.session
        sync = session.sync_run(self._tell, self.cancelled, self.settled, self.named)
        if not (session.files_move and not session.state.file.read_only):
            return sync.run(analysis=self.analysis)
        from briefing.collection.following import Held, follow, moved_from
        from briefing.collection.stages.unchanged import THROUGH

        if not session.state.articles_made_for():
            report = sync.run(analysis=self.analysis)
            if old := moved_from(session.state, session.catalogue):
                session.notice(
                    f"what you made while this folder was {one_line(old)} can be taken over: briefing keep adopt {one_line(old)}"
                )
            return report

        begun = session.catalogue.derived(THROUGH) is None
        report = sync.run(analysis=self.analysis)
        new = frozenset() if begun else sync.new
        follow(session.state, session.catalogue, new, Held(session.catalogue, sync.listed), all_read=sync.through)
        return report

    def _tell(self, stage: str, done: int, total: int) -> None:
        try:
            if self.progress is not None:
                self.progress(stage, done, total)
        except Exception as error:
            self._theirs.append(error)
            raise

    def _waiting(self) -> Callable[[float], None]:
        """Return what is done while another process brings the folder up to date: its results are shown, and nobody waits who does
        not want to."""
        after = 0.0

        def waiting(seconds: float) -> None:
            nonlocal after
            if self._is_cancelled():
                raise BusyError
            if seconds < after:
                return
            after = seconds + LOOK_SECONDS
            self.session.learn()
            self._tell("waiting", 0, 0)
            if not self._waits_on(seconds):
                raise BusyError

        return waiting

    def _is_cancelled(self) -> bool:
        return False if self.cancelled is None else self.cancelled()

    def _waits_on(self, seconds: float) -> bool:
        return True if self.patience is None else self.patience(seconds)

    def _cannot(self, error: Exception) -> BriefingError:
        """Return what a person is told of an error that is not one of ours."""
        reason = getattr(error, "strerror", None) or str(error)
        if isinstance(error, OSError) and error.filename:
            return unusable(Path(os.fsdecode(error.filename)), error)
        if isinstance(error, (sqlite3.Error, OSError)):
            hint = f"free some space or check the rights of {one_line(str(self.session.cache))}"
        else:
            hint = f"{type(error).__name__}; briefing index --rebuild may help"
        return BriefingError(
            f"cannot bring {one_line(str(self.session.folder))} up to date: {one_line(reason)}; {hint}"
        )
