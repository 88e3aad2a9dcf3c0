"""``briefing index``: bring index and analysis up to date."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from briefing.cli import json_output
from briefing.errors import BriefingError
from briefing.text import plural

if TYPE_CHECKING:
    from briefing.cli.context import Session


def configure(parser: argparse.ArgumentParser) -> None:
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--rebuild", action="store_true", help="throw away everything derived and read all files again")
    group.add_argument(
        "--text-only", action="store_true", help="stop when the text can be searched; analysis comes later"
    )


def run(arguments: argparse.Namespace, session: Session) -> int:
    if arguments.no_sync:
        raise BriefingError("index brings the folder up to date; leave --no-sync out")
    collection = session.open()
    report = session.sync(analysis=not arguments.text_only, rebuild=arguments.rebuild)
    session.tell(collection)
    if session.out.as_json:
        session.out.json(json_output.sync_report(report))
        return 0
    changes = ", ".join(
        f"{count:,} {what}"
        for count, what in ((report.added, "added"), (report.changed, "changed"), (report.removed, "removed"))
        if count
    )
    session.out.line(
        (plural(report.articles, "article"), "bold"), f" ({changes or 'nothing new'}) in {report.seconds:.1f} s"
    )
    if arguments.text_only:
        session.out.line("The text can be searched. Run briefing index to find quotations, names and statements.")
    return 0
