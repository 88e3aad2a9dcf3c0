"""Which source carries which statement, as a table of characters: a block for statements told together. Counts and groups nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any, ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip

from briefing.model import Article, Instance, Statement
from briefing.partial_date import PartialDate
from briefing.presentation.comparison_rows import STRONG, in_marks, said_by, statement_text, statement_words
from briefing.presentation.coverage_blocks import CELL_LEGEND, CoverageBlock, best_instances, cell_sign
from briefing.presentation.labels import MODE_MARKS, UNKNOWN_MARK, counts_line, source_label, squeeze, within_year
from briefing.text import plural
from briefing.tui.drawing import source_heads, strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.drawing.source_heads import NAME_LINES, STEP, folded_name, longest_word
from briefing.tui.drawing.text_layout import folded, wrap
from briefing.tui.rows.coverage_columns import Columns
from briefing.tui.rows.coverage_rows import CoverageRows, Statements
from briefing.tui.target import Target

NONE = "·"
SAME = "="
"""Before the name of a source that prints the same text as the one left of it."""

CELL = 8
"""Cells of a column at the least: a name folded to some lines, a day, a space."""

WIDEST_CELL = 16
"""Cells of a column at the most."""

WHO_MOST = 32
"""Cells for who says it, at the most."""

WHO_LINES = 2
"""Lines of that in a row of several lines."""

MEASURED_MOST = 20
"""Statements whose speakers are asked for at once, to find out how wide their column is; of all others only while they are drawn."""

NAMES_MEASURED = 60
"""Sources whose names are read to find out how wide a column must be; of all others only while they are drawn."""

STATEMENT_LINES = 4
"""Lines of a statement at the most: as many as leave all rows on the screen."""

FEW_BLOCKS = 40
"""Blocks that are measured one by one, so that each has as many lines of names as it has sources."""

MEASURE = 96
"""Cells of a line of the statement below the table, at the most."""


def short_day(article: Article) -> str:
    """Return the day for a column's head: ``12 Mar``; "" if nobody says."""
    date = PartialDate.parse(article.published.value or "")
    return within_year(date) if date is not None else ""


class CoverageView(RowList):
    """Statements × sources with a cursor that moves both ways."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--accent", "ink--warning"}
    BORDER_TITLE = "Coverage"
    empty = "No statements"
    header = 1
    headings = True

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._blocks: Sequence[CoverageBlock] = ()
        self._rows = CoverageRows()
        self._article: Callable[[str], Article | None] = lambda id: None
        self._speaker: Callable[[Statement], str] = lambda statement: squeeze(statement.speaker or "")
        self._given: Callable[[Statement, Instance], str] = lambda statement, instance: self._who(statement)
        self._shortened: Callable[[Statement, str], str] = lambda statement, name: ""
        self._signs: Callable[[Statement], Mapping[str, str]] = lambda statement: {}
        self._columns: dict[int, Columns] = {}
        self._cells: dict[str, dict[str, Instance]] = {}
        self._speakers: dict[str, str] = {}
        self._column = 0
        self._first_column = 0
        self._widest = 1
        self._longest_who = 0
        self._longest_word = 0
        self._told: dict[int, list[str]] = {}
        """Row -> its statement's lines, where all rows have the room for more than one each."""
        self._named: list[str] = []
        self._name_lines = 1
        self._stepped = False
        """The names stand on lines of their own with steps down to their columns, as a word of one has no room there."""

    # --- content ------------------------------------------------------------------------------------------------
    def show(
        self,
        blocks: Sequence[CoverageBlock] | CoverageRows,
        article: Callable[[str], Article | None],
        speaker: Callable[[Statement], str] | None = None,
        shortened: Callable[[Statement, str], str] | None = None,
        *,
        given: Callable[[Statement, Instance], str] | None = None,
        signs: Callable[[Statement], Mapping[str, str]] | None = None,
        scope: str = "",
        at: tuple[str | None, str] | None = None,
        carrying: Sequence[str] | None = None,
    ) -> None:
        """Show ``blocks`` of statements, or the rows that were made of them.

        Args:
            article: Gives the article of an id; asked only for what is drawn.
            speaker: Gives who says a statement, "" if unknown; asked only for what is drawn.
            given: Gives to whom a source gives its words of a statement, "" for nobody; asked only for the cell under the cursor.
            shortened: Gives letters for a name that finds no room, "" if there are none; asked only for what is drawn.
            signs: Gives the sign of each source's wording, by article; asked only for what is drawn.
            scope: What is covered (``search “mill”``), for the heading.
            at: Ids of a quotation (if there is one) and its article: the cell where the cursor begins. Else the cursor keeps its cell.
            carrying: Ids of the statements that this quotation carries; without them it is looked for in all statements.
        """
        before = (self.current, self.current_article)
        self._rows = blocks if isinstance(blocks, CoverageRows) else CoverageRows(blocks)
        self._blocks, self._article = self._rows.shown, article
        if speaker is not None:
            self._speaker = speaker
        if shortened is not None:
            self._shortened = shortened
        if given is not None:
            self._given = given
        if signs is not None:
            self._signs = signs
        self._columns, self._cells, self._speakers = {}, {}, {}
        self._widest = self._rows.widest
        names = [strips.width_of(self._who(each)) for each in self.statements[:MEASURED_MOST]]
        self._longest_who = min(WHO_MOST, max(names, default=0))
        ids = dict.fromkeys(islice((id for block in self._blocks for id in block.articles), NAMES_MEASURED))
        self._named = [source_label(each) for id in ids if (each := article(id)) is not None]
        self._longest_word = max(map(longest_word, self._named), default=0)
        self.border_title = self._title(scope)
        self._cursor, self._column, self._first_column = min(1, max(0, len(self._rows) - 1)), 0, 0
        self.rows_changed()
        self._begin(at, carrying, *before)
        self.show_cursor(center=True)
        self._show_column()

    def _title(self, scope: str) -> Any:
        size = f"{self._rows.statements_before(len(self._rows)):,} × {self._rows.sources:,}"
        return strips.title("Coverage", f"· {scope} · {size}" if scope else size)

    def _begin(
        self,
        at: tuple[str | None, str] | None,
        carrying: Sequence[str] | None,
        statement: Statement | None,
        article: Article | None,
    ) -> None:
        """Put the cursor on a quotation's cell, else on the statement and source where it was, else on the first words."""
        quotation, id = at or ("", article.id if article is not None else "")
        wanted: Sequence[str] = (statement.id,) if statement is not None else ()
        if quotation:
            wanted = self._carrying(quotation) if carrying is None else carrying
        rows = [row for each in wanted if (row := self._rows.row_of(each)) is not None]
        self._cursor = min(rows, default=self._cursor)
        ids = self._here.ids if self._rows else ()
        carried = self._cells_of(self.current) if self.current is not None else {}
        first = next((place for place, each in enumerate(ids) if each in carried), 0)
        self._column = ids.index(id) if id in ids else first

    def _carrying(self, quotation: str) -> Sequence[str]:
        """Return the first statement that a quotation carries."""
        for each in self.statements:
            if any(instance.quotation == quotation for instance in each.instances):
                return (each.id,)
        return ()

    @property
    def _block(self) -> int:
        return self._rows.block(self._cursor) if self._cursor < len(self._rows) else 0

    @property
    def _here(self) -> Columns:
        return self._columns_of(self._block)

    def _columns_of(self, block: int) -> Columns:
        """Return the sources of a block, made when they are first drawn."""
        known = self._columns.get(block)
        if known is None:
            known = self._columns[block] = Columns(self._blocks[block].articles, self._article, self._head, short_day)
        return known

    def _head(self, article: Article, same: bool) -> list[str]:
        """Return the lines above the column of a source: its name and its day."""
        room = self._cell_width(self.content_width or 80) - 1
        name = (SAME if same else "") + source_label(article)
        return [*folded_name(name, room, self._name_lines), short_day(article)]

    def _cells_of(self, statement: Statement) -> dict[str, Instance]:
        if statement.id not in self._cells:
            self._cells[statement.id] = best_instances(statement)
        return self._cells[statement.id]

    @property
    def statements(self) -> Sequence[Statement]:
        """All statements, from the top; they may be read as they are looked at."""
        return Statements(self._rows)

    @property
    def current(self) -> Statement | None:
        """The statement under the cursor."""
        return self._rows[self._cursor].statement if self._cursor < len(self._rows) else None

    @property
    def current_article(self) -> Article | None:
        """The source under the cursor."""
        articles = self._here.articles if self._rows else []
        return articles[self._column] if self._column < len(articles) else None

    @property
    def target(self) -> Target | None:
        """The words in the cell under the cursor, as every action takes them; None where the source does not carry them."""
        instance = self.current_instance
        if instance is None:
            return None
        return Target(instance.article, instance.span, instance.text, instance.quotation)

    @property
    def nothing_here(self) -> str:
        """What is said of a cell without words: the way to the next one of its row that has some."""
        statement = self.current
        carried = self._cells_of(statement) if statement is not None else {}
        filled = [place for place, id in enumerate(self._here.ids) if id in carried] if self._rows else []
        if not filled:
            return "nothing to open in this row; j goes to the next one"
        nearest = min(filled, key=lambda place: abs(place - self._column))
        way = ("l", "right") if nearest > self._column else ("h", "left")
        return f"this source does not carry it; {way[0]} goes {way[1]} to one that does"

    @property
    def current_instance(self) -> Instance | None:
        """What the source prints of the statement, ``None`` if nothing."""
        article, statement = self.current_article, self.current
        if article is None or statement is None:
            return None
        return self._cells_of(statement).get(article.id)

    @property
    def column(self) -> int:
        """The cursor's column, from 0."""
        return self._column

    def go_to_cell(self, row: int, column: int = 0) -> None:
        """Put the cursor on a cell, or near it where the table is smaller now."""
        super().go_to_cell(row)
        self.move_column(column - self._column)

    @property
    def look(self) -> int:
        """The first column that is seen."""
        return self._first_column

    def take_look(self, look: int) -> None:
        self._first_column = look
        self.changed()

    def move_column(self, delta: int) -> None:
        """Move the cursor ``delta`` columns to the right (left if negative)."""
        column = min(max(0, self._column + delta), max(0, len(self._here.articles) - 1)) if self._rows else 0
        if column != self._column:
            first, self._column = self._first_column, column
            self._show_column()
            if self._first_column != first:
                self.changed()
            else:
                self._draw_again({self._cursor, self._rows.heading_of(self._cursor)})
                self.highlighted()

    def _draw_again(self, rows: set[int]) -> None:
        """Draw these rows anew, and no others: a table has thousands of cells in view."""
        self._strips = {key: strip for key, strip in self._strips.items() if key[0] not in rows}
        for row in rows:
            self.refresh_rows(self._top(row) + self.header, self._height_of(row))

    # --- geometry -----------------------------------------------------------------------------------------------
    def _cell_width(self, width: int) -> int:
        """Return the cells of a column."""
        return STEP if self._stepped else self._folded_width(width)

    def _folded_width(self, width: int) -> int:
        """Return the cells of a column: as many as the words of the sources' names need, and more where few sources share the room."""
        fair = max(width // 8, width * 3 // 5 // self._widest)
        needed = max(CELL, min(self._longest_word + 1, WIDEST_CELL, fair))
        return max(needed, min(WIDEST_CELL, (width // 2) // self._widest))

    def _visible_columns(self, width: int) -> int:
        least = max(24, width * 2 // 5)
        room = (width - least) // self._cell_width(width)
        return max(1, min(self._widest, room, self._most_steps if self._stepped else room))

    @property
    def _most_steps(self) -> int:
        """Lines of names above a block, at the most: they leave room for the statements."""
        return max(5, self._whole_height // 4)

    def _text_width(self, width: int) -> int:
        return max(4, width - self._visible_columns(width) * self._cell_width(width) - 3)

    def _show_column(self) -> None:
        shown = self._visible_columns(self.content_width or 80)
        total = len(self._here.articles) if self._rows else 0
        self._column = max(0, min(self._column, total - 1))
        first = min(self._first_column, self._column)
        if self._column >= first + shown:
            first = self._column - shown + 1
        self._first_column = max(0, min(first, total - shown))

    def width_changed(self) -> None:
        super().width_changed()
        self._columns = {}  # names are folded anew
        self._show_column()

    def height_changed(self, before: int) -> None:
        """With more or fewer lines, statements take others."""
        self.rows_changed()
        super().height_changed(before)

    @property
    def footer(self) -> int:
        """Lines below the table: a rule, the statement, who carries it."""
        return 0 if not self._rows else 6 if self._whole_height >= 16 else 4

    @property
    def _whole_height(self) -> int:
        return super().view_height

    @property
    def view_height(self) -> int:
        """Lines of the table, its heading included."""
        return max(2, self._whole_height - self.footer)

    def set_height(self, lines: int) -> None:
        super().set_height(lines + self.footer)

    # --- rows ---------------------------------------------------------------------------------------------------
    def row_total(self) -> int:
        return len(self._rows)

    def row_heights(self, width: int) -> list[int] | None:
        self.lay_legend(CELL_LEGEND if self._rows else (), width)
        self._columns, room = {}, self._folded_width(width) - 1
        fit = all(source_heads.fits_folded(name, room) for name in self._named)
        self._stepped = (self._rows.blocks <= FEW_BLOCKS) > fit
        self._show_column()
        self._name_lines = max((NAME_LINES - folded_name(name, room).count("") for name in self._named), default=1)
        self._told = {}
        if (self._stepped, self.view_height - self.header < self._least_lines) == (False, True):
            return None
        heights = [1] * len(self._rows)
        for row in self._rows.headings:
            heights[row] = self._heading_height(self._rows.block(row), width)
        spare = self.view_height - self.header - sum(heights)
        for most in range(STATEMENT_LINES, 1, -1):
            if spare <= 0:
                break
            told = {row: self._told_in(row, width, most) for row in range(len(heights)) if self.selectable(row)}
            if sum(len(lines) - 1 for lines in told.values()) <= spare:
                self._told = told
                return [len(told[row]) if row in told else height for row, height in enumerate(heights)]
        return heights

    @property
    def _least_lines(self) -> int:
        """Lines of all rows where a statement has one: they are not counted one by one, as there may be tens of thousands."""
        return len(self._rows) + self._rows.blocks * (self._heading - 1)

    def _total_lines(self) -> int:
        return self._least_lines if self._tops is None else super()._total_lines()

    def _top(self, row: int) -> int:
        if self._tops is not None:
            return super()._top(row)
        return row + self._rows.headings_before(row) * (self._heading - 1)

    def _height_of(self, row: int) -> int:
        if self._tops is not None:
            return super()._height_of(row)
        return self._heading if self._rows.is_heading(row) else 1

    def _row_at(self, y: int) -> tuple[int, int]:
        if self._tops is not None or not self._rows:
            return super()._row_at(y)
        return self._rows.at_line(min(max(0, y), self._least_lines - 1), self._heading)

    def _told_in(self, row: int, width: int, most: int) -> list[str]:
        """Return a statement on at most ``most`` lines of the room beside who says it."""
        statement = self._rows[row].statement
        room = max(8, self._text_width(width) - self._who_width(width) - 2)
        words = "" if statement is None else strips.clean(squeeze(statement_text(statement)[:400]))
        starts = wrap(words, 0, len(words), room)
        lines = [words[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]
        speaker = [] if statement is None else self._who_lines(statement, self._who_width(width))
        lines += [""] * (len(speaker) - len(lines))
        return lines if len(lines) <= most else [*lines[: most - 1], words[starts[most - 1] :]]

    def _who_width(self, width: int) -> int:
        """Return the cells of the column that says who speaks."""
        return min(self._longest_who, max(10, self._text_width(width) // 3))

    @property
    def _heading(self) -> int:
        """Lines above a block: an empty one, the names of its sources, their days."""
        return self._name_lines + 2

    def _heading_height(self, block: int, width: int) -> int:
        """Return the lines above a block: for names on steps an empty one, and one for each of its sources."""
        if not self._stepped:
            return self._heading
        return 1 + min(len(self._blocks[block].articles), self._visible_columns(width))

    def selectable(self, row: int) -> bool:
        return not self._rows.is_heading(row)

    def _selectable_before(self, row: int) -> int:
        return self._rows.statements_before(row)

    def _shown_columns(self, block: int, width: int) -> range:
        """Return the columns of a block that are in view; those of the cursor's block follow it."""
        first = self._first_column if block == self._block else 0
        return range(first, min(len(self._columns_of(block).articles), first + self._visible_columns(width)))

    def render_line(self, y: int) -> Strip:
        top = self._whole_height - self.footer
        return super().render_line(y) if y < top else self._draw_footer(y - top, self.content_width or self.size.width)

    def _draw_footer(self, line: int, width: int) -> Strip:
        """Return the whole statement under the cursor, as the source under the cursor prints it, and who carries it."""
        base, muted = self.ink(""), self.front("muted")
        statement, article, instance = self.current, self.current_article, self.current_instance
        if line == 0 or statement is None:
            return strips.strip([("─" * width if line == 0 else "", muted)], width, base)
        told = self._told_below(statement, article, instance, width)
        if line >= self.footer - len(told):
            return strips.strip([(" ", strips.PLAIN), (told[line - self.footer], muted)], width, base)
        words = strips.clean(
            in_marks(instance.text, instance.enclosed) if instance is not None else statement_words(statement)
        )
        starts = wrap(words, 0, len(words), max(8, min(MEASURE, width - 2)))
        if line > len(starts):
            return strips.blank(width, base)
        last = line == self.footer - 1 - len(told)
        text = words[starts[line - 1] :] if last else words[starts[line - 1] : (*starts, len(words))[line]].rstrip()
        return strips.strip(
            [(" ", strips.PLAIN), (strips.fit(text, min(MEASURE, width - 2)), strips.PLAIN)], width, base
        )

    def _told_below(
        self, statement: Statement, article: Article | None, instance: Instance | None, width: int
    ) -> list[str]:
        """Return who says it by the source under the cursor, how that carries it, and the counts: on one line, or two where there is room."""
        name = self._full_name(article) if article is not None else ""
        who = said_by(self._given(statement, instance)) if instance is not None else ""
        source = f"{name}: {instance.mode if instance is not None else 'not there'}"
        parts = filter(None, (who, source, counts_line(statement)))
        return strips.in_lines(parts, max(8, width - 2), " · ")[: 2 if self.footer > 4 else 1]

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        each = self._rows[row]
        if each.statement is None:
            return self._draw_names(each.block, line - 1, width)
        statement, base, muted = each.statement, self.ink(""), self.front("muted")
        over = self.cursor_style() if here else strips.PLAIN
        text, room = self._text_width(width), self._who_width(width)
        several = len(self._told.get(row, ())) > 1
        who = self._who_lines(statement, room) if several else [self._who_within(statement, room)]
        shown = strips.pad(who[line] if line < len(who) else "", room) + "  "
        told = self._told[row][line] if row in self._told else squeeze(statement_text(statement)[:400])
        rest = strips.pad(told, max(0, text - strips.width_of(shown)))
        if line:
            return strips.strip(
                [self.cursor_cell(here), (shown, strips.BOLD), (rest, strips.PLAIN)], width, base, over=over
            )
        pieces: list[strips.Piece] = [
            self.cursor_cell(here), (shown, strips.BOLD), (rest, strips.PLAIN), (" ", strips.PLAIN),
        ]  # fmt: skip
        articles, cells, cell = (
            self._columns_of(each.block).articles,
            self._cells_of(statement),
            self._cell_width(width),
        )
        for column in self._shown_columns(each.block, width):
            mark, style = self._cell(cells.get(articles[column].id), statement, muted)
            if here and column == self._column:
                pieces.append((strips.pad(f"[{mark}]", cell), strips.BOLD))
            else:
                pieces.append((strips.pad(f" {mark}", cell), style))
        return strips.strip(pieces, width, base, over=over)

    def _cell(self, instance: Instance | None, statement: Statement, muted: Style) -> tuple[str, Style]:
        if instance is None:
            return NONE, muted
        sign = cell_sign(instance, self._signs(statement))
        return MODE_MARKS[instance.mode] + sign, self.front({"": "primary", STRONG: "warning"}.get(sign, "accent"))

    def _draw_names(self, block: int, line: int, width: int) -> Strip:
        """Return the sources above a block: names on some lines, then days and how many there are; or names on steps."""
        base, muted = self.ink(""), self.front("muted")
        if line < 0:
            return strips.blank(width, base)
        columns, shown = self._columns_of(block), self._shown_columns(block, width)
        last = line == self._heading_height(block, width) - 2
        here = self._column if block == self._block else -1
        room = self._text_width(width)
        after: strips.Piece = ("›" if last and shown.stop < len(columns.articles) else "", muted)
        before: strips.Piece = ("‹" if last and shown.start else " ", muted)
        if self._stepped:
            steps = source_heads.steps([columns.named(each) for each in shown], room)
            step, free = steps[line], [room - strips.width_of(step.name) for step in steps]
            style = strips.BOLD if shown[step.column] == here else muted
            notes = [place for place, cells in enumerate(free) if self._note(block, cells - 2)]
            note = strips.pad(self._note(block, free[line] - 2) if line in notes[-1:] else "", free[line])
            pieces = [(f" {note}", muted), (step.name, style), before, (step.line, style), after]
            return strips.strip(pieces, width, base)
        note = strips.pad(self._note(block, room) if last else "", room)
        heads = [
            (strips.pad(columns.head(each)[line], self._cell_width(width)), strips.BOLD if each == here else muted)
            for each in shown
        ]
        return strips.strip([(" ", strips.PLAIN), (note, muted), before, *heads, after], width, base)

    def _note(self, block: int, room: int) -> str:
        """Return how many statements and sources a block has, as much of it as is whole in ``room`` cells."""
        columns = self._columns_of(block)
        statements, sources = plural(len(self._blocks[block].statements), "statement"), len(columns.articles)
        texts = f" · {plural(sources - len(columns.same), 'text')}" if columns.same else ""
        note = f"{statements} × {plural(sources, 'source')}"
        return next((each for each in (note + texts, note) if strips.width_of(each) <= room), "")

    def _full_name(self, article: Article) -> str:
        return self._here.name(article)

    def _who(self, statement: Statement) -> str:
        if statement.id not in self._speakers:
            self._speakers[statement.id] = next(filter(None, (squeeze(self._speaker(statement)), UNKNOWN_MARK)))
        return self._speakers[statement.id]

    def _who_within(self, statement: Statement, room: int) -> str:
        """Return who says it in ``room`` cells: by the last name, else by the letters that a source gives, else cut between words."""
        name = self._who(statement)
        if strips.width_of(name) <= room:
            return name
        short = strips.surname_or_cut(name, room)
        letters = self._shortened(statement, name) if "…" in short else ""
        return letters or short

    def _who_lines(self, statement: Statement, room: int) -> list[str]:
        """Return who says it in a row of several lines: whole, where two have room for that, else as on one."""
        lines = folded(self._who(statement), max(1, room), WHO_LINES)
        return [self._who_within(statement, room)] if lines[-1].endswith("…") else lines

    def go(self, row: int, *, step: int = 0, center: bool = False) -> None:
        before, block = self._cursor, self._block
        super().go(row, step=step, center=center)
        if self._block != block:
            first, self._first_column = self._first_column, 0
            self._show_column()
            if (first, self._first_column) == (0, 0):
                self._draw_again(
                    {before, self._cursor, self._rows.heading_of(before), self._rows.heading_of(self._cursor)}
                )
            else:
                self.changed()

    def highlighted(self) -> None:
        top = self.view_height
        self.refresh(Region(0, top, max(self.size.width, self.content_width), self.footer))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor to a cell, a double click is Enter."""
        offset = event.get_content_offset(self)
        if not self._rows or offset is None or not self.header <= offset.y < self.view_height:
            return
        width = self.content_width
        row = self._row_at(offset.y - self.header + self.scroll_offset.y)[0]
        columns = self._shown_columns(self._rows.block(row), width)
        column = columns.start + (offset.x - self._text_width(width) - 2) // self._cell_width(width)
        if offset.x <= self._text_width(width) or column not in columns or not self.selectable(row):
            super().on_click(event)
            return
        self.go(row)
        self.move_column(column - self._column)
        if event.chain > 1:
            self.activate()
