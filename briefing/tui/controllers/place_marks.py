"""Marks of places: a letter for a place in an article, and the list of them with the words that stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.presentation.labels import list_label
from briefing.text import one_line, truncate
from briefing.tui.controllers.base import Controller
from briefing.tui.messages import PlaceAsked, PlaceWanted

if TYPE_CHECKING:
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState
    from briefing.tui.jump_list import Place as Seen
    from briefing.tui.widgets.choice_list import Choice

WORDS: Final = 90
"""Characters of a place that are shown."""

LABEL_CELLS: Final = 90
BACK: Final = "'"

STEPS: Final = {"down": 1, "up": -1}
Place = tuple[str, int]


class PlaceMarkController(Controller):
    """The keys that mark a place and go to it."""

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        super().__init__(port, state, collection)
        self._jumped_from: Seen | None = None
        self._seen: dict[str, tuple[Place, Seen]] = {}
        """Letter -> the place in an article, and what was on the screen as it was marked: until the reader is left; from then on a mark
        leads to the words."""

    # --- setting ---

    def do_set_mark(self) -> None:
        target = self.port.target()
        article = target.article if target is not None else ""
        if not article:
            article = next(iter(self.port.chosen()), "")  # the head of a story's page
        if target is None or not article:
            self.say("no place to mark under the cursor")
            return
        place = (article, self.offset_of(target))
        self.port.ask_key(lambda letter: self._set(letter, place), [("a-z", "letter of the mark"), ("Esc", "leave")])

    def _set(self, letter: str, place: Place) -> None:
        if letter == "escape":
            return
        if len(letter) == 1 and letter.isalnum():
            self.port.publish(PlaceAsked(lambda seen: self._seen.update({letter: (place, seen)})))
            self.port.save(
                lambda: self.collection.state.set_mark(letter, *place),
                lambda done: self.say(f"mark {letter}; ' goes there"),
            )
        else:
            self.say("a mark is a letter or a figure")

    # --- going ---

    async def do_go_to_mark(self) -> None:
        await self.port.saved()
        choices = self._choices()
        if not choices:
            self.say("no place is marked yet; m marks one")
        await self.port.choose("Marks", choices, self._go, empty="no place is marked yet; m marks one")
        self._ask()

    def _ask(self) -> None:
        self.port.ask_key(
            self._taken, [("a-z", "letter of the mark"), (BACK, "back"), ("Enter", "go there"), ("Esc", "leave")]
        )

    def _choices(self) -> list[Choice]:
        from briefing.tui.widgets.choice_list import Choice

        marks = dict(sorted(self.collection.state.marks().items()))
        if self._jumped_from is not None:
            marks = {BACK: (self._jumped_from.article, self._jumped_from.offset), **marks}
        return [
            Choice(self._words(place), letter, key=letter, note=self._title(place)) for letter, place in marks.items()
        ]

    def _words(self, place: Place) -> str:
        if not place[0]:
            return "(no article)"
        if self.port.article(place[0]) is None:
            return "(the article has left the folder)"
        text = self.collection.document(place[0]).text
        return truncate(one_line(text[place[1] : place[1] + WORDS]).strip(), LABEL_CELLS)

    def _title(self, place: Place) -> str:
        article = self.port.article(place[0])
        return one_line(list_label(article)[0]) if article is not None else ""

    async def _taken(self, key: str) -> None:
        """The key after ``'``: a letter goes to its mark at once, the arrows choose."""
        if key in STEPS:
            self.port.mover.move(STEPS[key])
            self._ask()
        elif key == "enter":
            await self.port.perform("activate")
        else:
            await self.port.close_over()
            if key != "escape":
                await self._go(key)

    async def _go(self, letter: str) -> None:
        place = self.collection.state.marks().get(letter)
        marked, seen = self._seen.get(letter, (None, None))
        if letter == BACK:
            await self._go_back()
        elif place is None:
            self.say(f"there is no mark {letter}" if len(letter) == 1 else "a mark is a letter or a figure")
        elif self.port.article(place[0]) is None:
            self.say("the marked article has left the folder")
        else:
            self._note_jump()
            # Who marked it anew elsewhere, or took that back, means the words.
            await (self.port.open_at(*place) if seen is None or marked != place else self._show(seen))

    async def _go_back(self) -> None:
        """Go to where the last mark was jumped to from, which is where one comes back to by the same key."""
        seen = self._jumped_from
        if seen is None:
            await self.port.perform("jump_back")
            return
        self._note_jump()
        await self._show(seen)

    async def _show(self, seen: Seen) -> None:
        await self.port.announce(PlaceWanted(seen))

    def _note_jump(self) -> None:
        def note(seen: Seen) -> None:
            self._jumped_from = seen

        self.port.publish(PlaceAsked(note))
