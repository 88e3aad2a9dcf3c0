"""The first steps: a line at a time in a first session only, beside the pane where it matters, and never again once closed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import SIZES, Reader, reading

from briefing.tui.keys import first_steps, keymap


def told(reader: Reader) -> str:
    """The line above the footer, "" while none stands there."""
    line = reader.screen.existing("guide")
    return line.words if line is not None and line.display else ""  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", SIZES)
async def test_each_line_goes_when_it_was_done_and_the_next_one_stands_where_it_matters(home: Path, size: str) -> None:
    async with reading(home, size=SIZES[size], guide=True) as reader:
        assert "j and k go through the articles" in told(reader)
        await reader.until(lambda: "go through the articles" in reader.lines()[-2])
        for key, words in (
            ("enter", "] goes from quotation to quotation"),
            ("]", "w says who else carries it"),
            ("w", "y copies a citation"),
            ("a", "/ searches all articles"),
            ("/", ""),
            ("escape", "q goes back a step"),
            ("?", ""),
            ("q", ""),
        ):
            await reader.press(key)
            assert words in told(reader) if words else told(reader) == "", (key, told(reader))
        assert "first" not in reader.lines()[-2]


async def test_the_first_step_leads_to_a_quotation_that_others_carry_and_the_next_one_to_any(home: Path) -> None:
    async with reading(home, guide=True) as reader:
        await reader.press("j", "enter")
        spoken = [each.id for each in reader.screen.state.quotations if each.kind == "speech"]
        reader.screen.view.set_carried({spoken[-1]: 2})
        await reader.press("]")
        assert reader.screen.view.quotation.id == spoken[-1]
        await reader.press("g", "]")
        assert reader.screen.view.quotation.id == spoken[0] != spoken[-1]


async def test_it_hides_no_row_of_the_list_that_has_one(home: Path) -> None:
    async with reading(home, guide=True) as reader:
        guided = [line for line in reader.lines() if "Vellmar Courier" in line]
        await reader.press("escape")
        assert [line for line in reader.lines() if "Vellmar Courier" in line] == guided


async def test_another_pane_has_another_line(home: Path) -> None:
    async with reading(home, size=SIZES["one"], guide=True) as reader:
        await reader.press("t")
        assert "y copies a citation" in told(reader)
        await reader.press("q")
        assert "go through the articles" in told(reader)


async def test_esc_on_the_list_closes_it_for_good(home: Path) -> None:
    async with reading(home, guide=True) as reader:
        await reader.until(lambda: "Esc: no more of these" in reader.text)
        await reader.press("escape")
        assert told(reader) == ""
        assert reader.said == ["no more first steps; ? lists the keys"]
        await reader.press("escape")
        assert reader.said == ["q leaves"]
    assert json.loads((home / "data" / "reader.json").read_text("utf-8"))["guided"]


async def test_a_second_session_is_not_told_even_after_one_that_was_killed(home: Path) -> None:
    async with reading(home, guide=True) as reader:
        assert told(reader)
    async with reading(home, FakeCollection(), guide=True) as reader:  # nothing of the session is kept in memory
        assert told(reader) == ""


async def test_who_has_read_before_is_not_told(home: Path) -> None:
    collection = FakeCollection()
    collection.state.save_session({})
    async with reading(home, collection, guide=True) as reader:
        assert told(reader) == ""
        assert not reader.screen.state.preferences.guided


async def test_help_and_its_key_bring_it_back(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("?", "F")
        assert (reader.screen.active, "go through the articles" in told(reader)) == ("list", True)
        await reader.press("?", "F")
        assert told(reader) == ""


async def test_q_still_leaves_at_once(home: Path) -> None:
    async with reading(home, guide=True) as reader:
        await reader.press("q")
        await reader.until(lambda: reader.app.leaving)


async def test_a_low_screen_keeps_its_rows(home: Path) -> None:
    async with reading(home, size=(80, 12), guide=True) as reader:
        assert told(reader) == ""


def test_the_lines_are_short_and_name_the_keys_in_force() -> None:
    lines = [first_steps.said(step) for step in first_steps.STEPS]
    assert len(lines) <= 6
    assert max(map(len, lines)) <= 74
    assert not any("{" in line for line in lines)
    for step in first_steps.STEPS:
        assert step.done_by <= set(keymap.BY_ID)
        assert step.panes <= set(keymap.PANES)


def test_the_command_line_mentions_it(capsys: pytest.CaptureFixture[str]) -> None:
    from briefing.cli.main import run

    assert run(["--help"]) == 0
    assert "first steps" in capsys.readouterr().out
