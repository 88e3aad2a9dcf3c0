"""Sources side by side: a statement word by word, coverage, differences, and the copies of a text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from briefing.model import Difference, Quotation, Span, Statement
from briefing.presentation.labels import speaker_label, squeeze
from briefing.tui.context import places_of, source_names
from briefing.tui.controllers.base import Controller
from briefing.tui.messages import ArticleShown, ComparisonWanted, FolderSynced
from briefing.tui.prepared import Prepared
from briefing.tui.rows.speaker_names import SpeakerNames

if TYPE_CHECKING:
    from briefing.presentation.coverage_blocks import CoverageBlock
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState
    from briefing.tui.rows.presenting import Subject


IN_ARTICLE = ("article", "sources", "entities")
"""Panes whose keys act on the article beside them."""


AT_ONCE = 0.1
"""Seconds that a key waits for what is nearly ready before it says that it is being made."""

IDLE = 1.5
"""Seconds without another article after which coverage and differences are made ahead."""


class ComparisonController(Controller):
    """The panes that lay sources beside each other."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._compared: tuple[Statement, ...] = ()
        self._place = 0
        self._here = ""
        self._coverage = Prepared("coverage", self._blocks)
        self._differing = Prepared("differences", self._differences)
        self._timer: Any = None
        self._pivot: str | None = None
        self._speakers = SpeakerNames(collection)

    # --- compare ---

    async def do_compare(self) -> None:
        port = self.port
        if port.active == "compare":
            await port.close_over()
            return
        if port.active == "list":
            await port.go_to_pane("article")
        target = port.target()
        id = target.quotation if target is not None else None
        if id is None:
            quotation = self.quotation_wanted() if port.active in IN_ARTICLE else None
            if quotation is None:
                if port.active not in IN_ARTICLE:
                    self.say("no quotation under the cursor")
                return
            id = quotation.id
        statements = self._statements_at(id)
        if not statements:
            self.say(self.only_here(id) if port.analysed else "sources are still being compared")
            return
        self._compared, self._place, self._here, self._pivot = statements, 0, id, None
        await self._show_comparison()

    def _statements_at(self, quotation: str) -> tuple[Statement, ...]:
        """Return the statements that a quotation and the other parts of it carry and other sources too, most widely carried first."""
        parts = [quotation]
        spoken = self.collection.quotation(quotation)
        if spoken.split:
            parts += [each.id for each in self.collection.quotations(spoken.article) if each.split == spoken.split]
        found = {each.id: each for part in parts for each in self.collection.who_else(part) if each.articles > 1}
        return tuple(sorted(found.values(), key=lambda statement: -statement.articles))

    async def _show_comparison(self) -> None:
        from briefing.tui.widgets.compare_view import Asked

        statement, pivot = self._compared[self._place], self._pivot
        comparison = await asyncio.to_thread(self.collection.compare, statement.id, pivot=pivot)
        pane = await self.port.pane("compare")
        speaker = speaker_label(statement, self._speakers.known([statement]))
        asked = Asked(self._here, self._place + 1, len(self._compared), speaker, places_of(self.port))
        pane.show(comparison, source_names(self.port, {witness.article for witness in comparison.witnesses}), asked)
        if self.port.active != "compare":
            await self.port.go_to_pane("compare")

    async def do_compare_next(self) -> None:
        """Show the next statement that the quotation carries."""
        await self._step(1)

    async def do_compare_previous(self) -> None:
        await self._step(-1)

    async def _step(self, delta: int) -> None:
        if len(self._compared) < 2:
            self.say("this quotation carries one statement only")
            return
        self._place, self._pivot = (self._place + delta) % len(self._compared), None
        await self._show_comparison()

    async def on_comparison_wanted(self, message: ComparisonWanted) -> None:
        """Lay the statement open that was looked at before, with the pivot that it had."""
        statements = self._statements_at(message.pivot)
        for place, statement in enumerate(statements):
            if statement.id == message.statement:
                self._compared, self._place, self._pivot = statements, place, message.pivot
                await self._show_comparison()

    def do_compare_differences(self) -> None:
        self.port.existing("compare").toggle_differences()

    def do_compare_fold(self) -> None:
        self.port.existing("compare").toggle_fold()

    async def do_compare_pivot(self) -> None:
        """Measure the other versions against the one under the cursor."""
        witness = self.port.existing("compare").current
        if witness is not None:
            self._pivot = witness.quotation
            await self._show_comparison()

    async def do_compare_open(self, key: str) -> None:
        witnesses = self.port.existing("compare").witnesses
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
        target = port.target()
        at = (target.quotation, target.article) if target is not None else None
        pane, scope = await port.pane("coverage"), self._scope

        def show() -> None:
            pane.empty = self._nothing("no statement stands in two sources")
            pane.show(self._coverage.take(), port.article, self._speaker, scope=scope, at=at)

        await self._open("coverage", self._coverage, show, lambda: pane.show((), port.article, scope=scope))

    # --- one statement for a room ---

    async def do_present(self) -> None:
        """Show statements one by one, as large as the screen allows: those of the pane that has the focus."""
        from briefing.tui.rows.presenting import Slides

        port = self.port
        if port.active == "presentation":
            await port.close_over()
            return
        subjects, at = self._subjects()
        if not subjects:
            self.say("no quotation to show" if port.analysed else "quotations are still being looked for")
            return
        pane = await port.pane("presentation")
        await port.go_to_pane("presentation")  # laid out first: how large the letters are depends on the room
        pane.show(len(subjects), Slides(port, self.collection, subjects).slide, at)

    def _subjects(self) -> tuple[Sequence[Subject], int]:
        """Return what there is to present in the pane that has the focus, and the place of what is under its cursor."""
        pane = self.port.existing(self.port.active)
        match self.port.active:
            case "coverage":
                return pane.statements, pane.position
            case "compare":
                return self._compared, self._place
            case "notebook":
                return pane.clippings, pane.position
        target = self.port.target()
        here = target.article if target is not None else ""
        quotations = self.state.quotations if here in ("", self.state.shown) else self.collection.quotations(here)
        spoken = [each for each in quotations if each.kind == "speech"]
        at = target.quotation if target is not None else ""
        return spoken, next((place for place, each in enumerate(spoken) if each.id == at), self._next_spoken(spoken))

    def _next_spoken(self, spoken: Sequence[Quotation]) -> int:
        """Return the place of the first quotation that ends behind the article's cursor."""
        cursor = self.port.view.cursor
        return next((place for place, each in enumerate(spoken) if each.span[1] > cursor), 0)

    # --- what takes long ---

    @property
    def _basis(self) -> tuple[int, frozenset[str] | None]:
        """What coverage and differences are made from."""
        return self.collection.generation, self._found

    async def _open(
        self, name: str, prepared: Prepared[Any], show: Callable[[], None], show_nothing: Callable[[], None]
    ) -> None:
        """Open a pane with what it shows, if that comes at once; else say that it is being made and show it when it is there."""
        prepared.begin(self._basis)
        if await prepared.within(AT_ONCE):
            show()
            await self.port.go_to_pane(name)
            return
        pane = self.port.existing(name)
        pane.empty = "the sources are being compared; this takes a moment"
        show_nothing()
        await self.port.go_to_pane(name)

        async def later() -> None:
            while not await prepared.within(1.0):
                if self.port.active != name:
                    return
            if self.port.active == name:
                self.port.queue(self.port.guarded, show, None)

        self.port.start(later())

    def on_article_shown(self, message: ArticleShown) -> None:
        self._when_idle()

    def on_folder_synced(self, message: FolderSynced) -> None:
        self._when_idle()

    def _when_idle(self) -> None:
        """Make what takes long once nothing has happened for a while."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.port.after(IDLE, self._prepare)

    def _prepare(self) -> None:
        if all((self.port.analysed, not self.state.syncing, self.state.results is None)):
            self._coverage.begin(self._basis)
            self._differing.begin(self._basis)

    def _nothing(self, words: str) -> str:
        """Return what an empty pane says."""
        if not self.port.analysed:
            return "statements are still being compared"
        return f"{words}, as far as this search goes" if self._found is not None else words

    @property
    def _found(self) -> frozenset[str] | None:
        """The articles of the search that is on, or None: then everything is asked about."""
        if self.state.results is not None:
            return frozenset(self.state.results.articles)
        return frozenset(self.state.page.articles) if self.state.page is not None else None

    @property
    def _scope(self) -> str:
        """What coverage and differences are about, in words."""
        if self.state.results is not None:
            return f"search /{self.state.query}"
        return "all articles" if self.state.page is None else f"story “{squeeze(self.state.page.title)}”"

    def _speaker(self, statement: Statement) -> str:
        return speaker_label(statement, self._speakers.known([statement]))

    def _blocks(self) -> tuple[CoverageBlock, ...]:
        """Return the statements of the search, or of all articles, in blocks."""
        from briefing.presentation.coverage_blocks import coverage_blocks

        found, statements = self._found, self.collection.statements(2)
        if found is not None:
            statements = [each for each in statements if any(i.article in found for i in each.instances)]
        return coverage_blocks(statements, places_of(self.port))

    # --- differences ---

    async def do_differences(self) -> None:
        port = self.port
        if port.active == "differences":
            await port.close_over()
            return
        pane, scope = await port.pane("differences"), self._scope

        def show() -> None:
            differences, names, words = self._differing.take()
            pane.empty = self._nothing("the sources agree on every fact that could be compared")
            pane.show(differences, names, words, scope=scope)

        await self._open("differences", self._differing, show, lambda: pane.show((), {}, scope=scope))

    def _differences(self) -> tuple[list[Difference], dict[str, str], dict[tuple[str, Span], str]]:
        """Return the differences of all articles, or those on which an article of the search has a say; names of sources; clauses."""
        found = self._found
        differences = [
            difference
            for difference in self.collection.differences()
            if found is None
            or any(not found.isdisjoint((value.article, *value.agreeing)) for value in difference.values)
        ]
        values = [value for each in differences for value in each.values]
        named = {id for value in values for id in (value.article, *value.agreeing)}
        words = self._words({(value.article, value.span) for value in values})
        return differences, source_names(self.port, named), words

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
        article = self.target_article()
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
