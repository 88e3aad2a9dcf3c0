"""The page of one story, from what is stored: what is said, where the sources differ, who speaks, the days, the sources. Extractive."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from briefing.collection.queries import standings
from briefing.errors import NotFoundError
from briefing.lexicon.name_kinds import is_document
from briefing.model import (
    Article,
    Day,
    Difference,
    Instance,
    Passage,
    RelatedStory,
    Stated,
    Statement,
    Story,
    StoryPage,
)
from briefing.presentation.comparison_rows import statement_parts
from briefing.presentation.one_text import texts_of
from briefing.text import one_line, sentences

if TYPE_CHECKING:
    from briefing.collection.queries.queries import Queries

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ON = re.compile(rf"\b(?:(\w+) )?({'|'.join(_WEEKDAYS)})\b(?!['’]s\b)")
_NOT_THAT_DAY = frozenset("a each every from last next since that this until through by before after".split())
"""Words before a weekday that make it another one than the last."""
_AHEAD = re.compile(
    r"\b(will|would|shall|should|could|may|might|must|next|last|plans?|due|expected|scheduled|to be|every|each)\b",
    re.IGNORECASE,
)
"""Words of a sentence in which a weekday may lie ahead, or weeks back: such a day stays unknown."""


def build(queries: Queries, story: Story) -> StoryPage:
    """Return everything that the page of a story shows."""
    read = queries.session.state.read_ids()
    articles = [queries.article(id) for id in story.articles]
    texts = texts_of(articles)
    carried = (each for _, each in queries.session.catalogue.carried_by(story.articles, ()).values())
    spoken = sorted((cut for each in carried if (cut := _within(each, texts)) is not None), key=_rank)
    called = _Called(queries, story)
    speakers = _speakers(spoken, called, texts)
    differences = tuple(queries.differences(story.articles, least=2))
    several = min(2, len(set(texts.values())))  # where all print one text, what this says is shown
    shared = tuple(
        replace(each, speaker=called.shown_speaker(each))
        for each in spoken
        if each.articles > 1 and each.distinct_texts >= several
    )
    return StoryPage(
        story=story,
        statements=shared,
        differences=differences,
        within=tuple(each for each in _within_one(queries, texts) if each not in differences),
        speakers=tuple((name, len(said)) for name, said in speakers.items()),
        days=_days(queries, articles),
        sources=tuple(articles),
        new=tuple(id for id in story.articles if id not in read),
        lead=_lead(queries, story, articles),
        standings=standings.find(queries, articles, shared, texts),
        related=_related(queries, story),
        first=first_to_print(articles),
        spoken=tuple(said[0] for said in speakers.values()),
    )


WITNESSES = 50
"""Printings of a statement that are asked who speaks there: where none of these names anybody, those of the statement agree on who it is."""


class _Called:
    """What the speakers of a story are called: the spellings of one name are one."""

    def __init__(self, queries: Queries, story: Story) -> None:
        self._queries = queries
        self._within = set(story.articles)
        self._of_article = cache(queries.speaker_names)
        self._spoke = cache(queries.speaking)
        self._attributed = cache(lambda id: {each.id: each.speaker.name for each in queries.quotations(id)})
        self._called: dict[str, str] = {}

    def speakers(self, statement: Statement) -> dict[str, Instance]:
        """Return everybody who says it by a source, each with a printing of that, in order; of a statement that no source gives to anybody
        whom they name elsewhere, who says it by itself."""
        named: dict[str, Instance] = {}
        for _, printing in self._printed(statement):
            for name in self._speaking(printing):
                named.setdefault(name, printing)
        if named:
            return named
        first = islice(self._printed(statement), statement.speaker is not None)
        return {self._name(str(statement.speaker)): printing for _, printing in first}

    def _speaking(self, printing: Instance) -> Sequence[str]:
        """Return to whom a source gives its words: as the names have it, else as the text does."""
        names = self._spoke(printing.article).get(printing.quotation)
        if names is not None:
            return names
        said = self._attributed(printing.article).get(printing.quotation)
        return [self._name(said)] if said is not None else []

    def speaker(self, statement: Statement) -> str | None:
        """Return who says it, None where that is unknown."""
        names = (name for name, _ in self._printed(statement))
        name = next(filter(None, names), statement.speaker)
        return None if name is None else self._name(name)

    def _printed(self, statement: Statement) -> Iterator[tuple[str | None, Instance]]:
        """Yield the printings of the story's articles, each with the name of its speaker."""
        printed = (each for each in statement.instances if each.article in self._within)
        for each in islice(printed, WITNESSES):
            yield self._of_article(each.article).get(each.quotation), each

    def _name(self, name: str) -> str:
        if name not in self._called:
            self._called[name] = self._entity(name)
        return self._called[name]

    def shown_speaker(self, statement: Statement) -> str | None:
        """Return who says it, None where the source whose words are shown gives them to nobody, whatever others do."""
        for shown in statement_parts(statement):
            if self._attributed(shown.article).get(shown.quotation, "") is None:
                return None
        return self.speaker(statement)

    def _entity(self, name: str) -> str:
        try:
            return self._queries.find_entity(name).name
        except NotFoundError:
            return name


def _speakers(spoken: Sequence[Statement], called: _Called, texts: Mapping[str, str]) -> dict[str, list[Instance]]:
    """Return who speaks by any source, with a printing of each statement that one gives to it, the most widely carried first; what copies of
    a text print apart counts once; a document is nobody."""
    once = {(texts[each.instances[0].article], each.text): each for each in reversed(spoken)}
    said: dict[str, list[Instance]] = {}
    for each in reversed(once.values()):
        for name, printing in called.speakers(each).items():
            if not is_document(name):
                said.setdefault(name, []).append(printing)
    return dict(sorted(said.items(), key=lambda item: (-len(item[1]), item[0])))


def _within_one(queries: Queries, texts: Mapping[str, str]) -> Iterator[Difference]:
    """Yield on what one article disagrees with itself, of each text once."""
    differing = queries.differences(set(texts.values()))
    for place, (scope, _) in enumerate(differing.sizes):
        if scope == "article":
            yield differing[place]


def _lead(queries: Queries, story: Story, articles: Sequence[Article]) -> Passage | None:
    """Return the first sentence of the source whose headline is that of the story, else of the first source that has one."""
    headed = sorted(articles, key=lambda article: one_line(str(article.title.value)) != story.title)
    for article in headed:
        document = queries.document(article.id)
        for paragraph in document.paragraphs:
            if paragraph.kind == "body":
                span = next(iter(sentences(document.text, *paragraph.span)), paragraph.span)
                return Passage(document.text[slice(*span)], article.id, span)
    return None


def _related(queries: Queries, story: Story) -> tuple[RelatedStory, ...]:
    """Return the stories on the same matter weeks before or after, or in another language."""
    from briefing.analysis.stories import related

    store = queries.session.catalogue.grouped
    found = related.related(store, {store.node_of(article) for article in story.articles})
    own = set(story.articles)
    groups = [(how, [id for id in store.articles_of(first) if id not in own]) for how, first in found]
    if not any(ids for _, ids in groups):
        return ()
    place = queries.places().__getitem__
    return tuple(RelatedStory(how, tuple(sorted(ids, key=place, reverse=True))) for how, ids in groups if ids)


def first_to_print(articles: Sequence[Article]) -> str:
    """Return the article whose stated day is before all others, every source having one; else ""."""
    days = sorted((str(article.published.value)[:10], article.id) for article in articles)
    stated = all(_full_day(article) for article in articles)
    alone = len(days) < 2 or days[0][0] < days[1][0]
    return days[0][1] if stated and alone and days else ""


def _full_day(article: Article) -> bool:
    """Return whether a full day of publication is stated."""
    stated = article.published
    return all((stated.status == "stated", re.match(r"\d{4}-\d\d-\d\d", str(stated.value))))


def _within(statement: Statement, texts: Mapping[str, str]) -> Statement | None:
    """Return the statement as the story's articles (of these ``texts``) carry it, or None if none of them does."""
    instances = tuple(each for each in statement.instances if each.article in texts)
    carriers = len({each.article for each in instances})
    if not carriers:
        return None
    distinct = len({texts[each.article] for each in instances})
    origins = min(distinct, statement.origins)
    return replace(statement, instances=instances, articles=carriers, distinct_texts=distinct, origins=origins)


def _rank(statement: Statement) -> tuple[int, int, int, int, str]:
    """Return the place of a statement: the one that most texts of the story carry first, of those the longest."""
    return -statement.distinct_texts, -statement.articles, -len(statement.instances), -len(statement.text), statement.id


def _days(queries: Queries, articles: Sequence[Article]) -> tuple[Day, ...]:
    """Return the days that the articles name, in order: "on Thursday" only against a stated date, in a sentence that looks back. An article
    whose date is inferred adds no day, and is a source of those that others name."""
    texts: dict[str, Article] = {}
    for article in articles:  # one that says the same to the letter adds no day
        texts.setdefault(queries.session.catalogue.mark_of(article.id), article)
    stated, inferred = (
        [day for each in texts.values() if is_dated(each) for day in _named_in(queries, each)]
        for is_dated in (_full_day, _inferred_day)
    )
    known = {day.date.value for day in stated}
    named = [*stated, *(day for day in inferred if day.date.value in known)]
    first = {(str(day.date.value), day.text, day.article): day for day in reversed(named)}
    unsure = {day.article for day in inferred}
    return tuple(first[key] for key in sorted(first, key=lambda key: (key[0], key[2] in unsure, *key)))


def _inferred_day(article: Article) -> bool:
    """Return whether a full day of publication is inferred."""
    inferred = article.published
    return all((inferred.status == "inferred", re.match(r"\d{4}-\d\d-\d\d", str(inferred.value))))


def _named_in(queries: Queries, article: Article) -> Iterator[Day]:
    """Yield the days of the week that an article names in sentences that look back, in order."""
    told = article.published
    published = datetime.date.fromisoformat(str(told.value)[:10])
    document = queries.document(article.id)
    for paragraph in document.paragraphs:
        if paragraph.kind not in ("body", "standfirst"):
            continue
        for span in sentences(document.text, *paragraph.span):
            text = document.text[slice(*span)]
            named = None if _AHEAD.search(text) else _ON.search(text)
            if named is None:
                continue
            if str(named[1]).casefold() in _NOT_THAT_DAY:
                continue
            back = (published.weekday() - _WEEKDAYS.index(named[2])) % 7
            day = (published - datetime.timedelta(days=back)).isoformat()
            words = named[0] if named[1] == "on" else named[2]
            evidence = next(filter(None, (told.evidence, told.value)))
            yield Day(Stated.inferred(day, f"{words}; published {evidence}"), text, article.id, span)
