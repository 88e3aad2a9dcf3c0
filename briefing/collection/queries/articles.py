"""Articles, what of them a query finds, and the quotations in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Collection as AnyCollection
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from briefing.collection.answering import answering
from briefing.collection.folder import quoted
from briefing.collection.pages import ComparedCopies
from briefing.collection.queries.article_list import Copies, CopiesOf, StoredArticles, headline, with_failure
from briefing.collection.session import Session
from briefing.errors import BriefingError, NotFoundError
from briefing.model import (
    Article,
    CopyChanges,
    CopyGroup,
    Document,
    Hit,
    PageVersions,
    Problem,
    Quotation,
    SearchResult,
    Snippet,
    Span,
    Stated,
)
from briefing.store.catalogue import serialise
from briefing.store.catalogue.serialise import sort_date
from briefing.store.state.corrected_metadata import corrected
from briefing.text import natural_key

if TYPE_CHECKING:
    from briefing.index.query.nodes import Held, Node
    from briefing.store.catalogue.imprints import Imprint

ImprintKind = Literal["source", "day"]

IMPRINTED: Final[Mapping[ImprintKind, Sequence[str]]] = {"source": ("outlet", "agency"), "day": ("published",)}
"""The fields that say who printed an article, and when."""

AROUND = 60
"""Characters before and after a clipping by which it is found again."""


class ArticleQueries:
    """What a folder holds, article by article."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._written: tuple[int, dict[str, dict[str, str]]] = (-1, {})

    @answering
    def status(self) -> str:
        """Return ``empty`` (nothing read yet), ``text`` (searchable, analysis missing in part), ``complete``."""
        if not self.session.catalogue.count():
            return "empty"
        return "complete" if self.session.catalogue.complete() else "text"

    @answering
    def articles(self) -> Sequence[Article]:
        """Return all articles, newest first (unknown dates last, then by path). Cheap to call again; built lazily."""
        return self._all()

    @answering
    def listed(self) -> Sequence[str]:
        """Return the ids of all articles in that order."""
        return self._all().ids

    @answering
    def places(self) -> Mapping[str, int]:
        """Return article (its id) -> its place in that order."""
        return self._all().places_of_ids

    def fingerprints(self) -> Mapping[str, str]:
        """Return article (its id) -> the digest of its text and metadata, the newest article first; read once until the folder changes."""
        return self.session.remembered("fingerprints", self.session.catalogue.fingerprints)

    def _all(self) -> StoredArticles:
        corrections = self._corrections()

        def make() -> StoredArticles:
            listed = StoredArticles(self._in_order(corrections), self.listed_article, corrections)
            return self.session.unread.add(listed)

        listed = self.session.remembered("articles", make)
        if listed.corrections != corrections:
            self.session.forget("articles")
            listed = self.session.remembered("articles", make)
        return listed

    def _in_order(self, corrections: Mapping[str, Mapping[str, str]]) -> Sequence[str]:
        """Return the ids of all articles as the list has them, those whose day a person corrected in their places."""
        if not any("published" in fields for fields in corrections.values()):
            return self.session.catalogue.listed()
        return newest_first(self.days())

    def outlines(self, articles: Sequence[str] | None = None) -> Iterator[Article]:
        """Give each article, or some (ids), with what a list shows of it and no more; all in the order of the list."""
        ids = self.listed() if articles is None else articles
        return (outline for id in ids if (outline := self._outline(id)) is not None)

    @answering
    def _outline(self, id: str) -> Article | None:
        from briefing.collection.queries.outlines import outline

        row = self.session.catalogue.outline(id)
        return None if row is None else self._corrected(outline(id, *row))

    @answering
    def imprints(self, by: ImprintKind) -> list[tuple[Article, Sequence[str]]]:
        """Return the articles (ids) that one source printed, or of one day of publication, together, each time with an article that says
        that and no more."""
        stored = self.session.catalogue.imprints
        found = stored.by_source() if by == "source" else stored.by_day()
        written = self._corrections().items()
        corrected = {id: fields for id, fields in written if not fields.keys().isdisjoint(IMPRINTED[by])}
        groups = [(_said(each), _without(each.articles, corrected)) for each in found]
        return groups + [(each, [each.id]) for each in self.outlines(list(corrected))]

    @answering
    def days(self) -> dict[str, str]:
        """Return by which day each article is listed ("" for an unknown one): the one that a person wrote, where there is one."""
        return corrected_days(self.session.catalogue.days(), self._corrections())

    @answering
    def listed_article(self, id: str) -> Article:
        """Return the article of a row, with nothing but its id if it has left the folder."""
        meta = self.session.catalogue.meta(id)
        return Article(id, "") if meta is None else self._built(id, meta)

    def _built(self, id: str, meta: str) -> Article:
        """Return an article with its copies, what is missing of it, and what a person wrote of it."""
        known = Copies(
            partial(self._copies_of, id),
            partial(self._copies_number, id),
            partial(self._is_copy, id),
            partial(self.text_keys, id),
        )
        copies = self.session.unread.add(known)
        article = serialise.load_article(meta, copies)
        return self._corrected(with_failure(article, self._failures()))

    def _corrections(self) -> dict[str, dict[str, str]]:
        """Return what a person wrote of articles, as it is now."""
        state = self.session.state
        if self._written[0] != self.session.edited:
            self._written = (self.session.edited, state.metadata())
        return self._written[1]

    def _failures(self) -> dict[str, str]:
        def make() -> dict[str, str]:
            if not self.session.catalogue.failed.there():
                return {}
            from briefing.collection import sync

            return sync.failures(self.session.catalogue)

        return self.session.remembered("failures", make)

    @answering
    def _copies_of(self, article: str) -> Sequence[str]:
        """Return the articles that carry an article's text, or are the same page, in order."""
        return self._known_copies()(article)

    @answering
    def _copies_number(self, article: str) -> int:
        """Return how many these are."""
        return self._known_copies().number(article)

    @answering
    def _is_copy(self, article: str, other: str) -> bool:
        """Return whether the other article is one of these."""
        return self._known_copies().hold(article, other)

    @answering
    def text_keys(self, article: str) -> Sequence[str]:
        """Return what an article has in common with its copies, and with no other article."""
        return self._known_copies().keys(article)

    def _known_copies(self) -> CopiesOf:
        def make() -> CopiesOf:
            copied = self.session.catalogue.copied
            return CopiesOf(copied.groups_of, copied.group_members, self._page_of(), copied.count_in)

        return self.session.remembered("copies of", make)

    def _copied(self) -> list[list[str]]:
        return self.session.catalogue.copied.members()

    def _pages(self) -> list[list[str]]:
        """Return the articles that have one address: they are one text, whatever was changed since."""
        from briefing.analysis.near_duplicates import page_versions

        def make() -> list[list[str]]:
            rows = self.session.catalogue.addresses()
            return page_versions.by_address(
                (id, url, page_versions.file_of(path), saved) for id, url, path, saved in rows
            )

        return self.session.remembered("pages", make)

    def _page_of(self) -> Mapping[str, Sequence[str]]:
        """Return article -> the articles that have its address, for those of which there are several."""
        return self.session.remembered("page of", lambda: {id: page for page in self._pages() for id in page})

    @answering
    def versions(self, article: str | None = None) -> Sequence[PageVersions]:
        """Return the pages of which there are several versions; those of one article, or all. Raises NotFoundError."""
        from briefing.analysis.near_duplicates import page_versions

        id = "" if article is None else self._article_id(article)
        groups: Sequence[Sequence[str]]
        groups = [self._perhaps_a_page(id)] if id else [*self._copied(), *self._pages()]
        listed = [[self.article(id) for id in group] for group in groups if len(group) > 1]
        found = page_versions.pages(listed)
        return tuple(page for page in found if article is None or id in {each.article for each in page.versions})

    def _perhaps_a_page(self, id: str) -> list[str]:
        """Return those of an article and its copies that may be one page with it; thousands of others are not read."""
        from briefing.analysis.near_duplicates import page_versions

        written = self._corrections()
        traits = self.session.catalogue.page_traits([id, *self._copies_of(id)])
        fields = ((each, {"outlet": outlet, "url": url} | written.get(each, {})) for each, outlet, url in traits)
        return page_versions.around(id, ((each, said["outlet"], said["url"]) for each, said in fields))

    @answering
    def version_changes(self, page: PageVersions) -> Sequence[CopyChanges]:
        """Return what each version of a page changed of the one before it, in their order; nothing of the first, nor of those whose place is
        not known."""
        from briefing.analysis.near_duplicates import revisions as copy_changes

        documents = [self.document(version.article) for version in page.versions if version.place is not None]
        return tuple(copy_changes.compare(before, after) for before, after in pairwise(documents))

    @answering
    def article(self, ref: str) -> Article:
        """By id, unique id prefix, or path relative to the folder. Raises NotFoundError (also when a prefix is not unique)."""
        id = self._article_id(ref)
        meta = self.session.catalogue.meta(id)
        if meta is None:
            raise NotFoundError(f"no article {quoted(ref)}; `briefing list` shows them all")
        return self._built(id, meta)

    def _corrected(self, article: Article) -> Article:
        """Return the article with what a person wrote of it."""
        fields = self._corrections().get(article.id)
        return corrected(article, fields) if fields else article

    @answering
    def correct_metadata(self, ref: str, field: str, value: str) -> str:
        """Write one field of an article's metadata by hand; "" gives it back to the file. Return a sentence for the screen.

        Raises:
            BriefingError: there is no such field, or the value is no day, language or address.
        """
        from briefing.collection.queries import metadata_entry

        article = self.article(ref)
        written = metadata_entry.checked(field, value)
        self.session.state.set_metadata(article.id, field, written)
        self.session.edited += 1
        return f"{field}: yours" if written is not None else f"{field}: as the file says it"

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
            query, limit=limit, sort=sort, live=live, within=within, stemming=stemming, look_up=self._look_up
        )
        hits = []
        for id, score in found.hits:
            meta = self.session.catalogue.meta(id)
            body = self.session.catalogue.body(id) if snippets else None
            if meta is None:
                continue  # left the folder between the search and the look; the next sync tells
            article = self._corrected(serialise.load_article(meta))
            shown: tuple[Snippet, ...] = ()
            if body is not None:
                shown = windows.snippets(
                    query, body[0], live=live, stemming=stemming, furniture=serialise.furniture_spans(body[1])
                )
            hits.append(Hit(id, article.path, headline(article), score, shown))
        return SearchResult(
            found.query, found.total, tuple(hits), found.ms, found.suggestion, found.partial, found.absent
        )

    @answering
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

        Raises QueryError.
        """
        scope = "quote" if quotations_only else ""
        self._prepare(query, live=live, scope=scope)
        stemming = self.session.read_settings().stemming
        found = self.session.open_index().search(
            query, limit=limit, live=live, within=within, stemming=stemming, scope=scope, look_up=self._look_up
        )
        ids = tuple(id for id, _ in found.hits)
        return ids, SearchResult(
            found.query, found.total, (), found.ms, found.suggestion, found.partial, found.absent, found.blank
        )

    def _look_up(self, node: Held) -> Node:
        """Return what to ask the index in place of a node: what a person wrote stands for what the file says."""
        from briefing.collection.queries import query_fields
        from briefing.index.query.fields import as_held

        return query_fields.with_written(as_held(node), self._corrections(), self._written_text)

    def _written_text(self, id: str, fields: Sequence[str]) -> str:
        """Return what some fields of an article say, corrections applied; "" for one that has left the folder."""
        article = self.listed_article(id)
        return " ".join(getattr(article, field).value or "" for field in fields)

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

        text, furniture = self._searched(article)
        found = windows.matches(
            query,
            text,
            live=live,
            stemming=self.session.read_settings().stemming,
            quoted=lambda: [span for each in self.quotations(article) for span in each.spoken],
        )
        # Asked of every article that is found: no more of it is read than that takes.
        apart = furniture() if found else ()
        return tuple(s for s in found if not any(a <= s[0] < b for a, b in apart)) or found

    def _searched(self, article: str) -> tuple[str, Callable[[], Sequence[Span]]]:
        """Return the text of an article, and what gives the spans of furniture in it. Raises NotFoundError."""
        body = self.session.catalogue.body(self._article_id(article))
        if body is None:
            raise NotFoundError(f"no article {quoted(article)}; `briefing list` shows them all")
        return body[0], partial(serialise.furniture_spans, body[1])

    @answering
    def quotations(self, article: str | None = None) -> Sequence[Quotation]:
        """In order of path and span; their ``statements`` are filled in. Raises NotFoundError."""
        id = None if article is None else self._article_id(article)

        def make() -> tuple[Quotation, ...]:
            carried = self.session.catalogue.carried(id)
            return tuple(
                _with_statements(quotation, carried.get(quotation.id, ()))
                for owner, path, text in self.session.catalogue.quotations(id)
                for quotation in serialise.load_quotations(text, owner, path)
            )

        return make() if id is not None else self.session.remembered("quotations", make)

    def _bare_quotations(self, id: str) -> list[Quotation]:
        """Return the quotations of an article without the statements that they carry."""
        rows = self.session.catalogue.quotations(id)
        return [each for owner, path, text in rows for each in serialise.load_quotations(text, owner, path)]

    @answering
    def quotation(self, ref: str) -> Quotation:
        """By id or unique prefix. Raises NotFoundError."""
        found = self.session.catalogue.find_quotations(ref)
        if len(found) != 1 and ref not in [row[0] for row in found[:1]]:
            hint = "give more of its id" if found else "`briefing quotes` shows them all"
            raise NotFoundError(f"no single quotation {quoted(ref)}; {hint}")
        return next(q for q in self.quotations(found[0][1]) if q.id == found[0][0])

    @answering
    def copies(self, article: str | None = None) -> Sequence[CopyGroup]:
        """Groups of articles that carry one text, or those that one article is in. Raises NotFoundError."""
        if article is not None:
            return self.session.catalogue.copied.groups_with(self._article_id(article))
        return self.session.remembered("copies", self.session.catalogue.copied.groups)

    @answering
    def copy_changes(self, article: str, *, most: int = 50) -> Sequence[CopyChanges]:
        """Return what each copy of an article (by path, ``most`` of them) does differently, passage by passage; each is compared when it is
        looked at. Raises NotFoundError."""
        from briefing.analysis.near_duplicates import revisions as copy_changes

        base = self.document(article)
        paths = self.session.catalogue.paths(base.article.copies)
        in_order = sorted(base.article.copies, key=lambda id: natural_key(paths.get(id, "")))
        compare = partial(self._copy_changes_of, copy_changes.against(base))
        return self.session.unread.add(ComparedCopies(in_order[:most], compare))

    @answering
    def _copy_changes_of(self, compare: Callable[[Document], CopyChanges], copy: str) -> CopyChanges:
        return compare(self.document(copy))

    def around(self, article: str, span: Span) -> tuple[str, str]:
        text = self.document(article).text
        return text[max(0, span[0] - AROUND) : span[0]], text[span[1] : span[1] + AROUND]


def _said(imprint: Imprint) -> Article:
    """Return an article that says what an imprint says."""
    day = imprint.published
    published: Stated[str] = Stated.unknown() if day is None else Stated.stated(day, None)
    return Article("", "", outlet=imprint.outlet, agency=imprint.agency, published=published)


def _without(articles: Sequence[str], some: AnyCollection[str]) -> Sequence[str]:
    return articles if not some else [id for id in articles if id not in some]


def corrected_days(days: Mapping[str, str], corrections: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return ``days`` (article -> the day by which it is listed) with those that a person wrote."""
    written = ((id, fields["published"]) for id, fields in corrections.items() if "published" in fields)
    return {**days, **{id: sort_date(day) for id, day in written if id in days}}


def newest_first(days: Mapping[str, str]) -> list[str]:
    """Return the articles of ``days`` from the newest to the oldest, unknown days last; of one day in the order of ``days``."""
    return sorted(days, key=days.__getitem__, reverse=True)


def _with_statements(quotation: Quotation, statements: Sequence[str]) -> Quotation:
    if not statements:
        return quotation
    return replace(quotation, statements=tuple(statements))
