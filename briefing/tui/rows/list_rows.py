"""What stands on each row of the list: an article, the heading of a group, or a story that unfolds. Pure; builds no article that is not shown.

Rows are whole numbers, so that a list of 100,000 articles costs no more than the list of their ids.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from itertools import chain
from typing import Any, Final, Literal

from briefing.errors import BriefingError
from briefing.late import dataclass
from briefing.model import Article, Story
from briefing.tui.rows.places import places_in
from briefing.tui.rows.story_of import StoryOf

Group = Literal["flat", "story", "outlet", "day"]
Order = Literal["relevance", "newest", "unread", "new"]

GROUPS: Final[tuple[tuple[Group, str], ...]] = (
    ("story", "a row for each event, with its sources inside"),
    ("outlet", "under the name of who printed it"),
    ("day", "under the day of publication"),
    ("flat", "one article after the other"),
)
"""How the list is grouped, and what that is."""

ORDERS: Final[tuple[tuple[Order, str], ...]] = (
    ("newest", "the newest first"),
    ("relevance", "the best hits first; without a search, the newest"),
    ("unread", "unread articles first"),
    ("new", "what says most that you have not read elsewhere"),
)
"""How the list is sorted, and what that is."""

Head = Story | str | None
"""What stands over articles: a story, the words of a heading, nothing."""

Level = Literal[0, 1, 2]
"""0: an article by itself, 1: in a story, 2: a copy of the article above it."""


@dataclass(frozen=True, slots=True)
class Groups:
    """By what the articles of a list are put together.

    Attributes:
        stories: Article id -> its story; such rows can be folded.
        headings: Article id -> the words over its group, where they are put under headings.
        rank: Gives what the headings are sorted by.
        laid: The rows of all articles, once they were gathered.
    """

    stories: StoryOf = field(default_factory=StoryOf)
    headings: Mapping[str, str] | None = None
    rank: Callable[[str], object] = str
    laid: list[Rows] = field(default_factory=list, compare=False, repr=False)


def rows_of(articles: Sequence[Article], groups: Groups | None) -> Rows:
    """Return the rows of some articles. Those of all articles of a folder are gathered once for each way of putting them together."""
    if groups is None or not _all_of_folder(articles):
        return Rows(articles, groups)
    if not (groups.laid and groups.laid[0].articles is articles):
        groups.laid[:] = [Rows(articles, groups)]
    return groups.laid[0]


def _all_of_folder(articles: Sequence[Article]) -> bool:
    """Return whether they are all that a folder has, whose ids are known; some of them are places among all."""
    return hasattr(articles, "ids") > hasattr(articles, "places")


class Rows:
    """The rows of some articles. ``unfolded``: ids of stories, and of articles whose copies are shown."""

    def __init__(self, articles: Sequence[Article] = (), groups: Groups | None = None) -> None:
        self.articles = articles
        self._groups = groups
        self._ids: Sequence[str] | None = None
        self._heads: list[str] = []
        """The words of headings."""
        self._stories: list[int] = []
        """Number of a head -> the place of its story."""
        self._members: list[array[int]] = []
        self._folded = array("i")
        """The rows while nothing is unfolded: the place of an article, or ``~n`` for the head with the number ``n``."""
        self._number_of: dict[str, int] = {}
        """Id of a story -> the number of its head."""
        self._row_of_head: list[int] = []
        """Number of a head -> its row while nothing is unfolded."""
        self._levels: dict[int, Level] = {}
        self._rows: Sequence[int] = range(len(articles))
        self._order: Sequence[str] | None = None
        self._place_of: Mapping[str, int] | None = None
        if groups is None:
            return
        if groups.headings is None:
            self._gather_stories(groups.stories)
        else:
            self._gather_headings(groups.headings, groups.rank)

    @property
    def ids(self) -> Sequence[str]:
        """Ids of all articles as they were given, without building those that need not be."""
        if self._ids is None:
            known = getattr(self.articles, "ids", None)
            self._ids = known if known is not None else [article.id for article in self.articles]
        return self._ids

    def _gather_stories(self, stories: StoryOf) -> None:
        """Put the articles into their stories, in the order in which each is met first."""
        story_of, rows = stories.places.get, self._folded
        numbers: dict[int, int] = {}
        for place, id in enumerate(self.ids):
            story = story_of(id)
            if story is None:
                rows.append(place)
                continue
            number = numbers.setdefault(story, len(numbers))
            if number == len(self._stories):
                self._stories.append(story)
                self._members.append(array("i"))
                self._row_of_head.append(len(rows))
                rows.append(~number)
            self._members[number].append(place)
        self._number_of = {stories.ids[story]: number for story, number in numbers.items()}

    def _gather_headings(self, headings: Mapping[str, str], rank: Callable[[str], Any]) -> None:
        """Put the articles under their headings, by the rank of these; all of them are always seen."""
        under: dict[str, array[int]] = {}
        for place, id in enumerate(self.ids):
            words = headings.get(id, "")
            if words not in under:
                under[words] = array("i")
            under[words].append(place)
        in_order = sorted(under, key=rank)
        self._heads = in_order
        self._members = [under[words] for words in in_order]
        for number, members in enumerate(self._members):
            self._folded.append(~number)
            self._folded += members

    def lay(self, unfolded: set[str]) -> None:
        """Lay the rows with these stories and copies unfolded."""
        if self._groups is None:
            return
        self._levels = {}
        numbers = sorted(self._number_of[id] for id in unfolded if id in self._number_of)
        rows = array("i")
        done = 0
        for number in numbers:  # stories have their numbers in the order of their rows
            below = self._row_of_head[number] + 1
            rows += self._folded[done:below]
            rows.extend(self._inside(self._members[number], unfolded))
            done = below
        self._rows = rows + self._folded[done:] if rows else self._folded

    def _inside(self, members: Sequence[int], unfolded: set[str]) -> list[int]:
        """Return the rows of an unfolded story: each text once, its copies below it where they are unfolded."""
        rows: list[int] = []
        places = {self.ids[place]: place for place in members}
        covered: set[str] = set()
        for id, place in places.items():
            if id in covered:
                continue
            rows.append(place)
            self._levels[place] = 1
            copies = [copy for copy in self.articles[place].copies if copy in places]
            covered.update(copies)
            if id in unfolded:
                below = sorted(places[copy] for copy in copies)
                self._levels.update(dict.fromkeys(below, 2))
                rows += below
        return rows

    # --- what stands where ---

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def grouped(self) -> bool:
        """Rows differ: some are headings or stories."""
        return self._groups is not None

    def article(self, row: int) -> Article | None:
        """Return the article on the row, built now; None where a head stands. One that cannot be read now has nothing but its id."""
        place = self._rows[row]
        if place < 0:
            return None
        try:
            return self.articles[place]
        except BriefingError:  # the folder is being closed or rebuilt: the list is shown again in a moment
            return Article(self.ids[place], "")

    def head(self, row: int) -> Head:
        """Return the story or the words of the heading on the row; None where an article stands."""
        place = self._rows[row]
        if place >= 0 or self._groups is None:
            return None
        return self._groups.stories.stories[self._stories[~place]] if self._stories else self._heads[~place]

    def level(self, row: int) -> Level:
        """Return how deep the article on the row stands."""
        return self._levels.get(self._rows[row], 0)

    def members(self, row: int) -> list[str]:
        """Return the ids of the listed articles under the head on the row, or that of the article there."""
        place = self._rows[row]
        return [self.ids[each] for each in (self._members[~place] if place < 0 else [place])]

    @property
    def order(self) -> Sequence[str]:
        """Ids of all articles in the order of the list, those inside folded stories too."""
        if self._order is None:
            ids = self.ids
            groups = (self._members[~code] if code < 0 else (code,) for code in self._folded)
            places = chain.from_iterable(groups) if self._number_of else (code for code in self._folded if code >= 0)
            self._order = ids if self._groups is None else [ids[place] for place in places]
        return self._order

    def place(self, id: str) -> int | None:
        """Return the place of an article among those given, or None if it is not there."""
        if self._place_of is None:
            ids = self.ids
            shared = _all_of_folder(self.articles)
            self._place_of = places_in(ids) if shared else {each: place for place, each in enumerate(ids)}
        return self._place_of.get(id)

    def row_of(self, id: str) -> int | None:
        """Return the row of an article, or None if it is not there or lies folded."""
        place = self.place(id)
        if self._groups is None:
            return place
        return None if place is None else self._row_at(place)

    def row_of_story(self, id: str) -> int | None:
        """Return the row of the story with this id."""
        number = self._number_of.get(id)
        return None if number is None else self._row_at(~number)

    def _row_at(self, code: int) -> int | None:
        try:
            return self._rows.index(code)
        except ValueError:
            return None

    def folded_in(self, id: str) -> list[str]:
        """Return what is to be unfolded so that the article is seen: its story, and the article that it is a copy of."""
        place = self.place(id)
        if self._groups is None:
            return []
        story = self._groups.stories.get(id)
        copies = () if place is None else self.articles[place].copies
        return [] if story is None else [story.id, *copies]
