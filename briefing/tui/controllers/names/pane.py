"""What the controllers of the names share: their pane, and the name under its cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from briefing.text import one_line, truncate
from briefing.tui.controllers.base import Controller

if TYPE_CHECKING:
    from briefing.model import Entity, Mention

MANY: Final = 200
"""Mentions of one name beyond which they are not all read to find those of one article."""

NAME_MOST: Final = 24
"""Characters of a name in the footer."""


class NamesController(Controller):
    """A controller that works on the pane of names."""

    @property
    def panel(self) -> Any:
        """The pane of names, or None if it was never built."""
        return self.port.existing("entities")

    @property
    def current(self) -> Entity | None:
        """The name under the cursor of the pane."""
        return self.panel.current if self.panel is not None else None

    def mentions_here(self, entity: Entity) -> list[Mention]:
        """Return its mentions in the article that is shown, in order. Where names of the folder are listed, those of one in all articles
        may be thousands: the article's own are asked for."""
        mentions: Sequence[Mention] = entity.mentions
        if len(mentions) > MANY:
            named = self.collection.entities(self.state.shown) if self.state.shown else ()
            mentions = next((each.mentions for each in named if each.id == entity.id), ())
        return sorted((m for m in mentions if m.article == self.state.shown), key=lambda mention: mention.span)

    def walking(self) -> str:
        """Return whose mentions are walked through, and the place of the one that was gone to among those of the article: ``Lena Ost 2/5``;
        "" where none are."""
        mention, entity = self.state.mention, self.current
        if entity is None or mention is None:
            return ""
        spans = [each.span for each in self.mentions_here(entity)]
        if mention.span not in spans:
            return ""
        return f"{truncate(one_line(entity.name), NAME_MOST)} {spans.index(mention.span) + 1:,}/{len(spans):,}"
