"""The one object that commands and screens talk to: it opens a folder, keeps it up to date and answers every question.

It is safe to call from several threads; long work (``sync``) may run in one thread while others read the last complete state.
Only errors of :mod:`briefing.errors` leave it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from collections.abc import Collection as AnyCollection
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from briefing.collection.entity_view import EditAction
from briefing.collection.folder import check_folder, last_folder
from briefing.collection.queries.queries import Queries
from briefing.collection.session import Progress, Session
from briefing.errors import BriefingError, FolderError, NotFoundError, StateError
from briefing.model import (
    Article,
    Citation,
    Companion,
    Comparison,
    CopyChanges,
    CopyGroup,
    Description,
    Difference,
    Document,
    Entity,
    EntityEdit,
    EntityOrder,
    Intake,
    NamesImported,
    PageVersions,
    Problem,
    Quotation,
    SearchResult,
    SentenceNews,
    Span,
    Statement,
    Story,
    StoryAction,
    StoryNews,
    StoryPage,
    Subject,
    SubjectKind,
    SubjectNews,
    SyncReport,
)
from briefing.paths import Places
from briefing.store.state.journal import Step
from briefing.store.state.state import State

if TYPE_CHECKING:
    from briefing.acquire.add import AddReport
    from briefing.collection.archive.view import ArchiveView
    from briefing.collection.queries.articles import ImprintKind
    from briefing.collection.watcher import Watch
    from briefing.ingest.walk import FileEntry
    from briefing.notebook.page import Page
    from briefing.presentation.coverage_blocks import CoverageBlock
    from briefing.settings import Settings


class Collection:
    """A folder of articles, searchable and analysed.

    ``folder`` (Path), ``state`` (what a person made: :class:`briefing.store.state.state.State`), ``notices`` (one-line messages worth
    telling once, e.g. that the index was rebuilt, or that a setting cannot be used).
    """

    def __init__(self, folder: Path, places: Places) -> None:
        """Use :meth:`open`."""
        session = Session(folder, places)
        self._use(session, Queries(session))

    def _use(self, session: Session, queries: Queries) -> None:
        self._session = session
        self._queries = queries
        self.folder: Path = session.folder
        self.places: Places = session.places
        self.cache: Path = session.cache
        self.state: State = session.state
        self.notices: list[str] = session.notices
        self.archive: ArchiveView | None = None
        """What is to be known of the archive behind the collection; None for a folder."""

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
        named: AnyCollection[str] | None = None,
        patience: Callable[[float], bool] | None = None,
        files: int = 0,
        arriving: Callable[[], AnyCollection[str]] | None = None,
    ) -> SyncReport:
        """Bring catalogue, index and analysis up to date; ``analysis=False`` stops after the full-text index.

        ``cancelled`` is asked now and then; after it says True the work stops and goes on with the next call. ``rebuild`` throws
        everything derived away first. ``settled`` says which files are whole (:meth:`watch`); the others stay for later. ``named``: the
        only files that are looked at (relative paths, as :meth:`watch` names them); without it the whole folder is.

        While another process brings the same folder up to date, this waits; what the other has committed is answered at once,
        and ``progress`` is told of the stage ``waiting``. ``patience`` is asked with the seconds waited so far whether to wait on;
        if not, BusyError is raised.

        ``files``: about how many the folder holds, for whoever reads meanwhile: a large one is brought up to date in a process of its own.
        ``arriving`` is then asked now and then which files have come meanwhile (relative paths, each once): their text is made searchable before the rest is done, and
        ``progress`` is told of the stage ``searchable``.
        """
        return self._session.sync(
            analysis=analysis,
            progress=progress,
            cancelled=cancelled,
            rebuild=rebuild,
            settled=settled,
            named=named,
            patience=patience,
            files=files,
            arriving=arriving,
        )

    def close(self) -> None:
        """Release files. Closing twice is fine; whatever is asked afterwards is a BriefingError."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it; answers that are still held may be looked at afterwards."""
        try:
            if kind is None:
                self._session.finish_answers()
        finally:
            self.close()

    def watch(self) -> Watch:
        """Something that looks at the folder now and then and says when it has changed."""
        from briefing.collection.watcher import Watch

        def expecting() -> None:
            from briefing.collection import worker_pool

            worker_pool.SHARED.expect()

        return Watch(self.folder, expecting=expecting)

    @property
    def settings(self) -> Settings:
        """What the settings file says; what it says wrongly becomes a notice."""
        return self._session.read_settings()

    @property
    def generation(self) -> int:
        """Rises whenever articles, quotations, statements or entities may have changed: drop what you cached."""
        return self._session.generation

    def warm(self) -> None:
        """Load what the first search needs; for a background thread. Whatever is wrong is left for the search to tell."""
        self._session.warm()

    # --- questions ---

    def status(self) -> str:
        """Return ``empty`` (nothing read yet), ``text`` (searchable, analysis missing in part), ``complete``."""
        return self._queries.status()

    def articles(self) -> Sequence[Article]:
        """Return all articles, newest first (unknown dates last, then by path). Cheap to call again; built lazily."""
        return self._queries.articles()

    def article_ids(self) -> Sequence[str]:
        """Return the ids of all articles in that order; none is read."""
        return self._queries.listed()

    def outlines(self, articles: Sequence[str] | None = None) -> Iterator[Article]:
        """Give each article, or some (ids), with what a list shows of it and no more (title, standfirst, first words, outlet, agency, day,
        language, path); all in the order of the list. Several times quicker than the articles themselves."""
        return self._queries.outlines(articles)

    def imprints(self, by: ImprintKind) -> Sequence[tuple[Article, Sequence[str]]]:
        """Return the articles (ids) that one source printed (``by`` is ``source``), or of one day of publication (``day``), together, each
        time with an article that says that and no more. None is read for it."""
        return self._queries.imprints(by)

    def article(self, ref: str) -> Article:
        """By id, unique id prefix, or path relative to the folder. Raises NotFoundError (also when a prefix is not unique)."""
        return self._queries.article(ref)

    def document(self, ref: str) -> Document:
        """Return an article with its text. Raises NotFoundError."""
        return self._queries.document(ref)

    def problems(self) -> tuple[Problem, ...]:
        """Files, or parts of them, that could not be read."""
        return self._queries.problems()

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
        return self._queries.search(query, limit=limit, sort=sort, snippets=snippets, live=live, within=within)

    def matching(
        self,
        query: str,
        *,
        limit: int = 20,
        live: bool = False,
        within: AnyCollection[str] | None = None,
        quotations_only: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[tuple[str, ...], SearchResult]:
        """Return the ids of the articles that match, best first, and the result without hits: for whoever builds what is shown only.

        ``quotations_only``: words that name no field are looked for in what is quoted. ``cancelled`` is asked while an archive is waited
        for; after it says True, ArchiveError of kind ``cancelled`` is raised. Raises QueryError.
        """
        return self._queries.matching(
            query, limit=limit, live=live, within=within, quotations_only=quotations_only, cancelled=cancelled
        )

    def hits_in(self, query: str, article: str, *, live: bool = False) -> tuple[Span, ...]:
        """Spans (in the article's text) of every occurrence of the query's terms, in order; of those in furniture only when
        there are no others."""
        return self._queries.hits_in(query, article, live=live)

    def quotations(self, article: str | None = None) -> Sequence[Quotation]:
        """In order of path and span; their ``statements`` are filled in. Raises NotFoundError."""
        return self._queries.quotations(article)

    def quotation(self, ref: str) -> Quotation:
        """By id or unique prefix. Raises NotFoundError."""
        return self._queries.quotation(ref)

    def statements(self, min_articles: int = 1) -> Sequence[Statement]:
        """Most widely carried first."""
        return self._queries.statements(min_articles)

    def statement_ids(self, min_articles: int = 1) -> Sequence[str]:
        """Return the ids of the statements that so many articles carry, most widely carried first; none is read."""
        return self._queries.statement_ids(min_articles)

    def ids_beside(self, statements: Sequence[str]) -> Sequence[str]:
        """Return, of each of some statements (ids), its id and those that are most like it: what tells it from these tells it from all."""
        return self._queries.ids_beside(statements)

    def statement_lines(self, min_articles: int = 1) -> Iterator[tuple[str, str, str, int, str]]:
        """Give id, text, speaker ("" if unknown), number of articles and first quotation of each statement, most widely carried first, without reading who
        carries it."""
        return self._queries.statement_lines(min_articles)

    def statement(self, ref: str) -> Statement:
        """By id, unique prefix, or a few of its words (the most widely carried match). Raises NotFoundError."""
        return self._queries.statement(ref)

    def shared_counts(self) -> Mapping[str, int]:
        """Return article id -> how many of its quotations other articles carry too; articles with none are left out."""
        return self._queries.shared_counts()

    def carriers(self, article: str) -> Mapping[str, int]:
        """Return quotation id -> how many other articles carry it; quotations of the article that nobody else carries are left out."""
        return self._queries.carriers(article)

    def who_else(self, quotation: str) -> Sequence[Statement]:
        """Return the statements that a quotation carries (two if an outlet ran two together), most widely carried first."""
        return self._queries.who_else(quotation)

    def compare(self, statement: str, *, pivot: str | None = None) -> Comparison:
        """Word by word against the longest version, or against the quotation ``pivot``. Raises NotFoundError."""
        return self._queries.compare(statement, pivot=pivot)

    def coverage(
        self, within: AnyCollection[str] | None = None, query: str = "", *, live: bool = False
    ) -> Sequence[CoverageBlock]:
        """Return the statements that several articles carry in blocks that the same articles carry; ``within``: only those that one of
        these articles carries; ``query``: only those in whose versions its words stand (``live``: as it is being typed)."""
        return self._queries.coverage(within, query, live=live)

    def differences(self, within: AnyCollection[str] | None = None, *, least: int = 1) -> Sequence[Difference]:
        """Return the facts on which the sources, or one source with itself, differ; built as they are looked at. ``within``: only those in
        which ``least`` of these articles (ids) or more have a say."""
        return self._queries.differences(within, least=least)

    def stories(self, min_articles: int = 2) -> Sequence[Story]:
        """Articles grouped by the event they tell, the newest first; an article stands in one story at most. Stories are built as they are
        looked at."""
        return self._queries.stories(min_articles)

    def story_ids(self, min_articles: int = 2) -> Sequence[str]:
        """Return the ids of the same stories; none is built."""
        return self._queries.story_ids(min_articles)

    def story_of(self, article: str) -> Story | None:
        """Return the story in which an article (an id) stands, None where it stands in none."""
        return self._queries.story_of(article)

    def story_titles(self) -> Iterator[tuple[str, str, int]]:
        """Give an article, the title and the number of articles of each story, in the order of :meth:`stories`; no story is built."""
        return self._queries.story_titles()

    def story(self, ref: str) -> Story:
        """By id, unique prefix, or a few words of its title. Raises NotFoundError."""
        return self._queries.story(ref)

    def correct_stories(self, action: StoryAction, refs: Sequence[str], target: str = "") -> str:
        """Correct stories; lasting, undoable, applied again after every re-index.

        apart: the articles ``refs`` leave their stories. with: they go to the story ``target`` (or to that of the article ``target``).
        merge: the story ``refs[0]`` goes there as a whole. Returns a sentence for the screen. Raises NotFoundError, BriefingError.
        """
        return self._queries.correct_stories(action, refs, target)

    def brief(self, story: str) -> StoryPage:
        """Return the page of a story (id, prefix or words of its title): what is said, where sources differ, who speaks, the days,
        the sources; every line is words of a source. Raises NotFoundError."""
        return self._queries.brief(story)

    def brief_text(self, story: str, *, format: str = "markdown", style: str = "plain") -> str | bytes:
        """Return the page of a story as :meth:`export_brief` writes it. Raises NotFoundError."""
        return self._queries.brief_text(story, format=format, style=style)

    def export_brief(self, path: str | os.PathLike[str], story: str, *, format: str = "", style: str = "plain") -> None:
        """Write the page of a story to ``path``, whole or not at all.

        Args:
            path: the file.
            story: id, prefix or words of its title.
            format: ``markdown``, ``html``, ``docx`` or ``json``; "" for what the name of the file asks for.
            style: of the sources.

        Raises:
            NotFoundError: there is no such story.
            BriefingError: the file cannot be written.
        """
        self._queries.export_brief(os.fspath(path), story, format=format, style=style)

    def new(self, article: str, *, against: Literal["read", "all"] = "all") -> Sequence[SentenceNews]:
        """Return each sentence of an article with whether it is new: no other article (that was ``read``, or any) says it already,
        copied, quoted or reworded. Raises NotFoundError."""
        return self._queries.new(article, against=against)

    def new_counts(self, articles: Sequence[str]) -> Mapping[str, tuple[int, int]]:
        """Return article id -> (sentences that no article that was read says, sentences), for the first 2,000 of ``articles``. Kept in
        step: what was counted once costs nothing until an article is read, comes or changes."""
        return self._queries.new_counts(articles)

    def versions(self, article: str | None = None) -> Sequence[PageVersions]:
        """Return the pages of which there are several versions (one address, or copies of one outlet on different days), in order as far as
        days tell it; those of one article, or all. Raises NotFoundError."""
        return self._queries.versions(article)

    def version_changes(self, page: PageVersions) -> Sequence[CopyChanges]:
        """Return what each version of a page changed of the one before it, in their order; nothing of the first, nor of those whose
        place is not known."""
        return self._queries.version_changes(page)

    # --- what is watched ---

    def subject(self, kind: SubjectKind, ref: str) -> Subject:
        """Return what ``state.watch()`` takes: a saved search by its name, or any query; a name by its id or one of its spellings.
        Raises QueryError, NotFoundError."""
        return self._queries.subject(kind, ref)

    def subject_news(self, subjects: Sequence[Subject] | None = None) -> Sequence[SubjectNews]:
        """Return what stands under each subject (all that are watched) and what of it was not there at the last look. One that cannot be
        looked up says why; it stops no other."""
        return self._queries.subject_news(subjects)

    def look(self, news: Sequence[SubjectNews], *, told: bool = True) -> None:
        """Count what ``news`` holds as seen, and nothing that came since; ``told``: somebody was shown it. Raises StateError."""
        self._queries.look(news, told=told)

    def by_story(self, articles: Sequence[str]) -> Sequence[StoryNews]:
        """Return articles (ids) by the story in which they stand, the newest story first, copies of one text once."""
        return self._queries.by_story(articles)

    def copies(self, article: str | None = None) -> Sequence[CopyGroup]:
        """Groups of articles that carry one text, or those that one article is in. Raises NotFoundError."""
        return self._queries.copies(article)

    def copy_changes(self, article: str, *, most: int = 50) -> Sequence[CopyChanges]:
        """Return what each copy of an article (by path, ``most`` of them) does differently, passage by passage. Raises NotFoundError."""
        return self._queries.copy_changes(article, most=most)

    def entities(
        self,
        article: str | None = None,
        *,
        min_articles: int = 1,
        type: str | None = None,
        order: EntityOrder = "count",
    ) -> Sequence[Entity]:
        """Most mentioned first (``order`` "name": A-Z; "rarity": those in the fewest articles first), corrections applied; those of the
        folder are read as they are looked at. With ``article``: only its mentions and alias counts; ``articles`` stays the folder's.
        Raises NotFoundError."""
        return self._queries.entities(article, min_articles=min_articles, type=type, order=order)

    def entity(self, id: str) -> Entity:
        """One entity with all its mentions, corrections applied. Raises NotFoundError."""
        return self._queries.entity(id)

    def articles_naming(self, entity: str) -> Sequence[str]:
        """Return the articles (ids) that name an entity (an id), in no order; no mention is read. Raises NotFoundError."""
        return self._queries.articles_naming(entity)

    def find_entity(self, ref: str) -> Entity:
        """By id, by name, or by another of its spellings; the most mentioned one if several bear it. Raises NotFoundError."""
        return self._queries.find_entity(ref)

    def entity_totals(self) -> Mapping[str, tuple[int, int]]:
        """Entity id -> (mentions, articles) in the whole folder. Quick: no mention is looked at."""
        return self._queries.entity_totals()

    def together(self, entity: str, *, limit: int = 50) -> Sequence[Companion]:
        """Return who is named together with an entity (an id): most common articles first, then most common sentences. ``limit`` 0 gives
        all. Raises NotFoundError."""
        return self._queries.together(entity, limit=limit)

    def descriptions(self, entity: str) -> Sequence[Description]:
        """Return what sources call an entity (an id), words printed beside its name: what most say first, then the fullest. Raises
        NotFoundError."""
        return self._queries.descriptions(entity)

    def said_by(self, entity: str) -> Sequence[Quotation]:
        """Return what an entity (an id) said: quotations attributed to it, in order of path and span. Raises NotFoundError."""
        return self._queries.said_by(entity)

    def speaker_names(self, article: str) -> Mapping[str, str]:
        """Quotation id -> what its speaker is called among the names, corrections applied, for one article's quotations: those
        whose speaker is a known person or was corrected. Raises NotFoundError."""
        return self._queries.speaker_names(article)

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
        return self._queries.edit_entity(action, entity, surface=surface, target=target, article=article, span=span)

    def undo_entity_edit(self, edit: int | None = None) -> str | None:
        """Take the last correction back, or the one with the id ``edit``; a sentence for the screen, or None if there is none."""
        return self._queries.undo_entity_edit(edit)

    def entity_edits(self) -> Sequence[EntityEdit]:
        """Return all corrections, in the order in which they were made."""
        return self._queries.entity_edits()

    def edited_entity(self, edit: EntityEdit) -> str:
        """Return the id under which the entity that ``edit`` corrects is found afterwards."""
        return self._queries.edited_entity(edit)

    # --- what a person made, taken back ---

    def undo(self) -> Step | None:
        """Take back the newest change (star, read mark, mark, clipping, note, saved search, correction), also one of an earlier
        session; None if there is none. Nothing that another reader wrote since is touched."""
        return self._queries.undo()

    def redo(self) -> Step | None:
        """Do again what was taken back last; None if there is nothing."""
        return self._queries.redo()

    def next_edits(self, *, back: bool) -> Sequence[EntityEdit]:
        """Return the corrections that the next :meth:`undo` takes out (``back``), or the next :meth:`redo` puts back."""
        return self.state.next_edits(back=back)

    def notebook_page(self, *, style: str = "", by: str = "") -> Page:
        """Return the notebook as a page to be handed out.

        Args:
            style: of the sources; "" for the one of the settings.
            by: what the headings are, ``tag`` or ``story``; "" for whichever there is more than one of.
        """
        return self._queries.notebook_page(style=style, by=by)

    def export_notebook(
        self,
        path: str | os.PathLike[str],
        *,
        format: str = "",
        style: str = "",
        by: str = "",
        template: str = "",
        only: Container[int] | None = None,
    ) -> None:
        """Write the notebook to ``path``, whole or not at all.

        Args:
            format: ``markdown``, ``html``, ``docx`` or ``json``; "" for what the name of the file asks for.
            style: of the sources; "" for the one of the settings.
            by: what the headings are, as for :meth:`notebook_page`.
            template: a file with a Jinja2 template, used instead of a format.
            only: ids of the clippings that are written; None for all.

        Raises:
            BriefingError: the file cannot be written, or the template fails.
        """
        self._queries.export_notebook(os.fspath(path), format=format, style=style, by=by, template=template, only=only)

    def notebook_text(
        self, *, format: str = "markdown", style: str = "", by: str = "", template: str = ""
    ) -> str | bytes:
        """Return the notebook as :meth:`export_notebook` writes it."""
        return self._queries.notebook_text(format=format, style=style, by=by, template=template)

    def correct_metadata(self, ref: str, field: str, value: str) -> str:
        """Write one field of an article's metadata by hand ("" gives it back to the file): lasting, undoable, in citations and exports.

        Returns a sentence for the screen. Raises NotFoundError, BriefingError: there is no such field, or it is no such value.
        """
        return self._queries.correct_metadata(ref, field, value)

    def made_elsewhere(self) -> None:
        """Another reader has changed something (``state.changed_elsewhere()``): where it is a correction, answers are others now."""
        self._session.look_at_corrections()

    def around(self, article: str, span: Span) -> tuple[str, str]:
        """Return what stands before and after ``span`` in an article's text, by which a clipping is found again."""
        return self._queries.around(article, span)

    def export_names(self, path: str | os.PathLike[str] | None = None) -> str:
        """Return the corrections as a text file, a line each, that people can read, compare and edit; also written to ``path``, if given.
        Raises BriefingError."""
        return self._queries.export_names(path)

    def import_names(self, text: str, *, replace: bool = False) -> NamesImported:
        """Add the corrections of an exported (or written) file; those that are there already stay as they are, so that reading
        a file twice changes nothing. ``replace``: they take the place of all. All or nothing. Raises BriefingError, which
        names the line that cannot be read."""
        return self._queries.import_names(text, replace=replace)

    def cite(
        self, ref: str, *, style: str = "plain", format: str = "text", in_text: bool = False, csl: str = "", metadata: str = "",
        one_line: bool = False, span: Span | None = None, parts: Sequence[Span] = (),
    ) -> Citation:  # fmt: skip
        """Return a citation of an article or a quotation.

        Args:
            ref: an article's or quotation's id (or what :meth:`article` takes).
            csl: a file with a CSL style, used instead of ``style`` through the pandoc that is installed.
            metadata: a file of CSL-JSON whose record of this article fills in what is unknown.
            one_line: records on one line, for a clipboard.
            span: words of the article ``ref``, cited as part of the quotation that holds them, else as a passage without marks.
            parts: stretches of the quotation's article that are cited in its place, where the reporter split it.

        Raises:
            NotFoundError: there is no such article or quotation.
            BriefingError: the style or format is not known, or a file cannot be used.
        """
        return self._queries.cite(
            ref, style=style, format=format, in_text=in_text, csl=csl, metadata=metadata, one_line=one_line, span=span, parts=parts
        )  # fmt: skip

    def health(self) -> dict[str, Any]:
        """Versions, paths, counts, index state: what ``doctor`` prints."""
        return self._queries.health()

    def keep_export(self) -> str:
        """Everything that a person made in this folder, as one readable text. Raises StateError."""
        from briefing.collection import keeping

        return keeping.dump(self._session)

    def keep_import(self, text: str) -> tuple[dict[str, int], list[str]]:
        """Add what :meth:`keep_export` gave, here or elsewhere; nothing that is there is written over, and reading a text twice
        changes nothing. How many of each kind, and what was left and why. Raises BriefingError, StateError."""
        from briefing.collection import keeping

        return keeping.take(self._session, text)

    def keep_adopt(self, old: str | os.PathLike[str]) -> tuple[dict[str, int], list[str]]:
        """Take over what was made while the folder was called ``old``; there it stays. Raises StateError."""
        from briefing.collection import keeping

        return keeping.adopt(self._session, Path(old))

    # --- what comes into the folder ---

    def add(self, sources: Sequence[str | os.PathLike[str]], *, allow_private: bool = False) -> AddReport:
        """Copy files and save pages (http, https) into the folder; nothing there is written over, one bad source stops no other.

        ``allow_private``: also from private addresses. They are read by the next :meth:`sync`. Raises FolderError.
        """
        from briefing.acquire import add as adding

        return adding.add(check_folder(self.folder), sources, allow_private=allow_private)

    # --- what goes out of it ---

    def push(self, url: str, *, name: str = "briefing", progress: Progress | None = None) -> Intake:
        """Push the articles into the archive ``name`` at ``url``, an address without a password; what is there already is not sent again.

        A push that was cut off goes on where it stopped. Articles that the archive refuses are ``problems`` of the answer. Raises ArchiveError.
        """
        from briefing.collection.archive import filling

        return filling.push(self._session, url, name, progress)


__all__ = [
    "BriefingError",
    "Collection",
    "FolderError",
    "NotFoundError",
    "StateError",
    "Step",
    "check_folder",
    "last_folder",
]
