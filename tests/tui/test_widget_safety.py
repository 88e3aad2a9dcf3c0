"""Nothing that an article, a file name or a query holds can act on the terminal or vanish as markup, in any widget."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import widget_data as data
from rich.cells import cell_len
from textual.widget import Widget
from widget_stage import on_stage, printed, screen_text

from briefing.model import (
    Alias,
    Article,
    Clipping,
    Comparison,
    Difference,
    Entity,
    FactValue,
    Instance,
    Mention,
    Quotation,
    Speaker,
    Stated,
    Statement,
    Token,
    Witness,
)
from briefing.presentation.coverage_blocks import CoverageBlock
from briefing.tui.drawing import strips
from briefing.tui.widgets.article_list import ArticleList
from briefing.tui.widgets.article_view import ArticleView
from briefing.tui.widgets.bars.hint_bar import HintBar
from briefing.tui.widgets.bars.search_bar import SearchBar
from briefing.tui.widgets.bars.sources_strip import SourcesStrip
from briefing.tui.widgets.bars.status_line import StatusLine
from briefing.tui.widgets.compare_view import CompareView
from briefing.tui.widgets.coverage_view import CoverageView
from briefing.tui.widgets.details_panel import DetailsPanel
from briefing.tui.widgets.differences_view import DifferencesView
from briefing.tui.widgets.entity_panel import EntityPanel
from briefing.tui.widgets.notebook_view import NotebookView

MARKUP = "[red]x[/] [@click=app.bell]y[/] [/] [a='b"
CONTROLS = (
    "\x1b[31m\x1b]52;c;eA==\x07\x9b2J\x90q\x9c\u202e\u2066\u200b\u200d\ufeff\u00ad\x00\x7f\r\x0b\U000e0041\ud800\u2028"
)
HOSTILE = f"{MARKUP} {CONTROLS} z"


def stated(text: str = HOSTILE) -> Stated[str]:
    return Stated.inferred(text, text)


def article() -> Article:
    return Article(
        HOSTILE, HOSTILE, stated(), stated(), stated(), stated(), Stated.inferred((HOSTILE, HOSTILE), HOSTILE), stated(), stated(), stated(),
        stated(), 3, True, (HOSTILE,), (HOSTILE,), HOSTILE, {HOSTILE: HOSTILE},
    )  # fmt: skip


def statement() -> Statement:
    instances = tuple(Instance(f"q{n}{HOSTILE}", HOSTILE, HOSTILE, (0, 9), None, HOSTILE, mode) for n, mode in enumerate(("direct", "mixed", "indirect")))  # type: ignore[arg-type]  # fmt: skip
    return Statement(HOSTILE, HOSTILE, HOSTILE, 3, 3, 1, instances, (HOSTILE,))


def article_list() -> Widget:
    widget = ArticleList(empty=HOSTILE)
    articles = [article(), replace(article(), id="2", title=Stated.unknown()), Article("3", HOSTILE)]
    widget.call_later(widget.show, articles, read=set(), starred={HOSTILE}, hits={HOSTILE: 2}, heading=HOSTILE)
    return widget


def article_view() -> Widget:
    widget = ArticleView(empty=HOSTILE)
    document = data.document([("furniture", HOSTILE), ("title", HOSTILE), ("body", HOSTILE), ("caption", HOSTILE)])
    speaker = Speaker(HOSTILE, HOSTILE, None, "stated")
    quotation = Quotation(HOSTILE, HOSTILE, HOSTILE, (60, 99), None, HOSTILE, "direct", "speech", speaker)

    def show() -> None:
        widget.show(document, [quotation])
        widget.set_mentions({(3, 30): "person"})
        widget.set_hits([(2, 50), (70, 80)], 1)

    widget.call_later(show)
    return widget


def entity_panel() -> Widget:
    widget = EntityPanel(empty=HOSTILE)
    mentions = (Mention(HOSTILE, HOSTILE, (0, 3), None, HOSTILE, HOSTILE),)
    entity = Entity("e", HOSTILE, "person", (Alias(HOSTILE, 2, HOSTILE),), 3, mentions, (HOSTILE,))

    def show() -> None:
        widget.show([entity], scope="folder", total=1)
        widget.toggle_drawer()

    widget.call_later(show)
    return widget


def sources_strip() -> Widget:
    widget = SourcesStrip(empty=HOSTILE)
    widget.call_later(
        widget.show, [statement(), statement()], {HOSTILE: HOSTILE}, {f"q0{HOSTILE}": HOSTILE}, here=f"q0{HOSTILE}"
    )
    return widget


def compare_view() -> Widget:
    widget = CompareView(empty=HOSTILE)
    ops = ("same", "changed", "added", "omitted", "inserted-by-editor", "elided", "split")
    tokens = tuple(Token(HOSTILE, op, True, HOSTILE) for op in ops)  # type: ignore[arg-type]
    witness = Witness(HOSTILE, HOSTILE, HOSTILE, "direct", "≈", ((0, 3),), tokens)
    widget.call_later(widget.show, Comparison(statement(), (witness, witness)), {HOSTILE: HOSTILE})
    return widget


def coverage_view() -> Widget:
    widget = CoverageView(empty=HOSTILE)
    block = CoverageBlock((statement(), statement()), (HOSTILE,))
    widget.call_later(widget.show, [block], lambda id: article(), lambda each: HOSTILE, scope=HOSTILE)
    return widget


def details_panel() -> Widget:
    widget = DetailsPanel(empty=HOSTILE)
    widget.call_later(widget.show, article())
    return widget


def differences_view() -> Widget:
    widget = DifferencesView(empty=HOSTILE)
    difference = Difference(HOSTILE, (FactValue(HOSTILE, HOSTILE, (0, 1)),))
    widget.call_later(widget.show, [difference], {HOSTILE: HOSTILE}, {(HOSTILE, (0, 1)): HOSTILE})
    return widget


def notebook_view() -> Widget:
    widget = NotebookView(empty=HOSTILE)
    widget.call_later(widget.show, [Clipping(1, HOSTILE, HOSTILE, None, (0, 1), HOSTILE, HOSTILE, HOSTILE, HOSTILE)])
    return widget


def search_bar() -> Widget:
    widget = SearchBar(title=HOSTILE, placeholder=HOSTILE)
    widget.show_status(HOSTILE)
    widget.call_later(lambda: setattr(widget, "text", HOSTILE))
    return widget


def status_line() -> Widget:
    return StatusLine(HOSTILE, HOSTILE)


def hint_bar() -> Widget:
    return HintBar([(HOSTILE, HOSTILE)])


MAKERS = (
    article_list, article_view, entity_panel, sources_strip, compare_view, coverage_view, details_panel, differences_view, notebook_view, search_bar,
    status_line, hint_bar,
)  # fmt: skip


def dangerous(text: str) -> list[str]:
    """Characters that no row may hold: controls, format characters, surrogates, line and paragraph separators."""
    return [hex(ord(c)) for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("size", [(200, 40), (28, 12)])
async def test_no_control_character_reaches_a_row(make: Callable[[], Widget], size: tuple[int, int]) -> None:
    async with on_stage(make(), size) as (stage, pilot):
        await pilot.pause()
        assert dangerous(screen_text(stage)) == []
        for strip in (stage.widget.render_line(y) for y in range(stage.widget.content_size.height)):
            assert dangerous(strip.text) == []
            assert sum(cell_len(segment.text) for segment in strip) == strip.cell_length


@pytest.mark.parametrize("make", MAKERS)
async def test_markup_is_printed_as_it_stands(make: Callable[[], Widget]) -> None:
    async with on_stage(make(), (400, 60)) as (stage, pilot):
        await pilot.pause()
        assert "[red]x[/] [@click=app.bell]y[/]" in screen_text(stage)
        metas = [
            segment.style.meta
            for y in range(stage.widget.content_size.height)
            for segment in stage.widget.render_line(y)
            if segment.style
        ]
        assert not any("@click" in meta or "link" in meta for meta in metas)


@pytest.mark.parametrize("make", [article_list, entity_panel, compare_view])
async def test_titles_of_panes_are_never_markup(make: Callable[[], Widget]) -> None:
    async with on_stage(make()) as (stage, _):
        stage.widget.border_title = strips.title("[red]x[/]", "[@click=app.bell]")
        assert "[red]x[/] [@click=app.bell]" in screen_text(stage).splitlines()[0]


@pytest.mark.parametrize("make", MAKERS)
async def test_rows_are_exactly_as_wide_as_the_pane(make: Callable[[], Widget]) -> None:
    async with on_stage(make(), (47, 20)) as (stage, pilot):
        await pilot.pause()
        widget = stage.widget
        if isinstance(widget, SearchBar):
            return  # Input's own drawing
        widths = {widget.render_line(y).cell_length for y in range(widget.content_size.height)}
        assert widths == {widget.scrollable_content_region.width}


@pytest.mark.parametrize("make", MAKERS)
async def test_a_very_small_pane_is_no_reason_to_fail(make: Callable[[], Widget]) -> None:
    async with on_stage(make(), (9, 5)) as (stage, pilot):
        for size in ((9, 5), (3, 2), (1, 1), (40, 1)):
            await pilot.resize_terminal(*size)
            assert printed(stage.widget) is not None


# --- rules for the source -------------------------------------------------------------------------------------------
SOURCES = sorted(Path(strips.__file__).parent.glob("*.py"))


def test_no_widget_parses_markup_or_leaves_drawing_to_one_that_does() -> None:
    banned = re.compile(
        r"from_markup|rich\.text|rich\.markup|\bStatic\b\(|\bLabel\(|\.notify\(|RichLog|DataTable|OptionList|ListView"
    )
    for path in SOURCES:
        assert banned.findall(path.read_text(encoding="utf-8")) == [], path.name


def test_titles_pass_through_the_door() -> None:
    for path in SOURCES:
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.search(r"border_(?:sub)?title\s*=", line):
                assert "strips.title(" in line, f"{path.name}: {line.strip()}"


@pytest.mark.parametrize("make", MAKERS)
async def test_widgets_bind_no_keys_of_their_own(make: Callable[[], Widget]) -> None:
    async with on_stage(make()) as (stage, _):
        if not isinstance(stage.widget, SearchBar):
            assert stage.widget._bindings.key_to_bindings == {}
