"""Keys that come in the instant of one that opens something are meant for what opens, at any size."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import SIZES, Reader, reading
from test_action_targets import WAYS

from briefing.tui.screens import reader_screen


def spot(reader: Reader) -> tuple[object, ...]:
    pane = reader.screen.mover
    return reader.screen.active, getattr(pane, "row", None), getattr(pane, "cursor", None)


@pytest.mark.parametrize(
    ("size", "pane", "key"),
    [
        ("one", "article", "G"),
        ("one", "article", "space"),
        ("one", "sources", "j"),
        ("one", "menu", "space"),
        ("three", "story", "G"),
        ("three", "details", "space"),
        ("four", "said", "space"),
        ("four", "differences", "space"),
    ],
)
async def test_a_key_waits_for_what_the_key_before_it_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: str, pane: str, key: str
) -> None:
    monkeypatch.setattr(reader_screen, "OPENING", 60.0)  # however busy the machine is
    spots = []
    for together in (True, False):
        async with reading(tmp_path / str(together), FakeCollection(stories=60), size=SIZES[size]) as reader:
            keys = (*WAYS[pane], key)
            for each in (keys,) if together else zip(keys):
                await reader.burst(*each)
                await reader.until(lambda: reader.screen.taking and not reader.screen.early)
                await reader.settle()
            spots.append(spot(reader))
    assert spots[0] == spots[1]
    assert spots[0][0] == pane
