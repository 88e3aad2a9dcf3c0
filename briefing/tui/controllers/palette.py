"""The palette: one list of everything that can be done or gone to, found by a few letters of it, over every pane."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from briefing.text import one_line, truncate
from briefing.tui import themes
from briefing.tui.controllers.base import Controller
from briefing.tui.keys import keymap
from briefing.tui.messages import ArticleShown, ComparisonWanted, FolderSynced, NameWanted, SearchWanted, StoryWanted
from briefing.tui.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState
    from briefing.tui.finding.palette_entries import Entry, Findable
    from briefing.tui.widgets.choice_list import Choice

IDLE: Final = 4.0
"""Seconds without another look at the folder after which its part is made ahead."""

PAUSE: Final = 0.01
"""Seconds between two lots of what is gathered while nobody waits for it: some times what a lot takes."""

AT_REST: Final = 1.0
"""Seconds without a key after which that goes on."""

LOOK: Final = 0.2
"""Seconds between two looks whether it may go on, or a part is gathered."""

CALM: Final = 0.15
"""Seconds after which what a folder holds is gathered."""

LONGEST: Final = 2.0
"""Seconds that Enter waits for each part of a folder, where nothing is found yet of what was typed."""

PARTS: Final = ("texts", "names", "stories")
"""What a folder holds, by how long it takes: articles and statements are at hand, stories may have to be found first."""

TOLD: Final = 3
"""Entries at the top of which it is said who they are, where they are names."""

NOTHING_YET: Final = "nothing yet; names, articles and statements are being gathered"
LOOKED_THROUGH: Final = (
    "actions, articles, names, statements of several sources, stories, saved searches were looked through"
)
LONGEST_SHOWN: Final = 60
"""Characters of what was typed that are said again, at most."""

STEPS: Final = {"down": ("move", 1), "up": ("move", -1), "pagedown": ("page", 1), "pageup": ("page", -1)}
"""Keys that walk the list while it is typed into."""


class PaletteController(Controller):
    """What a person types the first letters of."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._parts = {part: Prepared(f"palette {part}", partial(self._gather, part)) for part in PARTS}
        self._at_hand: list[Findable] = []
        self._timer: Any = None
        self._waited_for = False
        """Somebody has the palette open: what a folder holds is gathered without pauses."""
        self._coming: Sequence[str] = ()
        self._ahead: Sequence[str] = PARTS
        """What is made ahead: each part once, and after that what costs little. Names and stories are gathered anew when somebody asks."""

    def on_folder_synced(self, message: FolderSynced) -> None:
        self._when_idle()

    def on_article_shown(self, message: ArticleShown) -> None:
        if self._timer is None:
            self._when_idle()

    def _when_idle(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.port.after(IDLE, self._prepare)

    def _prepare(self) -> None:
        if self.port.analysed and not self.state.syncing:
            self._coming, self._ahead = self._ahead, PARTS[:1]
            self._gather_ahead()

    def _gather_ahead(self) -> None:
        """Have what is to come gathered part by part, with pauses: a key never feels it."""
        for part in self._coming:
            self._parts[part].begin(self.collection.generation)
            if not self._parts[part].there:
                self.port.after(LOOK, self._gather_ahead)
                return

    def _gather(self, part: str) -> list[Findable]:
        from briefing.tui.finding.palette_entries import part_entries

        return part_entries(self.collection, part, partial(self._give_way, part))

    def _give_way(self, part: str) -> None:
        """In the thread: go on only while the hands rest, and slowly, unless somebody waits for what is gathered, and not at all once it is
        gathered anew."""
        self._parts[part].go_on()
        while not self._waited_for and time.monotonic() - self.port.key_time < AT_REST:
            time.sleep(LOOK)
            self._parts[part].go_on()
        if not self._waited_for:
            time.sleep(PAUSE)

    # --- the palette itself ---

    async def do_palette(self) -> None:
        from briefing.tui.finding.palette_entries import prepared

        pane = self.port.active
        if pane == "menu":
            await self.port.close_over()
            pane = self.port.active
        self._at_hand = prepared([*self._actions(pane), *self._themes(), *self._searches(), *self._copies()])
        await self.port.choose("Palette", (), self._take)
        self._show("")
        await self.port.ask(
            ":",
            changed=self._show,
            submitted=self._enter,
            cancelled=self._leave,
            keys={key: partial(self._step, *step) for key, step in STEPS.items()},
            hints=(("Enter", "do it"), ("↓↑", "choose"), ("Esc", "leave")),
        )
        self.port.start(self._when_there())

    async def _leave(self) -> None:
        """Close it; what is still being gathered gives way to the keys again at once."""
        self._waited_for = False
        await self.port.close_over()

    async def _when_there(self) -> None:
        """Show what the folder holds, part by part, as soon as it is known: the first picture and what is typed come before."""
        await asyncio.sleep(CALM)
        for part in self._parts.values():
            if not self._is_open():
                return
            self._waited_for = True
            part.begin(self.collection.generation)
            while not await part.within(1.0):
                if not self._is_open():
                    return
            self.port.queue(self._again)
        self._waited_for = False

    def _is_open(self) -> bool:
        line: Any = self.port.existing("prompt")
        return (self.port.active, self.port.typing) == ("menu", True) and line.label == ":"

    def _again(self) -> None:
        if self._is_open():
            line: Any = self.port.existing("prompt")
            if line.value.strip():  # what can be done here stays the same
                self._show(line.value)

    def _show(self, typed: str) -> None:
        """Show what was typed finds; before that, what can be done here."""
        from briefing.tui.finding.palette_entries import found
        from briefing.tui.widgets.choice_list import Choice

        parts = [*self._at_hand, *self._in_folder()]
        # What is only alike is no answer while what was meant may still come.
        entries = found(parts, typed, guess=self._gathered) if typed.strip() else self._first()
        entries = [self._told(entry) if place < TOLD else entry for place, entry in enumerate(entries)]
        # What can be done has one text; its sentence says the same again, and is what it is found by.
        choices = [Choice(each.label, each, key=each.key, note=each.note * (each.kind != "action")) for each in entries]
        menu: Any = self.port.existing("menu")
        shown = [*choices, *self._search_instead(typed, nothing=not entries)]
        menu.show("Palette", shown, self._take, empty=NOTHING_YET, keys_right=True)

    def _told(self, entry: Entry) -> Entry:
        """Return an entry; with who it is, if it is a name and any source says so."""
        called = (
            self.port.guarded(partial(self.port.descriptions.of, str(entry.value)), ()) if entry.kind == "name" else ()
        )
        return entry._replace(note=f"{entry.note} · {one_line(called[0].text)}") if called else entry

    def _first(self) -> list[Entry]:
        return [part.entry(place) for part in self._at_hand for place in range(len(part.labels))]

    def _in_folder(self) -> list[Findable]:
        """Return what of the folder is gathered."""
        entries: list[Findable] = []
        for part in self._parts.values():
            if part.there:
                entries += self.port.guarded(part.take, [])
        return entries

    @property
    def _gathered(self) -> bool:
        return all(part.there for part in self._parts.values())

    def _search_instead(self, typed: str, *, nothing: bool) -> Iterator[Choice]:
        """Yield the way to all that articles say, behind what can be gone to by its name; before it, that this is ``nothing``."""
        from briefing.tui.finding.palette_entries import Entry
        from briefing.tui.widgets.choice_list import Choice

        words = one_line(typed).strip()
        if not (words and self._gathered):
            return
        if nothing:
            yield Choice(f"nothing found for {words}", heading=True)
            yield Choice(LOOKED_THROUGH, heading=True)
        label = f"Search the texts for {truncate(words, LONGEST_SHOWN)}"
        yield Choice(
            label, Entry("search", label, "", typed.strip()), key=keymap.shown_in("list", keymap.row("search"))
        )

    def _step(self, method: str, delta: int) -> None:
        getattr(self.port.mover, method)(delta)

    # --- what stands in it ---

    def _actions(self, pane: str) -> list[Entry]:
        """Return what can be done in ``pane``, what it is there for first."""
        from briefing.tui.finding.palette_entries import Entry

        rows = [row for _, group in keymap.groups(pane) for row in group if row.palette]
        rows += [row for row in keymap.in_force() if not row.keys]
        return [
            Entry("action", f"{row.label[:1].upper()}{row.label[1:]}", row.help, row.id, keymap.shown_in(pane, row))
            for row in rows
            if pane in row.where
        ]

    def _themes(self) -> list[Entry]:
        from briefing.tui.finding.palette_entries import Entry

        return [Entry("action", f"Theme: {name}", "Take these colours.", ("theme", name)) for name in themes.NAMES]

    def _searches(self) -> list[Entry]:
        from briefing.tui.finding.palette_entries import Entry

        searches = self.port.guarded(self.collection.state.saved_searches, [])
        return [
            Entry("search", f"Search: {one_line(saved.name)}", f"saved search · /{one_line(saved.query)}", saved.query)
            for saved in searches
        ]

    def _copies(self) -> list[Entry]:
        """Return what was copied before, to be copied again."""
        from briefing.tui.finding.palette_entries import LABEL_CELLS, Entry

        return [
            Entry(
                "copy",
                f"Copy again: {truncate(one_line(text), LABEL_CELLS)}",
                f"copied · {what.rstrip(' ·')}",
                (text, what),
            )
            for text, what in self.state.copied
        ]

    # --- what is done ---

    async def _enter(self, typed: str) -> None:
        menu: Any = self.port.mover
        for part in self._parts.values():
            if menu.current is not None:
                break
            self._waited_for = True
            part.begin(self.collection.generation)
            await part.within(LONGEST)
            self._show(typed)
        self._waited_for = False
        if menu.current is None:
            await self.port.close_over()
        else:
            await self.port.perform("activate")

    async def _take(self, entry: Entry) -> None:
        doings: dict[str, Any] = {
            "action": self._act,
            "copy": lambda copied: self.port.copy(*copied),
            "search": lambda query: self.port.announce(SearchWanted(query)),
            "name": lambda id: self.port.announce(NameWanted(id)),
            "story": self._go_to_story,
            "article": lambda id: self.port.open_at(id, 0),
            "statement": lambda place: self.port.announce(ComparisonWanted(*place)),
        }
        await doings[entry.kind](entry.value)

    async def _go_to_story(self, article: str) -> None:
        """Go to the page of the story of an article."""
        story = self.collection.story_of(article)
        if story is None:
            return
        self.port.list.select_story(story.id)
        await self.port.announce(StoryWanted(story))
        await self.port.go_to_pane("story")

    async def _act(self, what: Any) -> None:
        if isinstance(what, tuple):
            self.port.take_preferences(theme=what[1])
            return
        row = keymap.row(what)
        await self.port.perform(what, next(iter(row.keys), ""))
