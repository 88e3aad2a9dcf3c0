"""Searching: live over all articles, within one article, saved searches, and the walk from hit to hit.

Each keystroke is answered in a thread that drops what a newer one has superseded; what is shown belongs to one query as a
whole. A query that cannot be read leaves the last results where they are and says what is wrong under the line.
"""

from __future__ import annotations

import asyncio
import functools
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, overload

from briefing.errors import QueryError
from briefing.model import Article, SavedSearch, Span
from briefing.presentation import hits_line
from briefing.tui.background import Cancelled, NewestOnly
from briefing.tui.screens.flow import Flow
from briefing.tui.session import Session

if TYPE_CHECKING:
    from briefing.tui.screens.menu import Choice
    from briefing.tui.screens.prompt import Line, Prompt
    from briefing.tui.screens.reader import ReaderScreen

MOST_FOUND: Final = 2000
"""Articles that a search lists."""

COUNTED_FIRST: Final = 30
"""Articles in which the hits are counted before anything is shown: about a screen of them."""

MOST_COUNTED: Final = 400
"""Articles in which the hits are counted before the results are shown as complete."""


@dataclass(frozen=True, slots=True)
class Results:
    """What one query found: articles in order, and how many hits each has (those counted so far)."""

    query: str
    live: bool
    articles: tuple[str, ...] = ()
    total: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    partial: bool = False
    suggestion: str | None = None


class FoundArticles(Sequence[Article]):
    """Some of the folder's articles in an order of their own; each is built when its row is drawn."""

    def __init__(self, articles: Sequence[Article], places: list[int]) -> None:
        self._articles = articles
        self._places_there = places

    def __len__(self) -> int:
        return len(self._places_there)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        if isinstance(index, slice):
            return FoundArticles(self._articles, self._places_there[index])
        return self._articles[self._places_there[index]]

    @property
    def ids(self) -> list[str]:
        """The ids in order."""
        ids = getattr(self._articles, "ids", None) or [article.id for article in self._articles]
        return [ids[place] for place in self._places_there]


class Searching(Flow):
    """The search of the reader, and the walk through its hits."""

    def __init__(self, reader: ReaderScreen) -> None:
        super().__init__(reader)
        self.worker = NewestOnly("briefing-search", reader.queue)
        self.results: Results | None = None
        self.before: Results | None = None
        """What was there when the line was opened: Esc brings it back to nothing, an error leaves it."""
        self.place_before = ("", 0)
        self.found_here: tuple[Span, ...] | None = None
        """Hits of ``f`` in the article that is shown."""
        self.wanted = ""
        self._warmed = False
        self._listed: Sequence[Article] | None = None
        self._places: dict[str, int] = {}

    # --- what others ask ---

    @property
    def query(self) -> str:
        """The query whose results are shown, or ""."""
        return self.results.query if self.results is not None else ""

    @property
    def counts(self) -> Mapping[str, int]:
        return self.results.counts if self.results is not None else {}

    @property
    def words(self) -> str:
        """``/putin   3/41 hits · 12 articles`` for the header."""
        if self.found_here is not None:
            at, total = self.reader.view.hit_position
            return hits_line(at, total, 1)
        if self.results is None:
            return ""
        total = sum(self.results.counts.values())
        parts = [f"/{self.results.query}", hits_line(self.position(), total, self.results.total)]
        if self.results.partial or len(self.results.counts) < len(self.results.articles):
            parts.append("partial results")
        return "   ".join(parts)

    def position(self) -> int:
        """The current hit's number among all hits, from 1; 0 if none is current."""
        if self.results is None or self.reader.shown not in self.results.counts:
            return 0
        at, here = self.reader.view.hit_position
        if not here:
            return 0
        before = 0
        for article in self.results.articles:
            if article == self.reader.shown:
                return before + at
            before += self.results.counts.get(article, 0)
        return 0

    def found_articles(self) -> Sequence[Article] | None:
        """The articles found, in order, or None if nothing is searched for."""
        if self.results is None:
            return None
        articles = self.reader.articles
        if self._listed is not articles:
            ids = getattr(articles, "ids", None) or [article.id for article in articles]
            self._listed, self._places = articles, {id: place for place, id in enumerate(ids)}
        return FoundArticles(articles, [self._places[id] for id in self.results.articles if id in self._places])

    # --- the line ---

    async def do_search(self) -> None:
        reader = self.reader
        self.place_before = (reader.shown, reader.view.cursor if reader.document else 0)
        if reader.over is not None:
            await reader.close_over()
        await reader.go_to_pane("list")
        if not self._warmed:
            self._warmed = True
            threading.Thread(target=self.collection.warm, name="briefing-warm", daemon=True).start()
        prompt = await self._prompt()
        prompt.ask(
            "/",
            self.query,
            changed=self.typed,
            submitted=self.submitted,
            cancelled=self.cancelled,
            history=reader.guarded(self.collection.state.history, []),
            hints=(("Enter", "go to the hit"), ("↑", "earlier searches"), ("Esc", "leave")),
        )
        prompt.field.selection = type(prompt.field.selection)(0, len(prompt.value))

    async def _prompt(self) -> Prompt:
        from briefing.tui.screens.prompt import Line, Prompt

        found = self.reader.existing("search")
        if isinstance(found, Prompt):
            return found
        prompt, error = Prompt(self.reader, id="search", title="Search"), Line(id="search-error")
        error.display = False
        await self.reader.query_one("#left").mount(prompt, error, before=0)
        return prompt

    def complain(self, text: str) -> None:
        """One line under the search line; "" takes it away."""
        line = self.reader.existing("search-error")
        if line is not None:
            line.display = bool(text)
            said: Line = line  # type: ignore[assignment]
            said.say(text)

    def typed(self, text: str) -> None:
        """A keystroke: ask, and forget what was asked before."""
        self.wanted = text
        if not text.strip():
            self.worker.supersede()
            self.complain("")
            self._show(None)
            return
        first = functools.partial(self.reader.queue, self._first_found)
        self.worker.submit(lambda cancelled: self._search(text, True, cancelled, first), self._found, self._failed)

    async def submitted(self, text: str) -> None:
        """Enter: the results stay, and the first hit is gone to."""
        if not text.strip():
            self.clear()
            return
        if not await self.search_now(text):
            # Half of a query that cannot be read: back to the line, with the reason under it.
            complaint = self._complaint
            await self.do_search()
            prompt = await self._prompt()
            prompt.field.value = text
            prompt.field.cursor_position = len(text)
            self.complain(complaint)
            return
        self.reader.guarded(lambda: self.collection.state.add_history(text), None)
        if self.results is not None and self.results.articles:
            await self.reader.go_to_pane("article")
        else:
            self.reader.set_active("list")
            if self.results is not None and self.results.suggestion:
                self.say(f"nothing found; try {self.results.suggestion}")

    _complaint = ""

    def cancelled(self) -> None:
        """Esc in the line: as it was before."""
        self.clear()
        article, offset = self.place_before
        if article and self.reader.list.select(article):
            self.reader.show_article(article, offset)

    async def search_now(self, text: str) -> bool:
        """The results of ``text``, at once and complete; False if it cannot be read."""
        self.worker.supersede()
        self._complaint = ""
        try:
            results = await asyncio.to_thread(self._search, text, False, lambda: False)
        except Exception as error:
            self._failed(error)
            return False
        if self.results is not None and results.articles == self.results.articles and self.results.live:
            # The person has the first hit before the eyes already: stay there.
            self.results = results
            self.reader.show_list()
            self.article_shown(keep_place=True)
            self.complain("")
        else:
            self._found(results)
        return True

    # --- in the thread ---

    def _search(
        self, text: str, live: bool, cancelled: Cancelled, first: Callable[[Results], object] | None = None
    ) -> Results:
        """``first`` is given the results as soon as the hits of a screenful are counted."""
        collection = self.collection
        within = self.reader.keeping.entity_articles()
        found = collection.search(text, limit=MOST_FOUND, snippets=False, live=live, within=within)
        ids = tuple(hit.article for hit in found.hits)
        counts: dict[str, int] = {}
        for id in ids[:MOST_COUNTED]:
            if cancelled():
                break
            if first is not None and len(counts) == COUNTED_FIRST:
                first(Results(text, live, ids, found.total, dict(counts), found.partial, found.suggestion))
            counts[id] = len(collection.hits_in(text, id, live=live))
        return Results(text, live, ids, found.total, counts, found.partial, found.suggestion)

    # --- back in the screen's thread ---

    def _first_found(self, results: Results) -> None:
        if results.query == self.wanted and self.reader.field is not None:
            self._found(results)

    def _found(self, results: Results) -> None:
        self.complain("")
        shown = self.results
        if shown is not None and (shown.query, shown.live, shown.articles) == (
            results.query,
            results.live,
            results.articles,
        ):
            # The same answer with more of its hits counted: nothing moves.
            self.results = results
            self.reader.show_list()
            self.reader.show_header()
        else:
            self._show(results)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, QueryError):
            # People count characters from 1.
            at = "" if error.position is None else f" (at character {error.position + 1})"
            text = str(error)
            self._complaint = text if "character" in text else text + at
            self.complain(self._complaint)
        else:
            self.reader.briefing.fault(error)

    def _show(self, results: Results | None) -> None:
        """Make ``results`` what list and article show: the first hit, centred."""
        reader = self.reader
        self.found_here = None
        self.results = results
        reader.show_list()
        if results is not None and results.articles:
            reader.list.to_top()
            reader.follow_list()
            self.article_shown(keep_place=False)
        elif results is None:
            self.article_shown(keep_place=True)
        reader.show_header()

    def clear(self) -> None:
        """Take the search away; what is read stays."""
        self.worker.supersede()
        self.complain("")
        self.found_here = None
        if self.results is not None:
            self.results = None
            self.reader.show_list()
            self.reader.list.select(self.reader.shown)
        self.article_shown(keep_place=True)
        self.reader.show_header()

    async def again(self) -> None:
        """The folder has changed: the same query on what is there now, without moving what is read."""
        if self.results is None or self.reader.field is not None:
            return
        query = self.results.query
        try:
            results = await asyncio.to_thread(self._search, query, False, lambda: False)
        except Exception as error:
            self._failed(error)
            return
        if self.results is not None and self.results.query == query:
            self.results = results
            self.reader.show_list()

    async def restore(self, session: Session) -> None:
        """The search of the last session."""
        found = bool(session.query) and await self.search_now(session.query)
        if found and session.article and self.reader.list.select(session.article):
            self.reader.show_article(session.article, session.offset)

    def close(self) -> None:
        self.worker.close()

    # --- hits in the article ---

    def article_shown(self, *, keep_place: bool) -> None:
        """Mark the hits in the article that is shown now; go to the first one unless the place is to be kept."""
        reader = self.reader
        self.found_here = None
        if self.results is None or reader.document is None:
            reader.view.set_hits((), None)
            reader.show_header()
            return
        query, live = self.results.query, self.results.live
        spans = reader.guarded(lambda: self.collection.hits_in(query, reader.shown, live=live), ())
        if not spans:
            reader.view.set_hits((), None)
        elif keep_place:
            cursor = reader.view.cursor
            current = next((i for i, span in enumerate(spans) if span[1] > cursor), len(spans) - 1)
            reader.view.set_hits(spans, current)
        else:
            reader.view.set_hits(spans, 0)
            reader.view.go_to(spans[0][0])
        reader.show_header()

    def do_next_hit(self) -> None:
        self._walk(1)

    def do_previous_hit(self) -> None:
        self._walk(-1)

    def _walk(self, step: int) -> None:
        reader = self.reader
        if self.results is None and self.found_here is None:
            self.say("search first: /")
            return
        moved = reader.view.next_hit() if step > 0 else reader.view.previous_hit()
        if not moved:
            if self.found_here is not None:
                self._jump_in(step)
            else:
                self._next_article(step)
        reader.show_header()
        reader.soon("sources", reader.quoting.follow)

    def _jump_in(self, step: int) -> None:
        """Around the ends of one article."""
        spans = self.found_here or ()
        if spans:
            current = 0 if step > 0 else len(spans) - 1
            self.reader.view.set_hits(spans, current)
            self.reader.view.go_to(spans[current][0])

    def _next_article(self, step: int) -> None:
        """To the next article that has a hit; around the ends, and says so."""
        reader, results = self.reader, self.results
        if results is None or not results.articles:
            return
        order = results.articles
        start = order.index(reader.shown) if reader.shown in order else (-1 if step > 0 else len(order))
        for distance in range(1, len(order) + 1):
            place = start + step * distance
            id = order[place % len(order)]
            # An article beyond those counted may have hits: it is looked at when it is reached.
            if results.counts.get(id, 1) == 0 and any(results.counts.values()):
                continue
            if not 0 <= place < len(order):
                self.say("from the top again" if step > 0 else "from the end again")
            reader.list.select(id)
            if id != reader.shown:
                reader.show_article(id)
            else:
                self.article_shown(keep_place=False)
            _, here = reader.view.hit_position
            if step < 0 and here > 1:
                spans = self.collection.hits_in(results.query, id, live=results.live)
                reader.view.set_hits(spans, len(spans) - 1)
                reader.view.go_to(spans[-1][0])
            return

    # --- f: in this article ---

    async def do_find(self) -> None:
        reader = self.reader
        if reader.document is None:
            return
        if reader.active != "article":
            await reader.go_to_pane("article")
        prompt = await self.bottom_prompt()
        start = reader.view.cursor
        prompt.ask(
            "find",
            changed=lambda text: self._find(text, start),
            submitted=lambda text: self._find(text, start, told=True),
            cancelled=lambda: self.article_shown(keep_place=True),
            hints=(("Enter", "stay"), ("Esc", "leave")),
        )

    async def bottom_prompt(self) -> Prompt:
        """The line over the footer, for everything but the search."""
        from briefing.tui.screens.prompt import Prompt

        found = self.reader.existing("prompt")
        if isinstance(found, Prompt):
            return found
        prompt = Prompt(self.reader, id="prompt")
        await self.reader.mount(prompt, before="#hints")
        return prompt

    def _find(self, text: str, start: int, told: bool = False) -> None:
        reader = self.reader
        if not text.strip():
            self.article_shown(keep_place=True)
            return
        try:
            spans = self.collection.hits_in(text, reader.shown, live=not told)
        except QueryError:
            return
        if not spans:
            self.found_here = ()
            reader.view.set_hits((), None)
            if told:
                self.found_here = None
                self.article_shown(keep_place=True)
                self.say("not in this article; / searches all articles")
        else:
            current = next((i for i, span in enumerate(spans) if span[0] >= start), 0)
            self.found_here = tuple(spans)
            reader.view.set_hits(spans, current)
            reader.view.go_to(spans[current][0])
        reader.show_header()

    # --- saved searches ---

    async def do_saved_searches(self) -> None:
        from briefing.tui.screens.menu import Choice

        choices: list[Choice] = []
        if self.query:
            choices.append(Choice(f"save /{self.query}", value=True))
        choices += [
            Choice(saved.name, value=saved, note="" if saved.name == saved.query else saved.query)
            for saved in self.collection.state.saved_searches()
        ]
        await self.reader.menu(
            "Saved searches", choices, self._chosen, empty="no saved searches; search with /, then S saves it",
        )  # fmt: skip

    async def _chosen(self, value: SavedSearch | bool) -> None:
        if value is True:
            await self.do_save_search()
        elif isinstance(value, SavedSearch):
            await self.run(value.query)

    async def run(self, query: str) -> None:
        """Search for ``query`` and go to its first hit."""
        self.reader.over = None
        await self.submitted(query)

    async def do_save_search(self) -> None:
        query = self.query
        if not query:
            self.say("search first: /")
            return
        prompt = await self.bottom_prompt()
        prompt.ask("name of this search", query, submitted=lambda name: self._save(name, query))

    def _save(self, name: str, query: str) -> None:
        if name.strip():
            self.collection.state.save_search(name.strip(), query)
            self.reader.keeping.undoable("saved search", lambda: self.collection.state.remove_search(name.strip()))
            self.say(f"saved as {name.strip()}")

    async def do_remove_search(self) -> None:
        """In the list of saved searches: take the one under the cursor away."""
        choice: Choice | None = self.reader.mover.current  # type: ignore[attr-defined]
        if choice is not None and isinstance(choice.value, SavedSearch):
            saved = choice.value
            self.collection.state.remove_search(saved.name)
            self.reader.keeping.undoable(
                "removed search", lambda: self.collection.state.save_search(saved.name, saved.query)
            )
            self.say(f"removed {saved.name}; U brings it back")
            await self.do_saved_searches()
