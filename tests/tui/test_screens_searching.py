"""Searching in the reader: live, honest about errors, from hit to hit across articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import SIZES, Reader, reading

from briefing.tui.background import NewestOnly


async def search(reader: Reader, words: str) -> None:
    await reader.press("/", *words)
    await reader.until(lambda: reader.screen.searching.query == words)
    await reader.settle()


async def test_the_list_shrinks_and_the_first_hit_is_shown_while_typing(home: Path) -> None:
    async with reading(home) as reader:
        await search(reader, "baske")
        assert "Articles 1" in reader.text
        assert "/baske   1/1 hit · 1 article" in reader.header
        assert reader.screen.shown == "000000000003"
        assert reader.screen.view.hit_position == (1, 1)
        assert reader.screen.field is not None


async def test_a_later_keystroke_wins_over_an_earlier_one(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("/", *"bridge", *["backspace"] * 6, *"market")
        await reader.until(lambda: reader.screen.searching.query == "market")
        await reader.settle()
        assert [a.id for a in reader.screen.searching.found_articles() or ()] == ["000000000003"]


async def test_enter_keeps_the_results_and_goes_to_the_article(home: Path) -> None:
    async with reading(home) as reader:
        await search(reader, "bridge")
        await reader.press("enter")
        assert reader.screen.active == "article"
        assert "Articles 3" in reader.text
        assert reader.app.collection.state.history() == ["bridge"]


async def test_n_walks_every_hit_in_order_across_articles_and_around_the_end(home: Path) -> None:
    async with reading(home) as reader:
        await search(reader, "bridge")
        await reader.press("enter")
        total = sum(reader.screen.searching.counts.values())
        seen = []
        for _ in range(total):
            seen.append((reader.screen.shown, reader.screen.view.cursor))
            await reader.type("n")
        assert len(set(seen)) == total
        assert (reader.screen.shown, reader.screen.view.cursor) == seen[0]
        assert f"1/{total} hits · 3 articles" in reader.header
        await reader.type("N")
        assert (reader.screen.shown, reader.screen.view.cursor) == seen[-1]
        assert f"{total}/{total} hits · 3 articles" in reader.header


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_back_takes_the_search_away_and_keeps_what_is_read(home: Path, key: str) -> None:
    async with reading(home) as reader:
        await search(reader, "baskets")
        await reader.press("enter", key)
        assert reader.screen.searching.query == ""
        assert "Articles 5" in reader.text
        assert reader.screen.shown == "000000000003"


async def test_escape_in_the_line_goes_back_to_where_the_search_began(home: Path) -> None:
    async with reading(home) as reader:
        await reader.type("jj")
        before = reader.screen.shown
        await search(reader, "carts")
        await reader.press("escape")
        assert reader.screen.shown == before
        assert "Articles 5" in reader.text
        assert reader.screen.field is None


async def test_a_query_that_cannot_be_read_says_where_and_leaves_the_last_results(home: Path) -> None:
    async with reading(home) as reader:
        await search(reader, "bridge")
        await reader.press("(")
        await reader.until(lambda: "parenthesis is never closed" in reader.text)
        assert "character 7" in reader.text.replace("\n", " ") or "7)" in reader.text
        assert "Articles 3" in reader.text
        await reader.press("enter")
        assert reader.screen.field is not None
        assert "parenthesis is never closed" in reader.text
        await reader.press("backspace", "enter")
        assert reader.screen.active == "article"


async def test_nothing_found_says_what_to_do(home: Path) -> None:
    async with reading(home) as reader:
        await search(reader, "zeppelin")
        await reader.press("enter")
        assert "Articles 0" in reader.text
        assert "try fewer" in reader.text
        assert reader.screen.active == "list"


async def test_no_filter_by_reading_hides_a_hit(home: Path) -> None:
    collection = FakeCollection()
    collection.state.set_read(["000000000003"], True)
    async with reading(home, collection) as reader:
        await reader.screen.perform("filter_unread")
        await reader.settle()
        assert "Articles 4" in reader.text
        await search(reader, "baskets")
        assert "Articles 1" in reader.text


async def test_words_typed_at_once_with_enter_find_the_same(home: Path) -> None:
    async with reading(home) as reader:
        await reader.burst(*"/bridge", "enter", *"nn")
        assert "3/" in reader.header
        assert "· 3 articles" in reader.header


async def test_find_in_this_article_only(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "enter", "f", *"carts")
        assert "hits · 1 article" in reader.header
        await reader.press("enter")
        first = reader.screen.view.cursor
        await reader.type("n")
        assert reader.screen.view.cursor > first
        assert "Articles 5" in reader.text


async def test_find_says_when_there_is_nothing(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("enter", "f", *"zzz", "enter")
        assert any("not in this article" in notice for notice in reader.notices)


async def test_history_comes_with_the_arrow_keys(home: Path) -> None:
    collection = FakeCollection()
    for query in ("first", "second"):
        collection.state.add_history(query)
    async with reading(home, collection) as reader:
        await reader.press("/", "up")
        assert reader.screen.field is not None
        assert reader.screen.field.value == "second"
        await reader.press("up")
        assert reader.screen.field.value == "first"
        await reader.press("down", "down")
        assert reader.screen.field.value == ""


async def test_a_search_is_saved_run_and_removed(home: Path) -> None:
    async with reading(home) as reader:
        await search(reader, "bridge")
        await reader.press("enter", "S", "enter", "enter")
        assert [s.query for s in reader.app.collection.state.saved_searches()] == ["bridge"]
        await reader.press("q", "S", "enter")
        assert reader.screen.searching.query == "bridge"
        await reader.press("S", "down", "X")
        assert reader.app.collection.state.saved_searches() == []
        await reader.press("U")
        assert [s.query for s in reader.app.collection.state.saved_searches()] == ["bridge"]


async def test_pasted_text_becomes_one_safe_line(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("/")
        await reader.screen.paste("bridge\x1b[201~\nof\tstone")
        assert reader.screen.field is not None
        assert reader.screen.field.value == "bridge␛[201~ of stone"


async def test_one_pane_shows_the_hits_and_then_the_article(home: Path) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        await search(reader, "bridge")
        assert "Articles 3" in reader.text
        await reader.press("enter")
        assert "Articles" not in reader.text
        await reader.press("q")
        assert "Articles 3" in reader.text
        await reader.press("q")
        assert "Articles 5" in reader.text


def test_only_the_newest_question_is_answered() -> None:
    posted = []
    worker = NewestOnly("test", lambda call, *values: posted.append((call, values)))
    answers: list[int] = []
    import threading

    gate, running, ended = threading.Event(), threading.Event(), threading.Event()

    def slow(superseded) -> int:  # type: ignore[no-untyped-def]
        running.set()
        gate.wait(5)
        return 1

    def last(superseded) -> int:  # type: ignore[no-untyped-def]
        ended.set()
        return 3

    worker.submit(slow, answers.append, answers.append)
    assert running.wait(5)
    worker.submit(lambda superseded: 2, answers.append, answers.append)
    worker.submit(last, answers.append, answers.append)
    gate.set()
    assert ended.wait(5)
    worker.close(5)
    for call, values in posted:
        call(*values)
    assert 1 not in answers
    assert 2 not in answers
