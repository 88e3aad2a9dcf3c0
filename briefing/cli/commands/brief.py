"""``briefing brief``: the page of a story, to be read here or handed out."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from briefing.presentation import json_output

if TYPE_CHECKING:
    from briefing.cli.context import Session


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
    from briefing.notebook import files

    out, file = session.out, arguments.output or ""
    kind = arguments.format or ("json" if out.as_json else files.format_of(file))
    files.check(kind, file)
    collection, story, style = session.collection(), arguments.story, arguments.style
    if file:
        collection.export_brief(file, story, format=kind, style=style)
        out.message(f"wrote {file}")
    printed = "json" if out.as_json else kind * (not file)
    if printed == "json":
        answer = json.loads(collection.brief_text(story, format="json", style=style))
        out.json(answer | {"problems": json_output.problems(collection.problems())})
    elif printed:
        out.block(str(collection.brief_text(story, format=printed, style=style)).rstrip("\n"))
    return 0
