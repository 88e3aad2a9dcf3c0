"""Linear models: learned weights as they lie in ``data/``, read at once and kept as numbers.

A model of *named* features is text: a line ``[name]`` opens a table, any other line is ``weight<tab>feature feature …``: all
features of one weight. So one weight is parsed once for all features that share it. A model of *hashed* features holds a signed
byte for each bucket and class: no word of the texts that it was learned from is in it.
"""

from __future__ import annotations

import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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


def bucket(feature: str) -> int:
    """Return the index of a feature in a hashed model."""
    return crc32(feature.encode("utf-8", "replace")) & (BUCKETS - 1)


@dataclass(frozen=True, slots=True)
class Hashed:
    """A model of hashed features. ``weights`` holds a row for each bucket, with one number for each of ``classes``."""

    classes: tuple[str, ...]
    weights: Sequence[tuple[int, ...]]
    _rows: dict[int, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Bucket -> its row as one number, so that rows are added at once (:meth:`_packed`)."""

    def scores(self, features: Sequence[str], more: int = 0, count: int = 0) -> tuple[float, ...]:
        """Return the score of each class for these features (some thousands at most), in the order of ``classes``; ``more``: the
        :meth:`total` of ``count`` further ones."""
        total = more + self.total(features)
        least = _BIAS * (len(features) + count)
        return tuple([((total >> shift & _LANE) - least) / HASHED_SCALE for shift in self._shifts])

    def total(self, features: Iterable[str]) -> int:
        """Return the rows of features added up, which can be added to those of others."""
        rows = self._rows
        total = 0
        for feature in features:
            number = bucket(feature)
            row = rows.get(number)
            total += self._packed(number) if row is None else row
        return total

    @property
    def _shifts(self) -> range:
        """Where in a total the number of each class begins."""
        return range(0, _BITS * len(self.classes), _BITS)

    def _packed(self, number: int) -> int:
        """Return the row of a bucket as one number: each weight, made positive, in bits of its own."""
        weights = enumerate(self.weights[number])
        row = self._rows[number] = sum([(weight + _BIAS) << _BITS * place for place, weight in weights])
        return row


_BITS = 20
_LANE = (1 << _BITS) - 1
_BIAS = 128


def load_hashed(name: str, classes: tuple[str, ...]) -> Hashed:
    """Read the hashed model ``name``. Raises ValueError if it was made for another number of classes."""
    numbers = array.array("b", path(f"{name}.bin").read_bytes())
    if len(numbers) != BUCKETS * len(classes):
        raise ValueError(f"{name}: {len(numbers)} weights are not {BUCKETS} for each of {len(classes)} classes")
    return Hashed(classes, list(zip(*[iter(numbers)] * len(classes), strict=True)))
