"""The life of an open folder: what is open, who may write, what is remembered, and the way back after damage.

Questions of several threads are answered at once; one process at a time writes what is derived. What is damaged or gone is
rebuilt, and the question asked again.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.collection import cache_place
from briefing.collection.answering import unusable
from briefing.collection.entity_view import Names
from briefing.collection.folder import check_folder
from briefing.collection.pages import Unread
from briefing.errors import BriefingError, BusyError, StateError
from briefing.model import EntityEdit, SyncReport
from briefing.paths import Places, private_folder
from briefing.store.catalogue.catalogue import Catalogue
from briefing.store.catalogue.catalogue_file import discard
from briefing.store.catalogue.lookup_tables import LookupTables
from briefing.store.state.state import State
from briefing.store.state.state_file import StateFile

if TYPE_CHECKING:
    from briefing.collection.sync import Sync
    from briefing.index import Index
    from briefing.ingest.walk import FileEntry
    from briefing.settings import Settings

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total); stages: ``ingest``, ``index``, ``quotations``, ``entities``, ``statements``, ``waiting`` for
another process, and ``searchable`` once the few files that were named are, before all else is done."""

SHORT_WAIT = 2.0
"""Seconds that a question waits for another process; who asked for no sync waits no longer."""

CLOSING_WAIT = 10.0
"""Seconds that closing waits for other threads' questions; after that, their answers are an error."""

K = TypeVar("K", bound=LookupTables)
R = TypeVar("R")


class Session:
    """One open folder."""

    files_move = True
    """An article may have another name, or another text, than when something was made for it: that is looked for after each sync."""

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
        self.state_file = StateFile(places.data / "state.db")
        self.state = State(self.state_file, folder)
        self.notices += [*self.state_file.notices, *self.state.damaged()]
        self.state_file.notices = self.notices  # what happens to it later is told in the same place
        try:
            self.catalogue = self._open_catalogue()
        except (sqlite3.Error, OSError) as error:
            self.state_file.close()
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
        self._corrections: tuple[object, ...] | None = None
        self.names = Names(lambda: self.catalogue, self.state, lambda: self._generation)
        self._cached: dict[str, tuple[int, Any]] = {}
        self.unread = Unread()

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

    def move_out(self, error: Exception) -> None:
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

    def learn(self) -> None:
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

    def check_place(self) -> None:
        """Raise FolderError if the articles cannot be read where they lie."""
        check_folder(self.folder)

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
        self.state_file.close()
        if self._temporary is not None:
            import shutil

            shutil.rmtree(self._temporary, ignore_errors=True)

    def look_at_corrections(self) -> None:
        """Count what others changed as an edit if names, fields or stories are corrected otherwise than when this was asked last. Where somebody
        is, what is read and starred changes no answer, and readers of other folders write into the same file."""
        state = self.state
        corrections = state.entity_edits(), state.metadata(), state.story_edits()
        if corrections != self._corrections:
            self._corrections = corrections
            self.edited += 1

    def bump(self) -> None:
        self._generation += 1

    def finish_answers(self) -> None:
        """Read what somebody still holds of the answers, so that it may be looked at when the folder is closed."""
        self._cached.clear()
        self.names.forget()
        if not self._closed:
            with contextlib.suppress(BriefingError):  # it is said when somebody looks
                self.unread.finish()

    def forget(self, key: str) -> None:
        """Have what is remembered under ``key`` made anew."""
        self._cached.pop(key, None)

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
                    if not cache_place.is_taken(error):
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

    def made_now(self, name: str, stored: K, make: Callable[[K], None], sign: Callable[[], None]) -> K:
        """Make a table of the store that is not there, or not up to date, and return it; while somebody else is writing, one beside the
        store, remembered by ``name``. ``sign`` notes that the stored one is made."""

        def beside() -> K:
            table = stored.in_memory()
            make(table)
            return table

        try:
            with self.writing(wait=0.0), self.catalogue.transaction():
                make(stored)
                sign()
        except (BusyError, StateError, sqlite3.OperationalError):
            return self.remembered(f"{name}, beside", beside)
        return stored

    def sync_run(
        self,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        settled: Callable[[FileEntry], bool] | None = None,
        named: Collection[str] | None = None,
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
            named=named,
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
        named: Collection[str] | None = None,
        patience: Callable[[float], bool] | None = None,
        files: int = 0,
        arriving: Callable[[], Collection[str]] | None = None,
    ) -> SyncReport:
        """Do what :meth:`briefing.collection.facade.Collection.sync` says; in a temporary folder if the cache cannot be written."""
        from briefing.collection.update import Update

        if self._goes_apart(files):
            from briefing.collection import sync_apart

            asked = sync_apart.Asked(self.folder, self.places, settled, named)
            return sync_apart.update(self, asked, sync_apart.Listener(progress, cancelled, arriving))
        update = Update(self, analysis, progress, cancelled, settled, named, patience)
        try:
            return update.run(rebuild=rebuild)
        except BriefingError as error:
            if not cache_place.cannot_keep(error):
                raise
            self.move_out(error)
            return update.run(rebuild=False)

    def _goes_apart(self, files: int) -> bool:
        """Return whether a process of its own is worth it for a folder of so many files, 0 if nobody asks for one."""
        if not files or self._temporary is not None:
            return False
        from briefing.collection.sync_apart import LARGE

        return max(files, self.catalogue.count()) >= LARGE

    def _note_identity(self, article: str) -> None:
        from briefing.collection.following import note

        with contextlib.suppress(sqlite3.Error):  # it is kept at the next sync, then
            note(self.state, self.catalogue, article)

    def warm(self) -> None:
        """Load what the first search needs; for a background thread. Whatever is wrong is left for the search to tell."""
        with contextlib.suppress(BriefingError, OSError):
            self.ensure_index()
            self.open_index().warm()


def serve() -> None:
    """Bring a folder up to date in this process, for the one that reads it."""
    from briefing.collection import sync_apart
    from briefing.garbage import seldom_collected

    with seldom_collected():
        sync_apart.serve(Session)
