"""The page of a story as it is handed out: its lines with the numbers of their sources, and the sources as citations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Final

from briefing.collection.queries.own_words import OwnWords
from briefing.model import (
    Article,
    Day,
    Difference,
    Document,
    FactValue,
    Passage,
    RelatedStory,
    Span,
    Standing,
    Statement,
    StoryPage,
)
from briefing.notebook import drawing
from briefing.notebook.page import Line, Page, Section, Source, Version
from briefing.presentation import json_output, labels
from briefing.presentation.comparison_rows import statement_words
from briefing.presentation.coverage_blocks import wording_line, wording_signs
from briefing.presentation.one_text import each_once, names_of, one_printing_each, texts_of, with_copies
from briefing.text import plural

if TYPE_CHECKING:
    from briefing.collection.queries.queries import Queries

FEW: Final = 12
"""Speakers of whom all are named; of more, only those of several statements."""

MOST_COPIES: Final = 12
"""Sources with the text of one that are all listed; of more, the first, and how many there are."""


AGREES: Final = "[agrees]"
"""In the place of the words of a source that gives a value in words that are not set out."""


class BriefPage:
    """Makes the page of one story. ``style`` is that of its sources."""

    def __init__(self, queries: Queries, told: StoryPage, style: str) -> None:
        self._queries = queries
        self._told = told
        self._style = style
        self._numbers = {article.id: number for number, article in enumerate(told.sources, 1)}
        self._texts = texts_of(told.sources)
        self._names = names_of(told.sources, self._texts)
        self._own_words = OwnWords(queries, told)

    def page(self) -> Page:
        """Return its lines under their headings, each with the numbers of its sources, and the sources."""
        story = self._told.story
        return Page(
            title=story.title,
            subtitle=f"{labels.story_days(story)} · {labels.story_counts(story)}",
            sections=tuple(Section(heading, tuple(lines)) for heading, lines in self._sections()),
            sources=tuple(Source(self._cited(each), *filter(None, [each.url.value])) for each in self._told.sources),
        )

    def _sections(self) -> Iterator[tuple[str, Iterable[Line]]]:
        told = self._told
        documents = rested_on(self._queries, told)
        yield "As one source begins", self._shown(told.lead)
        yield "Said", map(self._said, told.statements)
        yield "Not agreed, what fewest say first", (self._not_agreed(each, documents) for each in told.differences)
        yield "Stands apart", chain.from_iterable(self._apart(each) for each in told.standings if each.apart)
        yield "Days", map(self._dated, told.days)
        yield "Who speaks, in how many statements", self._speakers()
        yield "Printed first", (Line(self._headline(id), "", (self._numbers[id],)) for id in [told.first] if id)
        yield "The same matter elsewhere", map(self._related, told.related)
        yield "Also mentioned in", (Line(self._headline(id)) for id in told.story.mentioned_in)

    # --- lines ---

    def _shown(self, *passages: Passage | None) -> Iterator[Line]:
        """Yield words of articles that something rests on."""
        for each in passages:
            if each is not None:
                yield Line(each.text, "", (self._numbers[each.article],))

    def _said(self, statement: Statement) -> Line:
        """Return a statement with its speaker and its sources, each text once."""
        printing = sorted({i.article for i in statement.instances}, key=self._numbers.__getitem__)
        carriers = tuple(self._numbers[id] for id in each_once(printing, self._texts))
        signs = wording_signs(statement, self._queries.compare)
        wording = wording_line(one_printing_each(statement, self._texts), signs)
        speaker = next(filter(None, (statement.speaker, "speaker unknown")))
        about = " · ".join(filter(None, (speaker, labels.counts_line(statement), wording)))
        return Line(statement_words(statement), about, carriers)

    def _not_agreed(self, difference: Difference, documents: Mapping[str, Document]) -> Line:
        """Return a fact with what each source prints, what fewest say first."""
        places = self._own_words.places(difference)
        versions = (version for value in difference.values for version in self._versions(value, places, documents))
        return Line(difference.topic, labels.both_words(difference, self._names), versions=tuple(versions))

    def _versions(
        self, value: FactValue, places: Mapping[tuple[str, str], Span], documents: Mapping[str, Document]
    ) -> Iterator[Version]:
        """Yield the words of each source that gives a value, those of several once if they are the same; of whom no words are known is
        said to agree."""
        ids = (id for id in (value.article, *value.agreeing) if id in self._numbers)
        carriers = each_once(sorted(ids, key=lambda id: (id != value.article, self._numbers[id])), self._texts)
        printing: dict[str, list[tuple[str, int]]] = {}
        for id, copies in sorted(carriers.items(), key=lambda carrier: self._numbers[carrier[0]]):
            place = places.get((value.value, id))
            words = AGREES if place is None else labels.squeeze(documents[id].text[slice(*place)])
            printing.setdefault(words, []).append((self._source_name(id, copies), self._numbers[id]))
        for words, named in printing.items():
            yield Version(tuple(named), (("same", words),), labels.fact_label(value.value))

    def _apart(self, standing: Standing) -> Iterator[Line]:
        """Yield the source that stands apart, with what tells it from the others, and the words that this rests on."""
        published = self._queries.article(standing.article).published
        about = labels.apart_words(standing, published, len(self._told.statements))
        names = f"; named here only: {labels.first_names(standing.names)}" if standing.names else ""
        yield Line(self._headline(standing.article), about + names, (self._numbers[standing.article],))
        yield from self._shown(standing.looks_back, standing.begins)

    def _dated(self, day: Day) -> Line:
        about = f"{labels.short_date(str(day.date.value))} (“{day.date.evidence}”)"
        return Line(day.text, about, (self._numbers[day.article],))

    def _speakers(self) -> Iterator[Line]:
        """Yield who speaks in how many statements, in one line."""
        least = 1 if len(self._told.speakers) <= FEW else 2
        speakers = " · ".join(f"{name} {count}" for name, count in self._told.speakers if count >= least)
        if speakers:
            yield Line(speakers)

    def _related(self, related: RelatedStory) -> Line:
        """Return a story on the same matter, by its first article."""
        first = self._queries.article(related.articles[0])
        day = [labels.short_date(first.published.value)] if first.published.value else []
        about = " · ".join([labels.RELATED[related.how], *day, plural(len(related.articles), "article")])
        return Line(self._headline(first.id), about)

    # --- sources ---

    def _headline(self, id: str) -> str:
        """Return the headline of an article, or its first words."""
        return labels.list_label(self._queries.article(id))[0]

    def _source_name(self, id: str, copies: int) -> str:
        return with_copies(labels.witness_name(self._names[id], self._queries.article(id).path), copies)

    def _cited(self, article: Article) -> str:
        """Return the citation of a source, and which other ones carry its text."""
        text, copies = self._queries.cite(article.id, style=self._style).text, article.copies
        if len(copies) > MOST_COPIES:
            first = next((number for id, number in self._numbers.items() if id in copies), 0)
            return f"{text} [the text of {first} and {plural(len(copies) - 1, 'other file')}]" if first else text
        carrying = sorted(self._numbers[id] for id in copies if id in self._numbers)
        return f"{text} [the text of {', '.join(map(str, carrying))}]" if carrying else text


def rested_on(queries: Queries, told: StoryPage) -> dict[str, Document]:
    """Return the articles that the differences rest on, by id."""
    ids = {id for each in told.differences for value in each.values for id in (value.article, *value.agreeing)}
    return {id: queries.document(id) for id in ids}


def text(queries: Queries, story: str, kind: str, style: str) -> str | bytes:
    """Return the page of a story (id, prefix or words of its title) in the format ``kind``."""
    told = queries.brief(story)
    if kind == "json":
        answer = json_output.story_page(told, rested_on(queries, told))
        return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    return drawing.FORMATS[kind](BriefPage(queries, told, style).page())
