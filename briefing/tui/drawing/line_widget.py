"""The ground of every widget that draws its own lines: its styles, its kept strips, its size, scrolling at once.

It knows no rows and no cursor (see :mod:`briefing.tui.drawing.row_list`), and binds no keys.
"""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from briefing.tui.drawing import strips
from briefing.tui.drawing.scroll_bar import SteadyScrollBar

HERE = "▌"
"""The cursor in a widget that has the focus."""
THERE = "▏"
"""The cursor in a widget that has not."""

_KEPT_STRIPS = 2048


class Stance(NamedTuple):
    """Where a pane's cursor is and how far the pane is scrolled; ``look`` is what else a person can choose of how its rows are shown."""

    scrolled: int
    row: int = 0
    column: int = 0
    look: Any = None


class Drawn(ScrollView, can_focus=True, inherit_bindings=False):
    """A widget that draws its own lines from plain strings; styles are the component classes ``ink--*``.

    It binds no keys, not even Textual's own for scrolling (which are animated): the action table of the reader calls its methods.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--muted", "ink--cursor", "ink--cursor-away"}
    DEFAULT_CSS = """
    Drawn {
        background: $background;
        color: $text;
        padding: 0;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        scrollbar-color: $foreground 20%;
        scrollbar-color-hover: $primary;
        scrollbar-color-active: $primary;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        border-top: solid $foreground 25%;
        border-title-color: $text-muted;
        border-title-style: bold;
        border-subtitle-color: $text-muted;

        &:focus {
            border-top: heavy $primary;
            border-title-color: $text-primary;
        }
        &:ansi {
            border-top: solid ansi_default;
            border-title-color: ansi_default;
        }
        &:ansi:focus {
            border-top: heavy ansi_default;
        }

        .ink--muted { color: $text-muted; }
        .ink--accent { color: $text-accent; }
        .ink--primary { color: $text-primary; }
        .ink--secondary { color: $text-secondary; }
        .ink--success { color: $text-success; }
        .ink--warning { color: $text-warning; }
        .ink--error { color: $text-error; }
        .ink--cursor { background: $primary 28%; }
        .ink--cursor-away { background: $foreground 8%; }
        .ink--hit { background: $warning 30%; text-style: underline; }
        .ink--hit-now { background: $warning; color: $background; text-style: bold; }
        .ink--selection { background: $screen-selection-background; color: $foreground; }
    }
    Drawn:ansi .ink--muted { text-style: dim; }
    Drawn:ansi .ink--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
    Drawn:ansi .ink--cursor-away { background: ansi_default; text-style: bold; }
    Drawn:ansi .ink--selection { background: ansi_default; color: ansi_default; text-style: reverse; }
    Drawn:ansi .ink--hit { background: ansi_default; text-style: underline; }
    Drawn:ansi .ink--hit-now { background: ansi_default; color: ansi_default; text-style: bold reverse; }
    """

    def __init__(
        self, *, name: str | None = None, id: str | None = None, classes: str | None = None, disabled: bool = False
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, disabled=disabled)
        self._inks: dict[str, Style] = {}
        self._strips: dict[tuple[object, ...], Strip] = {}
        self.only_frame = False
        """Styles are asked for anew because the focus came or went."""
        self._content_width = 0
        self._seen_height = 0
        self._held: int | None = None
        """How far it is scrolled until a key moves something."""
        # Its place is kept where there is nothing to scroll: it never comes or goes, which would lay out the screen anew.
        self.set_reactive(Drawn.show_vertical_scrollbar, True)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is first wanted."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = SteadyScrollBar(self.scrollbar_size_vertical)
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    # --- style --------------------------------------------------------------------------------------------------
    def ink(self, name: str) -> Style:
        """Return the Rich style of component ``ink--name`` over this widget's colours; ``""`` is the widget's own."""
        style = self._inks.get(name)
        if style is None:
            style = self.get_component_rich_style(f"ink--{name}") if name else self.rich_style
            self._inks[name] = style
        return style

    def front(self, name: str) -> Style:
        """Like :meth:`ink` without the background, to be laid over rows of any background."""
        return self._layer(name, background=False)

    def ground(self, name: str) -> Style:
        """Everything that component ``ink--name`` itself says, its background included, to be laid over text of any colour."""
        return self._layer(name, background=True)

    def _layer(self, name: str, *, background: bool) -> Style:
        key = f"{'ground' if background else 'front'} {name}"
        style = self._inks.get(key)
        if style is None:
            rules = self.get_component_styles(f"ink--{name}")
            full = self.ink(name)
            style = Style(
                color=full.color if rules.has_rule("color") else None,
                bgcolor=full.bgcolor if background and rules.has_rule("background") else None,
                bold=full.bold or None, dim=full.dim or None, italic=full.italic or None,
                underline=full.underline or None, reverse=full.reverse or None,
            )  # fmt: skip
            self._inks[key] = style
        return style

    def cursor_style(self) -> Style:
        """Return what lies over the row of the cursor."""
        style = self.ground("cursor" if self.has_focus else "cursor-away")
        # Where the row is shown turned round, dim words in it would be grey on grey.
        return style + Style(dim=False) if style.reverse else style

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if not self.only_frame:
            self._inks.clear()
            self._strips.clear()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Only the frame looks otherwise with the focus: inks, and lines that were drawn, stay."""
        self.only_frame = True
        try:
            super().watch_has_focus(has_focus)
        finally:
            self.only_frame = False

    # --- drawing ------------------------------------------------------------------------------------------------
    @property
    def content_width(self) -> int:
        """Cells of a line: the content area without the scrollbar's place."""
        return self._content_width

    @property
    def width_drawn(self) -> int:
        """Cells of a line that is drawn before the content was ever measured, too."""
        return self._content_width or self.size.width

    @property
    def placed(self) -> bool:
        """It stands on the screen, and knows how large it is."""
        return min(self.size.height, self._seen_height) > 0

    def expect_width(self, cells: int) -> None:
        """Take it that lines will be ``cells`` wide, until the widget has its place: then its height is right at once."""
        self._content_width = cells

    def _measure_width(self) -> bool:
        region = self.scrollable_content_region
        self._seen_height = region.height or self._seen_height
        width = region.width
        if not width or width == self._content_width:  # a hidden pane has no size; it keeps the one it had
            return False
        self._content_width = width
        self._strips.clear()
        return True

    def on_resize(self, event: events.Resize) -> None:
        before = self._seen_height
        if self._measure_width():
            self.width_changed()
        elif before != self._seen_height:
            self.height_changed(before)
        self.keep_held()

    def on_show(self) -> None:
        if self._measure_width():
            self.width_changed()
        self.keep_held()

    def width_changed(self) -> None:
        """Called when lines have another width than before."""

    def height_changed(self, before: int) -> None:
        """Called when as many lines as ``before`` are no longer seen, or more."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of the widget: the frame above as Textual draws it, and below it lines that have all their styles
        already, so that nothing is laid over them."""
        if 0 == self._content_width < self.size.width:
            self.call_later(self.on_show)  # its size was told while it was hidden, and is not told again
        frame = self.styles.gutter.top
        lines = (
            list(
                map(
                    strips.as_printed,
                    super().render_lines(Region(crop.x, crop.y, crop.width, min(crop.bottom, frame) - crop.y)),
                )
            )
            if crop.y < frame
            else []
        )
        width, base, background = self.outer_size.width, self.ink(""), self.background_colors[1]
        filters = self.get_line_filters()
        for y in range(max(crop.y, frame), crop.bottom):
            line = self.paint_line(y - frame).adjust_cell_length(width, base)
            for line_filter in filters:
                line = line.apply_filter(line_filter, background)
            lines.append(line if crop.width == width else line.crop(crop.x, crop.right))
        return lines

    def paint_line(self, y: int) -> Strip:
        """Return the line ``y`` of the view as it is drawn; what the mouse looks at (:meth:`render_line`) may hold more."""
        return self.render_line(y)

    def kept(self, key: tuple[object, ...], strip: Strip) -> Strip:
        """Keep ``strip`` for the next time that the same line in the same state is asked for."""
        if len(self._strips) >= _KEPT_STRIPS:
            self._strips.clear()
        self._strips[key] = strip
        return strip

    def changed(self) -> None:
        """Forget what was drawn and draw again."""
        self._strips.clear()
        self.refresh()

    def scroll_to(self, x: float | None = None, y: float | None = None, **how: Any) -> None:
        """Scroll at once, whoever asks (wheel, scrollbar, keys): an animated page takes 690 ms, this one 10."""
        super().scroll_to(x, y, **{**how, "animate": False})

    def jump(self, y: int) -> None:
        """Scroll so that line ``y`` is the first visible one, at once."""
        self.scroll_to(y=max(0, y), force=True)

    @property
    def scrolled(self) -> int:
        """How far it is scrolled, as :meth:`scroll_back` takes it."""
        return self.scroll_offset.y

    def scroll_back(self, scrolled: int) -> None:
        """Scroll to where :attr:`scrolled` was, the cursor being where it was then."""
        if self.scrolled != scrolled:
            self.jump(scrolled)

    @property
    def stance(self) -> Stance:
        """Where its cursor is and how far it is scrolled."""
        return Stance(self.scrolled)

    def take_stance(self, stance: Stance) -> None:
        """Stand as it did when :attr:`stance` was asked for, and stay so until :meth:`release`."""
        self.hold(stance.scrolled)

    def hold(self, scrolled: int) -> None:
        """Scroll back, and again whenever the pane gets other lines or another size, until :meth:`release`: a pane that comes back has
        its place on the screen only later."""
        self._held = scrolled
        self.keep_held()

    def keep_held(self) -> None:
        """Scroll to where the pane is held, if it is."""
        if self._held is not None:
            self.scroll_back(self._held)

    def release(self) -> None:
        """Hold the pane no longer where it was scrolled to."""
        self._held = None

    def refresh_rows(self, first: int, count: int) -> None:
        """Repaint ``count`` lines of the content from line ``first``."""
        top = first - self.scroll_offset.y
        self.refresh(Region(0, top, max(self.size.width, self._content_width), count))

    @property
    def view_height(self) -> int:
        """Visible lines."""
        return max(1, self.scrollable_content_region.height or self._seen_height)

    def set_height(self, lines: int) -> None:
        """Tell the scrollbar how many lines there are. Nothing but that depends on it: nothing is laid out anew."""
        size = Size(0, lines)
        if self.virtual_size == size:
            return
        self.set_reactive(Drawn.virtual_size, size)
        if self.is_attached:
            self.vertical_scrollbar.window_virtual_size = lines
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
