"""What the flows share: each is one job of the reader, acts on the screen's panes, and holds the state of that job only."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from briefing.collection.facade import Collection
    from briefing.tui.screens.reader_screen import ReaderScreen


class Movable(Protocol):
    """What every pane can do."""

    def move(self, delta: int) -> object: ...
    def move_column(self, delta: int) -> object: ...
    def page(self, delta: int) -> object: ...
    def to_top(self) -> object: ...
    def to_end(self) -> object: ...
    def activate(self) -> object: ...


class Flow:
    """One job of the reader. Its methods ``do_<action>`` are what keys do."""

    def __init__(self, reader: ReaderScreen) -> None:
        self.reader = reader

    @property
    def collection(self) -> Collection:
        return self.reader.collection

    def say(self, text: str, *, kind: str = "information") -> None:
        """A short sentence for the person."""
        self.reader.briefing.notice(text, kind=kind)


async def finish(result: object) -> None:
    """Wait for ``result`` if it is to be waited for: an action may be a function or a coroutine."""
    if inspect.isawaitable(result):
        await result
