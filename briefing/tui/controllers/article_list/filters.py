"""What the list leaves out: the filters by reading, star and names, and the line above everything that says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from briefing.model import Article, Entity
from briefing.presentation.labels import UNKNOWN_MARK, outlet_label
from briefing.text import one_line, plural
from briefing.tui.context import finish
from briefing.tui.controllers.base import BEING_READ, Controller
from briefing.tui.controllers.search.search_results import FoundArticles
from briefing.tui.finding.name_filter import articles_within, filter_words, known_names
from briefing.tui.messages import (
    CollectionChanged,
    FiltersChanged,
    FiltersWanted,
    NameFilterToggled,
    NamesCorrected,
    OutletsKnown,
    OutletsWanted,
    PlaceChanged,
    QueryChanged,
)
from briefing.tui.session_state import Session

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState


class FilterController(Controller):
    """The filters of the list."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._counted: Sequence[str] = ()
        self._every: frozenset[str] = frozenset()
        """The ids in ``_counted``, as a set: the heading is written at every key."""
        self._noted = state.filters.to_json()
        """The filters as the journal knows them."""

    def restore(self, session: Session) -> None:
        """Take the filters of the last session."""
        filters = self.state.filters
        filters.unread_only, filters.starred_only = session.unread_only, session.starred_only
        filters.names = known_names(self.collection, session.entities)
        filters.without = known_names(self.collection, session.without)
        filters.outlet = session.outlet
        self._noted = filters.to_json()

    # --- what the screen shows ---

    def heading(self) -> str:
        """Return ``Inbox 38 · 7 unread``, with the filters that are on."""
        ids, filters = self.port.ids(), self.state.filters
        if self._counted is not ids:
            self._counted, self._every = ids, frozenset(ids)
        unread = len(ids) - len(self.state.read & self._every)
        parts = [self._whole(len(ids)), f"{unread:,} unread"]
        if not self.state.query:
            parts += ["unread only"] * filters.unread_only + ["starred only"] * filters.starred_only
        parts += [f"{len(self.state.marked):,} marked"] * bool(self.state.marked)
        if words := filter_words(filters):
            parts.append(words)
        return " · ".join(parts)

    def _whole(self, here: int) -> str:
        """Return ``Inbox 38``; of an archive, how many articles it holds, too."""
        if self.collection.archive is None:
            return f"Inbox {here:,}"
        from briefing.tui.rows.archive_words import archive_words

        return archive_words(self.collection.archive, here)

    def apply(self, articles: Sequence[Article]) -> Sequence[Article]:
        """Return those of ``articles`` that the filters leave. A search never comes through here: no filter by reading hides a hit."""
        filters = self.state.filters
        if not filters.on:
            return self._listed(articles)
        within = articles_within(self.collection, filters, self.port.ids())
        left = set(self.port.ids()) if within is None else within
        if filters.unread_only:
            left = left - (self.state.read - filters.stay)
        if filters.starred_only:
            left = left & self.state.starred
        # By ids alone: of 100,000 articles none is built that is not shown.
        return FoundArticles(articles, [place for place, id in enumerate(self.port.ids()) if id in left])

    def _listed(self, articles: Sequence[Article]) -> Sequence[Article]:
        """Return all ``articles``; of an archive, the newest without a gap, not what was found here and there."""
        listed = self.collection.archive.listed if self.collection.archive is not None else None
        if listed is None:
            return articles
        return FoundArticles(articles, [place for place, id in enumerate(self.port.ids()) if id in listed])

    def empty_words(self) -> str:
        """Return what the list says when it is empty."""
        if self.state.filters.on:
            return "nothing left by the filter; q shows all articles"
        if self.collection.archive is not None:
            return self.collection.archive.standing or "no articles in this archive yet"
        if self.state.syncing:
            return BEING_READ
        return f"no articles in {one_line(str(self.collection.folder))}\nfiles that are put there appear here by themselves"

    # --- keys ---

    async def do_filter_unread(self) -> None:
        await self.port.saved()
        self.state.filters.unread_only = not self.state.filters.unread_only
        self._changed()
        self._tell_in_search("unread", self.state.filters.unread_only)

    async def do_filter_starred(self) -> None:
        await self.port.saved()
        self.state.filters.starred_only = not self.state.filters.starred_only
        self._changed()
        self._tell_in_search("starred", self.state.filters.starred_only)

    def _tell_in_search(self, what: str, only: bool) -> None:
        """Say what a filter by reading or star does while a search is on, where nothing is seen of it."""
        if self.state.query:
            self.say(
                f"{what} only once this search is closed (q): it leaves out no hit" if only else f"not {what} only"
            )

    def do_clear_filters(self) -> None:
        filters = self.state.filters
        filters.unread_only = filters.starred_only = False
        filters.names, filters.without, filters.outlet = {}, {}, ""
        self._changed()

    def do_filter(self) -> None:
        """Filter by what the next key says; the footer tells the keys."""
        self.port.ask_key(
            self._filter_by, [(key, words) for key, (words, _) in self._ways().items()] + [("Esc", "leave")]
        )

    def _ways(self) -> dict[str, tuple[str, Callable[[], object]]]:
        return {
            "u": ("unread", self.do_filter_unread),
            "s": ("starred", self.do_filter_starred),
            "o": ("this outlet", self._this_outlet),
            "n": ("a name", self._this_name),
            "a": ("all", self.do_clear_filters),
        }

    async def _filter_by(self, key: str) -> None:
        _, act = self._ways().get(key, ("", lambda: self.say("left as it is")))
        await finish(act())

    def _article(self) -> Article | None:
        """Return the article under the cursor, the first of a story; say so if there is none."""
        ids = self.port.chosen()
        article = self.port.article(ids[0]) if ids else None
        if article is None:
            self.say("no article under the cursor")
        return article

    def _this_outlet(self) -> None:
        """Leave the articles of the outlet under the cursor; once more: all again."""
        article, filters = self._article(), self.state.filters
        if article is None:
            return
        outlet = outlet_label(article)
        if outlet == UNKNOWN_MARK:
            self.say("nobody knows who printed this one")
            return
        filters.outlet = "" if filters.outlet else outlet
        self._changed(follow=False)

    async def _this_name(self) -> None:
        """Have a name of the article chosen, and leave the articles that name it."""
        from briefing.tui.widgets.choice_list import Choice

        article = self._article()
        if article is None:
            return
        entities: Sequence[Entity] = self.collection.entities(article.id)
        rows = [Choice(one_line(each.name), each, note=plural(each.articles, "article")) for each in entities]
        await self.port.choose("Only articles that name", rows, self._only, empty="no names in this article")

    def _only(self, entity: Entity) -> None:
        self.port.publish(NameFilterToggled(entity.id, entity.name, without=False))

    def _changed(self, *, follow: bool = True) -> None:
        """Show the list anew. ``follow``: show what its cursor stands on now, else what is being read stays."""
        now = self.state.filters.to_json()
        if now != self._noted:
            before, self._noted = self._noted, now
            self.port.save(lambda: self.collection.state.note_view("filter", before, now))
        self.state.filters.within = None
        self.state.filters.of_outlet = None
        self.state.filters.stay = set()
        if self.state.filters.outlet:
            self.port.publish(OutletsWanted())
        self.port.show_list()
        self.port.publish(FiltersChanged())
        if self.state.query and not self.state.filters.by_name:
            self.say("this filters the list, not what a search finds")
        if follow:
            self.port.follow_list()
        self.port.publish(PlaceChanged())

    # --- what others tell ---

    def on_filters_wanted(self, message: FiltersWanted) -> None:
        """Filter as before; that is taken from the journal, so it is not entered again."""
        self.state.filters.take(message.value)
        self._noted = self.state.filters.to_json()
        self._changed(follow=False)

    def on_name_filter_toggled(self, message: NameFilterToggled) -> None:
        """Filter the list by this name as well (or by its absence), or no longer."""
        filters = self.state.filters
        here, other = (filters.without, filters.names) if message.without else (filters.names, filters.without)
        other.pop(message.entity_id, None)
        if here.pop(message.entity_id, None) is None:
            here[message.entity_id] = message.name
        words = filter_words(filters)
        self.say(f"articles {words}; q shows all" if words else "all articles")
        self._changed(follow=False)

    def on_names_corrected(self, message: NamesCorrected) -> None:
        filters = self.state.filters
        filters.within = None
        if message.name:
            filters.rename(message.old, message.new, message.name)
            self._noted = filters.to_json()
        if filters.by_name:
            self._show_again()

    def on_filters_changed(self, message: FiltersChanged) -> None:
        if not message.by_person:
            self._show_again()

    def on_collection_changed(self, message: CollectionChanged) -> None:
        self.state.filters.within = None
        if self.state.filters.outlet:
            self.port.publish(OutletsWanted())

    def on_outlets_known(self, message: OutletsKnown) -> None:
        """Leave the articles of the outlet that is filtered by."""
        filters = self.state.filters
        if filters.outlet:
            filters.of_outlet = {id for id, label in message.labels.items() if label == filters.outlet}
            self._show_again()
            self.port.publish(FiltersChanged())

    def on_query_changed(self, message: QueryChanged) -> None:
        self.port.show_header()

    def _show_again(self) -> None:
        """Show the list with what the filter names now; what is being read stays."""
        self.state.filters.within = None
        if not self.state.query:
            self.port.show_list()
        self.port.show_header()
