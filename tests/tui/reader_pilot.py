"""Running the reader in a test: a pilot on a collection in memory, with a clipboard that only remembers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from reader_fake import FakeCollection
from textual import events
from textual.pilot import Pilot

from briefing.tui.app import BriefingApp
from briefing.tui.screens.reader_screen import ReaderScreen

PATIENCE = 60
"""Seconds in which a state must come: no measure of the program, only an end of a test that waits in vain."""

SIZES = {"one": (80, 24), "three": (120, 40), "four": (200, 60)}


class Reader:
    """What a test sees and does."""

    def __init__(self, app: BriefingApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def screen(self) -> ReaderScreen:
        return self.app.reader

    async def type(self, keys: str) -> None:
        """Characters, one key each."""
        await self.burst(*keys)

    async def press(self, *keys: str) -> None:
        """Names of keys, or characters."""
        await self.burst(*keys)

    async def burst(self, *keys: str) -> None:
        """Keys as a program types them: all at once, nobody waiting for the screen in between."""
        for key in keys:
            name = {" ": "space"}.get(key, key)
            self.app.post_message(events.Key(name, key if len(key) == 1 else None))
        done = asyncio.Event()
        self.app.call_later(done.set)
        await asyncio.wait_for(done.wait(), 30)
        await self.settle()

    async def settle(self) -> None:
        """Until everything that was put off is done, and what that put off."""
        for _ in range(10):
            self.screen.flush()
            await self.pilot.pause()
            await self.until(lambda: self.screen.margin.idle)
            await self.pilot.pause()
            if not self.screen._soon:
                return

    def lines(self) -> list[str]:
        """The screen, a line a row."""
        width, height = self.app.size
        strips = self.screen._compositor.render_strips(self.app.size)
        return [strip.crop(0, width).text for strip in strips[:height]]

    @property
    def text(self) -> str:
        return "\n".join(self.lines())

    @property
    def header(self) -> str:
        return f"{self.screen.header.left}   {self.screen.header.right}"

    @property
    def notices(self) -> list[str]:
        """What was said so far, the newest last."""
        return self.app.said

    @property
    def said(self) -> list[str]:
        """What the footer says now."""
        return self.screen.hints.notices

    async def until(self, true: Callable[[], object]) -> None:
        """Until a state has come, however busy the machine is."""
        end = time.monotonic() + PATIENCE
        while not true():
            await self.pilot.pause(0.002)
            assert time.monotonic() < end, f"never came; the screen:\n{self.text}\nnotices: {self.notices}"


@asynccontextmanager
async def reading(
    home: Path,
    collection: Any = None,
    *,
    size: tuple[int, int] = SIZES["three"],
    sync: bool = False,
    restore: bool = True,
    guide: bool = False,
) -> AsyncIterator[Reader]:
    """A reader that is ready for keys; no fault may have been turned into a notice at the end."""
    found = FakeCollection() if collection is None else collection
    app = BriefingApp(found, home=home, sync=sync, restore=restore, guide=guide)
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot)
        await reader.until(lambda: app._reader is not None and app.reader.ready)
        await reader.until(lambda: app.reader.margin.idle)
        yield reader
