"""Selecting words in the article by keyboard: the key that begins it, the keys that extend it, and what ends it."""

from __future__ import annotations

from typing import Final

from briefing.tui.controllers.base import Controller
from briefing.tui.messages import ActionDone

TAKEN_BY: Final = frozenset({"cite", "copy_words", "add_clipping"})
"""Actions after which the selected words are where they were wanted."""


class SelectionController(Controller):
    """The selection by keyboard. While it lasts, every key that moves the article's cursor extends it."""

    async def do_select(self) -> None:
        """Select from the word under the cursor on."""
        if self.state.document is None:
            return
        await self.port.go_to_pane("article")
        self.port.view.begin_selection()
        self.port.show_hints()

    def do_select_end(self) -> None:
        """Select nothing any more."""
        self.port.view.end_selection()
        self.port.show_hints()

    def do_select_right(self) -> None:
        self.port.view.extend_selection(1, "word")

    def do_select_left(self) -> None:
        self.port.view.extend_selection(-1, "word")

    def do_select_character_right(self) -> None:
        self.port.view.extend_selection(1, "character")

    def do_select_character_left(self) -> None:
        self.port.view.extend_selection(-1, "character")

    def do_select_sentence_right(self) -> None:
        self.port.view.extend_selection(1, "sentence")

    def do_select_sentence_left(self) -> None:
        self.port.view.extend_selection(-1, "sentence")

    def do_select_down(self) -> None:
        self.port.view.extend_lines(1)

    def do_select_up(self) -> None:
        self.port.view.extend_lines(-1)

    def do_select_other_end(self) -> None:
        self.port.view.swap_ends()

    def on_action_done(self, message: ActionDone) -> None:
        """Leave the selection when its words have been taken."""
        if message.action in TAKEN_BY:
            self.do_select_end()
