"""The way back and forward: the places that a person left by a jump, in order. Pure; draws and asks nothing."""

from __future__ import annotations

from dataclasses import field, replace
from typing import Final

from briefing.late import dataclass
from briefing.model import Story

MOST_PLACES: Final = 200
"""Places that are remembered."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is.

    Attributes:
        pane: The pane that has the focus.
        article: Id of the article that is shown.
        offset: The article's cursor, in code points.
        query: The query whose results are shown, as the history keeps it, or "".
        statement: In Compare, the id of the statement.
        pivot: In Compare, the id of the quotation that the others are aligned to.
        story: The story whose page is shown, if one is.
        name: Where the quotations of a name are listed, the id of the name.
        row: The cursor's row in a pane of rows, and its column where there are columns.
        scrolled: How far the panes on the screen are scrolled: (pane, lines). It tells no place from another.
    """

    pane: str
    article: str = ""
    offset: int = 0
    query: str = ""
    statement: str = ""
    pivot: str = ""
    row: tuple[int, int] = (0, 0)
    story: Story | None = None
    name: str = ""
    scrolled: tuple[tuple[str, int], ...] = field(default=(), compare=False)

    @property
    def screen(self) -> tuple[str, ...]:
        """What distinguishes one place from another, the steps within it left aside."""
        pane = "reading" if self.pane in ("list", "article", "sources", "story") else self.pane
        return (
            pane,
            self.article,
            "" if self.story is None else self.story.id,
            self.query,
            self.statement,
            self.pivot,
            self.name,
        )


class JumpList:
    """Places as a browser keeps them: back, forward, and a new way cuts off the old one ahead."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = 0

    def leave(self, place: Place) -> None:
        """Remember ``place``, which is left for a new one."""
        del self._places[self._at :]
        if not self._places or self._places[-1] != place:
            self._places.append(place)
        del self._places[:-MOST_PLACES]
        self._at = len(self._places)

    def forget_query(self, query: str) -> None:
        """Have the places stand without the results of ``query``: who closed a search is not led back into it."""
        self._places = [replace(place, query="") if place.query == query else place for place in self._places]

    def back(self, here: Place) -> Place | None:
        """Return the place before, or None at the first one; ``here`` is what :meth:`forward` comes back to."""
        if self._at == len(self._places):
            self._places.append(here)
        else:
            self._places[self._at] = here
        return self._step(-1, here)

    def forward(self, here: Place) -> Place | None:
        """Return the place that was left by :meth:`back`, or None at the newest one."""
        if self._at < len(self._places):
            self._places[self._at] = here
        return self._step(1, here)

    def _step(self, step: int, here: Place) -> Place | None:
        at = self._at + step
        while 0 <= at < len(self._places):
            if self._places[at] != here:
                self._at = at
                return self._places[at]
            at += step
        return None
