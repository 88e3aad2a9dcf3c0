"""One statement in all its sources, word by word against a pivot; differences in characters and in style. Aligns nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from textual.strip import Strip

from briefing.model import Comparison, Token, Witness
from briefing.presentation import comparison_rows
from briefing.presentation.comparison_rows import BETWEEN_PARTS, ComparisonRow, statement_words
from briefing.presentation.comparison_text import LEGEND, folded, marked_runs, runs
from briefing.presentation.labels import COUNTS_LEGEND, counts_over_rows, squeeze, witness_name
from briefing.tui.drawing import strips
from briefing.tui.drawing.diff_rows import Worded, Wording, wording
from briefing.tui.drawing.text_layout import wrap
from briefing.tui.target import Target

SIDE_BY_SIDE_FROM = 56
"""Cells from which the source's name stands beside its words, else above them."""

NAME_LINES = 3
"""Lines that a long name may take beside its words before it is cut."""

TAG_LINES = 6
"""Lines that what is said below a name may take: to whom a source gives the words is read whole."""

NAMED_MOST = 30
"""Sources of identical versions that are named; of the others stands how many they are."""

MEASURED_MOST = 200
"""Versions whose names are laid out before they are drawn; the names of more have one line."""

PIVOT = "pivot: the others are measured by it"
"""What the word below the name of the first version says."""

TITLE_WORDS = 60
"""Characters of the statement that the heading quotes."""


class Asked(NamedTuple):
    """What a comparison was asked for from.

    Attributes:
        here: Id of the quotation that the person came from.
        place: Which of the statements that run together there this is, from 1.
        of: How many there are.
        speaker: Who says the words in the heading, "" for nobody.
        places: Article id -> place in the list of articles.
        names: Quotation id -> to whom its source gives the words, "" for nobody.
    """

    here: str = ""
    place: int = 1
    of: int = 1
    speaker: str = ""
    places: Mapping[str, int] = {}
    names: Mapping[str, str] = {}

    def said_by(self, witness: Witness) -> str:
        """Return to whom a version is given where that is another than in the heading: ``≠ said by Ada Krol``, ``said by —``."""
        if witness.attributed:
            return f"{comparison_rows.STRONG} {comparison_rows.said_by(witness.attributed)}"
        named = self.names.get(witness.quotation, self.speaker)
        return comparison_rows.said_by(named) if bool(named) != bool(self.speaker) else ""


_AS_PRINTED = frozenset({"same", "split"})
"""What is done with words that a version prints as the pivot does."""


class CompareView(Worded):
    """The versions of a statement: the pivot, yours, the identical ones as one row, then those that differ."""

    BORDER_TITLE = "Compare"
    empty = "Nothing to compare"

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._comparison: Comparison | None = None
        self._asked = Asked()
        self._labels: Mapping[str, str] = {}
        self._only_differences = False
        self._unfolded = False
        self._rows: tuple[ComparisonRow, ...] = ()
        self._longest_name = 0
        self._names: list[list[str]] = []
        self._heading: list[str] = []
        self._hidden: list[str] = []
        """What is folded and can be unfolded."""

    # --- content ------------------------------------------------------------------------------------------------
    def show(
        self,
        comparison: Comparison | None,
        labels: Mapping[str, str],
        asked: Asked = Asked(),  # noqa: B008
        *,
        opened: bool = False,
    ) -> None:
        """Show the versions; ``labels`` maps article ids to names of sources. The cursor keeps its quotation if it can; where the pane is
        ``opened`` just now, or shows another statement, it stands on the one that the person came from."""
        before, same = None if opened else self.current, self._shows(comparison)
        self._comparison, self._labels, self._asked = comparison, labels, asked
        if not same:
            self._unfolded = False
        self.border_title = self._title()
        self._rebuild(before.quotation if before is not None and same else asked.here)

    def _shows(self, comparison: Comparison | None) -> bool:
        """Return whether it is of the statement that is shown already."""
        before, after = (each.statement.id if each is not None else "" for each in (self._comparison, comparison))
        return before == after != ""

    def _title(self) -> Any:
        if self._comparison is None:
            return strips.title("Compare")
        asked = self._asked
        speaker = next(filter(None, (asked.speaker, comparison_rows.said_by(""))))
        which = f"· statement {asked.place} of {asked.of} here (] next) · " if asked.of > 1 else "· "
        return strips.title("Compare", f"{which}{speaker}: {statement_words(self._comparison.statement, TITLE_WORDS)}")

    @property
    def comparison(self) -> Comparison | None:
        """What is shown."""
        return self._comparison

    def numbered(self, number: int) -> Target | None:
        """Return what stands in the row with this number, None if there is no such row."""
        return self._target(self._rows[number - 1]) if 0 < number <= len(self._rows) else None

    @property
    def _digits(self) -> int:
        """Cells of the highest number."""
        return len(str(len(self._rows)))

    @property
    def only_differences(self) -> bool:
        """Whether equal stretches are shortened."""
        return self._only_differences

    def toggle_differences(self) -> None:
        """Shorten equal stretches to ``…``, or show them again."""
        self._only_differences = not self._only_differences
        self._rebuild(self._quotation)

    def toggle_fold(self) -> None:
        """Show identical versions in a row each, or as one row again."""
        self._unfolded = not self._unfolded
        self._rebuild(self._quotation)

    @property
    def look(self) -> tuple[bool, bool]:
        """Whether only differences are shown, and whether identical versions have a row each."""
        return self._only_differences, self._unfolded

    def take_look(self, look: tuple[bool, bool]) -> None:
        self._only_differences, self._unfolded = look
        self._rebuild(self._quotation)

    @property
    def current(self) -> Witness | None:
        """The version under the cursor, the first of those that share its row."""
        return self._rows[self._cursor].witnesses[0] if self._cursor < len(self._rows) else None

    @property
    def _quotation(self) -> str:
        return self.current.quotation if self.current is not None else ""

    def _source(self, witness: Witness) -> str:
        return witness_name(self._labels.get(witness.article, ""), witness.path)

    @property
    def target(self) -> Target | None:
        """The version under the cursor, as every action takes it."""
        return self._target(self._rows[self._cursor]) if self._cursor < len(self._rows) else None

    def _target(self, row: ComparisonRow) -> Target | None:
        """Return the version of a row, the first of those that share it."""
        witness = row.witnesses[0]
        if self._comparison is None:
            return None
        printed = {(each.article, each.span): each.text for each in self._comparison.statement.instances}
        text = BETWEEN_PARTS.join(printed.get((witness.article, span), "") for span in witness.spans)
        return Target(
            witness.article, witness.spans[0] if witness.spans else None, text, witness.quotation,
            parts=witness.spans if len(witness.spans) > 1 else (), among=self._among(row),
        )  # fmt: skip

    def _among(self, row: ComparisonRow) -> str:
        """Return ``Harbour Town, first of 5 identical`` for a row that stands for several sources, "" for others."""
        several = len(row.witnesses)
        return f"{self._source(row.witnesses[0])}, first of {several:,} identical" if several > 1 else ""

    # --- rows ---------------------------------------------------------------------------------------------------
    def _rebuild(self, quotation: str) -> None:
        """Make the rows anew and put the cursor on the version ``quotation``."""
        shown, asked = self._comparison, self._asked
        self._rows = (
            comparison_rows.comparison_rows(shown, asked.here, asked.places, unfolded=self._unfolded)
            if shown is not None
            else ()
        )
        self._wordings = [self._wording(row) for row in self._rows]
        hidden = {
            "all versions": any(len(row.witnesses) > 1 for row in self._rows),
            "all words": any(map(self._hides, self._rows)),
        }
        self._hidden = [words for words, there in hidden.items() if there]
        names = [strips.width_of(self._row_name(row)) for row in self._rows[:MEASURED_MOST]]
        self._longest_name = max((*names, *(len(self._tag(row)) for row in self._rows)), default=0)
        holding = (i for i, row in enumerate(self._rows) if any(w.quotation == quotation for w in row.witnesses))
        self._cursor = next(holding, 0)
        self.rows_changed()
        if self._rows:
            self.show_cursor()

    def _wording(self, row: ComparisonRow) -> Wording:
        first = row.witnesses[0]
        if row.folded:
            return wording([(self._identical(row), Token("", "elided"))])
        only = self._only_differences > row.pivot
        if only and all(token.op in _AS_PRINTED for token in first.tokens):
            return wording([("the same words", Token("", "elided"))])
        return wording(marked_runs(first.tokens, only_differences=only, fold=self._shortens(first)))

    def _shortens(self, witness: Witness) -> bool:
        """Return whether long omissions of a version stand as a number of words: in what a reporter says, until all words are asked for."""
        return not (witness.enclosed or self._unfolded)

    def _hides(self, row: ComparisonRow) -> bool:
        """Return whether words of a row stand as their number."""
        first = row.witnesses[0]
        return any(folded(token) != token for token in runs(first.tokens)) if self._shortens(first) else False

    def _identical(self, row: ComparisonRow) -> str:
        """Return what stands in place of the words of identical versions: whose they are."""

        def split(witness: Witness) -> str:
            word = comparison_rows.split_after(witness)
            return f"split after “{word}”" if word else ""

        if len(row.witnesses) == 1:
            return ", ".join(filter(None, ("identical", split(row.witnesses[0]))))
        told = ((each, filter(None, (split(each), self._asked.said_by(each)))) for each in row.witnesses[:NAMED_MOST])
        notes = [(self._source(each), ", ".join(said)) for each, said in told]
        more = len(row.witnesses) - len(notes)
        named = [f"{name} ({note})" if note else name for name, note in notes]
        return "; ".join([*named, *([f"and {more:,} more (z shows them)"] if more else [])])

    def _row_name(self, row: ComparisonRow) -> str:
        several = len(row.witnesses) > 1  # only identical versions share a row
        return f"{len(row.witnesses):,} identical" if several else self._source(row.witnesses[0])

    def _beside(self, width: int) -> bool:
        return width >= SIDE_BY_SIDE_FROM

    def _name_width(self, width: int) -> int:
        return min(self._longest_name, max(12, width // 5))

    @property
    def _head_width(self) -> int:
        """Cells before the name: cursor, number, sign."""
        return 1 + self._digits + 3

    def _indent(self, width: int) -> int:
        return self._head_width + self._name_width(width) + 3 if self._beside(width) else 4

    def row_heights(self, width: int) -> list[int] | None:
        # Versions come before what is said of them: on a small screen the legend gives way.
        self._heading = self._heading_lines(width)[: max(1, self.view_height // 3)]
        self.header = len(self._heading)
        heights = self.wrap_wordings(width - self._indent(width) - 1)
        if not self._beside(width):
            return [lines + 2 for lines in heights]
        self._names = [self._name_lines(row, width) for row in self._rows[:MEASURED_MOST]]
        named = [*map(len, self._names), *(1 + len(self._tag_lines(row, width)) for row in self._rows[MEASURED_MOST:])]
        return [max(lines, name) + 1 for lines, name in zip(heights, named, strict=True)]

    def height_changed(self, before: int) -> None:
        """With fewer lines the heading has fewer."""
        self.rows_changed()
        super().height_changed(before)

    def _name_beside(self, row: int, width: int) -> list[str]:
        """Return the lines of a name, of the rows beyond those that were measured one line, and the tag."""
        if row < len(self._names):
            return self._names[row]
        each = self._rows[row]
        return [strips.fit(self._row_name(each), self._name_width(width)), *self._tag_lines(each, width)]

    def _tag_lines(self, row: ComparisonRow, width: int) -> list[str]:
        """Return what is said below a name, on lines as wide as the names."""
        room = self._name_width(width)
        return _lines(strips.fit(self._tag(row), TAG_LINES * room), room)[:TAG_LINES]

    def _heading_lines(self, width: int) -> list[str]:
        """Return the counts and the mode that is on; from a new line on what each sign says that stands here; then an empty line."""
        if self._comparison is None:
            return []
        ops = {token.op for row in self._rows if not row.folded for w in row.witnesses for token in w.tokens}
        signs = [PIVOT, *comparison_rows.legend(self._rows), *(words for op, words in LEGEND.items() if op in ops)]
        parts = [counts_over_rows(self._comparison.statement), COUNTS_LEGEND[0], self._origin()]
        if self._only_differences:
            parts.append("only the differences (d: all words)")
        if self._unfolded:
            parts.append("all words and versions (z: fewer)")
        elif self._hidden:
            parts.append(f"z: {', '.join(self._hidden)}")
        room = max(8, width - 2)
        return [*strips.in_lines(parts, room), *strips.in_lines(signs, room), ""]

    def _origin(self) -> str:
        """Return what origins are, by the words that say where the statement comes from if any do."""
        evidence = self._comparison.statement.origin_evidence if self._comparison is not None else ()
        words = (f": “{strips.fit(squeeze(each), 48)}”" for each in evidence)
        return COUNTS_LEGEND[1] + next(words, "")

    def draw_header(self, line: int, width: int) -> Strip:
        text = self._heading[line] if line < len(self._heading) else ""
        return strips.strip([(" ", strips.PLAIN), (text, self.front("muted"))], width, self.ink(""))

    def _tag(self, row: ComparisonRow) -> str:
        """Return what is said below a source's name: that the others are measured by it, that you came from it, to whom else it gives the
        words."""
        said = "" if len(row.witnesses) > 1 else self._asked.said_by(row.witnesses[0])
        told = (("pivot", row.pivot), ("here", row.here), (said, said))
        return " · ".join(word for word, applies in told if applies)

    def _name_lines(self, row: ComparisonRow, width: int) -> list[str]:
        """Return the name on at most :data:`NAME_LINES` lines, what does not fit ends in an ellipsis; then the tag."""
        room = self._name_width(width)
        lines = _lines(strips.clean(self._row_name(row)[: 4 * room * NAME_LINES]), room)
        if len(lines) > NAME_LINES:
            lines = [*lines[: NAME_LINES - 1], "".join(lines[NAME_LINES - 1 :])]
        return [*lines, *self._tag_lines(row, width)]

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        each, base, muted = self._rows[row], self.ink(""), self.front("muted")
        beside = self._beside(width)
        worded = len(self._wordings[row].starts)
        named = self._name_beside(row, width) if beside else []
        if line == max(worded, len(named)) + (0 if beside else 1):
            return strips.blank(width, base)
        digits = self._digits
        sign_style = self.front("warning" if each.sign == comparison_rows.STRONG else "primary") + strips.BOLD
        head: list[strips.Piece] = [
            self.cursor_cell(here), (f"{each.number:>{digits}} ", muted), (f"{each.sign or ' '} ", sign_style),
        ]  # fmt: skip
        if not beside and line == 0:
            note = self._tag(each) or each.witnesses[0].mode
            return strips.row([*head, (self._row_name(each), strips.BOLD)], [(f"{note} ", muted)], width, base)
        number = line if beside else line - 1
        if beside:
            text = named[line].rstrip() if line < len(named) else ""
            below = line >= len(named) - len(self._tag_lines(each, width))
            style = self.front("accent") if below else strips.BOLD
            start = head if line == 0 else [self.cursor_cell(here), (" " * (self._head_width - 1), strips.PLAIN)]
            pieces = [*start, (strips.pad(text, self._name_width(width)) + "   ", style)]
        else:
            pieces = [self.cursor_cell(here), (" " * (self._indent(width) - 1), strips.PLAIN)]
        words = self.wording_line(row, number) if number < worded else []
        return strips.strip([*pieces, *words], width, base)


def _lines(text: str, room: int) -> list[str]:
    """Return ``text`` in lines of ``room`` cells, none for none."""
    starts = wrap(text, 0, len(text), room)
    lines = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return lines if text else []
