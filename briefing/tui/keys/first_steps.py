"""What a person's first session is told, a line at a time: where each line stands, and the actions that make it needless. Draws nothing."""

from __future__ import annotations

from typing import Final, NamedTuple

from briefing.tui.keys import keymap


class Step(NamedTuple):
    """A line: the panes beside which it stands, its words with the names of actions in place of their keys, what it is there for."""

    panes: frozenset[str]
    words: str
    done_by: frozenset[str]


def _step(panes: str, words: str, done_by: str) -> Step:
    return Step(frozenset(panes.split()), words, frozenset(done_by.split()))


_READING: Final = "article sources"
_ROWS: Final = "compare coverage differences said hits copies notebook story"

STEPS: Final = (
    _step("list", "{down} and {up} go through the articles, {activate} opens one", "activate right"),
    _step(_READING, "{next_quotation} goes from quotation to quotation", "next_quotation"),
    _step(
        _READING, "{who_else} says who else carries it, {compare} lays the wordings side by side", "who_else compare"
    ),
    _step(
        f"{_READING} {_ROWS}",
        "{cite} copies a citation of it, {add_clipping} keeps it for the notebook ({notebook})",
        "cite cite_as add_clipping",
    ),
    _step(f"list {_READING}", "{search} searches all articles while you type", "search"),
    _step(
        f"list {_READING} {_ROWS} entities",
        "{back} goes back a step; {help} lists the keys of the place you are in",
        "help",
    ),
)
"""The lines in their order."""


def waits_for(action: str, done: frozenset[int]) -> bool:
    """Return whether a line that ``action`` makes needless has not been taken yet."""
    return any(action in step.done_by for place, step in enumerate(STEPS) if place not in done)


def said(step: Step) -> str:
    """Return a line with the keys that its actions have now."""
    keys = {action: keymap.first_key(keymap.row(action)) for action in keymap.BY_ID}
    return step.words.format_map(keys)


def next_step(pane: str, done: frozenset[int]) -> int | None:
    """Return the place in :data:`STEPS` of the line that stands beside ``pane``: the first one there that is not done."""
    return next((place for place, step in enumerate(STEPS) if pane in step.panes if place not in done), None)
