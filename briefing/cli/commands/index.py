"""``briefing index``: bring index and analysis up to date."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from briefing.cli.output import table
from briefing.errors import BriefingError
from briefing.presentation import json_output
from briefing.text import plural

if TYPE_CHECKING:
    from briefing.cli.context import Session
    from briefing.model import SyncReport


def configure(parser: argparse.ArgumentParser) -> None:
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--rebuild", action="store_true", help="throw away everything derived and read all files again")
    group.add_argument(
        "--text-only", action="store_true", help="stop when the text can be searched; analysis comes later"
    )
    parser.add_argument(
        "--profile", action="store_true", help="print what each stage cost: CPU, wall clock, memory, articles"
    )


def run(arguments: argparse.Namespace, session: Session) -> int:
    if arguments.no_sync:
        raise BriefingError("index brings the folder up to date; leave --no-sync out")
    collection = session.open()
    report = session.sync(analysis=not arguments.text_only, rebuild=arguments.rebuild)
    session.tell(collection)
    if session.out.as_json:
        session.out.json(json_output.sync_report(report, profile=arguments.profile))
        return 0
    changes = ", ".join(
        f"{count:,} {what}"
        for count, what in ((report.added, "added"), (report.changed, "changed"), (report.removed, "removed"))
        if count
    )
    session.out.line(
        (plural(report.articles, "article"), "bold"), f" ({changes or 'nothing new'}) in {report.seconds:.1f} s"
    )
    if arguments.profile:
        for line in profile(report):
            session.out.line(line)
    if arguments.text_only:
        session.out.line("The text can be searched. Run briefing index to find quotations, names and statements.")
    return 0


def profile(report: SyncReport) -> list[str]:
    """Return a table of what each stage cost, and the sum."""
    rows: list[tuple[str, ...]] = [("stage", "CPU s", "wall s", "memory MB", "articles", "articles/s")]
    rows += [_row(cost.name, cost.cpu, cost.wall, cost.memory, cost.articles) for cost in report.costs]
    cpu, wall = sum(cost.cpu for cost in report.costs), sum(cost.wall for cost in report.costs)
    memory = max((cost.memory for cost in report.costs), default=0)
    rows.append(_row("all", cpu, wall, memory, max((cost.articles for cost in report.costs), default=0)))
    return ["  ".join(cells).rstrip() for cells in table(rows, right=range(1, 6))]


def _row(name: str, cpu: float, wall: float, memory: float, articles: int) -> tuple[str, ...]:
    rate = f"{articles / wall:,.0f}" if articles * wall else "–"
    return name, f"{cpu:.2f}", f"{wall:.2f}", f"{memory / 1e6:.0f}" if memory else "–", f"{articles:,}", rate
