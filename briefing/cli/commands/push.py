"""``briefing push``: the folder's articles into an archive. What is there already is not sent again."""

from __future__ import annotations

import argparse
from contextlib import suppress
from typing import TYPE_CHECKING

from briefing.cli.progress import Bar
from briefing.errors import BriefingError
from briefing.presentation import json_output
from briefing.text import plural

if TYPE_CHECKING:
    from briefing.cli.context import Session
    from briefing.model import Intake

SHOWN_PROBLEMS = 20
"""Articles that were refused, told one by one on stderr; the JSON has them all."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add nothing: --archive and --name are options of every command."""


def run(arguments: argparse.Namespace, session: Session) -> int:
    if arguments.archive is None:
        raise BriefingError("push needs to know where to: briefing push --archive https://host:9200")
    if arguments.archive_fields:
        raise BriefingError(
            "an archive with --fields was made by another program: it can be read, nothing is pushed there"
        )
    if arguments.archive_query:
        raise BriefingError("push takes every article of the folder; leave --query out")
    collection, out = session.collection(), session.out
    named = {} if arguments.archive_name is None else {"name": arguments.archive_name}
    bar = Bar(out.stderr)
    try:
        intake = collection.push(arguments.archive, progress=bar, **named)
    finally:
        with suppress(OSError, ValueError):
            bar.clear()
    for problem in intake.problems[:SHOWN_PROBLEMS]:
        out.message(f"{problem.path}: {problem.reason}")
    if len(intake.problems) > SHOWN_PROBLEMS:
        out.message(
            f"{plural(len(intake.problems) - SHOWN_PROBLEMS, 'more article')} did not arrive; --json lists them all"
        )
    if out.as_json:
        out.json(_json(intake))
        return 0
    out.line((f"{intake.added:,} added", "bold"), f", {intake.changed:,} changed, {intake.unchanged:,} there already")
    return 0


def _json(intake: Intake) -> dict[str, object]:
    """Return what came of a push as JSON."""
    return {
        "added": intake.added,
        "changed": intake.changed,
        "unchanged": intake.unchanged,
        "problems": json_output.problems(intake.problems),
    }
