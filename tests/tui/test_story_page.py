"""The page of a story in the place of the article: what stands there, where its lines lead, what acts on them. On a collection in memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reader_fake import SHARED, FakeCollection
from reader_pilot import SIZES, Reader, reading
from widget_stage import on_stage, printed

from briefing.collection.queries.story_page import first_to_print
from briefing.model import (
    Alias,
    Article,
    Day,
    Difference,
    Entity,
    FactValue,
    Instance,
    Mention,
    Mode,
    Stated,
    Statement,
    Story,
    StoryPage,
)
from briefing.presentation.coverage_blocks import versions_line
from briefing.tui.controllers.article_list import stories
from briefing.tui.messages import QuotationMoved
from briefing.tui.rows.names_together import names_together
from briefing.tui.rows.story_lines import Known, StoryLine, day_words, lines_of
from briefing.tui.target import Target
from briefing.tui.widgets.choice_list import Choice, Menu
from briefing.tui.widgets.differences_view import DifferencesView
from briefing.tui.widgets.story_view import StoryView

SECTIONS = ("Said", "Not agreed", "Who speaks", "Days", "Sources")


async def to_page(reader: Reader) -> Any:
    """Group the list by story, stand on the story, wait for its page and return the pane."""
    await reader.press(",")
    menu: Any = reader.screen.mover
    menu.go([row.label for row in menu._rows].index("story"))
    await reader.press("enter")
    await reader.until(lambda: reader.screen.list.grouped)
    await reader.press("g")
    await reader.until(lambda: "Sources" in page_text(reader))
    await reader.settle()
    return reader.screen.existing("story")


def page_text(reader: Reader) -> str:
    pane: Any = reader.screen.existing("story")
    return "\n".join(f"{line.text}  {line.note}" for line in pane._page) if pane is not None else ""


async def go_to_line(reader: Reader, words: str) -> None:
    """Put the cursor of the page on the first line that holds ``words``."""
    pane: Any = reader.screen.existing("story")
    await reader.press("l")
    while words not in pane.current.text:
        before = pane.row
        await reader.press("j")
        assert pane.row > before


async def test_the_page_has_its_sections_in_order(home: Path) -> None:
    async with reading(home) as reader:
        await to_page(reader)
        text = page_text(reader)
        places = [text.index(f"\n{title}") for title in SECTIONS]
        assert places == sorted(places)
        assert "2024-03-05 – 2024-03-06 · 3 files · 3 texts · 2 outlets" in text
        assert f"“{SHARED}”" in text
        assert "Lena Ost · 2 sources" in text
        assert "on Tuesday" in text


@pytest.mark.parametrize("size", SIZES)
async def test_enter_leads_to_the_words_and_h_back_to_the_line(home: Path, size: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        pane = await to_page(reader)
        await go_to_line(reader, SHARED)
        assert reader.screen.active == "story"
        row, target = pane.row, pane.target
        await reader.press("enter")
        assert reader.screen.active == "article"
        assert reader.screen.state.shown == target.article
        assert reader.screen.view.cursor == target.span[0]
        await reader.press("H")
        await reader.settle()
        assert reader.screen.active == "story"
        assert pane.row == row
        await reader.press("L")
        assert reader.screen.state.shown == target.article


async def test_every_line_leads_to_a_source(home: Path) -> None:
    async with reading(home) as reader:
        pane = await to_page(reader)
        for line in pane._page:
            if not line.heading and not line.topic:
                assert line.target is not None
                assert line.target.story is not None or line.target.article in reader.app.collection.documents


async def test_a_line_is_clipped_cited_and_compared(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.tui.controllers.citing import CiteController

    texts: list[str] = []

    async def remember(self: CiteController, text: str, what: str) -> None:
        texts.append(text)

    monkeypatch.setattr(CiteController, "copy", remember)
    async with reading(home) as reader:
        pane = await to_page(reader)
        await go_to_line(reader, SHARED)
        quotation = pane.target.quotation
        await reader.press("a", "y")
        assert [each.quotation for each in reader.app.collection.state.clippings()] == [quotation]
        assert texts == [reader.app.collection.cite(quotation).text]
        await reader.press("c")
        assert reader.screen.active == "compare"
        await reader.press("q")
        assert reader.screen.active == "story"


async def test_the_page_is_handed_out_as_a_file_that_is_called_by_its_title(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    async with reading(home) as reader:
        pane = await to_page(reader)
        await reader.press("l", "x")
        words = pane.target.story.title.lower().split()
        assert f"~/{'-'.join(words[:6])}.html" in reader.lines()[-2]
        await reader.press("ctrl+u", *str(target), "enter")
        await reader.until(lambda: "the story's page is in" in reader.notices[-1])
        assert target.read_text("utf-8") == f"{pane.target.story.title} in {reader.screen.state.preferences.style}"
        await reader.press("x", "enter", "n")
        assert reader.notices[-1] == "left as it is"


async def test_nothing_acts_on_the_article_behind_the_page(home: Path) -> None:
    async with reading(home) as reader:
        await to_page(reader)
        await reader.press("l", "m", "]", "f")
        assert reader.screen.state.document is None
        assert reader.app.faults == []


async def test_details_say_what_joins_the_story(home: Path) -> None:
    async with reading(home) as reader:
        await to_page(reader)
        await reader.press("i")
        assert reader.screen.active == "details"
        assert "joined by     bridge, carts," in reader.text


async def test_from_an_article_to_the_page_of_its_story(home: Path) -> None:
    async with reading(home) as reader:
        await to_page(reader)
        await reader.screen.open_at("000000000000", 0)
        await reader.press("z")
        await reader.settle()
        assert reader.screen.active == "story"
        await reader.screen.open_at("000000000003", 0)
        await reader.press("z")
        assert "this article stands in no story" in reader.notices


async def test_from_an_article_of_a_flat_list_to_the_page(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "z")
        await reader.until(lambda: reader.screen.active == "story" and "Sources" in page_text(reader))
        assert reader.screen.active == "story"
        await reader.press("H")
        assert reader.screen.state.shown == "000000000001"


async def test_what_came_since_the_last_look_stands_first(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "LOOKED_AFTER", 0.01)
    collection = FakeCollection(stories=2)
    async with reading(home, collection) as reader:
        await to_page(reader)
        await reader.until(lambda: reader.screen.state.looked)
        assert "New since" not in page_text(reader)
    monkeypatch.setattr(stories, "LOOKED_AFTER", 1e6)
    monkeypatch.setattr(stories, "today", lambda: "9999-12-31")
    collection.add(2)
    async with reading(home, collection) as reader:
        await reader.until(lambda: reader.screen.list.grouped)
        await reader.press("g")
        await reader.until(lambda: "New since" in page_text(reader))
        assert "1 article" in page_text(reader)
        assert "Road office counts carts" in page_text(reader)


async def test_coverage_keeps_to_the_story(home: Path) -> None:
    async with reading(home) as reader:
        await to_page(reader)
        await reader.press("t")
        await reader.until(lambda: "story “Old bridge" in reader.text)


def test_days_are_told_as_people_say_them() -> None:
    assert day_words("2024-03-12", "2024-03-12") == "earlier today"
    assert day_words("2024-03-12", "2024-03-16") == "Tuesday"
    assert day_words("2024-03-12", "2024-03-19") == "2024-03-12"
    assert day_words("nonsense", "2024-03-19") == "nonsense"


def test_who_printed_it_first_is_said_only_where_all_days_are_stated() -> None:
    def dated(id: str, day: str) -> Article:
        return Article(id, f"{id}.txt", published=Stated.stated(day, day))

    early, late = dated("a", "2024-03-12"), dated("b", "2024-03-13")
    assert first_to_print([late, early]) == "a"
    assert first_to_print([early, replace(late, published=early.published)]) == ""
    assert first_to_print([early, replace(late, published=Stated.unknown())]) == ""
    assert first_to_print([early, replace(late, published=Stated.inferred("2024-03-14", "Thursday"))]) == ""
    assert first_to_print([early, dated("c", "2024-03")]) == ""


async def test_beside_the_page_stand_the_sources_of_its_statement(home: Path) -> None:
    async with reading(home, size=SIZES["four"]) as reader:
        await reader.press("enter", "z")
        await reader.until(lambda: reader.screen.active == "story" and "Sources" in page_text(reader))
        strip: Any = reader.screen.existing("sources")
        assert strip.count == 0
        assert "Vellmar Courier" in strip.empty, "on the head the sources of the story"
        await reader.press("j")
        pane: Any = reader.screen.existing("story")
        assert pane.target.quotation is not None
        await reader.until(lambda: strip.count > 1)


async def test_evidence_is_wrapped_to_its_end() -> None:
    clause = (
        "The clerk said Ost is at the centre of the new bridge deal, which "
        + "by all reports " * 5
        + "has yet to be signed"
    )
    page = StoryView()
    async with on_stage(page, (80, 24)):
        page.show([StoryLine("A story"), StoryLine("12 : AFP", clause, "≠", Target("a"), below=True)])
        assert "has yet to be signed" in " ".join(line.strip("▌ ") for line in printed(page))
    menu = Menu()
    async with on_stage(menu, (80, 24)):
        menu.show("Ost said", [Choice("The Quill", heading=True), Choice(f"“ {clause}", 1, lines=4)], print)
        assert "has yet to be signed" in " ".join(line.strip("▌ ") for line in printed(menu))


async def test_the_names_beside_the_page_are_those_of_its_articles(home: Path) -> None:
    async with reading(home) as reader:
        await to_page(reader)
        story: Any = reader.screen.state.page
        await reader.press("e")
        panel: Any = reader.screen.existing("entities")
        await reader.until(lambda: panel.current is not None)
        named = {each.id: each for id in story.articles for each in reader.app.collection.entities(id)}
        assert {each.id for each in panel._entities} == set(named)
        mentions = sum(len(e.mentions) for id in story.articles for e in reader.app.collection.entities(id))
        assert sum(len(each.mentions) for each in panel._entities) == mentions
        assert "this story" in reader.text
        await reader.press("enter")
        assert reader.screen.state.shown in story.articles


def test_names_of_several_articles_are_one_list() -> None:
    def name(article: str, *aliases: Alias) -> Entity:
        return Entity("e1", "Lena Ost", "person", aliases, 2, (Mention(article, article, (0, 8), None, "Lena Ost"),))

    joined = names_together([[name("a", Alias("Ost", 2, "surname"))], [name("b", Alias("Ost", 1, "surname"))]])
    assert [(each.aliases, [m.article for m in each.mentions]) for each in joined] == [
        ((Alias("Ost", 3, "surname"),), ["a", "b"])
    ]


def test_a_day_is_told_once_with_its_sources() -> None:
    day = Stated.inferred("2024-03-05", "on Tuesday; published 2024-03-06")
    days = (Day(day, "It opened on Tuesday.", "a", (0, 21)), Day(day, "On Tuesday it opened.", "b", (0, 21)))
    story = Story("s", "Bridge", ("a", "b"), 2, 2, 2, day, day, 0, 0)
    page = StoryPage(story, (), (), (), days, (), ())
    lines = lines_of(page, Known({"a": "AFP", "b": "UPI"}, {}, {}), "2024-03-07")
    told = [line for line in lines if "2024-03-05" in line.text]
    assert [(line.text, line.note) for line in told] == [
        ("2024-03-05  It opened on Tuesday.", "“on Tuesday” · AFP · UPI")
    ]


def test_a_source_that_prints_both_sides_stands_on_both() -> None:
    def value(said: str, first: str, *others: str) -> FactValue:
        return FactValue(said, first, (0, 4), agreeing=others, texts=1 + len(others))

    sides = (value("two", "a", "b", "c", "d", "x"), value("three", "e", "f", "g", "h", "x"))
    story, unknown = Story("s", "Mill", tuple("abcdefghx"), 9, 9, 9, Stated.unknown(), Stated.unknown(), 0, 1), ()
    sources = tuple(Article(id, f"{id}.txt") for id in story.articles)
    page = StoryPage(story, (), (Difference("how many boats", sides),), (), unknown, sources, ())
    lines = lines_of(page, Known({id: id.upper() for id in story.articles}, {}, {}), "2031-05-07")
    assert [line.text for line in lines if " : " in line.text] == [
        "two : X, says both · A · B · +2",
        "three : X, says both · E · F · +2",
    ]
    assert [line.whose for line in lines if " : " in line.text] == ["A", "E"]  # whose words stand below


def test_sources_are_counted_as_the_cells_of_the_coverage_are() -> None:
    def instance(article: str, text: str, mode: Mode = "direct") -> Instance:
        return Instance(article, article, article, (0, 9), None, text, mode)

    whole = "The bridge carries nine hundred carts"
    printings = (
        instance("a", whole),
        instance("b", whole + ","),
        instance("c", "It bears carts"),
        instance("d", whole, "indirect"),
    )
    statement = Statement("s", whole, "Lena Ost", 4, 4, 1, printings)
    signs = {"b": "=", "c": "≈", "d": "≠"}
    assert versions_line(statement, signs) == "4 sources, 1 reworded, 1 reports", "a report is not weighed"
    assert versions_line(statement, signs | {"b": "≠"}) == "4 sources, 1 differs in sense, 1 reworded, 1 reports"


async def test_differences_open_on_the_statement_under_the_cursor(home: Path) -> None:
    async with reading(home) as reader:
        pane = await to_page(reader)
        await go_to_line(reader, SHARED)
        await reader.press("d")
        await reader.until(lambda: reader.screen.active == "differences")
        assert pane.target.span is not None
    view = DifferencesView()
    values = FactValue("900", "a", (10, 22)), FactValue("950", "b", (40, 52))
    other = Difference("arches", (FactValue("3", "a", (90, 99)), FactValue("4", "b", (80, 88))))
    async with on_stage(view, (80, 24)):
        view.show([other, Difference("carts a day", values)], {}, at=[("b", (30, 60))])
        assert view.current == values[1]
        view.show([other, Difference("carts a day", values)], {}, at=[("c", (30, 60))])
        assert view.current == values[1]


async def test_the_bracket_keys_walk_the_statements_and_compare_is_offered_there_alone(home: Path) -> None:
    async with reading(home) as reader:
        pane = await to_page(reader)
        await reader.press("l")
        assert ("c", "compare") not in reader.screen.hints.hints
        await reader.press("]")
        assert pane.target.quotation is not None
        assert ("c", "compare") in reader.screen.hints.hints
        first = pane.row
        await reader.press("[")
        assert "no statement before this one" in reader.said
        assert pane.row == first
        await reader.press(*"]" * 50)
        assert "no further statement on this page" in reader.said
        assert pane.row >= first


async def test_that_stories_are_still_being_grouped_is_said_no_longer_than_it_is_true(home: Path) -> None:
    async with reading(home) as reader:
        await to_page(reader)
        assert "stories are still being grouped" not in reader.said


class RunTogether(FakeCollection):
    """The shared quotation carries two statements, its first words and its last ones; the sources carry the one and the other."""

    def statements(self, min_articles: int = 1) -> list[Statement]:
        made: list[Statement] = []
        for each in super().statements(min_articles):
            if each.text != SHARED:
                made.append(each)
                continue
            cut = SHARED.index(" ", len(SHARED) // 2)
            for id, start, end in ((each.id, 0, cut), ("other", cut + 1, len(SHARED))):
                instances = tuple(
                    replace(i, span=(i.span[0] + start, i.span[0] + end), text=SHARED[start:end])
                    for i in each.instances
                )
                made.append(replace(each, id=id, text=SHARED[start:end], instances=instances))
        return made


@pytest.mark.parametrize("place", [0, 1], ids=["first", "last"])
async def test_each_key_takes_the_statement_of_the_row(home: Path, place: int) -> None:
    collection = RunTogether()
    statement = [each for each in collection.statements(2) if each.text in SHARED][place]
    async with reading(home, collection) as reader:
        await to_page(reader)
        await go_to_line(reader, statement.text)
        await reader.press("c")
        assert reader.screen.existing("compare").comparison.statement.id == statement.id
        assert f"statement {place + 1} of 2 here" in reader.text
        await reader.press("q", "t")
        assert reader.screen.existing("coverage").current.id == statement.id
        await reader.press("c")
        assert reader.screen.existing("compare").comparison.statement.id == statement.id
        await reader.press("q", "q", "P")
        assert reader.screen.existing("presentation").target.text == statement.text


@pytest.mark.parametrize("place", [0, 1], ids=["first", "last"])
async def test_the_sources_of_the_rows_own_statement_stand_first(home: Path, place: int) -> None:
    collection = RunTogether()
    statement = [each for each in collection.statements(2) if each.text in SHARED][place]
    async with reading(home, collection) as reader:
        await to_page(reader)
        await go_to_line(reader, statement.text)
        await reader.press("w")
        assert reader.screen.active == "sources"
        assert reader.screen.existing("sources").current.text == statement.text


async def test_a_row_that_is_no_statement_shows_beside_the_page_where_it_leads(home: Path) -> None:
    async with reading(home, size=SIZES["four"]) as reader:
        pane = await to_page(reader)
        await reader.press("l")
        row = next(
            row
            for row, line in enumerate(pane._page)
            if line.target is not None and line.target.article and line.target.quotation is None
        )
        pane.go(row)
        await reader.press("j", "k")
        pane.go(row)
        reader.screen.publish(QuotationMoved())
        await reader.settle()
        strip: Any = reader.screen.existing("sources")
        document = reader.app.collection.document(pane.target.article)
        assert strip.empty
        assert strip.empty in " ".join(document.text.split())


def test_a_mark_of_reading_is_told_where_it_stands() -> None:
    unknown: Stated[str] = Stated.unknown()
    story = Story("s", "Bridge", ("a1",), 1, 1, 1, unknown, unknown, 1, 0)
    page = StoryPage(story, (), (), (), (), (Article("a1", "a.txt"),), ("a1",))
    lines = lines_of(page, Known({"a1": "The Lantern"}, {}, {}), "2031-05-06")
    assert [(line.text, line.note) for line in lines if line.heading] == [("Sources", "● not read")]
    assert not any(line.told for line in lines if line.mark == "●")


def test_a_row_is_the_version_that_a_citation_says_most_of() -> None:
    def printed(article: str, mode: Mode = "direct") -> Instance:
        return Instance(f"q{article}", article, f"{article}.txt", (0, 9), None, "The wheel turns", mode)

    unknown: Stated[str] = Stated.unknown()
    story = Story("s", "Mill", ("a", "b", "c"), 3, 3, 1, unknown, unknown, 0, 0)
    day, outlet = Stated.stated("2031-05-05", "a line"), Stated.stated("The Lantern", "a line")
    sources = (Article("a", "a"), Article("b", "b", published=day), Article("c", "c", published=day, outlet=outlet))
    for last, article in (("direct", "c"), ("indirect", "b")):
        instances = (printed("a"), printed("b"), printed("c", last))  # type: ignore[arg-type]
        statement = Statement("s1", "The wheel turns", "Ada Krol", 3, 3, 1, instances)
        page = StoryPage(story, (statement,), (), (), (), sources, ())
        known = Known({}, dict.fromkeys(("qa", "qb", "qc"), "Ada Krol"), {})
        (target,) = (line.target for line in lines_of(page, known, "2031-05-06") if line.text == "“The wheel turns”")
        assert target is not None
        assert target.article == article
