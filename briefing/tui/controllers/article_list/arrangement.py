"""How the list is put together: by story, outlet or day, in which order, what is folded. Remembered; made in threads, never in a key's way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from briefing.model import Article
from briefing.presentation.labels import UNKNOWN_MARK, outlet_label, short_date
from briefing.tui.controllers.base import Controller
from briefing.tui.controllers.search.search_results import FoundArticles
from briefing.tui.kept import Kept
from briefing.tui.messages import (
    CollectionChanged,
    FolderSynced,
    MadeChanged,
    OutletsKnown,
    OutletsWanted,
    PreferencesRestored,
    StoriesKnown,
    StoryPageWanted,
)
from briefing.tui.rows.list_rows import GROUPS, ORDERS, Groups, rows_of
from briefing.tui.rows.story_of import StoryOf

if TYPE_CHECKING:
    from briefing.collection.queries.articles import ImprintKind
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState

NO_OUTLET = "no outlet"
NO_DAY = "no date"
LAST = "\U0010ffff"
"""Sorts what is unknown behind everything."""

STILL_GROUPING: Final = "{} are still being grouped"
"""Said until what the list is grouped by stands; of stories, or of articles."""


class ArrangementController(Controller):
    """Groups and order of the list."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._stories: Kept[Groups] = Kept(
            "briefing-stories", port.queue, self._make_stories, stands=self._stories_stand, failed=port.fault
        )
        self._headed: dict[str, Kept[Groups]] = {
            group: Kept(
                f"briefing-{group}", port.queue, make, stands=partial(self._headed_stand, group), failed=port.fault
            )
            for group, make in (("outlet", self._make_outlets), ("day", self._make_days))
        }
        """What stands under headings, by how it is grouped."""
        self._new: Kept[Mapping[str, int]] = Kept(
            "briefing-new-counts", port.queue, self._make_new, stands=self._new_stand, failed=port.fault
        )
        self._asked_new = 0
        self._outlets_wanted = False
        self._page_wanted = False
        """The page of a story was asked for before any story was known."""

    def close(self) -> None:
        """Leave behind what is still being made."""
        self._stories.close()
        for made in self._headed.values():
            made.close()
        self._new.close()

    # --- what the screen asks ---

    def in_order(self, articles: Sequence[Article]) -> Sequence[Article]:
        """Return ``articles`` (all, or some of them found or left by a filter) as the person wants them sorted."""
        order = self.state.preferences.list_order
        if {"relevance": True, "newest": not self.state.query}.get(order, False):
            return articles
        # All articles are listed from the newest to the oldest: an article's place tells how old it is.
        places = sorted(getattr(articles, "places", range(len(articles))))
        if order == "unread":
            ids, read = self.port.ids(), self.state.read
            places.sort(key=lambda place: ids[place] in read)
        if order == "new":
            ids, new = self.port.ids(), self.new_counts()
            places.sort(key=lambda place: -new.get(ids[place], -1))
        return FoundArticles(self.state.articles, places)

    def new_counts(self) -> Mapping[str, int]:
        """Return article id -> sentences that are new to the person, while the list is sorted by that; of unread articles only. The order
        stays while one reads: it is made anew when it is asked for again, or the folder changes."""
        if self.state.preferences.list_order != "new":
            return {}
        self._new.want((self.collection.generation, self._asked_new))
        return self._new.value or {}

    def groups(self) -> Groups | None:
        """Return by what the list is grouped; None while it is flat, or until that is known."""
        group = self.state.preferences.list_group
        if group == "story":
            self._want_stories()
            return self._stories.value if self._stories.value and self._stories.value.stories else None
        if group not in self._headed:
            return None
        self._headed[group].want(self.collection.generation)
        return self._headed[group].value

    # --- keys ---

    async def do_arrange(self) -> None:
        from briefing.tui.widgets.choice_list import Choice

        preferences = self.state.preferences
        rows: list[Choice] = []
        for heading, what, table in (("Group by", "list_group", GROUPS), ("Sort", "list_order", ORDERS)):
            rows.append(Choice(heading, heading=True))
            in_force = getattr(preferences, what)
            rows += [
                Choice(name, (what, name), key="●" if name == in_force else "", note=words) for name, words in table
            ]
        await self.port.choose("Group and sort", rows, self._arranged, current=("list_group", preferences.list_group))

    async def _arranged(self, value: tuple[str, str]) -> None:
        """Take and remember what was chosen."""
        await self.port.saved()
        what, name = value
        self._asked_new += 1
        self.port.take_preferences(**{what: name})
        self.port.show_list()
        self.port.follow_list()
        made = {"story": self._stories, **self._headed}.get(name)
        if made is not None:
            self.say(_still(name) if made.value is None else f"grouped by {name}")
        else:
            self.say(
                {"flat": "one article after the other", "new": "what is new to you first"}.get(name, f"{name} first")
            )

    async def do_fold(self) -> None:
        """Fold or unfold the story, or the copies, under the cursor of the list; in an article, go to the page of its story."""
        if self.port.active == "list" and self.port.list.fold():
            self.port.soon("article", self.port.follow_list)
            return
        article = next(iter(self.port.list.chosen), "") if self.port.active == "list" else self.state.shown
        if article:
            self._page_wanted = not getattr(self._stories.value, "stories", None)
            self._stories.want(self.collection.generation)
            await self.port.announce(StoryPageWanted(article))
        else:
            self.say("no article under the cursor")

    def on_made_changed(self, message: MadeChanged) -> None:
        """Stories may have been corrected, or a correction taken back: they are made anew if so."""
        if self._stories.value is not None:
            self._want_stories()

    # --- what is made in threads ---

    def _make_new(self) -> Mapping[str, int]:
        """In the thread; the newest articles are counted where there are more than can be held."""
        read = set(self.state.read)
        counts = self.collection.new_counts([id for id in self.port.ids() if id not in read])
        return {id: new for id, (new, _) in counts.items()}

    def _new_stand(self, new: Mapping[str, int]) -> None:
        if self.state.preferences.list_order == "new":
            self._show_again()

    def _settled(self) -> bool:
        """Nothing is being read or analysed: what is made now is not stale at once."""
        return all((self.port.analysed, not self.state.sync_words))

    def _want_stories(self) -> None:
        if self._settled():
            self._stories.want(self.collection.generation)

    def _make_stories(self) -> Groups:
        return Groups(stories=StoryOf(self.collection.stories()))

    def _stories_stand(self, groups: Groups) -> None:
        self._page_wanted = self._page_wanted > bool(groups.stories)
        self.port.publish(StoriesKnown(groups.stories))
        if self.state.preferences.list_group == "story":
            self._show_again()

    def _make_outlets(self) -> Groups:
        """In the thread: the articles under those who printed them, from A to Z."""
        headings = self._headings("source", _outlet)
        return self._laid(headings, lambda words: LAST if words == NO_OUTLET else words.casefold())

    def _make_days(self) -> Groups:
        """In the thread: the articles under their days, in the order of the list."""
        headings = self._headings("day", _day)
        listed = dict.fromkeys(map(headings.get, self.port.ids()))
        place = {words: number for number, words in enumerate(listed)}
        return self._laid(headings, lambda words: place.get(words, len(place)))

    def _headings(self, by: ImprintKind, words: Callable[[Article], str]) -> dict[str, str]:
        """Return article -> what its imprint is called; no article is read for it."""
        headings: dict[str, str] = {}
        for imprint, articles in self.collection.imprints(by):
            headings.update(dict.fromkeys(articles, words(imprint)))
        return headings

    def _laid(self, headings: Mapping[str, str], rank: Callable[[str], object]) -> Groups:
        """Return the groups with the rows of all articles, so that the screen need not lay them."""
        groups = Groups(headings=headings, rank=rank)
        rows_of(self.state.articles, groups)
        return groups

    def _headed_stand(self, group: str, groups: Groups) -> None:
        if group == "outlet" and self._outlets_wanted:
            self.port.publish(OutletsKnown(groups.headings or {}))
        if self.state.preferences.list_group == group:
            self._show_again()

    def _show_again(self) -> None:
        """Show the list with the groups that stand now; what is being read stays."""
        self.port.unsay(_still(self.state.preferences.list_group))
        self.port.show_list()
        if self.port.active == "list":
            self.port.soon("article", self.port.follow_list)

    # --- what others tell ---

    def on_outlets_wanted(self, message: OutletsWanted) -> None:
        self._outlets_wanted = True
        outlets = self._headed["outlet"]
        outlets.want(self.collection.generation)
        if outlets.value is not None:
            self._headed_stand("outlet", outlets.value)

    def on_preferences_restored(self, message: PreferencesRestored) -> None:
        if message.names & {"list_group", "list_order"}:
            self._show_again()

    def on_collection_changed(self, message: CollectionChanged) -> None:
        self._make_again()

    def on_folder_synced(self, message: FolderSynced) -> None:
        self._make_again()

    def _make_again(self) -> None:
        """Have made anew what the list is grouped by, once the folder is quiet."""
        if not self._settled():
            return
        group = self.state.preferences.list_group
        if group == "story" or self._page_wanted:
            self._want_stories()
        elif group in self._headed:
            self._headed[group].want(self.collection.generation)


def _still(group: str) -> str:
    """Return what is said while the list waits for its groups."""
    return STILL_GROUPING.format("stories" if group == "story" else "articles")


def _outlet(article: Article) -> str:
    """Return the heading of who printed an article."""
    label = outlet_label(article)
    return NO_OUTLET if label == UNKNOWN_MARK else label


def _day(article: Article) -> str:
    """Return the heading of the day of an article."""
    day = article.published.value
    return short_date(day) if day else NO_DAY
