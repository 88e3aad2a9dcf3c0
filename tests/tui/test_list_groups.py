"""The list put together by story, outlet and day, sorted, filtered; many articles acted on at once. On a collection in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reader_fake import FakeCollection
from reader_pilot import SIZES, Reader, reading
from widget_stage import on_stage, printed

from briefing.collection.queries.article_list import StoredArticles
from briefing.model import Article, Stated, Story
from briefing.tui.controllers.search.search_results import FoundArticles
from briefing.tui.messages import FolderSynced
from briefing.tui.rows.list_rows import Groups, Rows, rows_of
from briefing.tui.rows.story_of import StoryOf
from briefing.tui.widgets.article_list import MEASURED_MOST, ArticleList

BRIDGE = ["000000000000", "000000000001", "000000000002"]


async def arrange(reader: Reader, choice: str) -> None:
    """Choose a row of the menu of the list, and wait until what it asks for stands."""
    await reader.press(",")
    menu: Any = reader.screen.mover
    names = [row.label for row in menu._rows]
    menu.go(names.index(choice))
    await reader.press("enter")
    if choice in ("story", "outlet", "day"):
        await reader.until(lambda: reader.screen.list.grouped)
    await reader.settle()


def left(reader: Reader) -> str:
    """What the list shows."""
    width = reader.screen.list.size.width
    return "\n".join(line[:width].rstrip() for line in reader.lines())


async def test_the_menu_says_what_is_in_force(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press(",")
        assert "Group and sort" in reader.text
        chosen = [line for line in reader.lines() if "●" in line.partition("Group and sort")[2] or " ●  " in line]
        assert any("flat" in line for line in chosen)
        assert any("relevance" in line for line in chosen)


async def test_a_story_is_one_row_that_unfolds_and_is_remembered(home: Path) -> None:
    async with reading(home) as reader:
        await arrange(reader, "story")
        assert "3 files · 3 texts · 2 outlets · " in left(reader)
        assert "≠" in left(reader)
        assert "2024-03-06" in left(reader)
        assert "Carts may cross" not in left(reader)
        await reader.press("g", "z")
        assert "Carts may cross" in left(reader)
        await reader.press("j", "z")
        assert "Carts may cross" not in left(reader)
        assert reader.screen.list.story is not None
    async with reading(home) as reader:
        await reader.until(lambda: reader.screen.list.grouped)


async def test_enter_unfolds_a_story(home: Path) -> None:
    async with reading(home, size=SIZES["one"]) as reader:
        await arrange(reader, "story")
        await reader.press("g", "enter")
        assert reader.screen.active == "list"
        assert "Carts may cross" in reader.text


async def test_an_article_that_is_gone_to_unfolds_its_story(home: Path) -> None:
    async with reading(home) as reader:
        await arrange(reader, "story")
        await reader.screen.open_at(BRIDGE[1], 0)
        await reader.settle()
        assert reader.screen.list.current.id == BRIDGE[1]  # type: ignore[union-attr]


async def test_next_article_goes_into_stories_and_out_of_them(home: Path) -> None:
    async with reading(home) as reader:
        await arrange(reader, "story")
        await reader.press("g", "J")
        seen = [reader.screen.state.shown]
        for _ in range(4):
            await reader.press("J")
            seen.append(reader.screen.state.shown)
        assert set(seen) == {*BRIDGE, "000000000003", "000000000004"}
        await reader.press("K", "K", "K", "K", "K")
        assert reader.screen.state.shown == seen[0]


async def test_a_search_shows_its_hits_by_story(home: Path) -> None:
    async with reading(home) as reader:
        await arrange(reader, "story")
        await reader.press("/", *"bridge", "enter")
        await reader.until(lambda: reader.screen.state.query == "bridge")
        await reader.settle()
        assert "3 files" in left(reader)
        assert "hits" in left(reader)
        first = reader.screen.state.shown
        assert first in BRIDGE
        for _ in range(8):
            await reader.press("n")
        assert reader.screen.state.shown in BRIDGE


@pytest.mark.parametrize(
    ("group", "headings"),
    [("outlet", ["Hill Paper", "Ost Valley News", "Vellmar Courier", "no outlet"]), ("day", ["2024-03-06", "no date"])],
)
async def test_headings_stand_over_outlets_and_days(home: Path, group: str, headings: list[str]) -> None:
    async with reading(home) as reader:
        await arrange(reader, group)
        lines = [line.strip() for line in left(reader).splitlines()]
        places = [lines.index(heading) for heading in headings]
        assert places == sorted(places)
        await reader.press("g", "k")
        assert reader.screen.list.current is not None  # the cursor never stands on a heading


async def test_unread_come_first(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("u")
        await arrange(reader, "unread")
        assert reader.screen.list.order[-1] == BRIDGE[1]


# --- filters ----------------------------------------------------------------------------------------------------------


async def test_filters_on_keys(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("s", "F", "s")
        assert list(reader.screen.list.order) == [BRIDGE[1]]
        await reader.press("F", "s", "u", "F", "u")
        assert BRIDGE[1] not in reader.screen.list.order
        await reader.press("F", "a")
        assert len(reader.screen.list.order) == 5


@pytest.mark.parametrize(("key", "word"), [("u", "unread"), ("s", "starred")])
async def test_a_filter_by_reading_says_what_it_does_in_a_search(home: Path, key: str, word: str) -> None:
    async with reading(home) as reader:
        await reader.press("/", *"bridge", "enter", "F", key)
        assert reader.notices[-1] == f"{word} only once this search is closed (q): it leaves out no hit"
        assert len(reader.screen.list.order) == 3
        await reader.press("F", key)
        assert reader.notices[-1] == f"not {word} only"


async def test_only_this_outlet(home: Path) -> None:
    async with reading(home) as reader:
        reader.screen.list.select(BRIDGE[0])
        await reader.press("F", "o")
        await reader.until(lambda: len(reader.screen.list.order) == 2)
        assert "of Vellmar Courier" in reader.header
        await reader.press("q")
        assert len(reader.screen.list.order) == 5


async def test_only_this_name(home: Path) -> None:
    async with reading(home) as reader:
        reader.screen.list.select(BRIDGE[0])
        await reader.press("F", "n")
        assert "Only articles that name" in reader.text
        await reader.press("enter")
        await reader.settle()
        assert "with Lena Ost" in reader.header


async def test_a_filter_by_outlet_is_undone(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("F", "o")
        await reader.until(lambda: len(reader.screen.list.order) < 5)
        await reader.press("U")
        assert len(reader.screen.list.order) == 5


# --- many at once -----------------------------------------------------------------------------------------------------


async def test_next_unread_and_everything_read(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("u", "r")
        first = reader.screen.state.shown
        assert first not in reader.screen.state.read
        await reader.press("M")
        assert len(reader.screen.state.read) == 5
        assert "4 articles marked read; U takes it back" in reader.notices
        await reader.press("r")
        assert "nothing unread here" in reader.notices
        await reader.press("U")
        assert reader.screen.state.read == {BRIDGE[1]}


async def test_marked_articles_are_acted_on_together(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.tui.controllers.citing import CiteController

    texts: list[str] = []

    async def remember(self: CiteController, text: str, what: str) -> None:
        texts.append(text)

    monkeypatch.setattr(CiteController, "copy", remember)
    async with reading(home) as reader:
        await reader.press("X", "X")
        assert "2 marked" in reader.header
        assert left(reader).count("×") == 2
        await reader.press("s", "u", "y")
        assert len(reader.screen.state.starred) == len(reader.screen.state.read) == 2
        assert len(texts[0].splitlines()) == 2
        await reader.press("U", "U")
        assert not reader.screen.state.starred
        await reader.press("q")
        assert not reader.screen.state.marked
        assert reader.app.is_running


async def test_a_story_is_starred_and_read_as_a_whole(home: Path) -> None:
    async with reading(home) as reader:
        await arrange(reader, "story")
        await reader.press("g", "s", "u")
        assert reader.screen.state.starred == set(BRIDGE)
        assert reader.screen.state.read == set(BRIDGE)


# --- the rows themselves ----------------------------------------------------------------------------------------------


def article(number: int, *copies: int) -> Article:
    return Article(f"a{number}", f"{number}.txt", copies=tuple(f"a{each}" for each in copies))


def story(id: str, *numbers: int) -> Story:
    ids = tuple(f"a{number}" for number in numbers)
    day: Stated[str] = Stated.unknown()
    return Story(id, "A fair", ids, len(ids), len(ids), 0, day, day, len(ids), 0)


def test_copies_fold_inside_a_story() -> None:
    articles = [article(0, 2), article(1), article(2, 0), article(3)]
    fair = story("f", 0, 1, 2)
    rows = Rows(articles, Groups(stories=StoryOf([fair])))
    rows.lay(set())
    assert [rows.head(0), rows.article(1).id] == [fair, "a3"]  # type: ignore[union-attr]
    rows.lay({"f"})
    assert [getattr(rows.article(row), "id", "") for row in range(len(rows))] == ["", "a0", "a1", "a3"]
    rows.lay({"f", "a0"})
    assert [getattr(rows.article(row), "id", "") for row in range(len(rows))] == ["", "a0", "a2", "a1", "a3"]
    assert [rows.level(row) for row in range(len(rows))] == [0, 1, 2, 1, 0]
    assert rows.order == ["a0", "a1", "a2", "a3"]


TITLE = "A fair of the lower river begins with boats and ends at the mill"


@pytest.mark.parametrize("width", [34, 40, 48, 60, 80, 120])
@pytest.mark.parametrize("title", [TITLE, TITLE[:40], "A fair"])
@pytest.mark.parametrize("others", [0, MEASURED_MOST], ids=["measured", "long"])
async def test_nothing_parts_the_headline_of_a_story(width: int, title: str, others: int) -> None:
    day = Stated.stated("2031-05-06", "6 May 2031")
    fair = replace(story("f", 0, 1), title=title, first=day, last=day, differences=2)
    articles = [article(number) for number in range(2 + others)]
    view = ArticleList()
    async with on_stage(view, (width, 20)) as (_, pilot):
        view.show(articles, read=set(), starred=set(), groups=Groups(stories=StoryOf([fair])))
        await pilot.pause()
        rows = [line[4:].rstrip() for line in printed(view)[: view._height_of(0)]]
        said = " ".join(rows)
        assert "≠  2031-05-06" in said
        whole = " ".join(said.replace("≠  2031-05-06", "").split())
        assert whole.startswith(title) if others == 0 else whole.startswith(title[:20])
        assert "2 files" in rows[-1]


def test_rows_build_no_article_that_is_not_looked_at() -> None:
    class Lazy(list[Article]):
        built = 0

        def __getitem__(self, place: Any) -> Any:
            Lazy.built += 1
            return super().__getitem__(place)

        @property
        def ids(self) -> list[str]:
            return [f"a{number}" for number in range(len(self))]

    fair = story("f", *range(0, 1000, 7))
    rows = Rows(Lazy(article(number) for number in range(1000)), Groups(stories=StoryOf([fair])))
    rows.lay(set())
    assert len(rows) == 1000 - len(fair.articles) + 1
    assert len(rows.order) == 1000
    assert Lazy.built == 0


async def test_what_is_new_is_counted_beside_each_saved_search(home: Path) -> None:
    collection = FakeCollection(stories=3)
    collection.state.save_search("the bridge", "bridge")
    async with reading(home, collection) as reader:
        await reader.press("S")
        await reader.until(lambda: "/bridge   3 articles" in reader.text)
        assert "new" not in reader.text.partition("3 articles")[2].splitlines()[0]
    collection.add(5)  # the same words again
    async with reading(home, collection) as reader:
        await reader.press("S")
        await reader.until(lambda: "4 articles · 1 new" in reader.text)
        await reader.press("enter")
        await reader.settle()
        await reader.press("S")
        await reader.until(lambda: "/bridge   4 articles" in reader.text)
        assert "1 new" not in reader.text


async def test_the_list_is_sorted_by_what_is_new(home: Path) -> None:
    collection = FakeCollection()
    read = f"{1:012x}"
    collection.state.set_read([read], True)
    async with reading(home, collection) as reader:
        await reader.press(",", "/", *"elsewhere", "enter", "enter")
        await reader.until(lambda: "3 new" in reader.text)
        order = list(reader.screen.list.order)
        counts = collection.new_counts(order)
        assert [id for id in order if id != read] == sorted(
            (id for id in order if id != read), key=lambda id: -counts[id][0]
        )
        assert order[-1] == read
        await reader.press("j")
        await reader.settle()
        assert list(reader.screen.list.order) == order


def test_folding_a_story_of_a_long_list_goes_through_its_articles_alone() -> None:
    built: list[int] = []

    class Watched(list[Article]):
        def __getitem__(self, place: Any) -> Any:
            built.append(place)
            return super().__getitem__(place)

        @property
        def ids(self) -> list[str]:
            return [f"a{number}" for number in range(len(self))]

    fair = story("f", 10, 500)
    rows = Rows(Watched(article(number) for number in range(1000)), Groups(stories=StoryOf([fair])))
    for unfolded, expected in ((set(), 999), ({"f"}, 1001), (set(), 999), ({"f", "none"}, 1001)):
        rows.lay(unfolded)
        assert len(rows) == expected
    assert set(built) == {10, 500}
    assert rows.row_of_story("f") == 10
    assert [rows.row_of(id) for id in ("a9", "a10", "a500", "a11", "a999")] == [9, 11, 12, 13, 1000]
    assert rows.order[9:13] == ["a9", "a10", "a500", "a11"]


def test_all_articles_are_gathered_once_for_each_way_of_grouping_them() -> None:
    articles = StoredArticles(["a", "b", "c"], lambda id: Article(id, id))
    asked: list[str] = []

    class Headings(dict[str, str]):
        def get(self, id: str, otherwise: Any = None) -> Any:
            asked.append(id)
            return super().get(id, otherwise)

    groups = Groups(headings=Headings(a="Quay", b="Post", c="Quay"))
    rows = rows_of(articles, groups)
    rows.lay(set())
    assert [rows.head(row) or rows.members(row) for row in range(len(rows))] == ["Post", ["b"], "Quay", ["a"], ["c"]]
    assert (rows_of(articles, groups), asked) == (rows, ["a", "b", "c"])
    assert [rows.row_of(id) for id in (*"abc", "nobody")] == [3, 1, 4, None]
    some = rows_of(FoundArticles(articles, [2, 0]), groups)
    some.lay(set())
    assert [some.head(row) or some.members(row) for row in range(len(some))] == ["Quay", ["c"], ["a"]]
    assert rows_of(articles, groups) is rows  # a search in between changes nothing
    assert rows_of(StoredArticles(articles.ids, Article), groups) is not rows


def test_rows_that_were_kept_lie_folded_again() -> None:
    articles = StoredArticles(["a", "b", "c"], lambda id: Article(id, id))
    story = Story("s", "Ferry late", ("a", "b"), 2, 2, 1, Stated.unknown(), Stated.unknown(), 0, 0, (), ())
    groups = Groups(stories=StoryOf([story]))
    rows = rows_of(articles, groups)
    rows.lay({"s"})
    assert (len(rows), rows.row_of("b"), rows.row_of_story("s"), rows.level(2)) == (4, 2, 0, 1)
    rows = rows_of(articles, groups)
    rows.lay(set())
    assert (len(rows), rows.row_of("b"), rows.row_of("c"), rows.level(1)) == (2, None, 1, 0)
    assert list(rows.order) == ["a", "b", "c"]


@pytest.mark.parametrize(("keys", "row"), [((), 0), (("G",), 1)], ids=["untouched", "moved"])
async def test_what_comes_in_leaves_an_untouched_list_on_its_first_article(
    home: Path, keys: tuple[str, ...], row: int
) -> None:
    collection = FakeCollection(stories=1)
    async with reading(home, collection) as reader:
        await reader.press(*keys)
        collection.add(1)  # of a later day: it stands first
        reader.screen.load_articles()
        reader.screen.show_list()
        await reader.settle()
        assert reader.screen.list.row == row
        current = reader.screen.list.current
        assert current is not None
        assert reader.screen.state.shown == current.id


class Late(FakeCollection):
    """A folder of which no stories are known at first."""

    late = True

    def stories(self, min_articles: int = 2) -> Sequence[Story]:
        return () if self.late else super().stories(min_articles)


async def test_the_page_that_was_asked_for_too_early_opens_when_there_are_stories(home: Path) -> None:
    collection = Late()
    async with reading(home, collection) as reader:
        await reader.press("enter", "z")
        await reader.until(lambda: any("put together" in notice for notice in reader.notices))
        await reader.settle()
        assert reader.screen.active == "article"
        collection.late = False
        collection.generation += 1
        reader.screen.publish(FolderSynced(collection.sync()))
        await reader.until(lambda: reader.screen.active == "story")
