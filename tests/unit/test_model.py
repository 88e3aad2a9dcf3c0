"""Spans lead from the reader's text to the words as printed."""

from __future__ import annotations

import pytest

from briefing.model import SourceMap

MAP = SourceMap(((0, 10, 5), (7, 30, 4)))
"""Text 0-5 stands at 10-15 of the file, text 7-11 at 30-34; the two characters between are ours."""


@pytest.mark.parametrize(
    ("span", "source"),
    [
        ((0, 5), (10, 15)),
        ((2, 3), (12, 13)),
        ((7, 11), (30, 34)),
        ((3, 8), (13, 31)),
        ((5, 6), None),
        ((11, 12), None),
        ((3, 3), (13, 13)),
    ],
)
def test_source_span(span: tuple[int, int], source: tuple[int, int] | None) -> None:
    assert MAP.source_span(span) == source


def test_an_empty_map_knows_no_place() -> None:
    assert SourceMap().source_span((0, 1)) is None
