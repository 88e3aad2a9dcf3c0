"""Copies in the reader: the mark in the list, and what each copy changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader_fake import FakeCollection
from reader_pilot import SIZES, reading
from widget_stage import on_stage, printed

from briefing.model import CopyChanges, CopyPassage, PageVersions, Token, Version
from briefing.tui.keys import keymap
from briefing.tui.widgets.copies_view import COMPARED, CopiesView


def collection() -> FakeCollection:
    made = FakeCollection()
    ids = list(made.documents)
    for id, others in ((ids[0], (ids[1], ids[3])), (ids[1], (ids[0],))):
        document = made.documents[id]
        made.documents[id] = replace(document, article=replace(document.article, copies=others))
    return made


async def test_the_mark_the_view_and_the_way_back(home: Path) -> None:
    async with reading(home, collection()) as reader:
        assert "+2" in reader.text  # a narrow list has room for the figure only
        await reader.press("j")
        assert reader.screen.state.shown == "0" * 12
        await reader.press("C")
        assert reader.screen.active == "copies"
        assert "Copies 2 copies" in reader.text
        assert "Ost Valley News" in reader.text
        assert "{+quietly+}" in reader.text
        await reader.press("q")
        assert reader.screen.active == "list"
        await reader.press("C", "C")
        assert reader.screen.active == "list"
        assert reader.notices == []


async def test_where_there_is_room_the_mark_is_spelled_out(home: Path) -> None:
    async with reading(home, collection(), size=SIZES["one"]) as reader:
        assert "+2 copies" in reader.text
        assert "+1 copy" in reader.text


async def test_enter_opens_the_copy_at_the_passage(home: Path) -> None:
    async with reading(home, collection()) as reader:
        await reader.press("j", "enter", "C", "j", "enter")
        assert reader.screen.active == "article"
        assert reader.screen.state.shown == "000000000001"
        assert reader.screen.view.cursor == 5


async def test_without_copies_a_line_says_so(home: Path) -> None:
    async with reading(home, FakeCollection()) as reader:
        await reader.press("C")
        assert reader.notices == ["no other file carries this text"]
        assert reader.screen.active == "list"


def test_the_action_stands_in_the_palette() -> None:
    assert keymap.BY_ID["copies"].palette
    assert keymap.find("C", "article") is keymap.BY_ID["copies"]


async def test_versions_of_a_page_stand_in_their_order_and_the_earlier_one_says_so_when_cited(home: Path) -> None:
    made = collection()
    ids = list(made.documents)[:2]
    versions = [
        Version(id, made.article(id).path, made.article(id).published, place=place)
        for place, id in enumerate(ids, start=1)
    ]
    made.pages = [PageVersions("https://vellmar.example/bridge", tuple(versions), ids[1])]
    async with reading(home, made) as reader:
        reader.screen.list.select(ids[0])
        await reader.settle()
        await reader.press("C")
        assert "version 2 of 2, 2024-03-06" in reader.text
        await reader.press("q", "y")
        await reader.until(
            lambda: any("a later version of this page is here (2024-03-06" in each for each in reader.notices)
        )
        told = sum("later version" in each for each in reader.notices)
        reader.screen.list.select(ids[1])
        await reader.settle()
        await reader.press("y")
        await reader.settle()
        assert sum("later version" in each for each in reader.notices) == told


class Compared(Sequence[CopyChanges]):
    """Copies that note which of them were compared."""

    def __init__(self, many: int) -> None:
        self.ids = [f"{number:012x}" for number in range(many)]
        self.asked: set[int] = set()

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        self.asked.add(index)
        passages = tuple(
            CopyPassage("added", "body", (n, n + 1), None, (Token(f"word {n}", "added"),)) for n in range(9)
        )
        return CopyChanges(self.ids[index], f"{index:03}.txt", "b", 0.9, passages)


async def test_of_many_copies_those_are_compared_that_are_scrolled_to() -> None:
    view, changes = CopiesView(), Compared(50)
    async with on_stage(view, (100, 30)) as (_, pilot):
        view.show(changes, {}, total=3000)
        await pilot.pause()
        assert "50 of 3,000 copies" in str(view.border_title)
        assert "000.txt" in "\n".join(printed(view))
        assert len(changes.asked) <= 2 * COMPARED
        view.page(1)
        view.page(1)
        await pilot.pause()
        assert len(changes.asked) <= 4 * COMPARED
        view.go_to_cell(300)
        await pilot.pause()
        assert (view.row, view.current.article) == (300, changes.ids[30])  # type: ignore[union-attr]
        view.to_end()
        await pilot.pause()
        assert "049.txt" in "\n".join(printed(view))
        assert view.count == 500


async def test_a_screen_of_short_copies_is_filled() -> None:
    view = CopiesView()
    changes = [CopyChanges(f"{n:012x}", f"{n:03}.txt", "b", 1.0, ()) for n in range(40)]
    async with on_stage(view, (100, 30)) as (_, pilot):
        view.show(changes, {})
        for _ in range(4):
            await pilot.pause()
        assert "012.txt" in "\n".join(printed(view))
