"""The names of a folder in one order, with a person's corrections in their places: counted, and read page by page.

Without corrections the store alone answers. With some, the order is gone through once, without looking at a single name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from briefing.analysis.coreference.corrections import Corrected
from briefing.collection.pages import StoredMentions, Unread
from briefing.model import Entity, Mention
from briefing.store.catalogue import serialise
from briefing.store.catalogue.catalogue import Catalogue
from briefing.store.catalogue.stored_entities import Listed
from briefing.text import fold

MentionsOf = Callable[[Sequence[str]], Mapping[str, Sequence[Mention]]]
"""Gives the mentions of some entities (ids)."""
LOT = 200
"""Names that are read at once by who goes through all."""


class _Run(NamedTuple):
    """``size`` names one after the other, from place ``start`` of the list on: stored ones from their place ``stored`` on, or a
    corrected one."""

    start: int
    stored: int
    size: int
    corrected: Entity | None = None


class ListedNames:
    """See the module. ``corrected`` is what corrections made of the entities with these ids."""

    def __init__(
        self,
        catalogue: Callable[[], Catalogue],
        listed: Listed,
        corrected: tuple[Corrected, frozenset[str]] | None,
        mentions: MentionsOf,
        unread: Unread,
    ) -> None:
        self._catalogue = catalogue
        self._listed = listed
        self._mentions = mentions
        self._unread = unread
        self._corrected = corrected

    @cached_property
    def _runs(self) -> list[_Run]:
        """The list in runs, once somebody looks at it as a whole."""
        if self._corrected is None:
            return [_Run(0, 0, self._catalogue().entity_count(self._listed))]
        return list(self._mixed(*self._corrected))

    @property
    def count(self) -> int:
        """How many names are listed."""
        last = self._runs[-1]
        return last.start + last.size

    def _mixed(self, made: Corrected, replaced: frozenset[str]) -> Iterator[_Run]:
        """Yield the list in runs of stored names, with the corrected ones where they belong."""
        key = self._listed.key
        ranked = [
            (key(len(each.mentions), each.articles, fold(each.name), each.id), each)
            for each in made.entities
            if self._listed.takes(each)
        ]
        ranked.sort(key=lambda pair: pair[0], reverse=True)
        run = _Run(0, 0, 0)
        for place, (id, mentions, articles, folded) in enumerate(self._catalogue().entity_ranks(self._listed)):
            while ranked and ranked[-1][0] < key(mentions, articles, folded, id):
                yield run
                yield (one := _Run(run.start + run.size, place, 1, ranked.pop()[1]))
                run = _Run(one.start + 1, place, 0)
            if id in replaced:
                yield run
                run = _Run(run.start + run.size, place + 1, 0)
            else:
                run = run._replace(size=run.size + 1)
        yield run
        for number, (_, entity) in enumerate(reversed(ranked)):
            yield _Run(run.start + run.size + number, 0, 1, entity)

    def page(self, start: int, size: int) -> list[Entity]:
        """Return ``size`` names from place ``start`` on; their mentions are read one by one."""
        found: list[Entity] = []
        for run in self._runs:
            first, last = max(start, run.start), min(start + size, run.start + run.size)
            if first >= last:
                continue
            if run.corrected is not None:
                found.append(run.corrected)
                continue
            rows = self._catalogue().entity_page(self._listed, run.stored + first - run.start, last - first)
            found += [self._entity(row, partial(self._own, row[0])) for row in rows]
        return found

    def ids(self) -> list[str | Entity]:
        """Return the ids of all names, and corrected names as they are, in order."""
        stored = [id for id, *_ in self._catalogue().entity_ranks(self._listed)]
        listed: list[str | Entity] = []
        for run in self._runs:
            listed += stored[run.stored : run.stored + run.size] if run.corrected is None else [run.corrected]
        return listed

    def lot(self, ids: Sequence[str | Entity]) -> list[Entity]:
        """Return these names; the mentions of all are read when somebody looks at those of one."""
        asked = [id for id in ids if isinstance(id, str)]
        together = _Together(partial(self._mentions, asked))
        rows = self._catalogue().entity_values(asked)
        stored = {row[0]: self._entity(row, partial(together.of, row[0])) for row in rows}
        found = (stored.get(id) if isinstance(id, str) else id for id in ids)
        return [entity for entity in found if entity is not None]

    def _entity(self, row: tuple[str, str, int], load: Callable[[], Sequence[Mention]]) -> Entity:
        return serialise.load_entity(row[1], self._unread.add(StoredMentions(row[2], load)))

    def _own(self, id: str) -> Sequence[Mention]:
        return self._mentions([id]).get(id, ())


class _Together:
    """The mentions of some names, read at once."""

    def __init__(self, load: Callable[[], Mapping[str, Sequence[Mention]]]) -> None:
        self._load = load
        self._read: Mapping[str, Sequence[Mention]] | None = None

    def of(self, id: str) -> Sequence[Mention]:
        if self._read is None:
            self._read = self._load()
        return self._read.get(id, ())
