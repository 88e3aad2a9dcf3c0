"""The list of articles: what a row says, where the cursor goes, how little is drawn."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import widget_data as data
from rich.cells import cell_len
from rich.style import Style
from widget_stage import on_stage, printed, screen_text

from briefing.model import Article, Stated
from briefing.tui.widgets.article_list import ArticleList


def shown(widget: ArticleList, count: int = 5, **how: object) -> list[Article]:
    articles = [data.article(number) for number in range(count)]
    widget.show(articles, **{"read": set(), "starred": set(), **how})  # type: ignore[arg-type]
    return articles


async def test_a_row_tells_title_outlet_date_and_marks_in_characters() -> None:
    widget = ArticleList()
    async with on_stage(widget, (60, 20)) as (stage, pilot):
        articles = [
            data.article(0),
            data.article(1, published=Stated.inferred("2024-05-09", "Thursday"), copies=("b", "c", "d")),
            data.article(2, title=Stated.unknown(), outlet=Stated.unknown(), published=Stated.unknown()),
        ]
        widget.show(articles, read={articles[1].id}, starred={articles[1].id}, hits={articles[0].id: 3})
        await pilot.pause()
        lines = [line.rstrip() for line in printed(widget)]
        assert lines[0].startswith("▌●  Ferry service to Lowmark island resumes after eleven")
        assert lines[1].startswith("▌   w")
        assert " ".join(lines[2].split()) == "▌ Coastal Ledger · 2024-05-01 3 hits"
        assert lines[3] == "  ♦ Harbour bridge to close for six weeks of repairs"
        assert " ".join(lines[4].split()) == "Harrow Post · ~2024-05-09 +3 copies"
        assert lines[5].startswith(" ●  LOWMARK, May 3")
        assert "—" not in "".join(line.partition("LOWMARK")[2] for line in lines[6:])
        assert widget.row_heights(59)[0] == 3  # type: ignore[index]
        assert "Articles 3" in screen_text(stage).splitlines()[0]


async def test_unread_is_bold_and_a_placeholder_is_italic() -> None:
    widget = ArticleList()
    async with on_stage(widget, (60, 20)) as (_, pilot):
        articles = [data.article(0), data.article(1, title=Stated.unknown())]
        widget.show(articles, read={articles[1].id}, starred=set())
        await pilot.pause()
        first, second = (
            next(segment.style for segment in widget.render_line(y) if len(segment.text) > 10) or Style()
            for y in (0, 3)
        )
        assert first.bold
        assert not first.italic
        assert second.italic
        assert not second.bold


async def test_a_narrow_pane_has_one_line_an_article() -> None:
    widget = ArticleList()
    async with on_stage(widget, (24, 10)) as (_, pilot):
        shown(widget)
        await pilot.pause()
        assert widget.virtual_size.height == 5
        assert printed(widget)[1].startswith(" ● Harbour bridge to")


async def test_outlet_and_date_stand_below_one_another_before_either_is_cut() -> None:
    widget = ArticleList()
    async with on_stage(widget, (33, 10)) as (_, pilot):
        articles = [data.article(0, outlet=Stated.stated("A very long name of a paper", ""), copies=("b", "c"))]
        widget.show(articles, read=set(), starred=set(), hits={articles[0].id: 12})
        await pilot.pause()
        last = next(line for line in printed(widget) if "2024-05-01" in line)
        assert last.split() == ["▌", "2024-05-01", "+2", "12", "hits"]
        above = printed(widget)[printed(widget).index(last) - 1]
        assert above.split() == "▌ A very long name of a paper".split()
        assert "+2  12" in last


async def test_rows_are_measured_before_the_list_has_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder may be known before the styles of the screen are."""
    widget = ArticleList()
    async with on_stage(widget, (60, 10)) as (_, pilot):
        shown(widget, 2)
        await pilot.pause()
        heights = widget.row_heights(59)

        def none_yet(*names: str) -> object:
            raise KeyError(names)

        with monkeypatch.context() as before:
            before.setattr(widget, "get_component_styles", none_yet)
            before.setattr(widget, "get_component_rich_style", none_yet)
            widget.notify_style_update()
            assert widget.row_heights(59) == heights


@pytest.mark.parametrize("width", range(31, 60))
async def test_between_the_day_and_the_notes_there_is_a_gap(width: int) -> None:
    widget = ArticleList()
    async with on_stage(widget, (width, 10)) as (_, pilot):
        articles = [data.article(0, outlet=Stated.stated("The Evening Packet", ""), copies=("b",))]
        widget.show(articles, read=set(), starred=set(), hits={articles[0].id: 1})
        widget.show_shared({articles[0].id: 7})
        await pilot.pause()
        assert "2024-05-01 " in "\n".join(printed(widget))


async def test_the_cursor_moves_and_tells() -> None:
    widget = ArticleList()
    async with on_stage(widget) as (stage, pilot):
        articles = shown(widget, 30)
        assert widget.current == articles[0]
        widget.move(1)
        widget.move(-5)
        widget.to_end()
        widget.move(1)
        assert (widget.position, widget.count) == (29, 30)
        widget.to_top()
        widget.activate()
        await pilot.pause()
        ids = [message.article_id for message in stage.sent(ArticleList.Highlighted)]
        assert ids == [articles[n].id for n in (0, 1, 0, 29, 0)]
        assert len(stage.sent(ArticleList.Chosen)) == 1


async def test_a_page_moves_by_what_is_visible_and_the_cursor_stays_in_view() -> None:
    widget = ArticleList()
    async with on_stage(widget, (80, 21)) as (_, pilot):
        shown(widget, 100)
        await pilot.pause()
        for step in (1, 1, 1, -1, 1):
            widget.page(step)
            top = widget.scroll_offset.y
            assert top <= widget.position * 2 < top + 20
        assert 18 <= widget.position <= 30
        for _ in range(40):
            widget.page(1)
        assert widget.position == 99


async def test_showing_again_keeps_the_article_under_the_cursor() -> None:
    widget = ArticleList()
    async with on_stage(widget) as (stage, pilot):
        articles = shown(widget, 10)
        widget.move(3)
        await pilot.pause()
        stage.messages.clear()
        widget.show(articles[::-1], read=set(), starred=set())
        await pilot.pause()
        assert widget.current == articles[3]
        assert stage.sent(ArticleList.Highlighted) == []
        widget.show(articles[5:], read=set(), starred=set())
        await pilot.pause()
        assert widget.current == articles[5]
        assert len(stage.sent(ArticleList.Highlighted)) == 1


async def test_select_finds_an_article_or_says_no() -> None:
    widget = ArticleList()
    async with on_stage(widget):
        articles = shown(widget, 50)
        assert widget.select(articles[40].id)
        assert widget.current == articles[40]
        assert widget.scroll_offset.y > 0
        assert not widget.select("nobody")


async def test_marks_change_in_place() -> None:
    widget = ArticleList()
    async with on_stage(widget, (60, 20)) as (_, pilot):
        articles = shown(widget, 2)
        widget.mark(read={articles[0].id}, starred={articles[0].id})
        await pilot.pause()
        assert printed(widget)[0].startswith("▌ ♦ Ferry")


async def test_an_empty_list_says_why() -> None:
    widget = ArticleList(empty="Nothing matches")
    async with on_stage(widget) as (_, pilot):
        widget.show([], read=set(), starred=set())
        await pilot.pause()
        assert "Nothing matches" in printed(widget)[1]
        for act in (widget.to_end, widget.to_top, widget.activate, lambda: widget.move(1), lambda: widget.page(-1)):
            act()
        assert widget.current is None


async def test_a_click_goes_to_a_row_and_a_second_click_opens_it() -> None:
    widget = ArticleList()
    async with on_stage(widget) as (stage, pilot):
        articles = shown(widget, 10)
        await pilot.pause()
        await pilot.click(ArticleList, offset=(10, 6))
        assert widget.current == articles[2]
        assert stage.sent(ArticleList.Chosen) == []
        await pilot.click(ArticleList, offset=(10, 6), times=2)
        assert len(stage.sent(ArticleList.Chosen)) == 1
        assert widget.current == articles[2]


async def test_without_focus_the_cursor_is_thin() -> None:
    widget = ArticleList()
    async with on_stage(widget, focus=False) as (_, pilot):
        shown(widget)
        await pilot.pause()
        assert printed(widget)[0].startswith("▏")


class Counted(ArticleList):
    drawn = 0

    def draw_line(self, *args: object, **kwargs: object):  # type: ignore[no-untyped-def]
        self.drawn += 1
        return super().draw_line(*args, **kwargs)  # type: ignore[arg-type]


class Lazy(Sequence[Article]):
    """Articles that are built when they are asked for, like the collection's."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.built: set[int] = set()

    @property
    def ids(self) -> list[str]:
        return [f"a{number:011x}" for number in range(self.count)]

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> Article:  # type: ignore[override]
        self.built.add(index)
        return data.article(index)


async def test_a_hundred_thousand_articles_cost_no_more_than_a_screenful() -> None:
    widget = Counted()
    async with on_stage(widget, (80, 21)) as (_, pilot):
        articles = Lazy(100_000)
        widget.show(articles, read=set(), starred=set())
        await pilot.pause()
        assert len(articles.built) <= 12
        widget.drawn = 0
        widget.move(1)
        await pilot.pause()
        assert 0 < widget.drawn <= 4, "only the rows that the cursor left and reached are drawn again"
        widget.to_end()
        await pilot.pause()
        assert len(articles.built) <= 30
        widget.show(Lazy(99_000), read=set(), starred=set())
        assert widget.position == 0
        again = Lazy(100_000)
        assert widget.select(articles.ids[50_000])
        widget.show(again, read=set(), starred=set())
        assert widget.position == 50_000
        assert len(again.built) <= 30


async def test_wide_combining_and_right_to_left_titles_keep_the_columns() -> None:
    widget = ArticleList()
    async with on_stage(widget, (40, 20)) as (_, pilot):
        titles = (
            "東京の港で新しいフェリーが就航しました今日の朝",
            "Cafe\u0301 na\u0308ive " * 6,
            "מעבורת חדשה בנמל " * 4,
            "❤\ufe0f \U0001f468\u200d\U0001f469 " * 9,
        )
        articles = [data.article(n, title=Stated.stated(title, None)) for n, title in enumerate(titles)]
        widget.show(articles, read=set(), starred=set())
        await pilot.pause()
        for y in range(8):
            strip = widget.render_line(y)
            assert sum(cell_len(segment.text) for segment in strip) == strip.cell_length == 39
            assert "\ufe0f" not in strip.text, (
                "a character that asks to be a picture would take a cell or two as the terminal likes"
            )


async def test_a_title_is_not_cut_while_rows_stand_empty_below() -> None:
    widget = ArticleList()
    words = " ".join(f"word{number}" for number in range(16))
    async with on_stage(widget, (40, 30)) as (_, pilot):
        article = data.article(0, title=Stated.stated(words, None))
        widget.show([article], read=set(), starred=set())
        await pilot.pause()
        assert " ".join(" ".join(printed(widget)[:4]).replace("▌", " ").replace("●", " ").split()).startswith(words)


async def test_a_long_list_measures_no_row_and_shows_the_rest_of_a_title_beside_the_day() -> None:
    widget = ArticleList()
    async with on_stage(widget, (40, 30)) as (_, pilot):
        articles = [data.article(number) for number in range(500)]
        widget.show(articles, read=set(), starred=set())
        await pilot.pause()
        assert widget.virtual_size.height == 1000
        assert printed(widget)[1].rstrip().endswith("2024-05-01")


async def test_quotations_that_others_carry_are_counted_where_there_is_room() -> None:
    widget = ArticleList()
    async with on_stage(widget, (48, 20)) as (_, pilot):
        articles = [data.article(number) for number in range(3)]
        widget.show(articles, read=set(), starred=set())
        widget.show_shared({articles[0].id: 5})
        await pilot.pause()
        assert sum("5″" in line for line in printed(widget)) == 1


async def test_hits_stand_in_a_column_and_the_outlet_is_whole_where_there_is_room() -> None:
    articles = [data.article(number, outlet=Stated.stated("AFP, agency", "AFP")) for number in range(2)]
    widget = ArticleList()
    async with on_stage(widget, (39, 12)):
        widget.show(articles, read=set(), starred=set(), hits={articles[0].id: 13, articles[1].id: 1})
        widget.show_shared({articles[0].id: 6})
        lines = [line.rstrip() for line in printed(widget)]
        assert any("AFP, agency · " in line and "13 hits" in line for line in lines)
        places = [line.index("hit") for line in lines if line.endswith(("hits", "1 hit"))]
        assert len(places) == 2
        assert len(set(places)) == 1


async def test_a_page_is_seen_from_the_first_key_on() -> None:
    widget = ArticleList()
    async with on_stage(widget, (60, 20)) as (_, pilot):
        shown(widget, 40)
        await pilot.pause()
        before, height = widget.scrolled, widget.view_height
        widget.page(1)
        await pilot.pause()
        assert widget.scrolled - before >= height - 4
        assert widget.row > 0
        widget.page(-1)
        await pilot.pause()
        assert (widget.scrolled, widget.row) == (before, 0)


@pytest.mark.parametrize(
    ("title", "lines"), [("Lock counts its boats and eels now", 1), ("Lock counts its boats, eels and oars", 2)]
)
async def test_shared_quotations_stand_beside_an_article_of_which_no_source_is_known(title: str, lines: int) -> None:
    widget = ArticleList()
    async with on_stage(widget, (44, 20)) as (_, pilot):
        nowhere = {"outlet": Stated.unknown(), "published": Stated.unknown()}
        widget.show([data.article(0, title=Stated.stated(title, ""), **nowhere)], read=set(), starred=set())
        widget.show_shared({data.article(0).id: 2})
        await pilot.pause()
        shown = [line.rstrip() for line in printed(widget) if line.strip()]
        assert len(shown) == lines
        assert shown[-1].endswith("2″")
