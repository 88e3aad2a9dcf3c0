"""Citing: the citation of what is under the cursor, on the clipboard, by the route that is said."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import BriefingError
from briefing.presentation.comparison_rows import in_marks
from briefing.presentation.labels import source_label
from briefing.text import one_line, plural, truncate
from briefing.tui.controllers.base import Controller
from briefing.tui.target import Target

if TYPE_CHECKING:
    from briefing.clipboard import CopyResult
    from briefing.model import Citation

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


WRITTEN: Final = {
    "apa": "APA", "mla": "MLA", "ieee": "IEEE", "oscola": "OSCOLA", "html": "HTML", "markdown": "Markdown",
    "chicago-author-date": "Chicago author-date", "chicago-notes": "Chicago notes", "csl-json": "CSL-JSON", "biblatex": "BibLaTeX", "ris": "RIS",
}  # fmt: skip
"""Styles and formats as people write them."""

PREVIEW: Final = 200
"""Characters of a citation that are shown before one is chosen."""


class CiteController(Controller):
    """The clipboard and what goes there."""

    _target: Target | None = None
    """What "Cite as" was opened on."""

    async def do_cite(self) -> None:
        several = self.port.chosen()
        if len(several) > 1:
            await self._cite_all(several)
            return
        target = self.port.target()
        if target is None or not target.article:
            self.say("nothing to cite here; open an article first")
            return
        known = target.quotation is not None or self.port.article(target.article) is not None
        if not known and target.clipping is not None:
            await self.copy(target.clipping.citation, "the clipping's citation")
            return
        await self._cite(target)

    async def _cite_all(self, articles: Sequence[str]) -> None:
        """Copy the citations of several articles, a line each."""
        style, kind = self.state.preferences.style, self.state.preferences.format
        cited = [await self._citation(Target(id), style, kind) for id in articles]
        what = plural(len(cited), "citation")
        await self.copy("\n".join(each.text for each in cited), f"{what} · {self._manner(style, kind)} ·")

    def _named(self, target: Target) -> str:
        """Return what the notice calls the thing that was cited."""
        if target.quotation is not None:
            quotation = self.collection.quotation(target.quotation)
            return in_marks(truncate(one_line(quotation.text), 40), quotation.mode)
        if target.selected:
            return "the selected words"
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

    async def do_copy_words(self) -> None:
        """Copy the words under the cursor as they are printed, without a citation."""
        target = self.port.target()
        if target is None or target.span is None:
            self.say("no words under the cursor; ] finds a quotation")
            return
        words = target.text or self.collection.document(target.article).text[slice(*target.span)]
        await self.copy(words, "the words alone")

    async def do_cite_as(self) -> None:
        """Show this very citation in every style and format; Enter copies one, the key of "always" keeps it for every later copy."""
        from briefing.tui.widgets.choice_list import Choice

        self._target = target = self.port.target()
        if target is None or not target.article:
            self.say("nothing to cite here; open an article first")
            return
        preferences = self.state.preferences
        rows: list[Choice] = []
        for what, table in (("style", STYLES), ("format", FORMATS)):
            rows.append(Choice(f"{what.capitalize()}   Enter: this once   ! always", heading=True))
            for name, words in table:
                style, kind = self._with(what, name)
                preview = self.port.guarded(partial(self._in_style, target, style, kind), "")
                here = "in force" if name == getattr(preferences, what) else ""
                rows.append(Choice(name, (what, name), key=here, note=preview, words=words))
        current = ("style", preferences.style) if preferences.format in STYLED else ("format", preferences.format)
        await self.port.choose("Cite as", rows, self._once, current=current)

    def _with(self, what: str, name: str) -> tuple[str, str]:
        """Return style and format with one of the two chosen otherwise; a style shows in text only where a record was in force."""
        style, kind = self.state.preferences.style, self.state.preferences.format
        if what == "format":
            return style, name
        return name, kind if kind in STYLED else "text"

    def _in_style(self, target: Target, style: str, kind: str) -> str:
        options = _selected(target)
        text = self.collection.cite(target.article, style=style, format=kind, one_line=True, **options).text
        return truncate(one_line(" ".join(text.split())), PREVIEW)

    async def _once(self, value: tuple[str, str]) -> None:
        style, kind = self._with(*value)
        await self._cite(self._target, style, kind)

    async def do_cite_always(self) -> None:
        """In "Cite as": keep this style or format for every later copy, and copy."""
        menu: Any = self.port.mover
        if menu.chosen != self._once or menu.current is None:
            return
        style, kind = self._with(*menu.current.value)
        await self.port.close_over()
        self.port.take_preferences(style=style, format=kind)
        await self._cite(self._target)

    async def _cite(self, target: Target | None, style: str = "", kind: str = "") -> None:
        """Copy the citation of ``target`` in the style and format in force, or in these once."""
        if target is None or not target.article:
            self.say("nothing to cite here; open an article first")
            return
        style, kind = style or self.state.preferences.style, kind or self.state.preferences.format
        try:
            citation = await self._citation(target, style, kind)
        except BriefingError as error:
            self.say(str(error), kind="warning")
            return
        await self.copy(citation.text, f"{self._named(target)} · {self._manner(style, kind)} ·")

    def _csl(self, style: str, kind: str) -> str:
        """Return the CSL file of the settings where it is in force: until another style is chosen."""
        settings = self.port.settings
        return str(settings.csl) if settings.csl and kind in STYLED and style == settings.citation_style else ""

    def _manner(self, style: str, kind: str) -> str:
        """Return what the notice says of style and format: ``APA``, ``APA, Markdown``, ``RIS``."""
        name = PurePath(self._csl(style, kind)).stem or WRITTEN.get(
            style, style.capitalize() if style != "plain" else style
        )
        if kind not in STYLED:
            return WRITTEN.get(kind, kind)
        return name if kind == "text" else f"{name}, {WRITTEN.get(kind, kind)}"

    async def _citation(self, target: Target, style: str, kind: str) -> Citation:
        """Return the citation for the clipboard, on one line."""
        ref = target.quotation or target.article
        options: dict[str, Any] = {"style": style, "format": kind, "one_line": True, **_selected(target)}
        if csl := self._csl(style, kind):
            return await asyncio.to_thread(self.collection.cite, ref, csl=csl, **options)
        return self.collection.cite(ref, **options)


def _selected(target: Target) -> dict[str, Any]:
    """Return the words that a citation is to hold, where a person selected some."""
    return {"span": target.span} if target.selected else {}
