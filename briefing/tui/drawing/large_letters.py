"""Words in letters of several lines, for a projector: drawn from a table of our own in block characters that every font has. Pure.

A letter that the table lacks makes the whole text one that has to be shown as it is: nothing is left out or replaced.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

Glyph = tuple[str, ...]
"""Rows of a letter, ``#`` for ink: one for marks over capitals, seven to the base line, two below it."""

BLOCKS: Final = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""Block characters by the quarters that they fill: 1 above left, 2 above right, 4 below left, 8 below right."""

_ROWS: Final = 10
_SPACE: Final[Glyph] = ("...",) * _ROWS
_BETWEEN: Final = "."
_MARKS: Final = {
    "\u0300": ("#..", ".#."), "\u0301": ("..#", ".#."), "\u0302": (".#.", "#.#"), "\u0303": (".##", "##."), "\u0304": ("...", "###"),
    "\u0306": ("#.#", ".#."), "\u0307": (".#.", "..."), "\u0308": ("#.#", "..."), "\u030a": (".#.", "#.#"), "\u030b": (".#.#", "#.#."),
    "\u030c": ("#.#", ".#."),
}  # fmt: skip
"""Marks above a letter, two rows each."""
_BELOW: Final = {"\u0327": (".#.", "##."), "\u0328": (".#.", ".##"), "\u0326": (".#.", "#..")}
"""Marks below a letter."""
_UNDER_MARKS: Final = {"i": "ı"}
"""Letters that lose their dot where a mark stands above them."""
_ALIKE: Final = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "‐": "-", "‑": "-", "‚": ",", "−": "–", "‹": "<", "›": ">"}
)


class Size(NamedTuple):
    """How many quarters of a cell one point of a letter is wide, and how many it is high."""

    wide: int
    high: int


SIZES: Final = (Size(4, 2), Size(2, 1))
"""Letters of ten lines and of five; narrower ones could not be read from afar."""


@cache
def _table() -> dict[str, Glyph]:
    """Return the letters of the table that stands beside this module."""
    glyphs: dict[str, Glyph] = {" ": _SPACE}
    lines = Path(__file__).with_name("large_letters.txt").read_text("utf-8").splitlines()
    for top in range(0, len(lines), _ROWS):
        rows = [line.split(" ") for line in lines[top + 1 : top + _ROWS]]
        for place, letter in enumerate(lines[top].split(" ")):
            drawn = [row[place] for row in rows]
            glyphs[letter] = ("." * len(drawn[0]), *drawn)
    return glyphs


def _over(row: str, mark: str) -> str:
    """Return a row of a letter with a row of a mark in its middle."""
    width = max(len(row), len(mark))
    row, mark = row.center(width, "."), mark.center(width, ".")
    return "".join("#" if "#" in pair else "." for pair in zip(row, mark, strict=True))


@cache
def glyph(character: str) -> Glyph | None:
    """Return the rows of one character, its marks drawn in; None if the table has no such letter."""
    parts = unicodedata.normalize("NFD", character)
    base, marks = parts[0], parts[1:]
    letter = character if character in _table() else _UNDER_MARKS.get(base, base)
    rows = _table().get(letter)
    if rows is None:
        return None
    drawn = list(rows)
    for mark in marks:
        above, below = _MARKS.get(mark), _BELOW.get(mark)
        if above is not None:
            tall = any("#" in row for row in drawn[1:3])
            places, shapes = ((0,), (_over(*above),)) if tall else ((1, 2), above)
        elif below is not None:
            places, shapes = (8, 9), below
        else:
            return None
        for place, shape in zip(places, shapes, strict=True):
            drawn[place] = _over(drawn[place], shape)
    width = max(map(len, drawn))
    return tuple(row.center(width, ".") for row in drawn)


def _characters(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_ALIKE)


def can_draw(text: str) -> bool:
    """Return whether every character of ``text`` has a letter."""
    return all(glyph(character) is not None for character in _characters(text))


def _points(word: str) -> int:
    """Return the points that a word is wide, the gap behind its last letter left aside."""
    return sum(len(rows[0]) + 1 for character in word if (rows := glyph(character)) is not None) - 1


def _cells(points: int, size: Size) -> int:
    return -(-points * size.wide // 2)


def _broken(text: str, width: int, size: Size) -> list[str]:
    """Return the words of ``text`` on lines of at most ``width`` cells; nothing if a word is wider than that."""
    words = text.split()
    lines = words[:1]
    for word in words[1:]:
        joined = f"{lines[-1]} {word}"
        if _cells(_points(joined), size) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines if all(_cells(_points(line), size) <= width for line in lines) else []


def _drawn(line: str, size: Size) -> list[str]:
    """Return the rows of block characters of one line of text."""
    letters = [rows for character in line if (rows := glyph(character)) is not None]
    points = [_BETWEEN.join(rows[number] for rows in letters) for number in range(_ROWS)]
    quarters = ["".join(point * size.wide for point in row) for row in points for _ in range(size.high)]
    return [_blocks(above, below) for above, below in zip(quarters[::2], quarters[1::2], strict=True)]


def _blocks(above: str, below: str) -> str:
    even = len(above) + len(above) % 2
    pairs = zip(above.ljust(even, "."), below.ljust(even, "."), strict=True)
    flat = [(upper == "#", lower == "#") for upper, lower in pairs]
    return "".join(
        BLOCKS[left[0] + 2 * right[0] + 4 * left[1] + 8 * right[1]]
        for left, right in zip(flat[::2], flat[1::2], strict=True)
    )


def fits(text: str, width: int, height: int, size: Size) -> bool:
    """Return whether ``text`` in letters of a size has room in ``width`` cells and ``height`` lines."""
    text = _characters(text[: width * height + 1])
    most = height * 2 // (_ROWS * size.high)
    return 0 < len(_broken(text, width, size)) <= most if can_draw(text) else False


def large(text: str, width: int, height: int, sizes: Iterable[Size] = SIZES) -> Sequence[str]:
    """Return ``text`` in the largest letters that have room in ``width`` cells and ``height`` lines; empty where none have."""
    text = _characters(text[: width * height + 1])
    if not can_draw(text):
        return ()
    for size in sizes:
        most = height * 2 // (_ROWS * size.high)
        lines = _broken(text, width, size)
        if 0 < len(lines) <= most:
            return [row for line in lines for row in _drawn(line, size)]
    return ()
