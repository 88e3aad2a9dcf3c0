"""Tells a database that somebody else cut, changed or damaged from one that only we have written.

A writer takes the seal off before its first change and puts it on when it is done: size, inode and times of the file. A file that is
not as its seal says was changed by no writer of ours, or copied. Looking costs one ``stat``. The file is never opened here: closing
it again would drop the locks that SQLite holds in this process.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Final

from briefing.late import dataclass
from briefing.private_files import opener

SUFFIX: Final = ".seal"
_MOST_BYTES: Final = 4096
_LOOKS: Final = 3
"""Looks at a file whose seal changes meanwhile."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a write through the file system cannot leave as it was (``changed_ns`` is set by the system alone)."""

    size: int
    inode: int
    modified_ns: int
    changed_ns: int

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """Return the stamp of ``path``. Raises OSError."""
        info = path.lstat()
        return cls(info.st_size, info.st_ino, info.st_mtime_ns, info.st_ctime_ns)


class Seal:
    """The seal of one SQLite database in WAL mode, a small file beside it."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.path = database.with_name(database.name + SUFFIX)

    def broken(self) -> bool:
        """Return whether the database is not as its seal says; one without a seal is being written, or its writer was killed."""
        for _ in range(_LOOKS):
            raw = self._read()
            if raw is None:
                return False
            if self._holds(raw):
                return False
            if self._read() == raw:  # else a writer has begun or ended meanwhile
                return True
        return False

    def there(self) -> bool:
        """Return whether there is a seal."""
        return self._read() is not None

    def take_off(self) -> None:
        """Remove the seal, before the first change."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)

    def put_on(self) -> None:
        """Seal the database, whose changes all stand in the file itself. Call as the only writer. Raises OSError."""
        before = Stamp.of(self.database)
        if not self._journals_are_empty():
            return
        temporary = self.path.with_name(self.path.name + ".new")
        with open(temporary, "w", encoding="ascii", opener=opener) as file:
            json.dump(asdict(before), file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.path)

    def _read(self) -> bytes | None:
        try:
            descriptor = os.open(self.path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
            with os.fdopen(descriptor, "rb") as file:
                return file.read(_MOST_BYTES)
        except OSError:
            return None

    def _holds(self, raw: bytes) -> bool:
        """Return whether the database is as ``raw`` says. A seal that cannot be read says nothing that could hold."""
        try:
            return self._journals_are_empty() if Stamp.of(self.database) == Stamp(**json.loads(raw)) else False
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return False

    def _journals_are_empty(self) -> bool:
        sizes = []
        for suffix in ("-wal", "-journal"):
            with contextlib.suppress(FileNotFoundError):
                sizes.append(self.database.with_name(self.database.name + suffix).lstat().st_size)
        return not any(sizes)
