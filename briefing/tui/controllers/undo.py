"""Taking changes back and doing them again, also those of earlier sessions; and what another reader changes meanwhile."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import NotFoundError
from briefing.text import plural
from briefing.tui.controllers.base import Controller
from briefing.tui.messages import (
    FiltersWanted,
    MadeChanged,
    NamesCorrected,
    NotebookChanged,
    PreferencesRestored,
    PreferencesTaken,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.collection.facade import Step
    from briefing.model import EntityEdit

    Changed = tuple[Step | None, Sequence[tuple[EntityEdit, str]]]

LOOK_AGAIN: Final = 0.5
"""Seconds between two looks for what another reader has changed."""

PREFERENCES: Final = "preferences"
"""Stands for the table in the journal's changes of how things are shown."""

CHOSEN: Final = {
    "theme": "the theme",
    "style": "the style of citations",
    "format": "the style of citations",
    "list_width": "the width of the pane",
    "names_width": "the width of the pane",
    "sources_width": "the width of the pane",
    "list_group": "the groups of the list",
    "list_order": "the order of the list",
    "dim_known": "dimming what was read elsewhere",
}
"""What a notice calls each preference that can be taken back; to show or hide a pane is no change."""


class UndoController(Controller):
    """The keys that take the newest change back and do it again."""

    def do_undo(self) -> None:
        self.port.save(lambda: self._change(back=True), self._undone)

    async def _undone(self, changed: Changed) -> None:
        if self._show(*changed, back=True):
            return
        if self.port.active == "entities":
            # Corrections of a version that kept no journal.
            await self.port.perform("entity_undo_last")
        else:
            self.say("nothing to undo")

    def do_redo(self) -> None:
        self.port.save(lambda: self._change(back=False), self._done_again)

    def _done_again(self, changed: Changed) -> None:
        if not self._show(*changed, back=False):
            self.say("nothing to do again")

    def _change(self, *, back: bool) -> Changed:
        """In a thread: go one step back or forth, if there is one; return it, and the corrections of names in it with what they named."""
        edits = self.collection.next_edits(back=back)
        before = [(edit, self._entity(edit, there=back)) for edit in edits]
        return (self.collection.undo() if back else self.collection.redo()), before

    def _show(self, step: Step | None, before: Sequence[tuple[EntityEdit, str]], *, back: bool) -> bool:
        """Show what a step has changed; False if there was none."""
        if step is None:
            return False
        self.port.publish(MadeChanged())
        self.port.publish(NotebookChanged())
        for edit, old in before:
            self._names_corrected(old, self._entity(edit, there=not back))
        wanted = {change.table: change.new for change in step.changes}
        if "entity_edit" in wanted:
            self.port.publish(NamesCorrected())
        if view := wanted.get("filter"):
            self.port.publish(FiltersWanted(view))
        kept = self._restore([change for change in step.changes if change.table == PREFERENCES])
        if kept:
            self.say(f"{step.label} was chosen anew since; left as it is")
            return True
        self.say(f"{'undone' if back else 'done again'}: {step.label}")
        if step.refused:
            self.say(
                f"{plural(step.refused, 'change')} left as it is: another reader has changed it since", kind="warning"
            )
        return True

    def on_preferences_taken(self, message: PreferencesTaken) -> None:
        """Enter what a person chose into the journal."""
        label = next((CHOSEN[name] for name in message.new if name in CHOSEN), "")
        if not label:
            return
        old, new = dict(message.old), dict(message.new)
        self.port.save(lambda: self.collection.state.note_view(label, old, new, kind=PREFERENCES))

    def _restore(self, changes: Sequence[Any]) -> bool:
        """Show things as they were shown, and return whether any were left: what was chosen anew since, perhaps in another folder."""
        left = False
        for change in changes:
            old, new = change.old, change.new
            known = self.state.preferences
            values = {name: value for name, value in new.items() if getattr(known, name, None) == old.get(name)}
            left |= len(values) < len(new)
            if values:
                self.port.wear_preferences(**values)
                self.port.apply_layout()
                self.port.publish(PreferencesRestored(frozenset(values)))
        return left

    def _entity(self, edit: EntityEdit, *, there: bool) -> str:
        """Return the entity that ``edit`` corrects, as it is called while the correction is there or not."""
        return self.collection.edited_entity(edit if there else replace(edit, action="hide"))

    def _names_corrected(self, old: str, new: str) -> None:
        name = ""
        with suppress(NotFoundError):
            name = self.collection.entity(new).name
        self.port.publish(NamesCorrected(old, new, name))
        panel: Any = self.port.existing("entities")
        if panel is not None:
            panel.select(new)

    # --- what another reader changes ---

    def start(self) -> None:
        """Look now and then whether another reader of this folder has changed something."""
        self.port.now_and_then(LOOK_AGAIN, self._look)

    def _look(self) -> None:
        if self.port.guarded(self.collection.state.changed_elsewhere, False):
            self.port.queue(self._changed_elsewhere)

    def _changed_elsewhere(self) -> None:
        self.collection.made_elsewhere()
        self.port.publish(MadeChanged())
        self.port.publish(NotebookChanged())
