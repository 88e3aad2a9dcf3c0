"""What every command needs: the folder's collection, brought up to date, and the output. Reports problems and notices on stderr."""

from __future__ import annotations

import argparse
from contextlib import suppress
from typing import TYPE_CHECKING

from briefing.cli.output import Output
from briefing.cli.progress import Bar
from briefing.text import plural

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.collection.facade import Collection
    from briefing.model import SyncReport

SHOWN_PROBLEMS = 20
"""Problems told one by one on stderr; the JSON has them all."""


class Session:
    """One call of one command. Use as a context manager: it closes the collection."""

    def __init__(self, arguments: argparse.Namespace, out: Output) -> None:
        self.arguments = arguments
        self.out = out
        self._collection: Collection | None = None

    def folder(self) -> Path | str:
        from briefing.cli import default_folder

        if self.arguments.sample:
            return default_folder.sample_folder()
        named: str | None = self.arguments.directory
        return named if named is not None else default_folder.default_folder()

    def open(self) -> Collection:
        """The collection as it is, without a sync."""
        if self._collection is None:
            from briefing.collection.facade import Collection

            self._collection = Collection.open(self.folder(), sync=False)
        return self._collection

    def collection(self) -> Collection:
        """The collection, up to date (unless ``--no-sync``), with problems and notices told on stderr."""
        collection = self.open()
        if not self.arguments.no_sync:
            self.sync()
        self.tell(collection)
        return collection

    def sync(self, *, analysis: bool = True, rebuild: bool = False) -> SyncReport:
        bar = Bar(self.out.stderr)
        try:
            return self.open().sync(analysis=analysis, rebuild=rebuild, progress=bar)
        finally:
            with suppress(OSError, ValueError):
                bar.clear()

    def tell(self, collection: Collection) -> None:
        if collection.status() == "empty":
            why = (
                "nothing was read here yet; leave --no-sync out"
                if self.arguments.no_sync
                else "no article in this folder"
            )
            self.out.message(f"{collection.folder}: {why}")
        for notice in collection.notices:
            self.out.message(notice)
        problems = collection.problems()
        for problem in problems[:SHOWN_PROBLEMS]:
            self.out.message(f"{problem.path}: {problem.reason}")
        if len(problems) > SHOWN_PROBLEMS:
            more = plural(len(problems) - SHOWN_PROBLEMS, "more file")
            self.out.message(f"{more} could not be read in full; briefing index --json lists them all")

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        if self._collection is not None:
            self._collection.close()
