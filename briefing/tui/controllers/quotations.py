"""Quotations: the way from one to the next, who else carries one, and opening where words stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from briefing.errors import NotFoundError
from briefing.model import Quotation, Span, Statement
from briefing.presentation.labels import squeeze
from briefing.tui.context import places_of, source_names
from briefing.tui.controllers.base import Controller
from briefing.tui.messages import ArticleShown, CollectionChanged, NamesCorrected, QuotationMoved, SourcesRecalled
from briefing.tui.prepared import Prepared
from briefing.tui.rows.speaker_names import SpeakerNames
from briefing.tui.target import Target, statements_holding

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState


ROWS = frozenset(
    {"story", "compare", "coverage", "differences", "said", "hits", "copies", "details", "notebook", "presentation"}
)
"""Panes in which the article's own quotations are not seen."""

REST = 0.3
"""Seconds for which the cursor rests on a quotation before who else carries it is looked up."""


class QuotationController(Controller):
    """What is done with the quotation under the cursor."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._followed: tuple[str, int] | None = None
        self._speakers = SpeakerNames(collection)
        self._ahead = Prepared("who else", self._gather)
        self._ahead_timer: Any = None
        self._resting = ""
        self._row: Target | None = None
        """The row of another pane from which the sources were asked for."""

    # --- what others tell ---

    def on_article_shown(self, message: ArticleShown) -> None:
        self.port.soon("sources", self._go_along)

    def on_quotation_moved(self, message: QuotationMoved) -> None:
        self._follow_soon()
        if self.port.active == "story":
            self.port.show_hints()  # what acts on a statement is offered on its line alone
        if self._ahead_timer is None:
            self._ahead_timer = self.port.after(REST, self._look_ahead)

    def _look_ahead(self) -> None:
        """While the cursor rests on a quotation, gather what ``w`` would show of it, and build the pane for it."""
        self._ahead_timer = None
        if self.quotation is not None:
            self._resting = self.quotation.id
            self._ahead.begin((self._resting, self.collection.generation))
            self.port.queue(self.port.pane, "sources")

    def _gather(self) -> None:
        statements = self.collection.who_else(self._resting)
        self._speakers.all(statements)
        self.port.signs.all(statements)

    def on_collection_changed(self, message: CollectionChanged) -> None:
        # What an archive sends while its sources are looked at belongs to them.
        self.follow(force=self.collection.archive is not None and self.port.active == "sources")

    def on_names_corrected(self, message: NamesCorrected) -> None:
        """Speakers may be called otherwise now."""
        self._followed = None
        self.follow()

    def _follow_soon(self) -> None:
        self.port.soon("sources", self.follow)

    # --- moving from quotation to quotation ---

    async def do_next_quotation(self) -> None:
        if self.port.active == "story":
            self._step_on_page(1, "no further statement on this page")
            return
        await self._see_article()
        if self.state.document is not None and not self._goes_on():
            self._say_none("no further quotation here; J goes to the next article")
        else:
            self._arrived()

    def _goes_on(self) -> bool:
        """Go to the next quotation; False at the last. The first step of somebody who is guided leads to one that others carry, if the
        article has any: the next steps are about these."""
        view, done = self.port.view, self.state.steps_done
        if done is not None:
            from briefing.tui.keys.first_steps import waits_for

            if waits_for("next_quotation", done) and view.next_quotation(carried=True):
                return True
        return view.next_quotation()

    async def do_previous_quotation(self) -> None:
        if self.port.active == "story":
            self._step_on_page(-1, "no statement before this one")
            return
        await self._see_article()
        if self.state.document is not None and not self.port.view.previous_quotation():
            self._say_none("no quotation before this one")
        else:
            self._arrived()

    def _say_none(self, words: str) -> None:
        """Say that there is no other quotation, unless those of the article are not known yet."""
        known = any((self.state.quotations, self.port.analysed))
        self.say(words if known else "quotations are still being looked for")

    def _step_on_page(self, step: int, end: str) -> None:
        """Go to the next statement on the page of a story, or the one before; ``end`` is said where there is none."""
        if self.port.existing("story").step_statement(step):
            self.port.publish(QuotationMoved())
        else:
            self.say(end)

    async def _see_article(self) -> None:
        """Go to the article where it is hidden: nobody walks through what is not seen."""
        if "article" not in self.port.shape.panes:
            await self.port.go_to_pane("article")

    def _arrived(self) -> None:
        """Follow to the quotation, and say so where it is one without marks."""
        if self.quotation is not None and not self.quotation.enclosed:
            partly = bool(self.quotation.quoted)
            self.port.notify_person(_REPORTED[partly], alone=True)
        self._go_along()

    def _go_along(self) -> None:
        """Show the sources of what was gone to, soon; from among sources at once, and where nobody else carries it, the hands go on in the article."""
        if self.port.active != "sources":
            self._follow_soon()
            return
        self.follow(force=True)
        if not self.port.existing("sources").count:
            self.port.set_active("article")

    # --- who else ---

    async def do_who_else(self) -> None:
        port = self.port
        if port.active in ROWS:
            if getattr(row := port.target(), "quotation", None) is None:
                self.say("no quotation under the cursor")
                return
            self._row = row
            await self.do_open_chosen()  # the sources stand beside the words
        if port.active == "list":
            await port.go_to_pane("article")
        if self.quotation_wanted() is None:
            return
        if port.active == "sources" and port.shape.sources == "below":
            port.sources_open = False
            port.set_active("article")
            return
        port.sources_open = True
        strip = await port.pane("sources")
        self._followed = None
        self.follow(force=True)
        # With nobody else there is nowhere to go in the strip: the hands stay in the article.
        port.set_active("sources" if strip.count else "article")
        # The strip takes lines from the article: the quotation that it is about stays in sight.
        port.queue(port.view.attend)

    def follow(self, force: bool = False) -> None:
        """Show who carries the quotation under the cursor, where the sources are in view."""
        strip: Any = self.port.existing("sources")
        in_view = self.port.shape.sources is not None and self.port.active != "sources"
        if strip is None or not (in_view or force):
            return
        quotation = self.quotation if self.state.page is None else self._on_the_page()
        key = (quotation.id if quotation is not None else self._row_here(), self.collection.generation)
        if key == self._followed and not force:
            return
        self._followed = key
        self._show_sources(strip, quotation)

    def on_sources_recalled(self, message: SourcesRecalled) -> None:
        """Show the sources of the quotation whose sources stood there."""
        spoken = (
            self.port.guarded(lambda: self.collection.quotation(message.quotation), None) if message.quotation else None
        )
        key = (message.quotation if spoken is not None else self._row_here(), self.collection.generation)
        if key != self._followed:
            self._followed = key
            self._show_sources(self.port.existing("sources"), spoken)

    def _show_sources(self, strip: Any, quotation: Quotation | None) -> None:
        """Show who carries a quotation; on the page of a story none of them is where one comes from."""
        strip.about = "" if quotation is None else quotation.id
        if quotation is None:
            self._show_place(strip)
        else:
            analysed = self.port.analysed
            strip.empty = self.only_here(quotation.id) if analysed else "sources are still being compared"
            statements = self._statements_of(quotation)
            ids = {instance.article for statement in statements for instance in statement.instances}
            strip.show(
                statements,
                source_names(self.port, ids),
                self._speakers.all(statements),
                here="" if self.port.center == "story" else quotation.id,
                places=places_of(self.port),
                signs=self.port.signs.all(statements),
            )
        self.port.fit_sources()

    def _statements_of(self, quotation: Quotation) -> Sequence[Statement]:
        """Return the statements of a quotation, that of the row from which it was asked about first."""
        statements = tuple(self.collection.who_else(quotation.id))
        row = self._row if self.state.page is None else self.port.existing("story").target
        if getattr(row, "quotation", None) != quotation.id:
            return statements
        first = statements_holding(row, statements)
        return (*first, *(each for each in statements if each not in first))

    def _row_here(self) -> str:
        """Return which row of a story's page the cursor is on, "" in an article."""
        return "" if self.state.page is None else f"row {self.port.existing('story').row} of {self.state.page.id}"

    def _show_place(self, strip: Any) -> None:
        """Show what the row of a story's page offers that is no statement: the paragraph that it leads to, the sources on its head."""
        if self.state.page is None:
            strip.empty = "no quotation here; ] finds the next"
            strip.show((), {}, {})
            return
        target = self.port.existing("story").target
        if target is None or not target.article:
            names = source_names(self.port, set(self.state.page.articles))
            strip.show_words(f"{len(names):,}", "\n".join(names[id] for id in self.state.page.articles if id in names))
            return
        strip.show_words(source_names(self.port, {target.article}).get(target.article, ""), self._paragraph(target))

    def _paragraph(self, target: Target) -> str:
        """Return the paragraph around the words of a target, the first one of the article where it has none; "" if it has left."""
        try:
            document = self.collection.document(target.article)
        except NotFoundError:
            return ""
        start = target.span[0] if target.span is not None else -1
        spans = [each.span for each in document.paragraphs if each.kind == "body"]
        span = next((each for each in spans if each[0] <= start < each[1]), spans[0] if spans else (0, 0))
        return squeeze(document.text[slice(*span)])

    def _on_the_page(self) -> Quotation | None:
        """Return the quotation under the cursor of the page of a story."""
        target = self.port.existing("story").target
        id = getattr(target, "quotation", None)
        return self.collection.quotation(id) if id is not None else None

    # --- what the panes chose ---

    async def do_open_chosen(self) -> None:
        """Go to the words under the cursor of sources, compare, coverage, differences, copies or notebook."""
        target = self.port.target()
        if target is None or not target.article:
            pane: Any = self.port.existing(self.port.active)
            self.say(getattr(pane, "nothing_here", "nothing to open in this row; j goes to the next one"))
            return
        if self.port.article(target.article) is None:
            self.say("that article has left the folder; its words stay here")
            return
        span: Span = target.span or (0, 0)
        await self.port.open_at(target.article, span[0] if target.at is None else target.at)


_REPORTED = {
    False: "reported words: the source prints no quotation marks",
    True: "reported words: the source puts a part of them in quotation marks",
}
"""What is said on the way to words that do not stand in marks as a whole, by whether a part of them does."""
