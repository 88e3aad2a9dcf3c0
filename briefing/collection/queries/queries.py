"""The questions of a folder in one object: what the collection answers with."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from briefing.collection.answering import answering
from briefing.collection.folder import quoted
from briefing.collection.queries.statements import StatementQueries
from briefing.collection.queries.watching import WatchQueries
from briefing.errors import BriefingError, NotFoundError
from briefing.model import (
    UNKNOWN_SPEAKER,
    Article,
    Citation,
    Quotation,
    SentenceNews,
    Span,
    Story,
    StoryAction,
    StoryPage,
)
from briefing.store.state.journal import Step
from briefing.text import within_edges

if TYPE_CHECKING:
    from briefing.collection.queries.novelty import SaidBefore
    from briefing.collection.queries.stories import Shelf, StoredStories
    from briefing.collection.session import Session
    from briefing.index.query.nodes import Held, Node
    from briefing.notebook.page import Page


LOT: Final = 50
"""Stories whose titles are read at once by who goes through all."""


class Queries(StatementQueries, WatchQueries):
    """The answers. Each method's docstring stands at its namesake of :class:`briefing.collection.facade.Collection`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._said: SaidBefore | None = None

    @answering
    def stories(self, min_articles: int = 2) -> Sequence[Story]:
        """Articles grouped by the event they tell, the newest first."""
        return self._stories(min_articles)

    @answering
    def story_ids(self, min_articles: int = 2) -> Sequence[str]:
        """Return the ids of the same stories; none is built."""
        return self._stories(min_articles).ids

    def _stories(self, min_articles: int = 2) -> StoredStories:
        from briefing.collection.queries.stories import StoredStories

        shelf = self._shelf()
        read = frozenset(self.session.state.read_ids())
        return self.session.unread.add(
            StoredStories(shelf.listed(min_articles), read, partial(self._story_built, shelf))
        )

    def _shelf(self) -> Shelf:
        """Return the stories, made anew when they, or corrections of them or of articles, have changed."""
        from briefing.collection.queries.stories import Shelf

        edits = self.session.state.story_edits(), self._corrections()
        if self.session.remembered("corrections of stories", lambda: edits) != edits:
            self.session.forget("corrections of stories")
            self.session.forget("stories")
            self.session.remembered("corrections of stories", lambda: edits)
        return self.session.remembered("stories", lambda: Shelf(self))

    def story_titles(self) -> Iterator[tuple[str, str, int]]:
        """Give an article, the title and the number of articles of each story, in order."""
        shelf, start = self._known_shelf(), 0
        while start < len(shelf.order):
            yield from self._story_titles(shelf, start)
            start += LOT

    @answering
    def _known_shelf(self) -> Shelf:
        return self._shelf()

    @answering
    def _story_titles(self, shelf: Shelf, start: int) -> list[tuple[str, str, int]]:
        return shelf.titles(shelf.order[start : start + LOT])

    @answering
    def _story_built(self, shelf: Shelf, id: str, read: AbstractSet[str]) -> Story:
        return shelf.build(id, read)

    @answering
    def story_of(self, article: str) -> Story | None:
        """Return the story in which an article (an id) stands, None where it stands in none."""
        found = self._stories()
        place = found.places.get(article)
        return None if place is None else found[place]

    def _look_up(self, node: Held) -> Node:
        """Return what to ask the index in place of a node: the articles that a word of ``note:`` or ``story:`` stands for, and what a
        person wrote."""
        from briefing.collection.queries import query_fields
        from briefing.index.query.nodes import Among, held_in

        articles = {
            "note": lambda leaf: query_fields.articles_of_notes(leaf, self.session.state.clippings()),
            "story": lambda leaf: query_fields.articles_of_stories(leaf, self.stories()),
        }.get(held_in(node))
        return super()._look_up(node) if articles is None else Among(articles(node))

    @answering
    def story(self, ref: str) -> Story:
        """By id, unique prefix, or a few words of its title. Raises NotFoundError."""
        from briefing.collection.queries import stories

        return stories.find(ref, self._stories())

    @answering
    def correct_stories(self, action: StoryAction, refs: Sequence[str], target: str = "") -> str:
        """Take articles out of their stories, put them into another, or make one story of two."""
        from briefing.collection.queries import stories

        return stories.correct(self, action, refs, target)

    @answering
    def brief(self, story: str) -> StoryPage:
        """Return the page of a story. Raises NotFoundError."""
        from briefing.collection.queries import story_page

        return story_page.build(self, self.story(story))

    @answering
    def brief_text(self, story: str, *, format: str = "markdown", style: str = "plain") -> str | bytes:
        from briefing.collection.queries import brief_page

        return brief_page.text(self, story, format, style)

    @answering
    def export_brief(self, path: str, story: str, *, format: str = "", style: str = "plain") -> None:
        from briefing.notebook import files

        kind = files.format_of(path, format)
        files.write(path, self.brief_text(story, format=kind, style=style))

    @answering
    def new(self, article: str, *, against: Literal["read", "all"] = "all") -> Sequence[SentenceNews]:
        """Return which sentences of an article no other one says already."""
        if against not in ("read", "all"):
            raise BriefingError(f"an article is held against those that were read, or all, not {quoted(str(against))}")
        return self._said_before().news(self, article, against)

    @answering
    def new_counts(self, articles: Sequence[str]) -> Mapping[str, tuple[int, int]]:
        """Return article -> (sentences that no article that was read says, sentences)."""
        return self._said_before().counts(self, articles)

    def _said_before(self) -> SaidBefore:
        if self._said is None:
            from briefing.collection.queries.novelty import SaidBefore

            self._said = SaidBefore()
        return self._said

    @answering
    def cite(
        self, ref: str, *, style: str = "plain", format: str = "text", in_text: bool = False, csl: str = "", metadata: str = "",
        one_line: bool = False, span: Span | None = None, parts: Sequence[Span] = (),
    ) -> Citation:  # fmt: skip
        """Return a citation of an article or a quotation.

        Args:
            ref: an article's or quotation's id (or what :meth:`article` takes).
            csl: a file with a CSL style, used instead of ``style`` through the pandoc that is installed.
            metadata: a file of CSL-JSON whose record of this article fills in what is unknown.
            one_line: records on one line, for a clipboard.
            span: words of the article ``ref``, cited as part of the quotation that holds them, else as a passage without marks.
            parts: stretches of the quotation's article that are cited in its place, where the reporter split it.

        Raises:
            NotFoundError: there is no such article or quotation.
            BriefingError: the style or format is not known, or a file cannot be used.
        """
        from briefing import citations

        quotation: Quotation | None = None
        try:
            article = self.article(ref)
        except NotFoundError:
            try:
                quotation = self.quotation(ref)
            except NotFoundError:
                raise NotFoundError(
                    f"no article or quotation {quoted(ref)}; `briefing list` and `briefing quotes` show them all"
                ) from None
            article = self.article(quotation.article)
            if parts:
                whole = self.document(article.id).text
                quotation = replace(quotation, span=parts[0], text=whole[slice(*parts[0])])
        passage = False
        if span is not None:
            quotation, passage = self._passage(article, span)
        needs_text = quotation is not None or article.title.value is None
        text = self.document(article.id).text if needs_text else ""
        if metadata:
            from briefing.citations import importing

            article = importing.fill_from(article, Path(metadata).expanduser())
        file = Path(csl).expanduser().absolute() if csl else None
        return citations.cite(
            article, quotation, style=style, format=format, in_text=in_text, text=text, line=self._line_of(quotation), csl=file,
            one_line=one_line, passage=passage, further=[text[slice(*part)] for part in parts[1:]],
        )  # fmt: skip

    def _passage(self, article: Article, span: Span) -> tuple[Quotation, bool]:
        """Return the words at ``span`` as a part of the quotation that prints them in marks, or as words of the article (then True)."""
        document = self.document(article.id)
        inside = within_edges(document.text, span)
        holding = [each for each in self.quotations(article.id) if each.prints(inside)]
        span = inside if holding else span
        of_article = Quotation("", article.id, article.path, span, None, "", "direct", "term", UNKNOWN_SPEAKER)
        quotation = holding[-1] if holding else of_article
        words, place = document.text[slice(*span)], document.source_span(span)
        return replace(quotation, span=span, text=words, source_span=place, quoted=()), not holding

    @answering
    def line_of(self, article: str, span: Span) -> int | None:
        """Return the line of its file at which words of an article begin, from 1; ``None`` where the format has no lines."""
        return self._line_of(self._passage(self.article(article), span)[0])

    def _line_of(self, quotation: Quotation | None) -> int | None:
        """Return the line of its file at which the quotation begins, from 1; ``None`` where the format has no lines."""
        if quotation is None or quotation.source_span is None:
            return None
        stem, _, number = quotation.path.rpartition("#")
        try:
            source = (Path(self.session.folder) / (stem if number.isdigit() else quotation.path)).read_bytes()
        except OSError:
            return None
        return len(source.decode("utf-8", "replace")[: quotation.source_span[0] + 1].splitlines()) or 1

    @answering
    def notebook_page(self, *, style: str = "", by: str = "") -> Page:
        from briefing.collection.queries import notebook_page

        return notebook_page.NotebookPage(self, style).page(notebook_page.headings(by))

    @answering
    def notebook_text(
        self,
        *,
        format: str = "markdown",
        style: str = "",
        by: str = "",
        template: str = "",
        only: Container[int] | None = None,
    ) -> str | bytes:
        from briefing.collection.queries import notebook_page

        return notebook_page.text(self, format, style, notebook_page.headings(by), template, only)

    @answering
    def export_notebook(
        self,
        path: str,
        *,
        format: str = "",
        style: str = "",
        by: str = "",
        template: str = "",
        only: Container[int] | None = None,
    ) -> None:
        from briefing.notebook import files

        kind = files.format_of(path, format)
        files.write(path, self.notebook_text(format=kind, style=style, by=by, template=template, only=only))

    @answering
    def undo(self) -> Step | None:
        step = self.session.state.undo()
        self.session.edited += 1
        return step

    @answering
    def redo(self) -> Step | None:
        step = self.session.state.redo()
        self.session.edited += 1
        return step

    @answering
    def health(self) -> dict[str, Any]:
        """Versions, paths, counts, index state: what ``doctor`` prints."""
        from briefing.collection.diagnostics import health

        self.session.ensure_index()
        return health(self.session, self.status(), len(self.problems()))
