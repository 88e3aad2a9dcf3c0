"""One statement for a room to read: its words as large as the screen allows, who says it, and its sources below. Chooses nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import ClassVar, NamedTuple

from textual import events
from textual.strip import Strip

from briefing.model import Mode
from briefing.presentation.labels import MODE_MARKS
from briefing.tui.drawing import strips
from briefing.tui.drawing.large_letters import SIZES, Size, fits, large
from briefing.tui.drawing.line_widget import Drawn, Stance
from briefing.tui.drawing.row_list import RowList
from briefing.tui.drawing.text_layout import wrap
from briefing.tui.target import Target

MARGIN = 3
"""Cells left and right of the words."""
PLAIN_MEASURE = 64
"""Cells of a line where no larger letters have room."""
SOURCE_WIDTH = 40
"""Cells of a source: as many columns of them as the screen has."""
MOST_BELOW = 6
"""Lines below the words at the most: a rule, who says it, the sources."""
REPEATED_LINES = 3
"""Lines at most that print the words once more in ordinary letters, below large ones."""


class Source(NamedTuple):
    """A line below the statement: how the source carries it (None for a passage that is no quotation), its name, its day, the sign
    that its words have in a comparison with those that are shown ("" for those themselves), and what gives to whom it attributes them where
    that is not whoever stands above ("—" for nobody): asked for what is drawn."""

    mode: Mode | None
    name: str
    day: str
    sign: str = ""
    another: Callable[[], str] = str


class Slide(NamedTuple):
    """One statement as it is shown.

    Attributes:
        words: The statement, in quotation marks if the source prints some.
        speaker: Who says it by the source whose words are shown, "" if unknown.
        counts: Files, texts and origins, "" where nobody else carries it.
        sources: Where it stands, in the order of every list of sources.
        target: What the keys act on.
    """

    words: str
    speaker: str
    counts: str
    sources: tuple[Source, ...]
    target: Target


class PresentationView(Drawn):
    """Statements, one at a time."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--accent"}
    BORDER_TITLE = "Presentation"
    subject: tuple[object, ...] = ()
    """What it shows, as its controller can show it again."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._count = 0
        self._at = 0
        self._slide: Slide | None = None
        self._make: Callable[[int], Slide] | None = None
        self._texts: Sequence[str] = ()
        self._lines: list[list[strips.Piece]] = []

    def show(self, count: int, make: Callable[[int], Slide], at: int = 0, *, texts: Sequence[str] = ()) -> None:
        """Show ``count`` statements one by one, ``at`` first; ``make`` gives each when it is wanted. ``texts``: their words, by which the
        size of the letters is chosen for all of them."""
        self._count, self._make, self._texts = count, make, texts
        self._go(at)

    def _go(self, at: int) -> None:
        self._at = min(max(0, at), max(0, self._count - 1))
        self._slide = self._make(self._at) if self._make is not None else None
        speaker = self._slide.speaker if self._slide is not None else ""
        told = filter(None, (f"{self._at + 1:,} of {self._count:,}", speaker))
        self.border_title = strips.title("Presentation", " · ".join(told))
        self._lay_out()

    # --- the mover's face: every key that moves walks to another statement ------------------------------------
    @property
    def row(self) -> int:
        """The place of the statement that is shown, from 0."""
        return self._at

    @property
    def count(self) -> int:
        """Statements in all."""
        return self._count

    @property
    def slide(self) -> Slide | None:
        """What is shown."""
        return self._slide

    @property
    def target(self) -> Target | None:
        """The statement that is shown, as every action takes it."""
        return self._slide.target if self._slide is not None else None

    @property
    def stance(self) -> Stance:
        return Stance(0, self._at)

    def take_stance(self, stance: Stance) -> None:
        self._go(stance.row)

    def move(self, delta: int) -> None:
        """Walk ``delta`` statements on (back if negative), stopping at the ends."""
        at = min(max(0, self._at + delta), max(0, self._count - 1))
        if at != self._at:
            self._go(at)

    def move_column(self, delta: int) -> None:
        """Left and right walk as well."""
        self.move(delta)

    def page(self, delta: int) -> None:
        """What of a long statement is below the screen; then the next statement, or the one before."""
        scroll, view = self.scroll_offset.y, self.view_height
        to = min(max(0, scroll + delta * max(1, view - 2)), max(0, len(self._lines) - view))
        if to != scroll:
            self.jump(to)
        else:
            self.move(delta)

    def to_top(self) -> None:
        """The first statement."""
        self._go(0)

    def to_end(self) -> None:
        """The last statement."""
        self._go(self._count - 1)

    def go_to_cell(self, row: int, column: int = 0) -> None:
        """Show the statement in place ``row``."""
        self._go(row)

    # --- the mouse ---------------------------------------------------------------------------------------------
    def on_click(self, event: events.Click) -> None:
        """A double click is Enter."""
        if event.chain > 1:
            self.post_message(RowList.Chosen())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel walks as well."""
        self._walk(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel walks back as well."""
        self._walk(event, -1)

    def _walk(self, event: events.MouseEvent, step: int) -> None:
        event.prevent_default()
        event.stop()
        self.move(step)

    # --- layout -------------------------------------------------------------------------------------------------
    def width_changed(self) -> None:
        self._lay_out()

    def height_changed(self, before: int) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        self._measure_width()
        width, height = self.content_width - 2 * MARGIN, self.view_height
        slide = self._slide if width > 0 else None
        self._lines = []
        if slide is not None:
            below = self._source_lines(slide, width, min(MOST_BELOW, height // 3))
            room = height - len(below) - 1
            self._lines = [*self._words(slide.words, width, room), *below]
        self.set_height(len(self._lines))
        self.jump(0)
        self.changed()

    def _words(self, words: str, width: int, room: int) -> list[list[strips.Piece]]:
        """Return the words in the middle of ``room`` lines, in the largest letters in which all statements of the walk fit."""
        repeated = _wrapped(words, width)
        repeated = repeated if len(repeated) <= REPEATED_LINES else []
        rows = list(large(words, width, room - len(repeated) - 1, self._sizes(width)))
        bold = self.front("primary") + strips.BOLD
        if rows:
            small = [[(" " * MARGIN, strips.PLAIN), (line, self.front("muted"))] for line in repeated]
            room -= len(small)
        else:
            small, lines = [], _wrapped(words, min(width, PLAIN_MEASURE))
            if len(lines) > room:
                lines = _wrapped(words, width)
            spaced = [line for each in lines for line in (each, "")][:-1]
            rows, bold = (spaced if len(spaced) <= room else lines), strips.BOLD
        widest = max(map(strips.width_of, rows), default=0)
        left, above = " " * (MARGIN + max(0, (width - widest) // 2)), max(1, (room - len(rows)) // 2)
        drawn = [[(left, strips.PLAIN), (row, bold)] for row in rows]
        empty: list[list[strips.Piece]] = [[]]
        return [*empty * above, *drawn, *empty * (room - len(rows) - above), *small]

    def _sizes(self, width: int) -> Sequence[Size]:
        """Return the one size of letters in which every statement of the walk has room, whatever stands below it; none if there is none."""
        least = self.view_height - min(MOST_BELOW, self.view_height // 3) - REPEATED_LINES - 2
        roomy = (size for size in SIZES if all(fits(text, width, least, size) for text in self._texts))
        return tuple(islice(roomy, 1)) if self._texts else SIZES

    def _source_lines(self, slide: Slide, width: int, most: int) -> list[list[strips.Piece]]:
        """Return a rule, who says it with the counts, and the sources in as many columns as there is room for."""
        muted, indent = self.front("muted"), (" " * MARGIN, strips.PLAIN)
        told = " · ".join(filter(None, (slide.speaker, slide.counts)))
        lines: list[list[strips.Piece]] = [[indent, ("─" * width, muted)], [indent, (told, strips.BOLD)]]
        rows, columns = max(1, most - len(lines)), max(1, width // SOURCE_WIDTH)
        placed = self._placed(slide.sources, width // columns, columns, rows * columns)
        if len(placed) < len(slide.sources):  # the last place is for how many more there are
            placed = self._placed(slide.sources, width // columns, columns, rows * columns - 1)
        for line in range(rows):
            here = [self._cell(source, cells) for row, source, cells in placed if row == line]
            if hidden := (len(slide.sources) - len(placed)) * (line == rows - 1):
                here.append([(f"and {hidden:,} more: w", muted)])
            lines += [[indent, *(piece for cell in here for piece in cell)]] * bool(here)
        return lines

    def _placed(
        self, sources: Sequence[Source], width: int, columns: int, places: int
    ) -> list[tuple[int, Source, int]]:
        """Return the sources that have room in so many ``places``, ``columns`` of ``width`` cells in a row, each with its row and its
        cells: one that needs more than a column takes as many as it needs."""
        placed: list[tuple[int, Source, int]] = []
        place = 0
        for source in sources[:places]:
            takes = min(columns, -(-self._needed(source) // width))
            place += -place % columns if place % columns + takes > columns else 0
            if place + takes > places:
                break
            placed.append((place // columns, source, takes * width))
            place += takes
        return placed

    def _needed(self, source: Source) -> int:
        """Return the cells that a source takes with nothing cut, and a gap."""
        return sum(map(strips.width_of, self._told(source))) + 2

    def _told(self, source: Source) -> tuple[str, str, str]:
        """Return how a source carries the words, its name, and to whom else it gives them, or its day."""
        speaker = source.another()
        mode = "" if source.mode is None else f"{source.sign:<2}{MODE_MARKS[source.mode]} {source.mode:<9}"
        # Who is said to say it needs the room of the day.
        return mode, source.name, f" · said by {speaker}" if speaker else f" · {source.day}" * bool(source.day)

    def _cell(self, source: Source, width: int) -> list[strips.Piece]:
        mode, name, told = self._told(source)
        room = width - strips.width_of(mode) - 2
        told = strips.fit_ends(told, max(room // 2, room - strips.width_of(name)))
        room -= strips.width_of(told)
        name = strips.fit(name, room)
        return [
            (mode, self.front("primary")), (name, strips.PLAIN),
            (told + " " * max(2, room - strips.width_of(name) + 2), self.front("muted")),
        ]  # fmt: skip

    def render_line(self, y: int) -> Strip:
        y += self.scroll_offset.y
        width = self.width_drawn
        return strips.strip(self._lines[y] if y < len(self._lines) else [], width, self.ink(""))


def _wrapped(text: str, width: int) -> list[str]:
    text = strips.clean(text)
    starts = wrap(text, 0, len(text), width)
    return [text[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
