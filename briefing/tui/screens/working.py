"""How the screen gets things done: in the order of the keys, soon, or guarded, so that a failure is a notice and not the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from textual.reactive import Reactive
from textual.widget import Widget

from briefing.errors import NotFoundError
from briefing.tui.screens.pictures import PictureScreen

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp
    from briefing.tui.context import ReaderState
    from briefing.tui.saving import Saver

T = TypeVar("T")

SETTLE = 0.012
"""Seconds for which the article pane waits for further keys before it follows the list."""


class WorkingScreen(PictureScreen):
    """What is to be done, and when."""

    # The panes show by themselves which of them has the focus: the screen need not be drawn for it.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    state: ReaderState

    def __init__(self) -> None:
        super().__init__()
        self._soon: dict[str, Callable[[], object]] = {}
        self._soon_timer: Any = None
        self._saver: Saver | None = None

    @property
    def briefing(self) -> BriefingApp:
        app: Any = self.app
        return app  # type: ignore[no-any-return]

    def now_and_then(self, seconds: float, look: Callable[[], object]) -> None:
        """Do ``look``, which is over at once, every so many seconds until the reader is left: it wakes no pane, as a timer of Textual's
        does each time."""
        loop = asyncio.get_running_loop()

        def again() -> None:
            if not self.briefing.leaving:
                look()
                loop.call_later(seconds, again)

        loop.call_later(seconds, again)

    def queue(self, call: Callable[..., object], *values: Any) -> None:
        """Have ``call`` done in the application's own queue, where the keys are: one thing after the other. For any thread."""
        self.app.call_later(call, *values)

    # --- what a person made ---

    @property
    def saver(self) -> Saver:
        """What saves behind the keys, made when it is first needed."""
        if self._saver is None:
            from briefing.tui.saving import Saver

            self._saver = Saver(self.queue, self._failed)
        return self._saver

    def save(
        self,
        write: Callable[[], T],
        then: Callable[[T], object] = lambda saved: None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Have ``write`` save something in a thread, and ``then`` told when it is stored: no key waits for that."""
        self.saver.save(write, then, failed)

    async def saving(self, write: Callable[[], T]) -> T:
        """Save in the thread, and have the next key wait for what it acts on; raises what ``write`` raises."""
        return await self.saver.saving(write)

    async def saved(self) -> None:
        """Wait until everything that was made is stored: what is asked for now looks at it."""
        if self._saver is not None:
            await self._saver.saved()

    def stop_saving(self) -> list[Exception]:
        """Wait until everything is stored, as the reader is left; return what could not be."""
        return [] if self._saver is None else self._saver.close()

    def _failed(self, error: Exception) -> None:
        """Say what failed; what is not there while the folder is read is no failure: it is asked for again when that is done."""
        known_soon = self.state.syncing if isinstance(error, NotFoundError) else False
        if not known_soon:
            self.briefing.fault(error)

    def guarded(self, call: Callable[[], T], otherwise: Any) -> T:
        """Return the answer of ``call``, or ``otherwise`` and a notice if it fails."""
        try:
            return call()
        except Exception as error:
            self._failed(error)
            return otherwise  # type: ignore[no-any-return]

    def soon(self, name: str, call: Callable[[], object]) -> None:
        """Do ``call`` when no further key comes; several calls of one name are one."""
        self._soon[name] = call
        if self._soon_timer is None:
            self._soon_timer = self.set_timer(SETTLE, self.flush)

    def flush(self) -> None:
        """Do now what was to be done soon."""
        if self._soon_timer is not None:
            self._soon_timer.stop()
            self._soon_timer = None
        while self._soon:
            name = next(iter(self._soon))
            self.guarded(self._soon.pop(name), None)

    def not_soon(self, name: str) -> None:
        """What was to be done soon under this name is done, or no longer wanted."""
        self._soon.pop(name, None)
