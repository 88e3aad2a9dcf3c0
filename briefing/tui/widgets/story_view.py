"""The page of a story: what is said, where the sources differ, who speaks, the days, the sources. Draws lines; finds nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.style import Style
from textual.strip import Strip

from briefing.model import Span
from briefing.tui.drawing import strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.drawing.telling import Evidence, Line, laid, laid_with_name
from briefing.tui.rows.story_lines import StoryLine
from briefing.tui.target import Target

MEASURE: Final = 88
"""Cells of a line of text at most."""

INDENT: Final = 3
"""Cells before the text: the cursor, the mark, a space."""

MOST_LINES: Final = 8
"""Lines that words may take: what is longer is read in its article."""

EVIDENCE_LINES: Final = 3
"""Lines of the words that something rests on: of longer ones those around what tells it."""

SIGN_LEGEND: Final = {
    "●": "● quoted",
    "◐": "◐ part",
    "○": "○ reported",
    "≠": "≠ sense differs",
    "≈": "≈ reworded",
}
"""What the signs before lines say."""


class StoryView(RowList):
    """One story."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--accent", "ink--warning"}
    BORDER_TITLE = "Story"
    header = 1
    legend_indent = INDENT
    headings = True

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._page: Sequence[StoryLine] = ()
        self._wanted = 0
        """The row to go to once the page has so many."""
        self._laid: list[list[tuple[Line, bool]]] = []
        """For each row its lines: the words, and whether they are a note."""

    def show(self, page: Sequence[StoryLine], *, again: bool = False) -> None:
        """Show a page; the cursor goes to its head, or stays (``again``: the same story with more on its page)."""
        self._page = page
        self._cursor = self._cursor if again else 0
        wanted, self._wanted = self._wanted, 0
        self.border_title = strips.title("Story")
        self.rows_changed()
        if not again:
            self.jump(0)
        elif wanted:
            self.go_to_cell(wanted)

    def go_to_cell(self, row: int, column: int = 0) -> None:
        """Put the cursor on ``row``; where the page is still being put together, as soon as it has one."""
        self._wanted = row * (row >= self.row_total())
        super().go_to_cell(row, column)

    @property
    def current(self) -> StoryLine | None:
        """The line under the cursor."""
        return self._page[self._cursor] if self._cursor < len(self._page) else None

    @property
    def target(self) -> Target | None:
        """The words under the cursor with their place, or the story on its head, as every action takes it."""
        line = self.current
        return line.target if line is not None else None

    def step_statement(self, step: int) -> bool:
        """Go to the next line that prints a statement (``step`` 1) or the one before (-1); False if there is none. Who speaks repeats them."""
        rows = (row for row, line in enumerate(self._page) if line.statement)
        ahead = [row for row in rows if (row - self._cursor) * step > 0]
        if ahead:
            self.go(min(ahead, key=lambda row: abs(row - self._cursor)), step=step)
        return bool(ahead)

    @property
    def targets(self) -> list[Target]:
        """The statements on the page, each once, and what the line under the cursor leads to, from the top."""
        rows = [line for line in self._page if line.statement or line is self.current]
        led = (line.target for line in rows if line.target is not None)
        return list({(each.article, each.span): each for each in led}.values())

    # --- rows ---------------------------------------------------------------------------------------------------
    def row_total(self) -> int:
        return len(self._page)

    def selectable(self, row: int) -> bool:
        line = self._page[row]
        return not (line.heading or line.topic)

    def row_heights(self, width: int) -> list[int] | None:
        signs = {each.mark for each in self._page if each.told}
        self.lay_legend((words for sign, words in SIGN_LEGEND.items() if sign in signs), width)
        self._laid = [self._lay(line, self._room(width)) for line in self._page]
        # A blank line stands over each heading.
        return [len(lines) + line.heading for line, lines in zip(self._page, self._laid, strict=True)]

    def _room(self, width: int) -> int:
        return max(8, min(MEASURE, width - INDENT - 1))

    def _lay(self, line: StoryLine, room: int) -> list[tuple[Line, bool]]:
        """Return the lines of a row: its words, then what is said of them, on the same line where that has room."""
        in_text, in_note = (None, line.telling) if line.below else (line.telling, None)
        # What stands for the words left out never begins a line.
        text = laid(Evidence(line.text.replace(" …", "\u00a0…"), in_text), room, self._most(in_text))
        lines = [(part, False) for part in text]
        beside = strips.width_of(text[-1].text) + 2 + strips.width_of(line.note) <= room
        if line.note and not (beside and not line.below):
            # What a version rests on is wrapped as the words are: what tells it from the others may stand at its end.
            note = laid_with_name(line.whose, Evidence(line.note, in_note), room, self._most(in_note))
            lines += [(part, True) for part in note]
        return lines

    def _most(self, telling: Span | None) -> int:
        return MOST_LINES if telling is None else EVIDENCE_LINES

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        shown, lines = self._page[row], self._laid[row]
        base, muted = self.ink(""), self.front("muted")
        if shown.heading:
            words = f"{shown.text}   {shown.note}".rstrip()
            return self._draw_heading(words, width) if line else strips.blank(width, base)
        over = self.cursor_style() if here else strips.PLAIN
        text, is_note = lines[line]
        mark = shown.mark if line == 0 else " "
        style = muted if is_note else self._style(shown, row)
        pieces: list[strips.Piece] = [
            self.cursor_cell(here),
            (f"{mark} ", self.front("warning" if mark == "≠" else "primary")),
            *text.pieces(style, strips.TOLD),
        ]
        noted = any(note for _, note in lines)
        if line == len(lines) - 1 and shown.note and not noted:
            pieces.append((f"  {shown.note}", muted))
        return strips.strip(pieces, width, base, over=over)

    def _style(self, line: StoryLine, row: int) -> Style:
        if line.topic:
            return self.front("muted") + strips.ITALIC
        return strips.BOLD if row == 0 else strips.PLAIN

    def _draw_heading(self, words: str, width: int) -> Strip:
        """A heading with a rule behind it, as wide as the text."""
        room = self._room(width) + INDENT
        return strips.strip(strips.heading(words, room, self.front("muted")), width, self.ink(""))
