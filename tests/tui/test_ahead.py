"""What takes long is made while the hands rest: a key that shows it asks for nothing more."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import reading

from briefing.tui.controllers import quotations
from briefing.tui.widgets.coverage_view import CoverageView


class Counting(FakeCollection):
    """Counts how often it is asked what speakers are called."""

    asked = 0

    def speaker_names(self, article: str) -> dict[str, str]:
        self.asked += 1
        return super().speaker_names(article)


async def test_who_else_is_gathered_while_the_cursor_rests(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotations, "REST", 0.01)
    collection = Counting()
    async with reading(home, collection) as reader:
        await reader.press("j", "enter", "]")
        await reader.until(lambda: collection.asked)
        await reader.until(lambda: reader.screen.existing("sources") is not None)
        before = collection.asked
        await reader.press("w")
        assert collection.asked == before
        assert "Ost Valley News" in reader.text


async def test_moving_sideways_in_the_coverage_draws_one_row_and_the_names(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(home, FakeCollection(stories=30)) as reader:
        await reader.press("t")
        drawn: list[int] = []
        draw = CoverageView.draw_line

        def counted(self: CoverageView, row: int, line: int, width: int, here: bool):  # type: ignore[no-untyped-def]
            drawn.append(row)
            return draw(self, row, line, width, here)

        monkeypatch.setattr(CoverageView, "draw_line", counted)
        view = reader.screen.mover
        row, column = view.row, view.column  # type: ignore[attr-defined]
        await reader.press("l")
        reader.lines()
        assert view.column == column + 1  # type: ignore[attr-defined]
        assert set(drawn) <= {row, row - 1, 0}
        assert "[●]" in reader.text
