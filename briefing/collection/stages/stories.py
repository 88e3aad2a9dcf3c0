"""The stage that notes by which words each article tells its story, and groups the articles that tell the same one."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence

from briefing.collection.stages.work import Work
from briefing.store.catalogue.story_rows import StoryRow

LOT = 200
"""Articles that are stored at once."""


def run(work: Work) -> None:
    """Note the telling words of every article that lacks them."""
    version = told_by()
    todo = work.catalogue.stories.missing(version)
    for start in range(0, len(todo), LOT):
        work.tell("stories", start, len(todo))
        lot = todo[start : start + LOT]
        failures = dict(work.each(lot, lambda some: _put(work, version, some)))
        with work.catalogue.transaction():
            work.catalogue.failed.clear("stories", lot)
            work.put_failed("stories", failures)
            work.catalogue.stories.put(version, [StoryRow(id, 0, "", (), b"") for id in failures])
        work.meter.articles(len(lot))
    group(work)


def group(work: Work) -> None:
    """Bring the stories in step with what the articles tell by, with their copies and statements; all or nothing."""
    store, rows = work.catalogue.grouped, work.catalogue.stories
    mark = f"{told_by()} {sys.byteorder}"
    with work.catalogue.transaction():
        if work.catalogue.derived("kept stories") != (mark, _counts(work)):
            store.clear()
        changed, gone = rows.changed(), rows.gone()
        before = {store.node_of(article) for article, *_ in changed} - {""}
        nodes = {node for _, node, *_ in changed} | before | {node for _, node in gone}
        if not nodes:
            return
        if len(changed) >= work.catalogue.count():
            store.clear()  # nothing that is kept holds any more: from nothing is less work
        store.put_members(changed)
        store.drop_members(article for article, _ in gone)
        _bring(work, nodes)
        work.catalogue.put_derived("kept stories", mark, _counts(work))
    work.committed()


def _counts(work: Work) -> str:
    return " ".join(map(str, work.catalogue.grouped.counts()))


def _bring(work: Work, nodes: set[str]) -> None:
    """Put some texts into the stories, or take them out."""
    from briefing.analysis.stories import profile
    from briefing.analysis.stories.grouping import StoryIndex

    catalogue = work.catalogue

    def parts(article: str) -> list[dict[str, float]]:
        return [part for document in catalogue.documents([article]) for part in profile.parts_of(document)]

    index = StoryIndex(catalogue.grouped, parts)
    for node in sorted(nodes):
        members = catalogue.grouped.of_node(node)
        row = catalogue.stories.row(node) if members else None
        if row is None:
            index.remove(node)
            continue
        days = [0, *catalogue.stories.days(node)]
        weights = dict(zip(row.words, array("f", row.weights), strict=True))
        told = profile.Profile(weights, days[:2][-1], row.language, row.parts)
        index.add(node, told, last=days[-1], statements={id for _, carried in members for id in carried.split()})
    compared = index.regroup(lambda done, total: work.tell("stories", done, total))
    work.meter.articles(compared)


def told_by() -> str:
    """Return the version of the rules by which the words are chosen."""
    from briefing.analysis import stories

    return f"{stories.VERSION}."


def _put(work: Work, version: str, articles: Sequence[str]) -> None:
    from briefing.analysis.stories import profile

    rows = []
    for document in work.catalogue.documents(articles):
        told = profile.read(document)
        weights = array("f", told.weights.values()).tobytes()
        rows.append(StoryRow(document.article.id, told.day, told.language, tuple(told.weights), weights, told.parts))
    with work.catalogue.transaction():
        work.catalogue.stories.put(version, rows)
