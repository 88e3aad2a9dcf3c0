"""What is whole on a wide screen is wrapped, shortened in whole parts or put elsewhere on a narrow one, before a word is cut."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import widget_data as data
from reader_pilot import SIZES, reading
from widget_stage import on_stage, printed

from briefing.model import Difference, FactValue, Instance, Mode, Statement
from briefing.tui.widgets.bars.sources_strip import SourcesStrip
from briefing.tui.widgets.choice_list import Choice, Menu
from briefing.tui.widgets.differences_view import DifferencesView

LONG = "The ferry to the outer islands runs again from the first Sunday after the storm, said the harbour office"


@pytest.mark.parametrize("keys_right", [False, True])
@pytest.mark.parametrize("width", [80, 120, 200])
async def test_choices_are_wrapped_in_their_columns(width: int, keys_right: bool) -> None:
    menu = Menu()
    rows = [
        Choice("Star", 1, key="s"),
        Choice(LONG, 2, key="Ctrl+r"),
        Choice("Ferry", 3, note="story · 7 articles"),
        Choice(LONG, 4, key="x", note="article · The Harrow and Lowmark Intelligencer · 17 October"),
    ]
    async with on_stage(menu, (width, 24)) as (_, pilot):
        menu.show("Palette", rows, lambda _: None, keys_right=keys_right)
        await pilot.pause()
        text = [line.rstrip() for line in printed(menu)]
        assert "…" not in "".join(text)
        words = " ".join(text).split()
        assert [words.count(word) for word in ("islands", "Intelligencer", "Ctrl+r", "7")] == [2, 1, 1, 1]
        menu.move(1)
        menu.move(1)
        assert menu.current is not None
        assert menu.current.value == 3


async def test_versions_name_as_many_sources_as_are_whole() -> None:
    names = {data.article(n).id: f"The Harrow Paper Number {n}" for n in range(8)}
    agreeing = tuple(names)
    view = DifferencesView()
    values = (
        FactValue("412", agreeing[0], (5, 8)),
        FactValue("more than 400 of them all", agreeing[1], (2, 5), 7, agreeing[2:]),
    )
    for width in (80, 120):
        async with on_stage(view, (width, 14)) as (_, pilot):
            view.show([Difference("passengers", values)], names)
            await pilot.pause()
            shown = [line for line in printed(view) if " text" in line]
            assert "…" not in "".join(shown)
            assert shown[0].index("The") == shown[1].index("The")
        view = DifferencesView()


async def test_the_sources_in_a_column_keep_names_and_counts_whole() -> None:
    strip = SourcesStrip()
    statement = data.statement(0)
    labels = {each.article: "the-harrow-and-lowmark-ferry" for each in statement.instances}
    twice = replace(statement, instances=(*statement.instances, *statement.instances))
    async with on_stage(strip, (41, 40)) as (_, pilot):
        strip.show(
            [twice],
            labels,
            {each.quotation: "the engineer of the project" for each in statement.instances},
            here=statement.instances[0].quotation,
        )
        await pilot.pause()
        shown = printed(strip)
        assert "…" not in shown[0]
        signs = [line for line in shown if line[1:2] in "●◐○"]
        assert len(signs) > 3
        assert all("the-harrow-and-lowmark-ferry" in line for line in signs)


async def test_names_are_there_after_the_terminal_became_wider(home: Path) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        await reader.press("j")
        await reader.pilot.resize_terminal(*SIZES["four"])
        await reader.settle()
        await reader.until(lambda: "Lena Ost" in reader.text and "No names" not in reader.text)


async def test_every_source_says_its_mode_in_words_at_any_width() -> None:
    names = {"a": "a-file-with-a-very-long-name-of-its-own", "b": "Quay Lantern", "c": "Skerry Post"}
    modes: tuple[Mode, ...] = ("direct", "mixed", "indirect")
    instances = tuple(
        Instance(f"q{id}", id, f"{id}.txt", (0, 9), None, "The lens has not a scratch", mode)
        for id, mode in zip(names, modes, strict=True)
    )
    statement = Statement("s", "The lens has not a scratch", "Ada Krol", 3, 3, 1, instances)
    for width in (30, 38, 44, 60, 110):
        strip = SourcesStrip()
        async with on_stage(strip, (width, 30)) as (_, pilot):
            strip.show([statement], names, {f"q{id}": "Ada Krol" for id in names}, here="qa")
            await pilot.pause()
            text = "\n".join(printed(strip))
            assert [mode for mode in modes if mode not in text] == [], f"{width} cells:\n{text}"


async def test_a_long_label_takes_what_its_own_note_leaves() -> None:
    menu = Menu()
    rows = [
        Choice("The ferry to the outer islands runs again from the first Sunday", 1, note="statement · 4 articles"),
        Choice(
            "Ada Krol", 2, note="name · the engineer of the harbour office who led the works from their first day on"
        ),
    ]
    async with on_stage(menu, (100, 12)) as (_, pilot):
        menu.show("Palette", rows, lambda value: None)
        await pilot.pause()
        first = " ".join(printed(menu)[0].split())
        assert "runs again from the first Sunday statement · 4 articles" in first
