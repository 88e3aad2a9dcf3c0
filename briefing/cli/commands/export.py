"""``briefing export``: the notebook of clippings, with its sources."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from briefing.errors import NotFoundError
from briefing.text import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.cli.context import Session
    from briefing.collection.facade import Collection
    from briefing.model import Clipping
    from briefing.notebook.page import Page, Source


def configure(parser: argparse.ArgumentParser) -> None:
    from briefing.cli.commands.cite import STYLES

    parser.add_argument("-o", "--output", metavar="FILE", help="write it to FILE, whole or not at all")
    parser.add_argument(
        "--format",
        choices=("markdown", "html", "docx", "json"),
        help="markdown, html, docx, json (by FILE, else markdown)",
    )
    parser.add_argument("--style", metavar="S", choices=STYLES, help="style of the sources (as they were clipped)")


def run(arguments: argparse.Namespace, session: Session) -> int:
    from briefing.notebook import drawing, files

    out = session.out
    kind = arguments.format or ("json" if out.as_json else files.format_of(arguments.output or ""))
    files.check(kind, arguments.output or "")
    collection = session.collection()
    clippings = collection.state.clippings()
    sources = [_source(collection, clipping, arguments.style) for clipping in clippings]
    answer = {"clippings": [_json(*pair) for pair in zip(clippings, sources, strict=True)]}
    if arguments.output:
        text = json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
        files.write(arguments.output, text if kind == "json" else drawing.FORMATS[kind](_page(clippings, sources)))
        out.message(f"wrote {plural(len(clippings), 'clipping')} to {arguments.output}")
    if out.as_json or (kind == "json" and not arguments.output):
        out.json(answer)
    elif not arguments.output and clippings:
        out.block(str(drawing.FORMATS[kind](_page(clippings, sources))).rstrip("\n"))
    elif not clippings:
        out.message("the notebook is empty; `a` in the reader puts a quotation into it")
    return 0


def _source(collection: Collection, clipping: Clipping, style: str | None) -> Source:
    """Return the source as it was cited, or in the style that is asked for while the article is there."""
    from briefing.notebook.page import Source

    try:
        article = collection.article(clipping.article)
    except NotFoundError:
        return Source(clipping.citation)
    citation = collection.cite(article.id, style=style).text if style else clipping.citation
    return Source(citation or collection.cite(article.id).text, article.url.value or "")


def _json(clipping: Clipping, source: Source) -> dict[str, Any]:
    return {
        "id": clipping.id,
        "article": clipping.article,
        "path": clipping.path,
        "text": clipping.text,
        "span": list(clipping.span),
        "note": clipping.note,
        "tags": [],
        "citation": source.citation,
        "added": clipping.added,
    }


def _page(clippings: Sequence[Clipping], sources: Sequence[Source]) -> Page:
    from briefing.notebook.page import Line, Page, Section

    numbers = {source: number for number, source in enumerate(dict.fromkeys(sources), 1)}
    lines = tuple(
        Line(clipping.text, clipping.note, (numbers[source],), quoted=clipping.quotation is not None)
        for clipping, source in zip(clippings, sources, strict=True)
    )
    return Page("Notebook", plural(len(lines), "clipping"), (Section("Clippings", lines),), tuple(numbers))
