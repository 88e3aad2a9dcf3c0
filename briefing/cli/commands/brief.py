"""``briefing brief``: the page of a story, to be read here or handed out."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from briefing.cli import json_output
from briefing.presentation import labels
from briefing.text import plural

if TYPE_CHECKING:
    from briefing.cli.context import Session
    from briefing.collection.facade import Collection
    from briefing.model import Difference, Document, StoryPage
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

    numbers = {article.id: number for number, article in enumerate(told.sources, 1)}
    story = told.story
    days = " – ".join(dict.fromkeys(labels.short_date(day.value) for day in (story.first, story.last) if day.value))
    known = [plural(story.outlets, "outlet")] if story.outlets else []
    counts = " · ".join([plural(story.files, "file"), plural(story.distinct_texts, "text"), *known])
    said = []
    for each in told.statements:
        carriers = tuple(sorted({numbers[i.article] for i in each.instances}))
        words = {labels.squeeze(i.text) for i in each.instances if i.mode == "direct"}
        wording = " · worded differently" if len(words) > 1 else ""
        said.append(
            Line(
                each.text,
                f"{each.speaker or 'speaker unknown'} · {labels.counts_line(each)}{wording}",
                carriers,
                quoted=any(i.mode != "indirect" and i.text == each.text for i in each.instances),
            )
        )
    speakers = " · ".join(f"{name} {count}" for name, count in told.speakers)
    dated = tuple(
        Line(day.text, f"{day.date.value} (“{day.date.evidence}”)", (numbers[day.article],)) for day in told.days
    )
    return Page(
        title=story.title,
        subtitle=" · ".join(part for part in (days, counts) if part),
        sections=(
            Section("Said", tuple(said)),
            Section("Not agreed", tuple(line for d in told.differences for line in _values(d, documents, numbers))),
            Section("Days", dated),
            Section("Who speaks, in how many statements", (Line(speakers),) if speakers else ()),
        ),
        sources=tuple(
            Source(collection.cite(article.id, style=style).text, article.url.value or "") for article in told.sources
        ),
    )


def _values(difference: Difference, documents: dict[str, Document], numbers: dict[str, int]) -> list[Line]:
    """Return a line for each value, what fewest say first, as its article prints it."""
    from briefing.notebook.page import Line

    lines = []
    for value in difference.values:
        carriers = tuple(sorted(numbers[id] for id in (value.article, *value.agreeing) if id in numbers))
        words = documents[value.article].text[slice(*value.span)]
        if carriers:
            lines.append(Line(words, f"{difference.topic} · {plural(value.texts, 'text')}", carriers))
    return lines
