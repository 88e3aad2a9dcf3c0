"""Stories corrected by hand: articles taken out of one, put into another, two stories made one. Undone like everything that a person made."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from briefing.presentation.labels import squeeze, story_counts, story_days
from briefing.text import plural, truncate
from briefing.tui.controllers.base import Controller
from briefing.tui.messages import MadeChanged, StoriesKnown
from briefing.tui.rows.story_of import StoryOf

if TYPE_CHECKING:
    from briefing.model import Story, StoryAction
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState

TITLE_CELLS = 40
STILL = "stories are still being looked for"
MOST_CHOICES = 500
"""Stories that are offered."""


class StoryCorrectionsController(Controller):
    """The keys that correct stories."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._stories = StoryOf()
        self._generation = -1
        """The collection's, when the stories were asked for last."""

    def on_stories_known(self, message: StoriesKnown) -> None:
        self._stories, self._generation = message.stories, self.collection.generation

    def on_made_changed(self, message: MadeChanged) -> None:
        """They may have been corrected, or a correction taken back."""
        self._generation = -1

    async def _ask_stories(self) -> None:
        """Know the stories as they are now: the list may never have been grouped by them."""
        if self._generation != self.collection.generation:
            self._generation = self.collection.generation
            self._stories = StoryOf(await asyncio.to_thread(self.collection.stories))

    async def do_story_apart(self) -> None:
        """Take the articles under the cursor, or all that are marked, out of their story."""
        await self._ask_stories()
        articles = [id for id in self.port.chosen() if id in self._stories.places]
        if self._story() is not None:
            self.say("stand on an article of the story to take it out")
        elif not articles:
            self.say("this article stands in no story" if self.port.analysed else STILL)
        else:
            await self._correct("apart", articles, "")

    async def do_story_into(self) -> None:
        """Put the articles, or the whole story under the cursor, into a story to be chosen."""
        from briefing.tui.widgets.choice_list import Choice

        story = self._story()
        articles = list(self.port.chosen())
        if not articles:
            self.say("no article or story under the cursor")
            return
        await self._ask_stories()
        others = (each for each in self._stories.stories if not set(articles).issubset(each.articles))
        choices = [
            Choice(squeeze(each.title), each.articles[0], note=_note(each)) for each in islice(others, MOST_CHOICES)
        ]

        async def chosen(into: str) -> None:
            action: StoryAction = "merge" if story is not None else "with"
            await self._correct(action, [story.articles[0]] if story is not None else articles, into)

        what = f"“{truncate(squeeze(story.title), TITLE_CELLS)}”" if story else plural(len(articles), "article")
        empty = "there is no other story" if self.port.analysed else STILL
        await self.port.choose(f"Put {what} into the story", choices, chosen, empty=empty)

    def _story(self) -> Story | None:
        """Return the story under the cursor, if it is one."""
        target = self.port.target()
        return target.story if target is not None else None

    async def _correct(self, action: StoryAction, refs: Sequence[str], into: str) -> None:
        words = await self.port.saving(lambda: self.collection.correct_stories(action, refs, into))
        if words:
            self.state.marked.clear()
            self.port.publish(MadeChanged())
            self.say(f"{words}; U takes it back")


def _note(story: Story) -> str:
    """Return counts and days of a story."""
    return f"{story_counts(story)} · {story_days(story)}"
