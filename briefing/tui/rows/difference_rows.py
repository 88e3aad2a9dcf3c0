"""The rows of the differences: for each kind its heading, below it each topic with its versions. Where the list knows of what size each
difference is, none is read before its row is looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from briefing.model import Difference, FactValue

SECTIONS: Final = {
    "sources": "Between sources",
    "source": "One source against itself",
    "article": "Within one article",
}
"""The headings of the three kinds of difference, in their order."""


class DifferenceRow(NamedTuple):
    """The heading of a kind (``section``), the topic of a difference, or one of its versions (``value``)."""

    section: str = ""
    difference: Difference | None = None
    value: FactValue | None = None


def in_sections(differences: Sequence[Difference]) -> Sequence[Difference]:
    """Return the differences by kind, in the order of :data:`SECTIONS`, those of a kind in the order given; a list that knows its sizes is
    in that order."""
    if hasattr(differences, "sizes"):
        return differences
    order = list(SECTIONS)
    return sorted(differences, key=lambda each: order.index(each.scope))


class DifferenceRows(Sequence[DifferenceRow]):
    """All rows of some differences."""

    def __init__(self, differences: Sequence[Difference] = ()) -> None:
        self.differences = in_sections(differences)
        sizes: Sequence[tuple[str, int]] | None = getattr(differences, "sizes", None)
        if sizes is None:
            sizes = [(each.scope, len(each.values)) for each in self.differences]
        self._sections: dict[int, str] = {}
        """Row of a heading -> its words."""
        self._topics: list[int] = []
        """The rows of the topics."""
        row, before = 0, ""
        for scope, versions in sizes:
            if scope != before:
                self._sections[row] = SECTIONS[scope]
                row, before = row + 1, scope
            self._topics.append(row)
            row += 1 + versions
        self._total = row
        self._headings = sorted([*self._sections, *self._topics])

    def __len__(self) -> int:
        return self._total

    def __getitem__(self, index: int) -> DifferenceRow:  # type: ignore[override]
        if index in self._sections:
            return DifferenceRow(self._sections[index])
        place = bisect_right(self._topics, index) - 1
        difference = self.differences[place]
        version = index - self._topics[place] - 1
        # Fewer versions may be stored now than when they were counted: whoever looks asks again in a moment.
        last = len(difference.values) - 1
        return DifferenceRow("", difference, difference.values[min(version, last)] if version >= 0 else None)

    def is_version(self, row: int) -> bool:
        """Return whether a version stands in a row; nothing is read for it."""
        return 0 <= row < self._total and not self.is_heading(row)

    def is_heading(self, row: int) -> bool:
        """Return whether a topic or the heading of a kind stands in a row."""
        above = bisect_right(self._headings, row)
        return self._headings[max(0, above - 1) : above] == [row]

    def is_section(self, row: int) -> bool:
        """Return whether the heading of a kind stands in a row."""
        return row in self._sections

    def versions_before(self, row: int) -> int:
        """Return how many versions stand above a row."""
        return row - bisect_right(self._headings, row - 1)

    def row_of(self, place: int, version: int = 0) -> int:
        """Return the row of a version of the difference at a place."""
        return self._topics[place] + 1 + version

    def first(self, count: int) -> Sequence[Difference]:
        """Return the first differences."""
        return self.differences[:count]
