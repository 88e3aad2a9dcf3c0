"""The scrollbar of a widget that draws its own lines: one cell wide, always in its place, drawn anew only where its thumb has moved.

Textual's own is drawn line by line with every layout and every step of the text, which costs as much as the text beside it.
"""

from __future__ import annotations

from typing import Any, Final, Self

from rich.segment import Segment
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip

STEPS: Final = 8
"""Steps of the thumb within a cell."""


class SteadyScrollBar(ScrollBar):
    """A vertical scrollbar that knows what it shows; blank where there is nothing to scroll."""

    def __init__(self, thickness: int = 1) -> None:
        self._shown: tuple[object, ...] = ()
        self._drawn: tuple[object, ...] = ()
        self._lines: list[Strip] = []
        super().__init__(vertical=True, name="vertical", thickness=thickness)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw it again if it would look otherwise than it does. Its place is its widget's affair: the screen is never laid out for it."""
        if self._looks() != self._shown:
            super().refresh(*regions, repaint=repaint, recompose=recompose)
        return self

    def _looks(self) -> tuple[object, ...]:
        """Return what its picture follows from, but for its colours: its size, whether the mouse holds it, the ends of its thumb."""
        height, total, seen = self.size.height, self.window_virtual_size, self.window_size
        held = (self.size, self.mouse_over, self.grabbed is not None)
        if seen >= total:
            return held
        thumb = max(1.0, height * seen / total)
        return (*held, int(thumb * STEPS), int((height - thumb) * self.position / (total - seen) * STEPS))

    def render_lines(self, crop: Region) -> list[Strip]:
        self._shown = self._looks()
        bar: Any = self.render()
        base = bar.style.background_style
        if self._drawn != (self._shown, base, bar.style):
            self._drawn = (self._shown, base, bar.style)
            self._lines = [Strip([line], self.thickness) for line in Segment.apply_style(self._segments(bar), base)]
        background = self.background_colors[1]
        lines = self._lines[crop.y : crop.bottom]
        for line_filter in self.get_line_filters():
            lines = [line.apply_filter(line_filter, background) for line in lines]
        return lines

    def _segments(self, bar: Any) -> list[Segment]:
        """Return a segment for each of its lines."""
        segments: list[Segment] = bar.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=bar.thickness,
            back_color=bar.style.bgcolor,
            bar_color=bar.style.color,
        ).segments
        return segments
