"""What a person writes by hand: fields of an article, and the notebook's order, tags and finding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from reader_pilot import reading

from briefing import Collection

ONE = "Old mill to close in May\nBy Ada Krol\n\n“The mill is tired and so are we,” said Lena Ost.\n\n“Nobody asked the cats,” said Jory Pell.\n"
TWO = "Ferry runs again\nBy Mara Vane\n\n“The ferry is dry and the coffee is hot,” said Ole Berg.\n"


@pytest.fixture
def collection(tmp_path: Path, home: Path) -> Iterator[Collection]:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE)
    (folder / "two.txt").write_text(TWO)
    with Collection.open(folder, home=home) as opened:
        yield opened


async def test_a_field_is_written_marked_as_yours_cited_and_taken_back(collection: Collection, home: Path) -> None:
    async with reading(home, collection) as reader:
        await reader.press("i", "j", "j", "enter", *"Elm Courier", "enter")
        first = collection.articles()[0]
        assert (first.outlet.value, first.outlet.status, first.outlet.evidence) == (
            "Elm Courier",
            "stated",
            "entered by you",
        )
        assert "entered by you" in reader.text
        assert "Elm Courier" in collection.cite(first.id).text
        await reader.press("U")
        assert collection.articles()[0].outlet.value is None
        assert "entered by you" not in reader.text
        await reader.press("ctrl+r")
        assert collection.article(first.id).outlet.value == "Elm Courier"


async def test_a_day_that_is_none_is_refused_and_what_was_typed_stays(collection: Collection, home: Path) -> None:
    async with reading(home, collection) as reader:
        await reader.press("i", "j", "j", "j", "j", "j", "enter", *"soon", "enter")
        assert "write a day as 2025-05-03" in reader.notices[-1]
        assert "soon" in reader.text
        await reader.press(*["backspace"] * 4, *"2031-05-03", "enter")
        assert collection.articles()[0].published.value == "2031-05-03"


async def test_a_corrected_day_orders_the_list(collection: Collection, home: Path) -> None:
    second = collection.articles()[1]
    collection.correct_metadata(second.id, "published", "3 May 2031")
    assert next(article.id for article in collection.articles()) == second.id
    assert collection.articles().ids[0] == second.id  # type: ignore[attr-defined]
    collection.correct_metadata(second.id, "published", "")
    assert [article.id for article in collection.articles()][1] == second.id


async def test_the_notebook_is_ordered_tagged_and_searched_by_keys(collection: Collection, home: Path) -> None:
    async with reading(home, collection) as reader:
        await reader.press("enter", "]", "a", "]", "a", "J", "]", "a", "B")
        words = [clipping.text.split()[1] for clipping in collection.state.clippings()]
        assert len(words) == 3
        await reader.press("g", "J")
        assert [c.text.split()[1] for c in collection.state.clippings()] == [words[1], words[0], words[2]]
        await reader.press("T", *"mills, to check", "enter")
        assert collection.state.clippings()[1].tags == ("mills", "to check")
        assert "#mills #to check" in reader.text.replace("  ", " ")
        await reader.press("/", *"check", "enter")
        assert "Notebook 1 of 3" in reader.text
        await reader.press("U")
        assert collection.state.clippings()[1].tags == ()


async def test_what_a_filter_leaves_of_the_notebook_is_handed_out(
    collection: Collection, home: Path, tmp_path: Path
) -> None:
    target = tmp_path / "some.md"
    async with reading(home, collection) as reader:
        await reader.press("enter", "]", "a", "]", "a", "B", "R", *"heron", "enter", "/", *"heron", "enter")
        await reader.press("x", "ctrl+u", *str(target), "enter")
        assert "1 of 2 clippings" in reader.notices[-1]
        one, other = sorted(collection.state.clippings(), key=lambda each: each.note != "heron")
        assert one.text in target.read_text("utf-8")
        assert other.text not in target.read_text("utf-8")


async def test_the_notebook_is_handed_out_as_a_file(collection: Collection, home: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    async with reading(home, collection) as reader:
        await reader.press("B", "x")
        assert reader.notices[-1] == "the notebook is empty; a adds a quotation"
        await reader.press("q", "enter", "]", "a", "B", "x", "ctrl+u", *str(target), "enter")
        assert "the notebook is in" in reader.notices[-1]
        assert "The mill is tired" in target.read_text("utf-8")
        await reader.press("x", "enter", "n")
        assert reader.notices[-1] == "left as it is"
        await reader.press("x", "ctrl+u", *str(tmp_path / "none" / "out.html"), "enter")
        assert "cannot write" in reader.notices[-1]
