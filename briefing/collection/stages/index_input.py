"""What the index is given: the text of an article, and what its analysis found."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from briefing.model import Document, Span
from briefing.store.catalogue import serialise
from briefing.store.catalogue.catalogue import Catalogue
from briefing.text import fold

if TYPE_CHECKING:
    from briefing.collection.entity_view import Names
    from briefing.index import ArticleFacts, IndexDocument

FACTS_VERSION = 4
"""Raised whenever the facts that go into the index can differ."""


def index_document(document: Document) -> IndexDocument:
    """Return what the index is given: every printed word once, those of furniture apart."""
    from briefing.index import IndexDocument

    article = document.article
    title, standfirst = article.title.value or "", article.standfirst.value or ""
    body: list[str] = []
    furniture: list[str] = []
    for paragraph in document.paragraphs:
        text = document.text[paragraph.span[0] : paragraph.span[1]]
        if paragraph.kind == "furniture":
            furniture.append(text)
        elif paragraph.kind != "repeat" and not (
            paragraph.kind in ("title", "standfirst")
            and _says(title if paragraph.kind == "title" else standfirst, text)
        ):
            body.append(text)
    outlets = dict.fromkeys(value for value in (article.outlet.value, article.agency.value) if value)
    return IndexDocument(
        id=article.id,
        path=article.path,
        title=title,
        standfirst=standfirst,
        body="\n\n".join(body),
        outlet=" ".join(outlets),
        date=article.published.value or "",
        furniture="\n\n".join(furniture),
        language=article.language.value or "",
    )


def _says(value: str, text: str) -> bool:
    """Return whether the words of ``text`` all stand in ``value``, in order."""
    return _folded(text) in _folded(value)


def _folded(text: str) -> str:
    return " ".join(fold(text).split())


def facts_basis(catalogue: Catalogue, names: Names) -> dict[str, str]:
    """Article id -> digest of all that its facts rest on: its analysis and the names of the entities in it."""
    touched = names.corrected()
    named: dict[str, list[str]] = {}
    for article, entity_id, spelt in catalogue.named():
        if touched is None or entity_id not in touched[1]:
            named.setdefault(article, []).append(entity_id + spelt)
    for entity in touched[0].entities if touched is not None else ():
        spelt = digest(entity.name, sorted(alias.text for alias in entity.aliases))
        places: dict[str, list[Span]] = {}
        for mention in entity.mentions:
            places.setdefault(mention.article, []).append(mention.span)
        for article, spans in places.items():
            named.setdefault(article, []).append(digest(entity.id, spelt, spans))
    analysed = catalogue.analysed()
    return {id: digest(FACTS_VERSION, basis, sorted(named.get(id, ()))) for id, basis in analysed.items()}


def plain_basis(catalogue: Catalogue, id: str) -> str:
    """Return what :func:`facts_basis` gives for one article where no name is corrected."""
    named = [entity + spelt for entity, spelt in catalogue.named_in(id)]
    return digest(FACTS_VERSION, catalogue.analysed_by(id), sorted(named))


def facts(catalogue: Catalogue, names: Names, id: str) -> ArticleFacts:
    """Return what one article's quotations, speakers and names are found by: all spellings of whoever speaks or is named."""
    from briefing.analysis.coreference import cooccurrence
    from briefing.index import ArticleFacts

    quotations = [
        quotation
        for _, path, text in catalogue.quotations(id)
        for quotation in serialise.load_quotations(text, id, path)
    ]
    entities = names.named_in(id)
    forms = {e.id: {e.name, *(alias.text for alias in e.aliases)} for e in entities}
    spoke = cooccurrence.speakers(quotations, entities)
    said_by = {name for q in quotations for name in (q.speaker.name, q.speaker.mention) if name}
    said_by |= {form for ids in spoke.values() for entity in ids for form in forms[entity]}
    quotes = [q.text[a - q.span[0] : b - q.span[0]] for q in quotations if q.kind == "speech" for a, b in q.spoken]
    return ArticleFacts(id, tuple(quotes), tuple(sorted(said_by)), tuple(sorted(set().union(*forms.values()))))


def digest(*values: object) -> str:
    """Return a digest of the values as they are written."""
    return hashlib.sha256(repr(values).encode("utf-8", "replace")).hexdigest()
