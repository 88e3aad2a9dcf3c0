"""The list of every hit of a search: one row a hit, in the search's order; what acts on a row, the way there and back, counts that grow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reader_fake import FakeCollection
from reader_pilot import SIZES, Reader, reading

from briefing.tui.drawing.telling import evidence, on_one_line
from briefing.tui.messages import HitsCounted
from briefing.tui.rows.hit_rows import FoundIn, HitRows


async def searched(reader: Reader, words: str) -> None:
    """Search for words and stand at the first hit."""
    await reader.press("/")
    await reader.type(words)
    await reader.press("enter")
    await reader.until(lambda: reader.screen.state.answer.whole)


async def listed(reader: Reader, words: str) -> Any:
    await searched(reader, words)
    await reader.press("A")
    await reader.until(lambda: reader.screen.active == "hits")
    return reader.screen.existing("hits")


def places(reader: Reader) -> list[tuple[str, int]]:
    """Every hit by the key that walks through them: article and offset."""
    screen = reader.screen
    return [(screen.state.shown, screen.view.cursor)]


@pytest.mark.parametrize("size", SIZES)
async def test_each_hit_has_a_row_with_its_source_its_day_and_its_line(home: Path, size: str) -> None:
    async with reading(home, size=SIZES[size]) as reader:
        pane = await listed(reader, "bridge")
        collection = reader.screen.collection
        ids = list(reader.screen.list.order)
        spans = [(id, span) for id in ids for span in collection.hits_in("bridge", id, live=False)]
        assert pane.count == len(spans) > 4
        rows = [pane.draw_line(row, 0, pane.content_width, False).text for row in range(pane.count)]
        for (id, span), row in zip(spans, rows, strict=True):
            article, text = collection.article(id), collection.document(id).text
            assert (article.published.value or "—") in row
            assert text[slice(*span)] in row
        assert f"{len(spans)} · {len({id for id, _ in spans})} articles" in reader.text


async def test_the_word_is_lit_in_its_line(home: Path) -> None:
    async with reading(home) as reader:
        pane = await listed(reader, "baskets")
        (row,) = [pane.draw_line(row, 0, 90, False) for row in range(pane.count)]
        lit = [segment.text for segment in row._segments if segment.style and segment.style.underline]
        assert lit == ["baskets"]


async def test_enter_goes_to_the_hit_and_q_and_H_lead_back_to_its_row(home: Path) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        pane = await listed(reader, "bridge")
        await reader.press("j", "j", "j")
        row, target = pane.row, pane.target
        for back in ("q", "H"):
            await reader.press("enter")
            assert reader.screen.active == "article"
            assert (reader.screen.state.shown, reader.screen.view.cursor) == (target.article, target.at)
            await reader.press(back)
            assert (reader.screen.active, pane.row) == ("hits", row)
            assert reader.screen.state.query == "bridge"


async def test_the_walk_goes_on_from_the_hit_that_was_opened(home: Path) -> None:
    async with reading(home) as reader:
        pane = await listed(reader, "bridge")
        await reader.press("j", "enter")
        here = reader.screen.hits.position()
        await reader.press("n")
        assert (here, reader.screen.hits.position()) == (2, 3)
        await reader.press("A")
        assert pane.row == 2


async def test_the_keys_for_hits_walk_the_rows(home: Path) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        pane = await listed(reader, "bridge")
        cursor = reader.screen.view.cursor
        await reader.press("n", "n", "N")
        assert (pane.row, reader.screen.active, reader.screen.view.cursor) == (1, "hits", cursor)


@pytest.mark.parametrize("pane", ["list", "coverage"])
async def test_a_hit_that_is_gone_to_is_seen_wherever_the_key_is_pressed(home: Path, pane: str) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        await searched(reader, "bridge")
        await (reader.press("t") if pane == "coverage" else reader.screen.go_to_pane(pane))
        await reader.press("n")
        assert (reader.screen.active, reader.screen.hits.position()) == ("article", 2)


async def test_the_same_key_and_q_close_the_list(home: Path) -> None:
    async with reading(home) as reader:
        await listed(reader, "bridge")
        for key in ("A", "q"):
            await reader.press(key)
            assert reader.screen.active == "article"
            await reader.press("A")
            assert reader.screen.active == "hits"


async def test_the_search_line_names_the_key_and_the_arrow_lists_them(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("/")
        await reader.type("bridge")
        await reader.until(lambda: ("↓", "all hits") in reader.screen.hints.hints)
        await reader.press("down")
        await reader.until(lambda: reader.screen.active == "hits")
        assert not reader.screen.typing
        await reader.press("q")
        assert reader.screen.active == "article"


async def test_the_arrow_still_walks_back_through_earlier_searches(home: Path) -> None:
    async with reading(home) as reader:
        for words in ("carts", "market"):
            await searched(reader, words)
        await reader.press("/", "up", "up")
        prompt = await reader.screen.search_line()
        assert prompt.value == "carts"
        await reader.press("down")
        assert (prompt.value, reader.screen.typing) == ("market", True)


@pytest.mark.parametrize("pane", ["list", "article"])
async def test_the_footer_of_a_search_offers_the_list(home: Path, pane: str) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        assert ("A", "all hits") not in reader.screen.hints.hints
        await searched(reader, "bridge")
        await reader.screen.go_to_pane(pane)
        assert {("A", "all hits"), ("n", "next hit")} <= set(reader.screen.hints.hints)
        assert "? help" in reader.lines()[-1]


async def test_where_nothing_was_found_it_is_not_offered(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("/")
        await reader.type("zebra")
        await reader.press("enter")
        await reader.until(lambda: "no hits" in reader.text)
        assert ("A", "all hits") not in reader.screen.hints.hints


async def test_the_palette_offers_it(home: Path) -> None:
    async with reading(home) as reader:
        await searched(reader, "bridge")
        await reader.press(":")
        await reader.type("every hit")
        await reader.press("enter")
        await reader.until(lambda: reader.screen.active == "hits")


async def test_without_a_search_it_says_so(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("A")
        assert reader.said == ["search first: /"]


async def test_articles_found_by_their_outlet_alone_have_no_hits_to_list(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeCollection, "hits_in", lambda *asked, **how: ())
    async with reading(home) as reader:
        await searched(reader, "bridge")
        await reader.press("A")
        assert reader.said == ["no article found has these words in its text"]
        assert reader.screen.active != "hits"


async def test_only_the_hits_in_quotations(home: Path) -> None:
    async with reading(home) as reader:
        pane = await listed(reader, "bridge")
        every = pane.count
        await reader.press("Q")
        await reader.until(lambda: reader.screen.state.answer.whole)
        quoted = pane.count
        assert 0 < quoted < every
        assert "quotations only" in reader.text
        assert all(pane._rows.target(row).quotation for row in range(quoted))
        await reader.press("Q")
        await reader.until(lambda: pane.count == every)


async def test_where_no_hit_is_in_a_quotation_the_list_stays(home: Path) -> None:
    async with reading(home) as reader:
        pane = await listed(reader, "ferry")
        await reader.press("Q")
        assert reader.said == ["none of these hits stands in a quotation"]
        assert (reader.screen.active, pane.count) == ("hits", 1)


async def test_a_row_in_a_quotation_is_cited_clipped_and_compared_as_that(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        pane = await listed(reader, "carts day")
        while pane.target.quotation is None:
            await reader.press("j")
        target = pane.target
        await reader.press("y")
        assert copied == [reader.screen.collection.cite(target.quotation).text]
        await reader.press("a")
        (clipping,) = reader.screen.collection.state.clippings()
        assert (clipping.article, clipping.span) == (target.article, target.span)
        await reader.press("c")
        assert reader.screen.active == "compare"
        await reader.press("q")
        assert (reader.screen.active, pane.target) == ("hits", target)


async def test_a_row_in_no_quotation_is_its_sentence(home: Path, copied: list[str]) -> None:
    async with reading(home) as reader:
        await listed(reader, "ferry")
        await reader.press('"')
        assert copied == ["A ferry would carry sixty."]


async def test_what_came_meanwhile_stands_in_the_open_list_and_the_cursor_keeps_its_hit(home: Path) -> None:
    collection = FakeCollection(stories=3)
    async with reading(home, collection) as reader:
        pane = await listed(reader, "east")
        await reader.press("G")
        at, count = pane.target, pane.count
        collection.add(3)
        reader.screen.load_articles()
        await reader.screen.search.again()
        await reader.until(lambda: pane.count > count)
        assert pane.target == at


async def test_a_search_that_is_gone_back_to_brings_its_list(home: Path) -> None:
    async with reading(home) as reader:
        pane = await listed(reader, "bridge")
        await reader.press("j", "j", "enter")
        await searched(reader, "market")
        await reader.press("H", "H")
        assert (reader.screen.active, pane.row, reader.screen.state.query) == ("hits", 2, "bridge")


# --- the rows alone ---


def looked_at(text: str, hits: tuple[tuple[int, int], ...], seen: list[str]) -> Callable[[str], FoundIn]:
    def look(id: str) -> FoundIn:
        seen.append(id)
        return FoundIn("Quay", "2031-05-06", "A title", text, hits, ())

    return look


def test_of_a_hundred_thousand_hits_only_those_that_are_drawn_are_looked_at() -> None:
    seen: list[str] = []
    rows = HitRows(
        [f"a{n}" for n in range(2000)], {f"a{n}": 50 for n in range(2000)}, looked_at("one two", ((4, 7),), seen)
    )
    assert (len(rows), seen) == (100_000, [])
    assert rows.place(99_999) == ("a1999", 49)
    assert rows.row_of("a3", 7) == 157
    assert rows.at(155) is not None
    assert rows.at(156) is not None
    assert seen == ["a3"]


def test_articles_without_a_hit_have_no_row() -> None:
    rows = HitRows(["a", "b", "c"], {"a": 0, "c": 2}, looked_at("one two", ((4, 7),), []))
    assert (len(rows), rows.articles, rows.place(0), rows.row_of("a", 0)) == (2, 1, ("c", 0), None)


@pytest.mark.parametrize("before", [0, 3, 100_000])
def test_the_line_around_a_hit_of_a_giant_line_is_short(before: int) -> None:
    text = "word " * before + "needle" + " word" * before
    rows = HitRows(["a"], {"a": 1}, looked_at(text, ((len("word " * before), len("word " * before) + 6),), []))
    row = rows.at(0)
    assert row is not None
    assert len(row.words.text) < 2000
    start, end = row.words.telling or (0, 0)
    assert row.words.text[start:end] == "needle"


@pytest.mark.parametrize("room", [30, 45, 60, 200])
def test_a_row_is_filled_with_whole_words_around_the_hit(room: int) -> None:
    text = "Old carts went down to the quay in the morning and newer carts came up from it in the evening, as ever"
    at = text.index("carts came")
    line = on_one_line(evidence(text, (at, at + 5)), room)
    start, end = line.marked or (0, 0)
    assert line.text[start:end] == "carts"
    assert min(len(text), room) - 12 <= len(line.text) <= room
    assert all(word in text.split() for word in line.text.strip("… ").split())


def test_an_article_that_lost_its_hits_leaves_an_empty_row() -> None:
    rows = HitRows(["a"], {"a": 1}, lambda id: None)
    assert rows.at(0) is None
    assert rows.target(0) is None


async def test_counts_that_grow_reach_a_list_that_is_not_open_when_it_is_opened(home: Path) -> None:
    async with reading(home) as reader:
        pane = await listed(reader, "bridge")
        await reader.press("q")
        reader.screen.publish(HitsCounted())
        await reader.press("A")
        assert pane.count == sum(reader.screen.state.answer.counts.values())
