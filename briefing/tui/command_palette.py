"""The palette's rows: every action of the table, themes, saved searches. Their words are shown as they are, never as markup."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from briefing.text import drawn, fold, one_line
from briefing.tui import keymap, themes
from briefing.tui.messages import SearchWanted

if TYPE_CHECKING:
    from briefing.tui.screens.reader_screen import ReaderScreen


class ActionProvider(Provider):
    """Rows for what a person can do now."""

    @property
    def _reader(self) -> ReaderScreen:
        app: Any = self.app
        reader: ReaderScreen = app.reader
        return reader

    def _rows(self) -> list[tuple[str, str, Callable[[], Any]]]:
        """(name, help, what to do)."""
        reader = self._reader
        rows: list[tuple[str, str, Callable[[], Any]]] = []
        for action in keymap.ACTIONS:
            if action.palette and (not action.keys or reader.active in action.where):
                key = f"  ({action.shown})" if action.shown else ""
                name = action.label[:1].upper() + action.label[1:]
                rows.append((f"{name}{key}", action.help, partial(reader.perform, action.id)))
        rows += [
            (f"Theme: {name}", "Take these colours.", partial(reader.take_preferences, theme=name))
            for name in themes.NAMES
        ]
        rows += [
            (
                f"Search: {drawn(one_line(saved.name))}",
                drawn(one_line(saved.query)),
                partial(reader.announce, SearchWanted(saved.query)),
            )
            for saved in reader.guarded(reader.collection.state.saved_searches, [])
        ]
        return rows

    async def discover(self) -> Hits:
        for name, explanation, call in self._rows():
            yield DiscoveryHit(Content(name), call, text=name, help=explanation)

    async def search(self, query: str) -> Hits:
        words = fold(query).split()
        for name, explanation, call in self._rows():
            text = fold(f"{name} {explanation}")
            if all(word in text for word in words):
                # Rows whose name begins with what was typed come first.
                folded = fold(name)
                score = 1.0 if folded.startswith(" ".join(words)) else 0.8 if all(w in folded for w in words) else 0.5
                yield Hit(score, self._marked(name, words), call, text=name, help=explanation)

    def _marked(self, name: str, words: list[str]) -> Content:
        content = Content(name)
        lower = name.lower()
        for word in words:
            start = lower.find(word)
            if start >= 0:
                content = content.stylize(self.match_style or "bold", start, start + len(word))
        return content
