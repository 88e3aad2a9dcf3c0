"""In which words each source of a difference says what it says: its own, never those of another one that agrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from briefing.collection.disagreements import Disagreements
from briefing.model import Difference, Span, StoryPage
from briefing.text import truncate

if TYPE_CHECKING:
    from briefing.collection.queries.queries import Queries

MOST_READ: Final = 200
"""Articles of a statement, or of a story, that are read again for their own words; of more, those that agree are named."""


class OwnWords:
    """Finds them for the differences on the page of a story: what is stored of a difference has the words of one source for each value."""

    def __init__(self, queries: Queries, told: StoryPage) -> None:
        self._told = told
        self._known = Disagreements(queries.session.catalogue)
        self._of_statement = cache(self._known.places_of_statement)
        self._of_story = cache(lambda: self._known.places_of_story(told.story.articles))

    def places(self, difference: Difference) -> Mapping[tuple[str, str], Span]:
        """Return value and article -> the words that say so, of as many articles as are known to."""
        places = {(each.value, each.article): each.span for each in difference.values}
        if any(each.agreeing for each in difference.values):
            for known in self._asked(difference.topic):
                if places.items() <= known.items():
                    return known
        return places

    def _asked(self, topic: str) -> Iterator[Mapping[tuple[str, str], Span]]:
        """Yield what is known of a topic by the statements of which it tells, and by the story."""
        told_of = (each for each in self._told.statements if truncate(each.text, 60) in topic)
        for each in told_of:
            if each.articles <= MOST_READ:
                yield self._of_statement(each.id).get(topic, {})
        if len(self._told.story.articles) <= MOST_READ:
            yield self._of_story().get(topic, {})
