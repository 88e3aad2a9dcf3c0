"""Names: the people, organisations and places of an article or of the folder, the walk through their mentions, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from briefing.model import Entity, EntityType, Mention, Span
from briefing.tui.screens.flow import Flow

if TYPE_CHECKING:
    from briefing.tui.screens.reader import ReaderScreen

_SORTS = ("count", "name", "rarity")
_SORT_WORDS = {"count": "by count", "name": "A-Z", "rarity": "the rarest first"}
_KINDS: tuple[EntityType, ...] = ("person", "organisation", "place")


class Naming(Flow):
    """The entity panel's flow."""

    def __init__(self, reader: ReaderScreen) -> None:
        super().__init__(reader)
        self.scope: Literal["article", "folder"] = "article"
        self.sort = 0
        self.walking: Mention | None = None
        self._shown: tuple[str, str, int] | None = None

    @property
    def panel(self) -> Any:
        """The panel, or None if it was never built."""
        return self.reader.existing("entities")

    @property
    def current(self) -> Entity | None:
        return self.panel.current if self.panel is not None else None

    # --- showing ---

    async def do_entities(self) -> None:
        if self.reader.active == "entities":
            await self.reader.go_to_pane("article")
        else:
            await self.reader.go_to_pane("entities")

    def article_shown(self) -> None:
        """Another article: its names, when the panel is in view."""
        self.walking = None
        if self.panel is not None and "entities" in self.reader.shape.panes:
            self.reader.soon("names", self.show)

    def show(self) -> None:
        """Fill the panel, unless it shows just this already."""
        reader, panel = self.reader, self.panel
        if panel is None:
            return
        key = (self.scope, reader.shown if self.scope == "article" else "", self.collection.generation)
        if key == self._shown:
            return
        entities = reader.guarded(
            lambda: self.collection.entities(reader.shown or None) if self.scope == "article" else self.collection.entities(), ()
        )
        if self.scope == "article" and not reader.shown:
            entities = ()
        self._shown = key
        panel.empty = "no names found" if reader.syncing.analysed else "names are still being looked for"
        panel.show(entities, scope=self.scope, total=len(entities))

    def refresh(self) -> None:
        """The collection knows other names now."""
        self._shown = None
        if self.panel is not None and self.panel.display:
            self.show()

    def do_entity_scope(self) -> None:
        self.scope = "folder" if self.scope == "article" else "article"
        self.show()
        self.light_up()

    def do_entity_sort(self) -> None:
        self.sort = (self.sort + 1) % len(_SORTS)
        self.panel.sort_by(_SORTS[self.sort])
        self.say(_SORT_WORDS[_SORTS[self.sort]])

    def do_entity_drawer(self) -> None:
        self.panel.toggle_drawer()

    # --- mentions ---

    def mentions_here(self, entity: Entity) -> list[Mention]:
        """Its mentions in the article that is shown, in order."""
        return sorted((m for m in entity.mentions if m.article == self.reader.shown), key=lambda mention: mention.span)

    def light_up(self) -> None:
        """Mark the mentions of the name under the cursor in the article."""
        self.walking = None
        entity = self.current
        if self.reader.document is None:
            return
        spans: dict[Span, EntityType] = {}
        if entity is not None:
            spans = {mention.span: entity.type for mention in self.mentions_here(entity)}
        self.reader.view.set_mentions(spans)

    async def walk(self) -> None:
        """Go to the next mention, in the next article if need be, and stay in the panel."""
        reader, entity = self.reader, self.current
        if entity is None:
            return
        here = self.mentions_here(entity)
        after = self.walking.span[0] if self.walking is not None else -1
        mention = next((m for m in here if m.span[0] > after), None)
        if mention is None:
            everywhere = self.collection.entities()
            whole = next((e for e in everywhere if e.id == entity.id), entity)
            mention = self._beyond(whole) or (here[0] if here else None)
        if mention is None:
            return
        if mention.article != reader.shown:
            reader.list.select(mention.article)
            reader.show_article(mention.article, mention.span[0])
            reader.flush()
            self.show()
            self.panel_select(entity)
        self.walking = mention
        spans = {m.span: entity.type for m in self.mentions_here(entity)} or {mention.span: entity.type}
        reader.view.set_mentions(spans, current=mention.span)
        if reader.shape.arrangement == "one":
            await reader.go_to_pane("article")

    def panel_select(self, entity: Entity) -> None:
        """Keep the cursor on the same name when the panel shows another article's names."""
        select = getattr(self.panel, "select", None)
        if select is not None:
            select(entity.id)

    def _beyond(self, entity: Entity) -> Mention | None:
        """The first mention in the next article of the list that has one, around the end."""
        order = {id: place for place, id in enumerate(self.reader.ids())}
        here = order.get(self.reader.shown, -1)
        others = [m for m in entity.mentions if m.article != self.reader.shown and m.article in order]
        if not others:
            return None
        return min(others, key=lambda m: ((order[m.article] - here) % len(order), m.span))

    # --- the filter ---

    def do_entity_filter(self) -> None:
        entity = self.current
        if entity is None:
            return
        keeping = self.reader.keeping
        keeping.toggle_entity(entity)

    # --- corrections ---

    def _edit(self, action: Literal["merge", "split", "rename", "retype", "hide"], entity: str, **values: Any) -> None:
        words = self.collection.edit_entity(action, entity, **values)
        self.reader.keeping.undoable(words, self._take_back)
        self.say(f"{words}; U takes it back")
        self.refresh()

    def _take_back(self) -> None:
        self.collection.undo_entity_edit()
        self.refresh()

    async def do_entity_merge(self) -> None:
        from briefing.tui.screens.menu import Choice

        entity = self.current
        if entity is None:
            return
        others = [other for other in self.collection.entities() if other.id != entity.id]
        # The same kind first, then those that share a word of the name.
        words = set(entity.name.lower().split())
        others.sort(key=lambda other: (other.type != entity.type, not words & set(other.name.lower().split())))
        choices = [Choice(other.name, other.id, note=f"{other.type}, {len(other.mentions)}") for other in others[:2000]]

        def chosen(target: str) -> None:
            self._edit("merge", entity.id, target=target)

        await self.reader.menu(f"Merge {entity.name} into", choices, chosen)

    def do_entity_split(self) -> None:
        entity, surface = self.current, self.panel.current_surface
        if entity is None:
            return
        if not surface:
            self.say("open its spellings with D and go to the one to split off")
            return
        self._edit("split", entity.id, surface=surface)

    async def do_entity_rename(self) -> None:
        entity = self.current
        if entity is None:
            return

        def renamed(name: str) -> None:
            if name.strip() and name.strip() != entity.name:
                self._edit("rename", entity.id, target=name.strip())

        prompt = await self.reader.searching.bottom_prompt()
        prompt.ask("name", entity.name, submitted=renamed)

    async def do_entity_retype(self) -> None:
        from briefing.tui.screens.menu import Choice

        entity = self.current
        if entity is None:
            return

        def chosen(kind: str) -> None:
            if kind != entity.type:
                self._edit("retype", entity.id, target=kind)

        await self.reader.menu(f"{entity.name} is a", [Choice(kind, kind) for kind in _KINDS], chosen, current=entity.type)

    def do_entity_hide(self) -> None:
        entity = self.current
        if entity is not None:
            self._edit("hide", entity.id, surface=self.panel.current_surface or "")
