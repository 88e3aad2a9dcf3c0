"""Where each article stands in the list of all: one table for everybody who asks, as 100,000 articles take a while."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_placed: list[Any] = [None, {}]
"""The ids that were placed last, and their places."""


def places_in(ids: Sequence[str]) -> Mapping[str, int]:
    """Return id -> its place; for the ids of all articles, which stay one sequence until the folder changes."""
    if _placed[0] is not ids:
        _placed[:] = [ids, {id: place for place, id in enumerate(ids)}]
    places: Mapping[str, int] = _placed[1]
    return places
