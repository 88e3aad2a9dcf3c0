"""The names of sources above the columns of a table: folded into the columns, or where a word has no room there as steps that lead down to
them, each name whole on a line of its own. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing.tui.drawing import strips

NAME_LINES = 3
"""Lines of the names of sources that are folded into their columns, at the most."""

STEP = 5
"""Cells of a column under a step: a mark with a sign in the brackets of the cursor, a space."""


def folded_name(name: str, room: int, most: int = NAME_LINES) -> list[str]:
    """Return the name of a source on ``most`` lines of ``room`` cells, from the bottom; what does not fit is cut."""
    lines = _lines(name, room)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [""] * (most - len(lines)) + [strips.fit(line, room) for line in lines]


def fits_folded(name: str, room: int) -> bool:
    """Return whether a name is whole on the lines of a column of ``room`` cells."""
    return len(_lines(name, room)) <= NAME_LINES and longest_word(name) <= room


def _lines(name: str, room: int) -> list[str]:
    lines = [""]
    for word in _words_of(name):
        joined = f"{lines[-1]} {word}".strip()
        if strips.width_of(joined) <= room or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _words_of(name: str) -> list[str]:
    """Return the words of a name as they are folded: without the marks around words that stand for it, hyphens as breaks."""
    return strips.clean(name.strip("“”")).replace("-", " ").split()


def longest_word(name: str) -> int:
    """Return the cells that a column needs so that no word of ``name`` is cut."""
    return max(map(strips.width_of, _words_of(name)), default=0)


class Step(NamedTuple):
    """One line above a table: the place of the column that it leads to, its name, and the line down to the column and past others."""

    column: int
    name: str
    line: str


def steps(names: Sequence[str], room: int) -> list[Step]:
    """Return the lines from the top, that of the last column first; ``names`` stand in ``room`` cells left of the columns."""
    found = []
    for column in reversed(range(len(names))):
        past = (" " * (STEP - 1) + "│") * (len(names) - 1 - column)
        found.append(
            Step(column, strips.fit(strips.clean(names[column]), room), "─" * (column * STEP + 1) + "┐" + past)
        )
    return found
