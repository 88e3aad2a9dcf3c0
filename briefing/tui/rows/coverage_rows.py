"""The rows of the table of coverage: for each block the names of its sources, then its statements, which may be read as they are
looked at: nothing here goes through all of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple, Protocol, overload, runtime_checkable

from briefing.model import Statement
from briefing.presentation.coverage_blocks import CoverageBlock
from briefing.tui.rows.name_rows import Placed


class CoverageRow(NamedTuple):
    """A statement of a block, or the names above it (then there is no statement)."""

    block: int
    statement: Statement | None = None


@runtime_checkable
class Tabled(Protocol):
    """Blocks of a stored table: where each begins and how large the whole is is known without reading one."""

    @property
    def size(self) -> Any:
        """Numbers of ``blocks``, ``statements`` and ``sources``, and the most sources of a block (``widest``)."""

    @property
    def tops(self) -> Sequence[int]:
        """The row at which each block begins."""

    def row_of(self, statement: str) -> int | None: ...


class ListedBlocks(Sequence[CoverageBlock]):
    """The blocks of a stored table, each with its articles in the order of the list (``places``: article -> its place there)."""

    def __init__(self, blocks: Sequence[CoverageBlock], places: Mapping[str, int]) -> None:
        self._blocks, self._places = blocks, places

    def __len__(self) -> int:
        return len(self._blocks)

    def __getitem__(self, index: int) -> CoverageBlock:  # type: ignore[override]
        return in_list_order(self._blocks[index], self._places)

    @property
    def size(self) -> Any:
        """How large the table is."""
        return self._blocks.size  # type: ignore[attr-defined]

    @property
    def tops(self) -> Sequence[int]:
        """The row at which each block begins."""
        return self._blocks.tops  # type: ignore[attr-defined, no-any-return]

    def row_of(self, statement: str) -> int | None:
        """Return the row of a statement (its id)."""
        return self._blocks.row_of(statement)  # type: ignore[attr-defined, no-any-return]


def in_list_order(block: CoverageBlock, places: Mapping[str, int]) -> CoverageBlock:
    """Return a block with those of its articles that are listed, in the order of the list."""
    listed = sorted(filter(places.__contains__, block.articles), key=places.__getitem__)
    return CoverageBlock(block.statements, tuple(listed))


class CoverageRows(Sequence[CoverageRow]):
    """All rows of ``blocks``."""

    def __init__(self, blocks: Sequence[CoverageBlock] = ()) -> None:
        self.shown = self._blocks = blocks
        self._stored = blocks if isinstance(blocks, Tabled) else None
        if self._stored is None:
            self._starts = list(accumulate((1 + len(block.statements) for block in blocks), initial=0))
            self.widest = max((len(block.articles) for block in blocks), default=1)
            self.sources = len({id for block in blocks for id in block.articles})
        else:
            size = self._stored.size
            self._starts = [*self._stored.tops, size.statements + len(self._stored.tops)]
            self.widest, self.sources = max(1, size.widest), size.sources

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

    @property
    def blocks(self) -> int:
        """How many blocks there are, each with a row of names."""
        return len(self._starts) - 1

    def headings_before(self, row: int) -> int:
        """Return how many rows of names stand above a row."""
        return bisect_left(self._starts, row, hi=self.blocks)

    def at_line(self, line: int, heading: int) -> tuple[int, int]:
        """Return the row at a line, and which of its lines that is, where names take ``heading`` lines and a statement one."""
        block = bisect_right(range(self.blocks), line, key=lambda each: self._starts[each] + (heading - 1) * each) - 1
        within = line - self._starts[block] - (heading - 1) * block
        return (self._starts[block], within) if within < heading else (self._starts[block] + within - heading + 1, 0)

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
        return row - self.headings_before(row)

    def row_of_statement(self, place: int) -> int:
        """Return the row of the statement at a place among all of them."""
        blocks = range(self.blocks)
        return place + bisect_right(blocks, place, key=lambda block: self._starts[block] - block)

    def row_of(self, statement: str) -> int | None:
        """Return the row of a statement (its id), None if it is not there."""
        if self._stored is not None:
            return self._stored.row_of(statement)
        for start, block in zip(self._starts, self._blocks, strict=False):
            place = _place(block.statements, statement)
            if place is not None:
                return start + 1 + place
        return None


class Statements(Sequence[Statement]):
    """The statements of rows, from the top."""

    def __init__(self, rows: CoverageRows) -> None:
        self._rows = rows

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
        statement = self._rows[self._rows.row_of_statement(place)].statement
        if statement is None:
            raise IndexError(index)
        return statement


def _place(statements: Sequence[Statement], id: str) -> int | None:
    if isinstance(statements, Placed):
        return statements.place_of(id)
    return next((place for place, each in enumerate(statements) if each.id == id), None)
