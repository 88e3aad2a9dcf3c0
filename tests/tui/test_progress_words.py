"""What the header says while the folder is read only goes forward; details speak to people; nothing is grey on grey."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_pilot import reading

from briefing.tui.controllers import folder_sync
from briefing.tui.rows.detail_fields import DetailField, reason


async def test_progress_never_goes_back(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_sync, "QUIET", 0.0)
    async with reading(home) as reader:
        sync = reader.screen.folder_sync
        shown = []
        for stage, done in (
            ("ingest", 1900),
            ("ingest", 1200),
            ("quotations", 40),
            ("ingest", 1950),
            ("quotations", 30),
            ("statements", 7),
        ):
            sync._progress(stage, done, 2000)
            shown.append(reader.screen.state.sync_words)
        assert shown == [
            "reading 1,900/2,000",
            "reading 1,900/2,000",
            "finding quotations 40/2,000",
            "finding quotations 40/2,000",
            "finding quotations 40/2,000",
            "comparing sources 7/2,000",
        ]


async def test_a_second_part_of_a_stage_is_not_said_to_be_further_back(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_sync, "QUIET", 0.0)
    async with reading(home) as reader:
        sync = reader.screen.folder_sync
        shown = []
        for done, total in ((380, 400), (1000, 2800), (2000, 2800), (2750, 2800)):
            sync._progress("entities", done, total)
            shown.append(reader.screen.state.sync_words)
        assert shown == ["finding names 380/400", "finding names", "finding names", "finding names 2,750/2,800"]


@pytest.mark.parametrize(
    ("evidence", "value", "words"),
    [
        ("JSON-LD headline: Ferry late", "Ferry late", "stated in the page’s data for machines, under headline"),
        (
            "JSON-LD datePublished: 2024-03-13T07:40",
            "2024-03-13",
            "stated in the page’s data for machines, under datePublished: “2024-03-13T07:40”",
        ),
        ("Ferry late", "Ferry late", "stated in these words"),
    ],
)
def test_the_details_say_where_a_value_stands_in_words_for_people(evidence: str, value: str, words: str) -> None:
    assert reason(DetailField("title", value, "stated", evidence)) == words


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_no_dim_words_in_a_row_that_is_turned_round(home: Path, theme: str) -> None:
    async with reading(home) as reader:
        reader.screen.take_preferences(theme=theme)
        await reader.settle()
        row = reader.screen.list.render_line(1)
        styles = [segment.style for segment in row if segment.text.strip() and segment.style is not None]
        assert any(style.reverse for style in styles)
        assert not any(style.dim for style in styles if style.reverse)
