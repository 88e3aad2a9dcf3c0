"""Every question that commands and screens ask of a folder, answered from what is stored."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection as AnyCollection
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from briefing.collection.article_list import StoredArticles, headline, with_failure
from briefing.collection.entity_view import EditAction
from briefing.collection.folder import quoted
from briefing.collection.session import Session, answering
from briefing.errors import BriefingError, NotFoundError
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
    SentenceNews,
    Snippet,
    Span,
    Statement,
    Story,
    StoryPage,
)
from briefing.store import serialise
from briefing.store.journal import Step
from briefing.text import WORD, fold, natural_key, one_line

AROUND = 60
"""Characters before and after a clipping by which it is found again."""


class Queries:
    """The answers. Each method's docstring stands at its namesake of :class:`briefing.collection.facade.Collection`."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @answering
    def status(self) -> str:
        """Return ``empty`` (nothing read yet), ``text`` (searchable, analysis missing in part), ``complete``."""
        if not self.session.catalogue.count():
            return "empty"
        return "complete" if self.session.catalogue.complete() else "text"

    @answering
    def articles(self) -> Sequence[Article]:
        """Return all articles, newest first (unknown dates last, then by path). Cheap to call again; built lazily."""
        return self.session.remembered(
            "articles", lambda: StoredArticles(self.session.catalogue, self._copies_of(), self._failures())
        )

    def _failures(self) -> dict[str, str]:
        from briefing.collection import sync

        return self.session.remembered("failures", lambda: sync.failures(self.session.catalogue))

    def _copies_of(self) -> dict[str, tuple[str, ...]]:
        def make() -> dict[str, tuple[str, ...]]:
            found: dict[str, set[str]] = {}
            for group in self.copies():
                for id in group.articles:
                    found.setdefault(id, set()).update(group.articles)
            return {id: tuple(sorted(others - {id})) for id, others in found.items()}

        return self.session.remembered("copies of", make)

    @answering
    def article(self, ref: str) -> Article:
        """By id, unique id prefix, or path relative to the folder. Raises NotFoundError (also when a prefix is not unique)."""
        id = self._article_id(ref)
        meta = self.session.catalogue.meta(id)
        if meta is None:
            raise NotFoundError(f"no article {quoted(ref)}; `briefing list` shows them all")
        return with_failure(serialise.load_article(meta, self._copies_of().get(id, ())), self._failures())

    def _article_id(self, ref: str) -> str:
        found = self.session.catalogue.find(ref)
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(f"{quoted(ref)} begins more than one article id; give more of it")
        raise NotFoundError(f"no article {quoted(ref)}; `briefing list` shows them all")

    @answering
    def document(self, ref: str) -> Document:
        """Return an article with its text. Raises NotFoundError."""
        article = self.article(ref)
        body = self.session.catalogue.body(article.id)
        if body is None:
            raise NotFoundError(f"no article {quoted(ref)}; `briefing list` shows them all")
        paragraphs, source_map = serialise.load_layout(body[1])
        return Document(article, body[0], paragraphs, source_map)

    @answering
    def problems(self) -> tuple[Problem, ...]:
        """Files, or parts of them, that could not be read."""
        from briefing.collection import sync as syncing

        return syncing.problems(self.session.catalogue)

    @answering
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
            raise BriefingError(f"hits are sorted by relevance or by date, not by {quoted(str(sort))}")
        stemming = self.session.read_settings().stemming
        found = self.session.open_index().search(
            query, limit=limit, sort=sort, live=live, within=within, stemming=stemming
        )
        hits = []
        for id, score in found.hits:
            meta = self.session.catalogue.meta(id)
            body = self.session.catalogue.body(id) if snippets else None
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

    @answering
    def matching(
        self,
        query: str,
        *,
        limit: int = 20,
        live: bool = False,
        within: AnyCollection[str] | None = None,
        quotations_only: bool = False,
    ) -> tuple[tuple[str, ...], SearchResult]:
        """Return the ids of the articles that match, best first, and the result without hits: for whoever builds what is shown only.

        Raises QueryError.
        """
        scope = "quote" if quotations_only else ""
        self._prepare(query, live=live, scope=scope)
        stemming = self.session.read_settings().stemming
        found = self.session.open_index().search(
            query, limit=limit, live=live, within=within, stemming=stemming, scope=scope
        )
        ids = tuple(id for id, _ in found.hits)
        return ids, SearchResult(found.query, found.total, (), found.ms, found.suggestion, found.partial)

    def _prepare(self, query: str, *, live: bool, scope: str = "") -> None:
        """Bring in step what ``query`` looks at; while it is being typed (``live``), without waiting for names."""
        from briefing.index.query.parser import parse

        self.session.ensure_index()
        parsed = parse(query, live=live, stemming=self.session.read_settings().stemming, scope=scope)
        if parsed.fields() & {"entity", "speaker"}:
            self.session.ensure_names(wait=not live)

    @answering
    def hits_in(self, query: str, article: str, *, live: bool = False) -> tuple[Span, ...]:
        """Spans (in the article's text) of every occurrence of the query's terms, in order; of those in furniture only when
        there are no others."""
        from briefing.index import snippets as windows

        document = self.document(article)
        apart = [p.span for p in document.paragraphs if p.kind == "furniture"]
        found = windows.matches(query, document.text, live=live, stemming=self.session.read_settings().stemming)
        return tuple(s for s in found if not any(a <= s[0] < b for a, b in apart)) or found

    @answering
    def quotations(self, article: str | None = None) -> Sequence[Quotation]:
        """In order of path and span; their ``statements`` are filled in. Raises NotFoundError."""
        id = None if article is None else self._article_id(article)

        def make() -> tuple[Quotation, ...]:
            carried = self.session.catalogue.carried(id)
            return tuple(
                _with_statements(quotation, carried.get(quotation.id, ()))
                for owner, meta, text in self.session.catalogue.quotations(id)
                for quotation in serialise.load_quotations(text, owner, serialise.load_article(meta).path)
            )

        return make() if id is not None else self.session.remembered("quotations", make)

    @answering
    def quotation(self, ref: str) -> Quotation:
        """By id or unique prefix. Raises NotFoundError."""
        found = self.session.catalogue.find_quotations(ref)
        if len(found) != 1 and not (found and found[0][0] == ref):
            hint = "give more of its id" if found else "`briefing quotes` shows them all"
            raise NotFoundError(f"no single quotation {quoted(ref)}; {hint}")
        return next(q for q in self.quotations(found[0][1]) if q.id == found[0][0])

    @answering
    def statements(self, min_articles: int = 1) -> Sequence[Statement]:
        """Most widely carried first."""
        min_articles = max(0, min(min_articles, 1 << 62))
        return self.session.remembered(
            f"statements {min_articles}", lambda: tuple(self.session.catalogue.statements(min_articles))
        )

    @answering
    def statement(self, ref: str) -> Statement:
        """By id, unique prefix, or a few of its words (the most widely carried match). Raises NotFoundError."""
        found = self.session.catalogue.find_statements(ref)
        if not found:
            raise NotFoundError(f"no statement {quoted(ref)}; `briefing statements` shows them all")
        if len(found) > 1 and found[0].id.startswith(ref) and found[1].id.startswith(ref):
            raise NotFoundError(f"{quoted(ref)} begins more than one statement id; give more of it")
        return found[0]

    @answering
    def who_else(self, quotation: str) -> Sequence[Statement]:
        """Return the statements that a quotation carries (two if an outlet ran two together), most widely carried first."""
        return tuple(self.session.catalogue.statements_of(quotation))

    @answering
    def compare(self, statement: str, *, pivot: str | None = None) -> Comparison:
        """Word by word against the longest version, or against the quotation ``pivot``. Raises NotFoundError."""
        from briefing.analysis.comparison import alignment

        chosen = self.statement(statement)
        wanted = {instance.quotation for instance in chosen.instances}
        if pivot is not None and pivot not in wanted:
            raise NotFoundError(f"the statement has no quotation {quoted(pivot)} to compare with")
        articles = dict.fromkeys(instance.article for instance in chosen.instances)
        quotations: dict[str, Quotation] = {}
        for id in articles:
            with contextlib.suppress(NotFoundError):  # it has just left the folder
                quotations |= {q.id: q for q in self.quotations(id) if q.id in wanted}
        if len(quotations) < len(wanted):
            there = tuple(instance for instance in chosen.instances if instance.quotation in quotations)
            if not there or (pivot is not None and pivot not in quotations):
                raise NotFoundError(f"no article carries the statement {quoted(statement)} any more")
            chosen = replace(chosen, instances=there)
        return alignment.compare(chosen, quotations, pivot=pivot, same_names=_NameForms(self, tuple(articles)))

    @answering
    def differences(self) -> Sequence[Difference]:
        """Facts on which the sources, or one source with itself, differ."""

        def make() -> tuple[Difference, ...]:
            from briefing.analysis.comparison import discrepancies as differences

            heads = {id: group.articles[0] for group in self.copies() for id in group.articles}
            outlets = {a.id: name for a in self.articles() if (name := a.outlet.value or a.agency.value)}
            texts = {
                row.id: body[0]
                for row in self.session.catalogue.rows()
                if (body := self.session.catalogue.body(row.id))
            }
            quotations = {q.id: q for q in self.quotations()}
            return differences.find(
                self.statements(2), quotations, texts, heads=heads, outlets=outlets, check=self.session.check_open
            )

        return self.session.remembered("differences", make)

    @answering
    def copies(self) -> Sequence[CopyGroup]:
        """Groups of articles that carry one text."""

        def make() -> tuple[CopyGroup, ...]:
            stored = self.session.catalogue.derived("copies")
            return tuple(serialise.load_copies(stored[1])) if stored else ()

        return self.session.remembered("copies", make)

    @answering
    def stories(self, min_articles: int = 2) -> Sequence[Story]:
        """Articles grouped by the event they tell, the newest first."""
        from briefing.collection import stories

        made = self.session.remembered("stories", lambda: stories.stories(self))
        read = self.session.state.read_ids()
        return tuple(
            replace(story, unread=sum(id not in read for id in story.articles))
            for story in made
            if len(story.articles) >= min_articles
        )

    @answering
    def story(self, ref: str) -> Story:
        """By id, unique prefix, or a few words of its title. Raises NotFoundError."""
        from briefing.collection import stories

        return stories.find(ref, self.stories())

    @answering
    def brief(self, story: str) -> StoryPage:
        """Return the page of a story. Raises NotFoundError."""
        from briefing.collection import story_page

        return story_page.build(self, self.story(story))

    @answering
    def new(self, article: str, *, against: Literal["read", "all"] = "all") -> Sequence[SentenceNews]:
        """Return which sentences of an article no other one says already."""
        from briefing.collection import stories

        if against not in ("read", "all"):
            raise BriefingError(f"an article is held against those that were read, or all, not {quoted(str(against))}")
        return stories.news(self, article, against)

    @answering
    def copy_changes(self, article: str, *, most: int = 50) -> Sequence[CopyChanges]:
        """Return what each copy of an article (by path, ``most`` of them) does differently, passage by passage. Raises NotFoundError."""
        from briefing.analysis.near_duplicates import revisions as copy_changes

        base = self.document(article)
        copies = sorted((self.document(id) for id in base.article.copies), key=lambda d: natural_key(d.article.path))
        return tuple(copy_changes.compare(base, copy) for copy in copies[:most])

    @answering
    def entities(
        self, article: str | None = None, *, min_articles: int = 1, type: str | None = None
    ) -> Sequence[Entity]:
        """Most mentioned first, corrections applied. With ``article``: only its mentions and alias counts; ``articles`` stays
        the folder's. Raises NotFoundError."""
        found: Sequence[Entity] = (
            self.session.names.all() if article is None else self.session.names.of_article(self._article_id(article))
        )
        return tuple(e for e in found if e.articles >= min_articles and (type is None or e.type == type))

    @answering
    def entity(self, id: str) -> Entity:
        """One entity with all its mentions, corrections applied. Raises NotFoundError."""
        return self.session.names.one(id)

    @answering
    def find_entity(self, ref: str) -> Entity:
        """By id, by name, or by another of its spellings; the most mentioned one if several bear it. Raises NotFoundError."""
        return self.session.names.find(ref)

    @answering
    def entity_totals(self) -> Mapping[str, tuple[int, int]]:
        """Entity id -> (mentions, articles) in the whole folder. Quick: no mention is looked at."""
        return self.session.names.totals()

    @answering
    def together(self, entity: str, *, limit: int = 50) -> Sequence[Companion]:
        """Return who is named together with an entity (an id): most common articles first, then most common sentences. ``limit`` 0 gives
        all. Raises NotFoundError."""
        return self.session.names.together(entity, max(0, limit))

    @answering
    def said_by(self, entity: str) -> Sequence[Quotation]:
        """Return what an entity (an id) said: quotations attributed to it, in order of path and span. Raises NotFoundError."""
        return self.session.names.said_by(entity, self.quotations)

    @answering
    def speaker_names(self, article: str) -> Mapping[str, str]:
        """Quotation id -> what its speaker is called among the names, corrections applied, for one article's quotations: those
        whose speaker is a known person or was corrected. Raises NotFoundError."""
        id = self._article_id(article)
        return self.session.names.speakers(id, self.quotations(id))

    @answering
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
        sentence = self.session.names.edit(action, entity, surface=surface, target=target, article=article, span=span)
        self.session.edited += 1
        return sentence

    @answering
    def undo_entity_edit(self, edit: int | None = None) -> str | None:
        """Take the last correction back, or the one with the id ``edit``; a sentence for the screen, or None if there is none."""
        sentence = self.session.names.undo(edit)
        self.session.edited += 1
        return sentence

    @answering
    def undo(self) -> Step | None:
        step = self.session.state.undo()
        self.session.edited += 1
        return step

    @answering
    def redo(self) -> Step | None:
        step = self.session.state.redo()
        self.session.edited += 1
        return step

    def around(self, article: str, span: Span) -> tuple[str, str]:
        text = self.document(article).text
        return text[max(0, span[0] - AROUND) : span[0]], text[span[1] : span[1] + AROUND]

    def entity_edits(self) -> Sequence[EntityEdit]:
        """Return all corrections, in the order in which they were made."""
        return tuple(self.session.names.edits())

    def edited_entity(self, edit: EntityEdit) -> str:
        """Return the id under which the entity that ``edit`` corrects is found afterwards."""
        from briefing.analysis.coreference import corrections

        return corrections.leads_to(edit)

    @answering
    def export_names(self, path: str | os.PathLike[str] | None = None) -> str:
        """Return the corrections as a text file, a line each, that people can read, compare and edit; also written to ``path``, if given.
        Raises BriefingError."""
        text = self.session.names.dump()
        if path is not None:
            try:
                Path(path).write_text(text, "utf-8")
            except (OSError, ValueError) as error:
                raise BriefingError(f"cannot write {one_line(os.fspath(path))}: {error}") from error
        return text

    @answering
    def import_names(self, text: str, *, replace: bool = False) -> NamesImported:
        """Add the corrections of an exported (or written) file; those that are there already stay as they are, so that reading
        a file twice changes nothing. ``replace``: they take the place of all. All or nothing. Raises BriefingError, which
        names the line that cannot be read."""
        done = self.session.names.load(text, replace=replace)
        self.session.edited += 1
        return done

    @answering
    def cite(
        self, ref: str, *, style: str = "plain", format: str = "text", in_text: bool = False, csl: str = "", metadata: str = "",
        one_line: bool = False,
    ) -> Citation:  # fmt: skip
        """Return a citation of an article or a quotation.

        Args:
            ref: an article's or quotation's id (or what :meth:`article` takes).
            csl: a file with a CSL style, used instead of ``style`` through the pandoc that is installed.
            metadata: a file of CSL-JSON whose record of this article fills in what is unknown.
            one_line: records on one line, for a clipboard.

        Raises:
            NotFoundError: there is no such article or quotation.
            BriefingError: the style or format is not known, or a file cannot be used.
        """
        from briefing import citations

        quotation: Quotation | None = None
        try:
            article = self.article(ref)
        except NotFoundError:
            try:
                quotation = self.quotation(ref)
            except NotFoundError:
                raise NotFoundError(
                    f"no article or quotation {quoted(ref)}; `briefing list` and `briefing quotes` show them all"
                ) from None
            article = self.article(quotation.article)
        needs_text = quotation is not None or article.title.value is None
        text = self.document(article.id).text if needs_text else ""
        if metadata:
            from briefing.citations import importing

            article = importing.fill_from(article, Path(metadata).expanduser())
        file = Path(csl).expanduser().absolute() if csl else None
        return citations.cite(
            article, quotation, style=style, format=format, in_text=in_text, text=text, line=self._line_of(quotation), csl=file,
            one_line=one_line,
        )  # fmt: skip

    def _line_of(self, quotation: Quotation | None) -> int | None:
        """Return the line of its file at which the quotation begins, from 1; ``None`` where the format has no lines."""
        if quotation is None or quotation.source_span is None:
            return None
        stem, _, number = quotation.path.rpartition("#")
        try:
            source = (Path(self.session.folder) / (stem if number.isdigit() else quotation.path)).read_bytes()
        except OSError:
            return None
        return len(source.decode("utf-8", "replace")[: quotation.source_span[0] + 1].splitlines()) or 1

    @answering
    def health(self) -> dict[str, Any]:
        """Versions, paths, counts, index state: what ``doctor`` prints."""
        from briefing.collection.diagnostics import health

        self.session.ensure_index()
        return health(self.session, self.status(), len(self.problems()))


class _NameForms:
    """The forms of each name of some articles, asked for when names first differ: "DPRK" for "North Korea" changes no sense."""

    def __init__(self, queries: Queries, articles: Sequence[str]) -> None:
        self._queries, self._articles = queries, articles
        self._forms: list[set[str]] | None = None

    def __iter__(self) -> Iterator[set[str]]:
        if self._forms is None:
            forms: dict[str, set[str]] = {}
            for id in self._articles:
                for entity in self._queries.entities(id):
                    words = (fold(word) for alias in entity.aliases for word in WORD.findall(alias.text))
                    forms.setdefault(entity.id, set()).update(words)
            self._forms = list(forms.values())
        return iter(self._forms)


def _with_statements(quotation: Quotation, statements: Sequence[str]) -> Quotation:
    if not statements:
        return quotation
    return replace(quotation, statements=tuple(statements))
