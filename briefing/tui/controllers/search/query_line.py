"""The search line while it is open: where it looks, what Tab puts in, and the words around it that say both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.tui.controllers.search.search_results import SCOPE_WORDS, SCOPES, Scope
from briefing.tui.finding.query_completion import Completion, completions, field_at
from briefing.tui.rows.field_values import FieldValues

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState
    from briefing.tui.widgets.bars.prompt import Prompt

AT_ONCE: Final = 0.1
"""Seconds that Tab waits for values that are still being looked up."""

SHOWN: Final = 6
"""Values that are named below the line."""

CHOSEN, OTHER = "●", "○"

IN_FORCE: Final = "now in"
"""Stands before where the search looks, at the key that has it look elsewhere."""


class QueryLine:
    """The line's scope and its completions. It changes the line's text and says so to nobody: its owner asks again."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        self.port, self.state = port, state
        self.values = FieldValues(collection)
        self.scope: Scope = "all"
        self.article = ""
        """The id of "this article", or "" if none is shown."""
        self._before: str | None = None
        """The query that the line was opened with, until something is typed."""
        self._walk: list[Completion] = []
        self._step = 0
        self._put = ""
        """The line as the last completion left it: another Tab takes the next one."""

    # --- where it looks ---

    def open(self, scope: Scope, article: str, query: str) -> None:
        """Look where the search that is on looks, ``query``, until another one is begun."""
        self.scope, self.article, self._before = scope, article, query

    def take(self, text: str) -> None:
        """Look in all articles where ``text``, the first that is typed, is another search and no change of the one that was on."""
        before = self._before
        if before in (None, text):
            return
        self._before = None
        query = str(before)
        shorter = len(text) > 1 and text == query[:-1]
        if not (text.startswith(query) or text.endswith(query) or shorter):
            self.scope = "all"

    def turn(self, step: int) -> None:
        """Look elsewhere, and there whatever is typed."""
        self.scope, self._before = self.next_scope(step), None

    def scopes(self) -> list[Scope]:
        """Return the scopes to choose from: "this article" needs one."""
        return list(SCOPES) if self.article else [scope for scope in SCOPES if scope != "article"]

    def next_scope(self, step: int = 1) -> Scope:
        """Return the scope that a step leads to."""
        scopes = self.scopes()
        place = scopes.index(self.scope) if self.scope in scopes else 0
        return scopes[(place + step) % len(scopes)]

    # --- what could stand before the cursor ---

    def offers(self, prompt: Prompt) -> list[Completion]:
        """Return what Tab could put in."""
        if self._walking(prompt):
            return self._walk[self._step :] + self._walk[: self._step]
        line, cursor = prompt.value, prompt.field.cursor_position
        offered = completions(line, cursor, self.values.known)
        return [each for each in offered if line[each.start : cursor] != each.words]

    def _walking(self, prompt: Prompt) -> bool:
        return len(self._walk) > 1 and prompt.value == self._put

    async def complete(self, prompt: Prompt) -> bool:
        """Put in what is likeliest, or the next one at another Tab; False if there is nothing to put in."""
        if not self._walking(prompt):
            field = field_at(prompt.value, prompt.field.cursor_position)
            if field:
                await self.values.within(field, AT_ONCE)
            self._walk, self._step = self.offers(prompt), 0
        if not self._walk:
            return False
        completion = self._walk[self._step]
        line, cursor = prompt.value, prompt.field.cursor_position
        self._step = (self._step + 1) % len(self._walk)
        prompt.put(
            line[: completion.start] + completion.words + line[cursor:], completion.start + len(completion.words)
        )
        self._put = prompt.value
        return True

    # --- what is said around it ---

    def show(self, prompt: Prompt) -> None:
        """Say in words where the search looks, what could stand at the cursor, and what the keys do."""
        marks = [f"{CHOSEN if scope == self.scope else OTHER} {SCOPE_WORDS[scope]}" for scope in self.scopes()]
        prompt.field.show_title(f"Search  {'   '.join(marks)}")
        offers = self.offers(prompt)
        names = ", ".join(self.state.filters.names.values())
        prompt.field.show_status(_named(offers, f"that name {names}" if names else ""))
        where = f"{IN_FORCE} {SCOPE_WORDS[self.scope]}"
        tab = [("Tab", offers[0].shown), ("Shift+Tab", where)] if offers else [("Tab", where)]
        found = self.state.results
        leads = any((found is None, self.state.answer.articles, self.state.answer.suggestion))
        word = "search for it" if self.state.answer.suggestion else "go to the hit"
        listed = [("↓", "all hits")] * bool(self.state.answer.articles)
        prompt.hints = [*[("Enter", word)] * leads, *listed, *tab, ("↑", "earlier"), ("Esc", "leave")]
        self.port.show_hints()

    def look_up(self, prompt: Prompt) -> None:
        """Begin to look up the values of the field that is being typed, and show them when they are there."""
        field = field_at(prompt.value, prompt.field.cursor_position)
        if self.values.wanting(field):
            self.port.start(self._show_when_known(prompt, field))

    async def _show_when_known(self, prompt: Prompt, field: str) -> None:
        while not await self.values.within(field, 1.0):
            if not self.port.typing_search:
                return
        if self.port.typing_search:
            self.show(prompt)


def _named(offers: list[Completion], otherwise: str) -> str:
    """Return what Tab could put in, in a line, or ``otherwise`` if that is nothing."""
    if not offers:
        return otherwise
    more = f" · {len(offers) - SHOWN:,} more" if len(offers) > SHOWN else ""
    return f"Tab: {' · '.join(each.shown for each in offers[:SHOWN])}{more}"
