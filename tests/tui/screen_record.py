"""A screen as text that can be compared and read: its characters, and for each theme which style each stretch of a line has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from reader_pilot import Reader

KEPT = Path(__file__).with_name("__snapshots__") / "screens"

Look = list[list[tuple[int, str]]]
"""For each line its stretches: how many cells, and their style."""


def characters(reader: Reader) -> list[str]:
    """Return the lines of the screen."""
    return [line.rstrip() for line in reader.lines()]


def look(reader: Reader) -> Look:
    """Return the styles of the screen."""
    width, height = reader.app.size
    strips = reader.screen._compositor.render_strips(reader.app.size)
    return [_stretches(strip.crop(0, width)) for strip in strips[:height]]


def _stretches(strip: Any) -> list[tuple[int, str]]:
    runs = groupby(strip, key=lambda segment: str(segment.style))
    return [(sum(segment.cell_length for segment in run), style) for style, run in runs]


def record(lines: Sequence[str], looks: Mapping[str, Look]) -> str:
    """Return everything as one text: the characters, then a table of styles and the stretches of each line for each theme."""
    parts = ["\n".join(f"|{line}" for line in lines)]
    for theme, styled in looks.items():
        names = {
            style: f"{number}" for number, style in enumerate(dict.fromkeys(s for line in styled for _, s in line))
        }
        table = "\n".join(f"{number} = {style}" for style, number in names.items())
        rows = [" ".join(f"{cells}:{names[style]}" for cells, style in line) for line in styled]
        parts.append(f"== {theme}\n{table}\n" + "\n".join(f"{len(list(run))}x {row}" for row, run in groupby(rows)))
    return "\n".join(parts) + "\n"
