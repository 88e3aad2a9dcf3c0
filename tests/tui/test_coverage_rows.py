"""The rows of the table of coverage: where each stands, without going through all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Statement
from briefing.presentation.coverage_blocks import CoverageBlock
from briefing.tui.rows.coverage_rows import CoverageRow, CoverageRows, Statements


@given(st.lists(st.integers(1, 5), max_size=5))
def test_rows_are_where_they_would_be_one_after_the_other(sizes: list[int]) -> None:
    blocks = [
        CoverageBlock(tuple(Statement(f"{block}.{n}", "", None, 2, 2, 1, ()) for n in range(size)), ("a",))
        for block, size in enumerate(sizes)
    ]
    rows = CoverageRows(blocks)
    plain = [
        row
        for number, block in enumerate(blocks)
        for row in (CoverageRow(number), *(CoverageRow(number, each) for each in block.statements))
    ]
    statements = [row.statement for row in plain if row.statement is not None]
    assert list(rows) == plain
    assert list(Statements(rows)) == statements == Statements(rows)[:]
    for place, row in enumerate(plain):
        assert rows.is_heading(place) == (row.statement is None)
        assert plain[rows.heading_of(place)] == CoverageRow(row.block)
        assert rows.statements_before(place) == sum(each.statement is not None for each in plain[:place])
        if row.statement is not None:
            assert rows.row_of(row.statement.id) == place
    assert rows.statements_before(len(plain)) == len(statements)
    assert rows.row_of("nobody's") is None
