"""Search bar, status line and hints."""

from __future__ import annotations

import pytest
from textual import events
from widget_stage import on_stage, printed

from briefing.tui.widgets.bars.hint_bar import HintBar
from briefing.tui.widgets.bars.search_bar import SearchBar
from briefing.tui.widgets.bars.status_line import StatusLine


async def test_typing_tells_the_text() -> None:
    bar = SearchBar()
    async with on_stage(bar) as (stage, pilot):
        await pilot.press("f", "e", "r", "enter")
        assert [message.text for message in stage.sent(SearchBar.Changed)] == ["f", "fe", "fer"]
        assert [message.text for message in stage.sent(SearchBar.Submitted)] == ["fer"]
        assert bar.cursor_blink is False


async def test_what_is_pasted_becomes_one_safe_line() -> None:
    bar = SearchBar()
    async with on_stage(bar) as (_, pilot):
        await pilot.press("a", "space")
        bar.post_message(events.Paste("the new\r\n  pier\x1b[201~\x1b]52;c;eA==\x07"))
        await pilot.pause()
        assert bar.text == "a the new pier␛[201~␛]52;c;eA==␇"


async def test_history_is_walked_and_the_draft_comes_back() -> None:
    bar = SearchBar(history=["newest", "older"])
    async with on_stage(bar) as (_, pilot):
        await pilot.press("d", "r", "up")
        assert bar.text == "newest"
        await pilot.press("up", "up")
        assert bar.text == "older"
        await pilot.press("down", "down")
        assert bar.text == "dr"


async def test_an_answer_and_an_error_stand_on_the_frame() -> None:
    bar = SearchBar()
    async with on_stage(bar):
        bar.show_status("3/41 hits · 12 articles")
        assert "3/41 hits" in str(bar._border_subtitle)
        assert not bar.has_class("-invalid")
        bar.show_status("[bold] at character 3", error=True)
        assert "[bold]" in str(bar._border_subtitle)
        assert bar.has_class("-invalid")


async def test_the_status_line_keeps_its_right_side() -> None:
    line = StatusLine("Inbox 38 · 7 unread", "3/41 hits · 12 articles")
    async with on_stage(line, (60, 3)) as (_, pilot):
        assert printed(line)[0].startswith(" Inbox 38 · 7 unread")
        assert printed(line)[0].rstrip().endswith("3/41 hits · 12 articles")
        line.show(left="A folder with a name that is far too long to be printed in one line")
        await pilot.pause()
        assert printed(line)[0].rstrip().endswith("3/41 hits · 12 articles")
        assert "…" in printed(line)[0]
        line.show(right="/tide   3/9,041 hits · 7,512 articles   partial results")
        await pilot.pause()
        # The search has the line, and what is left of the left never runs into it.
        assert printed(line)[0] == "    /tide   3/9,041 hits · 7,512 articles   partial results "
        line.show(right="")
        assert (line.left[:8], line.right) == ("A folder", "")


@pytest.mark.parametrize("query", ["/mill", "/outlet:courier gates NEAR/5 silt", "/" + "gates " * 30])
async def test_the_query_is_on_the_line_whatever_else_there_is_to_say(query: str) -> None:
    line = StatusLine("Inbox 2,000 · 1,993 unread")
    async with on_stage(line, (80, 3)) as (_, pilot):
        line.show(
            None,
            "3/9,041 hits · 1,204 articles",
            query,
            ["14 of 41 sentences new", "looking for quotations 1,204/2,000"],
        )
        await pilot.pause()
        shown = printed(line)[0]
        assert query[:30] in shown
        assert "3/9,041 hits" in shown
        assert len(shown) == 80


async def test_hints_are_whole_or_left_out() -> None:
    bar = HintBar([("j/k", "move"), ("/", "search"), ("w", "who else")])
    async with on_stage(bar, (24, 3)) as (_, pilot):
        assert printed(bar)[0].rstrip() == " j/k move   / search"
        # One more has room when they stand closer, to the last cell but one.
        bar.show([("j/k", "mov"), ("/", "search"), ("y", "i")])
        await pilot.pause()
        assert printed(bar)[0] == " j/k mov  / search  y i "
        bar.show([("y", "cite")])
        await pilot.pause()
        assert printed(bar)[0].rstrip() == " y cite"
        assert bar.hints == (("y", "cite"),)
