"""A stage for one widget: an app that holds it, keeps its messages, and says what is printed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget


class Stage(App[None]):
    """One widget over the whole screen."""

    AUTO_FOCUS = None
    CSS = "Screen { layout: vertical; } Drawn { height: 1fr; }"

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.messages: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.widget

    async def _on_message(self, message: Message) -> None:
        if type(message).__module__.startswith("briefing."):
            self.messages.append(message)
        await super()._on_message(message)

    def sent(self, kind: type[Message]) -> list[Any]:
        """The messages of this kind so far."""
        return [message for message in self.messages if isinstance(message, kind)]


@asynccontextmanager
async def on_stage(
    widget: Widget, size: tuple[int, int] = (80, 24), *, focus: bool = True
) -> AsyncIterator[tuple[Stage, Pilot[None]]]:
    """The widget, laid out in ``size`` cells and focused."""
    stage = Stage(widget)
    async with stage.run_test(size=size) as pilot:
        if focus and widget.can_focus:
            widget.focus()
        await pilot.pause()
        yield stage, pilot


def printed(widget: Widget) -> list[str]:
    """The visible lines of the widget's content."""
    return [widget.render_line(y).text for y in range(widget.content_size.height)]


def screen_text(stage: Stage) -> str:
    """Everything on the screen, borders and titles included."""
    return "\n".join(strip.text for strip in stage.screen._compositor.render_strips())
