"""The stages that fill the index: the texts, and later what the analysis found in them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.collection.stages.work import Work
from briefing.errors import StateError

if TYPE_CHECKING:
    from briefing.index import ArticleFacts, Index, IndexDocument


def put_texts(work: Work) -> None:
    """Put every article that is not in the index yet, in one commit."""
    start = time.perf_counter()
    todo, gone = work.catalogue.unindexed(), work.catalogue.gone()
    if todo or gone:
        index = work.index()
        if index.stale:
            work.catalogue.forget_index()
            todo, gone = work.catalogue.unindexed(), []
        elif len(todo) == work.catalogue.count():
            # The catalogue is new and the index is not: it may hold what has left the folder since.
            gone = [*gone, *index.ids().difference(todo, gone)]
        try:
            failures = _put_texts(work, index, todo, gone)
        except StateError:
            if not index.stale:
                raise
            work.catalogue.forget_index()  # it was removed while it was open
            todo, gone = work.catalogue.unindexed(), []
            failures = _put_texts(work, index, todo, gone)
        work.meter.articles(len(todo))
        with work.catalogue.transaction():
            work.catalogue.mark_indexed(todo, gone)
            work.catalogue.failed.clear("index", todo)
            work.put_failed("index", failures)
        work.committed()
    work.timings["index"] += time.perf_counter() - start


def _put_texts(work: Work, index: Index, ids: list[str], gone: Sequence[str]) -> dict[str, str]:
    return dict(work.each(ids, lambda some: index.update(_index_documents(work, some), gone)))


def _index_documents(work: Work, ids: Sequence[str]) -> Iterator[IndexDocument]:
    from briefing.collection.index_input import index_document

    for done, document in enumerate(work.catalogue.documents(ids)):
        if done % 50 == 0:
            work.told("index", done, len(ids))
        yield index_document(document)


def put_facts(work: Work) -> None:
    """Quotations, speakers and resolved names become searchable; only what changed is put."""
    from briefing.collection import index_input

    start = time.perf_counter()
    joined = work.catalogue.derived("basis")
    basis = index_input.digest(index_input.FACTS_VERSION, joined, work.names.edits())
    before = work.catalogue.derived("facts")
    if before is not None and before[0] == basis:
        return
    known = work.catalogue.facts()
    bases = index_input.facts_basis(work.catalogue, work.names)
    todo = [id for id, rests_on in bases.items() if known.get(id, ("", ""))[0] != rests_on]
    facts: dict[str, ArticleFacts] = {}
    failures = dict(work.each(todo, lambda some: facts.update({id: _facts(work, id) for id in some})))
    digests = {id: index_input.digest(each.quotes, each.speakers, each.entities) for id, each in facts.items()}
    changed = [id for id in facts if digests[id] != known.get(id, ("", ""))[1]]
    if changed:
        failures |= work.each(changed, lambda some: work.index().update_facts([facts[id] for id in some]))
    work.meter.articles(len(todo))
    if todo:
        rows = [(id, bases[id], "" if id in failures else digests[id]) for id in todo]
        with work.catalogue.transaction():
            work.catalogue.put_facts(rows)
            work.catalogue.failed.clear("facts", todo)
            work.put_failed("facts", failures)
        work.committed()
    with work.catalogue.transaction():
        work.catalogue.put_derived("facts", basis, "")
    work.timings["index"] += time.perf_counter() - start


def _facts(work: Work, id: str) -> ArticleFacts:
    from briefing.collection import index_input

    return index_input.facts(work.catalogue, work.names, id)
