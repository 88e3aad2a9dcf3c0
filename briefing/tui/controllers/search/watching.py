"""What is watched: what came since the last look, in the header and in a list by story; the key that watches a search or a name."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from briefing.model import SavedSearch, Subject, SubjectNews
from briefing.presentation.labels import date_label, few, list_label, local_time, outlet_label
from briefing.text import plural
from briefing.tui.controllers.base import Controller
from briefing.tui.kept import Kept
from briefing.tui.messages import FolderSynced, MadeChanged, NameWanted, SearchWanted, WatchedChanged

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState
    from briefing.tui.widgets.choice_list import Choice

TITLE: Final = "Watched"
EMPTY: Final = "nothing is watched; * watches a saved search (S) or a name (e)"
LOOKING: Final = "being looked up"

Told = dict[str, dict[str, None]]
"""Subject's key -> the articles that were new under it since the reader was opened, in the order in which they came."""


class WatchController(Controller):
    """Subjects and their news, found out in threads."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._news: Kept[Sequence[SubjectNews]] = Kept(
            "briefing-watched", port.queue, collection.subject_news, stands=self._stand, failed=port.fault
        )
        self._looks = 0
        """Rises with each look, and with what is watched."""
        self._told: Told = {}

    def close(self) -> None:
        """Leave behind what is still being found out."""
        self._news.close()

    # --- what others tell ---

    def on_folder_synced(self, message: FolderSynced) -> None:
        self._want()

    def on_made_changed(self, message: MadeChanged) -> None:
        self._changed()

    def on_watched_changed(self, message: WatchedChanged) -> None:
        self._changed()

    def _changed(self) -> None:
        self._looks += 1
        self._want()

    def _want(self) -> None:
        """Ask what is new, once names are known."""
        if self.port.analysed:
            self._news.want((self.collection.generation, self._looks))

    def _stand(self, news: Sequence[SubjectNews]) -> None:
        self._note(news)
        self.state.watched_words = words(news)
        self.port.show_header()

    def _note(self, news: Sequence[SubjectNews]) -> None:
        """Keep what was new since the reader was opened: it can be gone back to after it was looked at."""
        for each in news:
            if each.known:
                self._told.setdefault(each.subject.key, {}).update(dict.fromkeys(each.new))

    # --- the list of what is new ---

    async def do_watched(self) -> None:
        from briefing.tui.widgets.choice_list import Choice

        await self.port.saved()
        watched = self.collection.state.subjects()
        rows = [Choice(subject.label, value=subject, note=LOOKING) for subject in watched]
        await self.port.choose(TITLE, rows, self._chosen, empty=EMPTY)
        if watched:
            self.port.start(self._look())

    async def _look(self) -> None:
        """Show what is new, and count it as seen."""
        news = await asyncio.to_thread(self.collection.subject_news)
        self._note(news)
        rows = await asyncio.to_thread(self._rows, news)
        menu: Any = self.port.existing("menu")
        if not (self.port.active == "menu" and menu.chosen == self._chosen):
            return
        here = menu.current
        menu.show(TITLE, rows, self._chosen, current=None if here is None else here.value, empty=EMPTY)
        await self._keep(news, told=True)

    async def _keep(self, news: Sequence[SubjectNews], *, told: bool) -> None:
        """Have a look kept, in a thread."""
        try:
            await asyncio.to_thread(lambda: self.collection.look(news, told=told))
        except Exception as error:
            self.port.fault(error)
        self.port.publish(WatchedChanged())

    def _rows(self, news: Sequence[SubjectNews]) -> list[Choice]:
        """In a thread: a row for each subject, and below it what came since the reader was opened, by story."""
        from briefing.tui.widgets.choice_list import Choice

        rows: list[Choice] = []
        for each in news:
            told = self._told.get(each.subject.key, {})
            rows.append(Choice(each.subject.label, value=(each.subject, each.entity), note=_note(each)))
            for story in self.collection.by_story([id for id in each.articles if id in told]):
                for id, copies in story.articles:
                    article = self.collection.article(id)
                    title, more = list_label(article)[0], f"+{plural(len(copies), 'copy', 'copies')}" if copies else ""
                    about = story.title if story.story and story.title != title else ""
                    note = few(
                        each for each in (outlet_label(article), date_label(article), more, about) if len(each) > 1
                    )
                    rows.append(Choice(f"  {title}", value=id, note=note))
        return rows

    async def _chosen(self, value: Any) -> None:
        if isinstance(value, str):
            await self.port.open_at(value, 0)
        elif isinstance(value, tuple):
            subject, entity = value
            await self.port.announce(NameWanted(entity) if subject.kind == "name" else SearchWanted(subject.value))

    # --- watching ---

    def do_watch(self) -> None:
        """Watch the saved search or the name under the cursor, or no longer."""
        subject = self._subject()
        if subject is None:
            self.say("a saved search (S) or a name (e) can be watched, and nothing stands here")
        else:
            self.port.save(lambda: self._turn(subject), lambda watched: self._turned(subject, watched))

    def _turn(self, subject: Subject) -> bool:
        """In a thread: watch a subject, or no longer; return whether it is watched now."""
        state = self.collection.state
        watched = subject.key in {each.key for each in state.subjects()}
        (state.unwatch if watched else state.watch)(subject)
        return not watched

    def _turned(self, subject: Subject, watched: bool) -> None:
        if watched:
            self.say(f"watching {subject.label}; W says what is new there")
            self.port.start(self._begin(subject))
        else:
            self.say(f"{subject.label} is watched no longer; U takes that back")
            self.port.publish(WatchedChanged())

    async def _begin(self, subject: Subject) -> None:
        """Note what there is from the start; nobody was told of it."""
        news = await asyncio.to_thread(self.collection.subject_news, [subject])
        await self._keep([each for each in news if not each.known], told=False)

    def _subject(self) -> Subject | None:
        """Return what stands under the cursor of the names, of the saved searches or of what is watched."""
        if self.port.active == "entities":
            entity = self.port.existing("entities").current
            return None if entity is None else self.collection.subject("name", entity.id)
        value = getattr(getattr(self.port.mover, "current", None), "value", None)
        if isinstance(value, SavedSearch):
            return Subject("search", value.query, value.name)
        if isinstance(value, tuple):
            value = value[0]
        return value if isinstance(value, Subject) else None


def words(news: Sequence[SubjectNews]) -> str:
    """Return ``3 new in oak gates (W)``, ``5 new in 2 watched (W)``; "" if nothing is new."""
    fresh = [each for each in news if each.known and each.new]
    if not fresh:
        return ""
    count = len({id for each in fresh for id in each.new})
    where = fresh[0].subject.label if len(fresh) == 1 else f"{len(fresh):,} watched"
    return f"{count:,} new in {where} (W)"


def _note(news: SubjectNews) -> str:
    """Return ``12 articles · 3 new since 2031-05-06 18:04``."""
    if news.problem:
        return news.problem
    since = f" since {local_time(news.looked)}" if news.looked else ""
    new = f"{len(news.new):,} new" if news.known else "first look"
    return f"{plural(len(news.articles), 'article')} · {new}{since}"
