"""Leaving while something is still being computed."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reader_fake import FakeCollection
from reader_pilot import PATIENCE, Reader, reading
from test_targets import to_quotation
from textual import events
from textual.app import App

from briefing.tui.controllers.navigation import NavigationController


class Slow(FakeCollection):
    """A collection whose comparison does not end until the test is over."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.over = threading.Event(), threading.Event()

    def compare(self, statement: str, **how: Any) -> Any:
        self.begun.set()
        self.over.wait(PATIENCE)
        return super().compare(statement, **how)


async def until_true(state: Callable[[], object]) -> None:
    """Wait for a state while the application's own queue is held up."""
    for _ in range(12_000):
        if state():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("never came")


@pytest.mark.parametrize("before", ["m", "'", "/", ":", "3", "?", "Y"])
async def test_ctrl_q_leaves_whatever_waits_for_a_key_or_a_line(home: Path, before: str) -> None:
    async with reading(home) as reader:
        await reader.press("enter", before)
        reader.app.post_message(events.Key("ctrl+q", None))
        await reader.until(lambda: reader.app._exit)
        assert reader.app.return_value == 0


async def test_nothing_is_drawn_once_the_reader_is_left(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[object] = []
    monkeypatch.setattr(App, "_display", lambda self, screen, renderable: drawn.append(renderable))
    async with reading(home) as reader:
        reader.screen.refresh(layout=True)
        await reader.until(lambda: drawn)
        reader.app.exit(0)
        drawn.clear()
        reader.screen.refresh(layout=True)
        await reader.pilot.pause(0.1)
    assert drawn == []


async def test_ctrl_q_does_not_wait_for_a_comparison(home: Path) -> None:
    collection = Slow()
    async with reading(home, collection) as reader:
        await to_quotation(reader)
        # A pause of the pilot would wait until the comparison is over.
        for key, state in (("c", collection.begun.is_set), ("ctrl+q", lambda: reader.app._exit)):
            reader.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await until_true(state)
        assert reader.app.return_value == 0
        collection.over.set()
    assert reader.app.faults == []


def test_a_reader_whose_terminal_is_gone_ends_though_its_drawing_waits_for_ever(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.tui import app as application

    ended: list[int] = []
    monkeypatch.setattr(application.os, "_exit", ended.append)
    monkeypatch.setattr(application, "ENDING_SECONDS", 0.01)
    app = application.BriefingApp(FakeCollection(), home=home)  # type: ignore[arg-type]
    app._end_anyway(signal.SIGHUP, None)
    app._end_anyway(signal.SIGHUP, None)
    assert app.last_resort is not None
    app.last_resort.join(30)
    assert ended == [128 + signal.SIGHUP]


async def back_at(reader: Reader, *times: float) -> None:
    """Press q at these moments, in seconds."""
    for time in times:
        event = events.Key("q", "q")
        event.time = time
        reader.app.post_message(event)
        await reader.pilot.pause()


async def step_back(reader: Reader, at: float) -> None:
    """Go from the article to the list by q at a moment, in seconds."""
    await reader.press("enter")
    next(each for each in reader.screen.controllers if isinstance(each, NavigationController)).clock = lambda: at
    await back_at(reader, at)
    await reader.until(lambda: reader.screen.active == "list")


async def test_q_right_after_going_back_says_that_the_next_one_leaves(home: Path) -> None:
    async with reading(home) as reader:
        await step_back(reader, 100.0)
        await back_at(reader, 101.0)
        await reader.until(lambda: "q again leaves" in reader.said)
        assert not reader.app._exit
        await back_at(reader, 101.1)  # before anybody could have read that
        assert not reader.app._exit
        await back_at(reader, 101.4)
        await reader.until(lambda: reader.app._exit)


async def test_q_after_a_pause_says_it_too(home: Path) -> None:
    async with reading(home) as reader:
        await step_back(reader, 100.0)
        await back_at(reader, 200.0)
        await reader.until(lambda: "q again leaves" in reader.said)
        assert not reader.app._exit


@pytest.mark.parametrize("back", ["H", "L"])
async def test_q_after_going_back_by_another_key_says_it_too(home: Path, back: str) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "h", back)
        reader.screen.set_active("list")
        await reader.type("q")
        await reader.until(lambda: "q again leaves" in reader.said)
        assert not reader.app._exit


async def test_q_leaves_once_something_else_was_done(home: Path) -> None:
    async with reading(home) as reader:
        await step_back(reader, 100.0)
        await reader.press("j")
        await back_at(reader, 101.0)
        await reader.until(lambda: reader.app._exit)
        assert "q again leaves" not in reader.notices


async def test_q_leaves_where_nothing_was_closed(home: Path) -> None:
    async with reading(home) as reader:
        await reader.type("q")
        await reader.until(lambda: reader.app._exit)
