"""Saved searches: the list of them, a name for a new one, and taking one away."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from briefing.model import SavedSearch, Subject, SubjectNews
from briefing.text import plural
from briefing.tui.controllers.base import Controller
from briefing.tui.controllers.search.search_results import SCOPE_WORDS, question
from briefing.tui.messages import MadeChanged, QueryChanged, SearchWanted, WatchedChanged

if TYPE_CHECKING:
    from briefing.tui.widgets.choice_list import Choice


TITLE: Final = "Saved searches"
EMPTY: Final = "no saved searches; search with /, then S saves it"


class SavedSearchController(Controller):
    """Saved searches: choose, keep, take away."""

    async def do_saved_searches(self) -> None:
        from briefing.tui.widgets.choice_list import Choice

        await self.port.saved()
        first = self._first()
        searches = self.collection.state.saved_searches()
        rows = [*first, *(Choice(saved.name, value=saved, note=self._note(saved, "")) for saved in searches)]
        await self.port.choose(TITLE, rows, self._chosen, empty=EMPTY)
        if searches:
            self.port.start(self._count(first, searches))

    def _first(self) -> list[Choice]:
        """Return the row that saves what is searched for now, if anything is."""
        from briefing.tui.widgets.choice_list import Choice

        return [Choice(f"save /{self._shown(self.state.kept_query)}", value=True)] if self.state.query else []

    def _note(self, saved: SavedSearch, counts: str) -> str:
        query = "" if saved.name == saved.query else f"/{self._shown(saved.query)}"
        return "   ".join(filter(None, (query, counts)))

    async def _count(self, first: list[Choice], searches: Sequence[SavedSearch]) -> None:
        """Say beside each saved search how many articles it finds, and how many of them came since it was looked at last."""
        from briefing.tui.widgets.choice_list import Choice

        subjects = [_subject(saved) for saved in searches]
        news = await asyncio.to_thread(self.collection.subject_news, subjects)
        fresh = [each for each in news if not each.known]
        if fresh:  # what a search finds when it is looked at first is not new
            await asyncio.to_thread(lambda: self.collection.look(fresh, told=False))
        if not self._is_open():
            return
        menu: Any = self.port.existing("menu")
        watched = {subject.key for subject in self.collection.state.subjects()}
        rows = [
            Choice(saved.name, value=saved, note=self._note(saved, _counts(each, each.subject.key in watched)))
            for saved, each in zip(searches, news, strict=True)
        ]
        here = menu.current
        menu.show(TITLE, [*first, *rows], self._chosen, current=None if here is None else here.value, empty=EMPTY)

    def _is_open(self) -> bool:
        """Return whether the list of saved searches has the focus."""
        if self.port.active != "menu":
            return False
        menu: Any = self.port.existing("menu")
        return bool(menu.chosen == self._chosen)

    async def on_watched_changed(self, message: WatchedChanged) -> None:
        """Show the list again, as other searches are watched now."""
        searches = self.collection.state.saved_searches()
        if searches and self._is_open():
            await self._count(self._first(), searches)

    async def on_made_changed(self, message: MadeChanged) -> None:
        """Show the list again: one was taken back, or saved in another reader."""
        if self._is_open():
            await self.do_saved_searches()

    def on_query_changed(self, message: QueryChanged) -> None:
        """Whoever looks at what a saved search finds has seen what is new there."""
        results = self.state.results
        if results is not None and not results.live:
            kept = self.state.kept_query
            subjects = [_subject(each) for each in self.collection.state.saved_searches() if each.query == kept]
            if subjects:
                self.port.start(self._seen(subjects[:1]))

    async def _seen(self, subjects: Sequence[Subject]) -> None:
        news = await asyncio.to_thread(self.collection.subject_news, subjects)
        if any(each.new for each in news):
            try:
                await asyncio.to_thread(self.collection.look, news)
            except Exception as error:
                self.port.fault(error)
            self.port.publish(WatchedChanged())

    @staticmethod
    def _shown(kept: str) -> str:
        asked = question(kept)
        return asked.text if asked.scope == "all" else f"{asked.text} in {SCOPE_WORDS[asked.scope]}"

    async def _chosen(self, value: SavedSearch | bool) -> None:
        if value is True:
            await self.do_save_search()
        elif isinstance(value, SavedSearch):
            await self.port.announce(SearchWanted(value.query))

    async def do_save_search(self) -> None:
        if not self.state.query:
            self.say("search first: /")
            return
        query = self.state.kept_query
        await self.port.ask("name of this search", self._shown(query), submitted=lambda name: self._save(name, query))

    def _save(self, name: str, query: str) -> None:
        name = name.strip()
        there = {saved.name: saved.query for saved in self.collection.state.saved_searches()}
        if not name:
            return
        if there.get(name, query) == query:
            self._write(name, query)
            return
        self.port.ask_key(
            lambda key: self._write(name, query) if key == "y" else self.say("left as it is"),
            [("y", f"{name} is /{self._shown(there[name])} already: write over it"), ("any other key", "leave it")],
        )

    def _write(self, name: str, query: str) -> None:
        state = self.collection.state

        def save() -> None:
            before = [each for each in state.saved_searches() if each.name == name if each.query != query]
            with state.together():
                state.save_search(name, query)
                if any(map(self._unwatch, before)):
                    state.watch(Subject("search", query, name))

        self.port.save(save, lambda done: self.say(f"saved as {name}; S lists it"))

    def _unwatch(self, saved: SavedSearch) -> bool:
        """Watch a saved search no longer; return whether it was watched."""
        subject, state = _subject(saved), self.collection.state
        watched = subject.key in {each.key for each in state.subjects()}
        if watched:
            state.unwatch(subject)
        return watched

    async def do_remove_search(self) -> None:
        """In the list of saved searches: take the one under the cursor away."""
        choice: Choice | None = self.port.mover.current  # type: ignore[attr-defined]
        saved = getattr(choice, "value", None)
        if isinstance(saved, SavedSearch):
            await self.port.saving(lambda: self._remove(saved))
            self.say(f"removed {saved.name}; U brings it back")
            await self.do_saved_searches()
        else:
            self.say("X removes a saved search from their list (S)")

    def _remove(self, saved: SavedSearch) -> None:
        with self.collection.state.together():
            self.collection.state.remove_search(saved.name)
            self._unwatch(saved)


def _subject(saved: SavedSearch) -> Subject:
    return Subject("search", saved.query, saved.name)


def _counts(news: SubjectNews, watched: bool) -> str:
    """Return ``12 articles · 3 new · watched``."""
    if news.problem:
        return "cannot be read any more"
    new = [f"{len(news.new):,} new"] if news.known and news.new else []
    return " · ".join([plural(len(news.articles), "article"), *new, *["watched"] * watched])
