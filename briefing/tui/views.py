"""Places as they stand on the screen: taking one down before it is left, and bringing it back. Decides nothing about where one goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from briefing.tui.jump_list import Place, Subject, View
from briefing.tui.messages import (
    NamesPaneShown,
    PaneRecalled,
    QueryRecalled,
    QuotationMoved,
    SourcesRecalled,
    StoryWanted,
)

if TYPE_CHECKING:
    from briefing.model import Story
    from briefing.tui.context import ReaderPort, ReaderState

ROWS: Final = frozenset({"compare", "coverage", "differences", "said", "hits", "copies", "notebook", "presentation"})
"""Panes whose place is a row."""


class Views:
    """What a place is, by what stands on the screen."""

    def __init__(self, port: ReaderPort, state: ReaderState) -> None:
        self._port, self._state = port, state
        self._held: list[Any] = []
        """Panes that are held where they were scrolled to."""

    # --- taking a place down ---

    def place(self) -> Place:
        """Return the place that has the focus now."""
        port, state = self._port, self._state
        article, offset = self._shown()
        pane: Any = port.existing(port.active)
        rows = port.active in (*ROWS, "entities", "story")
        return Place(
            port.active,
            article,
            offset,
            state.kept_query,
            self._story(article),
            all((port.shape.sources == "below", port.sources_open)),
            pane.subject if port.active in ROWS else (),
            (pane.row, getattr(pane, "column", 0)) if rows else (0, 0),
            self._view(),
        )

    @property
    def _on_list(self) -> bool:
        """The list is gone through: what stands beside it follows in a moment."""
        return (self._port.active, self._state.query) == ("list", "")

    def _shown(self) -> tuple[str, int]:
        """Return the article that is shown and the cursor in it; of a list that is gone through, the article under its cursor."""
        shown, cursor = self._state.shown, self._port.view.cursor
        if self._on_list:
            current = self._port.list.current
            listed = "" if current is None else current.id
            return listed, cursor * (listed == shown)
        return shown, cursor * bool(shown)

    def _story(self, article: str) -> Story | None:
        """Return the story whose page is shown, or will be in a moment."""
        listed, page = self._port.list.story, self._state.page
        if not self._on_list:
            return page
        told = () if page is None else page.articles
        return page if (listed, article in told) == (None, True) else listed

    def _view(self) -> View:
        port, state = self._port, self._state
        sources: Any = port.existing("sources")
        below = port.active if port.over is None else port.under
        return View(
            stances=tuple((name, pane.stance) for name, pane in self._panes()),
            over=port.over,
            under=port.under,
            covered=tuple((name, self._subject(name)) for name in port.covered),
            sources=sources.about if sources is not None and port.shape.sources else None,
            sources_open=port.sources_open,
            mention=state.mention,
            scope=state.names.scope,
            opened=tuple(state.opened),
            # Each only where it counts: a chain of all places that were ever left would hang on the last one.
            before_names=state.before_names if "entities" in (port.active, below) else None,
            before_sources=state.before_sources if port.active in ("article", "sources") else None,
        )

    def _panes(self) -> Iterator[tuple[str, Any]]:
        """Yield the panes that are on the screen, or lie under what is."""
        names = dict.fromkeys(
            ("list", self._port.center, "sources", "entities", *self._port.covered, self._port.active)
        )
        for name in names:
            pane = self._port.existing(name)
            if pane is not None:
                yield name, pane

    def _subject(self, name: str) -> Subject:
        pane: Any = self._port.existing(name)
        return getattr(pane, "subject", ())

    # --- bringing it back ---

    async def bring_back(self, place: Place) -> None:
        """Have the screen stand as it did at a place, as far as what it showed is still there."""
        port, state, view = self._port, self._state, place.view
        if place.query != state.kept_query:
            await port.announce(QueryRecalled(place.query))
        port.over = None
        port.sources_open = view.sources_open
        self._bring_center(place)
        state.names.scope, state.mention = view.scope, view.mention
        for pane, subject in (*view.covered, (place.pane, place.subject)):
            if subject != self._subject(pane):
                await port.announce(PaneRecalled(pane, subject))
        port.over, port.under = view.over, view.under
        port.covered[:] = [name for name, _ in view.covered]
        await port.pane(place.pane)
        port.set_active(place.pane)
        shown = view.sources if port.shape.sources else None
        if shown is not None:
            await port.pane("sources")
            port.publish(SourcesRecalled(shown))
        if "entities" in port.shape.panes:
            port.publish(NamesPaneShown())
        port.flush()
        state.opened[:] = view.opened
        state.before_names, state.before_sources = view.before_names, view.before_sources
        self._stand(place)

    def _bring_center(self, place: Place) -> None:
        """Show the article or the page of a story that a place shows."""
        port = self._port
        if place.story is not None:
            port.list.select_story(place.story.id)
            port.publish(StoryWanted(place.story))
        elif not place.article:
            return
        elif port.article(place.article) is None:
            port.notify_person("that article has left the folder")
        else:
            port.list.select(place.article)
            port.show_article(place.article, place.offset)

    def _stand(self, place: Place) -> None:
        """Put the cursors of the panes where they were, and hold the panes there until a key is pressed."""
        stances = dict(place.view.stances)
        for name, pane in self._panes():
            if name in stances:
                pane.take_stance(stances[name])
                self._held.append(pane)
        if place.pane == "story":
            self._port.publish(QuotationMoved())  # the sources are those of the row come back to

    def release(self) -> None:
        """Hold no pane any longer: something is done."""
        for pane in self._held:
            pane.release()
        self._held.clear()
