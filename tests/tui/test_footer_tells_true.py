"""What is said holds: after a repeated move, in an empty cell, of the name that is walked through, of where one came from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reader_fake import SHARED, FakeCollection
from reader_pilot import SIZES, reading
from test_story_page import go_to_line, to_page
from test_targets import to_quotation


class Mixed(FakeCollection):
    """The first article reports its first words and quotes its second."""

    def __init__(self) -> None:
        super().__init__()
        first = next(q for q in self.spoken if q.path == "000.txt")
        self.spoken = [replace(q, mode="indirect") if q is first else q for q in self.spoken]


async def test_of_a_repeated_move_the_last_step_is_told(home: Path) -> None:
    async with reading(home, Mixed()) as reader:
        await reader.press("j", "enter", "2", "]")
        spoken = reader.screen.view.quotation
        assert spoken is not None
        assert spoken.enclosed
        assert reader.said == []


@pytest.mark.parametrize("size", ["one", "three"])
async def test_the_name_that_is_walked_through_stands_in_the_footer(home: Path, size: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        await reader.press("enter", "e", "enter", "}")
        if size == "three":
            await reader.press("h")
        name = reader.screen.existing("entities").current.name
        key, words = reader.screen.hints.hints[0]
        assert key == "}"
        assert words.startswith(name)
        assert words[len(name) :].strip().split("/")[0].isdigit()


async def test_a_quotation_leads_to_who_says_it_from_every_pane(home: Path) -> None:
    async with reading(home) as reader:
        panel: Any
        page = await to_page(reader)
        await go_to_line(reader, SHARED)
        led = []
        for keys in (("e",), ("q", "enter", "e"), ("q", "c", "e")):
            await reader.press(*keys)
            panel = reader.screen.existing("entities")
            led.append(panel.current.name)
        assert led == ["Lena Ost"] * 3
        assert page is not None


async def test_the_sentence_under_the_cursor_leads_to_its_first_name(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "enter", "e")
        panel: Any = reader.screen.existing("entities")
        assert panel.current.name == "Vellmar"


async def test_from_the_page_of_a_story_no_version_is_the_one_that_one_came_from(home: Path) -> None:
    async with reading(home) as reader:
        await to_page(reader)
        await go_to_line(reader, SHARED)
        await reader.press("c")
        assert reader.screen.active == "compare"
        assert " here " not in reader.text
        await reader.press("1", "c")
        assert " here " in reader.text


@pytest.mark.parametrize("size", ["one", "three"])
async def test_keys_of_the_way_back_say_where_they_lead(home: Path, size: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        await to_quotation(reader)
        await reader.press("c", "2", "t", "H")
        assert dict(reader.screen.hints.hints)["H"] == "back to Compare"
        assert dict(reader.screen.hints.hints)["L"] == "on to Coverage"
        await reader.press("H")
        assert reader.screen.active == "compare"
        await reader.press("H", "H")
        assert "H" not in dict(reader.screen.hints.hints)
