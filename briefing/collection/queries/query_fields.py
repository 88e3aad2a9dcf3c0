"""The fields that a query may name, for whoever offers them to a person; and what stands in those that no index holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from briefing.index.query.fields import nearest
from briefing.index.query.nodes import FIELDS

if TYPE_CHECKING:
    from briefing.index.query.nodes import Leaf, Near
    from briefing.model import Clipping, Story

__all__ = ["FIELDS", "articles_of_notes", "articles_of_stories", "nearest"]

SHORTEST_ID: Final = 6
"""Letters and figures of a story's id by which it is named."""


def articles_of_stories(leaf: Leaf | Near, stories: Iterable[Story]) -> frozenset[str]:
    """Return the articles of the stories in whose title ``leaf`` stands, and of those whose id begins with its word."""
    from briefing.index.snippets import holds

    found: set[str] = set()
    for story in stories:
        if holds(story.title, leaf) or _names(leaf, story.id):
            found.update(story.articles)
    return frozenset(found)


def _names(leaf: Leaf | Near, id: str) -> bool:
    """Return whether ``leaf`` is an id, or enough of its beginning."""
    word: str = getattr(leaf, "term", "")
    return len(word) >= SHORTEST_ID and id.startswith(word)


def articles_of_notes(leaf: Leaf | Near, clippings: Iterable[Clipping]) -> frozenset[str]:
    """Return the articles of the clippings in whose note ``leaf`` stands."""
    from briefing.index.snippets import holds

    return frozenset(clipping.article for clipping in clippings if holds(clipping.note, leaf))
