"""``briefing entities``: people, organisations and places."""

from __future__ import annotations

import argparse
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.cli import json_shapes
from briefing.cli.commands.statements import at_least_one
from briefing.cli.output import Piece, table
from briefing.text import display_width, plural, truncate

if TYPE_CHECKING:
    from briefing.cli.session import Session

_HEADINGS = {"person": "People", "organisation": "Organisations", "place": "Places"}
NAME_CELLS = 40


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "article", metavar="ARTICLE", nargs="?", help="only this article's: an id, the beginning of one, or a path"
    )
    parser.add_argument(
        "--min-articles", metavar="N", type=at_least_one, default=1, help="only names that N articles or more hold (1)"
    )
    parser.add_argument("--type", choices=tuple(_HEADINGS), help="only names of this kind")


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    only = collection.article(arguments.article).id if arguments.article is not None else None
    entities = collection.entities(only, min_articles=arguments.min_articles, type=arguments.type)
    if out.as_json:
        out.json(
            {
                "entities": [json_shapes.entity(e) for e in entities],
                "problems": json_shapes.problems(collection.problems()),
            }
        )
        return 0
    order = list(_HEADINGS)
    rows = sorted(entities, key=lambda e: order.index(e.type))  # stable: most mentioned first within a kind
    cells = table(
        [
            (
                truncate(e.name, NAME_CELLS) if out.width else e.name,
                f"{len(e.mentions):,}",
                plural(e.articles, "article"),
            )
            for e in rows
        ],
        right=(1, 2),
    )
    drawn = zip(rows, cells, strict=True)
    for number, (kind, group) in enumerate(groupby(drawn, key=lambda pair: pair[0].type)):
        if number:
            out.line()
        out.line((_HEADINGS[kind], "bold"))
        for entity, (name, count, articles) in group:
            others = ", ".join(a.text for a in entity.aliases if a.text != entity.name)
            head = f"  {name}  {count}  {articles}"
            line: list[Piece] = ["  ", (name, "name"), f"  {count}  ", (articles, "dim")]
            room = out.width - display_width(head) - 2
            if others and (not out.width or room > 8):
                line.append(("  " + (truncate(others, room) if out.width else others), "dim"))
            out.line(*line)
    return 0
