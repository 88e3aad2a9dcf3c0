"""Going back step by step always ends in the list, and takes about as many keys as led away from it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reader_fake import FakeCollection
from reader_pilot import SIZES, Reader, reading
from test_story_page import to_page

from briefing.tui.way_back import way_back

OPENING: Final = ("e", "t", "d", "c", "w", "z", "Q", "C", "i", "P", "B", "/", "enter")
"""Keys that open a pane, or what stands in its rows."""

MOVING: Final = ("h", "l", "j", "]", "H", "L", "J", "G", "tab", "plus")
"""Keys that move within a pane, from one to another, and along the places that were left."""

EXAMPLES: Final = 8
"""Walks, each in a reader of its own."""

SPARE: Final = 3
"""Keys more than were opened: a whole screen that ends, the article beside a pane, the list."""


def at_the_end(reader: Reader) -> bool:
    """Return whether one more key leaves the reader."""
    return not way_back(reader.screen, reader.screen.state)


async def steps_back(reader: Reader, most: int, key: str = "q") -> list[str]:
    """Go back until nothing but the reader is left; return the panes that it led to."""
    panes: list[str] = []
    while not at_the_end(reader):
        assert len(panes) < most, panes
        await reader.press(key)
        panes.append(reader.screen.active)
    return panes


@pytest.mark.parametrize("key", ["q", "escape"])
@pytest.mark.parametrize("table", ["t", "d"])
@pytest.mark.parametrize("size", ["one", "three"])
async def test_a_table_of_the_names_of_a_story_is_left_for_good(home: Path, size: str, table: str, key: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        await to_page(reader)
        await reader.press("l", "e", table)
        assert await steps_back(reader, 5, key) == ["entities", "story", "list"]


async def test_the_names_below_an_article_of_a_table_lead_to_the_story(home: Path) -> None:
    async with reading(home) as reader:
        await to_page(reader)
        await reader.press("l", "e", "d", "enter")
        assert reader.screen.active == "article"
        assert await steps_back(reader, 6) == ["differences", "entities", "story", "list"]


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    keys=st.lists(st.sampled_from(OPENING) | st.sampled_from(MOVING), max_size=14),
    size=st.sampled_from(["one", "three", "four"]),
)
def test_going_back_ends(keys: list[str], size: str) -> None:
    async def walk(home: Path) -> None:
        async with reading(home, FakeCollection(), size=SIZES[size]) as reader:
            opened = 0
            for key in keys:
                before = reader.screen.active
                await reader.press(*([*"/bridge", "enter"] if key == "/" else [key]))
                if reader.screen.typing:
                    await reader.press("escape")
                opened += reader.screen.active != before or key in OPENING
            await steps_back(reader, opened + SPARE)

    with TemporaryDirectory() as home:
        asyncio.run(walk(Path(home)))
