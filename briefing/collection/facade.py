"""The facade: opens a folder, keeps ingest, analysis, index and store in step, and answers every question.

Commands and screens talk to this object only. It is safe to call from several threads; long work (``sync``) may run in one
thread while others read the last complete state. Only errors of :mod:`briefing.errors` leave it.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Collection as AnyCollection
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar, cast, overload

from briefing.collection.entity_view import EditAction, Names
from briefing.errors import BriefingError, FolderError, NotFoundError, StateError
from briefing.model import (
    Article,
    Citation,
    Companion,
    Comparison,
    CopyChanges,
    CopyGroup,
    Difference,
    Document,
    Entity,
    EntityEdit,
    Hit,
    NamesImported,
    Problem,
    Quotation,
    SearchResult,
    Snippet,
    Span,
    Statement,
    SyncReport,
)
from briefing.paths import Places, private_folder
from briefing.store import serialise
from briefing.store.catalogue import Catalogue, discard
from briefing.store.state import State, StateFile
from briefing.text import WORD, fold, natural_key, one_line

if TYPE_CHECKING:
    from briefing.acquire.add import AddReport
    from briefing.collection.sync import Sync
    from briefing.collection.watcher import Watch
    from briefing.index import Index
    from briefing.ingest.walk import FileEntry
    from briefing.settings import Settings

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total); stages: ``ingest``, ``index``, ``quotations``, ``entities``, ``statements``."""

CLOSING_WAIT = 10.0
"""Seconds that closing waits for other threads' questions; after that, their answers are an error."""

_IN_THE_WAY = (errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY)
"""Something else stands where a file of ours should."""

R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])


def _answering(method: F) -> F:
    """Answer with an error of ours, whatever goes wrong; after damage to what is derived, rebuild it once and ask again."""

    @functools.wraps(method)
    def answer(self: Collection, *args: Any, **kwargs: Any) -> Any:
        try:
            with self._asked():
                try:
                    return method(self, *args, **kwargs)
                except sqlite3.DatabaseError as error:
                    self._check_open()
                    if not self._mend(error):
                        raise
                    return method(self, *args, **kwargs)
        except BriefingError:
            raise
        except (sqlite3.Error, OSError) as error:
            raise _unusable(self.cache, error) from error
        except Exception as error:
            reason = one_line(str(error)[:200])
            raise BriefingError(
                f"cannot answer {method.__name__} ({type(error).__name__}: {reason}); check what was asked"
            ) from error

    return cast(F, answer)


def _unusable(path: Path, error: Exception) -> BriefingError:
    reason = getattr(error, "strerror", None) or str(error)
    what = f"cannot use {one_line(os.fspath(path))}: {one_line(reason)}"
    if "locked" in reason or "busy" in reason:
        return BriefingError(f"{what}; another program holds it: try again when that is done")
    return BriefingError(f"{what}; free some space, or check its rights")


class Collection:
    """A folder of articles, searchable and analysed.

    ``folder`` (Path), ``state`` (what a person made: :class:`briefing.store.state.State`), ``notices`` (one-line messages worth
    telling once, e.g. that the index was rebuilt, or that a setting cannot be used).
    """

    def __init__(self, folder: Path, places: Places) -> None:
        """Use :meth:`open`."""
        self.folder = folder
        self.places = places
        self.notices: list[str] = []
        private_folder(places.cache)
        self.cache = private_folder(places.for_folder(folder))
        self._state_file = StateFile(private_folder(places.data) / "state.db")
        self.state = State(self._state_file, folder)
        try:
            self._catalogue = Catalogue(self.cache / "catalogue.db")
        except (sqlite3.Error, OSError) as error:
            self._state_file.close()
            raise _unusable(self.cache / "catalogue.db", error) from error
        if self._catalogue.replaced:
            self._notice(f"the cache {self._catalogue.replaced}; it is rebuilt from your files")
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
        self._edited = 0
        self.names = Names(lambda: self._catalogue, self.state, lambda: self._generation)
        self._cached: dict[str, tuple[int, Any]] = {}

    # --- life ---

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], *, home: str | os.PathLike[str] | None = None, sync: bool = True
    ) -> Self:
        """Open ``path`` and bring it up to date (``sync=False`` leaves it as it was last time).

        ``home`` keeps cache, data and settings under one folder. Raises FolderError, StateError.
        """
        collection = cls(check_folder(path), Places.find(home))
        try:
            collection.state.touch()
            if sync:
                collection.sync()
        except BaseException:
            collection.close()
            raise
        return collection

    def sync(
        self,
        *,
        analysis: bool = True,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        rebuild: bool = False,
        settled: Callable[[FileEntry], bool] | None = None,
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
            with self._asked(), self._writer():
                if rebuild:
                    self._start_again(None)
                else:
                    check_folder(self.folder)
                    self._renew()
                self._read_settings()
                run = self._sync_run(told, cancelled, settled)
                try:
                    return run.run(analysis=analysis)
                except sqlite3.DatabaseError as error:
                    if not self._mend(error):
                        raise
                except StateError as error:
                    if getattr(error.__cause__, "errno", None) not in _IN_THE_WAY:
                        raise
                    self._start_again("the cache was damaged and has been rebuilt")
                return self._sync_run(told, cancelled, settled).run(analysis=analysis)
        except BriefingError:
            raise
        except Exception as error:
            if error in theirs:
                raise
            reason = getattr(error, "strerror", None) or str(error)
            if isinstance(error, OSError) and error.filename:
                raise _unusable(Path(os.fsdecode(error.filename)), error) from error
            where = one_line(str(self.folder))
            if isinstance(error, (sqlite3.Error, OSError)):
                hint = f"free some space or check the rights of {one_line(str(self.cache))}"
            else:
                hint = f"{type(error).__name__}; briefing index --rebuild may help"
            raise BriefingError(f"cannot bring {where} up to date: {one_line(reason)}; {hint}") from error

    def watch(self) -> Watch:
        """Something that looks at the folder now and then and says when it has changed."""
        from briefing.collection.watcher import Watch

        return Watch(self.folder)

    @property
    def settings(self) -> Settings:
        """What the settings file says; what it says wrongly becomes a notice."""
        return self._read_settings()

    def _read_settings(self) -> Settings:
        if self._settings is None:
            from briefing.settings import load

            self._settings, notices = load(self.places.config)
            for notice in notices:
                self._notice(notice)
        return self._settings

    @contextlib.contextmanager
    def _writer(self) -> Iterator[None]:
        """The right to write what is derived, across threads and processes; may be asked for again by its holder."""
        from briefing.collection.lock import folder_lock

        with self._sync_lock:
            if self._writing:
                yield
                return
            private_folder(self.cache)
            with folder_lock(self.cache / "lock"):
                self._writing = True
                try:
                    yield
                finally:
                    self._writing = False

    @contextlib.contextmanager
    def _asked(self) -> Iterator[None]:
        """While a question is answered, nothing that the answer needs is closed."""
        own = threading.get_ident()
        with self._questions:
            self._check_open()
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
        self._catalogue.retire()
        with self._questions:
            self._retired = [*self._retired, self._catalogue]
            if not self._others_ask():
                for old in self._retired:
                    old.close()
                self._retired = []

    def _check_open(self) -> None:
        if self._closed:
            raise BriefingError("this collection is closed; open it again")

    def _mend(self, error: sqlite3.DatabaseError) -> bool:
        """After ``error``: whether it makes sense to ask again. What is damaged or gone is rebuilt first."""
        if isinstance(error, sqlite3.ProgrammingError):
            return "closed" in str(error)  # another thread has put a new catalogue in its place
        if (
            isinstance(error, sqlite3.OperationalError)
            and not str(error).startswith("no such")
            and self._catalogue.is_there()
        ):
            return False
        within = self._writing and self._sync_lock.acquire(blocking=False)
        if within:
            self._sync_lock.release()
        with self._writer():
            if not self._renew():
                self._start_again("the catalogue was damaged and has been rebuilt")
            if not within:
                self.sync()
        return True

    def _renew(self) -> bool:
        """If the catalogue on disk is not the one that is open, open that; whether it was so. Call as the writer."""
        if self._catalogue.is_there():
            return False
        if self._catalogue.path.exists():
            with self._index_lock:
                self._drop_catalogue()
                self._catalogue = Catalogue(self._catalogue.path)
            self._bump()
        else:
            self._start_again("the cache was removed and has been rebuilt")
        return True

    def _start_again(self, notice: str | None) -> None:
        """Throw away what can be derived. Call as the writer."""
        with self._index_lock:
            self._drop_catalogue()
            if self._index is not None:
                self._index.close()
                self._index = None
            discard(self._catalogue.path)
            discard(self.cache / "index")
            self._catalogue = Catalogue(self._catalogue.path)
        if notice:
            self._notice(notice)
        self._bump()

    def _notice(self, message: str) -> None:
        if message not in self.notices:
            self.notices.append(message)

    def _open_index(self) -> Index:
        with self._index_lock:
            if self._index is None:
                from briefing.index import Index

                try:
                    self._index = Index.open(self.cache / "index")
                except StateError:
                    # Something stands where our files should; all of it can be derived again.
                    with self._writer():
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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- what is remembered between questions ---

    @property
    def generation(self) -> int:
        """Rises whenever articles, quotations, statements or entities may have changed: drop what you cached."""
        return self._generation + self._edited

    def _bump(self) -> None:
        self._generation += 1

    def _remembered(self, key: str, make: Callable[[], R]) -> R:
        generation = self._generation
        found = self._cached.get(key)
        if found is not None and found[0] == generation:
            value: R = found[1]
            return value
        made = make()
        self._cached[key] = (generation, made)
        return made

    @_answering
    def status(self) -> str:
        """``empty`` (nothing read yet), ``text`` (searchable, analysis missing in part), ``complete``."""
        if not self._catalogue.count():
            return "empty"
        return "complete" if self._catalogue.complete() else "text"

    # --- articles ---

    @_answering
    def articles(self) -> Sequence[Article]:
        """All articles, newest first (unknown dates last, then by path). Cheap to call again; built lazily."""
        return self._remembered("articles", lambda: _Articles(self._catalogue, self._copies_of()))

    def _copies_of(self) -> dict[str, tuple[str, ...]]:
        def make() -> dict[str, tuple[str, ...]]:
            found: dict[str, set[str]] = {}
            for group in self.copies():
                for id in group.articles:
                    found.setdefault(id, set()).update(group.articles)
            return {id: tuple(sorted(others - {id})) for id, others in found.items()}

        return self._remembered("copies of", make)

    @_answering
    def article(self, ref: str) -> Article:
        """By id, unique id prefix, or path relative to the folder. Raises NotFoundError (also when a prefix is not unique)."""
        id = self._article_id(ref)
        meta = self._catalogue.meta(id)
        if meta is None:
            raise NotFoundError(f"no article {_shown(ref)}; `briefing list` shows them all")
        return serialise.load_article(meta, self._copies_of().get(id, ()))

    def _article_id(self, ref: str) -> str:
        found = self._catalogue.find(ref)
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(f"{_shown(ref)} begins more than one article id; give more of it")
        raise NotFoundError(f"no article {_shown(ref)}; `briefing list` shows them all")

    @_answering
    def document(self, ref: str) -> Document:
        """An article with its text. Raises NotFoundError."""
        article = self.article(ref)
        body = self._catalogue.body(article.id)
        if body is None:
            raise NotFoundError(f"no article {_shown(ref)}; `briefing list` shows them all")
        paragraphs, source_map = serialise.load_layout(body[1])
        return Document(article, body[0], paragraphs, source_map)

    @_answering
    def problems(self) -> tuple[Problem, ...]:
        """Files, or parts of them, that could not be read."""
        from briefing.collection import sync as syncing

        return syncing.problems(self._catalogue)

    # --- search ---

    @_answering
    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        sort: Literal["relevance", "date"] = "relevance",
        snippets: bool = True,
        live: bool = False,
        within: AnyCollection[str] | None = None,
    ) -> SearchResult:
        """``live``: the last word is a prefix and a half-typed query is forgiven. ``within``: only these article ids.

        Raises QueryError, which says at which character.
        """
        from briefing.index import snippets as windows

        self._prepare(query, live=live)
        if sort not in ("relevance", "date"):
            raise BriefingError(f"hits are sorted by relevance or by date, not by {_shown(str(sort))}")
        stemming = self.settings.stemming
        found = self._open_index().search(query, limit=limit, sort=sort, live=live, within=within, stemming=stemming)
        hits = []
        for id, score in found.hits:
            meta = self._catalogue.meta(id)
            body = self._catalogue.body(id) if snippets else None
            if meta is None:
                continue  # left the folder between the search and the look; the next sync tells
            article = serialise.load_article(meta)
            shown: tuple[Snippet, ...] = ()
            if body is not None:
                shown = windows.snippets(
                    query, body[0], live=live, stemming=stemming, furniture=serialise.furniture_spans(body[1])
                )
            hits.append(Hit(id, article.path, headline(article), score, shown))
        return SearchResult(found.query, found.total, tuple(hits), found.ms, found.suggestion, found.partial)

    @_answering
    def matching(
        self, query: str, *, limit: int = 20, live: bool = False, within: AnyCollection[str] | None = None
    ) -> tuple[tuple[str, ...], SearchResult]:
        """The ids of the articles that match, best first, and the result without hits: for whoever builds what is shown only.

        Raises QueryError.
        """
        self._prepare(query, live=live)
        found = self._open_index().search(query, limit=limit, live=live, within=within, stemming=self.settings.stemming)
        ids = tuple(id for id, _ in found.hits)
        return ids, SearchResult(found.query, found.total, (), found.ms, found.suggestion, found.partial)

    def _prepare(self, query: str, *, live: bool) -> None:
        """Bring in step what ``query`` looks at; while it is being typed (``live``), without waiting for names."""
        self._ensure_index()
        if "entity:" in query or "speaker:" in query:
            self._ensure_names(wait=not live)

    def _ensure_index(self) -> None:
        """If the index was lost or damaged, put every article again."""
        if self._open_index().stale and self._catalogue.count():
            with self._writer():
                self._catalogue.forget_index()
                run = self._sync_run()
                try:
                    run.put_index()
                    if self._catalogue.derived("basis"):
                        run.put_facts()
                except StateError as error:
                    if getattr(error.__cause__, "errno", None) not in _IN_THE_WAY:
                        raise
                    self._start_again(None)
                    self.sync()
            self._notice("the search index was missing or damaged and has been rebuilt")

    def warm(self) -> None:
        """Load what the first search needs; for a background thread. Whatever is wrong is left for the search to tell."""
        with contextlib.suppress(BriefingError, OSError):
            self._ensure_index()
            self._open_index().warm()

    def _ensure_names(self, *, wait: bool = True) -> None:
        """Corrections made since the last sync count in queries, too. While somebody types, nothing waits for a sync that is
        under way: it puts them itself when it ends."""
        edits = self.state.entity_edits()
        if (
            edits == self._indexed_edits
            or not self._catalogue.derived("basis")
            or not self._sync_lock.acquire(blocking=wait)
        ):
            return
        try:
            with self._writer():
                self._sync_run().put_facts()
            self._indexed_edits = edits
        finally:
            self._sync_lock.release()

    def _sync_run(
        self,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        settled: Callable[[FileEntry], bool] | None = None,
    ) -> Sync:
        from briefing.collection.sync import Sync

        return Sync(
            self.folder,
            self._catalogue,
            self._open_index,
            self.names,
            progress=progress,
            cancelled=cancelled,
            committed=self._bump,
            settled=settled,
            apart=self.places,
        )

    @_answering
    def hits_in(self, query: str, article: str, *, live: bool = False) -> tuple[Span, ...]:
        """Spans (in the article's text) of every occurrence of the query's terms, in order; of those in furniture only when
        there are no others."""
        from briefing.index import snippets as windows

        document = self.document(article)
        apart = [p.span for p in document.paragraphs if p.kind == "furniture"]
        found = windows.matches(query, document.text, live=live, stemming=self.settings.stemming)
        return tuple(s for s in found if not any(a <= s[0] < b for a, b in apart)) or found

    # --- quotations and statements ---

    @_answering
    def quotations(self, article: str | None = None) -> Sequence[Quotation]:
        """In order of path and span; their ``statements`` are filled in. Raises NotFoundError."""
        id = None if article is None else self._article_id(article)

        def make() -> tuple[Quotation, ...]:
            carried = self._catalogue.carried(id)
            return tuple(
                _with_statements(quotation, carried.get(quotation.id, ()))
                for owner, meta, text in self._catalogue.quotations(id)
                for quotation in serialise.load_quotations(text, owner, serialise.load_article(meta).path)
            )

        return make() if id is not None else self._remembered("quotations", make)

    @_answering
    def quotation(self, ref: str) -> Quotation:
        """By id or unique prefix. Raises NotFoundError."""
        found = self._catalogue.find_quotations(ref)
        if len(found) != 1 and not (found and found[0][0] == ref):
            hint = "give more of its id" if found else "`briefing quotes` shows them all"
            raise NotFoundError(f"no single quotation {_shown(ref)}; {hint}")
        return next(q for q in self.quotations(found[0][1]) if q.id == found[0][0])

    @_answering
    def statements(self, min_articles: int = 1) -> Sequence[Statement]:
        """Most widely carried first."""
        min_articles = max(0, min(min_articles, 1 << 62))
        return self._remembered(f"statements {min_articles}", lambda: tuple(self._catalogue.statements(min_articles)))

    @_answering
    def statement(self, ref: str) -> Statement:
        """By id, unique prefix, or a few of its words (the most widely carried match). Raises NotFoundError."""
        found = self._catalogue.find_statements(ref)
        if not found:
            raise NotFoundError(f"no statement {_shown(ref)}; `briefing statements` shows them all")
        if len(found) > 1 and found[0].id.startswith(ref) and found[1].id.startswith(ref):
            raise NotFoundError(f"{_shown(ref)} begins more than one statement id; give more of it")
        return found[0]

    @_answering
    def who_else(self, quotation: str) -> Sequence[Statement]:
        """The statements that a quotation carries (two if an outlet ran two together), most widely carried first."""
        return tuple(self._catalogue.statements_of(quotation))

    @_answering
    def compare(self, statement: str, *, pivot: str | None = None) -> Comparison:
        """Word by word against the longest version, or against the quotation ``pivot``. Raises NotFoundError."""
        from briefing.analysis.comparison import alignment

        chosen = self.statement(statement)
        wanted = {instance.quotation for instance in chosen.instances}
        if pivot is not None and pivot not in wanted:
            raise NotFoundError(f"the statement has no quotation {_shown(pivot)} to compare with")
        articles = dict.fromkeys(instance.article for instance in chosen.instances)
        quotations: dict[str, Quotation] = {}
        for id in articles:
            with contextlib.suppress(NotFoundError):  # it has just left the folder
                quotations |= {q.id: q for q in self.quotations(id) if q.id in wanted}
        if len(quotations) < len(wanted):
            there = tuple(instance for instance in chosen.instances if instance.quotation in quotations)
            if not there or (pivot is not None and pivot not in quotations):
                raise NotFoundError(f"no article carries the statement {_shown(statement)} any more")
            chosen = replace(chosen, instances=there)
        found = alignment.compare(chosen, quotations, pivot=pivot)
        if any(token.strong and token.op == "changed" for witness in found.witnesses for token in witness.tokens):
            # Two forms of one name ("DPRK", "North Korea") change no sense: the names of these articles tell.
            forms: dict[str, set[str]] = {}
            for id in articles:
                for entity in self.entities(id):
                    own = forms.setdefault(entity.id, set())
                    own.update(fold(word) for alias in entity.aliases for word in WORD.findall(alias.text))
            found = alignment.compare(chosen, quotations, pivot=pivot, same_names=list(forms.values()))
        return found

    @_answering
    def differences(self) -> Sequence[Difference]:
        """Facts on which the sources, or one source with itself, differ."""

        def make() -> tuple[Difference, ...]:
            from briefing.analysis.comparison import discrepancies as differences

            heads = {id: group.articles[0] for group in self.copies() for id in group.articles}
            outlets = {a.id: name for a in self.articles() if (name := a.outlet.value or a.agency.value)}
            texts = {row.id: body[0] for row in self._catalogue.rows() if (body := self._catalogue.body(row.id))}
            quotations = {q.id: q for q in self.quotations()}
            return tuple(differences.find(self.statements(2), quotations, texts, heads=heads, outlets=outlets))

        return self._remembered("differences", make)

    @_answering
    def copies(self) -> Sequence[CopyGroup]:
        """Groups of articles that carry one text."""

        def make() -> tuple[CopyGroup, ...]:
            stored = self._catalogue.derived("copies")
            return tuple(serialise.load_copies(stored[1])) if stored else ()

        return self._remembered("copies", make)

    @_answering
    def copy_changes(self, article: str, *, most: int = 50) -> Sequence[CopyChanges]:
        """What each copy of an article (by path, ``most`` of them) does differently, passage by passage. Raises NotFoundError."""
        from briefing.analysis.near_duplicates import revisions as copy_changes

        base = self.document(article)
        copies = sorted((self.document(id) for id in base.article.copies), key=lambda d: natural_key(d.article.path))
        return tuple(copy_changes.compare(base, copy) for copy in copies[:most])

    # --- entities ---

    @_answering
    def entities(
        self, article: str | None = None, *, min_articles: int = 1, type: str | None = None
    ) -> Sequence[Entity]:
        """Most mentioned first, corrections applied. With ``article``: only its mentions and alias counts; ``articles`` stays
        the folder's. Raises NotFoundError."""
        found: Sequence[Entity] = (
            self.names.all() if article is None else self.names.of_article(self._article_id(article))
        )
        return tuple(e for e in found if e.articles >= min_articles and (type is None or e.type == type))

    @_answering
    def entity(self, id: str) -> Entity:
        """One entity with all its mentions, corrections applied. Raises NotFoundError."""
        return self.names.one(id)

    @_answering
    def find_entity(self, ref: str) -> Entity:
        """By id, by name, or by another of its spellings; the most mentioned one if several bear it. Raises NotFoundError."""
        return self.names.find(ref)

    @_answering
    def entity_totals(self) -> Mapping[str, tuple[int, int]]:
        """Entity id -> (mentions, articles) in the whole folder. Quick: no mention is looked at."""
        return self.names.totals()

    @_answering
    def together(self, entity: str, *, limit: int = 50) -> Sequence[Companion]:
        """Who is named together with an entity (an id): most common articles first, then most common sentences. ``limit`` 0 gives
        all. Raises NotFoundError."""
        return self.names.together(entity, max(0, limit))

    @_answering
    def said_by(self, entity: str) -> Sequence[Quotation]:
        """What an entity (an id) said: quotations attributed to it, in order of path and span. Raises NotFoundError."""
        return self.names.said_by(entity, self.quotations)

    @_answering
    def speaker_names(self, article: str) -> Mapping[str, str]:
        """Quotation id -> what its speaker is called among the names, corrections applied, for one article's quotations: those
        whose speaker is a known person or was corrected. Raises NotFoundError."""
        id = self._article_id(article)
        return self.names.speakers(id, self.quotations(id))

    @_answering
    def edit_entity(
        self,
        action: EditAction,
        entity: str,
        *,
        surface: str = "",
        target: str = "",
        article: str = "",
        span: Span | None = None,
    ) -> str:
        """Correct an entity (ids); lasting, undoable, applied again after every re-index.

        merge: ``entity`` joins the entity id ``target``. split: ``surface`` leaves ``entity``. rename / retype: ``target`` is the new
        name / type. hide: the entity, or one surface, or one mention. Returns a sentence for the screen.
        """
        sentence = self.names.edit(action, entity, surface=surface, target=target, article=article, span=span)
        self._edited += 1
        return sentence

    @_answering
    def undo_entity_edit(self, edit: int | None = None) -> str | None:
        """Take the last correction back, or the one with the id ``edit``; a sentence for the screen, or None if there is none."""
        sentence = self.names.undo(edit)
        self._edited += 1
        return sentence

    def entity_edits(self) -> Sequence[EntityEdit]:
        """All corrections, in the order in which they were made."""
        return tuple(self.names.edits())

    def edited_entity(self, edit: EntityEdit) -> str:
        """The id under which the entity that ``edit`` corrects is found afterwards."""
        from briefing.analysis.coreference import corrections

        return corrections.leads_to(edit)

    @_answering
    def export_names(self, path: str | os.PathLike[str] | None = None) -> str:
        """The corrections as a text file, a line each, that people can read, compare and edit; also written to ``path``, if given.
        Raises BriefingError."""
        text = self.names.dump()
        if path is not None:
            try:
                Path(path).write_text(text, "utf-8")
            except (OSError, ValueError) as error:
                raise BriefingError(f"cannot write {one_line(os.fspath(path))}: {error}") from error
        return text

    @_answering
    def import_names(self, text: str, *, replace: bool = False) -> NamesImported:
        """Add the corrections of an exported (or written) file; those that are there already stay as they are, so that reading
        a file twice changes nothing. ``replace``: they take the place of all. All or nothing. Raises BriefingError, which
        names the line that cannot be read."""
        done = self.names.load(text, replace=replace)
        self._edited += 1
        return done

    # --- what comes into the folder ---

    def add(self, sources: Sequence[str | os.PathLike[str]], *, allow_private: bool = False) -> AddReport:
        """Copy files and save pages (http, https) into the folder; nothing there is written over, one bad source stops no other.

        ``allow_private``: also from private addresses. They are read by the next :meth:`sync`. Raises FolderError.
        """
        from briefing.acquire import add as adding

        return adding.add(check_folder(self.folder), sources, allow_private=allow_private)

    # --- citations, health ---

    @_answering
    def cite(self, ref: str, *, style: str = "plain", format: str = "text", in_text: bool = False) -> Citation:
        """``ref``: an article or quotation id (or what :meth:`article` takes). Raises NotFoundError, or BriefingError for a
        style or format that is not known."""
        from briefing import citations

        quotation: Quotation | None = None
        try:
            article = self.article(ref)
        except NotFoundError:
            try:
                quotation = self.quotation(ref)
            except NotFoundError:
                raise NotFoundError(
                    f"no article or quotation {_shown(ref)}; `briefing list` and `briefing quotes` show them all"
                ) from None
            article = self.article(quotation.article)
        needs_text = quotation is not None or article.title.value is None
        text = self.document(article.id).text if needs_text else ""
        return citations.cite(article, quotation, style=style, format=format, in_text=in_text, text=text)

    @_answering
    def health(self) -> dict[str, Any]:
        """Versions, paths, counts, index state: what ``doctor`` prints."""
        from briefing.collection.diagnostics import health

        self._ensure_index()
        return health(self, self._catalogue, self._open_index())


class _Articles(Sequence[Article]):
    """The list: metadata is parsed when somebody looks at a row."""

    def __init__(self, catalogue: Catalogue, copies: dict[str, tuple[str, ...]]) -> None:
        self._rows = catalogue.rows()
        self._copies = copies
        self._made: dict[int, Article] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self._rows)))]
        if index < 0:
            index += len(self._rows)
        made = self._made.get(index)
        if made is None:
            row = self._rows[index]
            made = self._made[index] = serialise.load_article(row.meta, self._copies.get(row.id, ()))
        return made

    def __iter__(self) -> Iterator[Article]:
        return (self[index] for index in range(len(self._rows)))

    @property
    def ids(self) -> list[str]:
        """The ids in order, without building the articles."""
        return [row.id for row in self._rows]


def headline(article: Article) -> str:
    """What an article is listed under: its title, else its standfirst, else its first words, else its path."""
    return article.title.value or article.standfirst.value or article.opening or article.path


def _shown(ref: str, most: int = 80) -> str:
    """``ref`` in quotes for a message, however long it is."""
    return repr(one_line(ref if len(ref) <= most else ref[: most - 1] + "…"))


def check_folder(path: str | os.PathLike[str]) -> Path:
    """``path`` as an absolute folder that can be read. Raises FolderError with what to do."""
    if not isinstance(path, (str, bytes, os.PathLike)):
        raise FolderError(f"a folder is named by text or a path, not by {type(path).__name__}")
    shown = one_line(os.fsdecode(path))
    try:
        folder = Path(os.fsdecode(path)).expanduser().absolute()
        if not folder.exists():
            raise FolderError(f"there is no folder {shown}; give the folder that holds the articles")
        if not folder.is_dir():
            raise FolderError(f"{shown} is not a folder; give the folder that holds the articles")
        with os.scandir(folder):
            pass
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FolderError(f"cannot read the folder {shown}: {reason}; check its rights") from error
    return folder


def last_folder(home: str | os.PathLike[str] | None = None) -> Path | None:
    """The folder that was open last, if it is still there. Raises StateError."""
    path = Places.find(home).data / "state.db"
    if not path.exists():
        return None
    file = StateFile(path)
    try:
        return State.last_folder(file)
    finally:
        file.close()


def _with_statements(quotation: Quotation, statements: Sequence[str]) -> Quotation:
    if not statements:
        return quotation
    from dataclasses import replace

    return replace(quotation, statements=tuple(statements))


__all__ = ["BriefingError", "Collection", "FolderError", "NotFoundError", "StateError", "check_folder", "last_folder"]
