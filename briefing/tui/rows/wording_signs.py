"""The sign of each source's wording beside that of the version that most print, as Compare has it: one for every screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from briefing.model import Statement
from briefing.presentation.coverage_blocks import wording_signs

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection

MOST_KEPT: Final = 500
"""Statements whose signs are kept."""


class WordingSigns:
    """The signs of statements, found once a generation of the collection."""

    def __init__(self, collection: ReaderCollection) -> None:
        self._collection = collection
        self._generation = -1
        self._signs: dict[str, Mapping[str, str]] = {}

    def of(self, statement: Statement) -> Mapping[str, str]:
        """Return article id -> ``≠``, ``≈``, ``◐``, ``=``; nothing for the version that the others are measured by and for reports."""
        if self._generation != self._collection.generation:
            self._generation, self._signs = self._collection.generation, {}
        signs = self._signs.get(statement.id)
        if signs is None:
            if len(self._signs) >= MOST_KEPT:
                self._signs = {}  # another one, as threads read this one
            signs = self._signs[statement.id] = wording_signs(statement, self._collection.compare)
        return signs

    def all(self, statements: Iterable[Statement]) -> Mapping[str, Mapping[str, str]]:
        """Return statement id -> its signs."""
        return {each.id: self.of(each) for each in statements}
