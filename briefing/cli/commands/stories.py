"""``briefing stories``: articles grouped by the event they tell, with the words that join them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from briefing.cli.commands.list import shortest_ids
from briefing.cli.limits import at_least_one, at_most
from briefing.errors import BriefingError
from briefing.presentation import json_output, labels

if TYPE_CHECKING:
    from briefing.cli.context import Session
    from briefing.model import StoryAction


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--min-articles", metavar="N", type=at_least_one, default=2, help="only stories of N articles or more (2)"
    )
    parser.add_argument("--limit", metavar="N", type=at_least_one, help="at most N stories, the newest")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--apart", metavar="ARTICLE", nargs="+", help="take these articles out of their story")
    change.add_argument(
        "--move",
        metavar="ARTICLE",
        nargs="+",
        help="with --to: put these articles into another story, or beside another article",
    )
    change.add_argument("--merge", metavar="STORY", nargs=1, help="with --to: make one story of two")
    parser.add_argument(
        "--to",
        metavar="STORY",
        default="",
        help="a story (or, for --move, an article); U in the reader takes corrections back",
    )


def _correct(arguments: argparse.Namespace, wanted: str, session: Session) -> int:
    actions: dict[str, StoryAction] = {"apart": "apart", "move": "with", "merge": "merge"}
    collection, out = session.collection(), session.out
    words = collection.correct_stories(actions[wanted], getattr(arguments, wanted), arguments.to)
    if out.as_json:
        out.json({"corrected": words, "problems": json_output.problems(collection.problems())})
    else:
        out.line(words)
    return 0


def run(arguments: argparse.Namespace, session: Session) -> int:
    wanted = next((name for name in ("apart", "move", "merge") if getattr(arguments, name)), "")
    if bool(arguments.to) is not (wanted in ("move", "merge")):
        raise BriefingError("--to STORY goes with --move ARTICLE or --merge STORY, and they with it")
    if wanted:
        return _correct(arguments, wanted, session)
    collection, out = session.collection(), session.out
    found = at_most(collection.stories(min_articles=arguments.min_articles), arguments.limit)
    if out.as_json:
        answer = {"stories": [json_output.story(story) for story in found]}
        out.json(answer | {"problems": json_output.problems(collection.problems())})
        return 0
    if not found:
        session.nothing("no two articles here tell the same event")
        return 0
    digits = shortest_ids(collection.story_ids())
    indent = " " * (digits + 2)
    for number, story in enumerate(found):
        if number:
            out.line()
        differ = "  ≠" if story.differences else ""
        out.wrapped(
            (story.id[:digits], "dim"), "  ", (labels.squeeze(story.title), "bold"), (differ, "changed"), rest=indent
        )
        counts = labels.story_counts(story)
        out.wrapped(f"{counts} · {labels.story_days(story)} · {story.unread} unread", first=indent, rest=indent)
        articles = [collection.article(id) for id in story.articles]
        sources = labels.source_labels(articles)
        names = [labels.witness_name(sources[article.id], article.path) for article in articles]
        out.wrapped((" · ".join(names), "dim"), first=indent, rest=indent)
        if story.mentioned_in:
            paths = ", ".join(collection.article(id).path for id in story.mentioned_in)
            out.wrapped((f"also mentioned in {paths}", "dim"), first=indent, rest=indent)
        out.wrapped((f"joined by {', '.join(story.words)}", "dim"), first=indent, rest=indent)
    return 0
