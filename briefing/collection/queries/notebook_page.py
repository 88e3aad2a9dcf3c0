"""The notebook as a page to be handed out: clippings under headings, with notes, versions of what they quote, and sources."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Literal

from briefing.citations.speech import REPORTED
from briefing.errors import BriefingError, NotFoundError
from briefing.model import Article, Clipping, Comparison, Quotation, Witness
from briefing.notebook import drawing
from briefing.notebook.page import Line, Page, Section, Source, Version
from briefing.presentation import comparison_text, labels
from briefing.presentation.comparison_rows import BETWEEN_PARTS
from briefing.text import plural

if TYPE_CHECKING:
    from briefing.collection.queries.queries import Queries

By = Literal["", "tag", "story"]
NO_TAG: Final = "Without a tag"
NO_STORY: Final = "In no story"
MOST_VERSIONS: Final = 12
"""Versions of one statement in its table."""
_INSTEAD: Final = {"elided": "…"}
_KINDS: Final = {"added": "added", "omitted": "omitted"}
"""What is neither is printed as it stands: an editor's remark is no other wording."""


class NotebookPage:
    """Makes the page of one folder's notebook. ``style`` is that of the sources ("": as they were clipped); ``only``: ids of the
    clippings that stand on it, None for all."""

    def __init__(self, queries: Queries, style: str, only: Container[int] | None = None) -> None:
        self._queries = queries
        self._style = style
        self._bibliography = style or queries.session.read_settings().citation_style
        clippings = queries.session.state.clippings()
        self._clippings = clippings if only is None else [each for each in clippings if each.id in only]
        self._numbers: dict[Source, int] = {}
        self._sources_of: dict[str, Source] = {}

    def citations(self) -> list[tuple[Clipping, str]]:
        """Return the clippings in order, each with its citation: as it was clipped, or in the style that is asked for."""
        return [(clipping, self._citation(clipping)) for clipping in self._clippings]

    def _citation(self, clipping: Clipping) -> str:
        as_clipped = "" if self._style else clipping.citation
        return as_clipped or self._source(clipping).citation

    def page(self, by: By = "") -> Page:
        """Return the page with a heading for each tag or story; by default whichever there is more than one of."""
        for clipping in self._clippings:
            self._number(self._source(clipping))
        headings = self._headings(by)
        grouped: dict[str, list[Clipping]] = {}
        for clipping, heading in zip(self._clippings, headings, strict=True):
            grouped.setdefault(heading, []).append(clipping)
        grouped = dict(sorted(grouped.items(), key=lambda group: group[0] in (NO_TAG, NO_STORY)))
        sections = [Section(heading, self._lines(clippings)) for heading, clippings in grouped.items()]
        return Page("Notebook", plural(len(self._clippings), "clipping"), tuple(sections), tuple(self._numbers))

    # --- headings ---

    def _headings(self, by: By) -> list[str]:
        if by == "tag":
            return self._by_tag()
        if by == "story":
            return self._by_story()
        for headings in (self._by_tag, self._by_story):
            found = headings()
            if len(set(found)) > 1:
                return found
        return ["Clippings"] * len(self._clippings)

    def _by_tag(self) -> list[str]:
        return [clipping.tags[0] if clipping.tags else NO_TAG for clipping in self._clippings]

    def _by_story(self) -> list[str]:
        stories = (self._queries.story_of(clipping.article) for clipping in self._clippings)
        return [NO_STORY if story is None else story.title for story in stories]

    # --- lines ---

    def _lines(self, clippings: Sequence[Clipping]) -> tuple[Line, ...]:
        """Return a line for each clipping; of several in a row from one statement the last one has the table of its versions."""
        lines = [*map(self._line, clippings)]
        behind = [*(line.versions for line in lines[1:]), ()]
        return tuple(
            replace(line, versions=()) if line.versions == later else line
            for line, later in zip(lines, behind, strict=True)
        )

    def _line(self, clipping: Clipping) -> Line:
        enclosed, speaker, versions = self._quoted(clipping)
        tags = " ".join(f"#{tag}" for tag in clipping.tags)
        note = " ".join(filter(None, (clipping.note, tags)))
        source = (self._number(self._source(clipping)),)
        about = ", ".join(filter(None, (speaker, self._place(clipping))))
        return Line(clipping.text, about, source, quoted=enclosed, versions=versions, note=note)

    def _quoted(self, clipping: Clipping) -> tuple[bool, str, tuple[Version, ...]]:
        """Return whether the clipping stands in marks as a whole, who said it, and how others word it."""
        if clipping.quotation is None:
            return False, "", ()
        try:
            quotation = self._queries.quotation(clipping.quotation)
            statements = self._queries.who_else(quotation.id)
            compared = self._queries.compare(statements[0].id) if statements else None
        except NotFoundError:
            return clipping.citation.startswith("“"), "", ()
        enclosed = any((quotation.enclosed, quotation.prints(clipping.span)))
        return enclosed, _said_by(quotation), self._versions(compared)

    def _versions(self, compared: Comparison | None) -> tuple[Version, ...]:
        """Return the wordings of a statement, each once, with the first article that has it; none where all word it alike."""
        if compared is None:
            return ()
        versions: dict[tuple[tuple[str, str], ...], dict[tuple[str, int], None]] = {}
        for witness in compared.witnesses:
            article = self._queries.article(witness.article)
            carrier = (labels.source_label(article), self._number(self._cited(article)))
            versions.setdefault(tuple(_pieces(witness)), {})[carrier] = None
        if len(versions) < 2:
            return ()
        return tuple(Version(tuple(carriers), pieces) for pieces, carriers in versions.items())[:MOST_VERSIONS]

    def _place(self, clipping: Clipping) -> str:
        """Return file and line at which the words stand, "" where the article has left the folder or has no lines."""
        try:
            line = self._queries.line_of(clipping.article, clipping.span)
        except NotFoundError:
            return ""
        return f"{clipping.path}:{line}" if line is not None else ""

    # --- sources ---

    def _number(self, source: Source) -> int:
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def _source(self, clipping: Clipping) -> Source:
        """Return the article as a source, or what was cited where it has left the folder."""
        try:
            article = self._queries.article(clipping.article)
        except NotFoundError:
            return Source(clipping.citation)
        return self._cited(article)

    def _cited(self, article: Article) -> Source:
        if article.id not in self._sources_of:
            citation = self._queries.cite(article.id, style=self._bibliography).text
            self._sources_of[article.id] = Source(citation, "".join(filter(None, [article.url.value])), article.path)
        return self._sources_of[article.id]


def _said_by(quotation: Quotation) -> str:
    """Return the speaker, in brackets if inferred, and that words are the reporter's where they are; "" if there is nothing to say."""
    who, status = quotation.speaker.name, quotation.speaker.status
    named = {"unknown": "", "inferred": f"[{who}]"}.get(status, str(who))
    return ", ".join(filter(None, (named, "" if quotation.enclosed else REPORTED[bool(quotation.quoted)])))


def _pieces(witness: Witness) -> Iterator[tuple[str, str]]:
    """Yield what a witness prints and lacks, as :class:`Version` has it: each part that the reporter split off in marks of its own."""
    parts: list[list[tuple[str, str]]] = [[]]
    for run in comparison_text.runs(comparison_text.spelled_out(witness.tokens)):
        words = _INSTEAD.get(run.op, labels.squeeze(run.text))
        if run.op == "split":
            parts.append([])
        elif words:
            parts[-1].append((_KINDS.get(run.op, "same"), words))
    for number, part in enumerate(parts):
        if number:
            yield "same", BETWEEN_PARTS.strip()
        yield from _in_marks(part) if witness.enclosed else part


def _in_marks(part: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the pieces of one printed part with marks around what it prints; words that it lacks neither open nor close them."""
    printed = [place for place, (kind, _) in enumerate(part) if kind != "omitted"]
    for place, (kind, words) in enumerate(part):
        before = "“" if place in printed[:1] else ""
        yield kind, f"{before}{words}{'”' if place in printed[-1:] else ''}"


def headings(by: str) -> By:
    """Return ``by`` if the page knows such headings. Raises BriefingError."""
    known: tuple[By, ...] = ("", "tag", "story")
    for one in known:
        if by == one:
            return one
    raise BriefingError(f"the notebook is put in order by tag or by story, not by {by}")


def text(
    queries: Queries, kind: str, style: str, by: By, template: str, only: Container[int] | None = None
) -> str | bytes:
    """Return the notebook in the format ``kind``, or through a template of the person's own."""
    made = NotebookPage(queries, style, only)
    if template:
        from briefing.notebook.template import fill

        return fill(template, made.page(by))
    if kind == "json":
        return json.dumps(as_json(made.citations()), ensure_ascii=False, indent=2) + "\n"
    return drawing.FORMATS[kind](made.page(by))


def as_json(clippings: Sequence[tuple[Clipping, str]]) -> dict[str, Any]:
    """Return clippings with their citations as ``briefing export --json`` prints them."""
    return {
        "clippings": [
            {
                "id": clipping.id,
                "article": clipping.article,
                "path": clipping.path,
                "text": clipping.text,
                "span": list(clipping.span),
                "note": clipping.note,
                "tags": list(clipping.tags),
                "citation": citation,
                "added": clipping.added,
            }
            for clipping, citation in clippings
        ]
    }
