"""Sources side by side: a statement word by word, coverage, differences, and the copies of a text."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from briefing.model import Comparison, PageVersions, Quotation, Span, Statement
from briefing.presentation.labels import short_form_given, squeeze, stated_date_label
from briefing.tui.context import names_later, places_of, source_names
from briefing.tui.controllers.base import NO_STATEMENT, Controller
from briefing.tui.finding.table_scope import Question, Scope, Scopes, asked
from briefing.tui.messages import ArticleShown, ComparisonWanted, FolderSynced, PaneRecalled
from briefing.tui.prepared import Prepared
from briefing.tui.rows.speaker_names import SpeakerNames
from briefing.tui.target import statements_holding

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState
    from briefing.tui.rows.coverage_rows import CoverageRows
    from briefing.tui.rows.difference_rows import DifferenceRows
    from briefing.tui.rows.presenting import Subject
    from briefing.tui.target import Target


IN_ARTICLE = ("article", "sources", "entities")
"""Panes whose keys act on the article beside them."""


TABLES = ("coverage", "differences")
"""Panes over all articles, or over those of a search or story."""

Differing = tuple[Scope, "DifferenceRows", Mapping[str, str]]
"""What the differences show: their scope, themselves, names of sources."""

AT_ONCE = 0.1
"""Seconds that a key waits for what is nearly ready before it says that it is being made."""

MEASURED_MOST = 60
"""Statements by whose words the size of the letters of a presentation is chosen."""

IDLE = 1.5
"""Seconds without another article after which coverage and differences are made ahead."""


class ComparisonController(Controller):
    """The panes that lay sources beside each other."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._compared: tuple[Statement, ...] = ()
        self._place = 0
        self._here = ""
        self._coverage = Prepared("coverage", lambda: self._blocks(self._question))
        self._differing = Prepared("differences", lambda: self._differences(self._question))
        self._scopes = Scopes(collection)
        self._question = Question(-1)
        """What coverage and differences were asked about last."""
        self._from = ""
        """The article from which they were opened, "" for the list."""
        self._wide = False
        """Everything is wanted, not only the search or the story."""
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
            in_view = port.active in IN_ARTICLE and "article" in port.shape.panes
            quotation = self.quotation_wanted() if in_view else None
            if quotation is None:
                if not in_view:
                    self.say(NO_STATEMENT if port.active == "story" else "no quotation under the cursor")
                return
            id = quotation.id
        statements = await asyncio.to_thread(self._statements_at, id)
        if not statements:
            self.say(self.only_here(id) if port.analysed else "sources are still being compared")
            return
        place = statements.index(statements_holding(target, statements)[0])
        # The page of a story prints a statement in the words of one source, and is none of them.
        here = "" if port.active == "story" else id
        self._compared, self._place, self._here, self._pivot = statements, place, here, None
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

        def read() -> tuple[Comparison, str, Mapping[str, str]]:
            compared = self.collection.compare(statement.id, pivot=pivot)
            return compared, self._speakers.label(statement), self._speakers.all([statement])

        comparison, speaker, names = await asyncio.to_thread(read)
        pane = await self.port.pane("compare")
        asked = Asked(self._here, self._place + 1, len(self._compared), speaker, places_of(self.port), names)
        sources = source_names(self.port, {witness.article for witness in comparison.witnesses})
        pane.show(comparison, sources, asked, opened=self.port.active != "compare")
        pane.subject = (statement.id, comparison.witnesses[0].quotation if comparison.witnesses else "", self._here)
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

    async def on_pane_recalled(self, message: PaneRecalled) -> None:
        """Show in a pane what it showed when it was left for another place."""
        again: dict[str, Callable[..., Awaitable[None]]] = {
            "compare": self._compare_again,
            "coverage": partial(self._table_again, self._show_coverage),
            "differences": partial(self._table_again, self._show_differences),
            "copies": self._show_copies,
            "presentation": self._show_slides,
        }
        if message.pane in again:
            await again[message.pane](*message.subject)

    async def _compare_again(self, statement: str, pivot: str, here: str) -> None:
        self._here = here
        await self.on_comparison_wanted(ComparisonWanted(statement, pivot))

    async def _table_again(
        self, show: Callable[[], Awaitable[None]], opened_from: str, wide: bool, *asked: object
    ) -> None:
        self._from, self._wide = opened_from, wide
        await show()

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
        target: Target | None = self.port.existing("compare").numbered(int(key))
        if target is None:
            self.say(f"there is no row {key} here")
            return
        await self.port.open_at(target.article, target.span[0] if target.span is not None else 0)
        if target.among:
            self.say(target.among)

    # --- coverage ---

    async def do_coverage(self) -> None:
        port = self.port
        if port.active == "coverage":
            await port.close_over()
            return
        await self._show_coverage()

    async def _show_coverage(self) -> None:
        port, target = self.port, self.port.target()
        at = (target.quotation, target.article) if target is not None else None
        asked = target.quotation if target is not None else None
        pane = await port.pane("coverage")

        def show() -> None:
            scope, rows = self._coverage.take()
            pane.empty = self._nothing("no statement stands in two sources", scope)
            statements = self.collection.who_else(asked) if asked else ()
            carrying = [each.id for each in statements_holding(target, statements)] if asked else None
            pane.show(
                rows, port.article, self._speakers.label, self._shortened, given=self._speakers.given,
                signs=self.port.signs.of, scope=scope.words, at=at, carrying=carrying,
            )  # fmt: skip

        await self._open("coverage", self._coverage, show, lambda: pane.show((), port.article))

    # --- one statement for a room ---

    async def do_present(self) -> None:
        """Show statements one by one, as large as the screen allows: those of the pane that has the focus."""
        port = self.port
        if port.active == "presentation":
            await port.close_over()
            return
        subjects, at = self._subjects()
        if not subjects:
            self.say(self.nothing("no quotation to show") if port.analysed else "quotations are still being looked for")
            return
        await self._show_slides(subjects, at)

    async def _show_slides(self, subjects: Sequence[Subject], at: int = 0) -> None:
        from briefing.tui.rows.presenting import Slides

        pane = await self.port.pane("presentation")
        await self.port.go_to_pane("presentation")  # laid out first: how large the letters are depends on the room
        texts = [squeeze(f"“{each.text}”") for each in subjects[:MEASURED_MOST]]
        pane.show(len(subjects), Slides(self.port, self.collection, subjects).slide, at, texts=texts)
        pane.subject = (subjects,)

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
            case "story" | "differences" | "said":
                return self._of_rows(pane.targets, self.port.target())
        target = self.port.target()
        here = target.article if target is not None else ""
        quotations = self.state.quotations if here in ("", self.state.shown) else self.collection.quotations(here)
        spoken = [each for each in quotations if each.kind == "speech"]
        at = target.quotation if target is not None else ""
        return spoken, next((place for place, each in enumerate(spoken) if each.id == at), self._next_spoken(spoken))

    def _of_rows(self, targets: Sequence[Target], here: Target | None) -> tuple[Sequence[Subject], int]:
        """Return the words on the rows of a pane, each as the quotation it is or as it stands in its article; and the place of ``here``."""
        rows = [each for each in targets if each.span is not None]
        spot = (here.article, here.span) if here is not None else None
        at = next((place for place, each in enumerate(rows) if (each.article, each.span) == spot), 0)
        return [self._subject(each) for each in rows], at

    def _subject(self, target: Target) -> Subject:
        """Return the quotation of a row; of one that carries several statements, the statement that stands in the row."""
        if target.quotation is None:
            return target
        statements = self.collection.who_else(target.quotation)
        holding = statements_holding(target, statements)
        return holding[0] if len(holding) < len(statements) else self.collection.quotation(target.quotation)

    def _next_spoken(self, spoken: Sequence[Quotation]) -> int:
        """Return the place of the first quotation that ends behind the article's cursor."""
        cursor = self.port.view.cursor
        return next((place for place, each in enumerate(spoken) if each.span[1] > cursor), 0)

    # --- what takes long ---

    def _ask(self, opened_from: str | None = None) -> Question:
        """Return what coverage and differences are asked about now; ``opened_from`` is the pane that they are opened from."""
        if opened_from not in TABLES:
            self._from = "" if opened_from == "list" else self.state.shown
            self._wide = False
        self._question = asked(self.state, self.collection.generation, self._from, wide=self._wide)
        return self._question

    async def do_table_scope(self) -> None:
        """Show all articles instead of the search or the story, or the other way round."""
        narrow = asked(self.state, self.collection.generation, self._from, wide=False).narrow
        if not narrow:
            self.say("all articles are shown; open this from an article, a story or a search to see less")
            return
        self._wide = not self._wide
        await self._show_table()

    async def _open(
        self, name: str, prepared: Prepared[Any], show: Callable[[], None], show_nothing: Callable[[], None]
    ) -> None:
        """Open a pane with what it shows, if that comes at once; else say that it is being made and show it when it is there."""
        asked = self._ask(self.port.active)
        subject = (self._from, self._wide, asked.query, asked.page.id if asked.page is not None else "")
        prepared.begin(asked)
        pane: Any = self.port.existing(name)
        pane.subject = subject
        if await prepared.within(AT_ONCE):
            show()
            await self.port.go_to_pane(name)
            return
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

    async def on_folder_synced(self, message: FolderSynced) -> None:
        """Show in an open table what has become known since it was made."""
        self._when_idle()
        if self.port.active in TABLES and self._question.generation != self.collection.generation:
            await self._show_table()

    async def _show_table(self) -> None:
        await (self._show_coverage() if self.port.active == "coverage" else self._show_differences())

    def _when_idle(self) -> None:
        """Make what takes long once nothing has happened for a while."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.port.after(IDLE, self._prepare)

    def _prepare(self) -> None:
        if self.port.analysed and not self.state.syncing and self.state.results is None:
            question = self._ask(self.port.active)
            self._coverage.begin(question)
            self._differing.begin(question)

    def _nothing(self, words: str, scope: Scope) -> str:
        """Return what an empty pane says."""
        if not self.port.analysed:
            return "statements are still being compared"
        if scope.articles is None:
            return self.nothing(words)
        return f"{words}, as far as this {scope.words.partition(' ')[0]} goes; A shows all articles"

    def _shortened(self, statement: Statement, name: str) -> str:
        """Return the letters by which one of the sources itself shortens the name of a speaker, "" if none does."""
        ids = dict.fromkeys(instance.article for instance in statement.instances)
        given = (
            short_form_given(document.text, name)
            for id in ids
            if (document := self.port.guarded(partial(self.collection.document, id), None)) is not None
        )
        return next(filter(None, given), "")

    def _blocks(self, question: Question) -> tuple[Scope, CoverageRows]:
        """In a thread: what is asked about, and the rows of its statements in blocks; of all articles none is read for that."""
        from briefing.tui.rows.coverage_rows import CoverageRows, ListedBlocks, Tabled, in_list_order

        scope, places = self._scopes.of(question), places_of(self.port)
        blocks = self.collection.coverage(scope.articles, scope.query, live=scope.live)
        if isinstance(blocks, Tabled):
            return scope, CoverageRows(ListedBlocks(blocks, places))
        listed = (in_list_order(block, places) for block in blocks)
        return scope, CoverageRows(tuple(block for block in listed if block.articles))

    # --- differences ---

    async def do_differences(self) -> None:
        port = self.port
        if port.active == "differences":
            await port.close_over()
            return
        await self._show_differences()

    async def _show_differences(self) -> None:
        places = self._places_of(self.port.target())
        pane = await self.port.pane("differences")

        def show() -> None:
            scope, rows, names = self._differing.take()
            pane.empty = self._nothing("the sources agree on every fact that could be compared", scope)
            pane.show(rows, names, scope=scope.words, at=places)

        await self._open("differences", self._differing, show, lambda: pane.show((), {}))

    def _places_of(self, target: Target | None) -> list[tuple[str, Span]]:
        """Return where the words under the cursor stand, and where the other sources of their statement print them."""
        if target is None or target.span is None:
            return []
        carried = self.collection.who_else(target.quotation) if target.quotation is not None else ()
        return [(target.article, target.span), *((i.article, i.span) for each in carried for i in each.instances)]

    def _differences(self, question: Question) -> Differing:
        """In a thread: the rows of all differences, or of those in which an article asked about has a say; names of sources. Of very many
        only the first are read."""
        from briefing.tui.rows.difference_rows import DifferenceRows
        from briefing.tui.widgets.differences_view import FIRST, MEASURED_MOST

        scope = self._scopes.of(question)
        differences = self.collection.differences(scope.articles)
        if len(differences) > MEASURED_MOST:
            rows = DifferenceRows(differences)
            rows.first(FIRST)
            return scope, rows, names_later(self.port)
        rows = DifferenceRows(tuple(differences))
        named = {id for each in rows.differences for value in each.values for id in (value.article, *value.agreeing)}
        named |= {id for each in rows.differences for id in each.both}
        return scope, rows, source_names(self.port, named)

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
            await self._show_copies(article.id)

    async def _show_copies(self, id: str) -> None:
        """Show what each copy of an article changed."""
        from briefing.tui.widgets.copies_view import COMPARED

        changes = await asyncio.to_thread(self.collection.copy_changes, id)
        pages = await asyncio.to_thread(self.collection.versions, id)
        pane = await self.port.pane("copies")
        ids = getattr(changes, "ids", None) or [each.article for each in changes]
        names = {**source_names(self.port, set(ids)), **_version_names(pages)}
        order = {version.article: place for page in pages for place, version in enumerate(page.versions)}
        if order:
            changes = sorted(changes, key=lambda each: order.get(each.article, len(order)))
        await asyncio.to_thread(changes.__getitem__, slice(COMPARED))  # of the others, those that are scrolled to
        pane.show(changes, names, total=len(self.collection.article(id).copies))
        pane.subject = (id,)
        await self.port.go_to_pane("copies")


def _version_names(pages: Sequence[PageVersions]) -> dict[str, str]:
    """Return article id -> ``version 2 of 3, 2031-05-06``, for the versions of one page."""
    names: dict[str, str] = {}
    for page in pages:
        for version in page.versions:
            place = "a version" if version.place is None else f"version {version.place} of {len(page.versions)}"
            names[version.article] = f"{place}, {stated_date_label(version.day)}"
    return names
