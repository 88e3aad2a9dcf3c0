"""Opens one file of the folder safely and gives its bytes. Never follows a link, never waits for a pipe, never reads a device.

The path is walked one folder at a time with ``O_NOFOLLOW``, so that a link put in place of a folder while we read cannot
lead out of the root either.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from briefing.errors import IngestError

_DIRECTORY = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_FILE = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


def megabytes(size: int) -> str:
    """Return ``52,428,800`` bytes as ``50 MB``, for a reason that people read."""
    return f"{size / (1024 * 1024):,.0f} MB" if size >= 1024 * 1024 else f"{size / 1024:,.0f} kB"


def load(root: Path, path: str, max_bytes: int) -> bytes:
    """Return the bytes of the regular file ``path`` (relative, POSIX) inside ``root``.

    Raises IngestError with the reason in one line: gone, no regular file, a link, larger than ``max_bytes``, unreadable.
    """
    parts = path.split("/")
    if not path or path.startswith("/") or any(part in ("", ".", "..") for part in parts) or "\0" in path:
        raise IngestError("is not a path inside the folder")
    try:
        return _load(root, parts, max_bytes)
    except OSError as error:
        raise IngestError(_reason(error)) from error


def _load(root: Path, parts: list[str], max_bytes: int) -> bytes:
    if os.open in os.supports_dir_fd:
        folder = os.open(root, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0))
        try:
            for part in parts[:-1]:
                inner = os.open(part, _DIRECTORY, dir_fd=folder)
                os.close(folder)
                folder = inner
            descriptor = os.open(parts[-1], _FILE, dir_fd=folder)
        finally:
            os.close(folder)
    else:  # Windows
        descriptor = os.open(root.joinpath(*parts), _FILE)
    try:
        return _read(descriptor, max_bytes)
    finally:
        with contextlib.suppress(OSError):
            os.close(descriptor)


def _read(descriptor: int, max_bytes: int) -> bytes:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise IngestError(_what(status.st_mode))
    if status.st_size > max_bytes:
        raise IngestError(f"is larger than {megabytes(max_bytes)}")
    chunks: list[bytes] = []
    total = 0
    # One byte more than the limit shows a file that grew after fstat; files of /proc state size 0 and hold more.
    while total <= max_bytes:
        chunk = os.read(descriptor, min(1 << 20, max_bytes + 1 - total))
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
        total += len(chunk)
    raise IngestError(f"is larger than {megabytes(max_bytes)}")


def _what(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "is a folder, not a file"
    if stat.S_ISFIFO(mode):
        return "is a pipe, not a file"
    if stat.S_ISSOCK(mode):
        return "is a socket, not a file"
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        return "is a device, not a file"
    return "is not a regular file"


def _reason(error: OSError) -> str:
    if error.errno == errno.ENOENT:
        return "is gone: it vanished before it could be read"
    if error.errno in (errno.ELOOP, errno.EMLINK):
        return "is a link; only regular files inside the folder are read"
    if error.errno == errno.ENOTDIR:
        return "lies behind a link or no longer in a folder; only regular files inside the folder are read"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "cannot be read: permission denied"
    if error.errno == errno.EISDIR:
        return "is a folder, not a file"
    if error.errno in (errno.ENXIO, errno.ENODEV, errno.EOPNOTSUPP):
        return "is a socket, pipe or device, not a file"
    return f"cannot be read: {os.strerror(error.errno) if error.errno else 'unknown error'}"
