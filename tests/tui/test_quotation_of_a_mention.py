"""Behind a mention the quotation is the one in whose sentence it stands, and the names are on the way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from reader_pilot import SIZES, reading

from briefing import Collection

BELLS = "The bells were carried down by hand, and every one of them still rings true after the fire"
ROOF = "The roof will be closed before the first frost, and we shall not ring until it holds"
TOLD = (
    ("Marlow Weekly", f"""“{BELLS},” mayor Tilda Rusk told reporters who had climbed up the long wooden stair behind the old town hall in the rain, before the carpenter Odo Vance came down to them.

“{ROOF},” said Odo Vance. Tilda Rusk nodded."""),
    ("Vale Register", f"""A bell is not lost. “{BELLS},” Tilda Rusk said.

“{ROOF},” Odo Vance said. He is 61."""),
    ("Slow Gazette", "\n\n".join(f"On day {day} of the work the carpenters came back to the tower with another beam." for day in range(5, 11)) + f"""

“{BELLS},” said Tilda Rusk.

“{ROOF},” the carpenter Odo Vance said."""),
)  # fmt: skip


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    folder = tmp_path_factory.mktemp("bells")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFING_HOME", str(tmp_path_factory.mktemp("home")))
        for number, (outlet, body) in enumerate(TOLD):
            text = f"Bells of Marlow, part {number}\n\n{outlet}\n\nMay {3 + number}, 2031\n\n{body}\n"
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        with Collection.open(folder) as opened:
            yield opened


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("Tilda Rusk told", BELLS),
        ("stair behind", BELLS),  # lines below the words, in their sentence
        ("Odo Vance came", BELLS),
        ("Odo Vance. Tilda", ROOF),
    ],
    ids=["speaker", "words", "other", "next"],
)
async def test_c_takes_the_quotation_of_the_sentence(
    home: Path, collection: Collection, copied: list[str], words: str, quoted: str
) -> None:
    article = next(each for each in collection.articles() if each.outlet.value == "Marlow Weekly")
    async with reading(home, collection, size=SIZES["one"]) as reader:
        await reader.screen.open_at(article.id, collection.document(article.id).text.index(words))
        await reader.settle()
        await reader.press("y", "c")
        await reader.until(lambda: reader.screen.active == "compare")
        assert quoted in reader.screen.existing("compare").comparison.statement.text
        assert quoted in copied[0]


async def test_the_next_quotation_is_none_that_is_passed_over(home: Path, collection: Collection) -> None:
    article = next(each for each in collection.articles() if each.outlet.value == "Marlow Weekly")
    async with reading(home, collection, size=SIZES["one"]) as reader:
        text = collection.document(article.id).text
        await reader.screen.open_at(article.id, text.index("Odo Vance came"))
        await reader.settle()
        await reader.press("[")
        assert reader.screen.view.cursor == text.index(BELLS)
        await reader.press("]")
        assert reader.screen.view.cursor == text.index(ROOF)


async def test_in_the_names_the_passage_of_the_mention_is_cited(
    home: Path, collection: Collection, copied: list[str]
) -> None:
    article = next(each for each in collection.articles() if each.outlet.value == "Marlow Weekly")
    async with reading(home, collection) as reader:
        text = collection.document(article.id).text
        await reader.screen.open_at(article.id, text.index("Odo Vance."))
        await reader.settle()
        await reader.press("e", "y")
        await reader.until(lambda: len(copied) == 1)
        assert ROOF not in copied[0]  # no mention was gone to: the article is cited
        await reader.press("enter")
        while reader.screen.view.cursor != text.index("Odo Vance."):
            await reader.press("enter")
        assert reader.screen.active == "entities"
        await reader.press("y", '"')
        await reader.until(lambda: len(copied) == 3)
        quotation = next(each for each in collection.quotations(article.id) if each.text.startswith(ROOF[:30]))
        assert copied[1:] == [collection.cite(quotation.id).text, quotation.text]
        await reader.press("j", "y")
        await reader.until(lambda: len(copied) == 4)
        assert copied[3] == copied[0]  # another name, of which no mention was gone to


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
async def test_after_a_mention_the_names_are_on_the_way_back(
    home: Path, collection: Collection, size: tuple[int, int]
) -> None:
    async with reading(home, collection, size=size) as reader:
        await reader.press("enter", "e", "enter", "c")
        await reader.until(lambda: reader.screen.active == "compare")
        panes = []
        for _ in range(3):
            await reader.press("H")
            panes.append(reader.screen.active)
        assert "entities" in panes
        assert panes[-1] != "compare"


@pytest.mark.parametrize(
    "opened_by", [("enter", "]"), ("enter", "]", "]"), ("z", "g", "]"), ("z", "g", "]", "]")], ids="".join
)
async def test_the_sources_never_cover_the_quotation_that_they_are_about(
    home: Path, collection: Collection, opened_by: tuple[str, ...]
) -> None:
    async with reading(home, collection, size=SIZES["one"], restore=False) as reader:
        await reader.press("g", *opened_by, "w")
        await reader.until(lambda: reader.screen.active == "sources")
        await reader.settle()
        view, id = reader.screen.view, reader.screen.existing("sources").target.quotation
        span = collection.quotation(id).span
        lines = [view._flow.y_of(span[0]), view._flow.y_of(span[1] - 1)]
        top = view.scroll_offset.y
        assert top <= lines[0] <= lines[1] < top + view.view_height
