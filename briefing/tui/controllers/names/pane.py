"""What the controllers of the names share: their pane, and the name under its cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.tui.controllers.base import Controller

if TYPE_CHECKING:
    from briefing.model import Entity


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
