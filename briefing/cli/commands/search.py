"""``briefing search``: articles that match a query, with snippets."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from briefing.cli.output import Piece
from briefing.presentation import json_output, labels
from briefing.text import plural

if TYPE_CHECKING:
    from briefing.cli.context import Session
    from briefing.model import Snippet

SNIPPET_INDENT = "    "


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= 100_000:
        raise argparse.ArgumentTypeError("a number from 1 to 100000 is needed")
    return number


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "query",
        metavar="QUERY",
        nargs="+",
        help='words; "exact words"; OR; -not; muni*; speaker:NAME; story:WORDS; date:2023-03',
    )
    parser.add_argument("--limit", metavar="N", type=_count, default=20, help="at most N hits (20)")
    parser.add_argument(
        "--sort", choices=("relevance", "date"), default="relevance", help="best first, or newest first"
    )


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    result = collection.search(" ".join(arguments.query), limit=arguments.limit, sort=arguments.sort)
    status = 0 if result.total else 1
    if out.as_json:
        out.json(json_output.search(result) | {"problems": json_output.problems(collection.problems())})
        return status
    if not result.total:
        hint = f"; did you mean {result.suggestion}" if result.suggestion else ""
        session.nothing(f"nothing found for {result.query}{hint}")
        return status
    shown = "" if result.total <= len(result.hits) else f", the first {len(result.hits):,} of them"
    out.line((plural(result.total, "article"), "bold"), shown, (" · partial results" if result.partial else ""))
    for hit in result.hits:
        article = collection.article(hit.article)
        title, placeholder = labels.list_label(article)
        out.line()
        out.wrapped((title, "italic" if placeholder else "bold"), rest="  ")
        out.line("  ", (" · ".join((labels.date_label(article), labels.outlet_label(article), hit.path)), "dim"))
        for snippet in hit.snippets:
            out.wrapped(*_highlighted(snippet), first=SNIPPET_INDENT, rest=SNIPPET_INDENT)
    return status


def _highlighted(snippet: Snippet) -> list[Piece]:
    """Return the snippet with its hits between « », coloured where colour is wanted; what is page furniture says so."""
    pieces: list[Piece] = [("page furniture: ", "dim")] if snippet.furniture else []
    at = 0
    for start, end in snippet.highlights:
        pieces += [snippet.text[at:start], (f"«{snippet.text[start:end]}»", "hit")]
        at = end
    pieces.append(snippet.text[at:])
    # a window that begins or ends within a sentence says so
    if snippet.text[:1].islower():
        pieces.insert(int(snippet.furniture), "… ")
    if snippet.text.rstrip()[-1:] not in tuple(".?!…”’»)\"'"):
        pieces.append(" …")
    return pieces
