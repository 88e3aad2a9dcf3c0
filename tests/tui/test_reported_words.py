"""Words that a source reports without quotation marks bear none anywhere, and the way from quotation to quotation says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader_fake import SHARED, FakeCollection
from reader_pilot import SIZES, reading
from widget_stage import on_stage, printed

from briefing.model import Clipping
from briefing.tui.widgets.notebook_view import NotebookView


class Reporting(FakeCollection):
    """The second article reports what the first quotes."""

    def __init__(self) -> None:
        super().__init__()
        self.spoken = [replace(q, mode="indirect") if q.path == "001.txt" else q for q in self.spoken]


async def to_report(reader: object) -> None:
    screen = reader.screen  # type: ignore[attr-defined]
    screen.list.select(f"{1:012x}")
    screen.follow_list()
    await reader.press("enter", "]")  # type: ignore[attr-defined]
    if screen.view.quotation is None:
        await reader.press("]")  # type: ignore[attr-defined]


async def test_the_way_to_a_report_says_that_it_is_one(home: Path) -> None:
    async with reading(home, Reporting()) as reader:
        await to_report(reader)
        assert "reported words" in reader.notices[-1]


async def test_reported_words_bear_no_marks_in_strip_and_notebook(home: Path) -> None:
    async with reading(home, Reporting(), size=SIZES["one"]) as reader:
        await to_report(reader)
        await reader.press("a", "w")
        row = next(line for line in reader.lines() if "indirect" in line)
        assert "“" not in row
        assert any(f"“{SHARED[:12]}" in line for line in reader.lines() if "direct" in line and "indirect" not in line)
        await reader.press("B")
        pane = "\n".join(line for line in reader.lines() if SHARED[:20] in line)
        assert f"○ {SHARED[:20]}" in pane
        assert f"“{SHARED[:20]}" not in pane


async def test_a_clipping_of_a_report_says_so_once() -> None:
    view = NotebookView()
    async with on_stage(view, (90, 12)) as (_, pilot):
        clip = Clipping(
            1, "a", "a.txt", "q", (0, 9), "the gate holds", "[reported, not quoted:] the gate holds. Quill. Pond, 2 May.", ""
        )  # fmt: skip
        view.show([clip], {1: "○"})
        await pilot.pause()
        assert [line.strip(" ▌") for line in printed(view)[:2]] == [
            "○ the gate holds",
            "reported, not quoted: Quill. Pond, 2 May.",
        ]
