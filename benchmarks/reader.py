"""How long the panes that lay sources side by side take, by Pilot on a folder: from the key to the painted pane.

    python benchmarks/reader.py FOLDER [--cold]

The folder is read first, if it is new. Prints a line for each key: milliseconds the first time and the median of the further ones,
beside the goal.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from briefing import Collection
from briefing.tui.app import BriefingApp

GOALS = {"w": 50, "c": 100, "t": 200, "t j": 20, "t l": 20, "d": 150, "j": 20, "]": 20}
"""Milliseconds from the key to the painted pane."""


class Timed:
    """Presses keys and notes how long each takes until nothing is left to do."""

    def __init__(self, app: BriefingApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot
        self.times: dict[str, list[float]] = {}

    async def press(self, key: str, name: str = "") -> None:
        """Press ``key``; its time is noted under ``name``, if one is given."""
        began = time.perf_counter()
        self.app.post_message(events.Key(key, key if len(key) == 1 else None))
        done = asyncio.Event()
        self.app.call_later(done.set)
        await done.wait()
        self.app.screen._compositor.render_strips(self.app.size)  # what a terminal would be sent
        if name:
            self.times.setdefault(name, []).append((time.perf_counter() - began) * 1000)


async def measure(collection: Collection, home: Path, idle: float) -> dict[str, list[float]]:
    """Walk the panes once and again; return key -> milliseconds of each press."""
    app = BriefingApp(collection, home=home, sync=False, restore=False)
    async with app.run_test(size=(120, 40)) as pilot:
        while app._reader is None or not app.reader.ready:
            await pilot.pause(0.01)
        await pilot.pause(idle)
        timed = Timed(app, pilot)
        await timed.press("enter")
        for _ in range(12):
            quotation = app.reader.view.quotation
            if quotation is not None and any(s.articles > 1 for s in collection.who_else(quotation.id)):
                break
            await timed.press("]", "]")
            if quotation is not None and quotation == app.reader.view.quotation:
                await timed.press("J")
        for _ in range(3):
            await timed.press("d", "d")
            await timed.press("q")
            await timed.press("t", "t")
            for _ in range(5):
                await timed.press("j", "t j")
                await timed.press("l", "t l")
            await timed.press("q")
            await timed.press("c", "c")
            await timed.press("q")
            await timed.press("w", "w")
            await timed.press("q")
        return timed.times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--idle", type=float, default=3.0, metavar="SECONDS", help="time before the first key (3)")
    arguments = parser.parse_args()
    with Collection.open(arguments.folder) as collection, tempfile.TemporaryDirectory() as home:
        collection.sync()
        times = asyncio.run(measure(collection, Path(home), arguments.idle))
    print(f"{'key':<6}{'first':>10}{'then':>10}{'goal':>8}   ms")
    for name, each in times.items():
        print(f"{name:<6}{each[0]:>10.0f}{statistics.median(each[1:] or each):>10.0f}{GOALS.get(name, 0):>8}")


if __name__ == "__main__":
    main()
