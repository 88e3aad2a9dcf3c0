"""Hits in the article that is shown, the walk from hit to hit across articles, and ``f``: finding within the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.errors import QueryError
from briefing.model import Span
from briefing.presentation.labels import hits_line
from briefing.text import one_line
from briefing.tui.controllers.base import Controller
from briefing.tui.controllers.search.search_results import Finder, complaint
from briefing.tui.messages import ArticleShown, QueryChanged, QuotationMoved

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState


class HitController(Controller):
    """Where the words that were searched for stand, and the way from one to the next."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._finder = Finder(collection)
        self.found_here: tuple[Span, ...] | None = None
        """Hits of ``f`` in the article that is shown."""
        self._sought = ""
        """The words of ``f``."""

    @property
    def words(self) -> str:
        """``in this article: carts   3/5 hits · 1 article`` while ``f`` is on, else ""."""
        if self.found_here is None:
            return ""
        at, total = self.port.view.hit_position
        return f"in this article: {one_line(self._sought)}   {hits_line(at, total, 1)}"

    def position(self) -> int:
        """Return the current hit's number among all hits of the search, from 1; 0 if none is current."""
        results = self.state.results
        if results is None or self.state.shown not in results.counts:
            return 0
        at, here = self.port.view.hit_position
        if not here:
            return 0
        before = 0
        for article in self.port.list.order:
            if article == self.state.shown:
                return before + at
            before += results.counts.get(article, 0)
        return 0

    def hits(self, article: str) -> tuple[Span, ...]:
        """Return the hits of the search in an article."""
        results = self.state.results
        if results is None:
            return ()
        return self.port.guarded(lambda: self._finder.hits(results.question, article), ())

    def on_article_shown(self, message: ArticleShown) -> None:
        self._mark_hits(keep_place=message.keep_place)

    def on_query_changed(self, message: QueryChanged) -> None:
        self._mark_hits(keep_place=message.keep_place)

    def _mark_hits(self, *, keep_place: bool) -> None:
        """Mark the hits in the article that is shown now; go to the first one unless the place is to be kept."""
        view = self.port.view
        self.found_here = None
        spans = self.hits(self.state.shown) if self.state.document is not None else ()
        if not spans:
            view.set_hits((), None)
        elif keep_place:
            cursor = view.cursor
            view.set_hits(
                spans, next((i for i, span in enumerate(spans) if span[1] > cursor), len(spans) - 1), go=False
            )
        else:
            view.set_hits(spans, 0)
        self.port.show_header()

    # --- n and N ---

    async def do_next_hit(self) -> None:
        await self._walk(1)

    async def do_previous_hit(self) -> None:
        await self._walk(-1)

    async def _walk(self, step: int) -> None:
        port = self.port
        if port.active == "hits":
            await port.perform("down" if step > 0 else "up")
            return
        if not self.state.query and self.found_here is None:
            self.say("search first: /")
            return
        moved = port.view.next_hit() if step > 0 else port.view.previous_hit()
        if not moved:
            if self.found_here is not None:
                self._around(self.found_here, step)
            else:
                self._next_article(step)
        if "article" not in port.shape.panes:
            await port.go_to_pane("article")  # nobody walks through what is not seen
        port.show_header()
        port.publish(QuotationMoved())

    def _around(self, spans: tuple[Span, ...], step: int) -> None:
        """From one end of the article to the other."""
        if spans:
            self.port.view.set_hits(spans, 0 if step > 0 else len(spans) - 1)
            self._say_wrapped(step)

    def _say_wrapped(self, step: int) -> None:
        self.say("from the first hit again" if step > 0 else "from the last hit again")

    def _next_article(self, step: int) -> None:
        """To the next article that has a hit; around the ends, and says so."""
        port, results = self.port, self.state.results
        if results is None or not results.articles:
            return
        order = self.port.list.order
        start = order.index(self.state.shown) if self.state.shown in order else (-1 if step > 0 else len(order))
        for distance in range(1, len(order) + 1):
            place = start + step * distance
            id = order[place % len(order)]
            # Articles may match by a title in furniture, an outlet, a date: those have no hit to go to. One that is not
            # counted yet is looked at when it is reached.
            if not results.counts.get(id, 1) or not (spans := self.hits(id)):
                continue
            if not 0 <= place < len(order):
                self._say_wrapped(step)
            port.list.select(id)
            if id != self.state.shown:
                port.show_article(id)
            port.view.set_hits(spans, 0 if step > 0 else len(spans) - 1)
            return
        self.say("no article found has these words in its text")

    # --- f ---

    async def do_find(self) -> None:
        port = self.port
        if self.or_say(self.state.document, "no article is shown to find words in; / searches all") is None:
            return
        if port.active != "article":
            await port.go_to_pane("article")
        start = port.view.cursor
        await port.ask(
            "find",
            changed=lambda text: self._find(text, start),
            submitted=lambda text: self._find(text, start, told=True),
            cancelled=lambda: self._leave_find(start),
            hints=(("Enter", "stay"), ("Esc", "leave")),
        )

    def _leave_find(self, start: int) -> None:
        self.port.view.go_to(start)
        self._mark_hits(keep_place=True)

    def _find(self, text: str, start: int, told: bool = False) -> None:
        port = self.port
        if not text.strip():
            self._mark_hits(keep_place=True)
            return
        self._sought = text
        try:
            spans = self.collection.hits_in(text, self.state.shown, live=True)
        except QueryError as error:
            if told:
                self._mark_hits(keep_place=True)
                self.say(complaint(error), kind="warning")
            return
        if not spans:
            self.found_here = ()
            port.view.set_hits((), None)
            if told:
                self._mark_hits(keep_place=True)
                self.say("not in this article; / searches all articles")
        else:
            self.found_here = tuple(spans)
            port.view.set_hits(spans, next((i for i, span in enumerate(spans) if span[0] >= start), 0))
        port.show_header()
