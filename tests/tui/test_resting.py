"""What the program does for itself is done while the hands rest."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import reading

from briefing.tui import resting
from briefing.tui.controllers.search import count_display
from briefing.tui.resting import RestingCollector


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The full looks through memory that were made."""
    made: list[int] = []
    thresholds, interval = gc.get_threshold(), sys.getswitchinterval()
    monkeypatch.setattr(resting, "AT_REST", 0.02)
    monkeypatch.setattr(resting, "WORTH", 0)
    monkeypatch.setattr(gc, "collect", lambda *_: made.append(1))
    yield made
    gc.set_threshold(*thresholds)
    sys.setswitchinterval(interval)
    gc.unfreeze()


async def until(made: list[int], count: int) -> None:
    for _ in range(2000):
        if len(made) >= count:
            return
        await asyncio.sleep(0.005)
    raise AssertionError(made)


async def test_memory_is_looked_through_once_when_the_hands_rest(looks: list[int]) -> None:
    collector = RestingCollector()
    collector.begin()
    for _ in range(5):
        collector.key()
    assert not looks
    await until(looks, 1)
    await asyncio.sleep(0.1)
    assert len(looks) == 1
    collector.key()
    await until(looks, 2)


async def test_before_it_is_in_charge_nothing_is_looked_through(looks: list[int]) -> None:
    RestingCollector().key()
    await asyncio.sleep(0.1)
    assert not looks


async def test_counts_that_grow_are_shown_behind_the_keys(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(count_display, "STILL", 60.0)
    async with reading(home, FakeCollection(stories=30)) as reader:
        await reader.press("/", *"the", "enter")
        await reader.settle()
        screen, shown = reader.screen, []
        monkeypatch.setattr(screen.list, "show_hits", shown.append)
        screen.search._counts.show()
        assert not shown
        monkeypatch.setattr(count_display, "STILL", 0.0)
        screen.search._counts.show()
        assert len(shown) == 1
