"""Names in the reader: lit up, walked through, filtered by, corrected in one key and undone."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import SIZES, reading

from briefing.collection.facade import Collection


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
        assert reader.screen.existing("entities").current is not None
        assert reader.screen.existing("entities").current.name == "Lena Ost"
        seen = []
        for _ in range(3):
            await reader.press("enter")
            seen.append((reader.screen.state.shown, reader.screen.view.cursor))
            assert reader.screen.active == "entities"
        assert len(set(seen)) == 3
        assert reader.screen.state.document is not None
        assert reader.screen.state.document.text[reader.screen.view.cursor :].startswith("Lena Ost")


async def test_f_filters_the_list_by_names_and_q_shows_all_again(home: Path) -> None:
    async with reading(home, size=SIZES["four"]) as reader:
        await reader.press("j", "e", "F")
        assert "Articles 3 of 5" in reader.text
        assert "Lena Ost" in reader.header
        await reader.press("q", "q")
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
        assert "· all articles" in reader.text
        assert reader.said == ["names of all articles; A shows those of this article"]
        await reader.press("A")
        assert "Jory Pell" not in reader.text


@pytest.mark.parametrize("away", [("h", "j"), ("q", "J"), ("q",)])
@pytest.mark.parametrize("size", SIZES)
async def test_the_names_of_all_articles_are_not_taken_along(home: Path, size: str, away: tuple[str, ...]) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        await reader.press("j", "e", "A", *away, "e")
        assert reader.screen.state.names.scope == "article"
        assert "all articles" not in reader.text


async def test_corrections_are_one_key_each_and_undone(home: Path) -> None:
    collection = FakeCollection()
    async with reading(home, collection) as reader:
        await reader.press("j", "e", "_")
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
        assert "has one spelling only" in reader.notices[-1]
        await reader.press("D", "j", "j", "X")
        assert collection.edits[-1] == "split e1 Lena Ost"


async def test_a_name_can_be_sorted_three_ways(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("e", "O")
        assert reader.notices[-1] == "A-Z"
        await reader.press("O", "O")
        assert reader.notices[-1] == "by count"


async def test_the_filter_joins_names_and_leaves_names_out_and_says_so_in_words(home: Path) -> None:
    async with reading(home, size=SIZES["four"]) as reader:
        await reader.press("j", "e", "A", "F")
        assert "with Lena Ost" in reader.header
        assert "+Lena Ost" in reader.text
        await reader.press("j", "j", "E")
        assert reader.screen.existing("entities").current is not None
        assert reader.screen.existing("entities").current.name == "Vellmar"
        assert "with Lena Ost, without Vellmar" in reader.header
        assert "Articles 2" in reader.text
        await reader.press("F")
        assert "with Lena Ost and Vellmar" in reader.header
        assert "Articles 1" in reader.text
        await reader.press("F", "escape", "escape")
        assert "with" not in reader.header
        assert "Articles 5" in reader.text


async def test_only_names_left_out(home: Path) -> None:
    async with reading(home, size=SIZES["four"]) as reader:
        await reader.press("j", "e", "E")
        assert "without Lena Ost" in reader.header
        assert "Articles 2" in reader.text
        await reader.press("E")
        assert "Articles 5" in reader.text


async def test_the_next_and_the_previous_mention_from_anywhere(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("}")
        await reader.press("j", "e", "l", "h")
        assert reader.screen.active == "article"
        places = []
        for _ in range(3):
            await reader.press("}")
            places.append((reader.screen.state.shown, reader.screen.view.cursor))
        assert len(set(places)) == 3
        await reader.press("{", "{")
        assert (reader.screen.state.shown, reader.screen.view.cursor) == places[0]


async def test_all_names_can_be_lit_by_kind(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "e")
        marks = reader.screen.view._marks
        assert {what.rstrip("+") for *_, what in marks.layers(0, 9999) if what != "quotation"} == {"person"}
        await reader.press("L")
        kinds = {what for *_, what in reader.screen.view._marks.layers(0, 9999)}
        assert {"person+", "place"} <= kinds
        await reader.press("L")
        assert "place" not in {what for *_, what in reader.screen.view._marks.layers(0, 9999)}


async def test_with_whom_and_what_was_said(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "e", "W")
        assert "With Lena Ost" in reader.text
        await reader.until(lambda: "Vellmar  1 article" in reader.text)
        await reader.press("enter")
        assert reader.screen.active == "entities"
        assert reader.screen.existing("entities").current is not None
        assert reader.screen.existing("entities").current.name == "Vellmar"
        await reader.press("k", "Q")
        assert "Lena Ost said" in reader.text
        await reader.press("j", "enter")
        assert reader.screen.active == "article"
        assert reader.screen.state.document is not None
        assert reader.screen.state.document.text[reader.screen.view.cursor :].startswith(("The bridge", "We will"))


async def test_no_key_waits_until_companions_are_counted(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collection, counted = FakeCollection(), threading.Event()
    real = collection.together
    monkeypatch.setattr(collection, "together", lambda *asked, **how: counted.wait(30) and real(*asked, **how))
    async with reading(home, collection) as reader:
        await reader.press("j", "e", "W")
        assert "With Lena Ost" in reader.text
        assert "being counted" in reader.text
        counted.set()
        await reader.until(lambda: "Vellmar  1 article" in reader.text)


async def test_a_name_is_found_by_typing_and_esc_goes_back(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "e", "A", "f", *"pel")
        assert reader.screen.existing("entities").current is not None
        assert reader.screen.existing("entities").current.name == "Jory Pell"
        await reader.press("escape")
        assert reader.screen.existing("entities").current.name == "Lena Ost"
        await reader.press("f", *"vell", "enter")
        assert reader.screen.existing("entities").current.name == "Vellmar"
        await reader.press("A")
        before = reader.screen.existing("entities").current
        await reader.press("f", *"pell", "enter")
        assert reader.notices[-1] == "no name here holds pell; A shows all names"
        assert reader.screen.existing("entities").current == before


async def test_one_mention_is_hidden_once_it_was_gone_to(home: Path) -> None:
    collection = FakeCollection()
    async with reading(home, collection) as reader:
        await reader.press("j", "e", "Z")
        assert "go to the mention with Enter first" in reader.notices[-1]
        await reader.press("enter", "Z")
        (edit,) = collection.edits
        assert edit.startswith("hide e1 Lena Ost at ")


async def test_a_correction_of_an_earlier_session_is_taken_back_in_the_panel(home: Path) -> None:
    collection = FakeCollection()
    collection.edits = ["rename e1 Somebody"]
    async with reading(home, collection) as reader:
        await reader.press("j", "U")
        assert "nothing to undo" in reader.notices[-1]
        await reader.press("e", "U")
        assert collection.edits == []


async def test_order_and_filter_are_restored_and_the_names_of_all_articles_are_not(home: Path) -> None:
    collection = FakeCollection()
    async with reading(home, collection) as reader:
        await reader.press("j", "e", "A", "O", "F", "j", "E")
    async with reading(home, collection) as reader:
        assert (reader.screen.state.names.order, reader.screen.state.names.scope) == ("name", "article")
        assert "· all articles" not in reader.text
        assert "with Lena Ost, without Vellmar" in reader.header


# --- who somebody is ---


CALLED = (
    "Bells of Vellmar\n\n“The bell will ring again,” said Lena Ost, the keeper of the old tower of Vellmar. Jory Pell, a mason, agreed.",
    "Night in Vellmar\n\nLena Ost, the keeper of the old tower of Vellmar, slept. Later Lena Ost, a poet from the hill, read.",
)


def calling(folder: Path) -> Collection:
    folder.mkdir()
    for number, text in enumerate(CALLED):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return Collection.open(folder, home=folder.parent / "cache-of-names")


@pytest.mark.parametrize("size", SIZES)
async def test_who_is_this_is_answered_from_the_quotation_under_the_cursor(
    home: Path, tmp_path: Path, size: str
) -> None:
    with calling(tmp_path / "bells") as collection:
        async with reading(home, collection, size=SIZES[size]) as reader:
            while "Bells" not in str(reader.screen.state.document.text):
                await reader.press("j")
            await reader.press("l", "]", "e")
            panel = reader.screen.existing("entities")
            assert panel.current.name == "Lena Ost"
            foot = " ".join(" ".join(reader.text.split("as the sources call it")[1].split()).split("│"))
            assert "the keeper of the old tower" in foot
            assert "2 articles" in foot
            assert "a poet from the hill" in " ".join(reader.text.split())


@pytest.mark.parametrize("size", SIZES)
async def test_what_a_source_calls_a_name_leads_to_its_place(home: Path, tmp_path: Path, size: str) -> None:
    with calling(tmp_path / "bells") as collection:
        async with reading(home, collection, size=SIZES[size]) as reader:
            await reader.press(":", *"lena ost")
            await reader.until(lambda: "Lena Ost" in str(getattr(reader.screen.mover.current, "label", "")))
            assert "the keeper of the old tower of Vellmar" in reader.screen.mover.current.note
            await reader.press("enter", "D", "j", "j", "enter")
            text = reader.screen.state.document.text
            assert text[reader.screen.view.cursor :].startswith("a poet from the hill")
            assert "article" in reader.screen.shape.panes
