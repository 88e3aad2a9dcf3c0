"""Rows of Compare over a real folder: a version that the reporter split, and one row for several sources that print the same."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path

import pytest
from reader_pilot import Reader, reading

from briefing import Collection

WHOLE = "The lantern room was flooded to the second step, and the lens has not a scratch on it"
FIRST, SECOND = "The lantern room was flooded to the second step,", "and the lens has not a scratch on it"
ENDINGS = ("The harbour office paid.", "Boats passed all day.", "No ship had called for help.", "Schools were closed.")


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    folder = tmp_path_factory.mktemp("lighthouse")
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path_factory.mktemp("home")))
    names = ("Fairlead Courier", "Quay Lantern", "Skerry Post", "Wick Herald")
    for number, (name, ending) in enumerate(zip(names, ENDINGS, strict=True)):
        text = f"Water in the tower, tale {number}\n\n{name}\n\nMay {3 + number}, 2031\n\nThe keeper looked into tower number {number} at dawn.\n\n“{WHOLE},” said keeper Ada Krol.\n\n{ending}\n"
        (folder / f"{number}-whole.txt").write_text(text, encoding="utf-8")
    split = f"A lens survives\n\nBrill Gazette\n\nMay 9, 2031\n\nNobody slept on the rock.\n\n“{FIRST}” Krol said, “{SECOND}.”\n\nThe boat left at noon.\n"
    (folder / "9-split.txt").write_text(split, encoding="utf-8")
    with Collection.open(folder) as opened:
        yield opened
    monkeypatch.undo()


@asynccontextmanager
async def compare(home: Path, collection: Collection, *, of: str) -> AsyncIterator[Reader]:
    """Compare, opened on the quotation of the article ``of``."""
    async with reading(home, collection) as reader:
        article = next(each for each in collection.articles() if each.outlet.value == of)
        await reader.screen.open_at(article.id, 0)
        await reader.settle()
        await reader.press("]", "c")
        await reader.until(lambda: reader.screen.active == "compare")
        yield reader


async def test_a_split_version_is_copied_whole(home: Path, collection: Collection, copied: list[str]) -> None:
    async with compare(home, collection, of="Brill Gazette") as reader:
        await reader.press("y", '"')
        assert copied[0].startswith(f"“{FIRST}” … “{SECOND}")
        assert copied[1].startswith(f"{FIRST} … {SECOND}")
        for style in ("wikipedia", "apa"):
            cited = collection.cite(reader.screen.target().quotation, style=style, parts=reader.screen.target().parts)  # type: ignore[union-attr]
            assert f"{FIRST}” … “{SECOND}" in cited.text


async def test_a_split_version_is_clipped_part_by_part(home: Path, collection: Collection) -> None:
    async with compare(home, collection, of="Brill Gazette") as reader:
        await reader.press("a")
        assert any("its 2 parts added to the notebook" in words for words in reader.said)
        await reader.press("a")
        assert any("already in the notebook" in words for words in reader.said)
        assert [each.text.rstrip(".") for each in collection.state.clippings()] == [FIRST, SECOND]


@pytest.mark.parametrize("key", ["y", '"', "o", "s", "enter"])
async def test_a_row_of_several_says_whose_words_are_taken(
    home: Path, collection: Collection, copied: list[str], monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr("briefing.tui.controllers.editor.find_editor", lambda: ["true"])
    monkeypatch.setattr("briefing.tui.controllers.editor.subprocess.run", lambda *_, **__: None)
    async with compare(home, collection, of="Brill Gazette") as reader:
        monkeypatch.setattr(reader.screen, "suspend", nullcontext)
        pane = reader.screen.existing("compare")
        folded = next(n for n, row in enumerate(pane._rows) if len(row.witnesses) > 1)
        pane.go_to_cell(folded)
        first = collection.article(pane.current.article).outlet.value
        await reader.press(key)
        told = f"{first}, first of {len(pane._rows[folded].witnesses)} identical"
        assert any(told in words for words in reader.said), reader.said


async def test_rows_are_numbered_as_they_stand_and_opened_by_that_number(home: Path, collection: Collection) -> None:
    async with compare(home, collection, of="Brill Gazette") as reader:
        pane = reader.screen.existing("compare")
        assert [row.number for row in pane._rows] == list(range(1, len(pane._rows) + 1))
        wanted = pane._rows[-1].witnesses[0].article
        await reader.press(str(len(pane._rows)))
        assert reader.screen.state.shown == wanted
        await reader.press("H")
        await reader.press("9")
        assert any("no row 9" in words for words in reader.said)
