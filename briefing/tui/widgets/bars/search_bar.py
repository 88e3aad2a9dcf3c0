"""The line into which a query is typed. Cleans what comes in, remembers where one was in the history; searches nothing."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.widgets import Input

from briefing.text import drawn, one_line
from briefing.tui.drawing import strips


class SearchBar(Input):
    """A query line. Posts :class:`Changed` and :class:`Submitted`, both with ``text``.

    Up and down walk :attr:`history` (newest first); at its newer end, down is left to the screen.
    """

    DEFAULT_CSS = """
    SearchBar {
        height: 3;
        padding: 0 1;
        background: $background;
        color: $text;
        border: round $primary;
        border-title-color: $text-primary;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        &:focus { border: round $primary; }
        &.-invalid, &.-invalid:focus { border: round $error; }
    }
    """

    class Changed(Input.Changed):
        """The text is another than before."""

        @property
        def text(self) -> str:
            """What the line holds now."""
            return self.value

    class Submitted(Input.Submitted):
        """Enter."""

        @property
        def text(self) -> str:
            """What the line holds."""
            return self.value

    def __init__(
        self,
        text: str = "",
        *,
        title: str = "Search",
        placeholder: str = "",
        history: Sequence[str] = (),
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(
            drawn(one_line(text)), placeholder=drawn(strips.clean(placeholder)), name=name, id=id, classes=classes, disabled=disabled,
            select_on_focus=False,
        )  # fmt: skip
        self.cursor_blink = False
        self.history: Sequence[str] = history
        """Earlier queries, newest first."""
        self._past = -1
        self._draft = ""
        self.show_title(title)

    @property
    def text(self) -> str:
        """What the line holds."""
        return self.value

    @text.setter
    def text(self, text: str) -> None:
        self.value = drawn(one_line(text))
        self.cursor_position = len(self.value)

    def show_title(self, title: str) -> None:
        """Name the line (``Search``, ``Find in this article``)."""
        self.border_title = strips.title(title)

    def show_status(self, status: str, *, error: bool = False) -> None:
        """A short answer below the line: ``3/41 hits · 12 articles``, or what is wrong with the query."""
        self.border_subtitle = strips.title(status)
        self.set_class(error, "-invalid")

    def column_of(self, place: int) -> int:
        """Return the column of the character ``place``, from the bar's left edge, border and all."""
        return max(0, strips.width_of(self.value[:place]) - self.scroll_offset.x) + self.gutter.left

    def validate_value(self, value: str) -> str:
        """Whatever is typed, pasted or set is one safe line."""
        return drawn(one_line(value))

    def _on_paste(self, event: events.Paste) -> None:
        # Input would take the first line of a paste only; a title pasted with its line break is one query.
        event.prevent_default()
        event.stop()
        text = drawn(one_line(" ".join(event.text.split())))
        start, end = sorted(self.selection)
        self.replace(text, start, end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("up", "down") and self._walk(1 if event.key == "up" else -1):
            event.prevent_default()
            event.stop()

    def _walk(self, step: int) -> bool:
        past = self._past + step
        if not -1 <= past < len(self.history) or (step < 0 and self._past < 0):
            return step > 0
        if self._past < 0:
            self._draft = self.value
        self._past = past
        self.text = self._draft if past < 0 else self.history[past]
        return True
