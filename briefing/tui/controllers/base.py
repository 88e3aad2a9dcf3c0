"""Base class of the controllers: each does one job of the reader and holds the state of that job only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from briefing.text import one_line

if TYPE_CHECKING:
    from briefing.model import Article, Quotation
    from briefing.tui.collection_port import ReaderCollection
    from briefing.tui.context import ReaderPort, ReaderState
    from briefing.tui.target import Target


T = TypeVar("T")

IN_ARTICLE: Final = ("list", "article", "entities")
"""Panes beside the article, whose place in it is the article's own cursor."""

NO_NAME: Final = "no name under the cursor"
NO_ARTICLE: Final = "no article in this folder"
BEING_READ: Final = "reading the folder"
NO_STATEMENT: Final = "go to a statement first (j)"

WRITING: Final = (("Enter", "write it"), ("type", "another path"), ("Esc", "leave"), ("→", "change this one"))
"""Hints while a path is asked for: it is selected whole, so that typing replaces it."""

READING: Final = (("Enter", "read it"), *WRITING[1:])


class Controller:
    """One job of the reader.

    A method ``do_<action>`` is what a key does (see :mod:`briefing.tui.keys.keymap`); a method ``on_<message>`` hears a message of
    :mod:`briefing.tui.messages`.
    """

    def __init__(self, port: ReaderPort, state: ReaderState, collection: ReaderCollection) -> None:
        self.port = port
        self.state = state
        self.collection = collection

    def say(self, text: str, *, kind: str = "information") -> None:
        """Show the person a short sentence for a moment."""
        self.port.notify_person(text, kind=kind)

    _file = ""
    """The name that :meth:`ask_where` offers: the one that was given last."""

    async def ask_where(self, label: str, write: Callable[[Path], object], *, endings: str = "") -> None:
        """Ask for the name of a file and have it written there; what is there already is written over only if the person says so.
        ``endings`` are those that say as what it is written."""

        def chosen(name: str) -> None:
            if not name.strip():
                return
            self._file = name.strip()
            path = Path(self._file).expanduser()
            if path.exists():
                self.port.ask_key(
                    lambda key: write(path) if key == "y" else self.say("left as it is"),
                    [("y", f"write over {one_line(path.name)}"), ("any other key", "leave it")],
                )
            else:
                write(path)

        told = ("type", f"another path ({endings})" if endings else "another path")
        hints = (WRITING[0], told, *WRITING[2:])
        await self.port.ask(label, self._file, submitted=chosen, hints=hints, selected=True)

    async def ask_filter(self, label: str) -> None:
        """Have the pane with the focus show what holds the words that are typed; no words, or Esc, show all."""
        pane: Any = self.port.mover
        await self.port.ask(label, changed=pane.filter, submitted=pane.filter, cancelled=lambda: pane.filter(""))

    def target_article(self) -> Article | None:
        """Return the article of what is under the cursor, or None if there is none."""
        target = self.port.target()
        return self.port.article(target.article) if target is not None and target.article else None

    def offset_of(self, target: Target | None) -> int:
        """Return the character of its article at which a target stands: the article's own cursor beside it, elsewhere its first word."""
        if self.port.active in IN_ARTICLE:
            return self.port.view.cursor
        return (getattr(target, "span", None) or (0, 0))[0]

    @property
    def quotation(self) -> Quotation | None:
        """The quotation under the article's cursor."""
        return self.port.view.quotation if self.state.document is not None else None

    def quotation_wanted(self) -> Quotation | None:
        """Return the quotation under the article's cursor; if there is none, the next one; if there is none at all, say so."""
        if self.state.document is None:
            if self.state.page is not None:
                self.say(NO_STATEMENT)
            return None
        view = self.port.view
        if self.quotation is None and not view.next_quotation() and not view.previous_quotation():
            analysed = self.port.analysed
            self.say("no quotations in this article" if analysed else "quotations are still being looked for")
            return None
        return self.quotation

    def nothing(self, words: str) -> str:
        """Return what a pane says that has nothing to show: of a folder without an article that, and nothing else is claimed."""
        if self.port.ids() or self.collection.archive is not None:
            return words
        return BEING_READ if self.state.syncing else NO_ARTICLE

    def or_say(self, found: T | None, words: str) -> T | None:
        """Return what is there to act on; where nothing is, say so."""
        if found is None:
            self.say(words)
        return found

    def only_here(self, quotation: str) -> str:
        """Return the sentence that nobody else carries a quotation, naming it."""
        from briefing.presentation.comparison_rows import in_marks
        from briefing.text import one_line, truncate

        spoken = self.collection.quotation(quotation)
        return f"no other source has these words: {in_marks(truncate(one_line(spoken.text), 40), spoken.enclosed)}"
