"""One module a command. Each has ``configure(parser)`` and ``run(arguments, session) -> int``; loaded when it is called."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from briefing.cli.context import Session


class Command(Protocol):
    """What a module of this folder offers."""

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own arguments."""

    def run(self, arguments: argparse.Namespace, session: Session) -> int:
        """Do it; the exit status. Raises BriefingError."""


def load(name: str) -> Command:
    """Return the module of the command ``name`` (a key of :data:`SUMMARIES`)."""
    from importlib import import_module
    from typing import cast

    return cast(Command, import_module(f"briefing.cli.commands.{_FOLDERS.get(name, '')}{name}"))


_FOLDERS = dict.fromkeys(("keys", "completion", "man", "doctor"), "manual.")

SUMMARIES = {
    "index": "bring the index and the analysis up to date",
    "list": "the articles, newest first",
    "show": "one article, with what is known of it and how",
    "search": "articles that match a query, with snippets",
    "quotes": "every quotation, with its speaker",
    "statements": "quotations grouped: one statement, all its versions",
    "compare": "the versions of one statement, word by word",
    "differences": "facts on which the sources disagree, each with its words",
    "entities": "people, organisations and places",
    "copies": "articles that carry one text, and what each copy changed",
    "versions": "one page at different times: its versions in order, and what each changed",
    "stories": "articles grouped by the event they tell",
    "brief": "the page of a story: what is said, where sources differ, who speaks, the days, the sources",
    "export": "the notebook of clippings, with its sources",
    "new": "which sentences of an article no other one says already",
    "watch": "what is new in the searches and names that you watch, since the last look; made for cron",
    "cite": "a citation for an article, or for a quotation with its words",
    "add": "copy files, or save pages, into the folder",
    "push": "the articles into an archive on an OpenSearch server",
    "keep": "everything that you made, out to a text file, in again, or taken over from a folder that was moved",
    "keys": "the keys of the reader that are in force, yours among them",
    "completion": "what your shell needs to complete commands and options",
    "man": "the manual page",
    "doctor": "versions, paths, index health, clipboard route, terminal",
}
"""Name and purpose of each command, in the order of ``briefing --help``."""
