"""A person's own keys over the table of actions: checked, each fault one line. Pure; the settings file is read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Final

from briefing.text import one_line
from briefing.tui.keys.keymap import ACTIONS, SELECTION, Action

Chosen = Sequence[tuple[str, tuple[str, ...]]]
"""(action, its keys) pairs as the settings have them."""

WRITTEN: Final = {
    "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "shift+tab": "Shift+Tab", "backspace": "Backspace", "delete": "Delete",
    "insert": "Insert", "up": "↑", "down": "↓", "left": "←", "right": "→", "home": "Home", "end": "End", "pageup": "PageUp", "pagedown": "PageDown",
}  # fmt: skip
"""Keys with a name, and how people read it."""

_SAME: Final = {"esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown", "pgdown": "pagedown"}  # fmt: skip
_CHORD: Final = re.compile(
    r"(?:ctrl|alt)\+[a-z]|f(?:[1-9]|1[0-9]|2[0-4])|(?:shift|ctrl)\+(?:up|down|left|right|home|end)"
)
_FIGURE: Final = re.compile("[0-9]")

FIXED: Final = {
    "quit": "ctrl+q and ctrl+c always leave the reader",
    "compare_open": "its keys are the figures",
    "menu_number": "its keys are the figures",
}
"""Actions whose keys cannot be changed, and why."""

KEPT: Final = {"back": ("escape",)}
"""Keys that an action keeps whatever others it is given."""

TAKEN: Final = ("ctrl+c", "ctrl+q", "ctrl+z")
"""Keys that the reader or the terminal needs."""


def key_name(written: str) -> str:
    """Return the key that a person wrote (``y``, ``Esc``, ``Ctrl+N``, ``F5``) as the table names it; "" if there is no such key."""
    if len(written) == 1:
        return "space" if written == " " else written if written.isprintable() else ""
    lower = written.lower().replace("-", "+")
    name = _SAME.get(lower, lower)
    known = name in WRITTEN or _CHORD.fullmatch(name) is not None
    return name if known else ""


def _fault(action: str, keys: tuple[str, ...]) -> str:
    """Return what is wrong with one line of the table, other keys left aside; "" if nothing is."""
    if action not in _BY_ID:
        close = get_close_matches(action, _BY_ID, 1, 0.6)
        return f"is no action{f'; did you mean {close[0]}' if close else '; briefing keys lists them'}"
    if action in FIXED:
        return f"cannot have other keys: {FIXED[action]}"
    for key in keys:
        name = key_name(key)
        if not name:
            return f"{one_line(key)[:40]!r} is no key; write a character, or a name such as space, tab, f5, ctrl+n"
        if name in TAKEN:
            return f"{name} is needed by the reader itself"
        if _FIGURE.fullmatch(name):
            return "a figure repeats a move and cannot be an action's key"
    return ""


_BY_ID: Final = {action.id: action for action in ACTIONS}


def _panes(action: Action) -> frozenset[str]:
    """Return where an action's keys count: those of the article count while words are selected, too."""
    return action.where | {SELECTION} if "article" in action.where else action.where


def _clash(action: str, chosen: dict[str, tuple[str, ...]]) -> str:
    """Return which other action has one of the keys of ``action`` in the same place, in words; "" if none has."""
    own = _BY_ID[action]
    for other in ACTIONS:
        shared = set(chosen[action]) & set(chosen.get(other.id, other.keys))
        if not shared or other is own or own.where.isdisjoint(_panes(other)):
            continue
        if shared <= set(own.keys) & set(other.keys):
            continue  # so it is in the table as it comes: the row for fewer panes wins
        return f"{min(shared)} is the key of {other.id} already; give that another one first"
    return ""


def resolve(chosen: Chosen) -> tuple[tuple[Action, ...], list[str]]:
    """Return the table with a person's own keys in it, and a line for each that cannot be taken."""
    notices: list[str] = []
    taken: dict[str, tuple[str, ...]] = {}
    for action, keys in chosen:
        if fault := _fault(action, keys):
            notices.append(f"keys: {one_line(action)[:40]}: {fault}")
        else:
            taken[action] = tuple(dict.fromkeys([*map(key_name, keys), *KEPT.get(action, ())]))
    while clashes := {action: words for action in taken if (words := _clash(action, taken))}:
        action, words = next(iter(clashes.items()))
        del taken[action]
        notices.append(f"keys: {action}: {words}")
    return tuple(_with(action, taken) for action in ACTIONS), notices


def _with(action: Action, taken: dict[str, tuple[str, ...]]) -> Action:
    if action.id not in taken:
        return action
    keys = taken[action.id]
    return replace(action, keys=keys, shown=" ".join(written(keys)))


def written(keys: Iterable[str]) -> list[str]:
    """Return keys as people read them: ``y``, ``Space``, ``Ctrl+n``, ``F5``."""
    return [WRITTEN.get(key, key if len(key) == 1 else key[0].upper() + key[1:]) for key in keys]
