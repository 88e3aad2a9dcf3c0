"""Conditions are counted: how many ``and`` and ``or`` a room may have. The numbers only fall; a room that got better lowers its own."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "briefing"
MOST = {
    "acquire": 52,
    "analysis": 1097,
    "citations": 102,
    "cli": 60,
    "collection": 113,
    "index": 155,
    "ingest": 1217,
    "lexicon": 99,
    "notebook": 3,
    "presentation": 47,
    "store": 59,
    "tui": 429,
    "": 69,
}
"""Room -> boolean operators in all its modules."""


def boolean_operators(path: Path) -> int:
    """Return how many ``and`` and ``or`` a module has."""
    tree = ast.parse(path.read_text("utf-8"))
    return sum(len(node.values) - 1 for node in ast.walk(tree) if isinstance(node, ast.BoolOp))


@cache
def counted() -> Counter[str]:
    """Return room -> boolean operators."""
    rooms: Counter[str] = Counter()
    for path in PACKAGE.rglob("*.py"):
        inside = path.relative_to(PACKAGE).parts
        rooms[inside[0] if len(inside) > 1 else ""] += boolean_operators(path)
    return rooms


@pytest.mark.parametrize("room", sorted(MOST), ids=lambda room: room or "ground-floor")
def test_conditions_only_get_fewer(room: str) -> None:
    assert counted()[room] <= MOST[room]


def test_every_room_is_counted() -> None:
    assert set(counted()) == set(MOST)
