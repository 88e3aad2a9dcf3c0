"""A flood of quotation marks: what depends on the place of a candidate alone is worked out once for each place."""

from __future__ import annotations

import pytest

from briefing.analysis.quotations import attribution
from briefing.analysis.quotations.extract import extract
from briefing.model import Article, Document, Paragraph, Stated


def worked_out(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """(places worked out, candidates looked at) in this text."""
    counts = {"placing": 0, "placed": 0}
    for name in counts:
        real = getattr(attribution, name)

        def counted(*given: object, real: object = real, name: str = name) -> object:
            counts[name] += 1
            return real(*given)  # type: ignore[operator]

        monkeypatch.setattr(attribution, name, counted)
    extract(
        Document(
            Article("a1", "a.txt", language=Stated.stated("en", None)), text, (Paragraph((0, len(text)), None, "body"),)
        )
    )
    monkeypatch.undo()
    return counts["placing"], counts["placed"]


def test_four_times_the_marks_cost_four_times_the_candidates_and_hardly_a_place_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    flood = "„é”who Krol ] "
    places, looked_at = worked_out(flood * 200, monkeypatch)
    more_places, more_looked_at = worked_out(flood * 800, monkeypatch)
    assert places > 0
    assert more_places <= places + 10
    assert more_looked_at <= 4.2 * looked_at
