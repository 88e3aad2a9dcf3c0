"""The stages that fill the index: the texts, and later what the analysis found in them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.collection.stages.index_input import FACTS_VERSION
from briefing.collection.stages.work import Work
from briefing.errors import StateError

if TYPE_CHECKING:
    from briefing.index import ArticleFacts, Index, IndexDocument


LOT = 4_000
"""Articles whose facts are at hand at once: bounds the memory."""
_PLAIN = f"without corrections, {FACTS_VERSION}"


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
    from briefing.collection.stages.index_input import index_document

    for done, document in enumerate(work.catalogue.documents(ids)):
        if done % 50 == 0:
            work.tell("index", done, len(ids))
        yield index_document(document)


def put_facts(work: Work) -> None:
    """Quotations, speakers and resolved names become searchable; only what changed is put."""
    from briefing.collection.stages import index_input

    start = time.perf_counter()
    edits = work.names.edits()
    basis = index_input.digest(index_input.FACTS_VERSION, work.catalogue.derived("basis"), edits)
    if work.catalogue.derived_from("facts", basis) is not None:
        return
    kind = "corrected" if edits else _PLAIN
    bases = _stale(work, kind)
    todo = list(bases)
    for at in range(0, len(todo), LOT):
        _put_some(work, {id: bases[id] for id in todo[at : at + LOT]})
    work.meter.articles(len(todo))
    with work.catalogue.transaction():
        work.catalogue.put_derived("facts", basis, kind)
    work.timings["index"] += time.perf_counter() - start


def _stale(work: Work, kind: str) -> dict[str, str]:
    """Return what the facts of the articles rest on whose facts rest on something else. Where no name is corrected and none was
    last time, the joining has told which these are; else all are looked at."""
    from briefing.collection.stages import index_input

    catalogue = work.catalogue
    before = catalogue.derived("facts")
    if {kind, before[1] if before else ""} == {_PLAIN}:
        return {id: index_input.plain_basis(catalogue, id) for id in catalogue.stale_facts()}
    known = catalogue.facts()
    bases = index_input.facts_basis(catalogue, work.names)
    return {id: rests_on for id, rests_on in bases.items() if known.get(id, ("", ""))[0] != rests_on}


def _put_some(work: Work, bases: Mapping[str, str]) -> None:
    """Put the facts of some articles into the index where they differ from those that are there."""
    from briefing.collection.stages import index_input

    known = work.catalogue.facts(bases)
    facts: dict[str, ArticleFacts] = {}
    failures = dict(
        work.each(list(bases), lambda some: facts.update({id: _facts(work, id) for id in _asking(work, some)}))
    )
    digests = {id: index_input.digest(each.quotes, each.speakers, each.entities) for id, each in facts.items()}
    changed = [id for id in facts if digests[id] != known.get(id, ("", ""))[1]]
    if changed:
        failures |= work.each(changed, lambda some: work.index().update_facts([facts[id] for id in some]))
    rows = [(id, bases[id], "" if id in failures else digests[id]) for id in bases]
    with work.catalogue.transaction():
        work.catalogue.put_facts(rows)
        work.catalogue.failed.clear("facts", bases)
        work.put_failed("facts", failures)
    work.committed()


def _asking(work: Work, ids: Sequence[str]) -> Iterator[str]:
    """Yield the ids, asking now and then whether to go on."""
    for done, id in enumerate(ids):
        if done % 50 == 0:
            work.look_up()
        yield id


def _facts(work: Work, id: str) -> ArticleFacts:
    from briefing.collection.stages import index_input

    return index_input.facts(work.catalogue, work.names, id)
