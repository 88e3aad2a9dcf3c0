"""The notebook: quotations and passages that a person clipped, with notes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from briefing.errors import BriefingError, NotFoundError
from briefing.model import Article, Clipping, Span
from briefing.presentation.labels import MODE_MARKS
from briefing.text import one_line, plural, within_edges
from briefing.tui.controllers.base import Controller
from briefing.tui.messages import NotebookChanged
from briefing.tui.target import Target

EMPTY: Final = "the notebook is empty; a adds a quotation"


class NotebookController(Controller):
    """Clippings and notes."""

    _file = "~/briefing-notebook.html"
    """Where the notebook was written last."""

    _added: int | None = None
    """The clipping that was added since the notebook was looked at last."""

    async def do_notebook(self) -> None:
        await self.port.saved()
        pane = await self.port.pane("notebook")
        pane.filtered = ""  # it was looked for something at another time
        if self.port.active == "notebook":
            await self.port.close_over()
            return
        from briefing.tui.finding.notes_found import notes_with

        pane.empty = EMPTY
        self._show()
        if self._added is not None:
            pane.select(self._added)
            self._added = None
        for clipping in notes_with(self.state.query, self.collection.state.clippings())[:1]:
            pane.select(clipping.id)  # what was searched for stands in its note
        await self.port.go_to_pane("notebook")

    def do_add_clipping(self) -> None:
        """Clip the words under the cursor of the active pane."""
        target, article = self.port.target() or Target(), self.target_article()
        if article is None or target.span is None or target.clipping is not None:
            self.say("no quotation here; ] goes to the next one")
            return
        said = f"{target.among} · " if target.among else ""

        def save() -> tuple[list[int], int]:
            clipped = {each.span for each in self.collection.state.clippings() if each.article == article.id}
            missing = [each for each in self._in_pieces(target) if each.span not in clipped]
            added = [self._clip(article, each) for each in missing]
            return added, len(clipped) + len(added) if added else 0

        def then(saved: tuple[list[int], int]) -> None:
            added, count = saved
            if not added:
                self.say(f"{said}already in the notebook")
                return
            self._added = added[-1]
            self._show()
            parts = f"its {len(added)} parts " if len(added) > 1 else ""
            self.say(f"{said}{parts}added to the notebook, {count:,} in it; B opens it")

        self.port.save(save, then)

    def _in_pieces(self, target: Target) -> list[Target]:
        """Return the target, or each part of it that the reporter split off as one of its own: nothing joins them in the notebook either."""
        if not target.parts:
            return [self._in_marks(target) if target.selected else target]
        text = self.collection.document(target.article).text
        quotations = self.collection.quotations(target.article)

        def holding(span: Span) -> str | None:
            inside = (each.id for each in quotations if each.span[0] <= span[0] and span[1] <= each.span[1])
            return next(inside, target.quotation)

        return [
            replace(target, span=span, text=text[slice(*span)], quotation=holding(span), parts=())
            for span in target.parts
        ]

    def _in_marks(self, target: Target) -> Target:
        """Return selected words that the source prints in marks as a part of their quotation, others as they are."""
        text = self.collection.document(target.article).text
        span = within_edges(text, (0, 0) if target.span is None else target.span)
        holding = [each.id for each in self.collection.quotations(target.article) if each.prints(span)]
        return replace(target, span=span, text=text[slice(*span)], quotation=holding[-1]) if holding else target

    def _clip(self, article: Article, target: Target) -> int:
        span = target.span or (0, 0)
        in_marks = target.selected > (target.quotation is None)
        citation = self.collection.cite(
            article.id if in_marks else target.quotation or article.id, span=span if in_marks else None
        ).text
        clipping: Clipping = self.collection.state.add_clipping(
            article, target.text, span, quotation=target.quotation, citation=citation,
            around=self.collection.around(article.id, span),
        )  # fmt: skip
        return clipping.id

    async def do_clipping_remove(self) -> None:
        current = self._current()
        if current is None:
            return
        id = current.id
        if await self.port.saving(lambda: self.collection.state.remove_clipping(id)) is not None:
            self._show()
            self.say("removed; U brings it back")

    async def do_clipping_note(self) -> None:
        clipping = self._current()
        if clipping is None:
            return

        await self._ask_note(clipping, clipping.note)

    async def _ask_note(self, clipping: Clipping, words: str) -> None:
        async def write(note: str) -> None:
            await self._write_note(clipping, note.strip())

        await self.port.ask("note", words, submitted=write)

    async def _write_note(self, clipping: Clipping, note: str) -> None:
        """Save a note; what was typed is asked for again if that fails, and if somebody else wrote one meanwhile, both are shown."""
        state = self.collection.state
        theirs = state.note_of(clipping.id)
        if theirs is None or theirs in (clipping.note, note):
            try:
                await self.port.saving(lambda: state.set_note(clipping.id, note, instead_of=clipping.note))
            except BriefingError as error:
                self.port.fault(error)
                await self._ask_note(clipping, note)
            self._show()
            return

        async def chosen(key: str) -> None:
            answers = {"m": note, "t": theirs, "b": f"{theirs} / {note}"}
            if key in answers:
                await self._write_note(replace(clipping, note=theirs), answers[key])
            else:
                await self._ask_note(replace(clipping, note=theirs), note)

        self.say(f"another reader wrote meanwhile: {one_line(theirs)}", kind="warning")
        self.port.ask_key(
            chosen, [("m", "keep mine"), ("t", "keep theirs"), ("b", "keep both"), ("Esc", "go on writing")]
        )

    async def do_clipping_down(self) -> None:
        await self._move(1)

    async def do_clipping_up(self) -> None:
        await self._move(-1)

    async def _move(self, by: int) -> None:
        clipping = self._current()
        if clipping is None:
            return
        id = clipping.id
        if await self.port.saving(lambda: self.collection.state.move_clipping(id, by)):
            self._show()
        else:
            self.say("the last clipping" if by > 0 else "the first clipping")

    async def do_clipping_tags(self) -> None:
        clipping = self._current()
        if clipping is None:
            return

        id = clipping.id

        async def write(words: str) -> None:
            tags = [" ".join(tag.split()) for tag in words.replace("#", " ").split(",")]
            await self.port.saving(lambda: self.collection.state.set_tags(id, [tag for tag in tags if tag]))
            self._show()

        await self.port.ask("tags, apart by commas", ", ".join(clipping.tags), submitted=write)

    async def do_clipping_find(self) -> None:
        await self.ask_filter("find")

    async def do_notebook_export(self) -> None:
        """Write what is shown: the notebook, or what a filter leaves of it."""
        await self.port.saved()
        pane: Any = self.port.existing("notebook")
        shown, whole = len(pane.clippings), len(self.collection.state.clippings())
        if not shown:
            self.say(f"nothing matches {pane.filtered}; Esc shows all" if pane.filtered else EMPTY)
            return
        only = {clipping.id for clipping in pane.clippings} if pane.filtered else None
        count = f"{shown:,} of {plural(whole, 'clipping')}" if pane.filtered else plural(whole, "clipping")
        what = f"{count}: {'they are' if shown > 1 else 'it is'}" if pane.filtered else "the notebook is"
        await self.ask_where(
            f"write {count} to", lambda path: self._export(path, only, what), endings=".html .md .docx .json"
        )

    def _export(self, path: Path, only: Collection[int] | None, what: str) -> None:
        self.port.save(
            lambda: self.collection.export_notebook(path, only=only),
            lambda done: self.say(f"{what} in {one_line(str(path))}"),
        )

    def _current(self) -> Clipping | None:
        """Return the clipping under the cursor; where none is, say so."""
        target = self.port.target()
        return self.or_say(target.clipping if target is not None else None, "no clipping under the cursor; a makes one")

    def on_notebook_changed(self, message: NotebookChanged) -> None:
        self._show()

    def _show(self) -> None:
        pane = self.port.existing("notebook")
        if pane is not None:
            clippings = self.collection.state.clippings()
            pane.show(clippings, {each.id: sign for each in clippings if (sign := self._reported(each))})

    def _reported(self, clipping: Clipping) -> str:
        """Return the sign of words that are a report, in part or whole, or a quotation of which nobody knows any more; "" for others."""
        if clipping.quotation is None:
            return ""
        try:
            quotation = self.collection.quotation(clipping.quotation)
        except NotFoundError:
            return "" if clipping.citation.startswith("“") else MODE_MARKS["indirect"]
        return "" if quotation.enclosed or quotation.prints(clipping.span) else MODE_MARKS[quotation.mode]
