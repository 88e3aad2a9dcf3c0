"""What a person writes of an article by hand: title, names, day and the like, in the pane of its details."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from briefing.errors import BriefingError
from briefing.tui.controllers.base import Controller
from briefing.tui.messages import MadeChanged
from briefing.tui.rows.detail_fields import CALLED


class MetadataController(Controller):
    """The line in which a field is typed, and what follows from it everywhere else."""

    _written: Any = MappingProxyType({})
    """What was written when everything was shown last."""

    def _corrections(self) -> Any:
        return self.port.guarded(self.collection.state.metadata, {})

    async def do_edit_field(self) -> None:
        """Have the field under the cursor of the details typed anew."""
        pane: Any = self.port.existing("details")
        article = self.target_article()
        field = pane.current if pane is not None else None
        if article is None or field is None:
            return
        if field[0] not in pane.editable:
            self.say(f"{CALLED.get(field[0], field[0])} cannot be written by hand")
            return
        await self._ask(article.id, field[0], "" if pane.is_unknown else field[1])

    async def _ask(self, article: str, field: str, words: str) -> None:
        async def write(value: str) -> None:
            await self._write(article, field, value)

        hints = (("Enter", "keep"), ("empty", "as the file says it"), ("Esc", "leave"))
        await self.port.ask(CALLED.get(field, field), words, submitted=write, hints=hints)

    async def _write(self, article: str, field: str, value: str) -> None:
        """Keep what was typed; if that is refused, say why and let it be typed on."""
        try:
            words = await self.port.saving(lambda: self.collection.correct_metadata(article, field, value))
        except BriefingError as error:
            self.port.fault(error)
            await self._ask(article, field, value)
            return
        self.port.publish(MadeChanged())
        self.say(words)

    def on_made_changed(self, message: MadeChanged) -> None:
        """Show everywhere what was written, taken back or written by another reader."""
        corrections = self._corrections()
        if corrections == dict(self._written):
            return
        self._written = corrections
        self.port.load_articles()
        self.port.show_list()
        self.port.guarded(self.port.reload_article, None)
        pane: Any = self.port.existing("details")
        if pane is not None and pane.target is not None:
            pane.show(self.port.article(pane.target.article), stay=True)
