"""What a person corrected of the articles' metadata: title, names, day and the like. Read by whoever builds an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from briefing.model import Article, Stated
from briefing.store.state.folder_state import FolderState
from briefing.store.state.rows import METADATA

YOURS: Final = "entered by you"
"""The evidence of what a person wrote."""


class CorrectedMetadata(FolderState):
    """The corrections of one folder, by article and field."""

    def metadata(self) -> dict[str, dict[str, str]]:
        """Return article id -> field -> what a person wrote; names of a byline are apart by ``; ``."""
        return {
            str(article): {name: value for name, value in row.items() if value is not None}
            for article, row in self.rows_of("metadata")
        }

    def set_metadata(self, article: str, field: str, value: str | None) -> None:
        """Write one field of an article; None gives the field back to the file. Raises ValueError: there is no such field."""
        if field not in METADATA:
            raise ValueError(field)
        self._made([article])
        there = dict.fromkeys(METADATA) | self.metadata().get(article, {})
        row = there | {field: value}
        with self.changing(f"corrected {field}") as put:
            put("metadata", article, row if any(row.values()) else None)


def corrected(article: Article, fields: Mapping[str, str]) -> Article:
    """Return ``article`` with what a person wrote in place of what the file says, marked as theirs."""
    values: dict[str, Any] = {name: Stated.stated(value, YOURS) for name, value in fields.items()}
    if "byline" in fields:
        values["byline"] = Stated.stated(names_of(fields["byline"]), YOURS)
    return replace(article, **values)


def names_of(text: str) -> tuple[str, ...]:
    """Return the names of a line in which they are apart by semicolons."""
    return tuple(name for part in text.split(";") if (name := part.strip()))
