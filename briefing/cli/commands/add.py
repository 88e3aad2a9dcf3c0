"""``briefing add``: copy files, or save pages, into the folder. The only command that writes there."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.presentation import json_output

if TYPE_CHECKING:
    from briefing.cli.context import Session


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sources", metavar="FILE|URL", nargs="+", help="a file to copy, or the address of a page to save"
    )
    parser.add_argument(
        "--allow-private", action="store_true", help="also fetch from private addresses, such as this machine's own"
    )


def run(arguments: argparse.Namespace, session: Session) -> int:
    if arguments.sample:
        raise BriefingError("add writes into a folder of your own; leave --sample out")
    collection, out = session.open(), session.out
    report = collection.add(arguments.sources, allow_private=arguments.allow_private)
    for problem in report.problems:
        out.message(f"{problem.path}: {problem.reason}")
    problems = list(report.problems)
    if report.added and not arguments.no_sync:
        session.sync()
        # What was added and cannot be read is worth a word now; the folder's other problems are not this command's.
        unreadable = [p for p in collection.problems() if {p.path, p.path.rpartition("#")[0]} & set(report.added)]
        for problem in unreadable:
            out.message(f"{problem.path}: {problem.reason}")
        problems += unreadable
    if out.as_json:
        out.json({"added": list(report.added), "problems": json_output.problems(problems)})
    else:
        for path in report.added:
            out.line(path)
    return 0 if report.added else 1
