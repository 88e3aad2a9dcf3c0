"""The margins: how many other sources carry each quotation of the article, which of its sentences say what was read elsewhere, and how
many quotations of each article in the list others carry too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from briefing.errors import NotFoundError
from briefing.model import SentenceNews
from briefing.presentation.labels import new_sentences
from briefing.tui.controllers.base import Controller
from briefing.tui.messages import ArticleShown, CollectionChanged, FolderSynced, MadeChanged, PreferencesRestored
from briefing.tui.workers import NewestOnly

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState


class MarginController(Controller):
    """Counts of sources, and what is new to the reader, which is found out in a thread: no key waits for it."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._comparing = NewestOnly("briefing-news", port.queue)
        self._shared_at = -1
        """The generation of the collection whose counts stand in the list."""
        self._busy: set[str] = set()
        self._news: Sequence[SentenceNews] | None = None
        """The sentences of the article that is shown, as far as that was asked for."""

    def close(self) -> None:
        """Leave behind what is still being found out."""
        self._comparing.close(0.0)

    @property
    def idle(self) -> bool:
        """Everything that was asked for stands in the margin."""
        return not self._busy

    @property
    def words(self) -> str:
        """``14 of 41 sentences new`` while what is known is dimmed, else ""."""
        if self._news is None or not self.state.preferences.dim_known:
            return ""
        return new_sentences(self._news)

    # --- what others tell ---

    def on_article_shown(self, message: ArticleShown) -> None:
        self._share()
        if not self.state.shown:
            self._comparing.supersede()
            self._busy.clear()
            self._news = None
        elif message.new:
            self._news = None
            self._count()
            self._compare()

    def on_folder_synced(self, message: FolderSynced) -> None:
        self._share()

    def on_collection_changed(self, message: CollectionChanged) -> None:
        self._count()
        self._compare()

    def on_made_changed(self, message: MadeChanged) -> None:
        self._compare()

    # --- keys ---

    def do_dim_known(self) -> None:
        """Dim what articles that were read say already, or show everything alike again."""
        on = not self.state.preferences.dim_known
        self.port.take_preferences(dim_known=on)
        if on:
            self.say("dimmed is what you have read elsewhere; > goes to what is new")
        self._dim()

    def on_preferences_restored(self, message: PreferencesRestored) -> None:
        if "dim_known" in message.names:
            self._dim()

    def _dim(self) -> None:
        """Dim what is known, or nothing, as the person chose."""
        if self.state.preferences.dim_known:
            self._compare()
        else:
            # What is still being found out would dim the article again.
            self._comparing.supersede()
            self._busy.discard("news")
            self.port.view.set_news(())
            self.port.show_header()

    def do_next_new(self) -> None:
        """Go to the next passage that is new."""
        self._step(1)

    def do_previous_new(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        if self.state.document is None:
            self.say("open an article first")
        elif not self.state.preferences.dim_known:
            self.do_dim_known()
        elif self._news is None:
            self.say("what you have read is being looked through")
        elif not self.port.view.step_new(step):
            self.say("nothing new behind this" if step > 0 else "nothing new before this")

    # --- what is found out in threads ---

    def _share(self) -> None:
        """Have the list show how many quotations other articles carry too, once the folder is known; they are counted row by row."""
        if self.port.analysed and self._shared_at != self.collection.generation:
            self._shared_at = self.collection.generation
            self.port.list.show_shared(self.collection.shared_counts())

    def _count(self) -> None:
        """Write the counts into the margin: they are stored, and part of the first picture of an article."""
        id = self.state.shown
        if id:
            self.port.view.set_carried(self.port.guarded(lambda: self.collection.carriers(id), {}))

    def _compare(self) -> None:
        id = self.state.shown
        if id and self.state.preferences.dim_known:
            self._busy.add("news")
            self._comparing.submit(
                lambda superseded: self.collection.new(id, against="read"),
                self._compared,
                partial(self._failed, "news"),
            )

    def _compared(self, news: Sequence[SentenceNews]) -> None:
        self._busy.discard("news")
        self._news = news
        self.port.view.set_news(news)
        self.port.show_header()

    def _failed(self, what: str, error: Exception) -> None:
        """Say what went wrong; that the article was just read anew, or has gone, is no fault: the margin follows what is known next."""
        self._busy.discard(what)
        if not isinstance(error, NotFoundError):
            self.port.fault(error)
