"""Stories as a person corrected them: which articles stand apart, or together."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model import StoryEdit
from briefing.store.state.folder_state import FolderState


class CorrectedStories(FolderState):
    """The corrections of stories in one folder."""

    def story_edits(self) -> list[StoryEdit]:
        """Return them in the order in which they were made."""
        return [StoryEdit(row["action"], row["article"], row["target"]) for _, row in self.rows_of("story_edit")]

    def add_story_edits(self, edits: Iterable[StoryEdit], label: str) -> None:
        """Save corrections behind those that are there, as one step; undo calls it ``label``."""
        listed = list(edits)
        self._made(article for edit in listed for article in (edit.article, edit.target) if article)
        with self.changing(label) as put:
            for edit in listed:
                put("story_edit", None, {"action": edit.action, "article": edit.article, "target": edit.target})
