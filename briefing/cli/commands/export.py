"""``briefing export``: the notebook of clippings, with its sources."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from briefing.text import plural

if TYPE_CHECKING:
    from briefing.cli.context import Session


def configure(parser: argparse.ArgumentParser) -> None:
    from briefing.cli.commands.cite import STYLES

    parser.add_argument("-o", "--output", metavar="FILE", help="write it to FILE, whole or not at all")
    parser.add_argument(
        "--format",
        choices=("markdown", "html", "docx", "json"),
        help="markdown, html, docx, json (by FILE, else markdown)",
    )
    parser.add_argument("--style", metavar="S", choices=STYLES, help="style of the sources (that of the settings)")
    parser.add_argument(
        "--by", choices=("tag", "story"), default="", help="headings: tag or story (whichever there are)"
    )
    parser.add_argument("--template", metavar="FILE", help="fill this Jinja2 template instead of a format")


def run(arguments: argparse.Namespace, session: Session) -> int:
    from briefing.notebook import files

    out = session.out
    kind = arguments.format or ("json" if out.as_json else files.format_of(arguments.output or ""))
    files.check(kind, arguments.output or "")
    collection = session.collection()
    how = {"style": arguments.style or "", "by": arguments.by, "template": arguments.template or ""}
    count = len(collection.state.clippings())
    if arguments.output:
        collection.export_notebook(arguments.output, format=kind, **how)
        out.message(f"wrote {plural(count, 'clipping')} to {arguments.output}")
    if out.as_json:
        out.json(json.loads(collection.notebook_text(format="json", style=how["style"])))
    elif not count:
        out.message("the notebook is empty; `a` in the reader puts a quotation into it")
    elif not arguments.output:
        out.block(str(collection.notebook_text(format=kind, **how)).rstrip("\n"))
    return 0
