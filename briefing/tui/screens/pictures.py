"""When the screen is drawn, and what a picture brings: everything that panes have still to send.

Textual's own timer beats at fixed times whether or not there is anything to draw, and skips the beat after a picture: what follows a
key's first picture would wait for up to two of them. And it sends what panes have told the screen of, though a pane that tells it a
moment later is drawn for the same picture already: that would be a second one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Final

from textual.constants import MAX_FPS
from textual.screen import Screen

PERIOD: Final = 1 / MAX_FPS
"""Seconds at least between the beginnings of two pictures."""


class PictureTimer:
    """Draws a screen when it is asked to, but never more often than a terminal can show it."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._waiting: asyncio.TimerHandle | None = None
        self._next = 0.0
        """When the next picture may be drawn, on the loop's clock."""

    def resume(self) -> None:
        """Have a picture drawn, unless one is awaited already."""
        if self._waiting is None:
            loop = asyncio.get_running_loop()
            self._waiting = loop.call_at(max(self._next, loop.time()), self._draw)

    def pause(self) -> None:
        """Draw nothing until it is asked for again."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _draw(self) -> None:
        self._waiting = None
        screen = self._screen
        if not screen.is_running or screen.app._exit:
            return
        with screen._context():
            try:
                screen._on_timer_update()
            except Exception as error:
                screen.app._handle_exception(error)

    def drawn(self) -> None:
        """Take note that a picture was sent."""
        self._next = asyncio.get_running_loop().time() + PERIOD


class PictureScreen(Screen[None]):
    """A screen that is drawn in whole pictures."""

    def __init__(self) -> None:
        super().__init__()
        self._pictures = PictureTimer(self)
        self.behind: list[Callable[[], object]] = []
        """What is to be begun once the next picture was sent."""

    @property
    def _update_timer(self) -> Any:
        """What draws the screen when something of it has changed."""
        return self._pictures

    def _compositor_refresh(self) -> None:
        """Send a picture, with what panes have changed and not told yet."""
        compositor = self._compositor
        compositor.update_widgets({widget for widget in compositor.visible_widgets if widget._repaint_regions})
        if compositor._dirty_regions:
            super()._compositor_refresh()
            self._pictures.drawn()
            if self.behind:
                asyncio.get_running_loop().call_soon(self._go_on_behind)

    def after_picture(self, call: Callable[[], object]) -> None:
        """Begin what computes in a thread once what has changed now was sent, or soon where nothing has: it would keep that waiting."""
        if not self.behind:
            asyncio.get_running_loop().call_later(2 * PERIOD, self._go_on_behind)
        self.behind.append(call)

    def _go_on_behind(self) -> None:
        calls, self.behind = self.behind, []
        for call in calls:
            call()
