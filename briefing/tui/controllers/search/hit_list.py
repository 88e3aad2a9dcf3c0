"""The list of every hit of a search, over the panes: opening it, keeping it in step with what is counted, and "quotations only"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from briefing.presentation.labels import date_label, list_label
from briefing.text import display_width, plural
from briefing.tui.context import MANY_SOURCES, source_names
from briefing.tui.controllers.base import Controller
from briefing.tui.controllers.search.search_results import SCOPE_WORDS, Finder, Scope
from briefing.tui.messages import HitsCounted, PaneRecalled, QueryChanged, QueryRecalled

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState
    from briefing.tui.rows.hit_rows import FoundIn, HitRows

NOT_IN_TEXT: Final = "no article found has these words in its text"
NOT_QUOTED: Final = "none of these hits stands in a quotation"
COUNTING: Final = "the hits are being counted"


class HitListController(Controller):
    """All hits of the search that is on, as a list."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._finder = Finder(collection)

    async def do_all_hits(self) -> None:
        """List every hit; the cursor goes to the one that is being read."""
        port, results = self.port, self.state.results
        if port.active == "hits":
            await port.close_over()
            return
        if results is None:
            self.say("search first: /")
            return
        if not results.articles:
            self.say(self.nothing("no hits"))
            return
        at, here = port.view.hit_position if self.state.document is not None else (0, 0)
        pane = await self._filled()
        if not pane.count and results.whole:
            self.say(NOT_IN_TEXT)
            return
        await port.go_to_pane("hits")
        if here:
            pane.go_to_hit(self.state.shown, max(0, at - 1))

    async def on_pane_recalled(self, message: PaneRecalled) -> None:
        """Show the list again that was left for another place."""
        if message.pane == "hits":
            await self._filled()
            await self.port.go_to_pane("hits")

    async def on_hits_counted(self, message: HitsCounted) -> None:
        if self.port.active == "hits":
            await self._filled()

    async def on_query_changed(self, message: QueryChanged) -> None:
        if self.port.active != "hits":
            return
        if self.state.results is None:
            await self.port.close_over()
        else:
            await self._filled()

    async def _filled(self) -> Any:
        """Return the pane with what is counted by now."""
        from briefing.tui.rows.hit_rows import WIDEST, HitRows

        results, pane = self.state.answer, await self.port.pane("hits")
        question, order = results.question, self.port.list.order
        names = source_names(self.port, {id: None for id in order if results.counts.get(id)})

        def look(id: str) -> FoundIn | None:
            return self._look(id, names.get(id, ""))

        widest = max(map(display_width, names.values()), default=0) if len(names) <= MANY_SOURCES else WIDEST
        rows = HitRows(order, results.counts, look, widest)
        pane.show(rows, question, self._detail(rows), empty=NOT_IN_TEXT if results.whole else COUNTING)
        pane.subject = (self.state.kept_query,)
        return pane

    def _look(self, id: str, source: str) -> FoundIn | None:
        """Return what the rows of an article show, None where it has changed and holds no hit any more."""
        from briefing.tui.rows.hit_rows import FoundIn

        document = self.collection.document(id)
        article, question = document.article, self.state.answer.question
        hits = self.port.guarded(lambda: self._finder.hits(question, id), ())
        quotations = self.port.guarded(lambda: self.collection.quotations(id), ())
        if not hits:
            return None
        return FoundIn(source, date_label(article), list_label(article)[0], document.text, hits, quotations)

    def _detail(self, rows: HitRows) -> str:
        """Return ``quotations only · 41 · 12 articles``; a ``+`` says that hits are still being counted."""
        results = self.state.answer
        scope = results.question.scope
        more = "" if results.whole else "+"
        without, found = len(results.counts) - rows.articles, len(results.articles)
        parts = [SCOPE_WORDS[scope]] * (scope != "all")
        parts += [f"{len(rows):,}{more}", plural(rows.articles, "article")]
        parts += [f"{plural(without, 'article')} without one in the text"] * (without > 0)
        parts += [f"in the first {found:,} of {results.total:,}"] * (found < results.total)
        return " · ".join(parts)

    async def do_hits_in_quotations(self) -> None:
        """Leave only the hits in quotations, or show all again."""
        before = replace(self.state.answer.question, article="", live=False)
        scope: Scope = "all" if before.scope == "quotations" else "quotations"
        await self.port.announce(QueryRecalled(replace(before, scope=scope).whole))
        if not self.state.answer.articles:
            await self.port.announce(QueryRecalled(before.whole))
            self.say(NOT_QUOTED)
        await self._filled()
