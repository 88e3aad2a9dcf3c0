"""Corrections of names by keys, on a real collection: each is made in few keys, undone in one, and is there in the next session."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from reader_pilot import SIZES, Reader, reading

from briefing import Collection
from briefing.tui.finding.merge_ranking import candidates

STORIES = {
    "gates.txt": "Mayor Dorothea Quill opened the Ossel Gates on Monday. Quill said the Harbour Safety Office had agreed.\n\n"
    "The Office of Harbour Safety inspected the gates with Brannick Ltd in March. Quill thanked Tobias Wren.\n\n"
    "“The gates will hold,” said Dorothea Quill.",
    "toll.txt": "The Harbour Safety Office raised the toll, Tobias Wren said. Brannick Ltd pays half. Mr Wren lives in Ossel.\n\n"
    "“Nobody likes a toll,” said Tobias Wren.",
}


@pytest.fixture
def collection(tmp_path: Path, home: Path) -> Iterator[Collection]:
    folder = tmp_path / "stories"
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / name).write_text(text, "utf-8")
    with Collection.open(folder, home=home) as opened:
        yield opened


def names(collection: Collection) -> dict[str, int]:
    return {entity.name: len(entity.mentions) for entity in collection.entities()}


async def go_to(reader: Reader, name: str) -> None:
    await reader.until(lambda: reader.screen.existing("entities") is not None)
    entity = reader.app.collection.find_entity(name)
    assert reader.screen.existing("entities").select(entity.id), name
    await reader.settle()


async def test_marked_names_are_merged_in_one_key_and_come_apart_in_one(home: Path, collection: Collection) -> None:
    before = names(collection)
    assert {"Dorothea Quill", "Tobias Wren", "Brannick Ltd"} <= before.keys()
    async with reading(home, collection) as reader:
        await reader.press("e", "A")
        for name in ("Tobias Wren", "Brannick Ltd"):
            await go_to(reader, name)
            await reader.press("V")
        await go_to(reader, "Dorothea Quill")
        await reader.press("M")
        assert reader.notices[-1].startswith("merged 2 names into Dorothea Quill")
        total = before["Dorothea Quill"] + before["Tobias Wren"] + before["Brannick Ltd"]
        assert names(collection)["Dorothea Quill"] == total
        assert reader.screen.existing("entities").current is not None
        assert reader.screen.existing("entities").current.name == "Dorothea Quill"
        await reader.press("U")
        assert names(collection) == before
        assert reader.screen.existing("entities").picked == ()


async def test_a_merge_offers_what_is_alike_first(home: Path, collection: Collection) -> None:
    async with reading(home, collection) as reader:
        await reader.press("e", "A")
        await go_to(reader, "Harbour Safety Office")
        await reader.press("M")
        assert "Alike" in reader.text
        await reader.press("enter")
        assert reader.notices[-1].startswith("merged Harbour Safety Office into Office of Harbour Safety")


async def test_x_opens_the_spellings_and_again_splits_one_off(home: Path, collection: Collection) -> None:
    async with reading(home, collection) as reader:
        await reader.press("e", "A")
        await go_to(reader, "Dorothea Quill")
        await reader.press("X")
        assert reader.screen.existing("entities").current_surface == "Quill"
        await reader.press("X")
        assert "Quill" in names(collection)
        await reader.press("U")
        assert "Quill" not in names(collection)


@pytest.mark.parametrize("size", SIZES)
async def test_a_mention_is_hidden_where_it_is_read_and_the_walk_goes_on_behind_it(
    home: Path, collection: Collection, size: str
) -> None:
    async with reading(home, collection, size=SIZES[size]) as reader:
        await reader.press("e", "A")
        await go_to(reader, "Dorothea Quill")
        count = names(collection)["Dorothea Quill"]
        await reader.press("enter")
        first = reader.screen.view.cursor
        if size == "one":
            assert reader.screen.active == "article"
            await reader.press("e", "Z")  # the way back to the names does not lose the place
        else:
            await reader.press("Z")
        assert names(collection)["Dorothea Quill"] == count - 1
        await reader.press("enter")
        assert reader.screen.view.cursor > first


async def test_a_renamed_speaker_is_called_so_where_the_words_stand(home: Path, collection: Collection) -> None:
    async with reading(home, collection, size=SIZES["four"]) as reader:
        await reader.press("e", "A")
        await go_to(reader, "Tobias Wren")
        await reader.press("R", *["backspace"] * 11, *"Tobias Wrenfield", "enter")
        quotation = next(q for q in collection.quotations() if "Nobody likes" in q.text)
        assert collection.speaker_names(quotation.article)[quotation.id] == "Tobias Wrenfield"
        assert quotation.speaker.name == "Tobias Wren", "the attribution itself stays as it was printed"
        await reader.press("Q")
        assert "Tobias Wrenfield said" in reader.text
        assert "Nobody likes a toll" in reader.text


async def test_corrections_go_out_to_a_file_and_come_in_again(
    home: Path, collection: Collection, tmp_path: Path
) -> None:
    file = tmp_path / "names.txt"
    async with reading(home, collection) as reader:
        await reader.press("e", "A", "x")
        assert reader.notices[-1] == "nothing has been corrected yet"
        await go_to(reader, "Brannick Ltd")
        await reader.press("_")
        corrected = names(collection)
        await reader.press("x", *["backspace"] * 20, *str(file), "enter")
        assert "1 correction written to" in reader.notices[-1]
        assert "hide" in file.read_text("utf-8")
        await reader.press("U")
        assert "Brannick Ltd" in names(collection)
        await reader.press("I", "enter")
        assert reader.notices[-1] == "1 correction added"
        assert names(collection) == corrected
        await reader.press("U")
        assert "Brannick Ltd" in names(collection)
        file.write_text("mine", "utf-8")
        await reader.press("_", "x", "enter", "n")
        assert file.read_text("utf-8") == "mine", "a file is written over only when that was asked for"
        await reader.press("x", "enter", "y")
        assert "hide" in file.read_text("utf-8")
        await reader.press("I", *["backspace"] * 200, *str(tmp_path / "nothing"), "enter")
        assert "cannot read" in reader.notices[-1]


def test_a_name_torn_in_two_stands_side_by_side(collection: Collection) -> None:
    entities = {entity.name: entity for entity in collection.entities()}
    wren = entities.pop("Tobias Wren")
    alike, rest = candidates(wren, list(entities.values()))
    assert alike == []
    assert rest[0].name == "Dorothea Quill", "people before others"


async def test_a_hidden_name_leaves_the_cursor_among_its_kind(home: Path, collection: Collection) -> None:
    async with reading(home, collection) as reader:
        await reader.press("e", "A")
        people = [entity.name for entity in collection.entities() if entity.type == "person"]
        await go_to(reader, people[-1])
        await reader.press("_")
        assert reader.screen.existing("entities").current is not None
        assert reader.screen.existing("entities").current.name == people[-2]
        assert len(reader.said) == 1
        await reader.press("_")
        assert len(reader.said) == 1, "one sentence at a time"


async def test_what_was_left_is_found_again_when_the_cache_was_deleted(home: Path, collection: Collection) -> None:
    folder, cache = collection.folder, collection.cache
    async with reading(home, collection) as reader:
        await reader.press("j", "enter", "]", "e")
        await go_to(reader, "Tobias Wren")
        await reader.press("F", "R", *["backspace"] * 11, *"Tobias Wrenfield", "enter")
        place = (reader.screen.state.shown, reader.screen.view.cursor)
    collection.close()
    shutil.rmtree(cache)
    with Collection.open(folder, home=home, sync=False) as again:
        async with reading(home, again, sync=True) as reader:
            for _ in range(40):  # everything is read again
                with suppress(AssertionError):
                    await reader.until(lambda: reader.screen.active == "entities" and "with Tobias" in reader.header)
                    break
            await reader.settle()
            assert (reader.screen.state.shown, reader.screen.view.cursor) == place
            assert "with Tobias Wrenfield" in reader.header
            assert "Tobias Wrenfield" in names(again)
