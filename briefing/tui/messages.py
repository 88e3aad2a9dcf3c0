"""Who tells whom: every message that one part of the reader sends to the others, in one place.

A controller publishes a message through its port; the screen hands it at once, in the order in which the controllers were made, to each controller
that has a method for it (``on_article_shown`` for :class:`ArticleShown`). Widgets' own messages stand in their classes.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model import SyncReport


@dataclass(frozen=True, slots=True)
class ReaderMessage:
    """Base of all messages between controllers."""


@dataclass(frozen=True, slots=True)
class ArticleShown(ReaderMessage):
    """The article pane shows an article, or shows it again. ``new``: another one than before; ``keep_place``: do not go to the first hit."""

    new: bool
    keep_place: bool


@dataclass(frozen=True, slots=True)
class ArticleFocused(ReaderMessage):
    """The article pane got the focus."""


@dataclass(frozen=True, slots=True)
class QuotationMoved(ReaderMessage):
    """The cursor of the article may stand on another quotation."""


@dataclass(frozen=True, slots=True)
class NameMoved(ReaderMessage):
    """The cursor of the names may stand on another name, or the names of the article are to be shown anew."""


@dataclass(frozen=True, slots=True)
class NamesPaneShown(ReaderMessage):
    """The names came into view."""


@dataclass(frozen=True, slots=True)
class QueryChanged(ReaderMessage):
    """Other results stand in the list, or none. ``keep_place``: what is being read stays where it is."""

    keep_place: bool


@dataclass(frozen=True, slots=True)
class SearchWanted(ReaderMessage):
    """Somebody chose a query that was kept (a saved search): search for it."""

    kept: str


@dataclass(frozen=True, slots=True)
class QueryRecalled(ReaderMessage):
    """The way back leads to the results of a kept query, or to no query (""): show them and go to no hit."""

    kept: str


@dataclass(frozen=True, slots=True)
class ActionDone(ReaderMessage):
    """What a key, a click or the palette asked for has been done; ``action`` is its row in the key table, "" for typing."""

    action: str


@dataclass(frozen=True, slots=True)
class ComparisonWanted(ReaderMessage):
    """Show a statement (its id) in Compare, aligned to the quotation ``pivot``."""

    statement: str
    pivot: str


@dataclass(frozen=True, slots=True)
class FiltersChanged(ReaderMessage):
    """The list is filtered otherwise. ``by_person``: by a key just pressed, not because names were corrected."""

    by_person: bool = True


@dataclass(frozen=True, slots=True)
class NameFilterToggled(ReaderMessage):
    """Filter the list by the name under the cursor, or no longer. ``without``: by its absence."""

    entity_id: str
    name: str
    without: bool


@dataclass(frozen=True, slots=True)
class NamesCorrected(ReaderMessage):
    """A person corrected names: the entity ``old`` is ``new`` now, called ``name`` ("" if it is gone); both "" where many changed."""

    old: str = ""
    new: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class NotebookChanged(ReaderMessage):
    """Clippings or notes were added, changed or removed."""


@dataclass(frozen=True, slots=True)
class PlaceChanged(ReaderMessage):
    """Something that the session remembers has changed."""


@dataclass(frozen=True, slots=True)
class CollectionChanged(ReaderMessage):
    """The collection knows more, or other things, than before."""


@dataclass(frozen=True, slots=True)
class FolderSyncWanted(ReaderMessage):
    """Somebody wants the folder to be looked at now."""


@dataclass(frozen=True, slots=True)
class FolderSynced(ReaderMessage):
    """A look through the folder has ended."""

    report: SyncReport
