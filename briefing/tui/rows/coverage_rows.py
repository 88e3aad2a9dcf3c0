"""The rows of the table of coverage: for each block the names of its sources, then its statements, which may be read as they are
looked at: nothing here goes through all of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple, overload

from briefing.model import Statement
from briefing.presentation.coverage_blocks import CoverageBlock
from briefing.tui.rows.name_rows import Placed


class CoverageRow(NamedTuple):
    """A statement of a block, or the names above it (then there is no statement)."""

    block: int
    statement: Statement | None = None


class CoverageRows(Sequence[CoverageRow]):
    """All rows of ``blocks``."""

    def __init__(self, blocks: Sequence[CoverageBlock] = ()) -> None:
        self._blocks = blocks
        self._starts = list(accumulate((1 + len(block.statements) for block in blocks), initial=0))

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, index: int) -> CoverageRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[CoverageRow]: ...
    def __getitem__(self, index: int | slice) -> CoverageRow | Sequence[CoverageRow]:
        if isinstance(index, slice):
            return [self[row] for row in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        block = self.block(index)
        within = index - self._starts[block]
        return CoverageRow(block, self._blocks[block].statements[within - 1] if within else None)

    @property
    def headings(self) -> list[int]:
        """The rows of names."""
        return self._starts[:-1]

    def block(self, row: int) -> int:
        """Return the block of a row."""
        return bisect_right(self._starts, row) - 1

    def heading_of(self, row: int) -> int:
        """Return the row of names above a row, or the row itself."""
        return self._starts[self.block(row)]

    def is_heading(self, row: int) -> bool:
        """Return whether names stand in a row."""
        return self.heading_of(row) == row

    def statements_before(self, row: int) -> int:
        """Return how many statements stand above a row."""
        return row - bisect_left(self._starts, row, hi=len(self._blocks))

    def row_of(self, statement: str) -> int | None:
        """Return the row of a statement (its id), None if it is not there."""
        for start, block in zip(self._starts, self._blocks, strict=False):
            place = _place(block.statements, statement)
            if place is not None:
                return start + 1 + place
        return None


class Statements(Sequence[Statement]):
    """The statements of rows, from the top."""

    def __init__(self, rows: CoverageRows) -> None:
        self._rows = rows
        self._places = [row - number for number, row in enumerate(rows.headings)]

    def __len__(self) -> int:
        return self._rows.statements_before(len(self._rows))

    @overload
    def __getitem__(self, index: int) -> Statement: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Statement]: ...
    def __getitem__(self, index: int | slice) -> Statement | Sequence[Statement]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(index)
        statement = self._rows[place + bisect_right(self._places, place)].statement
        if statement is None:
            raise IndexError(index)
        return statement


def _place(statements: Sequence[Statement], id: str) -> int | None:
    if isinstance(statements, Placed):
        return statements.place_of(id)
    return next((place for place, each in enumerate(statements) if each.id == id), None)
