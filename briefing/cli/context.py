"""What every command needs: the folder's collection, brought up to date, and the output. Reports problems and notices on stderr."""

from __future__ import annotations

import argparse
import math
from contextlib import suppress
from typing import TYPE_CHECKING

from briefing.cli.output import Output
from briefing.cli.progress import Bar
from briefing.errors import BusyError
from briefing.text import plural

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.collection.facade import Collection
    from briefing.model import SyncReport

SHOWN_PROBLEMS = 20
"""Problems told one by one on stderr; the JSON has them all."""


SAID_AFTER = 1.0
"""Seconds of waiting for another process before the person is told."""
HURRIED_SECONDS = 1.5
"""Seconds that a question waits for another process if something has been read."""


class Session:
    """One call of one command. Use as a context manager: it closes the collection."""

    def __init__(self, arguments: argparse.Namespace, out: Output) -> None:
        self.arguments = arguments
        self.out = out
        self._collection: Collection | None = None
        self._notices = -1
        """Notices that were told; -1 if the command tells none."""
        self._say_after = SAID_AFTER
        self._patient_for = math.inf
        self.quiet = False
        """Only errors are told on stderr: nobody sits there."""
        self._empty = False
        """It was told that there is no article here."""

    def _say(self, text: str) -> None:
        if not self.quiet:
            self.out.message(text)

    def folder(self) -> Path | str:
        from briefing.cli import default_folder

        if self.arguments.sample:
            return default_folder.sample_folder()
        named: str | None = self.arguments.directory
        return named if named is not None else default_folder.default_folder()

    def open(self) -> Collection:
        """Return the collection as it is, without a sync."""
        if self._collection is None:
            from briefing.collection.facade import Collection

            self._collection = Collection.open(self.folder(), sync=False)
        return self._collection

    def collection(self) -> Collection:
        """Return the collection, up to date (unless ``--no-sync``), with problems and notices told on stderr."""
        collection = self.open()
        if not self.arguments.no_sync:
            try:
                self._patient_for = HURRIED_SECONDS
                self.sync()
            except BusyError:
                self._say(
                    "another briefing is still reading this folder; this is what it has read so far (briefing index waits for it)"
                )
            finally:
                self._patient_for = math.inf
        self.tell(collection)
        return collection

    def _patience(self, seconds: float) -> bool:
        """Return whether to wait on for another process; after a second the person is told for what."""
        if seconds >= self._say_after:
            self._say_after = math.inf
            self._say("waiting for another briefing that is reading this folder")
        return True if seconds < self._patient_for else self.open().status() == "empty"

    def sync(self, *, analysis: bool = True, rebuild: bool = False) -> SyncReport:
        """Bring the folder up to date; raise BusyError if another process does and this command need not wait for its end."""
        from briefing.cli.stopping import Stopping
        from briefing.garbage import seldom_collected

        bar, stopping = Bar(self.out.stderr), Stopping()
        try:
            with stopping.heard(), seldom_collected():
                return self.open().sync(
                    analysis=analysis,
                    rebuild=rebuild,
                    progress=bar,
                    patience=self._patience,
                    cancelled=stopping.is_asked,
                )
        finally:
            with suppress(OSError, ValueError):
                bar.clear()

    def nothing(self, words: str) -> None:
        """Say what was not found. Of a folder without an article that much was told already, and nothing else is claimed."""
        if not self._empty:
            self.out.message(words)

    def tell(self, collection: Collection) -> None:
        empty = collection.status() == "empty"
        self._empty = all((empty, not self.quiet))
        if empty:
            why = (
                "nothing was read here yet; leave --no-sync out"
                if self.arguments.no_sync
                else "no article in this folder"
            )
            self._say(f"{collection.folder}: {why}")
        self._tell_notices(collection)
        problems = collection.problems()
        for problem in problems[:SHOWN_PROBLEMS]:
            self._say(f"{problem.path}: {problem.reason}")
        if len(problems) > SHOWN_PROBLEMS:
            more = plural(len(problems) - SHOWN_PROBLEMS, "more file")
            self._say(f"{more} could not be read in full; briefing index --json lists them all")

    def _tell_notices(self, collection: Collection) -> None:
        """Tell what the collection has to say, each once."""
        for notice in collection.notices[max(0, self._notices) :]:
            self._say(notice)
        self._notices = len(collection.notices)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        if self._collection is not None:
            if self._notices >= 0:
                self._tell_notices(self._collection)  # what came up while a question was answered
            self._collection.close()
