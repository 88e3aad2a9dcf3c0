"""``briefing list``: the articles, newest first."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.cli.limits import at_least_one, at_most
from briefing.cli.output import Piece, table
from briefing.presentation import json_output, labels
from briefing.text import display_width, plural, truncate

if TYPE_CHECKING:
    from briefing.cli.context import Session

OUTLET_CELLS = 24
TITLE_CELLS = 24
"""A title gets at least this much of a row before notes such as "+1 copy" do."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", metavar="N", type=at_least_one, help="at most N articles, the newest")


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    every = collection.articles()
    articles = at_most(every, arguments.limit)
    if out.as_json:
        out.json(
            {
                "articles": [json_output.article(a) for a in articles],
                "problems": json_output.problems(collection.problems()),
            }
        )
        return 0
    digits = shortest_ids(collection.article_ids())
    rows = table(
        [
            (
                a.id[:digits],
                labels.date_label(a),
                _cut(labels.outlet_label(a), OUTLET_CELLS if out.width else 0),
                f"{a.words:,}",
                "",
            )
            for a in articles
        ],
        right=(3,),
    )
    for article, (id, date, outlet, words, _) in zip(articles, rows, strict=True):
        title, placeholder = labels.list_label(article)
        copies = labels.copies_label(article)
        extras = "  ".join(filter(None, (copies, "no title" if placeholder else "")))
        room = out.width - sum(display_width(cell) + 2 for cell in (id, date, outlet, words))
        if out.width:
            if room - len(extras) - 2 < TITLE_CELLS:
                extras = ""
            title = truncate(title, max(12, room - (len(extras) + 2 if extras else 0)))
        line: list[Piece] = [(id, "dim"), date, outlet, (words, "dim"), (title, "italic" if placeholder else "bold")]
        out.line(*spaced([*line, (extras, "dim")] if extras else line))
    if articles:
        out.hint(f"{plural(len(every), 'article')}; briefing show ID prints one")
    return 0


def spaced(cells: Sequence[Piece]) -> list[Piece]:
    """Return the cells of a row with two blanks between them."""
    return [piece for cell in cells for piece in ("  ", cell)][1:]


def _cut(text: str, cells: int) -> str:
    return truncate(text, cells) if cells else text


def shortest_ids(ids: Sequence[str], least: int = 6) -> int:
    """Return how many characters tell the ids apart (at least ``least``)."""
    ordered = sorted(ids)
    shared = 0
    for left, right in pairwise(ordered):
        common = 0
        while common < min(len(left), len(right)) and left[common] == right[common]:
            common += 1
        shared = max(shared, common)
    return max(least, shared + 1)
