"""``briefing stories``: articles grouped by the event they tell, with the words that join them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from briefing.cli import json_output
from briefing.cli.commands.list import shortest_ids
from briefing.cli.commands.statements import at_least_one
from briefing.presentation import labels

if TYPE_CHECKING:
    from briefing.cli.context import Session


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--min-articles", metavar="N", type=at_least_one, default=2, help="only stories of N articles or more (2)"
    )


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    found = collection.stories(min_articles=arguments.min_articles)
    if out.as_json:
        answer = {"stories": [json_output.story(story) for story in found]}
        out.json(answer | {"problems": json_output.problems(collection.problems())})
        return 0
    if not found:
        out.message("no two articles here tell the same event")
        return 0
    digits = shortest_ids([story.id for story in found])
    indent = " " * (digits + 2)
    for number, story in enumerate(found):
        if number:
            out.line()
        differ = "  ≠" if story.differences else ""
        out.wrapped(
            (story.id[:digits], "dim"), "  ", (labels.squeeze(story.title), "bold"), (differ, "changed"), rest=indent
        )
        counts = labels.story_counts(story)
        last = labels.short_date(story.last.value) if story.last.value else "no day known"
        out.wrapped(f"{counts} · {last} · {story.unread} unread", first=indent, rest=indent)
        articles = [collection.article(id) for id in story.articles]
        sources = labels.source_labels(articles)
        names = [labels.witness_name(sources[article.id], article.path) for article in articles]
        out.wrapped((" · ".join(names), "dim"), first=indent, rest=indent)
        if story.mentioned_in:
            paths = ", ".join(collection.article(id).path for id in story.mentioned_in)
            out.wrapped((f"also mentioned in {paths}", "dim"), first=indent, rest=indent)
        out.wrapped((f"joined by {', '.join(story.words)}", "dim"), first=indent, rest=indent)
    return 0
