"""Who else carries the quotation under the cursor: each source with its mode, speaker and first words. Groups nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, NamedTuple

from textual.message import Message
from textual.strip import Strip

from briefing.model import Instance, Statement
from briefing.presentation.comparison_rows import ROW_LEGEND, STRONG, in_marks, ordered_instances, statement_words
from briefing.presentation.coverage_blocks import cell_sign
from briefing.presentation.labels import (
    COUNTS_LEGEND,
    MODE_MARKS,
    UNKNOWN_MARK,
    counts_line,
    counts_over_rows,
    squeeze,
    witness_name,
)
from briefing.tui.drawing import strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.drawing.text_layout import wrap
from briefing.tui.target import Target

ONE_LINE_FROM = 72
"""Cells from which a source needs one line only."""


class _Row(NamedTuple):
    statement: Statement
    instance: Instance | None = None


ONE_LINE_HEAD = 16
"""Cells of the cursor, the mode and the gaps behind names, on such a line."""

LEAST_LABEL, LEAST_SPEAKER, LEAST_WORDS = 22, 20, 14
"""Cells of its columns that they have at the least where they need them: the source, who speaks, the words."""

WORD_LINES = 6
"""Lines that the words of a source may take where there is room."""

COLUMN_FROM = 20
"""Lines from which the sources are a column beside the article, and no strip whose height follows from what stands in it."""

MEASURED_MOST = 200
"""Rows of which all words are looked at before they are drawn; of more, each source has as many lines as any has at the least."""

SCREENFUL = 30
"""Rows of these whose names are looked at, to find out how wide their columns must be."""

INDENT = 3
"""Cells before the words of a source that stand below its name."""


BETWEEN = " · "
"""Between a source and who speaks there."""

HERE_WIDTH = 7
"""Cells of the word behind the source that was asked about, and of a gap before it."""


class SourcesStrip(RowList):
    """The sources of one or two statements. Posts :class:`Measured`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--accent", "ink--warning"}
    BORDER_TITLE = "Sources"
    empty = "no other source has these words"
    headings = True

    class Measured(Message):
        """The strip has another width now, and with it perhaps another number of lines."""

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._rows: list[_Row] = []
        self._labels: Mapping[str, str] = {}
        self._speakers: Mapping[str, str] = {}
        self._quotation = ""
        self.about = ""
        """The quotation whose sources are shown, "" if none is."""
        self._signs: Mapping[str, Mapping[str, str]] = {}
        self._signs_shown: frozenset[str] = frozenset()
        self._headings: dict[int, list[str]] = {}
        """Row of a statement -> the lines over its sources."""
        self._several = False
        self._words: dict[int, list[str]] = {}
        """Row -> the lines of its words, where they stand below the source."""
        self._longest_label = 0
        self._longest_speaker = 0

    def show(
        self,
        statements: Sequence[Statement],
        labels: Mapping[str, str],
        speakers: Mapping[str, str],
        *,
        here: str = "",
        places: Mapping[str, int] | None = None,
        signs: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    ) -> None:
        """Show the sources of ``statements``. ``labels``: article id to outlet or title; ``speakers``: quotation id to name;
        ``signs``: statement id to article id to the sign of its wording;
        ``here``: the quotation that was asked about, which stands first; ``places``: article id to its place in the list. There is
        nothing to show if nobody else carries it."""
        self._labels, self._speakers, self._quotation, self._signs = labels, speakers, here, signs
        self._rows = []
        if any(len(statement.instances) > 1 for statement in statements):
            for statement in statements:
                self._rows.append(_Row(statement))
                self._rows += [_Row(statement, instance) for instance in ordered_instances(statement, here, places)]
        self._several = len(statements) > 1
        self._signs_shown = frozenset(
            filter(
                None, (cell_sign(row.instance, signs.get(row.statement.id, {})) for row in self._rows if row.instance)
            )
        )
        rows = self._rows if len(self._rows) <= MEASURED_MOST else self._rows[:SCREENFUL]
        measured = [row.instance for row in rows if row.instance]
        names = list(map(self._label, measured))
        self._longest_label = max(map(strips.width_of, names), default=0)
        self._longest_speaker = max((strips.width_of(self._speaker(each)) for each in measured), default=0)
        count = len({row.instance.article for row in self._rows if row.instance})
        words = statement_words(statements[0], 48) if count else ""
        self.border_title = strips.title("Sources", f"{count:,} · {words}" if count else "")
        self._cursor = 0
        self.rows_changed()
        if self._rows:
            self.jump(0)

    def show_words(self, title: str, words: str) -> None:
        """Show words that are no statement, under a ``title``: there are no sources to compare."""
        self.empty = words
        self.show((), {}, {})
        self.border_title = strips.title("Sources", title)

    @property
    def current(self) -> Instance | None:
        """The source under the cursor."""
        return self._rows[self._cursor].instance if self._cursor < len(self._rows) else None

    def _label(self, instance: Instance) -> str:
        return witness_name(self._labels.get(instance.article, ""), instance.path)

    def _speaker(self, instance: Instance) -> str:
        return squeeze(self._speakers.get(instance.quotation, "")) or UNKNOWN_MARK

    @property
    def target(self) -> Target | None:
        """The source under the cursor, as every action takes it."""
        instance = self.current
        if instance is None:
            return None
        return Target(instance.article, instance.span, instance.text, instance.quotation)

    # --- rows ---------------------------------------------------------------------------------------------------
    def row_total(self) -> int:
        return len(self._rows)

    def width_changed(self) -> None:
        super().width_changed()
        self.post_message(self.Measured())

    def row_heights(self, width: int) -> list[int] | None:
        self._headings = {
            index: self._heading(row.statement, width, first=not index)
            for index, row in enumerate(self._rows)
            if row.instance is None
        }
        self._words = {}
        # Where there are empty rows below, words are wrapped before they are cut.
        if len(self._rows) > MEASURED_MOST:
            each = 1 if width >= ONE_LINE_FROM else 2
            return [each if row.instance else len(self._headings[index]) for index, row in enumerate(self._rows)]
        for most in (WORD_LINES if self.view_height >= COLUMN_FROM else 1, 1):
            tall = {
                index: 1 if width >= ONE_LINE_FROM else 1 + self._fold(index, row.instance, width, most)
                for index, row in enumerate(self._rows)
                if row.instance
            }
            heights = [tall.get(index) or len(self._headings[index]) for index in range(len(self._rows))]
            if sum(heights) <= self.view_height:
                break
        return heights

    def _fold(self, row: int, instance: Instance, width: int, most: int) -> int:
        """Lay the words of a source on at most ``most`` lines and return how many they take."""
        room = max(8, width - INDENT - 1)
        speaker = self._speaker(instance)
        sign, named = self._head(instance, width)
        untold: list[str] = [instance.mode] * (sign.strip() in MODE_MARKS.values())
        untold += [speaker] * (named == "" and speaker != UNKNOWN_MARK)
        lead = f"{BETWEEN.join(untold)}: " if untold else ""
        words = strips.clean(lead + in_marks(instance.text[:400], instance.enclosed))
        starts = wrap(words, 0, len(words), room)
        lines = [words[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]
        if len(lines) > most:
            lines = [*lines[: most - 1], strips.fit(words[starts[most - 1] :], room)]
        self._words[row] = lines
        return len(lines)

    def _heading(self, statement: Statement, width: int, *, first: bool) -> list[str]:
        """Return the lines over the sources of a statement: an empty one below others, the counts, as many as are whole in the width,
        what the signs say, and where there are several statements its words."""
        whole = counts_over_rows(statement)
        counts = whole if strips.width_of(whole) < width else counts_line(statement)
        legend = [words for sign, words in ROW_LEGEND.items() if sign in self._signs_shown]
        legend = [*legend, *COUNTS_LEGEND] if first else []
        lines = strips.in_lines([counts, *legend], width - 1)
        return [*([] if first else [""]), *lines, *([statement_words(statement)] if self._several else [])]

    def _widths(self, width: int) -> tuple[int, int]:
        """Return the cells of the columns of sources and of who speaks, on rows of one line: whole names while the words, which most print
        alike, have some room left."""
        room = width - ONE_LINE_HEAD - 2 * bool(self._signs_shown) - LEAST_WORDS
        label = min(self._longest_label, max(LEAST_LABEL, room - self._longest_speaker))
        return label, min(self._longest_speaker, max(LEAST_SPEAKER, room - label))

    def _sign(self, row: int) -> str:
        """Return what stands before the name of a source: how its words differ from those that most print; spaces where others have a sign."""
        each = self._rows[row]
        if each.instance is None or not self._signs_shown:
            return ""
        return f"{cell_sign(each.instance, self._signs.get(each.statement.id, {})) or ' '} "

    def _head(self, instance: Instance, width: int) -> tuple[str, str]:
        """Return what stands before and behind the name of a source: the word of the mode, which stands before the words where that would
        cut the name, so that only its sign is here; and the speaker, "" where he or she is not whole there."""
        room = width - 1 - strips.width_of(self._label(instance)) - HERE_WIDTH * (instance.quotation == self._quotation)
        room -= 2 * bool(self._signs_shown)
        sign = f"{MODE_MARKS[instance.mode]} {instance.mode:<9}"
        if len(sign) > room:
            sign = sign[:2]
        free = room - len(sign) - len(BETWEEN)
        speaker = strips.surname_or_cut(self._speaker(instance), free) if free > 0 else "…"
        return sign, "" if "…" in speaker else speaker

    def selectable(self, row: int) -> bool:
        return self._rows[row].instance is not None

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        each, base, muted = self._rows[row], self.ink(""), self.front("muted")
        instance = each.instance
        if instance is None:
            counts = line == bool(row)
            text = self._headings[row][line]
            return strips.strip([(" ", strips.PLAIN), (text, strips.BOLD if counts else muted)], width, base)
        over = self.cursor_style() if here else strips.PLAIN
        mode: strips.Piece = (f"{MODE_MARKS[instance.mode]} {instance.mode:<9}", self.front("primary"))
        asked = instance.quotation == self._quotation
        label = self._label(instance)
        differs = self._sign(row)
        wording: strips.Piece = (differs, self.front("warning" if differs.strip() == STRONG else "accent"))
        if width >= ONE_LINE_FROM:
            speaker, words = self._speaker(instance), in_marks(instance.text[:400], instance.enclosed)
            label_width, speaker_width = self._widths(width)
            pieces = [
                self.cursor_cell(here), mode, wording,
                (strips.pad(strips.fit_ends(label, label_width), label_width) + "  ", strips.BOLD),
                (strips.pad(strips.fit_ends(speaker, speaker_width), speaker_width) + "  ", muted),
                (words, strips.PLAIN),
            ]  # fmt: skip
            return strips.row(pieces, [(" here ", muted)] if asked else [], width, base, over=over)
        if line == 0:
            right: list[strips.Piece] = [(" here ", muted)] if asked else []
            sign, speaker = self._head(instance, width)
            named = (BETWEEN * bool(speaker) + speaker, muted)
            pieces = [self.cursor_cell(here), (sign, mode[1]), wording, (label, strips.BOLD), named]
            return strips.row(pieces, right, width, base, over=over)
        if row not in self._words:
            self._fold(row, instance, width, 1)
        text = self._words[row][line - 1]
        return strips.strip([self.cursor_cell(here), ("  ", strips.PLAIN), (text, muted)], width, base, over=over)
