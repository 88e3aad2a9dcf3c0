"""Where the lines of a long text break and how tall it is, worked out only as far as somebody looks. Pure; draws nothing.

A text is a run of blocks (paragraphs; a giant paragraph is several). Small texts are measured at once; in large ones the height
of a block is an estimate until it comes into view, so that five megabytes open as fast as five kilobytes. Offsets are code
points, widths terminal cells, heights lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from briefing.late import pattern
from briefing.model import Document, Paragraph, ParagraphKind
from briefing.tui.drawing.strips import cell_width, clean, clings, fit

MEASURE_AT_ONCE = 200_000
"""Code points that are measured when a text is opened; further blocks when they are looked at."""
GIANT = 65_536
"""A block longer than this is laid out in pieces."""
PIECE = 16_384
_WIDE_COST = 12  # what a code point of mixed width costs, in code points of simple text
_HIDDEN = 8  # zero-width code points that a cell may carry before a line is broken by force

_NOT_SIMPLE = pattern(
    "[^\\x20-\\x7e\\n\\t\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2190-\u21ff\u2400-\u2426\ufffd]"
)
"""Finds the first character that is not certain to be one cell wide."""
_NEVER_FIRST = frozenset("、。，．・：；？！）」』】〉》〕］｝’”…—ー々〜％")
_NEVER_LAST = frozenset("（「『【〈《〔［｛‘“")


class Block(NamedTuple):
    """A stretch of the text that begins on a line of its own, ``gap`` blank lines below the one before."""

    start: int
    end: int
    kind: ParagraphKind
    gap: int


class Line(NamedTuple):
    """One line: ``text[start:end]`` is printed; ``block`` is its block, ``number`` its place in it.

    A line of the gap above a block prints nothing of the text and has a number below zero (-1 is the one right above it).
    """

    start: int
    end: int
    block: int
    number: int


# --- breaking -------------------------------------------------------------------------------------------------------
@lru_cache(maxsize=8)
def _lines_of(width: int) -> re.Pattern[str]:
    """Return a line of simple text: up to a space, the end, after a dash or a slash, or inside a hyphened word; a long word is cut."""
    breaks = r"[ \t]+|\n|\Z|(?<=[—–/])(?=\w)|(?<=[^\W\d_]-)(?=[^\W\d_])"
    return re.compile(rf"[^\n]{{0,{width}}}(?:{breaks})|[^\n]{{{width}}}")


def wrap(text: str, start: int, end: int, width: int) -> list[int]:
    """Return the offsets at which the lines of ``text[start:end]`` begin; the first is ``start``. Linear in the length."""
    width = max(1, width)
    if _NOT_SIMPLE.search(text, start, end):
        return _wrap_mixed(text, start, end, width)
    # Right after a slash or a dash a line of no characters fits, too: that is no line.
    starts = [match.start() for match in _lines_of(width).finditer(text, start, end) if match.end() > match.start()]
    while len(starts) > 1 and starts[-1] >= end:
        starts.pop()
    return starts or [start]


def folded(text: str, room: int, most: int) -> list[str]:
    """Return ``text`` as it may be printed on at most ``most`` lines of ``room`` cells; what is cut ends with an ellipsis."""
    shown = clean(text[: (most + 1) * room])
    starts = wrap(shown, 0, len(shown), room)
    lines = [shown[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(shown)], strict=True)]
    if len(lines) > most or len(shown) < len(text):
        lines = [*lines[: most - 1], fit(f"{lines[:most][-1]} …", room)]
    return lines


def _wrap_mixed(text: str, start: int, end: int, width: int) -> list[int]:
    """Like :func:`wrap` for text with wide or combining characters, which may break between two wide characters."""
    starts = [start]
    begin, used, chance = start, 0, -1
    limit = width * _HIDDEN + 64
    place, before, before_cells = start, "", 0
    while place < end:
        character = text[place]
        if character == "\n":
            place += 1
            if place < end:
                starts.append(place)
            begin, used, chance, before, before_cells = place, 0, -1, "", 0
            continue
        forced = place - begin >= limit
        if character in " \t" and not forced and not _carries(text, place, end):
            used += 1
            place += 1
            chance, before, before_cells = place, character, 1
            continue
        cells = 1 if character == "\t" else cell_width(character)
        if not cells and place > begin and not forced:
            place += 1
            continue
        wide_pair = (cells == 2 or before_cells == 2) and character not in _NEVER_FIRST and before not in _NEVER_LAST
        if place > begin and (wide_pair or (before in "—–/" and before and character.isalnum())):
            chance = place
        if (used + cells > width or forced) and place > begin:
            begin = chance if chance > begin and not forced else place
            starts.append(begin)
            used = sum(1 if each == "\t" else cell_width(each) for each in text[begin:place])
            chance = -1
            continue
        used += cells
        before, before_cells = character, cells
        place += 1
    while len(starts) > 1 and starts[-1] >= end:
        starts.pop()
    return starts


def _carries(text: str, place: int, end: int) -> bool:
    """Return whether a combining mark follows: a space that carries one is a letter like others."""
    return place + 1 < end and text[place + 1] not in " \t\n" and clings(text[place + 1])


# --- blocks ---------------------------------------------------------------------------------------------------------
_ABOUT = frozenset({"byline", "date", "dateline"})


def blocks_of(document: Document, *, above: int = 0) -> list[Block]:
    """Return the blocks of a document, in order and not overlapping; repeated passages have no place of their own.

    ``above`` is the number of lines to leave free above the first.
    """
    text = document.text
    size = len(text)
    blocks: list[Block] = []
    last_end, last_kind = 0, ""
    giant = False
    for paragraph in _in_order(document.paragraphs):
        if paragraph.kind == "repeat":
            continue
        start, end = max(last_end, paragraph.span[0]), min(size, paragraph.span[1])
        if start >= end:
            continue
        if blocks and "\n" not in text[last_end:start] and start - last_end < 256:
            kind = blocks[-1].kind if paragraph.kind != "body" else "body"
            blocks[-1] = Block(blocks[-1].start, end, kind, blocks[-1].gap)  # goes on in the same line of the source
            last_kind = kind
        else:
            blocks.append(Block(start, end, paragraph.kind, _gap(last_kind, paragraph.kind) if blocks else above))
            last_kind = paragraph.kind
        giant = giant or end - blocks[-1].start > GIANT
        last_end = end
    if not blocks and text:
        blocks.append(Block(0, size, "body", above))
        giant = size > GIANT
    return [piece for block in blocks for piece in _pieces(text, block)] if giant else blocks


def _in_order(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    if all(first.span <= second.span for first, second in pairwise(paragraphs)):
        return paragraphs
    return sorted(paragraphs, key=lambda each: each.span)


def _gap(above: str, below: str) -> int:
    if above in _ABOUT and below in _ABOUT:
        return 0
    return 0 if above == below and above in ("furniture", "standfirst") else 1


def _pieces(text: str, block: Block) -> Iterable[Block]:
    """Yield a giant block in pieces that end after a space where there is one."""
    if block.end - block.start <= GIANT:
        yield block
        return
    start, gap = block.start, block.gap
    while start < block.end:
        end = min(block.end, start + PIECE)
        if end < block.end:
            space = max(text.rfind(" ", start + PIECE // 2, end), text.rfind("\n", start + PIECE // 2, end))
            end = space + 1 if space > 0 else end
        yield Block(start, end, block.kind, gap)
        start, gap = end, 0


# --- heights --------------------------------------------------------------------------------------------------------
class Flow:
    """The lines of a text at one width."""

    def __init__(self, text: str, blocks: Sequence[Block], width: int) -> None:
        self.text = text
        self.blocks = blocks
        self.width = max(4, width)
        self._starts: list[list[int] | None] = [None] * len(blocks)
        self._heights = [block.gap + 1 + (block.end - block.start) // self.width for block in blocks]
        self._offsets = [block.start for block in blocks]
        self._tops: list[int] | None = None
        self.measured = 0
        """Code points that were broken into lines so far."""
        budget = MEASURE_AT_ONCE
        for index, block in enumerate(blocks):
            simple = _NOT_SIMPLE.search(text, block.start, block.end) is None
            budget -= (block.end - block.start) * (1 if simple else _WIDE_COST)
            if budget < 0:
                break
            self._measure(index)

    def _measure(self, index: int) -> list[int]:
        starts = self._starts[index]
        if starts is None:
            block = self.blocks[index]
            starts = self._starts[index] = wrap(self.text, block.start, block.end, self.width)
            self.measured += block.end - block.start
            height = block.gap + len(starts)
            if height != self._heights[index]:
                self._heights[index] = height
                self._tops = None
        return starts

    def _all_tops(self) -> list[int]:
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0))
        return self._tops

    @property
    def total(self) -> int:
        """Lines of the whole text, as far as known."""
        return self._all_tops()[-1]

    def _block_at(self, y: int) -> int:
        return max(0, min(bisect_right(self._all_tops(), y) - 1, len(self.blocks) - 1))

    def settle(self, y: int, height: int, *, upwards: bool = False) -> int:
        """Measure the blocks that show in ``height`` lines from line ``y``. Returns by how much ``y`` must move so that the same
        text stays in view; ``upwards`` says that ``y`` was reached from below, so that the end of its block is what counts."""
        if not self.blocks:
            return 0
        index = self._block_at(y)
        top = self._all_tops()[index]
        shift = 0
        if self._starts[index] is None:
            before = self._heights[index]
            self._measure(index)
            if upwards:
                shift = self._heights[index] - before
        bottom = y + shift + height
        while index < len(self.blocks) and top < bottom:
            self._measure(index)
            top += self._heights[index]
            index += 1
        return shift

    def line(self, y: int) -> Line | None:
        """Return the line at ``y``, ``None`` above or below the text."""
        if y < 0 or not self.blocks or y >= self.total:
            return None
        index = self._block_at(y)
        starts = self._measure(index)
        block = self.blocks[index]
        number = min(y - self._all_tops()[index] - block.gap, len(starts) - 1)
        if number < 0:
            place = self.blocks[index - 1].end if index else block.start
            return Line(place, place, index, number)
        return self._line(index, number)

    def _line(self, index: int, number: int) -> Line:
        starts = self._measure(index)
        start = starts[number]
        end = starts[number + 1] if number + 1 < len(starts) else self.blocks[index].end
        text = self.text
        while end > start and text[end - 1] in " \t\n":
            end -= 1
        return Line(start, end, index, number)

    def line_of(self, offset: int) -> Line | None:
        """Return the line that prints ``offset``, or the one before it if ``offset`` lies between two."""
        if not self.blocks:
            return None
        index = max(0, bisect_right(self._offsets, offset) - 1)
        starts = self._measure(index)
        return self._line(index, max(0, bisect_right(starts, offset) - 1))

    def y_of(self, offset: int) -> int:
        """Return the line number of :meth:`line_of`."""
        line = self.line_of(offset)
        return 0 if line is None else self._all_tops()[line.block] + self.blocks[line.block].gap + line.number


class SpanIndex:
    """Spans in order, to be asked which of them touch a stretch. They may overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self._begins = [start for start, _ in self.spans]
        self._reach = list(accumulate((end for _, end in self.spans), max))

    def __len__(self) -> int:
        return len(self.spans)

    def touching(self, start: int, end: int) -> list[int]:
        """Places in :attr:`spans` of those that share a character with ``start:end`` (or hold ``start`` if that is empty)."""
        place = bisect_right(self._begins, max(start, end - 1)) - 1
        found: list[int] = []
        while place >= 0 and self._reach[place] > start:
            if self.spans[place][1] > start:
                found.append(place)
            place -= 1
        return found[::-1]

    def after(self, offset: int) -> int | None:
        """Return the place of the first span that begins behind ``offset``."""
        place = bisect_right(self._begins, offset)
        return place if place < len(self.spans) else None

    def before(self, offset: int) -> int | None:
        """Return the place of the last span that begins before ``offset``."""
        place = bisect_right(self._begins, offset - 1) - 1
        return place if place >= 0 else None
