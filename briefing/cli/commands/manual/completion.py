"""``briefing completion SHELL``: prints what the shell reads to complete commands and options. Made by shtab from the parser."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.cli.context import Session

SHELLS = ("bash", "zsh", "fish")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=f"one of: {', '.join(SHELLS)}")


def run(arguments: argparse.Namespace, session: Session) -> int:
    from briefing.cli.main import whole_parser

    try:
        import shtab
    except ImportError:
        raise BriefingError(
            "completion needs shtab, which is not installed; pip install 'briefing[completion]'"
        ) from None
    parser = whole_parser()
    for each in (parser, *parser._subparsers._group_actions[0].choices.values()):  # type: ignore[union-attr]
        _complete_paths(
            each, {"DIR": shtab.DIRECTORY, "FILE": shtab.FILE, "URL_OR_FILE": shtab.FILE, "ARTICLE": shtab.FILE}
        )
    script = shtab.complete(parser, arguments.shell)
    if session.out.as_json:
        session.out.json({"shell": arguments.shell, "script": script})
    else:
        session.out.block(script.rstrip("\n"))
    return 0


def _complete_paths(parser: argparse.ArgumentParser, kinds: Mapping[str, Any]) -> None:
    """Have the shell complete paths where a command takes one."""
    for action in parser._actions:
        if action.metavar in kinds:
            action.complete = kinds[action.metavar]  # type: ignore[attr-defined, index]
