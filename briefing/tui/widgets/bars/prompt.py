"""The line that is typed into: for the search, for finding in an article, for a name or a note.

It edits text in the order of the keys and tells its flow; what is pasted or typed is made one safe line first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from briefing.text import drawn, one_line
from briefing.tui.context import finish
from briefing.tui.widgets.bars.search_bar import SearchBar

POINTER: Final = "▲"


class PromptOwner(Protocol):
    """The screen that a line is typed on."""

    active: str
    field: Prompt | None

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True) -> None: ...
    def set_active(self, name: str) -> None: ...
    def show_hints(self) -> None: ...


class Line(Static):
    """One line of safe text that is never markup (labels, errors)."""

    def say(self, text: str, *, at: int | None = None) -> None:
        """Show ``text``; over it an arrow up at the column ``at``, if given."""
        text = drawn(one_line(text))
        if at is not None:
            text = f"{' ' * max(0, at - self.gutter.left)}{POINTER}\n{text}"
        self.update(Content(text))


class Prompt(Horizontal):
    """A label and an input. ``ask`` opens it; Enter and Esc close it."""

    def __init__(self, owner: PromptOwner, *, id: str, title: str = "") -> None:
        super().__init__(id=id)
        self.owner = owner
        self._title = title
        self.label = ""
        """What stands before the line."""
        self.hints: list[tuple[str, str]] = []
        self._changed: Callable[[str], object] | None = None
        self._submitted: Callable[[str], object] | None = None
        self._cancelled: Callable[[], object] | None = None
        self._history: Sequence[str] = ()
        self._keys: Mapping[str, Callable[[], object]] = {}
        self._place = -1
        self._typed = ""
        self._last = ""

    def compose(self) -> ComposeResult:
        field = SearchBar(title=self._title)
        if not self._title:
            yield Line(classes="label")
            field.compact = True
        yield field

    @property
    def field(self) -> SearchBar:
        return self.query_one(SearchBar)

    @property
    def value(self) -> str:
        return self.field.value

    def ask(
        self,
        label: str,
        value: str = "",
        *,
        submitted: Callable[[str], object],
        changed: Callable[[str], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        history: Sequence[str] = (),
        keys: Mapping[str, Callable[[], object]] | None = None,
        hints: Sequence[tuple[str, str]] = (("Enter", "done"), ("Esc", "leave")),
    ) -> None:
        """Open the line. ``history`` (newest first) comes with the arrow keys; ``keys`` are further keys and what they do."""
        self._changed, self._submitted, self._cancelled = changed, submitted, cancelled
        self._history, self._place = history, -1
        self._keys = keys or {}
        self.label = label
        self._typed = self._last = one_line(value)
        self.hints = list(hints)
        for line in self.query(Line):
            line.say(label)
        self.display = True
        self.field.value = self._typed
        self.field.cursor_position = len(self._typed)
        self.owner.field = self
        self.owner.set_focus(self.field, scroll_visible=False)
        self.owner.show_hints()

    def select_all(self) -> None:
        """Have what is typed next replace the whole line; a key that moves the cursor leaves it as it is."""
        self.field.action_select_all()

    def close(self) -> None:
        """Hide the line and give the focus back to the pane."""
        if self.owner.field is self:
            self.owner.field = None
        self.display = False
        self.owner.set_active(self.owner.active)

    async def key(self, event: events.Key) -> None:
        """One key, to its end."""
        if event.key == "enter":
            value = self.value
            self.close()
            if self._submitted is not None:
                await finish(self._submitted(value))
        elif event.key in ("escape", "ctrl+c"):
            self.close()
            if self._cancelled is not None:
                await finish(self._cancelled())
        elif event.key in self._keys.keys() - self._recalling:
            await finish(self._keys[event.key]())
        elif event.key in ("up", "down") and self._history:
            self._recall(1 if event.key == "up" else -1)
            await self.tell()
        elif event.is_printable and event.character is not None:
            self.type(event.character)
            await self.tell()
        else:
            for binding in self.field._bindings.key_to_bindings.get(event.key, ()):
                await self.app.run_action(binding.action, self.field)
            await self.tell()

    @property
    def _recalling(self) -> set[str]:
        """The keys that walk through the history, whatever else they do, while an earlier line stands there."""
        return {"down"} if self._place >= 0 else set()

    def put(self, text: str, cursor: int | None = None) -> None:
        """Have the line hold ``text``, the cursor at the character ``cursor`` or behind it; nobody is told."""
        self._last = self.field.text = one_line(text)
        if cursor is not None:
            self.field.cursor_position = cursor

    def type(self, text: str) -> None:
        """Put ``text`` in at the cursor, over the selection if there is one."""
        text = one_line(text)
        selection = self.field.selection
        if selection.is_empty:
            self.field.insert_text_at_cursor(text)
        else:
            self.field.replace(text, *selection)

    async def tell(self) -> None:
        """Tell the flow if the text is another than before."""
        value = self.value
        if value != self._last:
            self._last = value
            if self._changed is not None:
                await finish(self._changed(value))

    def _recall(self, step: int) -> None:
        if self._place < 0:
            self._typed = self.value
        self._place = max(-1, min(len(self._history) - 1, self._place + step))
        value = one_line(self._history[self._place]) if self._place >= 0 else self._typed
        self.field.value = value
        self.field.cursor_position = len(value)
