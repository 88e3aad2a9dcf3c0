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

PAIRS: Final = {"↓↑": ("↓", "↑"), "↑↓": ("↑", "↓"), "←→": ("←", "→")}


def pressed(shown: str, column: int = 0) -> tuple[str, str | None] | None:
    """Return the key that a hint names and the character it types, of two keys (``j/k``) the one at the cell ``column``, the first where
    neither stands there; ``None`` where it names several (``1-9``).

    >>> pressed("Enter"), pressed("w"), pressed("j/k"), pressed("j/k", 2), pressed("1-9")
    (('enter', None), ('w', 'w'), ('j', 'j'), ('k', 'k'), None)
    """
    first, _, second = shown.partition("/")
    pair = PAIRS.get(shown, (first, second))
    if all(pair):
        ahead = len(shown) - len(pair[1])
        return pressed(pair[ahead <= column < len(shown)])
    if len(shown) == 1 and shown not in NAMED:
        return shown, shown
    name = NAMED.get(shown)
    return (name, None) if name is not None else None
