"""Selecting in an article, by mouse and by keyboard: one span of the source's text, whatever the lines on the screen.

The keyboard's selection reaches from a first word to another one; both are in it, whichever comes first.
"""

from __future__ import annotations

from textual.geometry import Offset
from textual.selection import Selection

from briefing.model import Document, Span
from briefing.tui.drawing.line_widget import Drawn
from briefing.tui.drawing.text_layout import Flow
from briefing.tui.drawing.text_units import Unit, before, following, word_at


class SelectableText(Drawn):
    """What an article's view knows of the words that are selected in it."""

    _document: Document | None
    _flow: Flow | None
    _ends: tuple[Span, Span] | None = None
    """First and moving end of the selection by keyboard, None if there is none."""

    def go_to(self, offset: int, *, center: bool = True) -> None:
        """Put the cursor at ``offset``."""
        raise NotImplementedError

    @property
    def cursor(self) -> int:
        """The offset of the cursor in the document's text."""
        raise NotImplementedError

    # --- by keyboard --------------------------------------------------------------------------------------------
    @property
    def selecting(self) -> bool:
        """Whether the keys that move extend a selection."""
        return self._ends is not None

    def begin_selection(self) -> None:
        """Select the word at the cursor; what the mouse selected is dropped."""
        if self._document is not None:
            if self.text_selection is not None:
                self.screen.clear_selection()
            word = word_at(self._document.text, self.cursor)
            self._ends = (word, word)
            self._select(word)

    def end_selection(self) -> None:
        """Select nothing."""
        self._ends = None
        self.refresh()

    def extend_selection(self, delta: int, unit: Unit) -> None:
        """Move the end of the selection by ``delta`` units."""
        if self._ends is None or self._document is None:
            return
        text, step = self._document.text, following if delta > 0 else before
        end = self._ends[1]
        for _ in range(abs(delta)):
            end = step(text, end, unit)
        self._select(end)

    def extend_lines(self, delta: int) -> None:
        """Move the end of the selection by ``delta`` lines, to the word in the same column."""
        if self._ends is None or self._document is None or self._flow is None:
            return
        flow, at = self._flow, self._ends[1][0]
        here = flow.line_of(at)
        y, step = flow.y_of(at), 1 if delta > 0 else -1
        for _ in range(abs(delta)):
            y += step
            while (line := flow.line(y)) is not None and line.number < 0:
                y += step
            if line is None:
                self._select(word_at(self._document.text, len(self._document.text) if step > 0 else 0))
                return
        line = flow.line(y)
        if here is not None and line is not None:
            self._select(word_at(self._document.text, min(line.start + at - here.start, max(line.start, line.end - 1))))

    def swap_ends(self) -> None:
        """Go to the other end of the selection, to move that."""
        if self._ends is not None:
            self._ends = (self._ends[1], self._ends[0])
            self._select(self._ends[1])

    def selection_follows(self, offset: int) -> None:
        """The cursor moves to ``offset``: so does the end of the selection, if there is one."""
        if self._ends is not None and self._document is not None:
            self._ends = (self._ends[0], word_at(self._document.text, offset))
            self.refresh()

    def _select(self, end: Span) -> None:
        if self._ends is not None:
            self.go_to(end[0], center=False)
            self._ends = (self._ends[0], end)
            self.refresh()

    # --- by mouse -----------------------------------------------------------------------------------------------
    # A selection's y is the offset at which a line begins and its x the place in that line (negative in the gutter), so it
    # means the same text however the lines break.
    def _place(self, offset: Offset) -> int:
        line = self._flow.line_of(offset.y) if self._flow is not None else None
        if line is None:
            return offset.y
        return min(offset.y + max(0, offset.x), max(offset.y, line.end))

    def _span_of(self, selection: Selection) -> Span:
        size = len(self._document.text) if self._document is not None else 0
        start = 0 if selection.start is None else self._place(selection.start)
        end = size if selection.end is None else self._place(selection.end)
        return (min(start, end), max(start, end))

    # --- what is selected ---------------------------------------------------------------------------------------
    @property
    def selected_span(self) -> Span | None:
        """The code points that are selected, None if nothing is."""
        if self._document is None:
            return None
        if self._ends is not None:
            first, second = sorted(self._ends)
            return first[0], max(first[1], second[1])
        selection = self.text_selection
        start, end = (0, 0) if selection is None else self._span_of(selection)
        return (start, end) if start < end else None

    @property
    def selected_text(self) -> str:
        """The selected words as the source prints them, "" if nothing is selected."""
        span = self.selected_span
        return "" if span is None or self._document is None else self._document.text[span[0] : span[1]]

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return what Textual copies: the source's text, no line breaks of the screen."""
        if self._document is None:
            return None
        return self._document.text[slice(*self._span_of(selection))], "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Called by Textual while the mouse selects."""
        self._ends = None
        self.refresh()
