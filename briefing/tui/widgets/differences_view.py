"""The facts on which the sources differ: each topic with every version, who says it and its clause. Finds nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final, NamedTuple

from textual.strip import Strip

from briefing.model import Difference, FactValue, Span
from briefing.presentation.comparison_rows import STRONG, version_legend, version_sign
from briefing.presentation.labels import NAMED, fact_label, few, names_in, squeeze
from briefing.text import plural
from briefing.tui.drawing import strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.drawing.telling import Line, evidence, laid, within
from briefing.tui.target import Target

MEASURE = 96
"""Cells of a line of a clause at the most."""

CLAUSE_LINES = 3
"""Lines that a clause may take: of a longer one those around the words that tell its version."""

LEAST_NAMES = 46
"""Cells that a version leaves to those who print it, where it would take more than a quarter of the row."""

INDENT = 6

SECTIONS: Final = {
    "sources": "Between sources",
    "source": "One source against itself",
    "article": "Within one article",
}
"""The headings of the three kinds of difference, in their order."""


class _Row(NamedTuple):
    difference: Difference
    value: FactValue | None = None
    section: str = ""
    """The heading above the topic, if one stands there."""


def in_sections(differences: Sequence[Difference]) -> list[Difference]:
    """Return the differences by kind, in the order of :data:`SECTIONS`; those of a kind in the order given."""
    order = list(SECTIONS)
    return sorted(differences, key=lambda each: order.index(each.scope))


def _rests_on(value: FactValue, places: Sequence[tuple[str, Span]]) -> bool:
    """Return whether a version rests on words at one of these places."""
    start, end = value.span
    return any(max(start, first) < min(end, last) for id, (first, last) in places if id == value.article)


class DifferencesView(RowList):
    """Topics with the versions of each source, under a heading for each kind of difference; above them what their signs say."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--accent", "ink--warning"}
    BORDER_TITLE = "Differences"
    empty = "The sources agree on every fact that could be compared"
    header = 1
    headings = True

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._rows: list[_Row] = []
        self._labels: Mapping[str, str] = {}
        self._words: Mapping[tuple[str, Span], str] = {}
        self._value_width = 0
        self._count_width = 0
        self._clauses: list[list[Line]] = []

    def show(
        self,
        differences: Sequence[Difference],
        labels: Mapping[str, str],
        words: Mapping[tuple[str, Span], str] | None = None,
        *,
        scope: str = "",
        at: Sequence[tuple[str, Span]] = (),
    ) -> None:
        """Show ``differences``. ``labels``: article id to name of the source; ``words``: (article id, span) to the words there;
        ``scope``: what they are looked for in, for the heading. The cursor goes to the first version that rests on words ``at`` one of
        these places, else keeps its version if that is still there."""
        before = self.current
        self._labels, self._words = labels, words or {}
        self._rows = []
        section = ""
        for difference in in_sections(differences):
            heading = SECTIONS[difference.scope] if difference.scope != section else ""
            section = difference.scope
            self._rows.append(_Row(difference, None, heading))
            self._rows += [_Row(difference, value) for value in difference.values]
        values = [row.value for row in self._rows if row.value is not None]
        self._value_width = min(32, max((strips.width_of(fact_label(each.value)) for each in values), default=0))
        self._count_width = max((len(plural(each.texts, "text")) for each in values), default=0)
        places = [index for index, row in enumerate(self._rows) if before is not None and row.value == before]
        rests = (index for index, row in enumerate(self._rows) if row.value if _rests_on(row.value, at))
        self._cursor = next(rests, places[0] if places else 0)
        count = f"{len(differences):,}" if differences else ""
        self.border_title = strips.title("Differences", " · ".join(filter(None, (count, scope))))
        self.rows_changed()
        if self._rows:
            self.show_cursor()

    @property
    def current(self) -> FactValue | None:
        """The version under the cursor."""
        return self._rows[self._cursor].value if self._cursor < len(self._rows) else None

    @property
    def target(self) -> Target | None:
        """The version under the cursor, as every action takes it."""
        value = self.current
        return self._target(value) if value is not None else None

    @property
    def targets(self) -> list[Target]:
        """The words of every version, from the top."""
        values = [row.value for row in self._rows if row.value is not None]
        return [self._target(value) for value in values]

    def _target(self, value: FactValue) -> Target:
        words = self._words.get((value.article, value.span), "")
        return Target(value.article, value.span, words, at=value.at[0] if value.at is not None else None)

    def _names(self, value: FactValue, difference: Difference, room: int) -> str:
        """Return who says so in ``room`` cells: how many texts, and as many of the first names as are whole there."""
        named = names_in(difference, self._labels)
        names = [named[id] for id in (value.article, *value.agreeing)]
        count = plural(value.texts, "text").ljust(self._count_width)
        lines = [f"{count}   {few(names, most)}" for most in range(NAMED, 0, -1)]
        return next((line for line in lines if strips.width_of(line) <= room), lines[-1])

    def draw_header(self, line: int, width: int) -> Strip:
        words = "   ".join(version_legend(row.difference for row in self._rows if row.value is None))
        return strips.strip([(" ", strips.PLAIN), (words, self.front("muted"))], width, self.ink(""))

    # --- rows ---------------------------------------------------------------------------------------------------
    def row_total(self) -> int:
        return len(self._rows)

    def row_heights(self, width: int) -> list[int] | None:
        room = max(8, min(MEASURE, width - INDENT - 1))
        self._clauses = [self._clause(row.value, room) if row.value is not None else [] for row in self._rows]
        return [
            1 + len(clause) if row.value is not None else 2 + 2 * bool(row.section)
            for row, clause in zip(self._rows, self._clauses, strict=True)
        ]

    def _clause(self, value: FactValue, room: int) -> list[Line]:
        """Return the clause that a version rests on, around what tells it; nothing where it is the version itself."""
        shown = evidence(self._words.get((value.article, value.span), ""), within(value))
        if shown.text.casefold() in ("", fact_label(value.value).casefold()):
            return []
        return laid(shown, room, CLAUSE_LINES)

    def selectable(self, row: int) -> bool:
        return self._rows[row].value is not None

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        each, base, muted = self._rows[row], self.ink(""), self.front("muted")
        value = each.value
        if value is None:
            return self._draw_topic(each, line, width)
        over = self.cursor_style() if here else strips.PLAIN
        if line:
            clause = self._clauses[row][line - 1].pieces(muted, strips.TOLD)
            return strips.strip(
                [self.cursor_cell(here), (" " * (INDENT - 1), strips.PLAIN), *clause], width, base, over=over
            )
        sign = version_sign(value, each.difference)
        ink = self.front("warning" if sign == STRONG else "primary")
        style = ink + strips.BOLD if sign else strips.PLAIN
        room = min(self._value_width, max(width // 4, width - INDENT - LEAST_NAMES))
        shown = strips.pad(fact_label(value.value), room) + "   "
        names = self._names(value, each.difference, width - INDENT - strips.width_of(shown))
        pieces: list[strips.Piece] = [
            self.cursor_cell(here), (f" {sign or ' '}  ", ink), (" ", strips.PLAIN),
            (shown, style), (names, strips.PLAIN),
        ]  # fmt: skip
        return strips.strip(pieces, width, base, over=over)

    def _draw_topic(self, row: _Row, line: int, width: int) -> Strip:
        """Return an empty line, the heading of the kind where one begins, the topic."""
        base = self.ink("")
        if row.section and line == 1:
            room = min(MEASURE + INDENT, width - 1)
            return strips.strip(strips.heading(row.section, room, self.front("muted")), width, base)
        if line == 1 + 2 * bool(row.section):
            topic = self.front("muted") + strips.ITALIC
            return strips.strip([(f" {squeeze(row.difference.topic)}", topic)], width, base)
        return strips.blank(width, base)
