"""What a name said: its quotations from all articles, by article. Finds nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.text import plural
from briefing.tui.drawing import strips
from briefing.tui.target import Target
from briefing.tui.widgets.choice_list import Choice, Menu


class SaidView(Menu):
    """Quotations under the headlines of their articles; a row's value is its :class:`~briefing.tui.target.Target`."""

    empty = "no quotation is attributed to this name"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.name_id = ""
        """Id of the entity whose quotations are shown."""

    def show_said(self, name_id: str, name: str, rows: Sequence[Choice], statements: int = 0) -> None:
        """Show the quotations of an entity; the cursor keeps its row where they are those that were shown before. ``statements``: how many
        statements they are, as the page of a story counts."""
        at = self.row if self.name_id == name_id else 0
        self.name_id, self.subject = name_id, (name_id,)
        count = sum(not row.heading for row in rows)
        counts = [plural(count, "quotation"), *([plural(statements, "statement")] if statements else [])]
        self.show(" · ".join((f"{name} said", *counts)), rows, lambda value: None, empty=self.empty)
        self.border_title = strips.title(f"{name} said", " · ".join(counts))
        self.go_to_cell(at)

    @property
    def target(self) -> Target | None:
        """The quotation under the cursor, as every action takes it."""
        value = self.current.value if self.current is not None else None
        return value if isinstance(value, Target) else None

    @property
    def targets(self) -> list[Target]:
        """Every quotation, from the top."""
        return [row.value for row in self.choices if isinstance(row.value, Target)]
