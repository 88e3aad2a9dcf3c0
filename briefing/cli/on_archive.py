"""Commands on an archive: which can work on one, and on which of its articles."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from briefing.cli.context import Session
from briefing.cli.output import Output
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.collection.archive.archive import Archive
    from briefing.collection.facade import Collection

RESULT: Final = frozenset(
    ("list", "quotes", "statements", "compare", "differences", "entities", "copies", "stories", "brief", "new")
)
"""Commands that work on the articles that ``--query`` finds, or on the newest ones."""
WHOLE: Final = frozenset(("search", "show", "cite"))
"""Commands that ask the archive itself."""
MADE: Final = frozenset(("export", "keep"))
"""Commands on what a person made; the archive need not be there."""
PUSHING: Final = "push"
"""Reads a folder and fills an archive."""


def check(name: str, arguments: argparse.Namespace) -> None:
    """Raise BriefingError, in one line, if the command cannot do what the options on an archive ask for."""
    if name == PUSHING:
        return
    if arguments.archive is None:
        for option in ("name", "fields", "query"):
            if getattr(arguments, f"archive_{option}"):
                raise BriefingError(f"--{option} says more about an archive: name that by --archive URL")
        return
    if name not in RESULT | WHOLE | MADE:
        raise BriefingError(f"{name} works on a folder, not on an archive; leave --archive out")
    if arguments.archive_query and name not in RESULT | {"cite"}:
        raise BriefingError(f"{name} works on the whole archive; leave --query out")


class ArchiveSession(Session):
    """One call of one command on an archive."""

    def __init__(self, name: str, arguments: argparse.Namespace, out: Output) -> None:
        super().__init__(arguments, out)
        self._name = name
        self._archive: Archive | None = None

    def archive(self) -> Archive:
        """Return the archive, which is not asked anything yet."""
        if self._archive is None:
            from briefing.collection.archive.archive import Archive

            chosen = self.arguments
            named = {} if chosen.archive_name is None else {"name": chosen.archive_name}
            self._archive = Archive.at(chosen.archive, fields=chosen.archive_fields, **named)
        return self._archive

    def open(self) -> Collection:
        """Return what the command works on: a result by itself, or the archive."""
        if self._collection is None:
            wanted = self.arguments.archive_query
            of_result = any((self._name in RESULT, wanted))
            self._collection = self._result(wanted) if of_result else self.archive()
        return self._collection

    def _result(self, query: str) -> Collection:
        archive, chosen = self.archive(), self.arguments
        if {self._name, query} == {"compare", ""}:
            query = " ".join(chosen.statement)
        named = [ref for ref in (getattr(chosen, "article", None),) if ref]
        result = archive.result(query, also=named)
        if result.note:
            self.out.message(result.note)
        if result.count < result.total:
            found = "hits" if query.strip() else "articles"
            self.out.message(f"partial results: the first {result.count:,} of {result.total:,} {found}")
        return result

    def collection(self) -> Collection:
        """Return what the command works on, analysed."""
        collection = self.open()
        if collection is not self._archive:
            self.sync()
        self._tell_notices(collection)
        return collection

    def __exit__(self, *parts: object) -> None:
        super().__exit__(*parts)
        if self._archive is not None:
            self._archive.close()
