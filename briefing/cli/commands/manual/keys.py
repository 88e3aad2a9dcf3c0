"""``briefing keys``: the reader's keys that are in force, with those of the settings, and what of them cannot be taken."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.cli.context import Session


def configure(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(arguments: argparse.Namespace, session: Session) -> int:
    from briefing.paths import Places
    from briefing.settings import load
    from briefing.tui.keys import keymap
    from briefing.tui.keys.own_keys import resolve

    settings, notices = load(Places.find().config)
    rows, faults = resolve(settings.keys)
    out = session.out
    if out.as_json:
        made = [
            {
                "action": row.id, "keys": list(row.keys), "own": row.keys != first.keys, "panes": sorted(row.where),
                "label": row.label,
            }
            for row, first in zip(rows, keymap.ACTIONS, strict=True)
        ]  # fmt: skip
        out.json({"keys": made, "notices": [*notices, *faults]})
        return 0
    shown = max(len(row.shown) for row in rows)
    named = max(len(row.id) for row in rows)
    pairs = list(zip(rows, keymap.ACTIONS, strict=True))
    for group in dict.fromkeys(row.group for row in rows):
        out.line((group, "bold"))
        for row, first in pairs:
            if row.group == group:
                own = ("  yours", "changed") if row.keys != first.keys else ""
                out.line(f"  {row.shown:<{shown}}  ", (f"{row.id:<{named}}  ", "dim"), row.label, own)
    for notice in [*notices, *faults]:
        out.message(notice)
    return 0
