"""Which clippings hold the words of a query. Pure functions on texts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from briefing.model import Clipping
from briefing.text import fold

MOST_READ: Final = 200
"""Characters of a query that are looked for."""

_WORD = re.compile(r"[^\W_]+")
_OPERATORS: Final = re.compile(r"\b(?:AND|OR|NOT|NEAR/\d*)(?=\s)|[A-Za-z]{2,20}:")


def notes_with(query: str, clippings: Sequence[Clipping]) -> list[Clipping]:
    """Return the clippings whose note holds every word of ``query``; the beginning of a word is enough."""
    words = _words(query)
    if not words:
        return []
    return [each for each in clippings if _holds(sorted(_WORD.findall(fold(each.note))), words)]


def _words(query: str) -> list[str]:
    return _WORD.findall(fold(_OPERATORS.sub(" ", query[:MOST_READ])))


def _holds(present: list[str], words: Sequence[str]) -> bool:
    """Return whether each of ``words`` begins one of those that are ``present``, in order."""
    places = [(word, bisect_left(present, word)) for word in words]
    return all(present[place : place + 1] and present[place].startswith(word) for word, place in places)
