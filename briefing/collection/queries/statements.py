"""Statements: what several sources carry, word by word, and where they differ."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Collection as AnyCollection
from dataclasses import replace
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from briefing.collection.answering import answering
from briefing.collection.folder import quoted
from briefing.collection.pages import Pages
from briefing.collection.queries.differing import DifferenceQueries
from briefing.collection.queries.names import NameQueries
from briefing.errors import BriefingError, NotFoundError
from briefing.model import (
    Comparison,
    Instance,
    Quotation,
    Statement,
)
from briefing.presentation.coverage_blocks import CoverageBlock
from briefing.store.catalogue import serialise
from briefing.text import WORD, fold

if TYPE_CHECKING:
    from briefing.store.catalogue.coverage_table import CoverageSize, CoverageTable

LOT: Final = 200
"""Statements that are read at once by who goes through all."""


FEW: Final = 16
"""Statements of a block that are read at once: many blocks stand on a screen."""


class StatementQueries(DifferenceQueries):
    """What is said alike."""

    @answering
    def statements(self, min_articles: int = 1) -> Sequence[Statement]:
        """Most widely carried first; read as they are looked at."""
        least = max(0, min(min_articles, 1 << 62))

        def make() -> Sequence[Statement]:
            count = self.session.catalogue.statement_count(least)
            page, walk = partial(self._statement_page, least), partial(self._each_statement, least)
            pages = Pages(count, page, walk, partial(self.statement_ids, least))
            return self.session.unread.add(pages)

        return self.session.remembered(f"statements {least}", make)

    @answering
    def _statement_page(self, min_articles: int, start: int, size: int) -> Sequence[Statement]:
        return list(self._by_page(self.session.catalogue.statement_page(min_articles, start, size)))

    def _each_statement(self, min_articles: int) -> Iterator[Statement]:
        ids = self.statement_ids(min_articles)
        for start in range(0, len(ids), LOT):
            yield from self._statement_lot(ids[start : start + LOT])

    @answering
    def statement_ids(self, min_articles: int = 1) -> list[str]:
        """Return the ids of the statements that so many articles carry, most widely carried first."""
        return self.session.catalogue.statement_ids(min_articles)

    @answering
    def ids_beside(self, statements: Sequence[str]) -> Sequence[str]:
        """Return, of each of some statements (ids), its id and those that are most like it: what tells it from these tells it from all."""
        beside = self.session.catalogue.beside
        return [*statements, *(other for id in statements for other in beside(id))]

    @answering
    def _statement_lot(self, ids: Sequence[str]) -> Sequence[Statement]:
        return list(self._by_page(self.session.catalogue.statements_by_id(ids)))

    def _by_page(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """Give the statements, versions of one page counted as one text and one origin."""
        page_of = self._page_of()
        for each in statements:
            articles = sorted({instance.article for instance in each.instances})
            if sum(article in page_of for article in articles) < 2:
                yield each
                continue
            same: dict[str, str] = {}
            for article in articles:
                head = self.session.catalogue.copied.head(article)
                page = page_of.get(article, (head,))[0]
                known = {same.get(head, head), same.get(page, page)}
                same = {key: min(known) if first in known else first for key, first in same.items()}
                same |= {head: min(known), page: min(known)}
            texts = min(each.distinct_texts, len(set(same.values())))
            yield replace(each, distinct_texts=texts, origins=min(each.origins, texts))

    @answering
    def coverage(
        self, within: AnyCollection[str] | None = None, query: str = "", *, live: bool = False
    ) -> Sequence[CoverageBlock]:
        """Return the statements that several articles carry in blocks that the same articles carry; ``within``: only those that one of
        these articles carries; ``query``: only those in whose versions its words stand (``live``: as it is being typed). The statements
        are read as they are looked at, with a query at once."""
        from briefing.collection import coverage
        from briefing.index import snippets

        stemming = self.session.read_settings().stemming
        has_words = snippets.has_words(query, live=live, stemming=stemming)
        found: Sequence[CoverageBlock]
        if within is None:
            found = self._whole_coverage(coverage.table(self.session))
        else:
            found = [self._block(*block) for block in coverage.within(self.session, within)]
        if not has_words:
            return found

        def bears(instance: Instance) -> bool:
            start, end = instance.span
            spans = [(0, end - start)] if instance.enclosed else [(a - start, b - start) for a, b in instance.quoted]
            return bool(snippets.matches(query, instance.text, live=live, stemming=stemming, quoted=lambda: spans))

        bearing = (tuple(each for each in block.statements if any(map(bears, each.instances))) for block in found)
        return [
            CoverageBlock(statements, tuple(sorted({i.article for each in statements for i in each.instances})))
            for statements in bearing
            if statements
        ]

    def _whole_coverage(self, table: CoverageTable) -> StoredCoverage:
        found = StoredCoverage(
            table.size(),
            partial(self._blocks_page, table),
            partial(self._each_block, table),
            partial(self._coverage_tops, table),
            partial(self._coverage_row, table),
        )
        return self.session.unread.add(found)

    @answering
    def _blocks_page(self, table: CoverageTable, start: int, size: int) -> Sequence[CoverageBlock]:
        return [self._block(*block) for block in table.page(start, size)]

    def _each_block(self, table: CoverageTable) -> Iterator[CoverageBlock]:
        start = 0
        while blocks := self._blocks_page(table, start, LOT):
            yield from blocks
            start += LOT

    @answering
    def _coverage_tops(self, table: CoverageTable) -> Sequence[int]:
        return table.tops()

    @answering
    def _coverage_row(self, table: CoverageTable, statement: str) -> int | None:
        return table.row_of(statement)

    def _block(self, ids: Sequence[str], articles: Iterable[str]) -> CoverageBlock:
        return CoverageBlock(self._chosen(ids), tuple(articles))

    def _chosen(self, ids: Sequence[str]) -> Sequence[Statement]:
        some = _Some(ids, self._statement_lot)
        return Pages(len(ids), some.page, some.walk, some.all_ids, size=FEW)

    @answering
    def statement(self, ref: str) -> Statement:
        """By id, unique prefix, or a few of its words (the most widely carried match). Raises NotFoundError."""
        found = self.session.catalogue.find_statements(ref)
        if not found:
            raise NotFoundError(f"no statement {quoted(ref)}; `briefing statements` shows them all")
        if sum(each.id.startswith(ref) for each in found[:2]) == 2:
            raise NotFoundError(f"{quoted(ref)} begins more than one statement id; give more of it")
        return next(self._by_page(found[:1]))

    def shared_counts(self) -> Mapping[str, int]:
        """Article id -> how many of its quotations other articles carry too; those with none are left out."""
        return SharedCounts(self._shared_count, self._all_shared)

    def statement_lines(self, min_articles: int = 1) -> Iterator[tuple[str, str, str, int, str]]:
        """Give id, text, speaker, number of articles and first quotation of each statement, most widely carried first."""
        ids = self.statement_ids(min_articles)
        return chain.from_iterable(self._statement_lines(ids[start : start + LOT]) for start in range(0, len(ids), LOT))

    @answering
    def _statement_lines(self, ids: Sequence[str]) -> Sequence[tuple[str, str, str, int, str]]:
        return self.session.catalogue.statement_lines(ids)

    @answering
    def _shared_count(self, article: str) -> int:
        return self.session.catalogue.shared_count(article)

    @answering
    def _all_shared(self) -> dict[str, int]:
        return self.session.catalogue.shared_counts()

    @answering
    def carriers(self, article: str) -> dict[str, int]:
        """Quotation id -> how many other articles carry it; quotations of the article that nobody else carries are left out."""
        return self.session.catalogue.carriers(article)

    @answering
    def who_else(self, quotation: str) -> Sequence[Statement]:
        """Return the statements that a quotation carries (two if an outlet ran two together), most widely carried first."""
        return tuple(self._by_page(self.session.catalogue.statements_of(quotation)))

    @answering
    def compare(self, statement: str, *, pivot: str | None = None) -> Comparison:
        """Word by word against the longest version, or against the quotation ``pivot``. Raises NotFoundError."""
        from briefing.analysis.comparison import alignment

        chosen = self.statement(statement)
        wanted: dict[str, list[str]] = {}
        for instance in chosen.instances:
            wanted.setdefault(instance.article, []).append(instance.quotation)
        asked = {id for ids in wanted.values() for id in ids}
        if pivot is not None and pivot not in asked:
            raise NotFoundError(f"the statement has no quotation {quoted(pivot)} to compare with")
        quotations: dict[str, Quotation] = {}
        for id, own in wanted.items():  # of an article that has just left the folder nothing is there
            printed = serialise.load_quotations(self.session.catalogue.quoted_in(id), id, "", own)
            quotations.update((each.id, each) for each in printed)
        if len(quotations) < len(asked):
            there = tuple(instance for instance in chosen.instances if instance.quotation in quotations)
            if not there or (pivot is not None and pivot not in quotations):
                raise NotFoundError(f"no article carries the statement {quoted(statement)} any more")
            chosen = replace(chosen, instances=there)
        return alignment.compare(chosen, quotations, pivot=pivot, same_names=_NameForms(self, tuple(wanted)))


class StoredCoverage(Pages[CoverageBlock]):
    """The blocks of a folder in order: ``size`` tells how large their table is, ``tops`` at which row each begins."""

    __slots__ = ("_row", "_tops", "_tops_read", "size")

    def __init__(
        self,
        size: CoverageSize,
        page: Callable[[int, int], Sequence[CoverageBlock]],
        walk: Callable[[], Iterator[CoverageBlock]],
        tops: Callable[[], Sequence[int]],
        row: Callable[[str], int | None],
    ) -> None:
        super().__init__(size.blocks, page, walk, tuple)
        self.size = size
        self._tops, self._row = tops, row
        self._tops_read: Sequence[int] | None = None

    @property
    def tops(self) -> Sequence[int]:
        """The row at which each block begins: one for the names of its sources, then one for each statement."""
        if self._tops_read is None:
            self._tops_read = self._tops()
        return self._tops_read

    def row_of(self, statement: str) -> int | None:
        """Return the row of a statement (its id), None if it is not there."""
        return self._row(statement)


class SharedCounts(Mapping[str, int]):
    """Article -> how many of its quotations others carry too. Counted when it is asked for one; all are when somebody goes through them."""

    def __init__(self, one: Callable[[str], int], every: Callable[[], Mapping[str, int]]) -> None:
        self._one = cache(one)
        self._all = cache(every)

    def __getitem__(self, article: str) -> int:
        count = 0
        with contextlib.suppress(BriefingError):  # a row is drawn while the folder is closed or rebuilt
            count = self._one(article)
        if not count:
            raise KeyError(article)
        return count

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


class _Some:
    """Statements with these ids, in lots; ``lot`` reads one. Thousands of these are made, and few are looked at."""

    __slots__ = ("_ids", "_lot")

    def __init__(self, ids: Sequence[str], lot: Callable[[Sequence[str]], Sequence[Statement]]) -> None:
        self._ids, self._lot = ids, lot

    def all_ids(self) -> Sequence[str]:
        """Return the ids of all."""
        return self._ids

    def page(self, start: int, size: int) -> Sequence[Statement]:
        """Return ``size`` of them from place ``start`` on."""
        some = self._ids[start : start + size]
        there = {each.id: each for each in self._lot(some)}
        return [there.get(id, _gone(id)) for id in some]

    def walk(self) -> Iterator[Statement]:
        """Give all of them."""
        for start in range(0, len(self._ids), LOT):
            yield from self.page(start, LOT)


def _gone(id: str) -> Statement:
    """Return what stands for a statement that is no longer there, until whoever looks asks again."""
    return Statement(id, "", None, 0, 0, 0, ())


class _NameForms:
    """The forms of each name of some articles, asked for when names first differ: "DPRK" for "North Korea" changes no sense."""

    def __init__(self, queries: NameQueries, articles: Sequence[str]) -> None:
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
