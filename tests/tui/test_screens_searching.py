"""Searching in the reader: live, honest about errors, from hit to hit across articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import SIZES, Reader, reading

from briefing.tui.messages import NameFilterToggled
from briefing.tui.workers import NewestOnly


async def search(reader: Reader, words: str) -> None:
    await reader.press("/", *words)
    await reader.until(lambda: reader.screen.state.query == words)
    await reader.settle()


@pytest.mark.parametrize(
    ("keys", "scope"),
    [
        (("o", "x"), "all articles"),
        (("end", "s"), "quotations only"),
        (("end", "backspace"), "quotations only"),
        (("tab", "o"), "all articles"),
        (("shift+tab", "o"), "this article"),
        (("up", "x"), "all articles"),
    ],
)
async def test_another_search_is_not_limited_as_the_one_before(home: Path, keys: tuple[str, ...], scope: str) -> None:
    async with reading(home) as reader:
        await reader.press("/", "shift+tab", *"carts", "enter", "/")
        assert "● quotations only" in reader.text
        await reader.press(*keys)
        await reader.until(lambda: f"● {scope}" in reader.text)


async def test_the_list_shrinks_and_the_first_hit_is_shown_while_typing(home: Path) -> None:
    async with reading(home) as reader:
        await search(reader, "baske")
        assert "Articles 1" in reader.text
        assert "/baske   1/1 hit · 1 article" in reader.header
        assert reader.screen.state.shown == "000000000003"
        assert reader.screen.view.hit_position == (1, 1)
        assert reader.screen.field is not None


async def test_a_later_keystroke_wins_over_an_earlier_one(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("/", *"bridge", *["backspace"] * 6, *"market")
        await reader.until(lambda: reader.screen.state.query == "market")
        await reader.settle()
        assert [a.id for a in reader.screen.search.found_articles() or ()] == ["000000000003"]


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
        total = sum(reader.screen.state.results.counts.values())
        seen = []
        for _ in range(total):
            seen.append((reader.screen.state.shown, reader.screen.view.cursor))
            await reader.type("n")
        assert len(set(seen)) == total
        assert (reader.screen.state.shown, reader.screen.view.cursor) == seen[0]
        assert f"1/{total} hits · 3 articles" in reader.header
        await reader.type("N")
        assert (reader.screen.state.shown, reader.screen.view.cursor) == seen[-1]
        assert f"{total}/{total} hits · 3 articles" in reader.header


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_back_takes_the_search_away_and_keeps_what_is_read(home: Path, key: str) -> None:
    async with reading(home) as reader:
        await search(reader, "baskets")
        await reader.press("enter", key)
        assert reader.screen.state.query == ""
        assert "Articles 5" in reader.text
        assert reader.screen.state.shown == "000000000003"


async def test_escape_in_the_line_goes_back_to_where_the_search_began(home: Path) -> None:
    async with reading(home) as reader:
        await reader.type("jj")
        before = reader.screen.state.shown
        await search(reader, "carts")
        await reader.press("escape")
        assert reader.screen.state.shown == before
        assert "Articles 5" in reader.text
        assert reader.screen.field is None


async def test_escape_in_the_line_keeps_the_search_that_was_on(home: Path) -> None:
    async with reading(home) as reader:
        await search(reader, "carts")
        await reader.press("enter", "n")
        before, header = (reader.screen.state.shown, reader.screen.view.cursor), reader.header
        await search(reader, "baskets")
        await reader.press("escape")
        assert (reader.screen.state.shown, reader.screen.view.cursor) == before
        assert reader.header == header
        await reader.press("/", "(", "escape")
        assert (reader.header, reader.screen.list.count) == (header, 3)
        await reader.press("escape")
        assert (reader.screen.state.query, reader.screen.list.count) == ("", 5)


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


async def test_the_character_that_is_wrong_is_pointed_at(home: Path) -> None:
    async with reading(home) as reader:
        await search(reader, "bridge")
        await reader.press("(")
        await reader.until(lambda: "▲" in reader.text)
        lines = reader.lines()
        typed = next(line for line in lines if "bridge(" in line)
        arrow = next(line for line in lines if "▲" in line)
        assert arrow.index("▲") == typed.index("(")
        assert lines.index(arrow) > lines.index(typed)
        await reader.press("backspace")
        await reader.until(lambda: "▲" not in reader.text)


async def test_a_word_that_stands_nowhere_is_corrected_by_enter(home: Path) -> None:
    collection = FakeCollection()
    collection.corrections["brigde"] = "bridge"
    async with reading(home, collection) as reader:
        await search(reader, "brigde")
        assert "did you mean bridge?" in reader.header
        assert "did you mean bridge?" in reader.text.split("\n", 1)[1]
        await reader.press("enter")
        assert reader.screen.state.query == "bridge"
        assert reader.screen.active == "article"
        assert any("bridge instead of brigde" in notice for notice in reader.notices)


async def test_a_correction_nobody_has_seen_waits_for_a_second_enter(home: Path) -> None:
    collection = FakeCollection()
    collection.corrections["brigde"] = "bridge"
    async with reading(home, collection) as reader:
        await reader.burst(*"/brigde", "enter")
        assert reader.screen.state.query == "brigde"
        assert "Enter searches for it" in reader.text
        await reader.press("enter")
        assert reader.screen.state.query == "bridge"


async def test_tab_turns_where_the_search_looks(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j")
        here = reader.screen.state.shown
        await search(reader, "bridge")
        assert "● all articles" in reader.text
        assert "Tab now in all articles" in reader.lines()[-1]
        everywhere = sum(reader.screen.state.results.counts.values())
        await reader.press("tab")
        await reader.until(lambda: "· 1 article" in reader.header)
        assert "● this article" in reader.text
        assert "this article" in reader.header
        assert reader.screen.state.shown == here
        await reader.press("tab")
        await reader.until(lambda: "quotations only" in reader.header and "· 1 article" not in reader.header)
        assert "● quotations only" in reader.text
        assert 0 <= sum(reader.screen.state.results.counts.values()) < everywhere
        await reader.press("tab")
        await reader.until(lambda: "● all articles" in reader.text and "· 3 articles" in reader.header)


async def test_hits_in_quotations_only_stand_in_quotations(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("/", "shift+tab", *"carts")
        await reader.until(lambda: bool(reader.screen.state.results.counts))
        await reader.settle()
        assert reader.screen.state.results.counts
        for id in reader.screen.state.results.articles:  # type: ignore[union-attr]
            quoted = [q.span for q in reader.app.collection.quotations(id)]
            for start, end in reader.screen.hits.hits(id):
                assert any(first <= start and end <= last for first, last in quoted)
        await reader.press("enter")
        assert reader.app.collection.state.history() == ["quote:(carts)"]


async def test_a_saved_search_keeps_its_scope(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("/", "shift+tab", *"carts", "enter", "S", "enter", "enter", "q")
        assert reader.screen.state.query == ""
        await reader.press("S", "enter")
        assert reader.screen.state.query == "carts"
        assert "quotations only" in reader.header


async def test_the_scope_and_a_name_narrow_together(home: Path) -> None:
    async with reading(home) as reader:
        entity = next(e for e in reader.app.collection.entities() if e.name == "Jory Pell")
        reader.screen.publish(NameFilterToggled(entity.id, entity.name, without=False))
        await reader.settle()
        await search(reader, "the")
        assert "· 1 article" in reader.header
        assert "that name Jory Pell" in reader.text


async def test_enter_says_what_whole_words_leave_out(home: Path) -> None:
    async with reading(home) as reader:
        await search(reader, "cart")
        await reader.press("enter")
        # No word is just "cart": what was seen while typing stays.
        assert reader.header.endswith("words that begin with cart")
        assert reader.screen.state.results.counts
        await reader.press("q", "q")
        await search(reader, "no")
        await reader.press("enter")
        assert "whole word; no* finds" in reader.header
        assert not reader.notices  # a sentence that stays is enough: nothing pops up over what was found
        await reader.press("q", "q")
        await search(reader, "bridge")
        await reader.press("enter")
        assert "whole word" not in reader.header


async def test_a_filter_set_while_searching_asks_again(home: Path) -> None:
    async with reading(home) as reader:
        await search(reader, "the")
        await reader.press("enter")
        before = reader.screen.list.count
        entity = next(e for e in reader.app.collection.entities() if e.name == "Jory Pell")
        reader.screen.publish(NameFilterToggled(entity.id, entity.name, without=False))
        await reader.until(lambda: reader.screen.list.count < before)


async def test_going_around_the_end_is_said(home: Path) -> None:
    async with reading(home) as reader:
        await search(reader, "baskets")
        await reader.press("enter", "n")
        assert "from the first hit again" in reader.notices[-1]
        await reader.press("N")
        assert "from the last hit again" in reader.notices[-1]


async def test_eighty_columns_show_the_first_hit_under_the_list_while_typing(home: Path) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        await search(reader, "carts")
        lines = reader.lines()
        assert any("Articles 3" in line for line in lines)
        article = next(i for i, line in enumerate(lines) if "Article " in line and "Articles" not in line)
        assert any("carts" in line for line in lines[article + 1 :])
        await reader.press("escape")
        assert not any(line.startswith(" Article ") for line in reader.lines())
        assert reader.screen.shape.stacked_height == 0


async def test_the_session_keeps_the_scope(home: Path) -> None:
    collection = FakeCollection()
    async with reading(home, collection) as reader:
        await reader.press("j", "/", "tab", *"bridge", "enter")
        assert "this article" in reader.header
    async with reading(home, collection) as reader:
        assert "this article" in reader.header
        assert reader.screen.list.count == 1


async def test_nothing_found_says_what_to_do(home: Path) -> None:
    async with reading(home) as reader:
        await search(reader, "zeppelin")
        await reader.press("enter")
        assert "Articles 0" in reader.text
        assert "zeppelin stands in no article" in reader.text
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


async def test_find_says_what_is_wrong_with_what_was_typed(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("j", "enter", "f", *"bridge(", "enter")
        assert "a parenthesis is never closed (at character 7)" in reader.notices
        assert reader.screen.field is None


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
        assert reader.screen.state.query == "bridge"
        await reader.press("S", "down", "X")
        assert reader.app.collection.state.saved_searches() == []
        assert reader.screen.mover.count == 1  # type: ignore[attr-defined]
        await reader.press("U")
        assert [s.query for s in reader.app.collection.state.saved_searches()] == ["bridge"]
        assert reader.screen.mover.count == 2, "the list shows it again"  # type: ignore[attr-defined]


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
        gate.wait(60)
        return 1

    def last(superseded) -> int:  # type: ignore[no-untyped-def]
        ended.set()
        return 3

    worker.submit(slow, answers.append, answers.append)
    assert running.wait(60)
    worker.submit(lambda superseded: 2, answers.append, answers.append)
    worker.submit(last, answers.append, answers.append)
    gate.set()
    assert ended.wait(60)
    worker.close(5)
    for call, values in posted:
        call(*values)
    assert 1 not in answers
    assert 2 not in answers
