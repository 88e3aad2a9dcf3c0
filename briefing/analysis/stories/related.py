"""Stories that belong to another one without being it: the same matter weeks before or after, the same event in another language."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from briefing.analysis.stories import likeness
from briefing.analysis.stories.kept import era
from briefing.store.catalogue.story_groups import NodeRow, StoryGroups

How = Literal["earlier", "later", "translated"]

OTHER_LANGUAGE = 200_000
"""Likeness, in millionths, by names and figures alone, from which on two languages tell one event for sure."""


def related(store: StoryGroups, texts: Collection[str]) -> list[tuple[How, str]]:
    """Return how other stories (by their first texts) belong to that of ``texts``, in order."""
    inside = [row for id in sorted(texts) if (row := store.by_id(id)) is not None]
    sums: dict[tuple[How, str], int] = {}
    for one in inside:
        for pair in store.pairs_of(one.number):
            other = store.node(pair.other)
            how = _how(one, other) if other is not None else None
            if other is None or how is None:
                continue
            words = likeness.share(pair.dot, one.square, other.square)
            alike = likeness.regardless_of_days(words, pair.statements)
            sums[how, other.story] = sums.get((how, other.story), 0) + alike
    own = {row.story for row in inside}
    return sorted(
        (how, story)
        for (how, story), total in sums.items()
        if story not in own and total >= _least(how) * len(inside) * store.texts_of(story)
    )


def _least(how: How) -> int:
    return OTHER_LANGUAGE if how == "translated" else likeness.JOIN


def _how(one: NodeRow, other: NodeRow) -> How | None:
    """Return how one text belongs to another: not at all where neither day nor language keeps them apart."""
    eras = era(one), era(other)
    if likeness.languages_differ(*eras):
        return "translated" if likeness.in_time(*eras) else None
    if 0 in (one.first, other.first):
        return None
    if likeness.gap(*eras) <= likeness.NEAR_DAYS:
        return None
    return "later" if other.first > one.last else "earlier"
