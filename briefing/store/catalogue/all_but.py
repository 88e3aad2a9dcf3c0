"""All members of a group but one: what five thousand copies of a text say of each other, without five thousand lists of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import overload


class AllBut(Sequence[str]):
    """The members of ``group`` (in order, each once, a tuple that others share) without ``one`` of them. Equals whatever sequence has the
    same entries."""

    __slots__ = ("_at", "_group")

    def __init__(self, group: tuple[str, ...], one: str) -> None:
        self._group = group
        self._at = bisect_left(group, one)

    def __len__(self) -> int:
        return len(self._group) - 1

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return tuple(self)[index]
        place = range(len(self))[index]
        return self._group[place + (place >= self._at)]

    def __iter__(self) -> Iterator[str]:
        yield from self._group[: self._at]
        yield from self._group[self._at + 1 :]

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, str):
            return False
        place = bisect_left(self._group, value)
        return self._group[place : place + 1] == (value,) and place != self._at

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
