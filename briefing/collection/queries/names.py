"""Names: who and what is named, who says what, and the corrections of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from briefing.collection.answering import answering
from briefing.collection.entity_view import EditAction
from briefing.collection.listed_names import LOT, ListedNames
from briefing.collection.pages import Pages
from briefing.collection.queries.articles import ArticleQueries
from briefing.errors import BriefingError, NotFoundError
from briefing.model import (
    Companion,
    Description,
    Entity,
    EntityEdit,
    EntityOrder,
    Mention,
    NamesImported,
    Quotation,
    Span,
)
from briefing.store.catalogue.stored_entities import ORDERS, Listed
from briefing.text import fold, one_line


class NameQueries(ArticleQueries):
    """Entities with the corrections that a person made."""

    @answering
    def entities(
        self,
        article: str | None = None,
        *,
        min_articles: int = 1,
        type: str | None = None,
        order: EntityOrder = "count",
    ) -> Sequence[Entity]:
        """Most mentioned first (or as ``order`` says), corrections applied; those of the folder are read as they are looked at. With
        ``article``: only its mentions and alias counts; ``articles`` stays the folder's. Raises NotFoundError."""
        if order not in ORDERS:
            raise BriefingError(f"names are listed by {', '.join(ORDERS)}, not by {one_line(str(order)[:80])}")
        listed = Listed(type, max(1, min(min_articles, 1 << 62)), order)
        if article is not None:
            return tuple(filter(listed.takes, self.session.names.of_article(self._article_id(article))))
        names = self.session.names

        def make() -> Sequence[Entity]:
            found = names.listed(listed, self._mentions, self.session.unread)
            pages = Pages(
                found.count,
                partial(self._names_page, found),
                partial(self._each_name, found),
                lambda: [one if isinstance(one, str) else one.id for one in self._listed_ids(found)],
            )
            return self.session.unread.add(pages)

        return names.remembered(listed, make)

    @answering
    def _names_page(self, listed: ListedNames, start: int, size: int) -> Sequence[Entity]:
        return listed.page(start, size)

    def _each_name(self, listed: ListedNames) -> Iterator[Entity]:
        ids = self._listed_ids(listed)
        for start in range(0, len(ids), LOT):
            yield from self._names_lot(listed, ids[start : start + LOT])

    @answering
    def _listed_ids(self, listed: ListedNames) -> Sequence[str | Entity]:
        return listed.ids()

    @answering
    def _names_lot(self, listed: ListedNames, ids: Sequence[str | Entity]) -> Sequence[Entity]:
        return listed.lot(ids)

    @answering
    def _mentions(self, ids: Sequence[str]) -> Mapping[str, Sequence[Mention]]:
        return {entity.id: entity.mentions for entity in self.session.catalogue.entities_by_id(ids)}

    @answering
    def entity(self, id: str) -> Entity:
        """One entity with all its mentions, corrections applied. Raises NotFoundError."""
        return self.session.names.one(id)

    @answering
    def articles_naming(self, entity: str) -> Sequence[str]:
        """Return the articles (ids) that name an entity (an id), in no order; no mention is read. Raises NotFoundError."""
        return self.session.names.articles_naming(entity)

    @answering
    def find_entity(self, ref: str) -> Entity:
        """By id, by name, or by another of its spellings; the most mentioned one if several bear it. Raises NotFoundError."""
        wanted, names, order = fold(ref.strip()), self.session.names, Listed()
        found = names.listed(order, self._mentions, self.session.unread).lot(names.called(ref))
        found.sort(key=lambda each: order.key(len(each.mentions), each.articles, fold(each.name), each.id))
        # A name counts for more than another spelling of somebody else.
        found.sort(key=lambda each: not {ref, wanted} & {each.id, fold(each.name)})
        if not found:
            raise NotFoundError(f"no name {one_line(ref)!r} in these articles; `briefing entities` shows them all")
        return found[0]

    @answering
    def entity_totals(self) -> Mapping[str, tuple[int, int]]:
        """Entity id -> (mentions, articles) in the whole folder. Quick: no mention is looked at."""
        return self.session.names.totals()

    @answering
    def together(self, entity: str, *, limit: int = 50) -> Sequence[Companion]:
        """Return who is named together with an entity (an id): most common articles first, then most common sentences. ``limit`` 0 gives
        all. Raises NotFoundError."""
        return self.session.names.together(entity, max(0, limit))

    @answering
    def descriptions(self, entity: str) -> Sequence[Description]:
        """Return what sources call an entity (an id), words printed beside its name: what most say first, then the fullest. Raises
        NotFoundError."""
        return self.session.names.descriptions(entity)

    @answering
    def said_by(self, entity: str) -> Sequence[Quotation]:
        """Return what an entity (an id) said: quotations attributed to it, in order of path and span. Raises NotFoundError."""
        return self.session.names.said_by(entity, self.quotations)

    @answering
    def speaker_names(self, article: str) -> Mapping[str, str]:
        """Quotation id -> what its speaker is called among the names, corrections applied, for one article's quotations: those
        whose speaker is a known person or was corrected. Raises NotFoundError."""
        id = self._article_id(article)
        return self.session.names.speakers(id, self._bare_quotations(id))

    @answering
    def speaking(self, article: str) -> Mapping[str, tuple[str, ...]]:
        """Return quotation id -> what those are called among the names who spoke it, for one article's quotations (an id)."""
        return self.session.names.speaking(article, self.quotations(article))

    @answering
    def edit_entity(
        self,
        action: EditAction,
        entity: str,
        *,
        surface: str = "",
        target: str = "",
        article: str = "",
        span: Span | None = None,
    ) -> str:
        """Correct an entity (ids); lasting, undoable, applied again after every re-index.

        merge: ``entity`` joins the entity id ``target``. split: ``surface`` leaves ``entity``. rename / retype: ``target`` is the new
        name / type. hide: the entity, or one surface, or one mention. Returns a sentence for the screen.
        """
        sentence = self.session.names.edit(action, entity, surface=surface, target=target, article=article, span=span)
        self.session.edited += 1
        return sentence

    @answering
    def undo_entity_edit(self, edit: int | None = None) -> str | None:
        """Take the last correction back, or the one with the id ``edit``; a sentence for the screen, or None if there is none."""
        sentence = self.session.names.undo(edit)
        self.session.edited += 1
        return sentence

    def entity_edits(self) -> Sequence[EntityEdit]:
        """Return all corrections, in the order in which they were made."""
        return tuple(self.session.names.edits())

    def edited_entity(self, edit: EntityEdit) -> str:
        """Return the id under which the entity that ``edit`` corrects is found afterwards."""
        from briefing.analysis.coreference import corrections

        return corrections.leads_to(edit)

    @answering
    def export_names(self, path: str | os.PathLike[str] | None = None) -> str:
        """Return the corrections as a text file, a line each, that people can read, compare and edit; also written to ``path``, if given.
        Raises BriefingError."""
        text = self.session.names.dump()
        if path is not None:
            try:
                Path(path).write_text(text, "utf-8")
            except (OSError, ValueError) as error:
                raise BriefingError(f"cannot write {one_line(os.fspath(path))}: {error}") from error
        return text

    @answering
    def import_names(self, text: str, *, replace: bool = False) -> NamesImported:
        """Add the corrections of an exported (or written) file; those that are there already stay as they are, so that reading
        a file twice changes nothing. ``replace``: they take the place of all. All or nothing. Raises BriefingError, which
        names the line that cannot be read."""
        done = self.session.names.load(text, replace=replace)
        self.session.edited += 1
        return done
