"""``briefing cite``: a citation for an article, or for a quotation with its words."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from briefing.cli import json_output

if TYPE_CHECKING:
    from briefing.cli.context import Session

STYLES = (
    "plain", "markdown", "html", "apa", "chicago-author-date", "chicago-notes", "mla", "ieee", "oscola", "bluebook", "wikipedia",
)  # fmt: skip
FORMATS = ("text", "markdown", "html", "csl-json", "biblatex", "ris")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ref", metavar="REF", help="an article (id, beginning of one, path) or a quotation's id")
    parser.add_argument("--style", metavar="S", choices=STYLES, default="plain", help=f"{', '.join(STYLES)} (plain)")
    parser.add_argument("--format", metavar="F", choices=FORMATS, default="text", help=f"{', '.join(FORMATS)} (text)")
    parser.add_argument("--in-text", action="store_true", help="the short form for the running text, or the note")


def run(arguments: argparse.Namespace, session: Session) -> int:
    collection, out = session.collection(), session.out
    citation = collection.cite(arguments.ref, style=arguments.style, format=arguments.format, in_text=arguments.in_text)
    if out.as_json:
        out.json(json_output.citation(citation))
    else:
        out.block(citation.text)
    return 0
