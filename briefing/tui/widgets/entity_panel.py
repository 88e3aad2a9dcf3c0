"""The names in an article or in the folder, by kind, each with a drawer of its surface forms. Recognises and corrects nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal, NamedTuple

from textual.message import Message
from textual.strip import Strip

from briefing.model import Alias, Entity, EntityType
from briefing.text import fold, plural
from briefing.tui.widgets import draw
from briefing.tui.widgets.rows import RowList

Order = Literal["count", "name", "rarity"]
Scope = Literal["article", "folder"]

GROUPS: tuple[tuple[EntityType, str], ...] = (
    ("person", "People"),
    ("organisation", "Organisations"),
    ("place", "Places"),
)
CLOSED = "▸"
OPEN = "▾"
_INK: dict[EntityType, str] = {"person": "accent", "organisation": "secondary", "place": "success"}


class _Row(NamedTuple):
    heading: str = ""
    size: int = 0
    entity: Entity | None = None
    alias: Alias | None = None


class EntityPanel(RowList):
    """People, organisations and places. Posts :class:`Highlighted` and :class:`Chosen`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--primary", "ink--accent", "ink--secondary", "ink--success"}
    BORDER_TITLE = "Entities"
    empty = "No names"

    class Highlighted(Message):
        """The cursor came to stand on an entity or one of its forms."""

        def __init__(self, entity: Entity) -> None:
            super().__init__()
            self.entity = entity

    class Chosen(Message):
        """Enter on an entity."""

        def __init__(self, entity: Entity) -> None:
            super().__init__()
            self.entity = entity

    def __init__(
        self,
        *,
        empty: str = "",
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(empty=empty, name=name, id=id, classes=classes, disabled=disabled)
        self._entities: Sequence[Entity] = ()
        self._scope: Scope = "article"
        self._order: Order = "count"
        self._drawers: set[str] = set()
        self._rows: list[_Row] = []

    # --- content ------------------------------------------------------------------------------------------------
    def show(self, entities: Sequence[Entity], *, scope: Scope, total: int | None = None) -> None:
        """Show ``entities``; ``total`` is the count of the title (how many there are, if some are left out)."""
        self._entities, self._scope = entities, scope
        count = len(entities) if total is None else total
        self.border_title = draw.title("Entities", f"{count:,}{' · folder' if scope == 'folder' else ''}")
        self._arrange()

    def sort_by(self, order: Order) -> None:
        """Sort within each kind: most mentioned first, A-Z, or rarest across the folder first."""
        self._order = order
        self._arrange()

    @property
    def order(self) -> Order:
        """How the names are sorted now."""
        return self._order

    @property
    def current(self) -> Entity | None:
        """The entity under the cursor (also on a row of its drawer)."""
        return self._rows[self._cursor].entity if self._cursor < len(self._rows) else None

    @property
    def current_surface(self) -> str | None:
        """The surface form under the cursor, if the cursor is on a row of a drawer."""
        alias = self._rows[self._cursor].alias if self._cursor < len(self._rows) else None
        return alias.text if alias is not None else None

    def select(self, entity_id: str) -> bool:
        """Put the cursor on an entity; False if it is not there."""
        for row, each in enumerate(self._rows):
            if each.entity is not None and each.alias is None and each.entity.id == entity_id:
                self.go(row)
                return True
        return False

    def toggle_drawer(self) -> None:
        """Open or close the surface forms of the entity under the cursor."""
        entity = self.current
        if entity is not None:
            self._drawers ^= {entity.id}
            self._arrange()

    def _arrange(self) -> None:
        before = self.current
        surface = self.current_surface
        rows: list[_Row] = []
        for kind, heading in GROUPS:
            group = [entity for entity in self._entities if entity.type == kind]
            if not group:
                continue
            if self._order == "name":
                group.sort(key=lambda entity: (fold(entity.name), entity.name))
            elif self._order == "rarity":
                group.sort(key=lambda entity: (entity.articles, -len(entity.mentions), fold(entity.name)))
            else:
                group.sort(key=lambda entity: (-len(entity.mentions), -entity.articles, fold(entity.name)))
            rows.append(_Row(heading, len(group)))
            for entity in group:
                rows.append(_Row(entity=entity))
                if entity.id in self._drawers:
                    rows += [_Row(entity=entity, alias=alias) for alias in entity.aliases]
        self._rows = rows
        self._cursor = min(1, max(0, len(rows) - 1))
        if before is not None:
            for index, row in enumerate(rows):
                if row.entity is not None and row.entity.id == before.id:
                    self._cursor = index
                    if surface is None or (row.alias is not None and row.alias.text == surface):
                        break
        self.rows_changed()
        if rows:
            self.show_cursor()

    # --- rows ---------------------------------------------------------------------------------------------------
    @property
    def count(self) -> int:
        return sum(1 for row in self._rows if row.entity is not None)

    @property
    def position(self) -> int:
        return sum(1 for row in self._rows[: self._cursor] if row.entity is not None)

    def row_total(self) -> int:
        return len(self._rows)

    def row_heights(self, width: int) -> list[int] | None:
        return [2 if row.heading and index else 1 for index, row in enumerate(self._rows)]

    def selectable(self, row: int) -> bool:
        return self._rows[row].entity is not None

    def highlighted(self) -> None:
        if (entity := self.current) is not None:
            self.post_message(self.Highlighted(entity))

    def activate(self) -> None:
        """Post :class:`Chosen` for the entity under the cursor."""
        if (entity := self.current) is not None:
            self.post_message(self.Chosen(entity))

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        each, base, muted = self._rows[row], self.ink(""), self.front("muted")
        over = self.cursor_style() if here else draw.PLAIN
        if each.entity is None:
            if row and line == 0:
                return draw.blank(width, base)
            heading: list[draw.Piece] = [(" ", draw.PLAIN), (each.heading, muted + draw.BOLD)]
            return draw.row(heading, [(f"{each.size:,} ", muted)], width, base)
        if each.alias is not None:
            left = [self.cursor_cell(here), ("    ", draw.PLAIN), (each.alias.text, draw.PLAIN)]
            if each.alias.via:
                left.append((f"  {each.alias.via}", muted))
            return draw.row(left, [(f"{each.alias.count:,} ", muted)], width, base, over=over)
        entity = each.entity
        open_ = entity.id in self._drawers
        left = [
            self.cursor_cell(here),
            (f"{OPEN if open_ else CLOSED} ", muted),
            (entity.name, self.front(_INK[entity.type]) + (draw.BOLD if here else draw.PLAIN)),
        ]
        if entity.roles and width >= 36:
            left.append((f"  {entity.roles[0]}", muted))
        count = f"{len(entity.mentions):,}"
        right: list[draw.Piece] = [(count, draw.PLAIN), (" ", draw.PLAIN)]
        if width >= 44:
            files = plural(entity.articles, "file")
            right = [(f"{count:>4}", draw.PLAIN), (f"  {files:>8} ", muted)]
        return draw.row(left, right, width, base, over=over)
