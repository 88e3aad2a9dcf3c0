"""TOML that somebody else wrote: what would take seconds, or more than Python's stack, to read is refused in a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from briefing.late import pattern

MOST_PARTS: Final = 200
"""Parts of a dotted name: each is a table in the one before, and reading them takes the square of their number."""
_QUOTED = pattern(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")


def loads(text: str, *, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """Return the tables of a TOML text. Raises ValueError with a reason in one line."""
    import tomllib

    if longest_name(text) > MOST_PARTS:
        raise ValueError("is nested too deeply")
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except RecursionError:
        raise ValueError("is nested too deeply") from None


def longest_name(text: str) -> int:
    """Return of how many parts the longest dotted name consists, at most."""
    lines = _QUOTED.sub("", text).split("\n")
    names = [part for line in lines for part in line.split("=")[:-1]]
    names += [line for line in lines if line.lstrip().startswith("[")]
    return 1 + max((name.count(".") for name in names), default=0)
