"""Moving: within a pane, from pane to pane, from article to article, back and out. Knows the panes, not what they show."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from briefing.tui.context import Movable, finish
from briefing.tui.controllers.base import Controller
from briefing.tui.keys import keymap
from briefing.tui.messages import ActionDone, NameMoved, QuotationMoved
from briefing.tui.way_back import ALL, CENTER, CLOSE, LIST, WHOLE, way_back

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState


WIDER: Final = 4
"""Cells that one key adds to a pane or takes from it."""

READ: Final = 0.3
"""Seconds that it takes to read that the next key leaves the reader: one that comes sooner was not meant for that."""

_WARNED: Final = float("-inf")
"""Nobody goes back step by step: nothing needs to be said."""

COLUMNS: Final = ("coverage", "presentation", "cite")
"""Panes in which left and right move the cursor instead of going to another pane."""


ENDS: Final[dict[str, tuple[str, str]]] = {
    "article": ("the beginning of the article", "the end of the article"),
    "story": ("the top of the page", "the end of the page"),
    "details": ("the first line", "the last line"),
}
"""Pane -> what is said where a key cannot go further up, or down."""

FIRST_AND_LAST: Final = ("the first row", "the last row")
EDGES: Final = ("nothing further left", "nothing further right")


def spot(pane: Any) -> tuple[object, ...]:
    """Return where a pane's cursor is and how far the pane is scrolled, to be compared."""
    return tuple(getattr(pane, name, None) for name in ("row", "column", "cursor", "scrolled"))


class NavigationController(Controller):
    """The keys that only move."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self.clock: Callable[[], float] = monotonic
        """Tells the time as the keys do."""
        self._closed = 0.0
        """When something was closed last, on the monotonic clock."""
        self._warned_at: float | None = _WARNED
        """When it was said that the next key leaves the reader; None while somebody goes back and it has not been said yet."""

    def neighbours(self) -> list[str]:
        """Return the panes that h, l and Tab go through, from left to right."""
        order = ["list", "article", "entities"] if self.port.over is None else list(self.port.shape.panes)
        if self.port.over is None and self.state.preferences.names_hidden and self.port.active != "entities":
            order.remove("entities")
        if self.port.shape.sources and "article" in order:
            order.insert(order.index("article") + 1, "sources")
        return [self.port.center if name == "article" else name for name in order]

    async def _go_sideways(self, step: int, *, around: bool = False) -> None:
        order = self.neighbours()
        place = order.index(self.port.active) if self.port.active in order else 0
        target = (place + step) % len(order) if around else place + step
        if 0 <= target < len(order) and order[target] != self.port.active:
            await self.port.go_to_pane(order[target])
        elif len(order) < 2:
            self.say("no other pane here")
        else:
            self.say("no pane on the left" if step < 0 else "no pane on the right")

    # --- the room that a pane has ---

    def do_zoom(self) -> None:
        """Give the pane with the focus the whole screen, or take it back."""
        if len(self.port.shape.panes) < 2 and self.port.shape.sources != "beside" and not self.port.zoomed:
            self.say("this pane has the whole screen")
            return
        self.port.zoomed = not self.port.zoomed
        self.port.apply_layout()

    def do_widen(self) -> None:
        self._widen(WIDER)

    def do_narrow(self) -> None:
        self._widen(-WIDER)

    def _widen(self, cells: int) -> None:
        """Give the pane with the focus more cells, or fewer; the article takes them from the list. It is remembered."""
        port, shape = self.port, self.port.shape
        if len(shape.panes) < 2:
            self.say("this pane has the whole screen")
            return
        if port.active == "entities" and shape.arrangement != "two":
            port.take_preferences(names_width=max(1, shape.entities_width + cells))
        elif (port.active, shape.sources) == ("sources", "beside"):
            port.take_preferences(sources_width=max(1, shape.sources_width + cells))
        else:
            step = cells if port.active in ("list", "entities") else -cells
            port.take_preferences(list_width=max(1, shape.list_width + step))
        port.apply_layout()

    async def do_left(self) -> None:
        if self.port.active in COLUMNS:
            self._move(lambda widget: widget.move_column(-1), EDGES[0])
        else:
            await self._go_sideways(-1)

    async def do_right(self) -> None:
        if self.port.active in COLUMNS:
            self._move(lambda widget: widget.move_column(1), EDGES[1])
        else:
            await self._go_sideways(1)

    async def do_next_pane(self) -> None:
        await self._go_sideways(1, around=True)

    async def do_previous_pane(self) -> None:
        await self._go_sideways(-1, around=True)

    async def do_back(self, key: str) -> None:
        """Close what lies on top, go back, or leave the reader.

        Keys wait in a queue while a pane is slow: one that was pressed before the last pane closed was meant for that pane and
        never leaves the reader. Nor does the first one after that, or after going back by another key: whoever goes back step by
        step counts no steps. It says that the next one leaves.
        """
        if await self._back():
            self._closed, self._warned_at = self.clock(), _WARNED if key == "escape" else None
            return
        leaving = keymap.leaving_key()
        if key == "escape":
            if self.state.steps_done is None:
                self.say(f"{leaving} leaves")
            else:
                await self.port.perform("first_steps")
            return
        if self.port.key_time <= self._closed:
            return
        if self._warned_at is None:
            self._warned_at = self.port.key_time
        if self.port.key_time - self._warned_at >= READ:
            self.do_quit()
        else:
            self.say(f"{leaving} again leaves")

    def on_action_done(self, message: ActionDone) -> None:
        """Who does something else after going back does not go back step by step any more."""
        if message.action in keymap.BACK_AND_FORWARD:
            self._warned_at = None
        elif message.action not in ("back", "count"):
            self._warned_at = _WARNED

    async def _back(self) -> bool:
        """Close or take away the topmost thing; return False if nothing is left to go back from."""
        port, way = self.port, way_back(self.port, self.state)
        if way == ALL:
            pane: Any = port.mover
            pane.filter("")
        elif way == WHOLE:
            port.zoomed = False
            port.apply_layout()
        elif way == CLOSE:
            await port.close_over()
        elif way in (CENTER, LIST):
            await port.go_to_pane(way)
        elif way:
            await port.perform(way)
        return bool(way)

    def do_quit(self, key: str = "") -> None:
        selected = self.port.view.selected_text if key == "ctrl+c" else ""
        if selected:
            self.port.start(self.port.copy(selected, "the selected words"))
            return
        self.port.leave()

    def _move(self, call: Callable[[Movable], object], end: str) -> None:
        """Move in the pane with the focus; ``end`` is said where it does not go further."""
        pane = self.port.mover
        before = spot(pane)
        call(pane)
        self.moved()
        if spot(pane) == before:
            self.say(end)

    def _up(self, call: Callable[[Movable], object]) -> None:
        self._move(call, ENDS.get(self.port.active, FIRST_AND_LAST)[0])

    def _down(self, call: Callable[[Movable], object]) -> None:
        self._move(call, ENDS.get(self.port.active, FIRST_AND_LAST)[1])

    def moved(self) -> None:
        """The cursor of the active pane has moved: let the other panes follow."""
        if self.port.active == "list":
            self.port.soon("article", self.port.follow_list)
        elif self.port.active in ("article", "sources", "story"):
            self.port.publish(QuotationMoved())
        elif self.port.active == "entities":
            self.port.publish(NameMoved())

    def do_down(self) -> None:
        self._down(lambda widget: widget.move(1))

    def do_up(self) -> None:
        self._up(lambda widget: widget.move(-1))

    def do_page_down(self) -> None:
        self._down(lambda widget: widget.page(1))

    def do_page_up(self) -> None:
        self._up(lambda widget: widget.page(-1))

    def do_top(self) -> None:
        self._up(lambda widget: widget.to_top())

    def do_end(self) -> None:
        self._down(lambda widget: widget.to_end())

    async def do_next_article(self) -> None:
        await self._step_article(1)

    async def do_previous_article(self) -> None:
        await self._step_article(-1)

    async def _step_article(self, step: int) -> None:
        """Show another article of the list; what hides it closes."""
        port = self.port
        before = port.list.row
        port.list.step_article(step)
        if port.list.row == before:
            self.say("the last article" if step > 0 else "the first article")
        port.follow_list()
        if port.active == "details":
            await port.close_over()
            await port.perform("details")
        elif port.over is not None:
            port.over = None
            await port.go_to_pane("article")

    async def do_activate(self) -> None:
        """Enter: each pane's own meaning."""
        if self.port.active == "list":
            if not self.port.list.count and self.state.query:
                await self.port.perform("take_suggestion")
                return
            if self.port.list.folded:
                await self.port.perform("fold")
                return
            self.port.follow_list()
            await self.port.go_to_pane("article")
        elif self.port.active == "article":
            await self.port.perform("who_else")
        elif self.port.active == "entities":
            await self.port.perform("walk_mentions")
        elif self.port.active == "menu":
            menu: Any = self.port.mover
            choice = menu.current
            if getattr(choice, "heading", True):
                self.say(f"nothing to choose here; {keymap.first_key(keymap.row('back'))} closes the list")
            else:
                chosen = menu.chosen
                await self.port.close_over()
                await finish(chosen(choice.value))
        else:
            await self.port.perform("open_chosen")
