"""The questions of a folder, asked of what was fetched of an archive; searches, and what is not here yet, are asked of the archive itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Collection as AnyCollection
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from briefing.collection.answering import answering
from briefing.collection.archive.call import never
from briefing.collection.archive.listing import hit_of
from briefing.collection.archive.remote import ONLY_HERE, Asked, partly
from briefing.collection.folder import quoted
from briefing.collection.queries.articles import corrected_days, newest_first
from briefing.collection.queries.queries import Queries
from briefing.errors import ArchiveError, BriefingError, NotFoundError
from briefing.model import Article, Citation, Document, SearchResult, Span
from briefing.store.catalogue.serialise import sort_date

if TYPE_CHECKING:
    from briefing.collection.archive.remote import Found, Remote
    from briefing.collection.archive.workspace import Workspace
    from briefing.index.query.nodes import ParsedQuery


class ArchiveQueries(Queries):
    """The answers. Each method's docstring stands at its namesake of :class:`briefing.collection.facade.Collection`."""

    def __init__(self, session: Workspace, remote: Remote | None) -> None:
        """``remote`` is None where only what was fetched is asked."""
        super().__init__(session)
        self._arrivals = session.arrivals
        self._remote = remote

    # --- what is here ---

    @answering
    def status(self) -> str:
        """Return ``empty``, ``text`` (what was fetched is not analysed in full), ``complete``."""
        return "text" if self._arrivals.waiting else super().status()

    def _in_order(self, corrections: Mapping[str, Mapping[str, str]]) -> Sequence[str]:
        """Return the ids of all articles that are here, those among them that are still on their way into the catalogue."""
        days = self.session.catalogue.days()
        arrived = (document.article for document in self._arrivals.all())
        new = sorted((article for article in arrived if article.id not in days), key=lambda article: article.path)
        if not new:
            return super()._in_order(corrections)
        days |= {each.id: sort_date(each.published.value) for each in new}
        return newest_first(corrected_days(days, corrections))

    @answering
    def listed_article(self, id: str) -> Article:
        arrived = self._arrivals.find(id)
        return super().listed_article(id) if arrived is None else self._corrected(arrived.article)

    @answering
    def article(self, ref: str) -> Article:
        """By id, unique id prefix, or path. Raises NotFoundError."""
        arrived = self._arrivals.find(ref)
        if arrived is not None:
            return self._corrected(arrived.article)
        return super().article(ref)

    @answering
    def document(self, ref: str) -> Document:
        """Return an article with its text, fetched if it is not here. Raises NotFoundError, ArchiveError."""
        arrived = self._arrivals.find(ref)
        if arrived is not None:
            return replace(arrived, article=self._corrected(arrived.article))
        try:
            document = super().document(ref)
        except NotFoundError:
            return self._fetched(ref)
        self._arrivals.use([document.article.id])
        return document

    def _searched(self, article: str) -> tuple[str, Callable[[], Sequence[Span]]]:
        """Return the text of an article, fetched if it is not here, and what gives the spans of furniture in it."""
        document = self.document(article)
        furniture = tuple(each.span for each in document.paragraphs if each.kind == "furniture")
        return document.text, lambda: furniture

    def _fetched(self, ref: str) -> Document:
        """Return an article that only the archive has: by id, or by path."""
        if self._remote is None:
            raise NotFoundError(f"no article {quoted(ref)} among those that were fetched")
        for fetch in (self._remote.fetch, self._remote.fetch_by_path):
            for document in fetch([ref]).values():
                return replace(document, article=self._corrected(document.article))
        raise NotFoundError(f"no article {quoted(ref)} in the archive; briefing search finds them")

    @answering
    def cite(self, ref: str, **how: Any) -> Citation:
        """Return a citation of an article, fetched if it is not here, or of a quotation. Raises NotFoundError, ArchiveError."""
        with suppress(NotFoundError):  # it may be a quotation
            ref = self.document(ref).article.id
        return super().cite(ref, **how)

    def _article_id(self, ref: str) -> str:
        arrived = self._arrivals.find(ref)
        return super()._article_id(ref) if arrived is None else arrived.article.id

    # --- what the archive finds ---

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
        """Return the ids of the articles found that are here, best first. Raises QueryError, ArchiveError of kind ``cancelled``."""
        parsed = self._parsed(query, live=live, scope="quote" if quotations_only else "")
        remote = self._remote
        asked = Asked(query, live, quotations_only)
        found = None
        if remote and parsed.root and within is None:
            found = remote.found(asked, parsed, never if cancelled is None else cancelled)
        if found is None:
            ids, result = super().matching(
                query, limit=limit, live=live, within=within, quotations_only=quotations_only
            )
            note = self._note(within)
            if note:
                # What is cached says nothing of what the archive has: no word of it is absent, none misspelt.
                result = replace(result, note=note, partial=True, suggestion=None, absent=())
            return ids, result
        return self._here(found, limit)

    def _note(self, within: AnyCollection[str] | None) -> str:
        """Return what to say of an answer from what is here. Within one article that is all there is to be found."""
        if self._remote is None:
            return ""
        if within is None:
            return self._remote.standing
        return "" if len(within) == 1 else ONLY_HERE

    def _parsed(self, query: str, *, live: bool = False, scope: str = "") -> ParsedQuery:
        from briefing.index.query.fields import as_held
        from briefing.index.query.nodes import looked_up
        from briefing.index.query.parser import parse

        parsed = parse(query, live=live, stemming=self.session.read_settings().stemming, scope=scope)
        return looked_up(parsed, as_held)

    def _here(self, found: Found, limit: int) -> tuple[tuple[str, ...], SearchResult]:
        """Return what was found as far as its articles are here."""
        known = self.known()
        ids = tuple(id for id in found.ids[:limit] if id in known)
        advice = found.advice
        partial = bool(found.partial)
        result = SearchResult(
            found.parsed.text, found.total, (), found.ms, advice.suggestion, partial, advice.absent, note=found.partial
        )
        return ids, result

    @answering
    def known(self) -> frozenset[str]:
        """Return the ids of all articles that are here."""
        self._arrivals.settle(self.session.remembered("ids here", lambda: frozenset(self.session.catalogue.ids())))
        return self._arrivals.here()

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
        """Return hits with snippets, from what was fetched where the archive does not answer. Raises QueryError, ArchiveError."""
        if sort not in ("relevance", "date"):
            raise BriefingError(f"hits are sorted by relevance or by date, not by {quoted(str(sort))}")
        parsed = self._parsed(query, live=live)
        remote = self._remote
        if not (remote and parsed.root and within is None):
            return super().search(query, limit=limit, sort=sort, snippets=snippets, live=live, within=within)
        try:
            pages = list(remote.pages(parsed, limit, sort))
        except ArchiveError:
            if not self.known():
                raise
            cached = super().search(query, limit=limit, sort=sort, snippets=snippets, live=live, within=within)
            return replace(cached, partial=True, note=remote.standing, suggestion=None, absent=())
        scores = {hit.id: hit.score for page in pages for hit in page.hits}
        texts = remote.bring(list(scores))
        stemming = self.session.read_settings().stemming
        hits = [
            hit_of(
                query,
                self._corrected(document.article),
                document,
                score,
                live=live,
                stemming=stemming,
                snippets=snippets,
            )
            for id, score in scores.items()
            if (document := texts[id] if id in texts else self._at_hand(id)) is not None
        ]
        note = partly(pages)
        total = pages[0].total if pages else 0
        advice = remote.engine.suggest(query, live=live, stemming=stemming) if not total else None
        return SearchResult(
            query,
            total,
            tuple(hits),
            sum(page.ms for page in pages),
            advice.suggestion if advice else None,
            bool(note),
            advice.absent if advice else (),
            note=note,
        )

    def _at_hand(self, id: str) -> Document | None:
        """Return an article that is here already."""
        try:
            return super().document(id)
        except NotFoundError:
            return None
