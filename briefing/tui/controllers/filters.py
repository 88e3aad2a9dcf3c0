"""What a person marks and keeps: read, stars, marks, the notebook, filters, undo; and the panes on the program itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import NotFoundError
from briefing.model import Article, Clipping, Entity
from briefing.text import one_line
from briefing.tui.controllers.base import Flow
from briefing.tui.session_state import Session

if TYPE_CHECKING:
    from briefing.tui.screens.reader_screen import ReaderScreen

READ_AFTER: Final = 1.5
"""Seconds for which an article must have been open to count as read."""

MOST_UNDO: Final = 100


class Keeping(Flow):
    """Marks, stars, filters, clippings, undo and session."""

    def __init__(self, reader: ReaderScreen) -> None:
        super().__init__(reader)
        self.read: set[str] = set()
        self.starred: set[str] = set()
        self.unread_only = False
        self.starred_only = False
        self.entities: dict[str, str] = {}
        """Entity id -> name: the list shows articles that name all of them."""
        self.without: dict[str, str] = {}
        """Entity id -> name: the list leaves out articles that name any of them."""
        self._undo: list[tuple[str, Callable[[], object]]] = []
        self._within: set[str] | None = None
        self._counted: Sequence[str] = ()
        self._every: frozenset[str] = frozenset()
        """The ids in ``_counted``, as a set: the heading is written at every key."""
        self._kept_unread: set[str] = set()
        """Articles that stay in the list of unread ones while it is open, though they have been read now."""
        self._read_timer: Any = None
        self._jumped_from: tuple[str, int] | None = None

    # --- the list's heading, filters ---

    def restore(self, session: Session) -> None:
        """Marks, and the filters of the last session."""
        state = self.collection.state
        self.read = set(self.reader.guarded(state.read_ids, set()))
        self.starred = set(self.reader.guarded(state.starred_ids, set()))
        self.unread_only, self.starred_only = session.unread_only, session.starred_only
        self.entities, self.without = self._known(session.entities), self._known(session.without)
        if session.entity_scope == "folder":
            self.reader.naming.scope = "folder"
        self.reader.naming.restore(session.entity_order, session.names_lit)

    def restore_names(self, session: Session) -> None:
        """The filter by names of the last session, once the names are known."""
        self.entities, self.without = self._known(session.entities), self._known(session.without)
        if self.entities or self.without:
            self.reader.naming.filters_changed()
            self.filter_again()

    def _known(self, ids: list[str]) -> dict[str, str]:
        """The names of those ``ids`` that the collection (still) knows."""
        known: dict[str, str] = {}
        for id in ids:
            with suppress(NotFoundError):
                known[id] = self.collection.entity(id).name
        return known

    @property
    def filtered(self) -> bool:
        return self.unread_only or self.starred_only or bool(self.entities) or bool(self.without)

    def heading(self) -> str:
        """``Inbox 38 · 7 unread``, with the filters that are on."""
        reader = self.reader
        ids = reader.ids()
        if self._counted is not ids:
            self._counted, self._every = ids, frozenset(ids)
        unread = len(ids) - len(self.read & self._every)
        parts = [f"Inbox {len(ids):,}", f"{unread:,} unread"]
        if not reader.searching.query:
            parts += ["unread only"] * self.unread_only + ["starred only"] * self.starred_only
        if words := self.filter_words():
            parts.append(words)
        return " · ".join(parts)

    def entity_articles(self) -> AbstractSet[str] | None:
        """Ids of the articles that the names in the filter leave, or None."""
        if not self.entities and not self.without:
            self._within = None
        elif self._within is None:
            within = set.intersection(*map(self._naming, self.entities)) if self.entities else set(self.reader.ids())
            self._within = within.difference(*map(self._naming, self.without))
        return self._within

    def _naming(self, id: str) -> set[str]:
        """Ids of the articles that name an entity; none if it is gone."""
        try:
            return {mention.article for mention in self.collection.entity(id).mentions}
        except NotFoundError:
            return set()

    def filter_words(self) -> str:
        """The filter by names in words: ``with Krol and Maro, without Lowmark``; "" if there is none."""
        parts = [f"with {_and(self.entities.values())}"] if self.entities else []
        parts += [f"without {_and(self.without.values(), 'or')}"] if self.without else []
        return ", ".join(parts)

    def forget_names(self) -> None:
        """The collection changed: ask again who is named where."""
        self._within = None

    def filter(self, articles: Sequence[Article]) -> Sequence[Article]:
        """Those of ``articles`` that the filters leave. A search never comes through here: no filter by reading hides a hit."""
        if not self.filtered:
            return articles
        within = self.entity_articles()
        return [
            article
            for article in articles
            if (not self.unread_only or article.id not in self.read or article.id in self._kept_unread)
            and (not self.starred_only or article.id in self.starred)
            and (within is None or article.id in within)
        ]

    def empty_words(self) -> str:
        if self.filtered:
            return "nothing left by the filter; q shows all articles"
        if self.reader.syncing.running:
            return "reading the folder"
        return f"no articles in {one_line(str(self.collection.folder))}\nfiles that are put there appear here by themselves"

    def filter_again(self) -> None:
        """What the filter names has changed: the list follows, what is being read stays."""
        self._within = None
        if not self.reader.searching.query:
            self.reader.show_list()
        self.reader.show_header()

    def _filters_changed(self, *, follow: bool = True) -> None:
        """``follow``: show what the list's cursor stands on now, else what is being read stays."""
        self._within = None
        self.reader.naming.filters_changed()
        self._kept_unread = set()
        reader = self.reader
        reader.show_list()
        if reader.searching.query:
            reader.run_worker(reader.searching.again())
        if follow:
            reader.follow_list()
        self.reader.returning.changed_place()

    def do_filter_unread(self) -> None:
        self.unread_only = not self.unread_only
        self._filters_changed()

    def do_filter_starred(self) -> None:
        self.starred_only = not self.starred_only
        self._filters_changed()

    def do_clear_filters(self) -> None:
        self.unread_only = self.starred_only = False
        self.entities, self.without = {}, {}
        self._filters_changed()

    def toggle_entity(self, entity: Entity, *, without: bool = False) -> None:
        """Filter the list by this name as well (``without``: by its absence), or no longer."""
        here, other = (self.without, self.entities) if without else (self.entities, self.without)
        other.pop(entity.id, None)
        if here.pop(entity.id, None) is None:
            here[entity.id] = entity.name
        words = self.filter_words()
        self.say(f"articles {words}; q shows all" if words else "all articles")
        self._filters_changed(follow=False)

    def follow_edit(self, old: str, new: str, name: str) -> None:
        """The entity ``old`` is ``new`` now, called ``name``: a filter by it goes on."""
        for chosen in (self.entities, self.without):
            if old in chosen:
                names = {new if id == old else id: name if id == old else known for id, known in chosen.items()}
                chosen.clear()
                chosen.update(names)
        self._within = None

    # --- read and stars ---

    def shown(self) -> None:
        """An article came to the screen: it counts as read when it stays open for a moment."""
        if self._read_timer is not None:
            self._read_timer.stop()
            self._read_timer = None
        if self.reader.active == "article":
            self.opened()
        self.reader.returning.changed_place()

    def opened(self) -> None:
        """The article has the focus."""
        id = self.reader.shown
        if id and id not in self.read and self._read_timer is None:
            self._read_timer = self.reader.set_timer(READ_AFTER, lambda: self._was_open(id))

    def _was_open(self, id: str) -> None:
        self._read_timer = None
        if self.reader.shown == id and self.reader.active != "list":
            self._set_read(id, True)

    def _set_read(self, id: str, read: bool) -> None:
        self.collection.state.set_read([id], read)
        if read:
            self.read.add(id)
            self._kept_unread.add(id)
        else:
            self.read.discard(id)
        self.reader.list.mark(read=self.read)
        self.reader.show_header()

    def _set_star(self, id: str, starred: bool) -> None:
        self.collection.state.set_star(id, starred)
        (self.starred.add if starred else self.starred.discard)(id)
        self.reader.list.mark(starred=self.starred)

    def here(self) -> str:
        """The id of the article that a key is about."""
        current = self.reader.list.current
        if self.reader.active == "list" and current is not None:
            return current.id
        return self.reader.shown

    def do_star(self) -> None:
        if id := self.here():
            starred = id not in self.starred
            self._set_star(id, starred)
            self.undoable("star", lambda: self._set_star(id, not starred))

    def do_toggle_read(self) -> None:
        if id := self.here():
            read = id not in self.read
            if self._read_timer is not None:
                self._read_timer.stop()
                self._read_timer = None
            self._set_read(id, read)
            self.undoable("read mark", lambda: self._set_read(id, not read))

    # --- undo ---

    def undoable(self, what: str, undo: Callable[[], object]) -> None:
        """``undo`` takes back what was just done; ``what`` names it."""
        self._undo.append((what, undo))
        del self._undo[:-MOST_UNDO]

    def do_undo(self) -> None:
        if not self._undo:
            # Corrections outlive the session in which they were made.
            if self.reader.active != "entities" or not self.reader.correcting.undo_last():
                self.say("nothing to undo")
            return
        what, undo = self._undo.pop()
        undo()
        self.say(f"undone: {what}")

    # --- marks ---

    def do_set_mark(self) -> None:
        reader = self.reader
        if reader.document is None:
            return
        article, offset = reader.shown, reader.view.cursor
        reader.awaiting = lambda letter: self._set_mark(letter, article, offset)
        reader.hints.show([("a-z", "letter of the mark"), ("Esc", "leave")])

    def _set_mark(self, letter: str, article: str, offset: int) -> None:
        if len(letter) == 1 and letter.isalnum():
            self.collection.state.set_mark(letter, article, offset)
            self.say(f"mark {letter}")
        else:
            self.say("a mark is a letter or a figure")

    def do_go_to_mark(self) -> None:
        reader = self.reader
        reader.awaiting = self._go_to_mark
        marks = sorted(self.collection.state.marks())
        known = [("'", "back")] * (self._jumped_from is not None) + [(letter, "") for letter in marks[:20]]
        reader.hints.show([*known, ("Esc", "leave")])

    async def _go_to_mark(self, letter: str) -> None:
        if letter in ("escape", "q") and letter not in self.collection.state.marks():
            return
        target = self._jumped_from if letter == "'" else self.collection.state.marks().get(letter)
        if target is None:
            self.say(f"there is no mark {letter}" if len(letter) == 1 else "a mark is a letter or a figure")
            return
        reader = self.reader
        if reader.article(target[0]) is None:
            self.say("the marked article has left the folder")
            return
        self._jumped_from = (reader.shown, reader.view.cursor) if reader.document is not None else None
        await reader.open_at(*target)

    # --- notebook ---

    def do_add_clipping(self) -> None:
        reader, document = self.reader, self.reader.document
        if document is None:
            return
        article = document.article
        quotation = reader.quoting.quotation
        selected = reader.view.selected_text
        if selected:
            span = reader.view.selected_span or (0, 0)
            ref, text, id = article.id, selected, None
        elif quotation is not None:
            span, text, id = quotation.span, quotation.text, quotation.id
            ref = quotation.id
        else:
            self.say("no quotation here; ] goes to the next one")
            return
        citation = self.collection.cite(ref).text
        clipping = self.collection.state.add_clipping(article, text, span, quotation=id, citation=citation)
        self.undoable("clipping", lambda: self._remove(clipping.id))
        self.say("added to the notebook")

    def _remove(self, id: int) -> None:
        self.collection.state.remove_clipping(id)
        self._refresh_notebook()

    def _restore(self, clipping: Clipping) -> None:
        self.collection.state.restore_clipping(clipping)
        self._refresh_notebook()

    def _note(self, id: int, note: str) -> None:
        self.collection.state.set_note(id, note)
        self._refresh_notebook()

    def _refresh_notebook(self) -> None:
        pane: Any = self.reader.existing("notebook")
        if pane is not None:
            pane.show(self.collection.state.clippings())

    async def do_notebook(self) -> None:
        reader = self.reader
        if reader.active == "notebook":
            await reader.close_over()
            return
        pane = await reader.pane("notebook")
        pane.empty = "the notebook is empty; a adds a quotation"
        self._refresh_notebook()
        await reader.go_to_pane("notebook")

    def do_clipping_remove(self) -> None:
        pane: Any = self.reader.mover
        if pane.current is None:
            return
        clipping = self.collection.state.remove_clipping(pane.current.id)
        if clipping is not None:
            self.undoable("clipping", lambda: self._restore(clipping))
            self._refresh_notebook()
            self.say("removed; U brings it back")

    async def do_clipping_note(self) -> None:
        pane: Any = self.reader.mover
        clipping = pane.current
        if clipping is None:
            return

        def write(note: str) -> None:
            self.collection.state.set_note(clipping.id, note.strip())
            before = clipping.note
            self.undoable("note", lambda: self._note(clipping.id, before))
            self._refresh_notebook()

        prompt = await self.reader.searching.bottom_prompt()
        prompt.ask("note", clipping.note, submitted=write)


def _and(names: Iterable[str], word: str = "and") -> str:
    """``Krol, Maro and Ost``."""
    *first, last = [one_line(name) for name in names]
    return f"{', '.join(first)} {word} {last}" if first else last
