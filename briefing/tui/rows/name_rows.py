"""The rows of a list of names: kinds with their headings, names in an order, the drawers that are open. A list may be read as it is
looked at: nothing here goes through all of its names, unless somebody looks for words in them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple, Protocol, overload, runtime_checkable

from briefing.model import Alias, Description, Entity
from briefing.text import fold

Drawers = Mapping[str, Sequence[Description]]
"""Ids of the entities whose drawers are open, and what sources call each."""

NO_DRAWERS: Final[Drawers] = {}


class NameRow(NamedTuple):
    """A heading with the number of its names, a name, or a row of a drawer: what sources call it, or a spelling."""

    heading: str = ""
    size: int = 0
    entity: Entity | None = None
    alias: Alias | None = None
    description: Description | None = None

    @property
    def is_name(self) -> bool:
        """It is the row of a name itself, not of its drawer and no heading."""
        return self.entity is not None and self.alias is None and self.description is None


WAYS: Final = {
    "alias": "another name",
    "demonym": "its people",
    "given-name-across": "given name",
    "rename": "renamed",
    "short-name": "short form",
    "suffix": "end of the name",
    "surname-across": "surname",
}
"""What a reader is told of the rule by which a spelling belongs to its name, where the rule's own word is none of theirs."""


def way_words(alias: Alias) -> str:
    """Return why a spelling belongs to its name, in a reader's words; "" where it is the name itself."""
    return WAYS.get(alias.via, alias.via.replace("-", " "))


def office_of(entity: Entity) -> str:
    """Return the first office that is known of a name, "" where there is none: an age alone is not who somebody is."""
    return next((role for role in entity.roles if not any(character.isdigit() for character in role)), "")


@runtime_checkable
class Placed(Protocol):
    """A list that knows where an entry stands without reading it."""

    def place_of(self, id: str) -> int | None: ...


def place_in(names: Sequence[Entity], id: str) -> int | None:
    """Return the place of an entity in a list of names, None if it is not there."""
    if isinstance(names, Placed):
        return names.place_of(id)
    return next((place for place, each in enumerate(names) if each.id == id), None)


def drawer(entity: Entity, descriptions: Sequence[Description] = ()) -> list[NameRow]:
    """Return the rows of the drawer of a name."""
    rows = [NameRow(entity=entity, description=each) for each in descriptions]
    return rows + [NameRow(entity=entity, alias=alias) for alias in entity.aliases]


class _Section:
    """The names of one kind below their heading, which is its row 0."""

    def __init__(self, heading: str, names: Sequence[Entity], open_drawers: Drawers) -> None:
        self.heading, self.names = heading, names
        places = sorted(place for id in open_drawers if (place := place_in(names, id)) is not None)
        self._open = places
        self._drawers = [drawer(names[place], open_drawers[names[place].id]) for place in places]
        sizes = accumulate(map(len, self._drawers), initial=0)
        self._tops = [place + 1 + before for place, before in zip(places, sizes, strict=False)]
        """The rows of the names whose drawers are open."""
        self._forms: list[tuple[str, tuple[str, ...]]] | None = None

    def __len__(self) -> int:
        return 1 + len(self.names) + sum(map(len, self._drawers))

    def row(self, row: int) -> NameRow:
        if row == 0:
            return NameRow(self.heading, len(self.names))
        above = bisect_right(self._tops, row) - 1
        if above < 0:
            return NameRow(entity=self.names[row - 1])
        within = row - self._tops[above]
        if 0 < within <= len(self._drawers[above]):
            return self._drawers[above][within - 1]
        return NameRow(entity=self.names[row - 1 - sum(map(len, self._drawers[: above + (within > 0)]))])

    def row_of(self, place: int) -> int:
        before = bisect_right(self._open, place - 1)
        return place + 1 + sum(map(len, self._drawers[:before]))

    def forms(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the names folded, each with its spellings folded."""
        if self._forms is None:
            self._forms = [(fold(each.name), tuple(fold(alias.text) for alias in each.aliases)) for each in self.names]
        return self._forms


class NameRows(Sequence[NameRow]):
    """All rows.

    Args:
        groups: Headings, each with its names; one without names is left out.
        open_drawers: The entities whose drawers are open.
    """

    def __init__(self, groups: Sequence[tuple[str, Sequence[Entity]]] = (), open_drawers: Drawers = NO_DRAWERS) -> None:
        self._sections = [_Section(heading, names, open_drawers) for heading, names in groups if names]
        self._starts = list(accumulate(map(len, self._sections), initial=0))

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, index: int) -> NameRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[NameRow]: ...
    def __getitem__(self, index: int | slice) -> NameRow | Sequence[NameRow]:
        if isinstance(index, slice):
            return [self[row] for row in range(*index.indices(len(self)))]
        row = index + len(self) if index < 0 else index
        if not 0 <= row < len(self):
            raise IndexError(index)
        section = bisect_right(self._starts, row) - 1
        return self._sections[section].row(row - self._starts[section])

    @property
    def headings(self) -> list[int]:
        """The rows that are headings."""
        return self._starts[:-1]

    @property
    def names(self) -> int:
        """How many names there are."""
        return sum(len(section.names) for section in self._sections)

    def row_of(self, id: str) -> int | None:
        """Return the row of an entity, None if it is not there."""
        for start, section in zip(self._starts, self._sections, strict=False):
            place = place_in(section.names, id)
            if place is not None:
                return start + section.row_of(place)
        return None

    def with_drawer(self, row: int) -> Iterator[int]:
        """Yield the row of a name and those of its drawer."""
        id = self._id(row)
        while row < len(self):
            if self._id(row) != id:
                return
            yield row
            row += 1

    def _id(self, row: int) -> str:
        entity = self[row].entity
        return entity.id if entity is not None else ""

    def best(self, words: str) -> int | None:
        """Return the row of the first name that holds ``words`` (one that begins with them before others), else of one of which a
        spelling does."""
        wanted = fold(words.strip())
        ranked: Iterator[tuple[int, int]] = (
            (rank, start + section.row_of(place))
            for start, section in zip(self._starts, self._sections, strict=False)
            for place, (name, spellings) in enumerate(section.forms())
            if (rank := _rank(wanted, name, spellings)) is not None
        )
        return min(ranked, default=(0, None))[1] if wanted else None


def _rank(wanted: str, name: str, spellings: Sequence[str]) -> int | None:
    tests = (name.startswith(wanted), f" {wanted}" in name, wanted in name, any(wanted in each for each in spellings))
    return next((rank for rank, holds in enumerate(tests) if holds), None)
