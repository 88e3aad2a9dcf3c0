"""The page of one story, from what is stored: what is said, where the sources differ, who speaks, the days, the sources. Extractive."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.model import Article, Day, Difference, Stated, Statement, Story, StoryPage
from briefing.text import sentences

if TYPE_CHECKING:
    from briefing.collection.queries.queries import Queries

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ON = re.compile(rf"\bon ({'|'.join(_WEEKDAYS)})\b")
_AHEAD = re.compile(
    r"\b(will|would|shall|should|could|may|might|must|next|last|plans?|due|expected|scheduled|to be|every|each)\b",
    re.IGNORECASE,
)
"""Words of a sentence in which a weekday may lie ahead, or weeks back: such a day stays unknown."""


def build(queries: Queries, story: Story) -> StoryPage:
    """Return everything that the page of a story shows."""
    ids = set(story.articles)
    articles = [queries.article(id) for id in story.articles]
    spoken = [cut for each in queries.statements(1) if (cut := _within(each, ids)) is not None]
    names = {id: name for article in story.articles for id, name in queries.speaker_names(article).items()}
    counts = Counter(name for each in spoken if (name := _speaker(each, names)))
    return StoryPage(
        story=story,
        statements=tuple(each for each in spoken if each.articles > 1),
        differences=tuple(each for each in queries.differences() if len(_carriers(each) & ids) > 1),
        speakers=tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        days=_days(queries, articles),
        sources=tuple(articles),
        new=tuple(id for id in story.articles if id not in queries.session.state.read_ids()),
    )


def _within(statement: Statement, ids: set[str]) -> Statement | None:
    """Return the statement as the story's articles carry it, or None if none of them does."""
    instances = tuple(each for each in statement.instances if each.article in ids)
    carriers = len({each.article for each in instances})
    if not carriers:
        return None
    texts, origins = min(carriers, statement.distinct_texts), min(carriers, statement.origins)
    return replace(statement, instances=instances, articles=carriers, distinct_texts=texts, origins=origins)


def _speaker(statement: Statement, names: Mapping[str, str]) -> str | None:
    return next((names[i.quotation] for i in statement.instances if i.quotation in names), statement.speaker)


def _carriers(difference: Difference) -> set[str]:
    return {id for value in difference.values for id in (value.article, *value.agreeing)}


def _days(queries: Queries, articles: Sequence[Article]) -> tuple[Day, ...]:
    """Return the days that the articles name, in order: "on Thursday" only against a stated date, in a sentence that looks back."""
    found: dict[tuple[str, str], Day] = {}
    for article in articles:
        stated = article.published
        if stated.status != "stated" or not re.match(r"\d{4}-\d\d-\d\d", stated.value or ""):
            continue
        published = datetime.date.fromisoformat((stated.value or "")[:10])
        document = queries.document(article.id)
        for paragraph in document.paragraphs:
            if paragraph.kind not in ("body", "standfirst"):
                continue
            for span in sentences(document.text, *paragraph.span):
                text = document.text[slice(*span)]
                named = _ON.search(text)
                if named is None or _AHEAD.search(text):
                    continue
                back = (published.weekday() - _WEEKDAYS.index(named[1])) % 7
                day = (published - datetime.timedelta(days=back)).isoformat()
                evidence = f"{named[0]}; published {stated.evidence or stated.value}"
                found.setdefault((day, text), Day(Stated.inferred(day, evidence), text, article.id, span))
    return tuple(found[key] for key in sorted(found))
