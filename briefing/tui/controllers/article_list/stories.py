"""The page of a story in the place of the article: shown while the list stands on the story, made in a thread, kept for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import BriefingError
from briefing.model import Span, Story, StoryPage
from briefing.presentation.labels import squeeze
from briefing.text import WORD, one_line
from briefing.tui.context import MANY_SOURCES, source_names
from briefing.tui.controllers.base import Controller
from briefing.tui.failures import words_for
from briefing.tui.messages import ArticleShown, CollectionChanged, StoriesKnown, StoryPageWanted, StoryWanted
from briefing.tui.rows.speaker_names import SpeakerNames
from briefing.tui.workers import NewestOnly

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState
    from briefing.tui.rows.story_lines import Known

LOOKED_AFTER: Final = 3.0
"""Seconds for which the page of a story must have stood to count as looked at."""

MOST_LOOKED: Final = 50
"""Stories whose last look is remembered."""

MOST_KEPT: Final = 16
"""Pages that are kept."""

NAMED_BY: Final = 6
"""Words of its title by which the file of a story is called, if no other name is given."""

LONGEST_NAME: Final = 60
"""Characters of that name."""


class StoryController(Controller):
    """The page of a story."""

    _file = "~/story.html"
    """Where a page was written last."""

    _exported = ""
    """The story whose page that was."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._worker = NewestOnly("briefing-story-page", port.queue)
        self._speakers = SpeakerNames(collection)
        self._stories: Mapping[str, Story] = {}
        self._pages: dict[tuple[str, int], tuple[StoryPage, Known]] = {}
        self._shown: tuple[str, int] = ("", -1)
        self._timer: Any = None
        self._awaited = ""
        """The article whose story is gone to as soon as the stories are known."""

    def close(self) -> None:
        """Leave behind the page that is being made."""
        self._worker.close(0.0)

    @property
    def known(self) -> bool:
        """It is known which article stands in which story."""
        return bool(self._stories)

    @property
    def awaited(self) -> str:
        """The article whose story is gone to as soon as the stories are known; "" if none."""
        return self._awaited

    @property
    def coming(self) -> str:
        """What is gone to as soon as it is made: the article whose story was asked for, or the story whose page is shown; "" if nothing."""
        making = (self.state.page is None, self._shown in self._pages) == (False, False)
        return next(filter(None, (self._awaited, self._shown[0] * making)), "")

    # --- what others tell ---

    def on_stories_known(self, message: StoriesKnown) -> None:
        self._stories = message.stories
        page = self.state.page
        if page is not None:
            self._show(message.stories.get(page.articles[0], page))
        awaited, self._awaited = self._awaited, ""
        if awaited:
            self.port.queue(self._go_now, awaited)

    async def _go_now(self, article: str) -> None:
        """Do what the key asked for before the stories were known, unless the person has gone on; H leads back."""
        if (self.port.active, self.state.shown) in (("article", article), ("list", article)):
            await self.port.perform("fold")

    def on_story_wanted(self, message: StoryWanted) -> None:
        """Show the page of the story that the list stands on."""
        self._show(message.story)

    async def on_story_page_wanted(self, message: StoryPageWanted) -> None:
        """Go from an article to the page of its story."""
        story = self._stories.get(message.article)
        if story is None:
            waits = "the stories are being put together" if not self._stories else "this article stands in no story"
            self._awaited = "" if self._stories else message.article
            self.say(waits)
            return
        self.port.list.select_story(story.id)
        self._show(story)
        await self.port.go_to_pane("story")

    def on_article_shown(self, message: ArticleShown) -> None:
        if self.state.page is None:
            self._shown = ("", -1)
            self._worker.supersede()

    def on_collection_changed(self, message: CollectionChanged) -> None:
        """The page may say more now: it is made anew, and what is read stays."""
        self._pages.clear()
        if self.state.page is not None:
            self._show(self.state.page)

    # --- keys ---

    async def do_story_export(self) -> None:
        """Write the page of the story that is shown to a file; its ending says as what."""
        story = self.or_say(self.state.page, "no story's page here; z goes to one")
        if story is None:
            return
        if self._exported != story.id:
            last, words = PurePath(self._file), WORD.findall(squeeze(story.title).lower())[:NAMED_BY]
            name = "-".join(words)[:LONGEST_NAME]
            self._file, self._exported = str(last.with_name(f"{name}{last.suffix}" if name else last.name)), story.id
        await self.ask_where(
            "write the story's page to",
            lambda path: self.port.start(self._export(story, path)),
            endings=".html .md .docx .json",
        )

    async def _export(self, story: Story, path: Path) -> None:
        style = self.state.preferences.style
        try:
            await asyncio.to_thread(self.collection.export_brief, path, story.id, style=style)
        except BriefingError as error:
            self.say(words_for(error), kind="warning")
            return
        self.say(f"the story's page is in {one_line(str(path))}")

    # --- the page ---

    def _show(self, story: Story) -> None:
        from briefing.tui.rows.story_lines import NOT_READ, StoryLine, head

        key = (story.id, self.collection.generation)
        if self._shown == key:
            return
        again = self._shown[0] == story.id
        pane = self.port.show_story(story)  # which takes the article away, and with that the page before
        self._shown = key
        if key in self._pages:
            self._draw(key, again=again)
            return
        if not again:
            pane.show([head(story), StoryLine(NOT_READ, topic=True)])
        self._worker.submit(lambda superseded: self._make(story), partial(self._made, key), self.port.fault)

    def _make(self, story: Story) -> tuple[StoryPage, Known]:
        """In the thread: the page, and what its lines need beside it."""
        from briefing.presentation.labels import list_label
        from briefing.presentation.one_text import names_of, texts_of
        from briefing.tui.rows.story_lines import MOST_SAID, Known

        page = self.collection.brief(story.id)
        values = [value for difference in (*page.differences, *page.within) for value in difference.values]
        words: dict[tuple[str, Span], str] = {}
        texts: dict[str, str] = {}
        for value in values:
            if value.article not in texts:
                texts[value.article] = self.collection.document(value.article).text
            words[value.article, value.span] = texts[value.article][slice(*value.span)]
        first = texts_of(page.sources)
        sources = source_names(self.port, set(first)) if len(first) > MANY_SOURCES else names_of(page.sources, first)
        looked = self.state.looked.get(story.id, [""])
        beside = {*story.mentioned_in, *(each.articles[0] for each in page.related)}
        titles = {id: list_label(self.collection.article(id))[0] for id in beside}
        speakers = self._speakers.known(page.statements)
        return page, Known(
            sources,
            speakers,
            words,
            looked[0],
            frozenset(looked[1:]),
            titles,
            self.port.signs.all(page.statements[:MOST_SAID]),
        )

    def _made(self, key: tuple[str, int], made: tuple[StoryPage, Known]) -> None:
        if len(self._pages) >= MOST_KEPT:
            self._pages.pop(next(iter(self._pages)))
        self._pages[key] = made
        if self._shown == key:
            self._draw(key, again=True)

    def _draw(self, key: tuple[str, int], *, again: bool) -> None:
        from briefing.tui.rows.story_lines import lines_of

        page, known = self._pages[key]
        self.port.existing("story").show(lines_of(page, known, today()), again=again)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.port.after(LOOKED_AFTER, lambda: self._was_looked_at(page))

    def _was_looked_at(self, page: StoryPage) -> None:
        """Remember what stood on the page when it was looked at: what comes later is new."""
        self._timer = None
        if self.state.page is None or self.state.page.id != page.story.id:
            return
        looked = self.state.looked
        looked.pop(page.story.id, None)
        looked[page.story.id] = [today(), *page.story.articles[:500]]
        for old in list(looked)[:-MOST_LOOKED]:
            del looked[old]


def today() -> str:
    """Return the day as ISO, where the reader sits."""
    return datetime.now(UTC).astimezone().date().isoformat()
