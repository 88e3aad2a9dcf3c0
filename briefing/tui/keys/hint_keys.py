"""Keys as hints write them, and as Textual names them: what a click on a hint presses."""

from __future__ import annotations

from typing import Final

NAMED: Final = {
    "Enter": "enter",
    "Tab": "tab",
    "Shift+Tab": "shift+tab",
    "Esc": "escape",
    "Space": "space",
    "↑": "up",
    "↓": "down",
    "Ctrl+r": "ctrl+r",
}


def pressed(shown: str) -> tuple[str, str | None] | None:
    """Return the key that a hint names and the character it types; ``None`` where it names several (``j/k``, ``1-9``).

    >>> pressed("Enter"), pressed("w"), pressed("j/k")
    (('enter', None), ('w', 'w'), None)
    """
    if len(shown) == 1 and shown not in NAMED:
        return shown, shown
    name = NAMED.get(shown)
    return (name, None) if name is not None else None
