"""What was found out about texts that come again, kept for a while in little room: the paragraphs of wires, copies and footers.

A text is kept from its second time on; where texts come again all the time, from its first. So nothing is spent on folders in which
each text stands once.
"""

from __future__ import annotations

import os
from collections.abc import Hashable
from typing import Generic, TypeVar

V = TypeVar("V")

_MOST_SEEN = 1 << 16
"""Texts of which is known that they were there."""
_OFTEN, _SURE = 8, 1_000
"""One of so many texts was there before, as far as so many tell: then each is kept at once."""


class Kept(Generic[V]):
    """Values by text, those asked for last. ``most``: their size together, in the processes of all cores. For one thread at a time."""

    def __init__(self, most: int) -> None:
        self._most = most // (os.cpu_count() or 1)
        self._values: dict[Hashable, tuple[V, int]] = {}
        self.forget()

    def forget(self) -> None:
        """Keep nothing any more."""
        self._values.clear()
        self._seen: set[int] = set()
        self._size = self._asked = self._again = 0

    def get(self, key: Hashable) -> V | None:
        """Return what is kept of a text, None if nothing is."""
        self._asked += 1
        found = self._values.pop(key, None)
        if found is None:
            return None
        self._again += 1
        self._values[key] = found  # the last to be let go
        return found[0]

    def wants(self, key: Hashable) -> bool:
        """Tell whether a text of which nothing is kept shall be."""
        number = hash(key)
        if number in self._seen:
            self._again += 1
            return True
        if len(self._seen) >= _MOST_SEEN:
            self._seen.clear()
        self._seen.add(number)
        return self._again * _OFTEN > max(self._asked, _SURE)

    def put(self, key: Hashable, value: V, size: int) -> None:
        """Keep what was found out about a text, of which nothing is kept."""
        self._values[key] = value, size
        self._size += size
        while self._size > self._most:
            self._size -= self._values.pop(next(iter(self._values)))[1]


def numbers(most: int) -> str:
    """Return the code of the narrowest array of numbers from 0 to ``most``."""
    return "H" if most < 1 << 16 else "I"
