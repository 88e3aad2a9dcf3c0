"""The sign of each source's wording beside that of the version that most print, as Compare has it: one for every screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from briefing.errors import BriefingError
from briefing.model import Statement
from briefing.presentation.comparison_rows import source_signs
from briefing.presentation.coverage_blocks import REWORDED, is_reworded

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection

MOST_COMPARED: Final = 200
"""Articles of a statement that are compared word by word for their signs; of more, only what has other words is said."""

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
            signs = self._signs[statement.id] = self._found(statement)
        return signs

    def all(self, statements: Iterable[Statement]) -> Mapping[str, Mapping[str, str]]:
        """Return statement id -> its signs."""
        return {each.id: self.of(each) for each in statements}

    def _found(self, statement: Statement) -> Mapping[str, str]:
        if statement.articles > MOST_COMPARED:
            return {each.article: REWORDED for each in statement.instances if is_reworded(each, statement)}
        with suppress(BriefingError):  # it has just left the folder
            return source_signs(self._collection.compare(statement.id))
        return {}
