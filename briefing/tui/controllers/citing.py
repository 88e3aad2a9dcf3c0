"""Citing: the citation of what is under the cursor, on the clipboard, by the route that is said."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import BriefingError
from briefing.presentation.comparison_rows import in_marks
from briefing.presentation.labels import source_label
from briefing.text import one_line, truncate
from briefing.tui.controllers.base import Controller

if TYPE_CHECKING:
    from briefing.clipboard import CopyResult
    from briefing.model import Citation
    from briefing.tui.target import Target

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

STYLED: Final = ("text", "markdown", "html")
"""Formats in which a style shows."""


class CiteController(Controller):
    """The clipboard and what goes there."""

    async def do_cite(self) -> None:
        target = self.port.target()
        if target is None or not target.article:
            self.say("nothing to cite here; open an article first")
            return
        if target.span is not None and target.quotation is None and target.clipping is None and self._selected():
            await self.copy(target.text, "the selected words")
            return
        known = target.quotation is not None or self.port.article(target.article) is not None
        if not known and target.clipping is not None:
            await self.copy(target.clipping.citation, "the clipping's citation")
            return
        await self._cite(target)

    def _selected(self) -> bool:
        return self.port.active == "article" and bool(self.port.view.selected_text)

    def _named(self, target: Target) -> str:
        """Return what the notice calls the thing that was cited."""
        if target.quotation is not None:
            quotation = self.collection.quotation(target.quotation)
            return in_marks(truncate(one_line(quotation.text), 40), quotation.mode)
        article = self.port.article(target.article)
        return f"citation of {truncate(source_label(article), 40)}" if article is not None else "citation"

    async def copy(self, text: str, what: str) -> None:
        """Copy ``text`` and say by which route; a clipboard program that hangs is left behind by the clipboard itself."""
        result: CopyResult = await asyncio.to_thread(self._copy, text)
        kind = "warning" if result.route in ("register", "file") else "information"
        between = ": " if result.message.startswith("saved") else " "
        self.say(f"{what}{between}{result.message}", kind=kind)

    def _copy(self, text: str) -> CopyResult:
        from briefing.clipboard import copy

        return copy(
            text, write_terminal=self.port.write_terminal, command=self.port.settings.clipboard or None,
            fallback_folder=self.port.preferences_folder,
        )  # fmt: skip

    async def do_cite_as(self) -> None:
        """Choose style and format, which is remembered, then copy."""
        from briefing.tui.widgets.choice_list import Choice

        target = self.port.target()
        preferences = self.state.preferences
        choices = [Choice("Style", heading=True)]
        choices += [Choice(note, ("style", style), key=style) for style, note in STYLES]
        choices.append(Choice("Format", heading=True))
        choices += [Choice(note, ("format", kind), key=kind) for kind, note in FORMATS]
        styled = preferences.format in STYLED
        current = ("style", preferences.style) if styled else ("format", preferences.format)

        async def chosen(value: tuple[str, str]) -> None:
            what, name = value
            changed = {what: name}
            if what == "style" and self.state.preferences.format not in STYLED:
                changed["format"] = "text"
            self.port.take_preferences(**changed)
            await self._cite(target)

        await self.port.choose("Cite as", choices, chosen, current=current)

    async def _cite(self, target: Target | None) -> None:
        if target is None or not target.article:
            self.say("nothing to cite here; open an article first")
            return
        try:
            citation = await self._citation(target.quotation or target.article)
        except BriefingError as error:
            self.say(str(error), kind="warning")
            return
        await self.copy(citation.text, self._named(target))

    async def _citation(self, ref: str) -> Citation:
        """Return the citation for the clipboard, on one line; in the style of the settings' CSL file until another is chosen."""
        preferences, settings = self.state.preferences, self.port.settings
        options: dict[str, Any] = {"style": preferences.style, "format": preferences.format, "one_line": True}
        if settings.csl and preferences.format in STYLED and preferences.style == settings.citation_style:
            return await asyncio.to_thread(self.collection.cite, ref, csl=settings.csl, **options)
        return self.collection.cite(ref, **options)
