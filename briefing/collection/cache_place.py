"""Where the cache goes when its own place cannot be written: a private temporary folder, for as long as the collection is open."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

from briefing.private_files import lives
from briefing.text import one_line

CANNOT_KEEP = frozenset({errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What a disk says that takes nothing: read-only, without rights, full, broken."""
_TAKEN = (errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY)
_SQLITE_SAYS = ("readonly", "full", "unable to open", "disk I/O", "authorization")
_PLACES = ("/dev/shm", "/tmp", "/var/tmp")  # noqa: S108 - the folder made there is private
"""The first is memory, and has room when the disks are full."""
_PREFIX = "briefing-cache-"
_LEAST_BYTES = 1 << 16


def cannot_keep(error: BaseException | None) -> bool:
    """Return whether ``error``, or what it came from, says that the cache's place cannot be written."""
    while error is not None:
        if isinstance(error, sqlite3.OperationalError):
            return any(words in str(error) for words in _SQLITE_SAYS)
        if isinstance(error, OSError):
            return error.errno in CANNOT_KEEP
        error = error.__cause__
    return False


def is_taken(error: BaseException) -> bool:
    """Return whether ``error`` came about because something else stands where a file of ours should."""
    return getattr(error.__cause__, "errno", None) in _TAKEN


def temporary(cache: Path) -> Path:
    """Make a private folder that can be written, with a copy of what ``cache`` holds where there is room for it. Raises OSError."""
    last = OSError(errno.ENOSPC, "no folder for temporary files can be written")
    for place in filter(os.path.isdir, dict.fromkeys((*_PLACES, os.environ.get("TMPDIR", "")))):
        try:
            _sweep(place)
            folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=place))
        except OSError as error:
            last = error
            continue
        try:
            (folder / "room").write_bytes(bytes(_LEAST_BYTES))
            (folder / "room").unlink()
        except OSError as error:
            last = error
            shutil.rmtree(folder, ignore_errors=True)
            continue
        return _with_copy(cache, folder)
    raise last


def _sweep(place: str) -> None:
    """Remove the folders of processes that were killed, if they are ours."""
    for folder in Path(place).glob(f"{_PREFIX}*-*"):
        with contextlib.suppress(ValueError):
            if not lives(int(folder.name.removeprefix(_PREFIX).partition("-")[0])):
                shutil.rmtree(folder, ignore_errors=True)


def _with_copy(cache: Path, folder: Path) -> Path:
    """Return ``folder`` with what was read before; without it if it cannot be copied whole: it can all be read again."""
    copied = folder / "cache"
    with contextlib.suppress(OSError, shutil.Error):
        room = shutil.disk_usage(folder).free
        if sum(path.lstat().st_size for path in cache.rglob("*")) * 3 < room:
            shutil.copytree(cache, copied, symlinks=True, ignore=shutil.ignore_patterns("lock", "*.seal"))
            copied.chmod(0o700)
            return copied
    shutil.rmtree(copied, ignore_errors=True)
    copied.mkdir(mode=0o700)
    return copied


def notice(cache: Path, error: BaseException) -> str:
    """Return one line that says what is not kept, and why."""
    cause: BaseException = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    why = getattr(cause, "strerror", None) or str(cause)
    return (
        f"cannot write {one_line(os.fspath(cache))} ({one_line(why)}): what is read now is not kept, and is read again at the next"
        " start"
    )
