"""Stories corrected in the reader, on a folder of invented articles: put together, taken apart, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reader_pilot import Reader, reading

from briefing import Collection

QUAKE = "An earthquake near {0} on Monday left {1} people dead, and {2}, the governor, said rescuers were searching the ruins of {0}.\n"
TEXTS = {
    "a1.txt": "Quake near Ostholm\n\n" + QUAKE.format("Ostholm", "41", "Elena Brinwick"),
    "a2.txt": "Search in Ostholm\n\nElena Brinwick, the governor, said in Ostholm that 41 people had died in the quake of Monday.\n",
    "b1.txt": "Quake near Karvula\n\n" + QUAKE.format("Karvula", "17", "Pavel Drovick"),
    "b2.txt": "Search in Karvula\n\nPavel Drovick, the governor, said in Karvula that 17 people had died in the quake of Monday.\n",
}


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return Collection.open(folder, home=tmp_path / "home")


def stories(collection: Collection) -> list[set[str]]:
    return sorted(
        ({collection.article(id).path for id in story.articles} for story in collection.stories()), key=sorted
    )


async def group_by_story(reader: Reader) -> None:
    await reader.press(",")
    menu: Any = reader.screen.mover
    menu.go([row.label for row in menu._rows].index("story"))
    await reader.press("enter")
    await reader.until(lambda: reader.screen.list.grouped)
    await reader.press("g")


async def test_two_stories_are_made_one_and_taken_apart(collection: Collection, tmp_path: Path) -> None:
    apart = [{"a1.txt", "a2.txt"}, {"b1.txt", "b2.txt"}]
    assert stories(collection) == apart
    async with reading(tmp_path / "home", collection) as reader:
        await group_by_story(reader)
        await reader.press("I", "enter")
        assert stories(collection) == [set(TEXTS)]
        await reader.until(lambda: "4 files" in reader.text)
        await reader.press("U")
        assert stories(collection) == apart
        await reader.until(lambda: "2 files" in reader.text)
        await reader.press("ctrl+r")
        assert stories(collection) == [set(TEXTS)]


async def test_an_article_leaves_its_story_and_goes_to_another(collection: Collection, tmp_path: Path) -> None:
    async with reading(tmp_path / "home", collection) as reader:
        await group_by_story(reader)
        await reader.press("D")
        assert "stand on an article of the story to take it out" in reader.notices
        await reader.press("z", "j")
        taken = collection.article(reader.screen.list.chosen[0]).path
        await reader.press("D")
        assert not any(taken in story for story in stories(collection))
        assert len(stories(collection)) == 1
        await reader.until(lambda: len(reader.screen.arrangement.groups().stories.ids) == 1)
        article = collection.article(taken).id
        await reader.screen.open_at(article, 0)
        await reader.press("I", "enter")
        assert [len(story) for story in stories(collection)] == [3]


LINES = {
    "As one source begins": "An earthquake near Ostholm",
    "Said": "rescuers were searching",
    "Sources": "Quake near Ostholm",
    "The same matter elsewhere": "Third search",
}


@pytest.mark.parametrize("section", LINES)
async def test_every_kind_of_line_leads_to_its_words_and_back(tmp_path: Path, section: str) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    said = "“The rescuers were searching the ruins all night, and none of them asked for bread,” said Elena Brinwick, the governor, in Ostholm.\n"
    for name, title, day, text in (
        ("a.txt", "Quake near Ostholm", "12 March 2031", QUAKE.format("Ostholm", "41", "Elena Brinwick") + "\n" + said),
        ("b.txt", "Search in Ostholm", "13 March 2031", TEXTS["a2.txt"].partition("\n\n")[2] + "\n" + said),
        (
            "c.txt",
            "Third search in Ostholm",
            "2 May 2031",
            TEXTS["a2.txt"].partition("\n\n")[2].replace("died", "perished"),
        ),
    ):
        (folder / name).write_text(f"{title}\n\nPublished: {day}\n\n{text}", "utf-8")
    collection = Collection.open(folder, home=tmp_path / "home")
    async with reading(tmp_path / "home", collection) as reader:
        await group_by_story(reader)
        await reader.press("G")  # the newest article stands alone, above the story
        await reader.until(lambda: any(line.text == "Sources" for line in pane_lines(reader)))
        await reader.press("l")
        pane: Any = reader.screen.existing("story")
        lines = pane_lines(reader)
        heading = [line.text for line in lines].index(section)
        while pane.row <= heading or LINES[section] not in pane.current.text:
            before = pane.row
            await reader.press("j")
            assert pane.row > before
        row, target = pane.row, pane.target
        for key in ("y", "a", "w", "c", "P"):
            await reader.press(key)
            for back in ("q", "H"):  # what lies on top is closed, an article that was gone to is left
                if reader.screen.active != "story":
                    await reader.press(back)
                    await reader.settle()
            assert (reader.screen.active, pane.row) == ("story", row), key
        await reader.press("enter")
        assert reader.screen.state.shown == target.article
        if target.span is not None:
            assert reader.screen.view.cursor == target.span[0]
        await reader.press("H")
        await reader.settle()
        assert (reader.screen.active, pane.row) == ("story", row)


def pane_lines(reader: Reader) -> Any:
    pane: Any = reader.screen.existing("story")
    return [] if pane is None else pane._page


async def test_stories_are_known_to_a_list_that_was_never_grouped_by_them(
    collection: Collection, tmp_path: Path
) -> None:
    async with reading(tmp_path / "home", collection) as reader:
        await reader.press("I", "enter")
        assert stories(collection) != [{"a1.txt", "a2.txt"}, {"b1.txt", "b2.txt"}]
        await reader.press("U", "D")
        assert "U takes it back" in reader.notices[-1]
        await reader.press("I", "enter", "U", "U")
        assert stories(collection) == [{"a1.txt", "a2.txt"}, {"b1.txt", "b2.txt"}]


async def test_enter_in_an_empty_list_of_choices_says_so(collection: Collection, tmp_path: Path) -> None:
    async with reading(tmp_path / "home", collection) as reader:
        await reader.press("S", "enter")
        assert reader.notices == ["nothing to choose here; q closes the list"]
        assert reader.screen.active == "menu"
