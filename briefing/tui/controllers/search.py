"""Searching while it is typed: the line and its scope, the newest answer on the screen, what to do when nothing is found.

Each keystroke is answered in a thread that drops what a newer one has superseded; what is shown belongs to one question as a
whole. A query that cannot be read leaves the last results where they are and points at the character under the line.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.errors import QueryError
from briefing.model import Article
from briefing.text import plural
from briefing.tui.controllers.base import Controller
from briefing.tui.controllers.search_results import (
    SCOPE_WORDS,
    SCOPES,
    Finder,
    FoundArticles,
    Question,
    Results,
    Scope,
    complaint,
    question,
)
from briefing.tui.messages import FiltersChanged, FolderSynced, QueryChanged, QueryRecalled, SearchWanted
from briefing.tui.name_filter import articles_within
from briefing.tui.session_state import Session
from briefing.tui.workers import Cancelled, NewestOnly

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState
    from briefing.tui.widgets.prompt import Prompt


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
        self.scope: Scope = "all"
        self.place_before = ("", 0)
        """Where the reading was when the line was opened: Esc goes back to it."""
        self._complaint: QueryError | None = None
        self._warmed = False
        self._listed: Sequence[Article] | None = None
        self._places: dict[str, int] = {}

    # --- what others ask ---

    def words(self, position: int) -> str:
        """Return ``/putin   3/41 hits · 12 articles`` for the header, the ``position``-th hit being the current one."""
        if self.state.results is None:
            return ""
        words = self.state.results.words(position)
        return f"{words}   {self.note}" if self.note else words

    def empty_words(self) -> str:
        """Return what the list says when nothing is found; a line a sentence."""
        return (
            self.state.results.empty_words(filtered=bool(self.state.filters.names))
            if self.state.results is not None
            else ""
        )

    def found_articles(self) -> Sequence[Article] | None:
        """Return the articles found, in order, or None if nothing is searched for."""
        if self.state.results is None:
            return None
        articles = self.state.articles
        if self._listed is not articles:
            ids = getattr(articles, "ids", None) or [article.id for article in articles]
            self._listed, self._places = articles, {id: place for place, id in enumerate(ids)}
        return FoundArticles(articles, [self._places[id] for id in self.state.results.articles if id in self._places])

    # --- the line ---

    async def do_search(self) -> None:
        port = self.port
        self.place_before = (self.state.shown, port.view.cursor if self.state.document else 0)
        self.scope = self.state.results.question.scope if self.state.results is not None else "all"
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
            history=port.guarded(self.collection.state.history, []),
            keys={"tab": lambda: self._turn_scope(1), "shift+tab": lambda: self._turn_scope(-1)},
        )
        prompt.field.selection = type(prompt.field.selection)(0, len(prompt.value))
        self._show_scope(prompt)
        port.apply_layout()
        port.view.show_cursor()

    def _scopes(self) -> list[Scope]:
        """Return the scopes to choose from: "this article" needs one."""
        return [scope for scope in SCOPES if scope != "article" or self.place_before[0]]

    def _turn_scope(self, step: int) -> None:
        scopes = self._scopes()
        place = scopes.index(self.scope) if self.scope in scopes else 0
        self.scope = scopes[(place + step) % len(scopes)]
        prompt: Prompt | None = self.port.existing("search")
        if prompt is not None:
            self._show_scope(prompt)
            self.typed(prompt.value)

    def _show_scope(self, prompt: Prompt) -> None:
        """Say in words where the search looks, and where ``Tab`` takes it."""
        scopes = self._scopes()
        names = list(self.state.filters.names.values())
        prompt.field.show_title(f"Search {SCOPE_WORDS[self.scope]}")
        prompt.field.show_status(f"that name {', '.join(names)}" if names else "")
        after = scopes[(scopes.index(self.scope) + 1) % len(scopes)] if self.scope in scopes else "all"
        prompt.hints = [
            ("Enter", "go to the hit"),
            ("Tab", SCOPE_WORDS[after]),
            ("↑", "earlier searches"),
            ("Esc", "leave"),
        ]
        self.port.show_hints()

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
        if not text.strip():
            self.worker.supersede()
            self.asked = None
            self.complain(None)
            self._show(None)
            return
        self.asked = asked = Question(text, True, self.scope, self.place_before[0] if self.scope == "article" else "")
        self._submit(lambda cancelled: self.finder.find(asked, self._within(), cancelled, self._report))

    async def submitted(self, text: str) -> None:
        """Enter: the results stay, and the first hit is gone to."""
        if not text.strip():
            self.clear()
            return
        shown = self.state.results
        asked = Question(text, False, self.scope, self.place_before[0] if self.scope == "article" else "")
        if (
            shown is not None
            and shown.question == replace(asked, live=True)
            and not shown.articles
            and shown.suggestion
        ):
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
        self.port.guarded(lambda: self.collection.state.add_history(asked.whole), None)
        if self.state.results is not None and self.state.results.articles:
            await self.port.go_to_pane("article")
            self._explain(shown)
        else:
            self.port.set_active("list")

    def _explain(self, before: Results | None) -> None:
        """Say so in the header when Enter, which makes a word of what was the beginning of one, has changed what is counted."""
        now = self.state.results
        if now is None:
            return
        word = now.query.split()[-1]
        if now.live:
            self.note = f"words that begin with {word}"
        elif before is not None and before.question == replace(now.question, live=True):
            hits, others = sum(now.counts.values()), sum(before.counts.values())
            if before.total > now.total:
                self.note = f"whole word; {word}* finds {plural(before.total, 'article')}"
            elif now.whole and before.whole and others > hits:
                self.note = f"whole word; {word}* finds {plural(others, 'hit')}"
        self.port.show_header()

    async def take_suggestion(self) -> None:
        """Search for the corrected query instead."""
        results = self.state.results
        if results is None or not results.suggestion:
            return
        self.say(f"searched for {results.suggestion} instead of {results.query}")
        self.scope = results.question.scope
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

    async def on_folder_synced(self, message: FolderSynced) -> None:
        report = message.report
        if report.added or report.changed or report.removed:
            await self.again()

    async def do_take_suggestion(self) -> None:
        await self.take_suggestion()

    def do_clear_search(self) -> None:
        self.clear()

    async def _go(self, asked: Question) -> None:
        if await self._ask(asked) and self.state.results is not None:
            self.port.guarded(lambda: self.collection.state.add_history(asked.whole), None)
            await self.port.go_to_pane("article" if self.state.results.articles else "list")
        else:
            self.port.set_active("list")
            if self._complaint is not None:
                self.say(complaint(self._complaint), kind="warning")

    def cancelled(self) -> None:
        """Esc in the line: as it was before."""
        self.clear()
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
            if not found.articles and asked.text and not asked.text[-1].isspace():
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

    def _first(self, asked: Question) -> Results:
        return self.finder.count(self.finder.look(asked, self._within()))

    def _rest(self, found: Results, cancelled: Cancelled) -> Results:
        return self.finder.count(found, cancelled, self._report)

    def _arrived(self, results: Results) -> None:
        """The answer to Enter: where it is what the person has before the eyes already, stay there."""
        if (
            self.state.results is not None
            and results.articles == self.state.results.articles
            and self.state.results.live
        ):
            self.state.results = results
            self.complain(None)
            self.port.show_list()
            self.port.publish(QueryChanged(keep_place=True))
        else:
            self._found(results)

    async def again(self) -> None:
        """The folder or a filter has changed: the same question on what is there now, without moving what is read."""
        if self.state.results is None or self.port.typing:
            return
        asked = self.state.results.question
        try:
            results = await asyncio.to_thread(self._first, asked)
        except Exception as error:
            self._failed(error)
            return
        if self.state.results is not None and self.state.results.question == asked:
            self.state.results = results
            self.port.show_list()
            if not results.whole:
                self._submit(lambda cancelled: self._rest(results, cancelled))

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
        if results.same_articles(self.state.results):
            # The same answer with more of its hits counted: nothing moves.
            self.state.results = results
            self.port.list.show_hits(results.counts)
            self.port.show_header()
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
        port.show_list()
        if results is not None and results.articles:
            port.list.to_top()
            before = self.state.shown
            port.follow_list()
            if self.state.shown == before:
                port.publish(QueryChanged(keep_place=False))
        else:
            port.publish(QueryChanged(keep_place=True))
