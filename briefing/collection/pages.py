"""Long answers that are read as they are looked at: how many there are is known at once, the rest comes page by page from the store.

A page shows what is stored when it is read; whoever wants one state of a folder asks again after its ``generation`` has risen. What
somebody holds when a ``with`` block around the collection ends is read then, so that it may be looked at afterwards.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload
from weakref import WeakValueDictionary

from briefing.model import CopyChanges, Mention

T = TypeVar("T")
L = TypeVar("L", bound="Lazy[Any]")

PAGE = 64
"""Entries of a page: more than a screen shows."""
HELD = 16
"""Pages that are at hand once they have been read."""


class Lazy(Sequence[T], Generic[T]):
    """What two sequences that read their entries later have in common: they equal whatever has the same entries."""

    __slots__ = ("__weakref__",)

    def finish(self) -> None:
        """Read all that is not read yet."""
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=False))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self)}>"


class Pages(Lazy[T]):
    """Entries in the order of the store.

    Args:
        count: How many there are.
        page: Gives as many entries from a place on as are asked for (start, size).
        walk: Goes through all from the first to the last, each once, whatever is stored meanwhile.
        ids: Gives the ids of all, if somebody asks where one stands.
        size: Entries of a page.
    """

    __slots__ = ("_count", "_given", "_held", "_ids", "_page", "_size", "_walk", "_whole")

    def __init__(
        self,
        count: int,
        page: Callable[[int, int], Sequence[T]],
        walk: Callable[[], Iterator[T]],
        ids: Callable[[], Sequence[str]],
        size: int = PAGE,
    ) -> None:
        self._size = size
        self._ids: Callable[[], Sequence[str]] | Sequence[str] = ids
        self._count = count
        self._page = page
        self._walk = walk
        self._held: OrderedDict[int, Sequence[T]] | None = None
        """The pages that were read; none yet in most of the thousands that a table has."""
        self._whole: tuple[T, ...] | None = None
        self._given: Sequence[T] = ()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return self._some(range(*index.indices(self._count)))
        place = index + self._count if index < 0 else index
        if not 0 <= place < self._count:
            raise IndexError(index)
        if self._whole is not None:
            return self._whole[place]
        number, within = divmod(place, self._size)
        page = self._at(number)
        if within < len(page):
            self._given = (page[within],)
        if not self._given:
            raise IndexError(index)
        # Fewer are stored now than when they were counted: whoever looks will ask again in a moment, and sees the last one twice till then.
        return self._given[0]

    def _some(self, places: range) -> Sequence[T]:
        """Return what stands at some places; whoever wants a few at first, and has looked at nothing yet, has no whole page read for them."""
        if all((self._held is None, self._whole is None, places.step == 1, 0 < len(places) < self._size)):
            few = self._page(places.start, len(places))
            if len(few) == len(places):
                return tuple(few)
        return tuple(self[place] for place in places)

    def __iter__(self) -> Iterator[T]:
        return self._walk() if self._whole is None else iter(self._whole)

    def finish(self) -> None:
        if self._whole is None:
            self._whole = tuple(self._walk())
            self._count = len(self._whole)

    def place_of(self, id: str) -> int | None:
        """Return the place of the entry with this id without reading it, None if it is not there."""
        ids = self._ids = self._ids() if callable(self._ids) else self._ids
        return ids.index(id) if id in ids else None

    def _at(self, number: int) -> Sequence[T]:
        held = self._held = OrderedDict() if self._held is None else self._held
        page = held.pop(number, None)
        if page is None:
            page = self._page(number * self._size, self._size)
        held[number] = page
        while len(held) > HELD:
            held.popitem(last=False)
        return page


class ComparedCopies(Lazy[CopyChanges]):
    """What copies of an article do differently: each is compared, once, when it is looked at.

    Args:
        ids: Of the copies, in order.
        compare: Compares the copy with an id.
    """

    __slots__ = ("_compare", "_made", "ids")

    def __init__(self, ids: Sequence[str], compare: Callable[[str], CopyChanges]) -> None:
        self.ids, self._compare = ids, compare
        self._made: dict[str, CopyChanges] = {}

    def finish(self) -> None:
        for id in self.ids:
            self._of(id)

    def _of(self, id: str) -> CopyChanges:
        if id not in self._made:
            self._made[id] = self._compare(id)
        return self._made[id]

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> CopyChanges: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[CopyChanges]: ...
    def __getitem__(self, index: int | slice) -> CopyChanges | Sequence[CopyChanges]:
        return tuple(map(self._of, self.ids[index])) if isinstance(index, slice) else self._of(self.ids[index])


class StoredMentions(Lazy[Mention]):
    """The mentions of a name: their number is known, they themselves are read when they are looked at."""

    __slots__ = ("_count", "_load", "_read")

    def __init__(self, count: int, load: Callable[[], Sequence[Mention]]) -> None:
        self._count = count
        self._load = load
        self._read: Sequence[Mention] | None = None

    def finish(self) -> None:
        self._all()

    def _all(self) -> Sequence[Mention]:
        if self._read is None:
            self._read = self._load()
            self._count = len(self._read)
        return self._read

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Mention]: ...
    def __getitem__(self, index: int | slice) -> Mention | Sequence[Mention]:
        return self._all()[index]

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._all())


class Unread:
    """What was given out and somebody still holds."""

    def __init__(self) -> None:
        self._given: WeakValueDictionary[int, Lazy[Any]] = WeakValueDictionary()

    def add(self, given: L) -> L:
        """Return ``given``, and remember it for as long as somebody else does."""
        self._given[id(given)] = given
        return given

    def finish(self) -> None:
        """Read all of it, and what is given out meanwhile."""
        done: set[int] = set()
        while waiting := {key: given for key, given in list(self._given.items()) if key not in done}:
            for given in waiting.values():
                given.finish()
            done |= waiting.keys()
