"""The article: a column of text, a cursor that is an offset, quotations and hits to walk through, a selection of the source's text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import widget_data as data
from rich.style import Style
from textual.pilot import Pilot
from textual.strip import Strip
from widget_stage import on_stage, printed, screen_text

from briefing.model import Article, Document, Paragraph, Stated
from briefing.tui.widgets.article_view import MEASURE, ArticleView


def style_of(view: ArticleView, words: str) -> Style:
    """The style in which ``words`` are printed on the visible lines."""
    for y in range(view.content_size.height):
        for segment in view.render_line(y):
            if words in segment.text:
                return segment.style or Style()
    raise AssertionError(f"not visible: {words}")


def column_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


async def test_the_measure_is_capped_and_the_column_stands_in_the_middle() -> None:
    view = ArticleView()
    async with on_stage(view, (160, 40)) as (_, pilot):
        view.show(data.document())
        await pilot.pause()
        body = [line for line in printed(view) if "LOWMARK" in line or "storm had" in line]
        left = column_of(body[0])
        assert 30 <= left <= 40
        assert all(len(line.strip()) <= MEASURE for line in printed(view))


async def test_parts_of_the_page_look_different_and_furniture_has_a_bar() -> None:
    view = ArticleView()
    async with on_stage(view, (100, 40)) as (_, pilot):
        view.show(data.document())
        await pilot.pause()
        assert style_of(view, "Ferry service").bold
        assert style_of(view, "The pier is mended").italic
        assert style_of(view, "The Swift of").italic
        assert style_of(view, "By Tomas").color != style_of(view, "The council of").color
        furniture = next(line for line in printed(view) if "Share this page" in line)
        assert "┊ Share this page" in furniture
        assert "┊" not in next(line for line in printed(view) if "The council" in line)


async def test_repeated_passages_are_printed_once() -> None:
    view = ArticleView()
    async with on_stage(view) as (_, pilot):
        document = data.document([("body", "Said once."), ("body", "And more.")])
        repeat = Paragraph(document.paragraphs[0].span, (40, 50), "repeat")
        view.show(Document(document.article, document.text, (*document.paragraphs, repeat)))
        await pilot.pause()
        assert sum("Said once" in line for line in printed(view)) == 1


async def test_the_cursor_is_an_offset_in_the_text() -> None:
    view = ArticleView()
    document = data.document()
    async with on_stage(view, (80, 24)) as (stage, pilot):
        view.show(document, data.quotations(document))
        await pilot.pause()
        assert view.cursor == 0
        view.move(1)
        assert document.text[view.cursor :].startswith("Share this page")
        view.move(1)
        assert document.text[view.cursor :].startswith("Ferry service"), "blank lines are no stops"
        view.move(-1)
        view.to_end()
        assert document.text[view.cursor :].startswith("More from the coast")
        view.to_top()
        assert (view.cursor, view.top_offset) == (0, 0)
        await pilot.pause()
        assert [message.offset for message in stage.sent(ArticleView.CursorMoved)][-1] == 0


async def test_j_goes_down_to_the_end_and_k_back_to_the_top() -> None:
    view = ArticleView()
    async with on_stage(view, (40, 12)) as (_, pilot):
        view.show(data.document())
        await pilot.pause()
        seen = [view.cursor]
        for _ in range(100):
            view.move(1)
            top = view.scroll_offset.y
            assert top <= view.position < top + 12
            seen.append(view.cursor)
        assert seen == sorted(seen)
        assert view.position == view.count - 1
        for _ in range(100):
            view.move(-1)
        assert view.cursor == 0


async def test_pages_show_everything_on_the_way_down() -> None:
    view = ArticleView()
    document = data.document([("body", f"Paragraph number {n} of the long report.") for n in range(60)])
    async with on_stage(view, (60, 15)) as (_, pilot):
        view.show(document)
        await pilot.pause()
        seen = set(map(str.strip, printed(view)))
        for _ in range(20):
            view.page(1)
            await pilot.pause()
            seen |= set(map(str.strip, printed(view)))
        assert all(any(f"number {n} of" in line for line in seen) for n in range(60))
        for _ in range(20):
            view.page(-1)
        assert view.scroll_offset.y == 0


async def test_the_quotation_under_the_cursor_has_a_bar() -> None:
    view = ArticleView()
    document = data.document()
    async with on_stage(view, (80, 40)) as (stage, pilot):
        view.show(document, data.quotations(document))
        await pilot.pause()
        assert view.quotation is None
        view.go_to(document.text.index("We carried") + 3)
        await pilot.pause()
        assert view.quotation is not None
        assert view.quotation.id == "q0"
        assert stage.sent(ArticleView.CursorMoved)[-1].quotation_id == "q0"
        line = next(line for line in printed(view) if "We carried" in line)
        assert line.startswith("›▌ “We carried")
        view.go_to(document.text.index("The council"))
        await pilot.pause()
        assert "▌" not in "".join(printed(view))


async def test_a_quotation_that_begins_on_the_line_counts_as_under_the_cursor() -> None:
    view = ArticleView()
    document = data.document(
        [("body", "The harbour master said: “It is the first morning since February that smells of bread,” and left.")]
    )
    async with on_stage(view, (120, 20)):
        view.show(document, data.quotations(document))
        assert view.cursor == 0
        assert view.quotation is not None
        assert view.quotation.id == "q3"


async def test_brackets_walk_over_the_quotations() -> None:
    view = ArticleView()
    document = data.document()
    async with on_stage(view, (80, 14)):
        view.show(document, data.quotations(document))
        found = []
        while view.next_quotation():
            assert view.quotation is not None
            found.append(view.quotation.id)
        assert found == ["q0", "q1", "q2", "q3"]
        back = []
        while view.previous_quotation():
            assert view.quotation is not None
            back.append(view.quotation.id)
        assert back == ["q2", "q1", "q0"]


async def test_hits_are_walked_in_order_and_shown_in_the_middle() -> None:
    view = ArticleView()
    document = data.document([("body", f"Line {n} names the pier.") for n in range(40)])
    spans = [(start, start + 4) for start in range(len(document.text)) if document.text.startswith("pier", start)]
    async with on_stage(view, (60, 21)) as (_, pilot):
        view.show(document)
        view.set_hits(spans, 0)
        assert view.hit_position == (1, 40)
        for _ in range(20):
            assert view.next_hit()
        await pilot.pause()
        assert view.hit_position == (21, 40)
        assert view.cursor == spans[20][0]
        assert abs(view.position - view.scroll_offset.y - 10) <= 1
        current, other = style_of(view, "Line 20"), None
        line = next(y for y in range(20) if "Line 20 " in view.render_line(y).text)
        current = next(s.style for s in view.render_line(line) if "pier" in s.text)
        other = next(s.style for s in view.render_line(line + 2) if "pier" in s.text)
        assert current is not None
        assert other is not None
        assert current.bold
        assert other.underline, "told by more than a colour"
        for _ in range(19):
            assert view.next_hit()
        assert not view.next_hit()
        assert view.hit_position == (40, 40)
        for _ in range(39):
            assert view.previous_hit()
        assert not view.previous_hit()


async def test_without_a_current_hit_the_next_one_is_the_next_from_the_cursor() -> None:
    view = ArticleView()
    document = data.document([("body", f"Line {n} names the pier.") for n in range(10)])
    spans = [(start, start + 4) for start in range(len(document.text)) if document.text.startswith("pier", start)]
    async with on_stage(view, (60, 21)):
        view.show(document)
        view.set_hits(spans, None)
        assert view.hit_position == (0, 10)
        view.go_to(spans[4][0] - 2)
        assert view.next_hit()
        assert view.hit_position == (5, 10)


async def test_names_light_up_by_kind_and_the_current_one_most() -> None:
    view = ArticleView()
    document = data.document()
    async with on_stage(view, (80, 40)) as (_, pilot):
        view.show(document)
        place = document.text.index("Lowmark took")
        view.set_mentions({(place, place + 7): "place"})
        await pilot.pause()
        assert style_of(view, "Lowmark").underline or style_of(view, "Lowmark").bold
        view.set_mentions({(place, place + 7): "place"}, current=(place, place + 7))
        await pilot.pause()
        assert view.cursor == place


async def test_another_width_keeps_the_place_that_is_read() -> None:
    view = ArticleView()
    document = data.document([("body", f"Paragraph number {n} of the long report. " * 4) for n in range(60)])
    async with on_stage(view, (90, 20)) as (_, pilot):
        view.show(document)
        await pilot.pause()
        for _ in range(3):
            view.page(1)
        await pilot.pause()
        before = view.top_offset
        await pilot.resize_terminal(50, 20)
        await pilot.pause()
        line = view._flow.line_of(before) if view._flow is not None else None
        assert line is not None
        assert view.top_offset == line.start


async def test_a_session_can_be_opened_at_an_offset() -> None:
    view = ArticleView()
    document = data.document([("body", f"Paragraph number {n}.") for n in range(90)])
    async with on_stage(view, (60, 20)) as (_, pilot):
        offset = document.text.index("number 70")
        view.show(document, offset=offset)
        await pilot.pause()
        assert view.cursor == offset
        assert any("number 70." in line for line in printed(view))


async def test_nothing_to_show() -> None:
    view = ArticleView(empty="Choose an article")
    async with on_stage(view) as (_, pilot):
        view.show(None)
        await pilot.pause()
        assert "Choose an article" in printed(view)[1]
        for act in (view.to_end, view.to_top, lambda: view.move(1), lambda: view.page(1), lambda: view.go_to(5)):
            act()
        assert not view.next_quotation()
        assert not view.next_hit()
        view.show(Document(Article("a", "a.txt"), "", ()))
        view.to_end()
        view.move(1)
        assert view.cursor == 0


# --- selection ------------------------------------------------------------------------------------------------------
async def drag(pilot, start: tuple[int, int], end: tuple[int, int]) -> None:  # type: ignore[no-untyped-def]
    await pilot.mouse_down(ArticleView, offset=start)
    await pilot.hover(ArticleView, offset=end)
    await pilot.mouse_up(ArticleView, offset=end)
    await pilot.pause()


@pytest.mark.parametrize("width", [40, 70])
async def test_a_selection_is_the_source_text_without_the_lines_of_the_screen(width: int) -> None:
    words = "We carried 412 passengers before noon and turned nobody away on the first day of the new timetable."
    view = ArticleView()
    async with on_stage(view, (width, 20)) as (stage, pilot):
        view.show(data.document([("body", words)]))
        await pilot.pause()
        last = max(y for y, line in enumerate(printed(view)) if line.strip())
        assert last >= 1
        await drag(pilot, (0, 1), (width - 2, last + 1))
        assert view.selected_text == words
        assert stage.screen.get_selected_text() == words


async def test_a_selection_within_a_line_counts_wide_characters_right() -> None:
    view = ArticleView()
    async with on_stage(view, (60, 20)) as (_, pilot):
        view.show(data.document([("body", "東京の港 and the pier")]))
        await pilot.pause()
        await drag(pilot, (3 + 4, 1), (3 + 7, 1))
        assert view.selected_text in ("の港", "の港 ")
        selected = [s.text for s in view.render_line(0) if "の港" in s.text]
        assert selected, "what is selected is drawn on its own"


async def test_a_selection_across_paragraphs_keeps_their_blank_line() -> None:
    view = ArticleView()
    async with on_stage(view, (60, 20)) as (_, pilot):
        view.show(data.document([("body", "First one."), ("body", "Second one.")]))
        await pilot.pause()
        await drag(pilot, (3, 1), (50, 3))
        assert view.selected_text == "First one.\n\nSecond one."


# --- size -----------------------------------------------------------------------------------------------------------
class Counted(ArticleView):
    drawn = 0

    def _draw(self, *args: object, **kwargs: object) -> Strip:
        self.drawn += 1
        return super()._draw(*args, **kwargs)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["word " * 1_000_000, "x" * 5_000_000, "東京" * 1_000_000], ids=["words", "no space", "wide"]
)
async def test_a_giant_line_is_laid_out_only_where_it_is_seen(text: str) -> None:
    view = Counted()
    async with on_stage(view, (100, 30)) as (_, pilot):
        view.show(data.document([("body", text)]))
        await pilot.pause()
        assert view._flow is not None
        assert view._flow.measured < 400_000
        view.to_end()
        await pilot.pause()
        assert view.position == view.count - 1
        for step in (-1, -1, 1, 1, 1):
            view.page(step)
            await pilot.pause()
        view.go_to(len(text) // 2)
        await pilot.pause()
        assert view.scroll_offset.y <= view.position < view.scroll_offset.y + 30
        assert view._flow.measured < 700_000
        assert view.drawn < 300


async def test_moving_the_cursor_draws_only_the_lines_it_left_and_reached() -> None:
    view = Counted()
    async with on_stage(view, (100, 40)) as (_, pilot):
        view.show(data.document())
        view.move(3)
        await pilot.pause()
        view.drawn = 0
        view.move(1)
        await pilot.pause()
        assert 0 < view.drawn <= 2


# --- the head -------------------------------------------------------------------------------------------------------
async def test_a_text_without_its_title_gets_a_head_that_is_no_part_of_it() -> None:
    view = ArticleView()
    document = data.document(
        [("body", words) for words in data.BODY], title=data.article().title, byline=Stated.stated(("Tomas Edel",), "")
    )
    async with on_stage(view, (60, 30)) as (stage, pilot):
        view.show(document)
        await pilot.pause()
        shown = printed(view)
        assert shown[0].strip().startswith("Ferry service to Lowmark")
        assert style_of(view, "Ferry service").bold
        first = next(y for y, line in enumerate(shown) if "LOWMARK" in line)
        assert "Tomas Edel" in shown[first - 2]
        assert not shown[first - 1].strip()
        assert (view.cursor, view.position) == (0, first)
        assert "Article Coastal Ledger · 2024-05-01" in screen_text(stage).splitlines()[0]
        view.to_end()
        view.to_top()
        assert view.scroll_offset.y == 0
        view.page(1)
        view.page(-1)
        view.page(-1)
        assert view.cursor == 0
        await drag(pilot, (0, 1), (58, first + 1))
        assert document.text.startswith(view.selected_text)
        assert view.selected_text


async def test_a_text_that_prints_its_title_has_no_second_one() -> None:
    view = ArticleView()
    async with on_stage(view, (80, 40)) as (_, pilot):
        view.show(data.document())
        await pilot.pause()
        assert sum("Ferry service to Lowmark" in line for line in printed(view)) == 1


# --- hidden panes ---------------------------------------------------------------------------------------------------
async def test_a_hidden_pane_takes_what_it_is_given_and_shows_it_later() -> None:
    view = ArticleView()
    long = data.document([("body", f"Paragraph number {n} of the long report.") for n in range(60)])
    async with on_stage(view, (60, 21)) as (_, pilot):
        view.show(data.document())
        await pilot.pause()
        view.display = False
        await pilot.pause()
        view.show(long)
        view.go_to(long.text.index("number 30"))
        await pilot.pause()
        view.display = True
        await pilot.pause()
        assert any("number 30 of" in line for line in printed(view))
        assert abs(view.position - view.scroll_offset.y - 10) <= 2, "in the middle, as if it had been seen"


async def come(pilot: Pilot[object], true: Callable[[], object]) -> None:
    """Wait for a state that comes, however busy the machine is."""
    for _ in range(3_000):
        if true():
            return
        await pilot.pause(0.01)
    assert true()


async def test_a_pane_that_was_hidden_comes_back_where_it_was() -> None:
    view = ArticleView()
    document = data.document([("body", f"Paragraph number {n} of the long report.") for n in range(60)])
    async with on_stage(view, (60, 21)) as (_, pilot):
        view.show(document)
        view.page(1)
        view.page(1)
        await pilot.pause()
        before = printed(view)
        view.display = False
        await pilot.pause()
        view.display = True
        await come(pilot, lambda: printed(view) == before)
        view.display = False
        await pilot.pause()
        await pilot.resize_terminal(40, 21)
        view.display = True
        await come(pilot, lambda: view.content_width == view.scrollable_content_region.width)


async def test_nothing_scrolls_slowly() -> None:
    view = ArticleView()
    document = data.document([("body", f"Paragraph number {n} of the long report.") for n in range(60)])
    async with on_stage(view, (60, 21)) as (_, pilot):
        view.show(document)
        await pilot.pause()
        view.scroll_page_down()
        assert view.scroll_y == view.scroll_target_y == 20
        view.scroll_page_up()
        assert view.scroll_y == view.scroll_target_y == 0
