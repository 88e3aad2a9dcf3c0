"""The way back and forward: the places that a person left by a jump, in order. Pure; draws and asks nothing."""

from __future__ import annotations

from dataclasses import field, replace
from typing import Any, Final, Literal

from briefing.late import dataclass
from briefing.model import Mention, Story

MOST_PLACES: Final = 200
"""Places that are remembered."""


Subject = tuple[object, ...]
"""What a pane of rows shows, as its controller can show it again."""


@dataclass(frozen=True, slots=True)
class View:
    """How a place stood on the screen: what going back there brings back beside the place itself.

    Attributes:
        stances: Of each pane on the screen, where its cursor is and how far it is scrolled, as the pane says it and takes it back.
        over: The pane that lay over the others, if any; ``under`` the one that closing it leads to; ``covered`` those between
            them, each with what it showed.
        sources: The quotation whose sources were shown, None where none were.
        sources_open: They had been asked for.
        mention: The mention that had been gone to last.
        scope: Whether the names were those of the article or of all.
        opened: The places that leaving articles and pages leads back to, and the id of each article or page.
        before_names: Where leaving the names leads back to; ``before_sources`` the same of the sources, and their article.
    """

    stances: tuple[tuple[str, Any], ...] = ()
    over: str | None = None
    under: str = "list"
    covered: tuple[tuple[str, Subject], ...] = ()
    sources: str | None = None
    sources_open: bool = False
    mention: Mention | None = None
    scope: Literal["article", "folder"] = "article"
    opened: tuple[tuple[Place, str], ...] = ()
    before_names: Place | None = None
    before_sources: tuple[str, Place] | None = None

    @property
    def below(self) -> str:
        """The pane that closing all that lies over the panes leads to, "" where nothing does."""
        return "" if self.over is None else self.under


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is.

    Attributes:
        pane: The pane that has the focus.
        article: Id of the article that is shown.
        offset: The article's cursor, in code points.
        query: The query whose results are shown, as the history keeps it, or "".
        story: The story whose page is shown, if one is.
        strip: The sources stand below the article.
        subject: What a pane of rows shows.
        row: The cursor's row in a pane of rows, and its column where there are columns.
        view: How it stood on the screen. It tells no place from another.
    """

    pane: str
    article: str = ""
    offset: int = 0
    query: str = ""
    story: Story | None = None
    strip: bool = False
    subject: Subject = ()
    row: tuple[int, int] = (0, 0)
    view: View = field(default=View(), compare=False)

    @property
    def screen(self) -> tuple[object, ...]:
        """What distinguishes one place from another, the steps within it left aside: the list is gone through."""
        if self.pane == "list":
            return self.pane, self.query
        pane = "reading" if self.pane in ("article", "sources") else self.pane
        story = "" if self.story is None else self.story.id
        return pane, self.article, story, self.query, self.strip, self.subject

    def without_query(self, query: str) -> Place:
        """Return the place without the results of ``query``."""
        return replace(self, query="") if self.query == query else self


class JumpList:
    """Places as a browser keeps them: back, forward, and a new way cuts off the old one ahead."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = 0

    def leave(self, place: Place) -> None:
        """Remember ``place``, which is left for a new one."""
        del self._places[self._at :]
        if self._places and self._places[-1] == place:
            del self._places[-1]  # as it stands now
        self._places.append(place)
        del self._places[:-MOST_PLACES]
        self._at = len(self._places)

    def forget_query(self, query: str) -> None:
        """Have the places stand without the results of ``query``: who closed a search is not led back into it."""
        self._places = [place.without_query(query) for place in self._places]

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

    def before(self, here: Place) -> Place | None:
        """Return the place that :meth:`back` leads to."""
        return self._place_at(self._next(-1, here))

    def after(self, here: Place) -> Place | None:
        """Return the place that :meth:`forward` leads to."""
        return self._place_at(self._next(1, here))

    def _step(self, step: int, here: Place) -> Place | None:
        at = self._next(step, here)
        if at is not None:
            self._at = at
        return self._place_at(at)

    def _place_at(self, at: int | None) -> Place | None:
        return None if at is None else self._places[at]

    def _next(self, step: int, here: Place) -> int | None:
        """Return the number of the next place in a direction that is another one than ``here``, None where there is none."""
        at = self._at + step
        while 0 <= at < len(self._places):
            if self._places[at] != here:
                return at
            at += step
        return None
