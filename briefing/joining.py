"""Statements, copies and names of all articles together, kept between syncs: an article more or less costs what it touches.

Holds no database and no file: it is told what is stored and says what to store. Dropped and built anew whenever in doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from briefing.model import CopyGroup, Document, Entity, Mention, Quotation, Statement


@dataclass(frozen=True, slots=True)
class Joined:
    """What changed: ``whole`` says that ``put`` holds every statement, so that what is stored can go."""

    put: tuple[Statement, ...]
    gone: tuple[str, ...]
    copies: tuple[CopyGroup, ...]
    whole: bool


class Joining:
    """See the module. Not for several threads at once: the collection's sync lock guards it."""

    def __init__(self) -> None:
        self._reset()

    def _reset(self) -> None:
        from briefing.analysis.aliases import Resolver
        from briefing.analysis.copies import CopyIndex
        from briefing.analysis.statements import Grouper

        self._grouper = Grouper()
        self._copies = CopyIndex()
        self._resolver = Resolver()
        self._named: dict[str, str] = {}
        self.stored_names: tuple[str, dict[str, Entity]] | None = None
        """The entities that were stored last, by id, and the mark that was stored with them."""
        self._basis: dict[str, str] = {}
        self._stored: dict[str, Statement] = {}
        self._fresh = True

    def bring(
        self,
        basis: Mapping[str, str],
        read: Callable[[Iterable[str]], Iterable[tuple[Document, list[Quotation]]]],
        step: Callable[[int, int], None],
    ) -> Joined:
        """``basis`` maps every article to what its analysis rests on; ``read`` gives documents with their quotations;
        ``step`` is told (done, total) and may raise to stop, after which everything is built anew next time."""
        try:
            return self._bring(basis, read, step)
        except BaseException:
            self._reset()
            raise

    def _bring(
        self,
        basis: Mapping[str, str],
        read: Callable[[Iterable[str]], Iterable[tuple[Document, list[Quotation]]]],
        step: Callable[[int, int], None],
    ) -> Joined:
        for id in [id for id in self._basis if id not in basis]:
            self._grouper.remove(id)
            self._copies.remove(id)
            del self._basis[id]
        changed = [id for id, value in basis.items() if self._basis.get(id) != value]
        for done, (document, quotations) in enumerate(read(changed)):
            if done % 20 == 0:
                step(done, len(changed))
            id = document.article.id
            if id in self._basis:
                self._copies.remove(id)
            self._grouper.add(id, quotations, document.text)
            self._copies.add(id, document)
            self._basis[id] = basis[id]
        groups = self._copies.groups()
        representative = {id: group.articles[0] for group in groups for id in group.articles}
        statements = {s.id: s for s in self._grouper.statements(copies=representative)}
        put = tuple(s for s in statements.values() if self._stored.get(s.id) != s)
        gone = tuple(id for id in self._stored if id not in statements)
        self._stored = statements
        whole, self._fresh = self._fresh, False
        return Joined(put, gone, groups, whole)

    def names(
        self, basis: Mapping[str, str], read: Callable[[Iterable[str]], Iterable[tuple[str, list[Mention], str]]]
    ) -> tuple[Entity, ...]:
        """All entities. ``basis`` maps every article to what its names rest on; ``read`` gives (id, mentions, text)."""
        for id in [id for id in self._named if id not in basis]:
            self._resolver.remove(id)
            del self._named[id]
        for id, mentions, text in read([id for id, value in basis.items() if self._named.get(id) != value]):
            self._resolver.add(id, mentions, text)
            self._named[id] = basis[id]
        return self._resolver.entities()
