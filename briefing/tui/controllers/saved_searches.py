"""Saved searches: the list of them, a name for a new one, and taking one away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import SavedSearch
from briefing.tui.controllers.base import Flow
from briefing.tui.controllers.search_results import SCOPE_WORDS, question

if TYPE_CHECKING:
    from briefing.tui.widgets.choice_list import Choice


class Saving(Flow):
    """The flow of ``S``."""

    async def do_saved_searches(self) -> None:
        from briefing.tui.widgets.choice_list import Choice

        choices: list[Choice] = []
        if self.reader.searching.query:
            choices.append(Choice(f"save /{self._shown(self.reader.searching.kept)}", value=True))
        choices += [
            Choice(saved.name, value=saved, note="" if saved.name == saved.query else f"/{self._shown(saved.query)}")
            for saved in self.collection.state.saved_searches()
        ]
        await self.reader.menu(
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
            await self.reader.searching.run(value.query)

    async def do_save_search(self) -> None:
        searching = self.reader.searching
        if not searching.query:
            self.say("search first: /")
            return
        query = searching.kept
        prompt = await searching.bottom_prompt()
        prompt.ask("name of this search", self._shown(query), submitted=lambda name: self._save(name, query))

    def _save(self, name: str, query: str) -> None:
        name = name.strip()
        if name:
            self.collection.state.save_search(name, query)
            self.reader.keeping.undoable("saved search", lambda: self.collection.state.remove_search(name))
            self.say(f"saved as {name}; S lists it")

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
