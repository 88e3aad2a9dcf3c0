"""Linear models: learned weights as they lie in ``data/``, read at once and kept as numbers.

A model of *named* features is text: a line ``[name]`` opens a table, any other line is ``weight<tab>feature feature …``: all
features of one weight. So one weight is parsed once for all features that share it. A model of *hashed* features holds a signed
byte for each bucket and class: no word of the texts that it was learned from is in it.
"""

from __future__ import annotations

import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

SCALE = 100
"""Weights of named features are kept to a hundredth."""
HASHED_SCALE = 16
"""Weights of hashed features are kept to a sixteenth."""
BUCKETS = 1 << 14
"""Buckets of a hashed model."""


def path(name: str) -> Path:
    """Return where the file ``name`` (with its ending) of a model lies."""
    return Path(__file__).parent / "data" / name


def load(name: str) -> dict[str, dict[str, float]]:
    """Read the tables of the named model ``name``, by their names."""
    text = path(f"{name}.txt").read_text(encoding="utf-8")
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
    """Return the text of a file that :func:`load` reads; ``about`` is its first line. Weights that round to nothing are left out."""
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


@lru_cache(maxsize=1 << 16)
def bucket(feature: str) -> int:
    """Return the index of a feature in a hashed model."""
    return crc32(feature.encode("utf-8", "replace")) & (BUCKETS - 1)


@dataclass(frozen=True, slots=True)
class Hashed:
    """A model of hashed features. ``weights`` holds a row for each bucket, with one number for each of ``classes``."""

    classes: tuple[str, ...]
    weights: Sequence[tuple[int, ...]]

    def scores(self, features: Iterable[str]) -> tuple[float, ...]:
        """Return the score of each class for these features (one at least), in the order of ``classes``."""
        weights = self.weights
        return tuple(
            [sum(column) / HASHED_SCALE for column in zip(*[weights[bucket(f)] for f in features], strict=True)]
        )


def load_hashed(name: str, classes: tuple[str, ...]) -> Hashed:
    """Read the hashed model ``name``. Raises ValueError if it was made for another number of classes."""
    numbers = array.array("b", path(f"{name}.bin").read_bytes())
    if len(numbers) != BUCKETS * len(classes):
        raise ValueError(f"{name}: {len(numbers)} weights are not {BUCKETS} for each of {len(classes)} classes")
    return Hashed(classes, list(zip(*[iter(numbers)] * len(classes), strict=True)))
