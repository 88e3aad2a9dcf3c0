"""Quotations: who else carries one, the comparison word by word, coverage, citing, and opening where words stand."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import NotFoundError
from briefing.model import Quotation, Span, Statement
from briefing.presentation.labels import source_label, source_labels, speaker_label
from briefing.text import one_line, truncate
from briefing.tui.controllers.base import Flow

if TYPE_CHECKING:
    from briefing.clipboard import CopyResult
    from briefing.tui.screens.reader_screen import ReaderScreen

STYLES: Final = (
    ("plain", "title, outlet, date"),
    ("markdown", "for notes and wikis"),
    ("html", "for web pages"),
    ("apa", "APA, 7th edition"),
    ("chicago-author-date", "Chicago, author and date"),
    ("chicago-notes", "Chicago, notes"),
    ("mla", "MLA"),
    ("ieee", "IEEE"),
    ("oscola", "OSCOLA"),
    ("bluebook", "Bluebook"),
    ("wikipedia", "the template of Wikipedia"),
)
"""Styles of citation and what they are, as ``cite --style`` takes them (a test holds them to the collection's)."""

FORMATS: Final = (
    ("text", "as text"),
    ("markdown", "as Markdown"),
    ("html", "as HTML"),
    ("csl-json", "a record for Zotero and others"),
    ("biblatex", "a record for LaTeX"),
    ("ris", "a record for EndNote and others"),
)
"""Formats of citation, as ``cite --format`` takes them; the last three are records and follow no style."""


class Quoting(Flow):
    """What is done with the quotation under the cursor."""

    def __init__(self, reader: ReaderScreen) -> None:
        super().__init__(reader)
        self.compared: tuple[Statement, ...] = ()
        self.pivot: str | None = None
        self._followed: tuple[str, int] | None = None
        self._speakers: dict[str, Mapping[str, str]] = {}
        """Article id -> quotation id -> name, of the collection's generation ``_speakers_of``."""
        self._speakers_of = -1

    @property
    def quotation(self) -> Quotation | None:
        """The quotation under the article's cursor."""
        return self.reader.view.quotation if self.reader.document is not None else None

    # --- labels ---

    def labels(self, ids: Mapping[str, Any] | set[str]) -> dict[str, str]:
        """article id -> outlet or title, each once, for rows of sources."""
        return source_labels(article for id in sorted(ids) if (article := self.reader.article(id)) is not None)

    def speakers(self, statements: tuple[Statement, ...]) -> dict[str, str]:
        """quotation id -> the speaker's name, the same as among the names, "" if unknown."""
        names: dict[str, str] = {}
        for statement in statements:
            for instance in statement.instances:
                if instance.quotation not in names:
                    speaker = self.collection.quotation(instance.quotation).speaker
                    names[instance.quotation] = speaker.name or speaker.mention or ""
        return names | self._named_speakers(statements)

    def _named_speakers(self, statements: Iterable[Statement]) -> dict[str, str]:
        """quotation id -> what its speaker is called among the names, for those who stand there."""
        generation = self.collection.generation
        if generation != self._speakers_of:
            self._speakers_of, self._speakers = generation, {}
        names: dict[str, str] = {}
        for article in sorted({instance.article for statement in statements for instance in statement.instances}):
            if article not in self._speakers:
                with suppress(NotFoundError):  # it has just left the folder
                    self._speakers[article] = self.collection.speaker_names(article)
            names.update(self._speakers.get(article, {}))
        return names

    def names_changed(self) -> None:
        """Speakers may be called otherwise now."""
        self._followed = None
        self.follow()

    # --- moving from quotation to quotation ---

    def do_next_quotation(self) -> None:
        if self.reader.document is not None and not self.reader.view.next_quotation():
            self.say("no further quotation here; J goes to the next article")
        self.reader.soon("sources", self.follow)

    def do_previous_quotation(self) -> None:
        if self.reader.document is not None and not self.reader.view.previous_quotation():
            self.say("no quotation before this one")
        self.reader.soon("sources", self.follow)

    # --- who else ---

    async def do_who_else(self) -> None:
        reader = self.reader
        if reader.active == "list":
            await reader.go_to_pane("article")
        if not self._quotation_wanted():
            return
        if reader.active == "sources" and reader.shape.sources == "below":
            reader.sources_open = False
            reader.set_active("article")
            return
        reader.sources_open = True
        strip = await reader.pane("sources")
        self._followed = None
        self.follow(force=True)
        # With nobody else there is nowhere to go in the strip: the hands stay in the article.
        reader.set_active("sources" if strip.count else "article")

    def _quotation_wanted(self) -> Quotation | None:
        """The quotation under the cursor; if there is none, the next one; if there is none at all, says so."""
        reader = self.reader
        if reader.document is None:
            return None
        if self.quotation is None and not reader.view.next_quotation() and not reader.view.previous_quotation():
            words = (
                "no quotations in this article" if reader.syncing.analysed else "quotations are still being looked for"
            )
            self.say(words)
            return None
        return self.quotation

    def follow(self, force: bool = False) -> None:
        """Show who carries the quotation under the cursor, where the sources are in view."""
        reader = self.reader
        if reader.shape.sources is None and not force:
            return
        strip: Any = reader.existing("sources")
        if strip is None or (reader.active == "sources" and not force):
            return
        quotation = self.quotation
        key = (quotation.id if quotation is not None else "", self.collection.generation)
        if key == self._followed and not force:
            return
        self._followed = key
        if quotation is None:
            strip.empty = "no quotation here; ] finds the next"
            strip.show((), {}, {}, here="")
        else:
            strip.empty = "only here"
            statements = tuple(self.collection.who_else(quotation.id))
            ids = {instance.article for statement in statements for instance in statement.instances}
            strip.show(statements, self.labels(ids), self.speakers(statements), here=quotation.id)
        reader.fit_sources()

    # --- compare ---

    async def do_compare(self) -> None:
        reader = self.reader
        if reader.active == "compare":
            # c again: the other statement that the quotation carries, or back.
            if len(self.compared) > 1:
                self.compared = (*self.compared[1:], self.compared[0])
                self.pivot = None
                await self._show_comparison()
            else:
                await reader.close_over()
            return
        if reader.active == "list":
            await reader.go_to_pane("article")
        quotation = self._quotation_wanted()
        if quotation is None:
            return
        statements = tuple(self.collection.who_else(quotation.id))
        if not statements or max(statement.articles for statement in statements) < 2:
            self.say("only here: no other source carries this quotation")
            return
        self.compared = tuple(sorted(statements, key=lambda statement: -statement.articles))
        self.pivot = None
        await self._show_comparison()

    async def _show_comparison(self) -> None:
        statement, pivot = self.compared[0], self.pivot
        comparison = await asyncio.to_thread(self.collection.compare, statement.id, pivot=pivot)
        pane = await self.reader.pane("compare")
        pane.show(comparison, self.labels({witness.article for witness in comparison.witnesses}))
        if self.reader.active != "compare":
            await self.reader.go_to_pane("compare")
        if len(self.compared) > 1:
            self.say(f"{len(self.compared)} statements run together here; c shows the other")

    def do_compare_differences(self) -> None:
        self._compare_pane().toggle_differences()

    async def do_compare_pivot(self) -> None:
        witness = self._compare_pane().current
        if witness is not None:
            await self.take_pivot(witness.quotation)

    async def take_pivot(self, quotation: str) -> None:
        """Measure the other versions against this one."""
        self.pivot = quotation
        await self._show_comparison()

    async def do_compare_open(self, key: str) -> None:
        pane = self._compare_pane()
        witnesses = pane.comparison.witnesses if pane.comparison is not None else ()
        place = int(key) - 1
        if place < len(witnesses):
            witness = witnesses[place]
            await self.reader.open_at(witness.article, witness.spans[0][0] if witness.spans else 0)
        else:
            self.say(f"there is no source {key} here")

    def _compare_pane(self) -> Any:
        return self.reader.query_one("#compare")

    # --- coverage ---

    async def do_coverage(self) -> None:
        reader = self.reader
        if reader.active == "coverage":
            await reader.close_over()
            return
        statements = await asyncio.to_thread(self.collection.statements, 2)
        carriers = {instance.article for statement in statements for instance in statement.instances}
        articles = [article for id in reader.ids() if id in carriers and (article := reader.article(id)) is not None]
        pane = await reader.pane("coverage")
        pane.empty = (
            "no statement stands in two sources" if reader.syncing.analysed else "statements are still being compared"
        )
        names = await asyncio.to_thread(self._named_speakers, statements)
        pane.show(
            statements, articles, {each.id: speaker_label(each, names) for each in statements}, set(names.values())
        )
        await reader.go_to_pane("coverage")

    # --- differences ---

    async def do_differences(self) -> None:
        reader = self.reader
        if reader.active == "differences":
            await reader.close_over()
            return
        differences = await asyncio.to_thread(self.collection.differences)
        places = {(value.article, value.span) for difference in differences for value in difference.values}
        words = await asyncio.to_thread(self._words, places)
        pane = await reader.pane("differences")
        if not reader.syncing.analysed:
            pane.empty = "statements are still being compared"
        pane.show(differences, self.labels({article for article, _ in places}), words)
        await reader.go_to_pane("differences")

    def _words(self, places: set[tuple[str, Span]]) -> dict[tuple[str, Span], str]:
        """What stands in these places."""
        found: dict[tuple[str, Span], str] = {}
        texts: dict[str, str] = {}
        for article, span in places:
            if article not in texts:
                texts[article] = self.collection.document(article).text
            found[article, span] = texts[article][slice(*span)]
        return found

    # --- citing ---

    async def do_cite(self) -> None:
        reader = self.reader
        if reader.active == "article" and reader.view.selected_text:
            await self.copy(reader.view.selected_text, "the selected words")
            return
        ref, what = self.target()
        if not ref:
            self.say("open an article first")
            return
        preferences = reader.preferences
        citation = self.collection.cite(ref, style=preferences.style, format=preferences.format)
        await self.copy(citation.text, what)

    def target(self) -> tuple[str, str]:
        """What ``y`` cites: the id of the quotation or article under the cursor of the active pane, and its name."""
        reader = self.reader
        if reader.active == "compare":
            witness = self._compare_pane().current
            if witness is not None:
                return witness.quotation, self._named(self.collection.quotation(witness.quotation))
        if reader.active == "sources":
            strip: Any = reader.existing("sources")
            instance = getattr(strip, "current", None)
            if instance is not None and getattr(instance, "quotation", None):
                return instance.quotation, self._named(self.collection.quotation(instance.quotation))
        if reader.active != "list" and self.quotation is not None:
            return self.quotation.id, self._named(self.quotation)
        article = reader.list.current if reader.active == "list" else None
        id = article.id if article is not None else reader.shown
        known = reader.article(id) if id else None
        if known is None:
            return "", ""
        return id, f"citation of {truncate(source_label(known), 40)}"

    @staticmethod
    def _named(quotation: Quotation) -> str:
        return f"“{truncate(one_line(quotation.text), 40)}”"

    async def copy(self, text: str, what: str) -> None:
        """Copy and say by which route; a clipboard program that hangs is left behind by the clipboard itself."""
        result: CopyResult = await asyncio.to_thread(self._copy, text)
        kind = "warning" if result.route in ("register", "file") else "information"
        self.say(
            f"{what} {result.message}" if not result.message.startswith("saved") else f"{what}: {result.message}",
            kind=kind,
        )

    def _copy(self, text: str) -> CopyResult:
        from briefing.clipboard import copy

        briefing = self.reader.briefing
        return copy(
            text, write_terminal=briefing.write_terminal, command=briefing.settings.clipboard or None,
            fallback_folder=briefing.preferences_folder,
        )  # fmt: skip

    async def do_cite_as(self) -> None:
        """Choose style and format, which is remembered, then copy."""
        from briefing.tui.widgets.choice_list import Choice

        preferences = self.reader.preferences
        choices = [Choice("Style", heading=True)]
        choices += [Choice(note, ("style", style), key=style) for style, note in STYLES]
        choices.append(Choice("Format", heading=True))
        choices += [Choice(note, ("format", kind), key=kind) for kind, note in FORMATS]
        current = (
            ("style", preferences.style)
            if preferences.format in ("text", "markdown", "html")
            else ("format", preferences.format)
        )
        await self.reader.menu("Cite as", choices, self._cite_as, current=current)

    async def _cite_as(self, value: tuple[str, str]) -> None:
        what, name = value
        reader = self.reader
        changed = {what: name}
        if what == "style" and reader.preferences.format not in ("text", "markdown", "html"):
            changed["format"] = "text"
        reader.preferences = reader.preferences.changed(**changed)
        await self.do_cite()

    # --- what the panes chose ---

    async def open_chosen(self) -> None:
        """Enter in sources, compare, coverage, differences, copies or notebook: go to the words under its cursor."""
        reader, pane = self.reader, self.reader.existing(self.reader.active)
        chosen: Any = getattr(pane, "current_instance" if reader.active == "coverage" else "current", None)
        if chosen is None or not hasattr(chosen, "article"):
            return
        spans: tuple[Span, ...] = getattr(chosen, "spans", ()) or (getattr(chosen, "span", (0, 0)),)
        if reader.article(chosen.article) is None:
            self.say("that article has left the folder; its words stay here")
            return
        await reader.open_at(chosen.article, spans[0][0])
