"""Looks at a folder again and again, cheaply, and says when something in it has changed and is whole. Opens no file.

Polls instead of asking the system for events: these do not come for network drives, run out in large trees, and would cost a
compiled dependency (see docs/decisions/0031-watching.md). A look at 20,000 files costs less than a tenth of a second of one core,
in small steps, and the pause after it keeps the whole below a twentieth.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from briefing.ingest.walk import FileEntry

APART: Final = 1.0
"""Seconds between two looks at a quiet folder."""
SECOND_LOOK: Final = 0.5
"""Seconds until the second look at a file that has just changed."""
MOST_APART: Final = 60.0
SHARE: Final = 20
"""The pause after a look is so many times its own processor time, so that watching stays below 5% of one core."""
YOUNG_NS: Final = 3_000_000_000
"""At the very first look, a file touched this recently (nanoseconds) may still be being written."""
GLANCES: Final = 5
"""Of so many times when it may look at a quiet folder it looks once; at the others it asks only whether names came or went."""
QUIET_LOOKS: Final = 12
"""Looks that have found nothing after which it looks half as often."""
STEP: Final = 500
"""Entries after which a look lets others work."""

State = tuple[int, int]
"""(size in bytes, time of change in nanoseconds)."""


class Settled(NamedTuple):
    """``whole``: the files that were found whole, and how they were then; None before the first look."""

    whole: Mapping[str, State] | None

    def __call__(self, entry: FileEntry) -> bool:
        """Return whether ``entry`` is as it was when it was last found whole. What has no time of its own (a link) always is."""
        if not entry.mtime_ns or self.whole is None:
            return True
        return self.whole.get(entry.path) == (entry.size, entry.mtime_ns)


class Watch:
    """What a folder held when it was last looked at. Used by one thread.

    A file counts as whole when its size and time of change were the same in two looks, whatever the clocks say; at the first
    look, when it has not been touched for a while.
    """

    def __init__(
        self, root: Path, *, clock: Callable[[], int] = time.time_ns, expecting: Callable[[], object] = lambda: None
    ) -> None:
        """``expecting`` is called when something was seen that may soon be whole."""
        self.root = root
        self._expecting = expecting
        self._changed: set[str] = set()
        self._unnamed = False
        self.pause = APART
        """Seconds to wait before the next look."""
        self._clock = clock
        self._seen: dict[str, State] | None = None
        self._whole: dict[str, State] = {}
        self._folders: dict[str, int] = {}
        """Folder (relative) -> when names in it last came or went, as it was before the last look at it."""
        self._glances = 0
        self._quiet = 0
        """Looks since something was last found."""

    def glance(self, stopped: Callable[[], bool] = lambda: False) -> bool:
        """:meth:`look` if that is worth it: names came or went, something is not whole yet, or it was not looked at for a while.

        Otherwise it costs a question for each folder, not one for each file.
        """
        return self.look(stopped) if self._due() else False

    def _due(self) -> bool:
        self._glances += 1
        most = GLANCES * (1 + (self._quiet >= QUIET_LOOKS))
        if any((self._glances >= most, self._seen is None, self.pause < APART, self._unnamed)):
            return True
        try:
            return any((self.root / folder).stat().st_mtime_ns != seen for folder, seen in self._folders.items())
        except OSError:
            return True

    def look(self, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Look once; whether there is something new, changed or gone that is whole, since it last said so.

        Raises nothing: a folder that cannot be listed counts as a change, so that whoever reads it says why.
        """
        begun, busy, rested = time.monotonic(), time.thread_time(), 0.0
        now: dict[str, State] = {}
        self._glances, self._folders = 0, {}
        try:
            for number, (path, state) in enumerate(_entries(self.root, self._folders), 1):
                now[path] = state
                if number % STEP == 0:
                    if stopped():
                        return False
                    time.sleep(0.002)
                    rested += 0.002
        except OSError:
            self.pause, self._unnamed = APART, True
            return True
        first, before = self._seen is None, self._seen or {}
        self._seen = now
        if first:
            young = self._clock() - YOUNG_NS
            self._whole = {path: state for path, state in now.items() if state[1] < young}
            waiting, changed = len(self._whole) < len(now), False
        else:
            waiting, changed = self._settle(now, before)
        self._quiet = 0 if any((waiting, changed)) else self._quiet + 1
        if waiting:
            self._expecting()
        cost = max(SHARE * (time.thread_time() - busy), time.monotonic() - begun - rested)
        self.pause = min(MOST_APART, max(SECOND_LOOK if waiting else APART, cost))
        return changed

    def _settle(self, now: dict[str, State], before: dict[str, State]) -> tuple[bool, bool]:
        """(whether something is not whole yet, whether something whole has changed)."""
        waiting = changed = False
        whole = self._whole
        for path, state in now.items():
            if whole.get(path) == state:
                continue
            if before.get(path) == state:
                whole[path] = state
                changed = True
                self._changed.add(path)
            else:
                waiting = True
        # A name that is missing once may only be changing hands: some programs save by removing first.
        for path in [path for path in whole if path not in now]:
            if path in before:
                waiting = True
            else:
                del whole[path]
                changed = True
                self._changed.add(path)
        return waiting, changed

    def named(self) -> frozenset[str] | None:
        """Return the files (relative paths) that changed or went since this was asked last; None where only a look at everything tells."""
        names = None if self._unnamed else frozenset(self._changed)
        self._changed, self._unnamed = set(), False
        return names

    @property
    def settled(self) -> Settled:
        """Says which files are as they were when they were last found whole."""
        return Settled(None if self._seen is None else self._whole)

    @property
    def files(self) -> int:
        """How many names there were at the last look, 1 before the first."""
        return 1 if self._seen is None else len(self._seen)


def _entries(root: Path, folders: dict[str, int]) -> Iterator[tuple[str, State]]:
    """(relative POSIX path, state) of everything that could be an article; no hidden names, no links followed.

    ``folders`` is told of each folder when names in it last came or went, before it is listed.

    Raises OSError if ``root`` itself cannot be listed.
    """
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        prefix = f"{folder}/" if folder else ""
        try:
            folders[folder] = (root / folder).stat().st_mtime_ns
            listing = os.scandir(root / folder)
        except OSError:
            if not folder:
                raise
            continue
        with listing:
            for entry in listing:
                name = entry.name
                if name.startswith("."):
                    continue
                try:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(prefix + name)
                        if "." not in name:
                            continue
                        # A folder named x.txt is listed as what it pretends to be.
                        yield prefix + name, (0, entry.stat(follow_symlinks=False).st_mtime_ns)
                    else:
                        status = entry.stat(follow_symlinks=False)
                        yield prefix + name, (status.st_size, status.st_mtime_ns)
                except OSError:  # vanished between listing and looking
                    continue
