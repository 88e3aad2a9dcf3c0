"""Looks at a folder again and again, cheaply, and says when something in it has changed and is whole. Opens no file.

Polls instead of asking the system for events: these do not come for network drives, run out in large trees, and would cost a
compiled dependency (see docs/decisions/0031-watching.md). A look at 20,000 files costs less than a tenth of a second of one core,
in small steps, and the pause after it keeps the whole below a twentieth.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
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
        self._waits: set[str] = set()
        """Folders in which something is not whole yet, or is missing since the last look."""
        self.rest = 0.0
        """Seconds from the last look at everything to the next one at the least."""
        self._glances = 0
        self._quiet = 0
        """Looks since something was last found."""

    def glance(self, stopped: Callable[[], bool] = lambda: False) -> bool:
        """:meth:`look` as far as that is worth it: in the folders in which names came or went, or something is not whole yet; everywhere if that was
        not done for a while.

        Otherwise it costs a question for each folder, not one for each file.
        """
        where = self._stirred()
        return False if where == set() else self.look(stopped, where)

    def _stirred(self) -> AbstractSet[str] | None:
        """Return the folders that are to be looked into, None for all."""
        self._glances += 1
        most = max(GLANCES * (1 + (self._quiet >= QUIET_LOOKS)), self.rest / APART)
        gone = not self._waits <= self._folders.keys()
        if any((self._glances >= most, self._seen is None, self._unnamed, gone)):
            return None
        try:
            stirred = {
                folder for folder, seen in self._folders.items() if (self.root / folder).stat().st_mtime_ns != seen
            }
        except OSError:
            return None
        return stirred | self._waits

    def look(self, stopped: Callable[[], bool] = lambda: False, where: AbstractSet[str] | None = None) -> bool:
        """Look once, at everything or into the folders ``where`` (relative) alone; whether there is something new, changed or gone that is whole,
        since it last said so.

        Raises nothing: a folder that cannot be listed counts as a change, so that whoever reads it says why.
        """
        begun, busy, rested = time.monotonic(), time.thread_time(), 0.0
        now: dict[str, State] = {}
        folders: dict[str, int] = {}
        try:
            for number, (path, state) in enumerate(_entries(self.root, folders, where, self._folders), 1):
                now[path] = state
                if number % STEP == 0:
                    if stopped():
                        return False
                    time.sleep(0.002)
                    rested += 0.002
        except OSError:
            self.pause, self._unnamed = APART, True
            return True
        changed = self._take(now, folders) if where is None else self._take_some(now, folders)
        waiting = bool(self._waits)
        self._quiet = 0 if waiting or changed else self._quiet + 1
        if waiting:
            self._expecting()
        cost = max(SHARE * (time.thread_time() - busy), time.monotonic() - begun - rested)
        self.pause = SECOND_LOOK if waiting else APART
        if where is None:
            # A glance costs next to nothing and may come soon; the next look at everything waits for its share.
            self.rest = min(MOST_APART, cost)
        else:
            self.pause = min(MOST_APART, max(self.pause, cost))
        return changed

    def _take(self, now: dict[str, State], folders: dict[str, int]) -> bool:
        """Take what a look at everything has seen; return whether something whole has changed."""
        self._glances, self._folders = 0, folders
        before, self._seen = self._seen, now
        if before is not None:
            self._waits = set()
            return self._settle(now, before, self._whole)
        young = self._clock() - YOUNG_NS
        self._whole = {path: state for path, state in now.items() if state[1] < young}
        self._waits = {_folder_of(path) for path in now if path not in self._whole}
        return False

    def _take_some(self, now: dict[str, State], folders: dict[str, int]) -> bool:
        """Take what a look into some folders has seen; return the same."""
        seen = self._seen if self._seen is not None else {}
        before = {path: state for path, state in seen.items() if _folder_of(path) in folders}
        whole = [path for path in self._whole if _folder_of(path) in folders]
        for path in before:
            del seen[path]
        seen.update(now)
        self._folders.update(folders)
        self._waits -= folders.keys()
        return self._settle(now, before, whole)

    def _settle(self, now: dict[str, State], before: dict[str, State], known: Iterable[str]) -> bool:
        """Return whether something whole has changed. ``before``: what was seen there at the last look; ``known``: what was whole there."""
        changed = False
        whole = self._whole
        for path, state in now.items():
            if whole.get(path) == state:
                continue
            if before.get(path) == state:
                whole[path] = state
                changed = True
                self._changed.add(path)
            else:
                self._waits.add(_folder_of(path))
        # A name that is missing once may only be changing hands: some programs save by removing first.
        for path in [path for path in known if path not in now]:
            if path in before:
                self._waits.add(_folder_of(path))
            else:
                del whole[path]
                changed = True
                self._changed.add(path)
        return changed

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
    def waiting(self) -> bool:
        """Something was seen that is not whole yet: it is still being written, or was written a moment ago."""
        return bool(self._waits)

    @property
    def files(self) -> int:
        """How many names there were at the last look, 1 before the first."""
        return 1 if self._seen is None else len(self._seen)


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def _entries(
    root: Path,
    folders: dict[str, int],
    where: AbstractSet[str] | None = None,
    known: AbstractSet[str] | Mapping[str, int] = frozenset(),
) -> Iterator[tuple[str, State]]:
    """(relative POSIX path, state) of everything that could be an article; no hidden names, no links followed.

    ``folders`` is told of each folder when names in it last came or went, before it is listed. ``where``: only these folders are listed, and
    those in them that are not ``known``.

    Raises OSError if ``root`` itself, or a folder of ``where``, cannot be listed.
    """
    waiting = [""] if where is None else sorted(where)
    asked, passed = {*waiting}, frozenset() if where is None else known
    while waiting:
        folder = waiting.pop()
        prefix = f"{folder}/" if folder else ""
        try:
            folders[folder] = (root / folder).stat().st_mtime_ns
            listing = os.scandir(root / folder)
        except OSError:
            if folder in asked:
                raise
            continue
        with listing:
            for entry in listing:
                name = entry.name
                if name.startswith("."):
                    continue
                try:
                    if entry.is_dir(follow_symlinks=False):
                        if prefix + name not in passed:
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
