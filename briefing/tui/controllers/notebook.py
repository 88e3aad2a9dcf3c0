"""The notebook: quotations and passages that a person clipped, with notes."""

from __future__ import annotations

from briefing.errors import NotFoundError
from briefing.model import Clipping
from briefing.tui.controllers.base import Controller


class NotebookController(Controller):
    """Clippings and notes."""

    async def do_notebook(self) -> None:
        if self.port.active == "notebook":
            await self.port.close_over()
            return
        pane = await self.port.pane("notebook")
        pane.empty = "the notebook is empty; a adds a quotation"
        self._show()
        await self.port.go_to_pane("notebook")

    def do_add_clipping(self) -> None:
        """Clip the words under the cursor of the active pane."""
        target = self.port.target()
        article = self.port.article(target.article) if target is not None and target.article else None
        if target is None or article is None or target.span is None or target.clipping is not None:
            self.say("no quotation here; ] goes to the next one")
            return
        made = self.collection.state
        if any(each.article == article.id and each.span == target.span for each in made.clippings()):
            self.say("already in the notebook")
            return
        citation = self.collection.cite(target.quotation or article.id).text
        clipping = made.add_clipping(article, target.text, target.span, quotation=target.quotation, citation=citation)
        self.state.undo.push("clipping", lambda: self._remove(clipping.id))
        self._show()
        self.say("added to the notebook")

    def do_clipping_remove(self) -> None:
        current = self._current()
        clipping = self.collection.state.remove_clipping(current.id) if current is not None else None
        if clipping is not None:
            self.state.undo.push("clipping", lambda: self._restore(clipping))
            self._show()
            self.say("removed; U brings it back")

    async def do_clipping_note(self) -> None:
        clipping = self._current()
        if clipping is None:
            return

        def write(note: str) -> None:
            self.collection.state.set_note(clipping.id, note.strip())
            self.state.undo.push("note", lambda: self._note(clipping.id, clipping.note))
            self._show()

        await self.port.ask("note", clipping.note, submitted=write)

    def _current(self) -> Clipping | None:
        target = self.port.target()
        return target.clipping if target is not None else None

    def _remove(self, id: int) -> None:
        self.collection.state.remove_clipping(id)
        self._show()

    def _restore(self, clipping: Clipping) -> None:
        self.collection.state.restore_clipping(clipping)
        self._show()

    def _note(self, id: int, note: str) -> None:
        self.collection.state.set_note(id, note)
        self._show()

    def _show(self) -> None:
        pane = self.port.existing("notebook")
        if pane is not None:
            clippings = self.collection.state.clippings()
            pane.show(clippings, {each.id for each in clippings if self._is_reported(each)})

    def _is_reported(self, clipping: Clipping) -> bool:
        """Whether its words are known to be a report, or a quotation of which nobody knows any more."""
        if clipping.quotation is None:
            return False
        try:
            return self.collection.quotation(clipping.quotation).mode == "indirect"
        except NotFoundError:
            return not clipping.citation.startswith("“")
