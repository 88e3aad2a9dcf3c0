"""Names: the people, organisations and places of an article or of the folder, the walk through their mentions, who with whom."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, Literal

from briefing.model import Entity, EntityType, Mention, Span
from briefing.presentation.labels import MODE_MARKS, list_label, squeeze
from briefing.text import plural
from briefing.tui.controllers.base import Flow

if TYPE_CHECKING:
    from briefing.tui.screens.reader_screen import ReaderScreen

_ORDERS: Final = ("count", "name", "rarity")


class Naming(Flow):
    """The entity panel's flow."""

    def __init__(self, reader: ReaderScreen) -> None:
        super().__init__(reader)
        self.scope: Literal["article", "folder"] = "article"
        self.order: Literal["count", "name", "rarity"] = "count"
        self.lit = False
        """All names of the article are marked, not only the one under the cursor."""
        self.walking: Mention | None = None
        """The mention that was gone to last, while the cursor stays on its name."""
        self._walked = ("", "", 0)
        """Entity, article and place of that mention; it outlives the mention when that is hidden."""
        self._shown: tuple[str, str, int] | None = None

    def restore(self, order: str, lit: bool) -> None:
        """As the session was left."""
        if order in _ORDERS:
            self.order = order  # type: ignore[assignment]
        self.lit = lit

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
        if self.lit:
            self.reader.soon("mentions", self.light_up)

    def show(self) -> None:
        """Fill the panel, unless it shows just this already."""
        reader, panel = self.reader, self.panel
        if panel is None:
            return
        key = (self.scope, reader.shown if self.scope == "article" else "", self.collection.generation)
        if key == self._shown:
            return
        entities = reader.guarded(self._entities, ())
        totals = reader.guarded(self.collection.entity_totals, {}) if self.scope == "article" else {}
        self._shown = key
        panel.empty = "no names found" if reader.syncing.analysed else "names are still being looked for"
        if panel.order != self.order:
            panel.sort_by(self.order)
        panel.show(entities, scope=self.scope, total=len(entities), totals=totals)
        panel.mark(reader.keeping.entities, reader.keeping.without)

    def _entities(self) -> Sequence[Entity]:
        if self.scope == "folder":
            return self.collection.entities()
        return self.collection.entities(self.reader.shown) if self.reader.shown else ()

    def refresh(self) -> None:
        """The collection knows other names now."""
        self._shown = None
        if self.panel is not None and self.panel.display:
            self.show()
        if self.lit or self.reader.active == "entities":
            self.reader.soon("mentions", self.light_up)

    def do_entity_scope(self) -> None:
        self.scope = "folder" if self.scope == "article" else "article"
        self.show()
        self.light_up()
        self.reader.returning.changed_place()

    def do_entity_sort(self) -> None:
        self.order = _ORDERS[(_ORDERS.index(self.order) + 1) % len(_ORDERS)]
        self.panel.sort_by(self.order)
        self.say({"count": "by count", "name": "A-Z", "rarity": "the rarest first"}[self.order])
        self.reader.returning.changed_place()

    def do_entity_drawer(self) -> None:
        self.panel.toggle_drawer()

    async def do_entity_find(self) -> None:
        """Type, and the cursor goes to the name; Esc goes back to where it was."""
        before = self.current
        found = True

        def typed(words: str) -> None:
            nonlocal found
            found = not words.strip() or self.panel.find(words)
            self.light_up()

        def done(words: str) -> None:
            if not found:
                self.say(f"no name here holds {words.strip()}" + ("; A shows all names" * (self.scope == "article")))

        def back() -> None:
            if before is not None:
                self.panel_select(before)
                self.light_up()

        prompt = await self.reader.searching.bottom_prompt()
        prompt.ask(
            "find", changed=typed, submitted=done, cancelled=back, hints=(("Enter", "stay there"), ("Esc", "back"))
        )

    # --- mentions ---

    def mentions_here(self, entity: Entity) -> list[Mention]:
        """Its mentions in the article that is shown, in order."""
        return sorted((m for m in entity.mentions if m.article == self.reader.shown), key=lambda mention: mention.span)

    def light_up(self, current: Span | None = None) -> None:
        """Mark the mentions of the name under the cursor in the article; with all names lit, these stand out."""
        reader, entity = self.reader, self.current
        if current is None and self.walking is not None:
            if entity is not None and self.walking in entity.mentions and self.walking.article == reader.shown:
                current = self.walking.span
            else:
                self.walking = None
        if reader.document is None:
            return
        own: dict[Span, EntityType] = {}
        if entity is not None and reader.active in ("entities", "article"):
            own = {mention.span: entity.type for mention in self.mentions_here(entity)}
        if not self.lit:
            reader.view.set_mentions(own, current=current)
            return
        named: Sequence[Entity] = reader.guarded(lambda: self.collection.entities(reader.shown), ())
        spans = {mention.span: each.type for each in named for mention in each.mentions} | own
        reader.view.set_mentions(spans, current=current, chosen=set(own))

    def do_light_names(self) -> None:
        self.lit = not self.lit
        self.light_up()
        self.say("all names by kind" if self.lit else "only the name under the cursor")
        self.reader.returning.changed_place()

    async def walk(self) -> None:
        """Go to the next mention, in the next article if need be, and stay in the panel."""
        await self._walk(1)
        if self.reader.shape.arrangement == "one" and self.walking is not None:
            await self.reader.go_to_pane("article")

    async def do_next_mention(self) -> None:
        await self._walk(1)

    async def do_previous_mention(self) -> None:
        await self._walk(-1)

    async def _walk(self, step: int) -> None:
        reader, entity = self.reader, self.current
        if entity is None:
            self.say("choose a name first: e goes to the names")
            return
        here = self.mentions_here(entity)
        if self.walking is not None:
            at = self.walking.span[0]
        elif self._walked[:2] == (entity.id, reader.shown) and reader.active == "entities":
            at = self._walked[2]  # behind a mention that was hidden
        elif reader.active == "entities" or reader.document is None:
            at = -1 if step > 0 else len(reader.document.text) if reader.document is not None else 0
        else:
            at = reader.view.cursor - (step > 0)  # one under the cursor counts as not gone to yet
        rest = [m for m in here if (m.span[0] > at if step > 0 else m.span[0] < at)]
        mention = (rest[0] if step > 0 else rest[-1]) if rest else None
        if mention is None:
            whole = self.collection.entity(entity.id)
            mention = self._beyond(whole, step) or (here[0 if step > 0 else -1] if here else None)
        if mention is None:
            return
        if mention.article != reader.shown:
            reader.list.select(mention.article)
            reader.show_article(mention.article, mention.span[0])
            reader.flush()
            self.show()
            self.panel_select(entity)
        self.walking = mention
        self._walked = (entity.id, mention.article, mention.span[0])
        self.light_up(mention.span)
        reader.view.go_to(mention.span[0])

    def panel_select(self, entity: Entity) -> None:
        """Keep the cursor on the same name when the panel shows another article's names."""
        if self.panel is not None:
            self.panel.select(entity.id)

    def _beyond(self, entity: Entity, step: int) -> Mention | None:
        """The first mention in the next article of the list that has one (the last one in the article before), around the end."""
        order = {id: place for place, id in enumerate(self.reader.ids())}
        here = order.get(self.reader.shown, -1)
        others = [m for m in entity.mentions if m.article != self.reader.shown and m.article in order]
        if not others:
            return None

        def distance(mention: Mention) -> tuple[int, int]:
            return (step * (order[mention.article] - here)) % len(order), step * mention.span[0]

        return min(others, key=distance)

    # --- the filter ---

    def _filter(self, *, without: bool) -> None:
        entity = self.current
        if entity is not None:
            self.reader.keeping.toggle_entity(entity, without=without)

    def do_entity_filter(self) -> None:
        self._filter(without=False)

    def do_entity_without(self) -> None:
        self._filter(without=True)

    def filters_changed(self) -> None:
        """The list is filtered by other names."""
        if self.panel is not None:
            self.panel.mark(self.reader.keeping.entities, self.reader.keeping.without)

    # --- who with whom, who said what ---

    async def do_entity_together(self) -> None:
        from briefing.tui.widgets.choice_list import Choice

        entity = self.current
        if entity is None:
            return
        found = self.collection.together(entity.id, limit=200)
        choices = [
            Choice(
                each.name,
                each.id,
                note=plural(each.articles, "article")
                + (f", {plural(each.sentences, 'sentence')}" * bool(each.sentences)),
            )
            for each in found
        ]
        await self.reader.menu(
            f"With {entity.name}", choices, self._go_to_name, empty="nobody is named together with it"
        )

    async def _go_to_name(self, id: str) -> None:
        await self.reader.go_to_pane("entities")
        if not self.panel.select(id):
            self.scope = "folder"
            self.show()
            self.panel.select(id)
        self.light_up()

    async def do_entity_said(self) -> None:
        from briefing.tui.widgets.choice_list import Choice

        entity = self.current
        if entity is None:
            return
        said = [q for q in self.collection.said_by(entity.id) if q.kind == "speech"]
        choices: list[Choice] = []
        for id, group in groupby(said, key=lambda quotation: quotation.article):
            article = self.reader.article(id)
            heading = list_label(article)[0] if article is not None else id
            choices.append(Choice(heading, heading=True))
            choices += [Choice(f"{MODE_MARKS[q.mode]} {squeeze(q.text)}", (q.article, q.span[0])) for q in group]

        async def chosen(place: tuple[str, int]) -> None:
            await self.reader.open_at(*place)

        title = f"{entity.name} said · {len(said):,}"
        await self.reader.menu(title, choices, chosen, empty="no quotation is attributed to this name")
