"""Moving: within a pane, from pane to pane, from article to article, back and out. Knows the panes, not what they show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from briefing.tui.controllers.base import Flow, Movable, finish


class Moving(Flow):
    """The keys that only move."""

    def neighbours(self) -> list[str]:
        """The panes that h, l and Tab go through, from left to right."""
        alone = self.reader.shape.arrangement == "one"
        order = ["list", "article", "entities"] if alone and self.reader.over is None else list(self.reader.shape.panes)
        if self.reader.shape.sources and "article" in order:
            order.insert(order.index("article") + 1, "sources")
        return order

    async def _go_sideways(self, step: int, *, around: bool = False) -> None:
        order = self.neighbours()
        place = order.index(self.reader.active) if self.reader.active in order else 0
        target = (place + step) % len(order) if around else place + step
        if 0 <= target < len(order) and order[target] != self.reader.active:
            await self.reader.go_to_pane(order[target])

    async def do_left(self) -> None:
        if self.reader.active == "coverage":
            self.reader.mover.move_column(-1)
        else:
            await self._go_sideways(-1)

    async def do_right(self) -> None:
        if self.reader.active == "coverage":
            self.reader.mover.move_column(1)
        else:
            await self._go_sideways(1)

    async def do_next_pane(self) -> None:
        await self._go_sideways(1, around=True)

    async def do_previous_pane(self) -> None:
        await self._go_sideways(-1, around=True)

    async def do_back(self, key: str) -> None:
        alone = self.reader.shape.arrangement == "one"
        if self.reader.active == "menu" or self.reader.over is not None:
            await self.reader.close_over()
        elif self.reader.sources_open and self.reader.active in ("sources", "article"):
            self.reader.sources_open = False
            self.reader.set_active("article")
        elif alone and self.reader.active != "list":
            await self.reader.go_to_pane("article" if self.reader.active == "sources" else "list")
        elif self.reader.searching.query:
            self.reader.searching.clear()
        elif self.reader.keeping.filtered:
            self.reader.keeping.do_clear_filters()
        elif self.reader.active != "list":
            await self.reader.go_to_pane("list")
        elif key == "q":
            self.do_quit()

    def do_quit(self, key: str = "") -> None:
        selected = self.reader.view.selected_text if key == "ctrl+c" else ""
        if selected:
            self.reader.run_worker(self.reader.quoting.copy(selected, "the selected words"))
            return
        self.reader.app.exit(0)

    def _move(self, call: Callable[[Movable], object]) -> None:
        call(self.reader.mover)
        self.moved()

    def moved(self) -> None:
        """The cursor of the active pane has moved: let the other panes follow."""
        if self.reader.active == "list":
            self.reader.soon("article", self.reader.follow_list)
        elif self.reader.active in ("article", "sources"):
            self.reader.soon("sources", self.reader.quoting.follow)
        elif self.reader.active == "entities":
            self.reader.soon("mentions", self.reader.naming.light_up)

    def do_down(self) -> None:
        self._move(lambda widget: widget.move(1))

    def do_up(self) -> None:
        self._move(lambda widget: widget.move(-1))

    def do_page_down(self) -> None:
        self._move(lambda widget: widget.page(1))

    def do_page_up(self) -> None:
        self._move(lambda widget: widget.page(-1))

    def do_top(self) -> None:
        self._move(lambda widget: widget.to_top())

    def do_end(self) -> None:
        self._move(lambda widget: widget.to_end())

    def do_next_article(self) -> None:
        self.reader.list.move(1)
        self.reader.follow_list()

    def do_previous_article(self) -> None:
        self.reader.list.move(-1)
        self.reader.follow_list()

    async def do_activate(self) -> None:
        """Enter: each pane's own meaning."""
        if self.reader.active == "list":
            if not self.reader.list.count and self.reader.searching.query:
                await self.reader.searching.take_suggestion()
                return
            self.reader.follow_list()
            await self.reader.go_to_pane("article")
        elif self.reader.active == "article":
            await self.reader.quoting.do_who_else()
        elif self.reader.active == "entities":
            await self.reader.naming.walk()
        elif self.reader.active == "menu":
            menu: Any = self.reader.mover
            if (choice := menu.current) is not None and not choice.heading:
                chosen = menu.chosen
                await self.reader.close_over()
                await finish(chosen(choice.value))
        else:
            await self.reader.quoting.open_chosen()
