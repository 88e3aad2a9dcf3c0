"""The head and the days of a story, as its page on the screen and the one that is handed out have them. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model import Day, StoryPage
from briefing.presentation.labels import story_counts, story_days


def story_head(page: StoryPage) -> str:
    """Return the days and counts of a story, and whether a source stands apart: that is where one begins to read."""
    apart = sum(standing.apart for standing in page.standings)
    counts = f"{story_days(page.story)} · {story_counts(page.story)}"
    return f"{counts} · {apart} stands apart" if apart else counts


def each_day(days: Iterable[Day]) -> dict[str, list[Day]]:
    """Return ISO day -> the sentences that name it, in order."""
    told: dict[str, list[Day]] = {}
    for day in days:
        told.setdefault(str(day.date.value), []).append(day)
    return told
