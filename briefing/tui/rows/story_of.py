"""Which article stands in which story; a story is built when it is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing.model import Story


class StoryOf(Mapping[str, Story]):
    """Article (an id) -> its story.

    Args:
        stories: In order. Where they know which article stands in which (``places``) and what their ids are (``ids``), none is built here.
    """

    def __init__(self, stories: Sequence[Story] = ()) -> None:
        self.stories = stories
        places: Mapping[str, int] | None = getattr(stories, "places", None)
        ids: Sequence[str] | None = getattr(stories, "ids", None)
        if places is None or ids is None:
            places = {id: place for place, story in enumerate(stories) for id in story.articles}
            ids = [story.id for story in stories]
        self.places: Mapping[str, int] = places
        """Article -> the place of its story."""
        self.ids: Sequence[str] = ids

    def __getitem__(self, article: str) -> Story:
        return self.stories[self.places[article]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)
