"""How often Python's collector of garbage looks while articles are worked through: that makes many small values and hardly a circle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (100_000, 20, 20)
"""Values that are made, and collections of the younger ones, before the collector looks at them."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the collector of this process look :data:`SELDOM`. Not where somebody reads: a look takes longer then."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
