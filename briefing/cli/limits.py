"""Limits of long answers: how many entries are wanted, and no more read than these."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import islice
from typing import Final, TypeVar

T = TypeVar("T")

FEW: Final = 1_000
"""Entries up to which a long answer is read from its beginning only; for more, it is gone through."""


def at_least_one(text: str) -> int:
    """Return a whole number from 1, for ``--min-articles``."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError("a whole number from 1 is needed")
    return number


def at_most(found: Sequence[T], limit: int | None) -> Sequence[T]:
    """Return the first entries of a long answer, of which no more is read then; all of it without a limit."""
    if limit is None:
        return found
    return found[:limit] if limit <= FEW else list(islice(found, limit))
