"""The frame of the screen: which panes are built, and where each stands in the arrangement of the moment. Takes no keys, asks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.drawing.line_widget import Drawn
from briefing.tui.screens import panes
from briefing.tui.screens.breakpoints import OVER, Layout, Widths, lay_out
from briefing.tui.screens.working import WorkingScreen
from briefing.tui.widgets.bars.status_line import StatusLine

if TYPE_CHECKING:
    from briefing.tui.widgets.bars.prompt import Prompt

TOO_SMALL: Final = ("make the terminal at least 40 × 10", "at least 40 × 10")
"""What is said where no pane has room, and the part of it that a very narrow terminal has room for."""


class Frame(Widget):
    """Holds panes and draws nothing: what they leave free shows the screen behind them."""

    def render_lines(self, crop: Region) -> list[Strip]:
        return []


class PanedScreen(WorkingScreen):
    """Panes that are built when they are first wanted, and shown or hidden by :func:`~briefing.tui.screens.breakpoints.lay_out`."""

    header: StatusLine

    def __init__(self) -> None:
        super().__init__()
        self.active = "list"
        self.field: Prompt | None = None
        """The line that is being typed into, if any."""
        self._over: str | None = None
        self.under = "list"
        """The pane to go back to when what lies over the others is closed."""
        self.covered: list[str] = []
        """Panes that lie over the others and under the one on top, in the order in which they were opened."""
        self.sources_open = False
        self.zoomed = False
        """The pane with the focus has the whole screen."""
        self.shape = Layout("three", ())
        self._built: dict[str, Widget] = {}

    @property
    def over(self) -> str | None:
        """The pane that lies over the others, if any."""
        return self._over

    @over.setter
    def over(self, name: str | None) -> None:
        if name is None:
            self.covered.clear()
        self._over = name

    @property
    def typing_search(self) -> bool:
        """The search line is open: its first hit is to be seen."""
        raise NotImplementedError

    def set_active(self, name: str) -> None:
        """Give the focus to the pane ``name``."""
        raise NotImplementedError

    def show_header(self) -> None:
        """Write the line above everything."""
        raise NotImplementedError

    def show_hints(self) -> None:
        """Write the line below everything."""
        raise NotImplementedError

    def layout_for(self, active: str) -> Layout:
        width, height = self.app.size
        return lay_out(
            width,
            height,
            "article" if active == "story" else active,
            over=self.over,
            sources_open=self.sources_open,
            typing=self.typing_search,
            widths=self.widths,
            zoomed=self.zoomed,
        )

    @property
    def center(self) -> str:
        """The pane in the middle: the article, or the page of a story."""
        raise NotImplementedError

    @property
    def widths(self) -> Widths:
        """What the person made of the side panes."""
        raise NotImplementedError

    def existing(self, name: str) -> Widget | None:
        """Return the pane, if it was ever built."""
        found = self._built.get(name)
        if found is None:
            found = next(iter(self.query(f"#{name}")), None)
            if found is not None:
                self._built[name] = found
        return found

    async def pane(self, name: str) -> Any:
        """Return the pane, built if need be."""
        found = self.existing(name)
        if found is None:
            found = panes.make(name)
            if self.briefing.leaving:
                return found  # what it would stand in is going away
            found.display = False  # until it has something to show: an empty pane says "nothing" before anybody knows
            body, center = self.query_one("#body"), self.query_one("#center")
            if name == "sources":
                cast(Drawn, found).expect_width(self.query_one("#article", Drawn).content_width)
                await center.mount(found)
            elif name == "entities" or self.existing("entities") is None:
                await body.mount(found)
            else:
                await body.mount(found, before="#entities")
        return found

    def story_pane(self) -> Any:
        """Return the page of a story, put beside the article at the first time."""
        found = self.existing("story")
        if found is None:
            found = self._built["story"] = panes.make("story")
            found.display = False
            self.query_one("#center").mount(found, before="#article")
        return found

    def apply_layout(self) -> None:
        """Show the panes of the arrangement, hide the others."""
        self.shape = shape = self.layout_for(self.active)
        alone = len(shape.panes) == 1 or bool(shape.stacked_height)
        self.set_class(shape.arrangement == "tiny", "-tiny")
        if shape.arrangement == "tiny":
            self.header.show(TOO_SMALL[self.size.width < len(TOO_SMALL[0]) + 2], "")
            return
        left, center = self.query_one("#left"), self.query_one("#center")
        left.display = "list" in shape.panes
        center.display = "article" in shape.panes
        for name in ("article", "story"):
            middle = self.existing(name)
            if middle is not None:
                middle.display = name == self.center
        left.styles.width = "1fr" if alone else shape.list_width
        left.styles.height = shape.stacked_height or "1fr"
        _put(self.query_one("#body"), "vertical" if shape.stacked_height else "horizontal")
        _put(center, "horizontal" if shape.sources == "beside" else "vertical")
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

    async def search_line(self) -> Prompt:
        """Return the search line over the panes, built if need be: a query has the width of the screen."""
        from briefing.tui.widgets.bars.prompt import Line, Prompt

        known = self.existing("search")
        if isinstance(known, Prompt):
            return known
        prompt, error = Prompt(self, id="search", title="Search"), Line(id="search-error")
        error.display = False
        await self.mount(prompt, error, before="#body")
        return prompt

    async def bottom_line(self) -> Prompt:
        """Return the line over the footer, for everything but the search, built if need be."""
        from briefing.tui.widgets.bars.prompt import Prompt

        known = self.existing("prompt")
        if isinstance(known, Prompt):
            return known
        prompt = Prompt(self, id="prompt")
        await self.mount(prompt, before="#hints")
        return prompt

    def guide_line(self) -> Any:
        """Return the line over the footer that a first session is guided by, built."""
        from briefing.tui.widgets.bars.guide_line import GuideLine

        line = self._built["guide"] = GuideLine(id="guide")
        self.mount(line, before="#hints")
        return line

    def show_complaint(self, words: str, column: int | None) -> None:
        """Say under the search line what is wrong with the query and point at its character ``column``; "" takes it away."""
        line, prompt = self.existing("search-error"), self.existing("search")
        if line is None or prompt is None:
            return
        said: Any = line
        typed: Any = prompt
        said.display = bool(words)
        typed.field.set_class(bool(words), "-invalid")
        if words:
            said.say(words, at=None if column is None else typed.field.column_of(column))

    def fit_sources(self) -> None:
        """As a strip, the sources take the lines that they need, a third of the screen at most."""
        sources = self.existing("sources")
        if sources is not None:
            needed = max(3, sources.virtual_size.height) + 1
            sources.styles.height = (
                "1fr" if self.shape.sources == "beside" else min(needed, max(5, self.app.size.height * 2 // 5))
            )


def _put(frame: Widget, direction: str) -> None:
    """Have what ``frame`` holds stand one beside or below the other: set only where it changes, as setting it draws everything anew."""
    before = frame.styles.layout
    if before is None or before.name != direction:
        frame.styles.layout = direction
