"""Statements, copies and names of all articles together: what is stored of them is brought in step with the articles.

An article more or less costs what it touches, in a new process, too: what was found out about each article, and about pairs of them,
is kept in the catalogue. That is derived data: of another version, incomplete or damaged it is thrown away and made anew, and what
comes out is the same, to the letter, as if everything had been made from nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from briefing.collection.stages import joined_anew
from briefing.model import Mention, Quotation, Statement
from briefing.store.catalogue import serialise
from briefing.store.catalogue.catalogue import Catalogue

if TYPE_CHECKING:
    from briefing.analysis.near_duplicates.detection import CopyIndex
    from briefing.analysis.statements.grouping import Grouper, Regrouped
    from briefing.collection.stages.joining_names import NameJoining

VERSION = 13
"""Raised whenever what is kept, or what is made of it, can differ."""

_TEXTS, _NAMES = "texts", "names"

Step = Callable[[str, int, int], None]
"""Told (stage, done, total) now and then; may raise to stop, and then nothing of this run is stored."""


def _mark() -> str:
    return f"{VERSION} {sys.byteorder}"


class _Change(NamedTuple):
    """Articles to be put in, in order of path, and those to be taken out; ``known``: which of the first were put in before, otherwise;
    ``whole``: all that is kept is to be made anew."""

    come: list[str]
    gone: list[str]
    known: set[str]
    whole: bool = False


class Joining:
    """See the module; for one sync. ``step`` as of :data:`Step`."""

    def __init__(self, catalogue: Catalogue, step: Step) -> None:
        self._catalogue = catalogue
        self._step = step
        self.at: str | None = None
        """The article that is being put in: at fault if that raises."""
        self.changed = 0
        """Articles that were put in."""

    def bring(self, stage: str, apart: Collection[str] = ()) -> None:
        """Bring what is stored of ``entities`` or ``statements`` in step with the articles but those ``apart``, all or nothing."""
        (self.names if stage == "entities" else self.statements)(apart)

    def attempt(self, stage: str, articles: Sequence[str]) -> None:
        """Do the same for these articles from nothing and store nothing: raises if that fails."""
        (self._try_names if stage == "entities" else self._try_statements)(articles)

    # --- statements and copies ---

    def statements(self, apart: Collection[str] = ()) -> None:
        """Bring the stored statements and copies in step with the analysed articles but those ``apart``, all or nothing."""
        from briefing.analysis.near_duplicates.detection import CopyIndex
        from briefing.analysis.statements.grouping import Grouper, Regrouped

        catalogue = self._catalogue
        with catalogue.transaction():
            change = self._change(_TEXTS, apart, signed=self._signed(_TEXTS, self._text_counts))
            if change.whole:
                self._forget_texts()
            copies, grouper = CopyIndex(catalogue.copied), Grouper(catalogue.wordings, self._text)
            for article in change.gone:
                grouper.remove(article)
                copies.remove(article)
            self.changed = len(change.come)
            self._add_texts(grouper, copies, change.come)
            moved = copies.recount(lambda: self._step("statements", 0, len(change.come)))
            touched = set(moved)
            heads = _Heads(catalogue.copied.head)
            lots = grouper.regroup(heads, moved, lambda done, total: self._step("statements", done, total))
            for lot in lots if change.whole else (Regrouped.of(lots),):
                touched |= self._put_statements(lot, whole=change.whole)
            joined_anew.note(catalogue, None if change.whole else touched)
            self._keep(_TEXTS, change)
            catalogue.put_derived(f"kept {_TEXTS}", _mark(), self._text_counts())

    def _signed(self, kind: str, counts: Callable[[], str]) -> bool:
        """Return whether what is kept is whole and of this version. Behind a seal nothing is missing; else rows are counted."""
        mark, counted = self._catalogue.derived(f"kept {kind}") or ("", "")
        if mark != _mark():
            return False
        return True if self._catalogue.sealed else counted == counts()

    def _change(self, kind: str, apart: Collection[str], *, signed: bool) -> _Change:
        """Return which articles are to be put in and taken out, leaving out those ``apart``; ``signed``: what is kept is whole."""
        catalogue, kept = self._catalogue, self._catalogue.kept
        if signed:
            come, gone = kept.changed(kind)
            come = [article for article in come if article not in apart]
            there = catalogue.analysed_count() - sum(catalogue.analysed_by(article) is not None for article in apart)
            if len(come) < there:
                return _Change(come, sorted(kept.known(kind, apart).union(gone)), kept.known(kind, come))
        # Nothing that is kept holds any more (the rules have changed): from nothing is less work.
        return _Change([article for article in catalogue.analysed() if article not in apart], [], set(), whole=True)

    def _keep(self, kind: str, change: _Change) -> None:
        """Note what was put in and taken out."""
        self._catalogue.kept.drop(kind, change.gone)
        self._catalogue.kept.put(kind, change.come)

    def _add_texts(self, grouper: Grouper, copies: CopyIndex, articles: Sequence[str]) -> None:
        for done, document in enumerate(self._catalogue.documents(articles)):
            if done % 20 == 0:
                self._step("statements", done, len(articles))
            self.at = document.article.id
            quotations, written = self._quotations(self.at)
            grouper.add(self.at, quotations, document.text, written)
            copies.add(self.at, document)
            self.at = None

    def _try_statements(self, articles: Sequence[str]) -> None:
        from briefing.analysis.near_duplicates.detection import CopyIndex
        from briefing.analysis.statements.grouping import Grouper
        from briefing.store.catalogue.copied_texts import CopiedTexts

        texts = CopiedTexts.in_memory()
        grouper, copies = Grouper(), CopyIndex(texts)
        self._add_texts(grouper, copies, articles)
        copies.recount(lambda: self._step("statements", 0, len(articles)))
        heads = _Heads(texts.head)
        for lot in grouper.regroup(heads, (), lambda done, total: self._step("statements", done, total)):
            for statement in lot.statements:
                serialise.dump_statement(statement)

    def _text(self, article: str) -> str:
        body = self._catalogue.body(article)
        return body[0] if body is not None else ""

    def _quotations(self, article: str) -> tuple[list[Quotation], dict[str, str]]:
        """Return the quotations of an article, and each as it is stored, by its id."""
        found: list[Quotation] = []
        written: dict[str, str] = {}
        for id, path, stored in self._catalogue.quotations(article):
            quotations, rows = serialise.load_with_rows(stored, id, path)
            found += quotations
            written.update(zip([quotation.id for quotation in quotations], rows, strict=True))
        return found, written

    def _put_statements(self, regrouped: Regrouped, *, whole: bool) -> set[str]:
        """Put statements in place of those that are out of date; return the articles that carry others now. ``whole``: nothing is
        stored that was not put in this run, and nobody asks which these are."""
        from briefing.analysis.statements import build

        before = {} if whole else self._catalogue.carried_by(regrouped.articles, regrouped.quotations)
        by_base: dict[str, list[Statement]] = {base: [] for base, _ in before.values()}
        for statement in regrouped.statements:
            by_base.setdefault(statement.id, []).append(statement)
        # Others that would have the same id, were it not for these.
        beside = {id: one for id, one in self._catalogue.bases(by_base).items() if id not in before}
        before |= beside
        for base, statement in beside.values():
            by_base[base].append(replace(statement, id=base))
        now = {one.id: (base, one) for base, own in by_base.items() for one in build.unique(own)}
        put = {id: one for id, one in now.items() if before.get(id) != one}
        over = {id: one for id, one in before.items() if put.get(id, now.get(id)) != one}
        self._catalogue.put_statements(put.values(), over)
        new = () if whole else put.values()
        return {instance.article for _, statement in (*over.values(), *new) for instance in statement.instances}

    def _forget_texts(self) -> None:
        """Forget all that is stored of statements and copies."""
        self._catalogue.clear_statements()
        self._catalogue.wordings.clear()
        self._catalogue.copied.clear()
        self._catalogue.kept.clear(_TEXTS)

    def _text_counts(self) -> str:
        counts = self._catalogue.kept.count(_TEXTS), self._catalogue.wordings.counts(), self._catalogue.copied.counts()
        return " ".join(map(str, counts))

    # --- names ---

    def names(self, apart: Collection[str] = ()) -> None:
        """Bring the stored entities in step with the names that were found in the articles but those ``apart``, all or nothing."""
        from briefing.collection.stages.joining_names import NameJoining

        catalogue = self._catalogue
        joined = NameJoining(catalogue, self._mentions)
        with catalogue.transaction():
            change = self._change(_NAMES, apart, signed=self._signed(_NAMES, self._name_counts))
            if change.whole:
                joined.clear()
                catalogue.kept.clear(_NAMES)
            for article in [*change.gone, *(article for article in change.come if article in change.known)]:
                joined.remove(article)
            self.changed = len(change.come)
            self._add_names(joined, change.come)
            joined.resolve(lambda done, total: self._step("entities", done, total))
            self._keep(_NAMES, change)
            catalogue.put_derived(f"kept {_NAMES}", _mark(), self._name_counts())

    def _add_names(self, joined: NameJoining, articles: Sequence[str]) -> None:
        for done, article in enumerate(joined.add(articles)):
            self.at = None
            if done % 20 == 0:
                self._step("entities", done, len(articles))
            self.at = article
        self.at = None

    def _name_counts(self) -> str:
        return f"{self._catalogue.kept.count(_NAMES)} {self._catalogue.names.counts()}"

    def _try_names(self, articles: Sequence[str]) -> None:
        from briefing.analysis.coreference.across_articles import Resolver

        resolver = Resolver()
        for article in articles:
            resolver.add(article, *self._mentions(article))
        for resolved in resolver.resolved():
            serialise.dump_entity(resolved.entity())

    def _mentions(self, article: str) -> tuple[Sequence[Mention], str]:
        stored, body = self._catalogue.mentions(article), self._catalogue.body(article)
        if not stored or body is None:
            return (), ""
        return serialise.load_mentions(stored[0][2], article, stored[0][1]), body[0]


class _Heads(Mapping[str, str]):
    """The representative of each article's copies, asked for when it is needed."""

    def __init__(self, head: Callable[[str], str]) -> None:
        self._head = head
        self._known: dict[str, str] = {}

    def __getitem__(self, article: str) -> str:
        known = self._known.get(article)
        if known is None:
            known = self._known[article] = self._head(article)
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def forget(catalogue: Catalogue, stage: str) -> None:
    """Throw away what is kept for ``entities`` or ``statements``, so that it is made from nothing. Call inside a transaction."""
    catalogue.put_derived(f"kept {_NAMES if stage == 'entities' else _TEXTS}", "", "")
