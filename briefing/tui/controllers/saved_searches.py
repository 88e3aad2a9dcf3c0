"""Saved searches: the list of them, a name for a new one, and taking one away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import SavedSearch
from briefing.tui.controllers.base import Controller
from briefing.tui.controllers.search_results import SCOPE_WORDS, question
from briefing.tui.messages import SearchWanted

if TYPE_CHECKING:
    from briefing.tui.widgets.choice_list import Choice


class SavedSearchController(Controller):
    """Saved searches: choose, keep, take away."""

    async def do_saved_searches(self) -> None:
        from briefing.tui.widgets.choice_list import Choice

        choices: list[Choice] = []
        if self.state.query:
            choices.append(Choice(f"save /{self._shown(self.state.kept_query)}", value=True))
        choices += [
            Choice(saved.name, value=saved, note="" if saved.name == saved.query else f"/{self._shown(saved.query)}")
            for saved in self.collection.state.saved_searches()
        ]
        await self.port.choose(
            "Saved searches", choices, self._chosen, empty="no saved searches; search with /, then S saves it",
        )  # fmt: skip

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
