"""``briefing man``: the manual page, made from the parser and the table of keys."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.cli.context import Session


def configure(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(arguments: argparse.Namespace, session: Session) -> int:
    from briefing.cli.manual import page

    if session.out.as_json:
        session.out.json({"page": page()})
    else:
        session.out.block(page().rstrip("\n"))
    return 0
