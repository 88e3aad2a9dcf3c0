"""Names in the reader: lit up, walked through, filtered by, corrected in one key and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import SIZES, reading


@pytest.mark.parametrize("size", SIZES)
async def test_e_goes_to_the_names_and_back(home: Path, size: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        await reader.press("j", "e")
        assert reader.screen.active == "entities"
        for word in ("Entities", "People", "Places", "Lena Ost", "Vellmar"):
            assert word in reader.text
        await reader.press("e")
        assert reader.screen.active == "article"


async def test_enter_walks_the_mentions_across_articles(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "e")
        assert reader.screen.naming.current is not None
        assert reader.screen.naming.current.name == "Lena Ost"
        seen = []
        for _ in range(3):
            await reader.press("enter")
            seen.append((reader.screen.shown, reader.screen.view.cursor))
            assert reader.screen.active == "entities"
        assert len(set(seen)) == 3
        assert reader.screen.document is not None
        assert reader.screen.document.text[reader.screen.view.cursor :].startswith("Lena Ost")


async def test_f_filters_the_list_by_names_and_q_shows_all_again(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "e", "F")
        assert "Articles 3" in reader.text
        assert "Lena Ost" in reader.header
        await reader.press("q")
        assert "Articles 5" in reader.text


async def test_a_search_stays_within_the_names_of_the_filter(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "e", "F", "/", *"market", "enter")
        assert "0 hits · 0 articles" in reader.header


async def test_the_scope_is_this_article_or_the_folder(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "e")
        assert "Jory Pell" not in reader.text
        await reader.press("A")
        assert "Jory Pell" in reader.text
        assert "· folder" in reader.text


async def test_corrections_are_one_key_each_and_undone(home: Path) -> None:
    collection = FakeCollection()
    async with reading(home, collection) as reader:
        await reader.press("j", "e", "H")
        assert collection.edits == ["hide e1"]
        await reader.press("U")
        assert collection.edits == []
        await reader.press("R", *[*["backspace"] * 3, *"Osterman"], "enter")
        assert collection.edits == ["rename e1 Lena Osterman"]
        await reader.press("M", "/", *"pell", "enter", "enter")
        assert collection.edits[-1] == "merge e1 e2"
        await reader.press("T", "G", "enter")
        assert collection.edits[-1] == "retype e1 place"
        await reader.press("X")
        assert "open its spellings with D" in reader.notices[-1]
        await reader.press("D", "j", "X")
        assert collection.edits[-1] == "split e1 Lena Ost"


async def test_a_name_can_be_sorted_three_ways(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("e", "O")
        assert reader.notices[-1] == "A-Z"
        await reader.press("O", "O")
        assert reader.notices[-1] == "by count"
