"""Searching while it is typed: the line and its scope, the newest answer on the screen, what to do when nothing is found.

Each keystroke is answered in a thread that drops what a newer one has superseded; what is shown belongs to one question as a
whole. A query that cannot be read leaves the last results where they are and points at the character under the line.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import QueryError
from briefing.model import Article
from briefing.text import plural
from briefing.tui.controllers.base import Controller
from briefing.tui.controllers.search.count_display import CountDisplay
from briefing.tui.controllers.search.search_results import Finder, FoundArticles, Question, Results, complaint, question
from briefing.tui.finding.name_filter import articles_within
from briefing.tui.messages import (
    ArchiveChanged,
    ArticlesSearchable,
    FiltersChanged,
    FolderSynced,
    HitsCounted,
    QueryChanged,
    QueryRecalled,
    SearchWanted,
)
from briefing.tui.session_state import Session
from briefing.tui.workers import Cancelled, NewestOnly

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState
    from briefing.tui.controllers.search.query_line import QueryLine
    from briefing.tui.widgets.bars.prompt import Prompt

MOST_HERE: Final = 20
"""Queries that are remembered here, too."""


class SearchController(Controller):
    """The search of the port."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self.worker = NewestOnly("briefing-search", port.queue)
        self.finder = Finder(collection)
        self.asked: Question | None = None
        """The newest question; what answers another one is thrown away."""
        self.note = ""
        """What Enter changed about what is counted, for the header; "" if nothing."""
        self._line: QueryLine | None = None
        self.place_before = ("", 0)
        """Where the reading was when the line was opened: Esc goes back to it."""
        self._results_before: Results | None = None
        """What was found before the line was opened, None if nothing was searched for."""
        self._complaint: QueryError | None = None
        self._warmed = False
        self._asked_here: list[str] = []
        """What was searched for since the reader was opened, the newest first: the disk may not have it yet."""
        self._counts = CountDisplay(port, state)
        self._listed: Sequence[Article] | None = None
        self._places: dict[str, int] = {}
        self._generation = -1
        """The collection's, when its articles were placed."""

    # --- what others ask ---

    @property
    def line(self) -> QueryLine:
        """The line that is typed into, made when it is first wanted."""
        if self._line is None:
            from briefing.tui.controllers.search.query_line import QueryLine

            self._line = QueryLine(self.port, self.state, self.collection)
        return self._line

    def words(self, position: int) -> str:
        """Return ``3/41 hits · 12 articles`` for the header, the ``position``-th hit being the current one."""
        if self.state.results is None:
            return ""
        words = self.state.results.words(position)
        return f"{words}   {self.note}" if self.note else words

    @property
    def shown_query(self) -> str:
        """The query as the header shows it, or ""."""
        return f"/{self.state.query}" if self.state.results is not None else ""

    def empty_words(self) -> str:
        """Return what the list says when nothing is found; a line a sentence."""
        if self.state.results is None:
            return ""
        return self.nothing(self.state.results.empty_words(filtered=bool(self.state.filters.names)))

    def found_articles(self) -> Sequence[Article] | None:
        """Return the articles found, in order, or None if nothing is searched for."""
        if self.state.results is None:
            return None
        found = self.state.results.articles
        self._place_articles()
        if self._generation != self.collection.generation and not self._places.keys() >= set(found):
            self._generation = self.collection.generation
            self.port.load_articles()  # what an archive has just sent
            self._place_articles()
        return FoundArticles(self.state.articles, [self._places[id] for id in found if id in self._places])

    def _place_articles(self) -> None:
        articles = self.state.articles
        if self._listed is not articles:
            ids = getattr(articles, "ids", None) or [article.id for article in articles]
            self._listed, self._places = articles, {id: place for place, id in enumerate(ids)}

    # --- the line ---

    async def do_search(self) -> None:
        port = self.port
        self.place_before = (self.state.shown, port.view.cursor if self.state.document else 0)
        self._results_before = self.state.results
        self.line.open(self.state.answer.question.scope, self.place_before[0], self.state.query)
        if port.over is not None:
            await port.close_over()
        await port.go_to_pane("list")
        if not self._warmed:
            self._warmed = True
            threading.Thread(target=self.collection.warm, name="briefing-warm", daemon=True).start()
        prompt = await self.port.search_line()
        prompt.ask(
            "/",
            self.state.query,
            changed=self.typed,
            submitted=self.submitted,
            cancelled=self.cancelled,
            history=list(dict.fromkeys([*self._asked_here, *port.guarded(self.collection.state.history, [])])),
            keys={
                "tab": self._complete,
                "shift+tab": lambda: self._turn_scope(-1),
                "down": self._list_hits,
            },
        )
        prompt.field.selection = type(prompt.field.selection)(0, len(prompt.value))
        self.line.show(prompt)
        port.apply_layout()
        port.view.show_cursor()

    async def _complete(self) -> None:
        """Tab: put in what could stand at the cursor; where nothing could, look elsewhere."""
        prompt: Prompt | None = self.port.existing("search")
        if prompt is None:
            return
        if await self.line.complete(prompt):
            self.typed(prompt.value)
        else:
            self._turn_scope(1)

    async def _list_hits(self) -> None:
        """The arrow down: Enter, and then every hit as a list."""
        prompt = await self.port.search_line()
        prompt.close()
        await self.submitted(prompt.value)
        if self.state.answer.articles:
            await self.port.perform("all_hits")

    def _turn_scope(self, step: int) -> None:
        prompt: Prompt | None = self.port.existing("search")
        if prompt is not None:
            self.line.turn(step)
            self.typed(prompt.value)

    def _question(self, text: str, *, live: bool) -> Question:
        return Question(text, live, self.line.scope, self.place_before[0] if self.line.scope == "article" else "")

    def complain(self, error: QueryError | None) -> None:
        """Say under the search line what is wrong and point at the character; None takes it away."""
        self._complaint = error
        if error is None:
            self.port.show_complaint("", None)
        else:
            self.port.show_complaint(complaint(error), error.position)

    def typed(self, text: str) -> None:
        """A keystroke: ask, and forget what was asked before."""
        self.note = ""
        self.line.take(text)
        prompt: Prompt | None = self.port.existing("search")
        if prompt is not None:
            self.line.look_up(prompt)
            self.line.show(prompt)
        if not text.strip():
            self.worker.supersede()
            self.asked = None
            self.complain(None)
            self._show(None)
            return
        self.asked = asked = self._question(text, live=True)
        self.worker.supersede()
        self.port.after_picture(lambda: self._find(asked))  # what was typed comes first

    def _find(self, asked: Question) -> None:
        """Look for what is typed, unless something else was asked since."""
        if self.asked is asked:
            self._submit(lambda cancelled: self.finder.find(asked, self._within(), cancelled, self._report))

    async def submitted(self, text: str) -> None:
        """Enter: the results stay, and the first hit is gone to."""
        if not text.strip():
            self.clear()
            return
        shown = self.state.answer
        asked = self._question(text, live=False)
        if shown.corrects(replace(asked, live=True)):
            await self.take_suggestion()
            return
        if not await self._ask(asked):
            # Half of a query that cannot be read: back to the line, with the reason under it.
            error = self._complaint
            await self.do_search()
            prompt = await self.port.search_line()
            prompt.put(text)
            self.complain(error)
            return
        self._remember(asked)
        if self.state.answer.articles:
            await self.port.go_to_pane("article")
            self._explain(shown)
        else:
            self.port.set_active("list")

    def _explain(self, before: Results) -> None:
        """Say so in the header when Enter, which makes a word of what was the beginning of one, has changed what is counted."""
        now = self.state.answer
        word = now.query.split()[-1]
        if now.live:
            self.note = f"words that begin with {word}"
        elif before.question == replace(now.question, live=True):
            hits, others = sum(now.counts.values()), sum(before.counts.values())
            if before.total > now.total:
                self.note = f"whole word; {word}* finds {plural(before.total, 'article')}"
            elif now.whole and before.whole and others > hits:
                self.note = f"whole word; {word}* finds {plural(others, 'hit')}"
        self.port.show_header()

    async def take_suggestion(self) -> None:
        """Search for the corrected query instead."""
        results = self.state.answer
        if not results.suggestion:
            return
        self.say(f"searched for {results.suggestion} instead of {results.query}")
        self.line.scope = results.question.scope
        await self._go(replace(results.question, text=results.suggestion, live=False))

    async def on_search_wanted(self, message: SearchWanted) -> None:
        """Search for a kept query and go to its first hit."""
        self.port.over = None
        await self._go(question(message.kept))

    async def on_query_recalled(self, message: QueryRecalled) -> None:
        """Show what was found for a query when the place was left that is gone back to."""
        if message.kept:
            await self._ask(question(message.kept))
        else:
            self.clear()

    async def on_filters_changed(self, message: FiltersChanged) -> None:
        if message.by_person:
            await self.again()

    async def on_archive_changed(self, message: ArchiveChanged) -> None:
        await self.again()

    async def on_articles_searchable(self, message: ArticlesSearchable) -> None:
        await self.again()

    async def on_folder_synced(self, message: FolderSynced) -> None:
        report = message.report
        if report.added or report.changed or report.removed:
            await self.again()

    async def do_take_suggestion(self) -> None:
        await self.take_suggestion()

    def do_clear_search(self) -> None:
        self.clear()

    async def _go(self, asked: Question) -> None:
        if await self._ask(asked):
            self._remember(asked)
            await self.port.go_to_pane("article" if self.state.answer.articles else "list")
        else:
            self.port.set_active("list")
            if self._complaint is not None:
                self.say(complaint(self._complaint), kind="warning")

    def _remember(self, asked: Question) -> None:
        """Enter what was asked into the history."""
        self._asked_here = [asked.whole, *self._asked_here][:MOST_HERE]
        self.port.save(lambda: self.collection.state.add_history(asked.whole))

    def cancelled(self) -> None:
        """Esc in the line: as it was before, with the search that was on."""
        if self._results_before is None:
            self.clear()
        else:
            self._show_again(self._results_before)
        article, offset = self.place_before
        if article and self.port.list.select(article):
            self.port.show_article(article, offset)

    def clear(self) -> None:
        """Take the search away; what is read stays."""
        self.worker.supersede()
        self.asked = None
        self.complain(None)
        if self.state.results is not None:
            self.state.results = None
            self.port.show_list()
            self.port.list.select(self.state.shown)
        self.port.publish(QueryChanged(keep_place=True))

    def _show_again(self, before: Results) -> None:
        """Show what was found before; it is asked anew, as the folder may have changed meanwhile."""
        self.worker.supersede()
        self.asked = before.question
        self.complain(None)
        self.state.results = before
        self.port.show_list()
        self.port.publish(QueryChanged(keep_place=True))
        self.port.start(self.again())

    # --- asking ---

    def _within(self) -> set[str] | frozenset[str] | None:
        within = articles_within(self.collection, self.state.filters, self.port.ids())
        return None if within is None else frozenset(within)

    def _submit(self, job: object) -> None:
        self.worker.submit(job, self._found, self._failed)  # type: ignore[arg-type]

    def _report(self, results: Results) -> None:
        """From the thread: results whose hits are not all counted yet."""
        self.port.queue(self._found, results)

    async def _ask(self, asked: Question) -> bool:
        """Show the answer to a question that is typed to its end; the first screenful counted, the rest soon. False if it
        cannot be read."""
        self.worker.supersede()
        self.asked = asked
        self._complaint = None
        self.note = ""
        try:
            found = await asyncio.to_thread(self._first, asked)
            if self._needs_beginnings(found):
                begun = await asyncio.to_thread(self._first, replace(asked, live=True))
                found = begun if begun.articles else found
        except Exception as error:
            self._failed(error)
            return False
        self.asked = found.question
        self._arrived(found)
        if not found.whole:
            self._submit(lambda cancelled: self._rest(found, cancelled))
        return True

    def _needs_beginnings(self, found: Results) -> bool:
        """Return whether the last word is better taken as the beginning of one: where it is no word itself, or where what is shown since
        it was typed has no such word."""
        if not found.query[-1:].strip():
            return False
        if not found.articles:
            return True
        return self._seen(found) and self.state.shown not in found.articles

    def _seen(self, found: Results) -> bool:
        """Return whether the person has what the same query found before the eyes, since it was typed."""
        before = self.state.answer
        return (before.question, bool(before.articles)) == (replace(found.question, live=True), True)

    def _first(self, asked: Question) -> Results:
        return self.finder.count(self.finder.look(asked, self._within()))

    def _rest(self, found: Results, cancelled: Cancelled) -> Results:
        return self.finder.count(found, cancelled, self._report)

    def _arrived(self, results: Results) -> None:
        """The answer to Enter: what was shown while it was typed stays shown, wherever it stands in the list now."""
        if not self._seen(results) or self.state.shown not in results.articles:
            self._found(results)
            return
        self.state.results = results
        self.complain(None)
        self.port.show_list()
        self.port.list.select(self.state.shown)
        self.port.publish(QueryChanged(keep_place=True))

    async def again(self) -> None:
        """The folder or a filter has changed: the same question on what is there now, without moving what is read."""
        before = self.state.results
        if before is None:
            return
        if self.port.typing:
            if (self.asked, before.articles) == (before.question, ()):
                self.typed(before.query)  # what is typed may be there by now
            return
        asked = before.question
        try:
            results = await asyncio.to_thread(self._first, asked)
        except Exception as error:
            self._failed(error)
            return
        if self.state.answer.question == asked:
            if not results.whole:
                # What is counted already goes on being shown until there is a whole number: counts do not jump.
                self._submit(lambda cancelled: self._rest(results, cancelled))
                results = replace(results, counts={**before.counts, **results.counts})
            self.state.results = results
            self.port.show_list()
            self.port.publish(HitsCounted())

    async def restore(self, session: Session) -> None:
        """The search of the last session."""
        if not session.query:
            return
        asked = question(session.query)
        if session.scope == "article":
            asked = replace(asked, scope="article", article=session.article)
        if await self._ask(asked) and session.article and self.port.list.select(session.article):
            self.port.show_article(session.article, session.offset)

    def close(self) -> None:
        self.worker.close()

    # --- answers, in the screen's thread ---

    def _found(self, results: Results) -> None:
        if results.question != self.asked:
            return
        self.complain(None)
        if results.blank:
            self._show(None)
        elif results.same_articles(self.state.results):
            # The same answer with more of its hits counted: nothing moves.
            self.state.results = results
            self._counts.show()
        else:
            self._show(results)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, QueryError):
            self.complain(error)
        else:
            self.port.fault(error)

    def _show(self, results: Results | None) -> None:
        """Make ``results`` what list and article show: the first hit, centred."""
        port = self.port
        self.state.results = results
        if port.typing_search:
            prompt: Any = port.existing("search")
            self.line.show(prompt)
        port.show_list()
        if self.state.answer.articles:
            port.list.to_top()
            before = self.state.shown
            port.follow_list()
            if self.state.shown == before:
                port.publish(QueryChanged(keep_place=False))
        else:
            port.publish(QueryChanged(keep_place=True))
