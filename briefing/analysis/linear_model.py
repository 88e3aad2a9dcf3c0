"""Learned weights as they lie in ``data/``: tables of features, each weight in hundredths, read at once and kept as numbers.

A file is text: a line ``[name]`` opens a table, any other line is ``weight<tab>feature feature …``: all features of one
weight. So one weight is parsed once for all features that share it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SCALE = 100
"""Weights are kept to a hundredth."""


def load(name: str) -> dict[str, dict[str, float]]:
    """The tables of ``data/<name>.txt`` by name."""
    text = (Path(__file__).parent / "data" / f"{name}.txt").read_text(encoding="utf-8")
    tables: dict[str, dict[str, float]] = {}
    for block in text.split("\n[")[1:]:
        title, _, lines = block.partition("]\n")
        table: dict[str, float] = {}
        for line in lines.splitlines():
            number, _, features = line.partition("\t")
            table.update(dict.fromkeys(features.split("\x20"), int(number) / SCALE))
        tables[title] = table
    return tables


def dump(tables: Mapping[str, Mapping[str, float]], about: str) -> str:
    """The text of a file that :func:`load` reads; ``about`` is its first line. Weights that round to nothing are left out."""
    lines = ["# " + about]
    for title in sorted(tables):
        by_weight: dict[int, list[str]] = {}
        for feature, weight in tables[title].items():
            value = round(weight * SCALE)
            if value and " " not in feature and feature.isprintable():
                by_weight.setdefault(value, []).append(feature)
        lines.append(f"[{title}]")
        lines += [f"{value}\t{' '.join(sorted(by_weight[value]))}" for value in sorted(by_weight)]
    return "\n".join(lines) + "\n"
