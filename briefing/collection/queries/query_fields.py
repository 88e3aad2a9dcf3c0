"""The fields that a query may name, for whoever offers them to a person; and what stands in those that no index holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from briefing.index.query.fields import nearest
from briefing.index.query.nodes import FIELDS, TEXT, Among, And, Dates, Held, Node, Not, Or, held_in

if TYPE_CHECKING:
    from briefing.index.query.nodes import Leaf, Near
    from briefing.model import Clipping, Story

__all__ = ["FIELDS", "articles_of_notes", "articles_of_stories", "nearest", "with_written"]

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


_WRITTEN: Final[Mapping[str, tuple[str, ...]]] = {
    TEXT: ("title", "standfirst"), "title": ("title",), "outlet": ("outlet", "agency"), "lang": ("language",), "date": ("published",),
}  # fmt: skip
"""Field of a query -> what of an article it looks at, as far as a person may write that."""


def with_written(
    node: Node, written: Mapping[str, Mapping[str, str]], text: Callable[[str, Sequence[str]], str]
) -> Node:
    """Return ``node`` so that articles of which a person wrote the field are found by that and not by what their file says; words of
    plain text are found in both.

    Args:
        written: article id -> field -> what a person wrote.
        text: gives what fields of an article say now.
    """
    held: Held = node  # type: ignore[assignment]
    fields = _WRITTEN.get(held_in(held), ())
    theirs = frozenset(id for id, row in written.items() if not row.keys().isdisjoint(fields))
    if not theirs:
        return node
    fitting = Among(frozenset(id for id in theirs if _fits(held, text(id, fields))))
    return Or((node if held_in(held) == TEXT else And((node, Not(Among(theirs)))), fitting))


def _fits(node: Held, text: str) -> bool:
    """Tell whether what a person wrote is what is looked for; a month lies within a range that holds all of it."""
    from briefing.index.query.dates import period
    from briefing.index.snippets import holds

    if not isinstance(node, Dates):
        return holds(text, node)
    days = period(text[: len("2023-03-31")])
    return days is not None and node.first <= days[0] <= days[1] <= node.last
