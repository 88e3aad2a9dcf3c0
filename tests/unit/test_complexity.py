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
    "analysis": 1168,
    "citations": 104,
    "cli": 72,
    "collection": 150,
    "index": 154,
    "ingest": 1256,
    "lexicon": 97,
    "notebook": 3,
    "presentation": 49,
    "store": 59,
    "tui": 538,
    "": 74,
}
"""Room -> boolean operators in all its modules."""


def boolean_operators(path: Path) -> int:
    """Return how many ``and`` and ``or`` a module has; ``all((a, b))`` and ``any((a, b))`` are the same in other words."""
    return sum(map(_operators, ast.walk(ast.parse(path.read_text("utf-8")))))


def _operators(node: ast.AST) -> int:
    match node:
        case ast.BoolOp(values=values):
            return len(values) - 1
        case ast.Call(func=ast.Name(id="all" | "any"), args=[ast.Tuple(elts=values)]):
            return len(values) - 1
    return 0


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
