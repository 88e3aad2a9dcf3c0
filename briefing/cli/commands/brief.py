"""``briefing brief``: the page of a story, to be read here or handed out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.cli import json_output
from briefing.presentation import labels
from briefing.text import plural

if TYPE_CHECKING:
    from briefing.cli.context import Session
    from briefing.collection.facade import Collection
    from briefing.model import Article, Difference, Document, Passage, RelatedStory, Standing, Statement, StoryPage
    from briefing.notebook.page import Line, Page


def configure(parser: argparse.ArgumentParser) -> None:
    from briefing.cli.commands.cite import STYLES

    parser.add_argument("story", metavar="STORY", help="a story's id, the beginning of one, or words of its title")
    parser.add_argument("-o", "--output", metavar="FILE", help="write it to FILE, whole or not at all")
    parser.add_argument(
        "--format",
        choices=("markdown", "html", "docx", "json"),
        help="markdown, html, docx, json (by FILE, else markdown)",
    )
    parser.add_argument("--style", metavar="S", choices=STYLES, default="plain", help="style of the sources (plain)")


def run(arguments: argparse.Namespace, session: Session) -> int:
    from briefing.notebook import drawing, files

    kind = arguments.format or ("json" if session.out.as_json else files.format_of(arguments.output or ""))
    files.check(kind, arguments.output or "")
    collection, out = session.collection(), session.out
    told = collection.brief(arguments.story)
    ids = {id for d in told.differences for value in d.values for id in (value.article, *value.agreeing)}
    documents = {id: collection.document(id) for id in ids}
    answer = json_output.story_page(told, documents)
    if arguments.output:
        drawn = (
            json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
            if kind == "json"
            else drawing.FORMATS[kind](_page(collection, told, documents, arguments.style))
        )
        files.write(arguments.output, drawn)
        out.message(f"wrote {arguments.output}")
    if out.as_json or (kind == "json" and not arguments.output):
        out.json(answer | {"problems": json_output.problems(collection.problems())})
    elif not arguments.output:
        out.block(str(drawing.FORMATS[kind](_page(collection, told, documents, arguments.style))).rstrip("\n"))
    return 0


def _page(collection: Collection, told: StoryPage, documents: dict[str, Document], style: str) -> Page:
    from briefing.notebook.page import Line, Page, Section, Source
    from briefing.presentation.one_text import texts_of

    numbers = {article.id: number for number, article in enumerate(told.sources, 1)}
    texts = texts_of(told.sources)
    story = told.story
    days = " – ".join(dict.fromkeys(labels.short_date(day.value) for day in (story.first, story.last) if day.value))
    known = [plural(story.outlets, "outlet")] if story.outlets else []
    counts = " · ".join([plural(story.files, "file"), plural(story.distinct_texts, "text"), *known])
    lead = () if told.lead is None else (Line(told.lead.text, sources=(numbers[told.lead.article],)),)
    least = 1 if len(told.speakers) <= FEW else 2
    speakers = " · ".join(f"{name} {count}" for name, count in told.speakers if count >= least)
    dated = tuple(
        Line(day.text, f"{labels.short_date(str(day.date.value))} (“{day.date.evidence}”)", (numbers[day.article],))
        for day in told.days
    )
    return Page(
        title=story.title,
        subtitle=" · ".join(part for part in (days, counts) if part),
        sections=(
            Section("As one source begins", lead),
            Section("Said", tuple(_said(each, numbers, texts) for each in told.statements)),
            Section(
                "Not agreed, what fewest say first",
                tuple(_not_agreed(d, documents, numbers, collection, texts) for d in told.differences),
            ),
            Section(
                "Stands apart",
                tuple(
                    line
                    for each in told.standings
                    if each.apart
                    for line in (
                        _apart(collection, told, each, numbers),
                        *_shown((each.looks_back, each.begins), numbers),
                    )
                ),
            ),
            Section("Days", dated),
            Section("Who speaks, in how many statements", (Line(speakers),) if speakers else ()),
            Section(
                "Printed first", tuple(Line(_name(collection, id), "", (numbers[id],)) for id in [told.first] if id)
            ),
            Section("The same matter elsewhere", tuple(_related(collection, each) for each in told.related)),
            Section("Also mentioned in", tuple(Line(_name(collection, id)) for id in story.mentioned_in)),
        ),
        sources=tuple(
            Source(_cited(collection, article, style, numbers), article.url.value or "") for article in told.sources
        ),
    )


FEW = 12
"""Speakers of whom all are named; of more, only those of several statements."""


MOST_COPIES = 12
"""Sources with the text of one that are all listed; of more, the first, and how many there are."""


def _cited(collection: Collection, article: Article, style: str, numbers: dict[str, int]) -> str:
    """Return the citation of a source, and which other ones carry its text."""
    text, copies = collection.cite(article.id, style=style).text, article.copies
    if len(copies) > MOST_COPIES:
        first = next((number for id, number in numbers.items() if id in copies), 0)
        return f"{text} [the text of {first} and {plural(len(copies) - 1, 'other file')}]" if first else text
    carrying = sorted(numbers[id] for id in copies if id in numbers)
    return f"{text} [the text of {', '.join(map(str, carrying))}]" if carrying else text


def _name(collection: Collection, id: str) -> str:
    """Return the headline of an article, or its first words."""
    return labels.list_label(collection.article(id))[0]


def _said(statement: Statement, numbers: dict[str, int], texts: dict[str, str]) -> Line:
    """Return a statement with its speaker and its sources, each of the ``texts`` once."""
    from briefing.notebook.page import Line
    from briefing.presentation.comparison_rows import statement_words
    from briefing.presentation.one_text import each_once

    printing = sorted({i.article for i in statement.instances}, key=numbers.__getitem__)
    carriers = tuple(numbers[id] for id in each_once(printing, texts))
    words = {labels.squeeze(i.text).rstrip(",. ") for i in statement.instances if i.mode == "direct"}
    wording = " · worded differently" if len(words) > 1 else ""
    return Line(
        statement_words(statement),
        f"{statement.speaker or 'speaker unknown'} · {labels.counts_line(statement)}{wording}",
        carriers,
    )


def _not_agreed(
    difference: Difference,
    documents: dict[str, Document],
    numbers: dict[str, int],
    collection: Collection,
    texts: dict[str, str],
) -> Line:
    """Return a fact with what each source prints, what fewest say first; ``texts``: article -> the one whose text it is."""
    from briefing.notebook.page import Line, Version
    from briefing.presentation.one_text import each_once, names_of, with_copies

    sources = names_of([collection.article(id) for id in numbers], texts)
    versions = []
    for value in difference.values:
        carriers = sorted((numbers[id], id) for id in (value.article, *value.agreeing) if id in numbers)
        words = documents[value.article].text[slice(*value.span)]
        named = tuple(
            (with_copies(labels.witness_name(sources[id], collection.article(id).path), copies), numbers[id])
            for id, copies in each_once((id for _, id in carriers), texts).items()
        )
        if carriers:
            versions.append(Version(named, (("same", words),)))
    return Line(difference.topic, versions=tuple(versions))


def _apart(collection: Collection, told: StoryPage, standing: Standing, numbers: dict[str, int]) -> Line:
    """Return the source that stands apart, with what tells it from the others."""
    from briefing.notebook.page import Line

    article = collection.article(standing.article)
    about = labels.apart_words(standing, article.published, len(told.statements))
    names = f"; named here only: {labels.first_names(standing.names)}" if standing.names else ""
    return Line(_name(collection, standing.article), about + names, (numbers[standing.article],))


def _shown(passages: Sequence[Passage | None], numbers: dict[str, int]) -> tuple[Line, ...]:
    """Return words of articles that something rests on."""
    from briefing.notebook.page import Line

    return tuple(Line(each.text, "", (numbers[each.article],)) for each in passages if each is not None)


def _related(collection: Collection, related: RelatedStory) -> Line:
    """Return a story on the same matter, by its first article."""
    from briefing.notebook.page import Line

    first = collection.article(related.articles[0])
    day = f" · {labels.short_date(first.published.value)}" if first.published.value else ""
    more = f" · {plural(len(related.articles), 'article')}"
    return Line(_name(collection, first.id), f"{labels.RELATED[related.how]}{day}{more}")
