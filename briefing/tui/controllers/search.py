"""Searching while it is typed: the line and its scope, the newest answer on the screen, what to do when nothing is found.

Each keystroke is answered in a thread that drops what a newer one has superseded; what is shown belongs to one question as a
whole. A query that cannot be read leaves the last results where they are and points at the character under the line.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.errors import QueryError
from briefing.model import Article
from briefing.text import plural
from briefing.tui.controllers.base import Flow
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
from briefing.tui.session_state import Session
from briefing.tui.workers import Cancelled, NewestOnly

if TYPE_CHECKING:
    from briefing.tui.screens.reader_screen import ReaderScreen
    from briefing.tui.widgets.prompt import Line, Prompt


class Searching(Flow):
    """The search of the reader."""

    def __init__(self, reader: ReaderScreen) -> None:
        super().__init__(reader)
        self.worker = NewestOnly("briefing-search", reader.queue)
        self.finder = Finder(reader.collection)
        self.results: Results | None = None
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

    @property
    def query(self) -> str:
        """The query whose results are shown, or ""."""
        return self.results.query if self.results is not None else ""

    @property
    def kept(self) -> str:
        """The query as it is kept in the history and among the saved searches: with "quotations only" written out."""
        return replace(self.results.question, live=False).whole if self.results is not None else ""

    @property
    def counts(self) -> Mapping[str, int]:
        return self.results.counts if self.results is not None else {}

    @property
    def words(self) -> str:
        """``/putin   3/41 hits · 12 articles`` for the header."""
        if found_here := self.reader.walking.words:
            return found_here
        if self.results is None:
            return ""
        words = self.results.words(self.reader.walking.position())
        return f"{words}   {self.note}" if self.note else words

    def empty_words(self) -> str:
        """What the list says when nothing is found; a line a sentence."""
        return self.results.empty_words(filtered=bool(self.reader.keeping.entities)) if self.results is not None else ""

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

    @property
    def typing(self) -> bool:
        """The search line is open."""
        return self.reader.field is not None and self.reader.field is self.reader.existing("search")

    async def do_search(self) -> None:
        reader = self.reader
        self.place_before = (reader.shown, reader.view.cursor if reader.document else 0)
        self.scope = self.results.question.scope if self.results is not None else "all"
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
            keys={"tab": lambda: self._turn_scope(1), "shift+tab": lambda: self._turn_scope(-1)},
        )
        prompt.field.selection = type(prompt.field.selection)(0, len(prompt.value))
        self._show_scope(prompt)
        reader.apply_layout()
        reader.view.show_cursor()

    async def _prompt(self) -> Prompt:
        from briefing.tui.widgets.prompt import Line, Prompt

        found = self.reader.existing("search")
        if isinstance(found, Prompt):
            return found
        prompt, error = Prompt(self.reader, id="search", title="Search"), Line(id="search-error")
        error.display = False
        await self.reader.query_one("#left").mount(prompt, error, before=0)
        return prompt

    async def bottom_prompt(self) -> Prompt:
        """The line over the footer, for everything but the search."""
        from briefing.tui.widgets.prompt import Prompt

        found = self.reader.existing("prompt")
        if isinstance(found, Prompt):
            return found
        prompt = Prompt(self.reader, id="prompt")
        await self.reader.mount(prompt, before="#hints")
        return prompt

    def _scopes(self) -> list[Scope]:
        """The scopes to choose from: "this article" needs one."""
        return [scope for scope in SCOPES if scope != "article" or self.place_before[0]]

    def _turn_scope(self, step: int) -> None:
        scopes = self._scopes()
        place = scopes.index(self.scope) if self.scope in scopes else 0
        self.scope = scopes[(place + step) % len(scopes)]
        found = self.reader.existing("search")
        if found is not None:
            prompt: Prompt = found  # type: ignore[assignment]
            self._show_scope(prompt)
            self.typed(prompt.value)

    def _show_scope(self, prompt: Prompt) -> None:
        """Say in words where the search looks, and where ``Tab`` takes it."""
        scopes = self._scopes()
        names = list(self.reader.keeping.entities.values())
        prompt.field.show_title(f"Search {SCOPE_WORDS[self.scope]}")
        prompt.field.show_status(f"that name {', '.join(names)}" if names else "")
        after = scopes[(scopes.index(self.scope) + 1) % len(scopes)] if self.scope in scopes else "all"
        prompt.hints = [
            ("Enter", "go to the hit"),
            ("Tab", SCOPE_WORDS[after]),
            ("↑", "earlier searches"),
            ("Esc", "leave"),
        ]
        self.reader.show_hints()

    def complain(self, error: QueryError | None) -> None:
        """Say under the search line what is wrong and point at the character; None takes it away."""
        self._complaint = error
        line, found = self.reader.existing("search-error"), self.reader.existing("search")
        if line is None or found is None:
            return
        prompt: Prompt = found  # type: ignore[assignment]
        said: Line = line  # type: ignore[assignment]
        said.display = error is not None
        prompt.field.set_class(error is not None, "-invalid")
        if error is not None:
            said.say(complaint(error), at=None if error.position is None else prompt.field.column_of(error.position))

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
        shown = self.results
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
            prompt = await self._prompt()
            prompt.put(text)
            self.complain(error)
            return
        self.reader.guarded(lambda: self.collection.state.add_history(asked.whole), None)
        if self.results is not None and self.results.articles:
            await self.reader.go_to_pane("article")
            self._explain(shown)
        else:
            self.reader.set_active("list")

    def _explain(self, before: Results | None) -> None:
        """Say so in the header when Enter, which makes a word of what was the beginning of one, has changed what is counted."""
        now = self.results
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
        self.reader.show_header()

    async def take_suggestion(self) -> None:
        """Search for the corrected query instead."""
        results = self.results
        if results is None or not results.suggestion:
            return
        self.say(f"searched for {results.suggestion} instead of {results.query}")
        self.scope = results.question.scope
        await self._go(replace(results.question, text=results.suggestion, live=False))

    async def run(self, kept: str) -> None:
        """Search for a kept query and go to its first hit."""
        self.reader.over = None
        await self._go(question(kept))

    async def _go(self, asked: Question) -> None:
        if await self._ask(asked) and self.results is not None:
            self.reader.guarded(lambda: self.collection.state.add_history(asked.whole), None)
            await self.reader.go_to_pane("article" if self.results.articles else "list")
        else:
            self.reader.set_active("list")
            if self._complaint is not None:
                self.say(complaint(self._complaint), kind="warning")

    def cancelled(self) -> None:
        """Esc in the line: as it was before."""
        self.clear()
        article, offset = self.place_before
        if article and self.reader.list.select(article):
            self.reader.show_article(article, offset)

    def clear(self) -> None:
        """Take the search away; what is read stays."""
        self.worker.supersede()
        self.asked = None
        self.complain(None)
        if self.results is not None:
            self.results = None
            self.reader.show_list()
            self.reader.list.select(self.reader.shown)
        self.reader.walking.article_shown(keep_place=True)

    # --- asking ---

    def _within(self) -> set[str] | frozenset[str] | None:
        within = self.reader.keeping.entity_articles()
        return None if within is None else frozenset(within)

    def _submit(self, job: object) -> None:
        self.worker.submit(job, self._found, self._failed)  # type: ignore[arg-type]

    def _report(self, results: Results) -> None:
        """From the thread: results whose hits are not all counted yet."""
        self.reader.queue(self._found, results)

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
        if self.results is not None and results.articles == self.results.articles and self.results.live:
            self.results = results
            self.complain(None)
            self.reader.show_list()
            self.reader.walking.article_shown(keep_place=True)
        else:
            self._found(results)

    async def again(self) -> None:
        """The folder or a filter has changed: the same question on what is there now, without moving what is read."""
        if self.results is None or self.reader.field is not None:
            return
        asked = self.results.question
        try:
            results = await asyncio.to_thread(self._first, asked)
        except Exception as error:
            self._failed(error)
            return
        if self.results is not None and self.results.question == asked:
            self.results = results
            self.reader.show_list()
            if not results.whole:
                self._submit(lambda cancelled: self._rest(results, cancelled))

    async def restore(self, session: Session) -> None:
        """The search of the last session."""
        if not session.query:
            return
        asked = question(session.query)
        if session.scope == "article":
            asked = replace(asked, scope="article", article=session.article)
        if await self._ask(asked) and session.article and self.reader.list.select(session.article):
            self.reader.show_article(session.article, session.offset)

    def close(self) -> None:
        self.worker.close()

    # --- answers, in the screen's thread ---

    def _found(self, results: Results) -> None:
        if results.question != self.asked:
            return
        self.complain(None)
        if results.same_articles(self.results):
            # The same answer with more of its hits counted: nothing moves.
            self.results = results
            self.reader.list.show_hits(results.counts)
            self.reader.show_header()
        else:
            self._show(results)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, QueryError):
            self.complain(error)
        else:
            self.reader.briefing.fault(error)

    def _show(self, results: Results | None) -> None:
        """Make ``results`` what list and article show: the first hit, centred."""
        reader = self.reader
        self.results = results
        reader.show_list()
        if results is not None and results.articles:
            reader.list.to_top()
            before = reader.shown
            reader.follow_list()
            if reader.shown == before:
                reader.walking.article_shown(keep_place=False)
        else:
            reader.walking.article_shown(keep_place=True)
