"""Many short lines held as one value: tens of thousands of strings take several times the room of their letters."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

_END: Final = "\0"
"""Ends a line; no text that is shown has it."""


class Lines:
    """Lines that are added and never changed."""

    __slots__ = ("_ends", "_text")

    def __init__(self) -> None:
        self._text = bytearray()
        self._ends = array("I")

    def add(self, line: str) -> None:
        """Add a line behind the others."""
        self._text += _bytes(line.replace(_END, " ") + _END)
        self._ends.append(len(self._text))

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, place: int) -> str:
        end = self._ends[place]
        start = self._ends[place - 1] if place else 0
        return self._text[start : end - 1].decode("utf-8", "surrogatepass")

    def holding(self, words: str) -> Iterator[int]:
        """Yield the places of the lines that hold ``words`` (not ""), in order."""
        wanted = _bytes(words)
        at = self._text.find(wanted)
        while at >= 0:
            place = bisect_right(self._ends, at)
            yield place
            at = self._text.find(wanted, self._ends[place])


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
