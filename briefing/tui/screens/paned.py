"""The frame of the screen: which panes are built, and where each stands in the arrangement of the moment. Takes no keys, asks nothing."""

from __future__ import annotations

from typing import Any

from textual.widget import Widget

from briefing.tui.screens import panes
from briefing.tui.screens.breakpoints import OVER, Layout, lay_out
from briefing.tui.screens.working import WorkingScreen
from briefing.tui.widgets.status_line import StatusLine


class PanedScreen(WorkingScreen):
    """Panes that are built when they are first wanted, and shown or hidden by :func:`~briefing.tui.screens.breakpoints.lay_out`."""

    header: StatusLine

    def __init__(self) -> None:
        super().__init__()
        self.active = "list"
        self.over: str | None = None
        self.under = "list"
        """The pane to go back to when what lies over the others is closed."""
        self.sources_open = False
        self.shape = Layout("three", ())
        self._built: dict[str, Widget] = {}

    @property
    def typing_search(self) -> bool:
        """The search line is open: its first hit is to be seen."""
        raise NotImplementedError

    def show_header(self) -> None:
        """Write the line above everything."""
        raise NotImplementedError

    def show_hints(self) -> None:
        """Write the line below everything."""
        raise NotImplementedError

    def layout_for(self, active: str) -> Layout:
        width, height = self.app.size
        return lay_out(width, height, active, over=self.over, sources_open=self.sources_open, typing=self.typing_search)

    def existing(self, name: str) -> Widget | None:
        """The pane, if it was ever built."""
        found = self._built.get(name)
        if found is None:
            found = next(iter(self.query(f"#{name}")), None)
            if found is not None:
                self._built[name] = found
        return found

    async def pane(self, name: str) -> Any:
        """The pane, built if need be."""
        found = self.existing(name)
        if found is None:
            found = panes.make(name)
            body, center = self.query_one("#body"), self.query_one("#center")
            if name == "sources":
                await center.mount(found)
            elif name == "entities" or self.existing("entities") is None:
                await body.mount(found)
            else:
                await body.mount(found, before="#entities")
        return found

    def apply_layout(self) -> None:
        """Show the panes of the arrangement, hide the others."""
        self.shape = shape = self.layout_for(self.active)
        alone = shape.arrangement == "one"
        self.set_class(shape.arrangement == "tiny", "-tiny")
        if shape.arrangement == "tiny":
            self.header.show("make the terminal at least 40 × 10", "")
            return
        left, center = self.query_one("#left"), self.query_one("#center")
        left.display = "list" in shape.panes
        center.display = "article" in shape.panes
        left.styles.width = "1fr" if alone else shape.list_width
        left.styles.height = shape.stacked_height or "1fr"
        self.query_one("#body").styles.layout = "vertical" if shape.stacked_height else "horizontal"
        center.styles.layout = "horizontal" if shape.sources == "beside" else "vertical"
        for name in ("entities", *OVER):
            widget = self.existing(name)
            if widget is not None:
                widget.display = name in shape.panes
                fixed = shape.entities_width if name in ("entities", "details") else 0
                widget.styles.width = fixed if fixed and not alone else "1fr"
        sources = self.existing("sources")
        if sources is not None:
            sources.display = shape.sources is not None
            sources.styles.width = shape.sources_width if shape.sources == "beside" else "1fr"
            self.fit_sources()
        self.show_header()
        self.show_hints()

    def fit_sources(self) -> None:
        """As a strip, the sources take the lines that they need, a third of the screen at most."""
        sources = self.existing("sources")
        if sources is not None:
            needed = max(3, sources.virtual_size.height) + 1
            sources.styles.height = (
                "1fr" if self.shape.sources == "beside" else min(needed, max(5, self.app.size.height * 2 // 5))
            )
