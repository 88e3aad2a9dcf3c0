"""The facts on which the sources differ: each topic with every version, who says it and its clause. Finds nothing itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import ClassVar, Final, Protocol, runtime_checkable

from textual.strip import Strip

from briefing.model import Difference, FactValue, Span
from briefing.presentation.comparison_rows import STRONG, version_legend, version_sign
from briefing.presentation.labels import both_words, fact_label, few, names_in, on_both_sides, squeeze
from briefing.text import plural
from briefing.tui.drawing import strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.drawing.telling import Line, evidence, laid_with_name, within
from briefing.tui.rows.difference_rows import DifferenceRow, DifferenceRows
from briefing.tui.target import Target

MEASURE = 96
"""Cells of a line of a clause at the most."""

CLAUSE_LINES = 3
"""Lines that a clause may take: of a longer one those around the words that tell its version."""

LEAST_NAMES = 46
"""Cells that a version leaves to those who print it, where it would take more than a quarter of the row."""

MOST_NAMED: Final = 12
"""Sources of a version that are named where there is room."""

INDENT = 6

MEASURED_MOST: Final = 400
"""Differences up to which each row is as tall as it needs; in longer lists every row has two lines, and none is read to be measured."""

FIRST: Final = 60
"""Differences of a longer list by which the width of its columns and its legend are found."""


_NONE_NAMED: Final[tuple[None, Mapping[str, str], Collection[str]]] = (None, {}, ())


def _rests_on(value: FactValue, places: Sequence[tuple[str, Span]]) -> bool:
    """Return whether a version rests on words at one of these places."""
    start, end = value.span
    return any(max(start, first) < min(end, last) for id, (first, last) in places if id == value.article)


@runtime_checkable
class Findable(Protocol):
    """Differences that are found by their articles without looking through all."""

    def places_of(self, articles: Iterable[str]) -> Sequence[int]: ...


class DifferencesView(RowList):
    """Topics with the versions of each source, under a heading for each kind of difference; above them what their signs say."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--accent", "ink--warning"}
    BORDER_TITLE = "Differences"
    empty = "The sources agree on every fact that could be compared"
    header = 1
    headings = True

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._rows = DifferenceRows()
        self._labels: Mapping[str, str] = {}
        self._words: Mapping[tuple[str, Span], str] = {}
        self._named: tuple[Difference | None, Mapping[str, str], Collection[str]] = _NONE_NAMED
        """The difference that was drawn last, what its sources are called there, and those that stand with several of its versions."""
        self._value_width = 0
        self._count_width = 0
        self._clauses: dict[int, list[Line]] = {}
        self._signs: Sequence[str] = ()
        """What the signs of the versions say."""

    def show(
        self,
        differences: Sequence[Difference] | DifferenceRows,
        labels: Mapping[str, str],
        words: Mapping[tuple[str, Span], str] | None = None,
        *,
        scope: str = "",
        at: Sequence[tuple[str, Span]] = (),
    ) -> None:
        """Show ``differences``, or the rows that were made of them. ``labels``: article id to name of the source; ``words``: (article id, span) to the words there, where the
        versions have none themselves; ``scope``: what they are looked for in, for the heading. The cursor goes to the first version that
        rests on words ``at`` one of these places, else keeps its version if that is still there."""
        before, row = self.current, self._cursor
        self._labels, self._words, self._named = labels, words or {}, _NONE_NAMED
        self._rows = differences if isinstance(differences, DifferenceRows) else DifferenceRows(differences)
        total = len(self._rows.differences)
        measured = self._rows.first(FIRST if self._is_long else total)
        values = [value for each in measured for value in each.values]
        self._value_width = min(32, max((strips.width_of(fact_label(each.value)) for each in values), default=0))
        self._count_width = max((len(plural(each.texts, "text")) for each in values), default=0)
        self._signs = version_legend(measured)
        self._cursor = self._found(before, row, at)
        count = f"{total:,}" if total else ""
        self.border_title = strips.title("Differences", " · ".join(filter(None, (count, scope))))
        self.rows_changed()
        if self._rows:
            self.show_cursor()

    @property
    def _is_long(self) -> bool:
        return len(self._rows.differences) > MEASURED_MOST

    def _found(self, before: FactValue | None, row: int, at: Sequence[tuple[str, Span]]) -> int:
        """Return the row of the first version that rests on one of these places, else of the version that had the cursor, else the top."""
        for place in self._places([id for id, _ in at]):
            for version, value in enumerate(self._rows.differences[place].values):
                if _rests_on(value, at):
                    return self._rows.row_of(place, version)
        if before is None:
            return 0
        if self._version_at(row) == before:
            return row
        for place in self._places([before.article]):
            if before in self._rows.differences[place].values:
                return self._rows.row_of(place, self._rows.differences[place].values.index(before))
        return 0

    def _places(self, articles: Sequence[str]) -> Sequence[int]:
        """Return the places of the differences in which some articles may have a say."""
        differences = self._rows.differences
        if not articles:
            return ()
        return differences.places_of(articles) if isinstance(differences, Findable) else range(len(differences))

    @property
    def current(self) -> FactValue | None:
        """The version under the cursor."""
        return self._version_at(self._cursor)

    def _version_at(self, row: int) -> FactValue | None:
        return self._rows[row].value if self._rows.is_version(row) else None

    @property
    def target(self) -> Target | None:
        """The version under the cursor, as every action takes it."""
        value = self.current
        return self._target(value) if value is not None else None

    @property
    def targets(self) -> Sequence[Target]:
        """The words of every version, from the top."""
        return [self._target(value) for each in self._rows.differences for value in each.values]

    def _target(self, value: FactValue) -> Target:
        words = self._words_of(value)
        return Target(value.article, value.span, words, at=value.at[0] if value.at is not None else None)

    def _words_of(self, value: FactValue) -> str:
        return value.words or self._words.get((value.article, value.span), "")

    def _names(self, value: FactValue, difference: Difference, room: int) -> str:
        """Return who says so in ``room`` cells: how many texts, and as many of the first names as are whole there."""
        if self._named[0] is not difference:  # its versions are drawn one after the other
            self._named = difference, names_in(difference, self._labels), on_both_sides(difference)
        _, named, both = self._named
        ids = (value.article, *value.agreeing)
        names = [named[id] for id in (sorted(ids, key=lambda id: id not in both) if both else ids)]
        count = plural(value.texts, "text").ljust(self._count_width)
        told = list(dict.fromkeys(names))
        line = ""
        for most in range(min(MOST_NAMED, len(told)), 0, -1):
            line = f"{count}   {few(told, most)}"
            if strips.width_of(line) <= room:
                break
        return line

    # --- rows ---------------------------------------------------------------------------------------------------
    def row_total(self) -> int:
        return len(self._rows)

    def row_height(self, width: int) -> int:
        return 2

    def row_heights(self, width: int) -> list[int] | None:
        self._clauses = {}
        self.lay_legend(self._signs, width)
        if self._is_long:
            return None
        rows = range(len(self._rows))
        return [1 + len(self._clause(row, width)) if self._rows.is_version(row) else 2 for row in rows]

    def _clause(self, row: int, width: int) -> list[Line]:
        """Return the clause that a version rests on, around what tells it; nothing where it is the version itself."""
        if row not in self._clauses:
            value = self._rows[row].value
            self._clauses[row] = [] if value is None else self._clause_lines(value, width)
        return self._clauses[row]

    def _clause_lines(self, value: FactValue, width: int) -> list[Line]:
        shown = evidence(self._words_of(value), within(value))
        if shown.text.casefold() in ("", fact_label(value.value).casefold()):
            return []
        room = max(8, min(MEASURE, width - INDENT - 1))
        whose = squeeze(self._labels.get(value.article, "")) if value.agreeing else ""
        return laid_with_name(whose, shown, room, 1 if self._is_long else CLAUSE_LINES)

    def selectable(self, row: int) -> bool:
        return self._rows.is_version(row)

    def _selectable_before(self, row: int) -> int:
        return self._rows.versions_before(row)

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        each, base, muted = self._rows[row], self.ink(""), self.front("muted")
        value, difference = each.value, each.difference
        if value is None or difference is None:
            return self._draw_heading(each, line, width)
        over = self.cursor_style() if here else strips.PLAIN
        if line:
            lines = self._clause(row, width)[line - 1 : line]
            clause = lines[0].pieces(muted, strips.TOLD) if lines else []
            return strips.strip(
                [self.cursor_cell(here), (" " * (INDENT - 1), strips.PLAIN), *clause], width, base, over=over
            )
        sign = version_sign(value, difference)
        ink = self.front("warning" if sign == STRONG else "primary")
        style = ink + strips.BOLD if sign else strips.PLAIN
        room = min(self._value_width, max(width // 4, width - INDENT - LEAST_NAMES))
        shown = strips.pad(fact_label(value.value), room) + "   "
        names = self._names(value, difference, width - INDENT - strips.width_of(shown))
        pieces: list[strips.Piece] = [
            self.cursor_cell(here), (f" {sign or ' '}  ", ink), (" ", strips.PLAIN),
            (shown, style), (names, strips.PLAIN),
        ]  # fmt: skip
        return strips.strip(pieces, width, base, over=over)

    def _draw_heading(self, row: DifferenceRow, line: int, width: int) -> Strip:
        """Return an empty line; below it the heading of a kind, or a topic."""
        base = self.ink("")
        if line == 0:
            return strips.blank(width, base)
        if row.difference is None:
            room = min(MEASURE + INDENT, width - 1)
            return strips.strip(strips.heading(row.section, room, self.front("muted")), width, base)
        topic, muted = self.front("muted") + strips.ITALIC, self.front("muted")
        both = both_words(row.difference, self._labels)
        told = [(f"   {both} ", muted)] if both else []
        return strips.row([(f" {squeeze(row.difference.topic)}", topic)], told, width, base)
