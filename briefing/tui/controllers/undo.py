"""Taking changes back."""

from __future__ import annotations

from briefing.tui.context import finish
from briefing.tui.controllers.base import Controller


class UndoController(Controller):
    """The key that takes the newest change back."""

    async def do_undo(self) -> None:
        step = self.state.undo.pop()
        if step is not None:
            what, undo = step
            await finish(undo())
            self.say(f"undone: {what}")
        elif self.port.active == "entities":
            # Corrections outlive the session in which they were made.
            await self.port.perform("entity_undo_last")
        else:
            self.say("nothing to undo")
