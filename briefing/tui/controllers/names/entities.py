"""Names: the people, organisations and places of an article or of the folder, the walk through their mentions, who with whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from briefing.model import Companion, Description, Entity, EntityOrder, EntityType, Mention, Span
from briefing.presentation.comparison_rows import in_marks
from briefing.presentation.labels import MODE_MARKS, list_label, squeeze
from briefing.text import plural, sentence_at
from briefing.tui.context import places_of
from briefing.tui.controllers.base import NO_NAME
from briefing.tui.controllers.names.pane import NamesController
from briefing.tui.keys.keymap import first_key, row
from briefing.tui.messages import (
    ArticleShown,
    CollectionChanged,
    FiltersChanged,
    NameFilterToggled,
    NameMoved,
    NamesCorrected,
    NamesPaneShown,
    NameWanted,
    PaneRecalled,
    PlaceChanged,
    StoryWanted,
)
from briefing.tui.prepared import Prepared
from briefing.tui.rows.names_together import names_together
from briefing.tui.target import Target

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState
    from briefing.tui.widgets.choice_list import Choice

_ORDERS: Final = ("count", "name", "rarity")

SAID_LINES: Final = 8
"""Lines that a quotation takes in the list of what a name said."""

AT_ONCE: Final = 0.08
"""Seconds for which a list waits for what it shows, before it says that this is being counted."""

NOBODY, COUNTING = "nobody is named together with it", "being counted"


class EntityController(NamesController):
    """The entity panel's flow."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._walked = ("", "", 0)
        """Entity, article and place of that mention; it outlives the mention when that is hidden."""
        self._shown: tuple[str, tuple[str, ...], int] | None = None

    def restore(self, order: str, lit: bool) -> None:
        """As the session was left."""
        view = self.state.names
        if order in _ORDERS:
            view.order = order  # type: ignore[assignment]
        view.lit = lit

    # --- showing ---

    async def do_entities(self) -> None:
        if self.port.active == "entities":
            # Once more puts the names away; where there is room they come back by e, and that is remembered.
            self.port.take_preferences(names_hidden=True)
            await self.port.go_to_pane("article")
        else:
            self.state.names.scope = "article"  # who opens the names wants those of what is read; one key shows all
            self.port.take_preferences(names_hidden=False)
            meant = self.port.guarded(self._under_cursor, "")
            await self.port.go_to_pane("entities")
            if meant:
                self.panel.select(meant)
                self.light_up()

    def _under_cursor(self) -> str:
        """Return the name (an id) that the cursor stands on, or else whoever speaks there; "" if nobody is known."""
        target = self.port.target()
        if target is None or not target.article:
            return ""
        named = self.collection.entities(target.article)
        in_text = self.port.active == "article"
        at = self.port.view.cursor if in_text else -1
        on = [each.id for each in named for mention in each.mentions if mention.span[0] <= at < mention.span[1]]
        speaker = self._speaker(target)
        said = [each.id for each in named if speaker in _called(each)]
        # On a quotation it is who says it, whichever pane prints that; a name in it only where that itself was gone to.
        led_to = in_text and self.port.view.led_to
        near = self._named_next(named, at) if in_text else []
        return next(iter([*on, *said] if led_to else [*said, *on, *near]), "")

    def _named_next(self, named: Sequence[Entity], at: int) -> list[str]:
        """Return the names (ids) in the cursor's sentence, the first one behind the cursor first."""
        text = self.state.document.text if self.state.document is not None else ""
        end = sentence_at(text, (at, at + 1))[1]
        spots = ((mention.span[0], each.id) for each in named for mention in each.mentions)
        return [id for start, id in sorted(spot for spot in spots if at <= spot[0] < end)]

    def _speaker(self, target: Target) -> str:
        """Return the name of who says what is under the cursor, "" where that is not known."""
        if target.quotation is None:
            return ""
        printed = self.collection.quotation(target.quotation).speaker.name
        known = self.collection.speaker_names(target.article).get(target.quotation)
        return next(filter(None, (known, printed)), "")

    def on_article_shown(self, message: ArticleShown) -> None:
        """Another article: its names, when the panel is in view."""
        self.state.mention = None
        if message.new and self.port.active != "entities":
            self.state.names.scope = "article"  # "all" is for one look: it is not taken along to another article
        if self.panel is not None and "entities" in self.port.shape.panes:
            self.port.soon("names", self.show)
        if self.state.names.lit:
            self.port.soon("mentions", self.light_up)

    def show(self) -> None:
        """Fill the panel, unless it shows just this already."""
        port, panel = self.port, self.panel
        if panel is None:
            return
        shown = self._articles() if self.state.names.scope == "article" else ()
        key = (self.state.names.scope, shown, self.collection.generation)
        if key == self._shown:
            return
        listed = self._listed if self.state.names.scope == "folder" else None
        entities = port.guarded(self._entities, ()) if listed is None else ()
        totals = port.guarded(self.collection.entity_totals, {}) if self.state.names.scope == "article" else {}
        self._shown = key
        panel.empty = self.nothing("no names found") if port.analysed else "names are still being looked for"
        if panel.order != self.state.names.order:
            panel.sort_by(self.state.names.order)
        within = "article" if self.state.page is None else "story"
        panel.show(entities, scope=self.state.names.scope, totals=totals, listed=listed, within=within)
        panel.mark(self.state.filters.names, self.state.filters.without)

    def _entities(self) -> Sequence[Entity]:
        """Return the names of the article that is shown, or of all articles of the story whose page is."""
        lists = [self.collection.entities(id) for id in self._articles()]
        return names_together(lists) if len(lists) > 1 else next(iter(lists), ())

    def _articles(self) -> tuple[str, ...]:
        page = self.state.page
        if page is not None:
            return tuple(id for id in page.articles if self.port.article(id) is not None)
        return (self.state.shown,) if self.state.shown else ()

    def _listed(self, kind: EntityType, order: EntityOrder) -> Sequence[Entity]:
        """Return the names of the folder of one kind, which are read as they are looked at."""
        names: Sequence[Entity] = self.port.guarded(lambda: self.collection.entities(type=kind, order=order), ())
        return names

    def on_story_wanted(self, message: StoryWanted) -> None:
        """The page of a story: the names of its articles, when the panel is in view."""
        if self.panel is not None and "entities" in self.port.shape.panes:
            self.port.soon("names", self.show)

    def on_collection_changed(self, message: CollectionChanged) -> None:
        self.refresh()

    def on_names_corrected(self, message: NamesCorrected) -> None:
        self.refresh()

    def on_names_pane_shown(self, message: NamesPaneShown) -> None:
        self.show()
        self.port.soon("mentions", self.light_up)

    def on_name_moved(self, message: NameMoved) -> None:
        self.port.soon("mentions", self.light_up)

    def refresh(self) -> None:
        """The collection knows other names now."""
        self._shown = None
        if self.panel is not None and self.panel.display:
            self.show()
        if self.state.names.lit or self.port.active == "entities":
            self.port.soon("mentions", self.light_up)

    def do_entity_scope(self) -> None:
        self.state.names.scope = "folder" if self.state.names.scope == "article" else "article"
        self.show()
        within = "this article" if self.state.page is None else "this story"
        shown, other = ("all articles", within) if self.state.names.scope == "folder" else (within, "all articles")
        self.say(f"names of {shown}; {first_key(row('entity_scope'))} shows those of {other}")
        self.light_up()
        self.port.publish(PlaceChanged())

    def do_entity_sort(self) -> None:
        self.state.names.order = _ORDERS[(_ORDERS.index(self.state.names.order) + 1) % len(_ORDERS)]
        self.panel.sort_by(self.state.names.order)
        self.say({"count": "by count", "name": "A-Z", "rarity": "the rarest first"}[self.state.names.order])
        self.port.publish(PlaceChanged())

    def do_entity_drawer(self) -> None:
        if self.or_say(self.current, NO_NAME) is not None:
            self.panel.toggle_drawer()

    async def do_entity_find(self) -> None:
        """Type, and the cursor goes to the name; Esc goes back to where it was."""
        before = self.current
        found = True

        def back() -> None:
            if before is not None:
                self.panel_select(before)
                self.light_up()

        def typed(words: str) -> None:
            nonlocal found
            found = not words.strip() or self.panel.find(words)
            if found:
                self.light_up()
            else:
                back()  # a name that holds the first letters only is not the one that is looked for

        def done(words: str) -> None:
            if not found:
                self.say(
                    f"no name here holds {words.strip()}"
                    + ("; A shows all names" * (self.state.names.scope == "article"))
                )

        await self.port.ask(
            "find", changed=typed, submitted=done, cancelled=back, hints=(("Enter", "stay there"), ("Esc", "back"))
        )

    # --- mentions ---

    def light_up(self, current: Span | None = None) -> None:
        """Mark the mentions of the name under the cursor in the article; with all names lit, these stand out."""
        port, entity = self.port, self.current
        self._describe()
        if current is None and self.state.mention is not None:
            if (
                entity is not None
                and self.state.mention in self.mentions_here(entity)
                and self.state.mention.article == self.state.shown
            ):
                current = self.state.mention.span
            else:
                self.state.mention = None
        if self.state.document is None:
            return
        own: dict[Span, EntityType] = {}
        if entity is not None and port.active in ("entities", "article"):
            own = {mention.span: entity.type for mention in self.mentions_here(entity)}
        if not self.state.names.lit:
            port.view.set_mentions(own, current=current)
            return
        named: Sequence[Entity] = port.guarded(lambda: self.collection.entities(self.state.shown), ())
        spans = {mention.span: each.type for each in named for mention in each.mentions} | own
        port.view.set_mentions(spans, current=current, chosen=set(own))

    def _describe(self) -> None:
        """Say below the names what sources call the one under the cursor."""
        entity = self.current if self.port.active == "entities" else None
        if entity is not None:
            self.panel.describe(entity.id, self.port.guarded(partial(self.port.descriptions.of, entity.id), ()))

    def do_light_names(self) -> None:
        self.state.names.lit = not self.state.names.lit
        self.light_up()
        self.say("all names by kind" if self.state.names.lit else "only the name under the cursor")
        self.port.publish(PlaceChanged())

    async def do_walk_mentions(self) -> None:
        """Go to the next mention, in the next article if need be, and stay in the panel; from what sources call the name, to where they do."""
        described, entity = self.panel.current_description, self.current
        if described is None:
            await self._walk_seen(1)
        elif entity is not None:
            await self._go_to_description(described, entity)

    async def _go_to_description(self, described: Description, entity: Entity) -> None:
        port = self.port
        if described.article != self.state.shown:
            port.list.select(described.article)
            port.show_article(described.article, described.span[0])
            port.flush()
            if self.state.names.scope == "article":
                self.show()
                self.panel_select(entity)
        port.view.set_mentions({described.span: entity.type}, current=described.span)
        port.view.go_to(described.span[0])
        if "article" not in port.shape.panes:
            await port.go_to_pane("article")

    async def do_next_mention(self) -> None:
        await self._walk_seen(1)

    async def do_previous_mention(self) -> None:
        await self._walk_seen(-1)

    async def _walk_seen(self, step: int) -> None:
        """Go to another mention; where the article is hidden, show it."""
        await self._walk(step)
        if "article" not in self.port.shape.panes and self.state.mention is not None:
            await self.port.go_to_pane("article")

    async def _walk(self, step: int) -> None:
        port, entity = self.port, self.current
        if entity is None:
            self.say("choose a name first: e goes to the names")
            return
        here = self.mentions_here(entity)
        if self.state.mention is not None:
            at = self.state.mention.span[0]
        elif self._walked[:2] == (entity.id, self.state.shown) and port.active == "entities":
            at = self._walked[2]  # behind a mention that was hidden
        elif port.active == "entities" or self.state.document is None:
            at = -1 if step > 0 else len(self.state.document.text) if self.state.document is not None else 0
        else:
            at = port.view.cursor - (step > 0)  # one under the cursor counts as not gone to yet
        rest = [m for m in here if (m.span[0] > at if step > 0 else m.span[0] < at)]
        mention = (rest[0] if step > 0 else rest[-1]) if rest else None
        if mention is None:
            mention = self._beyond(entity.id, step) or (here[0 if step > 0 else -1] if here else None)
        if mention is None:
            return
        if mention.article != self.state.shown:
            port.list.select(mention.article)
            port.show_article(mention.article, mention.span[0])
            port.flush()
            self.show()
            self.panel_select(entity)
        self.state.mention = mention
        self._walked = (entity.id, mention.article, mention.span[0])
        self.light_up(mention.span)
        port.view.go_to(mention.span[0])
        port.show_hints()

    def panel_select(self, entity: Entity) -> None:
        """Keep the cursor on the same name when the panel shows another article's names."""
        if self.panel is not None:
            self.panel.select(entity.id)

    def _beyond(self, entity: str, step: int) -> Mention | None:
        """Return the first mention in the next article of the list that has one (the last one in the article before), around the end."""
        order, page = places_of(self.port), self.state.page
        here = order.get(self.state.shown, -1)
        within = order.keys() if page is None else order.keys() & set(page.articles)
        others = [id for id in self.collection.articles_naming(entity) if id != self.state.shown and id in within]
        if not others:
            return None
        nearest = min(others, key=lambda id: (step * (order[id] - here)) % len(order))
        named = (each for each in self.collection.entities(nearest) if each.id == entity)
        mentions = sorted((mention for each in named for mention in each.mentions), key=lambda mention: mention.span)
        return next(iter(mentions[::step]), None)

    # --- the filter ---

    def _filter(self, *, without: bool) -> None:
        entity = self.current
        if entity is None:
            self.say(NO_NAME)
        else:
            self.port.publish(NameFilterToggled(entity.id, entity.name, without))

    def do_entity_filter(self) -> None:
        self._filter(without=False)

    def do_entity_without(self) -> None:
        self._filter(without=True)

    def on_filters_changed(self, message: FiltersChanged) -> None:
        if self.panel is not None:
            self.panel.mark(self.state.filters.names, self.state.filters.without)

    # --- who with whom, who said what ---

    async def do_entity_together(self) -> None:
        entity = self.or_say(self.current, NO_NAME)
        if entity is None:
            return
        # Who is named with the most frequent names takes seconds to count in a large folder: no key waits for it.
        work = Prepared("named together", partial(self.collection.together, entity.id, limit=200))
        work.begin(entity.id)
        title, chosen = f"With {entity.name}", partial(self._go_to_name)
        there = await work.within(AT_ONCE)
        rows, empty = (self._companions(work), NOBODY) if there else ((), COUNTING)
        await self.port.choose(title, rows, chosen, empty=empty)
        if not there:
            self.port.start(self._when_counted(work, title, chosen))

    async def _when_counted(
        self, work: Prepared[Sequence[Companion]], title: str, chosen: Callable[[str], object]
    ) -> None:
        """Show who is named together with a name as soon as that is counted, unless the person has gone on."""
        menu: Any = self.port.existing("menu")
        while not await work.within(1.0):
            if menu.chosen is not chosen:
                return
        if self.port.active == "menu" and menu.chosen is chosen:
            menu.show(title, self._companions(work), chosen, empty=NOBODY)

    def _companions(self, work: Prepared[Sequence[Companion]]) -> list[Choice]:
        """Return the rows of those who are named together with a name."""
        from briefing.tui.widgets.choice_list import Choice

        return [
            Choice(
                each.name,
                each.id,
                note=plural(each.articles, "article")
                + (f", {plural(each.sentences, 'sentence')}" * bool(each.sentences)),
            )
            for each in self.port.guarded(work.take, ())
        ]

    async def on_name_wanted(self, message: NameWanted) -> None:
        await self._go_to_name(message.id)

    async def _go_to_name(self, id: str) -> None:
        await self.port.go_to_pane("entities")
        if not self.panel.select(id):
            self.state.names.scope = "folder"
            self.show()
            self.panel.select(id)
        self.light_up()

    async def do_entity_said(self) -> None:
        entity = self.or_say(self.current, NO_NAME)
        if entity is not None:
            await self._show_said(entity)

    async def on_pane_recalled(self, message: PaneRecalled) -> None:
        """List what a name said, which was left for another place."""
        if message.pane == "said":
            entity = self.port.guarded(lambda: self.collection.entity(str(message.subject[0])), None)
            if entity is not None:
                await self._show_said(entity)

    async def _show_said(self, entity: Entity) -> None:
        """List the quotations of a name, under the headlines of their articles."""
        from briefing.tui.widgets.choice_list import Choice

        said = [q for q in self.collection.said_by(entity.id) if q.kind == "speech"]
        if not said:
            self.say("no quotation is attributed to this name")
            return
        rows: list[Choice] = []
        for id, group in groupby(said, key=lambda quotation: quotation.article):
            article = self.port.article(id)
            rows.append(Choice(list_label(article)[0] if article is not None else id, heading=True))
            rows += [
                Choice(
                    f"{MODE_MARKS[q.mode]} {in_marks(squeeze(q.text), q.enclosed)}",
                    Target(q.article, q.span, q.text, q.id),
                    lines=SAID_LINES,
                )
                for q in group
            ]
        pane = await self.port.pane("said")
        pane.show_said(entity.id, entity.name, rows, len({id for q in said for id in q.statements}))
        await self.port.go_to_pane("said")


def _called(entity: Entity) -> set[str]:
    """Return the forms of a name."""
    return {entity.name, *(alias.text for alias in entity.aliases)}
