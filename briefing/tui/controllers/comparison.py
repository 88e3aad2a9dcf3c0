"""Sources side by side: a statement word by word, coverage, differences, and the copies of a text."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from briefing.model import Span, Statement
from briefing.presentation.labels import speaker_label
from briefing.tui.context import source_names
from briefing.tui.controllers.base import Controller
from briefing.tui.speaker_names import SpeakerNames

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState


class ComparisonController(Controller):
    """The panes that lay sources beside each other."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._compared: tuple[Statement, ...] = ()
        self._pivot: str | None = None
        self._speakers = SpeakerNames(collection)

    # --- compare ---

    async def do_compare(self) -> None:
        port = self.port
        if port.active == "compare":
            # c again: the other statement that the quotation carries, or back.
            if len(self._compared) > 1:
                self._compared = (*self._compared[1:], self._compared[0])
                self._pivot = None
                await self._show_comparison()
            else:
                await port.close_over()
            return
        if port.active == "list":
            await port.go_to_pane("article")
        target = port.target()
        id = target.quotation if target is not None else None
        if id is None:
            quotation = self.quotation_wanted() if port.active in ("article", "sources", "entities") else None
            if quotation is None:
                if port.active not in ("article", "sources", "entities"):
                    self.say("no quotation under the cursor")
                return
            id = quotation.id
        statements = tuple(self.collection.who_else(id))
        if not statements or max(statement.articles for statement in statements) < 2:
            analysed = self.port.analysed
            self.say(
                "only here: no other source carries this quotation" if analysed else "sources are still being compared"
            )
            return
        self._compared = tuple(sorted(statements, key=lambda statement: -statement.articles))
        self._pivot = None
        await self._show_comparison()

    async def _show_comparison(self) -> None:
        statement, pivot = self._compared[0], self._pivot
        comparison = await asyncio.to_thread(self.collection.compare, statement.id, pivot=pivot)
        pane = await self.port.pane("compare")
        pane.show(comparison, source_names(self.port, {witness.article for witness in comparison.witnesses}))
        if self.port.active != "compare":
            await self.port.go_to_pane("compare")
        if len(self._compared) > 1:
            self.say(f"{len(self._compared)} statements run together here; c shows the other")

    def do_compare_differences(self) -> None:
        self.port.existing("compare").toggle_differences()

    async def do_compare_pivot(self) -> None:
        """Measure the other versions against the one under the cursor."""
        witness = self.port.existing("compare").current
        if witness is not None:
            self._pivot = witness.quotation
            await self._show_comparison()

    async def do_compare_open(self, key: str) -> None:
        pane = self.port.existing("compare")
        witnesses = pane.comparison.witnesses if pane.comparison is not None else ()
        place = int(key) - 1
        if place < len(witnesses):
            witness = witnesses[place]
            await self.port.open_at(witness.article, witness.spans[0][0] if witness.spans else 0)
        else:
            self.say(f"there is no source {key} here")

    # --- coverage ---

    async def do_coverage(self) -> None:
        port = self.port
        if port.active == "coverage":
            await port.close_over()
            return
        statements = await asyncio.to_thread(self.collection.statements, 2)
        carriers = {instance.article for statement in statements for instance in statement.instances}
        articles = [article for id in port.ids() if id in carriers and (article := port.article(id)) is not None]
        pane = await port.pane("coverage")
        pane.empty = "no statement stands in two sources" if port.analysed else "statements are still being compared"
        names = await asyncio.to_thread(self._speakers.known, statements)
        labels = {each.id: speaker_label(each, names) for each in statements}
        pane.show(statements, articles, labels, set(names.values()))
        await port.go_to_pane("coverage")

    # --- differences ---

    async def do_differences(self) -> None:
        port = self.port
        if port.active == "differences":
            await port.close_over()
            return
        differences = await asyncio.to_thread(self.collection.differences)
        places = {(value.article, value.span) for difference in differences for value in difference.values}
        words = await asyncio.to_thread(self._words, places)
        pane = await port.pane("differences")
        if not port.analysed:
            pane.empty = "statements are still being compared"
        pane.show(differences, source_names(port, {article for article, _ in places}), words)
        await port.go_to_pane("differences")

    def _words(self, places: set[tuple[str, Span]]) -> dict[tuple[str, Span], str]:
        """Return what stands in these places."""
        texts: dict[str, Any] = {}
        for article, _ in places:
            if article not in texts:
                texts[article] = self.collection.document(article).text
        return {(article, span): texts[article][slice(*span)] for article, span in places}

    # --- copies ---

    async def do_copies(self) -> None:
        port = self.port
        if port.active == "copies":
            await port.close_over()
            return
        target = port.target()
        article = port.article(target.article) if target is not None and target.article else None
        if article is None:
            self.say("no article under the cursor")
        elif not article.copies:
            self.say("no other file carries this text" if port.analysed else "texts are still being compared")
        else:
            changes = await asyncio.to_thread(self.collection.copy_changes, article.id)
            pane = await port.pane("copies")
            names = source_names(port, {each.article for each in changes})
            pane.show(changes, names, total=len(article.copies))
            await port.go_to_pane("copies")
