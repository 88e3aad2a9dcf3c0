"""What reaches the terminal is what the panes show, in as few pictures as it takes. Pictures are read by an emulator; nothing is timed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest
from reader_fake import FakeCollection
from reader_pilot import Reader, reading
from rich.console import Console
from textual.app import App
from textual.geometry import Region

from briefing.tui.screens import pictures
from briefing.tui.widgets.article_view import ArticleView


class Sent:
    """The terminal: what was sent to it, and in how many pictures."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(120, 40)
        self._stream = pyte.Stream(self.screen)
        self._console = Console(color_system=None)
        self.pictures = 0

    def take(self, renderable: object) -> None:
        self.pictures += 1
        self._stream.feed(renderable.render_segments(self._console))  # type: ignore[attr-defined]

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sent]:
    terminal = Sent()
    display = App._display

    def displayed(self, screen, renderable):  # type: ignore[no-untyped-def]
        if renderable is not None:
            terminal.take(renderable)
        display(self, screen, renderable)

    monkeypatch.setattr(App, "_display", displayed)
    return terminal


def shown(reader: Reader) -> str:
    return "\n".join(line.rstrip() for line in reader.lines())


KEYS = (
    "j", "j", "G", "g", "enter", "]", "]", "w", "j", "escape", "J", "K", "space", "e", "j", "escape", "/", "s", "a", "i",
    "enter", "n", "n", "N", "escape", "t", "j", "l", "escape", "d", "escape", "question_mark", "escape", "v", "escape", "B", "escape",
)  # fmt: skip


async def test_every_key_leaves_on_the_terminal_what_the_panes_show(home: Path, sent: Sent) -> None:
    async with reading(home, FakeCollection(stories=30)) as reader:
        for key in KEYS:
            await reader.press(key)
            assert sent.text == shown(reader), key


async def test_what_a_pane_shows_anew_while_another_is_drawn_is_sent(
    home: Path, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(home, FakeCollection(stories=30)) as reader:
        await reader.settle()
        header, lines = reader.screen.header, ArticleView.render_lines

        def telling(self: ArticleView, crop: Region):  # type: ignore[no-untyped-def]
            header.show("told while the article was drawn", "", "")
            return lines(self, crop)

        monkeypatch.setattr(ArticleView, "render_lines", telling)
        reader.screen.view.changed()
        await reader.settle()
        assert "told while the article was drawn" in sent.text


async def test_panes_that_tell_of_their_changes_one_after_the_other_are_one_picture(home: Path, sent: Sent) -> None:
    async with reading(home, FakeCollection(stories=30)) as reader:
        await reader.settle()
        before = sent.pictures
        for pane in (reader.screen.list, reader.screen.view, reader.screen.header, reader.screen.hints):
            pane.refresh()
        reader.screen._dirty_widgets.add(reader.screen.view)  # the one that tells the screen first
        reader.screen._on_timer_update()
        await reader.settle()
        assert sent.pictures == before + 1


async def test_pictures_keep_their_distance(home: Path, sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PERIOD", 3600.0)
    async with reading(home) as reader:
        await reader.settle()
        before = sent.pictures
        reader.screen.header.show("not before an hour has passed", "", "")
        for _ in range(50):
            await asyncio.sleep(0)
        assert sent.pictures == before
