"""Whether a folder is as it was when a run last found nothing left to do. Then the list of its files is all that a run looks at.

What that rests on is one digest: name, size and time of every file, the corrections of names, the version of every stage. A run notes it
that found every file as it was read and went through all stages; a run that has anything to do forgets it before it begins.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable

from briefing.collection.stages.work import Work
from briefing.ingest import optional_dependencies

NAME = "unchanged"
"""What is derived is kept by this name; whatever makes a stage do something again forgets it, too."""

THROUGH = "through"
"""By this name is kept that every file of the folder has been read since the catalogue was begun: what comes from then on is new."""


def listing(work: Work) -> str:
    """Return a digest of what the folder holds: name, size and time of every file."""
    listed = work.listed()
    digest = hashlib.sha256("\0".join([path for path, _, _, _ in listed]).encode("utf-8", "surrogatepass"))
    digest.update(array("q", [size for _, size, _, _ in listed]))
    digest.update(array("q", [changed for _, _, _, changed in listed]))
    return digest.hexdigest()


class Unchanged:
    """For one run; ``versions`` gives those of its stages."""

    def __init__(self, work: Work, versions: Callable[[], Iterable[str]]) -> None:
        self._work = work
        self._versions = versions
        self._edits = work.names.edits()
        """Corrections of names as they are when the run begins: what comes later is for the next one."""

    def holds(self) -> bool:
        """Return whether nothing has changed since that was noted."""
        noted = self._work.catalogue.derived(NAME)
        if not (noted and noted != ("", "") and self._work.named is None):
            return False
        return noted == (self._basis(listing(self._work)), "") and not self._can_be_read_now()

    def forget(self) -> None:
        """Have the next run look at everything. Call before anything is done."""
        catalogue = self._work.catalogue
        if catalogue.derived(NAME) not in (None, ("", "")):
            with catalogue.transaction():
                catalogue.put_derived(NAME, "", "")

    def note(self) -> None:
        """Note that there is nothing left to do, after a run over all stages that has found every file as it was read."""
        catalogue = self._work.catalogue
        if self._work.as_read:
            with catalogue.transaction():
                catalogue.put_derived(NAME, self._basis(self._work.as_read), "")

    def _basis(self, listed: str) -> str:
        rest = repr((sorted(self._versions()), self._edits, listed))
        return hashlib.sha256(rest.encode("utf-8", "surrogatepass")).hexdigest()

    def _can_be_read_now(self) -> bool:
        """Return whether an extra that some file lacked is installed by now, or one opens that did not."""
        lacking = (optional_dependencies.now_there(each.reason) for each in self._work.catalogue.problems())
        return any((any(lacking), opened_now(self._work)))


def opened_now(work: Work) -> frozenset[str]:
    """Return the files (paths) that could not be opened when they were read and can be now: the folder that they lie in was closed, or the
    drive did not answer, which leaves no trace at them."""
    shut = work.catalogue.unopened()
    if not shut:
        return frozenset()
    from briefing.ingest.read_file import digest

    return frozenset(path for path in shut if digest(work.root, path))
