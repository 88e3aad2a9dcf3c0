"""The names in an article or in the folder, by kind, each with a drawer of what sources call it and its surface forms, over them one line
that says what is shown, below them who the one under the cursor is. Recognises and corrects nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise
from typing import ClassVar, Literal

from textual.message import Message
from textual.strip import Strip

from briefing.model import Description, Entity, EntityType
from briefing.model import EntityOrder as Order
from briefing.text import fold, one_line, plural
from briefing.tui.drawing import strips
from briefing.tui.drawing.row_list import RowList
from briefing.tui.drawing.text_layout import folded, wrap
from briefing.tui.rows.name_rows import NameRows, office_of, way_words
from briefing.tui.target import Target

Scope = Literal["article", "folder"]
Listed = Callable[[EntityType, Order], Sequence[Entity]]
"""Gives the names of a kind in an order; they may be read as they are looked at."""

_Look = tuple[tuple[tuple[str, Sequence[Description]], ...], tuple[str, Sequence[Description]]]

GROUPS: tuple[tuple[EntityType, str], ...] = (
    ("person", "People"),
    ("organisation", "Organisations"),
    ("place", "Places"),
)
CLOSED = "▸"
OPEN = "▾"
ONLY = "+"
WITHOUT = "−"
"""What stands before a name that the list of articles is filtered by."""
PICKED = "✓"
"""What stands before a name that is marked for a merge."""
COLUMNS: dict[Scope, tuple[str, str]] = {"article": ("here", "all"), "folder": ("times", "files")}
"""What stands above the two numbers of a name."""
ORDERS: dict[Order, str] = {"count": "by count", "name": "A-Z", "rarity": "rarest first"}
MEASURED_MOST = 400
"""Rows up to which a long name is folded to several lines; in longer lists it is cut, and none is measured."""
NAME_LINES = 3
"""Lines that a long name is folded to, at the most."""
MOST_OF_A_NAME = 400
"""Characters of a name that are looked at."""
DESCRIBED_FROM = 14
"""Lines of the pane from which there is room below the names for who the one under the cursor is."""
DESCRIBED_LEAST, DESCRIBED_MOST = 5, 10
"""Lines of that, a quarter of the pane: always as many, so that no name moves when another one is gone to."""
DESCRIPTION_LINES = 4
"""Lines that a description is folded to, at the most."""
AS_CALLED = "as the sources call it"
NOT_CALLED = "no words beside the name were found that say who or what it is"
LISTED = "listed with its spellings above; Enter on one goes to its words"
_INK: dict[EntityType, str] = {"person": "accent", "organisation": "secondary", "place": "success"}


class EntityPanel(RowList):
    """People, organisations and places. Posts :class:`Highlighted`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "ink--primary", "ink--accent", "ink--secondary", "ink--success", "ink--warning",
    }  # fmt: skip
    BORDER_TITLE = "Entities"
    empty = "No names"
    headings = True

    class Highlighted(Message):
        """The cursor came to stand on an entity or one of its forms."""

        def __init__(self, entity: Entity) -> None:
            super().__init__()
            self.entity = entity

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self._entities: Sequence[Entity] = ()
        self._scope: Scope = "article"
        self._within = "article"
        self._order: Order = "count"
        self._drawers: dict[str, Sequence[Description]] = {}
        self._described: tuple[str, Sequence[Description]] = ("", ())
        """The name under the cursor (an id), and what sources call it."""
        self._foot_lines: list[str] = []
        self._picked: dict[str, None] = {}
        self._rows = NameRows()
        self._listed: Listed | None = None
        self._totals: Mapping[str, tuple[int, int]] = {}
        self._only: Collection[str] = ()
        self._without: Collection[str] = ()
        self._widths = (1, 1)
        self._folded: dict[int, list[str]] = {}
        self.header = 1

    # --- content ------------------------------------------------------------------------------------------------
    def show(
        self,
        entities: Sequence[Entity],
        *,
        scope: Scope,
        total: int | None = None,
        totals: Mapping[str, tuple[int, int]] | None = None,
        listed: Listed | None = None,
        within: str = "article",
    ) -> None:
        """Show ``entities``, or instead of them what ``listed`` gives; ``total`` is the count of the title (how many there are, if some
        are left out), ``totals`` gives (mentions, articles) of an entity id in the whole folder; ``within`` says of what the names are
        where they are not the folder's."""
        self._within = within
        self._entities, self._scope, self._listed = entities, scope, listed
        self._totals = totals or {}
        shown = len(entities) if listed is None else sum(len(listed(kind, "count")) for kind, _ in GROUPS)
        count = shown if total is None else total
        self.border_title = strips.title("Entities", f"{count:,}{' · all articles' if scope == 'folder' else ''}")
        self._measure()
        self._arrange()

    def mark(self, only: Collection[str], without: Collection[str]) -> None:
        """Mark the entities (ids) that the list of articles is filtered by."""
        self._only, self._without = only, without
        self.changed()

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
    def target(self) -> Target | None:
        """The name under the cursor, as every action takes it."""
        entity = self.current
        return Target(entity=entity) if entity is not None else None

    @property
    def current_surface(self) -> str | None:
        """The surface form under the cursor, if the cursor is on a row of a drawer."""
        alias = self._rows[self._cursor].alias if self._cursor < len(self._rows) else None
        return alias.text if alias is not None else None

    @property
    def current_description(self) -> Description | None:
        """What sources call the name, if the cursor is on such a row of a drawer."""
        return self._rows[self._cursor].description if self._cursor < len(self._rows) else None

    def describe(self, entity_id: str, descriptions: Sequence[Description]) -> None:
        """Say below the names what sources call the one under the cursor."""
        if (entity_id, descriptions) != self._described:
            self._described = (entity_id, descriptions)
            self._lay_foot()

    def _lay_foot(self) -> None:
        """Break what is said below the names into lines; it takes as many as the pane can spare, whatever it says."""
        height, width = self.view_height, max(8, self.width_drawn - 3)
        told = bool(self._described[0]) * (height >= DESCRIBED_FROM)
        room = told * min(DESCRIBED_MOST, max(DESCRIBED_LEAST, height // 4))
        self._foot_lines = []
        listed = bool(self._drawers.get(self._described[0]))
        for each in () if listed else self._described[1]:
            words = strips.clean(one_line(each.text)) + f" · {plural(each.articles, 'article')}" * (each.articles > 1)
            lines = folded(f"“{words}", width, DESCRIPTION_LINES)
            self._foot_lines += lines * (len(self._foot_lines) + len(lines) < room)
        if not self._foot_lines:
            self._foot_lines = folded(LISTED if listed else NOT_CALLED, width, DESCRIPTION_LINES)
        if room != self.foot:
            self.foot = room
            self.rows_changed()
            self.show_cursor()
        self.changed()

    @property
    def look(self) -> _Look:
        """The drawers that are open, and what is said below the names."""
        return tuple(self._drawers.items()), self._described

    def take_look(self, look: _Look) -> None:
        drawers, described = look
        self._drawers = dict(drawers)
        self._arrange()
        self.describe(*described)

    def select(self, entity_id: str) -> bool:
        """Put the cursor on an entity; False if it is not there."""
        row = self._rows.row_of(entity_id)
        if row is not None:
            self.go(row)
        return row is not None

    def find(self, words: str) -> bool:
        """Put the cursor on the first name that holds ``words`` (one that begins with them before others), else on one of which a
        spelling does; False if there is none."""
        row = self._rows.best(words)
        if row is not None:
            self.go(row)
        return row is not None

    def toggle_drawer(self) -> None:
        """Open or close what sources call the entity under the cursor, and its surface forms."""
        entity = self.current
        if entity is None:
            return
        if entity.id in self._drawers:
            del self._drawers[entity.id]
        else:
            self._drawers[entity.id] = self._descriptions_of(entity)
        self._arrange()

    def _descriptions_of(self, entity: Entity) -> Sequence[Description]:
        """Return what sources call an entity, as far as that was told."""
        return self._described[1] if self._described[0] == entity.id else ()

    def open_drawer(self) -> None:
        """Open the drawer of the entity under the cursor and go to its first spelling that is not the name itself."""
        entity = self.current
        if entity is None:
            return
        self._drawers[entity.id] = self._descriptions_of(entity)
        self._arrange()
        top = self._rows.row_of(entity.id)
        for row in self._rows.with_drawer(top) if top is not None else ():
            alias = self._rows[row].alias
            if alias is not None and alias.text != entity.name:
                self.go(row)
                return

    # --- marks for a merge ----------------------------------------------------------------------------------------
    @property
    def picked(self) -> Sequence[str]:
        """Ids of the entities that are marked, in the order in which they were."""
        return tuple(self._picked)

    def toggle_picked(self) -> None:
        """Mark the entity under the cursor, or no longer."""
        entity = self.current
        if entity is None:
            return
        if entity.id in self._picked:
            del self._picked[entity.id]
        else:
            self._picked[entity.id] = None
        self.changed()

    def forget_picked(self) -> None:
        """No entity is marked any more."""
        self._picked = {}
        self.changed()

    def _arrange(self) -> None:
        before = self.current
        surface = self.current_surface
        place = self._cursor
        groups = [(heading, self._group(kind)) for kind, heading in GROUPS]
        rows = NameRows(groups, self._drawers)
        self._rows = rows
        self._cursor = min(1, max(0, len(rows) - 1))
        if before is not None:
            # A name that is gone (hidden, merged) leaves the cursor where it was, not at the top, and among its kind.
            self._cursor = min(max(1, place), max(0, len(rows) - 1))
            if rows and rows[self._cursor].entity is None and rows[self._cursor - 1].entity is not None:
                self._cursor -= 1
            top = rows.row_of(before.id)
            if top is not None:
                self._cursor = self._row_of_spelling(top, surface) if surface is not None else top
        self.rows_changed()
        if rows:
            self.show_cursor()
        self._lay_foot()

    def _group(self, kind: EntityType) -> Sequence[Entity]:
        """Return the names of a kind in the order that is on."""
        if self._listed is not None:
            return self._listed(kind, self._order)
        keys: dict[Order, Callable[[Entity], tuple[int | str, ...]]] = {
            "name": lambda entity: (fold(entity.name), entity.name),
            "rarity": lambda entity: (entity.articles, -len(entity.mentions), fold(entity.name)),
            "count": lambda entity: (-len(entity.mentions), -entity.articles, fold(entity.name)),
        }
        return sorted((entity for entity in self._entities if entity.type == kind), key=keys[self._order])

    def _row_of_spelling(self, top: int, surface: str) -> int:
        """Return the row of a spelling in the drawer below ``top``; the last one of the drawer if it is gone."""
        row = top
        for row in self._rows.with_drawer(top):
            alias = self._rows[row].alias
            if alias is not None and alias.text == surface:
                break
        return row

    # --- rows ---------------------------------------------------------------------------------------------------
    def row_total(self) -> int:
        return len(self._rows)

    def row_heights(self, width: int) -> list[int] | None:
        heights = [1] * len(self._rows)
        for row in self._rows.headings[1:]:
            heights[row] = 2
        measured = self._rows if len(heights) <= MEASURED_MOST else ()
        self._folded = {
            index: self._fold(row.entity, width) for index, row in enumerate(measured) if row.entity if row.is_name
        }
        for index, each in enumerate(measured):
            if each.description is not None:
                self._folded[index] = self._fold_description(each.description, width)
        for index, lines in self._folded.items():
            heights[index] = len(lines)
        return heights

    def _fold_description(self, description: Description, width: int) -> list[str]:
        return folded(strips.clean(one_line(description.text)), max(8, width - 6), DESCRIPTION_LINES)

    def width_changed(self) -> None:
        super().width_changed()
        self._lay_foot()

    def draw_foot(self, line: int, width: int) -> Strip:
        base, muted = self.ink(""), self.front("muted")
        if line == 0:
            key = self.front("primary") + strips.BOLD
            words = strips.fit(f" {AS_CALLED} ", max(0, width - 4))
            rule = "─" * max(0, width - 3 - strips.width_of(words))
            return strips.strip([("─ ", muted), ("D", key), (words + rule, muted)], width, base)
        text = self._foot_lines[line - 1] if line <= len(self._foot_lines) else ""
        mark, words = ("· ", text[1:]) if text.startswith("“") else ("  ", text)
        return strips.strip([(" ", strips.PLAIN), (mark * bool(text), muted), (words, strips.PLAIN)], width, base)

    def _name_room(self, width: int) -> int:
        """Return the cells that a name has beside its two numbers."""
        return width - sum(self._widths) - 7

    def _fold(self, entity: Entity, width: int) -> list[str]:
        """Return a name on several lines where it does not fit on one."""
        name, room = strips.clean(entity.name[:MOST_OF_A_NAME]), max(8, self._name_room(width))
        starts = wrap(name, 0, len(name), room)[:NAME_LINES]
        lines = [name[start:end].rstrip() for start, end in pairwise([*starts, len(name)])]
        return [*lines[:-1], strips.fit_ends(lines[-1], room)]

    def selectable(self, row: int) -> bool:
        return row not in self._rows.headings

    def _selectable_before(self, row: int) -> int:
        return row - bisect_left(self._rows.headings, row)

    def highlighted(self) -> None:
        if (entity := self.current) is not None:
            self.post_message(self.Highlighted(entity))

    def draw_header(self, line: int, width: int) -> Strip:
        base, muted = self.ink(""), self.front("muted")
        if not self._rows:
            return strips.blank(width, base)
        key = self.front("primary") + strips.BOLD
        if self._picked:
            words = f"{len(self._picked):,} marked · "
            return strips.strip([(f" {words}", muted), ("M", key), (" joins them here", muted)], width, base)
        scopes = (f"this {self._within}", self._within) if self._scope == "article" else ("all articles", "all")
        columns = " ".join([*COLUMNS[self._scope], ""])
        order = ORDERS[self._order]
        short = order.removeprefix("by ")
        for scope, gap, sorting in ((scopes[0], 2, order), (scopes[1], 2, order), (scopes[1], 1, short)):
            pieces: list[strips.Piece] = [
                (" ", strips.PLAIN),
                ("A", key),
                (f" {scope}{' ' * gap}", muted),
                ("O", key),
                (f" {sorting}", muted),
            ]
            if sum(strips.width_of(text) for text, _ in pieces) + len(columns) < width:
                break
        return strips.row(pieces, [(columns, muted)], width, base)

    def _measure(self) -> None:
        """How wide the two columns of numbers are."""
        first, second = self._entities, self._entities
        if self._listed is not None:
            listed = self._listed
            first = [names[0] for kind, _ in GROUPS if (names := listed(kind, "count"))]
            second = [names[-1] for kind, _ in GROUPS if (names := listed(kind, "rarity"))]
        most = max((len(entity.mentions) for entity in first), default=0)
        other = max((self._second(entity) for entity in second), default=0)
        # The second number ends below the end of its word; the first one may reach to the left of its own.
        self._widths = len(f"{most:,}"), max(len(f"{other:,}"), len(COLUMNS[self._scope][1]))

    def _second(self, entity: Entity) -> int:
        """Return the number of the second column: mentions in the folder, or how many articles name it."""
        if self._scope == "folder":
            return entity.articles
        return self._totals.get(entity.id, (len(entity.mentions), 0))[0]

    def draw_line(self, row: int, line: int, width: int, here: bool) -> Strip:
        each, base, muted = self._rows[row], self.ink(""), self.front("muted")
        over = self.cursor_style() if here else strips.PLAIN
        if each.entity is None:
            if row and line == 0:
                return strips.blank(width, base)
            heading: list[strips.Piece] = [(" ", strips.PLAIN), (f"{each.heading} {each.size:,}", strips.BOLD)]
            return strips.strip(heading, width, base)
        first, second = self._widths
        if each.description is not None:
            lines = self._folded.get(row) or self._fold_description(each.description, width)
            mark = "     " if line else "   · "
            return strips.strip([self.cursor_cell(here), (mark, muted), (lines[line], muted)], width, base, over=over)
        if each.alias is not None:
            right: list[strips.Piece] = [(f"{each.alias.count:>{first},}", muted), (" " * (second + 2), strips.PLAIN)]
            # The reason is what one opens the drawer for: a long spelling gives way to it.
            room = width - 5 - sum(len(text) for text, _ in right) - 2 - len(way_words(each.alias))
            left = [
                self.cursor_cell(here),
                ("   ", strips.PLAIN),
                (strips.fit_ends(each.alias.text, max(10, room)), strips.PLAIN),
            ]
            if each.alias.via:
                left.append((f"  {way_words(each.alias)}", muted))
            return strips.row(left, right, width, base, over=over)
        entity = each.entity
        if line:
            rest = self._folded[row][line]
            style = self.front(_INK[entity.type]) + (strips.BOLD if here else strips.PLAIN)
            return strips.strip([self.cursor_cell(here), ("    ", strips.PLAIN), (rest, style)], width, base, over=over)
        mark = ONLY if entity.id in self._only else WITHOUT if entity.id in self._without else " "
        left = [
            self.cursor_cell(here),
            (PICKED, strips.BOLD)
            if entity.id in self._picked
            else (OPEN if entity.id in self._drawers else CLOSED, muted),
            (mark, strips.BOLD),
        ]
        right = [(f"{len(entity.mentions):>{first},}", strips.PLAIN), (f" {self._second(entity):>{second},} ", muted)]
        fit = strips.fit_person if entity.type == "person" else strips.fit_ends
        name = self._folded[row][0] if row in self._folded else fit(entity.name, self._name_room(width))
        left.append((name, self.front(_INK[entity.type]) + (strips.BOLD if here else strips.PLAIN)))
        office = office_of(entity) if width >= 36 else ""
        if office:
            room = self._name_room(width) - strips.width_of(name) - 2
            left += [("  ", muted), (strips.whole_words(office, room), muted)]
        return strips.row(left, right, width, base, over=over)
