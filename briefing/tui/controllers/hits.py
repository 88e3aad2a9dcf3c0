"""Hits in the article that is shown, the walk from hit to hit across articles, and ``f``: finding within the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.errors import QueryError
from briefing.model import Span
from briefing.presentation.labels import hits_line
from briefing.tui.controllers.base import Flow

if TYPE_CHECKING:
    from briefing.tui.screens.reader_screen import ReaderScreen


class Walking(Flow):
    """Where the words that were searched for stand, and the way from one to the next."""

    def __init__(self, reader: ReaderScreen) -> None:
        super().__init__(reader)
        self.found_here: tuple[Span, ...] | None = None
        """Hits of ``f`` in the article that is shown."""

    @property
    def words(self) -> str:
        """``3/5 hits · 1 article`` while ``f`` is on, else ""."""
        if self.found_here is None:
            return ""
        at, total = self.reader.view.hit_position
        return hits_line(at, total, 1)

    def position(self) -> int:
        """The current hit's number among all hits of the search, from 1; 0 if none is current."""
        results = self.reader.searching.results
        if results is None or self.reader.shown not in results.counts:
            return 0
        at, here = self.reader.view.hit_position
        if not here:
            return 0
        before = 0
        for article in results.articles:
            if article == self.reader.shown:
                return before + at
            before += results.counts.get(article, 0)
        return 0

    def hits(self, article: str) -> tuple[Span, ...]:
        """The hits of the search in an article."""
        results = self.reader.searching.results
        if results is None:
            return ()
        return self.reader.guarded(lambda: self.reader.searching.finder.hits(results.question, article), ())

    def article_shown(self, *, keep_place: bool) -> None:
        """Mark the hits in the article that is shown now; go to the first one unless the place is to be kept."""
        view = self.reader.view
        self.found_here = None
        spans = self.hits(self.reader.shown) if self.reader.document is not None else ()
        if not spans:
            view.set_hits((), None)
        elif keep_place:
            cursor = view.cursor
            view.set_hits(
                spans, next((i for i, span in enumerate(spans) if span[1] > cursor), len(spans) - 1), go=False
            )
        else:
            view.set_hits(spans, 0)
        self.reader.show_header()

    # --- n and N ---

    def do_next_hit(self) -> None:
        self._walk(1)

    def do_previous_hit(self) -> None:
        self._walk(-1)

    def _walk(self, step: int) -> None:
        reader = self.reader
        if not reader.searching.query and self.found_here is None:
            self.say("search first: /")
            return
        moved = reader.view.next_hit() if step > 0 else reader.view.previous_hit()
        if not moved:
            if self.found_here is not None:
                self._around(self.found_here, step)
            else:
                self._next_article(step)
        reader.show_header()
        reader.soon("sources", reader.quoting.follow)

    def _around(self, spans: tuple[Span, ...], step: int) -> None:
        """From one end of the article to the other."""
        if spans:
            self.reader.view.set_hits(spans, 0 if step > 0 else len(spans) - 1)
            self._say_wrapped(step)

    def _say_wrapped(self, step: int) -> None:
        self.say("from the first hit again" if step > 0 else "from the last hit again")

    def _next_article(self, step: int) -> None:
        """To the next article that has a hit; around the ends, and says so."""
        reader, results = self.reader, self.reader.searching.results
        if results is None or not results.articles:
            return
        order = results.articles
        start = order.index(reader.shown) if reader.shown in order else (-1 if step > 0 else len(order))
        for distance in range(1, len(order) + 1):
            place = start + step * distance
            id = order[place % len(order)]
            # Articles may match by a title in furniture, an outlet, a date: those have no hit to go to. One that is not
            # counted yet is looked at when it is reached.
            if not results.counts.get(id, 1) or not (spans := self.hits(id)):
                continue
            if not 0 <= place < len(order):
                self._say_wrapped(step)
            reader.list.select(id)
            if id != reader.shown:
                reader.show_article(id)
            reader.view.set_hits(spans, 0 if step > 0 else len(spans) - 1)
            return
        self.say("no article found has these words in its text")

    # --- f ---

    async def do_find(self) -> None:
        reader = self.reader
        if reader.document is None:
            return
        if reader.active != "article":
            await reader.go_to_pane("article")
        prompt = await reader.searching.bottom_prompt()
        start = reader.view.cursor
        prompt.ask(
            "find",
            changed=lambda text: self._find(text, start),
            submitted=lambda text: self._find(text, start, told=True),
            cancelled=lambda: self._leave_find(start),
            hints=(("Enter", "stay"), ("Esc", "leave")),
        )

    def _leave_find(self, start: int) -> None:
        self.reader.view.go_to(start)
        self.article_shown(keep_place=True)

    def _find(self, text: str, start: int, told: bool = False) -> None:
        reader = self.reader
        if not text.strip():
            self.article_shown(keep_place=True)
            return
        try:
            spans = self.collection.hits_in(text, reader.shown, live=True)
        except QueryError:
            return
        if not spans:
            self.found_here = ()
            reader.view.set_hits((), None)
            if told:
                self.article_shown(keep_place=True)
                self.say("not in this article; / searches all articles")
        else:
            self.found_here = tuple(spans)
            reader.view.set_hits(spans, next((i for i, span in enumerate(spans) if span[0] >= start), 0))
        reader.show_header()
