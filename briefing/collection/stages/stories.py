"""The stage that notes by which words each article tells its story, and groups the articles that tell the same one."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from briefing.collection.stages import joined_anew
from briefing.collection.stages.work import Work
from briefing.store.catalogue.story_groups import MemberRow
from briefing.store.catalogue.story_rows import StoryRow

_HEADS = 4
"""Articles whose words are at hand while copies are set beside their representative."""
LOT = 200
"""Articles that are stored at once."""
_KEPT, _VERSION = "kept stories", 3
"""By this name it is noted on what grouping rests; the version is raised where what is kept is kept in another way."""


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
    mark = f"{told_by()} {sys.byteorder} {_VERSION}"
    with work.catalogue.transaction():
        among = joined_anew.noted(work.catalogue)
        if work.catalogue.derived(_KEPT) != (mark, _counts(work)):
            store.clear()
            among = None
        changed, gone = rows.changed(among), rows.gone()
        copies = [row for head in changed for row in store.with_head(head.article)]
        touched = {row.article: row for row in (*copies, *changed)}
        told = lru_cache(maxsize=_HEADS)(partial(_told, work))
        by_head = sorted(touched.values(), key=lambda row: row.head)
        members = [row._replace(node=_stands_for(row, told)) for row in by_head]
        before = {store.node_of(article) for article in touched} - {""}
        nodes = {row.node for row in members} | before | {node for _, node in gone}
        joined_anew.forget(work.catalogue)
        rows.settle()
        if not nodes:
            return
        if len(changed) >= work.catalogue.count():
            store.clear()  # nothing that is kept holds any more: from nothing is less work
        store.put_members(members)
        store.drop_members(article for article, _ in gone)
        _bring(work, nodes)
        work.catalogue.put_derived(_KEPT, mark, _counts(work))
    work.committed()


def _told(work: Work, article: str) -> list[dict[str, float]]:
    """Return what the words of an article weigh, nothing if that is not known."""
    row = work.catalogue.stories.row(article)
    return [] if row is None else [dict(zip(row.words, array("f", row.weights), strict=True))]


def _stands_for(member: MemberRow, told: Callable[[str], list[dict[str, float]]]) -> str:
    """Return the article that represents the copies of one, if it tells the same: two look-alike events may be told in the same words,
    all but the names."""
    from briefing.analysis.stories import likeness

    if member.head == member.article:
        return member.article
    return member.head if likeness.same_text(told(member.article) + told(member.head)) else member.article


def _said(work: Work, article: str, shared: set[str]) -> set[str]:
    """Return which statements an article shares with others, each with the last name of whom it has say so: look-alike events may be
    told with the same words of other people."""
    from briefing.store.catalogue import serialise
    from briefing.text import fold

    if not shared:
        return set()
    carried = work.catalogue.carried_in(article)
    ids = [quotation for quotation, statements in carried.items() if not shared.isdisjoint(statements)]
    said: set[str] = set()
    for quotation in serialise.load_quotations(work.catalogue.quoted_in(article), article, "", ids):
        names = fold(quotation.speaker.name or "").split()[-1:]
        said |= {f"{statement} {name}" for statement in shared.intersection(carried[quotation.id]) for name in names}
    return said


def _counts(work: Work) -> str:
    """Return how many texts, articles and joinings are kept: other numbers are not ours."""
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
        index.add(
            node,
            told,
            last=days[-1],
            statements={said for article, carried in members for said in _said(work, article, set(carried.split()))},
        )
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
