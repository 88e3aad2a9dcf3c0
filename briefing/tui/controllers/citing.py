"""Citing: the citation of what is under the cursor, on the clipboard, by the route that is said."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import BriefingError
from briefing.presentation.citation_lists import format_for, joined, page
from briefing.presentation.comparison_rows import BETWEEN_PARTS, in_marks
from briefing.presentation.labels import source_label, stated_date_label
from briefing.text import one_line, plural, truncate
from briefing.tui.controllers.base import Controller
from briefing.tui.failures import words_for
from briefing.tui.target import Target

if TYPE_CHECKING:
    from briefing.clipboard import CopyResult
    from briefing.model import Citation
    from briefing.tui.widgets.cite_as_view import Manner

STYLES: Final = (
    ("plain", "title, outlet, date"),
    ("markdown", "for notes and wikis"),
    ("html", "for web pages"),
    ("apa", "APA, 7th edition"),
    ("chicago-author-date", "author and date"),
    ("chicago-notes", "footnotes"),
    ("mla", "MLA"),
    ("ieee", "IEEE"),
    ("oscola", "OSCOLA"),
    ("bluebook", "Bluebook"),
    ("wikipedia", "its template"),
)
"""Styles of citation and what they are, as ``cite --style`` takes them (a test holds them to the collection's)."""

FORMATS: Final = (
    ("text", "as text"),
    ("markdown", "as Markdown"),
    ("html", "as HTML"),
    ("csl-json", "a record for Zotero"),
    ("biblatex", "a record for LaTeX"),
    ("ris", "a record for EndNote"),
)
"""Formats of citation, as ``cite --format`` takes them; the last three are records and follow no style."""

STYLED: Final = ("text", "markdown", "html")
"""Formats in which a style shows."""


WRITTEN: Final = {
    "apa": "APA", "mla": "MLA", "ieee": "IEEE", "oscola": "OSCOLA", "html": "HTML", "markdown": "Markdown",
    "chicago-author-date": "Chicago author-date", "chicago-notes": "Chicago notes", "csl-json": "CSL-JSON", "biblatex": "BibLaTeX", "ris": "RIS",
}  # fmt: skip
"""Styles and formats as people write them."""


BETWEEN: Final = " · "

COPIES_KEPT: Final = 50
"""Copies that the palette remembers."""


class CiteController(Controller):
    """The clipboard and what goes there."""

    _file = "~/citations.txt"
    """Where citations were written last."""

    _asked: Sequence[Target] = ()
    """What "Cite as" was opened on."""

    def check_manner(self) -> None:
        """Have a style and a format that exist where the settings name others, and say so."""
        chosen = self.state.preferences
        for what, value, known in (("style", chosen.style, STYLES), ("format", chosen.format, FORMATS)):
            names = [name for name, _ in known]
            if value not in names:
                self.state.preferences = self.state.preferences.given_instead(**{what: names[0]})
                told = f"citation_{what}: there is no {one_line(value)[:40]!r}; one of {', '.join(names)}"
                self.say(f"{told}; {names[0]} is used", kind="warning")

    async def do_cite(self) -> None:
        several = self.port.chosen()
        if len(several) > 1:
            if not self.state.marked:
                several = await asyncio.to_thread(self._last_versions, several)
            await self._cite_all(several, self.state.preferences.style, self.state.preferences.format)
            return
        target = self.port.target()
        if target is None or not target.article:
            self.say("nothing to cite here; open an article first")
            return
        known = target.quotation is not None or self.port.article(target.article) is not None
        if not known and target.clipping is not None:
            await self.copy(target.clipping.citation, "the clipping's citation")
            return
        await self._cite(target, self.state.preferences.style, self.state.preferences.format)

    async def _cite_all(self, articles: Sequence[str], style: str, kind: str, kept: str = "") -> None:
        """Copy the citations of several articles, a line each."""
        cited = [await self._citation(Target(id), style, kind) for id in articles]
        what = plural(len(cited), "citation")
        await self.copy(joined([each.text for each in cited], kind), f"{what} · {self._manner(style, kind)}{kept} ·")

    async def do_cite_to_file(self) -> None:
        """Write the citations of all that is marked, of the story or the article under the cursor to a file; its ending says as what."""
        articles = list(self.port.chosen())
        if not articles:
            self.say("nothing to cite here; open an article first")
            return
        what = plural(len(articles), "citation")
        await self.ask_where(
            f"write {what} to",
            lambda path: self.port.start(self._cite_to(articles, path)),
            endings=".txt .md .html .ris .bib .json",
        )

    async def _cite_to(self, articles: Sequence[str], path: Path) -> None:
        from briefing.notebook import files

        style, kind = self.state.preferences.style, format_for(path.name)
        csl = self._csl(style, kind)

        def write() -> None:
            cited = [self.collection.cite(id, style=style, format=kind, csl=csl).text for id in articles]
            files.write(str(path), page(cited, kind))

        try:
            await asyncio.to_thread(write)
        except BriefingError as error:
            self.say(words_for(error), kind="warning")
            return
        self.say(f"{plural(len(articles), 'citation')} in {one_line(str(path))}")

    def _source(self, target: Target) -> str:
        """Return whose version of the words was cited, "" for an article, which is named by its source already."""
        if target.among:
            return target.among
        whole = (target.quotation, target.selected) == (None, False)
        article = None if whole else self.port.article(target.article)
        return "" if article is None else truncate(source_label(article), 40)

    def _named(self, target: Target) -> str:
        """Return what the notice calls the thing that was cited."""
        if target.quotation is not None:
            quotation = self.collection.quotation(target.quotation)
            return in_marks(truncate(one_line(quotation.text), 40), quotation.enclosed)
        if target.selected:
            return "the selected words"
        article = self.port.article(target.article)
        return f"citation of {truncate(source_label(article), 40)}" if article is not None else "citation"

    async def copy(self, text: str, what: str) -> None:
        """Copy ``text`` and say by which route; a clipboard program that hangs is left behind by the clipboard itself."""
        there = [each for each in self.state.copied if each[0] != text]
        self.state.copied[:] = [(text, what), *there[: COPIES_KEPT - 1]]
        result: CopyResult = await asyncio.to_thread(self._copy, text)
        kind = "warning" if result.route in ("register", "file") else "information"
        told = f"{what.rstrip(' ·')}: " if result.message.startswith("saved") else f"{what} "
        self.say(f"{told}{result.message}", kind=kind)

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
        words = words.replace(BETWEEN_PARTS, " … ") if target.parts else words  # the sign is one of the screen
        await self.copy(words, " · ".join(filter(None, (target.among, "the words alone"))))

    async def do_cite_as(self) -> None:
        """Show this very citation in a style and format to be chosen; Enter copies it once, the key of "always" keeps them."""
        from briefing.tui.widgets.cite_as_view import Manner

        several = [Target(id) for id in self.port.chosen()]
        target = self.port.target() or Target()
        self._asked = asked = several if len(several) > 1 else [target]
        if not asked[0].article:
            self.say("nothing to cite here; open an article first")
            return
        pane = await self.port.pane("cite")
        preferences = self.state.preferences
        one = f"{self._named(asked[0])} {target.among}".rstrip()
        title = f"· {plural(len(asked), 'article') if len(asked) > 1 else one}"
        await self.port.go_to_pane("cite")
        pane.show(
            STYLES, FORMATS, Manner(preferences.style, preferences.format), styled=STYLED, moved=self._show_preview, title=title
        )  # fmt: skip

    def _show_preview(self, manner: Manner) -> None:
        pane: Any = self.port.existing("cite")
        if self._csl(*manner):
            pane.show_preview(f"{PurePath(self._csl(*manner)).stem}: through pandoc when it is copied")
            return
        target = self._asked[0]
        options: dict[str, Any] = {
            "style": manner.style,
            "format": manner.format,
            "one_line": True,
            **_stretches(target),
        }
        cited = self.port.guarded(partial(self.collection.cite, target.quotation or target.article, **options), None)
        pane.show_preview("" if cited is None else one_line(" ".join(cited.text.split())))

    async def do_cite_once(self) -> None:
        """In "Cite as": copy in this style and format, and keep what was in force."""
        manner = self.port.existing("cite").manner
        await self.port.close_over()
        await self._cite_asked(*manner)

    async def do_cite_always(self) -> None:
        """In "Cite as": keep this style and format for every later copy, and copy."""
        manner = self.port.existing("cite").manner
        await self.port.close_over()
        self.port.take_preferences(style=manner.style, format=manner.format)
        await self._cite_asked(manner.style, manner.format, " · always")

    def do_cite_column(self) -> None:
        """In "Cite as": give the keys to the other column."""
        self.port.existing("cite").other_column()

    async def _cite_asked(self, style: str, kind: str, kept: str = "") -> None:
        if len(self._asked) > 1:
            await self._cite_all([target.article for target in self._asked], style, kind, kept)
        else:
            await self._cite(self._asked[0], style, kind, kept)

    async def _cite(self, target: Target, style: str, kind: str, kept: str = "") -> None:
        """Copy the citation of ``target`` in a style and format; ``kept`` is said where these are kept."""
        try:
            citation = await self._citation(target, style, kind)
        except BriefingError as error:
            self.say(words_for(error), kind="warning")
            return
        named = BETWEEN.join(filter(None, (self._named(target), self._source(target), self._manner(style, kind))))
        await self.copy(citation.text, f"{named}{kept} ·")

        self.port.start(self._tell_later(target.article))

    async def _tell_later(self, article: str) -> None:
        """Say so where a later version of what was cited is in the folder."""
        try:
            pages = await asyncio.to_thread(self.collection.versions, article)
        except BriefingError:
            return  # it has left the folder meanwhile
        for each in pages:
            place = {version.article: version.place for version in each.versions}
            for later in each.versions:
                if later.article == each.latest and later.article != article and place[article]:
                    day = stated_date_label(later.day)
                    self.say(
                        f"a later version of this page is here ({day}, {one_line(later.path)}); C shows what changed"
                    )

    def _last_versions(self, articles: Sequence[str]) -> list[str]:
        """In a thread: return the articles of a story, of each page only the last version where that is known."""
        latest = {version.article: each.latest for each in self.collection.versions() for version in each.versions}
        last = [latest.get(article, "") for article in articles]
        return list(
            dict.fromkeys(each if each in articles else article for article, each in zip(articles, last, strict=True))
        )

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
        options: dict[str, Any] = {"style": style, "format": kind, "one_line": True, **_stretches(target)}
        if csl := self._csl(style, kind):
            return await asyncio.to_thread(self.collection.cite, ref, csl=csl, **options)
        return self.collection.cite(ref, **options)


def _stretches(target: Target) -> dict[str, Any]:
    """Return which words a citation is to hold, where a person selected some or the reporter split them."""
    if target.parts:
        return {"parts": target.parts}
    return {"span": target.span} if target.selected else {}
