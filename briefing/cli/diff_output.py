"""A wording with its differences, in the styles of the output. For every command that prints one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from briefing.cli.output import Piece
from briefing.model import Op, Token

_STYLES: Final[dict[Op, str]] = {
    "changed": "changed",
    "added": "added",
    "omitted": "omitted",
    "inserted-by-editor": "inserted",
    "elided": "dim",
    "split": "dim",
}


def wording(marked: Iterable[tuple[str, Token]]) -> list[Piece]:
    """Stretches as :func:`briefing.presentation.comparison_text.marked_runs` gives them, each with the style of what it is."""
    return [
        (text, f"{_STYLES.get(token.op, '')} strong".strip() if token.strong else _STYLES.get(token.op, ""))
        for text, token in marked
    ]
