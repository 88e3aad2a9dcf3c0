"""Saved searches: the list of them, a name for a new one, and taking one away."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import BriefingError
from briefing.model import SavedSearch
from briefing.text import plural
from briefing.tui.controllers.base import Controller
from briefing.tui.controllers.search.search_results import SCOPE_WORDS, question
from briefing.tui.messages import QueryChanged, SearchWanted

if TYPE_CHECKING:
    from briefing.tui.widgets.choice_list import Choice


TITLE: Final = "Saved searches"
EMPTY: Final = "no saved searches; search with /, then S saves it"


class SavedSearchController(Controller):
    """Saved searches: choose, keep, take away."""

    async def do_saved_searches(self) -> None:
        from briefing.tui.widgets.choice_list import Choice

        first = [Choice(f"save /{self._shown(self.state.kept_query)}", value=True)] if self.state.query else []
        searches = self.collection.state.saved_searches()
        rows = [*first, *(Choice(saved.name, value=saved, note=self._note(saved, "")) for saved in searches)]
        await self.port.choose(TITLE, rows, self._chosen, empty=EMPTY)
        if searches:
            self.port.start(self._count(first, searches))

    def _note(self, saved: SavedSearch, counts: str) -> str:
        query = "" if saved.name == saved.query else f"/{self._shown(saved.query)}"
        return "   ".join(filter(None, (query, counts)))

    async def _count(self, first: list[Choice], searches: Sequence[SavedSearch]) -> None:
        """Say beside each saved search how many articles it finds, and how many of them came since it was looked at last."""
        from briefing.tui.widgets.choice_list import Choice

        totals = [await asyncio.to_thread(self._total, saved.query) for saved in searches]
        menu: Any = self.port.existing("menu")
        if not all((self.port.active == "menu", menu.chosen == self._chosen)):
            return
        notes = [self._counts(saved, total) for saved, total in zip(searches, totals, strict=True)]
        rows = [
            Choice(saved.name, value=saved, note=self._note(saved, note))
            for saved, note in zip(searches, notes, strict=True)
        ]
        here = menu.current
        menu.show(TITLE, [*first, *rows], self._chosen, current=None if here is None else here.value, empty=EMPTY)

    def _total(self, query: str) -> int | None:
        """Return how many articles a kept query finds, None where it cannot be read any more."""
        asked = question(query)
        try:
            return self.collection.matching(asked.text, limit=1, quotations_only=asked.scope == "quotations")[1].total
        except BriefingError:
            return None

    def _counts(self, saved: SavedSearch, total: int | None) -> str:
        """Return ``12 articles · 3 new``; what a search finds when it is counted first is not new."""
        if total is None:
            return "cannot be read any more"
        new = total - self.state.counted.setdefault(saved.query, total)
        return " · ".join([plural(total, "article"), *([f"{new:,} new"] if new > 0 else [])])

    def on_query_changed(self, message: QueryChanged) -> None:
        """Whoever looks at what a saved search finds has seen what is new there."""
        results = self.state.results
        if results is not None and self.state.kept_query in self.state.counted:
            self.state.counted[self.state.kept_query] = results.total

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
        self.collection.state.save_search(name, query)
        self.say(f"saved as {name}; S lists it")

    async def do_remove_search(self) -> None:
        """In the list of saved searches: take the one under the cursor away."""
        choice: Choice | None = self.port.mover.current  # type: ignore[attr-defined]
        if choice is not None and isinstance(choice.value, SavedSearch):
            saved = choice.value
            self.collection.state.remove_search(saved.name)
            self.say(f"removed {saved.name}; U brings it back")
            await self.do_saved_searches()
