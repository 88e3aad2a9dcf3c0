"""Presentation: one statement large, its sources below, arrows walk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reader_fake import SHARED
from reader_pilot import SIZES, reading

from briefing.text import display_width
from briefing.tui.drawing import large_letters


@pytest.mark.parametrize("size", SIZES)
async def test_a_statement_is_shown_with_its_speaker_counts_and_sources(home: Path, size: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        await reader.press("enter", "]", "P")
        assert reader.screen.active == "presentation"
        assert "Presentation 1 of" in reader.text
        assert "Lena Ost" in reader.text
        assert "2 files · 2 texts · 1 origin" in reader.text
        assert "Vellmar Courier" in reader.text
        assert "Ost Valley News" in reader.text
        assert "Articles" not in reader.text, "it has the whole screen"


async def test_letters_are_as_large_as_the_screen_allows_and_the_words_stand_below_once_more(home: Path) -> None:
    async with reading(home, size=(120, 40)) as reader:
        await reader.press("enter", "]", "P")
        assert set("█▄▀") <= set(reader.text)
        assert f"“{SHARED}”" in reader.text


@pytest.mark.parametrize(("forth", "back"), [("right", "left"), ("down", "up"), ("j", "k"), ("l", "h"), (" ", "b")])
async def test_arrows_and_letters_walk_and_stop_at_the_ends(home: Path, forth: str, back: str) -> None:
    async with reading(home) as reader:
        await reader.press("j", "enter", "P")
        pane: Any = reader.screen.existing("presentation")
        first = pane.target
        await reader.press(forth)
        assert (pane.row, pane.count) == (1, 2)
        assert pane.target != first
        await reader.press(forth, back, back)
        assert pane.target == first


async def test_keys_act_on_the_statement_that_is_shown(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "]", "P", "a")
        assert [each.text.rstrip(",") for each in reader.app.collection.state.clippings()] == [SHARED]
        await reader.press("enter")
        assert reader.screen.active == "article"
        await reader.press("H")
        assert reader.screen.active == "presentation"


@pytest.mark.parametrize(("keys", "count"), [(("t",), 1), (("c",), 1), (("a", "B"), 1), (("w",), 2)])
async def test_every_pane_of_statements_can_be_presented_and_is_come_back_to(
    home: Path, keys: tuple[str, ...], count: int
) -> None:
    async with reading(home) as reader:
        await reader.press("j", "enter", "]", *keys)
        under = reader.screen.active
        await reader.press("P")
        pane: Any = reader.screen.existing("presentation")
        assert (reader.screen.active, pane.count) == ("presentation", count)
        await reader.press("P" if under == "sources" else "q")
        assert reader.screen.active in (under, "article")


async def test_reported_words_bear_no_marks(home: Path) -> None:
    async with reading(home) as reader:
        from dataclasses import replace

        spoken = reader.screen.state.quotations
        reader.screen.state.quotations = [replace(each, mode="indirect") for each in spoken]
        await reader.press("enter", "P")
        pane: Any = reader.screen.existing("presentation")
        assert "“" not in pane.slide.words


async def test_an_article_without_quotations_says_so(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("G", "P")
        assert any("no quotation to show" in notice for notice in reader.notices)
        assert reader.screen.active == "list"


async def test_a_resize_lays_it_out_anew(home: Path) -> None:
    async with reading(home, size=(120, 40)) as reader:
        await reader.press("enter", "]", "P")
        await reader.pilot.resize_terminal(60, 20)
        await reader.settle()
        assert SHARED.split()[-1] in reader.text
        assert all(display_width(line.rstrip()) <= 60 for line in reader.lines())


# --- the letters ---


def test_every_letter_has_ten_equal_rows() -> None:
    for character in large_letters._table():
        rows = large_letters.glyph(character)
        assert rows is not None
        assert len(rows) == 10
        assert len({len(row) for row in rows}) == 1, character
        assert set("".join(rows)) <= set("#.")


@pytest.mark.parametrize("words", ["Ångström, Šárka, Çelik, Łódź, Ørsted — “née” 12.5% £3", "İzmir ő ů ñ"])
def test_marks_over_and_under_letters_are_drawn(words: str) -> None:
    assert large_letters.can_draw(words)
    assert large_letters.glyph("é") != large_letters.glyph("e") != large_letters.glyph("É")


@pytest.mark.parametrize("words", ["мир", "平和", "سلام", "a\u0903"])
def test_what_has_no_letters_is_never_drawn_in_part(words: str) -> None:
    assert large_letters.large(words, 200, 60) == ()


def test_lines_fit_the_room() -> None:
    for width, height in ((40, 10), (80, 20), (200, 60)):
        rows = large_letters.large("Three small words", width, height)
        assert len(rows) <= height
        assert all(display_width(row) <= width for row in rows)
    assert large_letters.large("x" * 100_000, 200, 60) == ()


async def test_from_differences_the_clause_under_the_cursor_is_shown(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("d", "j", "P")
        pane: Any = reader.screen.existing("presentation")
        assert reader.screen.active == "presentation"
        differing: Any = reader.screen.existing("differences")
        assert pane.count == len(differing.targets)
        assert (pane.target.article, pane.target.span) == (differing.target.article, differing.target.span)


async def test_from_the_page_of_a_story_its_statements_are_walked_each_once(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "z")
        await reader.until(lambda: reader.screen.active == "story" and "Who speaks" in reader.text)
        story: Any = reader.screen.existing("story")
        told = {each.target.span for each in story._page if each.target if each.target.quotation}
        await reader.press("P")
        pane: Any = reader.screen.existing("presentation")
        assert pane.count == len(told)


LONG_NAME = "the Office of the Commissioner for Lower River Navigation"


@pytest.mark.parametrize(("width", "sources"), [(120, 4), (120, 6), (160, 7), (160, 8), (200, 9)])
async def test_who_is_said_to_say_it_is_whole_where_there_is_room(width: int, sources: int) -> None:
    from widget_stage import on_stage, printed

    from briefing.tui.target import Target
    from briefing.tui.widgets.presentation_view import PresentationView, Slide, Source

    def source(number: int) -> Source:
        return Source("mixed", f"Paper {number}", "2031-05-06", "≈", (lambda: LONG_NAME) if number == 1 else str)

    slide = Slide(SHORT, "Ada Krol", "", tuple(map(source, range(sources))), Target())
    view = PresentationView()
    async with on_stage(view, (width, 40)) as (_, pilot):
        view.show(1, lambda place: slide, texts=[SHORT])
        await pilot.pause()
        shown = "\n".join(printed(view))
        assert f"Paper 1 · said by {LONG_NAME}" in shown
        assert all(f"Paper {number}" in shown for number in range(sources))


async def test_from_the_page_of_a_story_its_words_are_walked(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "z")
        await reader.until(lambda: reader.screen.active == "story" and "Who speaks" in reader.text)
        await reader.press("j", "P")
        pane: Any = reader.screen.existing("presentation")
        story: Any = reader.screen.existing("story")
        assert reader.screen.active == "presentation"
        assert pane.target.span == story.target.span
        await reader.press("q")
        assert reader.screen.active == "story"


VERSIONS = {
    "a.txt": "Split at the Lock\nBy Ada Krol\nOststadt Courier\n\n“We have moved more grain than in any year since the lock was built,” said Ada Bellmann, the harbour master. “And thanks in part to the cranes, the ships wait for less than a day.”\n",
    "b.txt": "Whole at the Lock\nBy Mara Vane\nLower River Post\n\n“We have moved more grain than in any year since the lock was built. And thanks in part to the cranes, the ships wait for less than a day,” Ada Bellmann said.\n",
    "c.txt": "Turned at the Lock\nBy Jonas Wirt\nUpper River Post\n\n“We have not moved more grain than in any year since the lock was built. And thanks in part to the cranes, the ships wait for less than nine days,” Ada Bellmann said.\n",
}  # fmt: skip


@pytest.mark.parametrize("kind", ["statement", "quotation"])
def test_each_source_stands_once_with_the_sign_of_its_wording(tmp_path: Path, kind: str) -> None:
    from types import SimpleNamespace

    from briefing import Collection
    from briefing.tui.rows.presenting import Slides

    for name, words in VERSIONS.items():
        (tmp_path / name).write_text(words, "utf-8")
    with Collection.open(tmp_path) as collection:
        port: Any = SimpleNamespace(
            article=collection.article,
            outline=collection.article,
            guarded=lambda call, otherwise: call(),
            ids=lambda: [each.id for each in collection.articles()],
        )
        subject: Any = (
            collection.statements()[0]
            if kind == "statement"
            else collection.quotations(collection.article("b.txt").id)[0]
        )
        view: Any = collection
        slide = Slides(port, view, [subject]).slide(0)
        signs = {source.name: source.sign for source in slide.sources}
    assert len(slide.sources) == len(VERSIONS)
    assert sorted(signs.values()) == ["", "=", "≠"]
    assert signs["Upper River Post"] == "≠"


async def test_words_that_a_source_gives_to_nobody_stand_under_no_name(home: Path) -> None:
    from dataclasses import replace

    from briefing.model import UNKNOWN_SPEAKER
    from briefing.tui.rows.presenting import Slides

    async with reading(home) as reader:
        await reader.press("enter", "]", "P")
        pane: Any = reader.screen.existing("presentation")
        assert "said by" not in reader.text
        collection: Any = reader.app.collection
        here = pane.target.quotation
        statement = collection.who_else(here)[0]
        real = collection.quotations

        def unattributed(article: str) -> Any:
            return [replace(each, speaker=UNKNOWN_SPEAKER) if each.id == here else each for each in real(article)]

        collection.quotations = unattributed
        shown = next(each for each in collection.quotations(pane.target.article) if each.id == here)
        slide = Slides(reader.screen, collection, [shown]).slide(0)
        assert slide.speaker == ""
        assert sorted(source.another() for source in slide.sources) == ["", "Lena Ost"]
        elsewhere = next(each for each in statement.instances if each.quotation != here)
        other = next(each for each in real(elsewhere.article) if each.id == elsewhere.quotation)
        slide = Slides(reader.screen, collection, [other]).slide(0)
        assert slide.speaker == "Lena Ost"
        assert sorted(source.another() for source in slide.sources) == ["", "—"]
        pane.show(1, lambda place: slide)
        await reader.until(lambda: "said by —" in reader.text)


SHORT = "“The wheel turns”"
LONG = "“" + "The wheel of the old mill turns for two hours a day and no longer " * 8 + "”"


@pytest.mark.parametrize(("other", "large"), [(SHORT, True), (LONG, False)], ids=["short", "long"])
async def test_all_slides_of_a_walk_have_letters_of_one_size(other: str, large: bool) -> None:
    from widget_stage import on_stage, printed

    from briefing.tui.target import Target
    from briefing.tui.widgets.presentation_view import PresentationView, Slide

    texts = [SHORT, other]
    view = PresentationView()
    async with on_stage(view, (120, 40)) as (_, pilot):
        view.show(2, lambda place: Slide(texts[place], "Ada Krol", "", (), Target()), texts=texts)
        for _ in texts:
            await pilot.pause()
            assert any("█" in line for line in printed(view)) is large
            view.move(1)


async def test_the_foot_of_the_list_says_where_the_right_pane_is(home: Path) -> None:
    from test_story_page import to_page

    async with reading(home, size=(80, 24)) as reader:
        await to_page(reader)
        assert reader.screen.active == "list"
        assert "l story" in reader.text
        assert "l article" not in reader.text
        await reader.press("j")
        assert "l article" in reader.text
