"""Who tells whom: every message that one part of the reader sends to the others, in one place.

A controller publishes a message through its port; the screen hands it at once, in the order in which the controllers were made, to each controller
that has a method for it (``on_article_shown`` for :class:`ArticleShown`). Widgets' own messages stand in their classes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from briefing.late import dataclass
from briefing.model import Story, SyncReport

if TYPE_CHECKING:
    from briefing.tui.jump_list import Place, Subject
    from briefing.tui.rows.story_of import StoryOf


@dataclass(frozen=True, slots=True)
class ArticleShown:
    """The article pane shows an article, or shows it again. ``new``: another one than before; ``keep_place``: do not go to the first hit."""

    new: bool
    keep_place: bool


@dataclass(frozen=True, slots=True)
class ArticleFocused:
    """The article pane got the focus."""


@dataclass(frozen=True, slots=True)
class QuotationMoved:
    """The cursor of the article may stand on another quotation."""


@dataclass(frozen=True, slots=True)
class NameMoved:
    """The cursor of the names may stand on another name, or the names of the article are to be shown anew."""


@dataclass(frozen=True, slots=True)
class NameWanted:
    """Somebody chose a name (an entity's id) in another pane: go to it among the names."""

    id: str


@dataclass(frozen=True, slots=True)
class NamesPaneShown:
    """The names came into view."""


@dataclass(frozen=True, slots=True)
class QueryChanged:
    """Other results stand in the list, or none. ``keep_place``: what is being read stays where it is."""

    keep_place: bool


@dataclass(frozen=True, slots=True)
class HitsCounted:
    """More hits of the search are counted than before, or others stand in its place since the folder has changed."""


@dataclass(frozen=True, slots=True)
class SearchWanted:
    """Somebody chose a query that was kept (a saved search): search for it."""

    kept: str


@dataclass(frozen=True, slots=True)
class QueryRecalled:
    """The way back leads to the results of a kept query, or to no query (""): show them and go to no hit."""

    kept: str


@dataclass(frozen=True, slots=True)
class ActionDone:
    """What a key, a click or the palette asked for has been done; ``action`` is its row in the key table, "" for typing."""

    action: str


@dataclass(frozen=True, slots=True)
class ActionBegins:
    """A key, a click or the palette asks for the action ``action``: nothing of it has been done yet."""

    action: str


@dataclass(frozen=True, slots=True)
class ComparisonWanted:
    """Show a statement (its id) in Compare, aligned to the quotation ``pivot``."""

    statement: str
    pivot: str


@dataclass(frozen=True, slots=True)
class TerminalResized:
    """The terminal has another size than before."""


@dataclass(frozen=True, slots=True)
class PaneRecalled:
    """Show in a pane of rows what it showed at another time: the ``subject`` that it had then."""

    pane: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class SourcesRecalled:
    """Show the sources of a quotation (its id, "" for none) as they were shown at another time."""

    quotation: str


@dataclass(frozen=True, slots=True)
class OutletsWanted:
    """Somebody filters by an outlet: find out who printed which article."""


@dataclass(frozen=True, slots=True)
class OutletsKnown:
    """Who printed which article is known now; ``labels``: article id -> outlet."""

    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StoriesKnown:
    """The articles have been put into stories, perhaps others than before; ``stories``: article id -> its story."""

    stories: StoryOf


@dataclass(frozen=True, slots=True)
class StoryWanted:
    """The list stands on a story: show its page."""

    story: Story


@dataclass(frozen=True, slots=True)
class StoryPageWanted:
    """Somebody wants to go to the page of the story in which an article stands."""

    article: str


@dataclass(frozen=True, slots=True)
class WatchedChanged:
    """Another search or name is watched than before, or one was looked at."""


@dataclass(frozen=True, slots=True)
class FiltersChanged:
    """The list is filtered otherwise. ``by_person``: by a key just pressed, not because names were corrected."""

    by_person: bool = True


@dataclass(frozen=True, slots=True)
class NameFilterToggled:
    """Filter the list by the name under the cursor, or no longer. ``without``: by its absence."""

    entity_id: str
    name: str
    without: bool


@dataclass(frozen=True, slots=True)
class NamesCorrected:
    """A person corrected names: the entity ``old`` is ``new`` now, called ``name`` ("" if it is gone); both "" where many changed."""

    old: str = ""
    new: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class MadeChanged:
    """Stars and read marks are others than before: taken back, or set in another reader."""


@dataclass(frozen=True, slots=True)
class FiltersWanted:
    """The list is to be filtered as it was at another time; ``value`` is what the journal keeps of that."""

    value: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PreferencesTaken:
    """A person chose how things are shown (theme, widths, style of citations …); both map names of preferences to values."""

    old: Mapping[str, Any]
    new: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PreferencesRestored:
    """A choice of how things are shown was taken back, or made again: these preferences are others than before."""

    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class NotebookChanged:
    """Clippings or notes were added, changed or removed."""


@dataclass(frozen=True, slots=True)
class PlaceChanged:
    """Something that the session remembers has changed."""


@dataclass(frozen=True, slots=True)
class CollectionChanged:
    """The collection knows more, or other things, than before."""


@dataclass(frozen=True, slots=True)
class FolderSyncWanted:
    """Somebody wants the folder to be looked at now."""


@dataclass(frozen=True, slots=True)
class ArticlesSearchable:
    """A few articles that have just come can be found; what else is to be known of them follows."""


@dataclass(frozen=True, slots=True)
class FolderSynced:
    """A look through the folder has ended."""

    report: SyncReport


@dataclass(frozen=True, slots=True)
class ArchiveChanged:
    """An archive has sent more, or does not answer any more, or answers again."""


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """Somebody wants to know where the person is: ``taken`` gets the place."""

    taken: Callable[[Place], object]


@dataclass(frozen=True, slots=True)
class PlaceWanted:
    """A person wants to go to this place."""

    place: Place


ReaderMessage = (
    ArticleShown
    | ArticleFocused
    | QuotationMoved
    | NameMoved
    | NameWanted
    | NamesPaneShown
    | QueryChanged
    | HitsCounted
    | SearchWanted
    | QueryRecalled
    | ActionDone
    | ActionBegins
    | ComparisonWanted
    | TerminalResized
    | PaneRecalled
    | SourcesRecalled
    | OutletsWanted
    | OutletsKnown
    | StoriesKnown
    | StoryWanted
    | StoryPageWanted
    | WatchedChanged
    | FiltersChanged
    | NameFilterToggled
    | NamesCorrected
    | MadeChanged
    | FiltersWanted
    | PreferencesTaken
    | PreferencesRestored
    | NotebookChanged
    | PlaceChanged
    | PlaceAsked
    | PlaceWanted
    | CollectionChanged
    | FolderSyncWanted
    | ArticlesSearchable
    | FolderSynced
    | ArchiveChanged
)
"""Any message between controllers."""
