"""What a key costs, counted: screens laid out, lines drawn, panes built. Never timed."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path

import pytest
from reader_fake import FakeCollection
from reader_pilot import Reader, reading
from textual._compositor import Compositor
from textual._styles_cache import StylesCache
from textual.css.stylesheet import Stylesheet
from textual.widget import Widget

from briefing.tui import workers
from briefing.tui.drawing.line_widget import Drawn
from briefing.tui.widgets.article_list import ArticleList


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count layouts and pictures of the screen, and lines drawn by each widget."""
    counts: Counter[str] = Counter()
    drawing: list[str] = [""]
    reflow, lines, line = Compositor.reflow, Widget.render_lines, StylesCache.render_line
    kept, update = Drawn.kept, Compositor.render_update

    def keeping(self, key, strip):  # type: ignore[no-untyped-def]
        counts[self.id] += 1
        return kept(self, key, strip)

    def updating(self, *given, **named):  # type: ignore[no-untyped-def]
        picture = update(self, *given, **named)
        counts["picture"] += picture is not None
        return picture

    def reflowing(self, *given):  # type: ignore[no-untyped-def]
        counts["layout"] += 1
        return reflow(self, *given)

    def lines_of(self, crop):  # type: ignore[no-untyped-def]
        drawing.append(self.id or type(self).__name__)
        try:
            return lines(self, crop)
        finally:
            drawing.pop()

    def drawn(self, *given, **named):  # type: ignore[no-untyped-def]
        counts[drawing[-1]] += 1
        return line(self, *given, **named)

    monkeypatch.setattr(Compositor, "reflow", reflowing)
    monkeypatch.setattr(Widget, "render_lines", lines_of)
    monkeypatch.setattr(StylesCache, "render_line", drawn)
    monkeypatch.setattr(Drawn, "kept", keeping)
    monkeypatch.setattr(Compositor, "render_update", updating)
    return counts


async def quiet(reader: Reader, counted: Counter[str]) -> None:
    await reader.settle()
    await reader.pilot.pause(0.2)
    counted.clear()


async def test_a_step_in_the_list_draws_two_rows_and_lays_nothing_out(home: Path, counted: Counter[str]) -> None:
    async with reading(home, FakeCollection(stories=30)) as reader:
        await reader.press("j", "j")
        await quiet(reader, counted)
        await reader.press("j")
        assert counted["layout"] == 0
        assert 0 < counted["list"] <= 2 * reader.screen.list._height + 1
        assert counted["header"] <= 1
        assert not {"body", "left", "center", "ReaderScreen", "hints"} & {name for name, n in counted.items() if n}


async def test_a_page_of_an_article_draws_nothing_else(home: Path, counted: Counter[str]) -> None:
    async with reading(home, size=(120, 16)) as reader:
        await reader.press("enter")
        await quiet(reader, counted)
        await reader.press("space")
        assert counted["layout"] == 0
        assert counted["article"] > 0
        assert not {name for name, n in counted.items() if n} - {"article", "picture"}


async def test_what_the_header_says_already_is_not_drawn_again(home: Path, counted: Counter[str]) -> None:
    async with reading(home) as reader:
        await quiet(reader, counted)
        for _ in range(3):
            reader.screen.show_header()
            reader.screen.show_hints()
            reader.screen.apply_layout()
        await reader.settle()
        assert not +counted


async def test_the_next_article_is_one_picture_however_long_it_is(home: Path, counted: Counter[str]) -> None:
    async with reading(home, size=(120, 12)) as reader:
        await reader.press("enter", "g")
        lengths = set()
        for _ in range(3):
            await quiet(reader, counted)
            await reader.press("J")
            lengths.add(reader.screen.view.count > reader.screen.view.view_height)
            assert (counted["layout"], counted["picture"]) == (0, 1)
            assert "1  “" in reader.text or reader.screen.view.quotation is None
        assert len(lengths) == 2  # with and without something to scroll


async def test_the_sources_lay_out_the_screen_once(home: Path, counted: Counter[str]) -> None:
    async with reading(home, size=(120, 24)) as reader:
        await reader.press("enter", "]", "w", "w")
        for _ in range(2):
            await quiet(reader, counted)
            await reader.press("w")
            await reader.settle()
            assert counted["layout"] == 1


async def test_the_rules_of_style_are_read_once_for_one_theme(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    reparse = Stylesheet.reparse
    monkeypatch.setattr(Stylesheet, "reparse", lambda self: read.append(self) or reparse(self))
    async with reading(home) as reader:
        assert read == []
        reader.app.theme = "textual-light"
        await reader.until(lambda: len(read) == 1)


async def test_the_first_picture_needs_few_widgets_and_controllers(home: Path) -> None:
    async with reading(home) as reader:
        assert len(reader.screen.query("*")) <= 12
        assert len(reader.screen.controllers) > 20


async def test_where_one_reads_is_saved_behind_the_keys(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.tui.controllers import session_restore

    monkeypatch.setattr(session_restore, "SAVE_AFTER", 0.01)
    collection = FakeCollection()
    saved: list[threading.Thread] = []
    async with reading(home, collection) as reader:
        save = collection.state.save_session

        def saving(session: dict[str, object]) -> None:
            saved.append(threading.current_thread())
            save(session)

        monkeypatch.setattr(collection.state, "save_session", saving)
        await reader.press("j", "enter", "j")
        await reader.until(lambda: saved)
        assert threading.main_thread() not in saved
    assert saved[-1] is threading.main_thread()  # what stands at the end is saved before the reader ends
    assert isinstance(reader.screen.session._worker, workers.NewestOnly)


async def test_rows_are_measured_once_where_they_cannot_all_be_seen(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[int] = []
    needed = ArticleList._needed

    def counting(self: ArticleList, row: int, width: int) -> int:
        measured.append(row)
        return needed(self, row, width)

    async with reading(home, FakeCollection(stories=30), size=(120, 20)) as reader:
        monkeypatch.setattr(ArticleList, "_needed", counting)
        reader.screen.list.rows_changed()
        total = reader.screen.list.row_total()
        assert total > reader.screen.list.view_height
        assert len(measured) == total
