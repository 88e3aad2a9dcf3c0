"""Coverage: blocks of statements that are told together, sources by name, the whole statement below, the cursor on yours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import widget_data as data
from reader_fake import SHARED, FakeCollection
from reader_pilot import SIZES, reading
from widget_stage import on_stage, printed, screen_text

from briefing.model import Article, Instance, Stated, Statement, SyncReport
from briefing.presentation.coverage_blocks import CELL_LEGEND, coverage_blocks, is_reworded
from briefing.tui.drawing.source_heads import folded_name
from briefing.tui.messages import FolderSynced
from briefing.tui.widgets.coverage_view import CoverageView

ARTICLES = {article.id: article for article in (data.article(n) for n in range(30))}
PLACES = {id: place for place, id in enumerate(ARTICLES)}


def article(id: str) -> Article | None:
    return ARTICLES.get(id)


def carried(id: str, text: str, *by: int, mode: str = "direct") -> Statement:
    instances = tuple(
        Instance(f"{id}q{n}", data.article(n).id, f"{n}.txt", (0, len(text)), None, text, mode)  # type: ignore[arg-type]
        for n in by
    )
    return Statement(id, text, "Ada Krol", len(by), len(by), 1, instances)


def two_stories() -> list[Statement]:
    return [
        carried("s1", "The pier is safe and the ferry goes every hour of the day", 0, 1, 2, 3),
        carried("s2", "The comet was a smudge on four plates", 6, 7, 8),
        carried("s3", "Nobody was turned away before noon", 0, 1, 2),
        carried("s4", "The tail is longer than the moon is wide", 7, 8),
    ]


def test_statements_of_one_story_stand_together() -> None:
    blocks = coverage_blocks(two_stories(), PLACES)
    assert [[each.id for each in block.statements] for block in blocks] == [["s1", "s3"], ["s2", "s4"]]
    assert [len(block.articles) for block in blocks] == [4, 3]


def test_names_are_folded_and_never_two_letters() -> None:
    assert folded_name("Coastal Ledger", 7) == ["", "Coastal", "Ledger"]
    assert folded_name("NPA", 7) == ["", "", "NPA"]
    assert folded_name("The Bay Dispatch", 8) == ["", "The Bay", "Dispatch"]
    assert folded_name("The Bay Dispatch", 7) == ["", "The Bay", "Dispat…"]
    assert folded_name("14-nairobi-lantern", 7) == ["14", "nairobi", "lantern"]


OUTLETS = ("The Lighthouse Observer", "Northshire Intelligencer", "Bay Ferry Authority")


@pytest.mark.parametrize("width", [80, 120, 200])
async def test_no_word_of_a_sources_name_is_cut_where_the_table_has_room(width: int) -> None:
    view = CoverageView()
    statement = carried("s", "The pier is safe and open, the ferry runs and nobody has to wait for it", 0, 1, 2)
    articles = {
        data.article(n).id: replace(data.article(n), outlet=Stated.stated(name, name)) for n, name in enumerate(OUTLETS)
    }
    async with on_stage(view, (width, 24)) as (_, pilot):
        view.show(
            coverage_blocks([statement], PLACES),
            articles.get,
            lambda _: "Bay Ferry Authority of Harrow and Lowmark",
            lambda _, name: "BFA",
        )
        await pilot.pause()
        text = "\n".join(printed(view)[:7])
        for word in " ".join(OUTLETS).split():
            assert word in text
        assert ("BFA" if width < 120 else "Bay Ferry Authority") in text


async def test_every_line_of_the_statement_below_ends_with_a_whole_word() -> None:
    view = CoverageView()
    statement = carried("s", "The pier is safe and open, the ferry runs and nobody has to wait for it. " * 3, 0, 1)
    async with on_stage(view, (130, 24)) as (_, pilot):
        for width in range(100, 131):
            await pilot.resize_terminal(width, 24)
            view.show(coverage_blocks([statement], PLACES), article)
            await pilot.pause()
            assert "…" not in "".join(printed(view)[-5:-2])


def test_another_wording_is_told_from_a_part() -> None:
    whole = carried("s", "The pier is safe and open", 0)
    part = replace(whole.instances[0], text="pier is safe")
    assert not is_reworded(part, whole)
    assert is_reworded(replace(part, text="The pier was safe"), whole)


async def test_a_block_has_its_own_sources_and_the_statement_stands_whole_below() -> None:
    view = CoverageView()
    async with on_stage(view, (100, 24)) as (stage, pilot):
        view.show(coverage_blocks(two_stories(), PLACES), article, scope="all articles")
        await pilot.pause()
        shown = [line.rstrip() for line in printed(view)]
        assert "Coverage · all articles · 4 × 7" in screen_text(stage).splitlines()[0]
        assert shown[0].strip().startswith("● quoted")
        text = "\n".join(shown)
        assert "Coastal" in text
        assert "Ledger" in text
        assert "2 statements × 4 sources" in text
        assert "2 statements × 3 sources" in text
        assert "“The pier is safe and the ferry goes every hour of the day”" in shown[-5]
        assert "Ada Krol · Coastal Ledger: direct · 4 files · 4 texts · 1 origin" in shown[-1]
        view.move(1)
        view.move_column(3)
        await pilot.pause()
        assert view.current_instance is None
        assert view.nothing_here.startswith("this source does not carry it; ")
        assert "not there" in printed(view)[-1]
        view.move(1)
        assert view.current is not None
        assert view.current.id == "s2", "headings are stepped over"


@pytest.mark.parametrize("width", [40, 50, 60, 80])
async def test_the_legend_is_whole_on_every_width(width: int) -> None:
    view = CoverageView()
    async with on_stage(view, (width, 24)) as (_, pilot):
        view.show(coverage_blocks(two_stories(), PLACES), article)
        await pilot.pause()
        top = " ".join(line.strip() for line in printed(view)[: view.header])
        assert all(words in top for words in CELL_LEGEND)
        before = view.row
        await pilot.resize_terminal(120, 24)
        await pilot.pause()
        assert (view.header, view.row) == (1, before)


async def test_the_columns_follow_the_cursor() -> None:
    view = CoverageView()
    async with on_stage(view, (80, 16)) as (_, pilot):
        wide = [carried(f"s{n}", "The pier is safe", *range(20)) for n in range(40)]
        view.show(coverage_blocks(wide, PLACES), article)
        await pilot.pause()
        assert any(line.rstrip().endswith("›") for line in printed(view))
        view.move_column(19)
        view.to_top()
        await pilot.pause()
        assert view.column == 19
        assert any("‹" in line for line in printed(view))
        view.to_end()
        await pilot.pause()
        assert view.position == 39
        assert "[●]" in printed(view)[view.view_height - 1], "the last row is not hidden by what stands below"


async def test_only_what_is_drawn_is_asked_for() -> None:
    asked: list[str] = []

    def speaker(statement: Statement) -> str:
        asked.append(statement.id)
        return ""

    view = CoverageView()
    async with on_stage(view, (100, 24)) as (_, pilot):
        many = [carried(f"s{n:04}", "The pier is safe", 2 * n % 30, 2 * n % 30 + 1) for n in range(3000)]
        view.show(coverage_blocks(many, PLACES), article, speaker)
        await pilot.pause()
        assert 0 < len(set(asked)) <= 24
        assert len(asked) == len(set(asked))


async def test_the_cursor_begins_on_the_quotation_one_came_from(home: Path) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        await reader.press("j", "enter", "]")
        quotation = reader.screen.view.quotation
        await reader.press("t")
        target = reader.screen.target()
        assert target is not None
        assert quotation is not None
        assert (target.quotation, target.article) == (quotation.id, quotation.article)
        assert f"“{SHARED}”" in reader.text


async def test_coverage_of_the_search_says_so(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("/", *"forty", "enter")
        await reader.press("t")
        assert "Coverage · search /forty" in reader.text


@pytest.mark.parametrize(("key", "pane"), [("t", "coverage"), ("d", "differences")])
async def test_from_an_article_its_story_is_covered_and_a_key_shows_all(home: Path, key: str, pane: str) -> None:
    async with reading(home) as reader:
        await reader.press("enter", key)
        await reader.until(lambda: "story “Old bridge" in reader.text)
        await reader.press("A")
        await reader.until(lambda: "all articles" in reader.text)
        await reader.press("A")
        await reader.until(lambda: "story “Old bridge" in reader.text)
        assert reader.screen.active == pane


async def test_from_the_list_and_outside_of_stories_everything_is_covered(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("t")
        await reader.until(lambda: "all articles" in reader.text)
        await reader.press("A")
        assert any(notice.startswith("all articles are shown") for notice in reader.notices)
        await reader.press("q", "G", "k", "enter", "t")
        await reader.until(lambda: "all articles" in reader.text)


@pytest.mark.parametrize(("key", "pane"), [("t", "coverage"), ("d", "differences")])
async def test_an_open_table_shows_what_has_become_known(home: Path, key: str, pane: str) -> None:
    collection = FakeCollection()
    known, collection.statements = collection.statements, lambda least=1: ()  # type: ignore[method-assign]
    differing, collection.differences = collection.differences, lambda *_, **how: ()  # type: ignore[method-assign]
    async with reading(home, collection) as reader:
        await reader.press(key)
        table: Any = reader.screen.existing(pane)
        assert table.row_total() == 0
        collection.statements, collection.differences = known, differing  # type: ignore[method-assign]
        collection.generation += 1
        reader.screen.publish(FolderSynced(SyncReport(0, 0, 0, 0, 0.0, {}, ())))
        await reader.until(lambda: table.row_total() > 1)
        assert reader.screen.active == pane


async def test_a_statement_is_whole_where_all_rows_have_the_room() -> None:
    blocks = coverage_blocks(two_stories(), PLACES)
    view = CoverageView()
    async with on_stage(view, (80, 40)) as (_, pilot):
        view.show(blocks, article)
        await pilot.pause()
        table = "\n".join(printed(view)).partition("───")[0]
        assert "…" not in table
        words = "The pier is safe and the ferry goes every hour of the day".split()
        assert [word for word in words if word not in table.split()] == []
        assert view.row_total() == len(two_stories()) + len(blocks)
        await pilot.resize_terminal(80, 20)
        await pilot.pause()
        rows = [line for line in printed(view) if "Ada Krol" in line]
        assert len(rows) >= len(two_stories()), "every statement is on the screen"


async def test_many_statements_take_one_line_each() -> None:
    many = [carried(f"s{n}", "The pier is safe and the ferry goes every hour of the day", 0, 1, 2) for n in range(60)]
    view = CoverageView()
    async with on_stage(view, (80, 30)) as (_, pilot):
        view.show(coverage_blocks(many, PLACES), article)
        await pilot.pause()
        rows = [line for line in printed(view) if line.strip().strip("▌").strip().startswith("Ada Krol")]
        assert len(rows) > 10
        assert all("●" in line for line in rows[:-1])


LONG_NAMES = ("Lower Oststadt Correspondent", "Harbourmaster", "NPA", "Interdepartmental Gazette", "Upper River Post")


def named(id: str) -> Article | None:
    outlet = Stated.stated(LONG_NAMES[list(ARTICLES).index(id) % len(LONG_NAMES)], "a line")
    return replace(ARTICLES[id], outlet=outlet)


async def test_names_that_have_no_room_in_their_columns_stand_whole_on_steps() -> None:
    view = CoverageView()
    async with on_stage(view, (80, 24)) as (_, pilot):
        view.show(coverage_blocks([carried("s1", "The pier is safe and the ferry goes", *range(5))], PLACES), named)
        await pilot.pause()
        lines = printed(view)
        heads = [line for line in lines if "┐" in line]
        for name, line in zip(reversed(LONG_NAMES), heads, strict=True):
            assert name in line
        (cells,) = (line for line in lines if line.count("●") == 5)
        places = [place for place, sign in enumerate(cells) if sign == "●"]
        assert [line.index("┐") for line in heads] == list(reversed(places))
        assert sum("1 statement × 5 sources" in line for line in heads) == 1


async def test_steps_leave_room_for_the_statements_and_follow_the_cursor() -> None:
    view = CoverageView()
    async with on_stage(view, (80, 24)) as (_, pilot):
        view.show(coverage_blocks([carried("s1", "The pier is safe and the ferry goes", *range(12))], PLACES), named)
        await pilot.pause()
        assert sum("┐" in line for line in printed(view)) <= 6
        view.move_column(11)
        await pilot.pause()
        assert "[●]" in "\n".join(printed(view))
        assert any("‹" in line for line in printed(view))


async def test_what_stands_below_the_table_is_whole() -> None:
    view = CoverageView()
    async with on_stage(view, (60, 24)) as (_, pilot):
        view.show(coverage_blocks([carried("s1", "The pier is safe and the ferry goes", 0, 1)], PLACES), named)
        await pilot.pause()
        below = " ".join(" ".join(printed(view)[-2:]).split())
        assert below.endswith("said by Ada Krol · Lower Oststadt Correspondent: direct 2 files · 2 texts · 1 origin")
