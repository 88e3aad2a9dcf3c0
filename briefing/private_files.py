"""Files and folders that nobody else may read: 0600 and 0700, whatever the umask says."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from pathlib import Path
from typing import Final

FILE: Final = 0o600
FOLDER: Final = 0o700
PART: Final = ".part"


def opener(path: str, flags: int) -> int:
    """Open ``path`` as ``open(path, mode, opener=opener)`` asks: a file that is made is for its owner alone."""
    return os.open(path, flags, FILE)


def part_of(path: Path) -> Path:
    """Return the name under which this process writes ``path``, until it is whole."""
    return path.with_name(f"{path.name}.{os.getpid()}{PART}")


def drop(part: Path) -> None:
    """Remove what :func:`part_of` named, and what a database has beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            Path(f"{part}{ending}").unlink(missing_ok=True)


def sweep(folder: Path, beginning: str) -> None:
    """Remove what processes that are gone have left half written: the parts of files whose names begin so."""
    part = re.compile(re.escape(beginning) + r".*\.(\d+)" + re.escape(PART) + "(?:-journal|-wal|-shm)?")
    with contextlib.suppress(OSError):
        parts = [(entry.path, match[1]) for entry in os.scandir(folder) if (match := part.fullmatch(entry.name))]
        for path, process in parts:
            if not lives(int(process)):
                with contextlib.suppress(OSError):
                    Path(path).unlink()


def lives(process: int) -> bool:
    """Return whether there is a process of this number; where nobody can tell, there is."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def make_folder(path: Path) -> None:
    """Make ``path`` and the folders above it that are missing, for their owner alone. Raises OSError."""
    missing = []
    while not path.exists() and path != path.parent:
        missing.append(path)
        path = path.parent
    for folder in reversed(missing):
        folder.mkdir(mode=FOLDER, exist_ok=True)


def narrow(path: Path) -> None:
    """Take what is there from everybody but its owner; what cannot be narrowed stays, as nothing depends on it."""
    with contextlib.suppress(OSError):
        info = path.lstat()
        if stat.S_ISREG(info.st_mode) and info.st_mode & 0o077:
            path.chmod(FILE)
