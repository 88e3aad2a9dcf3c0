"""The stage that notes by which words each article tells its story; the stories themselves are grouped when somebody asks for them."""

from __future__ import annotations

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
    if todo:
        work.committed()


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
        rows.append(StoryRow(document.article.id, told.day, told.language, tuple(told.weights), weights))
    with work.catalogue.transaction():
        work.catalogue.stories.put(version, rows)
