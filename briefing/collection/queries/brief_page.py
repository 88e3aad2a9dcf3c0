"""The page of a story as it is handed out: its lines with the numbers of their sources, and the sources as citations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, starmap
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
from briefing.presentation.comparison_rows import in_marks, statement_words
from briefing.presentation.coverage_blocks import wording_line, wording_signs
from briefing.presentation.one_text import each_once, names_of, one_printing_each, texts_of, with_copies
from briefing.presentation.story_days import each_day, story_head
from briefing.text import plural

if TYPE_CHECKING:
    from briefing.collection.queries.queries import Queries

MOST_SPEAKERS: Final = 100
"""Speakers who stand there with their words; of more is said how many they are."""

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
            subtitle=story_head(self._told),
            sections=tuple(Section(heading, tuple(lines)) for heading, lines in self._sections()),
            sources=tuple(map(self._source, self._told.sources)),
        )

    def _sections(self) -> Iterator[tuple[str, Iterable[Line]]]:
        told = self._told
        documents = rested_on(self._queries, told)
        yield "As one source begins", self._shown(told.lead)
        yield "Said", map(self._said, told.statements)
        yield "Not agreed, what fewest say first", (self._not_agreed(each, documents) for each in told.differences)
        yield "Within one article", (self._not_agreed(each, documents) for each in told.within)
        yield "Stands apart", chain.from_iterable(self._apart(each) for each in told.standings if each.apart)
        yield "Days", starmap(self._dated, each_day(told.days).items())
        yield "Who speaks", self._speakers()
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
        once = one_printing_each(statement, self._texts)
        wording = wording_line(once, wording_signs(once, self._queries.compare))
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

    def _dated(self, value: str, days: Sequence[Day]) -> Line:
        """Return a day with the words of the first sentence that names it, and every source that does."""
        about = f"{labels.short_date(value)} (“{days[0].date.evidence}”)"
        return Line(days[0].text, about, tuple(map(self._numbers.__getitem__, self._once(days))))

    def _once(self, days: Sequence[Day]) -> Iterable[str]:
        """Return the sources of some sentences, each text once."""
        return each_once(sorted((day.article for day in days), key=self._numbers.__getitem__), self._texts)

    def _speakers(self) -> Iterator[Line]:
        """Yield who speaks by any source, in how many statements, and with what."""
        speakers = self._told.speakers
        for (name, count), said in zip(speakers[:MOST_SPEAKERS], self._told.spoken, strict=False):
            words = in_marks(labels.squeeze(said.text), said.enclosed)
            yield Line(words, f"{name} · {plural(count, 'statement')}", (self._numbers[said.article],))
        if len(speakers) > MOST_SPEAKERS:
            yield Line(f"and {len(speakers) - MOST_SPEAKERS:,} more")

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

    def _source(self, article: Article) -> Source:
        return Source(self._cited(article), "".join(filter(None, [article.url.value])), article.path)

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
    ids = {
        id
        for each in (*told.differences, *told.within)
        for value in each.values
        for id in (value.article, *value.agreeing)
    }
    return {id: queries.document(id) for id in ids}


def text(queries: Queries, story: str, kind: str, style: str) -> str | bytes:
    """Return the page of a story (id, prefix or words of its title) in the format ``kind``."""
    told = queries.brief(story)
    if kind == "json":
        answer = json_output.story_page(told, rested_on(queries, told))
        return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    return drawing.FORMATS[kind](BriefPage(queries, told, style).page())
