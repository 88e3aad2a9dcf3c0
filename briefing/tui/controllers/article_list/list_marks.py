"""Many articles at once: those that are marked, all that are shown; and the way to the next unread one."""

from __future__ import annotations

from briefing.text import plural
from briefing.tui.controllers.base import Controller
from briefing.tui.messages import MadeChanged


class ListMarkController(Controller):
    """Marked articles, everything read, next unread."""

    def do_mark_articles(self) -> None:
        """Mark what is under the cursor, or no longer, and go on to the next row."""
        port, marked = self.port, self.state.marked
        ids = port.list.chosen if port.active == "list" else [self.state.shown] if self.state.shown else []
        if not ids:
            self.say("no article under the cursor")
            return
        if marked.issuperset(ids):
            marked.difference_update(ids)
        else:
            marked.update(ids)
        self._show()
        if port.active == "list":
            port.list.move(1)
            port.soon("article", port.follow_list)

    def do_unmark_all(self) -> None:
        """Take all marks away."""
        if not self.state.marked:
            self.say("no article is marked; X marks one")
        self.state.marked.clear()
        self._show()

    def _show(self) -> None:
        self.port.list.mark(marked=self.state.marked)
        self.port.show_header()

    async def do_mark_read(self) -> None:
        """Mark everything shown read; one undo brings the unread marks back."""
        await self.port.saved()
        unread = [id for id in self.port.list.order if id not in self.state.read]
        if not unread:
            self.say("everything shown is read already")
            return

        def then(done: None) -> None:
            self.state.filters.stay.update(unread)
            self.port.publish(MadeChanged())
            self.say(f"{plural(len(unread), 'article')} marked read; U takes it back")

        self.port.save(lambda: self.collection.state.set_read(unread, True), then)

    async def do_next_unread(self) -> None:
        """Open the next article of the list that was not read, from the top again behind the last."""
        await self.port.saved()
        port, order = self.port, self.port.list.order
        here = next(iter(port.list.chosen), "")
        start = order.index(here) + 1 if here in order else 0
        around = [*order[start:], *order[:start]]
        id = next((each for each in around if each not in self.state.read if each != here), None)
        if id is None:
            self.say("nothing unread here")
            return
        if order.index(id) < start:
            self.say("from the top again")
        port.list.select(id)
        port.show_article(id)
        if port.active == "list":
            return
        await port.go_to_pane("article")
