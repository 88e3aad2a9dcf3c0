"""The life of an open folder: what is open, who may write, what is remembered, and the way back after damage.

Questions of several threads are answered at once; one process at a time writes what is derived. What is damaged or gone is
rebuilt, and the question asked again.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from briefing.collection import cache_place
from briefing.collection.entity_view import Names
from briefing.collection.folder import check_folder
from briefing.errors import BriefingError, BusyError, StateError
from briefing.model import EntityEdit, SyncReport
from briefing.paths import Places, private_folder
from briefing.store.catalogue import Catalogue, discard
from briefing.store.state import State
from briefing.store.state_file import StateFile
from briefing.text import one_line

if TYPE_CHECKING:
    from briefing.collection.sync import Sync
    from briefing.index import Index
    from briefing.ingest.walk import FileEntry
    from briefing.settings import Settings

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total); stages: ``ingest``, ``index``, ``quotations``, ``entities``, ``statements``, and ``waiting`` for another process."""

SHORT_WAIT = 2.0
"""Seconds that a question waits for another process; who asked for no sync waits no longer."""

LOOK_SECONDS = 0.25
"""Seconds between two looks at what another process has done."""

CLOSING_WAIT = 10.0
"""Seconds that closing waits for other threads' questions; after that, their answers are an error."""

IN_THE_WAY = (errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY)
"""Something else stands where a file of ours should."""

R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])


class HasSession(Protocol):
    """Whatever answers questions within a session."""

    session: Session


def answering(method: F) -> F:
    """Answer with an error of ours, whatever goes wrong; after damage to what is derived, rebuild it once and ask again."""

    @functools.wraps(method)
    def answer(self: HasSession, *args: Any, **kwargs: Any) -> Any:
        try:
            with self.session.asked():
                try:
                    return method(self, *args, **kwargs)
                except sqlite3.DatabaseError as error:
                    self.session.check_open()
                    if not self.session.mend(error):
                        raise
                    return method(self, *args, **kwargs)
        except BriefingError:
            raise
        except (sqlite3.Error, OSError) as error:
            raise unusable(self.session.cache, error) from error
        except Exception as error:
            reason = one_line(str(error)[:200])
            raise BriefingError(
                f"cannot answer {method.__name__} ({type(error).__name__}: {reason}); check what was asked"
            ) from error

    return cast(F, answer)


def unusable(path: Path, error: Exception) -> BriefingError:
    reason = getattr(error, "strerror", None) or str(error)
    what = f"cannot use {one_line(os.fspath(path))}: {one_line(reason)}"
    if "locked" in reason or "busy" in reason:
        return BriefingError(f"{what}; another program holds it: try again when that is done")
    return BriefingError(f"{what}; free some space, or check its rights")


class Session:
    """One open folder."""

    def __init__(self, folder: Path, places: Places) -> None:
        self.folder = folder
        self.places = places
        self.notices: list[str] = []
        self._temporary: Path | None = None
        self.cache = places.for_folder(folder)
        try:
            private_folder(places.cache)
            private_folder(self.cache)
        except StateError as error:
            self._use_temporary(error)
        try:
            private_folder(places.data)
        except StateError as error:
            if not cache_place.cannot_keep(error):
                raise  # what can be mended by moving it away is not passed over
        self._state_file = StateFile(places.data / "state.db")
        self.state = State(self._state_file, folder)
        self.notices += [*self._state_file.notices, *self.state.damaged()]
        try:
            self.catalogue = self._open_catalogue()
        except (sqlite3.Error, OSError) as error:
            self._state_file.close()
            raise unusable(self.cache / "catalogue.db", error) from error
        if self.catalogue.replaced:
            self.notice(f"the cache {self.catalogue.replaced}; it is rebuilt from your files")
        self.state.made_here = self._note_identity
        self._closed = False
        self._questions = threading.Condition()
        self._askers: dict[int, int] = {}
        self._retired: list[Catalogue] = []
        self._index_lock = threading.RLock()
        self._index: Index | None = None
        self._sync_lock = threading.RLock()
        self._writing = False
        self._settings: Settings | None = None
        self._indexed_edits: list[EntityEdit] = []
        self._generation = 0
        self.edited = 0
        self.names = Names(lambda: self.catalogue, self.state, lambda: self._generation)
        self._cached: dict[str, tuple[int, Any]] = {}

    def _open_catalogue(self) -> Catalogue:
        """Return the catalogue, in a temporary folder if its own place takes nothing."""
        try:
            return Catalogue(self.cache / "catalogue.db")
        except (sqlite3.Error, OSError) as error:
            self._use_temporary(error)
            return Catalogue(self.cache / "catalogue.db")

    def _use_temporary(self, error: Exception) -> None:
        """Have a temporary folder take the place of the cache, because of ``error``. Raises ``error`` where there is none."""
        if self._temporary is not None:
            raise error
        if not cache_place.cannot_keep(error):
            raise error
        try:
            folder = cache_place.temporary(self.cache)
        except OSError:
            raise error from error.__cause__
        self.notice(cache_place.notice(self.cache, error))
        self._temporary, self.cache = folder.parent, folder

    def _move_out(self, error: Exception) -> None:
        """Go on in a temporary folder, as the cache cannot be written any more. Raises ``error`` where that cannot be."""
        with self._index_lock:
            self._use_temporary(error)
            self._drop_catalogue()
            if self._index is not None:
                self._index.close()
                self._index = None
            self.catalogue = Catalogue(self.cache / "catalogue.db")
        self.bump()

    @property
    def generation(self) -> int:
        """Rises whenever articles, quotations, statements or entities may have changed: drop what you cached."""
        return self._generation + self.edited

    def read_settings(self) -> Settings:
        if self._settings is None:
            from briefing.settings import load

            self._settings, notices = load(self.places.config)
            for notice in notices:
                self.notice(notice)
        return self._settings

    @contextlib.contextmanager
    def writing(self, *, wait: float | None = None, waiting: Callable[[float], None] | None = None) -> Iterator[None]:
        """The right to write what is derived, across threads and processes; may be asked for again by its holder.

        ``wait`` and ``waiting`` are those of :func:`briefing.collection.lock.folder_lock`. Raises BusyError.
        """
        from briefing.collection.lock import folder_lock

        if not self._sync_lock.acquire(timeout=-1 if wait is None else wait):
            raise BusyError
        try:
            if self._writing:
                yield
                return
            private_folder(self.cache)
            with folder_lock(self.cache / "lock", wait=wait, waiting=waiting):
                self._writing = True
                try:
                    yield
                    self.catalogue.put_seal()
                finally:
                    self._writing = False
        finally:
            self._sync_lock.release()

    def _learn(self) -> None:
        """While another process writes: what it has committed is answered from now on."""
        if self.catalogue.is_there():
            if self.catalogue.changed_elsewhere():
                self.bump()
        elif self.catalogue.path.exists():
            self.renew()

    @contextlib.contextmanager
    def asked(self) -> Iterator[None]:
        """While a question is answered, nothing that the answer needs is closed."""
        own = threading.get_ident()
        with self._questions:
            self.check_open()
            self._askers[own] = self._askers.get(own, 0) + 1
        try:
            yield
        finally:
            with self._questions:
                self._askers[own] -= 1
                if not self._askers[own]:
                    del self._askers[own]
                self._questions.notify_all()

    def _others_ask(self) -> bool:
        return bool(self._askers.keys() - {threading.get_ident()})

    def _drop_catalogue(self) -> None:
        self.catalogue.retire()
        with self._questions:
            self._retired = [*self._retired, self.catalogue]
            if not self._others_ask():
                for old in self._retired:
                    old.close()
                self._retired = []

    def check_open(self) -> None:
        if self._closed:
            raise BriefingError("this collection is closed; open it again")

    def mend(self, error: sqlite3.DatabaseError) -> bool:
        """After ``error``: whether it makes sense to ask again. What is damaged or gone is rebuilt first."""
        if isinstance(error, sqlite3.ProgrammingError):
            return "closed" in str(error)  # another thread has put a new catalogue in its place
        if (
            isinstance(error, sqlite3.OperationalError)
            and not str(error).startswith("no such")
            and self.catalogue.is_there()
        ):
            return False
        within = self._writing and self._sync_lock.acquire(blocking=False)
        if within:
            self._sync_lock.release()
        with self.writing(wait=SHORT_WAIT):
            if not self.renew():
                self.start_again("the catalogue was damaged and has been rebuilt")
            if not within:
                self.sync()
        return True

    def renew(self) -> bool:
        """If the catalogue on disk is not the one that is open, open that; whether it was so. Call as the writer."""
        if self.catalogue.is_there():
            return False
        if self.catalogue.path.exists():
            with self._index_lock:
                self._drop_catalogue()
                self.catalogue = Catalogue(self.catalogue.path)
            self.bump()
        else:
            self.start_again("the cache was removed and has been rebuilt")
        return True

    def start_again(self, notice: str | None) -> None:
        """Throw away what can be derived. Call as the writer."""
        with self._index_lock:
            self._drop_catalogue()
            if self._index is not None:
                self._index.close()
                self._index = None
            discard(self.catalogue.path)
            discard(self.cache / "index")
            self.catalogue = Catalogue(self.catalogue.path)
        if notice:
            self.notice(notice)
        self.bump()

    def notice(self, message: str) -> None:
        if message not in self.notices:
            self.notices.append(message)

    def open_index(self) -> Index:
        with self._index_lock:
            if self._index is None:
                from briefing.index import Index

                try:
                    self._index = Index.open(self.cache / "index")
                except StateError:
                    # Something stands where our files should; all of it can be derived again.
                    with self.writing(wait=SHORT_WAIT):
                        discard(self.cache / "index")
                    self._index = Index.open(self.cache / "index")
            return self._index

    def close(self) -> None:
        """Release files. Closing twice is fine; whatever is asked afterwards is a BriefingError."""
        with self._questions:
            if self._closed:
                return
            self._closed = True
            self._questions.wait_for(lambda: not self._others_ask(), CLOSING_WAIT)
        with self._index_lock:
            if self._index is not None:
                self._index.close()
                self._index = None
        self._drop_catalogue()
        self._state_file.close()
        if self._temporary is not None:
            import shutil

            shutil.rmtree(self._temporary, ignore_errors=True)

    def bump(self) -> None:
        self._generation += 1

    def remembered(self, key: str, make: Callable[[], R]) -> R:
        generation = self._generation
        found = self._cached.get(key)
        if found is not None and found[0] == generation:
            value: R = found[1]
            return value
        made = make()
        self._cached[key] = (generation, made)
        return made

    def ensure_index(self) -> None:
        """If the index was lost or damaged, put every article again."""
        if not self.open_index().stale or not self.catalogue.count():
            return
        try:
            with self.writing(wait=0.0):
                self.catalogue.forget_index()
                run = self.sync_run()
                try:
                    run.stage("index")
                    if self.catalogue.derived("basis"):
                        run.stage("facts")
                except StateError as error:
                    if getattr(error.__cause__, "errno", None) not in IN_THE_WAY:
                        raise
                    self.start_again(None)
                    self.sync()
        except BusyError:
            self.notice("the search index is still being written; what is not in it yet is not found")
        else:
            self.notice("the search index was missing or damaged and has been rebuilt")

    def ensure_names(self, *, wait: bool = True) -> None:
        """Corrections made since the last sync count in queries, too. While somebody types, nothing waits for a sync that is
        under way: it puts them itself when it ends."""
        edits = self.state.entity_edits()
        if (
            edits == self._indexed_edits
            or not self.catalogue.derived("basis")
            or not self._sync_lock.acquire(blocking=wait)
        ):
            return
        try:
            with contextlib.suppress(BusyError), self.writing(wait=0.0):
                self.sync_run().stage("facts")
                self._indexed_edits = edits
        finally:
            self._sync_lock.release()

    def sync_run(
        self,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        settled: Callable[[FileEntry], bool] | None = None,
    ) -> Sync:
        from briefing.collection.sync import Sync

        return Sync(
            self.folder,
            self.catalogue,
            self.open_index,
            self.names,
            progress=progress,
            cancelled=cancelled,
            committed=self.bump,
            settled=settled,
            apart=self.places,
        )

    def sync(
        self,
        *,
        analysis: bool = True,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        rebuild: bool = False,
        settled: Callable[[FileEntry], bool] | None = None,
        patience: Callable[[float], bool] | None = None,
    ) -> SyncReport:
        """Do what :meth:`briefing.collection.facade.Collection.sync` says; in a temporary folder if the cache cannot be written."""

        def run(*, rebuild: bool) -> SyncReport:
            return self._sync(
                analysis=analysis, progress=progress, cancelled=cancelled, rebuild=rebuild, settled=settled, patience=patience
            )  # fmt: skip

        try:
            return run(rebuild=rebuild)
        except BriefingError as error:
            if not cache_place.cannot_keep(error):
                raise
            self._move_out(error)
            return run(rebuild=False)

    def _waiting(
        self,
        told: Progress,
        cancelled: Callable[[], bool] | None,
        patience: Callable[[float], bool] | None,
    ) -> Callable[[float], None]:
        """Return what is done while another process brings the folder up to date: its results are shown, and nobody waits who does
        not want to."""
        after = 0.0

        def waiting(seconds: float) -> None:
            nonlocal after
            if False if cancelled is None else cancelled():
                raise BusyError
            if seconds < after:
                return
            after = seconds + LOOK_SECONDS
            self._learn()
            told("waiting", 0, 0)
            if not (True if patience is None else patience(seconds)):
                raise BusyError

        return waiting

    def _sync(
        self,
        *,
        analysis: bool,
        progress: Progress | None,
        cancelled: Callable[[], bool] | None,
        rebuild: bool,
        settled: Callable[[FileEntry], bool] | None,
        patience: Callable[[float], bool] | None,
    ) -> SyncReport:
        """Bring catalogue, index and analysis up to date; ``analysis=False`` stops after the full-text index.

        ``cancelled`` is asked now and then; after it says True the work stops and goes on with the next call. ``rebuild`` throws
        everything derived away first. ``settled`` says which files are whole (:meth:`watch`); the others stay for later. Waits
        while another process brings the same folder up to date.
        """
        theirs: list[Exception] = []

        def told(stage: str, done: int, total: int) -> None:
            try:
                if progress is not None:
                    progress(stage, done, total)
            except Exception as error:
                theirs.append(error)
                raise

        try:
            with self.asked(), self.writing(waiting=self._waiting(told, cancelled, patience)):
                if rebuild:
                    self.start_again(None)
                else:
                    check_folder(self.folder)
                    self.renew()
                self.read_settings()
                run = self.sync_run(told, cancelled, settled)
                try:
                    return self._following(run.run, analysis=analysis)
                except sqlite3.DatabaseError as error:
                    if not self.mend(error):
                        raise
                except StateError as error:
                    if getattr(error.__cause__, "errno", None) not in IN_THE_WAY:
                        raise
                    self.start_again("the cache was damaged and has been rebuilt")
                return self._following(self.sync_run(told, cancelled, settled).run, analysis=analysis)
        except BriefingError:
            raise
        except Exception as error:
            if error in theirs:
                raise
            reason = getattr(error, "strerror", None) or str(error)
            if isinstance(error, OSError) and error.filename:
                raise unusable(Path(os.fsdecode(error.filename)), error) from error
            where = one_line(str(self.folder))
            if isinstance(error, (sqlite3.Error, OSError)):
                hint = f"free some space or check the rights of {one_line(str(self.cache))}"
            else:
                hint = f"{type(error).__name__}; briefing index --rebuild may help"
            raise BriefingError(f"cannot bring {where} up to date: {one_line(reason)}; {hint}") from error

    def _following(self, run: Callable[..., SyncReport], **how: bool) -> SyncReport:
        """Run a sync; what a person made then stands with its articles, whatever these are called now."""
        if self.state.file.read_only:
            return run(**how)
        from briefing.collection.following import follow, moved_from

        if not self.state.articles_made_for():
            report = run(**how)
            if old := moved_from(self.state, self.catalogue):
                self.notice(
                    f"what you made while this folder was {one_line(old)} can be taken over: briefing keep adopt {one_line(old)}"
                )
            return report

        before = self.catalogue.ids()
        report = run(**how)
        follow(self.state, self.catalogue, self.catalogue.ids() - before)
        return report

    def keep_export(self, folder: Path | None = None) -> str:
        """Return everything that was made in this folder, or in another one, as a text."""
        from briefing.store import keep_file

        state = self.state if folder is None else State.of_known(self._state_file, folder)
        return keep_file.dump(keep_file.records(state))

    def keep_import(self, text: str) -> tuple[dict[str, int], list[str]]:
        """Add what such a text holds, after a backup."""
        from briefing.collection.following import follow, here
        from briefing.store import keep_file

        listed, problems = keep_file.load(text)
        if not self._state_file.kept:
            raise StateError(self._state_file.notices[-1])
        self._state_file.backup()
        articles = {}
        for article, known in keep_file.identities(listed).items():
            articles[article] = here(self.catalogue, known, article)
            self.state.put_identity(articles[article], known)
        counts, left = keep_file.take(self.state, listed, articles)
        follow(self.state, self.catalogue, ())
        self.edited += 1
        return counts, [*problems, *left]

    def _note_identity(self, article: str) -> None:
        from briefing.collection.following import note

        with contextlib.suppress(sqlite3.Error):  # it is kept at the next sync, then
            note(self.state, self.catalogue, article)

    def warm(self) -> None:
        """Load what the first search needs; for a background thread. Whatever is wrong is left for the search to tell."""
        with contextlib.suppress(BriefingError, OSError):
            self.ensure_index()
            self.open_index().warm()
